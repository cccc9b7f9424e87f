package data

import (
	"context"

	"lamplighter/app"
)

// The rows of completed courses: for each noun its select list, its scan and its row
// for put.

const completionColumns = "id, area, sy_hlc, sy_dev, sy_ovr, staff_id, course_id, class_id, completed_on, until_on, rule, way, score, " +
	"has_score, minutes, mode, source, by_id, created_at, reason, withdrawn_at"

func scanCompletion(s scanner) (app.Completion, error) {
	var r app.Completion
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Staff), idInto(&r.Course),
		idInto(&r.Class), &r.CompletedOn, &r.UntilOn, &r.Rule, &r.Way, &r.Score, &r.HasScore, &r.Minutes, &r.Mode, &r.Source,
		idInto(&r.By), &r.CreatedAt, &r.Reason, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func completionRow(r app.Completion) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"staff_id", idOf(r.Staff)},
		{"course_id", idOf(r.Course)},
		{"class_id", idOf(r.Class)},
		{"completed_on", string(r.CompletedOn)},
		{"until_on", string(r.UntilOn)},
		{"rule", r.Rule},
		{"way", string(r.Way)},
		{"score", r.Score},
		{"has_score", flagOf(r.HasScore)},
		{"minutes", r.Minutes},
		{"mode", string(r.Mode)},
		{"source", r.Source},
		{"by_id", idOf(r.By)},
		{"created_at", r.CreatedAt},
		{"reason", r.Reason},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

// putCompletion takes the certificate back with a completion that is withdrawn.
func (x *tx) putCompletion(ctx context.Context, was, now app.Completion) error {
	if now.WithdrawnAt != 0 {
		if err := x.withdrawCertificates(ctx, "completion_id", now.ID, now.Reason); err != nil {
			return err
		}
	}
	return x.put(ctx, "completions", before(was.ID.IsZero(), was, completionRow), completionRow(now))
}
