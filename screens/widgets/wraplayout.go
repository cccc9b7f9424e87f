package widgets

import (
	"fyne.io/fyne/v2"
)

// WrapLayout puts objects side by side at their least sizes and goes on in the
// next line where the width ends. Its height follows the width it was last
// given.
type WrapLayout struct {
	Gap   float32
	width float32
}

// Layout implements fyne.Layout.
func (l *WrapLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(objects, size.Width, true)
}

// MinSize implements fyne.Layout.
func (l *WrapLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var widest float32
	for _, o := range objects {
		if o.Visible() {
			widest = max(widest, o.MinSize().Width)
		}
	}
	return fyne.NewSize(widest, l.place(objects, max(widest, l.width), false))
}

// place answers the height that the objects take in a width.
func (l *WrapLayout) place(objects []fyne.CanvasObject, width float32, move bool) float32 {
	var x, y, line float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		if x > 0 && x+least.Width > width {
			x, y, line = 0, y+line+l.Gap, 0
		}
		if move {
			o.Move(fyne.NewPos(x, y))
			o.Resize(least)
		}
		x += least.Width + l.Gap
		line = max(line, least.Height)
	}
	return y + line
}
