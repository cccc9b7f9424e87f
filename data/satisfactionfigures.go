package data

import (
	"context"

	"lamplighter/app"
)

// SatisfactionFigures sums what was said in a span of days, and in the span
// before where that is asked for, by whose work it was of and by source.
func (s *Store) SatisfactionFigures(ctx context.Context, by app.Actor, ask app.SatisfactionAsk) ([]app.SatisfactionSums, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReviewVisits); err != nil {
		return nil, err
	}
	sums, err := s.sumSatisfaction(ctx, ask)
	return sums, wrap("satisfaction figures", err)
}

func (s *Store) sumSatisfaction(ctx context.Context, ask app.SatisfactionAsk) ([]app.SatisfactionSums, error) {
	return collect(ctx, s.reader, func(r scanner) (app.SatisfactionSums, error) {
		var sums app.SatisfactionSums
		err := r.Scan(idInto(&sums.Manager), idInto(&sums.Unit), &sums.Source, &sums.Earlier, &sums.Said.Sum, &sums.Said.Of, &sums.Low)
		return sums, err
	}, `WITH one AS MATERIALIZED (SELECT `+whose+` AS who, source, asked_on < ?1 AS earlier, score FROM (`+saidBetween+`) r)
		SELECT who, (SELECT unit_id FROM staff WHERE id = who), source, earlier, sum(score), count(*), sum(score <= ?9) FROM one GROUP BY who, source, earlier`,
		append(saidArgs(ask), app.LowScore)...)
}

// saidBetween is every answer of the two spans of saidArgs. Moments are
// compared for the cases: to make a day of each would take longer than the rest.
var saidBetween = said(within("asked_on"),
	"c.customer_id IS NOT NULL AND c.closed_at >= ?7 AND c.closed_at < ?6 AND (c.closed_at >= ?5 OR c.closed_at < ?8)")

// saidArgs are the days of both spans, and the moments they begin and end at.
// Without a span before, it is the same twice.
func saidArgs(ask app.SatisfactionAsk) []any {
	if ask.BeforeFrom == "" {
		ask.BeforeFrom, ask.BeforeTo = ask.From, ask.To
	}
	begins := func(day app.Day) int64 { return max(1, day.Time().UnixMilli()) }
	return []any{
		string(ask.From), string(ask.To), string(ask.BeforeFrom), string(ask.BeforeTo),
		begins(ask.From), begins(ask.To.AddDays(1)), begins(ask.BeforeFrom), begins(ask.BeforeTo.AddDays(1)),
	}
}

// whose is whose work an answer r is of: who visited, who owned the case or
// else accepted it, and of the yearly survey who was responsible for the
// customer, or else for the transformer area of his first account.
const whose = `CASE r.source WHEN 'visit' THEN (SELECT manager_id FROM visits WHERE id = r.source_id)
	WHEN 'case' THEN (SELECT coalesce(owner_id, accepted_by) FROM cases WHERE id = r.source_id)
	ELSE coalesce(
		(SELECT manager_id FROM assignments g WHERE g.customer_id = r.customer_id AND g.withdrawn_at IS NULL
			AND g.from_on <= r.asked_on AND (g.to_on = '' OR g.to_on >= r.asked_on) ORDER BY g.from_on DESC LIMIT 1),
		(SELECT manager_id FROM assignments g WHERE g.withdrawn_at IS NULL AND g.from_on <= r.asked_on AND (g.to_on = '' OR g.to_on >= r.asked_on)
			AND g.transformer_area_id = (SELECT transformer_area_id FROM accounts WHERE customer_id = r.customer_id AND withdrawn_at IS NULL ORDER BY n LIMIT 1)
			ORDER BY g.from_on DESC LIMIT 1)) END`
