package app

// ClassResult is what is written down of somebody in a class.
type ClassResult struct {
	Enrolment  EnrolmentID
	Attendance Attendance
	Minutes    int64 // attended; of no weight where the attendance says it all
	Score      int64 // hundredths of a point
	Scored     bool
	Assignment bool
	Mentor     bool
	Reason     string
}

// Result is what is written down so far.
func (e Enrolment) Result() ClassResult {
	return ClassResult{
		Enrolment: e.ID, Attendance: e.Attendance, Minutes: e.AttendedMinutes, Score: e.Score, Scored: e.ScoredOn != "",
		Assignment: e.AssignmentOn != "", Mentor: e.MentorOn != "", Reason: e.Reason,
	}
}

// Noted reports whether anything is written down of somebody.
func (e Enrolment) Noted() bool {
	return e.Attendance != NotNoted || e.ScoredOn != "" || e.AssignmentOn != "" || e.MentorOn != ""
}

// Done is the result of somebody for whom all went as planned: present the
// whole time, with whatever else no way of completing goes without. What was
// noted already stays.
func (c Class) Done(r ClassResult, rule CompletionRule) ClassResult {
	if r.Attendance != NotNoted {
		return r
	}
	r.Attendance, r.Minutes = Present, c.Minutes
	r.Assignment = r.Assignment || rule.AlwaysAsks(NeedAssignment)
	r.Mentor = r.Mentor || rule.AlwaysAsks(NeedMentor)
	return r
}

// Except turns who was there into an absent one, and back.
func (c Class) Except(r ClassResult, rule CompletionRule) ClassResult {
	if r.Attendance == Absent || r.Attendance == Excused {
		r.Attendance, r.Reason = NotNoted, ""
		return c.Done(r, rule)
	}
	return ClassResult{Enrolment: r.Enrolment, Attendance: Absent, Score: r.Score, Scored: r.Scored}
}

// AlwaysAsks reports whether no way goes without that need.
func (r CompletionRule) AlwaysAsks(need CompletionNeed) bool {
	for _, way := range r {
		if !(CompletionRule{way}).Asks(need) {
			return false
		}
	}
	return len(r) > 0
}

// ResultsOn is the day results are usually of: the last of the class, once it is
// over.
func (c Class) ResultsOn(today Day) Day {
	return max(c.BeginsOn, min(c.EndsOn, today))
}

// Noting is by whom, of which day and when results are noted.
type Noting struct {
	By    StaffID
	On    Day // of new scores, assignments and signatures
	Today Day
}

// TakeDown writes down a result, or refuses.
func (c Class) TakeDown(e Enrolment, r ClassResult, who Staff, n Noting) (Enrolment, error) {
	if err := c.takes(e, r, who, n); err != nil {
		return e, err
	}
	e.Attendance, e.AttendedMinutes, e.Reason = r.Attendance, r.Minutes, r.Reason
	switch r.Attendance {
	case Present:
		e.AttendedMinutes = c.Minutes
	case Absent, Excused, NotNoted:
		e.AttendedMinutes = 0
	case Partly, TakenOff:
	}
	if !r.Scored {
		e.Score, e.ScoredOn = 0, ""
	} else if e.ScoredOn == "" || e.Score != r.Score {
		e.Score, e.ScoredOn = r.Score, n.On
	}
	e.AssignmentOn = keptDay(e.AssignmentOn, r.Assignment, n.On)
	e.MentorOn = keptDay(e.MentorOn, r.Mentor, n.On)
	switch {
	case e.MentorOn == "":
		e.Mentor = StaffID{}
	case e.Mentor.IsZero():
		e.Mentor = n.By
	}
	return e, nil
}

// keptDay is the day something was so first; none while it is not.
func keptDay(was Day, is bool, on Day) Day {
	switch {
	case !is:
		return ""
	case was == "":
		return on
	}
	return was
}

func (c Class) takes(e Enrolment, r ClassResult, who Staff, n Noting) error {
	there := r.Attendance == Present || r.Attendance == Partly
	switch {
	case !c.Open():
		return &Refusal{Field: "class", Reason: ClassClosed, Value: string(c.Status)}
	case n.Today < c.BeginsOn, n.On < c.BeginsOn:
		return &Refusal{Field: "results_on", Reason: NotBegun, Value: string(c.BeginsOn)}
	case n.On > n.Today:
		return Refuse("results_on", InTheFuture)
	case e.Attendance == TakenOff || r.Attendance == TakenOff:
		return Refuse("attendance", NotInClass)
	case there && !who.ActiveOn(c.BeginsOn):
		return &Refusal{Field: "attendance", Reason: PersonLeft, Value: who.StaffNo}
	case r.Scored && (r.Score < 0 || r.Score > FullScore(c.Full)):
		return &Refusal{Field: "points", Reason: ScoreTooHigh, Value: PointsText(FullScore(c.Full))}
	case r.Attendance == Partly && (r.Minutes <= 0 || r.Minutes > c.Minutes):
		return &Refusal{Field: "attended_minutes", Reason: MoreThanClass, Value: HoursText(c.Minutes)}
	case r.Attendance == Excused && r.Reason == "":
		return Refuse("absence_reason", NeedsReason)
	}
	return nil
}

// Prospect is what would come of a class for somebody as his results stand, and
// what he still lacks.
func (c Class) Prospect(l Learner, e Enrolment, rule CompletionRule, today Day) (Outcome, []CompletionNeed) {
	evidence := Recognition{Class: c, Enrolment: e, Practice: l.Practice, Had: l.Had}.Evidence()
	met, _, lacks := rule.Met(evidence)
	switch {
	case met:
		return OutcomeCompleted, nil
	case c.Over(today) && rule.Lost(evidence):
		return OutcomeFailed, lacks
	}
	return OutcomeOpen, lacks
}

// ResultError is a result that was refused, and whose it is.
type ResultError struct {
	At  int // among the results
	Who StaffID
	Err error
}

// Error is for logs; people read words.Error.
func (e *ResultError) Error() string { return "result: " + e.Err.Error() }

// Unwrap gives the refusal.
func (e *ResultError) Unwrap() error { return e.Err }
