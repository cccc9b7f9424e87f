package forecast

import (
	"context"
	"sync"
)

// block is how many rows a worker takes at a time.
const block = 256

// Learn looks at all histories up to the origin.
func Learn(ctx context.Context, rows Source, o Options) (*Pools, error) {
	return learn(ctx, rows, o, newTicker(o, passes(o)*rows.Len()))
}

// passes of learning: over the classes, and over the errors of backtests.
func passes(o Options) int {
	if o.NoBands {
		return 1
	}
	return 2
}

func learn(ctx context.Context, rows Source, o Options, ticks *ticker) (*Pools, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	p := newPools(o.Kinds)
	workers := o.team(p)
	err := visit(ctx, rows, workers, ticks, func(w *worker) {
		w.prepare()
		w.learn()
	})
	if err != nil {
		return nil, err
	}
	ledgers := make([]ledger, len(workers))
	for i, w := range workers {
		ledgers[i] = w.ledger
	}
	p.settle(ledgers, o.Kinds)
	if o.NoBands {
		return p, nil
	}
	err = visit(ctx, rows, workers, ticks, func(w *worker) {
		w.prepare()
		w.backtest()
	})
	if err != nil {
		return nil, err
	}
	tallies := make([]*tally, len(workers))
	for i, w := range workers {
		tallies[i] = &w.tally
	}
	p.calibrate(tallies)
	return p, nil
}

// visit shows each row to one of the workers.
func visit(ctx context.Context, rows Source, workers []*worker, ticks *ticker, do func(*worker)) error {
	var wait sync.WaitGroup
	for i, w := range workers {
		wait.Go(func() {
			for from := i * block; from < rows.Len() && ctx.Err() == nil; from += len(workers) * block {
				until := min(rows.Len(), from+block)
				for row := from; row < until; row++ {
					rows.At(row, &w.h)
					w.row = row
					do(w)
				}
				ticks.add(until - from)
			}
		})
	}
	wait.Wait()
	return ctx.Err()
}

// Forecast forecasts each row with what was learned before; see Run.
func (p *Pools) Forecast(ctx context.Context, rows Source, o Options, each func(row int, f *Forecast)) error {
	return p.forecast(ctx, rows, o, newTicker(o, rows.Len()), each)
}

// forecast hands blocks out in turn and takes them back in turn, so that rows
// arrive in their order. Each worker has two: one to fill, one on view.
func (p *Pools) forecast(ctx context.Context, rows Source, o Options, ticks *ticker, each func(row int, f *Forecast)) error {
	if err := o.check(); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	var wait sync.WaitGroup
	defer wait.Wait()
	defer stop()
	workers := o.team(p)
	full, empty := make([]chan []Forecast, len(workers)), make([]chan []Forecast, len(workers))
	for i, w := range workers {
		full[i], empty[i] = make(chan []Forecast, 2), make(chan []Forecast, 2)
		empty[i] <- make([]Forecast, block)
		empty[i] <- make([]Forecast, block)
		wait.Go(func() {
			for from := i * block; from < rows.Len(); from += len(workers) * block {
				select {
				case <-ctx.Done():
					return
				case forecasts := <-empty[i]:
					w.forecasts(rows, from, forecasts)
					full[i] <- forecasts
				}
			}
		})
	}
	for from := 0; from < rows.Len(); from += block {
		i := from / block % len(workers)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case forecasts := <-full[i]:
			n := min(block, rows.Len()-from)
			for k := range n {
				each(from+k, &forecasts[k])
			}
			empty[i] <- forecasts
			ticks.add(n)
		}
	}
	return ctx.Err()
}

func (w *worker) forecasts(rows Source, from int, into []Forecast) {
	for k := range min(block, rows.Len()-from) {
		rows.At(from+k, &w.h)
		w.whole(&into[k])
	}
}

// whole forecasts the row in hand, points and intervals.
func (w *worker) whole(f *Forecast) {
	w.forecast(f)
	if !w.o.NoBands && f.Evidence != Nothing {
		w.band(f)
	}
}

// One forecasts one history, as after an edit. Without pools (nil) nothing is
// borrowed from anybody.
func One(h History, p *Pools, o Options) (Forecast, error) {
	if err := o.check(); err != nil {
		return Forecast{}, err
	}
	if p == nil {
		p = newPools(o.Kinds)
	}
	w := newWorker(o, p)
	w.h = h
	var f Forecast
	w.whole(&f)
	if o.Origin == p.liftedAt {
		f.scale(p.lifted[h.Class]) // as his like were
		f.round()
	}
	return f, nil
}

// team is the workers asked for.
func (o Options) team(p *Pools) []*worker {
	workers := make([]*worker, max(1, o.Workers))
	for i := range workers {
		workers[i] = newWorker(o, p)
	}
	return workers
}

func (o Options) check() error {
	switch {
	case !isMonth(o.Origin):
		return Fault("origin")
	case o.Horizon < 1 || o.Horizon > MostHorizon:
		return Fault("horizon")
	case o.Workers < 0:
		return Fault("workers")
	}
	return nil
}

// ticker counts rows for the report of progress.
type ticker struct {
	mutex       sync.Mutex
	report      func(done, total int)
	done, total int
}

func newTicker(o Options, total int) *ticker { return &ticker{report: o.Progress, total: total} }

func (t *ticker) add(n int) {
	if t.report == nil {
		return
	}
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.done += n
	t.report(t.done, t.total)
}
