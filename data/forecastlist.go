package data

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"lamplighter/app"
)

// GroupForecasts ranks the groups of a level by what they used in the last twelve
// months, as the last run added them up.
func (s *Store) GroupForecasts(ctx context.Context, by app.Actor, level app.ForecastLevel) ([]app.GroupRow, error) {
	if err := by.May(app.ReadForecasts); err != nil {
		return nil, err
	}
	rows, err := collect(ctx, s.reader, func(r scanner) (app.GroupRow, error) {
		var body string
		var g keptGroup
		if err := r.Scan(&body); err != nil {
			return g.Row, err
		}
		err := json.Unmarshal([]byte(body), &g)
		return g.Row, err
	}, "SELECT body FROM group_forecasts WHERE run = (SELECT run FROM forecast_run) AND level = ?", string(level))
	slices.SortFunc(rows, func(a, b app.GroupRow) int {
		return cmp.Or(-cmp.Compare(a.Used, b.Used), strings.Compare(a.Of.Code, b.Of.Code))
	})
	return rows, wrap("forecasts of groups", err)
}

// useFound is a row of the list as it is found, before anybody is named.
type useFound struct {
	customer int64
	app.UseRow
}

// CustomerForecasts is a page of the list of customers by use, as the last run
// told them. It goes through an index that holds all that narrows the list or
// orders it.
func (s *Store) CustomerForecasts(ctx context.Context, by app.Actor, f app.UseFilter) (app.UsePage, error) {
	if err := by.May(app.ReadForecasts); err != nil {
		return app.UsePage{}, err
	}
	page, err := s.customerForecasts(ctx, f)
	return page, wrap("customers by use", err)
}

func (s *Store) customerForecasts(ctx context.Context, f app.UseFilter) (app.UsePage, error) {
	cond, err := s.askUse(ctx, f)
	if err != nil {
		return app.UsePage{}, err
	}
	const from = " FROM forecasts f INDEXED BY forecasts_by_use"
	page, err := one(ctx, s.reader, func(r scanner) (app.UsePage, error) {
		var p app.UsePage
		err := r.Scan(&p.Total, &p.Of.Used, &p.Of.Before, &p.Of.Ahead)
		return p, err
	}, "SELECT count(*), coalesce(sum(used), 0), coalesce(sum(before), 0), coalesce(sum(ahead), 0)"+from+cond.text(), cond.args...)
	if err != nil {
		return page, err
	}
	join, order := useOrder(f)
	query := "SELECT f.customer, f.used, f.before, f.ahead, f.standing, f.evidence, f.industry, f.segment, f.area" + from + join + cond.text() + order + " LIMIT ? OFFSET ?"
	found, err := collect(ctx, s.reader, func(r scanner) (useFound, error) {
		var u useFound
		err := r.Scan(&u.customer, &u.Used, &u.Before, &u.Ahead, &u.Standing, &u.Evidence, &u.Industry, &u.Segment, &u.Area)
		return u, err
	}, query, append(cond.args, cmp.Or(f.Count, app.UsePageRows), f.From)...)
	if err != nil {
		return page, err
	}
	page.Rows, err = s.nameUsers(ctx, found)
	return page, err
}

// askUse are the conditions of a filter.
func (s *Store) askUse(ctx context.Context, f app.UseFilter) (where, error) {
	cond, err := s.membersOf(ctx, f.In)
	if err != nil {
		return cond, err
	}
	cond.add("f.run = (SELECT run FROM forecast_run)")
	if f.Standing != "" {
		cond.add("f.standing = ?", string(f.Standing))
	}
	if f.Evidence != "" {
		cond.add("f.evidence = ?", string(f.Evidence))
	}
	if strings.TrimSpace(f.Text) != "" {
		rows, err := s.searchRows(ctx, f.Text, 0)
		if err != nil {
			return cond, err
		}
		cond.add("f.customer IN (SELECT value FROM json_each(?))", jsonRows(rows))
	}
	return cond, nil
}

// useOrder is what a list is ordered by, and what that needs to be joined. Who
// has no growth comes last either way.
func useOrder(f app.UseFilter) (join, order string) {
	way := " DESC"
	if f.Up {
		way = ""
	}
	switch f.Sort {
	case app.ByAhead:
		order = "f.ahead" + way
	case app.ByGrowth:
		order = "f.before = 0, 1.0 * f.used / f.before" + way
	case app.ByRise:
		order = "f.used = 0, 1.0 * f.ahead / f.used" + way
	case app.ByHolder:
		// Names go the other way: the first of them is asked for first.
		join, order = " JOIN customers c ON c.n = f.customer", "c.sort_key"
		if f.Up {
			order += " DESC"
		}
	default:
		order = "f.used" + way
	}
	return join, " ORDER BY " + order + ", f.customer"
}

// nameUsers tells who the rows of a page are.
func (s *Store) nameUsers(ctx context.Context, found []useFound) ([]app.UseRow, error) {
	numbers := make([]int64, len(found))
	at := map[int64]int{}
	rows := make([]app.UseRow, len(found))
	for i, u := range found {
		numbers[i], at[u.customer], rows[i] = u.customer, i, u.UseRow
	}
	type named struct {
		n         int64
		id        app.CustomerID
		name, acc string
	}
	names, err := collect(ctx, s.reader, func(r scanner) (named, error) {
		var v named
		err := r.Scan(&v.n, idInto(&v.id), &v.name, &v.acc)
		return v, err
	}, `SELECT c.n, c.id, c.name, coalesce((SELECT a.account_no FROM accounts a WHERE a.customer_id = c.id AND a.withdrawn_at IS NULL ORDER BY a.n LIMIT 1), '')
		FROM json_each(?) j CROSS JOIN customers c ON c.n = j.value`, jsonRows(numbers))
	for _, v := range names {
		r := &rows[at[v.n]]
		r.Customer, r.Name, r.AccountNo = v.id, v.name, v.acc
	}
	return rows, err
}

// anyIndustry asks for industries that a list with commas between holds; an empty
// list holds none.
func (w *where) anyIndustry(industries string) {
	var terms []string
	var args []any
	for one := range strings.SplitSeq(industries, ",") {
		if one = strings.TrimSpace(one); one != "" {
			terms = append(terms, "substr(f.industry, 1, ?) = ?")
			args = append(args, len(one), one)
		}
	}
	if len(terms) == 0 {
		w.add("0")
		return
	}
	w.add(fmt.Sprintf("(%s)", strings.Join(terms, " OR ")), args...)
}
