package data

import (
	"context"

	"lamplighter/app"
)

// MarketFactors lists what changes the use of many, the latest first.
func (s *Store) MarketFactors(ctx context.Context, by app.Actor) ([]app.MarketFactor, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadForecasts); err != nil {
		return nil, err
	}
	factors, err := collect(ctx, s.reader, scanMarketFactor, "SELECT "+marketFactorColumns+" FROM market_factors WHERE withdrawn_at IS NULL ORDER BY from_month DESC, n DESC")
	return factors, wrap("market factors", err)
}

// SaveMarketFactor makes a factor, or changes the one that was read as was.
func (s *Store) SaveMarketFactor(ctx context.Context, by app.Actor, was, now app.MarketFactor) (app.MarketFactor, error) {
	if err := by.May(app.CloseForecasts); err != nil {
		return app.MarketFactor{}, err
	}
	err := s.write(ctx, by, app.Why{Source: now.Source}, func(x *tx) error {
		if err := now.Check(app.DayOf(x.now)); err != nil {
			return err
		}
		if err := x.knownIndustries(ctx, now.Industries); err != nil {
			return err
		}
		if was.ID.IsZero() {
			now.ID = newID[app.MarketFactorID]()
			now.By, now.MadeAt = by.Staff, x.now.UnixMilli()
		}
		err := x.putMarketFactor(ctx, was, now)
		now.Seen = x.wrote
		return err
	})
	if err != nil {
		return app.MarketFactor{}, wrap("save market factor", err)
	}
	return now, nil
}

// WithdrawMarketFactor takes back a factor that will not come.
func (s *Store) WithdrawMarketFactor(ctx context.Context, by app.Actor, was app.MarketFactor) error {
	if err := by.May(app.CloseForecasts); err != nil {
		return err
	}
	return wrap("withdraw market factor", s.write(ctx, by, app.Why{}, func(x *tx) error {
		now := was
		now.WithdrawnAt = x.now.UnixMilli()
		return x.putMarketFactor(ctx, was, now)
	}))
}
