// Package background runs work away from the UI thread and brings its outcome
// back. It holds the only goroutines of the screens and the only hops to the
// UI thread.
//
// It does not know what the work means, does not word errors for people, and
// keeps no queue on disk: work that must outlive the window belongs to data.
package background

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// Runner says where work runs and where its outcome is shown. The zero Runner
// is not usable; take NewRunner, or Inline and Held in tests.
type Runner struct {
	work  func(func()) // runs a piece of work, elsewhere or here
	show  func(func()) // runs a piece of showing on the UI thread
	after func(time.Duration, func()) (stop func())
	soon  func(time.Duration, func()) (stop func()) // for Later
	now   func() time.Time
	log   *slog.Logger

	elapse func(time.Duration) // of tests only, nil in the window

	ctx     context.Context // ends when the runner closes
	end     context.CancelFunc
	mu      sync.Mutex // guards closed and the entry into running
	closed  bool
	running sync.WaitGroup
}

// NewRunner is the runner of the real window: a goroutine for each piece of
// work, Fyne's queue for showing. Faults are written to log.
func NewRunner(log *slog.Logger) *Runner {
	return newRunner(log, func(work func()) { go work() }, fyne.Do)
}

func newRunner(log *slog.Logger, work, show func(func())) *Runner {
	r := &Runner{work: work, show: show, now: time.Now, log: log}
	r.ctx, r.end = context.WithCancel(context.Background())
	r.after = func(wait time.Duration, f func()) func() {
		timer := time.AfterFunc(wait, func() { r.show(f) })
		return func() { timer.Stop() }
	}
	r.soon = r.after
	return r
}

// Show runs f on the UI thread, for news that comes from elsewhere, such as a
// commit. It does not wait for f.
func (r *Runner) Show(f func()) { r.show(f) }

// After runs f on the UI thread once the wait is over, unless stopped before.
func (r *Runner) After(wait time.Duration, f func()) (stop func()) {
	live := true // touched on the UI thread only
	stopTimer := r.after(wait, func() {
		if live {
			live = false
			f()
		}
	})
	return func() {
		live = false
		stopTimer()
	}
}

// Count begins to count the time; the answer tells how much went by since. It is
// no clock on the wall: setting one does not move it.
func (r *Runner) Count() (gone func() time.Duration) {
	began := r.now()
	return func() time.Duration { return r.now().Sub(began) }
}

// Close waits for running work. Questions, and tasks that report progress and
// so commit in batches, are cancelled first; a single save is let through.
// Nothing can be started afterwards.
func (r *Runner) Close() {
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	r.end()
	r.running.Wait()
}

// begin runs do unless the runner is closed, and reports whether it did.
func (r *Runner) begin(do func()) bool {
	r.mu.Lock()
	if r.closed {
		r.mu.Unlock()
		return false
	}
	r.running.Add(1)
	r.mu.Unlock()
	r.work(func() {
		defer r.running.Done()
		do()
	})
	return true
}
