// Package forecasterrors shows how far off forecasts were: the model's and those
// that managers had put beside them, by manager and by month, and whether the
// managers' figures were worth it. It counts nothing itself.
package forecasterrors

import (
	"context"

	"lamplighter/app"
)

// Store is what these screens ask of the records.
type Store interface {
	ForecastErrors(context.Context, app.Actor, app.ErrorAsk) (app.ErrorReport, error)
	Units(context.Context, app.Actor) ([]app.OrgUnit, error)
	Staff(context.Context, app.Actor) ([]app.Staff, error)
}
