package data

import (
	"context"

	"lamplighter/app"
)

// SatisfactionFigures sums what was said in a span of days, and in the span
// before where that is asked for, by whose work it was of and by source.
func (s *Store) SatisfactionFigures(ctx context.Context, by app.Actor, ask app.SatisfactionAsk) ([]app.SatisfactionSums, error) {
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
	}, `SELECT who, t.unit_id, source, earlier, sum(score), count(*), sum(score <= ?7)
		FROM (SELECT `+whose+` AS who, source, asked_on < ?1 AS earlier, score FROM (`+saidBetween+`) r) LEFT JOIN staff t ON t.id = who
		GROUP BY who, source, earlier`, append(saidArgs(ask), app.LowScore)...)
}

// saidBetween is every answer of the two spans of saidArgs.
var saidBetween = said("(asked_on BETWEEN ?1 AND ?2 OR asked_on BETWEEN ?3 AND ?4)",
	"c.customer_id IS NOT NULL AND c.closed_at >= ?5 AND c.closed_at < ?6 AND ("+dayOf("c.closed_at")+" BETWEEN ?1 AND ?2 OR "+dayOf("c.closed_at")+" BETWEEN ?3 AND ?4)")

// saidArgs are the days of both spans, and the moments between which they lie.
func saidArgs(ask app.SatisfactionAsk) []any {
	first := ask.From
	if ask.BeforeFrom != "" {
		first = ask.BeforeFrom
	}
	return []any{
		string(ask.From), string(ask.To), string(ask.BeforeFrom), string(ask.BeforeTo),
		max(1, first.Time().UnixMilli()), ask.To.AddDays(1).Time().UnixMilli(),
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
