package forecasterrors

import (
	"fmt"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// line is a row of a table.
type line struct {
	key   string
	cells []widgets.Cell
}

func columns() []widgets.Column {
	return []widgets.Column{
		{Title: lang.L("Manager or month"), Width: 170, Weight: 3},
		{Title: lang.L("Months judged"), Width: 108, Kind: widgets.KindNumber},
		{Title: lang.L("Used, kWh"), Width: 120, Weight: 1, Kind: widgets.KindNumber},
		{Title: lang.L("Model's error"), Width: 104, Kind: widgets.KindNumber},
		{Title: lang.L("With managers"), Width: 108, Kind: widgets.KindNumber},
		{Title: lang.L("Model's bias"), Width: 98, Kind: widgets.KindNumber},
		{Title: lang.L("Bias with them"), Width: 108, Kind: widgets.KindNumber},
		{Title: lang.L("Adjusted"), Width: 82, Kind: widgets.KindNumber},
		{Title: lang.L("Helped"), Width: 82, Kind: widgets.KindNumber},
		{Title: lang.L("Value added"), Width: 98, Kind: widgets.KindNumber},
		{Title: lang.L("Leaning"), Width: 84, Kind: widgets.KindNumber},
	}
}

// lines is one of the tables, and below it all together.
func (r *Report) lines(of part) []line {
	var out []line
	var from []app.ErrorLine
	switch of {
	case byManager:
		from = r.report.Managers
	case byMonth:
		from = r.report.Months
	case byBoth:
		from = r.report.Cells
	}
	for i, l := range from {
		name := words.Month(l.Month)
		if of != byMonth {
			name = l.Name
			if l.Manager.IsZero() {
				name = lang.L("Nobody's")
			}
		}
		if of == byBoth {
			name += "  " + words.Month(l.Month)
		}
		out = append(out, line{fmt.Sprint(i), cells(name, l.ErrorSums, false)})
	}
	if len(out) > 0 {
		out = append(out, line{"all", cells(lang.L("All together"), r.report.All, true)})
	}
	return out
}

func cells(name string, s app.ErrorSums, strong bool) []widgets.Cell {
	added := widgets.Cell{Text: words.Permille(s.ValueAdded())}
	if v, known := s.ValueAdded(); known && v < 0 {
		added.Tone = widgets.ToneBad
	} else if known && v > 0 {
		added.Tone = widgets.ToneGood
	}
	return []widgets.Cell{
		{Text: name, Strong: strong},
		{Text: words.Count(s.Customers)},
		{Text: words.Count(s.Actual)},
		{Text: words.PermilleOf(s.ModelError())},
		{Text: words.PermilleOf(s.ExpectedError())},
		{Text: words.Permille(s.ModelOff())},
		{Text: words.Permille(s.ExpectedOff())},
		{Text: words.Count(s.Adjusted), Muted: s.Adjusted == 0},
		{Text: words.PermilleOf(app.Part(s.Helped, s.Adjusted))},
		added,
		{Text: words.Permille(s.Leaning())},
	}
}

// drawn is the error month by month: the model's as bars, and with the managers'
// figures as a line.
func (r *Report) drawn() app.FigureChart {
	c := app.FigureChart{
		Title: lang.L("Error month by month, weighted by kWh"), Unit: lang.L("‰ of the use"), Bar: lang.L("Model"), Line: lang.L("With the managers' figures"),
		Hatch: lang.L("Managers made it worse"),
	}
	for _, l := range r.report.Months {
		model, known := l.ModelError()
		expected, _ := l.ExpectedError()
		added, judged := l.ValueAdded()
		c.Bars = append(c.Bars, app.FigureBar{
			Name: words.MonthShort(l.Month), Bar: model, HasBar: known, Line: expected, HasLine: known, Hatched: judged && added < 0,
			Says: lang.L("{{.Month}}: model {{.Model}}, with managers {{.Expected}}, {{.N}} adjusted", map[string]any{
				"Month": words.Month(l.Month), "Model": words.PermilleOf(model, known), "Expected": words.PermilleOf(expected, known), "N": words.Count(l.Adjusted),
			}),
		})
	}
	return c
}

// figures is one of the tables as it goes out.
func (r *Report) figures(of part) app.Figures {
	f := app.Figures{Title: lang.L("Errors of forecasts") + lang.X("paper.colon", ": ") + partName(of), Filter: r.counted()}
	f.Columns = desk.FigureColumns(columns())
	for _, l := range r.lines(of) {
		f.Rows = append(f.Rows, desk.FigureRow(l.cells))
	}
	if of == byMonth && len(r.report.Months) > 0 {
		f.Charts = []app.FigureChart{r.drawn()}
	}
	if of == byManager {
		_, f.Note = r.remark()
	}
	return f
}

// Figures answers Ctrl+E with the table on view.
func (r *Report) Figures() (app.Figures, bool) { return r.figures(r.at), true }

// Prints answers Ctrl+P with all the tables.
func (r *Report) Prints() desk.Printed {
	var all []app.Figures
	for _, p := range partsOf() {
		all = append(all, r.figures(p))
	}
	return desk.Printed{Figures: all, Title: lang.L("Errors of forecasts"), Filter: r.counted()}
}
