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
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadForecasts); err != nil {
		return nil, err
	}
	rows, err := s.groupRows(ctx, level)
	slices.SortFunc(rows, func(a, b app.GroupRow) int {
		return cmp.Or(-cmp.Compare(a.Used, b.Used), strings.Compare(a.Of.Code, b.Of.Code))
	})
	return rows, wrap("forecasts of groups", err)
}

// groupRows are the groups of a level: of all customers as they were kept, or of
// those alone whom the reader reaches.
func (s *Store) groupRows(ctx context.Context, level app.ForecastLevel) ([]app.GroupRow, error) {
	all, err := s.reachesAllUse(ctx)
	if err != nil {
		return nil, err
	}
	if !all {
		run, err := s.keptRun(ctx)
		if err != nil {
			return nil, err
		}
		groups, err := s.groupsWithin(ctx, run)
		var rows []app.GroupRow
		for _, g := range groups {
			if g.Row.Of.Level == level {
				rows = append(rows, g.Row)
			}
		}
		return rows, err
	}
	return collect(ctx, s.reader, func(r scanner) (app.GroupRow, error) {
		var body string
		var g keptGroup
		if err := r.Scan(&body); err != nil {
			return g.Row, err
		}
		err := json.Unmarshal([]byte(body), &g)
		return g.Row, err
	}, "SELECT body FROM group_forecasts WHERE run = (SELECT run FROM forecast_run) AND level = ?", string(level))
}

// useFound is a row of the list as it is found, before anybody is named.
type useFound struct {
	customer int64
	app.UseRow
}

// CustomerForecasts is a page of the list of customers by use, as the last run
// told them.
func (s *Store) CustomerForecasts(ctx context.Context, by app.Actor, f app.UseFilter) (masked app.UsePage, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadForecasts); err != nil {
		return app.UsePage{}, err
	}
	page, err := s.customerForecasts(ctx, f)
	return page, wrap("customers by use", err)
}

func (s *Store) customerForecasts(ctx context.Context, f app.UseFilter) (app.UsePage, error) {
	run, err := s.keptRun(ctx)
	if err != nil || run.run == 0 {
		return app.UsePage{}, err
	}
	list := useList{s: s, run: run, UseFilter: f}
	if err := list.narrow(ctx); err != nil {
		return app.UsePage{}, err
	}
	page, err := list.sums(ctx)
	if err != nil {
		return page, err
	}
	found, err := list.rows(ctx, page.Total)
	if err != nil {
		return page, err
	}
	if page.Rows, err = s.nameUsers(ctx, found); err != nil {
		return page, err
	}
	return page, s.lastMonths(ctx, run.Origin, found, page.Rows)
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
