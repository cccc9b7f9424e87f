package data

import (
	"context"
	"time"

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
func (s *Store) OutagesAt(ctx context.Context, by app.Actor, rows []int64) ([]app.OutageRow, error) {
	if err := by.May(app.ReadCases); err != nil {
		return nil, err
	}
	found, err := s.outageRows(ctx, " FROM json_each(?) j JOIN outages o ON o.n = j.value"+outageRowJoins+" ORDER BY j.key", jsonRows(rows))
	return found, wrap("outages at", err)
}

// OutageCounts says how long each list of outages is.
func (s *Store) OutageCounts(ctx context.Context, by app.Actor) (map[app.OutageView]int64, error) {
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
func (s *Store) OutagePage(ctx context.Context, by app.Actor, id app.OutageID) (app.OutagePage, error) {
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
		" JOIN outage_cases k ON k.case_id = c.id AND k.withdrawn_at IS NULL WHERE k.outage_id = ? ORDER BY NOT c."+openStatuses+", c.accepted_at", id[:])
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

// atPlace is the condition on an outage o to take in a place: the transformer
// area ?1, or the line ?2 of the substation ?3; of a line alone also what any
// area on it went through (?4).
const atPlace = `EXISTS (SELECT 1 FROM outage_scopes s WHERE s.outage_id = o.id AND s.withdrawn_at IS NULL AND (s.transformer_area_id = ?1
	OR ?2 <> '' AND s.line = ?2 AND (s.substation = '' OR ?3 IN ('', s.substation))
	OR ?4 AND s.transformer_area_id IN (SELECT id FROM transformer_areas WHERE line = ?2 AND line <> '' AND (?3 = '' OR substation IN ('', ?3)))))`

func placeArgs(p app.GridPlace) []any {
	return []any{idOf(p.TransformerArea), p.Line, p.Substation, p.TransformerArea.IsZero() && p.Account.IsZero()}
}

// locate fills in where an account or a transformer area hangs, and what the
// place is called.
func (s *Store) locate(ctx context.Context, p app.GridPlace) (app.GridPlace, string, error) {
	if !p.Account.IsZero() {
		at, err := one(ctx, s.reader, func(r scanner) (app.GridPlace, error) {
			at := app.GridPlace{Account: p.Account}
			err := r.Scan(idInto(&at.TransformerArea), &at.Substation, &at.Line)
			return at, err
		}, "SELECT transformer_area_id, substation, line FROM accounts WHERE id = ?", p.Account[:])
		if err != nil {
			return p, "", err
		}
		p = at
	}
	if p.TransformerArea.IsZero() {
		return p, p.Line, nil
	}
	area, err := one(ctx, s.reader, scanTransformerArea, "SELECT "+transformerAreaColumns+" FROM transformer_areas WHERE id = ?", p.TransformerArea[:])
	if err == nil && p.Line == "" {
		p.Substation, p.Line = area.Substation, area.Line
	}
	return p, area.Name, err
}

// OutageHistory tells how often and how long a line or a transformer area was
// without power between two days, both included: what a complaint about
// frequent outages is answered with.
func (s *Store) OutageHistory(ctx context.Context, by app.Actor, place app.GridPlace, from, to app.Day) (app.PlaceHistory, error) {
	if err := by.May(app.ReadCases); err != nil {
		return app.PlaceHistory{}, err
	}
	h := app.PlaceHistory{From: from, To: to}
	var err error
	if h.Place, h.Name, err = s.locate(ctx, place); err != nil {
		return h, wrap("outage history", err)
	}
	start, end := from.Time(), to.AddDays(1).Time()
	h.Outages, err = s.outageRows(ctx, " FROM outages o"+outageRowJoins+" WHERE o.withdrawn_at IS NULL AND o.status <> 'cancelled' AND o.actual_from > 0"+
		" AND o.actual_from < ?6 AND (o.actual_to = 0 OR o.actual_to > ?5) AND "+atPlace+" ORDER BY o.actual_from DESC",
		append(placeArgs(h.Place), start.UnixMilli(), end.UnixMilli())...)
	h.Count = int64(len(h.Outages))
	for _, o := range h.Outages {
		h.Minutes += o.Minutes(start, end, s.now())
	}
	return h, wrap("outage history", err)
}

// OutagesFor lists the outages that keep a place without power at this moment:
// those under way, and those that were to begin by now and are not over.
func (s *Store) OutagesFor(ctx context.Context, by app.Actor, place app.GridPlace) ([]app.OutageRow, error) {
	if err := by.May(app.ReadCases); err != nil {
		return nil, err
	}
	at, _, err := s.locate(ctx, place)
	if err != nil {
		return nil, wrap("outages for", err)
	}
	found, err := s.outageRows(ctx, " FROM outages o"+outageRowJoins+" WHERE o.withdrawn_at IS NULL AND (o.status = 'under_way'"+
		" OR o.status IN ('planned', 'announced') AND o.planned_from <= ?5 AND o.planned_to >= ?5) AND "+atPlace+" ORDER BY o.planned_from DESC",
		append(placeArgs(at), s.now().UnixMilli())...)
	return found, wrap("outages for", err)
}

// similarAtMost bounds what is proposed for merging.
const similarAtMost = 50

// SimilarFaults lists the open fault reports of the same transformer area or
// line from the last hours, those of the same area first: they may be of one
// outage.
func (s *Store) SimilarFaults(ctx context.Context, by app.Actor, place app.GridPlace, within time.Duration) ([]app.SimilarFault, error) {
	if err := by.May(app.ReadCases); err != nil {
		return nil, err
	}
	at, _, err := s.locate(ctx, place)
	if err != nil {
		return nil, wrap("similar faults", err)
	}
	found, err := collect(ctx, s.reader, func(r scanner) (app.SimilarFault, error) {
		var f app.SimilarFault
		err := r.Scan(append(caseInto(&f.Case), &f.CustomerName, &f.AccountNo, &f.OwnerName, idInto(&f.Outage), &f.OutageNo)...)
		return f, err
	}, "SELECT "+caseRowColumns+`, g.id, coalesce(g.number, '')`+caseRowFrom+`
		JOIN accounts p ON p.n = coalesce(a.n, (SELECT n FROM accounts WHERE customer_id = c.customer_id AND withdrawn_at IS NULL ORDER BY n LIMIT 1))
		LEFT JOIN transformer_areas t ON t.id = p.transformer_area_id
		LEFT JOIN outage_cases k ON k.case_id = c.id AND k.withdrawn_at IS NULL LEFT JOIN outages g ON g.id = k.outage_id
		WHERE c.kind = 'fault' AND c.withdrawn_at IS NULL AND c.`+openStatuses+` AND c.accepted_at >= ?4 AND (p.transformer_area_id = ?1
			OR ?2 <> '' AND (p.line = ?2 AND ?3 IN ('', p.substation) OR t.line = ?2 AND ?3 IN ('', t.substation)))
		ORDER BY p.transformer_area_id IS NOT ?1, c.accepted_at DESC LIMIT ?5`,
		idOf(at.TransformerArea), at.Line, at.Substation, s.now().Add(-within).UnixMilli(), similarAtMost)
	return found, wrap("similar faults", err)
}

// Lines lists the lines that transformer areas name, with how many areas each
// has, by name.
func (s *Store) Lines(ctx context.Context, by app.Actor) ([]app.GridLine, error) {
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
