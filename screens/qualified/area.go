package qualified

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// Area holds these pages, one on view at a time. It lives within the tab of
// training.
type Area struct {
	desk   *desk.Desk
	states *States
	person *Person
	papers *Papers
	lists  *Lists
	frozen *Frozen

	now   page
	pages *widgets.Chips
	stack *fyne.Container
	body  *fyne.Container
}

type page string

const (
	onStates page = "states"
	onPerson page = "person"
	onPapers page = "papers"
	onLists  page = "lists"
	onFrozen page = "frozen"
)

// part is what every one of the pages can do.
type part interface {
	Content() fyne.CanvasObject
	Reload()
	Focus()
}

// New builds the pages.
func New(d *desk.Desk, store Store) *Area {
	a := &Area{desk: d, states: NewStates(d, store), person: NewPerson(d, store), papers: NewPapers(d, store), lists: NewLists(d, store), frozen: NewFrozen(d)}
	a.states.OnPerson = func(id app.StaffID) { a.person.Of(id); a.turn(onPerson) }
	a.lists.OnOpen = func(l app.QualificationList) {
		if a.frozen.Of(l) {
			a.turn(onFrozen)
		}
	}
	a.stack = container.NewStack()
	a.pages = widgets.NewChips([]widgets.Chip{
		{Key: string(onStates), Text: lang.L("Who is qualified"), Count: -1},
		{Key: string(onPapers), Text: lang.L("Certificates") + "  Ctrl+G", Count: -1},
		{Key: string(onLists), Text: lang.L("Frozen lists") + "  Ctrl+J", Count: -1},
	}, a.choose)
	a.body = container.NewBorder(container.NewPadded(a.pages), nil, nil, nil, a.stack)
	a.to(onStates)
	return a
}

// choose goes to the page of a chip; the chosen one pressed again stays.
func (a *Area) choose(chosen []string) {
	to := a.now
	if len(chosen) > 0 {
		to = page(chosen[0])
	}
	a.to(to)
}

// to goes to a page as it stands in the file.
func (a *Area) to(p page) {
	a.turn(p)
	a.part().Reload()
}

func (a *Area) turn(to page) {
	a.now = to
	at := map[page]page{onPerson: onStates, onFrozen: onLists}[to]
	if at == "" {
		at = to
	}
	a.pages.Choose(string(at))
	a.stack.Objects = []fyne.CanvasObject{a.part().Content()}
	a.stack.Refresh()
	a.Focus()
}

func (a *Area) part() part {
	switch a.now {
	case onPerson:
		return a.person
	case onPapers:
		return a.papers
	case onLists:
		return a.lists
	case onFrozen:
		return a.frozen
	}
	return a.states
}

// Content is the page on view.
func (a *Area) Content() fyne.CanvasObject { return a.body }

// Shows names what is on view.
func (a *Area) Shows() app.Changes { return app.Training | app.Company }

// Show goes to the page a route leads to.
func (a *Area) Show(r desk.Route) {
	switch {
	case !r.Learner.IsZero():
		a.person.Of(r.Learner)
		a.turn(onPerson)
	case !r.Class.IsZero():
		a.papers.Class(r.Class)
		a.to(onPapers)
	default:
		if r.Qualified != "" {
			a.states.Choose(r.Qualified)
		}
		a.to(onStates)
	}
}

// Focus puts the keyboard where work goes on.
func (a *Area) Focus() { a.part().Focus() }

// Reload asks again for what is on view.
func (a *Area) Reload() { a.part().Reload() }

// GoOn answers Ctrl+G: the certificates, and back.
func (a *Area) GoOn() {
	if a.now == onPapers {
		a.to(onStates)
		return
	}
	a.to(onPapers)
}

// Insert answers Ctrl+J: the frozen lists.
func (a *Area) Insert() bool {
	a.to(onLists)
	return true
}

// New answers Ctrl+N: certificates of a class, or a list to be frozen.
func (a *Area) New() bool {
	switch a.now {
	case onPapers:
		a.papers.New()
	case onLists:
		a.lists.New()
	default:
		return false
	}
	return true
}

// Save answers Ctrl+Enter: it grants.
func (a *Area) Save() {
	switch a.now {
	case onStates:
		a.states.Save()
	case onPerson:
		a.person.Save()
	}
}

// ToFilter answers Ctrl+F.
func (a *Area) ToFilter() {
	switch a.now {
	case onStates:
		a.states.ToFilter()
	case onPapers:
		a.papers.ToFilter()
	}
}

// Figures answers Ctrl+E with the list on view.
func (a *Area) Figures() (app.Figures, bool) {
	switch a.now {
	case onStates:
		return a.states.Figures(), true
	case onPapers:
		return a.papers.Figures(), true
	case onFrozen:
		return a.frozen.Figures(), true
	}
	return app.Figures{}, false
}

// Prints answers Ctrl+P: certificates, or the list on view.
func (a *Area) Prints() desk.Printed {
	if a.now == onPapers {
		return a.papers.Prints()
	}
	f, on := a.Figures()
	if !on || len(f.Rows) == 0 {
		return desk.Printed{}
	}
	return desk.Printed{Title: f.Title, Filter: f.Filter, Figures: []app.Figures{f}}
}

// Leave answers Esc: from a person or a frozen list to where they were listed,
// else to who is qualified; false there.
func (a *Area) Leave() bool {
	switch a.now {
	case onStates:
		return false
	case onFrozen:
		a.to(onLists)
	default:
		a.to(onStates)
	}
	return true
}
