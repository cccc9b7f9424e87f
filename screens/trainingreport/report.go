package trainingreport

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
	"lamplighter/screens/charts"
	"lamplighter/screens/desk"
	"lamplighter/screens/turning"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Report is training in figures: a table on view at a time with what of it is
// better seen, each line opening the lists behind its numbers.
type Report struct {
	desk   *desk.Desk
	store  Store
	OnList func(behind.List)

	span  *turning.Period
	which *turning.Tables
	unit  *widgets.CodeField
	told  *widgets.Text
	note  *widgets.FieldNote
	alert *widgets.HeaderAlert
	drawn *fyne.Container
	named *widgets.SectionHeader
	chart *charts.Columns
	body  *fyne.Container

	tables []table
	rows   []atomic.Pointer[[]reportRow]
	ask    app.TrainingAsk
	units  []app.OrgUnit
	report app.TrainingReport
	loader *background.Loader[answer]
}

// answer is what one question brings.
type answer struct {
	report app.TrainingReport
	units  []app.OrgUnit
}

// NewReport is the page, still empty: this month, everybody.
func NewReport(d *desk.Desk, store Store) *Report {
	r := &Report{desk: d, store: store, OnList: func(behind.List) {}}
	r.span = turning.NewPeriod(d, func() { r.Reload() })
	r.loader = background.NewLoader(d.Runner, r.show)
	r.tables = r.allTables()
	r.rows = make([]atomic.Pointer[[]reportRow], len(r.tables))
	all := make([]turning.Table, len(r.tables))
	for i, t := range r.tables {
		all[i] = turning.Table{Key: t.key, Title: t.title, Shown: r.table(i)}
	}
	r.which = turning.NewTables(all, func() { r.draw() })
	r.unit = widgets.NewCodeField(nil, func(widgets.Option) { r.ofUnit() })
	r.unit.SetPlaceHolder(lang.L("All units (Ctrl+F)"))
	r.told, r.note, r.alert = widgets.NewMutedText(""), widgets.NewFieldNote(), widgets.NewHeaderAlert()
	r.chart = charts.NewColumns()
	r.layOut()
	return r
}

func (r *Report) table(at int) *widgets.RecordTable {
	r.rows[at].Store(&[]reportRow{})
	t := widgets.NewRecordTable(r.desk.Runner, r.tables[at].all(), func(_ context.Context, from, count int) ([]widgets.Row, error) {
		rows := *r.rows[at].Load()
		rows = rows[min(from, len(rows)):min(from+count, len(rows))]
		out := make([]widgets.Row, len(rows))
		for i, row := range rows {
			out[i] = widgets.Row{Key: row.key, Cells: append([]widgets.Cell{{Text: row.name, Strong: row.strong}}, row.cells...)}
		}
		return out, nil
	})
	t.OnOpen = func(widgets.Row) { r.open() }
	t.OnError = r.desk.Fail
	t.SetEmpty(widgets.NewEmptyState(theme.DocumentIcon(), lang.L("Nothing to count here yet."), widgets.Action{}))
	return t
}

func (r *Report) layOut() {
	period := container.New(&widgets.BarLayout{Widths: []float32{190, 34, 190, 34, 24, 260, 0}}, r.span.Kinds, r.span.Back, r.span.Span, r.span.On, widgets.NewText(""), r.unit, widgets.NewText(""))
	top := container.NewVBox(widgets.NewTitle(lang.L("Training in figures")), period, r.note, r.alert, r.which.Chips,
		container.NewBorder(nil, nil, nil, widgets.NewMutedText(lang.L("Grey: the period before, or a figure that hangs on few.")), r.told))
	r.drawn, r.named = container.NewStack(), widgets.NewSectionHeader("")
	under := container.NewBorder(r.named, nil, nil, nil, container.New(layout.NewCustomPaddedLayout(2, 4, 0, 14), r.drawn))
	r.body = container.NewBorder(container.NewPadded(top), nil, nil, nil, container.New(parts{}, r.which.Stage, container.NewPadded(under)))
}

// Content is the page.
func (r *Report) Content() fyne.CanvasObject { return r.body }

// Focus puts the keyboard on the table.
func (r *Report) Focus() { r.which.Focus() }

// ToFilter answers Ctrl+F: the unit.
func (r *Report) ToFilter() { widgets.Focus(r.unit.Entry()) }

func (r *Report) ofUnit() {
	r.ask.Unit = app.OrgUnitID{}
	for _, u := range r.units {
		if u.Code == r.unit.Chosen().Code {
			r.ask.Unit = u.ID
		}
	}
	r.Reload()
}

// draw shows what of the table on view is better seen; where nothing is, the
// table has all the room.
func (r *Report) draw() {
	all := r.charts(r.tables[r.which.At()].key)
	r.drawn.Objects = nil
	r.named.Hidden = len(all) == 0
	if len(all) > 0 {
		r.named.SetTitle(all[0].Title)
		if all[0].Across {
			r.drawn.Objects = []fyne.CanvasObject{container.NewVScroll(charts.Across(all[0].Bars))}
		} else {
			r.chart.Set(all[0])
			r.drawn.Objects = []fyne.CanvasObject{r.chart}
		}
	}
	tone := widgets.ToneInfo
	if r.tables[r.which.At()].warns() {
		tone = widgets.ToneWarn
	}
	r.alert.Say(tone, r.remark(r.tables[r.which.At()].key))
	r.body.Refresh()
}

// Reload counts anew; figures on view stay until the new ones are there.
func (r *Report) Reload() {
	r.ask.Period = r.span.Period
	ask := r.ask
	r.told.SetText(lang.L("counting …"))
	r.loader.Ask(func(ctx context.Context) (answer, error) {
		report, err := r.store.TrainingReport(ctx, r.desk.By, ask)
		if err != nil {
			return answer{}, err
		}
		units, err := r.store.Units(ctx, r.desk.By)
		return answer{report, units}, err
	})
}

func (r *Report) show(got answer, err error) {
	r.note.SetText(words.Error(err))
	if err != nil {
		r.told.SetText("")
		return
	}
	r.report, r.units = got.report, got.units
	options := make([]widgets.Option, len(r.units))
	for i, u := range r.units {
		full, initials := app.Pinyin(u.Name)
		options[i] = widgets.Option{Code: u.Code, Label: u.Name, Keys: initials + " " + full}
	}
	r.unit.SetOptions(options)
	for i, t := range r.tables {
		rows := t.rows(r.report)
		r.rows[i].Store(&rows)
		r.which.Shown(i).SetTotal(len(rows))
		r.which.Shown(i).Reload()
	}
	r.told.SetText(r.about())
	r.draw()
}

// period is what the lists behind the report's own numbers are asked of.
func (r *Report) period() app.ReportedAsk {
	return app.ReportedAsk{From: r.report.Ask.Period.From, To: r.report.Ask.Period.To, Unit: r.report.Ask.Unit}
}

// whose names the unit that was counted.
func (r *Report) whose() string {
	for _, u := range r.units {
		if u.ID == r.report.Ask.Unit {
			return u.Name
		}
	}
	return lang.L("All units")
}

// about says what was counted and what it is held against, counted the same for
// paper, which has no keys.
func (r *Report) about() string {
	return lang.L("{{.From}} – {{.To}} against {{.BeforeFrom}} – {{.BeforeTo}}: {{.Whose}}. Enter: the lists behind the numbers.", r.spans())
}

func (r *Report) counted() string {
	return lang.L("{{.From}} – {{.To}} against {{.BeforeFrom}} – {{.BeforeTo}}: {{.Whose}}.", r.spans())
}

func (r *Report) spans() map[string]any {
	p, b := r.report.Ask.Period, r.report.Before
	return map[string]any{"From": p.From, "To": p.To, "BeforeFrom": b.From, "BeforeTo": b.To, "Whose": r.whose()}
}

// open offers the lists behind the numbers of the selected line.
func (r *Report) open() {
	at := r.which.Shown(r.which.At()).SelectedIndex()
	rows := *r.rows[r.which.At()].Load()
	if at < 0 || at >= len(rows) || len(rows[at].entries) == 0 {
		return
	}
	behind.Offer(r.desk, rows[at].name, rows[at].entries, r.OnList)
}

// Figures is the table on view, as it goes out.
func (r *Report) Figures() app.Figures { return r.figures(r.which.At()) }

func (r *Report) figures(at int) app.Figures {
	t := r.tables[at]
	f := app.Figures{Title: t.title, Filter: r.counted(), Note: r.remark(t.key), Charts: r.charts(t.key)}
	f.Columns = desk.FigureColumns(t.all())
	f.Columns[0].Weight = firstWeight
	for _, row := range *r.rows[at].Load() {
		f.Rows = append(f.Rows, append([]string{row.name}, desk.FigureRow(row.cells)...))
	}
	return f
}

// Prints is all the tables.
func (r *Report) Prints() desk.Printed {
	var all []app.Figures
	for at, t := range r.tables {
		f := r.figures(at)
		if t.key == "months" { // said and drawn with the hours already
			f.Note, f.Charts = "", nil
		}
		all = append(all, f)
	}
	return desk.Printed{Figures: all, Title: lang.L("Training in figures"), Filter: r.counted()}
}

// parts gives the table the upper part and the chart the lower; without a chart
// the table has all.
type parts struct{}

// MinSize implements fyne.Layout.
func (parts) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, o[0].MinSize().Height+o[1].MinSize().Height)
}

// Layout implements fyne.Layout.
func (parts) Layout(o []fyne.CanvasObject, size fyne.Size) {
	low := max(o[1].MinSize().Height, size.Height*0.46)
	if o[1].MinSize().Height < leastChart {
		low = o[1].MinSize().Height
	}
	o[0].Resize(fyne.NewSize(size.Width, size.Height-low))
	o[1].Move(fyne.NewPos(0, size.Height-low))
	o[1].Resize(fyne.NewSize(size.Width, low))
}

const (
	leastChart  = 40  // below is a heading alone
	firstWeight = 190 // of the first column on paper, where names are
)
