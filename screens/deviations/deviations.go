// Package deviations shows who used other than was forecast in a month, by how
// much and probably why; what his manager found; and gives tasks about it. It
// judges nothing itself: deviations come from its Store, rules from app.
package deviations

import (
	"context"

	"lamplighter/app"
	"lamplighter/screens/usetasks"
)

// Store is what these screens ask of the records.
type Store interface {
	usetasks.Giver

	Deviations(context.Context, app.Actor, app.DeviationFilter) (app.DeviationList, error)
	DeviationReasons(context.Context, app.Actor, app.CustomerID) ([]app.ToldReason, error)
	ExplainDeviation(context.Context, app.Actor, app.DeviationReason) (app.DeviationReason, error)
	ExportFigures(context.Context, app.Actor, app.Figures, app.ExportJob) (int, error)
	Units(context.Context, app.Actor) ([]app.OrgUnit, error)
	Staff(context.Context, app.Actor) ([]app.Staff, error)
}
