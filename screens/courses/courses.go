// Package courses shows the catalogue of training: the courses with what
// completing them takes and who must have them, the qualifications made of
// them, and the triggers that propose them. Who learns what when is shown by
// others; what a rule means is decided in app.
package courses

import (
	"context"

	"lamplighter/app"
)

// Store is what these screens ask of the records.
type Store interface {
	Courses(context.Context, app.Actor) ([]app.Course, error)
	SaveCourse(ctx context.Context, by app.Actor, was, now app.Course) (app.Course, error)
	WithdrawCourse(ctx context.Context, by app.Actor, gone app.Course) error
	CourseHolders(context.Context, app.Actor) (map[app.CourseID]app.CourseHolders, error)
	CourseUse(ctx context.Context, by app.Actor, of app.Course) (app.CourseUse, error)
	CoursePosts(context.Context, app.Actor) ([]app.CoursePost, error)
	SaveCoursePost(ctx context.Context, by app.Actor, was, now app.CoursePost) (app.CoursePost, error)
	WithdrawCoursePost(ctx context.Context, by app.Actor, gone app.CoursePost) error
	Qualifications(context.Context, app.Actor) ([]app.Qualification, error)
	SaveQualification(ctx context.Context, by app.Actor, was, now app.Qualification) (app.Qualification, error)
	WithdrawQualification(ctx context.Context, by app.Actor, gone app.Qualification) error
	TrainingTriggers(context.Context, app.Actor) ([]app.TrainingTrigger, error)
	SaveTrainingTrigger(ctx context.Context, by app.Actor, t app.TrainingTrigger) (app.TrainingTrigger, error)
	ExportFigures(context.Context, app.Actor, app.Figures, app.ExportJob) (int, error)
}
