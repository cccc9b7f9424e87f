package visits

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

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

// Due is the list of customers whose visit is due by rhythm: what a plan is
// made from.
type Due struct {
	desk  *desk.Desk
	store Store

	OnPlan   func([]app.DueVisit)
	OnRhythm func(app.CustomerID)

	search  *widgets.Entry
	whose   *widgets.Chips
	span    *widgets.Chips
	segment *widgets.CodeField
	count   *widgets.Text
	bar     *fyne.Container // of the search and the count
	note    *widgets.FieldNote
	table   *widgets.RecordTable
	body    fyne.CanvasObject

	filter app.DueFilter
	anew   bool
	found  atomic.Pointer[[]app.DueVisit]
	loader *background.Loader[[]app.DueVisit]
	typing *background.Later
}

// How far ahead the list looks.
const (
	dueLate  = "late"
	dueMonth = "month"
	dueNext  = "next"
	dueAll   = "quarter"
)

// NewDue is the list of what is due by the end of next month.
func NewDue(d *desk.Desk, store Store) *Due {
	u := &Due{desk: d, store: store, anew: true, OnPlan: func([]app.DueVisit) {}, OnRhythm: func(app.CustomerID) {}}
	u.filter.Mine = app.ScopeFor(d.By) == app.ScopeMine
	u.loader = background.NewLoader(d.Runner, u.show)
	u.typing = background.NewLater(d.Runner, 150*time.Millisecond, u.restart)
	u.build()
	u.look([]string{dueNext})
	return u
}

func (u *Due) build() {
	u.search = widgets.NewEntry()
	u.search.SetPlaceHolder(lang.L("Account, name, telephone"))
	u.search.OnChanged = func(text string) { u.filter.Text = text; u.typing.Call() }
	u.search.OnSubmitted = func(string) { u.typing.Now(); u.Focus() }
	mine, all := string(app.ScopeMine), string(app.ScopeAll)
	u.whose = widgets.NewChips([]widgets.Chip{
		{Key: mine, Text: words.Scope(app.ScopeMine), Count: -1}, {Key: all, Text: words.Scope(app.ScopeAll), Count: -1},
	}, func(chosen []string) {
		if len(chosen) > 0 {
			u.filter.Mine = chosen[0] == mine
		}
		u.chooseWhose()
		u.restart()
	})
	u.chooseWhose()
	u.span = widgets.NewChips([]widgets.Chip{
		{Key: dueLate, Text: lang.X("visit.overdue", "Overdue"), Count: -1},
		{Key: dueMonth, Text: lang.L("This month"), Count: -1},
		{Key: dueNext, Text: lang.L("Until next month's end"), Count: -1},
		{Key: dueAll, Text: lang.L("Within three months"), Count: -1},
	}, func(chosen []string) {
		u.look(chosen)
		u.restart()
	})
	u.segment = widgets.NewCodeField(u.desk.CodeOptions("segment"), func(o widgets.Option) { u.filter.Segment = o.Code; u.restart() })
	u.segment.SetPlaceHolder(words.Field("segment"))
	u.count, u.note = widgets.NewMutedText(""), widgets.NewFieldNote()
	u.table = widgets.NewRecordTable(u.desk.Runner, []widgets.Column{
		{Title: lang.L("Due"), Width: 118},
		{Title: lang.X("visit.late", "How late"), Width: 106, Kind: widgets.KindBadge},
		{Title: lang.L("Customer"), Width: 140, Weight: 2},
		{Title: words.Field("segment"), Width: 128},
		{Title: lang.L("Rhythm"), Width: 158},
		{Title: lang.L("Last visit"), Width: 94},
		{Title: lang.L("Village"), Width: 120, Weight: 1},
		{Title: lang.L("Transformer area"), Width: 108},
		{Title: words.Field("manager"), Width: 104},
	}, u.fetch)
	u.table.OnMark = func(n int) { u.tell(n) }
	u.table.OnOpen = func(widgets.Row) { u.GoOn() }
	u.table.OnError = u.desk.Fail
	u.table.OnType = func(text string) { widgets.Focus(u.search); u.search.Insert(text) }
	u.table.SetEmpty(widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("Nobody is due whose visit is not planned yet. Look further ahead, or set rhythms for the segments."), widgets.Action{}))
	plan := widgets.NewPrimaryButton(lang.L("Plan …")+"  Ctrl+G", u.GoOn)
	rhythm := widgets.NewButton(lang.L("Rhythm …")+"  Ctrl+B", u.Rhythm)
	u.bar = container.NewBorder(nil, nil, nil, container.NewHBox(u.count, rhythm, plan), u.search)
	narrow := container.New(&widgets.BarLayout{Widths: []float32{190, 0, 190}}, u.whose, u.span, u.segment)
	u.body = container.NewBorder(container.NewVBox(container.NewPadded(u.bar), container.NewPadded(narrow), u.note), nil, nil, nil, u.table)
}

func (u *Due) chooseWhose() {
	scope := app.ScopeAll
	if u.filter.Mine {
		scope = app.ScopeMine
	}
	u.whose.Choose(string(scope))
}

// look chooses how far ahead the list looks; the chosen one pressed again stays.
func (u *Due) look(chosen []string) {
	today := app.DayOf(u.desk.Now())
	month := app.MonthOf(today)
	if len(chosen) > 0 {
		u.filter.Late = chosen[0] == dueLate
		switch chosen[0] {
		case dueMonth:
			u.filter.UpTo = app.MonthSpan(month, 1).To
		case dueNext:
			u.filter.UpTo = app.MonthSpan(month, 2).To
		case dueAll:
			u.filter.UpTo = app.MonthSpan(month, 3).To
		default:
			u.filter.UpTo = today
		}
		u.span.Choose(chosen[0])
		return
	}
	for key, upTo := range map[string]app.Day{dueMonth: app.MonthSpan(month, 1).To, dueNext: app.MonthSpan(month, 2).To, dueAll: app.MonthSpan(month, 3).To} {
		if !u.filter.Late && u.filter.UpTo == upTo {
			u.span.Choose(key)
			return
		}
	}
	u.span.Choose(dueLate)
}

// Content is the list as a page shows it.
func (u *Due) Content() fyne.CanvasObject { return u.body }

func (u *Due) restart() { u.anew = true; u.Reload() }

// Reload asks for the list again.
func (u *Due) Reload() {
	filter := u.filter
	u.loader.Ask(func(ctx context.Context) ([]app.DueVisit, error) { return u.store.DueVisits(ctx, u.desk.By, filter) })
}

func (u *Due) show(found []app.DueVisit, err error) {
	u.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	u.found.Store(&found)
	if u.anew {
		u.anew = false
		u.table.Restart(len(found))
		selectFirst(u.table, len(found))
	} else {
		u.table.SetTotal(len(found))
		u.table.Reload()
	}
	u.tell(u.table.MarkCount())
}

func (u *Due) tell(marked int) {
	said := lang.L("{{.N}} due", map[string]any{"N": words.Count(int64(len(u.all())))})
	if marked > 0 {
		said = lang.L("{{.N}} due, {{.M}} marked", map[string]any{"N": words.Count(int64(len(u.all()))), "M": words.Count(int64(marked))})
	}
	u.count.SetText(said)
	u.bar.Refresh()
}

func (u *Due) all() []app.DueVisit {
	if found := u.found.Load(); found != nil {
		return *found
	}
	return nil
}

func (u *Due) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	found := u.all()
	today := app.DayOf(u.desk.Now())
	var rows []widgets.Row
	for _, d := range found[min(from, len(found)):min(from+count, len(found))] {
		late := widgets.Cell{}
		if days := app.DaysLate(d.Due, today); days > 0 {
			late = widgets.Cell{Text: lang.L("{{.N}} days late", map[string]any{"N": days}), Tone: widgets.ToneBad}
		}
		last := lang.X("visit.never", "never")
		if d.Last != "" {
			last = string(d.Last)
		}
		rows = append(rows, widgets.Row{Key: d.Customer.String(), Cells: []widgets.Cell{
			{Text: words.Day(d.Due)},
			late,
			{Text: d.Name, Strong: true},
			{Text: label(u.desk, "segment", d.Segment)},
			{Text: words.Rhythm(d.Rhythm)},
			{Text: last},
			{Text: app.Village(d.Address)},
			{Text: d.AreaName},
			{Text: d.ManagerName},
		}})
	}
	return rows, nil
}

// chosen is the marked customers; without marks the selected one.
func (u *Due) chosen() []app.DueVisit {
	found := u.all()
	if u.table.MarkCount() > 0 {
		marks := u.table.Marks()
		named := map[string]bool{}
		for _, key := range marks.Keys {
			named[key] = true
		}
		return slices.DeleteFunc(slices.Clone(found), func(d app.DueVisit) bool { return named[d.Customer.String()] == marks.All })
	}
	if at := u.table.SelectedIndex(); at >= 0 && at < len(found) {
		return found[at : at+1]
	}
	return nil
}

// GoOn is Ctrl+G: a plan for those that are marked.
func (u *Due) GoOn() {
	chosen := u.chosen()
	if len(chosen) == 0 {
		u.desk.Say(words.Error(app.Refuse("customer", app.NobodyChosen)))
		return
	}
	u.OnPlan(chosen)
}

// Rhythm opens the rhythm of the selected customer.
func (u *Due) Rhythm() {
	if d, is := u.Selected(); is {
		u.OnRhythm(d.Customer)
	}
}

// Selected is the customer the table stands on.
func (u *Due) Selected() (app.DueVisit, bool) {
	at := u.table.SelectedIndex()
	if at < 0 || at >= len(u.all()) {
		return app.DueVisit{}, false
	}
	return u.all()[at], true
}

// Focus puts the keyboard on the table.
func (u *Due) Focus() { widgets.Focus(u.table) }

// ToFilter puts the keyboard on the filter.
func (u *Due) ToFilter() { widgets.Focus(u.search); u.search.SelectAll() }
