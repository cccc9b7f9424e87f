package app

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// shippedFlows reads every flow the program is delivered with.
func shippedFlows(t testing.TB) []Flow {
	t.Helper()
	files, err := filepath.Glob("../assets/rules/flows/*.flow")
	if err != nil || len(files) < len(CaseKinds()) {
		t.Fatalf("%d flows: %v", len(files), err)
	}
	var out []Flow
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		flow, err := ParseFlow(string(text))
		if err != nil {
			t.Fatalf("%s: %v", filepath.Base(file), err)
		}
		out = append(out, flow)
	}
	return out
}

// shippedFlow is the newest flow of a kind.
func shippedFlow(t testing.TB, kind CaseKind) Flow {
	t.Helper()
	var newest Flow
	for _, f := range shippedFlows(t) {
		if f.Kind == kind && f.Version > newest.Version {
			newest = f
		}
	}
	if newest.Kind == "" {
		t.Fatalf("no flow is shipped for %s", kind)
	}
	return newest
}

func TestEveryKindHasAFlow(t *testing.T) {
	for _, kind := range CaseKinds() {
		if flow := shippedFlow(t, kind); flow.Source == "" || flow.Mark == "" {
			t.Errorf("the flow of %s does not say where it comes from", kind)
		}
	}
}

var (
	owner    = StaffID{1}
	approver = StaffID{2}
	clerk    = Actor{Staff: StaffID{3}, Area: 1, Roles: []Role{Sole}}
	monday   = time.Date(2026, 3, 2, 9, 30, 0, 0, Local)
)

// filled is a draft that its flow accepts.
func filled(flow Flow, set map[string]string) CaseDraft {
	d := CaseDraft{Kind: flow.Kind, Channel: "counter", ContactName: "李娜", Content: "申请办理", Documents: map[string]CaseDocument{}, Named: []StaffID{owner}}
	for name, value := range set {
		d.Set(name, value)
	}
	for _, f := range flow.Fields {
		if f.Ask == AskRequired && f.When.Holds(d.Value) && d.Value(f.Name) == "" {
			d.Set(f.Name, sampleValue(f))
		}
	}
	for _, doc := range flow.Documents {
		if doc.Need == DocumentRequired {
			d.Documents[doc.Code] = CaseDocument{ReceivedOn: "2026-03-02"}
		}
	}
	return d
}

func sampleValue(f Field) string {
	switch f.Type {
	case FieldDay:
		return "2026-03-20"
	case FieldCount, FieldKVA, FieldKWh, FieldMoney:
		return "8000"
	case FieldYes:
		return "1"
	case FieldStaff:
		return approver.String()
	}
	return "single"
}

// met is the progress that gives a move all it needs.
func met(file CaseFile, m Move, set map[string]string) Progress {
	p := Progress{To: m.To, Fields: map[string]string{}}
	for _, need := range m.Needs {
		switch need {
		case NeedOwner:
			p.Owner = owner
		case NeedAnswer:
			p.Answer = "已答复"
		case NeedResult:
			p.Result = "已办结"
		case NeedOpinion:
			p.Opinion = "satisfied"
		case NeedReason:
			p.Reason = "客户要求"
		case NeedEvidence:
			p.Evidence = "短信通知"
		case NeedContact:
			p.Contact = "phone"
		case NeedDocuments, NeedDemands:
		default:
			f, _ := file.Flow.Field(string(need))
			p.Fields[f.Name] = sampleValue(f)
			if value, given := set[f.Name]; given {
				p.Fields[f.Name] = value
			}
		}
	}
	return p
}

// walker takes a case through its life, step by step.
type walker struct {
	t     *testing.T
	file  CaseFile
	set   map[string]string
	rules Rules
	now   time.Time
}

func accept(t *testing.T, kind CaseKind, set map[string]string) *walker {
	t.Helper()
	flow := shippedFlow(t, kind)
	w := &walker{t: t, set: set, now: monday, rules: Rules{Limits: shippedRules(t), Days: shippedCalendar(t)}}
	o, err := filled(flow, set).Open(Opening{ID: CaseID{9}, Area: 1, By: clerk, Now: w.now, Flow: flow, Rules: w.rules})
	if err != nil {
		t.Fatalf("accept %s: %v", kind, err)
	}
	w.file = CaseFile{Case: o.Case, Flow: flow, Fields: o.Fields, Documents: o.Documents, Clocks: o.Clocks}
	return w
}

func (w *walker) take(p Progress) error {
	w.now = w.now.Add(time.Hour)
	m, err := w.file.Move(p, w.rules, clerk, w.now)
	if err != nil {
		return err
	}
	w.file.Case, w.file.Fields, w.file.Clocks = m.Case, m.Fields, m.Clocks
	if p.Contact == ContactNotReached {
		w.file.Attempts++
	} else if p.Contact != "" {
		w.file.Contacts++
	}
	return nil
}

// to goes to a stage with all that the move needs.
func (w *walker) to(stage StageCode) {
	w.t.Helper()
	for _, m := range w.file.Moves() {
		if m.To == stage {
			if err := w.take(met(w.file, m, w.set)); err != nil {
				w.t.Fatalf("%s: from here to %s: %v", w.file.Flow.Kind, stage, err)
			}
			if w.file.Case.Stage != stage {
				w.t.Fatalf("stands at %s, want %s", w.file.Case.Stage, stage)
			}
			return
		}
	}
	w.t.Fatalf("%s: no move leads from %s to %s", w.file.Flow.Kind, w.file.Case.Stage, stage)
}

func (w *walker) along(stages string) {
	w.t.Helper()
	for _, stage := range strings.Fields(stages) {
		if stage == "+documents" {
			for i := range w.file.Documents {
				w.file.Documents[i].ReceivedOn = "2026-03-05"
			}
			continue
		}
		w.to(StageCode(stage))
	}
}

// Each kind's whole life: its own way, with pauses, returns and reopening.
func TestTheWholeLifeOfEveryKind(t *testing.T) {
	tests := []struct {
		name string
		kind CaseKind
		set  map[string]string
		life string
	}{
		{"a question is answered, called back and closed", Consultation, nil, "assigned working replied call_back closed archived"},
		{"a question answered at once is taken up again", Consultation, nil, "replied working wait_internal working replied closed working replied closed archived"},
		{"a notice is published, delivered and judged", Notice, nil, "published delivered feedback closed archived"},
		{"a resident gets a meter, documents follow", LVResident, nil, "assigned survey scheme survey scheme connect replied call_back +documents closed archived"},
		{"a resident lets the company wait", LVResident, nil, "assigned survey wait_customer survey scheme connect replied call_back +documents closed"},
		{"a business without line works", LVBusiness, nil, "assigned survey scheme contract connect replied call_back +documents closed archived"},
		{"a business with line works", LVBusiness, map[string]string{"line_works": "1"}, "assigned survey scheme works contract connect replied call_back +documents closed archived"},
		{"high voltage, the scheme sent back once, the works put right once", HVOrdinary, nil, "assigned survey drafting approval drafting approval scheme works inspection rectifying inspection contract connect replied filing +documents closed archived"},
		{"high voltage special, every inspection fails once", HVSpecial, nil, "assigned survey drafting approval scheme design reviewing redesign reviewing works interim amending interim finishing inspection rectifying inspection contract connect replied filing +documents closed archived"},
		{"photovoltaics with a design review", DER, map[string]string{"sub_kind": "pv"}, "assigned survey scheme reviewing scheme reviewing building testing building testing contract connect replied +documents closed archived"},
		{"a charging point", DER, map[string]string{"sub_kind": "charger"}, "survey scheme building testing contract connect replied +documents closed archived"},
		{"a suspension runs to its end", ChangeOfUse, map[string]string{"sub_kind": "suspend", "from_on": "2026-03-20", "to_on": "2026-05-20"}, "assigned verify survey approval verify approval execute confirm suspended +documents closed archived"},
		{"a transfer is confirmed", ChangeOfUse, map[string]string{"sub_kind": "transfer"}, "verify approval execute confirm +documents closed archived"},
		{"a complaint of the common grade, its reply sent back", Complaint, map[string]string{"grade": "general"}, "grading assigned contact inquiry drafting review drafting review answering replied call_back inquiry2 closed"},
		{"a grave complaint is told to the leader", Complaint, map[string]string{"grade": "major"}, "grading assigned contact inquiry drafting review answering replied call_back closed archived"},
		{"a report of wrongdoing", Wrongdoing, nil, "assigned inquiry review inquiry review answering replied closed archived"},
		{"an anonymous report", Wrongdoing, map[string]string{"anonymous": "1"}, "assigned inquiry review answering replied closed"},
		{"an opinion is weighed", Opinion, nil, "assigned studying decided replied closed archived"},
		{"a suggestion without a name", Suggestion, map[string]string{"anonymous": "1"}, "assigned studying decided replied closed"},
		{"praise is passed on", Praise, nil, "verify telling closed archived"},
		{"a fault is repaired", Fault, map[string]string{"area_type": "rural"}, "assigned accepted assigned taken on_site repairing restored replied call_back closed archived"},
		{"a fault of the customer's own equipment", Fault, map[string]string{"area_type": "urban", "ownership": "customer"}, "assigned taken on_site repairing replied call_back closed"},
		{"a meter is tested", ServiceRequest, map[string]string{"sub_kind": "meter_test"}, "assigned on_site handling replied closed archived"},
		{"a supply is restored after payment", ServiceRequest, map[string]string{"sub_kind": "reconnection"}, "assigned on_site handling replied closed"},
		{"a measure of care", Care, nil, "carrying recorded judged closed archived"},
		{"a demand goes to the committee", InternalDemand, nil, "confirmed handling escalated answered handling answered judged closed archived"},
	}
	walked := map[CaseKind]map[StageCode]bool{}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := accept(t, tt.kind, tt.set)
			been := walked[tt.kind]
			if been == nil {
				been = map[StageCode]bool{w.file.Case.Stage: true}
				walked[tt.kind] = been
			}
			for _, stage := range strings.Fields(tt.life) {
				if stage == "inquiry2" { // taken up again after the call-back, then the same way once more
					w.to("contact")
					w.along("inquiry drafting review answering replied call_back")
					continue
				}
				w.along(stage)
				been[w.file.Case.Stage] = true
			}
			if w.file.Case.Status.Open() {
				t.Errorf("ends at %s, which is open", w.file.Case.Stage)
			}
			for _, k := range w.file.Clocks {
				if k.StoppedAt == 0 {
					t.Errorf("the limit on %s (%s) still runs", k.Step, k.RuleSet)
				}
			}
			if w.file.Case.DueAt != 0 {
				t.Errorf("is due at %d though closed", w.file.Case.DueAt)
			}
		})
	}
	for kind, been := range walked {
		for _, s := range shippedFlow(t, kind).Stages {
			own := !strings.Contains(commonLife, "stage "+string(s.Code)+" ")
			if own && !been[s.Code] {
				t.Errorf("no walk of %s comes to %s", kind, s.Code)
			}
		}
	}
}

func TestEveryNeedOfEveryMoveIsAskedFor(t *testing.T) {
	for _, kind := range CaseKinds() {
		for _, m := range shippedFlow(t, kind).Moves {
			for _, need := range m.Needs {
				if need == NeedDocuments || need == NeedDemands {
					continue
				}
				w := accept(t, kind, map[string]string{"sub_kind": "suspend", "grade": "major"})
				at, _ := w.file.Flow.Stage(m.From)
				if status, any := strings.CutPrefix(string(m.From), "@"); any {
					at, _ = w.file.Flow.First(CaseStatus(status))
				}
				if at.Code == "" {
					continue // this kind has no such stage
				}
				w.file.Case.Stage, w.file.Case.Status = at.Code, at.Status
				w.file.Case.Answer, w.file.Case.Result, w.file.Case.Opinion, w.file.Fields, w.file.Case.Grade = "", "", "", map[string]string{}, ""
				m.To = w.file.Flow.target(m.To, "")
				field, isField := w.file.Flow.Field(string(need))
				if m.To == "" || m.To == at.Code || isField && !field.When.Holds(w.file.Value) {
					continue
				}
				p := met(w.file, m, nil)
				switch need {
				case NeedOwner:
					p.Owner = StaffID{}
				case NeedAnswer:
					p.Answer = " "
				case NeedResult:
					p.Result = ""
				case NeedOpinion:
					p.Opinion = ""
				case NeedReason:
					p.Reason = ""
				case NeedEvidence:
					p.Evidence = ""
				case NeedContact:
					p.Contact = ContactNotReached
				default:
					p.Fields[string(need)] = ""
				}
				if err := w.file.meets(p, []Need{need}); err != nil {
					continue
				}
				entered, err := w.file.enter(p)
				if err == nil {
					err = entered.meets(p, m.Needs)
				}
				if _, is := errors.AsType[*Refusal](err); !is {
					t.Errorf("%s: %s → %s goes without %s", kind, m.From, m.To, need)
				}
			}
		}
	}
}

func TestWhatACaseMayNotDo(t *testing.T) {
	tests := []struct {
		name string
		kind CaseKind
		set  map[string]string
		life string
		p    Progress
		want Reason
	}{
		{"work does not begin before anyone is assigned", Complaint, nil, "", Progress{To: "inquiry"}, NotFromHere},
		{"an archived case stays archived", Consultation, nil, "replied closed archived", Progress{To: "working"}, NotFromHere},
		{"a stage of another kind is no stage here", Consultation, nil, "", Progress{To: "inspection"}, NotFromHere},
		{"closing with a document owed", LVResident, nil, "survey scheme connect replied call_back", Progress{To: "closed", Result: "已送电", Opinion: "satisfied"}, NeedsDocument},
		{"waiting for the customer without proof", LVResident, nil, "survey", Progress{To: "wait_customer", Reason: "等材料"}, NeedsEvidence},
		{"waiting for the customer without a reason", LVResident, nil, "survey", Progress{To: "wait_customer", Evidence: "短信"}, NeedsReason},
		{"nobody approves his own work", HVOrdinary, nil, "assigned survey drafting approval", Progress{To: "scheme", Fields: map[string]string{"approver": owner.String()}}, OwnWork},
		{"a grave complaint without the leader told", Complaint, map[string]string{"grade": "special"}, "grading", Progress{To: "assigned", Owner: owner}, Missing},
		{"closing as not reached after one attempt", Consultation, nil, "replied", Progress{To: "closed", Result: "已答复", Opinion: OpinionNotReached, Contact: ContactNotReached}, NeedsAttempts},
		{"forcing a step without a reason", Consultation, nil, "", Progress{To: "closed", Force: true}, NeedsReason},
		{"a day that is no day", LVResident, nil, "survey scheme", Progress{To: "connect", Fields: map[string]string{"scheme": "方案", "signed_on": "2026-02-30"}}, Malformed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := accept(t, tt.kind, tt.set)
			w.along(tt.life)
			before := w.file.Case
			err := w.take(tt.p)
			no, is := errors.AsType[*Refusal](err)
			if !is || no.Reason != tt.want {
				t.Fatalf("answered %v, want %s", err, tt.want)
			}
			if w.file.Case != before {
				t.Error("the case changed though the step was refused")
			}
		})
	}
}

func TestNotReachedClosesAfterThreeAttempts(t *testing.T) {
	w := accept(t, Consultation, nil)
	w.along("replied")
	w.file.Attempts = 2
	if err := w.take(Progress{To: "closed", Result: "已答复", Opinion: OpinionNotReached, Contact: ContactNotReached}); err != nil {
		t.Errorf("the third attempt: %v", err)
	}
}

func TestAClockSetBackRefusesTheStep(t *testing.T) {
	w := accept(t, Consultation, nil)
	_, err := w.file.Move(Progress{To: "replied", Answer: "已答复"}, w.rules, clerk, monday.Add(-time.Hour))
	if no, is := errors.AsType[*Refusal](err); !is || no.Reason != ClockBeforeStart {
		t.Errorf("answered %v", err)
	}
}

func TestASupervisorForcesAStepWithAReason(t *testing.T) {
	w := accept(t, Complaint, nil)
	m, err := w.file.Move(Progress{To: "replied", Force: true, Reason: "系统外已答复"}, w.rules, clerk, monday.Add(time.Hour))
	if err != nil || m.Case.Stage != "replied" || !m.Step.Forced {
		t.Errorf("%+v: %v", m.Step, err)
	}
}

func TestReopeningStartsNewLimitsAndCountsAsRework(t *testing.T) {
	w := accept(t, Consultation, nil)
	w.along("replied closed")
	before := len(w.file.Clocks)
	w.along("working")
	c := w.file.Case
	if c.Rework != 1 || c.ClosedAt != 0 || c.DueAt == 0 || len(w.file.Clocks) <= before {
		t.Errorf("reopened as %+v with %d clocks", c, len(w.file.Clocks))
	}
}

func TestWaitingForTheCustomerStopsTheCompanysClock(t *testing.T) {
	w := accept(t, Consultation, nil)
	w.along("assigned working")
	due := w.file.Case.DueAt
	w.along("wait_customer")
	w.now = w.now.AddDate(0, 0, 14)
	w.along("working")
	if w.file.Case.Stage != "working" || w.file.Case.DueAt <= due {
		t.Errorf("back at %s, due %d after %d", w.file.Case.Stage, w.file.Case.DueAt, due)
	}
}

func TestTheGreenChannelShortensTheCompanysOwnLimits(t *testing.T) {
	limits := []LimitRule{
		{RuleSet: SetCompany, Kind: Complaint, Step: "answer", Amount: 5, Unit: WorkingDays, Version: 1, Starts: EventAccepted, Stops: EventAnswered},
		{RuleSet: SetLaw, Kind: Complaint, Step: "answer", Amount: 10, Unit: WorkingDays, Version: 1, Starts: EventAccepted, Stops: EventAnswered},
	}
	got := Rules{Limits: limits}.For(Complaint, "", true, "2026-03-02")
	if got[0].Amount != 3 || got[1].Amount != 10 {
		t.Errorf("company %d, law %d, want 3 and 10", got[0].Amount, got[1].Amount)
	}
}

func TestWhatADraftMustHave(t *testing.T) {
	tests := []struct {
		name string
		kind CaseKind
		edit func(*CaseDraft)
		want string // the field refused
	}{
		{"a kind nobody knows", Consultation, func(d *CaseDraft) { d.Kind = "poem" }, "kind"},
		{"no matter", Consultation, func(d *CaseDraft) { d.Content = " " }, "content"},
		{"nobody to answer", Consultation, func(d *CaseDraft) { d.ContactName = "" }, "contact"},
		{"a required field of the flow", LVResident, func(d *CaseDraft) { d.Fields["capacity"] = "" }, "capacity"},
		{"a capacity that is no number", LVResident, func(d *CaseDraft) { d.Fields["capacity"] = "eight" }, "capacity"},
		{"without proof of identity", LVResident, func(d *CaseDraft) { d.Documents = nil }, "documents"},
		{"a green channel nobody approved", LVResident, func(d *CaseDraft) { d.GreenReason = "livelihood" }, "green_by"},
		{"a report nobody may see", Wrongdoing, func(d *CaseDraft) { d.Named = nil }, "named"},
		{"closing at once what needs a crew", Fault, func(d *CaseDraft) { d.Close, d.Answer, d.Opinion = true, "好", "satisfied" }, "status"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			flow := shippedFlow(t, tt.kind)
			d := filled(flow, nil)
			if err := d.Check(flow); err != nil {
				t.Fatalf("the draft as it was: %v", err)
			}
			tt.edit(&d)
			if no, is := errors.AsType[*Refusal](d.Check(flow)); !is || no.Field != tt.want {
				t.Errorf("refused %v, want %s", d.Check(flow), tt.want)
			}
		})
	}
}

func TestADocumentThatMayFollowIsOwedUntilADay(t *testing.T) {
	w := accept(t, LVResident, nil)
	i := slices.IndexFunc(w.file.Documents, func(d CaseDocument) bool { return d.Code == "property" })
	if i < 0 || w.file.Documents[i].DueOn != "2026-03-16" || !w.file.Documents[i].Owed() {
		t.Errorf("owed: %+v", w.file.Documents)
	}
}

func TestBoundsOfAChangeOfUse(t *testing.T) {
	flow := shippedFlow(t, ChangeOfUse)
	earlier := []Span{{"2026-01-05", "2026-02-05"}, {"2026-02-10", "2026-02-28"}}
	tests := []struct {
		name     string
		set      map[string]string
		earlier  []Span
		breaches string
	}{
		{"a suspension in good time", map[string]string{"sub_kind": "suspend", "from_on": "2026-03-07", "to_on": "2026-04-30"}, nil, ""},
		{"notice four days ahead", map[string]string{"sub_kind": "suspend", "from_on": "2026-03-06", "to_on": "2026-04-30"}, nil, "notice_days"},
		{"for fourteen days only", map[string]string{"sub_kind": "suspend", "from_on": "2026-03-10", "to_on": "2026-03-23"}, nil, "min_days"},
		{"for fifteen days", map[string]string{"sub_kind": "suspend", "from_on": "2026-03-10", "to_on": "2026-03-24"}, nil, ""},
		{"the third time this year", map[string]string{"sub_kind": "suspend", "from_on": "2026-03-10", "to_on": "2026-04-10"}, earlier, "per_year"},
		{"too long in all", map[string]string{"sub_kind": "suspend", "from_on": "2026-03-10", "to_on": "2026-08-31"}, earlier[:1], "total_days"},
		{"a reduction for five months", map[string]string{"sub_kind": "reduce", "from_on": "2026-03-10", "to_on": "2026-08-01"}, nil, "min_days"},
		{"a removal for a year", map[string]string{"sub_kind": "temporary_removal", "from_on": "2026-03-10", "to_on": "2027-03-09"}, nil, "max_days"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, b := range flow.Breaches(filled(flow, tt.set), "2026-03-02", tt.earlier) {
				got = append(got, b.Bound.Name)
			}
			if strings.Join(got, " ") != tt.breaches {
				t.Errorf("not kept: %v, want %q", got, tt.breaches)
			}
		})
	}
}

func TestLinkingKeepsTheStrictestLimit(t *testing.T) {
	hall, line := accept(t, Complaint, nil), accept(t, Complaint, nil)
	line.file.Case.ID, line.file.Case.Number = CaseID{8}, "B"
	for i := range line.file.Clocks {
		line.file.Clocks[i].DueAt -= 3600_000
	}
	linked, err := line.file.Link(hall.file, clerk, monday.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	if linked.Case.Status != Linked || linked.Case.LinkedTo != hall.file.Case.ID || linked.Case.DueAt != 0 {
		t.Errorf("the linked case: %+v", linked.Case)
	}
	if linked.Main.DueAt != line.file.Case.DueAt-3600_000 {
		t.Errorf("the other is due at %d, want the stricter %d", linked.Main.DueAt, line.file.Case.DueAt-3600_000)
	}
	if _, err := line.file.Link(line.file, clerk, monday); err == nil {
		t.Error("a case was linked to itself")
	}
}

func TestMeasuringHowMuchACaseAsked(t *testing.T) {
	c := Case{Channel: "counter", AcceptedBy: clerk.Staff, AcceptedAt: monday.UnixMilli()}
	at := func(hours int) int64 { return monday.Add(time.Duration(hours) * time.Hour).UnixMilli() }
	steps := []CaseStep{
		{To: Accepted, ToStage: "accepted", At: at(0), By: clerk.Staff},
		{From: Accepted, To: Working, FromStage: "accepted", ToStage: "survey", At: at(2), By: owner, Contact: "site"},
		{From: Working, To: WaitCustomer, FromStage: "survey", ToStage: "wait_customer", At: at(3), By: owner},
		{From: WaitCustomer, To: Working, FromStage: "wait_customer", ToStage: "survey", At: at(27), By: owner, Contact: ContactHall},
		{From: Working, To: Closed, FromStage: "survey", ToStage: "closed", At: at(30), By: owner, Contact: ContactNotReached},
	}
	m := Measure(c, steps, monday.Add(100*time.Hour))
	if m.Persons != 2 || m.Trips != 2 || m.Contacts != 2 || m.Company != 6*time.Hour || m.Customer != 24*time.Hour {
		t.Errorf("measured %+v", m)
	}
}

func TestAFlowThatCannotBeIsRefusedWithItsLine(t *testing.T) {
	good, err := os.ReadFile("../assets/rules/flows/consultation-2.flow")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, old, new string
		reason         Reason
		word           string
	}{
		{"a word nobody knows", "closes_at_once", "close_quickly", Unknown, "close_quickly"},
		{"no version", "version 2\n", "", Missing, "version"},
		{"a status nobody knows", "working   working", "working   busy", Unknown, "busy"},
		{"a move to nowhere", "move accepted  assigned", "move accepted  nowhere", Unknown, "nowhere"},
		{"a need that is no field", "assign    needs owner", "assign    needs blessing", Unknown, "blessing"},
		{"an event nobody knows", "raises closed\nmove replied   call_back", "raises joy\nmove replied   call_back", Unknown, "joy"},
		{"a stage nobody comes to", "move replied   call_back call_back\n", "", NotReached, "call_back"},
		{"a field without a name in English", "field anonymous yes optional : 匿名 | Anonymous", "field anonymous yes optional : 匿名", Malformed, "field"},
		{"a stage twice", "stage replied   replied   :", "stage assigned   replied   :", AlreadyThere, "assigned"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.Replace(string(good), tt.old, tt.new, 1)
			if text == string(good) {
				t.Fatal("nothing was replaced")
			}
			_, err := ParseFlow(text)
			no, is := errors.AsType[*FlowError](err)
			if !is || no.Reason != tt.reason || no.Word != tt.word {
				t.Errorf("answered %v, want %s %q", err, tt.reason, tt.word)
			}
		})
	}
}

func FuzzParseFlow(f *testing.F) {
	for _, flow := range shippedFlows(f) {
		f.Add(flow.Text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		flow, err := ParseFlow(text)
		if err != nil {
			return
		}
		again, err := ParseFlow(flow.Text)
		if err != nil || len(again.Moves) != len(flow.Moves) {
			t.Errorf("reads differently the second time: %v", err)
		}
	})
}

func TestAnInternalDemandIsDueOnTheDayThatWasAgreed(t *testing.T) {
	tests := []struct {
		name, agreed string
		want         Day
	}{
		{"without one, the company's ten working days", "", "2026-03-16"},
		{"on a working day", "2026-03-05", "2026-03-05"},
		{"on a Sunday, the working day before", "2026-03-08", "2026-03-06"},
		{"a day that is past counts for nothing", "2026-02-27", "2026-03-16"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := accept(t, InternalDemand, map[string]string{AgreedField: tt.agreed})
			first, ok := FirstDue(w.file.Clocks)
			if !ok || first.DueDay() != tt.want {
				t.Errorf("due on %s, want %s", first.DueDay(), tt.want)
			}
		})
	}
}

func TestTheStraightWayIsShownFromTheFirstDay(t *testing.T) {
	tests := []struct {
		kind CaseKind
		set  map[string]string
		want string
	}{
		{Complaint, nil, "accepted grading assigned contact inquiry drafting review answering replied call_back closed archived"},
		{Consultation, nil, "accepted assigned working replied closed archived"},
		{LVBusiness, map[string]string{"line_works": "1"}, "accepted assigned survey scheme works contract connect replied call_back closed archived"},
		{LVBusiness, nil, "accepted assigned survey scheme contract connect replied call_back closed archived"},
		{Fault, nil, "accepted assigned taken on_site repairing restored replied call_back closed archived"},
	}
	for _, tt := range tests {
		flow := shippedFlow(t, tt.kind)
		var got []string
		for _, s := range flow.Path(func(name string) string { return tt.set[name] }) {
			got = append(got, string(s.Code))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s goes %s, want %s", tt.kind, strings.Join(got, " "), tt.want)
		}
	}
}
