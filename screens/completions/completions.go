// Package completions is the list of who completed which course, narrowed as one
// likes, to be looked through and to go out as a sheet or as statements. It
// changes nothing.
package completions

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Store is what this screen asks of the records.
type Store interface {
	Completions(context.Context, app.Actor, app.CompletionFilter) ([]app.CompletionRecord, error)
	ExportCompletions(context.Context, app.Actor, app.CompletionFilter, app.ExportJob, func(done, total int64)) (int, error)
	Courses(context.Context, app.Actor) ([]app.Course, error)
	Units(context.Context, app.Actor) ([]app.OrgUnit, error)
}

// Page is the list.
type Page struct {
	desk  *desk.Desk
	store Store
	give  func(exchange.ExportWhat)

	search *widgets.Entry
	course *desk.Picker[app.Course]
	unit   *desk.Picker[app.OrgUnit]
	from   *widgets.DateField
	to     *widgets.DateField
	views  *widgets.Chips
	count  *widgets.Text
	note   *widgets.FieldNote
	table  *widgets.RecordTable
	bar    *fyne.Container
	body   fyne.CanvasObject

	filter  app.CompletionFilter
	records []app.CompletionRecord
	offered bool // the courses and units that narrow the list
	typing  *background.Later
	loader  *background.Loader[answer]
}

type answer struct {
	records []app.CompletionRecord
	courses []app.Course
	units   []app.OrgUnit
}

// New is the list of all; Reload fills it. give lets it go out.
func New(d *desk.Desk, store Store, give func(exchange.ExportWhat)) *Page {
	p := &Page{desk: d, store: store, give: give}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.typing = background.NewLater(d.Runner, 150*time.Millisecond, p.Reload)
	p.build()
	p.Reload()
	return p
}

func (p *Page) build() {
	p.search = widgets.NewEntry()
	p.search.SetPlaceHolder(lang.L("Name or staff number"))
	p.search.OnChanged = func(text string) { p.filter.Text = text; p.typing.Call() }
	p.search.OnSubmitted = func(string) { p.typing.Now(); p.Focus() }
	p.from, p.to = p.desk.DayField(""), p.desk.DayField("")
	p.from.OnChanged, p.to.OnChanged = func(string) { p.narrow() }, func(string) { p.narrow() }
	p.from.SetPlaceHolder(lang.L("From this day"))
	p.to.SetPlaceHolder(lang.L("Up to this day"))
	p.views = widgets.NewChips(nil, func(chosen []string) {
		p.filter.Standing = app.AnyCompletion
		if len(chosen) > 0 {
			p.filter.Standing = app.CompletionStanding(chosen[0])
		}
		p.Reload()
	})
	p.views.SetChips(widgets.ChipsOf(app.CompletionStandings(), words.CompletionStanding, nil))
	p.views.Choose(string(app.AnyCompletion))
	p.count, p.note = widgets.NewMutedText(""), widgets.NewFieldNote()
	p.table = widgets.NewRecordTable(p.desk.Runner, columns(), p.fetch)
	p.table.OnError = p.desk.Fail
	p.table.OnOpen = p.open
	p.table.OnType = func(text string) { widgets.Focus(p.search); p.search.Insert(text) }
	p.table.SetEmpty(widgets.NewEmptyState(theme.DocumentIcon(), lang.L("No completion here. They come of the results of classes; those of an older system come in by Ctrl+I."), widgets.Action{}))
	p.bar = container.New(&widgets.BarLayout{Widths: []float32{0, 210, 190, 130, 130}}, p.search)
	out := widgets.NewButton(lang.X("export.verb", "Export")+"  Ctrl+E", func() { p.Export() })
	top := container.NewVBox(container.NewPadded(p.bar), container.NewPadded(container.NewBorder(nil, nil, nil, container.NewHBox(p.count, out), p.views)), p.note)
	p.body = container.NewBorder(top, nil, nil, nil, p.table)
	p.offer(nil, nil)
}

func columns() []widgets.Column {
	return []widgets.Column{
		{Title: words.Column("completed_on"), Width: 100},
		{Title: words.Column("staff_no"), Width: 90},
		{Title: words.Column("staff_name"), Width: 100, Weight: 1},
		{Title: words.Column("class_unit"), Width: 130, Weight: 1},
		{Title: words.Column("course"), Width: 180, Weight: 2},
		{Title: words.Column("training_until"), Width: 130, Kind: widgets.KindBadge},
		{Title: words.Column("class_points"), Width: 64, Kind: widgets.KindNumber},
		{Title: words.Column("class_hours"), Width: 64, Kind: widgets.KindNumber},
		{Title: words.Column("class_number"), Width: 160},
	}
}

// offer gives the fields of courses and units their choices.
func (p *Page) offer(courses []app.Course, units []app.OrgUnit) {
	p.course = desk.Offer(courses, func(c app.Course) (string, string, app.CourseID) {
		return c.Code, p.desk.Codes.Course(c.Name, c.NameEN), c.ID
	})
	p.course.Entry().SetPlaceHolder(words.Column("course"))
	p.unit = desk.PickUnit(units, app.OrgUnitID{}, app.OrgUnitID{})
	p.unit.Entry().SetPlaceHolder(words.Column("class_unit"))
	p.course.OnChosen, p.unit.OnChosen = func(widgets.Option) { p.narrow() }, func(widgets.Option) { p.narrow() }
	p.bar.Objects = []fyne.CanvasObject{p.search, p.course, p.unit, p.from, p.to}
	p.bar.Refresh()
}

// narrow follows the fields; a day that cannot be read narrows nothing yet.
func (p *Page) narrow() {
	from, err := desk.ReadDay("from_on", p.from)
	if err != nil {
		return
	}
	to, err := desk.ReadDay("to_on", p.to)
	if err != nil {
		return
	}
	now := p.filter
	now.Course, now.Unit, now.From, now.To = p.course.ID(), p.unit.ID(), from, to
	if now != p.filter {
		p.filter = now
		p.Reload()
	}
}

// Content is the page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Shows names what is on view.
func (*Page) Shows() app.Changes { return app.Training | app.Company }

// Focus puts the keyboard on the list.
func (p *Page) Focus() { widgets.Focus(p.table) }

// ToFilter answers Ctrl+F.
func (p *Page) ToFilter() { widgets.Focus(p.search) }

// Reload asks for the list again.
func (p *Page) Reload() {
	filter, known := p.filter, p.offered
	p.loader.Ask(func(ctx context.Context) (a answer, err error) {
		if a.records, err = p.store.Completions(ctx, p.desk.By, filter); err != nil || known {
			return a, err
		}
		if a.courses, err = p.store.Courses(ctx, p.desk.By); err != nil {
			return a, err
		}
		a.units, err = p.store.Units(ctx, p.desk.By)
		return a, err
	})
}

func (p *Page) show(a answer, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	if !p.offered {
		p.offered = true
		p.offer(a.courses, a.units)
	}
	p.records = a.records
	p.count.SetText(lang.L("{{.N}} records", map[string]any{"N": words.Count(int64(len(a.records)))}))
	p.table.Restart(len(a.records))
}

func (p *Page) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	records := p.records[min(from, len(p.records)):min(from+count, len(p.records))]
	rows := make([]widgets.Row, len(records))
	for i, r := range records {
		points := ""
		if r.HasScore {
			points = app.PointsText(r.Score)
		}
		rows[i] = widgets.Row{Key: strconv.Itoa(from + i), Cells: []widgets.Cell{
			{Text: string(r.CompletedOn)},
			{Text: r.StaffNo},
			{Text: r.StaffName, Strong: true},
			{Text: r.UnitName},
			{Text: p.desk.Codes.Course(r.CourseName, r.CourseEN)},
			p.until(r),
			{Text: points},
			{Text: app.HoursText(r.Minutes)},
			{Text: r.ClassNumber},
		}}
	}
	return rows, nil
}

// until says in words and colour how long a completion holds.
func (p *Page) until(r app.CompletionRecord) widgets.Cell {
	switch today := app.DayOf(p.desk.Now()); {
	case r.Failed:
		return widgets.Cell{Text: words.CompletionStanding(app.NotCompleted), Tone: widgets.ToneBad}
	case r.UntilOn == "":
		return widgets.Cell{Text: words.Validity(0), Tone: widgets.ToneGood}
	case r.UntilOn < today:
		return widgets.Cell{Text: string(r.UntilOn), Tone: widgets.ToneBad}
	}
	return widgets.Cell{Text: string(r.UntilOn), Tone: widgets.ToneGood}
}

// open goes to the class a completion came of, else to the person.
func (p *Page) open(row widgets.Row) {
	at, err := strconv.Atoi(row.Key)
	if err != nil || at >= len(p.records) {
		return
	}
	r := p.records[at]
	if !r.Class.IsZero() {
		p.desk.Open(desk.Route{Tab: desk.Training, Class: r.Class})
		return
	}
	p.desk.Open(desk.Route{Tab: desk.Training, Learner: r.Staff})
}

// Export answers Ctrl+E: the list on view goes out.
func (p *Page) Export() bool {
	filter := p.filter
	p.give(exchange.ExportWhat{
		Title: lang.L("Completion records"), Rows: make([]int64, len(p.records)), Statements: true,
		Run: func(ctx context.Context, _ []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
			return p.store.ExportCompletions(ctx, p.desk.By, filter, job, report)
		},
	})
	return true
}
