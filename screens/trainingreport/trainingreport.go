// Package trainingreport shows training in figures: hours by category and mode,
// results and cost of courses, units and months, and what customers say of
// people beside what these have completed, with the list behind each number. It
// counts nothing itself: figures come from its Store, rules from app.
package trainingreport

import (
	"context"

	"lamplighter/app"
)

// Store is what these screens ask of the records.
type Store interface {
	TrainingReport(context.Context, app.Actor, app.TrainingAsk) (app.TrainingReport, error)
	ReportedClasses(context.Context, app.Actor, app.ReportedAsk) ([]app.ReportedClass, error)
	ReportedLearners(context.Context, app.Actor, app.ReportedAsk) ([]app.ReportedLearner, error)
	ReportedPractice(context.Context, app.Actor, app.ReportedAsk) ([]app.ReportedPractice, error)
	ReportedEvidence(ctx context.Context, by app.Actor, of app.StaffID, from, to app.Day) ([]app.TrainingEvidence, error)
	ReportedAnswers(ctx context.Context, by app.Actor, of app.StaffID, from, to app.Day) ([]app.SurveyAnswer, error)
	Units(context.Context, app.Actor) ([]app.OrgUnit, error)
}
