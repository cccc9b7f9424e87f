package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
)

// Text is one line in a colour and size of the theme. Unlike a Label it has
// no padding, and where Shrinks is set it is cut with an ellipsis.
type Text struct {
	widget.BaseWidget
	Text     string
	Color    fyne.ThemeColorName // empty: foreground
	SizeName fyne.ThemeSizeName  // empty: ordinary text
	Bold     bool
	Align    fyne.TextAlign
	Shrinks  bool
}

// NewText is a line of ordinary text.
func NewText(text string) *Text {
	t := &Text{Text: text}
	t.ExtendBaseWidget(t)
	return t
}

// NewMutedText is a line of second rank.
func NewMutedText(text string) *Text {
	t := NewText(text)
	t.Color = look.ColorMuted
	return t
}

// SetText changes the words.
func (t *Text) SetText(text string) {
	if t.Text != text {
		t.Text = text
		t.Refresh()
	}
}

// CreateRenderer is called by Fyne.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	r := &textRenderer{t: t, line: canvas.NewText("", color.Black)}
	r.Refresh()
	return r
}

type textRenderer struct {
	t    *Text
	line *canvas.Text
	rule *ruler // of a text that shrinks
}

func (r *textRenderer) Destroy() {}

func (r *textRenderer) Layout(size fyne.Size) {
	if r.t.Shrinks {
		if r.rule == nil || r.rule.size != r.line.TextSize || r.rule.style != r.line.TextStyle {
			r.rule = newRuler(r.line.TextSize, r.line.TextStyle)
		}
		if cut := r.rule.fit(r.t.Text, size.Width); cut != r.line.Text {
			r.line.Text = cut
			r.line.Refresh()
		}
	}
	height := r.line.MinSize().Height
	r.line.Move(fyne.NewPos(0, (size.Height-height)/2))
	r.line.Resize(fyne.NewSize(size.Width, height))
}

func (r *textRenderer) MinSize() fyne.Size {
	size := fyne.MeasureText(r.t.Text, r.line.TextSize, r.line.TextStyle)
	if r.t.Shrinks {
		size.Width = fyne.Min(size.Width, r.line.TextSize*2)
	}
	return size
}

func (r *textRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }

func (r *textRenderer) Refresh() {
	r.line.Text = r.t.Text
	r.line.Color = themed(r.t.Color, theme.ColorNameForeground)
	size := r.t.SizeName
	if size == "" {
		size = theme.SizeNameText
	}
	r.line.TextSize = theme.Size(size)
	r.line.TextStyle = fyne.TextStyle{Bold: r.t.Bold}
	r.line.Alignment = r.t.Align
	r.Layout(r.t.Size())
	r.line.Refresh()
}

// themed is the theme's colour of that name, or of the other if it is empty.
func themed(name, otherwise fyne.ThemeColorName) color.Color {
	if name == "" {
		name = otherwise
	}
	return theme.Color(name)
}
