package cases

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

// List is the list of cases with its filter.
type List struct {
	desk  *desk.Desk
	store Store

	OnOpen func(app.CaseID)

	search *widgets.Entry
	kind   *widgets.CodeField
	state  *widgets.CodeField
	count  *widgets.Text
	note   *widgets.FieldNote
	table  *widgets.RecordTable
	body   fyne.CanvasObject

	filter app.CaseFilter
	picked desk.Picked
	order  atomic.Pointer[[]int64] // read away from the UI thread by fetch
	loader *background.Loader[[]int64]
	typing *background.Later
}

// NewList is the list, showing open cases, the most urgent first.
func NewList(d *desk.Desk, store Store) *List {
	l := &List{desk: d, store: store, filter: app.CaseFilter{OpenOnly: true}, OnOpen: func(app.CaseID) {}}
	l.loader = background.NewLoader(d.Runner, l.show)
	l.typing = background.NewLater(d.Runner, 150*time.Millisecond, l.Reload)
	l.build()
	return l
}

// The choices of the state field beside the statuses themselves.
const (
	allOpen = "open"
	allEver = "all"
)

func (l *List) build() {
	l.search = widgets.NewEntry()
	l.search.SetPlaceHolder(lang.L("Number, customer, telephone"))
	l.search.OnChanged = func(text string) { l.filter.Text = text; l.typing.Call() }
	l.kind = widgets.NewCodeField(kindOptions(l.desk, lang.L("All kinds")), func(o widgets.Option) {
		l.filter.Kinds = nil
		if o.Code != "" && o.Code != allEver {
			l.filter.Kinds = []app.CaseKind{app.CaseKind(o.Code)}
		}
		l.Reload()
	})
	l.kind.SetCode(allEver)
	l.state = widgets.NewCodeField(stateOptions(), l.chooseState)
	l.state.SetCode(allOpen)
	l.count = widgets.NewMutedText("")
	l.note = widgets.NewFieldNote()
	l.table = widgets.NewRecordTable(l.desk.Runner, Columns(true), l.fetch)
	l.table.OnOpen = func(r widgets.Row) { l.open(r) }
	l.table.OnSort = l.sort
	l.table.OnError = l.desk.Fail
	l.table.OnMark = func(int) {} // rows can be marked: Ctrl+E takes these
	l.table.OnType = func(text string) { l.search.SetText(l.search.Text + text); widgets.Focus(l.search) }
	l.table.SetEmpty(widgets.NewEmptyState(theme.DocumentIcon(), lang.L("No case here. Change the filter, or accept one."),
		widgets.Action{Label: lang.L("New case") + "  Ctrl+N", Do: func() { l.desk.Open(desk.Route{Tab: desk.Cases, NewCase: true}) }}))
	l.search.OnSubmitted = func(string) { l.typing.Now(); widgets.Focus(l.table) }
	bar := container.NewBorder(nil, nil, nil, l.count, container.New(&widgets.BarLayout{Widths: []float32{0, 190, 150}}, l.search, l.kind, l.state))
	l.body = container.NewBorder(container.NewVBox(container.NewPadded(bar), l.note), nil, nil, nil, l.table)
}

func kindOptions(d *desk.Desk, all string) []widgets.Option {
	var out []widgets.Option
	if all != "" {
		out = append(out, widgets.Option{Code: allEver, Label: all})
	}
	letters := map[string]string{}
	for _, o := range d.Codes.Options("case_kind_code", app.DayOf(d.Now())) {
		letters[o.Code] = o.Label + " " + o.Keys
	}
	for _, kind := range app.CaseKinds() {
		label := words.Kind(kind)
		full, initials := app.Pinyin(label)
		out = append(out, widgets.Option{Code: string(kind), Label: label, Keys: letters[string(kind)] + " " + initials + " " + full})
	}
	return out
}

func stateOptions() []widgets.Option {
	out := []widgets.Option{{Code: allOpen, Label: lang.L("All open")}, {Code: allEver, Label: lang.X("cases.all", "All cases")}}
	for _, work := range app.Works() {
		out = append(out, widgets.Option{Code: "work:" + string(work), Label: words.Work(work)})
	}
	for _, status := range app.CaseStatuses() {
		out = append(out, widgets.Option{Code: string(status), Label: lang.L("Status: {{.Status}}", map[string]any{"Status": words.Status(status)})})
	}
	return out
}

func (l *List) chooseState(o widgets.Option) {
	l.filter.OpenOnly, l.filter.Work, l.filter.Statuses = false, "", nil
	switch {
	case o.Code == allOpen || o.Code == "":
		l.filter.OpenOnly = true
	case o.Code == allEver:
	case len(o.Code) > 5 && o.Code[:5] == "work:":
		l.filter.Work = app.Work(o.Code[5:])
	default:
		l.filter.Statuses = []app.CaseStatus{app.CaseStatus(o.Code)}
	}
	l.Reload()
}

// Narrow shows the list under a filter that came from elsewhere.
func (l *List) Narrow(f app.CaseFilter) {
	l.filter = f
	l.search.Text = f.Text
	l.search.Refresh()
	switch {
	case f.Work != "":
		l.state.SetCode("work:" + string(f.Work))
	case len(f.Statuses) == 1:
		l.state.SetCode(string(f.Statuses[0]))
	case f.OpenOnly:
		l.state.SetCode(allOpen)
	default:
		l.state.SetCode(allEver)
	}
	l.Reload()
}

// Content is the list as a page shows it.
func (l *List) Content() fyne.CanvasObject { return l.body }

// Reload asks for the list again; a newer question drops an older one.
func (l *List) Reload() {
	filter := l.filter
	l.loader.Ask(func(ctx context.Context) ([]int64, error) { return l.store.CaseOrder(ctx, l.desk.By, filter) })
}

func (l *List) show(order []int64, err error) {
	l.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	l.order.Store(&order)
	l.count.SetText(lang.L("{{.N}} cases", map[string]any{"N": words.Count(int64(len(order)))}))
	l.table.Restart(len(order))
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
		rows[i] = Row(c, now)
		l.picked.Saw(rows[i].Key, order[from+i])
	}
	return rows, nil
}

// Columns are those of a table of cases, in the order of Row; sortable where
// the list can be asked in another order.
func Columns(sortable bool) []widgets.Column {
	return []widgets.Column{
		{Title: lang.L("Case number"), Width: 132, Sortable: sortable},
		{Title: lang.L("Kind"), Width: 130},
		{Title: lang.L("Customer"), Width: 110, Weight: 1},
		{Title: lang.L("Matter"), Width: 150, Weight: 3},
		{Title: lang.L("Status"), Width: 118, Kind: widgets.KindBadge},
		{Title: lang.L("Due"), Width: 104, Sortable: sortable},
		{Title: lang.X("time.left", "Left"), Width: 126, Kind: widgets.KindBadge},
		{Title: lang.L("Owner"), Width: 84},
		{Title: lang.X("case.accepted.column", "Accepted on"), Width: 100, Sortable: sortable},
	}
}

// Row is a case as a table of cases shows it.
func Row(c app.CaseRow, now time.Time) widgets.Row {
	left, tone := widgets.Cell{}, widgets.ToneNeutral
	if c.Status.Open() && c.DueAt != 0 {
		tone = widgets.ToneGood
		switch until := c.DueAt - now.UnixMilli(); {
		case until < 0:
			tone = widgets.ToneBad
		case until < int64(24*time.Hour/time.Millisecond):
			tone = widgets.ToneWarn
		}
		left = widgets.Cell{Text: words.Left(c.DueAt, now), Tone: tone}
	}
	due := words.DueDay(c.DueAt, now)
	if c.Provisional && due != "" {
		due += lang.X("provisional.mark", "?")
	}
	return widgets.Row{Key: c.ID.String(), Cells: []widgets.Cell{
		{Text: c.Number},
		{Text: words.Kind(c.Kind)},
		{Text: c.CustomerName, Strong: true},
		{Text: c.Content},
		{Text: words.Status(c.Status), Tone: StatusTone(c.Status)},
		{Text: due},
		left,
		{Text: c.OwnerName},
		{Text: words.Moment(c.AcceptedAt, now)},
	}}
}

func (l *List) open(r widgets.Row) {
	if id, err := app.ParseID[app.Case](r.Key); err == nil {
		l.OnOpen(id)
	}
}

func (l *List) sort(column int, backward bool) {
	switch column {
	case 0:
		l.filter.Sort = app.ByNumber
	case 5:
		l.filter.Sort = app.ByDue
	default:
		l.filter.Sort = app.ByAccepted
	}
	l.filter.Descending = backward
	l.Reload()
}

// Focus puts the keyboard on the table.
func (l *List) Focus() { widgets.Focus(l.table) }

// ToFilter puts the keyboard on the filter.
func (l *List) ToFilter() { widgets.Focus(l.search); l.search.SelectAll() }

// Order is the list on view, for an export.
func (l *List) Order() []int64 { return l.picked.Rows(l.all(), l.table) }

// all is the whole answer to the filter.
func (l *List) all() []int64 {
	if order := l.order.Load(); order != nil {
		return *order
	}
	return nil
}

// Beside selects the case before or after the selected one and answers it.
func (l *List) Beside(by int) (app.CaseID, bool) {
	l.table.Select(l.table.SelectedIndex() + by)
	row, ok := l.table.Selected()
	if !ok {
		return app.CaseID{}, false
	}
	id, err := app.ParseID[app.Case](row.Key)
	return id, err == nil
}
