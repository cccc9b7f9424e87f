package forecasterrors

import (
	"context"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/charts"
	"lamplighter/screens/desk"
	"lamplighter/screens/whose"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Report is the errors of a year in three tables, one on view at a time, and
// month by month as a chart. Ctrl+B turns to the next table.
type Report struct {
	desk  *desk.Desk
	store Store

	which *widgets.Chips
	whose *whose.Fields
	told  *widgets.Text
	note  *widgets.FieldNote
	alert *widgets.HeaderAlert
	table *widgets.RecordTable
	named *widgets.SectionHeader
	chart *charts.Columns
	body  *fyne.Container

	at     part
	ask    app.ErrorAsk
	report app.ErrorReport
	shown  atomic.Pointer[[]line]
	loader *background.Loader[answer]
}

// part is one of the tables.
type part string

const (
	byManager part = "managers"
	byMonth   part = "months"
	byBoth    part = "both"
)

func partsOf() []part { return []part{byManager, byMonth, byBoth} }

func partName(p part) string {
	switch p {
	case byManager:
		return lang.L("By manager")
	case byMonth:
		return lang.L("By month")
	}
	return lang.L("Manager and month")
}

// answer is what one question brings.
type answer struct {
	report app.ErrorReport
	units  []app.OrgUnit
	staff  []app.Staff
}

// New builds the page, still empty: the last twelve months that can be judged.
func New(d *desk.Desk, store Store) *Report {
	r := &Report{desk: d, store: store, at: byManager, note: widgets.NewFieldNote(), told: widgets.NewMutedText(""), alert: widgets.NewHeaderAlert()}
	r.shown.Store(&[]line{})
	r.loader = background.NewLoader(d.Runner, r.show)
	r.which = widgets.NewChips(widgets.ChipsOf(partsOf(), partName, nil), r.turn)
	r.whose = whose.New(r.narrow)
	r.chart = charts.NewColumns()
	r.table = widgets.NewRecordTable(d.Runner, columns(), func(_ context.Context, from, count int) ([]widgets.Row, error) {
		all := *r.shown.Load()
		var rows []widgets.Row
		for _, l := range all[min(from, len(all)):min(from+count, len(all))] {
			rows = append(rows, widgets.Row{Key: l.key, Cells: l.cells})
		}
		return rows, nil
	})
	r.table.OnError = d.Fail
	r.table.SetEmpty(widgets.NewEmptyState(theme.DocumentIcon(), lang.L("No forecast has come true or not yet. Close a month, so that its forecast is frozen, and let the next one come."), widgets.Action{}))
	filters := container.New(&widgets.BarLayout{Widths: []float32{220, 190, 0}}, r.whose.Unit, r.whose.Manager, widgets.NewText(""))
	top := container.NewVBox(widgets.NewTitle(lang.L("Errors of forecasts")), filters, r.note, r.alert, r.which, r.told)
	r.named = widgets.NewSectionHeader("")
	under := container.NewBorder(r.named, nil, nil, nil, container.New(layout.NewCustomPaddedLayout(2, 4, 0, 14), r.chart))
	r.body = container.NewBorder(container.NewPadded(top), nil, nil, nil, container.New(layout.NewGridLayoutWithRows(2), r.table, container.NewPadded(under)))
	r.which.Choose(string(r.at))
	r.Reload()
	return r
}

// Content is the page.
func (r *Report) Content() fyne.CanvasObject { return r.body }

// Shows names what is on view.
func (r *Report) Shows() app.Changes { return app.Forecasts | app.Usage | app.Company }

// Show goes to the figures of everybody.
func (r *Report) Show(desk.Route) { r.Reload() }

// Focus puts the keyboard on the table.
func (r *Report) Focus() { widgets.Focus(r.table) }

// ToFilter answers Ctrl+F: the unit.
func (r *Report) ToFilter() { widgets.Focus(r.whose.Unit.Entry()) }

func (r *Report) narrow() {
	var own bool
	if r.ask.Unit, r.ask.Manager, own = r.whose.Chosen(); own {
		r.ask.Manager = r.desk.By.Staff
	}
	r.Reload()
}

func (r *Report) turn(chosen []string) {
	if len(chosen) > 0 {
		r.at = part(chosen[0])
	}
	r.which.Choose(string(r.at))
	r.put()
}

// ToBoard answers Ctrl+B: the next of the tables.
func (r *Report) ToBoard() {
	for i, p := range partsOf() {
		if p == r.at {
			r.turn([]string{string(partsOf()[(i+1)%len(partsOf())])})
			break
		}
	}
	r.Focus()
}

// Step answers Ctrl+PgUp and Ctrl+PgDn: the year before or after.
func (r *Report) Step(by int) {
	if to := app.AddMonths(r.report.Ask.To, by*app.ErrorMonths); to != 0 && to <= app.MonthOf(app.DayOf(r.desk.Now())) {
		r.ask.To = to
		r.Reload()
	}
}

// Reload counts anew; figures on view stay until the new ones are there.
func (r *Report) Reload() {
	ask := r.ask
	r.told.SetText(lang.L("counting …"))
	r.loader.Ask(func(ctx context.Context) (answer, error) {
		var a answer
		var err error
		if a.report, err = r.store.ForecastErrors(ctx, r.desk.By, ask); err != nil {
			return a, err
		}
		if a.units, err = r.store.Units(ctx, r.desk.By); err != nil {
			return a, err
		}
		a.staff, err = r.store.Staff(ctx, r.desk.By)
		return a, err
	})
}

func (r *Report) show(a answer, err error) {
	r.note.SetText(words.Error(err))
	r.told.SetText("")
	if err != nil {
		return
	}
	r.report = a.report
	r.whose.Set(a.units, a.staff)
	r.told.SetText(r.counted())
	r.alert.Say(r.remark())
	r.put()
}

func (r *Report) put() {
	rows := r.lines(r.at)
	r.shown.Store(&rows)
	r.table.SetTotal(len(rows))
	r.table.Reload()
	chart := r.drawn()
	r.named.SetTitle(chart.Title)
	r.chart.Set(chart)
	r.body.Refresh()
}

// counted says what was counted.
func (r *Report) counted() string {
	if r.report.Ask.To == 0 {
		return ""
	}
	return lang.L("{{.From}} to {{.To}}: {{.Whose}}. Each month against the forecast that was frozen before it; figures of managers made before it was known.", map[string]any{
		"From": words.Month(app.AddMonths(r.report.Ask.To, 1-r.report.Ask.Months)), "To": words.Month(r.report.Ask.To), "Whose": r.whose.Says(),
	})
}

// remark says whether the managers' figures were worth it.
func (r *Report) remark() (widgets.Tone, string) {
	added, known := r.report.All.ValueAdded()
	values := map[string]any{"N": words.Count(r.report.All.Adjusted), "Helped": words.Count(r.report.All.Helped), "Points": words.PermilleOf(max(added, -added), known)}
	switch {
	case !known:
		return widgets.ToneInfo, ""
	case added < 0:
		return widgets.ToneWarn, lang.L("{{.Helped}} of {{.N}} adjustments helped; together they made the error {{.Points}} of the use larger.", values)
	}
	return widgets.ToneInfo, lang.L("{{.Helped}} of {{.N}} adjustments helped; together they made the error {{.Points}} of the use smaller.", values)
}
