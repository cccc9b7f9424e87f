package app

import "slices"

// CaseFilter narrows the list of cases. Saved views keep it under the names of
// its tags, which therefore never change.
type CaseFilter struct {
	Text        string       `json:"text,omitzero"` // number, customer, content
	Kinds       []CaseKind   `json:"kinds,omitempty"`
	Statuses    []CaseStatus `json:"statuses,omitempty"`
	OpenOnly    bool         `json:"open,omitzero"`
	Customer    CustomerID   `json:"customer,omitzero"`
	Owner       StaffID      `json:"owner,omitzero"`
	Mine        bool         `json:"mine,omitzero"`   // owned by whoever looks
	Nobody      bool         `json:"nobody,omitzero"` // without an owner
	Unit        OrgUnitID    `json:"unit,omitzero"`
	MyUnit      bool         `json:"my_unit,omitzero"` // of the unit of whoever looks
	Channel     string       `json:"channel,omitzero"`
	Work        Work         `json:"work,omitzero"` // one of the start page's lists
	From        Day          `json:"accepted_from,omitzero"`
	To          Day          `json:"accepted_to,omitzero"` // the day included
	DueFrom     Day          `json:"due_from,omitzero"`
	DueTo       Day          `json:"due_to,omitzero"` // the day included
	Overdue     bool         `json:"overdue,omitzero"`
	Provisional bool         `json:"provisional,omitzero"`
	Sort        CaseSort     `json:"sort,omitzero"`
	Descending  bool         `json:"descending,omitzero"`
}

// CaseSort is a column the list of cases can be sorted by.
type CaseSort string

// The sortable columns of cases. Within one kind, status or owner the newest
// case is first.
const (
	ByDue      CaseSort = "due"
	ByAccepted CaseSort = "accepted"
	ByNumber   CaseSort = "number"
	ByKind     CaseSort = "kind"
	ByStatus   CaseSort = "status" // in the order of a case's life
	ByOwner    CaseSort = "owner"  // in the order of the staff numbers; nobody's cases last
)

// OnlyOpen reports whether no closed case can answer to the filter.
func (f CaseFilter) OnlyOpen() bool {
	if f.OpenOnly || f.Work != "" || f.Overdue {
		return true
	}
	for _, status := range f.Statuses {
		if !status.Open() {
			return false
		}
	}
	return len(f.Statuses) > 0
}

// For names who looks in place of "mine" and "my unit".
func (f CaseFilter) For(by Actor) CaseFilter {
	if f.Mine {
		f.Owner, f.Mine = by.Staff, false
	}
	if f.MyUnit {
		f.Unit, f.MyUnit = by.Unit, false
	}
	return f
}

// Narrowed reports whether the filter leaves anything out besides what is
// closed; the order of a list is no filter.
func (f CaseFilter) Narrowed() bool {
	return f.Text != "" || len(f.Kinds) > 0 || len(f.Statuses) > 0 || !f.Customer.IsZero() || !f.Owner.IsZero() || f.Mine || f.Nobody ||
		!f.Unit.IsZero() || f.MyUnit || f.Channel != "" || f.Work != "" || f.From != "" || f.To != "" || f.DueFrom != "" || f.DueTo != "" ||
		f.Overdue || f.Provisional
}

// Columns is the filter of each column of the board that the filter leaves
// anything in, the most urgent case on top. A card that is closed on the board
// of open cases stays on it.
func (f CaseFilter) Columns() []CaseFilter {
	f.Sort, f.Descending, f.OpenOnly = ByDue, false, false
	var out []CaseFilter
	for _, status := range BoardStatuses() {
		if len(f.Statuses) == 0 || slices.Contains(f.Statuses, status) {
			column := f
			column.Statuses = []CaseStatus{status}
			out = append(out, column)
		}
	}
	return out
}

// Load is how much one person has to do.
type Load struct {
	Staff   StaffID // zero: cases without an owner
	Open    int64
	Overdue int64
	Week    int64 // due until six days after today
}

// NotAssigned is a case that a bulk assignment left as it was, and why.
type NotAssigned struct {
	Case   CaseID
	Number string
	Why    error // a Refusal, or ErrChangedMeantime
}

// BoardColumn is one status of the board: its first cases and how many there
// are.
type BoardColumn struct {
	Status CaseStatus
	Cases  []CaseRow // the most urgent first
	Count  Bounded
}

// Bounded is a count that gave up at a bound.
type Bounded struct {
	N    int64
	More bool // there are more than N
}

// BoardStatuses are the columns of the board, in the order of a case's life.
func BoardStatuses() []CaseStatus {
	return []CaseStatus{Accepted, Assigned, Working, WaitCustomer, WaitInternal, WaitApproval, Replied, CallBack, Closed}
}
