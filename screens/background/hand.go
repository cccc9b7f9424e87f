package background

import (
	"log/slog"
	"slices"
	"time"
)

// Inline is a runner for tests that does everything at once and in place.
// Timers wait for Elapse; a Later does not wait at all.
func Inline() *Runner {
	atOnce := func(f func()) { f() }
	return handDriven(atOnce, func(_ time.Duration, f func()) func() {
		f()
		return func() {}
	})
}

// Held is a runner for tests that keeps work until release, to look at a
// screen in between. One release does all that waits and what that leads to.
func Held() (runner *Runner, release func()) {
	var waiting []func()
	hold := func(f func()) { waiting = append(waiting, f) }
	release = func() {
		for len(waiting) > 0 {
			first := waiting[0]
			waiting = waiting[1:]
			first()
		}
	}
	runner = handDriven(hold, func(_ time.Duration, f func()) func() {
		hold(f)
		return func() {}
	})
	return runner, release
}

// handDriven is a runner whose timers move by Elapse only.
func handDriven(work func(func()), soon func(time.Duration, func()) func()) *Runner {
	r := newRunner(slog.New(slog.DiscardHandler), work, func(f func()) { f() })
	clock := &handClock{now: time.Unix(0, 0).UTC()}
	r.now = func() time.Time { return clock.now }
	r.after = clock.after
	r.soon = soon
	r.elapse = clock.elapse
	return r
}

// Elapse moves the clock of an Inline or Held runner and fires the timers
// that fall due. The runner of the real window has no hands to move.
func (r *Runner) Elapse(d time.Duration) {
	if r.elapse == nil {
		panic("background: only the runners of tests can be moved in time")
	}
	r.elapse(d)
}

type handClock struct {
	now    time.Time
	timers []*handTimer
}

type handTimer struct {
	due time.Time
	f   func()
}

func (c *handClock) after(wait time.Duration, f func()) (stop func()) {
	timer := &handTimer{due: c.now.Add(wait), f: f}
	c.timers = append(c.timers, timer)
	return func() {
		c.timers = slices.DeleteFunc(c.timers, func(t *handTimer) bool { return t == timer })
	}
}

func (c *handClock) elapse(d time.Duration) {
	until := c.now.Add(d)
	for {
		next := c.next(until)
		if next == nil {
			break
		}
		c.now = next.due
		next.f()
	}
	c.now = until
}

// next takes the earliest timer due by then off the list.
func (c *handClock) next(by time.Time) *handTimer {
	var first *handTimer
	for _, t := range c.timers {
		if !t.due.After(by) && (first == nil || t.due.Before(first.due)) {
			first = t
		}
	}
	if first != nil {
		c.timers = slices.DeleteFunc(c.timers, func(t *handTimer) bool { return t == first })
	}
	return first
}
