package app

import (
	"strings"
	"time"
)

// Open reports whether a visit still is to be made.
func (s VisitStatus) Open() bool { return s == VisitPlanned || s == VisitAppointed }

// Made reports whether a visit was made.
func (s VisitStatus) Made() bool {
	return s == VisitRecorded || s == VisitFollowUp || s == VisitArchived
}

// VisitStatuses lists the statuses in the order of a visit's life.
func VisitStatuses() []VisitStatus {
	return []VisitStatus{VisitPlanned, VisitAppointed, VisitRecorded, VisitFollowUp, VisitArchived, VisitCancelled}
}

// VisitChannels lists the channels.
func VisitChannels() []VisitChannel { return []VisitChannel{OnSite, ByTelephone, Online} }

// Overdue reports whether the day of a visit has passed without it.
func (v Visit) Overdue(today Day) bool { return v.Status.Open() && v.PlannedOn < today }

// VisitMove is another day for a visit.
type VisitMove struct {
	On     Day
	Reason string
	Twice  bool // the customer is visited twice that day, and that is meant
}

// Move gives a visit another day. The day it was first planned for stays known
// and moves are counted; what was made or cancelled does not move.
func (v Visit) Move(m VisitMove, now time.Time) (Visit, error) {
	switch reason := strings.TrimSpace(m.Reason); {
	case !v.Status.Open():
		return v, Refuse("status", VisitNotOpen)
	case !m.On.Valid():
		return v, Refuse("planned_on", Missing)
	case m.On < DayOf(now):
		return v, &Refusal{Field: "planned_on", Reason: BeforeToday, Value: string(m.On)}
	case m.On == v.PlannedOn:
		return v, Refuse("planned_on", NothingToDo)
	case reason == "":
		return v, Refuse("reason", NeedsReason)
	default:
		if v.FirstOn == "" {
			v.FirstOn = v.PlannedOn
		}
		v.PlannedOn, v.RouteNo, v.Reason = m.On, 0, reason
		v.Moves++
		if v.Month != 0 {
			v.Month = MonthOf(m.On)
		}
		return v, nil
	}
}

// Cancel takes a visit out of the plan, with why.
func (v Visit) Cancel(reason string) (Visit, error) {
	switch reason = strings.TrimSpace(reason); {
	case !v.Status.Open():
		return v, Refuse("status", VisitNotOpen)
	case reason == "":
		return v, Refuse("reason", NeedsReason)
	}
	v.Status, v.Reason, v.RouteNo = VisitCancelled, reason, 0
	return v, nil
}

// Appointment is what was agreed with the customer before a visit.
type Appointment struct {
	On      Day
	Channel VisitChannel
	Note    string
	Twice   bool // as in VisitMove
}

// Appoint notes what was agreed. A day agreed with the customer is a move too,
// whose reason is the agreement.
func (v Visit) Appoint(a Appointment, now time.Time) (Visit, error) {
	switch {
	case !v.Status.Open():
		return v, Refuse("status", VisitNotOpen)
	case !a.On.Valid():
		return v, Refuse("planned_on", Missing)
	case a.On < DayOf(now):
		return v, &Refusal{Field: "planned_on", Reason: BeforeToday, Value: string(a.On)}
	case a.Channel == "":
		return v, Refuse("channel", Missing)
	}
	if a.On != v.PlannedOn {
		reason := strings.TrimSpace(a.Note)
		if reason == "" {
			return v, Refuse("note", NeedsReason)
		}
		moved, err := v.Move(VisitMove{On: a.On, Reason: reason}, now)
		if err != nil {
			return v, err
		}
		v = moved
	}
	v.Status, v.Channel = VisitAppointed, a.Channel
	if note := strings.TrimSpace(a.Note); note != "" {
		v.Note = note
	}
	return v, nil
}

// HandTo gives a visit that still is to be made to another manager; its place
// in the route was that of the other's day.
func (v Visit) HandTo(manager StaffID, reason string) (Visit, error) {
	switch {
	case !v.Status.Open():
		return v, Refuse("status", VisitNotOpen)
	case manager.IsZero():
		return v, Refuse("manager", NeedsOwner)
	case v.Manager == manager:
		return v, Refuse("manager", NothingToDo)
	}
	v.Manager, v.RouteNo = manager, 0
	if reason = strings.TrimSpace(reason); reason != "" {
		v.Reason = reason
	}
	return v, nil
}

// PlanAsk asks for visits to many customers at once.
type PlanAsk struct {
	Customers []PlanFor
	Span      DaySpan // a month, a quarter, or a single day
	Basis     string  // code list visit_basis
	Channel   VisitChannel
	Purposes  string // code list visit_purpose, with commas between
	Note      string // what they are to find out; it stands in them until their record says more
	Twice     bool   // also who has an open visit within the span, or on the day
}

// PlanFor is a customer to be visited, and who was responsible for him as the
// planner saw it.
type PlanFor struct {
	Customer CustomerID
	Seen     StaffID // zero: not looked at
}

// PlanMost is how many customers are planned at once.
const PlanMost = 2000

// Check refuses what cannot be planned.
func (a PlanAsk) Check(now time.Time) error {
	today := DayOf(now)
	switch {
	case len(a.Customers) == 0:
		return Refuse("customer", NobodyChosen)
	case len(a.Customers) > PlanMost:
		return Refuse("customer", TooLong)
	case !a.Span.From.Valid() || !a.Span.To.Valid():
		return Refuse("planned_on", Missing)
	case a.Span.To < a.Span.From:
		return Refuse("planned_on", EndsBeforeStart)
	case a.Span.To < today:
		return &Refusal{Field: "planned_on", Reason: BeforeToday, Value: string(a.Span.To)}
	case a.Basis == "":
		return Refuse("basis", Missing)
	case len([]rune(a.Note)) > ContentMax:
		return Refuse("note", TooLong)
	}
	return nil
}

// VisitPlan is what a plan came to, or would come to.
type VisitPlan struct {
	Placed      []Placed
	Left        []NotPlanned
	HandedOver  []HandedOver // customers who are another's on the day than the planner saw
	Unassigned  int          // customers nobody is responsible for: their visits are the planner's
	Provisional bool         // some day lies beyond the published calendar
	Span        DaySpan      // what was left of the span from today on
}

// NotPlanned is a customer that a plan left out, and why.
type NotPlanned struct {
	Customer CustomerID
	Name     string
	On       Day   // of the visit that is there already
	Why      error // a Refusal, or ErrNotFound
}

// HandedOver is a customer whose visit goes to somebody else than was seen.
type HandedOver struct {
	Customer CustomerID
	Name     string
	On       Day
	To       StaffID
	ToName   string
}
