package data

import (
	"context"

	"lamplighter/app"
	"lamplighter/app/forecast"
)

// readUseEvents adds what was found at visits and what bears on whole industries.
func (s *Store) readUseEvents(ctx context.Context, b *useBook, of bookOf) error {
	query, args := "SELECT c.n, "+prefixed("e", usageEventColumns)+" FROM usage_events e JOIN customers c ON c.id = e.customer_id WHERE e.withdrawn_at IS NULL", []any(nil)
	if !of.customer.IsZero() {
		query, args = query+" AND e.customer_id = ?", append(args, of.customer[:])
	}
	if of.knownAt != 0 {
		query, args = query+" AND e.created_at < ?", append(args, of.knownAt)
	}
	type told struct {
		customer int64
		event    app.UsageEvent
	}
	events, err := collect(ctx, s.reader, func(r scanner) (told, error) {
		var t told
		var err error
		t.event, err = scanUsageEvent(behind{r, &t.customer})
		return t, err
	}, query+" ORDER BY c.n, e.from_month, e.id", args...)
	if err != nil {
		return err
	}
	b.events = map[int64][]forecast.Event{}
	for _, t := range events {
		e := t.event
		b.events[t.customer] = append(b.events[t.customer], forecast.Event{
			From: e.FromMonth, To: e.ToMonth, KWh: float64(e.KWh), Permille: float64(e.ChangePermille), Confidence: float64(e.Confidence) / 100,
		})
	}
	factors, err := s.marketFactors(ctx)
	if err != nil {
		return err
	}
	b.factors = make([][]forecast.Event, len(b.trades.list))
	for _, f := range factors {
		if f.ChangePermille == 0 || of.knownAt != 0 && f.MadeAt >= of.knownAt {
			continue
		}
		for i, trade := range b.trades.list {
			if f.Bears(trade) {
				b.factors[i] = append(b.factors[i], forecast.Event{
					From: f.FromMonth, To: f.ToMonth, Permille: float64(f.ChangePermille), Confidence: float64(f.Confidence) / 100,
				})
			}
		}
	}
	return nil
}

// behind scans a row that has other columns before those of a noun.
type behind struct {
	scanner
	first any
}

// Scan implements scanner.
func (b behind) Scan(into ...any) error { return b.scanner.Scan(append([]any{b.first}, into...)...) }

// marketFactors are those in use, in an order that is the same on all devices.
func (s *Store) marketFactors(ctx context.Context) ([]app.MarketFactor, error) {
	return collect(ctx, s.reader, scanMarketFactor, "SELECT "+marketFactorColumns+" FROM market_factors WHERE withdrawn_at IS NULL ORDER BY from_month, id")
}
