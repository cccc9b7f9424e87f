package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
)

// Share shows how many of some there are: words, the figures, a bar. Unlike a
// Progress nothing is running.
type Share struct {
	widget.BaseWidget
	title, figures *Text
	track, bar     *canvas.Rectangle
	part, whole    int64
}

// NewShare shows a share of nothing yet.
func NewShare(title string) *Share {
	s := &Share{title: NewText(title), figures: NewMutedText(""), track: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil)}
	s.title.Shrinks = true
	s.ExtendBaseWidget(s)
	return s
}

// Set shows so many of so many.
func (s *Share) Set(part, whole int64) {
	s.part, s.whole = part, whole
	s.figures.SetText(grouped(int(part)) + " / " + grouped(int(whole)))
	s.Refresh()
}

// CreateRenderer is called by Fyne.
func (s *Share) CreateRenderer() fyne.WidgetRenderer {
	r := &shareRenderer{s}
	r.paint()
	return r
}

type shareRenderer struct{ *Share }

func (r *shareRenderer) Destroy() {}

func (r *shareRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.title, r.figures, r.track, r.bar}
}

func (r *shareRenderer) MinSize() fyne.Size {
	return fyne.NewSize(160, r.title.MinSize().Height+progressGap+progressBar)
}

// Layout: words above the bar, the figures at its right end.
func (r *shareRenderer) Layout(room fyne.Size) {
	line, figures := r.title.MinSize().Height, r.figures.MinSize()
	place(r.title, fyne.NewPos(0, 0), fyne.NewSize(max(0, room.Width-figures.Width-8), line))
	place(r.figures, fyne.NewPos(room.Width-figures.Width, 0), figures)
	place(r.track, fyne.NewPos(0, line+progressGap), fyne.NewSize(room.Width, progressBar))
	part := float32(0)
	if r.whole > 0 {
		part = min(1, float32(r.part)/float32(r.whole))
	}
	place(r.bar, fyne.NewPos(0, line+progressGap), fyne.NewSize(room.Width*part, progressBar))
}

func (r *shareRenderer) Refresh() {
	r.paint()
	r.Layout(r.Size())
	for _, object := range r.Objects() {
		object.Refresh()
	}
}

// paint: a full bar is good news.
func (r *shareRenderer) paint() {
	r.track.FillColor = colour(r.Share, look.ColorNeutralBack)
	ink := theme.ColorNamePrimary
	if r.whole > 0 && r.part >= r.whole {
		ink = theme.ColorNameSuccess
	}
	r.bar.FillColor = colour(r.Share, ink)
	r.track.CornerRadius, r.bar.CornerRadius = progressBar/2, progressBar/2
}
