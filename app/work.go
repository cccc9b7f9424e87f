package app

import "time"

// CustomerFilter narrows the list of customers.
type CustomerFilter struct {
	Text            string // as in the one search box
	Kind            CustomerKind
	Class           string
	Important       bool
	TransformerArea TransformerAreaID
	Manager         StaffID
	OpenCases       bool
	Arrears         bool
	Sort            CustomerSort
	Descending      bool
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
	AccountNo   string
	Accounts    int64
	Address     string
	Phone       string
	Area        string // name of the transformer area
	Manager     string
	Category    string // code list usage_category
	ContractVA  int64
	ArrearsFen  int64
	OpenCases   int64
	ConfirmedOn Day
}

// CaseFilter narrows the list of cases.
type CaseFilter struct {
	Text       string // number, customer, content
	Kinds      []CaseKind
	Statuses   []CaseStatus
	OpenOnly   bool
	Customer   CustomerID
	Owner      StaffID
	Work       Work // one of the start page's lists
	From, To   Day  // accepted between
	Sort       CaseSort
	Descending bool
}

// CaseSort is a column the list of cases can be sorted by.
type CaseSort string

// The sortable columns of cases.
const (
	ByDue      CaseSort = "due"
	ByAccepted CaseSort = "accepted"
	ByNumber   CaseSort = "number"
)

// CaseRow is a case as lists show it.
type CaseRow struct {
	Case
	CustomerName string
	AccountNo    string
	OwnerName    string
}

// Work is one of the lists a day begins with.
type Work string

// The lists of the start page.
const (
	WorkOverdue         Work = "overdue"
	WorkToday           Work = "today"
	WorkWeek            Work = "week" // due on the six days after today
	WorkWaitingCustomer Work = "waiting_customer"
	WorkWaitingInternal Work = "waiting_internal"
	WorkCallBack        Work = "call_back"
	WorkUnassigned      Work = "unassigned"
)

// Works lists the start page's lists in their order.
func Works() []Work {
	return []Work{WorkOverdue, WorkToday, WorkWeek, WorkWaitingCustomer, WorkWaitingInternal, WorkCallBack, WorkUnassigned}
}

// Span is the time within which a case must fall due to be on the list; both
// ends zero for lists that do not look at the time. From is included, to not.
func (w Work) Span(now time.Time) (from, to int64) {
	today := DayOf(now)
	tomorrow := today.AddDays(1).Time().UnixMilli()
	switch w {
	case WorkOverdue:
		return 1, now.UnixMilli()
	case WorkToday:
		return now.UnixMilli(), tomorrow + 1
	case WorkWeek:
		return tomorrow + 1, today.AddDays(7).Time().UnixMilli() + 1
	}
	return 0, 0
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
	AlertMerged        AlertKind = "merged"
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
	if !p.Customer.MergedInto.IsZero() {
		out = append(out, Alert{Kind: AlertMerged})
	}
	late, soon, complaints := p.countCases(now)
	for _, a := range []Alert{
		{Kind: AlertOverdue, Count: late},
		{Kind: AlertOpenComplaint, Count: complaints},
		{Kind: AlertDueSoon, Count: soon},
	} {
		if a.Count > 0 {
			out = append(out, a)
		}
	}
	if p.Customer.ImportantGrade != "" {
		out = append(out, Alert{Kind: AlertImportant, Text: p.Customer.ImportantGrade})
	}
	if p.Customer.Care != "" {
		out = append(out, Alert{Kind: AlertCare, Text: p.Customer.Care})
	}
	if fen := p.arrears(); fen > 0 {
		out = append(out, Alert{Kind: AlertArrears, Fen: fen})
	}
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
}

// FieldChange is one field of one record before and after a change.
type FieldChange struct {
	At     int64
	By     string
	Device string
	Table  string // customers, contacts, accounts …
	Field  string // the column
	Old    string
	New    string
	Why    Why
}

// Suspect is a customer who may be the one being typed, and why it seems so.
type Suspect struct {
	ID        CustomerID
	Name      string
	AccountNo string
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
	AccountNo string
	Phone     string
	Address   string
	MeterNo   string
	Case      CaseID // set when a case number was asked for
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
}

// Promise is what holds for a case that is being typed.
type Promise struct {
	Clocks   []Clock   // that would start, the strictest first
	Breaches []Breach  // bounds of the trade it would not keep
	Alike    []CaseRow // open cases that may be about the same matter
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
