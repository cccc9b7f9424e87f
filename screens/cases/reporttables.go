package cases

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// reportTable is one of the tables of the service figures.
type reportTable struct {
	key     string
	title   string
	empty   string
	columns []widgets.Column
	rows    func(app.ServiceReport) []reportRow
}

// reportRow is a line of a table and the list of cases behind it; nil: no
// filter of the list leaves just these.
type reportRow struct {
	cells []widgets.Cell
	cases *app.CaseFilter
}

// reportTables are the tables: quality, efficiency and convenience, in the
// order in which the company promises them (paper 2.1), then limits and the
// green channel.
func reportTables(d *desk.Desk) []reportTable {
	none := lang.L("No case was accepted in this span. Choose another span, or everybody's cases.")
	return []reportTable{
		{"quality", lang.L("Quality"), none, ofKinds(
			number(lang.L("Finished"), 90), number(lang.L("Solved at first contact"), 170), number(lang.L("Satisfied customers"), 150), number(lang.L("Times reopened"), 130),
		), kindRows(func(s app.ServiceSums) []widgets.Cell {
			return []widgets.Cell{count(s.Closed), share(s.OfClosed(s.FirstContact)), share(app.Ratio{Sum: s.Satisfied, Of: s.Rated}), count(s.Reopened)}
		})},
		{"efficiency", lang.L("Efficiency"), none, ofKinds(
			number(lang.X("load.open", "Open"), 80), number(lang.L("Overdue"), 80), number(lang.L("Limits kept"), 120),
			number(lang.L("Company's time"), 150), number(lang.L("Customer's time"), 150), number(lang.L("Moves per case"), 120),
		), kindRows(func(s app.ServiceSums) []widgets.Cell {
			return []widgets.Cell{
				count(s.Open), late(s.Overdue), share(s.Limits.OnTime()), meanTime(s.CompanyTime()), meanTime(s.CustomerTime()), mean(s.OfClosed(s.Moves)),
			}
		})},
		{"convenience", lang.L("Convenience"), none, ofKinds(
			number(lang.L("Finished"), 90), number(lang.L("Persons met"), 120), number(lang.L("Trips to the hall"), 130), number(lang.L("Times spoken to"), 130),
			number(lang.L("Documents asked for"), 150),
		), kindRows(func(s app.ServiceSums) []widgets.Cell {
			return []widgets.Cell{count(s.Closed), mean(s.OfClosed(s.Persons)), mean(s.OfClosed(s.Trips)), mean(s.OfClosed(s.Contacts)), mean(s.OfClosed(s.Documents))}
		})},
		{"limits", lang.L("Time limits"), lang.L("No limit ran on the cases of this span."), []widgets.Column{
			{Title: lang.L("Rule set"), Width: 160},
			{Title: lang.L("What is limited"), Width: 180, Weight: 1},
			number(lang.L("Kept"), 90), number(lang.L("Broken"), 90), number(lang.X("limit.running", "Running"), 90), number(lang.L("Limits kept"), 140),
		}, limitRows},
		{"green", lang.L("Green channel"), lang.L("No case of this span went through the green channel."), []widgets.Column{
			{Title: lang.L("Reason"), Width: 150, Weight: 1},
			number(lang.X("report.accepted", "Accepted"), 80), number(lang.L("Finished"), 80),
			{Title: lang.L("Green channel approved by"), Width: 170, Weight: 2},
			number(lang.L("Kept"), 70), number(lang.L("Broken"), 70), number(lang.L("Limits kept"), 120),
			number(lang.L("Company's time"), 130), number(lang.L("Without the channel"), 150),
		}, greenRows(d)},
	}
}

// ofKinds are the columns of a table with a row for each kind.
func ofKinds(more ...widgets.Column) []widgets.Column {
	return append([]widgets.Column{{Title: lang.L("Kind"), Width: 170, Weight: 1}, number(lang.X("report.accepted", "Accepted"), 90)}, more...)
}

func number(title string, width float32) widgets.Column {
	return widgets.Column{Title: title, Width: width, Kind: widgets.KindNumber}
}

// kindRows is a row for all kinds, then one for each.
func kindRows(cells func(app.ServiceSums) []widgets.Cell) func(app.ServiceReport) []reportRow {
	return func(r app.ServiceReport) []reportRow {
		if len(r.Kinds) == 0 {
			return nil
		}
		row := func(name string, s app.ServiceSums, kinds ...app.CaseKind) reportRow {
			filter := r.Ask.Cases(kinds...)
			return reportRow{append([]widgets.Cell{{Text: name, Strong: len(kinds) == 0}, count(s.Accepted)}, cells(s)...), &filter}
		}
		rows := []reportRow{row(lang.L("All kinds"), r.All)}
		for _, s := range r.Kinds {
			rows = append(rows, row(words.Kind(s.Kind), s, s.Kind))
		}
		return rows
	}
}

func limitRows(r app.ServiceReport) []reportRow {
	rows := make([]reportRow, len(r.Limits))
	for i, l := range r.Limits {
		rows[i].cells = append(widgets.Texts(words.RuleSet(string(l.Set)), words.LimitStep(l.Step)),
			count(l.Count.Met), late(l.Count.Broken), count(l.Count.Running), share(l.Count.OnTime()))
	}
	return rows
}

func greenRows(d *desk.Desk) func(app.ServiceReport) []reportRow {
	return func(r app.ServiceReport) []reportRow {
		rows := make([]reportRow, len(r.Green))
		for i, g := range r.Green {
			rows[i].cells = []widgets.Cell{
				{Text: d.Codes.Label("green_reason", g.Green)},
				count(g.Accepted), count(g.Closed),
				{Text: words.Approvals(g.Approvals)},
				count(g.Limits.Met), late(g.Limits.Broken), share(g.Limits.OnTime()), meanTime(g.CompanyTime()), meanTime(g.Beside),
			}
		}
		return rows
	}
}

func count(n int64) widgets.Cell { return widgets.Cell{Text: words.Count(n)} }

// late is a number that should be none.
func late(n int64) widgets.Cell {
	if n == 0 {
		return count(n)
	}
	return widgets.Cell{Text: words.Count(n), Tone: widgets.ToneBad}
}

// Shares and means of few cases are drawn back, since they say little.
func share(r app.Ratio) widgets.Cell    { return widgets.Cell{Text: words.Share(r), Muted: r.Few()} }
func mean(r app.Ratio) widgets.Cell     { return widgets.Cell{Text: words.Mean(r), Muted: r.Few()} }
func meanTime(r app.Ratio) widgets.Cell { return widgets.Cell{Text: words.MeanTime(r), Muted: r.Few()} }
