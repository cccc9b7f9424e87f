package deviations

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/words"
)

// Figures answers Ctrl+E with the part of the list that was read; the first
// thousand are those most off.
func (l *List) Figures() (app.Figures, bool) {
	f := app.Figures{Title: lang.L("Used other than forecast"), Filter: words.Month(l.last.Month) + lang.X("list.separator", ", ") + l.whose.Says()}
	f.Columns = desk.FigureColumns(columns(), 130, 70, 74, 74, 54, 54, 90, 200, 60, 90)
	for _, d := range l.head.Load().Rows {
		f.Rows = append(f.Rows, desk.FigureRow(l.cells(d)))
	}
	if n := l.last.Total - len(f.Rows); n > 0 {
		f.Note = lang.L("{{.N}} more are less off and were left out. Narrow the list by unit, manager or cause.", map[string]any{"N": words.Count(int64(n))})
	}
	return f, true
}

// Prints answers Ctrl+P with the list on view.
func (l *List) Prints() desk.Printed {
	f, _ := l.Figures()
	return desk.Printed{Figures: []app.Figures{f}, Title: f.Title, Filter: f.Filter}
}
