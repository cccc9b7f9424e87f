package data

import (
	"context"
	"time"

	"lamplighter/app"
)

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
func (s *Store) OutageHistory(ctx context.Context, by app.Actor, place app.GridPlace, from, to app.Day) (masked app.PlaceHistory, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
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
func (s *Store) OutagesFor(ctx context.Context, by app.Actor, place app.GridPlace) (masked []app.OutageRow, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
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

// reportedAccount is the account p a case c is about: its own, else the first
// of its customer.
const reportedAccount = ` JOIN accounts p ON p.n = coalesce(a.n, (SELECT n FROM accounts WHERE customer_id = c.customer_id AND withdrawn_at IS NULL ORDER BY n LIMIT 1))`

// SimilarFaults lists the open fault reports of the same transformer area or
// line from the last hours, those of the same area first: they may be of one
// outage.
func (s *Store) SimilarFaults(ctx context.Context, by app.Actor, place app.GridPlace, within time.Duration) (masked []app.SimilarFault, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadCases); err != nil {
		return nil, err
	}
	at, _, err := s.locate(ctx, place)
	if err != nil {
		return nil, wrap("similar faults", err)
	}
	found, err := collect(ctx, s.reader, func(r scanner) (app.SimilarFault, error) {
		var f app.SimilarFault
		err := r.Scan(append(caseInto(&f.Case), &f.CustomerName, &f.AccountNo, &f.OwnerName, &f.Keeping, idInto(&f.Outage), &f.OutageNo)...)
		return f, err
	}, "SELECT "+caseRowColumns+`, g.id, coalesce(g.number, '')`+caseRowFrom+reportedAccount+`
		LEFT JOIN transformer_areas t ON t.id = p.transformer_area_id
		LEFT JOIN outage_cases k ON k.case_id = c.id AND k.withdrawn_at IS NULL LEFT JOIN outages g ON g.id = k.outage_id
		WHERE c.kind = 'fault' AND c.withdrawn_at IS NULL AND c.`+openStatuses+` AND c.accepted_at >= ?4 AND `+seesCasesAs("c")+` AND (p.transformer_area_id = ?1
			OR ?2 <> '' AND (p.line = ?2 AND ?3 IN ('', p.substation) OR t.line = ?2 AND ?3 IN ('', t.substation)))
		ORDER BY p.transformer_area_id IS NOT ?1, c.accepted_at DESC LIMIT ?6`,
		idOf(at.TransformerArea), at.Line, at.Substation, s.now().Add(-within).UnixMilli(), by.Staff[:], similarAtMost)
	return found, wrap("similar faults", err)
}

// reportsBefore is how long before an outage a report may be one of it.
const reportsBefore = 6 * time.Hour

// UnlinkedFaults lists the open fault reports of accounts an outage takes the
// power from, accepted since shortly before it and linked to none.
func (s *Store) UnlinkedFaults(ctx context.Context, by app.Actor, id app.OutageID) (masked []app.CaseRow, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadCases); err != nil {
		return nil, err
	}
	o, places, err := s.outageScope(ctx, id)
	if err != nil {
		return nil, wrap("unlinked faults", err)
	}
	areas, lines := scopeArgs(places)
	found, err := collect(ctx, s.reader, scanCaseRow, affectedFrom+" SELECT "+caseRowColumns+caseRowFrom+reportedAccount+`
		JOIN hit h ON h.n = p.n
		WHERE c.kind = 'fault' AND c.withdrawn_at IS NULL AND c.`+openStatuses+` AND c.accepted_at >= ?3 AND `+seesCasesAs("c")+`
			AND NOT EXISTS (SELECT 1 FROM outage_cases k WHERE k.case_id = c.id AND k.withdrawn_at IS NULL)
		ORDER BY c.accepted_at DESC LIMIT ?5`,
		areas, lines, time.UnixMilli(o.Began()).Add(-reportsBefore).UnixMilli(), by.Staff[:], similarAtMost)
	return found, wrap("unlinked faults", err)
}
