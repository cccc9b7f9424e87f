package data

import (
	"context"

	"lamplighter/app"
)

// The rows of the on-the-job log: for each noun its select list, its scan and its row
// for put.

const practiceColumns = "id, area, sy_hlc, sy_dev, sy_ovr, staff_id, course_id, kind, done_on, minutes, what, case_id, visit_id, " +
	"article_id, mentor_id, confirmed_by, confirmed_at, confirmed_minutes, refused_at, remark, created_at, " +
	"withdrawn_at"

func scanPractice(s scanner) (app.Practice, error) {
	var r app.Practice
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Staff), idInto(&r.Course), &r.Kind,
		&r.DoneOn, &r.Minutes, &r.What, idInto(&r.Case), idInto(&r.Visit), idInto(&r.Article), idInto(&r.Mentor),
		idInto(&r.ConfirmedBy), &r.ConfirmedAt, &r.ConfirmedMinutes, &r.RefusedAt, &r.Remark, &r.CreatedAt, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func practiceRow(r app.Practice) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"staff_id", idOf(r.Staff)},
		{"course_id", idOf(r.Course)},
		{"kind", string(r.Kind)},
		{"done_on", string(r.DoneOn)},
		{"minutes", r.Minutes},
		{"what", r.What},
		{"case_id", idOf(r.Case)},
		{"visit_id", idOf(r.Visit)},
		{"article_id", idOf(r.Article)},
		{"mentor_id", idOf(r.Mentor)},
		{"confirmed_by", idOf(r.ConfirmedBy)},
		{"confirmed_at", r.ConfirmedAt},
		{"confirmed_minutes", r.ConfirmedMinutes},
		{"refused_at", r.RefusedAt},
		{"remark", r.Remark},
		{"created_at", r.CreatedAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putPractice(ctx context.Context, was, now app.Practice) error {
	return x.put(ctx, "practice", before(was.ID.IsZero(), was, practiceRow), practiceRow(now))
}
