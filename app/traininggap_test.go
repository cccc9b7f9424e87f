package app

import (
	"errors"
	"fmt"
	"testing"
)

const matrixDay Day = "2026-03-02"

// trainees is a matrix of two courses, both required of clerks, the second
// within six months.
func trainees(people ...TrainingPerson) (*TrainingMatrix, [2]Course) {
	courses := [2]Course{
		{ID: CourseID{1}, Name: "安规", Category: "basic", Minutes: 240},
		{ID: CourseID{2}, Name: "抄核收", Category: "professional", Minutes: 960},
	}
	m := NewTrainingMatrix(matrixDay, courses[:], []CoursePost{
		{Course: CourseID{1}, Post: "clerk"},
		{Course: CourseID{2}, Post: "clerk", WithinMonths: 6, FromOn: "2025-12-01"},
		{Course: CourseID{2}, Post: "clerk", WithinMonths: 12, FromOn: "2025-12-01"}, // the shorter holds
		{Course: CourseID{1}, Post: "former", ToOn: "2026-03-01"},
	})
	for _, p := range people {
		m.Add(p)
	}
	return m, courses
}

func person(n byte, since Day) TrainingPerson {
	return TrainingPerson{Staff: Staff{ID: StaffID{n}, StaffNo: fmt.Sprint(n), Name: fmt.Sprint("员工", n), Post: "clerk", ValidFrom: since}}
}

func TestTheStateOfACell(t *testing.T) {
	tests := []struct {
		name  string
		until Day // "never": not completed
		post  string
		in    bool
		want  TrainingState
	}{
		{"never completed is lacking", "never", "clerk", false, StateLacking},
		{"never completed and in a class is enrolled", "never", "clerk", true, StateEnrolled},
		{"its last day behind is expired", "2026-03-01", "clerk", false, StateExpired},
		{"its last day is still valid, and expiring", "2026-03-02", "clerk", false, StateExpiring},
		{"ninety days ahead is expiring", "2026-05-31", "clerk", false, StateExpiring},
		{"ninety-one days ahead is valid", "2026-06-01", "clerk", false, StateValid},
		{"for good is valid", "", "clerk", false, StateValid},
		{"valid and in a class stays valid", "", "clerk", true, StateValid},
		{"another post has it over and above", "2027-01-01", "driver", false, StateExtra},
		{"another post needs nothing", "never", "driver", false, StateNotRequired},
		{"expired is nothing to another post", "2026-03-01", "driver", false, StateNotRequired},
		{"a requirement that ended asks nothing", "never", "former", false, StateNotRequired},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := person(1, "2020-01-01")
			p.Post = tt.post
			m, _ := trainees(p)
			if tt.until != "never" {
				m.Completed(0, tt.until)
			}
			if tt.in {
				m.InClass(StaffID{1}, CourseID{1}, OpenClass{Number: "PX-1", BeginsOn: "2026-04-01"})
			}
			c := m.Cell(0, 0)
			if got := c.State(); got != tt.want {
				t.Errorf("state %q, want %q", got, tt.want)
			}
			if tt.until != "never" && c.Standing != StandingOn(true, tt.until, matrixDay) {
				t.Errorf("standing %q, but StandingOn says %q", c.Standing, StandingOn(true, tt.until, matrixDay))
			}
		})
	}
}

// TestStandingInNumbersAgrees compares the two ways over two years of days.
func TestStandingInNumbersAgrees(t *testing.T) {
	for i := -400; i < 400; i++ {
		until := matrixDay.AddDays(i)
		if got, want := standingOf(dayNumber(until), dayNumber(matrixDay)), StandingOn(true, until, matrixDay); got != want {
			t.Errorf("until %s: %q, want %q", until, got, want)
		}
	}
}

func TestWhenAGapIsDue(t *testing.T) {
	tests := []struct {
		name    string
		since   Day
		until   Day // "never": not completed
		course  int
		due     Day
		overdue bool
	}{
		{"what is required at once is due since he came", "2026-01-05", "never", 0, "2026-01-05", true},
		{"who came long before the rule has his months from it", "2019-05-01", "never", 1, "2026-06-01", false},
		{"a newcomer has his months", "2026-02-28", "never", 1, "2026-08-28", false},
		{"the shorter month's end counts", "2025-12-31", "never", 1, "2026-06-30", false},
		{"expired is due since its last day", "2019-05-01", "2026-03-01", 0, "2026-03-01", true},
		{"expired before he came is due with his months", "2026-02-01", "2026-01-15", 1, "2026-08-01", false},
		{"expiring is due by its last day", "2019-05-01", "2026-03-02", 0, "2026-03-02", false},
		{"nobody knows since when: at once", "", "never", 0, "", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, _ := trainees(person(1, tt.since))
			if tt.until != "never" {
				m.Completed(tt.course, tt.until)
			}
			if c := m.Cell(0, tt.course); c.Due != tt.due || c.Overdue != tt.overdue || !c.Gap() {
				t.Errorf("due %q, overdue %v, gap %v; want %q, %v, a gap", c.Due, c.Overdue, c.Gap(), tt.due, tt.overdue)
			}
		})
	}
}

func TestGapsAreSortedCountedAndNarrowed(t *testing.T) {
	left := person(3, "2020-01-01")
	left.ValidTo = "2026-03-01"
	m, _ := trainees(person(1, "2026-02-28"), person(2, "2026-03-20"), left)
	all := m.Gaps(TrainingFilter{})
	if len(all.Gaps) != 4 || all.Counts[DueOverdue] != 1 || all.Counts[Due7] != 0 || all.Counts[Due30] != 1 || all.Counts[Due90] != 1 {
		t.Fatalf("%d gaps, counts %v", len(all.Gaps), all.Counts)
	}
	for i := 1; i < len(all.Gaps); i++ {
		if all.Gaps[i].Due < all.Gaps[i-1].Due {
			t.Errorf("%s stands behind %s", all.Gaps[i].Due, all.Gaps[i-1].Due)
		}
	}
	if narrow := m.Narrow(TrainingFilter{Due: Due30}); narrow.Rows() != 1 || narrow.Columns() != 1 || narrow.Person(0).ID != (StaffID{2}) {
		t.Errorf("narrowed to %d × %d", narrow.Rows(), narrow.Columns())
	}
	if narrow := m.Narrow(TrainingFilter{OnlyGaps: true}); narrow.Rows() != 2 {
		t.Errorf("%d people have gaps, want 2: nothing is required of who left", narrow.Rows())
	}
	if narrow := m.Narrow(TrainingFilter{State: StateValid}); narrow.Rows() != 0 || narrow.Columns() != 0 {
		t.Errorf("nobody is valid, but %d × %d are shown", narrow.Rows(), narrow.Columns())
	}
}

// workdays is a calendar whose only days off are weekends.
func workdays(t *testing.T) *Calendar {
	t.Helper()
	c, err := NewCalendar(nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAPlanSplitsClassesAndSpreadsCentralDays(t *testing.T) {
	var people []TrainingPerson
	ask := TrainingPlanAsk{Month: 202604, Most: 2}
	for n := byte(1); n <= 5; n++ {
		people = append(people, person(n, "2026-01-01"))
		for _, course := range []CourseID{{1}, {2}} {
			ask.Needs = append(ask.Needs, TrainingNeed{StaffID{n}, course})
		}
	}
	m, _ := trainees(people...)
	plan, err := m.Plan(ask, workdays(t))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range plan.Classes {
		got = append(got, fmt.Sprint(c.Course.Name, " ", c.Class.Mode, " ", c.Class.BeginsOn, " ", c.Class.EndsOn, " ", len(c.People)))
	}
	want := []string{
		"安规 central 2026-04-01 2026-04-01 1", "安规 central 2026-04-02 2026-04-02 2", "安规 central 2026-04-03 2026-04-03 2",
		"抄核收 decentral 2026-04-01 2026-04-30 1", "抄核收 decentral 2026-04-01 2026-04-30 2", "抄核收 decentral 2026-04-01 2026-04-30 2",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("planned\n%q\nwant\n%q", got, want)
	}
	if plan.Hours != (TrainingHours{Central: 5 * 240, Decentral: 5 * 960}) || plan.Hours.TooCentral() {
		t.Errorf("hours %+v", plan.Hours)
	}
}

func TestAPlanLeavesOutWhoNeedsNoClass(t *testing.T) {
	gone := person(4, "2020-01-01")
	gone.ValidTo = "2026-02-01"
	goes := person(5, "2020-01-01")
	goes.ValidTo = "2026-04-10"
	m, _ := trainees(person(1, "2020-01-01"))
	m.Completed(0, "") // meanwhile
	for _, p := range []TrainingPerson{person(2, "2020-01-01"), person(3, "2020-01-01"), gone, goes} {
		m.Add(p)
	}
	m.InClass(StaffID{2}, CourseID{1}, OpenClass{Number: "PX-7", BeginsOn: "2026-03-20"})
	ask := TrainingPlanAsk{Month: 202605}
	for n := byte(1); n <= 6; n++ { // nobody is number 6
		ask.Needs = append(ask.Needs, TrainingNeed{StaffID{n}, CourseID{1}}, TrainingNeed{StaffID{n}, CourseID{1}})
	}
	ask.Needs = append(ask.Needs, TrainingNeed{StaffID{3}, CourseID{9}}) // no longer offered
	plan, err := m.Plan(ask, workdays(t))
	if err != nil || len(plan.Classes) != 1 || len(plan.Classes[0].People) != 1 || plan.Classes[0].People[0].ID != (StaffID{3}) {
		t.Fatalf("planned %+v: %v", plan.Classes, err)
	}
	why := map[string]int{}
	for _, l := range plan.Left {
		why[l.Why.Error()]++
	}
	want := map[string]int{
		"refused: course: nothing_lacking": 1, "refused: class: enrolled_already": 1, "refused: learner: not_active": 2, "not found": 1, "refused: course: not_active": 1,
	}
	if fmt.Sprint(why) != fmt.Sprint(want) {
		t.Errorf("left out %v, want %v", why, want)
	}
}

func TestAPlanIsRefused(t *testing.T) {
	m, _ := trainees(person(1, "2020-01-01"))
	need := []TrainingNeed{{StaffID{1}, CourseID{1}}}
	for name, tt := range map[string]struct {
		ask  TrainingPlanAsk
		want Reason
	}{
		"without anybody":                {TrainingPlanAsk{Month: 202604}, NobodyToTrain},
		"for a month that passed":        {TrainingPlanAsk{Needs: need, Month: 202602}, BeforeToday},
		"for no month":                   {TrainingPlanAsk{Needs: need}, BeforeToday},
		"with classes of less than none": {TrainingPlanAsk{Needs: need, Month: 202604, Most: -1}, Impossible},
	} {
		_, err := m.Plan(tt.ask, workdays(t))
		if no, is := errors.AsType[*Refusal](err); !is || no.Reason != tt.want {
			t.Errorf("%s: %v, want %s", name, err, tt.want)
		}
	}
}

func TestTrainingAtWorkIsToBeTheGreaterPart(t *testing.T) {
	for _, tt := range []struct {
		hours TrainingHours
		want  bool
	}{{TrainingHours{}, false}, {TrainingHours{Central: 60}, true}, {TrainingHours{60, 60}, true}, {TrainingHours{60, 61}, false}} {
		if got := tt.hours.TooCentral(); got != tt.want {
			t.Errorf("%+v: %v", tt.hours, got)
		}
	}
	for _, tt := range []struct {
		course Course
		want   ClassMode
	}{{Course{Category: "professional"}, Decentral}, {Course{Category: "skill"}, Central}, {Course{Category: "professional", Mode: Central}, Central}} {
		if got := tt.course.PlannedMode(); got != tt.want {
			t.Errorf("%+v is taught %s", tt.course, got)
		}
	}
}
