package app

import "testing"

// A class of two days in March, of eight hours, as it was planned.
var marchClass = Class{
	ID: ClassID{1}, Course: CourseID{1}, Status: ClassRunning, Mode: Central, BeginsOn: "2026-03-03", EndsOn: "2026-03-04", Minutes: 480,
	Rule: "attendance 80 and score 60 or practice 16 and mentor", ValidityMonths: 12,
}

func attended(minutes, score int64, scoredOn Day) Enrolment {
	return Enrolment{
		ID: EnrolmentID{1}, Area: 3, Class: ClassID{1}, Course: CourseID{1}, Staff: StaffID{7}, Attendance: Present, AttendedMinutes: minutes,
		Score: score, ScoredOn: scoredOn,
	}
}

func practised(on Day, minutes int64) Practice {
	return Practice{DoneOn: on, ConfirmedMinutes: minutes, ConfirmedAt: 1, Kind: OnTheJob}
}

func settle(t *testing.T, r Recognition, today Day) Settled {
	t.Helper()
	s, err := r.Settle(today)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWhatComesOfAClass(t *testing.T) {
	of := func(change func(*Recognition)) Recognition {
		r := Recognition{Class: marchClass, Enrolment: attended(480, 8500, "2026-03-05")}
		change(&r)
		return r
	}
	tests := []struct {
		name    string
		r       Recognition
		today   Day
		outcome Outcome
		on      Day
		until   Day // of a completion to be kept; "-": none
	}{
		{"attended and passed", of(func(*Recognition) {}), "2026-03-06", OutcomeCompleted, "2026-03-05", "2027-03-05"},
		{"the paper was written before the last day", of(func(r *Recognition) { r.Enrolment.ScoredOn = "2026-03-03" }), "2026-03-06", OutcomeCompleted, "2026-03-04", "2027-03-04"},
		{"scored too low, and the class is over", of(func(r *Recognition) { r.Enrolment.Score = 5999 }), "2026-03-06", OutcomeOpen, "", "-"},
		{"absent, and only the class counts", of(func(r *Recognition) {
			r.Class.Rule, r.Enrolment.Attendance, r.Enrolment.AttendedMinutes = "attendance 80 and score 60", Absent, 0
		}), "2026-03-06", OutcomeFailed, "2026-03-06", "-"},
		{"absent on the last day: not over yet", of(func(r *Recognition) {
			r.Class.Rule, r.Enrolment.Attendance, r.Enrolment.AttendedMinutes = "attendance 80 and score 60", Absent, 0
		}), "2026-03-04", OutcomeOpen, "", "-"},
		{"absent on the last day, but results are being taken", of(func(r *Recognition) {
			r.Class.Rule, r.Enrolment.Attendance, r.Enrolment.AttendedMinutes = "attendance 80 and score 60", Absent, 0
			r.Class.Status = ClassAssessing
		}), "2026-03-04", OutcomeFailed, "2026-03-04", "-"},
		{"scored, but attendance is not noted yet", of(func(r *Recognition) {
			r.Class.Rule, r.Enrolment.Attendance, r.Enrolment.AttendedMinutes = "attendance 80 and score 60", NotNoted, 0
		}), "2026-03-06", OutcomeOpen, "", "-"},
		{"no result yet", of(func(r *Recognition) { r.Enrolment.ScoredOn, r.Enrolment.Score = "", 0 }), "2026-03-06", OutcomeOpen, "", "-"},
		{"by practice and the mentor", of(func(r *Recognition) {
			r.Enrolment = attended(0, 0, "")
			r.Enrolment.MentorOn = "2026-04-20"
			r.Practice = []Practice{practised("2026-04-10", 600), practised("2026-04-18", 360)}
		}), "2026-04-21", OutcomeCompleted, "2026-04-20", "2027-04-20"},
		{"the mentor signed before the hours were full", of(func(r *Recognition) {
			r.Enrolment = attended(0, 0, "")
			r.Enrolment.MentorOn = "2026-04-11"
			r.Practice = []Practice{practised("2026-04-18", 360), practised("2026-04-10", 600), practised("2026-05-01", 300)}
		}), "2026-05-02", OutcomeCompleted, "2026-04-18", "2027-04-18"},
		{"an hour short, and no sign-off lost", of(func(r *Recognition) {
			r.Enrolment = attended(0, 0, "")
			r.Enrolment.MentorOn = "2026-04-11"
			r.Practice = []Practice{practised("2026-04-10", 900)}
		}), "2026-04-30", OutcomeOpen, "", "-"},
		{"by both ways: the first day counts", of(func(r *Recognition) {
			r.Enrolment.MentorOn = "2026-02-20"
			r.Practice = []Practice{practised("2026-02-10", 960)}
		}), "2026-03-06", OutcomeCompleted, "2026-02-20", "2027-02-20"},
		{"taken off", of(func(r *Recognition) { r.Enrolment.Attendance = TakenOff }), "2026-03-06", OutcomeOpen, "", "-"},
		{"the class was cancelled", of(func(r *Recognition) { r.Class.Status = ClassCancelled }), "2026-03-06", OutcomeOpen, "", "-"},
		{"for good", of(func(r *Recognition) { r.Class.ValidityMonths = 0 }), "2026-03-06", OutcomeCompleted, "2026-03-05", ""},
		{"completed on 29 February", of(func(r *Recognition) {
			r.Class.BeginsOn, r.Class.EndsOn, r.Enrolment.ScoredOn = "2028-02-28", "2028-02-29", "2028-02-29"
		}), "2028-03-01", OutcomeCompleted, "2028-02-29", "2029-02-28"},
		{"completed on the last of a month", of(func(r *Recognition) {
			r.Enrolment.ScoredOn, r.Class.ValidityMonths = "2026-08-31", 6
		}), "2026-09-01", OutcomeCompleted, "2026-08-31", "2027-02-28"},
		{"of 150 points", of(func(r *Recognition) { r.Class.Full, r.Enrolment.Score = 15000, 8999 }), "2026-03-06", OutcomeOpen, "", "-"},
		{"renewed in its last 90 days", of(func(r *Recognition) {
			r.Had = []Completion{{ID: CompletionID{9}, CompletedOn: "2025-05-20", UntilOn: "2026-05-20"}}
		}), "2026-03-06", OutcomeCompleted, "2026-03-05", "2027-05-20"},
		{"renewed too early", of(func(r *Recognition) {
			r.Had = []Completion{{ID: CompletionID{9}, CompletedOn: "2025-06-20", UntilOn: "2026-06-20"}}
		}), "2026-03-06", OutcomeCompleted, "2026-03-05", "2027-03-05"},
		{"renewed too late", of(func(r *Recognition) {
			r.Had = []Completion{{ID: CompletionID{9}, CompletedOn: "2025-03-04", UntilOn: "2026-03-04"}}
		}), "2026-03-06", OutcomeCompleted, "2026-03-05", "2027-03-05"},
		{"renewed on its last day", of(func(r *Recognition) {
			r.Had = []Completion{{ID: CompletionID{9}, CompletedOn: "2025-03-05", UntilOn: "2026-03-05"}}
		}), "2026-03-06", OutcomeCompleted, "2026-03-05", "2027-03-05"},
		{"what was withdrawn is not renewed", of(func(r *Recognition) {
			r.Had = []Completion{{ID: CompletionID{9}, CompletedOn: "2025-05-20", UntilOn: "2026-05-20", WithdrawnAt: 1}}
		}), "2026-03-06", OutcomeCompleted, "2026-03-05", "2027-03-05"},
		{"what is completed later is not renewed", of(func(r *Recognition) {
			r.Had = []Completion{{ID: CompletionID{9}, Class: ClassID{2}, CompletedOn: "2026-04-01", UntilOn: "2026-05-20"}}
		}), "2026-04-06", OutcomeCompleted, "2026-03-05", "2027-03-05"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := settle(t, tt.r, tt.today)
			if s.Enrolment.Outcome != tt.outcome || s.Enrolment.OutcomeOn != tt.on {
				t.Errorf("outcome %q on %q", s.Enrolment.Outcome, s.Enrolment.OutcomeOn)
			}
			c := s.Complete
			switch {
			case tt.until == "-" && c != (Completion{}):
				t.Errorf("kept is %+v", c)
			case tt.until != "-" && (c.CompletedOn != tt.on || c.UntilOn != tt.until || c.Rule != tt.r.Class.Rule || c.Staff != (StaffID{7}) || c.Area != 3 || c.Way != ByClass):
				t.Errorf("kept is %+v", c)
			}
			if !s.Withdraw.ID.IsZero() {
				t.Errorf("withdrawn is %+v", s.Withdraw)
			}
		})
	}
}

// completed is a recognition whose completion is kept already.
func completed(t *testing.T) Recognition {
	t.Helper()
	r := Recognition{Class: marchClass, Enrolment: attended(480, 8500, "2026-03-05")}
	s := settle(t, r, "2026-03-06")
	s.Complete.ID, s.Complete.CreatedAt = CompletionID{5}, 1000
	return Recognition{Class: r.Class, Enrolment: s.Enrolment, Had: []Completion{s.Complete}}
}

func TestSettlingAgainChangesNothing(t *testing.T) {
	r := completed(t)
	for _, today := range []Day{"2026-03-06", "2026-03-07", "2030-01-01"} {
		if s := settle(t, r, today); s != (Settled{Enrolment: r.Enrolment}) {
			t.Errorf("on %s it comes to %+v", today, s)
		}
	}
	failed := Recognition{Class: marchClass, Enrolment: attended(0, 0, "")}
	failed.Class.Rule, failed.Enrolment.Attendance = "attendance 80", Absent
	failed.Enrolment = settle(t, failed, "2026-03-06").Enrolment
	if s := settle(t, failed, "2026-04-01"); s.Enrolment.OutcomeOn != "2026-03-06" {
		t.Errorf("failed by now on %s", s.Enrolment.OutcomeOn)
	}
}

func TestCorrectedResultsTakeACompletionAwayOrPutAnotherInItsPlace(t *testing.T) {
	tests := []struct {
		name     string
		change   func(*Recognition)
		outcome  Outcome
		withdraw bool
		complete Day // "": none
	}{
		{"the score was typed too high", func(r *Recognition) { r.Enrolment.Score = 4000 }, OutcomeOpen, true, ""},
		{"the score was typed too low", func(r *Recognition) { r.Enrolment.Score = 9500 }, OutcomeCompleted, true, "2026-03-05"},
		{"the paper was written a day later", func(r *Recognition) { r.Enrolment.ScoredOn = "2026-03-06" }, OutcomeCompleted, true, "2026-03-06"},
		{"he was there for seven hours", func(r *Recognition) { r.Enrolment.AttendedMinutes = 420 }, OutcomeCompleted, true, "2026-03-05"},
		{"he was there for an hour", func(r *Recognition) { r.Enrolment.AttendedMinutes = 60 }, OutcomeOpen, true, ""},
		{"he was never there, and only the class counts", func(r *Recognition) {
			r.Class.Rule, r.Enrolment.Attendance, r.Enrolment.AttendedMinutes = "attendance 80", Absent, 0
		}, OutcomeFailed, true, ""},
		{"the score is taken back", func(r *Recognition) { r.Enrolment.Score, r.Enrolment.ScoredOn = 0, "" }, OutcomeOpen, true, ""},
		{"he is taken off", func(r *Recognition) { r.Enrolment.Attendance = TakenOff }, OutcomeOpen, true, ""},
		{"the class is cancelled", func(r *Recognition) { r.Class.Status = ClassCancelled }, OutcomeOpen, true, ""},
		{"the mentor signs besides", func(r *Recognition) { r.Enrolment.MentorOn = "2026-05-01" }, OutcomeCompleted, false, ""},
		{"practice goes on afterwards", func(r *Recognition) {
			r.Enrolment.MentorOn, r.Practice = "2026-05-01", []Practice{practised("2026-04-18", 2000)}
		}, OutcomeCompleted, false, ""},
		{"a note is added", func(r *Recognition) { r.Enrolment.Note = "补录" }, OutcomeCompleted, false, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := completed(t)
			tt.change(&r)
			s := settle(t, r, "2026-05-10")
			if s.Enrolment.Outcome != tt.outcome || (s.Withdraw.ID == CompletionID{5}) != tt.withdraw || s.Complete.CompletedOn != tt.complete {
				t.Errorf("comes to %q, withdrawn %v, kept %+v", s.Enrolment.Outcome, s.Withdraw.ID, s.Complete)
			}
		})
	}
}

func TestACourseThatChangedSinceChangesNothingForWhoCompletedIt(t *testing.T) {
	r := completed(t)
	// the course asks for more by now and holds for less; the class has what it was planned with
	later := r.Class
	later.ID, later.Rule, later.ValidityMonths = ClassID{2}, "score 95", 6
	if s := settle(t, r, "2026-06-01"); s != (Settled{Enrolment: r.Enrolment}) {
		t.Errorf("of the old class comes %+v", s)
	}
	next := Recognition{Class: later, Enrolment: attended(480, 8500, "2026-06-01"), Had: r.Had}
	next.Enrolment.Class = later.ID
	if s := settle(t, next, "2026-06-02"); s.Enrolment.Outcome != OutcomeFailed || !s.Withdraw.ID.IsZero() {
		t.Errorf("of the new class comes %+v", s)
	}
	next.Enrolment.Score = 9500
	s := settle(t, next, "2026-06-02")
	if s.Complete.UntilOn != "2026-12-01" || s.Complete.Rule != "score 95" {
		t.Errorf("kept is %+v", s.Complete)
	}
	if until, _ := LastUntil(append(r.Had, s.Complete)); until != "2027-03-05" {
		t.Errorf("renewed under a shorter validity he has it until %s", until)
	}
}

func TestPracticeCountsOnceAndOnlySinceTheLastCompletion(t *testing.T) {
	entries := []Practice{practised("2026-05-01", 300), practised("2025-02-10", 600), practised("2025-02-20", 400), practised("2026-04-01", 700)}
	other := func(class byte, on Day, at int64) Completion {
		return Completion{ID: CompletionID{class}, Class: ClassID{class}, CompletedOn: on, CreatedAt: at}
	}
	tests := []struct {
		name    string
		had     []Completion
		class   ClassID
		minutes int64
		last    Day
	}{
		{"never completed: all of it", nil, ClassID{1}, 2000, "2026-05-01"},
		{"since it was last completed", []Completion{other(2, "2025-02-20", 1)}, ClassID{1}, 1000, "2026-05-01"},
		{"the day of the completion itself is used up", []Completion{other(2, "2026-04-01", 1)}, ClassID{1}, 300, "2026-05-01"},
		{"nothing since", []Completion{other(2, "2026-05-01", 1)}, ClassID{1}, 0, ""},
		{"what was withdrawn used nothing", []Completion{{ID: CompletionID{2}, Class: ClassID{2}, CompletedOn: "2026-05-01", WithdrawnAt: 1}}, ClassID{1}, 2000, "2026-05-01"},
		{"one's own completion uses nothing up", []Completion{other(1, "2026-05-01", 1)}, ClassID{1}, 2000, "2026-05-01"},
		{"a later renewal takes nothing away", []Completion{other(1, "2025-02-20", 1), other(2, "2026-05-01", 2)}, ClassID{1}, 2000, "2026-05-01"},
		{"the renewal counts what came since", []Completion{other(1, "2025-02-20", 1), other(2, "2026-05-01", 2)}, ClassID{2}, 1000, "2026-05-01"},
		{"two on one day: the one kept first", []Completion{other(1, "2025-02-20", 2), other(2, "2025-02-20", 1)}, ClassID{1}, 1000, "2026-05-01"},
		{"recognised from elsewhere, without a class", []Completion{{ID: CompletionID{3}, CompletedOn: "2026-04-15"}}, ClassID{1}, 300, "2026-05-01"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if minutes, last := PractisedFor(entries, tt.had, tt.class); minutes != tt.minutes || last != tt.last {
				t.Errorf("%d minutes, the last on %q", minutes, last)
			}
		})
	}
}

func TestARenewedPracticeCourseKeepsItsFirstCompletion(t *testing.T) {
	first := Recognition{Class: marchClass, Enrolment: attended(0, 0, ""), Practice: []Practice{practised("2026-03-10", 960)}}
	first.Enrolment.MentorOn = "2026-03-11"
	s := settle(t, first, "2026-03-12")
	if s.Complete.Minutes != 960 || s.Complete.CompletedOn != "2026-03-11" {
		t.Fatalf("kept is %+v", s.Complete)
	}
	s.Complete.ID, s.Complete.CreatedAt = CompletionID{5}, 1
	first.Enrolment, first.Had = s.Enrolment, []Completion{s.Complete}
	second := Recognition{Class: marchClass, Enrolment: attended(0, 0, ""), Practice: append(first.Practice, practised("2027-02-01", 959)), Had: first.Had}
	second.Class.ID, second.Enrolment.Class = ClassID{2}, ClassID{2}
	second.Enrolment.MentorOn = "2027-02-02"
	if s := settle(t, second, "2027-02-03"); s.Enrolment.Outcome != OutcomeOpen {
		t.Errorf("the hours of last year count again: %+v", s)
	}
	second.Practice = append(second.Practice, practised("2027-02-03", 1))
	again := settle(t, second, "2027-02-03")
	if again.Complete.CompletedOn != "2027-02-03" || again.Complete.UntilOn != "2028-03-11" || again.Complete.Minutes != 960 {
		t.Fatalf("renewed is %+v", again.Complete)
	}
	again.Complete.ID, again.Complete.CreatedAt = CompletionID{6}, 2
	first.Practice, first.Had = second.Practice, append(first.Had, again.Complete)
	if s := settle(t, first, "2027-02-04"); s != (Settled{Enrolment: first.Enrolment}) {
		t.Errorf("the first completion comes to %+v", s)
	}
}

func TestARuleThatCannotBeReadSettlesNothing(t *testing.T) {
	r := Recognition{Class: marchClass, Enrolment: attended(480, 8500, "2026-03-05")}
	r.Class.Rule = "whenever"
	if s, err := r.Settle("2026-03-06"); err == nil || s != (Settled{}) {
		t.Errorf("it comes to %+v", s)
	}
}
