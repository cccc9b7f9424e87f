package data

import (
	"context"
	"encoding/json"
	"math"
	"runtime"

	"lamplighter/app"
	"lamplighter/app/forecast"
)

// RunForecast forecasts the use of all customers and of their groups and keeps
// that on this device in place of what an earlier run said. It may take a minute;
// report is called now and then. When ctx ends, what was there stays.
//
// Reading, computing and writing go on at the same time as far as they can, and
// clerks' work between the chunks that are written: until the last of them,
// questions are answered from the run before.
func (s *Store) RunForecast(ctx context.Context, by app.Actor, job app.ForecastJob, report func(done, total int64)) (app.ForecastRun, error) {
	if err := by.May(app.AdjustForecasts); err != nil {
		return app.ForecastRun{}, err
	}
	if err := job.Check(); err != nil {
		return app.ForecastRun{}, err
	}
	s.forecasts.one.Lock()
	defer s.forecasts.one.Unlock()
	run, err := s.runForecast(ctx, job, report)
	return run, wrap("run forecast", err)
}

func (s *Store) runForecast(ctx context.Context, job app.ForecastJob, report func(done, total int64)) (app.ForecastRun, error) {
	// What a million customers used is large and stays for the whole run: with the
	// usual headroom as much garbage again would gather beside it.
	defer s.garbage.ask(tightly)()
	origin, err := s.lastUse(ctx, job.Until)
	if err != nil {
		return app.ForecastRun{}, err
	}
	if origin == 0 {
		return app.ForecastRun{}, app.Refuse("month", app.NoUseYet)
	}
	started := s.now()
	changes := s.forecasts.seen()
	p := progress{report: report}
	book, err := s.readUseBook(ctx, bookOf{until: origin}, p.reading)
	if err != nil {
		return app.ForecastRun{}, err
	}
	o := forecastOptions(origin, job.Months)
	groups, err := s.openGroups(ctx, book, o.Horizon)
	if err != nil {
		return app.ForecastRun{}, err
	}
	names, err := s.namePlaces(ctx, book)
	if err != nil {
		return app.ForecastRun{}, err
	}
	w, err := s.openForecastWriter(ctx)
	if err != nil {
		return app.ForecastRun{}, err
	}
	o.Progress = p.computing
	running, stop := context.WithCancel(ctx)
	defer stop()
	t := teller{rest: map[app.UseEvidence]int64{}, book: book, groups: groups, names: names, origin: origin, out: w, stop: stop}
	summed, pools, err := forecast.RunGroups(running, book, groups.names(book), o, t.tell)
	if err := w.close(errorsFirst(t.err, err)); err != nil {
		return app.ForecastRun{}, err
	}
	run := keptRun{large: book.large, run: w.run, pools: pools, ForecastRun: app.ForecastRun{
		Origin: origin, Months: o.Horizon, MadeAt: started.UnixMilli(), Method: app.ForecastMethod, Customers: int64(book.Len()), Evidence: t.rest,
	}}
	groups.close(summed)
	if err := s.addFrozen(ctx, book, groups); err != nil {
		return app.ForecastRun{}, err
	}
	if err := groups.boundFrozen(ctx, summed, o); err != nil {
		return app.ForecastRun{}, err
	}
	if err := s.keepRun(ctx, run, groups, changes); err != nil {
		return app.ForecastRun{}, err
	}
	report(wholeRun, wholeRun)
	return s.forecastRun(ctx)
}

// tightly is how much garbage may gather during a run, in percent of what lives.
const tightly = 15

// forecastOptions are how the program forecasts.
func forecastOptions(origin int64, months int) forecast.Options {
	if months == 0 {
		months = app.ForecastMonths
	}
	kinds := map[string]forecast.Kind{}
	for class, habit := range app.UseHabits() {
		kinds[string(class)] = forecast.Kind{Festival: habit.Festival, LoadFactor: habit.LoadFactor}
	}
	return forecast.Options{Origin: origin, Horizon: months, Workers: runtime.GOMAXPROCS(0), Kinds: kinds}
}

// lastUse is the last month of use there is, or up to one that is asked for. A
// month of which few were read yet, by those of the month before, is not taken
// for one; 0 when nothing was used.
func (s *Store) lastUse(ctx context.Context, until int64) (int64, error) {
	if until == 0 {
		until = math.MaxInt64
	}
	type count struct{ month, rows int64 }
	months, err := collect(ctx, s.reader, func(r scanner) (count, error) {
		var c count
		err := r.Scan(&c.month, &c.rows)
		return c, err
	}, `WITH RECURSIVE back (month, at) AS (
			SELECT (SELECT max(month) FROM usage WHERE month <= ?), 1
			UNION ALL SELECT (SELECT max(month) FROM usage u WHERE u.month < back.month), at + 1 FROM back WHERE at < 4)
		SELECT month, (SELECT count(*) FROM usage u WHERE u.month = back.month) FROM back WHERE month IS NOT NULL`, until)
	if err != nil || len(months) == 0 {
		return 0, err
	}
	for i := range months[:len(months)-1] {
		if months[i].rows*2 >= months[i+1].rows {
			return months[i].month, nil
		}
	}
	return months[len(months)-1].month, nil
}

// teller takes what the engine says of one customer after the other.
type teller struct {
	book   *useBook
	groups *groupBook
	names  []int32                   // where each stands by name
	rest   map[app.UseEvidence]int64 // how many rest on what
	origin int64
	out    *forecastWriter
	err    error
	stop   func()

	history forecast.History
	used    []int64
	months  []app.MonthAhead
	of      []int
}

func (t *teller) tell(row int, f *forecast.Forecast) {
	if t.err != nil {
		return
	}
	u := &t.book.users[row]
	t.book.At(row, &t.history)
	t.used = t.book.used(u, t.book.months, t.used)
	t.months = monthsOf(f, t.origin, t.months)
	w := toldUse{used: t.used, ahead: t.months, evidence: restsOn(f), name: t.names[row]}
	t.rest[w.evidence]++
	w.sums, w.standing = app.TellUse(t.used, int(u.from), u.until != openMonth)
	for i := range min(12, len(t.months)) {
		w.sums.Ahead += t.months[i].Point
	}
	t.of = t.groups.of(u, t.of)
	for _, g := range t.of {
		t.groups.groups[g].add(&w)
	}
	if t.err = t.out.add(t.book, u, &w, print(&t.history, t.origin)); t.err != nil {
		t.stop()
	}
}

// keepRun makes a run whose customers are written the one that is asked.
func (s *Store) keepRun(ctx context.Context, run keptRun, g *groupBook, changes int) error {
	pools, err := run.pools.MarshalBinary()
	if err != nil {
		return err
	}
	evidence, err := json.Marshal(run.Evidence)
	if err != nil {
		return err
	}
	err = s.writeAs(ctx, &tx{s: s, dev: s.device.id, kinds: app.Forecasts}, func(x *tx) error {
		for _, group := range g.groups {
			body, err := json.Marshal(group.kept)
			if err != nil {
				return err
			}
			of := group.kept.Row.Of
			err = x.exec(ctx, "INSERT INTO group_forecasts (run, level, code, body) VALUES (?, ?, ?, ?)", run.run, string(of.Level), of.Code, string(body))
			if err != nil {
				return err
			}
		}
		return x.exec(ctx, "REPLACE INTO forecast_run (one, run, month, months, made_at, method, large, behind, customers, evidence, pools) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			run.run, run.Origin, run.Months, run.MadeAt, run.Method, run.large, flagOf(s.forecasts.seen() != changes), run.Customers, string(evidence), pools)
	})
	if err != nil {
		return err
	}
	return s.dropForecasts(ctx, run.run)
}

// dropForecasts removes what other runs than the kept one said, some at a time.
func (s *Store) dropForecasts(ctx context.Context, kept int64) error {
	for more := true; more; {
		err := s.writeAs(ctx, &tx{s: s, dev: s.device.id}, func(x *tx) error {
			if err := x.exec(ctx, "DELETE FROM group_forecasts WHERE run <> ?", kept); err != nil {
				return err
			}
			r, err := x.s.conn.ExecContext(ctx, "DELETE FROM forecasts WHERE (run, customer) IN (SELECT run, customer FROM forecasts WHERE run <> ? LIMIT ?)", kept, forecastChunk)
			if err != nil {
				return err
			}
			n, err := r.RowsAffected()
			more = n == forecastChunk
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
