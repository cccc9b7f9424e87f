package app

import "time"

// CustomerFilter narrows the list of customers. Saved views keep it under the
// names of its tags, which therefore never change.
type CustomerFilter struct {
	Text            string            `json:"text,omitzero"` // as in the one search box
	Kind            CustomerKind      `json:"kind,omitzero"`
	Class           string            `json:"class,omitzero"`
	Important       bool              `json:"important,omitzero"`
	TransformerArea TransformerAreaID `json:"transformer_area,omitzero"`
	Manager         StaffID           `json:"manager,omitzero"`
	Mine            bool              `json:"mine,omitzero"` // of whoever looks
	OpenCases       bool              `json:"open_cases,omitzero"`
	Arrears         bool              `json:"arrears,omitzero"`
	Sort            CustomerSort      `json:"sort,omitzero"`
	Descending      bool              `json:"descending,omitzero"`
}

// For names who looks in place of "mine".
func (f CustomerFilter) For(by Actor) CustomerFilter {
	if f.Mine {
		f.Manager, f.Mine = by.Staff, false
	}
	return f
}

// CustomerSort is a column the list of customers can be sorted by.
type CustomerSort string

// The sortable columns of customers.
const (
	ByName      CustomerSort = "name" // by pinyin
	ByAccountNo CustomerSort = "account_no"
	ByAddress   CustomerSort = "address"
	ByCreated   CustomerSort = "created"
)

// CustomerRow is a customer as lists show it, with the first account.
type CustomerRow struct {
	ID          CustomerID
	Name        string
	Kind        CustomerKind
	Important   string
	AccountNo   string `field:"accounts.account_no"`
	Accounts    int64
	Address     string
	Phone       string `field:"contacts.mobile"`
	Area        string // name of the transformer area
	Manager     string
	Category    string // code list usage_category
	ContractVA  int64
	ArrearsFen  int64
	OpenCases   int64
	ConfirmedOn Day
	Keeping     Keeping
}

// CaseRow is a case as lists show it.
type CaseRow struct {
	Case
	CustomerName string
	AccountNo    string `field:"accounts.account_no"`
	OwnerName    string
	Keeping      Keeping // of the customer
}

// CustomerPage is everything the one page of a customer shows.
type CustomerPage struct {
	Customer    Customer
	Accounts    []Account
	Contacts    []Contact
	Meters      []Meter
	Areas       map[TransformerAreaID]TransformerArea
	Assignments []Assignment
	Staff       map[StaffID]string // names of those mentioned
	Cases       []CaseRow          // newest first
	Timeline    []TimelineEntry    // newest first
	Sheets      CustomerSheets
	Others      []OtherRecord // merged into this one

	Commitments   []CommitmentRow // what is owed first
	Opportunities []OpportunityRow
	UsageEvents   []UsageEvent
	Readings      []Reading    // newest first
	UseTasks      []UseTaskRow // those that are open
}

// AlertKind is something the counter should see before the customer speaks.
type AlertKind string

// The alerts over a customer's page.
const (
	AlertArrears       AlertKind = "arrears"
	AlertImportant     AlertKind = "important"
	AlertCare          AlertKind = "care"
	AlertOpenComplaint AlertKind = "open_complaint"
	AlertOverdue       AlertKind = "overdue"
	AlertDueSoon       AlertKind = "due_soon"
	AlertStale         AlertKind = "stale"
	AlertOpenCases     AlertKind = "open_cases" // on a day sheet, as is the next
	AlertPromises      AlertKind = "promises"
	AlertPromiseBroken AlertKind = "promise_broken" // and still owed
	AlertPromiseDue    AlertKind = "promise_due"
)

// Alert is one line of the header strip.
type Alert struct {
	Kind  AlertKind
	Count int
	Fen   int64
	Text  string
	Day   Day
}

// StaleAfterDays is how long customer data count as confirmed (setting later).
const StaleAfterDays = 365

// Alerts lists what the counter should see first, gravest first.
func (p CustomerPage) Alerts(now time.Time) []Alert {
	var out []Alert
	late, soon, complaints := p.countCases(now)
	broken, due := p.countPromises(DayOf(now))
	for _, a := range []Alert{
		{Kind: AlertOverdue, Count: late},
		{Kind: AlertOpenComplaint, Count: complaints},
		{Kind: AlertPromiseBroken, Count: broken},
		{Kind: AlertDueSoon, Count: soon},
		{Kind: AlertPromiseDue, Count: due},
	} {
		if a.Count > 0 {
			out = append(out, a)
		}
	}
	if p.Customer.ImportantGrade != "" {
		out = append(out, Alert{Kind: AlertImportant, Text: p.Customer.ImportantGrade})
	}
	if care, is := p.careAlert(DayOf(now)); is {
		out = append(out, care)
	}
	if fen := p.arrears(); fen > 0 {
		out = append(out, Alert{Kind: AlertArrears, Fen: fen})
	}
	out = append(out, p.sheetAlerts(DayOf(now))...)
	if on := p.Customer.ConfirmedOn; on != "" && on.AddDays(StaleAfterDays) < DayOf(now) {
		out = append(out, Alert{Kind: AlertStale, Day: on})
	}
	return out
}

func (p CustomerPage) countCases(now time.Time) (late, soon, complaints int) {
	_, weekEnd := WorkWeek.Span(now)
	for _, c := range p.Cases {
		switch {
		case !c.Status.Open():
			continue
		case c.Late(now):
			late++
		case c.DueAt != 0 && c.DueAt < weekEnd:
			soon++
		}
		if c.Kind == Complaint {
			complaints++
		}
	}
	return late, soon, complaints
}

func (p CustomerPage) countPromises(today Day) (broken, due int) {
	for _, c := range p.Commitments {
		switch c.State(today) {
		case PromiseOverdue:
			broken++
		case PromiseDueSoon:
			due++
		}
	}
	return broken, due
}

func (p CustomerPage) arrears() int64 {
	var fen int64
	for _, a := range p.Accounts {
		fen += a.ArrearsFen
	}
	return fen
}

// TimelineKind is what an entry of a timeline tells of.
type TimelineKind string

// The kinds of timeline entries.
const (
	TimelineCreated TimelineKind = "created"
	TimelineChanged TimelineKind = "changed"
	TimelineCase    TimelineKind = "case"
	TimelineStep    TimelineKind = "step"
	TimelineVisit   TimelineKind = "visit"
	TimelineMerged  TimelineKind = "merged" // with another record, named by Number
	TimelineParted  TimelineKind = "parted" // that was taken back

	TimelinePromise     TimelineKind = "promise"
	TimelinePromiseEnd  TimelineKind = "promise_end"
	TimelineOpportunity TimelineKind = "opportunity"
	TimelineUsageEvent  TimelineKind = "usage_event"
	TimelineReading     TimelineKind = "reading"
)

// TimelineEntry is one thing that happened with a customer or a case.
type TimelineEntry struct {
	At      int64
	Kind    TimelineKind
	By      string
	Case    CaseID // for entries that open a case
	Number  string
	Step    CaseStep
	CaseOf  CaseKind
	Flow    int64 // the version of its flow
	Changes []FieldChange
	Why     Why
	Visit   Visit // one that was made

	Commitment  *CommitmentRow // of the entries named for them
	Opportunity *OpportunityRow
	UsageEvent  *UsageEvent
	Readings    []Reading // of one account and day
}

// FieldChange is one field of one record before and after a change.
type FieldChange struct {
	At     int64
	By     string
	Device string
	Table  string // customers, contacts, accounts …
	Field  string // the column
	Old    string `field:"*"`
	New    string `field:"*"`
	Why    Why
	Record RecordID
	Write  WriteID // in the change log
}

// Suspect is a customer who may be the one being typed, and why it seems so.
type Suspect struct {
	ID        CustomerID
	Name      string
	AccountNo string `field:"accounts.account_no"`
	Address   string
	Reasons   []SuspectReason
	Score     float64 // 0 … 1
}

// SuspectReason is one sign that two customers are one.
type SuspectReason string

// The signs of a duplicate.
const (
	SameIDNo      SuspectReason = "same_id_no"
	SameUSCC      SuspectReason = "same_uscc"
	SamePhone     SuspectReason = "same_phone"
	SameAccountNo SuspectReason = "same_account_no"
	SameName      SuspectReason = "same_name"
	LikeName      SuspectReason = "like_name"
)

// Found is one hit of the search box.
type Found struct {
	ID        CustomerID
	Name      string
	AccountNo string `field:"accounts.account_no"`
	Phone     string `field:"contacts.mobile"`
	Address   string
	MeterNo   string  `field:"meters.asset_no"`
	Case      CaseID  // set when a case number was asked for
	Visit     VisitID // set when the number of a visit was asked for
	Keeping   Keeping // of the customer
}

// Code is one entry of a code table: 代码表.
type Code struct {
	List      string
	Code      string
	ZH, EN    string
	ValidFrom Day
	ValidTo   Day
	Sort      int64
}

// Draft is a half-done form, kept field by field on this device.
type Draft struct {
	ID        string
	Form      string // which form: case, customer
	Title     string // what its tab says
	Fields    map[string]string
	UpdatedAt int64
	Gone      bool // what it is about is not on this computer any more, or not for who asks
}

// Promise is what holds for a case that is being typed.
type Promise struct {
	Clocks   []Clock        // that would start, the strictest first
	Breaches []Breach       // bounds of the trade it would not keep
	Alike    []CaseRow      // open cases that may be about the same matter
	Outages  []OutageRow    // of a fault: those known where it is
	Faults   []SimilarFault // of a fault: other reports from the same place
}

// CasePage is everything the page of a case shows.
type CasePage struct {
	Case       CaseRow
	File       CaseFile
	Clocks     []Clock    // the strictest running one first
	Steps      []CaseStep // oldest first
	Demands    []CaseRow  // internal demands raised for it
	Duplicates []CaseRow  // cases that go on under it
	Above      []CaseRow  // the case it was raised for; none or one
	Main       []CaseRow  // the case it goes on under; none or one
	Alike      []CaseRow  // open cases that may be about the same matter
}
