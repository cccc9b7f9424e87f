package data_test

import (
	"errors"
	"slices"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// trainedUnits is a small company whose people are trained.
type trainedUnits struct {
	*data.Store
	by      app.Actor
	hall    app.OrgUnit // above the station
	station app.OrgUnit
	service app.Course // central, required of counter clerks within three months
	reading app.Course // at work
}

// trainedPost is a post of which nothing delivered requires anything.
const trainedPost = "auditor"

func newTrainedUnits(t *testing.T) *trainedUnits {
	t.Helper()
	s := &trainedUnits{Store: datatest.Open(t)}
	s.by = datatest.Actor(t, s.Store)
	s.hall = s.unit(t, app.OrgUnit{Code: "H1", Name: "客服中心", Kind: "hall"})
	s.station = s.unit(t, app.OrgUnit{Code: "H2", Name: "双沟供电所", Kind: "station", Parent: s.hall.ID})
	courses := datatest.PutCourses(t, s.Store,
		app.Course{Code: "t-service", Name: "服务礼仪", Category: "skill", Minutes: 480, ValidityMonths: 24, Mode: app.Central, Rule: "attendance 80"},
		app.Course{Code: "t-reading", Name: "抄表实务", Category: "professional", Minutes: 960, ValidityMonths: 36, Rule: "practice 16 and mentor"},
	)
	s.service, s.reading = courses[0], courses[1]
	datatest.PutCoursePosts(t, s.Store,
		app.CoursePost{Course: s.service.ID, Post: trainedPost, WithinMonths: 3, FromOn: "2025-01-01"},
		app.CoursePost{Course: s.reading.ID, Post: trainedPost, WithinMonths: 12, FromOn: "2025-01-01"},
	)
	return s
}

func (s *trainedUnits) unit(t *testing.T, u app.OrgUnit) app.OrgUnit {
	t.Helper()
	u, err := s.SaveUnit(t.Context(), s.by, app.OrgUnit{}, u)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// clerk is taken on at a unit since a day.
func (s *trainedUnits) clerk(t *testing.T, no, name string, unit app.OrgUnitID, since app.Day) app.Staff {
	t.Helper()
	who, err := s.SaveStaff(t.Context(), s.by, app.Staff{}, app.Staff{StaffNo: no, Name: name, Post: trainedPost, Unit: unit, ValidFrom: since})
	if err != nil {
		t.Fatal(err)
	}
	return who
}

func (s *trainedUnits) completed(t *testing.T, who app.Staff, course app.Course, until app.Day) {
	t.Helper()
	datatest.PutCompletions(t, s.Store, app.Completion{Staff: who.ID, Course: course.ID, CompletedOn: "2024-06-01", UntilOn: until, Way: app.ByOthers})
}

func (s *trainedUnits) gaps(t *testing.T, f app.TrainingFilter) []string {
	t.Helper()
	found, err := s.TrainingGaps(t.Context(), s.by, f)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]string, len(found.Gaps))
	for i, g := range found.Gaps {
		out[i] = g.Person.Name + " " + g.Course.Name + " " + string(g.State()) + " " + string(g.Due)
	}
	return out
}

func wantLines(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got\n%q\nwant\n%q", what, got, want)
	}
}

// The tests happen on 2026-03-02.

func TestGapsAreListedWithTheirDueDay(t *testing.T) {
	s := newTrainedUnits(t)
	old := s.clerk(t, "901", "罗英", s.hall.ID, "2020-01-01")
	s.clerk(t, "902", "秦川", s.station.ID, "2026-02-01")
	s.completed(t, old, s.service, "2026-02-20") // expired
	s.completed(t, old, s.reading, "2026-03-20") // expiring
	wantLines(t, "all", s.gaps(t, app.TrainingFilter{}),
		"罗英 服务礼仪 expired 2026-02-20", "罗英 抄表实务 expiring 2026-03-20", "秦川 服务礼仪 lacking 2026-05-01", "秦川 抄表实务 lacking 2027-02-01")
	wantLines(t, "overdue", s.gaps(t, app.TrainingFilter{Due: app.DueOverdue}), "罗英 服务礼仪 expired 2026-02-20")
	wantLines(t, "within a month", s.gaps(t, app.TrainingFilter{Due: app.Due30}), "罗英 抄表实务 expiring 2026-03-20")
	wantLines(t, "within a week", s.gaps(t, app.TrainingFilter{Due: app.Due7}))
	wantLines(t, "expiring", s.gaps(t, app.TrainingFilter{State: app.StateExpiring}), "罗英 抄表实务 expiring 2026-03-20")
	wantLines(t, "professional", s.gaps(t, app.TrainingFilter{Category: "professional", Text: "902"}), "秦川 抄表实务 lacking 2027-02-01")
}

func TestAUnitIsAskedWithTheUnitsBelowIt(t *testing.T) {
	s := newTrainedUnits(t)
	s.clerk(t, "901", "罗英", s.hall.ID, "2026-01-01")
	s.clerk(t, "902", "秦川", s.station.ID, "2026-02-01")
	of := app.TrainingFilter{Course: s.service.ID}
	of.Unit = s.station.ID
	wantLines(t, "the station", s.gaps(t, of), "秦川 服务礼仪 lacking 2026-05-01")
	of.Unit = s.hall.ID
	wantLines(t, "the hall", s.gaps(t, of), "罗英 服务礼仪 lacking 2026-04-01", "秦川 服务礼仪 lacking 2026-05-01")
}

func TestWhoLeftIsOutUnlessAskedFor(t *testing.T) {
	s := newTrainedUnits(t)
	who := s.clerk(t, "901", "罗英", s.hall.ID, "2020-01-01")
	s.completed(t, who, s.service, "")
	all, err := s.Staff(t.Context(), s.by)
	if err != nil {
		t.Fatal(err)
	}
	was := all[slices.IndexFunc(all, func(one app.Staff) bool { return one.ID == who.ID })]
	left := was
	left.ValidTo = "2026-02-01"
	if _, err := s.SaveStaff(t.Context(), s.by, was, left); err != nil {
		t.Fatal(err)
	}
	names := func(f app.TrainingFilter) (out []string) {
		m, err := s.Standings(t.Context(), s.by, f)
		if err != nil {
			t.Fatal(err)
		}
		for row := range m.Rows() {
			if p := m.Person(row); p.Post == trainedPost {
				out = append(out, p.Name)
			}
		}
		return out
	}
	wantLines(t, "in the matrix", names(app.TrainingFilter{}))
	wantLines(t, "with those who left", names(app.TrainingFilter{Left: true}), "罗英")
	wantLines(t, "what they lack", s.gaps(t, app.TrainingFilter{Left: true}))
}

func TestCompletionsCountUntilTheLatestDay(t *testing.T) {
	s := newTrainedUnits(t)
	who := s.clerk(t, "901", "罗英", s.hall.ID, "2020-01-01")
	s.completed(t, who, s.service, "2026-01-10")
	s.completed(t, who, s.service, "2027-01-10")
	s.completed(t, who, s.reading, "2025-01-10")
	s.completed(t, who, s.reading, "") // for good
	wantLines(t, "gaps", s.gaps(t, app.TrainingFilter{}))
	page, err := s.LearnerPage(t.Context(), s.by, who.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(page.Courses) != 2 || len(page.Courses[0].History) != 2 || page.Courses[0].Standing != app.StandingValid {
		t.Errorf("the page tells %+v", page.Courses)
	}
}

func TestAPlanDoesWhatItsPreviewSaid(t *testing.T) {
	s := newTrainedUnits(t)
	ask := app.TrainingPlanAsk{Month: 202603, Most: 2}
	for _, no := range []string{"901", "902", "903"} {
		who := s.clerk(t, no, "学员"+no, s.hall.ID, "2026-01-01")
		ask.Needs = append(ask.Needs, app.TrainingNeed{Staff: who.ID, Course: s.service.ID}, app.TrainingNeed{Staff: who.ID, Course: s.reading.ID})
	}
	foreseen, err := s.ForeseeTrainingPlan(t.Context(), s.by, ask)
	if err != nil {
		t.Fatal(err)
	}
	done, err := s.PlanTraining(t.Context(), s.by, ask)
	if err != nil {
		t.Fatal(err)
	}
	if len(done.Classes) != 4 || len(foreseen.Classes) != 4 || done.Hours != foreseen.Hours {
		t.Fatalf("foreseen %d classes, made %d", len(foreseen.Classes), len(done.Classes))
	}
	for i, c := range done.Classes {
		was := foreseen.Classes[i]
		if c.Class.Number == "" || c.Class.Mode != was.Class.Mode || c.Class.BeginsOn != was.Class.BeginsOn || len(c.People) != len(was.People) {
			t.Errorf("made %+v, foreseen %+v", c.Class, was.Class)
		}
	}
	wantLines(t, "gaps after it", s.gaps(t, app.TrainingFilter{Course: s.service.ID}),
		"学员901 服务礼仪 enrolled 2026-04-01", "学员902 服务礼仪 enrolled 2026-04-01", "学员903 服务礼仪 enrolled 2026-04-01")

	again, err := s.PlanTraining(t.Context(), s.by, ask)
	if err != nil || len(again.Classes) != 0 || len(again.Left) != 6 {
		t.Fatalf("planned twice: %d classes, %d left out, %v", len(again.Classes), len(again.Left), err)
	}
	no, refused := errors.AsType[*app.Refusal](again.Left[0].Why)
	if !refused || no.Reason != app.EnrolledAlready || no.Value == "" {
		t.Errorf("left out because of %v", again.Left[0].Why)
	}
	if again.Before != done.Hours {
		t.Errorf("hours of the year %+v, want %+v", again.Before, done.Hours)
	}
}

func TestEverybodySeesHisOwnTrainingOnly(t *testing.T) {
	s := newTrainedUnits(t)
	who, other := s.clerk(t, "901", "罗英", s.hall.ID, "2026-01-01"), s.clerk(t, "902", "秦川", s.hall.ID, "2026-01-01")
	self := app.Actor{Staff: who.ID, Name: who.Name, Roles: []app.Role{app.Counter}}
	page, err := s.LearnerPage(t.Context(), self, who.ID)
	if err != nil || len(page.Next()) != 2 {
		t.Errorf("her own page tells %d gaps: %v", len(page.Next()), err)
	}
	ask := app.TrainingPlanAsk{Needs: []app.TrainingNeed{{Staff: who.ID, Course: s.service.ID}}, Month: 202603}
	for name, verb := range map[string]func() error{
		"another's page": func() error { _, err := s.LearnerPage(t.Context(), self, other.ID); return err },
		"the matrix":     func() error { _, err := s.Standings(t.Context(), self, app.TrainingFilter{}); return err },
		"the gaps":       func() error { _, err := s.TrainingGaps(t.Context(), self, app.TrainingFilter{}); return err },
		"the preview":    func() error { _, err := s.ForeseeTrainingPlan(t.Context(), self, ask); return err },
		"the plan":       func() error { _, err := s.PlanTraining(t.Context(), self, ask); return err },
		"the history of a course, for who may read other histories": func() error {
			manager := app.Actor{Staff: who.ID, Roles: []app.Role{app.Manager}}
			_, err := s.History(t.Context(), manager, "courses", s.service.ID)
			return err
		},
	} {
		if err := verb(); !errors.Is(err, app.ErrNotAllowed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheCountsOfTheStartPageFollowWhoIsTakenOn(t *testing.T) {
	s := newTrainedUnits(t)
	all := func() int64 {
		counts, err := s.TrainingGapCounts(t.Context(), s.by)
		if err != nil {
			t.Fatal(err)
		}
		return counts[""]
	}
	before := all()
	s.clerk(t, "T1", "何燕", s.hall.ID, "2025-06-01")
	if after := all(); after != before+2 {
		t.Errorf("%d gaps after somebody came who lacks two courses, %d before", after, before)
	}
	if again := all(); again != before+2 {
		t.Errorf("asked again: %d", again)
	}
}
