package usecharts

import (
	"fmt"

	"lamplighter/app"
	"lamplighter/screens/charts"
	"lamplighter/screens/words"
)

// Style is what a picture is laid out with.
type Style struct {
	Line  float32              // the height of a line of text
	Hair  float32              // the width of the thinnest line
	Width func(string) float32 // of a text
}

// The measures of a picture, in widths of its thinnest line.
const (
	usedWidth   = 2
	aheadWidth  = 1.6
	beforeWidth = 1.3
	pointSize   = 2.6
	adjustSize  = 5
	dash        = 4
	tickGap     = 7
)

// artist is a picture being laid out.
type artist struct {
	*Picture
	Style
	chart  Chart
	width  float32
	height float32
	ticks  []int64
	unit   words.UseUnit
}

// Lay is the chart in a room of a size; without figures it is empty.
func (c Chart) Lay(width, height float32, s Style) Picture {
	d := &artist{Picture: &Picture{months: c.months()}, Style: s, chart: c, width: width, height: height}
	if len(d.months) == 0 || width <= 0 || height <= 0 {
		return Picture{}
	}
	d.scale()
	d.Frame.Top = d.key()
	d.Frame.Bottom = height - 2*s.Line - 4*s.Hair
	lanes := d.place()
	d.Frame.Top += float32(len(lanes))*d.lane() + 4*s.Hair
	d.axis()
	d.mark(lanes)
	d.bands()
	d.before()
	d.border()
	d.lines()
	d.own()
	return *d.Picture
}

// scale finds the axis that holds all figures. The outermost band may run out at
// the top, so that one wild guess does not press the rest flat.
func (d *artist) scale() {
	var most, wildest int64
	for _, m := range d.months {
		if m.Used != nil {
			most = max(most, m.Used.Total)
		}
		if m.Before != nil {
			most = max(most, *m.Before)
		}
		if m.Ahead != nil {
			most, wildest = max(most, m.Ahead.High80, m.Ahead.Point, m.Ahead.Expected()), max(wildest, m.Ahead.High95)
		}
		if d.chart.Frozen && m.Frozen != nil {
			most = max(most, m.Frozen.Ahead.Point)
		}
	}
	most = max(most, min(wildest, most+most/2))
	d.ticks = charts.Ticks([]app.FigureBar{{Bar: most}})
	d.unit = words.UseUnitOf(most)
	d.Frame.most = d.ticks[len(d.ticks)-1]
	for _, tick := range d.ticks {
		d.Frame.Left = max(d.Frame.Left, d.Width(d.tick(tick))+tickGap*d.Hair)
	}
	d.Frame.Right = d.width - d.Hair
	d.Frame.column = (d.Frame.Right - d.Frame.Left) / float32(len(d.months))
}

func (d *artist) tick(kwh int64) string { return d.unit.Say(kwh, d.ticks[1]) }

// axis draws the lines of the axis with their numbers, and names months and years.
func (d *artist) axis() {
	f := d.Frame
	for _, tick := range d.ticks {
		y := f.height(tick)
		d.line(InkGrid, d.Hair, Point{f.Left, y}, Point{f.Right, y})
		d.text(InkAxis, Point{f.Left - tickGap*d.Hair - d.Width(d.tick(tick)), y - d.Line/2}, d.tick(tick))
	}
	step, years := d.everyMonth(), f.Left-f.column
	for i, m := range d.months {
		name := words.MonthShort(m.Month)
		if int(m.Month%100-1)%step == 0 {
			x := min(max(f.middle(i)-d.Width(name)/2, f.Left), d.width-d.Width(name))
			d.text(InkAxis, Point{x, f.Bottom + 3*d.Hair}, name)
		}
		january := m.Month%100 == 1
		if january && i > 0 {
			d.line(InkGrid, d.Hair, Point{f.Left + f.column*float32(i), f.Top}, Point{f.Left + f.column*float32(i), f.Bottom})
		}
		if year := fmt.Sprint(m.Month / 100); january || i == 0 {
			if x := f.Left + f.column*float32(i); x >= years && x+d.Width(year) <= d.width && (january || d.roomUntilJanuary(i, year)) {
				d.text(InkAxis, Point{x, f.Bottom + d.Line + 3*d.Hair}, year)
				years = x + d.Width(year) + 6*d.Hair
			}
		}
	}
}

// roomUntilJanuary reports whether a year may be written before the next one is.
func (d *artist) roomUntilJanuary(i int, year string) bool {
	months := 13 - int(d.months[i].Month%100)
	return float32(months)*d.Frame.column > d.Width(year)+6*d.Hair
}

// everyMonth says which months are named: each, every second, third, sixth.
func (d *artist) everyMonth() int {
	var widest float32
	for _, m := range d.months {
		widest = max(widest, d.Width(words.MonthShort(m.Month)))
	}
	for _, step := range []int{1, 2, 3, 6} {
		if widest+4*d.Hair <= float32(step)*d.Frame.column {
			return step
		}
	}
	return 12
}
