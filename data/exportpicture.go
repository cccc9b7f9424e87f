package data

import (
	"context"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// ExportPicture writes a chart as it stands on view. One about a customer is drawn
// with his name as the profile shows it; an empty name is a chart about many. The
// file appears whole or not at all.
func (s *Store) ExportPicture(ctx context.Context, by app.Actor, customer string, draw func(customer string) ([]byte, error), job app.ExportJob) error {
	ctx = s.within(ctx, by)
	if err := by.May(app.ExportRecords); err != nil {
		return err
	}
	o := s.roster(ctx, by, job, "picture")
	if customer != "" {
		o = s.out(ctx, by, job, "picture")
	}
	_, err := o.keep(ctx, func() (int, error) {
		picture, err := draw(o.mask(sheet.OutColumn{Key: "customer"}).Mask(customer))
		if err != nil {
			return 0, err
		}
		return 1, sheet.WriteWhole(job.Path, picture)
	})
	return wrap("export picture", fileProblem(err))
}
