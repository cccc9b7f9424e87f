package data

import (
	"context"

	"lamplighter/app"
)

// The rows of courses and of the posts that require them: for each noun its select list, its scan and its row
// for put.

const courseColumns = "id, area, sy_hlc, sy_dev, sy_ovr, code, name, name_en, category, subject, minutes, validity_months, mode, rule, " +
	"full_score, about, source, ended_on, withdrawn_at"

func scanCourse(s scanner) (app.Course, error) {
	var r app.Course
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.Code, &r.Name, &r.NameEN, &r.Category, &r.Subject,
		&r.Minutes, &r.ValidityMonths, &r.Mode, &r.Rule, &r.Full, &r.About, &r.Source, &r.EndedOn, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func courseRow(r app.Course) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"code", r.Code},
		{"name", r.Name},
		{"name_en", r.NameEN},
		{"category", r.Category},
		{"subject", r.Subject},
		{"minutes", r.Minutes},
		{"validity_months", r.ValidityMonths},
		{"mode", string(r.Mode)},
		{"rule", r.Rule},
		{"full_score", r.Full},
		{"about", r.About},
		{"source", r.Source},
		{"ended_on", string(r.EndedOn)},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putCourse(ctx context.Context, was, now app.Course) error {
	return x.put(ctx, "courses", before(was.ID.IsZero(), was, courseRow), courseRow(now))
}

const coursePostColumns = "id, area, sy_hlc, sy_dev, sy_ovr, course_id, post, within_months, from_on, to_on, source, withdrawn_at"

func scanCoursePost(s scanner) (app.CoursePost, error) {
	var r app.CoursePost
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Course), &r.Post, &r.WithinMonths,
		&r.FromOn, &r.ToOn, &r.Source, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func coursePostRow(r app.CoursePost) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"course_id", idOf(r.Course)},
		{"post", r.Post},
		{"within_months", r.WithinMonths},
		{"from_on", string(r.FromOn)},
		{"to_on", string(r.ToOn)},
		{"source", r.Source},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putCoursePost(ctx context.Context, was, now app.CoursePost) error {
	return x.put(ctx, "course_posts", before(was.ID.IsZero(), was, coursePostRow), coursePostRow(now))
}
