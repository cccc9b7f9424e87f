// Package gaps shows who lacks what: the list of gaps with the day each is due,
// the matrix of people and courses, the plan of classes that is made from them,
// and the page of one person. What is a gap and who goes into which class is
// decided in app.
package gaps

import (
	"context"

	"lamplighter/app"
	"lamplighter/screens/exchange"
	"lamplighter/screens/widgets"
)

// Store is what these screens ask of the records.
type Store interface {
	Standings(context.Context, app.Actor, app.TrainingFilter) (*app.TrainingMatrix, error)
	ForeseeTrainingPlan(context.Context, app.Actor, app.TrainingPlanAsk) (app.TrainingPlan, error)
	PlanTraining(context.Context, app.Actor, app.TrainingPlanAsk) (app.TrainingPlan, error)
	LearnerPage(context.Context, app.Actor, app.StaffID) (app.LearnerPage, error)
	Units(context.Context, app.Actor) ([]app.OrgUnit, error)
	ExportTrainingGaps(ctx context.Context, by app.Actor, gaps []app.TrainingGap, job app.ExportJob, report func(done, total int64)) (int, error)
	ExportFigures(context.Context, app.Actor, app.Figures, app.ExportJob) (int, error)
}

// Others is what other parts of the program give to these screens.
type Others struct {
	Export func(exchange.ExportWhat) // lets a list go out
	// Qualified tells how somebody stands in his qualifications, away from the UI
	// thread; nil: not shown.
	Qualified func(context.Context, app.StaffID) ([]Qualified, error)
}

// Qualified is how somebody stands in one qualification.
type Qualified struct {
	Name  string
	State string
	Tone  widgets.Tone
	Until app.Day
}
