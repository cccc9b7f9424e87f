package usecharts

import (
	"slices"

	"fyne.io/fyne/v2/lang"
)

// The key: a sign of this width before each text, and room between them, in
// widths of the thinnest line.
const (
	keySign = 18
	keyGap  = 14
)

// entry is one thing that the key names.
type entry struct {
	name string
	sign func(x, y float32)
}

// key names the unit and each line, in as many rows as they need, and answers
// where these end.
func (d *artist) key() float32 {
	d.text(InkAxis, Point{}, d.unit.Name)
	x, y := max(d.Frame.Left, d.Width(d.unit.Name)+keyGap*d.Hair), float32(0)
	left := x
	for _, e := range d.entries() {
		wide := (keySign+4)*d.Hair + d.Width(e.name)
		if x > left && x+wide > d.width {
			x, y = left, y+d.Line
		}
		e.sign(x, y+d.Line/2)
		d.text(InkAxis, Point{x + (keySign+4)*d.Hair, y}, e.name)
		x += wide + keyGap*d.Hair
	}
	return y + d.Line + 2*d.Hair
}

// entries are what is on view.
func (d *artist) entries() []entry {
	has := func(is func(Month) bool) bool { return slices.ContainsFunc(d.months, is) }
	stroke := func(ink Ink, width float32) func(x, y float32) {
		return func(x, y float32) {
			d.line(ink, width*d.Hair, Point{x, y}, Point{x + keySign*d.Hair, y})
		}
	}
	block := func(ink Ink) func(x, y float32) {
		return func(x, y float32) {
			h, r := 4*d.Hair, x+keySign*d.Hair
			d.area(ink, Point{x, y - h}, Point{r, y - h}, Point{r, y + h}, Point{x, y + h})
		}
	}
	middle := keySign * d.Hair / 2
	all := []struct {
		on bool
		entry
	}{
		{has(func(m Month) bool { return m.Used != nil }), entry{lang.L("Used"), func(x, y float32) {
			stroke(InkUsed, usedWidth)(x, y)
			d.dot(InkUsed, Point{x + middle, y}, pointSize*d.Hair)
		}}},
		{has(func(m Month) bool { return m.Ahead != nil }), entry{lang.X("use.forecast", "Forecast"), func(x, y float32) {
			d.dashed(InkUsed, aheadWidth*d.Hair, dash*d.Hair, Point{x, y}, Point{x + keySign*d.Hair, y})
		}}},
		{has(func(m Month) bool { return m.Ahead != nil }), entry{lang.L("80% band"), block(InkBand80)}},
		{has(func(m Month) bool { return m.Ahead != nil }), entry{lang.L("95% band"), block(InkBand95)}},
		{has(func(m Month) bool { return m.Before != nil }), entry{lang.L("A year before"), stroke(InkBefore, beforeWidth)}},
		{has(func(m Month) bool { return m.Ahead != nil && m.Ahead.HasAdjusted }), entry{lang.L("Adjusted"), func(x, y float32) {
			d.diamond(InkAdjusted, Point{x + middle, y}, adjustSize*d.Hair)
		}}},
		{d.chart.Frozen && has(func(m Month) bool { return m.Frozen != nil }), entry{lang.L("As forecast then"), func(x, y float32) {
			d.line(InkFrozen, usedWidth*d.Hair, Point{x + middle/2, y}, Point{x + middle*3/2, y})
		}}},
		{has(func(m Month) bool { return m.Ahead != nil }) && has(func(m Month) bool { return m.Used != nil }), entry{lang.L("Known until here"), func(x, y float32) {
			d.line(InkBorder, d.Hair, Point{x + middle, y - d.Line/2 + d.Hair}, Point{x + middle, y + d.Line/2 - d.Hair})
		}}},
	}
	var out []entry
	for _, e := range all {
		if e.on {
			out = append(out, e.entry)
		}
	}
	return out
}
