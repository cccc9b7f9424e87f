#!/usr/bin/python3
"""Cut the bundled fonts out of Noto Sans SC.

Run in this folder, where the network reaches the npm and Debian registries:

    npm pack @expo-google-fonts/noto-sans-sc@0.4.3
    tar xzf expo-google-fonts-noto-sans-sc-0.4.3.tgz
    apt-get download fonts-noto-cjk && dpkg-deb -x fonts-noto-cjk_*.deb noto
    python3 subset.py package noto/usr/share/fonts/opentype/noto

Needs fontTools (Debian: python3-fonttools). The same input and the same
fontTools (4.38.0 here) give the same bytes.

Each weight comes twice. The window draws with PostScript outlines (.otf): they
are read as they are needed, where TrueType outlines are all unpacked at the
start and cost 45 MB of memory. Paper takes TrueType (.ttf), because what writes
PDF takes no others. Hinting goes, because both are drawn with smoothed edges.

The result has a name of its own: the licence reserves the original's.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Lamplighter Sans SC"

# What the pages draw beside text. The font has no ✗ and no ⋮: use × and ….
SYMBOLS = (
    "·•…—–―‘’“”‹›«»←→↑↓↗↘⇒⇔⇧"
    "✓×÷±≤≥≈≠∞√∑°℃′″‰%¥€£§№"
    "▲▼△▽▶◀▷◁●○◎◆◇■□▪▫★☆⚠☎⌘"
    "〇①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
    "㎡㎥㎏㎞㏕⋯␣�"
)


def double_byte(encoding):
    """All characters a two-byte Chinese encoding can write."""
    found = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                found.add(ord(bytes([lead, trail]).decode(encoding)))
            except (UnicodeDecodeError, TypeError):
                continue
    return found


def blocks(*ranges):
    return {c for first, last in ranges for c in range(first, last + 1)}


LATIN = blocks((0x20, 0x7E), (0xA0, 0x17F), (0x2000, 0x206F), (0xFF00, 0xFFEF))

# Names hold characters GBK lacks. Everything else the font draws beyond it:
# the tail of the main block, extensions A to G, compatibility ideographs.
NAMES = blocks((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3134F))

# The 2013 state list of standard characters beyond GB2312: a heading in bold
# is often a name, and 喆, 堃, 玥 or 䶮 stand in many of them.
STANDARD = {ord(c) for c in Path("names.txt").read_text(encoding="utf-8") if c > " "}

FONTS = {
    "Regular": double_byte("gbk") | NAMES,
    "Bold": double_byte("gb2312") | STANDARD,
}
PAPER = {"Regular": "400Regular/NotoSansSC_400Regular.ttf", "Bold": "700Bold/NotoSansSC_700Bold.ttf"}
SCREEN = {"Regular": "NotoSansCJK-Regular.ttc", "Bold": "NotoSansCJK-Bold.ttc"}
SIMPLIFIED = 2  # the face of the collection with the shapes of Simplified Chinese


def rename(font, style):
    postscript = FAMILY.replace(" ", "") + "-" + style
    names = {
        1: FAMILY,
        2: style,
        3: "0.1;" + postscript,
        4: FAMILY + " " + style,
        6: postscript,
    }
    for record in list(font["name"].names):
        if record.nameID in (16, 17, 21, 22, 25) or record.nameID > 255:
            font["name"].removeNames(nameID=record.nameID)
        elif record.nameID in names:
            record.string = names[record.nameID]


def cut(source, style, wanted, ending, face=-1):
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "VORG", "DSIG", "STAT"]
    options.recalc_timestamp = False
    font = TTFont(source, fontNumber=face, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted | LATIN | {ord(c) for c in SYMBOLS})
    cutter.subset(font)
    rename(font, style)
    if "CFF " in font:
        font["CFF "].cff.fontNames = [FAMILY.replace(" ", "") + "-" + style]
    target = Path("LamplighterSansSC-%s.%s" % (style, ending))
    font.save(target)
    print(target, target.stat().st_size, "bytes,", len(font.getBestCmap()), "characters")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    paper, screen = Path(sys.argv[1]), Path(sys.argv[2])
    for style, wanted in FONTS.items():
        cut(paper / PAPER[style], style, wanted, "ttf")
        cut(screen / SCREEN[style], style, wanted, "otf", SIMPLIFIED)
