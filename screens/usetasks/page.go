package usetasks

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

// Page is the list of tasks: late, open and done, of everybody or of one person.
// Enter opens a task, Ctrl+Enter ends it.
type Page struct {
	desk  *desk.Desk
	store Store

	views  *widgets.Chips
	search *widgets.Entry
	whose  *widgets.CodeField
	only   *Only
	note   *widgets.FieldNote
	table  *widgets.RecordTable
	body   fyne.CanvasObject

	filter app.UseTaskFilter
	of     string // the customer whose tasks alone are on view
	picked bool   // a person chose the list; else the first that holds anything
	staff  []app.Staff
	shown  atomic.Pointer[[]app.UseTaskRow]
	loader *background.Loader[answer]
	typing *background.Later
}

// answer is what one question brings.
type answer struct {
	view  app.UseTaskView
	list  app.UseTaskList
	staff []app.Staff
}

// The choices of whose tasks are listed, beside the people themselves.
const (
	everybody = "all"
	mine      = "mine"
)

// New builds the page and asks for its list: the tasks of whoever looks, or of
// everybody for who has none of his own to do.
func New(d *desk.Desk, store Store) *Page {
	p := &Page{desk: d, store: store, note: widgets.NewFieldNote(), filter: app.UseTaskFilter{View: app.UseTasksOpen}}
	p.shown.Store(&[]app.UseTaskRow{})
	p.loader = background.NewLoader(d.Runner, p.show)
	p.typing = background.NewLater(d.Runner, 150*time.Millisecond, p.Reload)
	p.build()
	p.Reload()
	return p
}

func (p *Page) build() {
	p.views = widgets.NewChips(widgets.ChipsOf(app.UseTaskViews(), words.UseTaskView, nil), p.chooseView)
	p.search = widgets.NewEntry()
	p.search.SetPlaceHolder(lang.L("Customer or what is to be done (Ctrl+F)"))
	p.search.OnChanged = func(text string) { p.filter.Text = text; p.typing.Call() }
	p.search.OnSubmitted = func(string) { p.typing.Now(); widgets.Focus(p.table) }
	p.whose = widgets.NewCodeField(nil, p.chooseWhose)
	p.offer()
	p.whose.SetCode(everybody)
	p.only = NewOnly(func() { p.Reload(); p.Focus() })
	p.table = widgets.NewRecordTable(p.desk.Runner, columns(), p.fetch)
	p.table.OnOpen = func(widgets.Row) { p.open() }
	p.table.OnError = p.desk.Fail
	p.table.OnType = func(text string) { widgets.Focus(p.search); p.search.Insert(text) }
	p.table.SetEmpty(widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("No task on this list. Tasks are given from the deviations and the leads."), widgets.Action{}))
	end := widgets.NewPrimaryButton(lang.L("End the task…")+"  Ctrl+Enter", p.Save)
	filters := container.New(&widgets.BarLayout{Widths: []float32{0, 200}}, p.search, p.whose)
	head := container.NewVBox(widgets.NewTitle(lang.L("Tasks about use")), container.NewBorder(nil, nil, nil, container.NewHBox(p.only, end), p.views), filters, p.note)
	hint := widgets.NewMutedText(lang.L("Enter opens a task and from there its customer. Ctrl+Enter ends it with what came of it."))
	p.body = container.NewBorder(container.NewPadded(head), container.NewPadded(hint), nil, nil, p.table)
}

// offer lists whose tasks may be looked at.
func (p *Page) offer() {
	options := []widgets.Option{{Code: everybody, Label: lang.L("Everybody's")}, {Code: mine, Label: lang.X("cases.mine", "Mine"), Keys: "me w"}}
	p.whose.SetOptions(append(options, desk.StaffOptions(p.staff)...))
}

func (p *Page) chooseView(chosen []string) {
	if len(chosen) > 0 {
		p.filter.View, p.picked = app.UseTaskView(chosen[0]), true
	}
	p.Reload()
}

func (p *Page) chooseWhose(o widgets.Option) {
	p.filter.Mine, p.filter.Manager = o.Code == mine, app.StaffID{}
	for _, s := range p.staff {
		if s.StaffNo == o.Code {
			p.filter.Manager = s.ID
		}
	}
	p.Reload()
}

// Content is the page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Shows names what is on view.
func (p *Page) Shows() app.Changes { return app.Forecasts | app.Customers | app.Company }

// Show goes to the tasks of whoever looks, or of everybody.
func (p *Page) Show(r desk.Route) {
	whose := everybody
	if r.Mine {
		whose = mine
	}
	p.filter = app.UseTaskFilter{View: app.UseTasksOpen, Mine: r.Mine}
	p.only.Of(r)
	p.picked = false
	p.whose.SetCode(whose)
	p.Reload()
}

// Reload asks for the list again.
func (p *Page) Reload() {
	filter, picked := p.filter, p.picked
	filter.Customer = p.only.Customer
	p.loader.Ask(func(ctx context.Context) (answer, error) {
		list, err := p.store.UseTasks(ctx, p.desk.By, filter)
		if err == nil && !picked && list.Counts[app.UseTasksLate] > 0 {
			filter.View = app.UseTasksLate
			list, err = p.store.UseTasks(ctx, p.desk.By, filter)
		}
		if err != nil {
			return answer{}, err
		}
		staff, err := p.store.Staff(ctx, p.desk.By)
		return answer{filter.View, list, staff}, err
	})
}

func (p *Page) show(a answer, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	p.filter.View, p.staff = a.view, a.staff
	p.of = a.list.Of
	p.only.Tell(p.of)
	whose := p.whose.Chosen().Code
	p.offer()
	p.whose.SetCode(whose)
	p.views.SetChips(widgets.ChipsOf(app.UseTaskViews(), words.UseTaskView, a.list.Counts))
	p.views.Choose(string(a.view))
	p.shown.Store(&a.list.Rows)
	p.table.SetTotal(len(a.list.Rows))
	p.table.Reload()
}

func columns() []widgets.Column {
	return []widgets.Column{
		{Title: words.Field("customer"), Field: "customer", Width: 150, Weight: 2},
		{Title: words.Field("task"), Width: 220, Weight: 4},
		{Title: lang.L("Because of"), Width: 100},
		{Title: words.Field("month"), Width: 90},
		{Title: words.Field("status"), Width: 176, Kind: widgets.KindBadge},
		{Title: lang.L("Manager"), Width: 90},
		{Title: words.Field("outcome"), Width: 160, Weight: 2},
	}
}

func (p *Page) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	all := *p.shown.Load()
	var rows []widgets.Row
	for _, t := range all[min(from, len(all)):min(from+count, len(all))] {
		rows = append(rows, widgets.Row{Key: t.ID.String(), Cells: p.cells(t)})
	}
	return rows, nil
}

func (p *Page) cells(t app.UseTaskRow) []widgets.Cell {
	today := app.DayOf(p.desk.Now())
	return []widgets.Cell{
		{Text: t.CustomerName, Strong: true},
		{Text: t.Text},
		{Text: words.UseTaskAbout(t.About)},
		{Text: words.Month(t.Month)},
		{Text: words.UseTaskState(t.UseTask, today), Tone: Tone(t.UseTask, today)},
		{Text: t.ManagerName},
		{Text: t.Outcome},
	}
}

// Tone is how a task is coloured, wherever it stands.
func Tone(t app.UseTask, today app.Day) widgets.Tone {
	switch {
	case !t.Open():
		return widgets.ToneGood
	case t.Late(today):
		return widgets.ToneBad
	}
	return widgets.ToneInfo
}

// Leave answers Esc: from the tasks of one customer to all.
func (p *Page) Leave() bool { return p.only.Leave() }

// Focus puts the keyboard on the table.
func (p *Page) Focus() { widgets.Focus(p.table) }

// ToFilter answers Ctrl+F.
func (p *Page) ToFilter() { widgets.Focus(p.search); p.search.SelectAll() }

func (p *Page) selected() (app.UseTaskRow, bool) {
	row, is := p.table.Selected()
	for _, t := range *p.shown.Load() {
		if is && t.ID.String() == row.Key {
			return t, true
		}
	}
	return app.UseTaskRow{}, false
}

// Save answers Ctrl+Enter: the selected task is done.
func (p *Page) Save() {
	if t, is := p.selected(); is {
		p.end(t)
	}
}

// Figures answers Ctrl+E with the list on view.
func (p *Page) Figures() (app.Figures, bool) {
	f := app.Figures{Title: lang.L("Tasks about use"), Filter: words.UseTaskView(p.filter.View) + lang.X("list.separator", ", ") + p.whose.Chosen().Label}
	if p.of != "" {
		f.Filter += lang.X("list.separator", ", ") + p.of
	}
	f.Columns = desk.FigureColumns(columns(), 120, 200, 80, 80, 110, 70, 140)
	for _, t := range *p.shown.Load() {
		f.Rows = append(f.Rows, desk.FigureRow(p.cells(t)))
	}
	return f, true
}

// Prints answers Ctrl+P with the list on view.
func (p *Page) Prints() desk.Printed {
	f, _ := p.Figures()
	return desk.Printed{Figures: []app.Figures{f}, Title: f.Title, Filter: f.Filter}
}
