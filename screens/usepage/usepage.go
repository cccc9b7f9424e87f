// Package usepage shows what a customer will use: the list of customers by use,
// and the page of one with his forecast as a chart and a table, where a manager
// puts a figure of his own beside the model's. The page shows groups as well. How
// a forecast comes about is decided in app/forecast.
package usepage

import (
	"context"

	"lamplighter/app"
	"lamplighter/screens/exchange"
	"lamplighter/screens/inside"
)

// Store is what these screens ask of the records.
type Store interface {
	PageStore
	runStore

	CustomerForecasts(context.Context, app.Actor, app.UseFilter) (app.UsePage, error)
	GroupForecasts(context.Context, app.Actor, app.ForecastLevel) ([]app.GroupRow, error)
	ExportForecasts(ctx context.Context, by app.Actor, job app.ExportJob, report func(done, total int64)) (int, error)
}

// PageStore is what the page of a customer or a group asks.
type PageStore interface {
	inside.Store

	UseForecast(context.Context, app.Actor, app.ForecastOf) (app.UseForecast, error)
	Adjust(context.Context, app.Actor, app.Adjustment) (app.Adjusted, error)
	WithdrawAdjustment(context.Context, app.Actor, app.Adjustment) error
	WatchRules(context.Context, app.Actor) ([]app.WatchRule, error)
	ExportFigures(context.Context, app.Actor, app.Figures, app.ExportJob) (int, error)
	ExportPicture(ctx context.Context, by app.Actor, customer string, draw func(customer string) ([]byte, error), job app.ExportJob) error
}

// Give lets a list, a table or a picture go out.
type Give func(exchange.ExportWhat)
