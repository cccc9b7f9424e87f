package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// floating is a card above the window: a list under a field, a calendar, a
// dialog. It fills the canvas, so that nothing below is pressed by accident.
type floating struct {
	widget.BaseWidget
	canvas fyne.Canvas
	body   fyne.CanvasObject
	dims   bool                                                     // darkens what is below
	place  func(canvas, least fyne.Size) (fyne.Position, fyne.Size) // where the card goes
	away   func()                                                   // pressed beside the card; nil: nothing
}

func (f *floating) open() {
	f.ExtendBaseWidget(f)
	belowCover(f.canvas, func() { f.canvas.Overlays().Add(f) })
}

func (f *floating) close() { belowCover(f.canvas, func() { f.canvas.Overlays().Remove(f) }) }

// Tapped closes a card that may be dismissed; presses on the card are its own.
func (f *floating) Tapped(ev *fyne.PointEvent) {
	pos, size := f.place(f.Size(), f.body.MinSize())
	inside := ev.Position.X >= pos.X && ev.Position.Y >= pos.Y &&
		ev.Position.X < pos.X+size.Width && ev.Position.Y < pos.Y+size.Height
	if !inside && f.away != nil {
		f.away()
	}
}

// CreateRenderer is called by Fyne.
func (f *floating) CreateRenderer() fyne.WidgetRenderer {
	r := &floatingRenderer{f: f, dim: canvas.NewRectangle(color.Transparent), card: canvas.NewRectangle(color.Transparent)}
	r.paint()
	return r
}

type floatingRenderer struct {
	f         *floating
	dim, card *canvas.Rectangle
}

func (r *floatingRenderer) Destroy()           {}
func (r *floatingRenderer) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

func (r *floatingRenderer) Layout(size fyne.Size) {
	r.dim.Resize(size)
	for range 2 { // what wraps knows how high it is once it has its width
		pos, card := r.f.place(size, r.f.body.MinSize())
		r.card.Move(pos)
		r.card.Resize(card)
		r.f.body.Move(pos)
		r.f.body.Resize(card)
	}
}

func (r *floatingRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.dim, r.card, r.f.body}
}

func (r *floatingRenderer) Refresh() {
	r.paint()
	r.Layout(r.f.Size())
	r.f.body.Refresh()
}

func (r *floatingRenderer) paint() {
	if r.f.dims {
		r.dim.FillColor = theme.Color(theme.ColorNameShadow)
	}
	r.card.FillColor = theme.Color(theme.ColorNameOverlayBackground)
	r.card.StrokeColor = theme.Color(theme.ColorNameSeparator)
	r.card.StrokeWidth = 1
	r.card.CornerRadius = theme.Size(theme.SizeNamePopupRadius)
	r.card.Shadow = canvas.Shadow{
		Color: theme.Color(theme.ColorNameShadow), BlurRadius: 14, Offset: fyne.NewPos(0, 4),
	}
	r.dim.Refresh()
	r.card.Refresh()
}

// under places a card below an object, or above it where there is more room;
// as wide as the object if it asks to be.
func under(object fyne.CanvasObject, asWide bool) func(canvas, least fyne.Size) (fyne.Position, fyne.Size) {
	return func(window, least fyne.Size) (fyne.Position, fyne.Size) {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(object)
		own := object.Size()
		size := least
		if asWide {
			size.Width = fyne.Max(own.Width, least.Width)
		}
		below := window.Height - at.Y - own.Height - 2
		pos := fyne.NewPos(at.X, at.Y+own.Height+1)
		if size.Height > below && at.Y > below {
			size.Height = fyne.Min(size.Height, at.Y-2)
			pos.Y = at.Y - size.Height - 1
		} else {
			size.Height = fyne.Min(size.Height, below)
		}
		pos.X = fyne.Max(0, fyne.Min(pos.X, window.Width-size.Width))
		return pos, size
	}
}
