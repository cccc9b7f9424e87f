package data

import (
	"context"

	"lamplighter/app"
)

// The rows of classes and of who is in them: for each noun its select list, its scan and its row
// for put.

const classColumns = "id, area, sy_hlc, sy_dev, sy_ovr, number, course_id, title, status, mode, lecturer_kind, lecturer, lecturer_id, " +
	"lecturer_unit, contract, fee_fen, place, unit_id, begins_on, ends_on, from_minute, to_minute, minutes, seats, " +
	"rule, validity_months, full_score, reason, note, created_by, created_at, withdrawn_at"

func scanClass(s scanner) (app.Class, error) {
	var r app.Class
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.Number, idInto(&r.Course), &r.Title, &r.Status,
		&r.Mode, &r.LecturerKind, &r.Lecturer, idInto(&r.LecturerStaff), &r.LecturerUnit, &r.Contract, &r.FeeFen, &r.Place,
		idInto(&r.Unit), &r.BeginsOn, &r.EndsOn, &r.FromMinute, &r.ToMinute, &r.Minutes, &r.Seats, &r.Rule, &r.ValidityMonths,
		&r.Full, &r.Reason, &r.Note, idInto(&r.CreatedBy), &r.CreatedAt, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func classRow(r app.Class) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"number", r.Number},
		{"course_id", idOf(r.Course)},
		{"title", r.Title},
		{"status", string(r.Status)},
		{"mode", string(r.Mode)},
		{"lecturer_kind", r.LecturerKind},
		{"lecturer", r.Lecturer},
		{"lecturer_id", idOf(r.LecturerStaff)},
		{"lecturer_unit", r.LecturerUnit},
		{"contract", r.Contract},
		{"fee_fen", r.FeeFen},
		{"place", r.Place},
		{"unit_id", idOf(r.Unit)},
		{"begins_on", string(r.BeginsOn)},
		{"ends_on", string(r.EndsOn)},
		{"from_minute", r.FromMinute},
		{"to_minute", r.ToMinute},
		{"minutes", r.Minutes},
		{"seats", r.Seats},
		{"rule", r.Rule},
		{"validity_months", r.ValidityMonths},
		{"full_score", r.Full},
		{"reason", r.Reason},
		{"note", r.Note},
		{"created_by", idOf(r.CreatedBy)},
		{"created_at", r.CreatedAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putClass(ctx context.Context, was, now app.Class) error {
	return x.put(ctx, "classes", before(was.ID.IsZero(), was, classRow), classRow(now))
}

const enrolmentColumns = "id, area, sy_hlc, sy_dev, sy_ovr, class_id, course_id, staff_id, attendance, attended_minutes, score, " +
	"scored_on, assignment_on, mentor_on, mentor_id, outcome, outcome_on, reason, note, created_by, created_at, " +
	"withdrawn_at"

func scanEnrolment(s scanner) (app.Enrolment, error) {
	var r app.Enrolment
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Class), idInto(&r.Course),
		idInto(&r.Staff), &r.Attendance, &r.AttendedMinutes, &r.Score, &r.ScoredOn, &r.AssignmentOn, &r.MentorOn, idInto(&r.Mentor),
		&r.Outcome, &r.OutcomeOn, &r.Reason, &r.Note, idInto(&r.CreatedBy), &r.CreatedAt, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func enrolmentRow(r app.Enrolment) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"class_id", idOf(r.Class)},
		{"course_id", idOf(r.Course)},
		{"staff_id", idOf(r.Staff)},
		{"attendance", string(r.Attendance)},
		{"attended_minutes", r.AttendedMinutes},
		{"score", r.Score},
		{"scored_on", string(r.ScoredOn)},
		{"assignment_on", string(r.AssignmentOn)},
		{"mentor_on", string(r.MentorOn)},
		{"mentor_id", idOf(r.Mentor)},
		{"outcome", string(r.Outcome)},
		{"outcome_on", string(r.OutcomeOn)},
		{"reason", r.Reason},
		{"note", r.Note},
		{"created_by", idOf(r.CreatedBy)},
		{"created_at", r.CreatedAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putEnrolment(ctx context.Context, was, now app.Enrolment) error {
	return x.put(ctx, "enrolments", before(was.ID.IsZero(), was, enrolmentRow), enrolmentRow(now))
}

// putEnrolmentRead puts one that this transaction read itself and has not written
// since.
func (x *tx) putEnrolmentRead(ctx context.Context, was, now app.Enrolment) error {
	from := before(was.ID.IsZero(), was, enrolmentRow)
	from.stands = true
	return x.put(ctx, "enrolments", from, enrolmentRow(now))
}
