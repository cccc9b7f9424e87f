// Package company shows how the company is made up: its units, its staff, its
// transformer areas, and who manages which area. Each is a list with a sheet
// to add to it or change it. Nothing is erased here: what ends gets a last day.
package company

import (
	"context"

	"lamplighter/app"
)

// Store is what these screens ask of the records.
type Store interface {
	Units(context.Context, app.Actor) ([]app.OrgUnit, error)
	SaveUnit(ctx context.Context, by app.Actor, was, now app.OrgUnit) (app.OrgUnit, error)
	Staff(context.Context, app.Actor) ([]app.Staff, error)
	SaveStaff(ctx context.Context, by app.Actor, was, now app.Staff) (app.Staff, error)
	TransformerAreas(context.Context, app.Actor) ([]app.TransformerArea, error)
	SaveTransformerArea(ctx context.Context, by app.Actor, was, now app.TransformerArea) (app.TransformerArea, error)
	Assign(context.Context, app.Actor, app.Assignment) error
	AreaAssignments(context.Context, app.Actor, app.TransformerAreaID) ([]app.Assignment, error)
}

// known is what a list shows and its sheet refers to.
type known struct {
	units []app.OrgUnit
	staff []app.Staff
	areas []app.TransformerArea
}

// unitName is a unit's name; "" for none.
func (k known) unitName(id app.OrgUnitID) string {
	for _, u := range k.units {
		if u.ID == id {
			return u.Name
		}
	}
	return ""
}

// staffName is a person's name; "" for nobody.
func (k known) staffName(id app.StaffID) string {
	for _, s := range k.staff {
		if s.ID == id {
			return s.Name
		}
	}
	return ""
}
