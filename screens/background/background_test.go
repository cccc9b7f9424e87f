package background

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"lamplighter/app"
)

// uiThread stands in for Fyne's queue: what is shown waits here until drained
// by the test, in order, on the test's goroutine.
type uiThread struct{ queue chan func() }

func newUIThread() *uiThread { return &uiThread{queue: make(chan func(), 1000)} }

func (u *uiThread) show(f func()) { u.queue <- f }

// until runs what is shown until done is closed.
func (u *uiThread) until(done <-chan struct{}) {
	for {
		select {
		case f := <-u.queue:
			f()
		case <-done:
			return
		}
	}
}

func concurrent(u *uiThread) *Runner {
	return newRunner(slog.New(slog.DiscardHandler), func(f func()) { go f() }, u.show)
}

func TestATaskIsDoneOnceAndLast(t *testing.T) {
	ui := newUIThread()
	runner := concurrent(ui)
	done := make(chan struct{})
	var seen []int
	outcomes := 0
	runner.Start(Task{
		Do: func(_ context.Context, report func(done, total int)) error {
			for i := range 5000 {
				report(i+1, 5000)
			}
			return nil
		},
		Progress: func(n, _ int) {
			if outcomes > 0 {
				t.Error("progress was shown after the outcome")
			}
			seen = append(seen, n)
		},
		Done: func(err error) {
			outcomes++
			if err != nil {
				t.Errorf("the task failed: %v", err)
			}
			close(done)
		},
	})
	ui.until(done)
	runner.Close()
	if outcomes != 1 {
		t.Errorf("the outcome was shown %d times, want 1", outcomes)
	}
	if len(seen) == 0 || seen[len(seen)-1] != 5000 {
		t.Errorf("the last report shown was %v, want 5000", seen)
	}
	if len(seen) > 100 {
		t.Errorf("%d of 5000 reports were shown, want a few", len(seen))
	}
}

func TestReportsAreThinnedToTenASecond(t *testing.T) {
	runner := Inline()
	var seen []int
	runner.Start(Task{
		Do: func(_ context.Context, report func(done, total int)) error {
			for i := range 100 { // one each 10 ms: one second
				report(i, 100)
				runner.Elapse(10 * time.Millisecond)
			}
			return nil
		},
		Progress: func(n, _ int) { seen = append(seen, n) },
	})
	if len(seen) != 11 || seen[0] != 0 || seen[1] != 10 || seen[10] != 99 {
		t.Errorf("shown were %v, want 0, 10, 20 … 90 and the last", seen)
	}
}

func TestAPanicBecomesAFaultLoggedOnce(t *testing.T) {
	tests := []struct {
		name      string
		work      func() error
		wantFault bool
		wantLog   string
		never     string
	}{
		{"a panic is logged without its value", func() error { panic("李娜 said") }, true, "panic of type string", "李娜"},
		{"a broken index is named", func() error { var a []int; _ = a[len(a)]; return nil }, true, "index out of range", ""},
		{"an unexpected error is logged", func() error { return errors.New("open case: disk gone") }, true, "open case: disk gone", ""},
		{"a rule's no is not a fault", func() error { return app.Refuse("name", app.Missing) }, false, "", "name"},
		{"being stopped is not a fault", func() error { return context.Canceled }, false, "", "canceled"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var log bytes.Buffer
			atOnce := func(f func()) { f() }
			runner := newRunner(slog.New(slog.NewTextHandler(&log, nil)), atOnce, atOnce)
			var got error
			runner.Start(Task{
				Do:   func(context.Context, func(int, int)) error { return tt.work() },
				Done: func(err error) { got = err },
			})
			fault, is := errors.AsType[*Fault](got)
			if is != tt.wantFault {
				t.Fatalf("the outcome is %v, want a fault: %v", got, tt.wantFault)
			}
			if is && strings.Count(log.String(), fault.Reference) != 1 {
				t.Errorf("reference %s is not in the log once: %s", fault.Reference, log.String())
			}
			if !strings.Contains(log.String(), tt.wantLog) {
				t.Errorf("the log does not say %q: %s", tt.wantLog, log.String())
			}
			if tt.never != "" && strings.Contains(log.String(), tt.never) {
				t.Errorf("the log says %q: %s", tt.never, log.String())
			}
		})
	}
}

func TestANewerQuestionDropsAnOlderOne(t *testing.T) {
	ui := newUIThread()
	runner := concurrent(ui)
	done := make(chan struct{})
	started := make(chan struct{})
	var shown []string
	loader := NewLoader(runner, func(answer string, err error) {
		shown = append(shown, answer)
		if err != nil {
			t.Errorf("%s failed: %v", answer, err)
		}
		close(done)
	})
	loader.Ask(func(ctx context.Context) (string, error) {
		close(started)
		<-ctx.Done() // the newer question cancels this one
		return "older", nil
	})
	<-started
	loader.Ask(func(context.Context) (string, error) { return "newer", nil })
	ui.until(done)
	runner.Close()
	for len(ui.queue) > 0 {
		(<-ui.queue)()
	}
	if len(shown) != 1 || shown[0] != "newer" {
		t.Errorf("shown was %v, want only the newer answer", shown)
	}
}

func TestAStoppedQuestionIsNotAnswered(t *testing.T) {
	runner, release := Held()
	shown := 0
	loader := NewLoader(runner, func(int, error) { shown++ })
	loader.Ask(func(ctx context.Context) (int, error) { return 1, ctx.Err() })
	loader.Stop()
	release()
	if shown != 0 {
		t.Errorf("%d answers were shown, want none", shown)
	}
}

func TestClosingWaitsForASaveAndStopsAnImport(t *testing.T) {
	ui := newUIThread()
	runner := concurrent(ui)
	var mu sync.Mutex
	ends := map[string]error{}
	started := make(chan struct{}, 2)
	saving := make(chan struct{})
	work := func(name string, wait func(context.Context)) func(context.Context, func(int, int)) error {
		return func(ctx context.Context, _ func(int, int)) error {
			started <- struct{}{}
			wait(ctx)
			mu.Lock()
			defer mu.Unlock()
			ends[name] = ctx.Err()
			return ctx.Err()
		}
	}
	runner.Start(Task{Do: work("save", func(context.Context) { <-saving })})
	runner.Start(Task{
		Do:       work("import", func(ctx context.Context) { <-ctx.Done(); close(saving) }),
		Progress: func(int, int) {},
	})
	<-started
	<-started
	runner.Close()
	mu.Lock()
	defer mu.Unlock()
	if err, ended := ends["save"]; !ended || err != nil {
		t.Errorf("the save ended with %v (ended: %v), want it let through", err, ended)
	}
	if !errors.Is(ends["import"], context.Canceled) {
		t.Errorf("the import ended with %v, want it stopped", ends["import"])
	}
	refused := error(nil)
	runner.show = func(f func()) { f() }
	runner.Start(Task{
		Do:   func(context.Context, func(int, int)) error { t.Error("work began after closing"); return nil },
		Done: func(err error) { refused = err },
	})
	if !errors.Is(refused, context.Canceled) {
		t.Errorf("work after closing ended with %v, want it refused", refused)
	}
}

func TestLaterCallsOnceWhenTypingRests(t *testing.T) {
	runner := Inline()
	runner.soon = runner.after // let this one wait for the clock
	calls := 0
	later := NewLater(runner, 200*time.Millisecond, func() { calls++ })
	for range 5 {
		later.Call()
		runner.Elapse(150 * time.Millisecond)
	}
	if calls != 0 {
		t.Fatalf("called %d times while typing, want 0", calls)
	}
	runner.Elapse(50 * time.Millisecond)
	if calls != 1 {
		t.Fatalf("called %d times after a rest, want 1", calls)
	}
	later.Call()
	later.Now()
	runner.Elapse(time.Second)
	if calls != 2 {
		t.Fatalf("called %d times after Enter, want 2", calls)
	}
	later.Call()
	later.Stop()
	runner.Elapse(time.Second)
	if calls != 2 {
		t.Fatalf("called %d times after stopping, want 2", calls)
	}
}

func TestATimerCanBeStopped(t *testing.T) {
	runner := Inline()
	fired := 0
	runner.After(4*time.Second, func() { fired++ })
	stop := runner.After(time.Second, func() { t.Error("a stopped timer fired") })
	stop()
	runner.Elapse(3 * time.Second)
	if fired != 0 {
		t.Errorf("fired after 3 s, want 4 s")
	}
	runner.Elapse(time.Second)
	if fired != 1 {
		t.Errorf("fired %d times, want 1", fired)
	}
}

func TestHeldWorkWaitsForRelease(t *testing.T) {
	runner, release := Held()
	done := 0
	runner.Start(Task{
		Do:   func(context.Context, func(int, int)) error { return nil },
		Done: func(error) { done++ },
	})
	if done != 0 {
		t.Fatal("the work did not wait")
	}
	release()
	release()
	if done != 1 {
		t.Fatalf("done %d times, want 1", done)
	}
}
