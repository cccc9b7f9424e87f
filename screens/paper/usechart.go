package paper

import (
	"cmp"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/charts"
	"lamplighter/screens/words"
)

// UseChart is the electricity used month by month, as the screen draws it, in
// greys: bars, hatched where the month was estimated, and the year before as a
// line over them.
type UseChart struct {
	Used   []app.MonthUse
	Months int     // 0: twelve
	Height float32 // of the plot, in sizes of type; 0: as usual
}

// The measures of the chart, in sizes of type.
const (
	chartHeight = 11   // of the plot
	chartBar    = 0.55 // of a month's width
	chartInk    = 0.62 // grey of the bars
	chartHatch  = 3    // points between the lines of an estimated bar
)

// useChart is a chart being laid out.
type useChart struct {
	*layout
	points      []charts.Point
	ticks       []int64
	x, column   float32 // where the months begin, and how wide one is
	top, bottom float32
}

func (c UseChart) lay(l *layout) {
	months := c.Months
	if months == 0 {
		months = 12
	}
	points := charts.Points(c.Used, months)
	if len(points) == 0 {
		Paragraph{Text: lang.L("No electricity use is known yet."), Small: true}.lay(l)
		return
	}
	d := &useChart{layout: l, points: points, ticks: charts.Ticks(points)}
	height := cmp.Or(c.Height, chartHeight) * l.body
	l.need(height + 3*l.line())
	d.key()
	d.top = l.y + l.line() + 6
	d.bottom = d.top + height
	d.axis()
	for i, point := range points {
		d.bar(i, point)
	}
	d.before()
	l.y = d.bottom + l.line() + 4
}

// key says what bars and line are, from the right, and the unit.
func (d *useChart) key() {
	size := d.small()
	middle, right := d.y+size*leading/2, d.left()+d.room()
	put := func(text string, sign func(x float32)) {
		right -= d.face.width(text, false)*size + 22
		sign(right)
		d.say(text, right+16, size, false, false)
	}
	d.say("kWh", d.left(), size, false, false)
	put(lang.L("A year before"), func(x float32) { d.stroke(x, middle, x+13, middle, 1.1) })
	put(lang.L("Last {{.N}} months", map[string]any{"N": len(d.points)}), func(x float32) {
		d.add(mark{kind: barMark, x: x + 6, y: middle - 3, w: 7, h: 6})
	})
	if charts.Estimated(d.points) {
		put(lang.L("Estimated"), func(x float32) { d.hatched(x+6, middle-3, 7, 6) })
	}
}

func (d *useChart) small() float32 { return d.body * 0.88 }

func (d *useChart) height(kwh int64) float32 {
	return (d.bottom - d.top) * float32(kwh) / float32(d.ticks[len(d.ticks)-1])
}

func (d *useChart) middle(i int) float32 { return d.x + d.column*(float32(i)+0.5) }

// axis draws the lines of the axis with their numbers, and names the months.
func (d *useChart) axis() {
	size := d.small()
	var widest float32
	for _, tick := range d.ticks {
		widest = max(widest, d.face.width(words.Count(tick), false)*size)
	}
	d.x = d.left() + widest + 5
	right := d.left() + d.room()
	d.column = (right - d.x) / float32(len(d.points))
	for _, tick := range d.ticks {
		y := d.bottom - d.height(tick)
		d.add(mark{kind: barMark, x: d.x, y: y, w: right - d.x, h: 0.35})
		d.label(words.Count(tick), d.x-5, y-size*leading/2, 1)
	}
	step := charts.NameEvery(d.points, d.column, func(name string) float32 { return d.face.width(name, false)*size + 3 })
	for i := len(d.points) - 1; i >= 0; i -= step {
		d.label(words.MonthShort(d.points[i].Use.Month), d.middle(i), d.bottom+2, 0.5)
	}
}

// label writes a small text whose top is at y; before is the part of it that
// lies left of x.
func (d *useChart) label(text string, x, y, before float32) {
	size := d.small()
	x -= d.face.width(text, false) * size * before
	d.add(mark{x: x, y: y + baseline(size), text: text, size: size})
}

func (d *useChart) bar(i int, point charts.Point) {
	width, height := d.column*chartBar, d.height(point.Use.Total)
	x, y := d.middle(i)-width/2, d.bottom-height
	switch {
	case height == 0:
	case point.Use.Estimated:
		d.hatched(x, y, width, height)
	default:
		d.add(mark{kind: barMark, x: x, y: y, w: width, h: height})
	}
}

// hatched is a frame with lines across it.
func (d *useChart) hatched(x, y, w, h float32) {
	for c := x + y + chartHatch; c < x+w+y+h; c += chartHatch {
		x1, x2 := max(x, c-y-h), min(x+w, c-y)
		d.stroke(x1, c-x1, x2, c-x2, 0.3)
	}
	d.add(mark{kind: boxMark, x: x, y: y, w: w, h: h, size: 0.4})
}

// before is the line of the year before, broken where nobody read.
func (d *useChart) before() {
	for i, point := range d.points {
		if !point.WasRead {
			continue
		}
		x, y := d.middle(i), d.bottom-d.height(point.Before)
		if next := i + 1; next < len(d.points) && d.points[next].WasRead {
			d.stroke(x, y, d.middle(next), d.bottom-d.height(d.points[next].Before), 1.1)
		}
		d.add(mark{kind: boxMark, x: x - 1, y: y - 1, w: 2, h: 2, size: 1})
	}
}

func (d *useChart) stroke(x1, y1, x2, y2, weight float32) {
	d.add(mark{kind: lineMark, x: x1, y: y1, w: x2 - x1, h: y2 - y1, size: weight})
}
