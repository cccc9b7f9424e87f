package data

import (
	"context"
	"slices"
	"strings"

	"lamplighter/app"
)

// causeFacts is what the likely causes of a month's deviations are told from,
// but for what each customer used before.
type causeFacts struct {
	of    map[app.CustomerID]causeOf
	moved map[string]app.MovedTogether

	events  map[app.CustomerID][]app.UsageEvent
	meters  map[app.CustomerID]bool
	factors []app.MarketFactor
	dark    map[app.TransformerAreaID]int64 // milliseconds

	festival, festivalBefore int64
}

// causeOf is what of a customer bears on the cause.
type causeOf struct {
	kind  app.CustomerKind
	place app.TransformerAreaID
}

// causeMonths of use are looked at: enough to see that nothing was used before.
const causeMonths = app.IdleMonths + 3

// causeChunk customers have their use read at a time.
const causeChunk = 5000

// tellCauses puts the likely cause to some rows of a month, which are the
// caller's own.
func (s *Store) tellCauses(ctx context.Context, known *monthDeviations, rows []app.Deviation) error {
	history, err := s.recentUse(ctx, known.month, rows)
	if err != nil {
		return err
	}
	f := &known.facts
	for i := range rows {
		d := &rows[i]
		who := f.of[d.Customer]
		d.Likely = app.DeviationFacts{
			Month: known.month, Actual: d.Actual, Ahead: d.Ahead, Used: history[d.Customer], Kind: who.kind, Industry: d.Industry, Events: f.events[d.Customer],
			Factors: f.factors, NewMeter: f.meters[d.Customer], DarkMs: f.dark[who.place], FestivalDays: f.festival, FestivalBefore: f.festivalBefore,
			Peers: f.moved[divisionOf(d.Industry)], Everyone: f.moved[""],
		}.Likely()
	}
	return nil
}

// causes are those of all rows of a month, in their order, for lists that are
// narrowed by them.
func (s *Store) causes(ctx context.Context, known *monthDeviations) ([]app.LikelyCause, error) {
	return s.recalls(ctx).likely.or(known, func() ([]app.LikelyCause, error) {
		rows := slices.Clone(known.rows)
		err := s.tellCauses(ctx, known, rows)
		out := make([]app.LikelyCause, len(rows))
		for i := range rows {
			out[i] = rows[i].Likely
		}
		return out, err
	})
}

func (s *Store) readCauses(ctx context.Context, month int64, f *causeFacts) error {
	var err error
	if f.events, err = s.eventsBearing(ctx, month); err != nil {
		return err
	}
	if f.meters, err = s.newMeters(ctx, month); err != nil {
		return err
	}
	if f.factors, err = collect(ctx, s.reader, scanMarketFactor, "SELECT "+marketFactorColumns+
		" FROM market_factors WHERE withdrawn_at IS NULL AND from_month <= ?1 AND (to_month = 0 OR to_month >= ?1) ORDER BY from_month DESC, n", month); err != nil {
		return err
	}
	if f.dark, err = s.darkAreas(ctx, month); err != nil {
		return err
	}
	calendar, err := s.Calendar(ctx)
	if err != nil {
		return err
	}
	f.festival, f.festivalBefore = festivalDays(calendar, month), festivalDays(calendar, app.AddMonths(month, -12))
	return nil
}

// recentUse is what the customers of the rows used in the last months, the
// oldest first: as much of it as causes are told from.
func (s *Store) recentUse(ctx context.Context, month int64, rows []app.Deviation) (map[app.CustomerID][]app.MonthUse, error) {
	var months []int64
	for back := causeMonths; back >= 0; back-- {
		months = append(months, app.AddMonths(month, -back))
	}
	out := make(map[app.CustomerID][]app.MonthUse, len(rows))
	for from := 0; from < len(rows); from += causeChunk {
		part := rows[from:min(from+causeChunk, len(rows))]
		ids := make([]app.CustomerID, len(part))
		for i, d := range part {
			ids[i] = d.Customer
		}
		_, err := collect(ctx, s.reader, func(r scanner) (struct{}, error) {
			var id app.CustomerID
			var u app.MonthUse
			err := r.Scan(idInto(&id), &u.Month, &u.Total, flagsInto{&u}, &u.ReadDay)
			out[id] = append(out[id], u)
			return struct{}{}, err
		}, "SELECT a.customer_id, u.month, u.total, u.flags, u.read_day FROM json_each(?2) j CROSS JOIN accounts a ON a.customer_id = unhex(j.value) AND a.withdrawn_at IS NULL"+
			" CROSS JOIN json_each(?1) m CROSS JOIN usage u ON u.month = m.value AND u.account = a.n ORDER BY j.key, m.key", jsonRows(months), jsonIDs(ids))
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			out[id] = added(out[id])
		}
	}
	return out, nil
}

// eventsBearing are the events that may bear on a month, by customer.
func (s *Store) eventsBearing(ctx context.Context, month int64) (map[app.CustomerID][]app.UsageEvent, error) {
	all, err := collect(ctx, s.reader, scanUsageEvent, "SELECT "+usageEventColumns+
		" FROM usage_events WHERE withdrawn_at IS NULL AND from_month <= ?1 AND (to_month = 0 OR to_month >= ?2)", month, app.AddMonths(month, -1))
	out := map[app.CustomerID][]app.UsageEvent{}
	for _, e := range all {
		out[e.Customer] = append(out[e.Customer], e)
	}
	return out, err
}

// newMeters are the customers who got another meter in a month, or were read as
// having one. The first meter of a new account is none.
func (s *Store) newMeters(ctx context.Context, month int64) (map[app.CustomerID]bool, error) {
	first, next := app.MonthStart(month), app.MonthStart(app.AddMonths(month, 1))
	out := map[app.CustomerID]bool{}
	_, err := collect(ctx, s.reader, func(r scanner) (struct{}, error) {
		var id app.CustomerID
		err := r.Scan(idInto(&id))
		out[id] = true
		return struct{}{}, err
	}, `SELECT a.customer_id FROM meters m JOIN accounts a ON a.id = m.account_id
			WHERE m.withdrawn_at IS NULL AND m.installed_on >= ?1 AND m.installed_on < ?2 AND a.opened_on < ?1
		UNION SELECT a.customer_id FROM readings r JOIN accounts a ON a.id = r.account_id
			WHERE r.withdrawn_at IS NULL AND r.turn = ?3 AND r.read_on >= ?1 AND r.read_on < ?2`, string(first), string(next), string(app.MeterChanged))
	return out, err
}

// darkAreas is how long each transformer area was without power in a month, by
// the outages that took place.
func (s *Store) darkAreas(ctx context.Context, month int64) (map[app.TransformerAreaID]int64, error) {
	from, to := app.MonthStart(month).Time().UnixMilli(), app.MonthStart(app.AddMonths(month, 1)).Time().UnixMilli()
	out := map[app.TransformerAreaID]int64{}
	_, err := collect(ctx, s.reader, func(r scanner) (struct{}, error) {
		var area app.TransformerAreaID
		var off, on int64
		err := r.Scan(idInto(&area), &off, &on)
		if on == 0 {
			on = to
		}
		out[area] += max(0, min(on, to)-max(off, from))
		return struct{}{}, err
	}, `SELECT DISTINCT t.id, o.actual_from, o.actual_to FROM outages o JOIN outage_scopes c ON c.outage_id = o.id AND c.withdrawn_at IS NULL
		JOIN transformer_areas t ON t.id = c.transformer_area_id
			OR c.transformer_area_id IS NULL AND t.line = c.line AND t.line <> '' AND (c.substation = '' OR t.substation IN ('', c.substation))
		WHERE o.withdrawn_at IS NULL AND o.actual_from > 0 AND o.actual_from < ?2 AND (o.actual_to = 0 OR o.actual_to > ?1)`, from, to)
	return out, err
}

// festivalDays counts the days off of Spring Festival in a month.
func festivalDays(calendar *app.Calendar, month int64) int64 {
	n := int64(0)
	first := app.MonthStart(month)
	for i := range int(app.HoursIn(month) / 24) {
		if day, listed := calendar.Listed(first.AddDays(i)); listed && day.Kind == app.DayOff && strings.Contains(day.Name, "春节") {
			n++
		}
	}
	return n
}
