package data_test

import (
	"errors"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// schooling is three people of two units, of whom one belongs to the other, and
// their training of a year.
type schooling struct {
	*data.Store
	by                app.Actor
	hall, team        app.OrgUnit
	ann, bo, cai      app.Staff // ann and bo of the hall, cai of the team below it
	policy, reading   app.CourseID
	safety            app.CourseID
	central, decentre app.Class
}

func newSchooling(t *testing.T) *schooling {
	t.Helper()
	s := datatest.Open(t)
	a := &schooling{Store: s, by: datatest.Actor(t, s)}
	unit := func(code, name string, parent app.OrgUnitID) app.OrgUnit {
		u, err := s.SaveUnit(t.Context(), a.by, app.OrgUnit{}, app.OrgUnit{Code: code, Name: name, Kind: "counter", Parent: parent, ValidFrom: "2020-01-01"})
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	hire := func(number, name string, unit app.OrgUnitID) app.Staff {
		who, err := s.SaveStaff(t.Context(), a.by, app.Staff{}, app.Staff{StaffNo: number, Name: name, Post: "repair", Unit: unit, ValidFrom: "2020-01-01"})
		if err != nil {
			t.Fatal(err)
		}
		return who
	}
	a.hall = unit("H1", "白马营业厅", app.OrgUnitID{})
	a.team = unit("T1", "白马一班", a.hall.ID)
	a.ann, a.bo, a.cai = hire("B01", "李春梅", a.hall.ID), hire("B02", "周明", a.hall.ID), hire("B03", "何燕", a.team.ID)
	courses, err := s.Courses(t.Context(), a.by)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range courses {
		switch c.Code {
		case "policy":
			a.policy = c.ID
		case "reading":
			a.reading = c.ID
		case "safety":
			a.safety = c.ID
		}
	}
	passed := func(who app.Staff, minutes int64) app.Enrolment {
		return app.Enrolment{Staff: who.ID, Attendance: app.Present, AttendedMinutes: minutes, Outcome: app.OutcomeCompleted, OutcomeOn: "2026-02-10"}
	}
	failed := passed(a.bo, 240)
	failed.Attendance, failed.Outcome = app.Partly, app.OutcomeFailed
	a.central = datatest.HeldClass(t, s, app.Class{
		Number: "PX-1", Course: a.policy, Status: app.ClassRecognised, Mode: app.Central, BeginsOn: "2026-02-10", Minutes: 480, FeeFen: 300_000, Unit: a.hall.ID,
	}, passed(a.ann, 480), failed, passed(a.cai, 480), app.Enrolment{Staff: a.by.Staff, Attendance: app.TakenOff})
	a.decentre = datatest.HeldClass(t, s, app.Class{Number: "PX-2", Course: a.reading, Status: app.ClassRunning, Mode: app.Decentral, BeginsOn: "2026-02-16", Minutes: 960},
		app.Enrolment{Staff: a.ann.ID, Attendance: app.Present, AttendedMinutes: 600})
	datatest.HeldClass(t, s, app.Class{Number: "PX-3", Course: a.policy, Status: app.ClassCancelled, Mode: app.Central, BeginsOn: "2026-02-20", Minutes: 480, FeeFen: 90_000, Unit: a.hall.ID})
	datatest.HeldClass(t, s, app.Class{Number: "PX-4", Course: a.policy, Status: app.ClassArchived, Mode: app.Central, BeginsOn: "2026-01-31", Minutes: 480, FeeFen: 10_000}, passed(a.bo, 480))
	datatest.HeldClass(t, s, app.Class{Number: "PX-5", Course: a.policy, Status: app.ClassPlanned, Mode: app.Central, BeginsOn: "2026-03-20", Minutes: 480})
	datatest.LoggedPractice(t, s, app.Practice{Staff: a.bo.ID, Course: a.reading, Kind: app.OnTheJob, DoneOn: "2026-02-28", Minutes: 120})
	datatest.LoggedPractice(t, s, app.Practice{Staff: a.bo.ID, Kind: app.SelfStudy, DoneOn: "2026-02-01", Minutes: 60})
	datatest.LoggedPractice(t, s, app.Practice{Staff: a.by.Staff, Kind: app.OnTheJob, DoneOn: "2025-12-15", Minutes: 30})
	return a
}

func (a *schooling) report(t *testing.T, kind app.PeriodKind, day app.Day, unit app.OrgUnitID) app.TrainingReport {
	t.Helper()
	r, err := a.TrainingReport(t.Context(), a.by, app.TrainingAsk{Period: app.PeriodOf(kind, day), Unit: unit})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestTheReportSumsAMonth(t *testing.T) {
	a := newSchooling(t)
	r := a.report(t, app.PeriodMonth, "2026-02-15", app.OrgUnitID{})
	want := app.TrainingSums{
		Held: 2, Cancelled: 1, Taught: app.ByMode{Central: 480, Decentral: 960}, Attended: app.ByMode{Central: 1200, Decentral: 600}, Practice: 120, Study: 60,
		People: 3, Times: 4, Completed: 2, Failed: 1, CostFen: 300_000,
	}
	if r.All.TrainingSums != want {
		t.Errorf("the month\n%+v, want\n%+v", r.All.TrainingSums, want)
	}
	if b := r.All.Before; b.Held != 1 || b.Attended.Central != 480 || b.People != 1 || b.CostFen != 10_000 {
		t.Errorf("the month before %+v", b)
	}
	if r.All.ModeRuleKept() || r.All.Decentral() != 720 {
		t.Error("1200 centralised minutes against 720 keep the rule")
	}
	if len(r.Categories) != 3 || r.Categories[0].Category != "basic" || r.Categories[1].Category != "professional" || r.Categories[2].Category != "" || r.Categories[2].Study != 60 {
		t.Errorf("categories %+v", r.Categories)
	}
	if c := r.Categories[1]; c.Attended.Decentral != 600 || c.Practice != 120 || !c.ModeRuleKept() {
		t.Errorf("professional %+v", c)
	}
	if len(r.Months) != 12 || r.Months[0].Month != 202503 || r.Months[11].Held != 2 || r.Months[10].Held != 1 || r.Months[9].Practice != 30 {
		t.Errorf("months %+v", r.Months)
	}
	if l := r.Courses[0]; l.Course.Code != "policy" || l.PassRate() != (app.Ratio{Sum: 2, Of: 3}) || l.FenPerTime() != (app.Ratio{Sum: 300_000, Of: 3}) {
		t.Errorf("the course %+v", l.TrainingSums)
	}
}

func TestUnitsShareTheCostByHeadsAndSumUp(t *testing.T) {
	a := newSchooling(t)
	r := a.report(t, app.PeriodMonth, "2026-02-15", app.OrgUnitID{})
	var people, cost int64
	for _, u := range r.Units {
		people, cost = people+u.People, cost+u.CostFen
	}
	if people != r.All.People || cost != r.All.CostFen {
		t.Errorf("units have %d people and %d fen, all %d and %d", people, cost, r.All.People, r.All.CostFen)
	}
	hall := r.Units[0]
	if hall.Unit.ID != a.hall.ID || hall.Held != 2 || hall.CostFen != 200_000 || hall.Attended.Central != 720 || hall.Times != 3 || hall.Before.Held != 1 {
		t.Errorf("the hall %+v", hall)
	}
	for name, tt := range map[string]struct {
		unit               app.OrgUnitID
		held, people, cost int64
		central            int64
		cancelled          int64
	}{
		"the hall with its team": {a.hall.ID, 2, 3, 300_000, 1200, 1},
		"the team alone":         {a.team.ID, 1, 1, 100_000, 480, 0},
	} {
		got := a.report(t, app.PeriodMonth, "2026-02-15", tt.unit).All
		if got.Held != tt.held || got.People != tt.people || got.CostFen != tt.cost || got.Attended.Central != tt.central || got.Cancelled != tt.cancelled {
			t.Errorf("%s: %+v", name, got.TrainingSums)
		}
	}
}

func TestCompletionIsToldOfTheLastDayOfThePeriod(t *testing.T) {
	a := newSchooling(t)
	// Who repairs needs the safety examination since February; what else the post asks holds for good.
	posts, err := a.CoursePosts(t.Context(), a.by)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range posts {
		if p.Post == "repair" && p.Course != a.safety {
			datatest.KnownCompletion(t, a.Store, app.Completion{Staff: a.ann.ID, Course: p.Course, CompletedOn: "2024-03-01"})
		}
	}
	datatest.KnownCompletion(t, a.Store, app.Completion{Staff: a.ann.ID, Course: a.safety, CompletedOn: "2025-03-01", UntilOn: "2026-02-28"})
	find := func(r app.TrainingReport, who app.Staff) app.TrainedPerson {
		for _, p := range r.People {
			if p.Staff.ID == who.ID {
				return p
			}
		}
		return app.TrainedPerson{}
	}
	february := find(a.report(t, app.PeriodMonth, "2026-02-15", app.OrgUnitID{}), a.ann)
	march := find(a.report(t, app.PeriodMonth, "2026-03-02", app.OrgUnitID{}), a.ann)
	if february.Required.Sum != march.Required.Sum+1 || february.Required.Of != march.Required.Of || !february.AllValid() || march.AllValid() {
		t.Errorf("valid on its last day %v, on the day after %v", february.Required, march.Required)
	}
	if february.Minutes != 1080 || march.Minutes != 1080 {
		t.Errorf("%d and %d minutes in twelve months", february.Minutes, march.Minutes)
	}
}

func TestWhatIsSaidStandsBesideCompletion(t *testing.T) {
	e := collectEvidence(t)
	c := datatest.Customer(t, e.Store, "李晓明", "5104000000011", "")
	hers := app.Actor{Staff: e.clerk.ID, Unit: e.by.Unit, Area: e.by.Area, Roles: []app.Role{app.Sole}}
	e.on("2026-01-10")
	for _, opinion := range []string{"satisfied", "dissatisfied"} {
		if _, err := e.OpenCase(t.Context(), hers, app.CaseDraft{Kind: app.Consultation, Channel: "counter", Customer: c.ID, Content: "询问电价", Close: true, Answer: "已解释", Opinion: opinion}); err != nil {
			t.Fatal(err)
		}
	}
	e.complaint("2026-01-12", e.clerk.ID, "service", "attitude", "", "")
	e.complaint("2026-01-13", e.clerk.ID, "service", "attitude", "marketing", "untrue")
	e.on("2026-03-02")
	r, err := e.TrainingReport(t.Context(), e.by, app.TrainingAsk{Period: app.PeriodOf(app.PeriodMonth, "2026-03-02")})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.People {
		if p.Staff.ID == e.clerk.ID && (p.Said != app.Ratio{Sum: 6, Of: 2} || p.Complaints != 1) {
			t.Errorf("%+v", p)
		}
	}
	if r.Lacking.Complaints != 1 || r.Lacking.Said.Of != 2 || r.Conclusive() {
		t.Errorf("the group %+v, conclusive %v", r.Lacking, r.Conclusive())
	}
	list, err := e.ReportedEvidence(t.Context(), e.by, e.clerk.ID, "2025-03-03", "2026-03-02")
	if err != nil || len(list) != 2 || list[0].Kind != app.EvidenceComplaints || list[1].Kind != app.EvidenceLowScores || list[1].Score != 1 {
		t.Errorf("%+v, %v", list, err)
	}
	said, err := e.ReportedAnswers(t.Context(), e.by, e.clerk.ID, "2025-03-03", "2026-03-02")
	if err != nil || len(said) != 2 {
		t.Errorf("%+v, %v", said, err)
	}
}

func TestEveryListHasAsManyRowsAsItsNumberSays(t *testing.T) {
	a := newSchooling(t)
	february := app.ReportedAsk{From: "2026-02-01", To: "2026-02-28"}
	with := func(change func(*app.ReportedAsk)) app.ReportedAsk {
		ask := february
		change(&ask)
		return ask
	}
	for name, tt := range map[string]struct {
		ask  app.ReportedAsk
		want int
	}{
		"all":           {february, 2},
		"cancelled":     {with(func(f *app.ReportedAsk) { f.Cancelled = true }), 1},
		"centralised":   {with(func(f *app.ReportedAsk) { f.Mode = app.Central }), 1},
		"of a category": {with(func(f *app.ReportedAsk) { f.Category = "professional" }), 1},
		"of a course":   {with(func(f *app.ReportedAsk) { f.Course = a.policy }), 1},
		"of a team":     {with(func(f *app.ReportedAsk) { f.Unit = a.team.ID }), 1},
		"to come":       {app.ReportedAsk{From: "2026-03-01", To: "2026-03-31"}, 0},
	} {
		got, err := a.ReportedClasses(t.Context(), a.by, tt.ask)
		if err != nil || len(got) != tt.want {
			t.Errorf("classes %s: %d, want %d; %v", name, len(got), tt.want, err)
		}
	}
	for outcome, want := range map[app.Outcome]int{"": 4, app.OutcomeCompleted: 2, app.OutcomeFailed: 1} {
		got, err := a.ReportedLearners(t.Context(), a.by, with(func(f *app.ReportedAsk) { f.Outcome = outcome }))
		if err != nil || len(got) != want {
			t.Errorf("learners %q: %d, want %d; %v", outcome, len(got), want, err)
		}
	}
	for kind, want := range map[app.PracticeKind]int{app.OnTheJob: 1, app.SelfStudy: 1} {
		got, err := a.ReportedPractice(t.Context(), a.by, with(func(f *app.ReportedAsk) { f.Kind, f.Unit = kind, a.hall.ID }))
		if err != nil || len(got) != want {
			t.Errorf("entries %s: %d, want %d; %v", kind, len(got), want, err)
		}
	}
}

func TestTheReportAsksForItsRight(t *testing.T) {
	a := newSchooling(t)
	clerk := app.Actor{Staff: a.ann.ID, Roles: []app.Role{app.Counter}}
	if _, err := a.TrainingReport(t.Context(), clerk, app.TrainingAsk{Period: app.PeriodOf(app.PeriodMonth, "2026-02-15")}); !errors.Is(err, app.ErrNotAllowed) {
		t.Error(err)
	}
}
