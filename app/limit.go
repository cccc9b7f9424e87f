package app

import (
	"cmp"
	"slices"
	"time"
)

// RuleID names a limit rule.
type RuleID = ID[LimitRule]

// RuleSet is whose limit it is. Several sets run on one case at once.
type RuleSet string

// The rule sets.
const (
	SetLaw     RuleSet = "law"     // statutes and the regulator's rules
	SetPromise RuleSet = "promise" // what was promised in public, or asked of the company in public
	SetCompany RuleSet = "company" // internal rules
)

// The marks of a rule: how sure its figures are.
const (
	MarkRead     = "V" // read in a public source
	MarkRecalled = "R" // known, not read again
	MarkDoubtful = "?" // doubtful, or different by province
)

// Marks are the marks, the surest first.
func Marks() []string { return []string{MarkRead, MarkRecalled, MarkDoubtful} }

// LimitUnit is what a limit counts.
type LimitUnit string

// The units of limits. Hours and minutes run day and night.
const (
	WorkingDays  LimitUnit = "working_days"
	CalendarDays LimitUnit = "calendar_days"
	Hours        LimitUnit = "hours"
	Minutes      LimitUnit = "minutes"
)

// How grave it is to miss a limit.
const (
	SeverityHigh   = "high"
	SeverityMedium = "medium"
	SeverityLow    = "low"
)

// LimitRule is one limit as a rule of the trade states it, versioned: a new
// edition is a new row with a later first day, so that old cases keep theirs.
type LimitRule struct {
	ID        RuleID
	RuleSet   RuleSet
	Version   int64 // of the same set, kind, step and class
	Source    string
	Mark      string
	ValidFrom Day
	ValidTo   Day // the last day; empty: until further notice
	Kind      CaseKind
	Step      string // contact, answer, arrive, restore, plan, connect, whole …
	Class     string // as Case.Class; empty: every class
	Amount    int64  // in Unit
	Unit      LimitUnit
	Starts    Event
	Stops     Event
	Pauses    string // while the case is in this status the clock stands; empty: never
	Severity  string
}

// ValidOn reports whether the rule holds on a day.
func (r LimitRule) ValidOn(day Day) bool {
	return r.ValidFrom <= day && (r.ValidTo == "" || day <= r.ValidTo)
}

// Matching picks the limits for a case of a kind and class accepted on a day:
// for each set and step one rule, the one for just that class before the
// general one, then the newest.
func Matching(rules []LimitRule, kind CaseKind, class string, on Day) []LimitRule {
	var out []LimitRule
	for _, r := range rules {
		if r.Kind != kind || !r.ValidOn(on) || r.Class != "" && r.Class != class {
			continue
		}
		i := slices.IndexFunc(out, func(o LimitRule) bool { return o.RuleSet == r.RuleSet && o.Step == r.Step })
		switch {
		case i < 0:
			out = append(out, r)
		case r.beats(out[i]):
			out[i] = r
		}
	}
	return out
}

func (r LimitRule) beats(other LimitRule) bool {
	if special := r.Class != ""; special != (other.Class != "") {
		return special
	}
	return cmp.Or(cmp.Compare(r.Version, other.Version), cmp.Compare(r.ValidFrom, other.ValidFrom)) > 0
}

// Due is when a limit ends.
type Due struct {
	At          time.Time
	Provisional bool // counted past the last published calendar year
}

// Day is the day a limit ends on; one that ends at 24:00 ends on the day
// before the midnight.
func (d Due) Day() Day { return DayOf(d.At.Add(-time.Millisecond)) }

// Due counts the limit from its start. The day of the start does not count;
// days end at 24:00 local time of the last one.
func (r LimitRule) Due(start time.Time, days *Calendar) Due {
	switch r.Unit {
	case Minutes:
		return Due{At: start.Add(time.Duration(r.Amount) * time.Minute)}
	case Hours:
		return Due{At: start.Add(time.Duration(r.Amount) * time.Hour)}
	}
	last, provisional := r.RuleSet.lastDay(r.Unit, DayOf(start), int(r.Amount), days)
	return Due{At: endOf(last), Provisional: provisional}
}

// lastDay is the n-th day after one. A term of law that ends on a day off ends
// on the next working day (Civil Code, Article 203).
func (s RuleSet) lastDay(unit LimitUnit, from Day, n int, days *Calendar) (last Day, provisional bool) {
	if unit == WorkingDays {
		if n == 0 {
			return nextWorkingDay(from, days)
		}
		return days.AddWorkingDays(from, n)
	}
	last = from.AddDays(n)
	if s == SetLaw {
		return nextWorkingDay(last, days)
	}
	return last, false
}

// nextWorkingDay is the day itself if it is worked, else the next one that is.
func nextWorkingDay(day Day, days *Calendar) (next Day, provisional bool) {
	if days.Working(day) {
		return day, !days.Published(day)
	}
	return days.AddWorkingDays(day, 1)
}

// endOf is 24:00 local time of a day.
func endOf(day Day) time.Time { return day.AddDays(1).Time() }
