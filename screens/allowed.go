package screens

import (
	"slices"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// asks is what it takes, one right or the other, to see an area. What is not
// named is for everybody.
var asks = map[desk.Tab][]app.Right{
	desk.Home:      {app.ReadCases},
	desk.Customers: {app.ReadCustomers},
	desk.Cases:     {app.ReadCases},
	desk.Visits:    {app.ReadVisits},
	desk.Training:  {app.LearnHere, app.ReadTraining},
	desk.Forecast:  {app.ReadForecasts},
	desk.Outages:   {app.ReadCases},
	desk.Knowledge: {app.ReadArticles},
	desk.Import:    {app.ImportRecords},
	desk.Sync:      {app.Synchronise},
}

// mayOpen reports whether an area is for whoever works here. The store would
// refuse what it shows; the navigation only leaves it out.
func (w *Window) mayOpen(name desk.Tab) bool {
	rights := asks[name]
	return rights == nil || slices.ContainsFunc(rights, func(right app.Right) bool { return w.set.By.May(right) == nil })
}

// Keys are the chords of this window, for what is laid over it.
func (w *Window) Keys() *widgets.Keys { return w.keys }
