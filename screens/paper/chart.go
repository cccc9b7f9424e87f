package paper

import (
	"cmp"

	"lamplighter/app"
	"lamplighter/screens/charts"
	"lamplighter/screens/words"
)

// Chart is figures as the screen draws them, in greys: bars side by side with a
// line over them, or bars across.
type Chart struct {
	Of     app.FigureChart
	Height float32 // of the plot, in sizes of type; 0: as usual
}

// The measures of the chart, in sizes of type.
const (
	chartHeight = 11   // of the plot
	chartBar    = 0.55 // of a bar's column
	chartInk    = 0.62 // grey of the bars
	chartHatch  = 3    // points between the lines of a hatched bar
)

// columns is a chart being laid out.
type columns struct {
	*layout
	chart       app.FigureChart
	ticks       []int64
	x, column   float32 // where the bars begin, and how wide each has room
	top, bottom float32
}

func (c Chart) lay(l *layout) {
	if len(c.Of.Bars) == 0 {
		return
	}
	if c.Of.Title != "" {
		Heading(c.Of.Title).lay(l)
	}
	if c.Of.Across {
		layAcross(l, c.Of)
		return
	}
	d := &columns{layout: l, chart: c.Of, ticks: charts.Ticks(c.Of.Bars)}
	height := cmp.Or(c.Height, chartHeight) * l.body
	l.need(height + 3*l.line())
	d.key()
	d.top = l.y + l.line() + 6
	d.bottom = d.top + height
	d.axis()
	for i, point := range c.Of.Bars {
		if point.HasBar {
			d.bar(i, point)
		}
	}
	d.over()
	l.y = d.bottom + l.line() + 4
}

// key says what bars and line are, from the right, and the unit.
func (d *columns) key() {
	size := d.small()
	middle, right := d.y+size*leading/2, d.left()+d.room()
	put := func(text string, sign func(x float32)) {
		right -= d.face.width(text, false)*size + 22
		sign(right)
		d.say(text, right+16, size, false, false)
	}
	d.say(d.chart.Unit, d.left(), size, false, false)
	if d.chart.Line != "" {
		put(d.chart.Line, func(x float32) { d.stroke(x, middle, x+13, middle, 1.1) })
	}
	put(d.chart.Bar, func(x float32) {
		d.add(mark{kind: barMark, x: x + 6, y: middle - 3, w: 7, h: 6})
	})
	if charts.Hatched(d.chart.Bars) {
		put(d.chart.Hatch, func(x float32) { d.hatched(x+6, middle-3, 7, 6) })
	}
}

func (d *columns) small() float32 { return d.body * 0.88 }

func (d *columns) height(kwh int64) float32 {
	return (d.bottom - d.top) * float32(kwh) / float32(d.ticks[len(d.ticks)-1])
}

func (d *columns) middle(i int) float32 { return d.x + d.column*(float32(i)+0.5) }

// axis draws the lines of the axis with their numbers, and names the bars.
func (d *columns) axis() {
	size := d.small()
	var widest float32
	for _, tick := range d.ticks {
		widest = max(widest, d.face.width(words.Count(tick), false)*size)
	}
	d.x = d.left() + widest + 5
	right := d.left() + d.room()
	d.column = (right - d.x) / float32(len(d.chart.Bars))
	for _, tick := range d.ticks {
		y := d.bottom - d.height(tick)
		d.add(mark{kind: barMark, x: d.x, y: y, w: right - d.x, h: 0.35})
		d.label(words.Count(tick), d.x-5, y-size*leading/2, 1)
	}
	step := charts.NameEvery(d.chart.Bars, d.column, func(name string) float32 { return d.face.width(name, false)*size + 3 })
	for i := len(d.chart.Bars) - 1; i >= 0; i -= step {
		d.label(d.chart.Bars[i].Name, d.middle(i), d.bottom+2, 0.5)
	}
}

// label writes a small text whose top is at y; before is the part of it that
// lies left of x.
func (d *columns) label(text string, x, y, before float32) {
	size := d.small()
	x -= d.face.width(text, false) * size * before
	d.add(mark{x: x, y: y + baseline(size), text: text, size: size})
}

func (d *columns) bar(i int, point app.FigureBar) {
	width, height := d.column*chartBar, d.height(point.Bar)
	x, y := d.middle(i)-width/2, d.bottom-height
	switch {
	case height == 0:
	case point.Hatched:
		d.hatched(x, y, width, height)
	default:
		d.add(mark{kind: barMark, x: x, y: y, w: width, h: height})
	}
}

// hatched is a frame with lines across it.
func (d *columns) hatched(x, y, w, h float32) {
	for c := x + y + chartHatch; c < x+w+y+h; c += chartHatch {
		x1, x2 := max(x, c-y-h), min(x+w, c-y)
		d.stroke(x1, c-x1, x2, c-x2, 0.3)
	}
	d.add(mark{kind: boxMark, x: x, y: y, w: w, h: h, size: 0.4})
}

// over is the line, broken where nothing is known.
func (d *columns) over() {
	for i, point := range d.chart.Bars {
		if !point.HasLine {
			continue
		}
		x, y := d.middle(i), d.bottom-d.height(point.Line)
		if next := i + 1; next < len(d.chart.Bars) && d.chart.Bars[next].HasLine {
			d.stroke(x, y, d.middle(next), d.bottom-d.height(d.chart.Bars[next].Line), 1.1)
		}
		d.add(mark{kind: boxMark, x: x - 1, y: y - 1, w: 2, h: 2, size: 1})
	}
}

func (d *columns) stroke(x1, y1, x2, y2, weight float32) {
	d.add(mark{kind: lineMark, x: x1, y: y1, w: x2 - x1, h: y2 - y1, size: weight})
}

// layAcross draws a line for each bar: its name, the bar within a frame for the
// whole, and the bar in words.
func layAcross(l *layout, chart app.FigureChart) {
	size := l.body * 0.88
	var names, says float32
	for _, b := range chart.Bars {
		names, says = max(names, l.face.width(b.Name, false)*size), max(says, l.face.width(b.Says, false)*size)
	}
	names = min(names, l.room()*0.3)
	x, room := l.left()+names+8, l.room()-names-says-18
	whole := float32(max(1, charts.Most(chart.Bars)))
	for _, b := range chart.Bars {
		l.need(l.line())
		l.say(b.Name, l.left(), size, false, false)
		y, high := l.y+2, size*0.8
		if b.HasLine {
			l.add(mark{kind: boxMark, x: x, y: y, w: room * float32(b.Line) / whole, h: high, size: 0.4})
		}
		if b.HasBar && b.Bar > 0 {
			l.add(mark{kind: barMark, x: x, y: y, w: room * float32(b.Bar) / whole, h: high})
		}
		l.say(b.Says, x+room+10, size, false, false)
		l.y += l.line()
	}
}
