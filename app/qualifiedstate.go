package app

import (
	"slices"
	"strings"
)

// QualifiedStatus is how somebody stands in a qualification on a day.
type QualifiedStatus string

// The statuses, in the order they worry.
const (
	QualifiedExpired  QualifiedStatus = "expired"     // 到期: it was granted once, and its last day has passed
	QualifiedExpiring QualifiedStatus = "expiring"    // 即将到期: to be renewed by now, and something for that is lacking
	ReadyToRenew      QualifiedStatus = "renewable"   // 可复审: to be renewed by now, and nothing is lacking
	ReadyToQualify    QualifiedStatus = "ready"       // 可认定: all parts are met, it may be granted
	Unqualified       QualifiedStatus = "unqualified" // 未合格: something is lacking
	QualifiedToday    QualifiedStatus = "qualified"   // 合格
)

// CoursePart is how somebody stands in one course of a qualification.
type CoursePart struct {
	Course   *Course // shared by all who need it; one not in the catalogue has its code for a name
	Standing Standing
	UntilOn  Day  // the last day of validity; empty: for good, or never completed
	Met      bool // a renewal asks for more than validity: see QualificationFile.State
}

// HoursPart is what somebody has of the study or the practice asked for, in
// minutes that were confirmed.
type HoursPart struct {
	Have int64 `json:"have"`
	Need int64 `json:"need"`
}

// Met reports whether nothing is lacking.
func (h HoursPart) Met() bool { return h.Have >= h.Need }

// QualificationState is how somebody stands in a qualification on a day.
type QualificationState struct {
	Staff         *Staff
	UnitName      string
	Qualification *Qualification
	Asked         bool // his post asks for it
	On            Day
	Status        QualifiedStatus
	Last          Qualified // whom it was granted last, and from when until when; zero: never
	Certificate   CertificateID
	Courses       []CoursePart
	Study         HoursPart
	Practice      HoursPart
	Until         Day    // the last day if it were granted on that day
	EndsBy        string // the course that ends it by then; empty: its own validity does
}

// Renews reports whether the parts are those of a renewal, counted since the last
// grant.
func (s QualificationState) Renews() bool { return !s.Last.ID.IsZero() }

// Met reports whether no part is lacking.
func (s QualificationState) Met() bool {
	return s.Study.Met() && s.Practice.Met() && !slices.ContainsFunc(s.Courses, func(c CoursePart) bool { return !c.Met })
}

// Grantable reports whether it may be granted on that day.
func (s QualificationState) Grantable() bool {
	return s.Status == ReadyToQualify || s.Status == ReadyToRenew
}

// Valid reports whether somebody is qualified on that day.
func (s QualificationState) Valid() bool { return s.Last.ValidOn(s.On) }

// Lacking are the courses that are not met; none while somebody is qualified and
// need not renew yet.
func (s QualificationState) Lacking() []CoursePart {
	if s.Status == QualifiedToday {
		return nil
	}
	var out []CoursePart
	for _, c := range s.Courses {
		if !c.Met {
			out = append(out, c)
		}
	}
	return out
}

// DaysLeft counts the days to the last one; below 0 it has passed. It means
// nothing for what was never granted or holds for good.
func (s QualificationState) DaysLeft() int {
	until, _ := s.Last.UntilOn.number()
	on, _ := s.On.number()
	return until - on
}

// ValidOn reports whether a grant holds on a day.
func (q Qualified) ValidOn(day Day) bool {
	return !q.ID.IsZero() && q.WithdrawnAt == 0 && q.FromOn <= day && (q.UntilOn == "" || day <= q.UntilOn)
}

// Outlasts reports whether a grant holds longer than another.
func (q Qualified) Outlasts(other Qualified) bool {
	switch {
	case q.UntilOn == other.UntilOn:
		return q.FromOn > other.FromOn
	case q.UntilOn == "" || other.UntilOn == "":
		return q.UntilOn == ""
	}
	return q.UntilOn > other.UntilOn
}

// AskedOf reports whether a post asks for the qualification.
func (q Qualification) AskedOf(post string) bool {
	for one := range strings.SplitSeq(q.Posts, ",") {
		if one == post && post != "" {
			return true
		}
	}
	return false
}

// InForce reports whether the qualification is granted on a day.
func (q Qualification) InForce(on Day) bool {
	return q.WithdrawnAt == 0 && (q.FromOn == "" || q.FromOn <= on) && (q.ToOn == "" || on <= q.ToOn)
}

// HeldCourse is what somebody has of a course of a qualification.
type HeldCourse struct {
	Course  *Course
	Had     bool
	UntilOn Day // the latest of his completions; empty: for good
}

// QualificationFile is what decides how somebody stands in a qualification.
type QualificationFile struct {
	Staff         *Staff
	UnitName      string
	Qualification *Qualification
	Held          []HeldCourse // those the qualification asks for
	Study         int64        // confirmed minutes: since the last grant, else ever
	Practice      int64
	Last          Qualified // not withdrawn, and none outlasts it
}

// State tells how somebody stands on a day. Courses must be valid on it, and for
// a renewal outlast what is renewed: else nothing would be gained. It ends with
// the first of its own validity and that of its courses.
func (f QualificationFile) State(on Day, parts []CoursePart) QualificationState {
	q := f.Qualification
	s := QualificationState{
		Staff: f.Staff, UnitName: f.UnitName, Qualification: q, Asked: q.AskedOf(f.Staff.Post), On: on, Last: f.Last,
		Study: HoursPart{f.Study, q.StudyMinutes}, Practice: HoursPart{f.Practice, q.PracticeMinutes}, Courses: parts,
	}
	if s.Renews() {
		s.Study.Need, s.Practice.Need = q.RenewStudyMinutes, q.RenewPracticeMinutes
	}
	valid := s.Valid()
	s.Until = RenewedUntil(on, f.Last.UntilOn, q.ValidityMonths)
	for _, h := range f.Held {
		p := CoursePart{Course: h.Course, Standing: StandingOn(h.Had, h.UntilOn, on), UntilOn: h.UntilOn}
		p.Met = p.Standing != StandingNone && p.Standing != StandingExpired && (!valid || p.UntilOn == "" || p.UntilOn > f.Last.UntilOn)
		s.Courses = append(s.Courses, p)
		if p.UntilOn != "" && (s.Until == "" || p.UntilOn < s.Until) {
			s.Until, s.EndsBy = p.UntilOn, h.Course.Code
		}
	}
	s.Status = s.status(valid)
	return s
}

func (s QualificationState) status(valid bool) QualifiedStatus {
	met := s.Met()
	switch {
	case valid && !RenewalOpen(s.Last.UntilOn, s.On):
		return QualifiedToday
	case valid && met:
		return ReadyToRenew
	case valid:
		return QualifiedExpiring
	case met:
		return ReadyToQualify
	case s.Renews():
		return QualifiedExpired
	}
	return Unqualified
}
