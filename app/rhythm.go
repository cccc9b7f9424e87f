package app

import "slices"

// AddMonths is the same day so many months later, or the last day of that
// month where it has no such day: 31 January and one month is 28 February. No
// day stays no day.
func (d Day) AddMonths(n int) Day {
	if !d.Valid() {
		return ""
	}
	y, _ := digits(string(d[:4]))
	m, _ := digits(string(d[5:7]))
	day, _ := digits(string(d[8:]))
	months := y*12 + m - 1 + n
	y, m = months/12, months%12+1
	if y < 1 || y > 9999 {
		return ""
	}
	return dayText(y, m, min(day, daysIn(y, m)))
}

// MonthStart is the first day of a month written YYYYMM; no day for a number
// that is no month.
func MonthStart(month int64) Day {
	if day := dayText(int(month/100), int(month%100), 1); day.Valid() {
		return day
	}
	return ""
}

// RhythmMonthsMax is the longest interval between two visits: longer ones are
// slips of the key.
const RhythmMonthsMax = 60

// Check refuses a rhythm that could not be kept. No months at all say that a
// customer is not visited by rhythm, whatever his segment.
func (r VisitRhythm) Check() error {
	switch {
	case r.Customer.IsZero() == (r.Segment == ""):
		return Refuse("segment", Missing)
	case r.Months < 0 || r.Months > RhythmMonthsMax, r.Months == 0 && r.Customer.IsZero():
		return Refuse("months", Impossible)
	case !r.FromOn.Valid():
		return Refuse("from_on", Missing)
	case r.ToOn != "" && r.ToOn < r.FromOn:
		return Refuse("to_on", EndsBeforeStart)
	}
	return nil
}

// CoversDay reports whether the rhythm holds on that day.
func (r VisitRhythm) CoversDay(day Day) bool {
	return r.WithdrawnAt == 0 && r.FromOn <= day && (r.ToOn == "" || day <= r.ToOn)
}

// Counts reports whether a visit by that channel satisfies the rhythm.
func (r VisitRhythm) Counts(channel VisitChannel) bool { return !r.OnSite || channel == OnSite }

// RhythmOn picks the rhythm that holds for a customer of a segment on a day:
// his own before that of the segment, the later start before the earlier.
func RhythmOn(rhythms []VisitRhythm, customer CustomerID, segment string, day Day) (VisitRhythm, bool) {
	var best VisitRhythm
	found := false
	for _, r := range rhythms {
		own := !r.Customer.IsZero()
		if !r.CoversDay(day) || own && r.Customer != customer || !own && r.Segment != segment {
			continue
		}
		bestOwn := !best.Customer.IsZero()
		if !found || own && !bestOwn || own == bestOwn && r.FromOn > best.FromOn {
			best, found = r, true
		}
	}
	return best, found && best.Months > 0
}

// LastVisits is when a customer was last visited: in whatever way, and on
// site; empty where he never was.
type LastVisits struct{ Any, OnSite Day }

// Last is the visit that the rhythm counts from.
func (r VisitRhythm) Last(last LastVisits) Day {
	if r.OnSite {
		return last.OnSite
	}
	return last.Any
}

// Due is when the next visit is due: an interval after the last one that
// counts. Of a customer who was never visited it is an interval after he became
// known, or after the rhythm began to hold.
func (r VisitRhythm) Due(last LastVisits, known Day) Day {
	from := r.Last(last)
	if from == "" {
		from = max(known, r.FromOn)
	}
	return from.AddMonths(int(r.Months))
}

// DaysLate is how many days a day lies behind what was due; 0 while it does not.
func DaysLate(due, today Day) int {
	from, okFrom := due.number()
	to, okTo := today.number()
	if !okFrom || !okTo {
		return 0
	}
	return max(to-from, 0)
}

// DueIn lists the days within a span on which visits fall due by the rhythm: a
// visit each month of a quarter for who is visited each month. What is overdue
// falls due on the first day of the span. It never is more than a visit a month.
func (r VisitRhythm) DueIn(due Day, span DaySpan) []Day {
	var out []Day
	for day := max(due, span.From); day <= span.To; {
		out = append(out, day)
		if r.Months < 1 {
			break
		}
		day = day.AddMonths(int(r.Months))
	}
	return out
}

// DaySpan is the days from one to another, both included.
type DaySpan struct{ From, To Day }

// MonthSpan is so many months beginning with one that is written YYYYMM: one
// is a month, three are a quarter, which may run across the end of a year.
func MonthSpan(month int64, months int) DaySpan {
	first := MonthStart(month)
	return DaySpan{From: first, To: first.AddMonths(months).AddDays(-1)}
}

// Working lists the working days of the span, and whether some of it lies
// beyond the published calendar.
func (s DaySpan) Working(calendar *Calendar) (days []Day, provisional bool) {
	for day := s.From; day <= s.To && day != ""; day = day.AddDays(1) {
		if calendar.Working(day) {
			days = append(days, day)
			provisional = provisional || !calendar.Published(day)
		}
	}
	return days, provisional
}

// Months lists the months the span touches, as YYYYMM.
func (s DaySpan) Months() []int64 {
	var out []int64
	for day := s.From; day <= s.To && day != ""; day = MonthStart(MonthOf(day)).AddMonths(1) {
		out = append(out, MonthOf(day))
	}
	return slices.Compact(out)
}
