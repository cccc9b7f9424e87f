package visits

import (
	"context"
	"strings"
	"sync"
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

// List is the list of visits under a filter.
type List struct {
	desk  *desk.Desk
	store Store

	OnOpen  func(app.VisitRow)
	OnStep  func(app.VisitRow)
	OnBrief func(app.VisitRow)

	search *widgets.Entry
	whose  *widgets.Chips
	state  *widgets.Chips
	asked  *widgets.Asked[app.VisitFilter] // what else the filter asks for
	count  *widgets.Text
	note   *widgets.FieldNote
	table  *widgets.RecordTable
	bar    *fyne.Container // of the search and the count
	body   fyne.CanvasObject

	filter app.VisitFilter
	scope  app.Scope
	anew   bool
	picked desk.Picked
	seen   sync.Map // app.VisitRow by key, for what Enter opens
	order  atomic.Pointer[[]int64]
	asks   *background.Loader[[]int64]
	people *background.Loader[known]
	known  known
	typing *background.Later
}

// known is whom and what a filter can name.
type known struct {
	staff []app.Staff
	areas []app.TransformerArea
}

// NewList is the list, showing what is still to be made.
func NewList(d *desk.Desk, store Store) *List {
	l := &List{desk: d, store: store, scope: app.ScopeFor(d.By), anew: true, OnOpen: func(app.VisitRow) {}, OnStep: func(app.VisitRow) {}, OnBrief: func(app.VisitRow) {}}
	l.filter = l.scope.Visits()
	l.asks = background.NewLoader(d.Runner, l.show)
	l.people = background.NewLoader(d.Runner, func(k known, err error) {
		if err == nil {
			l.known = k
			l.asked.Tell(l.conditions())
		}
	})
	l.typing = background.NewLater(d.Runner, 150*time.Millisecond, l.restart)
	l.build()
	return l
}

// The states a list can be narrowed to at once.
const (
	stateOpen      = "open"
	stateOverdue   = "overdue"
	stateMade      = "made"
	stateCancelled = "cancelled"
	stateAll       = "all"
)

func (l *List) build() {
	l.search = widgets.NewEntry()
	l.search.SetPlaceHolder(lang.L("Visit number, customer, telephone"))
	l.search.OnChanged = l.typed
	l.search.OnSubmitted = func(string) { l.typing.Now(); l.Focus() }
	l.whose = widgets.NewChips(widgets.ChipsOf(app.Scopes(), words.Scope, nil), l.look)
	l.whose.Choose(string(l.scope))
	l.state = widgets.NewChips([]widgets.Chip{
		{Key: stateOpen, Text: lang.L("To be made"), Count: -1},
		{Key: stateOverdue, Text: lang.X("visit.overdue", "Overdue"), Count: -1},
		{Key: stateMade, Text: lang.L("Made"), Count: -1},
		{Key: stateCancelled, Text: lang.X("visit.cancelled", "Cancelled"), Count: -1},
		{Key: stateAll, Text: lang.X("visits.all", "All visits"), Count: -1},
	}, l.narrowState)
	l.state.Choose(stateOpen)
	l.asked = widgets.NewAsked(func(change func(*app.VisitFilter)) { change(&l.filter); l.restart() })
	l.count, l.note = widgets.NewMutedText(""), widgets.NewFieldNote()
	l.table = widgets.NewRecordTable(l.desk.Runner, columns(), l.fetch)
	l.table.SetSort(columnOf(""), false)
	l.table.OnOpen = func(r widgets.Row) { l.with(r.Key, l.OnOpen) }
	l.table.OnSort = func(column int, backward bool) {
		l.filter.Sort, l.filter.Descending = columnSorts[column], backward
		l.restart()
	}
	l.table.OnMark = func(int) {} // rows can be marked: Ctrl+E and handing on take these
	l.table.OnError = l.desk.Fail
	l.table.OnType = func(text string) { widgets.Focus(l.search); l.search.Insert(text) }
	l.table.SetEmpty(widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("No visit here. Change the filter, or plan some from the customers that are due."),
		widgets.Action{Label: lang.L("Who is due") + "  Ctrl+D", Do: func() { l.desk.Open(desk.Route{Tab: desk.Visits, Due: true}) }}))
	filter := widgets.NewButton(lang.L("Filter")+"  Ctrl+F", l.ToFilter)
	brief := widgets.NewButton(lang.L("Visit brief")+"  Ctrl+B", l.Brief)
	step := widgets.NewButton(lang.L("Move, cancel …")+"  Ctrl+G", l.GoOn)
	l.bar = container.NewBorder(nil, nil, nil, container.NewHBox(l.count, filter, brief, step), l.search)
	narrow := container.New(&widgets.BarLayout{Widths: []float32{290, 0}}, l.whose, l.state)
	l.body = container.NewBorder(container.NewVBox(container.NewPadded(l.bar), container.NewPadded(narrow), l.asked.Row, l.note), nil, nil, nil, l.table)
}

func (l *List) typed(text string) { l.filter.Text = text; l.typing.Call() }

// look turns to other people's visits; the chosen scope pressed again stays.
func (l *List) look(chosen []string) {
	if len(chosen) > 0 {
		l.scope = app.Scope(chosen[0])
		l.filter.Manager = app.StaffID{}
		l.filter.Mine, l.filter.MyUnit = l.scope == app.ScopeMine, l.scope == app.ScopeUnit
	}
	l.whose.Choose(string(l.scope))
	l.restart()
}

func (l *List) narrowState(chosen []string) {
	if len(chosen) > 0 {
		f := &l.filter
		f.OpenOnly, f.Overdue, f.Statuses = false, false, nil
		switch chosen[0] {
		case stateOpen:
			f.OpenOnly = true
		case stateOverdue:
			f.OpenOnly, f.Overdue = true, true
		case stateMade:
			f.Statuses = []app.VisitStatus{app.VisitRecorded, app.VisitFollowUp, app.VisitArchived}
		case stateCancelled:
			f.Statuses = []app.VisitStatus{app.VisitCancelled}
		}
	}
	l.state.Choose(stateOf(l.filter))
	l.restart()
}

func stateOf(f app.VisitFilter) string {
	switch {
	case f.Overdue:
		return stateOverdue
	case f.OpenOnly:
		return stateOpen
	case len(f.Statuses) == 0:
		return stateAll
	case f.Statuses[0] == app.VisitCancelled:
		return stateCancelled
	}
	return stateMade
}

// Narrow shows the list under a filter that came from elsewhere.
func (l *List) Narrow(f app.VisitFilter) {
	l.filter = f
	l.scope = app.ScopeAll
	switch {
	case f.Mine:
		l.scope = app.ScopeMine
	case f.MyUnit:
		l.scope = app.ScopeUnit
	}
	l.whose.Choose(string(l.scope))
	l.state.Choose(stateOf(f))
	l.search.OnChanged, l.search.Text = nil, f.Text
	l.search.Refresh()
	l.search.OnChanged = l.typed
	l.table.SetSort(columnOf(f.Sort), f.Descending)
	l.restart()
}

// Content is the list as a page shows it.
func (l *List) Content() fyne.CanvasObject { return l.body }

// restart shows another list from its top.
func (l *List) restart() { l.anew = true; l.ask() }

// Reload asks again and keeps the place in the list.
func (l *List) Reload() {
	l.ask()
	l.people.Ask(func(ctx context.Context) (known, error) {
		staff, err := l.store.Staff(ctx, l.desk.By)
		if err != nil {
			return known{}, err
		}
		areas, err := l.store.TransformerAreas(ctx, l.desk.By)
		return known{staff, areas}, err
	})
}

func (l *List) ask() {
	l.asked.Tell(l.conditions())
	filter := l.filter
	l.asks.Ask(func(ctx context.Context) ([]int64, error) { return l.store.VisitOrder(ctx, l.desk.By, filter) })
}

func (l *List) show(order []int64, err error) {
	l.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	l.order.Store(&order)
	l.count.SetText(lang.L("{{.N}} visits", map[string]any{"N": words.Count(int64(len(order)))}))
	l.bar.Refresh()
	if l.anew {
		l.anew = false
		l.table.Restart(len(order))
		selectFirst(l.table, len(order))
		return
	}
	l.table.SetTotal(len(order))
	l.table.Reload()
}

func (l *List) fetch(ctx context.Context, from, count int) ([]widgets.Row, error) {
	order := l.all()
	if from >= len(order) {
		return nil, nil
	}
	visits, err := l.store.VisitsAt(ctx, l.desk.By, order[from:min(from+count, len(order))])
	if err != nil {
		return nil, err
	}
	rows := make([]widgets.Row, len(visits))
	for i, v := range visits {
		rows[i] = row(l.desk, v)
		l.seen.Store(rows[i].Key, v)
		l.picked.Saw(rows[i].Key, order[from+i])
	}
	return rows, nil
}

func (l *List) all() []int64 {
	if order := l.order.Load(); order != nil {
		return *order
	}
	return nil
}

// with does something with the visit behind a row.
func (l *List) with(key string, do func(app.VisitRow)) {
	if v, is := l.seen.Load(key); is {
		do(v.(app.VisitRow))
	}
}

// Selected is the visit the table stands on.
func (l *List) Selected() (app.VisitRow, bool) {
	row, there := l.table.Selected()
	if !there {
		return app.VisitRow{}, false
	}
	v, is := l.seen.Load(row.Key)
	if !is {
		return app.VisitRow{}, false
	}
	return v.(app.VisitRow), true
}

// Beside selects the visit before or after the selected one and answers it.
func (l *List) Beside(by int) (app.VisitRow, bool) {
	l.table.Select(l.table.SelectedIndex() + by)
	return l.Selected()
}

// GoOn offers what can be done with the selected visit.
func (l *List) GoOn() { l.use(l.OnStep) }

// Brief shows what one should know before the selected visit.
func (l *List) Brief() { l.use(l.OnBrief) }

func (l *List) use(do func(app.VisitRow)) {
	if v, is := l.Selected(); is {
		do(v)
		return
	}
	l.desk.Say(lang.L("Choose a visit first."))
}

// Order is what Ctrl+E and Ctrl+P take: what is marked, or all of the list.
func (l *List) Order() []int64 { return l.picked.Rows(l.all(), l.table) }

// Focus puts the keyboard on the table.
func (l *List) Focus() { widgets.Focus(l.table) }

// Narrowed words the filter, for the head of a printed list.
func (l *List) Narrowed() string {
	parts := []string{words.Scope(l.scope)}
	for _, c := range l.conditions() {
		parts = append(parts, c.Text)
	}
	return strings.Join(parts, " · ")
}

// columnSorts are the orders behind the sortable columns.
var columnSorts = map[int]app.VisitSort{0: app.VisitsByDay, 2: app.VisitsByCustomer, 5: app.VisitsByManager, 6: app.VisitsByStatus, 8: app.VisitsByNumber}

func columnOf(sort app.VisitSort) int {
	for column, by := range columnSorts {
		if by == sort {
			return column
		}
	}
	return 0
}

// columns are those of a table of visits, in the order of row.
func columns() []widgets.Column {
	all := []widgets.Column{
		{Title: words.Field("planned_on"), Width: 116},
		{Title: lang.X("visit.route", "Route"), Width: 52, Kind: widgets.KindNumber},
		{Title: lang.L("Customer"), Width: 140, Weight: 2},
		{Title: words.Field("segment"), Width: 124, Weight: 1},
		{Title: lang.L("Transformer area"), Width: 112},
		{Title: words.Field("manager"), Width: 104},
		{Title: lang.L("Status"), Width: 100, Kind: widgets.KindBadge},
		{Title: words.Field("visit_channel"), Width: 96},
		{Title: lang.L("Number"), Width: 146},
		{Title: words.Field("reason"), Width: 72, Weight: 4},
	}
	for i := range all {
		_, all[i].Sortable = columnSorts[i]
	}
	return all
}

// row is a visit as a table shows it.
func row(d *desk.Desk, v app.VisitRow) widgets.Row {
	route := ""
	if v.RouteNo > 0 {
		route = words.Count(v.RouteNo)
	}
	status := widgets.Cell{Text: words.VisitStatus(v.Status), Tone: desk.VisitTone(v.Status)}
	if late := app.DaysLate(v.PlannedOn, app.DayOf(d.Now())); v.Status.Open() && late > 0 {
		status = widgets.Cell{Text: lang.L("{{.N}} days late", map[string]any{"N": late}), Tone: widgets.ToneBad}
	}
	reason := v.Reason
	if v.Moves > 0 {
		reason = lang.L("moved {{.N}}×: {{.Reason}}", map[string]any{"N": v.Moves, "Reason": v.Reason})
	}
	return widgets.Row{Key: v.ID.String(), Cells: []widgets.Cell{
		{Text: words.Day(v.PlannedOn)},
		{Text: route},
		desk.KeptName(v.Keeping, v.CustomerName),
		{Text: label(d, "segment", v.Segment)},
		{Text: v.AreaName},
		{Text: v.ManagerName},
		status,
		{Text: label(d, "visit_channel", string(v.Channel))},
		{Text: v.Number},
		{Text: reason},
	}}
}

// label words a code that may be empty.
func label(d *desk.Desk, list, code string) string {
	if code == "" {
		return ""
	}
	return d.Codes.Label(list, code)
}
