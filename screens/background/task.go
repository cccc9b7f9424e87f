package background

import (
	"context"
	"sync"
	"time"
)

// reportEvery is the least time between two shown reports: ten a second.
const reportEvery = 100 * time.Millisecond

// Task is one piece of work with an outcome, such as a save or an import.
type Task struct {
	// Do runs away from the UI thread. It watches ctx, and may call report as
	// often as it likes and from any goroutine it waits for.
	Do func(ctx context.Context, report func(done, total int)) error
	// Progress is called on the UI thread, at most ten times a second. A task
	// that has it is taken to commit in batches and is stopped at exit.
	Progress func(done, total int)
	// Done is called on the UI thread exactly once, last.
	Done func(err error)
}

// Start runs the task and returns at once. Call it on the UI thread; cancel
// may be called from anywhere and more than once.
func (r *Runner) Start(task Task) (cancel func()) {
	parent := context.WithoutCancel(r.ctx)
	if task.Progress != nil {
		parent = r.ctx
	}
	ctx, cancel := context.WithCancel(parent)
	done := func(err error) {
		cancel()
		if task.Done != nil {
			r.show(func() { task.Done(err) })
		}
	}
	began := r.begin(func() {
		reports := thinned{runner: r, progress: task.Progress}
		err := r.safely(func() error { return task.Do(ctx, reports.report) })
		reports.flush()
		done(err)
	})
	if !began {
		done(context.Canceled)
	}
	return cancel
}

// thinned passes on the first report and then at most one each reportEvery;
// the latest held back is shown by flush.
type thinned struct {
	runner   *Runner
	progress func(done, total int)

	mu          sync.Mutex
	shown       time.Time
	held        bool
	done, total int
}

func (t *thinned) report(done, total int) {
	if t.progress == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.done, t.total, t.held = done, total, true
	if now := t.runner.now(); now.Sub(t.shown) >= reportEvery {
		t.shown = now
		t.pass()
	}
}

func (t *thinned) flush() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.held {
		t.pass()
	}
}

// pass shows the latest report; the lock is held.
func (t *thinned) pass() {
	done, total := t.done, t.total
	t.held = false
	t.runner.show(func() { t.progress(done, total) })
}
