package data

import (
	"context"
	"maps"
	"slices"
	"time"

	"lamplighter/app"
	"lamplighter/data/sample"
)

// forecasts closes the last months of an invented county as they were closed in
// their time, with what managers knew better, and forecasts it as it stands now.
func (f *filling) forecasts(ctx context.Context, s *Store, by app.Actor) error {
	last, err := s.lastUse(ctx, 0)
	if err != nil || last == 0 {
		return err
	}
	if err := s.write(ctx, by, app.Why{Source: sampleSource}, func(x *tx) error { return f.market(ctx, x, last) }); err != nil {
		return err
	}
	book, err := s.readUseBook(ctx, bookOf{until: last}, nil)
	if err != nil {
		return err
	}
	for back := min(sample.FrozenMonths, book.months-1); back > 0; back-- {
		if err := f.closeMonth(ctx, s, by, book, app.AddMonths(last, -back)); err != nil {
			return err
		}
	}
	_, err = s.runForecast(ctx, app.ForecastJob{}, func(int64, int64) {})
	return err
}

func (f *filling) market(ctx context.Context, x *tx, last int64) error {
	at := x.now.AddDate(-1, 0, 0).UnixMilli()
	for _, m := range sample.Factors(last) {
		m.ID, m.Area, m.By, m.MadeAt = newID[app.MarketFactorID](), x.by.Area, x.by.Staff, at
		if err := x.putMarketFactor(ctx, app.MarketFactor{}, m); err != nil {
			return err
		}
	}
	for _, g := range sample.Groups() {
		g.ID, g.Area, g.By, g.MadeAt = newID[app.IndustryGroupID](), x.by.Area, x.by.Staff, at
		if err := x.putIndustryGroup(ctx, app.IndustryGroup{}, g); err != nil {
			return err
		}
	}
	return nil
}

// closeMonth freezes a month as if it were the fifth of the next.
func (f *filling) closeMonth(ctx context.Context, s *Store, by app.Actor, book *useBook, month int64) error {
	at := app.MonthStart(app.AddMonths(month, 1)).AddDays(4).Time().Add(10 * time.Hour)
	if err := s.readUseEvents(ctx, book, bookOf{until: month, knownAt: at.UnixMilli()}); err != nil {
		return err
	}
	var made []app.Adjustment
	frozen, err := s.freeze(ctx, book, forecastOptions(month, 0), func(id app.CustomerID, u *bookUser, months []app.MonthAhead) {
		kwh, reason, yes := sample.Adjusts(u.n, month, months[0].Point)
		if !u.large || !yes {
			return
		}
		months[0].Adjusted, months[0].HasAdjusted = kwh, true
		made = append(made, app.Adjustment{
			ID: newID[app.AdjustmentID](), Customer: id, Month: months[0].Month, KnownTo: month, Model: months[0].Point, KWh: kwh, Reason: reason,
			By: f.county.Managers[int(u.n)%len(f.county.Managers)].ID, MadeAt: at.Add(-time.Hour).UnixMilli(),
		})
	})
	if err != nil {
		return err
	}
	return s.write(ctx, by, app.Why{Source: sampleSource}, func(x *tx) error {
		x.now = at
		for _, a := range made {
			a.Area = x.by.Area
			if err := x.putAdjustment(ctx, app.Adjustment{}, a); err != nil {
				return err
			}
		}
		for _, area := range slices.Sorted(maps.Keys(frozen)) {
			rows := frozen[area]
			if len(rows.rows) == 0 {
				continue
			}
			if err := x.putForecastSheet(ctx, app.ForecastSheet{}, x.frozenSheet(area, month, rows)); err != nil {
				return err
			}
		}
		return nil
	})
}
