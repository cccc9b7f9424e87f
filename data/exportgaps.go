package data

import (
	"context"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

func trainingGapColumnsOut() []exportColumn[app.TrainingGap] {
	return []exportColumn[app.TrainingGap]{
		{"staff_no", sheet.Code, 12, text(func(g app.TrainingGap) string { return g.Person.StaffNo })},
		{"learner", sheet.Name, 12, text(func(g app.TrainingGap) string { return g.Person.Name })},
		{"post", sheet.Text, 14, code("post", func(g app.TrainingGap) string { return g.Person.Post })},
		{"unit_id", sheet.Text, 18, text(func(g app.TrainingGap) string { return g.Person.UnitName })},
		{"course", sheet.Text, 26, text(func(g app.TrainingGap) string { return g.Course.Name })},
		{"training_state", sheet.Text, 10, code("training_state", func(g app.TrainingGap) string { return string(g.State()) })},
		{"training_due", sheet.Day, 12, text(func(g app.TrainingGap) string { return string(g.Due) })},
		{"training_until", sheet.Day, 12, text(func(g app.TrainingGap) string { return string(g.Until) })},
		{"training_class", sheet.Code, 18, text(func(g app.TrainingGap) string {
			if g.Class == nil {
				return ""
			}
			return g.Class.Number
		})},
	}
}

// ExportTrainingGaps writes gaps as they were listed, as a sheet or JSON.
func (s *Store) ExportTrainingGaps(ctx context.Context, by app.Actor, gaps []app.TrainingGap, job app.ExportJob, report func(done, total int64)) (int, error) {
	ctx = s.within(ctx, by)
	for _, right := range []app.Right{app.ReadTraining, app.ExportRecords} {
		if err := by.May(right); err != nil {
			return 0, err
		}
	}
	n, err := exportListed(ctx, s.roster(ctx, by, job, "training_gaps"), gaps, trainingGapColumnsOut(), report)
	return n, wrap("export training gaps", fileProblem(err))
}
