package data

import (
	"cmp"
	"context"
	"strings"

	"lamplighter/app"
)

// useList is a list of customers by use while a page of it is read. It goes
// through an index that holds all that narrows the list or orders it.
type useList struct {
	app.UseFilter
	s    *Store
	run  keptRun
	cond where
}

// usersAsked is a list of a run, without the part of it that is on view.
type usersAsked struct {
	run int64
	f   app.UseFilter
}

const (
	fromForecasts = " FROM forecasts f INDEXED BY forecasts_by_use"
	useRowColumns = "f.customer, f.used, f.before, f.ahead, f.standing, f.evidence, f.industry, f.segment, f.area"
)

func scanUseFound(r scanner) (useFound, error) {
	var u useFound
	err := r.Scan(&u.customer, &u.Used, &u.Before, &u.Ahead, &u.Standing, &u.Evidence, &u.Industry, &u.Segment, &u.Area)
	return u, err
}

// narrow puts the filter into conditions.
func (l *useList) narrow(ctx context.Context) error {
	l.cond.add("f.run = ?", l.run.run)
	for _, of := range []app.ForecastOf{l.Industry, l.Area, l.Segment} {
		members, err := l.s.membersOf(ctx, of)
		if err != nil {
			return err
		}
		l.cond.terms, l.cond.args = append(l.cond.terms, members.terms...), append(l.cond.args, members.args...)
	}
	if l.Standing != "" {
		l.cond.add("f.standing = ?", string(l.Standing))
	}
	if l.Evidence != "" {
		l.cond.add("f.evidence = ?", string(l.Evidence))
	}
	if strings.TrimSpace(l.Text) != "" {
		rows, err := l.s.searchRows(ctx, l.Text, 0)
		if err != nil {
			return err
		}
		l.cond.add("f.customer IN (SELECT value FROM json_each(?))", jsonRows(rows))
	}
	return nil
}

// everybody reports whether the list is of all that the run looked at; who
// does not reach them all has a list of his own.
func (l *useList) everybody(ctx context.Context) bool {
	all, err := l.s.reachesAllUse(ctx)
	return l.Everybody() && err == nil && all
}

// sums is how many the list has and what they use, without a row of it: of
// everybody as the run added them up.
func (l *useList) sums(ctx context.Context) (app.UsePage, error) {
	if l.everybody(ctx) {
		all, err := l.s.keptGroup(ctx, l.run, app.ForecastOf{Level: app.OfAll})
		return app.UsePage{Total: int(l.run.Customers), Of: all.Row.UseSums}, err
	}
	asked := usersAsked{l.run.run, l.UseFilter}
	asked.f.From, asked.f.Count, asked.f.Sort, asked.f.Up = 0, 0, "", false
	return l.s.recalls(ctx).useSums.or(asked, func() (app.UsePage, error) {
		return one(ctx, l.s.reader, func(r scanner) (app.UsePage, error) {
			var p app.UsePage
			err := r.Scan(&p.Total, &p.Of.Used, &p.Of.Before, &p.Of.Ahead)
			return p, err
		}, "SELECT count(*), coalesce(sum(used), 0), coalesce(sum(before), 0), coalesce(sum(ahead), 0)"+fromForecasts+l.cond.text(), l.cond.args...)
	})
}

// useAtOnce rows from the top are found by sorting no more than them. Who goes
// further down has the whole list ordered once.
const useAtOnce = 1000

// rows are those that are asked for, of a list of so many.
func (l *useList) rows(ctx context.Context, total int) ([]useFound, error) {
	count := cmp.Or(l.Count, app.UsePageRows)
	if l.Sort == app.ByHolder && l.everybody(ctx) {
		return l.named(ctx, total, count)
	}
	if l.From+count <= useAtOnce {
		return collect(ctx, l.s.reader, scanUseFound, "SELECT "+useRowColumns+fromForecasts+l.cond.text()+l.order()+" LIMIT ? OFFSET ?",
			append(l.cond.args, count, l.From)...)
	}
	asked := usersAsked{l.run.run, l.UseFilter}
	asked.f.From, asked.f.Count = 0, 0
	all, err := l.s.recalls(ctx).useOrders.or(asked, func() ([]int64, error) {
		return l.s.order(ctx, "SELECT f.customer AS n"+fromForecasts+l.cond.text()+l.order(), l.cond.args...)
	})
	if err != nil {
		return nil, err
	}
	from := min(l.From, len(all))
	return collect(ctx, l.s.reader, scanUseFound, "SELECT "+useRowColumns+" FROM json_each(?) j CROSS JOIN forecasts f ON f.run = ? AND f.customer = j.value ORDER BY j.key",
		jsonRows(all[from:min(from+count, len(all))]), l.run.run)
}

// named is a part of all customers by name. The run has numbered them, so that
// each part is found by where it begins.
func (l *useList) named(ctx context.Context, total, count int) ([]useFound, error) {
	first, after, way := l.From, l.From+count, ""
	if l.Up {
		first, after, way = total-l.From-count, total-l.From, " DESC"
	}
	return collect(ctx, l.s.reader, scanUseFound,
		"SELECT "+useRowColumns+" FROM forecasts f INDEXED BY forecasts_by_name WHERE f.run = ? AND f.name_order >= ? AND f.name_order < ? ORDER BY f.name_order"+way,
		l.run.run, first, after)
}

// order is what the list is ordered by. Who has no growth comes last either way.
func (l *useList) order() string {
	way, other := " DESC", ""
	if l.Up {
		way, other = other, way
	}
	by := "f.used" + way
	switch l.Sort {
	case app.ByAhead:
		by = "f.ahead" + way
	case app.ByGrowth:
		by = "f.before = 0, 1.0 * f.used / f.before" + way
	case app.ByRise:
		by = "f.used = 0, 1.0 * f.ahead / f.used" + way
	case app.ByHolder: // the first of them is asked for first
		by = "f.name_order" + other
	}
	return " ORDER BY " + by + ", f.customer"
}

// namePlaces is where each user of a book stands among them by name.
func (s *Store) namePlaces(ctx context.Context, b *useBook) ([]int32, error) {
	places := make([]int32, len(b.users))
	for i := range places {
		places[i] = -1
	}
	next := int32(0)
	rows, err := s.reader.QueryContext(ctx, "SELECT n FROM customers INDEXED BY customers_by_sort_key WHERE withdrawn_at IS NULL AND merged_into_id IS NULL ORDER BY sort_key, n")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		if at, is := b.find(n); is {
			places[at] = next
			next++
		}
	}
	for i := range places { // who was merged into another, at the end
		if places[i] < 0 {
			places[i] = next
			next++
		}
	}
	return places, rows.Err()
}
