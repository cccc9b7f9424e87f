package review

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
	"lamplighter/screens/behind"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Report is how the managers fare in a period, against the one before: a table
// on view at a time, the weakest first, each line opening the lists behind its
// numbers.
type Report struct {
	desk  *desk.Desk
	store Store

	OnList func(behind.List)

	kinds  *widgets.Chips
	scopes *widgets.Chips
	which  *widgets.Chips
	span   *widgets.Text
	told   *widgets.Text
	note   *widgets.FieldNote
	bars   *fyne.Container
	stage  *fyne.Container
	body   fyne.CanvasObject

	tables []table
	shown  []*widgets.RecordTable
	at     int // the table on view
	ask    app.ReviewAsk
	review app.VisitReview
	rows   []atomic.Pointer[[]widgets.Row] // of each table
	loader *background.Loader[app.VisitReview]
}

// NewReport is the page, still empty: this month.
func NewReport(d *desk.Desk, store Store) *Report {
	r := &Report{desk: d, store: store, OnList: func(behind.List) {}, tables: tables()}
	r.ask = app.ReviewAsk{Period: app.PeriodOf(app.PeriodMonth, app.DayOf(d.Now())), Scope: app.ScopeAll}.For(d.By)
	r.loader = background.NewLoader(d.Runner, r.show)
	r.rows = make([]atomic.Pointer[[]widgets.Row], len(r.tables))
	kinds, scopes := widgets.ChipsOf(app.PeriodKinds(), words.PeriodKind, nil), widgets.ChipsOf(app.Scopes(), words.Scope, nil)
	var which []widgets.Chip
	for i, t := range r.tables {
		which = append(which, widgets.Chip{Key: t.key, Text: t.title, Count: -1})
		r.shown = append(r.shown, r.table(i))
	}
	r.kinds, r.scopes, r.which = widgets.NewChips(kinds, r.length), widgets.NewChips(scopes, r.look), widgets.NewChips(which, r.turn)
	r.span, r.told, r.note = widgets.NewText(""), widgets.NewMutedText(""), widgets.NewFieldNote()
	r.span.Bold = true
	r.layOut()
	return r
}

func (r *Report) table(at int) *widgets.RecordTable {
	r.rows[at].Store(&[]widgets.Row{})
	t := widgets.NewRecordTable(r.desk.Runner, r.tables[at].all(), func(_ context.Context, from, count int) ([]widgets.Row, error) {
		rows := *r.rows[at].Load()
		return rows[min(from, len(rows)):min(from+count, len(rows))], nil
	})
	t.OnOpen = func(widgets.Row) { r.open() }
	t.OnError = r.desk.Fail
	t.SetEmpty(widgets.NewEmptyState(theme.DocumentIcon(), lang.L("Nobody visits here yet. Give the role of account manager to a person, or choose everybody."), widgets.Action{}))
	return t
}

func (r *Report) layOut() {
	step := func(text string, by int) *widgets.Button { return widgets.NewButton(text, func() { r.Step(by) }) }
	r.span.Align = fyne.TextAlignCenter
	period := container.New(&widgets.BarLayout{Widths: []float32{190, 34, 190, 34, 24, 0}}, r.kinds, step("‹", -1), r.span, step("›", 1), widgets.NewText(""), r.scopes)
	r.scopes.Hidden = r.desk.By.May(app.ReviewVisits) != nil
	top := container.NewVBox(widgets.NewTitle(lang.L("How the managers fare")), period, r.note, r.which,
		container.NewBorder(nil, nil, nil, widgets.NewMutedText(lang.L("Grey: the period before, or a figure that hangs on few.")), r.told))
	r.bars = container.NewStack()
	under := container.NewBorder(widgets.NewSectionHeader(lang.L("Planned visits, and how many of them were made")), nil, nil, nil, container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, 14), r.bars)))
	r.stage = container.NewStack(r.shown[0])
	r.body = container.NewBorder(container.NewPadded(top), nil, nil, nil, container.New(halves{}, r.stage, container.NewPadded(under)))
	r.kinds.Choose(string(r.ask.Period.Kind))
	r.scopes.Choose(string(r.ask.Scope))
	r.which.Choose(r.tables[0].key)
}

// Content is the page.
func (r *Report) Content() fyne.CanvasObject { return r.body }

// Focus puts the keyboard on the table.
func (r *Report) Focus() { widgets.Focus(r.shown[r.at]) }

// length answers month, quarter and year; the chosen one pressed again stays.
func (r *Report) length(chosen []string) {
	if len(chosen) > 0 {
		day := min(r.ask.Period.To, app.DayOf(r.desk.Now()))
		r.ask.Period = app.PeriodOf(app.PeriodKind(chosen[0]), max(day, r.ask.Period.From))
	}
	r.kinds.Choose(string(r.ask.Period.Kind))
	r.Reload()
}

// Step goes to the period before or after; none begins in the future.
func (r *Report) Step(by int) {
	if next := r.ask.Period.Beside(by); next.From <= app.DayOf(r.desk.Now()) {
		r.ask.Period = next
		r.Reload()
	}
}

func (r *Report) look(chosen []string) {
	if len(chosen) > 0 {
		r.ask.Scope = app.Scope(chosen[0])
	}
	r.scopes.Choose(string(r.ask.Scope))
	r.Reload()
}

func (r *Report) turn(chosen []string) {
	for i, t := range r.tables {
		if len(chosen) > 0 && t.key == chosen[0] {
			r.at = i
		}
	}
	r.put()
}

// Next puts the next table on view, and the keyboard on it.
func (r *Report) Next() {
	r.at = (r.at + 1) % len(r.tables)
	r.put()
	r.Focus()
}

func (r *Report) put() {
	r.which.Choose(r.tables[r.at].key)
	r.stage.Objects = []fyne.CanvasObject{r.shown[r.at]}
	r.stage.Refresh()
}

// Reload counts anew; figures on view stay until the new ones are there.
func (r *Report) Reload() {
	ask := r.ask
	r.span.SetText(string(ask.Period.From) + " – " + string(ask.Period.To))
	r.told.SetText(lang.L("counting …"))
	r.loader.Ask(func(ctx context.Context) (app.VisitReview, error) { return r.store.VisitReview(ctx, r.desk.By, ask) })
}

func (r *Report) show(review app.VisitReview, err error) {
	r.note.SetText(words.Error(err))
	if err != nil {
		r.told.SetText("")
		return
	}
	r.review = review
	for i, t := range r.tables {
		rows := make([]widgets.Row, 0, len(review.Managers)+1)
		if len(review.Managers) > 1 {
			rows = append(rows, row(t, "all", lang.L("All account managers"), review.All, true))
		}
		for _, m := range review.Managers {
			rows = append(rows, row(t, m.Manager.String(), m.Name, m, false))
		}
		if t.key == "satisfaction" {
			rows = append(rows, sourceRows(review.Sources)...)
		}
		r.rows[i].Store(&rows)
		r.shown[i].SetTotal(len(rows))
		r.shown[i].Reload()
	}
	r.bars.Objects = []fyne.CanvasObject{bars(review.Managers)}
	r.bars.Refresh()
	r.told.SetText(r.about())
}

func row(t table, key, name string, line app.ReviewLine, strong bool) widgets.Row {
	return widgets.Row{Key: key, Cells: append([]widgets.Cell{{Text: name, Strong: strong}}, t.cells(line)...)}
}

// about says what was counted and what it is held against.
func (r *Report) about() string {
	b := r.review.Before
	return lang.L("{{.From}} – {{.To}} against {{.BeforeFrom}} – {{.BeforeTo}}: {{.Whose}}. Enter: the lists behind the numbers.", map[string]any{
		"From": r.review.Ask.Period.From, "To": r.review.Ask.Period.To, "BeforeFrom": b.From, "BeforeTo": b.To, "Whose": words.Scope(r.review.Ask.Scope),
	})
}

// Figures is the table on view, as it goes out.
func (r *Report) Figures() app.Figures { return r.figures(r.at) }

func (r *Report) figures(at int) app.Figures {
	f := app.Figures{Title: r.tables[at].title, Filter: r.about()}
	f.Columns = desk.FigureColumns(r.tables[at].all())
	for _, row := range *r.rows[at].Load() {
		f.Rows = append(f.Rows, desk.FigureRow(row.Cells))
	}
	return f
}

// Prints is all the tables.
func (r *Report) Prints() desk.Printed {
	var all []app.Figures
	for at := range r.tables {
		all = append(all, r.figures(at))
	}
	return desk.Printed{Figures: all, Filter: r.about()}
}

// halves gives the table as much of the height as the bars.
type halves struct{}

// MinSize implements fyne.Layout.
func (halves) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, o[0].MinSize().Height+o[1].MinSize().Height)
}

// Layout implements fyne.Layout.
func (halves) Layout(o []fyne.CanvasObject, size fyne.Size) {
	top := size.Height * 0.56
	o[0].Resize(fyne.NewSize(size.Width, top))
	o[1].Move(fyne.NewPos(0, top))
	o[1].Resize(fyne.NewSize(size.Width, size.Height-top))
}
