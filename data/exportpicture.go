package data

import (
	"context"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// ExportPicture writes a chart as it stands on view. The file appears whole or not
// at all.
func (s *Store) ExportPicture(ctx context.Context, by app.Actor, picture []byte, job app.ExportJob) error {
	if err := by.May(app.ExportRecords); err != nil {
		return err
	}
	_, err := s.roster(by, "picture").keep(ctx, job, func() (int, error) { return 1, sheet.WriteWhole(job.Path, picture) })
	return wrap("export picture", fileProblem(err))
}
