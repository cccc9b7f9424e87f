package data

import (
	"context"
	"encoding/json"
	"errors"
	"sync"

	"lamplighter/app"
	"lamplighter/app/forecast"
)

// keptRun is a run as this device keeps it.
type keptRun struct {
	app.ForecastRun
	run   int64
	large int64
	pools *forecast.Pools
}

// forecasting is what a store remembers of its runs.
type forecasting struct {
	one sync.Mutex // held while a run is made

	mu      sync.Mutex
	pools   *forecast.Pools // of a run, read once
	of      int64
	changes int // how often what forecasts rest on was changed since the opening
}

// seen is how often what forecasts rest on has changed.
func (f *forecasting) seen() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.changes
}

// ForecastRun tells of the last run on this device; one without an origin when
// there was none yet.
func (s *Store) ForecastRun(ctx context.Context, by app.Actor) (app.ForecastRun, error) {
	if err := by.May(app.ReadForecasts); err != nil {
		return app.ForecastRun{}, err
	}
	ctx = s.within(ctx, by)
	run, err := s.keptRun(ctx)
	if err != nil {
		return app.ForecastRun{}, wrap("forecast run", err)
	}
	if all, err := s.reachesAllUse(ctx); err != nil || all {
		return run.ForecastRun, wrap("forecast run", err)
	}
	told, err := s.runWithin(ctx, run.ForecastRun, run.run)
	return told, wrap("forecast run", err)
}

func (s *Store) forecastRun(ctx context.Context) (app.ForecastRun, error) {
	kept, err := s.keptRun(ctx)
	return kept.ForecastRun, err
}

// keptRun is the last run without its pools; zero when there was none.
func (s *Store) keptRun(ctx context.Context) (keptRun, error) {
	kept, err := one(ctx, s.reader, func(r scanner) (keptRun, error) {
		var k keptRun
		var evidence string
		if err := r.Scan(&k.run, &k.Origin, &k.Months, &k.MadeAt, &k.Method, &k.large, &k.Behind, &k.Customers, &evidence); err != nil {
			return k, err
		}
		err := json.Unmarshal([]byte(evidence), &k.Evidence)
		return k, err
	}, "SELECT run, month, months, made_at, method, large, behind, customers, evidence FROM forecast_run")
	if errors.Is(err, app.ErrNotFound) {
		return keptRun{}, nil
	}
	return kept, err
}

// poolsOf is what the customers of a run have in common, for one who is forecast
// anew. Pools that another version of the program kept are gone without.
func (s *Store) poolsOf(ctx context.Context, run int64) (*forecast.Pools, error) {
	f := &s.forecasts
	f.mu.Lock()
	defer f.mu.Unlock()
	if run == 0 || f.of == run {
		return f.pools, nil
	}
	body, err := one(ctx, s.reader, func(r scanner) (body []byte, err error) { err = r.Scan(&body); return body, err }, "SELECT pools FROM forecast_run WHERE run = ?", run)
	if err != nil {
		return nil, err
	}
	var p forecast.Pools
	f.of, f.pools = run, nil
	if p.UnmarshalBinary(body) == nil {
		f.pools = &p
	}
	return f.pools, nil
}

// restedOn is what a run rests on, besides the records of customers: a change of
// one of them leaves it behind.
var restedOn = []string{"usage_sheets", "usage_events", "market_factors", "industry_groups"}

// frozenTable holds the sheets of closed months.
const frozenTable = "forecast_sheets"

// noteFrozen remembers a frozen sheet that a transaction writes.
func (x *tx) noteFrozen(t *table, id [16]byte) {
	if t.name == frozenTable {
		x.frozen = append(x.frozen, id)
	}
}

// followForecasts marks the kept run as behind, and keeps what frozen sheets say
// up with a transaction about to be committed.
func (x *tx) followForecasts(ctx context.Context) error {
	if x.wroteTo(restedOn...) {
		x.s.forecasts.mu.Lock()
		x.s.forecasts.changes++
		x.s.forecasts.mu.Unlock()
		if err := x.exec(ctx, "UPDATE forecast_run SET behind = 1 WHERE behind = 0"); err != nil {
			return err
		}
	}
	return x.followFrozen(ctx)
}
