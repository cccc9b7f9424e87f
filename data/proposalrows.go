package data

import (
	"context"

	"lamplighter/app"
)

// The rows of proposals of training: for each noun its select list, its scan and its row
// for put.

const trainingTriggerColumns = "id, area, sy_hlc, sy_dev, sy_ovr, code, evidence, detail, times, months, course, version, valid_from, valid_to, " +
	"source, withdrawn_at"

func scanTrainingTrigger(s scanner) (app.TrainingTrigger, error) {
	var r app.TrainingTrigger
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.Code, &r.Evidence, &r.Detail, &r.Times, &r.Months,
		&r.Course, &r.Version, &r.ValidFrom, &r.ValidTo, &r.Source, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func trainingTriggerRow(r app.TrainingTrigger) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"code", r.Code},
		{"evidence", string(r.Evidence)},
		{"detail", r.Detail},
		{"times", r.Times},
		{"months", r.Months},
		{"course", r.Course},
		{"version", r.Version},
		{"valid_from", string(r.ValidFrom)},
		{"valid_to", string(r.ValidTo)},
		{"source", r.Source},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putTrainingTrigger(ctx context.Context, was, now app.TrainingTrigger) error {
	return x.put(ctx, "training_triggers", before(was.ID.IsZero(), was, trainingTriggerRow), trainingTriggerRow(now))
}

const trainingDecisionColumns = "id, area, sy_hlc, sy_dev, sy_ovr, staff_id, trigger_code, course_id, decided_on, accepted, class_id, reason, " +
	"evidence, by_id, withdrawn_at"

func scanTrainingDecision(s scanner) (app.TrainingDecision, error) {
	var r app.TrainingDecision
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Staff), &r.Trigger, idInto(&r.Course),
		&r.DecidedOn, &r.Accepted, idInto(&r.Class), &r.Reason, &r.Evidence, idInto(&r.By), orZero(&r.WithdrawnAt),
	)
	return r, err
}

func trainingDecisionRow(r app.TrainingDecision) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"staff_id", idOf(r.Staff)},
		{"trigger_code", r.Trigger},
		{"course_id", idOf(r.Course)},
		{"decided_on", string(r.DecidedOn)},
		{"accepted", flagOf(r.Accepted)},
		{"class_id", idOf(r.Class)},
		{"reason", r.Reason},
		{"evidence", r.Evidence},
		{"by_id", idOf(r.By)},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putTrainingDecision(ctx context.Context, was, now app.TrainingDecision) error {
	return x.put(ctx, "training_proposals", before(was.ID.IsZero(), was, trainingDecisionRow), trainingDecisionRow(now))
}
