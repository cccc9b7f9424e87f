package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
)

// EmptyState stands where a list or page has nothing to show: why, and what
// to do about it.
type EmptyState struct {
	widget.BaseWidget
	icon     *widget.Icon
	sentence *Paragraph
	button   *Button // nil: nothing can be done here
}

// NewEmptyState says why there is nothing. Without a label there is no button.
func NewEmptyState(icon fyne.Resource, sentence string, action Action) *EmptyState {
	s := &EmptyState{icon: widget.NewIcon(theme.NewDisabledResource(icon)), sentence: NewParagraph(sentence)}
	s.sentence.Align = fyne.TextAlignCenter
	s.sentence.Color = look.ColorMuted
	if action.Label != "" {
		s.button = NewButton(action.Label, action.Do)
	}
	s.ExtendBaseWidget(s)
	return s
}

// SetText changes the sentence.
func (s *EmptyState) SetText(sentence string) { s.sentence.SetText(sentence); s.Refresh() }

func (s *EmptyState) parts() []fyne.CanvasObject {
	if s.button == nil {
		return nil
	}
	return []fyne.CanvasObject{s.button}
}

// CreateRenderer is called by Fyne.
func (s *EmptyState) CreateRenderer() fyne.WidgetRenderer { return &stateRenderer{s} }

type stateRenderer struct{ *EmptyState }

const (
	stateIcon  = 36
	stateGap   = 10
	stateWidth = 420 // sentences are broken to be read at a glance
)

func (r *stateRenderer) Destroy() {}

func (r *stateRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.icon, r.sentence}, r.parts()...)
}

// Layout sets icon, sentence and button under each other in the middle.
func (r *stateRenderer) Layout(room fyne.Size) {
	width := min(room.Width, stateWidth)
	text := r.sentence.heightFor(width)
	y := max(0, (room.Height-r.height(text))/2)
	place(r.icon, fyne.NewPos((room.Width-stateIcon)/2, y), fyne.NewSquareSize(stateIcon))
	y += stateIcon + stateGap
	place(r.sentence, fyne.NewPos((room.Width-width)/2, y), fyne.NewSize(width, text))
	y += text + stateGap
	if r.button != nil {
		least := r.button.MinSize()
		place(r.button, fyne.NewPos((room.Width-least.Width)/2, y), least)
	}
}

func (r *stateRenderer) height(text float32) float32 {
	height := stateIcon + stateGap + text
	if r.button != nil {
		height += stateGap + r.button.MinSize().Height
	}
	return height
}

func (r *stateRenderer) MinSize() fyne.Size {
	width := float32(160)
	if r.button != nil {
		width = max(width, r.button.MinSize().Width)
	}
	return fyne.NewSize(width, r.height(r.sentence.MinSize().Height))
}

func (r *stateRenderer) Refresh() {
	r.Layout(r.Size())
	for _, object := range r.Objects() {
		object.Refresh()
	}
}
