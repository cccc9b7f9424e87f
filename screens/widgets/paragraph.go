package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Paragraph is text in as many lines as it needs, broken as Chinese and
// English are each broken. Unlike a Label it has no padding, so that it stands
// in line with what is beside it.
type Paragraph struct {
	widget.BaseWidget
	Text     string
	Color    fyne.ThemeColorName // empty: foreground
	SizeName fyne.ThemeSizeName  // empty: ordinary text
	Align    fyne.TextAlign
	Bold     bool

	rule   *ruler
	lines  []string
	broken string  // what lines are of
	room   float32 // the width lines are broken for
}

// NewParagraph is ordinary text.
func NewParagraph(text string) *Paragraph {
	p := &Paragraph{Text: text}
	p.ExtendBaseWidget(p)
	return p
}

// SetText changes the words.
func (p *Paragraph) SetText(text string) {
	p.Text = text
	p.Refresh()
}

// Says is the whole text, whatever lines it is broken into.
func (p *Paragraph) Says() []string {
	if p.Text == "" {
		return nil
	}
	return []string{p.Text}
}

// heightFor is the height at a width.
func (p *Paragraph) heightFor(width float32) float32 {
	p.breakFor(width)
	return float32(len(p.lines)) * p.lineHeight()
}

func (p *Paragraph) lineHeight() float32 {
	return fyne.MeasureText("国", p.textSize(), fyne.TextStyle{}).Height
}

func (p *Paragraph) textSize() float32 {
	if p.SizeName == "" {
		return size(p, theme.SizeNameText)
	}
	return size(p, p.SizeName)
}

// breakFor breaks the text for a width; before the width is known it is one
// long line.
func (p *Paragraph) breakFor(width float32) {
	if style := (fyne.TextStyle{Bold: p.Bold}); p.rule == nil || p.rule.size != p.textSize() || p.rule.style != style {
		p.rule, p.broken = newRuler(p.textSize(), style), ""
	}
	if p.broken == p.Text && p.room == width && p.lines != nil {
		return
	}
	p.broken, p.room = p.Text, width
	if width <= 0 {
		p.lines = []string{p.Text}
		return
	}
	p.lines = p.rule.wrap(p.Text, width)
}

// CreateRenderer is called by Fyne.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	return &paragraphRenderer{p: p}
}

type paragraphRenderer struct {
	p     *Paragraph
	texts []*canvas.Text
}

func (r *paragraphRenderer) Destroy() {}

func (r *paragraphRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(r.texts))
	for i, text := range r.texts {
		objects[i] = text
	}
	return objects
}

// MinSize is the height the text needs at the width it has.
func (r *paragraphRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.p.textSize()*4, r.p.heightFor(r.p.Size().Width))
}

func (r *paragraphRenderer) Layout(room fyne.Size) {
	height := r.p.lineHeight()
	r.p.breakFor(room.Width)
	for len(r.texts) < len(r.p.lines) {
		r.texts = append(r.texts, canvas.NewText("", nil))
	}
	r.texts = r.texts[:len(r.p.lines)]
	for i, text := range r.texts {
		text.Text, text.TextSize, text.Alignment = r.p.lines[i], r.p.textSize(), r.p.Align
		text.Color, text.TextStyle.Bold = themed(r.p.Color, theme.ColorNameForeground), r.p.Bold
		place(text, fyne.NewPos(0, float32(i)*height), fyne.NewSize(room.Width, height))
		canvas.Refresh(text)
	}
}

func (r *paragraphRenderer) Refresh() {
	r.Layout(r.p.Size())
	canvas.Refresh(r.p)
}
