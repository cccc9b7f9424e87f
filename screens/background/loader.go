package background

import (
	"context"
	"time"
)

// Loader keeps one open question of a screen: asking again cancels the older
// question, and a late answer is dropped. Its methods belong to the UI thread.
type Loader[T any] struct {
	runner *Runner
	show   func(T, error)
	asked  int // the running number of the latest question
	cancel context.CancelFunc
}

// NewLoader makes a loader whose answers go to show, on the UI thread.
func NewLoader[T any](runner *Runner, show func(T, error)) *Loader[T] {
	return &Loader[T]{runner: runner, show: show, cancel: func() {}}
}

// Ask puts the question away from the UI thread and shows its answer, unless
// it is asked again or stopped before.
func (l *Loader[T]) Ask(question func(context.Context) (T, error)) {
	l.Stop()
	mine := l.asked
	ctx, cancel := context.WithCancel(l.runner.ctx)
	l.cancel = cancel
	l.runner.begin(func() {
		var answer T
		err := l.runner.safely(func() (err error) {
			answer, err = question(ctx)
			return err
		})
		l.runner.show(func() {
			cancel()
			if mine == l.asked {
				l.show(answer, err)
			}
		})
	})
}

// Stop cancels the open question; its answer will not be shown.
func (l *Loader[T]) Stop() {
	l.asked++
	l.cancel()
}

// Later calls a function once things have been quiet for a while, so that a
// list is not asked for at every letter typed. It belongs to the UI thread.
type Later struct {
	runner *Runner
	quiet  time.Duration
	fn     func()
	stop   func()
	calls  int // tells a call that was overtaken from the latest
	due    bool
}

// NewLater makes a Later that calls fn on the UI thread after quiet.
func NewLater(runner *Runner, quiet time.Duration, fn func()) *Later {
	return &Later{runner: runner, quiet: quiet, fn: fn, stop: func() {}}
}

// Call starts the wait, or starts it afresh.
func (l *Later) Call() {
	l.Stop()
	mine := l.calls
	l.due = true
	l.stop = l.runner.soon(l.quiet, func() {
		if mine == l.calls {
			l.Now()
		}
	})
}

// Now calls the function at once if it is due, as when Enter is pressed.
func (l *Later) Now() {
	if !l.due {
		return
	}
	l.Stop()
	l.fn()
}

// Stop forgets a call that is due.
func (l *Later) Stop() {
	l.calls++
	l.due = false
	l.stop()
}
