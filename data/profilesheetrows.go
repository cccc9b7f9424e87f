package data

import (
	"context"

	"lamplighter/app"
)

// The rows of the sheets of a customer: for each noun its select list, its scan and its row
// for put.

const importantUserColumns = "id, area, sy_hlc, sy_dev, sy_ovr, customer_id, grade, authority, basis, list_year, sources, emergency_kind, " +
	"emergency_va, interlock, safety_w, drill_on, from_on, to_on, note, withdrawn_at"

func scanImportantUser(s scanner) (app.ImportantUser, error) {
	var r app.ImportantUser
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Customer), &r.Grade, &r.Authority,
		&r.Basis, &r.ListYear, &r.Sources, &r.EmergencyKind, &r.EmergencyVA, &r.Interlock, &r.SafetyW, &r.DrillOn, &r.FromOn, &r.ToOn,
		&r.Note, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func importantUserRow(r app.ImportantUser) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"customer_id", idOf(r.Customer)},
		{"grade", r.Grade},
		{"authority", r.Authority},
		{"basis", r.Basis},
		{"list_year", r.ListYear},
		{"sources", r.Sources},
		{"emergency_kind", r.EmergencyKind},
		{"emergency_va", r.EmergencyVA},
		{"interlock", flagOf(r.Interlock)},
		{"safety_w", r.SafetyW},
		{"drill_on", string(r.DrillOn)},
		{"from_on", string(r.FromOn)},
		{"to_on", string(r.ToOn)},
		{"note", r.Note},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putImportantUser(ctx context.Context, was, now app.ImportantUser) error {
	return x.put(ctx, "important_users", before(was.ID.IsZero(), was, importantUserRow), importantUserRow(now))
}

const specialCareColumns = "id, area, sy_hlc, sy_dev, sy_ovr, customer_id, kind, basis, from_on, to_on, note, withdrawn_at"

func scanSpecialCare(s scanner) (app.SpecialCare, error) {
	var r app.SpecialCare
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Customer), &r.Kind, &r.Basis, &r.FromOn,
		&r.ToOn, &r.Note, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func specialCareRow(r app.SpecialCare) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"customer_id", idOf(r.Customer)},
		{"kind", r.Kind},
		{"basis", r.Basis},
		{"from_on", string(r.FromOn)},
		{"to_on", string(r.ToOn)},
		{"note", r.Note},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putSpecialCare(ctx context.Context, was, now app.SpecialCare) error {
	return x.put(ctx, "special_cares", before(was.ID.IsZero(), was, specialCareRow), specialCareRow(now))
}

const relationColumns = "id, area, sy_hlc, sy_dev, sy_ovr, customer_id, kind, content, amount_fen, from_on, to_on, note, withdrawn_at"

func scanRelation(s scanner) (app.Relation, error) {
	var r app.Relation
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Customer), &r.Kind, &r.Content,
		&r.AmountFen, &r.FromOn, &r.ToOn, &r.Note, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func relationRow(r app.Relation) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"customer_id", idOf(r.Customer)},
		{"kind", r.Kind},
		{"content", r.Content},
		{"amount_fen", r.AmountFen},
		{"from_on", string(r.FromOn)},
		{"to_on", string(r.ToOn)},
		{"note", r.Note},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putRelation(ctx context.Context, was, now app.Relation) error {
	return x.put(ctx, "relations", before(was.ID.IsZero(), was, relationRow), relationRow(now))
}

const agreementColumns = "id, area, sy_hlc, sy_dev, sy_ovr, customer_id, account_id, kind, number, signed_by, signed_on, from_on, to_on, " +
	"status, note, withdrawn_at"

func scanAgreement(s scanner) (app.Agreement, error) {
	var r app.Agreement
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Customer), idInto(&r.Account), &r.Kind,
		&r.Number, &r.SignedBy, &r.SignedOn, &r.FromOn, &r.ToOn, &r.Status, &r.Note, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func agreementRow(r app.Agreement) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"customer_id", idOf(r.Customer)},
		{"account_id", idOf(r.Account)},
		{"kind", r.Kind},
		{"number", r.Number},
		{"signed_by", r.SignedBy},
		{"signed_on", string(r.SignedOn)},
		{"from_on", string(r.FromOn)},
		{"to_on", string(r.ToOn)},
		{"status", r.Status},
		{"note", r.Note},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putAgreement(ctx context.Context, was, now app.Agreement) error {
	return x.put(ctx, "agreements", before(was.ID.IsZero(), was, agreementRow), agreementRow(now))
}
