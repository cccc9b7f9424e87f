package app

import "time"

// PeriodKind is how long a period of figures is.
type PeriodKind string

// The periods figures are read by.
const (
	PeriodMonth   PeriodKind = "month"
	PeriodQuarter PeriodKind = "quarter"
	PeriodYear    PeriodKind = "year"
)

// PeriodKinds lists the periods, the shortest first.
func PeriodKinds() []PeriodKind { return []PeriodKind{PeriodMonth, PeriodQuarter, PeriodYear} }

func (k PeriodKind) months() int {
	switch k {
	case PeriodQuarter:
		return 3
	case PeriodYear:
		return 12
	}
	return 1
}

// Period is a month, a quarter or a year of the calendar.
type Period struct {
	Kind     PeriodKind
	From, To Day // both included
}

// PeriodOf is the period of a kind that a day lies in.
func PeriodOf(kind PeriodKind, day Day) Period {
	at, months := day.Time(), kind.months()
	first := time.Date(at.Year(), at.Month()-time.Month((int(at.Month())-1)%months), 1, 0, 0, 0, 0, Local)
	return Period{Kind: kind, From: DayOf(first), To: DayOf(first.AddDate(0, months, -1))}
}

// Beside is the period before (-1) or after (1).
func (p Period) Beside(by int) Period {
	return PeriodOf(p.Kind, DayOf(p.From.Time().AddDate(0, by*p.Kind.months(), 0)))
}

// Before is the period before, to compare with. While a period still runs, the
// one before is counted up to the same day of it: half a month is not held
// against a whole one.
func (p Period) Before(today Day) Period {
	before := p.Beside(-1)
	if today >= p.From && today < p.To {
		from, _ := p.From.number()
		now, _ := today.number()
		before.To = min(before.To, before.From.AddDays(now-from))
	}
	return before
}
