package widgets

import "fyne.io/fyne/v2"

const ellipsis = "…"

// ruler measures text by adding up its characters, which is exact enough for
// cutting and much cheaper than shaping every cell while scrolling.
type ruler struct {
	size   float32
	style  fyne.TextStyle
	widths map[rune]float32
}

func newRuler(size float32, style fyne.TextStyle) *ruler {
	return &ruler{size: size, style: style, widths: map[rune]float32{}}
}

// width of a text in pixels.
func (r *ruler) width(text string) float32 {
	var sum float32
	for _, c := range text {
		sum += r.char(c)
	}
	return sum
}

// fit cuts a text between characters so that it and an ellipsis are no wider
// than room. Line breaks read as spaces.
func (r *ruler) fit(text string, room float32) string {
	var sum float32
	cut, dots := 0, r.char('…')
	flat := []rune(text)
	for i, c := range flat {
		if c == '\n' || c == '\r' || c == '\t' {
			flat[i], c = ' ', ' '
		}
		sum += r.char(c)
		if sum+dots <= room {
			cut = i + 1
		}
	}
	switch {
	case sum <= room:
		return string(flat)
	case dots > room:
		return ""
	}
	return string(flat[:cut]) + ellipsis
}

func (r *ruler) char(c rune) float32 {
	width, known := r.widths[c]
	if !known {
		width = fyne.MeasureText(string(c), r.size, r.style).Width
		r.widths[c] = width
	}
	return width
}

// split cuts a text in two, the first no wider than room: between words where it
// has any.
func (r *ruler) split(text string, room float32) (first, rest string) {
	var sum float32
	space := -1
	for i, c := range text {
		if sum += r.char(c); sum > room {
			if space > 0 {
				return text[:space], text[space+1:]
			}
			return text[:i], text[i:]
		}
		if c == ' ' {
			space = i
		}
	}
	return text, ""
}
