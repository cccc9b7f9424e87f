package widgets

import "fyne.io/fyne/v2/theme"

// NewTitle is the title of a page: one line in bold, a little larger.
func NewTitle(text string) *Text {
	t := NewText(text)
	t.Bold, t.SizeName = true, theme.SizeNameSubHeadingText
	return t
}
