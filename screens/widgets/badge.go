package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Badge says a state in words on a coloured ground.
type Badge struct {
	widget.BaseWidget
	Text string
	Tone Tone
}

// NewBadge says a state.
func NewBadge(text string, tone Tone) *Badge {
	b := &Badge{Text: text, Tone: tone}
	b.ExtendBaseWidget(b)
	return b
}

// Set says another state.
func (b *Badge) Set(text string, tone Tone) {
	b.Text, b.Tone = text, tone
	b.Refresh()
}

// CreateRenderer is called by Fyne.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	r := &badgeRenderer{badge: b, back: canvas.NewRectangle(nil), words: canvas.NewText("", nil)}
	r.paint()
	return r
}

type badgeRenderer struct {
	badge *Badge
	back  *canvas.Rectangle
	words *canvas.Text
}

func (r *badgeRenderer) Destroy() {}

func (r *badgeRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.words}
}

func (r *badgeRenderer) MinSize() fyne.Size {
	text := fyne.MeasureText(r.badge.Text, size(r.badge, theme.SizeNameText), fyne.TextStyle{})
	return text.AddWidthHeight(14, 0)
}

// Layout keeps the badge as small as its words, in the middle of its height.
func (r *badgeRenderer) Layout(room fyne.Size) {
	least := r.MinSize()
	y := (room.Height - least.Height) / 2
	place(r.back, fyne.NewPos(0, y), least)
	place(r.words, fyne.NewPos(7, y-textRise), least.SubtractWidthHeight(14, 0))
}

func (r *badgeRenderer) Refresh() {
	r.paint()
	r.Layout(r.badge.Size())
	canvas.Refresh(r.back)
	canvas.Refresh(r.words)
}

func (r *badgeRenderer) paint() {
	r.back.FillColor = colour(r.badge, r.badge.Tone.back())
	r.back.CornerRadius = 4
	r.words.Text = r.badge.Text
	r.words.TextSize = size(r.badge, theme.SizeNameText)
	r.words.Color = colour(r.badge, r.badge.Tone.text())
	r.back.Hidden = r.badge.Text == ""
}
