package customers

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/inside"
	"lamplighter/screens/pairs"
)

// Area is the customers tab: the list, a customer's page or the form of a new
// one, one at a time.
type Area struct {
	desk   *desk.Desk
	store  Store
	list   *List
	detail *Detail
	form   *Form
	pairs  *pairs.Queue // nil until somebody asks who was recorded twice

	now    page
	from   page // where the form was opened from
	before page // where the pairs were asked for
	twin   bool // the page on view is that of a suspect; Esc goes back to the form
	stack  *fyne.Container
}

type page int

const (
	onList page = iota
	onDetail
	onForm
	onPairs
)

// New builds the tab.
func New(d *desk.Desk, store Store) *Area {
	a := &Area{desk: d, store: store, list: NewList(d, store), detail: NewDetail(d, store), form: NewForm(d, store)}
	a.list.OnOpen = a.open
	a.list.OnNew = func() { a.toForm(nil) }
	a.list.OnTwice = a.compareMarked
	a.detail.OnTwice = a.suspects
	a.form.OnLeft = func() { a.turn(a.from) }
	a.form.OnOpen = func(id app.CustomerID) { a.open(id); a.twin = true }
	a.form.OnSaved = func(c app.Customer) {
		d.Say(lang.L("{{.Name}} is now a customer here.", map[string]any{"Name": c.Name}))
		a.open(c.ID)
	}
	a.form.OnTaken = func(c app.Customer) {
		a.open(c.ID) // where one comes back to
		a.detail.NewCase()
	}
	a.stack = container.NewStack(a.list.Content())
	a.list.Reload()
	return a
}

// Content is the tab.
func (a *Area) Content() fyne.CanvasObject { return a.stack }

// Shows names what is on view.
func (a *Area) Shows() app.Changes {
	return app.Customers | app.Cases | app.Company | app.SavedViews | app.Usage | app.Surveys | app.Services | app.Profiles | app.Commitments | app.Visits | app.Reference | app.Forecasts
}

// Reload asks again for what is on view; a form keeps what was typed.
func (a *Area) Reload() {
	switch a.now {
	case onList:
		a.list.Reload()
	case onDetail:
		a.detail.Reload()
	case onPairs:
		a.pairs.Reload()
	}
}

// Show goes to a customer, to the form of a new one, or on with a draft.
func (a *Area) Show(r desk.Route) {
	switch {
	case r.Draft != nil && r.Draft.Form == inside.DraftForm:
		a.restoreOver(inside.DraftOf(*r.Draft), *r.Draft)
	case r.Draft != nil && r.Draft.Fields["edit"] != "":
		id, _ := app.ParseID[app.Customer](r.Draft.Fields["customer"])
		a.restoreOver(id, *r.Draft)
	case r.Draft != nil:
		a.toForm(r.Draft)
	case r.NewCust:
		a.toForm(nil)
	case !r.Customer.IsZero():
		a.open(r.Customer)
	}
}

// restoreOver goes on with a sheet over the page of a customer.
func (a *Area) restoreOver(id app.CustomerID, d app.Draft) {
	if id.IsZero() {
		return
	}
	a.leaveForm()
	a.turn(onDetail)
	a.detail.OpenDraft(id, d)
}

func (a *Area) toForm(d *app.Draft) {
	a.leaveForm()
	if a.now != onForm {
		a.from = a.now
	}
	a.form.Reset()
	if d != nil {
		a.form.Restore(*d)
	}
	a.turn(onForm)
}

func (a *Area) open(id app.CustomerID) {
	a.leaveForm()
	a.detail.Open(id)
	a.turn(onDetail)
}

// leaveForm lets a half-done form stay as a draft, whoever comes next.
func (a *Area) leaveForm() {
	a.twin = false
	if a.now == onForm {
		a.form.keeper.now()
	}
}

func (a *Area) turn(to page) {
	a.now = to
	contents := map[page]fyne.CanvasObject{onList: a.list.Content(), onDetail: a.detail.Content(), onForm: a.form.Content()}
	if a.pairs != nil {
		contents[onPairs] = a.pairs.Content()
	}
	a.stack.Objects = []fyne.CanvasObject{contents[to]}
	a.stack.Refresh()
	a.Focus()
}

// Focus puts the keyboard where work goes on.
func (a *Area) Focus() {
	switch a.now {
	case onList:
		a.list.Focus()
	case onDetail:
		a.detail.Focus()
	case onForm:
		a.form.Focus()
	case onPairs:
		a.pairs.Focus()
	}
}

// New answers Ctrl+N: a case for the customer on view; a customer elsewhere.
func (a *Area) New() bool {
	if a.now == onDetail {
		a.detail.NewCase()
	} else {
		a.toForm(nil)
	}
	return true
}

// Keep answers Ctrl+S.
func (a *Area) Keep(kept func()) bool { return a.now == onForm && a.form.keeper.keepAnd(kept) }

// Save answers Ctrl+Enter.
func (a *Area) Save() {
	if a.now == onForm {
		a.form.Save()
	}
}

// SaveAndClose answers Ctrl+Shift+Enter: a new customer has come with a matter.
func (a *Area) SaveAndClose() {
	if a.now == onForm {
		a.form.SaveAndAccept()
	}
}

// GoOn answers Ctrl+G: from a customer to what he will use, from the list to who
// was recorded twice.
func (a *Area) GoOn() {
	switch a.now {
	case onDetail:
		a.detail.toForecast()
	case onList:
		a.compareMarked()
	}
}

// ToFilter answers Ctrl+F.
func (a *Area) ToFilter() {
	if a.now == onList {
		a.list.ToFilter()
	}
}

// ChooseView answers Alt+1 to Alt+9: a view of the list, or a sheet of the
// customer on view.
func (a *Area) ChooseView(at int) {
	switch a.now {
	case onList:
		a.list.views.Choose(at)
	case onDetail:
		a.detail.toSheet(at)
	}
}

// KeepView answers Ctrl+S.
func (a *Area) KeepView() {
	if a.now == onList {
		a.list.views.Keep()
	}
}

// Leave answers Esc: back to the list; a form is put aside as a draft, a
// filter is let go.
func (a *Area) Leave() bool {
	switch a.now {
	case onForm:
		a.form.Leave()
	case onDetail:
		if a.twin {
			a.twin = false
			a.turn(onForm)
			return true
		}
		a.turn(onList)
		a.list.Reload()
	case onPairs:
		if !a.pairs.Leave() {
			a.turn(a.before)
			a.Reload()
		}
	default:
		return a.list.Clear()
	}
	return true
}

// Step answers Ctrl+PgUp and Ctrl+PgDn on a customer's page.
func (a *Area) Step(by int) {
	if a.now != onDetail {
		return
	}
	if id, ok := a.list.Beside(by); ok {
		a.detail.Open(id)
	}
}

// Order is the list on view, for an export; nil while another page is.
func (a *Area) Order() []int64 {
	if a.now != onList {
		return nil
	}
	return a.list.Order()
}

// Prints answers Ctrl+P with the list, or with the customer on view.
func (a *Area) Prints() desk.Printed {
	switch a.now {
	case onForm:
		return desk.Printed{}
	case onDetail:
		id, _, _ := a.Current()
		return desk.Printed{Customer: id}
	}
	filter := a.list.Narrowed()
	if a.list.table.MarkCount() > 0 {
		filter = strings.TrimPrefix(filter+" · "+lang.L("marked rows"), " · ")
	}
	return desk.Printed{Customers: a.list.Order(), Filter: filter}
}

// Narrowed words the list's filter; "" when it shows all.
func (a *Area) Narrowed() string { return a.list.Narrowed() }

// Current is the customer whose page is on view.
func (a *Area) Current() (app.CustomerID, string, bool) {
	c := a.detail.page.Customer
	return c.ID, c.Name, a.now == onDetail && c.ID == a.detail.id && !c.ID.IsZero()
}
