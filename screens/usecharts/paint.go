package usecharts

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"
)

// brush paints shapes into an image, so many pixels for each unit of the picture.
type brush struct {
	to     *image.RGBA
	scale  float32
	raster vector.Rasterizer
}

// shape fills an area or draws a line. Only the pixels around it are looked at.
func (b *brush) shape(s Shape, ink color.Color) {
	if upright(s) {
		b.hair(s, ink)
		return
	}
	reach := s.Width / 2
	box := b.box(s.Points, reach)
	if box.Empty() {
		return
	}
	b.raster.Reset(box.Dx(), box.Dy())
	if s.Width == 0 {
		b.polygon(box, s.Points)
	}
	for i := 1; i < len(s.Points) && s.Width > 0; i++ {
		b.segment(box, s.Points[i-1], s.Points[i], reach)
	}
	b.raster.Draw(b.to, box, image.NewUniform(ink), image.Point{})
}

// upright reports whether a shape is one stroke along an axis.
func upright(s Shape) bool {
	return s.Width > 0 && len(s.Points) == 2 && (s.Points[0].X == s.Points[1].X || s.Points[0].Y == s.Points[1].Y)
}

// hair draws a stroke along an axis on whole pixels, so that it is as sharp as
// the screen allows.
func (b *brush) hair(s Shape, ink color.Color) {
	wide := max(1, int(math.Round(float64(s.Width*b.scale))))
	at := func(v float32) int { return int(math.Floor(float64(v*b.scale) - float64(wide-1)/2)) }
	along := func(v float32) int { return int(math.Round(float64(v * b.scale))) }
	from, to := s.Points[0], s.Points[1]
	box := image.Rect(at(from.X), along(from.Y), at(from.X)+wide, along(to.Y))
	if from.Y == to.Y {
		box = image.Rect(along(from.X), at(from.Y), along(to.X), at(from.Y)+wide)
	}
	box = box.Canon().Intersect(b.to.Rect)
	b.raster.Reset(box.Dx(), box.Dy())
	b.raster.MoveTo(0, 0)
	b.raster.LineTo(float32(box.Dx()), 0)
	b.raster.LineTo(float32(box.Dx()), float32(box.Dy()))
	b.raster.LineTo(0, float32(box.Dy()))
	b.raster.ClosePath()
	b.raster.Draw(b.to, box, image.NewUniform(ink), image.Point{})
}

// box is what of the image a shape may touch.
func (b *brush) box(points []Point, reach float32) image.Rectangle {
	low, high := Point{math.MaxFloat32, math.MaxFloat32}, Point{-math.MaxFloat32, -math.MaxFloat32}
	for _, p := range points {
		low = Point{min(low.X, p.X), min(low.Y, p.Y)}
		high = Point{max(high.X, p.X), max(high.Y, p.Y)}
	}
	floor := func(v float32) int { return int(math.Floor(float64((v - reach) * b.scale))) }
	ceil := func(v float32) int { return int(math.Ceil(float64((v + reach) * b.scale))) }
	return image.Rect(floor(low.X), floor(low.Y), ceil(high.X)+1, ceil(high.Y)+1).Intersect(b.to.Rect)
}

// polygon adds an area to what is filled next.
func (b *brush) polygon(box image.Rectangle, points []Point) {
	for i, p := range points {
		x, y := p.X*b.scale-float32(box.Min.X), p.Y*b.scale-float32(box.Min.Y)
		if i == 0 {
			b.raster.MoveTo(x, y)
			continue
		}
		b.raster.LineTo(x, y)
	}
	b.raster.ClosePath()
}

// segment adds one stroke with round ends. Both turn the same way round, so that
// where strokes meet they do not cancel out.
func (b *brush) segment(box image.Rectangle, from, to Point, reach float32) {
	b.polygon(box, circle(from, reach))
	b.polygon(box, circle(to, reach))
	long := distance(from, to)
	if long == 0 {
		return
	}
	x, y := (to.Y-from.Y)/long*reach, (from.X-to.X)/long*reach
	b.polygon(box, []Point{{from.X + x, from.Y + y}, {to.X + x, to.Y + y}, {to.X - x, to.Y - y}, {from.X - x, from.Y - y}})
}
