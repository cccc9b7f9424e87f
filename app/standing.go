package app

import "slices"

// Standing is how somebody stands in a course on a day.
type Standing string

// The standings, in the order they worry.
const (
	StandingNone     Standing = "none"     // never completed
	StandingExpired  Standing = "expired"  // completed once, no longer valid
	StandingExpiring Standing = "expiring" // valid, and to be renewed by now
	StandingValid    Standing = "valid"
)

// RenewalDays is how long before its last day a course or a qualification is
// opened for renewal; the warnings come at this and at the two later marks.
const RenewalDays = 90

// ExpiryMarks are the days before the end at which people are warned.
var ExpiryMarks = []int64{RenewalDays, 30, 7}

// ValidUntil is the last day of a validity of so many months that began on a
// day: the day of that number in the last month, or the last of that month where
// it has no such day (《中华人民共和国民法典》第二百零一、二百零二条). No months
// are for good: no day.
func ValidUntil(from Day, months int64) Day {
	if months == 0 {
		return ""
	}
	return from.AddMonths(int(months))
}

// RenewedUntil is the last day after completing again: what was renewed in its
// last days loses none of them.
func RenewedUntil(completed, was Day, months int64) Day {
	if months != 0 && RenewalOpen(was, completed) {
		return ValidUntil(was, months)
	}
	return ValidUntil(completed, months)
}

// RenewalOpen reports whether on a day something valid until was may be renewed
// without loss: in its last days, the last among them.
func RenewalOpen(was, on Day) bool {
	return was != "" && on <= was && on >= was.AddDays(-RenewalDays)
}

// StandingOn is how somebody valid until a day stands on another; had tells
// whether he completed it at all.
func StandingOn(had bool, until, on Day) Standing {
	switch {
	case !had:
		return StandingNone
	case until == "":
		return StandingValid
	case until < on:
		return StandingExpired
	case RenewalOpen(until, on):
		return StandingExpiring
	}
	return StandingValid
}

// LastUntil is the latest last day among completions of one course; had is false
// without one, and no day is for good.
func LastUntil(all []Completion) (until Day, had bool) {
	for _, c := range all {
		switch {
		case c.WithdrawnAt != 0:
		case !had:
			until, had = c.UntilOn, true
		case c.UntilOn == "" || until != "" && c.UntilOn > until:
			until = c.UntilOn
		}
	}
	return until, had
}

// RequiredOn reports whether a post requires the course on a day.
func (p CoursePost) RequiredOn(post string, on Day) bool {
	return p.WithdrawnAt == 0 && p.Post == post && (p.FromOn == "" || p.FromOn <= on) && (p.ToOn == "" || on <= p.ToOn)
}

// DueFor is the day by which somebody needs a course that his post requires:
// some months after he came or after the requirement began, whichever is later.
// No day: at once.
func (p CoursePost) DueFor(s Staff) Day {
	from := max(p.FromOn, s.ValidFrom)
	if p.WithinMonths == 0 || from == "" {
		return from
	}
	return from.AddMonths(int(p.WithinMonths))
}

// Offered reports whether a course can be taken on a day.
func (c Course) Offered(on Day) bool {
	return c.WithdrawnAt == 0 && (c.EndedOn == "" || on <= c.EndedOn)
}

// Check refuses a course that could not be taught.
func (c Course) Check() error {
	switch {
	case !codeFits(c.Code):
		return codeRefused("course_code", c.Code)
	case c.Name == "":
		return Refuse("course_name", Missing)
	case len([]rune(c.Name)) > courseNameMost:
		return Refuse("course_name", TooLong)
	case len([]rune(c.NameEN)) > 2*courseNameMost:
		return Refuse("name_en", TooLong)
	case len([]rune(c.About)) > courseAboutMost:
		return Refuse("about", TooLong)
	case c.Category == "":
		return Refuse("course_category", Missing)
	case c.Minutes < 0 || c.Minutes > practiceMost:
		return Refuse("course_minutes", Impossible)
	case c.ValidityMonths < 0 || c.ValidityMonths > validityMost:
		return Refuse("validity_months", Impossible)
	case !slices.Contains([]ClassMode{Central, Decentral}, c.Mode):
		return Refuse("class_mode", Missing)
	case c.Full < 0 || c.Full > fullMost:
		return Refuse("full_score", Impossible)
	case c.EndedOn != "" && !c.EndedOn.Valid():
		return Refuse("offered_until", Malformed)
	}
	_, err := ParseCompletionRule(c.Rule)
	return err
}

const (
	validityMost = 600        // months
	fullMost     = 1000 * 100 // hundredths of a point

	courseNameMost  = 60 // characters; of the English name twice that
	courseAboutMost = 2000
)
