package review

import (
	"fyne.io/fyne/v2"

	"lamplighter/app"
	"lamplighter/screens/charts"
	"lamplighter/screens/words"
)

// bars draws a line for each manager: how much was planned, and how much of it
// was made.
func bars(managers []app.ReviewLine) fyne.CanvasObject {
	out := make([]app.FigureBar, len(managers))
	for i, m := range managers {
		out[i] = app.FigureBar{Name: m.Name, Bar: m.Kept, Line: m.Planned, Says: words.Count(m.Kept) + " / " + words.Count(m.Planned)}
	}
	return charts.Across(out)
}
