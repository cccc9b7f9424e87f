package widgets

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/background"
)

const (
	toastStays = 4 * time.Second
	mostToasts = 4
	toastWidth = 360 // at text of normal size
	toastGap   = 12  // between toasts and the window's edge
)

// Toasts tells what was done, at the lower right of the window, without
// asking for the focus. It lies over the content and lets presses beside its
// toasts through.
type Toasts struct {
	widget.BaseWidget
	runner *background.Runner
	stack  []*toast // oldest first
}

// NewToasts has nothing to tell yet. Lay it over the content with Over.
func NewToasts(runner *background.Runner) *Toasts {
	t := &Toasts{runner: runner}
	t.ExtendBaseWidget(t)
	return t
}

// Over is the content with the toasts above it.
func (t *Toasts) Over(content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(content, t)
}

// Tell says that something was done; the words go after a few seconds.
func (t *Toasts) Tell(sentence string) { t.add(ToneGood, sentence, nil) }

// TellUndo says that something was done and offers to undo it.
func (t *Toasts) TellUndo(sentence string, undo func()) { t.add(ToneGood, sentence, undo) }

// Fail says that something did not work; the words stay until closed.
func (t *Toasts) Fail(sentence string) { t.add(ToneBad, sentence, nil) }

func (t *Toasts) add(tone Tone, sentence string, undo func()) {
	one := newToast(tone, sentence)
	gone := func() { t.remove(one) }
	if undo != nil {
		one.buttons.Add(NewButton(lang.L("Undo"), func() { gone(); undo() }))
	}
	cross := NewIconButton("", theme.CancelIcon(), gone)
	cross.Importance = widget.LowImportance
	one.buttons.Add(cross)
	if tone != ToneBad {
		one.stop = t.runner.After(toastStays, gone)
	}
	t.stack = append(t.stack, one)
	t.thin()
	t.Refresh()
}

// thin lets the oldest toast go that is not an error.
func (t *Toasts) thin() {
	if len(t.stack) <= mostToasts {
		return
	}
	for _, one := range t.stack {
		if one.tone != ToneBad {
			t.remove(one)
			return
		}
	}
}

func (t *Toasts) remove(one *toast) {
	if one.stop != nil {
		one.stop()
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(t)
	for _, button := range one.buttons.Objects {
		if c != nil && c.Focused() == button.(fyne.Focusable) {
			c.Unfocus()
		}
	}
	t.stack = slices.DeleteFunc(t.stack, func(other *toast) bool { return other == one })
	t.Refresh()
}

// CreateRenderer is called by Fyne.
func (t *Toasts) CreateRenderer() fyne.WidgetRenderer { return &toastsRenderer{t} }

type toastsRenderer struct{ *Toasts }

func (r *toastsRenderer) Destroy()           {}
func (r *toastsRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *toastsRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(r.stack))
	for i, one := range r.stack {
		objects[i] = one
	}
	return objects
}

// Layout stacks the toasts upwards, the newest at the bottom.
func (r *toastsRenderer) Layout(room fyne.Size) {
	y := room.Height
	for _, one := range slices.Backward(r.stack) {
		width := min(toastWidth*size(r.Toasts, theme.SizeNameText)/normalText, room.Width-2*toastGap)
		height := one.heightFor(width)
		y -= height + toastGap
		place(one, fyne.NewPos(room.Width-width-toastGap, y), fyne.NewSize(width, height))
	}
}

func (r *toastsRenderer) Refresh() {
	r.Layout(r.Size())
	for _, one := range r.stack {
		one.Refresh()
	}
	canvas.Refresh(r.Toasts)
}

// toast is one card.
type toast struct {
	widget.BaseWidget
	tone     Tone
	card     *canvas.Rectangle
	edge     *canvas.Rectangle
	icon     *widget.Icon
	sentence *Paragraph
	buttons  *fyne.Container
	stop     func() // of its timer; nil: it stays
}

func newToast(tone Tone, sentence string) *toast {
	o := &toast{
		tone: tone, card: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil),
		icon: widget.NewIcon(tone.icon()), sentence: NewParagraph(sentence), buttons: container.NewHBox(),
	}
	o.ExtendBaseWidget(o)
	return o
}

// Tapped keeps presses on the card from what is below it.
func (o *toast) Tapped(*fyne.PointEvent) {}

func (o *toast) textWidth(width float32) float32 {
	return width - 3*alertPad - alertIcon - o.buttons.MinSize().Width
}

func (o *toast) heightFor(width float32) float32 {
	return max(o.sentence.heightFor(o.textWidth(width)), o.buttons.MinSize().Height) + 2*alertPad
}

// CreateRenderer is called by Fyne.
func (o *toast) CreateRenderer() fyne.WidgetRenderer {
	r := &toastRenderer{o}
	r.paint()
	return r
}

type toastRenderer struct{ *toast }

func (r *toastRenderer) Destroy() {}

func (r *toastRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.buttons.MinSize().Width+100, r.buttons.MinSize().Height+2*alertPad)
}

func (r *toastRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.card, r.edge, r.icon, r.sentence, r.buttons}
}

func (r *toastRenderer) Layout(room fyne.Size) {
	r.card.Resize(room)
	place(r.edge, fyne.NewPos(0, 4), fyne.NewSize(3, room.Height-8))
	place(r.icon, fyne.NewPos(alertPad+2, (room.Height-alertIcon)/2), fyne.NewSquareSize(alertIcon))
	width := r.textWidth(room.Width)
	height := r.sentence.heightFor(width)
	place(r.sentence, fyne.NewPos(2*alertPad+alertIcon, (room.Height-height)/2), fyne.NewSize(width, height))
	buttons := r.buttons.MinSize()
	place(r.buttons, fyne.NewPos(room.Width-buttons.Width-alertPad/2, (room.Height-buttons.Height)/2), buttons)
}

func (r *toastRenderer) Refresh() {
	r.paint()
	r.Layout(r.Size())
	for _, object := range r.Objects() {
		object.Refresh()
	}
}

func (r *toastRenderer) paint() {
	r.card.FillColor = colour(r.toast, theme.ColorNameOverlayBackground)
	r.card.StrokeColor = colour(r.toast, theme.ColorNameSeparator)
	r.card.StrokeWidth = 1
	r.card.CornerRadius = size(r.toast, theme.SizeNamePopupRadius)
	r.card.Shadow = canvas.Shadow{Color: colour(r.toast, theme.ColorNameShadow), BlurRadius: 10, Offset: fyne.NewPos(0, 3)}
	r.edge.FillColor = colour(r.toast, r.tone.ink())
}
