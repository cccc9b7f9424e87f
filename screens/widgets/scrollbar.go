package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const (
	scrollBarWidth = 10
	leastThumb     = 28
)

// scrollBar moves a view over something long. It counts in float64, since a
// million rows are more pixels than a float32 can tell apart.
type scrollBar struct {
	widget.BaseWidget
	across bool // lies, instead of standing
	moved  func(offset float64)

	whole, view, offset float64 // in pixels of what is scrolled
	hovered             bool
}

func newScrollBar(across bool, moved func(float64)) *scrollBar {
	b := &scrollBar{across: across, moved: moved}
	b.ExtendBaseWidget(b)
	return b
}

// set says how much there is, how much of it is seen, and from where.
func (b *scrollBar) set(whole, view, offset float64) {
	if b.whole == whole && b.view == view && b.offset == offset {
		return
	}
	b.whole, b.view, b.offset = whole, view, offset
	b.Refresh()
}

// needed reports whether there is more than the view holds.
func (b *scrollBar) needed() bool { return b.whole > b.view+0.5 }

// thumb is where the thumb begins on the track and how long it is.
func (b *scrollBar) thumb() (from, length float64) {
	track := b.track()
	if b.whole <= 0 || !b.needed() {
		return 0, 0
	}
	length = max(leastThumb, track*b.view/b.whole)
	return (track - length) * b.offset / (b.whole - b.view), length
}

func (b *scrollBar) track() float64 { return float64(b.along(b.Size().Width, b.Size().Height)) }

func (b *scrollBar) along(x, y float32) float32 {
	if b.across {
		return x
	}
	return y
}

// Dragged moves the view with the mouse.
func (b *scrollBar) Dragged(ev *fyne.DragEvent) {
	_, length := b.thumb()
	if room := b.track() - length; room > 0 && b.needed() {
		step := float64(b.along(ev.Dragged.DX, ev.Dragged.DY))
		b.moved(b.offset + step*(b.whole-b.view)/room)
	}
}

// DragEnd is called by Fyne.
func (b *scrollBar) DragEnd() {}

// Tapped moves a view further towards the mouse.
func (b *scrollBar) Tapped(ev *fyne.PointEvent) {
	at := float64(b.along(ev.Position.X, ev.Position.Y))
	from, length := b.thumb()
	switch {
	case at < from:
		b.moved(b.offset - b.view*0.9)
	case at > from+length:
		b.moved(b.offset + b.view*0.9)
	}
}

// MouseIn is called by Fyne.
func (b *scrollBar) MouseIn(*desktop.MouseEvent) { b.hover(true) }

// MouseMoved is called by Fyne.
func (b *scrollBar) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called by Fyne.
func (b *scrollBar) MouseOut() { b.hover(false) }

func (b *scrollBar) hover(on bool) {
	b.hovered = on
	b.Refresh()
}

// CreateRenderer is called by Fyne.
func (b *scrollBar) CreateRenderer() fyne.WidgetRenderer {
	return &scrollBarRenderer{bar: b, rect: canvas.NewRectangle(nil)}
}

type scrollBarRenderer struct {
	bar  *scrollBar
	rect *canvas.Rectangle
}

func (r *scrollBarRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rect} }
func (r *scrollBarRenderer) Destroy()                     {}

func (r *scrollBarRenderer) MinSize() fyne.Size {
	return fyne.NewSquareSize(scrollBarWidth)
}

func (r *scrollBarRenderer) Layout(fyne.Size) { r.Refresh() }

func (r *scrollBarRenderer) Refresh() {
	thick := float32(5)
	if r.bar.hovered {
		thick = 8
	}
	from, length := r.bar.thumb()
	edge := float32(scrollBarWidth-thick) / 2
	if r.bar.across {
		r.rect.Move(fyne.NewPos(float32(from), edge))
		r.rect.Resize(fyne.NewSize(float32(length), thick))
	} else {
		r.rect.Move(fyne.NewPos(edge, float32(from)))
		r.rect.Resize(fyne.NewSize(thick, float32(length)))
	}
	r.rect.FillColor = colour(r.bar, theme.ColorNameScrollBar)
	r.rect.CornerRadius = thick / 2
	r.rect.Hidden = length == 0
	canvas.Refresh(r.rect)
}
