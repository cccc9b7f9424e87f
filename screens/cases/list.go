package cases

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/views"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// List is the list of cases under a filter, as a table or as a board.
type List struct {
	desk  *desk.Desk
	store Store

	OnOpen func(app.CaseID)

	search     *widgets.Entry
	views      *views.Bar
	conditions *widgets.Asked[app.CaseFilter] // what the filter asks for
	bar        *fyne.Container                // of the search
	count      *widgets.Text
	note       *widgets.FieldNote
	table      *widgets.RecordTable
	board      *Board
	stage      *fyne.Container // the table or the board
	body       *fyne.Container

	filter  app.CaseFilter
	columns []string // by name; none: all
	anew    bool     // another list was asked for, not the same again
	begun   bool     // its first rows are on view, the others follow
	staff   []app.Staff
	units   []app.OrgUnit

	picked desk.Picked
	order  atomic.Pointer[[]int64] // read away from the UI thread by fetch
	head   *background.Loader[[]int64]
	rest   *background.Loader[[]int64]
	people *background.Loader[company]
	typing *background.Later
}

// company is whom a filter can name.
type company struct {
	staff []app.Staff
	units []app.OrgUnit
}

// firstRows are shown at once; the order of the others, which may be millions,
// follows behind them.
const firstRows = 100

// NewList is the list, showing open cases, the most urgent first.
func NewList(d *desk.Desk, store Store) *List {
	l := &List{desk: d, store: store, filter: app.CaseFilter{OpenOnly: true}, anew: true, OnOpen: func(app.CaseID) {}}
	l.head = background.NewLoader(d.Runner, l.showHead)
	l.rest = background.NewLoader(d.Runner, l.showAll)
	l.people = background.NewLoader(d.Runner, l.meet)
	l.typing = background.NewLater(d.Runner, 150*time.Millisecond, l.restart)
	l.build()
	return l
}

func (l *List) build() {
	l.search = widgets.NewEntry()
	l.search.SetPlaceHolder(lang.L("Number, customer, telephone"))
	l.search.OnChanged = func(text string) { l.filter.Text = text; l.typing.Call() }
	l.search.OnSubmitted = func(string) { l.typing.Now(); l.Focus() }
	l.count = widgets.NewMutedText("")
	l.note = widgets.NewFieldNote()
	l.buildTable()
	l.board = NewBoard(l.desk, l.store)
	l.board.OnOpen = func(id app.CaseID) { l.OnOpen(id) }
	l.board.OnType = l.typed
	l.buildViews()
	l.conditions = widgets.NewAsked(func(change func(*app.CaseFilter)) { change(&l.filter); l.Narrow(l.filter) })
	narrow := widgets.NewButton(lang.L("Filter")+"  Ctrl+F", l.ToFilter)
	turn := widgets.NewButton(lang.L("Board")+"  Ctrl+B", l.ToBoard)
	calls := widgets.NewButton(lang.L("Call-backs"), func() { l.desk.Open(desk.Route{Tab: desk.Cases, CallBacks: true}) })
	figures := widgets.NewButton(lang.L("Service figures")+"  Ctrl+T", func() { l.desk.Open(desk.Route{Tab: desk.Cases, Service: true}) })
	keep := widgets.NewButton(lang.L("Keep view")+"  Ctrl+S", l.views.Keep)
	l.bar = container.NewBorder(nil, nil, nil, container.NewHBox(l.count, narrow, turn, keep, calls, figures), l.search)
	l.stage = container.NewStack(l.table)
	top := container.NewVBox(container.NewPadded(l.bar), container.NewPadded(l.views.Content()), l.conditions.Row, l.note)
	l.body = container.NewBorder(top, nil, nil, nil, l.stage)
}

func (l *List) buildTable() {
	l.table = widgets.NewRecordTable(l.desk.Runner, Columns(true), l.fetch)
	l.table.SetSort(columnOf(app.ByDue), false)
	l.table.OnOpen = l.open
	l.table.OnSort = func(column int, backward bool) {
		l.filter.Sort, l.filter.Descending = columnSorts[column], backward
		l.restart()
	}
	l.table.OnError = l.desk.Fail
	l.table.OnMark = func(int) {} // rows can be marked: Ctrl+E and Ctrl+Shift+A take these
	l.table.OnType = l.typed
	l.table.SetEmpty(widgets.NewEmptyState(theme.DocumentIcon(), lang.L("No case here. Change the filter, or accept one."),
		widgets.Action{Label: lang.L("New case") + "  Ctrl+N", Do: func() { l.desk.Open(desk.Route{Tab: desk.Cases, NewCase: true}) }}))
}

func (l *List) typed(text string) {
	widgets.Focus(l.search)
	l.search.Insert(text)
}

// Narrow shows the list under a filter that came from elsewhere.
func (l *List) Narrow(f app.CaseFilter) {
	l.views.Mark("")
	l.under(f)
}

// under shows the list under a filter, from its top.
func (l *List) under(f app.CaseFilter) {
	l.filter = f
	l.search.OnChanged, l.search.Text = nil, f.Text
	l.search.Refresh()
	l.search.OnChanged = func(text string) { l.filter.Text = text; l.typing.Call() }
	l.table.SetSort(columnOf(f.Sort), f.Descending)
	l.restart()
}

// Content is the list as a page shows it.
func (l *List) Content() fyne.CanvasObject { return l.body }

// restart shows another list from its top.
func (l *List) restart() {
	l.anew = true
	l.ask()
}

// Reload asks for everything on view again and keeps the place in the list.
func (l *List) Reload() {
	l.ask()
	l.views.Reload()
	l.people.Ask(func(ctx context.Context) (company, error) {
		staff, err := l.store.Staff(ctx, l.desk.By)
		if err != nil {
			return company{}, err
		}
		units, err := l.store.Units(ctx, l.desk.By)
		return company{staff, units}, err
	})
}

// ask asks for the list: its first rows, then its whole order. A newer question
// drops an older one.
func (l *List) ask() {
	l.showConditions()
	filter := l.filter
	l.rest.Stop()
	if l.onBoard() {
		l.head.Stop()
		l.board.Ask(filter)
		return
	}
	l.head.Ask(func(ctx context.Context) ([]int64, error) { return l.store.CaseHead(ctx, l.desk.By, filter, firstRows) })
}

func (l *List) showHead(order []int64, err error) {
	l.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	whole := len(order) < firstRows
	if l.begun = l.anew && !whole; l.anew || whole {
		l.put(order, false)
	}
	if whole {
		return
	}
	l.tell(lang.L("counting …"))
	filter := l.filter
	l.rest.Ask(func(ctx context.Context) ([]int64, error) { return l.store.CaseOrder(ctx, l.desk.By, filter) })
}

func (l *List) showAll(order []int64, err error) {
	l.note.SetText(words.Error(err))
	if err == nil {
		head := l.all()
		l.put(order, l.begun && len(head) <= len(order) && slices.Equal(head, order[:len(head)]))
	}
}

// put shows an order; behind is the whole behind its first rows, which are
// there already.
func (l *List) put(order []int64, behind bool) {
	l.order.Store(&order)
	l.tell(countLabel(len(order)))
	switch {
	case l.anew:
		l.anew = false
		l.table.Restart(len(order))
	case behind:
		l.table.SetTotal(len(order))
	default:
		l.table.SetTotal(len(order))
		l.table.Reload()
	}
}

// tell says how many cases there are.
func (l *List) tell(count string) {
	l.count.SetText(count)
	l.bar.Refresh()
}

// meet takes note of whom a filter can name.
func (l *List) meet(c company, err error) {
	if err == nil {
		l.staff, l.units = c.staff, c.units
		l.board.staff = c.staff
		l.showConditions()
	}
}

func (l *List) fetch(ctx context.Context, from, count int) ([]widgets.Row, error) {
	order := l.all()
	if from >= len(order) {
		return nil, nil
	}
	cases, err := l.store.CasesAt(ctx, l.desk.By, order[from:min(from+count, len(order))])
	if err != nil {
		return nil, err
	}
	now := l.desk.Now()
	rows := make([]widgets.Row, len(cases))
	for i, c := range cases {
		rows[i] = Row(l.desk, c, now)
		l.picked.Saw(rows[i].Key, order[from+i])
	}
	return rows, nil
}

func (l *List) open(r widgets.Row) {
	if id, err := app.ParseID[app.Case](r.Key); err == nil {
		l.OnOpen(id)
	}
}

// Focus puts the keyboard on the table or the board.
func (l *List) Focus() { widgets.Focus(l.stage.Objects[0]) }

// onBoard reports whether the cases stand on the board.
func (l *List) onBoard() bool { return l.stage.Objects[0] == l.board.Content() }

// ToBoard is Ctrl+B: from the table to the board and back, under one filter.
func (l *List) ToBoard() {
	to := l.board.Content()
	if l.onBoard() {
		to = l.table
	}
	l.stage.Objects[0] = to
	l.stage.Refresh()
	l.tell("")
	l.restart()
	l.Focus()
}

// Order is the list on view, for an export: what is marked, or all of it. The
// board is no list.
func (l *List) Order() []int64 {
	if l.onBoard() {
		return nil
	}
	return l.picked.Rows(l.all(), l.table)
}

// Narrowed words the filter, for the head of a printed list.
func (l *List) Narrowed() string {
	parts := []string{lang.X("cases.all", "All cases")}
	if l.filter.OpenOnly {
		parts[0] = lang.L("All open")
	}
	for _, c := range l.asked() {
		parts = append(parts, c.Text)
	}
	if l.table.MarkCount() > 0 {
		parts = append(parts, lang.L("marked rows"))
	}
	return strings.Join(parts, " · ")
}

// all is the whole answer to the filter.
func (l *List) all() []int64 {
	if order := l.order.Load(); order != nil {
		return *order
	}
	return nil
}

// Beside selects the case before or after the selected one and answers it.
func (l *List) Beside(by int) (app.CaseID, bool) {
	if l.onBoard() {
		return app.CaseID{}, false
	}
	l.table.Select(l.table.SelectedIndex() + by)
	return l.Selected()
}

// Selected is the case the table stands on.
func (l *List) Selected() (app.CaseID, bool) {
	row, ok := l.table.Selected()
	if !ok {
		return app.CaseID{}, false
	}
	id, err := app.ParseID[app.Case](row.Key)
	return id, err == nil
}

func countLabel(n int) string {
	if n == 1 {
		return lang.L("1 case")
	}
	return lang.L("{{.N}} cases", map[string]any{"N": words.Count(int64(n))})
}
