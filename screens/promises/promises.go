// Package promises lists what was promised to customers: what is overdue, due
// this week, open, kept and broken, of everybody or of one person. A promise is
// opened, ended and renewed by the sheets of package inside.
package promises

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
	"lamplighter/screens/inside"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Store is what this page asks of the records.
type Store interface {
	inside.Store

	CommitmentOrder(context.Context, app.Actor, app.CommitmentFilter) ([]int64, error)
	CommitmentsAt(context.Context, app.Actor, []int64) ([]app.CommitmentRow, error)
	CommitmentCounts(context.Context, app.Actor, app.CommitmentFilter) (map[app.CommitmentView]int64, error)
	ExportCommitments(context.Context, app.Actor, []int64, app.ExportJob, func(done, total int64)) (int, error)
}

// Page is the list of promises.
type Page struct {
	desk   *desk.Desk
	store  Store
	sheets *inside.Sheets
	give   func(exchange.ExportWhat)

	views  *widgets.Chips
	search *widgets.Entry
	owner  *widgets.CodeField
	note   *widgets.FieldNote
	table  *widgets.RecordTable
	body   fyne.CanvasObject

	filter app.CommitmentFilter
	picked bool                    // a person chose the list; else the first that holds anything
	fresh  bool                    // another list is asked for, to be shown from its top
	order  atomic.Pointer[[]int64] // read away from the UI thread by fetch
	loader *background.Loader[answer]
	typing *background.Later
}

// answer is what the page asks for.
type answer struct {
	counts map[app.CommitmentView]int64
	view   app.CommitmentView
	order  []int64
	staff  []app.Staff
}

// New builds the page and asks for its lists. give lets a list go out.
func New(d *desk.Desk, store Store, give func(exchange.ExportWhat)) *Page {
	p := &Page{desk: d, store: store, sheets: inside.New(d, store), give: give, filter: app.CommitmentFilter{View: app.CommitmentsOpen}}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.typing = background.NewLater(d.Runner, 150*time.Millisecond, p.another)
	p.build()
	p.Reload()
	return p
}

// The choices of whose promises are listed, beside the people themselves.
const (
	everybody = "all"
	mine      = "mine"
)

func (p *Page) build() {
	p.views = widgets.NewChips(widgets.ChipsOf(app.CommitmentViews(), words.CommitmentView, nil), p.chooseView)
	p.search = widgets.NewEntry()
	p.search.SetPlaceHolder(lang.L("Customer or what is promised"))
	p.search.OnChanged = func(text string) { p.filter.Text = text; p.typing.Call() }
	p.search.OnSubmitted = func(string) { p.typing.Now(); widgets.Focus(p.table) }
	p.owner = widgets.NewCodeField(ownerOptions(nil), p.chooseOwner)
	p.owner.SetCode(everybody)
	p.note = widgets.NewFieldNote()
	p.table = widgets.NewRecordTable(p.desk.Runner, columns(), p.fetch)
	p.table.OnOpen = func(r widgets.Row) {
		if id, err := app.ParseID[app.Commitment](r.Key); err == nil {
			p.sheets.Promise(id, app.Visit{}, p.Reload)
		}
	}
	p.table.OnError = p.desk.Fail
	p.table.OnType = func(text string) { widgets.Focus(p.search); p.search.Insert(text) }
	p.table.SetEmpty(widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("No promise on this list. Promises are made from a visit or on a customer's page."), widgets.Action{}))
	filters := container.New(&widgets.BarLayout{Widths: []float32{0, 170}}, p.search, p.owner)
	top := container.NewVBox(container.NewPadded(p.views), container.NewPadded(filters), p.note)
	p.body = container.NewBorder(top, nil, nil, nil, p.table)
}

func ownerOptions(staff []app.Staff) []widgets.Option {
	out := []widgets.Option{{Code: everybody, Label: lang.L("Everybody's")}, {Code: mine, Label: lang.X("cases.mine", "Mine"), Keys: "me w"}}
	for _, s := range staff {
		full, initials := app.Pinyin(s.Name)
		out = append(out, widgets.Option{Code: s.ID.String(), Label: s.Name, Keys: s.StaffNo + " " + initials + " " + full})
	}
	return out
}

// chooseView follows the chips; one of them is always chosen.
func (p *Page) chooseView(chosen []string) {
	if len(chosen) > 0 {
		p.filter.View, p.picked = app.CommitmentView(chosen[0]), true
	}
	p.views.Choose(string(p.filter.View))
	p.another()
}

func (p *Page) chooseOwner(o widgets.Option) {
	p.filter.Mine = o.Code == mine
	p.filter.Owner, _ = app.ParseID[app.Staff](o.Code) // none: everybody's or mine
	p.another()
}

// Content is the page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Shows names what is on view.
func (p *Page) Shows() app.Changes { return app.Commitments | app.Customers | app.Company }

// Show goes to one of the lists.
func (p *Page) Show(r desk.Route) {
	if r.Promises == "" {
		return
	}
	whose := everybody
	if r.Mine {
		whose = mine
	}
	p.owner.SetCode(whose)
	p.filter.Mine, p.filter.Owner = r.Mine, app.StaffID{}
	p.chooseView([]string{string(r.Promises)})
}

// another asks for another list than the one on view.
func (p *Page) another() {
	p.fresh = true
	p.Reload()
}

// Reload asks for the counts and the list again.
func (p *Page) Reload() {
	filter, picked := p.filter, p.picked
	p.loader.Ask(func(ctx context.Context) (answer, error) {
		var a answer
		var err error
		if a.counts, err = p.store.CommitmentCounts(ctx, p.desk.By, filter); err != nil {
			return a, err
		}
		if !picked {
			filter.View = firstWith(a.counts)
		}
		a.view = filter.View
		if a.order, err = p.store.CommitmentOrder(ctx, p.desk.By, filter); err != nil {
			return a, err
		}
		a.staff, err = p.store.Staff(ctx, p.desk.By)
		return a, err
	})
}

// firstWith is the most urgent list that holds anything.
func firstWith(counts map[app.CommitmentView]int64) app.CommitmentView {
	for _, view := range app.CommitmentViews() {
		if counts[view] > 0 {
			return view
		}
	}
	return app.CommitmentsOpen
}

func (p *Page) show(a answer, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	p.filter.View = a.view
	p.views.SetChips(widgets.ChipsOf(app.CommitmentViews(), words.CommitmentView, a.counts))
	p.views.Choose(string(a.view))
	whose := p.owner.Chosen().Code
	p.owner.SetOptions(ownerOptions(a.staff))
	p.owner.SetCode(whose)
	p.order.Store(&a.order)
	if p.fresh {
		p.fresh = false
		p.table.Restart(len(a.order))
		return
	}
	p.table.SetTotal(len(a.order))
	p.table.Reload()
}

func (p *Page) fetch(ctx context.Context, from, count int) ([]widgets.Row, error) {
	order := p.Order()
	if from >= len(order) {
		return nil, nil
	}
	found, err := p.store.CommitmentsAt(ctx, p.desk.By, order[from:min(from+count, len(order))])
	if err != nil {
		return nil, err
	}
	today := app.DayOf(p.desk.Now())
	rows := make([]widgets.Row, len(found))
	for i, c := range found {
		rows[i] = row(c, today)
	}
	return rows, nil
}

// columns are those of the table, in the order of row.
func columns() []widgets.Column {
	return []widgets.Column{
		{Title: words.Field("customer"), Width: 130, Weight: 2},
		{Title: words.Field("promise"), Width: 150, Weight: 4},
		{Title: words.Field("status"), Width: 110, Kind: widgets.KindBadge},
		{Title: words.Field("due_on"), Width: 130},
		{Title: lang.X("time.left", "Left"), Width: 144},
		{Title: lang.L("Who keeps it"), Width: 100},
		{Title: words.Field("ending"), Width: 158},
		{Title: words.Field("number"), Width: 142},
	}
}

func row(c app.CommitmentRow, today app.Day) widgets.Row {
	state := c.State(today)
	left, ended := "", ""
	if c.Open() {
		left = words.DaysLeft(c.DaysLeft(today))
	} else {
		ended = words.CommitmentEnding(c.Commitment) + " " + string(c.EndedOn)
	}
	return widgets.Row{Key: c.ID.String(), Cells: []widgets.Cell{
		{Text: c.CustomerName, Strong: true},
		{Text: c.Content},
		{Text: words.CommitmentState(state), Tone: inside.PromiseTone(state)},
		{Text: words.Day(c.DueOn)},
		{Text: left},
		{Text: c.OwnerName},
		{Text: ended},
		{Text: c.CaseNumber},
	}}
}

// Order is the list on view.
func (p *Page) Order() []int64 {
	if order := p.order.Load(); order != nil {
		return *order
	}
	return nil
}

// Focus puts the keyboard on the table.
func (p *Page) Focus() { widgets.Focus(p.table) }

// ToFilter answers Ctrl+F.
func (p *Page) ToFilter() { widgets.Focus(p.search); p.search.SelectAll() }

// Tick is called now and then, so that the days left stay true.
func (p *Page) Tick(time.Time) { p.table.Reload() }

// Export answers Ctrl+E with the list on view.
func (p *Page) Export() bool {
	order := p.Order()
	if len(order) == 0 {
		p.desk.Say(lang.L("There is nothing on this list to export."))
		return true
	}
	p.give(exchange.ExportWhat{
		Title: lang.L("Promises"), Rows: order,
		Run: func(ctx context.Context, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
			return p.store.ExportCommitments(ctx, p.desk.By, rows, job, report)
		},
	})
	return true
}
