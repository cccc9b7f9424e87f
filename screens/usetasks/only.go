package usetasks

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// Only tells that a list holds one customer alone, and is the way out of that.
type Only struct {
	*widgets.Button
	Customer app.CustomerID // zero: the list holds all
	out      func()
}

// NewOnly narrows nothing yet; out asks for the list again.
func NewOnly(out func()) *Only {
	o := &Only{out: out}
	o.Button = widgets.NewButton("", func() { o.Leave() })
	o.Hide()
	return o
}

// Of takes the customer that a route names.
func (o *Only) Of(r desk.Route) {
	o.Customer = app.CustomerID{}
	if r.Use.Level == app.OfCustomer {
		o.Customer = r.Use.Customer
	}
}

// Tell names him.
func (o *Only) Tell(name string) {
	o.SetText(lang.L("{{.Name}} alone: show all", map[string]any{"Name": name}) + "  Esc")
	o.Hidden = o.Customer.IsZero()
	o.Refresh()
}

// Leave lets him go and reports whether there was one.
func (o *Only) Leave() bool {
	if o.Customer.IsZero() {
		return false
	}
	o.Customer = app.CustomerID{}
	o.out()
	return true
}
