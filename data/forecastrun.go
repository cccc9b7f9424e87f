package data

import (
	"context"

	"lamplighter/app"
)

// RunForecast forecasts the use of all customers and of their groups and keeps
// that on this device in place of what an earlier run said. It may take a minute;
// report is called now and then. When ctx ends, what was there stays.
func (s *Store) RunForecast(ctx context.Context, by app.Actor, job app.ForecastJob, report func(done, total int64)) (app.ForecastRun, error) {
	if err := by.May(app.ReadForecasts); err != nil {
		return app.ForecastRun{}, err
	}
	return app.ForecastRun{}, job.Check()
}

// ForecastRun tells of the last run on this device; one without an origin when
// there was none yet.
func (s *Store) ForecastRun(ctx context.Context, by app.Actor) (app.ForecastRun, error) {
	return app.ForecastRun{}, by.May(app.ReadForecasts)
}

// UseForecast is what is known of the use of a customer or a group, and what is
// to be expected. A customer whose use or events have changed since the last run
// is forecast anew.
func (s *Store) UseForecast(ctx context.Context, by app.Actor, of app.ForecastOf) (app.UseForecast, error) {
	return app.UseForecast{Of: of}, by.May(app.ReadForecasts)
}

// CloseMonth freezes the forecast of all customers as it stands when the use of
// a month has come in, people's adjustments among it: one sheet for each area,
// never changed.
func (s *Store) CloseMonth(ctx context.Context, by app.Actor, month int64, report func(done, total int64)) ([]app.ForecastSheet, error) {
	return nil, by.May(app.CloseForecasts)
}

// FrozenMonths lists what was frozen, the latest month first.
func (s *Store) FrozenMonths(ctx context.Context, by app.Actor) ([]app.FrozenSheet, error) {
	return nil, by.May(app.ReadForecasts)
}

// GroupForecasts ranks the groups of a level by what they used in the last twelve
// months.
func (s *Store) GroupForecasts(ctx context.Context, by app.Actor, level app.ForecastLevel) ([]app.GroupRow, error) {
	return nil, by.May(app.ReadForecasts)
}

// CustomerForecasts is a page of the list of customers by use.
func (s *Store) CustomerForecasts(ctx context.Context, by app.Actor, f app.UseFilter) (app.UsePage, error) {
	return app.UsePage{}, by.May(app.ReadForecasts)
}

// ExportForecasts writes what the last run said of each customer as a sheet: a
// line a customer and month.
func (s *Store) ExportForecasts(ctx context.Context, by app.Actor, job app.ExportJob, report func(done, total int64)) (int, error) {
	return 0, errorsFirst(by.May(app.ReadForecasts), by.May(app.ExportRecords))
}
