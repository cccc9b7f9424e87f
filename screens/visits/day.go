package visits

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync/atomic"

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

// Day is the sheet of one manager's day: the visits in the order of the route,
// whom to ask for and what to watch. Alt+↑ and Alt+↓ change the order.
type Day struct {
	desk  *desk.Desk
	store Store

	OnOpen  func(app.VisitRow)
	OnStep  func(app.VisitRow)
	OnBrief func(app.VisitRow)

	title   *widgets.Text
	manager *widgets.CodeField
	note    *widgets.FieldNote
	table   *widgets.RecordTable
	layer   *widgets.KeyLayer
	body    fyne.CanvasObject

	day    app.Day
	who    app.StaffID
	staff  []app.Staff
	sheet  atomic.Pointer[app.DaySheet]
	keep   app.VisitID // was moved, and is selected when the rows come anew
	loader *background.Loader[app.DaySheet]
	people *background.Loader[busyDay]
}

// busyDay is who can be looked at, and who has visits on the day.
type busyDay struct {
	staff []app.Staff
	who   app.StaffID // asked for, or who has most
}

// NewDay is the page.
func NewDay(d *desk.Desk, store Store) *Day {
	p := &Day{desk: d, store: store, OnOpen: func(app.VisitRow) {}, OnStep: func(app.VisitRow) {}, OnBrief: func(app.VisitRow) {}}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.people = background.NewLoader(d.Runner, p.meet)
	p.title, p.note = widgets.NewTitle(""), widgets.NewFieldNote()
	p.manager = widgets.NewCodeField(nil, func(o widgets.Option) {
		if id := staffOf(p.staff, o.Code); !id.IsZero() && id != p.who {
			p.who = id
			p.Reload()
		}
	})
	p.table = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: lang.X("visit.route", "Route"), Width: 56, Kind: widgets.KindNumber},
		{Title: lang.L("Customer"), Width: 150, Weight: 2},
		{Title: lang.L("Address"), Width: 180, Weight: 3},
		{Title: lang.L("Transformer area"), Width: 110},
		{Title: lang.L("Contact"), Width: 90},
		{Title: lang.L("Phone"), Width: 110},
		{Title: lang.L("Last visit"), Width: 92},
		{Title: lang.L("To watch"), Width: 150, Weight: 2},
		{Title: lang.L("Status"), Width: 96, Kind: widgets.KindBadge},
	}, p.fetch)
	p.table.OnOpen = func(widgets.Row) {
		if v, is := p.selected(); is {
			p.OnOpen(v.VisitRow)
		}
	}
	p.table.OnError = d.Fail
	p.table.SetEmpty(widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("No visits on this day. Choose another manager or another day."), widgets.Action{}))
	hint := widgets.NewMutedText(lang.L("Alt+↑, Alt+↓: order · Ctrl+B: brief · Ctrl+G: move, cancel … · Ctrl+PgUp, Ctrl+PgDn: day before, after · Ctrl+P: print"))
	hint.Shrinks = true
	head := container.New(&widgets.BarLayout{Widths: []float32{170, 160, 0}}, p.title, p.manager, hint)
	p.body = container.NewBorder(container.NewVBox(container.NewPadded(head), p.note), nil, nil, nil, p.table)
	return p
}

// Open shows a day: of a manager, of whoever looks if he has visits, or of who
// has most.
func (p *Day) Open(day app.Day, who app.StaffID) {
	p.day, p.who = day, who
	p.title.SetText(words.Day(day))
	p.people.Ask(func(ctx context.Context) (busyDay, error) {
		staff, err := p.store.Staff(ctx, p.desk.By)
		if err != nil || !who.IsZero() {
			return busyDay{staff, who}, err
		}
		loads, err := p.store.VisitLoads(ctx, p.desk.By, app.DaySpan{From: day, To: day})
		who = p.desk.By.Staff
		mine := slices.IndexFunc(loads, func(l app.VisitLoad) bool { return l.Manager == who && l.Open+l.Made > 0 })
		if mine < 0 && len(loads) > 0 {
			who = slices.MaxFunc(loads, func(a, b app.VisitLoad) int { return cmp.Compare(a.Open+a.Made, b.Open+b.Made) }).Manager
		}
		return busyDay{staff, who}, err
	})
}

func (p *Day) meet(b busyDay, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	p.staff, p.who = b.staff, b.who
	p.manager.SetOptions(desk.StaffOptions(b.staff))
	p.manager.SetCode(staffNo(b.staff, b.who))
	p.Reload()
}

// Content is the page.
func (p *Day) Content() fyne.CanvasObject { return p.body }

// Focus puts the keyboard on the table.
func (p *Day) Focus() { widgets.Focus(p.table) }

// Enter makes the keys of the page work, Leave takes them away.
func (p *Day) Enter() {
	p.layer = p.desk.Keys.Push(lang.L("Day sheet"))
	p.layer.On("Alt+Up", lang.L("Visit earlier in the route"), func() { p.shift(-1) })
	p.layer.On("Alt+Down", lang.L("Visit later in the route"), func() { p.shift(1) })
}

// Leave is the end of Enter.
func (p *Day) Leave() {
	if p.layer != nil {
		p.layer.Close()
		p.layer = nil
	}
}

// Step goes to the day before or after, over days without work.
func (p *Day) Step(by int) {
	if p.day != "" {
		p.Open(p.day.AddDays(by), p.who)
	}
}

// Reload asks for the day again.
func (p *Day) Reload() {
	day, who := p.day, p.who
	if day == "" {
		return
	}
	p.loader.Ask(func(ctx context.Context) (app.DaySheet, error) { return p.store.DaySheet(ctx, p.desk.By, who, day) })
}

func (p *Day) show(sheet app.DaySheet, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	p.sheet.Store(&sheet)
	p.table.SetTotal(len(sheet.Visits))
	p.table.Reload()
	selectFirst(p.table, len(sheet.Visits))
	for i, v := range sheet.Visits {
		if v.ID == p.keep {
			p.table.SelectRecord(i, v.ID.String())
			p.keep = app.VisitID{} // from here on the selection stays with its record
		}
	}
}

func (p *Day) visits() []app.DayVisit {
	if sheet := p.sheet.Load(); sheet != nil {
		return sheet.Visits
	}
	return nil
}

func (p *Day) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	all := p.visits()
	var rows []widgets.Row
	for i, v := range all[min(from, len(all)):min(from+count, len(all))] {
		rows = append(rows, widgets.Row{Key: v.ID.String(), Cells: []widgets.Cell{
			{Text: words.Count(int64(from + i + 1))},
			desk.KeptName(v.Keeping, v.CustomerName),
			{Text: words.Place(v.Address)},
			{Text: v.AreaName},
			{Text: v.Contact},
			{Text: v.Phone},
			{Text: string(v.Last)},
			{Text: toWatch(v.Watch)},
			{Text: words.VisitStatus(v.Status), Tone: desk.VisitTone(v.Status)},
		}})
	}
	return rows, nil
}

func toWatch(watch []app.Alert) string {
	texts := make([]string, len(watch))
	for i, a := range watch {
		texts[i] = words.Alert(a)
	}
	return strings.Join(texts, lang.X("list.separator", ", "))
}

func (p *Day) selected() (app.DayVisit, bool) {
	at := p.table.SelectedIndex()
	if at < 0 || at >= len(p.visits()) {
		return app.DayVisit{}, false
	}
	return p.visits()[at], true
}

// GoOn offers what can be done with the selected visit.
func (p *Day) GoOn() {
	if v, is := p.selected(); is {
		p.OnStep(v.VisitRow)
	}
}

// Brief shows what one should know before the selected visit.
func (p *Day) Brief() {
	if v, is := p.selected(); is {
		p.OnBrief(v.VisitRow)
	}
}

// shift takes the selected visit up or down in the route.
func (p *Day) shift(by int) {
	at := p.table.SelectedIndex()
	all := p.visits()
	if at < 0 || at+by < 0 || at+by >= len(all) || at >= len(all) {
		return
	}
	order := make([]app.VisitID, len(all))
	for i, v := range all {
		order[i] = v.ID
	}
	order[at], order[at+by] = order[at+by], order[at]
	p.keep = order[at+by]
	day, who := p.day, p.who
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			return p.store.RouteDay(ctx, p.desk.By, who, day, order)
		},
		Done: func(err error) {
			if err != nil {
				p.desk.Fail(err)
				return
			}
			p.Reload()
		},
	})
}

// Prints is the day sheet on paper.
func (p *Day) Prints() desk.Printed {
	if len(p.visits()) == 0 {
		return desk.Printed{}
	}
	return desk.Printed{Route: app.ManagerDay{Manager: p.who, Day: p.day}}
}
