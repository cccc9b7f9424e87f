package app

// Recognition is what is at hand to settle what somebody has of a class (认定).
type Recognition struct {
	Class     Class
	Enrolment Enrolment
	Practice  []Practice   // confirmed on the job for the course, of any day
	Had       []Completion // all the person has of the course, those of this class too
}

// Settled is what comes of it: the enrolment with its outcome, a completion to
// be kept, and one to be withdrawn because results were corrected. Those are
// zero where there is none.
type Settled struct {
	Enrolment Enrolment
	Withdraw  Completion
	Complete  Completion
}

// Settle applies the rule that the class was planned under: a course whose rule
// changed since changes nothing here.
func (r Recognition) Settle(today Day) (Settled, error) {
	rule, err := ParseCompletionRule(r.Class.Rule)
	if err != nil {
		return Settled{}, err
	}
	s := Settled{Enrolment: r.Enrolment}
	mine := completionOf(r.Had, r.Class.ID)
	met, _, _ := rule.Met(r.Evidence())
	off := r.Enrolment.Attendance == TakenOff || r.Class.Status == ClassCancelled
	switch e := &s.Enrolment; {
	case met && !off:
		e.Outcome, e.OutcomeOn = OutcomeCompleted, r.completedOn(rule)
	case !off && r.Class.Over(today) && rule.Lost(r.Evidence()):
		if e.Outcome != OutcomeFailed {
			e.OutcomeOn = today
		}
		e.Outcome = OutcomeFailed
	default:
		e.Outcome, e.OutcomeOn = OutcomeOpen, ""
	}
	if s.Enrolment.Outcome != OutcomeCompleted {
		s.Withdraw = mine
		return s, nil
	}
	now := r.completion(s.Enrolment.OutcomeOn)
	if mine.ID.IsZero() || mine.CompletedOn != now.CompletedOn || mine.Score != now.Score || mine.HasScore != now.HasScore || mine.Minutes != now.Minutes {
		s.Withdraw, s.Complete = mine, now
	}
	return s, nil
}

// Evidence is what the person has to show.
func (r Recognition) Evidence() CompletionEvidence {
	e := r.Enrolment
	practised, _ := PractisedFor(r.Practice, r.Had, r.Class.ID)
	return CompletionEvidence{
		AttendedMinutes: e.AttendedMinutes, ClassMinutes: r.Class.Minutes, Noted: e.Attendance != NotNoted,
		Score: e.Score, Scored: e.ScoredOn != "", Full: r.Class.Full,
		Assignment: e.AssignmentOn != "", PracticeMinutes: practised, Mentor: e.MentorOn != "",
	}
}

// completedOn is the first day on which one of the ways was met: what came
// later, or what another way asks, moves it no more.
func (r Recognition) completedOn(rule CompletionRule) Day {
	var first Day
	has := r.Evidence()
	for _, w := range rule {
		if len(w.lacks(has)) > 0 {
			continue
		}
		if day := r.metOn(w); first == "" || day < first {
			first = day
		}
	}
	return first
}

// metOn is the day the last of what a way asks was there.
func (r Recognition) metOn(w CompletionWay) Day {
	var day Day
	for _, need := range w.asks() {
		switch need {
		case NeedAttendance:
			day = max(day, r.Class.EndsOn)
		case NeedScore:
			day = max(day, r.Enrolment.ScoredOn)
		case NeedAssignment:
			day = max(day, r.Enrolment.AssignmentOn)
		case NeedPractice:
			day = max(day, r.practisedOn(w.Practice))
		case NeedMentor:
			day = max(day, r.Enrolment.MentorOn)
		}
	}
	return day
}

// practisedOn is the day by which so many minutes on the job had come together.
func (r Recognition) practisedOn(minutes int64) Day {
	var sum int64
	for _, p := range practiceFor(r.Practice, r.Had, r.Class.ID) {
		if sum += p.ConfirmedMinutes; sum >= minutes {
			return p.DoneOn
		}
	}
	return ""
}

func completionOf(had []Completion, class ClassID) Completion {
	for _, c := range had {
		if c.WithdrawnAt == 0 && c.Class == class {
			return c
		}
	}
	return Completion{}
}

func (r Recognition) completion(on Day) Completion {
	var before []Completion
	for _, c := range r.Had {
		if c.Class != r.Class.ID && c.CompletedOn <= on {
			before = append(before, c)
		}
	}
	was, _ := LastUntil(before)
	minutes := r.Enrolment.AttendedMinutes
	if minutes == 0 {
		for _, p := range practiceFor(r.Practice, r.Had, r.Class.ID) {
			if p.DoneOn <= on {
				minutes += p.ConfirmedMinutes
			}
		}
	}
	return Completion{
		Area: r.Enrolment.Area, Staff: r.Enrolment.Staff, Course: r.Class.Course, Class: r.Class.ID, CompletedOn: on,
		UntilOn: RenewedUntil(on, was, r.Class.ValidityMonths), Rule: r.Class.Rule, Way: ByClass,
		Score: r.Enrolment.Score, HasScore: r.Enrolment.ScoredOn != "", Minutes: minutes, Mode: r.Class.Mode,
	}
}

// Over reports whether the teaching of a class lies behind.
func (c Class) Over(today Day) bool {
	return c.EndsOn < today || c.Status == ClassAssessing || c.Status == ClassRecognised || c.Status == ClassArchived
}

// Open reports whether people may still be put in the class or have results
// noted.
func (c Class) Open() bool { return c.Status != ClassArchived && c.Status != ClassCancelled }
