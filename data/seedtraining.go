package data

import (
	"bytes"
	"context"
	"fmt"

	"lamplighter/app"
)

// readTraining reads the catalogue, what posts require, the qualifications and
// which evidence proposes which course.
func (t Tables) readTraining(s *Seed) error {
	var err error
	if len(t.Courses) > 0 {
		if s.Courses, err = app.ParseCourses(bytes.NewReader(t.Courses)); err != nil {
			return err
		}
	}
	if len(t.CoursePosts) > 0 {
		if s.CoursePosts, err = app.ParseCoursePosts(bytes.NewReader(t.CoursePosts)); err != nil {
			return err
		}
	}
	if len(t.Qualifications) > 0 {
		if s.Qualifications, err = app.ParseQualifications(bytes.NewReader(t.Qualifications)); err != nil {
			return err
		}
	}
	if len(t.Triggers) > 0 {
		s.Triggers, err = app.ParseTrainingTriggers(bytes.NewReader(t.Triggers))
	}
	return err
}

func seedCourse(code string) app.CourseID { return SeedID[app.CourseID]("courses", code) }

func (x *tx) putTrainingSeed(ctx context.Context, seed Seed) error {
	for _, c := range seed.Courses {
		c.ID = seedCourse(c.Code)
		if err := x.putCourse(ctx, app.Course{}, c); err != nil {
			return err
		}
	}
	for _, p := range seed.CoursePosts {
		p.ID, p.Course = SeedID[app.CoursePostID]("course_posts", p.Post, p.Code), seedCourse(p.Code)
		if err := x.putCoursePost(ctx, app.CoursePost{}, p.CoursePost); err != nil {
			return err
		}
	}
	for _, q := range seed.Qualifications {
		q.ID = SeedID[app.QualificationID]("qualifications", q.Code)
		if err := x.putQualification(ctx, app.Qualification{}, q); err != nil {
			return err
		}
	}
	for _, t := range seed.Triggers {
		t.ID = SeedID[app.TrainingTriggerID]("training_triggers", t.Code, fmt.Sprint(t.Version))
		if err := x.putTrainingTrigger(ctx, app.TrainingTrigger{}, t); err != nil {
			return err
		}
	}
	return nil
}
