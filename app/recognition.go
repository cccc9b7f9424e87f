package app

// Recognition is what is at hand to settle what somebody has of a class (认定).
type Recognition struct {
	Class     Class
	Enrolment Enrolment
	Practice  int64        // confirmed minutes on the job since the course was last completed before this class
	Practised Day          // the last day of those; empty: none
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
	mine := r.mine()
	met, _, _ := rule.Met(r.Evidence())
	off := r.Enrolment.Attendance == TakenOff || r.Class.Status == ClassCancelled
	switch e := &s.Enrolment; {
	case met && !off:
		e.Outcome, e.OutcomeOn = OutcomeCompleted, r.completedOn()
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
	if mine.ID.IsZero() || mine.CompletedOn != now.CompletedOn || mine.Score != now.Score || mine.HasScore != now.HasScore {
		s.Withdraw, s.Complete = mine, now
	}
	return s, nil
}

// Evidence is what the person has to show.
func (r Recognition) Evidence() CompletionEvidence {
	e := r.Enrolment
	return CompletionEvidence{
		AttendedMinutes: e.AttendedMinutes, ClassMinutes: r.Class.Minutes, Score: e.Score, Scored: e.ScoredOn != "", Full: r.Class.Full,
		Assignment: e.AssignmentOn != "", PracticeMinutes: r.Practice, Mentor: e.MentorOn != "",
	}
}

func (r Recognition) mine() Completion {
	for _, c := range r.Had {
		if c.WithdrawnAt == 0 && c.Class == r.Class.ID {
			return c
		}
	}
	return Completion{}
}

// completedOn is the day the last of the evidence was there.
func (r Recognition) completedOn() Day {
	e := r.Enrolment
	day := max(e.ScoredOn, e.AssignmentOn, e.MentorOn, r.Practised)
	if e.AttendedMinutes > 0 || day == "" {
		day = max(day, r.Class.EndsOn)
	}
	return day
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
		minutes = r.Practice
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
