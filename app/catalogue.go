package app

import (
	"cmp"
	"slices"
	"strings"
)

// CourseHolders counts who has completed a course, by how they stand today.
// Those who have left are not counted.
type CourseHolders struct{ Valid, Expiring, Expired int64 }

// Hold is how many have it now.
func (h CourseHolders) Hold() int64 { return h.Valid + h.Expiring }

func (h *CourseHolders) add(s Standing) {
	switch s {
	case StandingValid:
		h.Valid++
	case StandingExpiring:
		h.Expiring++
	case StandingExpired:
		h.Expired++
	}
}

// CourseUse is what stands and falls with a course.
type CourseUse struct {
	Holders  CourseHolders
	Classes  int64 // not at their end: they go on as they were planned
	Enrolled int64 // people in those
	Required int64 // people whose post requires it today
	Used     bool  // in a class, a completion, an entry of practice, a question or a decision, ended ones too
	Named    []string
}

// Withdrawable refuses to withdraw a course that anything refers to: what was
// done under it would lose its name.
func (u CourseUse) Withdrawable() error {
	switch {
	case u.Used:
		return Refuse("course", CourseUsed)
	case len(u.Named) > 0:
		return &Refusal{Field: "course", Reason: CourseNamed, Value: strings.Join(u.Named, ", ")}
	}
	return nil
}

// CheckCourse refuses a course that may not stand beside the others kept. Its
// code names it for good: qualifications refer to it.
func CheckCourse(kept []Course, was, now Course) error {
	if err := now.Check(); err != nil {
		return err
	}
	if !was.ID.IsZero() && was.Code != now.Code {
		return Refuse("course_code", CodeFixed)
	}
	for _, c := range kept {
		if c.ID != now.ID && strings.EqualFold(c.Code, now.Code) {
			return &Refusal{Field: "course_code", Reason: AlreadyThere, Value: c.Code}
		}
	}
	return nil
}

// SortCatalogue puts courses in the order of the catalogue: by category and
// subject in their order; the course that gives a subject its name goes before
// the others.
func SortCatalogue(courses []Course, categories, subjects []string) {
	place := func(of []string, code string) int {
		if at := slices.Index(of, code); at >= 0 {
			return at
		}
		return len(of)
	}
	own := func(c Course) int {
		if c.Code == c.Subject {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(courses, func(a, b Course) int {
		return cmp.Or(
			cmp.Compare(place(categories, a.Category), place(categories, b.Category)), cmp.Compare(own(a), own(b)),
			cmp.Compare(place(subjects, a.Subject), place(subjects, b.Subject)), cmp.Compare(a.Code, b.Code),
		)
	})
}

// Changed reports whether what completing a course takes, or how long that
// holds, differs from before.
func (c Course) Changed(was Course) bool {
	return c.Rule != was.Rule || c.ValidityMonths != was.ValidityMonths || FullScore(c.Full) != FullScore(was.Full)
}

// CheckCoursePost refuses a requirement that could not be, or that covers days
// another one of the same course and post covers.
func CheckCoursePost(kept []CoursePost, now CoursePost) error {
	switch {
	case now.Post == "":
		return Refuse("post", Missing)
	case now.WithinMonths < 0 || now.WithinMonths > validityMost:
		return Refuse("within_months", Impossible)
	}
	if err := checkDays(now.FromOn, now.ToOn); err != nil {
		return err
	}
	for _, p := range kept {
		if p.WithdrawnAt == 0 && p.ID != now.ID && p.Course == now.Course && p.Post == now.Post &&
			(p.ToOn == "" || now.FromOn <= p.ToOn) && (now.ToOn == "" || p.FromOn <= now.ToOn) {
			return Refuse("post", Overlaps)
		}
	}
	return nil
}

// checkDays refuses days from which and until which something holds that are
// none, or are the wrong way round. Both may be left open.
func checkDays(from, to Day) error {
	switch {
	case from != "" && !from.Valid():
		return Refuse("from_on", Malformed)
	case to != "" && !to.Valid():
		return Refuse("to_on", Malformed)
	case to != "" && to < from:
		return Refuse("to_on", EndsBeforeStart)
	}
	return nil
}

// CheckQualification refuses a qualification that nobody could come to have.
func CheckQualification(kept []Qualification, courses []Course, was, now Qualification) error {
	switch {
	case !codeFits(now.Code):
		return codeRefused("qualification_code", now.Code)
	case now.Name == "":
		return Refuse("qualification_name", Missing)
	case now.Posts == "":
		return Refuse("posts", Missing)
	case now.Courses == "" && now.StudyMinutes == 0 && now.PracticeMinutes == 0:
		return Refuse("courses", Missing)
	case now.ValidityMonths < 0 || now.ValidityMonths > validityMost:
		return Refuse("validity_months", Impossible)
	case !was.ID.IsZero() && was.Code != now.Code:
		return Refuse("qualification_code", CodeFixed)
	}
	for _, m := range []struct {
		field   string
		minutes int64
	}{
		{"study_minutes", now.StudyMinutes},
		{"practice_minutes", now.PracticeMinutes},
		{"renew_study_minutes", now.RenewStudyMinutes},
		{"renew_practice_minutes", now.RenewPracticeMinutes},
	} {
		if m.minutes < 0 || m.minutes > practiceMost {
			return Refuse(m.field, Impossible)
		}
	}
	for code := range strings.SplitSeq(now.Courses, ",") {
		if code != "" && !slices.ContainsFunc(courses, func(c Course) bool { return c.Code == code }) {
			return &Refusal{Field: "courses", Reason: Unknown, Value: code}
		}
	}
	for _, q := range kept {
		if q.ID != now.ID && strings.EqualFold(q.Code, now.Code) {
			return &Refusal{Field: "qualification_code", Reason: AlreadyThere, Value: q.Code}
		}
	}
	return checkDays(now.FromOn, now.ToOn)
}

const codeMost = 24 // characters

// codeFits reports whether a code can stand in a list with commas between.
func codeFits(code string) bool {
	return code != "" && len([]rune(code)) <= codeMost && !strings.ContainsAny(code, " ,，\t\n|")
}

func codeRefused(field, code string) error {
	switch {
	case code == "":
		return Refuse(field, Missing)
	case len([]rune(code)) > codeMost:
		return Refuse(field, TooLong)
	}
	return Refuse(field, Malformed)
}
