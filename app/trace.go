package app

import (
	"time"
)

// TraceKind is what a line of a trace tells.
type TraceKind string

// The kinds of lines, in the order they may come.
const (
	TraceStart       TraceKind = "start"        // the limit begins; its day does not count
	TraceRuns        TraceKind = "runs"         // hours and minutes that run day and night
	TraceCounted     TraceKind = "counted"      // days counted, or office time on them
	TraceAdjusted    TraceKind = "adjusted"     // counted, though a weekend: worked instead of a holiday
	TraceWeekend     TraceKind = "weekend"      // days off by the week
	TraceHoliday     TraceKind = "holiday"      // days off by the notice
	TraceClosed      TraceKind = "closed"       // working days on which no office time fell into the limit
	TraceMoved       TraceKind = "moved"        // all is counted, yet a term cannot end on a day off
	TracePaused      TraceKind = "paused"       // the case waits for the customer
	TraceResumed     TraceKind = "resumed"      // and goes on with what was left
	TracePausedLate  TraceKind = "paused_late"  // too late to give anything back
	TraceUnpublished TraceKind = "unpublished"  // the days off are not known yet: provisional
	TraceDue         TraceKind = "due"          // the end
	TraceStands      TraceKind = "still_paused" // no end: it waits on
)

// TraceLine is one line of how a due date came about. Days are joined to runs.
type TraceLine struct {
	Kind     TraceKind
	From, To Day    // a run of days, both included
	At       int64  // the moment of a start, pause or end, Unix ms
	Name     string // of the holiday; of a pause its reason
	Evidence string // of a pause
	Unit     LimitUnit
	Count    int64 // counted in this line: days, or milliseconds
	Sum      int64 // counted up to its end
	Left     int64 // left at a pause
}

// Trace tells line by line how a limit comes to its end, for a person to
// check. Pauses are those of the case; a rule that never pauses ignores them.
func Trace(rule LimitRule, start time.Time, pauses []Pause, days *Calendar) []TraceLine {
	c := Clock{StartAt: start.UnixMilli(), PausedMs: 1} // it may stand
	return c.Under(rule).Trace(pauses, days)
}

// Trace tells how a clock of a case comes to its end.
func (c Clock) Trace(pauses []Pause, days *Calendar) []TraceLine {
	stood := c.stoodIn(pauses)
	c.PausedAt = 0
	c.DueAt, c.Provisional = c.rule().due(c.StartAt, days)
	t := tracer{days: days, rule: c.rule()}
	t.add(TraceLine{Kind: TraceStart, At: c.StartAt})
	from := c.StartAt
	for _, p := range stood {
		if p.From > c.DueAt {
			t.add(TraceLine{Kind: TracePausedLate, At: p.From, Name: p.Reason, Evidence: p.Evidence})
			break
		}
		paused, _ := dayAndTime(p.From)
		t.count(from, p.From, paused)
		t.add(TraceLine{Kind: TracePaused, At: p.From, Name: p.Reason, Evidence: p.Evidence, Left: c.left(p.From, days)})
		if p.To == 0 {
			t.add(TraceLine{Kind: TraceStands, At: p.From})
			return t.lines
		}
		c.PausedAt = p.From
		c = c.resume(p.To, days)
		t.add(TraceLine{Kind: TraceResumed, At: p.To})
		from = p.To
	}
	last, _ := dayAndTime(c.DueAt - 1)
	t.count(from, c.DueAt, last)
	if c.Provisional {
		t.add(TraceLine{Kind: TraceUnpublished, Count: int64(days.PublishedThrough())})
	}
	t.add(TraceLine{Kind: TraceDue, At: c.DueAt})
	return t.lines
}

// tracer writes a trace and keeps what it has counted.
type tracer struct {
	days  *Calendar
	rule  LimitRule
	sum   int64
	lines []TraceLine
}

func (t *tracer) add(l TraceLine) {
	l.Unit, l.Sum = t.rule.Unit, t.sum
	t.lines = append(t.lines, l)
}

// count tells what counts from one moment to another, of which last is the
// day. Of days the first does not count.
func (t *tracer) count(from, to int64, last int) {
	first, _ := dayAndTime(from)
	switch t.rule.Unit {
	case Hours, Minutes:
		t.sum += to - from
		t.add(TraceLine{Kind: TraceRuns, At: to, Count: to - from})
	case WorkHours:
		for day := first; day <= last; day++ {
			t.hours(day, t.days.officeBetween(max(from, midnight(day)), min(to, midnight(day+1))))
		}
	default:
		for day := first + 1; day <= last; day++ {
			t.day(day)
		}
	}
}

// hours tells of one day of a limit in working hours.
func (t *tracer) hours(day int, counted int64) {
	if !t.days.worked(day) {
		t.off(day)
		return
	}
	t.sum += counted
	if counted == 0 {
		t.run(TraceClosed, day, 0, "")
		return
	}
	t.worked(day, counted)
}

// day tells of one day of a limit in days.
func (t *tracer) day(day int) {
	worked := t.days.worked(day)
	switch {
	case !worked && (t.rule.Unit == WorkingDays || t.sum >= t.rule.Amount):
		t.off(day)
	case t.sum >= t.rule.Amount:
		t.run(TraceMoved, day, 0, "")
	case t.rule.Unit == CalendarDays:
		t.sum++
		t.run(TraceCounted, day, 1, "")
	default:
		t.sum++
		t.worked(day, 1)
	}
}

func (t *tracer) worked(day int, counted int64) {
	if listed := t.days.special[day]; listed.Kind == DayWork {
		t.run(TraceAdjusted, day, counted, listed.Name)
		return
	}
	t.run(TraceCounted, day, counted, "")
}

func (t *tracer) off(day int) {
	if listed := t.days.special[day]; listed.Kind == DayOff {
		t.run(TraceHoliday, day, 0, listed.Name)
		return
	}
	t.run(TraceWeekend, day, 0, "")
}

// run joins a day to the line before it, if that tells the same.
func (t *tracer) run(kind TraceKind, day int, counted int64, name string) {
	on := dayNumbered(day)
	if n := len(t.lines); n > 0 {
		before := &t.lines[n-1]
		if before.Kind == kind && before.Name == name && before.To == dayNumbered(day-1) {
			before.To, before.Sum = on, t.sum
			before.Count += counted
			return
		}
	}
	t.add(TraceLine{Kind: kind, From: on, To: on, Name: name, Count: counted})
}
