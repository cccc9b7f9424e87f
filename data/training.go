package data

import (
	"context"

	"lamplighter/app"
)

// Courses lists the catalogue by category and code, courses no longer offered
// among them.
func (s *Store) Courses(ctx context.Context, by app.Actor) ([]app.Course, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.LearnHere); err != nil {
		return nil, err
	}
	return coursesInUse(ctx, s.reader)
}

func coursesInUse(ctx context.Context, q querier) ([]app.Course, error) {
	return collect(ctx, q, scanCourse, "SELECT "+courseColumns+" FROM courses WHERE withdrawn_at IS NULL ORDER BY category, code, n")
}

// CoursePosts lists which posts require which courses, also those of other days.
func (s *Store) CoursePosts(ctx context.Context, by app.Actor) ([]app.CoursePost, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.LearnHere); err != nil {
		return nil, err
	}
	return coursePosts(ctx, s.reader)
}

func coursePosts(ctx context.Context, q querier) ([]app.CoursePost, error) {
	return collect(ctx, q, scanCoursePost, "SELECT "+coursePostColumns+" FROM course_posts WHERE withdrawn_at IS NULL ORDER BY post, n")
}

// Qualifications lists the qualifications by code, also those of other days.
func (s *Store) Qualifications(ctx context.Context, by app.Actor) ([]app.Qualification, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.LearnHere); err != nil {
		return nil, err
	}
	return qualificationsInUse(ctx, s.reader)
}

func qualificationsInUse(ctx context.Context, q querier) ([]app.Qualification, error) {
	return collect(ctx, q, scanQualification, "SELECT "+qualificationColumns+" FROM qualifications WHERE withdrawn_at IS NULL ORDER BY code, n")
}

// staffAreas is the area of each person's unit: where what belongs to him lies.
func (x *tx) staffAreas(ctx context.Context, ids []app.StaffID) (map[app.StaffID]app.Area, error) {
	type home struct {
		of   app.StaffID
		area app.Area
	}
	all, err := collect(ctx, x.s.conn, func(r scanner) (home, error) {
		var h home
		err := r.Scan(idInto(&h.of), &h.area)
		return h, err
	}, `SELECT s.id, coalesce(u.keeps_area, 0) FROM json_each(?) j JOIN staff s ON s.id = unhex(j.value)
		LEFT JOIN org_units u ON u.id = s.unit_id`, hexIDs(ids))
	areas := make(map[app.StaffID]app.Area, len(all))
	for _, h := range all {
		areas[h.of] = h.area
	}
	return areas, err
}
