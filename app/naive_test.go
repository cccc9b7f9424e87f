package app

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// naive is the second opinion on due dates: it walks day by day and minute by
// minute with the standard library's dates, as one would with a finger on a
// wall calendar.
type naive struct {
	kinds  map[string]DayKind
	office []OfficeSpan
}

func newNaive(t testing.TB) naive {
	n := naive{kinds: map[string]DayKind{}, office: DefaultOffice()}
	for _, d := range shippedDays(t) {
		n.kinds[string(d.Day)] = d.Kind
	}
	return n
}

func (n naive) worked(at time.Time) bool {
	switch n.kinds[at.Format("2006-01-02")] {
	case DayOff:
		return false
	case DayWork:
		return true
	}
	return at.Weekday() != time.Saturday && at.Weekday() != time.Sunday
}

func (n naive) open(at time.Time) bool {
	minute := at.Hour()*60 + at.Minute()
	for _, span := range n.office {
		if span.From <= minute && minute < span.To && n.worked(at) {
			return true
		}
	}
	return false
}

func midnightOf(at time.Time) time.Time {
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, Local)
}

// due is when the rule ends. Pauses are in order and do not touch each other.
func (n naive) due(r LimitRule, start time.Time, pauses []Pause) time.Time {
	if r.Unit == WorkingDays || r.Unit == CalendarDays {
		return n.dueDay(r, start, pauses).AddDate(0, 0, 1)
	}
	left := r.Amount
	if r.Unit != Minutes {
		left *= 60
	}
	for at := start; ; at = at.Add(time.Minute) {
		for _, p := range pauses {
			if p.From == at.UnixMilli() {
				at = time.UnixMilli(p.To).In(Local)
			}
		}
		if left == 0 && (r.Unit != WorkHours || n.open(at) || n.open(at.Add(-time.Minute))) {
			return at
		}
		if left > 0 && (r.Unit != WorkHours || n.open(at)) {
			if left--; left == 0 && !n.paused(at.Add(time.Minute), pauses) {
				return at.Add(time.Minute)
			}
		}
	}
}

func (n naive) paused(at time.Time, pauses []Pause) bool {
	for _, p := range pauses {
		if p.From == at.UnixMilli() {
			return true
		}
	}
	return false
}

// dueDay is the midnight with which the last day of a limit in days begins.
func (n naive) dueDay(r LimitRule, start time.Time, pauses []Pause) time.Time {
	counts := func(day time.Time) bool { return r.Unit == CalendarDays || n.worked(day) }
	walk := func(from time.Time, left int64) time.Time {
		day := from
		for left > 0 {
			if day = day.AddDate(0, 0, 1); counts(day) {
				left--
			}
		}
		for !n.worked(day) && (r.Unit == WorkingDays || r.RuleSet == SetLaw) {
			day = day.AddDate(0, 0, 1)
		}
		return day
	}
	due := walk(midnightOf(start), r.Amount)
	for _, p := range pauses {
		if p.From > due.AddDate(0, 0, 1).UnixMilli() {
			break
		}
		var left int64
		for day := midnightOf(time.UnixMilli(p.From).In(Local)); day.Before(due); {
			if day = day.AddDate(0, 0, 1); counts(day) {
				left++
			}
		}
		due = walk(midnightOf(time.UnixMilli(p.To).In(Local)), left)
	}
	return due
}

// drawnLimit is a limit with a start within 2026 and the times its case waited.
type drawnLimit struct {
	rule   LimitRule
	start  time.Time
	pauses []Pause
}

func drawLimit(t *rapid.T) drawnLimit {
	d := drawnLimit{rule: LimitRule{
		RuleSet: rapid.SampledFrom([]RuleSet{SetLaw, SetPromise, SetCompany}).Draw(t, "set"),
		Unit:    rapid.SampledFrom(LimitUnits()).Draw(t, "unit"),
		Amount:  rapid.Int64Range(1, 30).Draw(t, "amount"),
		Starts:  EventAccepted, Stops: EventAnswered, Pauses: string(WaitCustomer),
	}}
	minute := rapid.IntRange(0, 365*24*60-1).Draw(t, "start")
	d.start = time.Date(2026, 1, 1, 0, 0, 0, 0, Local).Add(time.Duration(minute) * time.Minute)
	at := d.start
	for range rapid.IntRange(0, 3).Draw(t, "pauses") {
		from := at.Add(time.Duration(rapid.IntRange(1, 4*24*60).Draw(t, "works")) * time.Minute)
		to := from.Add(time.Duration(rapid.IntRange(1, 9*24*60).Draw(t, "waits")) * time.Minute)
		d.pauses = append(d.pauses, Pause{From: from.UnixMilli(), To: to.UnixMilli()})
		at = to
	}
	return d
}

// clock runs the limit through its pauses as a case does, step by step.
func (d drawnLimit) clock(days *Calendar) Clock {
	clocks := StartClocks([]LimitRule{d.rule}, EventAccepted, d.start, days)
	for _, p := range d.pauses {
		clocks = PauseClocks(clocks, true, time.UnixMilli(p.From), days)
		clocks = PauseClocks(clocks, false, time.UnixMilli(p.To), days)
	}
	return clocks[0]
}

func TestDueDatesAgreeWithAFingerOnTheCalendar(t *testing.T) {
	days, second := publishedDays(t), newNaive(t)
	rapid.Check(t, func(t *rapid.T) {
		d := drawLimit(t)
		d.pauses = nil
		got, want := d.rule.Due(d.start, days), second.due(d.rule, d.start, nil)
		if !got.At.Equal(want) {
			t.Fatalf("%d %s of %s from %s end %s, by hand %s", d.rule.Amount, d.rule.Unit, d.rule.RuleSet, d.start, got.At, want)
		}
		byCalendar := d.rule.Unit == WorkingDays || d.rule.Unit == WorkHours || d.rule.Unit == CalendarDays && d.rule.RuleSet == SetLaw
		if got.Provisional != (byCalendar && got.Day() > "2026-12-31") {
			t.Fatalf("%d %s of %s end on %s, provisional %v", d.rule.Amount, d.rule.Unit, d.rule.RuleSet, got.Day(), got.Provisional)
		}
	})
}

func TestPausedLimitsAgreeWithAFingerOnTheCalendar(t *testing.T) {
	days, second := publishedDays(t), newNaive(t)
	rapid.Check(t, func(t *rapid.T) {
		d := drawLimit(t)
		got, want := time.UnixMilli(d.clock(days).DueAt).In(Local), second.due(d.rule, d.start, d.pauses)
		if !got.Equal(want) {
			t.Fatalf("%d %s of %s from %s with %v end %s, by hand %s", d.rule.Amount, d.rule.Unit, d.rule.RuleSet, d.start, d.pauses, got, want)
		}
	})
}

// All the year limits in working hours start, at ever other times of the day.
func TestWorkingHoursAgreeWithAFingerOnTheClockAllYear(t *testing.T) {
	days, second := publishedDays(t), newNaive(t)
	for start := at(t, "2026-01-01 00:00"); start.Year() == 2026; start = start.Add(797 * time.Minute) {
		for _, amount := range []int64{1, 7, 8} {
			r := LimitRule{Amount: amount, Unit: WorkHours}
			got, want := r.Due(start, days).At, second.due(r, start, nil)
			if !got.Equal(want) {
				t.Fatalf("%d hours from %s end %s, by hand %s", amount, start, got, want)
			}
			if !second.open(got) && !second.open(got.Add(-time.Minute)) {
				t.Fatalf("%d hours from %s end %s, when nobody works", amount, start, got)
			}
		}
	}
}

// What is counted anew from the pauses is what was counted while they happened,
// and what is left is never less than nothing.
func TestCountingAnewChangesNothingUnderTheSameCalendar(t *testing.T) {
	days := publishedDays(t)
	rapid.Check(t, func(t *rapid.T) {
		d := drawLimit(t)
		c := d.clock(days)
		if anew := c.Recount(d.pauses, days); anew != c {
			t.Fatalf("counted anew it is %+v, was %+v", anew, c)
		}
		at := d.start.Add(time.Duration(rapid.IntRange(-100, 100*24*60).Draw(t, "later")) * time.Minute)
		if left := c.left(at.UnixMilli(), days); left < 0 {
			t.Fatalf("%d are left at %s of a limit that ends %s", left, at, time.UnixMilli(c.DueAt))
		}
	})
}

func TestATraceEndsWhereTheLimitDoes(t *testing.T) {
	days := publishedDays(t)
	rapid.Check(t, func(t *rapid.T) {
		d := drawLimit(t)
		c := d.clock(days)
		lines := Trace(d.rule, d.start, d.pauses, days)
		last := lines[len(lines)-1]
		if last.Kind != TraceDue || last.At != c.DueAt {
			t.Fatalf("the trace ends with %+v, the limit on %s", last, time.UnixMilli(c.DueAt))
		}
		whole := d.rule.Amount
		switch d.rule.Unit {
		case Hours, WorkHours:
			whole *= 60 * msAMinute
		case Minutes:
			whole *= msAMinute
		}
		if last.Sum != whole {
			t.Fatalf("%d of %d are told: %+v", last.Sum, whole, lines)
		}
	})
}

func BenchmarkDue(b *testing.B) {
	days, second := publishedDays(b), newNaive(b)
	start := at(b, "2026-02-13 16:00")
	rules := []LimitRule{
		{RuleSet: SetPromise, Amount: 5, Unit: WorkingDays},
		{RuleSet: SetLaw, Amount: 20, Unit: WorkingDays},
		{RuleSet: SetLaw, Amount: 7, Unit: CalendarDays},
		{RuleSet: SetCompany, Amount: 16, Unit: WorkHours},
		{RuleSet: SetLaw, Amount: 45, Unit: Minutes},
	}
	b.ReportAllocs()
	n := 0
	began := time.Now()
	for b.Loop() {
		rules[n%len(rules)].Due(start.Add(time.Duration(n%100_000)*time.Minute), days)
		n++
	}
	each := time.Since(began).Seconds() / float64(n)
	byHand := 0
	began = time.Now()
	for time.Since(began) < 200*time.Millisecond {
		second.due(rules[byHand%len(rules)], start.Add(time.Duration(byHand)*time.Minute), nil)
		byHand++
	}
	b.ReportMetric(1/each, "dues/s")
	b.ReportMetric(time.Since(began).Seconds()/float64(byHand)/each, "naive/ours")
}
