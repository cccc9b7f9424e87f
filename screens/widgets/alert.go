package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// HeaderAlert is a strip across the top of a page: something about the whole
// page that must not be missed. Without words it takes no room.
type HeaderAlert struct {
	widget.BaseWidget
	// OnClosed adds a cross that takes the strip away.
	OnClosed func()

	tone     Tone
	back     *canvas.Rectangle
	edge     *canvas.Rectangle
	icon     *widget.Icon
	sentence *Paragraph
	buttons  *fyne.Container
}

// NewHeaderAlert is a strip that says nothing yet.
func NewHeaderAlert() *HeaderAlert {
	a := &HeaderAlert{
		back: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil),
		icon: widget.NewIcon(nil), sentence: NewParagraph(""), buttons: container.NewHBox(),
	}
	a.ExtendBaseWidget(a)
	a.Hide()
	return a
}

// Say shows a sentence, with buttons for what can be done about it. An empty
// sentence takes the strip away.
func (a *HeaderAlert) Say(tone Tone, sentence string, actions ...Action) {
	a.tone = tone
	a.icon.SetResource(tone.icon())
	a.sentence.SetText(sentence)
	a.buttons.RemoveAll()
	for _, action := range actions {
		a.buttons.Add(NewButton(action.Label, action.Do))
	}
	if a.OnClosed != nil {
		cross := NewIconButton("", theme.CancelIcon(), func() { a.Clear(); a.OnClosed() })
		cross.Importance = widget.LowImportance
		a.buttons.Add(cross)
	}
	if sentence == "" {
		a.Hide()
		return
	}
	a.Show()
	a.Refresh()
}

// SetText says an error, or nothing if the sentence is empty.
func (a *HeaderAlert) SetText(sentence string) { a.Say(ToneBad, sentence) }

// Clear takes the strip away.
func (a *HeaderAlert) Clear() { a.Say(ToneNeutral, "") }

// Text is what the strip says.
func (a *HeaderAlert) Text() string { return a.sentence.Text }

func (a *HeaderAlert) parts() []fyne.CanvasObject { return []fyne.CanvasObject{a.buttons} }

// CreateRenderer is called by Fyne.
func (a *HeaderAlert) CreateRenderer() fyne.WidgetRenderer {
	r := &alertRenderer{a}
	r.paint()
	return r
}

type alertRenderer struct{ *HeaderAlert }

const (
	alertPad  = 8
	alertIcon = 18
)

func (r *alertRenderer) Destroy() {}

func (r *alertRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.edge, r.icon, r.sentence, r.buttons}
}

func (r *alertRenderer) Layout(room fyne.Size) {
	r.back.Resize(room)
	r.edge.Resize(fyne.NewSize(3, room.Height))
	buttons := r.buttons.MinSize()
	place(r.buttons, fyne.NewPos(room.Width-buttons.Width-alertPad/2, (room.Height-buttons.Height)/2), buttons)
	place(r.icon, fyne.NewPos(alertPad+4, (room.Height-alertIcon)/2), fyne.NewSquareSize(alertIcon))
	from := float32(2*alertPad + 4 + alertIcon)
	width := max(0, room.Width-from-buttons.Width-alertPad)
	height := r.sentence.heightFor(width)
	place(r.sentence, fyne.NewPos(from, (room.Height-height)/2), fyne.NewSize(width, height))
}

func (r *alertRenderer) MinSize() fyne.Size {
	buttons, sentence := r.buttons.MinSize(), r.sentence.MinSize()
	return fyne.NewSize(buttons.Width+200, max(sentence.Height+2*alertPad, buttons.Height+alertPad))
}

func (r *alertRenderer) Refresh() {
	r.paint()
	r.Layout(r.Size())
	for _, object := range r.Objects() {
		object.Refresh()
	}
}

func (r *alertRenderer) paint() {
	r.back.FillColor = colour(r.HeaderAlert, r.tone.back())
	r.edge.FillColor = colour(r.HeaderAlert, r.tone.ink())
}
