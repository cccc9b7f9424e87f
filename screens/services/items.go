package services

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

// Items is the list of what service plans ask for: late, this month, later, or
// what came to its end. Enter opens an item to note what came of it.
type Items struct {
	desk  *desk.Desk
	store Store
	give  func(exchange.ExportWhat)

	views   *widgets.Chips
	mine    *widgets.Check
	search  *widgets.Entry
	kind    *widgets.CodeField
	segment *widgets.CodeField
	note    *widgets.FieldNote
	table   *widgets.RecordTable
	body    fyne.CanvasObject

	filter app.PlanItemFilter
	picked bool // a person chose the view; else the first that holds anything
	order  atomic.Pointer[[]int64]
	loader *background.Loader[[]int64]
	counts *background.Loader[map[app.PlanItemView]int64]
	typing *background.Later
}

// NewItems is an empty list; Reload fills it. A manager begins with her own. give
// lets a list go out.
func NewItems(d *desk.Desk, store Store, give func(exchange.ExportWhat)) *Items {
	l := &Items{desk: d, store: store, give: give}
	l.filter.Mine = app.ScopeFor(d.By) == app.ScopeMine
	l.loader = background.NewLoader(d.Runner, l.show)
	l.counts = background.NewLoader(d.Runner, l.showCounts)
	l.typing = background.NewLater(d.Runner, 150*time.Millisecond, l.Reload)
	l.build()
	return l
}

func (l *Items) build() {
	l.views = widgets.NewChips(widgets.ChipsOf(app.PlanItemViews(), words.PlanItemView, nil), l.chooseView)
	l.mine = widgets.NewCheck(lang.L("Mine"), nil)
	l.mine.Checked = l.filter.Mine
	l.mine.OnChanged = func(on bool) { l.filter.Mine = on; l.Reload() }
	l.search = widgets.NewEntry()
	l.search.SetPlaceHolder(lang.L("What, customer, owner"))
	l.search.OnChanged = func(text string) { l.filter.Text = text; l.typing.Call() }
	l.search.OnSubmitted = func(string) { l.typing.Now(); widgets.Focus(l.table) }
	l.kind = l.narrowing("plan_item_kind", lang.L("All kinds"), func(code string) { l.filter.Kind = code })
	l.segment = l.narrowing("segment", lang.L("All segments"), func(code string) { l.filter.Segment = code })
	l.note = widgets.NewFieldNote()
	l.table = widgets.NewRecordTable(l.desk.Runner, itemColumns(), l.fetch)
	l.table.OnOpen = l.open
	l.table.OnError = l.desk.Fail
	l.table.OnType = func(text string) { widgets.Focus(l.search); l.search.Insert(text) }
	l.table.SetEmpty(widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("Nothing on this list. Plans are made on a customer's page, or for a whole segment under Segments."), widgets.Action{}))
	filters := container.New(&widgets.BarLayout{Widths: []float32{0, 84, 150, 170}}, l.search, l.mine, l.kind, l.segment)
	l.body = container.NewBorder(container.NewVBox(container.NewPadded(l.views), container.NewPadded(filters), l.note), nil, nil, nil, l.table)
}

// narrowing is a field that narrows the list to a code.
func (l *Items) narrowing(list, all string, set func(code string)) *widgets.CodeField {
	f := widgets.NewCodeField(append([]widgets.Option{desk.Option(every, all, "")}, l.desk.CodeOptions(list)...), func(o widgets.Option) {
		if o.Code == every {
			o.Code = ""
		}
		set(o.Code)
		l.Reload()
	})
	f.SetCode(every)
	return f
}

// chooseView follows the chips; one of them is always chosen.
func (l *Items) chooseView(chosen []string) {
	if len(chosen) > 0 {
		l.filter.View, l.picked = app.PlanItemView(chosen[0]), true
	}
	l.views.Choose(string(l.filter.View))
	l.ask()
}

// Content is the page.
func (l *Items) Content() fyne.CanvasObject { return l.body }

// Shows names what is on view.
func (l *Items) Shows() app.Changes { return app.Services | app.Customers | app.Company }

// Reload asks for the counts and the list again.
func (l *Items) Reload() {
	filter := l.filter
	l.counts.Ask(func(ctx context.Context) (map[app.PlanItemView]int64, error) {
		return l.store.PlanItemCounts(ctx, l.desk.By, filter)
	})
}

func (l *Items) showCounts(counts map[app.PlanItemView]int64, err error) {
	l.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	l.views.SetChips(widgets.ChipsOf(app.PlanItemViews(), words.PlanItemView, counts))
	if !l.picked {
		l.filter.View = app.ItemsMonth
		if counts[app.ItemsOverdue] > 0 {
			l.filter.View = app.ItemsOverdue
		}
		l.views.Choose(string(l.filter.View))
	}
	l.ask()
}

func (l *Items) ask() {
	filter := l.filter
	l.loader.Ask(func(ctx context.Context) ([]int64, error) { return l.store.PlanItemOrder(ctx, l.desk.By, filter) })
}

func (l *Items) show(order []int64, err error) {
	l.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	l.order.Store(&order)
	l.table.SetTotal(len(order))
	l.table.Reload()
}

func (l *Items) rows(from, count int) []int64 {
	p := l.order.Load()
	if p == nil {
		return nil
	}
	return (*p)[min(from, len(*p)):min(from+count, len(*p))]
}

func (l *Items) fetch(ctx context.Context, from, count int) ([]widgets.Row, error) {
	found, err := l.store.PlanItemsAt(ctx, l.desk.By, l.rows(from, count))
	rows := make([]widgets.Row, len(found))
	for i, item := range found {
		rows[i] = itemRow(l.desk, item)
	}
	return rows, err
}

// itemColumns are those of the table, in the order of itemRow.
func itemColumns() []widgets.Column {
	return []widgets.Column{
		{Title: words.Field("due_on"), Width: 98},
		{Title: words.Field("plan_item_kind"), Width: 148, Kind: widgets.KindBadge},
		{Title: words.Field("what"), Width: 170, Weight: 3},
		{Title: words.Field("customer"), Width: 130, Weight: 2},
		{Title: words.Field("segment"), Width: 126, Weight: 1},
		{Title: words.Field("owner"), Width: 120},
		{Title: words.Field("status"), Width: 84, Kind: widgets.KindBadge},
		{Title: words.Field("effect"), Width: 100, Weight: 1},
	}
}

func itemRow(d *desk.Desk, i app.PlanItemRow) widgets.Row {
	due := widgets.Cell{Text: string(i.DueOn)}
	if late(i.PlanItem, d.Now()) {
		due.Tone, due.Strong = widgets.ToneBad, true
	}
	return widgets.Row{Key: i.ID.String(), Cells: []widgets.Cell{
		due,
		{Text: d.Codes.Label("plan_item_kind", i.Kind)},
		{Text: d.Codes.Named(i.What), Strong: true},
		{Text: i.CustomerName},
		{Text: d.Codes.Segment(i.Segment), Muted: i.Segment == ""},
		ownerCell(i),
		{Text: words.PlanItemStatus(i.Status), Tone: itemTone(i.Status)},
		{Text: i.Effect},
	}}
}

// ownerCell warns where nobody will do it.
func ownerCell(i app.PlanItemRow) widgets.Cell {
	switch {
	case i.Owner.IsZero():
		return widgets.Cell{Text: lang.X("plan_item.nobody", "Nobody"), Tone: widgets.ToneWarn}
	case i.OwnerLeft && i.Status == app.ItemOpen:
		return widgets.Cell{Text: lang.L("{{.Name}} (has left)", map[string]any{"Name": i.OwnerName}), Tone: widgets.ToneWarn}
	}
	return widgets.Cell{Text: i.OwnerName}
}

func late(i app.PlanItem, now time.Time) bool {
	return i.Status == app.ItemOpen && i.DueOn < app.DayOf(now)
}

func itemTone(s app.PlanItemStatus) widgets.Tone {
	switch s {
	case app.ItemOpen:
		return widgets.ToneInfo
	case app.ItemDone:
		return widgets.ToneGood
	}
	return widgets.ToneNeutral
}

// open shows the item of a row, as it is now.
func (l *Items) open(widgets.Row) {
	at := l.table.SelectedIndex()
	if at < 0 {
		return
	}
	rows := l.rows(at, 1)
	var found []app.PlanItemRow
	l.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			found, err = l.store.PlanItemsAt(ctx, l.desk.By, rows)
			return err
		},
		Done: func(err error) {
			if err != nil || len(found) == 0 {
				l.desk.Fail(err)
				return
			}
			openItem(l.desk, l.store, found[0], l.Reload)
		},
	})
}

// Focus puts the keyboard on the table.
func (l *Items) Focus() { widgets.Focus(l.table) }

// ToFilter puts the keyboard on the filter.
func (l *Items) ToFilter() { widgets.Focus(l.search); l.search.SelectAll() }

// Leave answers Esc: off with the filter.
func (l *Items) Leave() bool {
	if l.search.Text == "" {
		return false
	}
	l.search.SetText("")
	l.Focus()
	return true
}

// Export answers Ctrl+E with the list on view.
func (l *Items) Export() bool {
	l.give(exchange.ExportWhat{
		Title: lang.L("Service plan items"), Rows: l.rows(0, l.table.Total()),
		Run: func(ctx context.Context, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
			return l.store.ExportPlanItems(ctx, l.desk.By, rows, job, report)
		},
	})
	return true
}
