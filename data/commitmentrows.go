package data

import (
	"context"

	"lamplighter/app"
)

// The rows of promises to customers: for each noun its select list, its scan and its row
// for put.

const commitmentColumns = "id, area, sy_hlc, sy_dev, sy_ovr, customer_id, visit_id, case_id, content, owner_id, made_on, due_on, ended_on, " +
	"ending, evidence, follows_id, created_by, created_at, withdrawn_at"

func scanCommitment(s scanner) (app.Commitment, error) {
	var r app.Commitment
	err := s.Scan(commitmentInto(&r)...)
	return r, err
}

func commitmentInto(r *app.Commitment) []any {
	return []any{
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Customer), idInto(&r.Visit),
		idInto(&r.Case), &r.Content, idInto(&r.Owner), &r.MadeOn, &r.DueOn, &r.EndedOn, &r.Ending, &r.Evidence, idInto(&r.Follows),
		idInto(&r.CreatedBy), &r.CreatedAt, orZero(&r.WithdrawnAt),
	}
}

func commitmentRow(r app.Commitment) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"customer_id", idOf(r.Customer)},
		{"visit_id", idOf(r.Visit)},
		{"case_id", idOf(r.Case)},
		{"content", r.Content},
		{"owner_id", idOf(r.Owner)},
		{"made_on", string(r.MadeOn)},
		{"due_on", string(r.DueOn)},
		{"ended_on", string(r.EndedOn)},
		{"ending", string(r.Ending)},
		{"evidence", r.Evidence},
		{"follows_id", idOf(r.Follows)},
		{"created_by", idOf(r.CreatedBy)},
		{"created_at", r.CreatedAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putCommitment(ctx context.Context, was, now app.Commitment) error {
	return x.put(ctx, "promises", before(was.ID.IsZero(), was, commitmentRow), commitmentRow(now))
}
