package usecharts

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

const (
	leastWidth  = 320
	leastHeight = 200
)

// renderer draws the shapes as one image of the screen's own pixels, which is as
// sharp as the screen is, and what is read as text. What is told lies over both
// and is drawn by itself, so that following the mouse costs nothing.
type renderer struct {
	view    *View
	picture Picture
	shapes  *canvas.Raster
	told    *fyne.Container
	objects []fyne.CanvasObject
}

// CreateRenderer is called by Fyne.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{view: v, told: container.NewWithoutLayout()}
	r.shapes = canvas.NewRaster(r.paint)
	v.drawn = r
	r.draw(v.Size())
	return r
}

func (v *View) renderer() (*renderer, bool) { return v.drawn, v.drawn != nil }

func (r *renderer) Destroy() { r.view.drawn = nil }

func (r *renderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *renderer) MinSize() fyne.Size { return fyne.NewSize(leastWidth, leastHeight) }

func (r *renderer) Layout(size fyne.Size) { r.draw(size) }

func (r *renderer) Refresh() {
	r.draw(r.view.Size())
	canvas.Refresh(r.view)
}

func caption() float32 { return theme.Size(theme.SizeNameCaptionText) }

func textWidth(text string) float32 {
	return fyne.MeasureText(text, caption(), fyne.TextStyle{}).Width
}

func textHeight() float32 { return fyne.MeasureText("国", caption(), fyne.TextStyle{}).Height }

func (r *renderer) draw(size fyne.Size) {
	r.picture = r.view.chart.Lay(size.Width, size.Height, Style{Line: textHeight(), Hair: 1, Width: textWidth})
	r.shapes.Resize(size)
	r.objects = append(r.objects[:0], r.shapes)
	for _, t := range r.picture.Texts {
		r.objects = append(r.objects, label(t))
	}
	r.told.Resize(size)
	r.objects = append(r.objects, r.told)
	r.tell()
}

func label(t Text) *canvas.Text {
	line := canvas.NewText(t.Text, t.Ink.colour(theme.Color))
	line.TextSize = caption()
	line.Move(fyne.NewPos(t.At.X, t.At.Y))
	line.Resize(line.MinSize())
	return line
}

// paint draws the shapes for so many pixels.
func (r *renderer) paint(wide, high int) image.Image {
	to := image.NewRGBA(image.Rect(0, 0, wide, high))
	size := r.view.Size()
	if size.Width <= 0 || wide == 0 {
		return to
	}
	b := &brush{to: to, scale: float32(wide) / size.Width}
	for _, s := range r.picture.Shapes {
		b.shape(s, s.Ink.colour(theme.Color))
	}
	return to
}
