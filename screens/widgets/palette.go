package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// Palette is a card in the upper middle of the window for something quick: it
// has no title and no buttons. Escape or a press beside it closes it, and the
// focus returns where it was.
type Palette struct {
	Title    string // heads its chords in the key list
	Body     fyne.CanvasObject
	Size     fyne.Size // of the body, cut to the window
	OnClosed func()

	keys   *Keys
	layer  *KeyLayer
	float  *floating
	before fyne.Focusable
}

// NewPalette is a card with this body.
func NewPalette(title string, body fyne.CanvasObject, size fyne.Size) *Palette {
	return &Palette{Title: title, Body: body, Size: size}
}

// Show opens the card and focuses the first field. Showing an open card does
// nothing. The layer it answers takes further chords while the card is open.
func (p *Palette) Show(keys *Keys) *KeyLayer {
	if p.float != nil {
		return p.layer
	}
	p.keys = keys
	canvas := keys.Canvas()
	p.before = canvas.Focused()
	canvas.Unfocus()
	card := container.New(layout.NewCustomPaddedLayout(10, 10, 12, 12), container.New(atLeast{p.Size}, p.Body))
	p.float = &floating{canvas: canvas, body: card, dims: true, place: uppermost, away: p.Close}
	p.float.open()
	p.layer = keys.PushModal(p.Title)
	p.layer.On("Escape", "", p.Close)
	if first := firstFocusable(p.Body); first != nil {
		canvas.Focus(first)
	}
	return p.layer
}

// Close takes the card away. Closing twice is harmless.
func (p *Palette) Close() {
	if p.float == nil {
		return
	}
	p.layer.Close()
	p.float.close()
	p.float = nil
	canvas := p.keys.Canvas()
	if gone, is := p.before.(fyne.CanvasObject); is && fyne.CurrentApp().Driver().CanvasForObject(gone) == canvas {
		canvas.Focus(p.before)
	}
	if p.OnClosed != nil {
		p.OnClosed()
	}
}

// Open reports whether the card is on view.
func (p *Palette) Open() bool { return p.float != nil }

// uppermost leaves what is below half on view.
func uppermost(window, least fyne.Size) (fyne.Position, fyne.Size) {
	size := fyne.NewSize(fyne.Min(least.Width, window.Width-16), fyne.Min(least.Height, window.Height-16))
	return fyne.NewPos((window.Width-size.Width)/2, fyne.Min(56, (window.Height-size.Height)/2)), size
}
