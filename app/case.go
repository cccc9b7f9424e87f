package app

import (
	"slices"
	"strings"
	"time"
)

// CaseKind is what a case is about; it chooses the flow and the limits.
type CaseKind string

// The kinds of cases the program ships flows for (product 4.4).
const (
	Consultation   CaseKind = "consultation"    // 业务咨询
	Notice         CaseKind = "notice"          // 宣传、告知
	LVResident     CaseKind = "lv_resident"     // 居民业扩
	LVBusiness     CaseKind = "lv_business"     // 低压非居民业扩
	HVOrdinary     CaseKind = "hv_ordinary"     // 高压普通业扩
	HVSpecial      CaseKind = "hv_special"      // 高压非普通业扩
	DER            CaseKind = "der"             // 分布式电源、充电桩、储能
	ChangeOfUse    CaseKind = "change"          // 变更用电
	Complaint      CaseKind = "complaint"       // 投诉
	Wrongdoing     CaseKind = "wrongdoing"      // 举报
	Opinion        CaseKind = "opinion"         // 意见
	Suggestion     CaseKind = "suggestion"      // 建议
	Praise         CaseKind = "praise"          // 表扬
	Fault          CaseKind = "fault"           // 故障报修
	ServiceRequest CaseKind = "service_request" // 服务申请
	Care           CaseKind = "care"            // 客户维护
	InternalDemand CaseKind = "internal_demand" // 内部需求
)

// CaseKinds lists the kinds in the order a counter meets them.
func CaseKinds() []CaseKind {
	return []CaseKind{
		Consultation, Fault, Complaint, LVResident, LVBusiness, ServiceRequest, ChangeOfUse, HVOrdinary, HVSpecial, DER,
		Opinion, Suggestion, Praise, Wrongdoing, Notice, Care, InternalDemand,
	}
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

// Outweighs orders statuses that were given by people who did not know of each
// other: what ended a case is not undone by who had not heard of its end, only
// by who takes it up again knowing.
func (s CaseStatus) Outweighs(t CaseStatus) bool { return s.finality() > t.finality() }

func (s CaseStatus) finality() int {
	switch {
	case s.Open():
		return 0
	case s == Closed:
		return 1
	}
	return 2
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
	ContactPhone string `field:"cases.contact_phone"` // personal
	Anonymous    bool
	Content      string
	Urgency      string
	AreaType     string // urban, rural, remote: decides the arrival limit of a fault
	LineWorks    bool   // a low-voltage connection that needs a new line
	Mood         string
	Secrecy      string
	ExternalNo   string `field:"cases.external_no"` // number at 95598, 12398, 12345
	Owner        StaffID
	Unit         OrgUnitID
	Status       CaseStatus
	Stage        StageCode // where it stands in the flow of its kind
	Held         StageCode // the stage it goes back to from waiting
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
	Grade        string // code list complaint_grade
	GreenReason  string // code list green_reason; empty: not in the green channel
	GreenBy      StaffID
	Parent       CaseID // the case an internal demand was raised for
	LinkedTo     CaseID // the case that goes on for this one
	Protected    bool   // only named persons see it
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
	To        CaseStatus
	FromStage StageCode
	ToStage   StageCode // equal to FromStage for a note
	By        StaffID
	At        int64
	Note      string
	Reason    string // code or words, where the move needs one
	NewOwner  StaffID
	Forced    bool
	Contact   string // how the customer was met or tried: code list contact_way
	Evidence  string // what proves a pause
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

// CaseNote is a note on a case, and how the customer was met or tried.
type CaseNote struct {
	Text    string
	Contact string // code list contact_way
}

// CaseDocument is one document of a case: asked for, received, still owed.
type CaseDocument struct {
	ID          CaseDocumentID
	Area        Area
	Case        CaseID
	Code        string // as in the flow
	Need        string // required, later, optional
	ReceivedOn  Day
	DueOn       Day // until when one that follows must be there
	Note        string
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// Owed reports whether the document is asked for and not there.
func (d CaseDocument) Owed() bool { return d.Need != DocumentOptional && d.ReceivedOn == "" }

// CaseDraft is a case as typed at the counter, before it is accepted.
type CaseDraft struct {
	Kind         CaseKind
	SubKind      string
	Channel      string
	Customer     CustomerID
	Account      AccountID
	ContactName  string
	ContactPhone string `field:"cases.contact_phone"`
	Anonymous    bool
	Content      string
	Urgency      string
	AreaType     string
	LineWorks    bool
	Mood         string
	Secrecy      string
	ExternalNo   string `field:"cases.external_no"`
	Owner        StaffID

	Fields      map[string]string // of the flow, by name
	Documents   map[string]CaseDocument
	GreenReason string
	GreenBy     StaffID
	Parent      CaseID
	Outage      OutageID  // a fault that is part of a known outage
	Named       []StaffID // who may see a protected case

	// For a matter answered on the spot: what was answered and how the
	// customer took it. Close asks for acceptance and closing in one step.
	Close   bool
	Answer  string
	Opinion string
}

// ContentMax is the longest account of a matter, in characters.
const ContentMax = 4000

// Value answers a field of the draft by its name, as conditions and needs know
// it; a flag says "1".
func (d CaseDraft) Value(name string) string {
	switch name {
	case "kind":
		return string(d.Kind)
	case "sub_kind":
		return d.SubKind
	case "channel":
		return d.Channel
	case "area_type":
		return d.AreaType
	case "line_works":
		return yes(d.LineWorks)
	case "anonymous":
		return yes(d.Anonymous)
	case "mood":
		return d.Mood
	case "secrecy":
		return d.Secrecy
	case "urgency":
		return d.Urgency
	case "green_reason":
		return d.GreenReason
	}
	return strings.TrimSpace(d.Fields[name])
}

// Set enters a field by its name, as Value answers it.
func (d *CaseDraft) Set(name, value string) {
	switch name {
	case "sub_kind":
		d.SubKind = value
	case "area_type":
		d.AreaType = value
	case "line_works":
		d.LineWorks = value != ""
	case "anonymous":
		d.Anonymous = value != ""
	case "mood":
		d.Mood = value
	case "secrecy":
		d.Secrecy = value
	default:
		if d.Fields == nil {
			d.Fields = map[string]string{}
		}
		d.Fields[name] = value
	}
}

// Value answers a field of the case itself by its name; fields that only its
// flow knows are in its file.
func (c Case) Value(name string) string {
	if name == "grade" {
		return c.Grade
	}
	return CaseDraft{
		Kind: c.Kind, SubKind: c.SubKind, Channel: c.Channel, AreaType: c.AreaType, LineWorks: c.LineWorks, Anonymous: c.Anonymous,
		Mood: c.Mood, Secrecy: c.Secrecy, Urgency: c.Urgency, GreenReason: c.GreenReason,
	}.Value(name)
}

// builtIn reports whether every case has the field.
func builtIn(name string) bool {
	return slices.Contains([]string{
		"kind", "sub_kind", "channel", "area_type", "line_works", "anonymous", "mood", "secrecy", "urgency", "green_reason", "grade",
	}, name)
}

func yes(flag bool) string {
	if flag {
		return "1"
	}
	return ""
}

// Check refuses a draft that could not be accepted; the reason names the field.
func (d CaseDraft) Check(flow Flow) error {
	switch {
	case d.Kind == "":
		return Refuse("kind", Missing)
	case flow.Kind != d.Kind:
		return Refuse("kind", Unknown)
	case d.Channel == "":
		return Refuse("channel", Missing)
	case strings.TrimSpace(d.Content) == "":
		return Refuse("content", Missing)
	case len([]rune(d.Content)) > ContentMax:
		return Refuse("content", TooLong)
	case d.noContact():
		return Refuse("contact", NeedsContact)
	case d.GreenReason != "" && d.GreenBy.IsZero():
		return Refuse("green_by", NeedsApprover)
	case flow.Protected && len(d.Named) == 0:
		return Refuse("named", NeedsNamed)
	}
	if err := d.checkFields(flow); err != nil {
		return err
	}
	if err := d.checkDocuments(flow); err != nil {
		return err
	}
	if d.Close {
		return d.checkClosing(flow)
	}
	return nil
}

func (d CaseDraft) noContact() bool {
	return d.Customer.IsZero() && !d.Anonymous && d.ContactName == "" && d.ContactPhone == "" && d.Parent.IsZero() && d.Kind != Notice
}

func (d CaseDraft) checkFields(flow Flow) error {
	for _, f := range flow.Fields {
		if !f.When.Holds(d.Value) {
			continue
		}
		value := d.Value(f.Name)
		if value == "" && f.Ask == AskRequired {
			return Refuse(f.Name, Missing)
		}
		if err := f.Check(value); err != nil {
			return err
		}
	}
	return nil
}

func (d CaseDraft) checkDocuments(flow Flow) error {
	for _, rule := range flow.Documents {
		if rule.Need == DocumentRequired && rule.When.Holds(d.Value) && d.Documents[rule.Code].ReceivedOn == "" {
			return &Refusal{Field: "documents", Reason: NeedsDocument, Value: rule.Code}
		}
	}
	return nil
}

func (d CaseDraft) checkClosing(flow Flow) error {
	switch {
	case !flow.AtOnce:
		return Refuse("status", NotFromHere)
	case strings.TrimSpace(d.Answer) == "":
		return Refuse("answer", NeedsAnswer)
	case d.Opinion == "":
		return Refuse("opinion", NeedsOpinion)
	}
	return nil
}

// Class is the value by which limit rules tell cases of one kind apart.
func (d CaseDraft) Class() string {
	return limitClass(d.Kind, d.AreaType, d.LineWorks, d.SubKind) + " " + d.Channel
}

// Class is the value by which limit rules tell cases of one kind apart.
func (c Case) Class() string {
	return limitClass(c.Kind, c.AreaType, c.LineWorks, c.SubKind) + " " + c.Channel
}

// limitClass is the area of a fault, line works of a connection, else the
// sub-kind.
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

// Rules is what holds for a case: the limits, and the working days they count.
type Rules struct {
	Limits []LimitRule
	Days   *Calendar
}

// For picks the limits of a case of these values accepted on a day. In the
// green channel the company's own limits are shortened.
func (r Rules) For(kind CaseKind, class string, green bool, on Day) []LimitRule {
	limits := Matching(r.Limits, kind, class, on)
	if !green {
		return limits
	}
	for i, l := range limits {
		limits[i] = l.Shortened(GreenFactor)
	}
	return limits
}

// AgreedField is the field of a flow that holds the day both sides agreed on:
// the company's own limit on the answer then ends there.
const AgreedField = "wanted_on"

// Begin starts the clocks that run from acceptance.
func (d CaseDraft) Begin(rules Rules, now time.Time) []Clock {
	clocks := StartClocks(rules.For(d.Kind, d.Class(), d.GreenReason != "", DayOf(now)), EventAccepted, now, rules.Days)
	agreed := Day(d.Value(AgreedField))
	if !agreed.Valid() || agreed <= DayOf(now) {
		return clocks
	}
	for i, c := range clocks {
		if c.RuleSet == SetCompany && c.Stops == EventAnswered && c.Unit == WorkingDays {
			clocks[i].Amount = int64(max(1, rules.Days.WorkingDaysBetween(DayOf(now), agreed)))
			clocks[i].DueAt, clocks[i].Provisional = clocks[i].rule().due(c.StartAt, rules.Days)
		}
	}
	return clocks
}

// Opening is what the store adds to a draft when a case is accepted.
type Opening struct {
	ID     CaseID
	Area   Area
	Number string
	By     Actor
	Now    time.Time
	Flow   Flow
	Rules  Rules
}

// Opened is a case as it was accepted, with all that begins with it.
type Opened struct {
	Case      Case
	Fields    map[string]string
	Documents []CaseDocument
	Clocks    []Clock
}

// Open accepts a draft: the case with its stage and due date, its documents
// and the clocks that start with it. A draft marked Close comes back closed.
func (d CaseDraft) Open(o Opening) (Opened, error) {
	if err := d.Check(o.Flow); err != nil {
		return Opened{}, err
	}
	first, _ := o.Flow.First(Accepted)
	c := Case{
		ID: o.ID, Area: o.Area, Number: o.Number,
		Kind: d.Kind, SubKind: d.SubKind, Channel: d.Channel, Customer: d.Customer, Account: d.Account,
		ContactName: NormaliseName(d.ContactName), ContactPhone: NormalisePhone(d.ContactPhone), Anonymous: d.Anonymous,
		Content: strings.TrimSpace(d.Content), Urgency: d.Urgency, AreaType: d.AreaType, LineWorks: d.LineWorks,
		Mood: d.Mood, Secrecy: d.Secrecy, ExternalNo: d.ExternalNo,
		Owner: d.Owner, Unit: o.By.Unit, Status: Accepted, Stage: first.Code, FlowVersion: o.Flow.Version,
		AcceptedBy: o.By.Staff, AcceptedAt: o.Now.UnixMilli(),
		GreenReason: d.GreenReason, GreenBy: d.GreenBy, Parent: d.Parent, Protected: o.Flow.Protected,
	}
	if assigned, ok := o.Flow.First(Assigned); ok && !c.Owner.IsZero() {
		c.Status, c.Stage = Assigned, assigned.Code
	}
	clocks := d.Begin(o.Rules, o.Now)
	if closed, ok := o.Flow.First(Closed); ok && d.Close {
		c.Status, c.Stage, c.FirstContact = Closed, closed.Code, true
		c.Answer, c.Result, c.Opinion = strings.TrimSpace(d.Answer), strings.TrimSpace(d.Answer), d.Opinion
		c.RepliedAt, c.ClosedAt = c.AcceptedAt, c.AcceptedAt
		clocks = StopClocks(clocks, []Event{EventContacted, EventAnswered, EventClosed}, o.Now)
	}
	return Opened{Case: c.due(clocks), Fields: d.fieldsOf(o.Flow), Documents: d.documentsOf(o, c), Clocks: clocks}, nil
}

// fieldsOf keeps what the flow asks for and the case itself has no place for.
func (d CaseDraft) fieldsOf(flow Flow) map[string]string {
	out := map[string]string{}
	for _, f := range flow.Fields {
		if value := d.Value(f.Name); value != "" && !builtIn(f.Name) && f.When.Holds(d.Value) {
			out[f.Name] = value
		}
	}
	return out
}

func (d CaseDraft) documentsOf(o Opening, c Case) []CaseDocument {
	var out []CaseDocument
	for _, rule := range o.Flow.Documents {
		if !rule.When.Holds(d.Value) {
			continue
		}
		doc := d.Documents[rule.Code]
		doc.Area, doc.Case, doc.Code, doc.Need = c.Area, c.ID, rule.Code, rule.Need
		if doc.Owed() && doc.DueOn == "" {
			doc.DueOn = o.Flow.followUp(d.Value, DayOf(o.Now), o.Rules.Days)
		}
		out = append(out, doc)
	}
	return out
}

// followUp is the day by which a document that may follow must be there.
func (f Flow) followUp(value func(string) string, from Day, days *Calendar) Day {
	for _, b := range f.Bounds {
		if b.Name == BoundFollowUp && b.When.Holds(value) {
			due, _ := days.AddWorkingDays(from, int(b.Number))
			return due
		}
	}
	return ""
}

// due copies the strictest running clock into the case.
func (c Case) due(clocks []Clock) Case {
	c.DueAt, c.DueStep, c.Provisional = 0, "", false
	if first, ok := FirstDue(clocks); ok && c.Status.Open() {
		c.DueAt, c.DueStep, c.Provisional = first.DueAt, first.Step, first.Provisional
	}
	return c
}
