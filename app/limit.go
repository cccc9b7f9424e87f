package app

import (
	"cmp"
	"math"
	"slices"
	"strings"
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

// LimitUnits lists the units, the commonest first.
func LimitUnits() []LimitUnit {
	return []LimitUnit{WorkingDays, CalendarDays, WorkHours, Hours, Minutes}
}

// LimitUnit is what a limit counts.
type LimitUnit string

// The units of limits. Hours and minutes run day and night, working hours in
// the office hours of working days.
const (
	WorkingDays  LimitUnit = "working_days"
	CalendarDays LimitUnit = "calendar_days"
	WorkHours    LimitUnit = "work_hours"
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

	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// ValidOn reports whether the rule holds on a day.
func (r *LimitRule) ValidOn(day Day) bool {
	return r.ValidFrom <= day && (r.ValidTo == "" || day <= r.ValidTo)
}

// Matching picks the limits for a case of a kind and class accepted on a day:
// for each set and step one rule, the one for just that class before the
// general one, then the newest. A class may be several words, as sub-kind and
// channel are; a rule for one of them is for just that class.
func Matching(rules []LimitRule, kind CaseKind, class string, on Day) []LimitRule {
	var out []LimitRule
	for at := range rules {
		r := &rules[at]
		if r.Kind != kind || !r.ValidOn(on) || !r.ofClass(class) {
			continue
		}
		i := slices.IndexFunc(out, func(o LimitRule) bool { return o.RuleSet == r.RuleSet && o.Step == r.Step })
		switch {
		case i < 0:
			out = append(out, *r)
		case r.beats(&out[i]):
			out[i] = *r
		}
	}
	return out
}

func (r *LimitRule) ofClass(class string) bool {
	if r.Class == "" || r.Class == class {
		return true
	}
	for word := range strings.FieldsSeq(class) {
		if word == r.Class {
			return true
		}
	}
	return false
}

func (r *LimitRule) beats(other *LimitRule) bool {
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
	end, provisional := r.due(start.UnixMilli(), days)
	return Due{At: time.UnixMilli(end).In(Local), Provisional: provisional}
}

func (r LimitRule) due(start int64, days *Calendar) (end int64, provisional bool) {
	switch r.Unit {
	case Minutes:
		return start + r.Amount*msAMinute, false
	case Hours:
		return start + r.Amount*60*msAMinute, false
	case WorkHours:
		return days.addOffice(start, r.Amount*60*msAMinute)
	}
	day, _ := dayAndTime(start)
	last, provisional := r.RuleSet.lastDay(r.Unit, day, int(r.Amount), days)
	return midnight(last + 1), provisional
}

// lastDay is the n-th day after one. A term of law that ends on a day off ends
// on the next working day (Civil Code, Article 203).
func (s RuleSet) lastDay(unit LimitUnit, from, n int, days *Calendar) (last int, provisional bool) {
	switch {
	case unit == WorkingDays && n == 0:
		last = days.nextWorking(from)
	case unit == WorkingDays:
		last = days.nthAfter(from, n)
	case s == SetLaw:
		last = days.nextWorking(from + n)
	default:
		return from + n, false
	}
	return last, !days.published(last)
}

// Shortened is the limit of a case in the green channel: the company's own
// limits times a factor, rounded up to whole units and never to nothing. What
// law and promise give stays.
func (r LimitRule) Shortened(factor float64) LimitRule {
	if r.RuleSet == SetCompany && factor > 0 && factor < 1 {
		r.Amount = max(1, int64(math.Ceil(float64(r.Amount)*factor-1e-9)))
	}
	return r
}

// GreenFactor is what the green channel shortens by where nothing else is set.
const GreenFactor = 0.5

// endOf is 24:00 local time of a day.
func endOf(day Day) time.Time { return day.AddDays(1).Time() }
