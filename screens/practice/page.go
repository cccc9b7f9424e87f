package practice

import (
	"context"
	"sync/atomic"
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

// toSign is the chip of the people whose course waits for a mentor's word.
const toSign = "sign"

// every is the choice that narrows nothing.
const every = "all"

// Page is the log: whose entries, which of them, and beside them the people who
// wait for a mentor's word. Space marks, Ctrl+Enter confirms what is marked,
// Ctrl+G asks first.
type Page struct {
	desk   *desk.Desk
	store  Store
	sheets *Sheets
	give   func(exchange.ExportWhat)

	whose  *widgets.Chips
	views  *widgets.Chips
	search *widgets.Entry
	course *widgets.CodeField
	unit   *widgets.CodeField
	note   *widgets.FieldNote
	table  *widgets.RecordTable
	signs  *signs
	yes    *widgets.Button
	hint   *widgets.Text
	lists  *fyne.Container
	body   fyne.CanvasObject

	filter app.PracticeFilter
	fresh  bool // another list is asked for, to be shown from its top
	order  atomic.Pointer[[]int64]
	picked desk.Picked
	loader *background.Loader[answer]
	typing *background.Later
}

// answer is what the page asks for.
type answer struct {
	counts  map[app.PracticeView]int64
	order   []int64
	signs   []app.Mentored
	courses []app.Course
	units   []app.OrgUnit
}

// New is an empty page that begins with the entries of some; Reload fills it.
// give lets a list go out.
func New(d *desk.Desk, store Store, give func(exchange.ExportWhat), whose app.PracticeWhose) *Page {
	p := &Page{desk: d, store: store, sheets: NewSheets(d, store), give: give, filter: app.PracticeFilter{View: app.ViewWaiting, Whose: whose}}
	if whose == app.PracticeOfMine {
		p.filter.View = app.ViewAll
	}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.typing = background.NewLater(d.Runner, 150*time.Millisecond, p.another)
	p.build()
	return p
}

func (p *Page) build() {
	p.whose = widgets.NewChips(nil, p.chooseWhose)
	whose := []app.PracticeWhose{app.PracticeOfMine, app.PracticeAsked}
	if p.desk.By.May(app.ReadTraining) == nil {
		whose = append(whose, app.PracticeOfAll)
	}
	p.whose.SetChips(widgets.ChipsOf(whose, words.PracticeWhose, nil))
	p.whose.Choose(string(p.filter.Whose))
	p.views = widgets.NewChips(nil, p.chooseView)
	p.search = widgets.NewEntry()
	p.search.SetPlaceHolder(lang.L("Learner, staff number, what was done"))
	p.search.OnChanged = func(text string) { p.filter.Text = text; p.typing.Call() }
	p.search.OnSubmitted = func(string) { p.typing.Now(); p.Focus() }
	p.course = widgets.NewCodeField(nil, func(o widgets.Option) {
		p.filter.Course, _ = app.ParseID[app.Course](o.Code) // every: none
		p.another()
	})
	p.unit = widgets.NewCodeField(nil, func(o widgets.Option) {
		p.filter.Unit, _ = app.ParseID[app.OrgUnit](o.Code)
		p.another()
	})
	p.note = widgets.NewFieldNote()
	p.buildTable()
	p.signs = newSigns(p)
	p.yes = widgets.NewPrimaryButton("", p.Save)
	fresh := widgets.NewButton(lang.L("New log entry")+"  Ctrl+N", func() { p.New() })
	p.lists = container.NewStack(p.table)
	p.hint = widgets.NewMutedText("")
	p.showChips(nil, 0)
	filters := container.New(&widgets.BarLayout{Widths: []float32{0, 210, 190}}, p.search, p.course, p.unit)
	chips := container.NewBorder(nil, nil, nil, container.NewHBox(fresh, p.yes), p.whose)
	top := container.NewVBox(container.NewPadded(chips), container.NewPadded(p.views), container.NewPadded(filters), p.note)
	p.body = container.NewBorder(top, container.NewPadded(p.hint), nil, nil, p.lists)
}

func (p *Page) buildTable() {
	p.table = widgets.NewRecordTable(p.desk.Runner, columns(), p.fetch)
	p.table.OnOpen = func(widgets.Row) { p.open() }
	p.table.OnMark = p.sayMarks
	p.table.OnError = p.desk.Fail
	p.table.OnType = func(text string) { widgets.Focus(p.search); p.search.Insert(text) }
	p.table.SetEmpty(widgets.NewEmptyState(theme.DocumentCreateIcon(),
		lang.L("No entry on this list. Ctrl+N writes one; on the page of a case or visit, {{.Chord}} does.", map[string]any{"Chord": Chord}), widgets.Action{}))
}

// columns are those of the table, in the order of row.
func columns() []widgets.Column {
	return []widgets.Column{
		{Title: words.Field("done_on"), Width: 104},
		{Title: words.Field("learner"), Width: 90},
		{Title: words.Field("course"), Width: 150, Weight: 2},
		{Title: words.Field("practice_what"), Width: 200, Weight: 5},
		{Title: lang.L("Case, visit, article"), Width: 150, Weight: 2},
		{Title: lang.L("Hours"), Width: 96, Kind: widgets.KindNumber},
		{Title: words.Field("mentor"), Width: 84},
		{Title: words.Field("status"), Width: 94, Kind: widgets.KindBadge},
		{Title: lang.X("practice.mark", "Mark"), Width: 120, Weight: 1},
	}
}

func (p *Page) row(r app.PracticeRow) widgets.Row {
	state := r.State()
	course := widgets.Cell{Text: courseName(p.desk, r.Course)}
	if r.Practice.Course.IsZero() {
		course = widgets.Cell{Text: words.PracticeKind(r.Kind), Muted: true}
	}
	link := widgets.Cell{Text: linkText(p.desk, r), Muted: r.CaseShut || r.VisitShut}
	mark := widgets.Cell{Text: marks(r.Warnings)}
	if mark.Text != "" {
		mark.Tone = widgets.ToneWarn
	}
	return widgets.Row{Key: r.ID.String(), Cells: []widgets.Cell{
		{Text: string(r.DoneOn)},
		{Text: r.Name, Strong: true},
		course,
		{Text: r.What},
		link,
		{Text: hoursText(r.Practice)},
		{Text: r.MentorName},
		{Text: words.PracticeState(state), Tone: StateTone(state)},
		mark,
	}}
}

func (p *Page) sayMarks(count int) {
	said, can := lang.L("Confirm {{.N}} entries", map[string]any{"N": words.Count(int64(count))}), count > 0
	if p.signs != nil && p.signs.on {
		said, can = lang.X("practice.sign", "Sign off"), true
	}
	p.yes.SetText(said + "  Ctrl+Enter")
	if !can {
		p.yes.Disable()
		return
	}
	p.yes.Enable()
}

// chooseWhose and chooseView follow the chips; one of each is always chosen.
func (p *Page) chooseWhose(chosen []string) {
	if len(chosen) > 0 {
		p.filter.Whose = app.PracticeWhose(chosen[0])
	}
	p.whose.Choose(string(p.filter.Whose))
	if p.filter.Whose == app.PracticeOfMine {
		p.signs.on = false // nobody signs his own course off
	}
	p.another()
}

func (p *Page) chooseView(chosen []string) {
	if len(chosen) > 0 {
		p.signs.on = chosen[0] == toSign
		if !p.signs.on {
			p.filter.View = app.PracticeView(chosen[0])
		}
	}
	p.another()
}

func (p *Page) showChips(counts map[app.PracticeView]int64, signs int) {
	chips := widgets.ChipsOf(app.PracticeViews(), words.PracticeView, counts)
	if p.filter.Whose != app.PracticeOfMine {
		chips = append(chips, widgets.Chip{Key: toSign, Text: lang.L("To sign off"), Count: signs})
	}
	p.views.SetChips(chips)
	chosen, list := string(p.filter.View), fyne.CanvasObject(p.table)
	hint := lang.L("Space marks an entry, Ctrl+A all; Ctrl+Enter confirms them as claimed, Ctrl+G asks for a remark or refuses. Enter opens one.")
	p.yes.Show()
	switch {
	case p.filter.Whose == app.PracticeOfMine: // nobody confirms his own
		hint = lang.L("Enter opens an entry: to change it or take it back while it waits, to write another like it.")
		p.yes.Hide()
	case p.signs.on:
		chosen, list = toSign, p.signs.table
		hint = lang.L("Enter signs the course of the selected person off.")
	}
	p.views.Choose(chosen)
	p.hint.SetText(hint)
	p.sayMarks(p.table.MarkCount())
	if p.lists.Objects[0] != list {
		p.lists.Objects = []fyne.CanvasObject{list}
		p.lists.Refresh()
	}
}

// Content is the page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Shows names what is on view.
func (p *Page) Shows() app.Changes { return app.Training | app.Company }

// Show opens an entry, goes to one person's entries or one course's, on with a
// half-done entry, or writes one out of a case or a visit.
func (p *Page) Show(r desk.Route) {
	switch {
	case r.Practice != 0:
		p.read([]int64{r.Practice}, func(rows []app.PracticeRow) { p.openOne(rows[0]) })
	case r.Draft != nil:
		p.sheets.OpenDraft(*r.Draft, p.Reload)
	case !r.Case.IsZero() || !r.Visit.IsZero():
		p.sheets.Log(app.PracticeOf{Case: r.Case, Visit: r.Visit}, p.Reload)
	case !r.Learner.IsZero() || !r.Course.IsZero():
		p.filter = app.PracticeFilter{View: app.ViewAll, Whose: app.PracticeOfAll, Staff: r.Learner, Course: r.Course}
		p.whose.Choose(string(p.filter.Whose))
		p.signs.on = false
		p.another()
	}
}

// another asks for another list than the one on view.
func (p *Page) another() {
	p.fresh = true
	p.Reload()
}

// Reload asks for the counts and the list again.
func (p *Page) Reload() {
	filter := p.filter
	p.loader.Ask(func(ctx context.Context) (answer, error) {
		var a answer
		var err error
		if a.counts, err = p.store.PracticeCounts(ctx, p.desk.By, filter); err != nil {
			return a, err
		}
		if a.order, err = p.store.PracticeOrder(ctx, p.desk.By, filter); err != nil {
			return a, err
		}
		if filter.Whose != app.PracticeOfMine {
			if a.signs, err = p.store.Mentored(ctx, p.desk.By, filter); err != nil {
				return a, err
			}
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
	p.course.SetOptions(append([]widgets.Option{desk.Option(every, lang.L("All courses"), "")}, p.desk.CourseOptions(a.courses)...))
	p.course.SetCode(orEvery(p.filter.Course.String(), p.filter.Course.IsZero()))
	units := []widgets.Option{desk.Option(every, lang.L("All units"), "")}
	for _, u := range a.units {
		units = append(units, desk.Option(u.ID.String(), u.Name, u.Code))
	}
	p.unit.SetOptions(units)
	p.unit.SetCode(orEvery(p.filter.Unit.String(), p.filter.Unit.IsZero()))
	p.signs.take(a.signs)
	p.showChips(a.counts, len(a.signs))
	p.order.Store(&a.order)
	if p.fresh {
		p.fresh = false
		p.table.Restart(len(a.order))
		return
	}
	p.table.SetTotal(len(a.order))
	p.table.Reload()
}

func orEvery(id string, zero bool) string {
	if zero {
		return every
	}
	return id
}

// Order is the list on view.
func (p *Page) Order() []int64 {
	if order := p.order.Load(); order != nil {
		return *order
	}
	return nil
}

func (p *Page) fetch(ctx context.Context, from, count int) ([]widgets.Row, error) {
	order := p.Order()
	found, err := p.store.PracticeAt(ctx, p.desk.By, order[min(from, len(order)):min(from+count, len(order))])
	rows := make([]widgets.Row, len(found))
	for i, r := range found {
		rows[i] = p.row(r)
		p.picked.Saw(rows[i].Key, r.N)
	}
	return rows, err
}

// Focus puts the keyboard on the list.
func (p *Page) Focus() {
	if p.signs.on {
		widgets.Focus(p.signs.table)
		return
	}
	widgets.Focus(p.table)
}

// ToFilter answers Ctrl+F.
func (p *Page) ToFilter() { widgets.Focus(p.search); p.search.SelectAll() }

// New answers Ctrl+N with a new entry.
func (p *Page) New() bool {
	p.sheets.Log(app.PracticeOf{}, p.Reload)
	return true
}

// Leave answers Esc: off with the filter.
func (p *Page) Leave() bool {
	if p.search.Text == "" && p.filter.Staff.IsZero() {
		return false
	}
	p.filter.Staff = app.StaffID{}
	p.search.SetText("")
	p.another()
	p.Focus()
	return true
}

// Ask turns to the entries of some.
func (p *Page) Ask(whose app.PracticeWhose) {
	p.filter.View = app.ViewWaiting
	p.whose.Choose(string(whose))
	p.chooseWhose([]string{string(whose)})
}
