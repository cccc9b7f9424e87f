package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
)

// StatusItem is one word of the status bar, with a dot in its tone. It can be
// pressed if it has something to do; by keyboard the same is done by a chord.
type StatusItem struct {
	widget.BaseWidget
	Text     string
	Tone     Tone
	OnTapped func()
	hovered  bool
}

// NewStatusItem is a word of the status bar.
func NewStatusItem(text string, press func()) *StatusItem {
	s := &StatusItem{Text: text, OnTapped: press}
	s.ExtendBaseWidget(s)
	return s
}

// Set changes word and tone.
func (s *StatusItem) Set(tone Tone, text string) {
	s.Tone, s.Text = tone, text
	s.Refresh()
}

// Tapped is called by Fyne.
func (s *StatusItem) Tapped(*fyne.PointEvent) {
	if s.OnTapped != nil {
		s.OnTapped()
	}
}

// MouseIn is called by Fyne.
func (s *StatusItem) MouseIn(*desktop.MouseEvent) { s.hover(true) }

// MouseMoved is called by Fyne.
func (s *StatusItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called by Fyne.
func (s *StatusItem) MouseOut() { s.hover(false) }

func (s *StatusItem) hover(on bool) {
	s.hovered = on && s.OnTapped != nil
	s.Refresh()
}

// CreateRenderer is called by Fyne.
func (s *StatusItem) CreateRenderer() fyne.WidgetRenderer {
	r := &statusRenderer{item: s, back: canvas.NewRectangle(nil), dot: canvas.NewCircle(nil), words: canvas.NewText("", nil)}
	r.paint()
	return r
}

type statusRenderer struct {
	item  *StatusItem
	back  *canvas.Rectangle
	dot   *canvas.Circle
	words *canvas.Text
}

const statusDot = 7

func (r *statusRenderer) Destroy() {}

func (r *statusRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.dot, r.words}
}

// lead is the room of the dot; a neutral item has none.
func (r *statusRenderer) lead() float32 {
	if r.item.Tone == ToneNeutral {
		return 8
	}
	return 8 + statusDot + 5
}

func (r *statusRenderer) MinSize() fyne.Size {
	text := fyne.MeasureText(r.item.Text, size(r.item, theme.SizeNameCaptionText), fyne.TextStyle{})
	return fyne.NewSize(r.lead()+text.Width+8, text.Height+4)
}

func (r *statusRenderer) Layout(room fyne.Size) {
	r.back.Resize(room)
	place(r.dot, fyne.NewPos(8, (room.Height-statusDot)/2), fyne.NewSquareSize(statusDot))
	place(r.words, fyne.NewPos(r.lead(), -textRise), fyne.NewSize(max(0, room.Width-r.lead()-8), room.Height))
}

func (r *statusRenderer) Refresh() {
	r.paint()
	r.Layout(r.item.Size())
	for _, object := range r.Objects() {
		canvas.Refresh(object)
	}
}

func (r *statusRenderer) paint() {
	r.back.FillColor = colour(r.item, theme.ColorNameHover)
	r.back.Hidden = !r.item.hovered
	r.dot.FillColor = colour(r.item, r.item.Tone.ink())
	r.dot.Hidden = r.item.Tone == ToneNeutral
	r.words.Text = r.item.Text
	r.words.TextSize = size(r.item, theme.SizeNameCaptionText)
	r.words.Color = colour(r.item, look.ColorMuted)
	if r.item.Tone >= ToneWarn {
		r.words.Color = colour(r.item, theme.ColorNameForeground)
	}
}
