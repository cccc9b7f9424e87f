package data

import (
	"context"

	"lamplighter/app"
)

const dataRequestColumns = "id, area, sy_hlc, sy_dev, sy_ovr, customer_id, asker, kind, channel, received_on, due_on, content, answered_on, answer, refused, by_id, withdrawn_at"

func scanDataRequest(s scanner) (app.DataRequest, error) {
	var r app.DataRequest
	err := s.Scan(idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Customer), &r.Asker, &r.Kind, &r.Channel, &r.ReceivedOn, &r.DueOn,
		&r.Content, &r.AnsweredOn, &r.Answer, &r.Refused, idInto(&r.By), orZero(&r.WithdrawnAt))
	return r, err
}

func dataRequestRow(r app.DataRequest) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"customer_id", idOf(r.Customer)},
		{"asker", r.Asker},
		{"kind", string(r.Kind)},
		{"channel", r.Channel},
		{"received_on", string(r.ReceivedOn)},
		{"due_on", string(r.DueOn)},
		{"content", r.Content},
		{"answered_on", string(r.AnsweredOn)},
		{"answer", r.Answer},
		{"refused", r.Refused},
		{"by_id", idOf(r.By)},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putDataRequest(ctx context.Context, was, now app.DataRequest) error {
	return x.put(ctx, "data_requests", before(was.ID.IsZero(), was, dataRequestRow), dataRequestRow(now))
}

const impactAssessmentColumns = "id, area, sy_hlc, sy_dev, sy_ovr, title, purpose, scope, risks, measures, outcome, assessed_on, keep_until, by_id, withdrawn_at"

func scanImpactAssessment(s scanner) (app.ImpactAssessment, error) {
	var a app.ImpactAssessment
	err := s.Scan(idInto(&a.ID), &a.Area, &a.Seen.HLC, &a.Seen.Device, laterInto(&a.Seen), &a.Title, &a.Purpose, &a.Scope, &a.Risks, &a.Measures, &a.Outcome,
		&a.AssessedOn, &a.KeepUntil, idInto(&a.By), orZero(&a.WithdrawnAt))
	return a, err
}

func impactAssessmentRow(a app.ImpactAssessment) row {
	return row{id: a.ID, area: a.Area, seen: a.Seen, fields: []field{
		{"title", a.Title},
		{"purpose", a.Purpose},
		{"scope", a.Scope},
		{"risks", a.Risks},
		{"measures", a.Measures},
		{"outcome", a.Outcome},
		{"assessed_on", string(a.AssessedOn)},
		{"keep_until", string(a.KeepUntil)},
		{"by_id", idOf(a.By)},
		{"withdrawn_at", timeOf(a.WithdrawnAt)},
	}}
}

func (x *tx) putImpactAssessment(ctx context.Context, was, now app.ImpactAssessment) error {
	return x.put(ctx, "impact_assessments", before(was.ID.IsZero(), was, impactAssessmentRow), impactAssessmentRow(now))
}

const incidentColumns = "id, area, sy_hlc, sy_dev, sy_ovr, found_on, what, scope, persons, measures, told, told_on, ended_on, by_id, withdrawn_at"

func scanIncident(s scanner) (app.Incident, error) {
	var i app.Incident
	err := s.Scan(idInto(&i.ID), &i.Area, &i.Seen.HLC, &i.Seen.Device, laterInto(&i.Seen), &i.FoundOn, &i.What, &i.Scope, &i.Persons, &i.Measures, &i.Told,
		&i.ToldOn, &i.EndedOn, idInto(&i.By), orZero(&i.WithdrawnAt))
	return i, err
}

func incidentRow(i app.Incident) row {
	return row{id: i.ID, area: i.Area, seen: i.Seen, fields: []field{
		{"found_on", string(i.FoundOn)},
		{"what", i.What},
		{"scope", i.Scope},
		{"persons", i.Persons},
		{"measures", i.Measures},
		{"told", i.Told},
		{"told_on", string(i.ToldOn)},
		{"ended_on", string(i.EndedOn)},
		{"by_id", idOf(i.By)},
		{"withdrawn_at", timeOf(i.WithdrawnAt)},
	}}
}

func (x *tx) putIncident(ctx context.Context, was, now app.Incident) error {
	return x.put(ctx, "incidents", before(was.ID.IsZero(), was, incidentRow), incidentRow(now))
}
