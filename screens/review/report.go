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
	"lamplighter/screens/turning"
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

	span   *turning.Period
	which  *turning.Tables
	scopes *widgets.Chips
	told   *widgets.Text
	note   *widgets.FieldNote
	bars   *fyne.Container
	body   fyne.CanvasObject

	tables []table
	ask    app.ReviewAsk
	review app.VisitReview
	rows   []atomic.Pointer[[]widgets.Row] // of each table
	loader *background.Loader[app.VisitReview]
}

// NewReport is the page, still empty: this month.
func NewReport(d *desk.Desk, store Store) *Report {
	r := &Report{desk: d, store: store, OnList: func(behind.List) {}, tables: tables()}
	r.span = turning.NewPeriod(d, func() { r.Reload() })
	r.ask = app.ReviewAsk{Period: r.span.Period, Scope: app.ScopeAll}.For(d.By)
	r.loader = background.NewLoader(d.Runner, r.show)
	r.rows = make([]atomic.Pointer[[]widgets.Row], len(r.tables))
	all := make([]turning.Table, len(r.tables))
	for i, t := range r.tables {
		all[i] = turning.Table{Key: t.key, Title: t.title, Shown: r.table(i)}
	}
	r.which = turning.NewTables(all, func() {})
	r.scopes = widgets.NewChips(widgets.ChipsOf(app.Scopes(), words.Scope, nil), r.look)
	r.told, r.note = widgets.NewMutedText(""), widgets.NewFieldNote()
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
	period := container.New(&widgets.BarLayout{Widths: []float32{190, 34, 190, 34, 24, 0}}, r.span.Kinds, r.span.Back, r.span.Span, r.span.On, widgets.NewText(""), r.scopes)
	r.scopes.Hidden = r.desk.By.May(app.ReviewVisits) != nil
	top := container.NewVBox(widgets.NewTitle(lang.L("How the managers fare")), period, r.note, r.which.Chips,
		container.NewBorder(nil, nil, nil, widgets.NewMutedText(lang.L("Grey: the period before, or a figure that hangs on few.")), r.told))
	r.bars = container.NewStack()
	under := container.NewBorder(widgets.NewSectionHeader(lang.L("Planned visits, and how many of them were made")), nil, nil, nil, container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, 14), r.bars)))
	r.body = container.NewBorder(container.NewPadded(top), nil, nil, nil, container.New(halves{}, r.which.Stage, container.NewPadded(under)))
	r.scopes.Choose(string(r.ask.Scope))
}

// Content is the page.
func (r *Report) Content() fyne.CanvasObject { return r.body }

// Focus puts the keyboard on the table.
func (r *Report) Focus() { r.which.Focus() }

func (r *Report) look(chosen []string) {
	if len(chosen) > 0 {
		r.ask.Scope = app.Scope(chosen[0])
	}
	r.scopes.Choose(string(r.ask.Scope))
	r.Reload()
}

// Reload counts anew; figures on view stay until the new ones are there.
func (r *Report) Reload() {
	r.ask.Period = r.span.Period
	ask := r.ask
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
		r.which.Shown(i).SetTotal(len(rows))
		r.which.Shown(i).Reload()
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
func (r *Report) Figures() app.Figures { return r.figures(r.which.At()) }

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
