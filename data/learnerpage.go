package data

import (
	"cmp"
	"context"
	"slices"

	"lamplighter/app"
)

// LearnerPage is what one person has, lacks and is to do. Everybody sees his own.
func (s *Store) LearnerPage(ctx context.Context, by app.Actor, id app.StaffID) (masked app.LearnerPage, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	right := app.ReadTraining
	if id == by.Staff {
		right = app.LearnHere
	}
	if err := by.May(right); err != nil {
		return app.LearnerPage{}, err
	}
	if trained, err := s.trains(ctx); err != nil || !trained(id) {
		return app.LearnerPage{}, wrap("learner page", cmp.Or(err, app.ErrNotFound))
	}
	page, err := s.learnerPage(ctx, id)
	return page, wrap("learner page", err)
}

func (s *Store) learnerPage(ctx context.Context, id app.StaffID) (app.LearnerPage, error) {
	var page app.LearnerPage
	m, err := matrix(ctx, s.reader, app.DayOf(s.now()), namedPeople([]app.StaffID{id}))
	if err == nil {
		err = inOpenClasses(ctx, s.reader, m)
	}
	if err != nil {
		return page, err
	}
	if m.Rows() == 0 {
		return page, app.ErrNotFound
	}
	page.Person = *m.Person(0)
	had, err := collect(ctx, s.reader, scanCompletion, "SELECT "+completionColumns+
		" FROM completions WHERE staff_id = ? AND withdrawn_at IS NULL ORDER BY completed_on DESC, n DESC", id[:])
	if err != nil {
		return page, err
	}
	page.Courses = m.LearnerCourses(had)
	if page.Classes, err = s.classesOf(ctx, id); err != nil {
		return page, err
	}
	page.Practice, err = collect(ctx, s.reader, func(r scanner) (app.PracticeSum, error) {
		var p app.PracticeSum
		err := r.Scan(idInto(&p.Course), &p.Kind, &p.Entries, &p.Confirmed, &p.Waiting, &p.Last)
		return p, err
	}, `SELECT course_id, kind, count(*), sum(confirmed_minutes), sum(CASE WHEN confirmed_at = 0 AND refused_at = 0 THEN minutes ELSE 0 END), max(done_on)
		FROM practice WHERE staff_id = ? AND withdrawn_at IS NULL GROUP BY course_id, kind ORDER BY max(done_on) DESC`, id[:])
	return page, err
}

// classesOf are the classes of a person, the newest first.
func (s *Store) classesOf(ctx context.Context, id app.StaffID) ([]app.LearnerClass, error) {
	classes, err := learnerClasses(ctx, s.reader, id)
	if err != nil {
		return nil, err
	}
	courses, err := coursesInUse(ctx, s.reader) // those no longer offered, too
	if err != nil {
		return nil, err
	}
	byID := make(map[app.CourseID]app.Course, len(courses))
	for _, c := range courses {
		byID[c.ID] = c
	}
	for i := range classes {
		classes[i].Course = byID[classes[i].Class.Course]
	}
	slices.SortStableFunc(classes, func(a, b app.LearnerClass) int { return cmp.Compare(b.Class.BeginsOn, a.Class.BeginsOn) })
	return classes, nil
}
