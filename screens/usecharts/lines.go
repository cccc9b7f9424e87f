package usecharts

import "lamplighter/app"

// The figures that lines go through.
func usedOf(m Month) (int64, bool) {
	if m.Used == nil {
		return 0, false
	}
	return m.Used.Total, true
}

func beforeOf(m Month) (int64, bool) {
	if m.Before == nil {
		return 0, false
	}
	return *m.Before, true
}

func aheadOf(figure func(app.MonthAhead) int64) func(Month) (int64, bool) {
	return func(m Month) (int64, bool) {
		if m.Ahead == nil {
			return 0, false
		}
		return figure(*m.Ahead), true
	}
}

var pointOf = aheadOf(func(a app.MonthAhead) int64 { return a.Point })

func (d *artist) at(i int, kwh int64) Point { return Point{d.Frame.middle(i), d.Frame.height(kwh)} }

// through are the points of a stretch of months.
func (d *artist) through(run []int, figure func(Month) (int64, bool)) []Point {
	out := make([]Point, len(run))
	for i, at := range run {
		kwh, _ := figure(d.months[at])
		out[i] = d.at(at, kwh)
	}
	return out
}

// bands are the shaded areas around what is expected. They open at the last month
// that was used, where nothing is uncertain.
func (d *artist) bands() {
	for _, band := range []struct {
		ink       Ink
		low, high func(app.MonthAhead) int64
	}{
		{InkBand95, func(a app.MonthAhead) int64 { return a.Low95 }, func(a app.MonthAhead) int64 { return a.High95 }},
		{InkBand80, func(a app.MonthAhead) int64 { return a.Low80 }, func(a app.MonthAhead) int64 { return a.High80 }},
	} {
		for _, run := range runs(d.months, pointOf) {
			edge := d.through(run, aheadOf(band.high))
			low := d.through(run, aheadOf(band.low))
			for i := len(low) - 1; i >= 0; i-- {
				edge = append(edge, low[i])
			}
			if from, known := d.lastBefore(run[0]); known {
				edge = append(edge, from)
			}
			if len(run) == 1 && len(edge) == 2 { // one month alone has no width of its own
				half := d.Frame.column / 3
				edge = []Point{{edge[0].X - half, edge[0].Y}, {edge[0].X + half, edge[0].Y}, {edge[1].X + half, edge[1].Y}, {edge[1].X - half, edge[1].Y}}
			}
			d.area(band.ink, edge...)
		}
	}
}

// lastBefore is where the month before stands, if it was used.
func (d *artist) lastBefore(i int) (Point, bool) {
	if i == 0 || d.months[i-1].Used == nil {
		return Point{}, false
	}
	return d.at(i-1, d.months[i-1].Used.Total), true
}

func (d *artist) before() {
	for _, run := range runs(d.months, beforeOf) {
		d.line(InkBefore, beforeWidth*d.Hair, d.through(run, beforeOf)...)
	}
}

// lines are what was used and what is expected, with their points where there is
// room for them.
func (d *artist) lines() {
	radius := min(pointSize*d.Hair, d.Frame.column*0.3)
	for _, run := range runs(d.months, pointOf) {
		points := d.through(run, pointOf)
		if from, known := d.lastBefore(run[0]); known {
			points = append([]Point{from}, points...)
		}
		d.dashed(InkUsed, aheadWidth*d.Hair, dash*d.Hair, points...)
		for _, at := range points {
			d.dot(InkUsed, at, radius)
			d.dot(InkHollow, at, radius*0.55)
		}
	}
	for _, run := range runs(d.months, usedOf) {
		points := d.through(run, usedOf)
		d.line(InkUsed, usedWidth*d.Hair, points...)
		for i, at := range points {
			d.dot(InkUsed, at, radius)
			if d.months[run[i]].Used.Estimated {
				d.dot(InkHollow, at, radius*0.55)
			}
		}
	}
}

// border stands between what is known and what is expected.
func (d *artist) border() {
	for i, m := range d.months {
		if m.Ahead != nil && m.Used == nil {
			x := d.Frame.Left + d.Frame.column*float32(i)
			d.line(InkBorder, d.Hair, Point{x, d.Frame.Top - 4*d.Hair}, Point{x, d.Frame.Bottom + 3*d.Hair})
			return
		}
	}
}

// own are the figures people put beside the model's, and what was forecast for
// months that are over.
func (d *artist) own() {
	size := min(adjustSize*d.Hair, d.Frame.column*0.45)
	for i, m := range d.months {
		if d.chart.Frozen && m.Frozen != nil {
			at := d.at(i, m.Frozen.Ahead.Point)
			d.line(InkFrozen, usedWidth*d.Hair, Point{at.X - size, at.Y}, Point{at.X + size, at.Y})
		}
		if m.Ahead != nil && m.Ahead.HasAdjusted {
			d.diamond(InkHollow, d.at(i, m.Ahead.Adjusted), size+d.Hair)
			d.diamond(InkAdjusted, d.at(i, m.Ahead.Adjusted), size)
		}
	}
}
