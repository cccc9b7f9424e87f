package app

// VisitFilter narrows the list of visits. Saved views keep it under the names
// of its tags, which therefore never change.
type VisitFilter struct {
	Text            string            `json:"text,omitzero"` // number, customer
	Manager         StaffID           `json:"manager,omitzero"`
	Mine            bool              `json:"mine,omitzero"` // of whoever looks
	Unit            OrgUnitID         `json:"unit,omitzero"`
	MyUnit          bool              `json:"my_unit,omitzero"` // of the unit of whoever looks
	Customer        CustomerID        `json:"customer,omitzero"`
	From            Day               `json:"from,omitzero"`
	To              Day               `json:"to,omitzero"` // the day included
	By              string            `json:"by,omitzero"` // which day lies within: VisitsByPlan or VisitsByVisit; none: the day planned
	Statuses        []VisitStatus     `json:"statuses,omitempty"`
	OpenOnly        bool              `json:"open,omitzero"` // still to be made
	Channel         VisitChannel      `json:"channel,omitzero"`
	Segment         string            `json:"segment,omitzero"`
	TransformerArea TransformerAreaID `json:"transformer_area,omitzero"`
	Overdue         bool              `json:"overdue,omitzero"` // planned for a day that is over, and not made
	Late            bool              `json:"late,omitzero"`    // written down on a later day
	Moved           bool              `json:"moved,omitzero"`   // its day was changed
	Sort            VisitSort         `json:"sort,omitzero"`
	Descending      bool              `json:"descending,omitzero"`
}

// The days a list of visits can be narrowed by. By the plan there are only
// visits that were planned.
const (
	VisitsByPlan  = "planned_on"
	VisitsByVisit = "visited_on"
)

// For names who looks in place of "mine" and "my unit".
func (f VisitFilter) For(by Actor) VisitFilter {
	if f.Mine {
		f.Manager, f.Mine = by.Staff, false
	}
	if f.MyUnit {
		f.Unit, f.MyUnit = by.Unit, false
	}
	return f
}

// MadeStatuses are those of a visit that took place.
func MadeStatuses() []VisitStatus { return []VisitStatus{VisitRecorded, VisitFollowUp, VisitArchived} }
