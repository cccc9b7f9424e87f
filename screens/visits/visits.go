// Package visits is the tab of visits: the list, the calendar, who is due by
// rhythm, how the managers are loaded, the rhythms, and the sheet of a day. It
// plans, moves, cancels and hands on. What is written down in a visit, its page
// and its brief, promises, service plans and figures are pages of others that
// the tab takes in (Pages); one that is not there is not offered.
package visits

import (
	"context"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// Store is what these screens ask of the records.
type Store interface {
	VisitOrder(context.Context, app.Actor, app.VisitFilter) ([]int64, error)
	VisitHead(context.Context, app.Actor, app.VisitFilter, int) ([]int64, error)
	VisitsAt(context.Context, app.Actor, []int64) ([]app.VisitRow, error)
	DueVisits(context.Context, app.Actor, app.DueFilter) ([]app.DueVisit, error)
	ForeseeVisits(context.Context, app.Actor, app.PlanAsk) (app.VisitPlan, error)
	PlanVisits(context.Context, app.Actor, app.PlanAsk) (app.VisitPlan, error)
	MoveVisit(context.Context, app.Actor, app.Visit, app.VisitMove) (app.Visit, error)
	CancelVisit(ctx context.Context, by app.Actor, was app.Visit, reason string) (app.Visit, error)
	AppointVisit(context.Context, app.Actor, app.Visit, app.Appointment) (app.Visit, error)
	ReassignVisits(ctx context.Context, by app.Actor, visits []app.Visit, to app.StaffID, reason string) ([]app.VisitID, []app.NotReassigned, error)
	RouteDay(context.Context, app.Actor, app.StaffID, app.Day, []app.VisitID) error
	DaySheet(context.Context, app.Actor, app.StaffID, app.Day) (app.DaySheet, error)
	VisitLoads(context.Context, app.Actor, app.DaySpan) ([]app.VisitLoad, error)
	SetRhythm(context.Context, app.Actor, app.VisitRhythm) error
	EndRhythm(context.Context, app.Actor, app.CustomerID, app.Day) error
	Rhythms(context.Context, app.Actor) ([]app.VisitRhythm, error)
	CustomerRhythm(context.Context, app.Actor, app.CustomerID) (app.CustomerRhythm, error)
	Calendar(context.Context) (*app.Calendar, error)
	Staff(context.Context, app.Actor) ([]app.Staff, error)
	TransformerAreas(context.Context, app.Actor) ([]app.TransformerArea, error)
}

// Pages are the pages of others that the tab takes in. Form answers the routes
// with Record, Visit those to a visit, Brief those with Brief; each is handed
// its route. The sections stand behind the tab's own.
type Pages struct {
	Form, Visit, Brief func() desk.Screen
	Sections           []Section
}

// Section is a place of the switch that shows a page of others.
type Section struct {
	Name  string
	Make  func() desk.Screen
	Takes func(desk.Route) bool // the routes it answers; nil: none
}

func staffOf(staff []app.Staff, no string) app.StaffID {
	for _, s := range staff {
		if s.StaffNo == no && no != "" {
			return s.ID
		}
	}
	return app.StaffID{}
}

func staffNo(staff []app.Staff, id app.StaffID) string {
	for _, s := range staff {
		if s.ID == id {
			return s.StaffNo
		}
	}
	return ""
}

// selectFirst lets Enter open a row at once on a list that came on view while
// it had the keyboard already.
func selectFirst(t *widgets.RecordTable, rows int) {
	if rows > 0 && t.SelectedIndex() < 0 {
		t.Select(0)
	}
}
