package customers

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/views"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// List is the list of customers with its filter.
type List struct {
	desk  *desk.Desk
	store Store

	OnOpen  func(app.CustomerID)
	OnNew   func()
	OnTwice func() // who was recorded twice

	search *widgets.Entry
	views  *views.Bar
	count  *widgets.Text
	note   *widgets.FieldNote
	table  *widgets.RecordTable
	empty  *widgets.EmptyState
	bring  *widgets.Button
	body   fyne.CanvasObject

	filter app.CustomerFilter
	saved  bool                    // the filter came with a saved view
	anew   bool                    // another list was asked for, not the same again
	order  atomic.Pointer[[]int64] // read by the table away from the UI thread
	picked desk.Picked
	loader *background.Loader[[]int64]
	typing *background.Later
}

// NewList is the list of all customers by name.
func NewList(d *desk.Desk, store Store) *List {
	l := &List{desk: d, store: store, OnOpen: func(app.CustomerID) {}, OnNew: func() {}, OnTwice: func() {}}
	l.order.Store(&[]int64{})
	l.loader = background.NewLoader(d.Runner, l.show)
	l.typing = background.NewLater(d.Runner, 120*time.Millisecond, l.restart)
	l.build()
	return l
}

func (l *List) build() {
	l.search = widgets.NewEntry()
	l.search.SetPlaceHolder(lang.L("Account number, name, initials, telephone"))
	l.search.OnChanged = func(text string) { l.filter.Text = text; l.typing.Call() }
	l.search.OnSubmitted = func(string) { l.typing.Now(); widgets.Focus(l.table) }
	l.search.OnKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name == fyne.KeyDown {
			widgets.Focus(l.table)
		}
		return ev.Name == fyne.KeyDown
	}
	l.buildViews()
	l.count = widgets.NewMutedText("")
	l.note = widgets.NewFieldNote()
	l.table = widgets.NewRecordTable(l.desk.Runner, columns(), l.fetch)
	l.table.OnOpen = l.open
	l.table.OnSort = l.sort
	l.table.OnError = l.desk.Fail
	l.table.OnMark = func(int) {} // rows can be marked: Ctrl+E takes these
	l.table.OnType = func(text string) { widgets.Focus(l.search); l.search.Insert(text) }
	l.table.SetEmpty(l.buildEmpty())
	create := widgets.NewButton(lang.L("New customer")+"  Ctrl+N", func() { l.OnNew() })
	keep := widgets.NewButton(lang.L("Keep view")+"  Ctrl+S", l.views.Keep)
	buttons := container.NewHBox(l.count, keep, create)
	if l.desk.By.May(app.MergeCustomers) == nil {
		buttons.Objects = slices.Insert(buttons.Objects, 1, fyne.CanvasObject(widgets.NewButton(lang.L("Recorded twice?")+"  Ctrl+G", func() { l.OnTwice() })))
	}
	bar := container.NewBorder(nil, nil, nil, buttons, l.search)
	top := container.NewVBox(container.NewPadded(bar), container.NewPadded(l.views.Content()), l.note)
	l.body = container.NewBorder(top, nil, nil, nil, l.table)
}

// buildEmpty offers what can be done where no customer is.
func (l *List) buildEmpty() fyne.CanvasObject {
	l.empty = widgets.NewEmptyState(theme.AccountIcon(), "", widgets.Action{})
	l.bring = widgets.NewButton(lang.L("Import a list")+"  Ctrl+I", func() { l.desk.Keys.Press("Ctrl+I") })
	create := widgets.NewButton(lang.L("New customer")+"  Ctrl+N", func() { l.OnNew() })
	buttons := container.NewHBox(layout.NewSpacer(), l.bring, create, layout.NewSpacer())
	return container.NewCenter(container.NewGridWrap(fyne.NewSize(460, 170), container.NewBorder(nil, buttons, nil, nil, l.empty)))
}

// viewCountMost is where the count on a chip gives up.
const viewCountMost = 1000

func (l *List) buildViews() {
	l.views = views.NewBar(l.desk, l.store, app.CustomerViews, readyViews())
	l.views.Mark(chipAll)
	l.views.Count = func(ctx context.Context, v app.SavedView) (app.Bounded, error) {
		return l.store.CountCustomers(ctx, l.desk.By, v.Customers, viewCountMost)
	}
	l.views.OnGrown = func() { l.body.Refresh() }
	l.views.OnView = func() app.SavedView { return app.SavedView{Customers: l.filter} }
	l.views.OnChoose = l.under
}

// under shows the list under a view, from its top. A view that comes with the
// program leaves what was typed and the order as they are, unless these came
// with a saved one.
func (l *List) under(v app.SavedView) {
	f := v.Customers
	saved := !v.ID.IsZero()
	if !saved && !l.saved {
		f.Text, f.Sort, f.Descending = l.filter.Text, l.filter.Sort, l.filter.Descending
	}
	l.saved = saved
	l.search.SetText(f.Text)
	l.typing.Stop()
	l.filter = f
	l.restart()
}

// Content is the list as a page shows it.
func (l *List) Content() fyne.CanvasObject { return l.body }

// restart shows another list from its top.
func (l *List) restart() {
	l.anew = true
	l.Reload()
}

// Reload asks for the list again and keeps the place in it; a newer question
// drops an older one.
func (l *List) Reload() {
	filter := l.filter
	l.views.Reload()
	l.loader.Ask(func(ctx context.Context) ([]int64, error) { return l.store.CustomerOrder(ctx, l.desk.By, filter) })
}

func (l *List) show(order []int64, err error) {
	l.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	l.order.Store(&order)
	l.count.SetText(countLabel(len(order)))
	l.sayEmpty()
	if l.anew {
		l.anew = false
		l.table.Restart(len(order))
		return
	}
	l.table.SetTotal(len(order))
	l.table.Reload()
}

// sayEmpty tells a file without customers from a filter without hits.
func (l *List) sayEmpty() {
	if l.Narrowed() == "" {
		l.empty.SetText(lang.L("No customer is kept here yet. Import the company's list, or take the first one on by hand."))
		l.bring.Show()
		return
	}
	l.empty.SetText(lang.L("No customer answers to this filter. Change it, or take a new customer on."))
	l.bring.Hide()
}

func (l *List) fetch(ctx context.Context, from, count int) ([]widgets.Row, error) {
	order := *l.order.Load()
	if from >= len(order) {
		return nil, nil
	}
	found, err := l.store.CustomersAt(ctx, l.desk.By, order[from:min(from+count, len(order))])
	if err != nil {
		return nil, err
	}
	rows := make([]widgets.Row, len(found))
	for i, c := range found {
		rows[i] = l.row(c)
		l.picked.Saw(rows[i].Key, order[from+i])
	}
	return rows, nil
}

func (l *List) open(r widgets.Row) {
	if id, err := app.ParseID[app.Customer](r.Key); err == nil {
		l.OnOpen(id)
	}
}

func (l *List) sort(column int, backward bool) {
	l.filter.Sort = map[int]app.CustomerSort{0: app.ByName, 1: app.ByAccountNo, 6: app.ByAddress}[column]
	l.filter.Descending = backward
	l.restart()
}

// Focus puts the keyboard on the table, or on the filter while it is empty.
func (l *List) Focus() {
	if l.table.Total() == 0 {
		widgets.Focus(l.search)
		return
	}
	widgets.Focus(l.table)
}

// ToFilter puts the keyboard on the filter.
func (l *List) ToFilter() { widgets.Focus(l.search); l.search.SelectAll() }

// Clear lets the filter go and reports whether there was one.
func (l *List) Clear() bool {
	if l.Narrowed() == "" {
		return false
	}
	l.search.SetText("")
	l.typing.Stop()
	l.views.Mark(chipAll)
	l.filter = app.CustomerFilter{Sort: l.filter.Sort, Descending: l.filter.Descending}
	l.restart()
	return true
}

// Order is the list on view, for an export.
func (l *List) Order() []int64 { return l.picked.Rows(*l.order.Load(), l.table) }

// Narrowed words the filter, for the title of an export; "" when there is none.
func (l *List) Narrowed() string {
	var parts []string
	if name := l.views.Name(); name != "" && name != lang.X("customers.all", "All") {
		parts = append(parts, name)
	}
	if text := strings.TrimSpace(l.filter.Text); text != "" {
		parts = append(parts, "“"+text+"”")
	}
	return strings.Join(parts, " · ")
}

// Beside selects the customer before or after the selected one and answers him.
func (l *List) Beside(by int) (app.CustomerID, bool) {
	l.table.Select(l.table.SelectedIndex() + by)
	row, ok := l.table.Selected()
	if !ok {
		return app.CustomerID{}, false
	}
	id, err := app.ParseID[app.Customer](row.Key)
	return id, err == nil
}
