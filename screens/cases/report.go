package cases

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Report is the service figures of a span of days: a table on view at a time,
// each row opening the list of the cases it counts.
type Report struct {
	desk  *desk.Desk
	store Store

	OnCases func(app.CaseFilter)

	from, to *widgets.DateField
	spans    *widgets.Chips
	whose    *widgets.Chips
	form     *widgets.Form
	which    *widgets.Chips
	told     *widgets.Text
	note     *widgets.FieldNote
	tables   []reportTable
	shown    []*widgets.RecordTable
	stage    *fyne.Container
	body     fyne.CanvasObject

	at     int // the table on view
	scope  app.Scope
	report app.ServiceReport
	rows   [][]reportRow // of each table
	loader *background.Loader[app.ServiceReport]
}

// NewReport is the page, still empty: this month, the cases a person looks at
// first.
func NewReport(d *desk.Desk, store Store) *Report {
	r := &Report{desk: d, store: store, OnCases: func(app.CaseFilter) {}, scope: app.ScopeFor(d.By), tables: reportTables(d)}
	r.rows = make([][]reportRow, len(r.tables))
	r.loader = background.NewLoader(d.Runner, r.show)
	r.from, r.to = r.dayField("from_on"), r.dayField("to_on")
	spans, scopes := widgets.ChipsOf(app.ServiceSpans(), words.ServiceSpan, nil), widgets.ChipsOf(app.Scopes(), words.Scope, nil)
	var which []widgets.Chip
	for i, t := range r.tables {
		which = append(which, widgets.Chip{Key: t.key, Text: t.title + "  Alt+" + strconv.Itoa(i+1), Count: -1})
		r.shown = append(r.shown, r.table(i))
	}
	r.spans, r.whose = widgets.NewChips(spans, r.span), widgets.NewChips(scopes, r.look)
	r.which = widgets.NewChips(which, r.turn)
	r.told, r.note = widgets.NewMutedText(""), widgets.NewFieldNote()
	r.whose.Choose(string(r.scope))
	r.layOut()
	r.days(app.ThisMonth)
	return r
}

func (r *Report) dayField(name string) *widgets.DateField {
	field := r.desk.DayField("")
	field.OnChanged = func(string) { r.spans.Choose(); r.Reload() }
	field.OnInvalid = func(err error) {
		r.form.Row(name).Note.SetText(words.Error(err))
		r.form.Refresh()
	}
	return field
}

func (r *Report) table(at int) *widgets.RecordTable {
	t := widgets.NewRecordTable(r.desk.Runner, r.tables[at].columns, func(_ context.Context, from, count int) ([]widgets.Row, error) {
		rows := r.rows[at]
		rows = rows[min(from, len(rows)):min(from+count, len(rows))]
		out := make([]widgets.Row, len(rows))
		for i, row := range rows {
			out[i] = widgets.Row{Key: row.cells[0].Text + " " + row.cells[1].Text, Cells: row.cells}
		}
		return out, nil
	})
	t.OnOpen = func(widgets.Row) { r.open() }
	t.OnError = r.desk.Fail
	t.SetEmpty(widgets.NewEmptyState(theme.DocumentIcon(), r.tables[at].empty, widgets.Action{}))
	return t
}

func (r *Report) layOut() {
	r.form = widgets.NewForm(
		widgets.NewFormRow("from_on", lang.L("Accepted from"), r.from).Required(),
		widgets.NewFormRow("to_on", lang.L("Accepted until"), r.to).Required(),
		widgets.NewFormRow("span", lang.L("Usual spans"), r.spans),
		widgets.NewFormRow("scope", lang.L("Whose cases"), r.whose))
	r.stage = container.NewStack(r.shown[0])
	top := container.NewVBox(widgets.NewTitle(lang.L("Service figures")), r.form, r.note, r.which,
		container.NewBorder(nil, nil, nil, widgets.NewMutedText(lang.L("Shares and means are of the finished ones, those of fewer than ten in grey.")), r.told))
	r.body = container.NewBorder(container.NewPadded(top), nil, nil, nil, r.stage)
	r.which.Choose(r.tables[0].key)
}

// Content is the page.
func (r *Report) Content() fyne.CanvasObject { return r.body }

// Focus puts the keyboard on the table, or on the span while it is empty.
func (r *Report) Focus() {
	if len(r.rows[r.at]) > 0 {
		widgets.Focus(r.shown[r.at])
		return
	}
	r.form.FocusFirst()
}

// span answers a usual span; the chosen one pressed again stays.
func (r *Report) span(chosen []string) {
	if len(chosen) > 0 {
		r.days(app.ServiceSpan(chosen[0]))
		r.Reload()
		return
	}
	for _, span := range app.ServiceSpans() {
		if from, to := span.Days(app.DayOf(r.desk.Now())); from == r.ask().From && to == r.ask().To {
			r.spans.Choose(string(span))
			return
		}
	}
}

func (r *Report) days(span app.ServiceSpan) {
	from, to := span.Days(app.DayOf(r.desk.Now()))
	r.from.SetValue(string(from))
	r.to.SetValue(string(to))
	r.spans.Choose(string(span))
}

// look turns to other people's cases.
func (r *Report) look(chosen []string) {
	if len(chosen) > 0 {
		r.scope = app.Scope(chosen[0])
	}
	r.whose.Choose(string(r.scope))
	r.Reload()
}

// turn answers the row of tables; the chosen one pressed again stays.
func (r *Report) turn(chosen []string) {
	at := r.at
	for i, t := range r.tables {
		if len(chosen) > 0 && t.key == chosen[0] {
			at = i
		}
	}
	r.put(at)
}

// Choose puts a table on view, by its place, and the keyboard on it.
func (r *Report) Choose(at int) {
	if at >= 0 && at < len(r.tables) {
		r.put(at)
		r.Focus()
	}
}

func (r *Report) put(at int) {
	r.at = at
	r.which.Choose(r.tables[at].key)
	r.stage.Objects = []fyne.CanvasObject{r.shown[at]}
	r.stage.Refresh()
}

func (r *Report) ask() app.ServiceAsk {
	return app.ServiceAsk{From: app.Day(r.from.Value()), To: app.Day(r.to.Value()), Scope: r.scope}
}

// Reload counts anew; figures on view stay until the new ones are there.
func (r *Report) Reload() {
	ask := r.ask()
	r.told.SetText(lang.L("counting …"))
	r.loader.Ask(func(ctx context.Context) (app.ServiceReport, error) {
		return r.store.ServiceReport(ctx, r.desk.By, ask)
	})
}

func (r *Report) show(report app.ServiceReport, err error) {
	r.form.Clear()
	r.note.Clear()
	if err != nil {
		r.told.SetText("")
		showRefusal(r.form, r.note, err, func(string) string { return "" })
		return
	}
	r.report = report
	for i, t := range r.tables {
		r.rows[i] = t.rows(report)
		r.shown[i].SetTotal(len(r.rows[i]))
		r.shown[i].Reload()
	}
	r.told.SetText(r.counted())
}

// counted says what was counted.
func (r *Report) counted() string {
	return lang.L("{{.N}} cases accepted {{.Span}}: {{.Whose}}.", map[string]any{
		"N": words.Count(r.report.All.Accepted), "Span": days(r.report.Ask.From, r.report.Ask.To), "Whose": words.Scope(r.report.Ask.Scope),
	})
}

// open shows the cases behind the selected row.
func (r *Report) open() {
	at := r.shown[r.at].SelectedIndex()
	if at < 0 || at >= len(r.rows[r.at]) {
		return
	}
	filter := r.rows[r.at][at].cases
	if filter == nil {
		r.desk.Say(lang.L("The list of cases cannot be narrowed to this row."))
		return
	}
	r.OnCases(*filter)
}

// Figures is the table on view, as it goes out.
func (r *Report) Figures() app.Figures { return r.figures(r.at) }

func (r *Report) figures(at int) app.Figures {
	f := app.Figures{Title: r.tables[at].title, Filter: r.counted()}
	f.Columns = desk.FigureColumns(r.tables[at].columns)
	for _, row := range r.rows[at] {
		f.Rows = append(f.Rows, desk.FigureRow(row.cells))
	}
	return f
}

// Prints is all the tables that have rows.
func (r *Report) Prints() desk.Printed {
	var all []app.Figures
	for at := range r.tables {
		if len(r.rows[at]) > 0 {
			all = append(all, r.figures(at))
		}
	}
	return desk.Printed{Figures: all, Filter: r.counted()}
}
