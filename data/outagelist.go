package data

import (
	"context"

	"lamplighter/app"
)

// outageScopeNames is what an outage takes in, in words.
const outageScopeNames = `coalesce((SELECT group_concat(coalesce(t.name, s.line), '、') FROM outage_scopes s LEFT JOIN transformer_areas t ON t.id = s.transformer_area_id
	WHERE s.outage_id = o.id AND s.withdrawn_at IS NULL), '')`

// The limit of a linked report that ends first goes with the outage.
var outageRowColumns = prefixed("o", outageColumns) + `, ` + outageScopeNames + `, coalesce(h.name, ''),
	(SELECT count(*) FROM outage_cases k WHERE k.outage_id = o.id AND k.withdrawn_at IS NULL), w.rule_id, coalesce(w.start_at, 0), coalesce(w.due_at, 0)`

const outageRowJoins = ` LEFT JOIN staff h ON h.id = o.handler_id
	LEFT JOIN case_clocks w ON w.n = (SELECT y.n FROM outage_cases k JOIN cases c ON c.id = k.case_id JOIN case_clocks y ON y.case_id = c.id
		WHERE k.outage_id = o.id AND k.withdrawn_at IS NULL AND c.` + openStatuses + ` AND y.stopped_at = 0 AND y.withdrawn_at IS NULL ORDER BY y.due_at LIMIT 1)`

func (s *Store) outageRows(ctx context.Context, from string, args ...any) ([]app.OutageRow, error) {
	book, err := s.rulebook(ctx)
	if err != nil {
		return nil, err
	}
	now := s.now()
	return collect(ctx, s.reader, func(r scanner) (app.OutageRow, error) {
		var o app.OutageRow
		var rule app.RuleID
		err := r.Scan(append(outageInto(&o.Outage), &o.Scope, &o.Handler, &o.Faults, idInto(&rule), &o.CaseFrom, &o.CaseDueAt)...)
		o.Limits, o.CaseStep = o.NoticeLimits(book.Limits, now), book.byID[rule].Step
		return o, err
	}, "SELECT "+outageRowColumns+from, args...)
}

// OutageOrder is the whole answer to a filter, as row numbers in order;
// OutagesAt reads the rows of a window of it.
func (s *Store) OutageOrder(ctx context.Context, by app.Actor, f app.OutageFilter) ([]int64, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCases); err != nil {
		return nil, err
	}
	q := where{}
	q.add("withdrawn_at IS NULL")
	in(&q, "status", f.View.Statuses())
	in(&q, "kind", f.Kinds)
	if f.Text != "" {
		like := "%" + f.Text + "%"
		q.add(`(number LIKE ? OR reason LIKE ? OR id IN (SELECT s.outage_id FROM outage_scopes s LEFT JOIN transformer_areas t ON t.id = s.transformer_area_id
			WHERE s.withdrawn_at IS NULL AND (s.line LIKE ? OR t.name LIKE ? OR t.code LIKE ?)))`, "%"+app.NormaliseCode(f.Text)+"%", like, like, like, like)
	}
	direction := " DESC"
	if f.View == app.OutagesAhead {
		direction = ""
	}
	order, err := s.order(ctx, "SELECT n FROM outages"+q.text()+" ORDER BY planned_from"+direction+", n"+direction, q.args...)
	return order, wrap("order outages", err)
}

// OutagesAt reads the outages of some row numbers, in their order.
func (s *Store) OutagesAt(ctx context.Context, by app.Actor, rows []int64) (masked []app.OutageRow, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadCases); err != nil {
		return nil, err
	}
	found, err := s.outageRows(ctx, " FROM json_each(?) j JOIN outages o ON o.n = j.value"+outageRowJoins+" ORDER BY j.key", jsonRows(rows))
	return found, wrap("outages at", err)
}

// OutageCounts says how long each list of outages is.
func (s *Store) OutageCounts(ctx context.Context, by app.Actor) (map[app.OutageView]int64, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCases); err != nil {
		return nil, err
	}
	counts := map[app.OutageView]int64{}
	for _, view := range app.OutageViews() {
		q := where{}
		q.add("withdrawn_at IS NULL")
		in(&q, "status", view.Statuses())
		n, err := one(ctx, s.reader, scanInt, "SELECT count(*) FROM outages"+q.text(), q.args...)
		if err != nil {
			return nil, wrap("outage counts", err)
		}
		counts[view] = n
	}
	return counts, nil
}

// historyDays is how far back the page of an outage looks at its places.
const historyDays = 365

// historyPlaces is at how many places it looks.
const historyPlaces = 5

// OutagePage is an outage with everything its page shows.
func (s *Store) OutagePage(ctx context.Context, by app.Actor, id app.OutageID) (masked app.OutagePage, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadCases); err != nil {
		return app.OutagePage{}, err
	}
	page, err := s.outagePage(ctx, by, id)
	return page, wrap("outage page", err)
}

func (s *Store) outagePage(ctx context.Context, by app.Actor, id app.OutageID) (app.OutagePage, error) {
	var p app.OutagePage
	found, err := s.outageRows(ctx, " FROM outages o"+outageRowJoins+" WHERE o.id = ? AND o.withdrawn_at IS NULL", id[:])
	if err != nil {
		return p, err
	}
	if len(found) == 0 {
		return p, app.ErrNotFound
	}
	p.Outage = found[0]
	if p.Parts, err = s.outageScopes(ctx, s.reader, id); err != nil {
		return p, err
	}
	if p.Counts, err = s.affectedCounts(ctx, p.Outage.Outage, p.Outage.Draft(p.Parts).Scope); err != nil {
		return p, err
	}
	p.Cases, err = collect(ctx, s.reader, scanCaseRow, "SELECT "+caseRowColumns+caseRowFrom+
		" JOIN outage_cases k ON k.case_id = c.id AND k.withdrawn_at IS NULL WHERE k.outage_id = ? AND "+seesCasesAs("c")+" ORDER BY NOT c."+openStatuses+", c.accepted_at", id[:], by.Staff[:])
	if err != nil {
		return p, err
	}
	today := app.DayOf(s.now())
	for _, part := range p.Parts[:min(len(p.Parts), historyPlaces)] {
		h, err := s.OutageHistory(ctx, by, part.Place(), today.AddDays(-historyDays), today)
		if err != nil {
			return p, err
		}
		p.History = append(p.History, h)
	}
	return p, nil
}

// Lines lists the lines that transformer areas name, with how many areas each
// has, by name.
func (s *Store) Lines(ctx context.Context, by app.Actor) ([]app.GridLine, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCompany); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, func(r scanner) (app.GridLine, error) {
		var l app.GridLine
		err := r.Scan(&l.Substation, &l.Line, &l.Areas)
		return l, err
	}, `SELECT substation, line, count(*) FROM transformer_areas WHERE line <> '' AND withdrawn_at IS NULL GROUP BY substation, line ORDER BY line, substation`)
	return found, wrap("lines", err)
}
