package app

import "strings"

// Opportunity is 商机: growth somebody heard of.
type Opportunity struct {
	ID            OpportunityID
	Area          Area
	Customer      CustomerID
	Visit         VisitID
	Kind          string // code list opportunity_kind
	Note          string
	CapacityVA    int64
	KWh           int64  // a year
	ExpectedMonth int64  // YYYYMM; 0: not known
	Stage         string // code list opportunity_stage
	NextStep      string
	NextOn        Day
	Owner         StaffID
	Result        string
	CreatedBy     StaffID
	CreatedAt     int64
	WithdrawnAt   int64 // Unix ms; 0 while in use
	Seen          Seen
}

// OpportunityID names one.
type OpportunityID = ID[Opportunity]

// The stages at which an opportunity begins and ends.
const (
	StageLead      = "lead"
	StageConnected = "connected"
	StageLost      = "lost"
)

// Open reports whether something may still come of it.
func (o Opportunity) Open() bool { return o.Stage != StageConnected && o.Stage != StageLost }

// Check refuses an opportunity nobody could follow. A next day that has passed
// is let through on one that is kept already: it is what is overdue.
func (o Opportunity) Check(today Day) error {
	made := !o.ID.IsZero()
	switch {
	case o.Customer.IsZero():
		return Refuse("customer", Missing)
	case o.Kind == "":
		return Refuse("opportunity_kind", Missing)
	case strings.TrimSpace(o.Note) == "":
		return Refuse("opportunity_note", Missing)
	case len([]rune(o.Note)) > ContentMax:
		return Refuse("opportunity_note", TooLong)
	case o.CapacityVA < 0:
		return Refuse("capacity_va", Impossible)
	case o.KWh < 0:
		return Refuse("kwh", Impossible)
	case o.ExpectedMonth != 0 && !monthExists(o.ExpectedMonth):
		return Refuse("expected_month", Impossible)
	case o.NextOn != "" && !o.NextOn.Valid():
		return Refuse("next_on", Impossible)
	case !made && o.NextOn != "" && o.NextOn < today:
		return Refuse("next_on", HasPassed)
	case o.Stage == "":
		return Refuse("stage", Missing)
	case o.Stage == StageLost && strings.TrimSpace(o.Result) == "":
		return Refuse("result", NeedsReason)
	}
	return nil
}

// OpportunityRow is an opportunity as lists show it.
type OpportunityRow struct {
	Opportunity
	CustomerName string
	OwnerName    string
}
