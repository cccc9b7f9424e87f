package data

import (
	"context"

	"lamplighter/app"
)

// The rows of service plans: for each noun its select list, its scan and its row
// for put.

const planTemplateColumns = "id, area, sy_hlc, sy_dev, sy_ovr, code, zh, en, segment, items, version, valid_from, valid_to, source, mark, " +
	"withdrawn_at"

func scanPlanTemplate(s scanner) (app.PlanTemplate, error) {
	var r app.PlanTemplate
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.Code, &r.ZH, &r.EN, &r.Segment, &r.Items,
		&r.Version, &r.ValidFrom, &r.ValidTo, &r.Source, &r.Mark, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func planTemplateRow(r app.PlanTemplate) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"code", r.Code},
		{"zh", r.ZH},
		{"en", r.EN},
		{"segment", r.Segment},
		{"items", r.Items},
		{"version", r.Version},
		{"valid_from", string(r.ValidFrom)},
		{"valid_to", string(r.ValidTo)},
		{"source", r.Source},
		{"mark", r.Mark},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putPlanTemplate(ctx context.Context, was, now app.PlanTemplate) error {
	return x.put(ctx, "plan_templates", before(was.ID.IsZero(), was, planTemplateRow), planTemplateRow(now))
}

const servicePlanColumns = "id, area, sy_hlc, sy_dev, sy_ovr, customer_id, template_id, title, from_on, to_on, status, owner_id, note, " +
	"created_by, created_at, withdrawn_at"

func scanServicePlan(s scanner) (app.ServicePlan, error) {
	var r app.ServicePlan
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Customer), idInto(&r.Template), &r.Title,
		&r.FromOn, &r.ToOn, &r.Status, idInto(&r.Owner), &r.Note, idInto(&r.CreatedBy), &r.CreatedAt, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func servicePlanRow(r app.ServicePlan) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"customer_id", idOf(r.Customer)},
		{"template_id", idOf(r.Template)},
		{"title", r.Title},
		{"from_on", string(r.FromOn)},
		{"to_on", string(r.ToOn)},
		{"status", string(r.Status)},
		{"owner_id", idOf(r.Owner)},
		{"note", r.Note},
		{"created_by", idOf(r.CreatedBy)},
		{"created_at", r.CreatedAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putServicePlan(ctx context.Context, was, now app.ServicePlan) error {
	return x.put(ctx, "service_plans", before(was.ID.IsZero(), was, servicePlanRow), servicePlanRow(now))
}

const planItemColumns = "id, area, sy_hlc, sy_dev, sy_ovr, plan_id, customer_id, what, kind, due_on, owner_id, status, done_on, " +
	"visit_id, effect, withdrawn_at"

func scanPlanItem(s scanner) (app.PlanItem, error) {
	var r app.PlanItem
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Plan), idInto(&r.Customer), &r.What,
		&r.Kind, &r.DueOn, idInto(&r.Owner), &r.Status, &r.DoneOn, idInto(&r.Visit), &r.Effect, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func planItemRow(r app.PlanItem) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"plan_id", idOf(r.Plan)},
		{"customer_id", idOf(r.Customer)},
		{"what", r.What},
		{"kind", r.Kind},
		{"due_on", string(r.DueOn)},
		{"owner_id", idOf(r.Owner)},
		{"status", string(r.Status)},
		{"done_on", string(r.DoneOn)},
		{"visit_id", idOf(r.Visit)},
		{"effect", r.Effect},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putPlanItem(ctx context.Context, was, now app.PlanItem) error {
	return x.put(ctx, "plan_items", before(was.ID.IsZero(), was, planItemRow), planItemRow(now))
}
