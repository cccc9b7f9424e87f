package data

import (
	"context"

	"lamplighter/app"
)

// reachesAllUse reports whether who reads with a context reaches everybody whom
// a run looked at.
func (s *Store) reachesAllUse(ctx context.Context) (bool, error) {
	a, err := s.audienceOf(ctx)
	return err == nil && (a == nil || a.wheres["forecasts"] == ""), err
}

// groupsWithin are the groups of a run of those customers alone whom the reader
// reaches, as of the run; they are added up at his first question.
func (s *Store) groupsWithin(ctx context.Context, run keptRun) ([]keptGroup, error) {
	if run.run == 0 {
		return nil, nil
	}
	return s.recalls(ctx).groups.or(run.run, func() ([]keptGroup, error) { return s.addUpWithin(ctx, run) })
}

func (s *Store) addUpWithin(ctx context.Context, run keptRun) ([]keptGroup, error) {
	book, err := s.readUseBook(ctx, bookOf{until: run.Origin}, func(int64, int64) {})
	if err != nil {
		return nil, err
	}
	book.markLarge(run.large)
	o := forecastOptions(run.Origin, run.Months)
	groups, err := s.openGroups(ctx, book, o.Horizon)
	if err != nil {
		return nil, err
	}
	said, err := s.saidWithin(ctx, run)
	if err != nil {
		return nil, err
	}
	for row := range book.users {
		u := &book.users[row]
		t := said[u.n]
		if t == nil {
			continue // came after the run
		}
		t.used = book.used(u, book.months, t.used)
		groups.room = groups.of(u, groups.room)
		for _, g := range groups.room {
			groups.groups[g].add(t)
		}
	}
	pools, err := s.poolsOf(ctx, run.run)
	if err != nil {
		return nil, err
	}
	names := groups.names(book)
	known := func(row int, into []string) []string {
		if said[book.users[row].n] == nil {
			return into
		}
		return names(row, into)
	}
	summed, err := pools.Groups(ctx, book, known, func(row int) []int64 { return said[book.users[row].n].points() }, o)
	if err != nil {
		return nil, err
	}
	groups.close(summed)
	if err := s.addFrozen(ctx, book, groups); err != nil {
		return nil, err
	}
	if err := groups.boundFrozen(ctx, summed, o); err != nil {
		return nil, err
	}
	var kept []keptGroup
	for _, g := range groups.groups {
		kept = append(kept, g.kept)
	}
	return kept, nil
}

func (t *toldUse) points() []int64 {
	if t == nil {
		return nil
	}
	points := make([]int64, len(t.ahead))
	for i, m := range t.ahead {
		points[i] = m.Point
	}
	return points
}

// saidWithin is what a run said of the customers whom the reader reaches, by
// their numbers. What another version of the program said is left.
func (s *Store) saidWithin(ctx context.Context, run keptRun) (map[int64]*toldUse, error) {
	said := map[int64]*toldUse{}
	_, err := collect(ctx, s.reader, func(r scanner) (bool, error) {
		var t toldUse
		var customer int64
		var body []byte
		err := r.Scan(&customer, &t.sums.Used, &t.sums.Before, &t.sums.Ahead, &t.standing, &t.evidence, &body)
		if err != nil {
			return false, err
		}
		if _, ahead, err := readForecast(body, run.Origin); err == nil {
			t.ahead = ahead
			said[customer] = &t
		}
		return true, nil
	}, "SELECT customer, used, before, ahead, standing, evidence, body FROM forecasts WHERE run = ?", run.run)
	return said, err
}

// runWithin is a run as its reader is told of it: how many customers it looked
// at, and on what their forecasts rest, of those whom he reaches.
func (s *Store) runWithin(ctx context.Context, run app.ForecastRun, no int64) (app.ForecastRun, error) {
	type count struct {
		evidence app.UseEvidence
		many     int64
	}
	counts, err := collect(ctx, s.reader, func(r scanner) (count, error) {
		var c count
		err := r.Scan(&c.evidence, &c.many)
		return c, err
	}, "SELECT evidence, count(*) FROM forecasts WHERE run = ? GROUP BY evidence", no)
	run.Customers, run.Evidence = 0, map[app.UseEvidence]int64{}
	for _, c := range counts {
		run.Evidence[c.evidence] = c.many
		run.Customers += c.many
	}
	return run, err
}
