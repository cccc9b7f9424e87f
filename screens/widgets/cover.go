package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Cover lies over a whole window, with all that is open above it, so that
// nothing of it can be read or pressed. What opens meanwhile opens below it.
type Cover struct {
	widget.BaseWidget
	page   fyne.CanvasObject
	keys   *Keys
	layer  *KeyLayer
	before fyne.Focusable
}

// NewCover is a cover with a page on it.
func NewCover(page fyne.CanvasObject) *Cover {
	c := &Cover{page: page}
	c.ExtendBaseWidget(c)
	return c
}

// Lay lays the cover over the window of these keys, none of which work until it
// is taken off but those of the layer it answers.
func (c *Cover) Lay(keys *Keys) *KeyLayer {
	c.keys, c.before = keys, keys.canvas.Focused()
	keys.canvas.Unfocus()
	keys.canvas.Overlays().Add(c)
	c.layer = keys.PushModal("")
	c.layer.cover = true
	return c.layer
}

// Off takes the cover away; the focus returns where it was.
func (c *Cover) Off() {
	c.layer.Close()
	c.keys.canvas.Overlays().Remove(c)
	if c.before != nil {
		c.keys.canvas.Focus(c.before)
	}
}

// Tapped keeps presses from what is below.
func (c *Cover) Tapped(*fyne.PointEvent) {}

// CreateRenderer is called by Fyne.
func (c *Cover) CreateRenderer() fyne.WidgetRenderer {
	ground := canvas.NewRectangle(theme.Color(theme.ColorNameBackground))
	return widget.NewSimpleRenderer(container.NewStack(ground, c.page))
}

// belowCover changes what floats above a window and lets a cover stay on top.
func belowCover(canvas fyne.Canvas, change func()) {
	over := canvas.Overlays()
	cover, covered := over.Top().(*Cover)
	if !covered {
		change()
		return
	}
	on := canvas.Focused()
	over.Remove(cover)
	change()
	over.Add(cover)
	if on != nil {
		canvas.Focus(on)
	}
}
