package usepage

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
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// List is the customers by use. It knows how many there are and asks for those on
// view.
type List struct {
	desk  *desk.Desk
	store Store

	OnOpen func(app.CustomerID)

	run    *Run
	narrow *narrow
	sums   *widgets.Text
	note   *widgets.FieldNote
	table  *widgets.RecordTable
	empty  *widgets.EmptyState
	body   fyne.CanvasObject

	asked  atomic.Pointer[app.UseFilter] // of the rows on view, read away from the UI thread
	shown  app.UsePage
	anew   bool // another list was asked for, to be shown from its top
	made   bool // the forecast was made anew: the keys go to the list
	loader *background.Loader[app.UsePage]
	groups *background.Loader[[]app.GroupRow]
	typing *background.Later
}

// NewList is the list of all customers, the largest first.
func NewList(d *desk.Desk, store Store) *List {
	l := &List{desk: d, store: store, OnOpen: func(app.CustomerID) {}, anew: true}
	l.asked.Store(&app.UseFilter{})
	l.loader = background.NewLoader(d.Runner, l.show)
	l.groups = background.NewLoader(d.Runner, l.showGroups)
	l.typing = background.NewLater(d.Runner, 150*time.Millisecond, l.restart)
	l.build()
	return l
}

func (l *List) build() {
	l.run = NewRun(l.desk, l.store)
	l.run.OnMade = func() {
		l.made = true
		l.Reload()
	}
	l.narrow = newNarrow(l.desk, l.restart, l.typing.Call, func() { l.typing.Now(); l.Focus() })
	l.sums, l.note = widgets.NewMutedText(""), widgets.NewFieldNote()
	l.table = widgets.NewRecordTable(l.desk.Runner, listColumns(), l.fetch)
	l.table.OnOpen = func(r widgets.Row) {
		if id, err := app.ParseID[app.Customer](r.Key); err == nil {
			l.OnOpen(id)
		}
	}
	l.table.OnSort = func(column int, backward bool) {
		f := l.narrow.filter
		f.Sort, f.Up = sorts[column], backward != (column == nameColumn) // a first press shows the largest, or A
		l.narrow.filter = f
		l.restart()
	}
	l.table.OnError = l.desk.Fail
	l.table.OnType = l.narrow.insert
	l.empty = widgets.NewEmptyState(theme.ListIcon(), "", widgets.Action{})
	l.table.SetEmpty(container.NewCenter(container.NewGridWrap(fyne.NewSize(480, 150), l.empty)))
	top := container.NewVBox(container.NewPadded(l.run.body), container.NewPadded(l.narrow.chips), container.NewPadded(l.narrow.line), container.NewPadded(l.sums), l.note)
	l.body = container.NewBorder(top, nil, nil, nil, l.table)
}

// Narrow shows the customers of a group.
func (l *List) Narrow(in app.ForecastOf) {
	l.narrow.in(in)
	l.restart()
}

func (l *List) restart() {
	l.anew = true
	l.Reload()
}

// Reload asks for the list again and keeps the place in it.
func (l *List) Reload() {
	filter := l.narrow.filter
	l.run.Reload()
	l.askGroups()
	l.loader.Ask(func(ctx context.Context) (app.UsePage, error) {
		page, err := l.store.CustomerForecasts(ctx, l.desk.By, filter)
		if err == nil {
			l.asked.Store(&filter)
		}
		return page, err
	})
}

func (l *List) show(page app.UsePage, err error) {
	l.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	l.shown = page
	l.sums.SetText(lang.L("{{.N}} customers, last 12 months {{.Used}}, next 12 months {{.Ahead}}", map[string]any{
		"N": words.Count(int64(page.Total)), "Used": words.UseOf(page.Of.Used), "Ahead": aheadText(page.Of),
	}))
	l.sayEmpty()
	l.body.Refresh()
	if l.anew {
		l.anew = false
		l.table.Restart(page.Total)
	} else {
		l.table.SetTotal(page.Total)
		l.table.Reload()
	}
	if l.made {
		l.made = false
		l.Focus()
	}
}

func (l *List) sayEmpty() {
	if l.narrow.about() == "" {
		l.empty.SetText(lang.L("No forecast stands here yet. Ctrl+G makes it from the use that is known; what is used comes in as month sheets with Ctrl+I."))
		return
	}
	l.empty.SetText(lang.L("No customer answers to this filter. Esc lets it go."))
}

// askGroups asks which groups the list can be narrowed to.
func (l *List) askGroups() {
	l.groups.Ask(func(ctx context.Context) ([]app.GroupRow, error) {
		var all []app.GroupRow
		for _, level := range l.narrow.groupLevels() {
			rows, err := l.store.GroupForecasts(ctx, l.desk.By, level)
			if err != nil {
				return nil, err
			}
			all = append(all, rows...)
		}
		return all, nil
	})
}

func (l *List) showGroups(rows []app.GroupRow, err error) {
	if err != nil {
		l.desk.Fail(err)
		return
	}
	l.narrow.offer(rows)
}

func (l *List) fetch(ctx context.Context, from, count int) ([]widgets.Row, error) {
	filter := *l.asked.Load()
	filter.From, filter.Count = from, count
	page, err := l.store.CustomerForecasts(ctx, l.desk.By, filter)
	if err != nil {
		return nil, err
	}
	rows := make([]widgets.Row, len(page.Rows))
	for i, r := range page.Rows {
		rows[i] = widgets.Row{Key: r.Customer.String(), Cells: l.cells(r)}
	}
	return rows, nil
}

// Focus puts the keyboard on the list, or on the search while it is empty.
func (l *List) Focus() {
	if l.table.Total() == 0 {
		l.ToFilter()
		return
	}
	widgets.Focus(l.table)
}

// ToFilter puts the keyboard on the search.
func (l *List) ToFilter() { widgets.Focus(l.narrow.search); l.narrow.search.SelectAll() }

// Clear lets the filter go and reports whether there was one.
func (l *List) Clear() bool {
	if l.narrow.about() == "" {
		return false
	}
	l.narrow.clear()
	l.typing.Stop()
	l.restart()
	return true
}

// Beside selects the customer before or after the selected one and answers him.
func (l *List) Beside(by int) (app.CustomerID, bool) {
	l.table.Select(l.table.SelectedIndex() + by)
	row, there := l.table.Selected()
	if !there {
		return app.CustomerID{}, false
	}
	id, err := app.ParseID[app.Customer](row.Key)
	return id, err == nil
}
