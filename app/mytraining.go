package app

import (
	"cmp"
	"slices"
	"strings"
)

// LearnerRecords is all that is kept of one person's training.
type LearnerRecords struct {
	Staff          Staff
	Courses        []Course
	Posts          []CoursePost
	Completions    []Completion
	Classes        []LearnerClass
	Practice       []Practice
	Qualifications []Qualification
	Qualified      []Qualified
}

// LearnerClass is a class with the place of one person in it.
type LearnerClass struct {
	Class     Class
	Enrolment Enrolment
	Course    Course
	Practice  int64 // confirmed minutes that count for it
	Waiting   int64
	Needs     int64 // the most its rule asks in one of its ways; 0: none
	Mentor    bool  // whether its rule wants a mentor's word
}

// MyTraining is what somebody has, lacks and may do.
type MyTraining struct {
	Staff          Staff
	Today          Day
	Courses        []MyCourse // what worries first
	Qualifications []MyQualification
	Classes        []LearnerClass // those to come by their day, then those over, the last first
	Waiting        int64          // his own entries that wait for a mentor
	WaitingMinutes int64
	Asked          int64 // entries of others that ask him
}

// MyCourse is how somebody stands in a course that his post requires, that he
// once completed, or that he practises.
type MyCourse struct {
	Course   Course
	Required bool
	Due      Day // by when he needs it; empty: at once, or not required
	Standing Standing
	Until    Day   // the last day of what he completed; empty: for good, or never
	Practice int64 // confirmed minutes since he last completed it
	Waiting  int64 // minutes not settled yet
	Needs    int64 // the most the rule asks in one of its ways; 0: none
	Enrolled bool  // in a class that is not settled
}

// Lacks reports whether the course is owed: required, and never completed or no
// longer valid.
func (c MyCourse) Lacks() bool {
	return c.Required && (c.Standing == StandingNone || c.Standing == StandingExpired)
}

// Renews reports whether the renewal is open.
func (c MyCourse) Renews() bool { return c.Standing == StandingExpiring }

// Has reports whether the course holds and need not be renewed yet.
func (c MyCourse) Has() bool { return c.Standing == StandingValid }

// Left is how many days there are to the day that matters next: the one it is
// owed by, or the last of its validity. For good, or at once, is no day.
func (c MyCourse) Left(today Day) (days int, known bool) {
	day := c.Until
	if c.Lacks() && c.Standing == StandingNone {
		day = c.Due
	}
	return DaysLeft(day, today)
}

// DaysLeft counts the days to one that may not be known.
func DaysLeft(day, today Day) (days int, known bool) {
	if !day.Valid() {
		return 0, false
	}
	return daysBetween(today, day), true
}

// MyQualification is how far somebody is with a qualification of his post.
type MyQualification struct {
	Qualification Qualification
	Standing      Standing
	Until         Day
	Lacks         []Course // not completed, or no longer valid
	Study         int64    // confirmed minutes since it was last granted
	StudyNeeds    int64
	Practice      int64
	PracticeNeeds int64
}

// Ready reports whether all its parts are there.
func (q MyQualification) Ready() bool {
	return len(q.Lacks) == 0 && q.Study >= q.StudyNeeds && q.Practice >= q.PracticeNeeds
}

// Training tells what the records come to on a day.
func (r LearnerRecords) Training(today Day) MyTraining {
	t := MyTraining{Staff: r.Staff, Today: today, Courses: r.courses(today), Classes: r.classes(today)}
	for _, q := range r.Qualifications {
		if q.WithdrawnAt == 0 && q.holdsFor(r.Staff.Post, today) {
			t.Qualifications = append(t.Qualifications, r.qualification(q, today))
		}
	}
	for _, p := range r.Practice {
		if p.State() == PracticeWaiting {
			t.Waiting++
			t.WaitingMinutes += p.Minutes
		}
	}
	return t
}

func (q Qualification) holdsFor(post string, on Day) bool {
	return post != "" && slices.Contains(strings.Split(q.Posts, ","), post) && (q.FromOn == "" || q.FromOn <= on) && (q.ToOn == "" || on <= q.ToOn)
}

func (r LearnerRecords) courses(today Day) []MyCourse {
	var out []MyCourse
	for _, c := range r.Courses {
		m := MyCourse{Course: c, Needs: practiceNeeds(c.Rule)}
		for _, p := range r.Posts {
			if p.Course != c.ID || !p.RequiredOn(r.Staff.Post, today) {
				continue
			}
			if due := p.DueFor(r.Staff); !m.Required || due < m.Due {
				m.Due = due
			}
			m.Required = true
		}
		had := r.completionsOf(c.ID)
		until, has := LastUntil(had)
		m.Until, m.Standing = until, StandingOn(has, until, today)
		m.Practice, m.Waiting = r.practised(c.ID, had)
		for _, k := range r.Classes {
			if k.Enrolment.Course == c.ID && k.open() {
				m.Enrolled, m.Needs = true, practiceNeeds(k.Class.Rule)
			}
		}
		if m.Required || has || m.Practice > 0 || m.Waiting > 0 || m.Enrolled {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b MyCourse) int {
		return cmp.Or(cmp.Compare(a.worry(), b.worry()), cmp.Compare(a.ends(), b.ends()), cmp.Compare(a.Course.Code, b.Course.Code))
	})
	return out
}

// worry orders courses: what is owed, what is to be renewed, the rest.
func (c MyCourse) worry() int {
	switch {
	case c.Lacks():
		return 0
	case c.Renews():
		return 1
	}
	return 2
}

// ends is the day that matters next.
func (c MyCourse) ends() Day {
	switch {
	case c.Lacks() && c.Standing == StandingExpired:
		return max(c.Due, c.Until)
	case c.Lacks():
		return c.Due
	case c.Until == "":
		return "9999-12-31"
	}
	return c.Until
}

func (r LearnerRecords) completionsOf(course CourseID) []Completion {
	var out []Completion
	for _, c := range r.Completions {
		if c.Course == course {
			out = append(out, c)
		}
	}
	return out
}

// practised sums the minutes on the job of a course: those confirmed since it
// was last completed, and those that wait.
func (r LearnerRecords) practised(course CourseID, had []Completion) (confirmed, waiting int64) {
	var entries []Practice
	for _, p := range r.Practice {
		switch {
		case p.Course != course || p.Kind != OnTheJob:
		case p.State() == PracticeConfirmed:
			entries = append(entries, p)
		case p.State() == PracticeWaiting:
			waiting += p.Minutes
		}
	}
	confirmed, _ = PractisedFor(entries, had, ClassID{})
	return confirmed, waiting
}

// practiceNeeds is the most minutes a rule asks in one of its ways; of a rule
// that cannot be read none.
func practiceNeeds(rule string) int64 {
	ways, err := ParseCompletionRule(rule)
	if err != nil {
		return 0
	}
	var most int64
	for _, w := range ways {
		most = max(most, w.Practice)
	}
	return most
}

// open reports whether the outcome of the class is still to come for him.
func (k LearnerClass) open() bool {
	return k.Class.Open() && k.Enrolment.Outcome == OutcomeOpen && k.Enrolment.Attendance != TakenOff
}

// Ahead reports whether the class is not over.
func (k LearnerClass) Ahead(today Day) bool { return k.open() && !k.Class.Over(today) }

func (r LearnerRecords) classes(today Day) []LearnerClass {
	out := slices.Clone(r.Classes)
	for i, k := range out {
		out[i].Course = r.course(k.Enrolment.Course)
		out[i].Needs = practiceNeeds(k.Class.Rule)
		if rule, err := ParseCompletionRule(k.Class.Rule); err == nil {
			out[i].Mentor = rule.Asks(NeedMentor)
		}
		_, out[i].Waiting = r.practised(k.Enrolment.Course, nil)
	}
	slices.SortStableFunc(out, func(a, b LearnerClass) int {
		switch ahead := a.Ahead(today); {
		case ahead != b.Ahead(today):
			if ahead {
				return -1
			}
			return 1
		case ahead:
			return cmp.Compare(a.Class.BeginsOn, b.Class.BeginsOn)
		}
		return cmp.Compare(b.Class.BeginsOn, a.Class.BeginsOn)
	})
	return out
}

func (r LearnerRecords) course(id CourseID) Course {
	for _, c := range r.Courses {
		if c.ID == id {
			return c
		}
	}
	return Course{}
}

func (r LearnerRecords) qualification(q Qualification, today Day) MyQualification {
	m := MyQualification{Qualification: q, StudyNeeds: q.StudyMinutes, PracticeNeeds: q.PracticeMinutes}
	var since Day
	had := false
	for _, g := range r.Qualified {
		if g.WithdrawnAt != 0 || g.Qualification != q.ID {
			continue
		}
		if !had || g.FromOn > since {
			since, m.Until = g.FromOn, g.UntilOn
		}
		had = true
	}
	if had {
		m.StudyNeeds, m.PracticeNeeds = q.RenewStudyMinutes, q.RenewPracticeMinutes
	}
	m.Standing = StandingOn(had, m.Until, today)
	for _, p := range r.Practice {
		if p.State() != PracticeConfirmed || p.DoneOn <= since {
			continue
		}
		if p.Kind == SelfStudy {
			m.Study += p.ConfirmedMinutes
		} else {
			m.Practice += p.ConfirmedMinutes
		}
	}
	for _, c := range r.Courses {
		if !slices.Contains(strings.Split(q.Courses, ","), c.Code) {
			continue
		}
		if until, has := LastUntil(r.completionsOf(c.ID)); StandingOn(has, until, today) == StandingNone || StandingOn(has, until, today) == StandingExpired {
			m.Lacks = append(m.Lacks, c)
		}
	}
	return m
}
