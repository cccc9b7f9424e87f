package app

// OutageView is one of the three lists of outages.
type OutageView string

// The lists of outages.
const (
	OutagesNow   OutageView = "now"   // under way
	OutagesAhead OutageView = "ahead" // planned or announced
	OutagesPast  OutageView = "past"  // restored or cancelled
)

// OutageViews lists them in their order.
func OutageViews() []OutageView { return []OutageView{OutagesNow, OutagesAhead, OutagesPast} }

// Statuses are those a list shows.
func (v OutageView) Statuses() []OutageStatus {
	switch v {
	case OutagesNow:
		return []OutageStatus{OutageUnderWay}
	case OutagesAhead:
		return []OutageStatus{OutagePlanned, OutageAnnounced}
	case OutagesPast:
		return []OutageStatus{OutageRestored, OutageCancelled}
	}
	return nil
}

// OutageFilter narrows the list of outages.
type OutageFilter struct {
	View  OutageView // empty: all
	Text  string     // number, reason, line, transformer area
	Kinds []OutageKind
}

// OutageRow is an outage as lists show it.
type OutageRow struct {
	Outage
	Scope     string // the names of what it takes in, with 、 between
	Handler   string
	Limits    []NoticeLimit
	Faults    int64 // fault reports linked
	CaseStep  string
	CaseFrom  int64 // of the linked report due first: its limit; 0: none runs
	CaseDueAt int64
}

// Deadline is the nearest of what the outage and its fault reports run into.
func (r OutageRow) Deadline() Deadline {
	d := r.Outage.Deadline(r.Limits)
	if r.CaseDueAt != 0 && r.Status == OutageUnderWay && (d.At == 0 || r.CaseDueAt < d.At) {
		return Deadline{Step: r.CaseStep, From: r.CaseFrom, At: r.CaseDueAt}
	}
	return d
}

// AffectedCounts says how many an outage takes the power from, and how many of
// them have been told.
type AffectedCounts struct {
	Accounts      int64
	Customers     int64
	Important     int64 // accounts of important users
	Told          int64
	ImportantTold int64
	NotReached    int64 // tried in vain
}

// Affected is one account an outage takes the power from, with the best notice
// of it: told before not reached, the earliest telling.
type Affected struct {
	Account   AccountID
	Customer  CustomerID
	AccountNo string `field:"accounts.account_no"`
	Name      string
	Important string // code list important_grade
	Address   string
	Area      string // name of the transformer area
	Line      string
	Contact   string
	Phone     string `field:"contacts.mobile"` // personal
	Care      bool   // special care is noted on the customer
	Channel   string
	NoticeAt  int64
	Result    NoticeResult
	Note      string
}

// AffectedOnly narrows the accounts of an outage.
type AffectedOnly string

// The narrowings of the affected accounts.
const (
	AffectedAll       AffectedOnly = "all"
	AffectedImportant AffectedOnly = "important"
	AffectedUntold    AffectedOnly = "untold"
)

// OutageForecast tells, before an outage is saved, whom it will reach and by
// when they must know.
type OutageForecast struct {
	Counts AffectedCounts
	Limits []NoticeLimit
}

// OutagePage is everything the page of an outage shows, but for the accounts.
type OutagePage struct {
	Outage  OutageRow
	Parts   []OutageScope
	Counts  AffectedCounts
	Cases   []CaseRow // fault reports linked, the open ones first
	History []PlaceHistory
}

// PlaceHistory is how often one place was without power.
type PlaceHistory struct {
	Place   GridPlace
	Name    string // of the line or transformer area
	From    Day
	To      Day
	Count   int64
	Minutes int64
	Outages []OutageRow // newest first
}

// SimilarFault is a fault report from the same part of the grid, which may be
// of one outage.
type SimilarFault struct {
	CaseRow
	Outage   OutageID // the one it is linked to; zero: none
	OutageNo string
}

// GridLine is a line by its substation, as transformer areas and accounts name
// it.
type GridLine struct {
	Substation string
	Line       string
	Areas      int64
}
