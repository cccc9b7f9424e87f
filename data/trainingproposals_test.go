package data_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// evidence is a store whose clock the test sets, with a clerk whom customers may
// complain of and the catalogue.
type evidence struct {
	*data.Store
	t       *testing.T
	by      app.Actor
	now     time.Time
	clerk   app.Staff
	courses map[string]app.Course
	calls   int
}

func collectEvidence(t *testing.T) *evidence {
	t.Helper()
	e := &evidence{t: t, now: app.Day("2025-01-02").Time(), courses: map[string]app.Course{}}
	s, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "test.lamp"), data.Options{
		Create: true, Seed: datatest.Seed(t), Now: func() time.Time { return e.now }, WatchDoor: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	e.Store, e.by = s, datatest.Actor(t, s)
	e.clerk = e.hire("MY021", "罗永红")
	all, err := s.Courses(t.Context(), e.by)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		e.courses[c.Code] = c
	}
	return e
}

func (e *evidence) hire(number, name string) app.Staff {
	e.t.Helper()
	who, err := e.SaveStaff(e.t.Context(), e.by, app.Staff{}, app.Staff{StaffNo: number, Name: name, Post: "repair", Unit: e.by.Unit, ValidFrom: "2020-01-01"})
	if err != nil {
		e.t.Fatal(err)
	}
	return who
}

// on sets the clock to the morning of a day.
func (e *evidence) on(day app.Day) { e.now = day.Time().Add(9 * time.Hour) }

// complaint is taken on a day, of a matter and about somebody, and brought to
// its inquiry's end.
func (e *evidence) complaint(day app.Day, about app.StaffID, class, matter, responsibility, conclusion string) app.Case {
	e.t.Helper()
	e.on(day)
	e.calls++
	fields := map[string]string{"matter": matter}
	if !about.IsZero() {
		fields["about"] = about.String()
	}
	c, err := e.OpenCase(e.t.Context(), e.by, app.CaseDraft{
		Kind: app.Complaint, SubKind: class, Channel: "phone", ContactName: "王芳", ContactPhone: fmt.Sprintf("129000000%02d", e.calls), Content: "柜台人员说话生硬", Fields: fields,
	})
	if err != nil {
		e.t.Fatal(err)
	}
	if responsibility == "" {
		return c
	}
	for _, step := range []app.Progress{
		{To: "grading", Fields: map[string]string{"grade": "general"}},
		{To: "assigned", Owner: e.by.Staff},
		{To: "contact"},
		{To: "inquiry", Contact: "phone", Fields: map[string]string{"contacted_at": "上午"}},
		{To: "drafting", Fields: map[string]string{"unit": "米易营业厅", "responsibility": responsibility, "cause": "x", "verification": "x", "conclusion": conclusion}},
	} {
		if c, err = e.MoveCase(e.t.Context(), e.by, c, step); err != nil {
			e.t.Fatalf("to %s: %v", step.To, err)
		}
	}
	return c
}

func (e *evidence) proposals() []app.TrainingProposal {
	e.t.Helper()
	list, err := e.TrainingProposals(e.t.Context(), e.by, app.ProposalFilter{})
	if err != nil {
		e.t.Fatal(err)
	}
	return list.Proposals
}

// told is the proposals in short.
func (e *evidence) told() string {
	e.t.Helper()
	text := ""
	for _, p := range e.proposals() {
		text += fmt.Sprintf("%s: %s ×%d → %s; ", p.Staff.Name, p.Trigger.Code, len(p.Evidence), p.Course.Code)
	}
	return text
}

const attitude = "罗永红: attitude ×3 → service; "

func TestThreeComplaintsAboutAttitudeProposeQualityService(t *testing.T) {
	e := collectEvidence(t)
	first := e.complaint("2025-06-02", e.clerk.ID, "service", "attitude", "marketing", "true")
	e.complaint("2025-09-01", e.clerk.ID, "service", "attitude", "", "")
	e.on("2026-02-01")
	if got := e.told(); got != "" {
		t.Fatalf("two are proposed already: %s", got)
	}
	last := e.complaint("2026-02-02", e.clerk.ID, "service", "attitude", "", "")
	got := e.proposals()
	if len(got) != 1 || got[0].Staff.ID != e.clerk.ID || got[0].Course.Name != "优质服务" {
		t.Fatalf("proposed: %s", e.told())
	}
	seen := got[0].Evidence
	if len(seen) != 3 || seen[0].Number != last.Number || seen[0].On != "2026-02-02" || seen[2].Number != first.Number || seen[2].On != "2025-06-02" || seen[2].Case != first.ID {
		t.Errorf("the evidence is %+v", seen)
	}
	for day, want := range map[app.Day]string{"2026-06-01": attitude, "2026-06-02": ""} { // twelve months after the first
		e.on(day)
		if got := e.told(); got != want {
			t.Errorf("on %s: %q, want %q", day, got, want)
		}
	}
}

func TestComplaintsCountForWhomTheyAreAbout(t *testing.T) {
	for _, tt := range []struct {
		name                                      string
		named                                     bool
		class, matter, responsibility, conclusion string
		want                                      string
		nameless                                  int64
	}{
		{"found true", true, "service", "attitude", "marketing", "true", attitude, 0},
		{"found partly true", true, "service", "attitude", "marketing", "partly", attitude, 0},
		{"still in its inquiry", true, "service", "attitude", "", "", attitude, 0},
		{"found not true", true, "service", "attitude", "marketing", "untrue", "", 0},
		{"that nobody could verify", true, "service", "attitude", "marketing", "unclear", "", 0},
		{"laid on the customer", true, "service", "attitude", "customer", "true", "", 0},
		{"about another matter", true, "service", "channel", "marketing", "true", "", 0},
		{"that names nobody, in its inquiry", false, "service", "attitude", "", "", "", 3},
		{"that names nobody and is not laid on marketing", false, "service", "attitude", "not_marketing", "true", "", 3},
		{"that names nobody and is laid on marketing", false, "service", "attitude", "marketing", "true", "沈丽: attitude ×3 → service; ", 0},
		{"about business", true, "business", "connection", "marketing", "true", "罗永红: business_complaints ×3 → connection; ", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := collectEvidence(t)
			about := app.StaffID{}
			if tt.named {
				about = e.clerk.ID
			}
			for _, day := range []app.Day{"2026-01-05", "2026-01-12", "2026-01-19"} {
				e.complaint(day, about, tt.class, tt.matter, tt.responsibility, tt.conclusion)
			}
			e.on("2026-01-20") // before any limit runs out
			list, err := e.TrainingProposals(t.Context(), e.by, app.ProposalFilter{Trigger: "attitude"})
			if err != nil {
				t.Fatal(err)
			}
			if tt.class == "business" {
				list, err = e.TrainingProposals(t.Context(), e.by, app.ProposalFilter{Trigger: "business_complaints"})
			}
			got := ""
			for _, p := range list.Proposals {
				got += fmt.Sprintf("%s: %s ×%d → %s; ", p.Staff.Name, p.Trigger.Code, len(p.Evidence), p.Course.Code)
			}
			if err != nil || got != tt.want || list.Nameless != tt.nameless {
				t.Errorf("proposed %q and %d nameless, want %q and %d; %v", got, list.Nameless, tt.want, tt.nameless, err)
			}
		})
	}
}

// complained is three complaints about the clerk's attitude.
func complained(t *testing.T) *evidence {
	t.Helper()
	e := collectEvidence(t)
	for _, day := range []app.Day{"2026-01-05", "2026-01-12", "2026-01-19"} {
		e.complaint(day, e.clerk.ID, "service", "attitude", "", "")
	}
	e.on("2026-01-20")
	return e
}

func TestWhoCompletedTheCourseSinceIsNotProposed(t *testing.T) {
	e := complained(t)
	datatest.KnownCompletion(t, e.Store, app.Completion{Staff: e.clerk.ID, Course: e.courses["service"].ID, CompletedOn: "2026-01-04"})
	if got := e.told(); got != attitude {
		t.Errorf("completed before the evidence: %q", got)
	}
	datatest.KnownCompletion(t, e.Store, app.Completion{Staff: e.clerk.ID, Course: e.courses["service"].ID, CompletedOn: "2026-01-19"})
	if got := e.told(); got != "" {
		t.Errorf("completed after it: %q", got)
	}
}

func TestWhoIsInAClassOfTheCourseIsNotProposed(t *testing.T) {
	for _, tt := range []struct {
		name       string
		status     app.ClassStatus
		attendance app.Attendance
		want       string
	}{
		{"planned", app.ClassPlanned, app.NotNoted, ""},
		{"cancelled", app.ClassCancelled, app.NotNoted, attitude},
		{"taken off", app.ClassPlanned, app.TakenOff, attitude},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := complained(t)
			datatest.HeldClass(t, e.Store, app.Class{Course: e.courses["service"].ID, Status: tt.status, BeginsOn: "2026-03-09"}, app.Enrolment{Staff: e.clerk.ID, Attendance: tt.attendance})
			if got := e.told(); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestWhoLeftIsNotProposed(t *testing.T) {
	e := complained(t)
	staff, err := e.Staff(t.Context(), e.by)
	if err != nil {
		t.Fatal(err)
	}
	was := staff[slices.IndexFunc(staff, func(s app.Staff) bool { return s.ID == e.clerk.ID })]
	gone := was
	gone.ValidTo = "2026-01-19"
	if _, err := e.SaveStaff(t.Context(), e.by, was, gone); err != nil {
		t.Fatal(err)
	}
	if got := e.told(); got != "" {
		t.Error(got)
	}
}

func TestAnAcceptedProposalPutsThePersonInAClass(t *testing.T) {
	e := complained(t)
	done, err := e.AcceptProposals(t.Context(), e.by, e.proposals(), app.ProposalAccept{BeginsOn: "2026-03-09"})
	if err != nil || done.Done != 1 || done.Left != 0 || len(done.Classes) != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	class := done.Classes[0]
	if class.Course != e.courses["service"].ID || class.Status != app.ClassPlanned || class.Mode != app.Central || class.BeginsOn != "2026-03-09" || class.EndsOn != "2026-03-09" ||
		class.Minutes != 480 || class.Rule != e.courses["service"].Rule || class.Number == "" {
		t.Errorf("planned %+v", class)
	}
	if got := e.told(); got != "" {
		t.Errorf("still proposed: %q", got)
	}
	history, err := e.TrainingDecisions(t.Context(), e.by, app.ProposalFilter{Trigger: "attitude"})
	if err != nil || len(history) != 1 {
		t.Fatalf("%+v, %v", history, err)
	}
	h := history[0]
	if !h.Accepted || h.ClassNumber != class.Number || h.Person.Name != "罗永红" || h.CourseName != "优质服务" || h.ByName != "沈丽" || h.Kind != app.EvidenceComplaints || h.DecidedOn != "2026-01-20" {
		t.Errorf("noted %+v", h)
	}
	if seen := app.DecidedEvidence(h.Kind, h.Evidence); len(seen) != 3 || seen[0].On != "2026-01-19" || seen[0].Matter != "attitude" || seen[0].Detail != "service" {
		t.Errorf("kept the evidence %+v", seen)
	}
	again, err := e.AcceptProposals(t.Context(), e.by, []app.TrainingProposal{{Staff: e.clerk, Trigger: app.TrainingTrigger{Code: "attitude"}, Course: e.courses["service"]}}, app.ProposalAccept{BeginsOn: "2026-03-09"})
	if err != nil || again.Done != 0 || again.Left != 1 || len(again.Classes) != 0 {
		t.Errorf("accepted a second time: %+v, %v", again, err)
	}
}

func TestAProposalIsAcceptedIntoAnOpenClass(t *testing.T) {
	e := complained(t)
	chosen := e.proposals()
	other := datatest.HeldClass(t, e.Store, app.Class{Course: e.courses["policy"].ID, Status: app.ClassPlanned, BeginsOn: "2026-03-09"})
	over := datatest.HeldClass(t, e.Store, app.Class{Course: e.courses["service"].ID, Status: app.ClassArchived, BeginsOn: "2026-03-09"})
	full := datatest.HeldClass(t, e.Store, app.Class{Course: e.courses["service"].ID, Status: app.ClassPlanned, BeginsOn: "2026-03-09", Seats: 1}, app.Enrolment{Staff: e.by.Staff})
	open := datatest.HeldClass(t, e.Store, app.Class{Course: e.courses["service"].ID, Status: app.ClassEnrolling, BeginsOn: "2026-03-16", Seats: 2}, app.Enrolment{Staff: e.by.Staff})
	for _, tt := range []struct {
		name string
		to   app.ProposalAccept
		want app.Reason
	}{
		{"of another course", app.ProposalAccept{Class: other.ID}, app.OtherCourse},
		{"in the archive", app.ProposalAccept{Class: over.ID}, app.NotActive},
		{"that is full", app.ProposalAccept{Class: full.ID}, app.TooFewSeats},
		{"without a day", app.ProposalAccept{}, app.Missing},
		{"that begins in the past", app.ProposalAccept{BeginsOn: "2026-01-19"}, app.StartsBeforeToday},
		{"that ends before it begins", app.ProposalAccept{BeginsOn: "2026-03-09", EndsOn: "2026-03-08"}, app.EndsBeforeStart},
	} {
		_, err := e.AcceptProposals(t.Context(), e.by, chosen, tt.to)
		if no, is := errors.AsType[*app.Refusal](err); !is || no.Reason != tt.want {
			t.Errorf("a class %s: %v, want %s", tt.name, err, tt.want)
		}
	}
	offers, err := e.ClassOffers(t.Context(), e.by, e.courses["service"].ID)
	if err != nil || len(offers) != 2 || offers[0].ID != full.ID || offers[0].Free(1) || offers[1].ID != open.ID || offers[1].In != 1 || !offers[1].Free(1) {
		t.Errorf("offered %+v, %v", offers, err)
	}
	done, err := e.AcceptProposals(t.Context(), e.by, chosen, app.ProposalAccept{Class: open.ID})
	if err != nil || done.Done != 1 || done.Classes[0].ID != open.ID {
		t.Fatalf("%+v, %v", done, err)
	}
	if offers, _ = e.ClassOffers(t.Context(), e.by, e.courses["service"].ID); offers[1].In != 2 {
		t.Errorf("%d are in it", offers[1].In)
	}
}

func TestDismissedEvidenceProposesNoMore(t *testing.T) {
	e := complained(t)
	if _, err := e.DismissProposals(t.Context(), e.by, e.proposals(), "  "); err == nil {
		t.Error("dismissed without a reason")
	}
	done, err := e.DismissProposals(t.Context(), e.by, e.proposals(), "已谈话")
	if err != nil || done.Done != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	if got := e.told(); got != "" {
		t.Errorf("still proposed: %q", got)
	}
	e.complaint("2026-01-26", e.clerk.ID, "service", "attitude", "", "")
	if got := e.told(); got != "" {
		t.Errorf("one more complaint brings the decided ones back: %q", got)
	}
	e.complaint("2026-01-27", e.clerk.ID, "service", "attitude", "", "")
	e.complaint("2026-01-27", e.clerk.ID, "service", "attitude", "", "")
	if got := e.told(); got != attitude {
		t.Errorf("three new complaints: %q", got)
	}
	history, err := e.TrainingDecisions(t.Context(), e.by, app.ProposalFilter{})
	if err != nil || len(history) != 1 || history[0].Accepted || history[0].Reason != "已谈话" {
		t.Errorf("%+v, %v", history, err)
	}
}

func TestTwoReasonsForOneCourseMakeOneEnrolment(t *testing.T) {
	e := complained(t)
	c := datatest.Customer(t, e.Store, "李晓明", "5104000000011", "")
	for range 3 {
		if _, err := e.OpenCase(t.Context(), app.Actor{Staff: e.clerk.ID, Unit: e.by.Unit, Area: e.by.Area, Roles: []app.Role{app.Sole}}, app.CaseDraft{
			Kind: app.Consultation, Channel: "counter", Customer: c.ID, Content: "询问电价", Close: true, Answer: "已解释", Opinion: "dissatisfied",
		}); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := e.told(), attitude+"罗永红: low_scores ×3 → service; "; got != want {
		t.Fatalf("%q, want %q", got, want)
	}
	done, err := e.AcceptProposals(t.Context(), e.by, e.proposals(), app.ProposalAccept{BeginsOn: "2026-03-09"})
	if err != nil || done.Done != 2 || len(done.Classes) != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	if offers, _ := e.ClassOffers(t.Context(), e.by, e.courses["service"].ID); len(offers) != 1 || offers[0].In != 1 {
		t.Errorf("%+v", offers)
	}
}

func TestWhatWasNotPassedProposesItself(t *testing.T) {
	e := collectEvidence(t)
	e.on("2026-03-02")
	policy := e.courses["policy"].ID
	failed := app.Enrolment{Staff: e.clerk.ID, Attendance: app.Present, Outcome: app.OutcomeFailed, OutcomeOn: "2025-12-01"}
	datatest.HeldClass(t, e.Store, app.Class{Number: "PX-1", Course: policy, Status: app.ClassRecognised, BeginsOn: "2025-12-01"}, failed)
	if got := e.told(); got != "" {
		t.Errorf("failed once: %q", got)
	}
	datatest.FailedQuiz(t, e.Store, "KS-1", policy, e.clerk.ID, "2026-02-01")
	if got := e.told(); got != "罗永红: failed ×2 → policy; " {
		t.Errorf("failed a class and a quiz: %q", got)
	}
	datatest.FailedQuiz(t, e.Store, "KS-2", e.courses["usage"].ID, e.clerk.ID, "2026-02-01")
	if got := e.told(); got != "罗永红: failed ×2 → policy; " {
		t.Errorf("and one of another course: %q", got)
	}
}

func TestOverrunsProposeAndProtectedCasesNever(t *testing.T) {
	e := collectEvidence(t)
	open := func(kind app.CaseKind, n int) {
		t.Helper()
		for i := range n {
			d := app.CaseDraft{Kind: kind, Channel: "phone", ContactName: "王芳", ContactPhone: fmt.Sprintf("1290000%d%03d", len(kind), i), Content: "询问"}
			if kind == app.Wrongdoing {
				d.Named = []app.StaffID{e.by.Staff, e.clerk.ID}
			}
			c, err := e.OpenCase(t.Context(), e.by, d)
			if err != nil {
				t.Fatal(err)
			}
			if _, err = e.MoveCase(t.Context(), e.by, c, app.Progress{To: "assigned", Owner: e.clerk.ID}); err != nil {
				t.Fatal(err)
			}
		}
	}
	e.on("2026-01-05")
	open(app.Wrongdoing, 4)
	open(app.Opinion, 2)
	e.on("2026-03-02")
	if got := e.told(); got != "" {
		t.Errorf("two cases ran over: %q", got)
	}
	e.on("2026-01-05")
	open(app.Suggestion, 1)
	e.on("2026-03-02")
	if got := e.told(); got != "罗永红: overruns ×3 → connection; " {
		t.Errorf("three did: %q", got)
	}
}

func TestProposalsAskForTheirRights(t *testing.T) {
	e := complained(t)
	leader := app.Actor{Staff: e.by.Staff, Roles: []app.Role{app.Leader}}
	counter := app.Actor{Staff: e.clerk.ID, Roles: []app.Role{app.Counter}}
	if _, err := e.TrainingProposals(t.Context(), leader, app.ProposalFilter{}); err != nil {
		t.Errorf("a leader reads: %v", err)
	}
	for name, verb := range map[string]func() error{
		"a leader accepts":   func() error { _, err := e.AcceptProposals(t.Context(), leader, nil, app.ProposalAccept{}); return err },
		"a leader dismisses": func() error { _, err := e.DismissProposals(t.Context(), leader, nil, "x"); return err },
		"a clerk reads":      func() error { _, err := e.TrainingProposals(t.Context(), counter, app.ProposalFilter{}); return err },
		"a clerk reads what was decided": func() error {
			_, err := e.TrainingDecisions(t.Context(), counter, app.ProposalFilter{})
			return err
		},
	} {
		if err := verb(); !errors.Is(err, app.ErrNotAllowed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
