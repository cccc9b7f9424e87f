package outages

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

// List is the list of outages: those under way, to come or past.
type List struct {
	desk  *desk.Desk
	store Store

	OnOpen func(app.OutageID)
	OnNew  func()

	views  *widgets.Chips
	search *widgets.Entry
	kind   *widgets.CodeField
	note   *widgets.FieldNote
	table  *widgets.RecordTable
	body   fyne.CanvasObject

	filter app.OutageFilter
	picked bool                    // a person chose the view; else the first that holds anything
	fresh  bool                    // another list is asked for, to be shown from its top
	order  atomic.Pointer[[]int64] // read away from the UI thread by fetch
	loader *background.Loader[[]int64]
	counts *background.Loader[map[app.OutageView]int64]
	typing *background.Later
}

// NewList is an empty list; Reload fills it.
func NewList(d *desk.Desk, store Store) *List {
	l := &List{desk: d, store: store, OnOpen: func(app.OutageID) {}, OnNew: func() {}}
	l.loader = background.NewLoader(d.Runner, l.show)
	l.counts = background.NewLoader(d.Runner, l.showCounts)
	l.typing = background.NewLater(d.Runner, 150*time.Millisecond, l.another)
	l.build()
	return l
}

// anyKind chooses no kind.
const anyKind = "all"

func (l *List) build() {
	l.views = widgets.NewChips(widgets.ChipsOf(app.OutageViews(), words.OutageView, nil), l.chooseView)
	l.search = widgets.NewEntry()
	l.search.SetPlaceHolder(lang.L("Number, work, line, transformer area"))
	l.search.OnChanged = func(text string) { l.filter.Text = text; l.typing.Call() }
	l.search.OnSubmitted = func(string) { l.typing.Now(); widgets.Focus(l.table) }
	l.kind = widgets.NewCodeField(append([]widgets.Option{desk.Option(anyKind, lang.L("All kinds"))}, kindOptions()...), func(o widgets.Option) {
		l.filter.Kinds = nil
		if o.Code != "" && o.Code != anyKind {
			l.filter.Kinds = []app.OutageKind{app.OutageKind(o.Code)}
		}
		l.another()
	})
	l.kind.SetCode(anyKind)
	l.note = widgets.NewFieldNote()
	l.table = widgets.NewRecordTable(l.desk.Runner, columns(), l.fetch)
	l.table.OnOpen = func(r widgets.Row) {
		if id, err := app.ParseID[app.Outage](r.Key); err == nil {
			l.OnOpen(id)
		}
	}
	l.table.OnError = l.desk.Fail
	l.table.OnType = func(text string) { widgets.Focus(l.search); l.search.Insert(text) }
	l.table.SetEmpty(widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("No outage on this list. Choose another list, or enter one."),
		widgets.Action{Label: lang.L("New outage") + "  Ctrl+N", Do: func() { l.OnNew() }}))
	add := widgets.NewPrimaryButton(lang.L("New outage")+"  Ctrl+N", func() { l.OnNew() })
	filters := container.New(&widgets.BarLayout{Widths: []float32{300, 0, 170}}, l.views, l.search, l.kind)
	l.body = container.NewBorder(container.NewVBox(container.NewPadded(container.NewBorder(nil, nil, nil, add, filters)), l.note), nil, nil, nil, l.table)
}

// chooseView follows the chips; one of them is always chosen.
func (l *List) chooseView(chosen []string) {
	if len(chosen) > 0 {
		l.filter.View, l.picked = app.OutageView(chosen[0]), true
	}
	l.views.Choose(string(l.filter.View))
	l.another()
}

// another asks for another list than the one on view.
func (l *List) another() {
	l.fresh = true
	l.ask()
}

// Content is the list as a page shows it.
func (l *List) Content() fyne.CanvasObject { return l.body }

// Reload asks for the counts and the list again.
func (l *List) Reload() {
	l.counts.Ask(func(ctx context.Context) (map[app.OutageView]int64, error) {
		return l.store.OutageCounts(ctx, l.desk.By)
	})
}

func (l *List) showCounts(counts map[app.OutageView]int64, err error) {
	l.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	l.views.SetChips(widgets.ChipsOf(app.OutageViews(), words.OutageView, counts))
	if !l.picked {
		l.filter.View = firstWith(counts)
		l.views.Choose(string(l.filter.View))
	}
	l.ask()
}

// firstWith is the most urgent list that holds anything.
func firstWith(counts map[app.OutageView]int64) app.OutageView {
	for _, view := range app.OutageViews() {
		if counts[view] > 0 {
			return view
		}
	}
	return app.OutagesAhead
}

func (l *List) ask() {
	filter := l.filter
	l.loader.Ask(func(ctx context.Context) ([]int64, error) { return l.store.OutageOrder(ctx, l.desk.By, filter) })
}

func (l *List) show(order []int64, err error) {
	l.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	l.order.Store(&order)
	if l.fresh {
		l.fresh = false
		l.table.Restart(len(order))
		return
	}
	l.table.SetTotal(len(order))
	l.table.Reload()
}

func (l *List) fetch(ctx context.Context, from, count int) ([]widgets.Row, error) {
	var order []int64
	if p := l.order.Load(); p != nil {
		order = *p
	}
	if from >= len(order) {
		return nil, nil
	}
	found, err := l.store.OutagesAt(ctx, l.desk.By, order[from:min(from+count, len(order))])
	if err != nil {
		return nil, err
	}
	rows := make([]widgets.Row, len(found))
	for i, o := range found {
		rows[i] = row(o, l.desk.Now())
	}
	return rows, nil
}

// columns are those of the table, in the order of row.
func columns() []widgets.Column {
	return []widgets.Column{
		{Title: lang.L("Number"), Width: 146},
		{Title: lang.L("Kind"), Width: 112},
		{Title: words.Field("scope"), Width: 110, Weight: 2},
		{Title: words.Field("outage_reason"), Width: 100, Weight: 2},
		{Title: words.Field("status"), Width: 122, Kind: widgets.KindBadge},
		{Title: lang.L("Off between"), Width: 152},
		{Title: lang.L("Next"), Width: 132},
		{Title: lang.X("time.left", "Left"), Width: 142, Kind: widgets.KindBadge},
		{Title: lang.L("Reports"), Width: 70, Kind: widgets.KindNumber},
	}
}

func row(o app.OutageRow, now time.Time) widgets.Row {
	next, left := "", widgets.Cell{}
	if d := o.Deadline(); d.At != 0 {
		next = words.Deadline(d.Step)
		left.Text, left.Tone = widgets.Remaining(d.From, d.At, now)
	}
	when := words.OutageFact(o.Outage, now)
	if o.Status != app.OutageRestored {
		when = words.OutagePlan(o.Outage, now)
	}
	reports := ""
	if o.Faults > 0 {
		reports = words.Count(o.Faults)
	}
	return widgets.Row{Key: o.ID.String(), Cells: []widgets.Cell{
		{Text: o.Number},
		{Text: words.OutageKind(o.Kind)},
		{Text: o.Scope, Strong: true},
		{Text: o.Reason},
		{Text: words.OutageStatus(o.Status), Tone: StatusTone(o.Status)},
		{Text: when},
		{Text: next},
		left,
		{Text: reports},
	}}
}

// Focus puts the keyboard on the table.
func (l *List) Focus() { widgets.Focus(l.table) }

// ToFilter puts the keyboard on the filter.
func (l *List) ToFilter() { widgets.Focus(l.search); l.search.SelectAll() }

// Beside selects the outage before or after the selected one and answers it.
func (l *List) Beside(by int) (app.OutageID, bool) {
	l.table.Select(l.table.SelectedIndex() + by)
	r, ok := l.table.Selected()
	if !ok {
		return app.OutageID{}, false
	}
	id, err := app.ParseID[app.Outage](r.Key)
	return id, err == nil
}
