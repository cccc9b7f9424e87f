package app

import (
	"errors"
	"fmt"
	"testing"
)

func ruleOf(t *testing.T, text string) CompletionRule {
	t.Helper()
	rule, err := ParseCompletionRule(text)
	if err != nil {
		t.Fatal(err)
	}
	return rule
}

func TestAllDoneNotesWhatTheRuleCannotDoWithout(t *testing.T) {
	class := Class{Minutes: 480}
	for _, tt := range []struct {
		rule               string
		assignment, mentor bool
	}{
		{"attendance 80 and score 60", false, false},
		{"attendance 80 and assignment", true, false},
		{"practice 16 and mentor", false, true},
		{"practice 16 and mentor or attendance 80 and score 60", false, false}, // a mentor signs of his own accord
	} {
		r := class.Done(ClassResult{}, ruleOf(t, tt.rule))
		if r.Attendance != Present || r.Minutes != 480 || r.Assignment != tt.assignment || r.Mentor != tt.mentor || r.Scored {
			t.Errorf("%s: %+v", tt.rule, r)
		}
	}
	if r := class.Done(ClassResult{Attendance: Absent}, nil); r.Attendance != Absent {
		t.Errorf("who was noted absent is %q after all are done", r.Attendance)
	}
}

func TestAnExceptionIsMadeAndTakenBack(t *testing.T) {
	class, rule := Class{Minutes: 480}, ruleOf(t, "attendance 80 and assignment")
	r := class.Except(class.Done(ClassResult{Score: 9000, Scored: true}, rule), rule)
	if r.Attendance != Absent || r.Minutes != 0 || r.Assignment || !r.Scored {
		t.Errorf("the exception is %+v", r)
	}
	if r = class.Except(r, rule); r.Attendance != Present || r.Minutes != 480 || !r.Assignment || r.Score != 9000 {
		t.Errorf("taken back it is %+v", r)
	}
}

func TestAClassMovesAlongItsLife(t *testing.T) {
	for _, tt := range []struct {
		name     string
		from, to ClassStatus
		why      string
		want     Reason
	}{
		{"a plan is opened for enrolment", ClassPlanned, ClassEnrolling, "", ""},
		{"a class begins on its day", ClassEnrolling, ClassRunning, "", ""},
		{"it is assessed", ClassRunning, ClassAssessing, "", ""},
		{"a plan is not recognised", ClassPlanned, ClassRecognised, "", ClassNotFromHere},
		{"the archive is the end", ClassArchived, ClassAssessing, "", ClassClosed},
		{"what was recognised is not cancelled", ClassRecognised, ClassCancelled, "x", ClassNotFromHere},
		{"a cancellation needs its reason", ClassRunning, ClassCancelled, "", NeedsReason},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Class{Status: tt.from, BeginsOn: "2026-03-02"}.Move(tt.to, tt.why, "2026-03-02")
			no, _ := errors.AsType[*Refusal](err)
			if no == nil {
				no = &Refusal{}
			}
			if no.Reason != tt.want || err == nil && got.Status != tt.to {
				t.Errorf("%v and %s", err, got.Status)
			}
		})
	}
	if _, err := (Class{Status: ClassEnrolling, BeginsOn: "2026-03-03"}).Move(ClassRunning, "", "2026-03-02"); err == nil {
		t.Error("a class begins before its day")
	}
}

func TestBasicsAndSkillsAreTaughtTogetherByALecturerHiredForIt(t *testing.T) {
	for _, tt := range []struct {
		course   Course
		mode     ClassMode
		lecturer string
	}{
		{Course{Category: "basic", Mode: Central}, Central, "external"},
		{Course{Category: "skill"}, Central, "external"},
		{Course{Category: "professional"}, Decentral, "internal"},
		{Course{Category: "professional", Mode: Central}, Central, "internal"},
		{Course{Category: "skill", Mode: Decentral}, Decentral, "internal"},
	} {
		if c := tt.course.Class("2026-03-02"); c.Mode != tt.mode || c.LecturerKind != tt.lecturer {
			t.Errorf("%+v is taught %s by %s", tt.course, c.Mode, c.LecturerKind)
		}
	}
}

func pupils(numbers ...string) []Learner {
	out := make([]Learner, len(numbers))
	for i, no := range numbers {
		out[i].Staff.StaffNo = no
	}
	return out
}

func TestScoresArePastedFromASheet(t *testing.T) {
	people := append(pupils("A1", "A2", "A3"), Learner{Staff: Staff{StaffNo: "A4"}, Enrolment: Enrolment{Attendance: TakenOff}})
	for _, tt := range []struct {
		name, text string
		from       int
		taken      string
		left       string
	}{
		{"a column goes down from where one stands", "80\n\n90.5\r\n", 0, "[{0 8000} {2 9050}]", ""},
		{"a column longer than the class", "80\n70", 2, "[{2 8000}]", "2 not_in_class"},
		{"numbers and scores in any order, with a header", "工号\t姓名\t成绩\nA3\t李\t77\nA1\t王\t８８", 1, "[{2 7700} {0 8800}]", ""},
		{"an unknown number", "A9\t80\nA1\t70", 0, "[{0 7000}]", "1 not_in_class"},
		{"a score above the maximum", "A1\t101\nA2\t100", 0, "[{1 10000}]", "1 score_too_high"},
		{"a person twice", "A1\t80\nA1\t90", 0, "[{0 8000}]", "2 twice_in_class"},
		{"what is no score", "A1\t优秀\nA2\t60", 0, "[{1 6000}]", "1 malformed"},
		{"who was taken off", "A4\t80", 0, "[]", "1 not_in_class"},
		{"a number without a score", "A1\t80\nA2\t", 0, "[{0 8000}]", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			taken, left := ReadScores(tt.text, people, tt.from, 0)
			var problems string
			for _, p := range left {
				no, _ := errors.AsType[*Refusal](p.Why)
				problems += fmt.Sprint(p.Line, " ", no.Reason)
			}
			if fmt.Sprint(taken) != tt.taken || problems != tt.left {
				t.Errorf("taken %v, left %q", taken, problems)
			}
		})
	}
}

func TestPointsAndHoursAreReadAsTheyAreWritten(t *testing.T) {
	for text, want := range map[string]int64{"85": 8500, "85.5": 8550, "８５．２５": 8525, " 0 ": 0} {
		if got, ok := ParsePoints(text); !ok || got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
	for _, text := range []string{"", "-1", "85.", "85.255", "1e3", "abc", "123456789", "NaN"} {
		if got, ok := ParsePoints(text); ok {
			t.Errorf("%q is read as %d", text, got)
		}
	}
	if m, ok := ParseHours("1.5"); !ok || m != 90 || HoursText(90) != "1.5" || HoursText(480) != "8" || PointsText(8550) != "85.5" {
		t.Errorf("1.5 hours are %d minutes, written %s and %s", m, HoursText(90), PointsText(8550))
	}
}
