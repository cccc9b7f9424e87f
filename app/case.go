package app

import (
	"strings"
	"time"
)

// CaseKind is what a case is about; it chooses the flow and the limits.
type CaseKind string

// The kinds of cases. More follow as data; these have flows today.
const (
	Consultation   CaseKind = "consultation"    // 业务咨询
	Fault          CaseKind = "fault"           // 故障报修
	Complaint      CaseKind = "complaint"       // 投诉
	LVResident     CaseKind = "lv_resident"     // 居民业扩
	LVBusiness     CaseKind = "lv_business"     // 低压非居民业扩
	ServiceRequest CaseKind = "service_request" // 服务申请
)

// CaseKinds lists the kinds in the order a counter meets them.
func CaseKinds() []CaseKind {
	return []CaseKind{Consultation, Fault, Complaint, LVResident, LVBusiness, ServiceRequest}
}

// CaseStatus is where a case stands in its common life.
type CaseStatus string

// The statuses of the common life of a case (product 4.3).
const (
	Accepted     CaseStatus = "accepted"
	Assigned     CaseStatus = "assigned"
	Working      CaseStatus = "working"
	WaitCustomer CaseStatus = "wait_customer" // the company's clock pauses
	WaitInternal CaseStatus = "wait_internal"
	WaitApproval CaseStatus = "wait_approval"
	Replied      CaseStatus = "replied"
	CallBack     CaseStatus = "call_back"
	Closed       CaseStatus = "closed"
	Archived     CaseStatus = "archived"
	Cancelled    CaseStatus = "cancelled"
	Linked       CaseStatus = "linked" // goes on under another case
)

// CaseStatuses lists every status in the order of a case's life.
func CaseStatuses() []CaseStatus {
	return []CaseStatus{
		Accepted, Assigned, Working, WaitCustomer, WaitInternal, WaitApproval,
		Replied, CallBack, Closed, Archived, Cancelled, Linked,
	}
}

// Open reports whether somebody still has to do something.
func (s CaseStatus) Open() bool {
	switch s {
	case Closed, Archived, Cancelled, Linked:
		return false
	}
	return true
}

// Waiting reports whether the case waits for somebody else.
func (s CaseStatus) Waiting() bool {
	return s == WaitCustomer || s == WaitInternal || s == WaitApproval
}

// Case is 工单: one matter of one customer, from acceptance to the archive.
type Case struct {
	ID           CaseID
	Area         Area
	Number       string // 工单号, device part + day + running number
	Kind         CaseKind
	SubKind      string // code list service_sub_kind or complaint_class
	Channel      string // code list channel
	Customer     CustomerID
	Account      AccountID
	ContactName  string
	ContactPhone string // personal
	Anonymous    bool
	Content      string
	Urgency      string
	AreaType     string // urban, rural, remote: decides the arrival limit of a fault
	LineWorks    bool   // a low-voltage connection that needs a new line
	Mood         string
	Secrecy      string
	ExternalNo   string // number at 95598, 12398, 12345
	Owner        StaffID
	Unit         OrgUnitID
	Status       CaseStatus
	FlowVersion  int64
	Answer       string
	Result       string
	Opinion      string // code list closing_opinion
	FirstContact bool   // solved at the first contact
	Rework       int64  // times reopened
	AcceptedBy   StaffID
	AcceptedAt   int64 // Unix ms, as all …At
	RepliedAt    int64
	ClosedAt     int64
	DueAt        int64  // the strictest running clock, copied here for lists
	DueStep      string // its step
	Provisional  bool   // the due date runs past the last published calendar year
	WithdrawnAt  int64  // Unix ms; 0 while in use
	Seen         Seen
}

// Late reports whether the strictest clock has run out.
func (c Case) Late(now time.Time) bool {
	return c.Status.Open() && c.DueAt != 0 && c.DueAt < now.UnixMilli()
}

// CaseStep is one entry of a case's life: a move, or a note without one.
type CaseStep struct {
	ID        CaseStepID
	Area      Area
	Case      CaseID
	From      CaseStatus // empty on acceptance
	To        CaseStatus // equal to From for a note
	By        StaffID
	At        int64
	Note      string
	Reason    string // code or words, where the move needs one
	NewOwner  StaffID
	Forced    bool
	ByName    string // filled on reading
	OwnerName string
}

// CaseClock is one limit running on one case.
type CaseClock struct {
	ID          CaseClockID
	Area        Area
	Case        CaseID
	Clock       Clock
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// CaseDraft is a case as typed at the counter, before it is accepted.
type CaseDraft struct {
	Kind         CaseKind
	SubKind      string
	Channel      string
	Customer     CustomerID
	Account      AccountID
	ContactName  string
	ContactPhone string
	Anonymous    bool
	Content      string
	Urgency      string
	AreaType     string
	LineWorks    bool
	Mood         string
	Secrecy      string
	ExternalNo   string
	Owner        StaffID

	// For a matter answered on the spot: what was answered and how the
	// customer took it. Close asks for acceptance and closing in one step.
	Close   bool
	Answer  string
	Opinion string
}

// ContentMax is the longest account of a matter, in characters.
const ContentMax = 4000

// Check refuses a draft that could not be accepted; the reason names the field.
func (d CaseDraft) Check() error {
	switch {
	case d.Kind == "":
		return Refuse("kind", Missing)
	case DefaultFlow(d.Kind).Kind == "":
		return Refuse("kind", Unknown)
	case d.Channel == "":
		return Refuse("channel", Missing)
	case strings.TrimSpace(d.Content) == "":
		return Refuse("content", Missing)
	case len([]rune(d.Content)) > ContentMax:
		return Refuse("content", TooLong)
	case d.Customer.IsZero() && !d.Anonymous && d.ContactName == "" && d.ContactPhone == "":
		return Refuse("contact", NeedsContact)
	case d.Kind == Fault && d.AreaType == "":
		return Refuse("area_type", Missing)
	case (d.Kind == ServiceRequest || d.Kind == Complaint) && d.SubKind == "":
		return Refuse("sub_kind", Missing)
	}
	if d.Close {
		return d.checkClosing()
	}
	return nil
}

func (d CaseDraft) checkClosing() error {
	switch {
	case !DefaultFlow(d.Kind).ClosesAtOnce:
		return Refuse("status", NotFromHere)
	case strings.TrimSpace(d.Answer) == "":
		return Refuse("answer", NeedsAnswer)
	case d.Opinion == "":
		return Refuse("opinion", NeedsOpinion)
	}
	return nil
}

// Class is the value by which limit rules tell cases of one kind apart.
func (d CaseDraft) Class() string { return limitClass(d.Kind, d.AreaType, d.LineWorks, d.SubKind) }

// Class is the value by which limit rules tell cases of one kind apart.
func (c Case) Class() string { return limitClass(c.Kind, c.AreaType, c.LineWorks, c.SubKind) }

// limitClass is the area of a fault, line works of a connection, else the sub-kind.
func limitClass(kind CaseKind, areaType string, lineWorks bool, subKind string) string {
	switch {
	case kind == Fault:
		return areaType
	case kind == LVBusiness && lineWorks:
		return "line_works"
	case kind == LVBusiness:
		return "no_line_works"
	}
	return subKind
}

// Opening is what the store adds to a draft when a case is accepted.
type Opening struct {
	ID     CaseID
	Area   Area
	Number string
	By     Actor
	Now    time.Time
	Rules  []LimitRule
	Days   *Calendar
}

// Open accepts a draft: the case with its status and due date, and the clocks
// that start with it. A draft marked Close comes back closed.
func (d CaseDraft) Open(o Opening) (Case, []Clock, error) {
	if err := d.Check(); err != nil {
		return Case{}, nil, err
	}
	c := Case{
		ID: o.ID, Area: o.Area, Number: o.Number,
		Kind: d.Kind, SubKind: d.SubKind, Channel: d.Channel, Customer: d.Customer, Account: d.Account,
		ContactName: NormaliseName(d.ContactName), ContactPhone: NormalisePhone(d.ContactPhone), Anonymous: d.Anonymous,
		Content: strings.TrimSpace(d.Content), Urgency: d.Urgency, AreaType: d.AreaType, LineWorks: d.LineWorks,
		Mood: d.Mood, Secrecy: d.Secrecy, ExternalNo: d.ExternalNo,
		Owner: d.Owner, Unit: o.By.Unit, Status: Accepted, FlowVersion: DefaultFlow(d.Kind).Version,
		AcceptedBy: o.By.Staff, AcceptedAt: o.Now.UnixMilli(),
	}
	if !c.Owner.IsZero() {
		c.Status = Assigned
	}
	clocks := StartClocks(Matching(o.Rules, d.Kind, d.Class(), DayOf(o.Now)), EventAccepted, o.Now, o.Days)
	if d.Close {
		c.Status, c.FirstContact = Closed, true
		c.Answer, c.Result, c.Opinion = strings.TrimSpace(d.Answer), strings.TrimSpace(d.Answer), d.Opinion
		c.RepliedAt, c.ClosedAt = c.AcceptedAt, c.AcceptedAt
		clocks = StopClocks(clocks, []Event{EventContacted, EventAnswered, EventClosed}, o.Now)
	}
	return c.due(clocks), clocks, nil
}

// due copies the strictest running clock into the case.
func (c Case) due(clocks []Clock) Case {
	c.DueAt, c.DueStep, c.Provisional = 0, "", false
	if first, ok := FirstDue(clocks); ok && c.Status.Open() {
		c.DueAt, c.DueStep, c.Provisional = first.DueAt, first.Step, first.Provisional
	}
	return c
}
