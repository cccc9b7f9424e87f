package data

import (
	"context"
	"fmt"

	"lamplighter/app"
	"lamplighter/data/sample"
)

// visits puts the visits to a customer, each with a number of the day it was
// planned on.
func (f *filling) visits(ctx context.Context, x *tx, e sample.Entry, to app.CustomerID) error {
	if f.numbers == nil {
		f.numbers = map[string]int{}
	}
	manager := f.county.Managers[e.Manager].ID
	for _, g := range f.county.Visits(e, f.book.Days.Working) {
		day := g.Planned.In(app.Local).Format("060102")
		f.numbers[day]++
		v := g.Visit
		v.ID, v.Area, v.Number = newID[app.VisitID](), x.by.Area, fmt.Sprintf("%s%s-%s-%03d", visitNumbers, x.s.device.code, day, 500+f.numbers[day])
		v.Customer, v.Manager, v.CreatedBy, v.CreatedAt = to, manager, manager, g.Planned.UnixMilli()
		if err := x.putVisit(ctx, app.Visit{}, v); err != nil {
			return err
		}
	}
	return nil
}
