package paper

import "lamplighter/screens/usecharts"

// ForecastChart is a forecast of use as the screen draws it, in greys.
type ForecastChart struct {
	Of     usecharts.Chart
	Height float32 // in sizes of type; 0: as usual
}

// The measures of the chart, in sizes of type.
const (
	forecastHeight = 19
	forecastHair   = 0.06
)

// greys of the inks, from black to white; lines are told apart by their form too.
var greys = map[usecharts.Ink]float32{
	usecharts.InkGrid: 0.85, usecharts.InkAxis: 0.3, usecharts.InkText: 0, usecharts.InkBand95: 0.93, usecharts.InkBand80: 0.84, usecharts.InkBefore: 0.6,
	usecharts.InkUsed: 0.1, usecharts.InkHollow: 1, usecharts.InkAdjusted: 0, usecharts.InkFrozen: 0.35, usecharts.InkBorder: 0.45,
	usecharts.InkFestival: 0.25, usecharts.InkEvent: 0.25, usecharts.InkFactor: 0.25,
}

func (c ForecastChart) lay(l *layout) {
	height, size := c.Height, l.body*0.88
	if height == 0 {
		height = forecastHeight
	}
	high := height * l.body
	l.need(high)
	picture := c.Of.Lay(l.room(), high, usecharts.Style{
		Line: size * leading, Hair: forecastHair * l.body, Width: func(text string) float32 { return l.face.width(l.face.drawable(text), false) * size },
	})
	if len(picture.Texts) == 0 {
		return
	}
	for _, s := range picture.Shapes {
		points := make([]usecharts.Point, len(s.Points))
		for i, at := range s.Points {
			points[i] = usecharts.Point{X: at.X + l.left(), Y: at.Y + l.y}
		}
		l.add(mark{kind: shapeMark, points: points, size: s.Width, gray: greys[s.Ink]})
	}
	for _, t := range picture.Texts {
		l.add(mark{x: t.At.X + l.left(), y: t.At.Y + l.y + baseline(size), text: l.face.drawable(t.Text), size: size})
	}
	l.y += high + l.line()*0.5
}
