package paper

import (
	"strings"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"lamplighter/assets"
)

// missing stands for a character our font cannot draw: the printers' own sign
// for a type they lack, so that a person sees that one is to be written in.
const missing = '〓'

// typeface measures text. It is made for one document and not shared.
type typeface struct {
	regular, bold face
}

// face is one weight with the widths it was asked for so far.
type face struct {
	font  *sfnt.Font
	buf   sfnt.Buffer
	known map[rune]float32 // widths at size 1; below zero: cannot be drawn
}

func newTypeface() (*typeface, error) {
	regular, err := sfnt.Parse(assets.PaperRegular())
	if err != nil {
		return nil, err
	}
	bold, err := sfnt.Parse(assets.PaperBold())
	if err != nil {
		return nil, err
	}
	return &typeface{face{font: regular, known: map[rune]float32{}}, face{font: bold, known: map[rune]float32{}}}, nil
}

// width is a character's at size 1, and whether the face can draw it.
func (f *face) width(c rune) (float32, bool) {
	w, known := f.known[c]
	if !known {
		w = f.measure(c)
		f.known[c] = w
	}
	return w, w >= 0
}

func (f *face) measure(c rune) float32 {
	glyph, err := f.font.GlyphIndex(&f.buf, c)
	if err != nil || glyph == 0 {
		return -1
	}
	unit := f.font.UnitsPerEm()
	advance, err := f.font.GlyphAdvance(&f.buf, glyph, fixed.I(int(unit)), font.HintingNone)
	if err != nil {
		return -1
	}
	return float32(advance) / 64 / float32(unit)
}

// char is a character's width at size 1. The bold face draws fewer characters
// than the regular one, which steps in for it.
func (t *typeface) char(c rune, bold bool) float32 {
	if bold {
		if w, can := t.bold.width(c); can {
			return w
		}
	}
	w, _ := t.regular.width(c)
	return w
}

func (t *typeface) width(text string, bold bool) (sum float32) {
	for _, c := range text {
		sum += t.char(c, bold)
	}
	return sum
}

// drawable is a text with only such characters as can be drawn.
func (t *typeface) drawable(text string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\n':
			return c
		case c == '\t', c == '\u00a0':
			return ' '
		case unicode.IsControl(c), unicode.In(c, unicode.Cf, unicode.Variation_Selector):
			return -1
		}
		if _, can := t.regular.width(c); !can {
			return missing
		}
		return c
	}, text)
}

// runs divides a text where the weight changes that can draw it.
func (t *typeface) runs(text string, bold bool, each func(part string, bold bool)) {
	if !bold {
		each(text, false)
		return
	}
	start, now := 0, true
	for i, c := range text {
		if _, can := t.bold.width(c); can != now {
			if i > start {
				each(text[start:i], now)
			}
			start, now = i, can
		}
	}
	if start < len(text) {
		each(text[start:], now)
	}
}
