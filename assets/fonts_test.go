package assets

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestFontsDrawWhatPagesSay(t *testing.T) {
	const everywhere = "点灯人 米易县供电分公司 Lamplighter 0123456789 ¥12.50 · • … — “” 《》 【】 → ← ↑ ↓ ✓ × ▲ ▼ ● ○ ■ □ ★ ① ⑳ ⚠ ☎ ℃ № ㎡ 〇"
	tests := []struct {
		name    string
		content []byte
		text    string
	}{
		{"the regular font draws the pages", FontRegular(), everywhere},
		{"the regular font draws rare names", FontRegular(), "㛃 䶮 㐱 䂵 𠅤 𬱖 𬸣 堃 喆 曲比·阿木"},
		{"paper takes the same signs", PaperRegular(), everywhere + "㛃 䶮 堃 喆"},
		{"paper takes the same signs in bold", PaperBold(), everywhere + "㛃 䶮 堃 喆"},
		{"the bold font draws headings", FontBold(), everywhere},
		{"the bold font draws the names in headings", FontBold(), "㛃 䶮 𬱖 堃 喆 玥 祎 镕 曲比·阿木"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if missing := notDrawn(t, tt.content, tt.text); len(missing) != 0 {
				t.Errorf("no outline for %q", string(missing))
			}
		})
	}
}

func TestTheRegularFontDrawsAllOfGBK(t *testing.T) {
	han := doubleByte(simplifiedchinese.GBK)
	if len(han) < 20900 {
		t.Fatalf("only %d characters were read from GBK", len(han))
	}
	if missing := notDrawn(t, FontRegular(), string(han)); len(missing) != 0 {
		t.Errorf("no outline for %d characters, %q among them", len(missing), missing[0])
	}
}

// The licence reserves the word Source; a changed font must not carry it.
func TestFontsCarryANameOfTheirOwn(t *testing.T) {
	for style, content := range map[string][]byte{"Regular": FontRegular(), "Bold": FontBold()} {
		font, err := sfnt.Parse(content)
		if err != nil {
			t.Fatal(err)
		}
		got, err := font.Name(nil, sfnt.NameIDFull)
		if want := "Lamplighter Sans SC " + style; err != nil || got != want {
			t.Errorf("the font is called %q (%v), want %q", got, err, want)
		}
	}
}

// notDrawn lists the characters of text a font has no glyph for.
func notDrawn(t *testing.T, content []byte, text string) []rune {
	t.Helper()
	font, err := sfnt.Parse(content)
	if err != nil {
		t.Fatal(err)
	}
	var buffer sfnt.Buffer
	var missing []rune
	for _, r := range text {
		glyph, err := font.GlyphIndex(&buffer, r)
		if err != nil {
			t.Fatal(err)
		}
		if glyph == 0 {
			missing = append(missing, r)
		}
	}
	return missing
}

// doubleByte lists the Han characters a two-byte encoding can write.
func doubleByte(of encoding.Encoding) []rune {
	decoder := of.NewDecoder()
	var out []rune
	for lead := 0x81; lead <= 0xFE; lead++ {
		for trail := 0x40; trail <= 0xFE; trail++ {
			text, err := decoder.Bytes([]byte{byte(lead), byte(trail)})
			if r, size := utf8.DecodeRune(text); err == nil && size == len(text) && r >= 0x4E00 && r <= 0x9FA5 {
				out = append(out, r)
			}
		}
	}
	return out
}
