package usepage

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"lamplighter/app"
	"lamplighter/screens/desk"
)

// Area is the part of the tab: the list, and over it the page of one customer.
type Area struct {
	desk  *desk.Desk
	store Store
	give  Give
	list  *List
	page  *Page
	over  bool // the page is on view
	stage *fyne.Container
}

// New builds the part; Reload fills it.
func New(d *desk.Desk, store Store, give Give) *Area {
	a := &Area{desk: d, store: store, give: give, list: NewList(d, store), page: NewPage(d, store, give)}
	a.list.OnOpen = func(id app.CustomerID) { a.open(id) }
	a.stage = container.NewStack(a.list.body)
	return a
}

// Content implements desk.Screen.
func (a *Area) Content() fyne.CanvasObject { return a.stage }

// Shows implements desk.Screen.
func (a *Area) Shows() app.Changes { return app.Forecasts | app.Usage | app.Customers }

// Reload implements desk.Screen.
func (a *Area) Reload() {
	if a.over {
		a.page.Reload()
		return
	}
	a.list.Reload()
}

// Show goes to a customer, or to the customers of a group.
func (a *Area) Show(r desk.Route) {
	switch r.Use.Level {
	case "":
	case app.OfCustomer:
		a.open(r.Use.Customer)
	default:
		a.lay(false)
		a.list.Narrow(r.Use)
	}
}

func (a *Area) open(id app.CustomerID) {
	a.lay(true)
	a.page.Open(app.ForecastOf{Level: app.OfCustomer, Customer: id})
	a.Focus()
}

func (a *Area) lay(over bool) {
	a.over = over
	a.stage.Objects = []fyne.CanvasObject{a.list.body}
	if over {
		a.stage.Objects[0] = a.page.body
	}
	a.stage.Refresh()
}

// Focus implements desk.Focuser.
func (a *Area) Focus() {
	if a.over {
		a.page.Focus()
		return
	}
	a.list.Focus()
}

// Leave answers Esc: from a customer back to the list, whose filter is let go by
// the next.
func (a *Area) Leave() bool {
	if !a.over {
		return a.list.Clear()
	}
	a.lay(false)
	a.list.Reload()
	a.Focus()
	return true
}

// ToFilter answers Ctrl+F.
func (a *Area) ToFilter() {
	if !a.over {
		a.list.ToFilter()
	}
}

// GoOn answers Ctrl+G: from a customer's forecast to all that is known of him; on
// the list the forecast is made anew.
func (a *Area) GoOn() {
	if a.over {
		a.page.ToCustomer()
		return
	}
	a.list.run.Anew()
}

// New answers Ctrl+N with what will change how much the customer uses.
func (a *Area) New() bool {
	if a.over {
		a.page.NewEvent()
	}
	return a.over
}

// Make answers Ctrl+Shift with a letter.
func (a *Area) Make(kind app.VisitLinkKind) {
	if a.over && a.page.ofCustomer() {
		a.page.sheets.Open(kind, app.Visit{Customer: a.page.of.Customer}, a.page.Reload)
	}
}

// ToBoard answers Ctrl+B: from the table to the chart and back.
func (a *Area) ToBoard() {
	if a.over {
		a.page.ToChart()
	}
}

// Step answers Ctrl+PgUp and Ctrl+PgDn: the customer before or after on the list.
func (a *Area) Step(by int) {
	if !a.over {
		return
	}
	if id, there := a.list.Beside(by); there {
		a.page.Open(app.ForecastOf{Level: app.OfCustomer, Customer: id})
	}
}

// Prints answers Ctrl+P.
func (a *Area) Prints() desk.Printed {
	if a.over {
		return a.page.Prints()
	}
	return a.list.Prints()
}

// Export answers Ctrl+E.
func (a *Area) Export() bool {
	if a.over {
		return a.page.Export()
	}
	a.list.Export(a.give)
	return true
}
