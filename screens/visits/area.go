package visits

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/hosting"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Area is the tab: its sections, the sheet of a day, and the pages of others,
// one at a time.
type Area struct {
	hosting.Host

	desk  *desk.Desk
	store Store
	pages Pages

	list     *List
	calendar *Calendar
	due      *Due
	balance  *Balance
	rhythms  *Rhythms
	day      *Day

	sections []section
	chips    *widgets.Chips
	at       int         // the section on view
	over     desk.Screen // what lies over it: a day sheet, or a page of others
	onDay    bool        // over is the day sheet
	fromDay  bool        // over was opened from the day sheet, and leads back to it
	form     desk.Screen // the pages of others, made when they are first asked for
	visit    desk.Screen
	brief    desk.Screen
	stage    *fyne.Container
	body     fyne.CanvasObject
}

// section is one place of the switch.
type section struct {
	Section
	made desk.Screen
}

// The places of the own sections.
const (
	atList = iota
	atCalendar
	atDue
	atBalance
	atRhythms
)

// page makes a screen of what has a content and can be asked again.
type page struct {
	content interface{ Content() fyne.CanvasObject }
	reload  func()
	focus   func()
}

// Content implements desk.Screen.
func (p page) Content() fyne.CanvasObject { return p.content.Content() }

// Shows implements desk.Screen.
func (page) Shows() app.Changes { return app.Visits }

// Reload implements desk.Screen.
func (p page) Reload() { p.reload() }

// Focus implements desk.Focuser.
func (p page) Focus() { p.focus() }

// New builds the tab with the pages of others.
func New(d *desk.Desk, store Store, pages Pages) *Area {
	a := &Area{desk: d, store: store, pages: pages}
	a.Host = hosting.Host{Now: a.now}
	a.list, a.calendar, a.due = NewList(d, store), NewCalendar(d, store), NewDue(d, store)
	a.balance, a.rhythms, a.day = NewBalance(d, store), NewRhythms(d, store), NewDay(d, store)
	a.list.OnOpen, a.list.OnStep, a.list.OnBrief = a.open, a.step, a.toBrief
	a.day.OnOpen, a.day.OnStep, a.day.OnBrief = a.open, a.step, a.toBrief
	a.calendar.OnDay = a.toDay
	a.due.OnPlan = func(due []app.DueVisit) {
		newPlan(d, store, due, func() { a.due.table.MarkAll(false); a.Reload() }).show()
	}
	a.due.OnRhythm = func(id app.CustomerID) { openRhythm(d, store, id, a.Reload) }
	a.balance.OnVisits = func(f app.VisitFilter) { a.list.Narrow(f); a.turn(atList) }
	a.sections = []section{
		own(lang.L("List"), page{a.list, a.list.Reload, a.list.Focus}), own(lang.L("Calendar"), page{a.calendar, a.calendar.Reload, a.calendar.Focus}),
		own(lang.L("Due"), page{a.due, a.due.Reload, a.due.Focus}), own(lang.L("Balance"), page{a.balance, a.balance.Reload, a.balance.Focus}),
		own(lang.L("Rhythms"), page{a.rhythms, a.rhythms.Reload, a.rhythms.Focus}),
	}
	for _, hooked := range pages.Sections {
		a.sections = append(a.sections, section{Section: hooked})
	}
	a.chips = widgets.NewChips(nil, func(chosen []string) {
		at := a.at
		if len(chosen) > 0 {
			at, _ = strconv.Atoi(chosen[0])
		}
		a.turn(at)
	})
	a.stage = container.NewStack()
	a.body = container.NewBorder(container.NewPadded(container.NewPadded(a.chips)), nil, nil, nil, a.stage)
	a.put(atList)
	return a
}

func own(name string, p page) section { return section{Section: Section{Name: name}, made: p} }

// Content is the tab.
func (a *Area) Content() fyne.CanvasObject { return a.body }

// Shows names what is on view.
func (a *Area) Shows() app.Changes {
	kinds := app.Visits | app.Customers | app.Company | app.Services
	if a.over != nil && !a.onDay {
		kinds |= a.over.Shows()
	} else if made := a.sections[a.at].made; made != nil {
		kinds |= made.Shows()
	}
	return kinds
}

// now is the screen on view.
func (a *Area) now() desk.Screen {
	if a.over != nil {
		return a.over
	}
	return a.sections[a.at].made
}

// turn puts a section on view.
func (a *Area) turn(at int) {
	a.put(at)
	a.Focus()
}

func (a *Area) put(at int) {
	a.uncover()
	s := &a.sections[at]
	if s.made == nil {
		s.made = s.Make()
	}
	a.at = at
	a.chips.Choose(strconv.Itoa(at))
	s.made.Reload()
	a.lay(s.made)
}

// nameChips names the sections, with their keys unless these go to the parts of
// the page that lies over them.
func (a *Area) nameChips() {
	_, parted := a.over.(desk.Parted)
	var chips []widgets.Chip
	for i, s := range a.sections {
		name := s.Name
		if !parted {
			name += "  Alt+" + strconv.Itoa(i+1)
		}
		chips = append(chips, widgets.Chip{Key: strconv.Itoa(i), Text: name, Count: -1})
	}
	a.chips.SetChips(chips)
}

func (a *Area) lay(s desk.Screen) {
	a.nameChips()
	a.stage.Objects = []fyne.CanvasObject{s.Content()}
	a.stage.Refresh()
}

func (a *Area) uncover() {
	if a.onDay {
		a.day.Leave()
	}
	a.over, a.onDay, a.fromDay = nil, false, false
}

// cover lays a page over the section.
func (a *Area) cover(s desk.Screen) {
	fromDay := a.onDay || a.fromDay
	a.uncover()
	a.over, a.fromDay = s, fromDay
	a.lay(s)
}

// toDay opens the sheet of a day.
func (a *Area) toDay(day app.Day) {
	a.day.Open(day, app.StaffID{})
	a.layDay()
}

func (a *Area) layDay() {
	a.cover(page{a.day, a.day.Reload, a.day.Focus})
	a.onDay, a.fromDay = true, false
	a.day.Enter()
	a.Focus()
}

// open opens a visit: the form of one still to be made, the page of one that
// was; where nobody takes these routes, what can be done with it.
func (a *Area) open(v app.VisitRow) {
	r := desk.Route{Tab: desk.Visits, Visit: v.ID, Record: v.Status.Open()}
	if !a.hosted(r) {
		a.step(v)
	}
}

// toBrief shows what one should know before a visit.
func (a *Area) toBrief(v app.VisitRow) {
	a.hosted(desk.Route{Tab: desk.Visits, Visit: v.ID, Brief: true})
}

func (a *Area) step(v app.VisitRow) {
	s := &step{desk: a.desk, store: a.store, v: v, staff: a.list.known.staff, rhythm: func(id app.CustomerID) { openRhythm(a.desk, a.store, id, a.Reload) }}
	s.done = func(now app.Visit) {
		a.Reload()
		a.desk.Say(lang.L("{{.Number}} is now: {{.Status}}", map[string]any{"Number": v.Number, "Status": words.VisitStatus(now.Status) + " · " + words.Day(now.PlannedOn)}))
	}
	s.offer()
}

// hosted shows a route on the page that takes it; false when there is none.
func (a *Area) hosted(r desk.Route) bool {
	kept, make := &a.visit, a.pages.Visit
	switch {
	case r.Brief:
		kept, make = &a.brief, a.pages.Brief
	case r.Record:
		kept, make = &a.form, a.pages.Form
	}
	if make == nil {
		return false
	}
	if *kept == nil {
		*kept = make()
	}
	a.cover(*kept)
	hosting.Pass(a.Host, func(s desk.Shower) { s.Show(r) })
	a.Focus()
	return true
}

// Show goes to a narrowed list, to who is due, or to a page of others.
func (a *Area) Show(r desk.Route) {
	for at := range a.sections {
		if takes := a.sections[at].Takes; takes != nil && takes(r) {
			a.turn(at)
			hosting.Pass(a.Host, func(s desk.Shower) { s.Show(r) })
			return
		}
	}
	switch {
	case r.Due:
		a.turn(atDue)
	case r.Visits != nil:
		a.list.Narrow(*r.Visits)
		a.turn(atList)
	case r.Record, r.Brief, r.Draft != nil:
		r.Record = r.Record || r.Draft != nil
		if !a.hosted(r) {
			a.only(r)
		}
	case !r.Visit.IsZero():
		if !a.hosted(r) {
			a.only(r)
		}
	case !r.Customer.IsZero():
		a.list.Narrow(app.VisitFilter{Customer: r.Customer, Descending: true})
		a.turn(atList)
	}
}

// only shows a visit, or a customer's, on the list.
func (a *Area) only(r desk.Route) {
	f := app.VisitFilter{Customer: r.Customer, Descending: true}
	a.list.Narrow(f)
	a.turn(atList)
}

// Leave answers Esc: back from what lies over the section.
func (a *Area) Leave() bool {
	if page, is := a.now().(desk.Leaver); is && page.Leave() {
		return true
	}
	if a.over == nil {
		return false
	}
	a.Back()
	return true
}

// Back puts on view again what something lies over: the section, or the sheet
// of the day.
func (a *Area) Back() {
	if a.fromDay {
		a.day.Reload()
		a.layDay()
		return
	}
	a.turn(a.at)
}

// ChooseView answers Alt+1 to Alt+9 with a part of the form on view, else with a
// section.
func (a *Area) ChooseView(at int) {
	parted := false
	if a.over != nil {
		hosting.Pass(a.Host, func(p desk.Parted) { parted = p.ToPart(at) })
	}
	if !parted && at < len(a.sections) {
		a.turn(at)
	}
}

// KeepView is part of desk.Viewer; the sections are what they are.
func (a *Area) KeepView() {
	a.desk.Say(lang.L("There is no half-done form to keep."))
}

// New answers Ctrl+N: a visit that was not planned, to the customer on view.
func (a *Area) New() bool {
	r := desk.Route{Tab: desk.Visits, Record: true}
	switch {
	case a.over != nil && !a.onDay:
		made := false
		hosting.Pass(a.Host, func(m desk.Maker) { made = m.New() })
		return made
	case a.onDay:
		if v, is := a.day.selected(); is {
			r.Customer = v.Customer
		}
	case a.at == atDue:
		if d, is := a.due.Selected(); is {
			r.Customer = d.Customer
		}
	case a.at == atList:
		if v, is := a.list.Selected(); is {
			r.Customer = v.Customer
		}
	}
	return !r.Customer.IsZero() && a.hosted(r)
}

// GoOn answers Ctrl+G.
func (a *Area) GoOn() {
	switch {
	case a.onDay:
		a.day.GoOn()
	case hosting.Pass(a.Host, desk.Mover.GoOn), a.over != nil:
	case a.at == atList:
		a.list.GoOn()
	case a.at == atDue:
		a.due.GoOn()
	case a.at == atBalance:
		a.balance.GoOn()
	case a.at == atRhythms:
		a.rhythms.Change()
	}
}

// ToBoard answers Ctrl+B: the brief of a visit, month or week, or the rhythm of
// who is due.
func (a *Area) ToBoard() {
	switch {
	case a.onDay:
		a.day.Brief()
	case hosting.Pass(a.Host, desk.Boarder.ToBoard), a.over != nil:
	case a.at == atList:
		a.list.Brief()
	case a.at == atCalendar:
		a.calendar.Turn()
	case a.at == atDue:
		a.due.Rhythm()
	}
}

// ToFilter answers Ctrl+F.
func (a *Area) ToFilter() {
	switch {
	case hosting.Pass(a.Host, desk.Narrower.ToFilter), a.over != nil:
	case a.at == atList:
		a.list.ToFilter()
	case a.at == atDue:
		a.due.ToFilter()
	}
}

// Step answers Ctrl+PgUp and Ctrl+PgDn.
func (a *Area) Step(by int) {
	switch {
	case a.onDay:
		a.day.Step(by)
	case a.over == nil:
		hosting.Pass(a.Host, func(s desk.Stepper) { s.Step(by) })
	case hosting.Pass(a.Host, func(s desk.Stepper) { s.Step(by) }):
	case a.over == a.form || a.over == a.visit:
		if v, is := a.list.Beside(by); is {
			a.open(v)
		}
	}
}

// Order is the list of visits on view, for an export; nil while another page is.
func (a *Area) Order() []int64 {
	if a.over != nil || a.at != atList {
		return nil
	}
	return a.list.Order()
}

// Prints answers Ctrl+P: the day sheet, the list, or what a page of others has.
func (a *Area) Prints() desk.Printed {
	switch {
	case a.onDay:
		return a.day.Prints()
	case a.over == nil && a.at == atList:
		return desk.Printed{Visits: a.list.Order(), Filter: a.list.Narrowed()}
	case a.over == nil && a.at == atCalendar:
		return desk.Printed{Route: app.ManagerDay{Manager: a.desk.By.Staff, Day: a.calendar.grid.At}}
	}
	var out desk.Printed
	hosting.Pass(a.Host, func(p desk.Printer) { out = p.Prints() })
	return out
}
