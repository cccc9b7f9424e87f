package data

import (
	"context"
	"fmt"
	"strings"

	"lamplighter/app"
)

// visitSegment is the segment of the customer c of a visit today.
const visitSegment = `coalesce((SELECT g.segment FROM segmentings g WHERE g.customer_id = c.id AND g.withdrawn_at IS NULL
	ORDER BY g.from_on DESC, g.at DESC LIMIT 1), c.segment, '')`

var visitRowColumns = prefixed("v", visitColumns) + `, coalesce(c.name, ''), coalesce(m.name, ''), ` + visitSegment + `,
	coalesce(a.account_no, ''), coalesce(a.address, ''), coalesce(t.code, ''), coalesce(t.name, ''), coalesce(c.keeping, '')`

const visitRowJoins = ` LEFT JOIN customers c ON c.id = v.customer_id LEFT JOIN staff m ON m.id = v.manager_id
	LEFT JOIN accounts a ON a.n = coalesce((SELECT n FROM accounts WHERE id = v.account_id),
		(SELECT n FROM accounts WHERE customer_id = v.customer_id AND withdrawn_at IS NULL ORDER BY n LIMIT 1))
	LEFT JOIN transformer_areas t ON t.id = a.transformer_area_id`

func visitRowInto(r *app.VisitRow) []any {
	return append(visitInto(&r.Visit), &r.CustomerName, &r.ManagerName, &r.Segment, &r.AccountNo, &r.Address, &r.AreaCode, &r.AreaName, &r.Keeping)
}

func scanVisitRow(s scanner) (app.VisitRow, error) {
	var r app.VisitRow
	err := s.Scan(visitRowInto(&r)...)
	return r, err
}

// VisitOrder is the whole answer to a filter, as row numbers in order; VisitsAt
// reads the rows of a window of it.
func (s *Store) VisitOrder(ctx context.Context, by app.Actor, f app.VisitFilter) ([]int64, error) {
	ctx = s.within(ctx, by)
	return s.VisitHead(ctx, by, f, 0)
}

// VisitHead is the beginning of what VisitOrder answers, at most so many row
// numbers; no most is the whole.
func (s *Store) VisitHead(ctx context.Context, by app.Actor, f app.VisitFilter, most int) ([]int64, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	f = f.For(by)
	q, err := s.narrowVisits(ctx, f)
	if err != nil {
		return nil, wrap("order visits", err)
	}
	query := "SELECT v.n AS n FROM visits v" + q.text() + visitOrderBy(f)
	if most > 0 {
		query, q.args = query+" LIMIT ?", append(q.args, most)
	}
	order, err := s.order(ctx, query, q.args...)
	return order, wrap("order visits", err)
}

func (s *Store) narrowVisits(ctx context.Context, f app.VisitFilter) (*where, error) {
	q := &where{}
	q.add("v.withdrawn_at IS NULL")
	if f.OpenOnly {
		q.add("v." + openVisits)
	}
	in(q, "v.status", f.Statuses)
	if !f.Manager.IsZero() {
		q.add("v.manager_id = ?", f.Manager[:])
	}
	if !f.Unit.IsZero() {
		q.add("v.manager_id IN (SELECT id FROM staff WHERE unit_id = ?)", f.Unit[:])
	}
	if !f.Customer.IsZero() {
		q.add("v.customer_id = ?", f.Customer[:])
	}
	day := "v.planned_on"
	switch f.By {
	case app.VisitsByPlan:
		q.add("v.month > 0")
	case app.VisitsByVisit:
		day = "v.visited_on"
		q.add("v.visited_on <> ''")
	}
	if f.From != "" {
		q.add(day+" >= ?", string(f.From))
	}
	if f.To != "" {
		q.add(day+" <= ?", string(f.To))
	}
	if f.Late {
		q.add("v.late_days > 0")
	}
	if f.Moved {
		q.add("v.moves > 0")
	}
	if f.Overdue {
		q.add("v."+openVisits+" AND v.planned_on < ?", string(app.DayOf(s.now())))
	}
	if f.Channel != "" {
		q.add("v.channel = ?", string(f.Channel))
	}
	if f.Segment != "" {
		q.add("(SELECT "+visitSegment+" FROM customers c WHERE c.id = v.customer_id) = ?", f.Segment)
	}
	if !f.TransformerArea.IsZero() {
		q.add("v.customer_id IN (SELECT customer_id FROM accounts WHERE transformer_area_id = ? AND withdrawn_at IS NULL)", f.TransformerArea[:])
	}
	if strings.TrimSpace(f.Text) == "" {
		return q, nil
	}
	found, err := s.textVisits(ctx, f.Text)
	q.add("v.n IN (SELECT value FROM json_each(?))", jsonRows(found))
	return q, err
}

// textVisits finds visits by number, or by the customers a text finds.
func (s *Store) textVisits(ctx context.Context, text string) ([]int64, error) {
	var rows []int64
	if code := app.NormaliseCode(text); strings.ContainsAny(code, "0123456789") {
		numbered, err := s.order(ctx, "SELECT n FROM visits WHERE number LIKE ? ORDER BY number DESC LIMIT ?", "%"+code+"%", numbersAtMost)
		if err != nil {
			return nil, err
		}
		rows = numbered
	}
	customers, err := s.searchRows(ctx, text, caseCustomersAtMost)
	if err != nil || len(customers) == 0 {
		return rows, err
	}
	more, err := s.order(ctx, "SELECT v.n FROM json_each(?) j JOIN customers u ON u.n = j.value JOIN visits v ON v.customer_id = u.id", jsonRows(customers))
	return append(rows, more...), err
}

func visitOrderBy(f app.VisitFilter) string {
	desc := ""
	if f.Descending {
		desc = " DESC"
	}
	const route = "v.manager_id, v.route_no = 0, v.route_no, v.n"
	switch f.Sort {
	case app.VisitsByNumber:
		return " ORDER BY v.number" + desc
	case app.VisitsByCustomer:
		return " ORDER BY (SELECT sort_key FROM customers WHERE id = v.customer_id)" + desc + ", v.planned_on DESC"
	case app.VisitsByManager:
		return " ORDER BY v.manager_id IS NULL, (SELECT staff_no FROM staff WHERE id = v.manager_id)" + desc + ", v.planned_on, v.route_no = 0, v.route_no, v.n"
	case app.VisitsByStatus:
		rank := "CASE v.status"
		for i, status := range app.VisitStatuses() {
			rank += fmt.Sprintf(" WHEN '%s' THEN %d", status, i)
		}
		return " ORDER BY " + rank + " END" + desc + ", v.planned_on, " + route
	}
	return " ORDER BY v.planned_on" + desc + ", " + route
}

// VisitsAt reads the visits of some row numbers, in their order.
func (s *Store) VisitsAt(ctx context.Context, by app.Actor, rows []int64) (masked []app.VisitRow, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, scanVisitRow, "SELECT "+visitRowColumns+" FROM json_each(?) j JOIN visits v ON v.n = j.value"+visitRowJoins+" ORDER BY j.key", jsonRows(rows))
	return found, wrap("visits at", err)
}

// VisitCounts says how long each list of visits of the start page is.
func (s *Store) VisitCounts(ctx context.Context, by app.Actor, scope app.Scope) (map[app.VisitWork]int64, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	counts := map[app.VisitWork]int64{}
	for _, work := range app.VisitWorks() {
		q, err := s.narrowVisits(ctx, work.Visits(scope, app.DayOf(s.now())).For(by))
		if err != nil {
			return nil, wrap("visit counts", err)
		}
		if counts[work], err = one(ctx, s.reader, scanInt, "SELECT count(*) FROM visits v"+q.text(), q.args...); err != nil {
			return nil, wrap("visit counts", err)
		}
	}
	return counts, nil
}

// foundVisits answers the number of a visit, whole or its beginning.
func (s *Store) foundVisits(ctx context.Context, by app.Actor, text string) ([]app.Found, error) {
	code := app.NormaliseCode(text)
	if by.May(app.ReadVisits) != nil || !strings.Contains(code, "-") || len(code) < 6 {
		return nil, nil
	}
	return collect(ctx, s.reader, func(r scanner) (app.Found, error) {
		var f app.Found
		err := r.Scan(idInto(&f.Visit), idInto(&f.ID), &f.Name, &f.AccountNo)
		return f, err
	}, `SELECT v.id, v.customer_id, coalesce(u.name, ''), v.number FROM visits v LEFT JOIN customers u ON u.id = v.customer_id
		WHERE v.number >= ?1 AND v.number < ?1 || char(0x10FFFF) AND v.withdrawn_at IS NULL ORDER BY v.number DESC LIMIT 5`, code)
}
