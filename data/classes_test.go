package data_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// school is a store with a trainer and some people who may learn.
type school struct {
	s       *data.Store
	by      app.Actor
	people  []app.Staff
	courses map[string]app.Course
}

func newSchool(t *testing.T, people int) *school {
	t.Helper()
	c := &school{s: datatest.Open(t), courses: map[string]app.Course{}}
	c.by = datatest.Actor(t, c.s)
	for i := range people {
		who, err := c.s.SaveStaff(t.Context(), c.by, app.Staff{}, app.Staff{
			StaffNo: fmt.Sprintf("GY%03d", i+1), Name: fmt.Sprintf("学员%02d", i+1), Post: "counter", Unit: c.by.Unit, ValidFrom: "2020-01-01", Roles: []app.Role{app.Counter},
		})
		if err != nil {
			t.Fatal(err)
		}
		c.people = append(c.people, who)
	}
	all, err := c.s.Courses(t.Context(), c.by)
	if err != nil {
		t.Fatal(err)
	}
	for _, course := range all {
		c.courses[course.Code] = course
	}
	return c
}

// class plans a class of a course on a day and puts everybody in it.
func (c *school) class(t *testing.T, course string, on app.Day, change func(*app.Class)) app.ClassPage {
	t.Helper()
	draft := c.courses[course].Class(on)
	if change != nil {
		change(&draft)
	}
	planned, err := c.s.PlanClass(t.Context(), c.by, draft)
	if err != nil {
		t.Fatal(err)
	}
	if left, err := c.s.EnrolMany(t.Context(), c.by, planned, c.ids()); err != nil || len(left) > 0 {
		t.Fatalf("left out: %+v (%v)", left, err)
	}
	return c.page(t, planned.ID)
}

func (c *school) ids() []app.StaffID {
	ids := make([]app.StaffID, len(c.people))
	for i, p := range c.people {
		ids[i] = p.ID
	}
	return ids
}

func (c *school) page(t *testing.T, id app.ClassID) app.ClassPage {
	t.Helper()
	page, err := c.s.ClassPage(t.Context(), c.by, id)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// passed is that somebody was there and had so many points.
func passed(l app.Learner, points int64) app.ClassResult {
	r := l.Enrolment.Result()
	r.Attendance, r.Score, r.Scored = app.Present, points*100, true
	return r
}

func TestResultsOfAClassBringCompletionsAndTheClassFollows(t *testing.T) {
	c := newSchool(t, 3)
	page := c.class(t, "service", "2026-03-01", nil)
	err := c.s.SaveResults(t.Context(), c.by, page, []app.ClassResult{passed(page.Learners[0], 90), passed(page.Learners[1], 59)}, "2026-03-01")
	if err != nil {
		t.Fatal(err)
	}
	now := c.page(t, page.ID)
	for i, want := range []app.Outcome{app.OutcomeCompleted, app.OutcomeFailed, app.OutcomeOpen} {
		if got := now.Learners[i].Enrolment.Outcome; got != want {
			t.Errorf("%d: the outcome is %q, want %q", i, got, want)
		}
	}
	if had := now.Learners[0].Had; len(had) != 1 || had[0].CompletedOn != "2026-03-01" || had[0].UntilOn != "2028-03-01" {
		t.Errorf("the first has %+v", had)
	}
	if now.Status != app.ClassAssessing || now.In != 3 || now.Noted != 2 || now.Completed != 1 || now.Failed != 1 {
		t.Errorf("the class is %s with %d, %d, %d, %d", now.Status, now.In, now.Noted, now.Completed, now.Failed)
	}
}

func TestACorrectedResultTakesTheCompletionBack(t *testing.T) {
	c := newSchool(t, 1)
	page := c.class(t, "service", "2026-03-01", nil)
	for _, points := range []int64{90, 40, 95} {
		if err := c.s.SaveResults(t.Context(), c.by, page, []app.ClassResult{passed(page.Learners[0], points)}, "2026-03-02"); err != nil {
			t.Fatal(err)
		}
		page = c.page(t, page.ID)
		if had := len(page.Learners[0].Had); (had == 1) != (points >= 60) {
			t.Errorf("with %d points there are %d completions", points, had)
		}
	}
}

func TestResultsThatCannotBeAreRefusedWhole(t *testing.T) {
	for _, tt := range []struct {
		name   string
		on     app.Day
		day    app.Day // of the results
		course string
		change func(*app.ClassResult)
		want   app.Reason
	}{
		{"a score above the maximum", "2026-03-01", "2026-03-02", "service", func(r *app.ClassResult) { r.Score, r.Scored = 10001, true }, app.ScoreTooHigh},
		{"attendance before the class begins", "2026-03-03", "2026-03-02", "service", func(r *app.ClassResult) { r.Attendance = app.Present }, app.NotBegun},
		{"a day before the class", "2026-03-01", "2026-02-28", "service", func(r *app.ClassResult) { r.Attendance = app.Present }, app.NotBegun},
		{"a day to come", "2026-03-01", "2026-03-03", "service", func(r *app.ClassResult) { r.Attendance = app.Present }, app.InTheFuture},
		{"longer than the class", "2026-03-01", "2026-03-02", "service", func(r *app.ClassResult) { r.Attendance, r.Minutes = app.Partly, 481 }, app.MoreThanClass},
		{"excused without a reason", "2026-03-01", "2026-03-02", "service", func(r *app.ClassResult) { r.Attendance = app.Excused }, app.NeedsReason},
		{"nothing new", "2026-03-01", "2026-03-02", "service", func(*app.ClassResult) {}, app.NothingToDo},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := newSchool(t, 2)
			page := c.class(t, tt.course, tt.on, nil)
			wrong := page.Learners[1].Enrolment.Result()
			tt.change(&wrong)
			results := []app.ClassResult{wrong}
			if tt.want != app.NothingToDo && tt.want != app.NotBegun {
				results = []app.ClassResult{passed(page.Learners[0], 90), wrong}
			}
			if err := c.s.SaveResults(t.Context(), c.by, page, results, tt.day); reason(err) != tt.want {
				t.Fatalf("refused with %v, want %q", err, tt.want)
			}
			if now := c.page(t, page.ID); now.Noted != 0 {
				t.Errorf("%d results were kept", now.Noted)
			}
		})
	}
}

func TestAClassTakesNoMoreThanItHasSeatsAndNobodyTwice(t *testing.T) {
	c := newSchool(t, 3)
	draft := c.courses["service"].Class("2026-03-10")
	draft.Seats = 2
	class, err := c.s.PlanClass(t.Context(), c.by, draft)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.s.EnrolMany(t.Context(), c.by, class, c.ids()); reason(err) != app.ClassFull {
		t.Errorf("three on two seats: %v", err)
	}
	if n := len(c.page(t, class.ID).Learners); n != 0 {
		t.Errorf("%d were put in a class that is too small", n)
	}
	left, err := c.s.EnrolMany(t.Context(), c.by, class, []app.StaffID{c.people[0].ID, c.people[0].ID})
	if err != nil || len(left) != 1 || reason(left[0].Why) != app.TwiceInClass || left[0].Name != "学员01" {
		t.Errorf("left out %+v (%v)", left, err)
	}
	if left, err = c.s.EnrolMany(t.Context(), c.by, class, []app.StaffID{c.people[0].ID, c.people[1].ID}); err != nil || len(left) != 1 {
		t.Errorf("left out %+v (%v)", left, err)
	}
	now := c.page(t, class.ID)
	smaller := now.Class
	smaller.Seats = 1
	if _, err := c.s.ChangeClass(t.Context(), c.by, now.Class, smaller); reason(err) != app.ClassFull {
		t.Errorf("fewer seats than people: %v", err)
	}
}

func TestWhoLeftIsNotPutInAClassAndWasNotThere(t *testing.T) {
	c := newSchool(t, 2)
	page := c.class(t, "service", "2026-03-01", nil)
	was := page.Learners[1].Staff
	gone := was
	gone.ValidTo = "2026-02-20"
	if _, err := c.s.SaveStaff(t.Context(), c.by, was, gone); err != nil {
		t.Fatal(err)
	}
	page = c.page(t, page.ID)
	if err := c.s.SaveResults(t.Context(), c.by, page, []app.ClassResult{passed(page.Learners[1], 90)}, "2026-03-02"); reason(err) != app.PersonLeft {
		t.Errorf("who left was there: %v", err)
	}
	next := c.courses["service"].Class("2026-03-20")
	class, err := c.s.PlanClass(t.Context(), c.by, next)
	if err != nil {
		t.Fatal(err)
	}
	left, err := c.s.EnrolMany(t.Context(), c.by, class, c.ids())
	if err != nil || len(left) != 1 || reason(left[0].Why) != app.PersonLeft {
		t.Errorf("left out %+v (%v)", left, err)
	}
}

func TestACancelledOrArchivedClassTakesNothingMore(t *testing.T) {
	c := newSchool(t, 1)
	page := c.class(t, "service", "2026-03-01", nil)
	if _, err := c.s.CancelClass(t.Context(), c.by, page.Class, ""); reason(err) != app.NeedsReason {
		t.Errorf("cancelled without a reason: %v", err)
	}
	if err := c.s.SaveResults(t.Context(), c.by, page, []app.ClassResult{passed(page.Learners[0], 90)}, "2026-03-02"); err != nil {
		t.Fatal(err)
	}
	page = c.page(t, page.ID)
	if _, err := c.s.CancelClass(t.Context(), c.by, page.Class, "讲师因病未到"); err != nil {
		t.Fatal(err)
	}
	now := c.page(t, page.ID)
	if l := now.Learners[0]; len(l.Had) != 0 || l.Enrolment.Outcome != app.OutcomeOpen {
		t.Errorf("of the cancelled class stays %+v", l.Had)
	}
	if now.Reason != "讲师因病未到" || now.Status != app.ClassCancelled {
		t.Errorf("the class is %s because %q", now.Status, now.Reason)
	}
	for verb, err := range map[string]error{
		"results":  c.s.SaveResults(t.Context(), c.by, now, []app.ClassResult{passed(now.Learners[0], 70)}, "2026-03-02"),
		"take off": c.s.TakeOff(t.Context(), c.by, now.Class, []app.EnrolmentID{now.Learners[0].Enrolment.ID}, ""),
		"enrol":    second(c.s.EnrolMany(t.Context(), c.by, now.Class, c.ids())),
		"change":   second(c.s.ChangeClass(t.Context(), c.by, now.Class, now.Class)),
		"move":     second(c.s.MoveClass(t.Context(), c.by, now.Class, app.ClassPlanned)),
	} {
		if reason(err) != app.ClassClosed {
			t.Errorf("%s: %v", verb, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestTheOutcomesAreToldOnceEverybodyHasAResult(t *testing.T) {
	c := newSchool(t, 2)
	page := c.class(t, "service", "2026-03-01", nil)
	if _, err := c.s.MoveClass(t.Context(), c.by, page.Class, app.ClassArchived); reason(err) != app.ClassNotFromHere {
		t.Errorf("from the plan to the archive: %v", err)
	}
	save := func(i int) {
		t.Helper()
		if err := c.s.SaveResults(t.Context(), c.by, page, []app.ClassResult{passed(page.Learners[i], 90)}, "2026-03-02"); err != nil {
			t.Fatal(err)
		}
		page = c.page(t, page.ID)
	}
	save(0)
	if _, err := c.s.MoveClass(t.Context(), c.by, page.Class, app.ClassRecognised); reason(err) != app.ResultsOpen {
		t.Errorf("with one result open: %v", err)
	}
	save(1)
	was := page.Class
	for _, to := range []app.ClassStatus{app.ClassRecognised, app.ClassArchived} {
		moved, err := c.s.MoveClass(t.Context(), c.by, page.Class, to)
		if err != nil || moved.Status != to {
			t.Fatalf("to %s: %v", to, err)
		}
		page = c.page(t, page.ID)
	}
	if _, err := c.s.MoveClass(t.Context(), c.by, was, app.ClassRecognised); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("from where it no longer stands: %v", err)
	}
}

func TestAClassKeepsTheRuleOfTheDayItWasPlanned(t *testing.T) {
	c := newSchool(t, 1)
	page := c.class(t, "service", "2026-03-01", nil)
	stricter := c.courses["service"]
	stricter.Rule, stricter.ValidityMonths = "score 95", 6
	if _, err := c.s.SaveCourse(t.Context(), c.by, c.courses["service"], stricter); err != nil {
		t.Fatal(err)
	}
	longer := page.Class
	longer.Place, longer.Rule = "三楼会议室", "score 1"
	if _, err := c.s.ChangeClass(t.Context(), c.by, page.Class, longer); err != nil {
		t.Fatal(err)
	}
	page = c.page(t, page.ID)
	if err := c.s.SaveResults(t.Context(), c.by, page, []app.ClassResult{passed(page.Learners[0], 60)}, "2026-03-02"); err != nil {
		t.Fatal(err)
	}
	page = c.page(t, page.ID)
	if l := page.Learners[0]; page.Place != "三楼会议室" || page.Rule != "attendance 80 and score 60" || len(l.Had) != 1 || l.Had[0].UntilOn != "2028-03-02" {
		t.Errorf("by %q the person has %+v", page.Rule, l.Had)
	}
	fresh, err := c.s.PlanClass(t.Context(), c.by, stricter.Class("2026-03-09"))
	if err != nil || fresh.Rule != "score 95" || fresh.ValidityMonths != 6 {
		t.Errorf("a class planned since lives by %q (%v)", fresh.Rule, err)
	}
}

func TestALongerClassKeepsWhoWasThereTheWholeTimeThere(t *testing.T) {
	c := newSchool(t, 1)
	page := c.class(t, "service", "2026-03-01", nil)
	if err := c.s.SaveResults(t.Context(), c.by, page, []app.ClassResult{passed(page.Learners[0], 90)}, "2026-03-02"); err != nil {
		t.Fatal(err)
	}
	page = c.page(t, page.ID)
	longer := page.Class
	longer.Minutes = 960
	if _, err := c.s.ChangeClass(t.Context(), c.by, page.Class, longer); err != nil {
		t.Fatal(err)
	}
	if l := c.page(t, page.ID).Learners[0]; l.Enrolment.AttendedMinutes != 960 || l.Enrolment.Outcome != app.OutcomeCompleted {
		t.Errorf("there for %d minutes, %s", l.Enrolment.AttendedMinutes, l.Enrolment.Outcome)
	}
}

func TestWhoWasTakenOffLeavesNothingAndMayComeBack(t *testing.T) {
	c := newSchool(t, 2)
	page := c.class(t, "service", "2026-03-01", nil)
	who := page.Learners[0].Enrolment
	if err := c.s.TakeOff(t.Context(), c.by, page.Class, []app.EnrolmentID{who.ID}, "调岗"); err != nil {
		t.Fatal(err)
	}
	page = c.page(t, page.ID)
	off := page.Learners[1]
	if page.In != 1 || off.Enrolment.Attendance != app.TakenOff || off.Enrolment.Reason != "调岗" {
		t.Errorf("%d are in, the last is %+v", page.In, off.Enrolment)
	}
	if err := c.s.SaveResults(t.Context(), c.by, page, []app.ClassResult{passed(off, 90)}, "2026-03-02"); reason(err) != app.NotInClass {
		t.Errorf("results of who was taken off: %v", err)
	}
	if left, err := c.s.EnrolMany(t.Context(), c.by, page.Class, c.ids()); err != nil || len(left) != 1 {
		t.Errorf("left out %+v (%v)", left, err)
	}
	if page = c.page(t, page.ID); page.In != 2 {
		t.Errorf("%d are in", page.In)
	}
}

func TestTheGapOfACourseIsWhosePostRequiresItAndWhoLacksIt(t *testing.T) {
	c := newSchool(t, 3)
	outsider, err := c.s.SaveStaff(t.Context(), c.by, app.Staff{}, app.Staff{StaffNo: "XL001", Name: "抢修工", Post: "repair_none", Unit: c.by.Unit, ValidFrom: "2020-01-01"})
	if err != nil {
		t.Fatal(err)
	}
	done := c.class(t, "service", "2026-03-01", nil)
	if err := c.s.SaveResults(t.Context(), c.by, done, []app.ClassResult{passed(done.Learners[0], 90)}, "2026-03-01"); err != nil {
		t.Fatal(err)
	}
	next, err := c.s.PlanClass(t.Context(), c.by, c.courses["service"].Class("2026-04-01"))
	if err != nil {
		t.Fatal(err)
	}
	gap, err := c.s.Candidates(t.Context(), c.by, app.RosterAsk{Class: next.ID, Gap: true})
	if err != nil || len(gap) != 2 {
		t.Fatalf("%d people lack the course, want 2 (%v)", len(gap), err)
	}
	all, err := c.s.Candidates(t.Context(), c.by, app.RosterAsk{Class: next.ID})
	if err != nil || len(all) != 5 { // with the one who began the file
		t.Fatalf("%d people, want 5 (%v)", len(all), err)
	}
	for _, one := range all {
		want := app.StandingNone
		if one.Staff.ID == done.Learners[0].Staff.ID {
			want = app.StandingValid
		}
		if one.Standing != want {
			t.Errorf("%s stands %s, want %s", one.Staff.Name, one.Standing, want)
		}
		if one.Staff.ID == outsider.ID && one.Required {
			t.Error("a post that requires nothing requires it")
		}
	}
}

func TestTheListOfClassesBeginsWithWhatWaitsForItsResults(t *testing.T) {
	c := newSchool(t, 2)
	for _, day := range []app.Day{"2026-03-20", "2026-02-10", "2026-03-01", "2026-03-09"} {
		c.class(t, "service", day, nil)
	}
	rows, err := c.s.Classes(t.Context(), c.by, app.ClassFilter{Statuses: app.ClassesOpen()})
	if err != nil {
		t.Fatal(err)
	}
	var days []app.Day
	for _, r := range rows {
		days = append(days, r.BeginsOn)
	}
	if fmt.Sprint(days) != "[2026-03-01 2026-02-10 2026-03-09 2026-03-20]" {
		t.Errorf("the order is %v", days)
	}
	waiting, err := c.s.Classes(t.Context(), c.by, app.ClassFilter{Waiting: true})
	if err != nil || len(waiting) != 2 || !waiting[0].Waiting("2026-03-02") {
		t.Errorf("%d wait (%v)", len(waiting), err)
	}
	for text, want := range map[string]int{"优质服务": 4, "quality": 4, "无此课程": 0} {
		if found, err := c.s.Classes(t.Context(), c.by, app.ClassFilter{Text: text}); err != nil || len(found) != want {
			t.Errorf("%q finds %d (%v)", text, len(found), err)
		}
	}
	march, err := c.s.Classes(t.Context(), c.by, app.ClassFilter{From: "2026-03-01", To: "2026-03-31", Mode: app.Central, Course: c.courses["service"].ID, Sort: app.ClassesByDay})
	if err != nil || len(march) != 3 || march[0].BeginsOn != "2026-03-01" {
		t.Errorf("%d in March (%v)", len(march), err)
	}
}

func TestALearnerSeesHisOwnClassesAndNobodyElse(t *testing.T) {
	c := newSchool(t, 3)
	page := c.class(t, "service", "2026-03-01", nil)
	other, err := c.s.PlanClass(t.Context(), c.by, c.courses["writing"].Class("2026-03-05"))
	if err != nil {
		t.Fatal(err)
	}
	learner := app.Actor{Staff: c.people[1].ID, Roles: []app.Role{app.Counter}}
	rows, err := c.s.Classes(t.Context(), learner, app.ClassFilter{})
	if err != nil || len(rows) != 1 || rows[0].ID != page.ID {
		t.Errorf("he sees %d classes (%v)", len(rows), err)
	}
	own, err := c.s.ClassPage(t.Context(), learner, page.ID)
	if err != nil || len(own.Learners) != 1 || own.Learners[0].Staff.ID != learner.Staff {
		t.Errorf("he sees %d people (%v)", len(own.Learners), err)
	}
	if _, err := c.s.ClassPage(t.Context(), learner, other.ID); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("the page of a class he is not in: %v", err)
	}
	if err := c.s.SaveResults(t.Context(), learner, own, []app.ClassResult{passed(own.Learners[0], 100)}, "2026-03-02"); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("he marks himself: %v", err)
	}
}

func TestTwoTrainersDoNotOverwriteEachOther(t *testing.T) {
	c := newSchool(t, 1)
	page := c.class(t, "service", "2026-03-01", nil)
	if err := c.s.SaveResults(t.Context(), c.by, page, []app.ClassResult{passed(page.Learners[0], 90)}, "2026-03-02"); err != nil {
		t.Fatal(err)
	}
	if err := c.s.SaveResults(t.Context(), c.by, page, []app.ClassResult{passed(page.Learners[0], 80)}, "2026-03-02"); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("the second one's points: %v", err)
	}
}

func TestTheLogOfClassesReplaysIntoAnEqualFile(t *testing.T) {
	c := newSchool(t, 2)
	page := c.class(t, "service", "2026-03-01", nil)
	if err := c.s.SaveResults(t.Context(), c.by, page, []app.ClassResult{passed(page.Learners[0], 90), passed(page.Learners[1], 70)}, "2026-03-01"); err != nil {
		t.Fatal(err)
	}
	page = c.page(t, page.ID)
	if err := c.s.SaveResults(t.Context(), c.by, page, []app.ClassResult{passed(page.Learners[1], 40)}, "2026-03-01"); err != nil {
		t.Fatal(err)
	}
	changes, err := c.s.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	copied, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "copy.lamp"), data.Options{Create: true, Now: datatest.Now, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = copied.Close() })
	for range 2 { // a second time changes nothing
		if err := copied.Apply(t.Context(), changes); err != nil {
			t.Fatal(err)
		}
	}
	want, got := datatest.Dump(t, c.s.Path()), datatest.Dump(t, copied.Path())
	for _, table := range []string{"classes", "enrolments", "completions"} {
		if want[table] == "" || want[table] != got[table] {
			t.Errorf("%s differs after replay", table)
		}
	}
}
