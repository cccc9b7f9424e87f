package data

import (
	"context"

	"lamplighter/app"
)

// The rows of opportunities: for each noun its select list, its scan and its row
// for put.

const opportunityColumns = "id, area, sy_hlc, sy_dev, sy_ovr, customer_id, visit_id, kind, note, capacity_va, kwh, expected_month, stage, " +
	"next_step, next_on, owner_id, result, created_by, created_at, withdrawn_at"

func scanOpportunity(s scanner) (app.Opportunity, error) {
	var r app.Opportunity
	err := s.Scan(opportunityInto(&r)...)
	return r, err
}

func opportunityInto(r *app.Opportunity) []any {
	return []any{
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Customer), idInto(&r.Visit), &r.Kind,
		&r.Note, &r.CapacityVA, &r.KWh, &r.ExpectedMonth, &r.Stage, &r.NextStep, &r.NextOn, idInto(&r.Owner), &r.Result,
		idInto(&r.CreatedBy), &r.CreatedAt, orZero(&r.WithdrawnAt),
	}
}

func opportunityRow(r app.Opportunity) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"customer_id", idOf(r.Customer)},
		{"visit_id", idOf(r.Visit)},
		{"kind", r.Kind},
		{"note", r.Note},
		{"capacity_va", r.CapacityVA},
		{"kwh", r.KWh},
		{"expected_month", r.ExpectedMonth},
		{"stage", r.Stage},
		{"next_step", r.NextStep},
		{"next_on", string(r.NextOn)},
		{"owner_id", idOf(r.Owner)},
		{"result", r.Result},
		{"created_by", idOf(r.CreatedBy)},
		{"created_at", r.CreatedAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putOpportunity(ctx context.Context, was, now app.Opportunity) error {
	return x.put(ctx, "opportunities", before(was.ID.IsZero(), was, opportunityRow), opportunityRow(now))
}
