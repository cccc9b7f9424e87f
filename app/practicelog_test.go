package app

import (
	"strings"
	"testing"
)

func TestMinutesAreReadAsTheyAreTyped(t *testing.T) {
	tests := map[string]int64{
		"": 0, "90": 90, " 90 ": 90, "90m": 90, "90分": 90, "90 分钟": 90, "９０": 90, "45min": 45,
		"1.5h": 90, "1.5 H": 90, "1.5小时": 90, "2h": 120, "2时": 120, "0.1h": 6,
		"1h30": 90, "1h30m": 90, "1小时30分": 90, "1:30": 90, "0:05": 5, "1：30": 90,
	}
	for typed, want := range tests {
		if got, err := ParseMinutes(typed); err != nil || got != want {
			t.Errorf("%q is read as %d, want %d: %v", typed, got, want, err)
		}
	}
	for _, typed := range []string{"h", "1.5h30", "1:60", "1:30:00", "-90", "1.5", "1e3", "一小时", "1..5h", "9999999", "1h-3", strings.Repeat("9", 100)} {
		if got, err := ParseMinutes(typed); err == nil {
			t.Errorf("%q is read as %d", typed, got)
		}
	}
}

func FuzzParseMinutes(f *testing.F) {
	for _, seed := range []string{"90", "1.5h", "1小时30分", "1:30", "h", "…"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		if got, err := ParseMinutes(typed); err == nil && got < 0 {
			t.Errorf("%q is read as %d", typed, got)
		}
	})
}

func TestTheMentorsNeedIsTheLeastOfItsWays(t *testing.T) {
	for text, want := range map[string]struct {
		minutes int64
		asks    bool
	}{
		"practice 16 and mentor or attendance 80 and score 60":  {960, true},
		"attendance 80 and score 60":                            {0, false},
		"practice 16 and mentor or practice 8 and mentor":       {480, true},
		"score 60 or mentor":                                    {0, true},
		"practice 40 or practice 8 and mentor and attendance 1": {480, true},
	} {
		rule, err := ParseCompletionRule(text)
		if err != nil {
			t.Fatal(err)
		}
		if minutes, asks := rule.MentorNeeds(); minutes != want.minutes || asks != want.asks {
			t.Errorf("%q asks %d, %v", text, minutes, asks)
		}
	}
}

func TestWhatWorriesALearnerComesFirst(t *testing.T) {
	course := func(b byte, code string) Course {
		return Course{ID: CourseID{b}, Code: code, Rule: "practice 8 and mentor"}
	}
	r := LearnerRecords{
		Staff: Staff{Post: "counter", ValidFrom: "2020-01-01"},
		Courses: []Course{
			course(1, "valid"), course(2, "expiring"), course(3, "expired"), course(4, "owed"), course(5, "nothing"), course(6, "free"), course(7, "later"),
		},
		Completions: []Completion{
			{Course: CourseID{1}, UntilOn: "2027-01-01"},
			{Course: CourseID{2}, UntilOn: "2026-05-31"},
			{Course: CourseID{3}, UntilOn: "2026-03-01"},
			{Course: CourseID{6}},
		},
		Practice: []Practice{
			{Course: CourseID{4}, Kind: OnTheJob, DoneOn: "2026-02-01", Minutes: 60, ConfirmedAt: 1, ConfirmedMinutes: 50},
			{Course: CourseID{4}, Kind: OnTheJob, DoneOn: "2026-02-02", Minutes: 30},
			{Course: CourseID{4}, Kind: OnTheJob, DoneOn: "2026-02-02", Minutes: 99, RefusedAt: 1},
			{Course: CourseID{4}, Kind: SelfStudy, DoneOn: "2026-02-02", Minutes: 40, ConfirmedAt: 1, ConfirmedMinutes: 40},
		},
	}
	for i, months := range []int64{0, 0, 0, 1, -1, -1, 12} {
		if months >= 0 {
			r.Posts = append(r.Posts, CoursePost{Course: CourseID{byte(i + 1)}, Post: "counter", FromOn: "2026-01-01", WithinMonths: months})
		}
	}
	mine := r.Training("2026-03-02")
	var order []string
	for _, c := range mine.Courses {
		order = append(order, c.Course.Code)
	}
	if got := strings.Join(order, " "); got != "owed expired later expiring valid free" {
		t.Errorf("in the order %s", got)
	}
	for _, c := range mine.Courses {
		switch c.Course.Code {
		case "owed":
			if !c.Lacks() || c.Due != "2026-02-01" || c.Practice != 50 || c.Waiting != 30 || c.Needs != 480 {
				t.Errorf("owed is %+v", c)
			}
		case "expired":
			if !c.Lacks() || c.Until != "2026-03-01" {
				t.Errorf("expired is %+v", c)
			}
		case "expiring":
			if !c.Renews() || c.Lacks() {
				t.Errorf("expiring is %+v", c)
			}
		case "free":
			if !c.Has() || c.Required || c.Until != "" {
				t.Errorf("free is %+v", c)
			}
		}
	}
	if mine.Waiting != 1 || mine.WaitingMinutes != 30 {
		t.Errorf("waiting are %d of %d minutes", mine.Waiting, mine.WaitingMinutes)
	}
}

func TestAQualificationCountsAnewAfterItWasGranted(t *testing.T) {
	r := LearnerRecords{
		Staff:   Staff{Post: "counter"},
		Courses: []Course{{ID: CourseID{1}, Code: "policy"}},
		Qualifications: []Qualification{
			{ID: QualificationID{1}, Posts: "counter,reading", Courses: "policy", StudyMinutes: 100, PracticeMinutes: 200, RenewStudyMinutes: 10, RenewPracticeMinutes: 20},
			{ID: QualificationID{2}, Posts: "encounter"},
			{ID: QualificationID{3}, Posts: "counter", ToOn: "2026-03-01"},
		},
		Practice: []Practice{
			{Kind: OnTheJob, DoneOn: "2025-01-01", ConfirmedAt: 1, ConfirmedMinutes: 200},
			{Kind: SelfStudy, DoneOn: "2025-01-01", ConfirmedAt: 1, ConfirmedMinutes: 100},
			{Kind: OnTheJob, DoneOn: "2026-02-01", ConfirmedAt: 1, ConfirmedMinutes: 20},
		},
	}
	q := r.Training("2026-03-02").Qualifications
	if len(q) != 1 || q[0].Study != 100 || q[0].Practice != 220 || q[0].PracticeNeeds != 200 || len(q[0].Lacks) != 1 || q[0].Ready() {
		t.Fatalf("never granted: %+v", q)
	}
	r.Completions = []Completion{{Course: CourseID{1}, UntilOn: "2026-03-02"}}
	if q := r.Training("2026-03-02").Qualifications[0]; !q.Ready() || q.Standing != StandingNone {
		t.Errorf("with the course on its last day: %+v", q)
	}
	r.Qualified = []Qualified{{Qualification: QualificationID{1}, FromOn: "2025-06-01", UntilOn: "2026-06-01"}, {Qualification: QualificationID{1}, FromOn: "2026-02-15", WithdrawnAt: 1}}
	if q := r.Training("2026-03-02").Qualifications[0]; q.Practice != 20 || q.PracticeNeeds != 20 || q.Study != 0 || q.StudyNeeds != 10 || q.Ready() || q.Until != "2026-06-01" {
		t.Errorf("granted: %+v", q)
	}
}
