package app

import (
	"cmp"
	"slices"
	"time"
)

// Event is something that happens to a case and on which limits start or stop.
type Event string

// The events limits know.
const (
	EventAccepted            Event = "accepted"
	EventContacted           Event = "contacted"
	EventSurveyed            Event = "surveyed"
	EventPlanAnswered        Event = "plan_answered"
	EventDesignSubmitted     Event = "design_submitted"
	EventDesignAnswered      Event = "design_answered"
	EventInterimRequested    Event = "interim_requested"
	EventInterimChecked      Event = "interim_checked"
	EventCompletionRequested Event = "completion_requested"
	EventCompletionChecked   Event = "completion_checked"
	EventConnected           Event = "connected"
	EventArrived             Event = "arrived"
	EventRestored            Event = "restored"
	EventFound               Event = "found"     // an inquiry has its conclusion
	EventExecuted            Event = "executed"  // a change of use is carried out
	EventPublished           Event = "published" // a notice is out
	EventAnswered            Event = "answered"
	EventClosed              Event = "closed"

	// Power goes off: towards this a limit of notice is counted backwards.
	EventInterrupted Event = "interrupted"
)

// connection is the way of a new connection: what lies further on shows that
// all before it is behind.
var connection = []Event{
	EventSurveyed, EventPlanAnswered, EventDesignSubmitted, EventDesignAnswered, EventInterimRequested, EventInterimChecked,
	EventCompletionRequested, EventCompletionChecked, EventConnected,
}

// Events lists the events in the order of a case's life.
func Events() []Event {
	all := append([]Event{EventAccepted, EventContacted}, connection...)
	return append(all, EventArrived, EventRestored, EventFound, EventExecuted, EventPublished, EventAnswered, EventClosed, EventInterrupted)
}

// implies reports whether an event shows that another happened as well, though
// nobody entered it: what has been answered or closed leaves nothing to wait for.
func (e Event) implies(other Event) bool {
	switch e {
	case other, EventClosed:
		return true
	case EventAnswered:
		return other != EventClosed
	case EventRestored:
		return other == EventArrived
	}
	at, before := slices.Index(connection, e), slices.Index(connection, other)
	return before >= 0 && before < at
}

// Clock is one limit running on one case. What it takes from its rule is what
// is needed to count and to show it.
type Clock struct {
	Rule        RuleID
	RuleSet     RuleSet
	Kind        CaseKind
	Step        string
	Amount      int64 // in Unit; the green channel gives less than the rule
	Unit        LimitUnit
	Severity    string
	Starts      Event
	Stops       Event
	PausedBy    string // the status of the case in which it stands
	StartAt     int64  // Unix ms, as all …At
	DueAt       int64
	Provisional bool
	PausedAt    int64 // since when it stands; 0: it does not
	PausedMs    int64 // stood before, in all
	StoppedAt   int64 // 0: not yet
}

// ClockState is how a clock stands at a moment.
type ClockState string

// The states of a clock.
const (
	ClockRunning ClockState = "running"
	ClockDueSoon ClockState = "due_soon"
	ClockOverdue ClockState = "overdue"
	ClockPaused  ClockState = "paused"
	ClockMet     ClockState = "met"
	ClockBroken  ClockState = "broken"
)

// Under fills in what a clock takes from its rule; its own times stay, and so
// does a shortened amount.
func (c Clock) Under(rule LimitRule) Clock {
	if c.Amount == 0 {
		c.Amount = rule.Amount
	}
	c.Rule, c.RuleSet, c.Kind, c.Step = rule.ID, rule.RuleSet, rule.Kind, rule.Step
	c.Unit, c.Severity = rule.Unit, rule.Severity
	c.Starts, c.Stops, c.PausedBy = rule.Starts, rule.Stops, rule.Pauses
	return c
}

// StartClocks starts the clocks of those rules that start on an event.
func StartClocks(rules []LimitRule, event Event, now time.Time, days *Calendar) []Clock {
	var out []Clock
	for _, r := range rules {
		if r.Starts != event {
			continue
		}
		due := r.Due(now, days)
		c := Clock{StartAt: now.UnixMilli(), DueAt: due.At.UnixMilli(), Provisional: due.Provisional}
		out = append(out, c.Under(r))
	}
	return out
}

// The computer's clock may be set back. Time that seems to run backwards is
// taken to stand still: a clock is never paused before its start nor stopped
// before its pause.

// StopClocks stops the clocks that one of the events ends.
func StopClocks(clocks []Clock, events []Event, now time.Time) []Clock {
	out := slices.Clone(clocks)
	for i, c := range out {
		if c.StoppedAt == 0 && slices.ContainsFunc(events, func(e Event) bool { return e.implies(c.Stops) }) {
			out[i].StoppedAt = max(now.UnixMilli(), c.StartAt, c.PausedAt)
		}
	}
	return out
}

// PauseClocks holds the clocks that stand while the case waits for the
// customer, or lets them go on with the time they had left.
func PauseClocks(clocks []Clock, waiting bool, now time.Time, days *Calendar) []Clock {
	out := slices.Clone(clocks)
	for i, c := range out {
		switch {
		case c.PausedBy != string(WaitCustomer) || c.StoppedAt != 0:
		case waiting && c.PausedAt == 0:
			out[i].PausedAt = max(now.UnixMilli(), c.StartAt)
		case !waiting && c.PausedAt != 0:
			out[i] = c.resume(now.UnixMilli(), days)
		}
	}
	return out
}

// resume gives back what was left at the pause: whole days to a clock that
// counts days. A clock already overdue then gets nothing back.
func (c Clock) resume(now int64, days *Calendar) Clock {
	paused, late := c.PausedAt, c.PausedAt > c.DueAt
	now = max(now, paused)
	left := c.left(paused, days)
	c.PausedMs += now - paused
	c.PausedAt = 0
	if late {
		return c
	}
	switch c.Unit {
	case Hours, Minutes:
		c.DueAt = now + left
	case WorkHours:
		c.DueAt, c.Provisional = days.addOffice(now, left)
	default:
		day, _ := dayAndTime(now)
		last, provisional := c.RuleSet.lastDay(c.Unit, day, int(left), days)
		c.DueAt, c.Provisional = midnight(last+1), provisional
	}
	return c
}

// left is what a clock has left at a moment: days, or milliseconds; never less
// than nothing.
func (c Clock) left(at int64, days *Calendar) int64 {
	day, _ := dayAndTime(at)
	last, _ := dayAndTime(c.DueAt - 1)
	switch c.Unit {
	case WorkHours:
		return days.officeBetween(at, c.DueAt)
	case WorkingDays:
		return int64(days.workingBetween(day, last))
	case CalendarDays:
		return int64(max(0, last-day))
	}
	return max(0, c.DueAt-at)
}

// DueDay is the day the clock runs out on.
func (c Clock) DueDay() Day { return Due{At: time.UnixMilli(c.DueAt)}.Day() }

// dueSoon is how long before its end, at most, a clock counts as due soon; a
// short limit does so in its last quarter.
const dueSoon = 24 * time.Hour

// State tells how the clock stands.
func (c Clock) State(now time.Time) ClockState {
	at := now.UnixMilli()
	switch {
	case c.StoppedAt != 0 && c.end(c.StoppedAt) <= c.DueAt:
		return ClockMet
	case c.StoppedAt != 0:
		return ClockBroken
	case c.end(at) > c.DueAt:
		return ClockOverdue
	case c.PausedAt != 0:
		return ClockPaused
	case c.DueAt-at <= min(dueSoon.Milliseconds(), (c.DueAt-c.StartAt-c.PausedMs)/4):
		return ClockDueSoon
	}
	return ClockRunning
}

// end is the moment the clock has counted to.
func (c Clock) end(at int64) int64 {
	if c.PausedAt != 0 {
		return min(at, c.PausedAt)
	}
	return at
}

// runs reports whether the clock may still run out, or has.
func (c Clock) runs() bool {
	return c.StoppedAt == 0 && (c.PausedAt == 0 || c.PausedAt > c.DueAt)
}

// FirstDue is the strictest clock: of those running, the one due first.
func FirstDue(clocks []Clock) (Clock, bool) {
	var first Clock
	found := false
	for _, c := range clocks {
		if c.runs() && (!found || c.DueAt < first.DueAt) {
			first, found = c, true
		}
	}
	return first, found
}

// SortClocks orders clocks for show: those that may still run out first, by
// their end; then those standing; then the stopped ones.
func SortClocks(clocks []Clock) {
	slices.SortStableFunc(clocks, func(a, b Clock) int {
		return cmp.Or(cmp.Compare(a.place(), b.place()), cmp.Compare(a.DueAt, b.DueAt))
	})
}

func (c Clock) place() int {
	switch {
	case c.runs():
		return 0
	case c.StoppedAt == 0:
		return 1
	}
	return 2
}
