package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
)

// Card sets its content on a ground of its own, with room around it.
type Card struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

// NewCard sets content on a card.
func NewCard(content fyne.CanvasObject) *Card {
	c := &Card{content: content}
	c.ExtendBaseWidget(c)
	return c
}

func (c *Card) parts() []fyne.CanvasObject { return []fyne.CanvasObject{c.content} }

// CreateRenderer is called by Fyne.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	r := &cardRenderer{card: c, ground: canvas.NewRectangle(nil)}
	r.ground.CornerRadius = 8
	inside := container.New(paddedBy(16), c.content)
	r.WidgetRenderer = widget.NewSimpleRenderer(container.NewStack(r.ground, inside))
	r.Refresh()
	return r
}

type cardRenderer struct {
	fyne.WidgetRenderer
	card   *Card
	ground *canvas.Rectangle
}

// Refresh takes the colours of the theme.
func (r *cardRenderer) Refresh() {
	r.ground.FillColor = theme.ColorForWidget(look.ColorSurface, r.card)
	r.ground.StrokeColor = theme.ColorForWidget(theme.ColorNameSeparator, r.card)
	r.ground.StrokeWidth = 1
	r.WidgetRenderer.Refresh()
}

// paddedBy leaves so much room around each object.
type paddedBy float32

// MinSize implements fyne.Layout.
func (p paddedBy) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size.AddWidthHeight(2*float32(p), 2*float32(p))
}

// Layout implements fyne.Layout.
func (p paddedBy) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewSquareOffsetPos(float32(p)))
		o.Resize(size.SubtractWidthHeight(2*float32(p), 2*float32(p)))
	}
}
