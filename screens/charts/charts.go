// Package charts draws what is better seen than read: the electricity used
// month by month beside the year before, hours of training beside those they are
// to exceed, shares across. It lays out and draws; what a number means is told by
// its words. The same bars and ticks go on paper.
package charts

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/words"
)

// Point is one month of a chart.
type Point struct {
	Use     app.MonthUse
	Read    bool // somebody read it, or reckoned it
	Before  int64
	WasRead bool // the same month of the year before
}

// Points are so many months up to the last one used, each with the year before.
// A month that nobody read is there all the same.
func Points(used []app.MonthUse, months int) []Point {
	if len(used) == 0 {
		return nil
	}
	of := map[int64]app.MonthUse{}
	last := int64(0)
	for _, u := range used {
		of[u.Month] = u
		last = max(last, u.Month)
	}
	out := make([]Point, months)
	for i := range out {
		month := app.AddMonths(last, i+1-months)
		was, wasRead := of[app.AddMonths(month, -12)]
		use, read := of[month]
		use.Month = month
		out[i] = Point{use, read, was.Total, wasRead}
	}
	return out
}

// OfUse is the chart of so many months up to the last one used.
func OfUse(used []app.MonthUse, months int) app.FigureChart {
	chart := app.FigureChart{Unit: "kWh", Bar: lang.L("Last {{.N}} months", map[string]any{"N": months}), Line: lang.L("A year before"), Hatch: lang.L("Estimated")}
	for _, p := range Points(used, months) {
		chart.Bars = append(chart.Bars, app.FigureBar{
			Name: words.MonthShort(p.Use.Month), Bar: p.Use.Total, HasBar: p.Read, Hatched: p.Use.Estimated, Line: p.Before, HasLine: p.WasRead, Says: Say(p),
		})
	}
	return chart
}

// Most is the greatest number of a chart.
func Most(bars []app.FigureBar) int64 {
	var top int64
	for _, b := range bars {
		top = max(top, b.Bar, b.Line)
	}
	return top
}

// Ticks are the lines of the axis: from 0 in round steps up to the first one
// that no bar is over, four or five of them for most numbers.
func Ticks(bars []app.FigureBar) []int64 {
	top := max(1, Most(bars))
	step := int64(1)
	for unit := int64(1); ; unit *= 10 {
		fits := false
		for _, times := range []int64{1, 2, 5} {
			if step = unit * times; step*4 >= top {
				fits = true
				break
			}
		}
		if fits {
			break
		}
	}
	out := []int64{0}
	for out[len(out)-1] < top {
		out = append(out, out[len(out)-1]+step)
	}
	return out
}

// Hatched reports whether any bar is hatched.
func Hatched(bars []app.FigureBar) bool {
	return slices.ContainsFunc(bars, func(b app.FigureBar) bool { return b.Hatched })
}

// NameEvery says whether each bar can be named, 1, or every second, 2, for
// columns of this width; measure is how wide a text is, with room around it.
func NameEvery(bars []app.FigureBar, column float32, measure func(string) float32) int {
	for _, b := range bars {
		if measure(b.Name) > column {
			return 2
		}
	}
	return 1
}

// Say tells one month in words: what was used, and how it compares.
func Say(p Point) string {
	values := map[string]any{"Month": words.Month(p.Use.Month), "KWh": words.Count(p.Use.Total), "Before": words.Count(p.Before)}
	var said string
	switch {
	case !p.Read && p.WasRead:
		said = lang.L("{{.Month}}: not read; {{.Before}} kWh a year before", values)
	case !p.Read:
		said = lang.L("{{.Month}}: not read", values)
	case !p.WasRead || p.Before == 0:
		said = lang.L("{{.Month}}: {{.KWh}} kWh", values)
	case p.Use.Total >= p.Before:
		values["Percent"] = percent(p.Use.Total-p.Before, p.Before)
		said = lang.L("{{.Month}}: {{.KWh}} kWh, {{.Percent}}% more than the {{.Before}} kWh a year before", values)
	default:
		values["Percent"] = percent(p.Before-p.Use.Total, p.Before)
		said = lang.L("{{.Month}}: {{.KWh}} kWh, {{.Percent}}% less than the {{.Before}} kWh a year before", values)
	}
	if p.Use.Estimated {
		said += lang.L(" (estimated)")
	}
	return said
}

func percent(part, of int64) string { return words.Count(int64(float64(part)/float64(of)*100 + 0.5)) }
