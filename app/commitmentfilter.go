package app

// CommitmentView is one of the lists of promises.
type CommitmentView string

// The lists of promises.
const (
	CommitmentsOpen    CommitmentView = "open"
	CommitmentsOverdue CommitmentView = "overdue"
	CommitmentsWeek    CommitmentView = "week"
	CommitmentsKept    CommitmentView = "kept"
	CommitmentsBroken  CommitmentView = "broken"
	CommitmentsEver    CommitmentView = "ever"
)

// CommitmentViews lists them, the most urgent first.
func CommitmentViews() []CommitmentView {
	return []CommitmentView{CommitmentsOverdue, CommitmentsWeek, CommitmentsOpen, CommitmentsKept, CommitmentsBroken, CommitmentsEver}
}

// CommitmentFilter narrows the list of promises.
type CommitmentFilter struct {
	View     CommitmentView
	Text     string // content or customer
	Owner    StaffID
	Mine     bool // of whoever looks
	Customer CustomerID
}

// For names who looks in place of "mine".
func (f CommitmentFilter) For(by Actor) CommitmentFilter {
	if f.Mine {
		f.Owner, f.Mine = by.Staff, false
	}
	return f
}

// CommitmentRow is a promise as lists show it.
type CommitmentRow struct {
	Commitment
	CustomerName string
	OwnerName    string
	CaseNumber   string // of the case it belongs to
}

// MadeInVisit is something that was made in a visit, as the visit lists it.
type MadeInVisit struct {
	Kind    VisitLinkKind
	Record  RecordID
	Text    string // content, note or name, as it was typed
	Status  string // a status, state, stage or kind, by the noun's own words
	DueOn   Day
	Changes []FieldChange // of a change: what it was
	CaseOf  CaseKind      // of a case, with its number
	Number  string
}
