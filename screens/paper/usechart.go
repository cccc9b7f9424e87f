package paper

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/charts"
)

// UseChart is the electricity used month by month, as the screen draws it, in
// greys: bars, hatched where the month was estimated, and the year before as a
// line over them.
type UseChart struct {
	Used   []app.MonthUse
	Months int     // 0: twelve
	Height float32 // of the plot, in sizes of type; 0: as usual
}

func (c UseChart) lay(l *layout) {
	months := c.Months
	if months == 0 {
		months = 12
	}
	chart := charts.OfUse(c.Used, months)
	if len(chart.Bars) == 0 {
		Paragraph{Text: lang.L("No electricity use is known yet."), Small: true}.lay(l)
		return
	}
	Chart{Of: chart, Height: c.Height}.lay(l)
}
