package data

import (
	"context"

	"lamplighter/app"
)

// The rows of what is used: for each noun its select list, its scan and its row
// for put.

const usageEventColumns = "id, area, sy_hlc, sy_dev, sy_ovr, customer_id, account_id, visit_id, kind, from_month, to_month, kwh, " +
	"change_permille, confidence, reason, created_by, created_at, withdrawn_at"

func scanUsageEvent(s scanner) (app.UsageEvent, error) {
	var r app.UsageEvent
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Customer), idInto(&r.Account),
		idInto(&r.Visit), &r.Kind, &r.FromMonth, &r.ToMonth, &r.KWh, &r.ChangePermille, &r.Confidence, &r.Reason,
		idInto(&r.CreatedBy), &r.CreatedAt, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func usageEventRow(r app.UsageEvent) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"customer_id", idOf(r.Customer)},
		{"account_id", idOf(r.Account)},
		{"visit_id", idOf(r.Visit)},
		{"kind", r.Kind},
		{"from_month", r.FromMonth},
		{"to_month", r.ToMonth},
		{"kwh", r.KWh},
		{"change_permille", r.ChangePermille},
		{"confidence", r.Confidence},
		{"reason", r.Reason},
		{"created_by", idOf(r.CreatedBy)},
		{"created_at", r.CreatedAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putUsageEvent(ctx context.Context, was, now app.UsageEvent) error {
	return x.put(ctx, "usage_events", before(was.ID.IsZero(), was, usageEventRow), usageEventRow(now))
}

const readingColumns = "id, area, sy_hlc, sy_dev, sy_ovr, account_id, meter_id, visit_id, read_on, register, hundredths, turn, note, by_id, " +
	"created_at, withdrawn_at"

func scanReading(s scanner) (app.Reading, error) {
	var r app.Reading
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Account), idInto(&r.Meter),
		idInto(&r.Visit), &r.ReadOn, &r.Register, &r.Hundredths, &r.Turn, &r.Note, idInto(&r.By), &r.CreatedAt, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func readingRow(r app.Reading) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"account_id", idOf(r.Account)},
		{"meter_id", idOf(r.Meter)},
		{"visit_id", idOf(r.Visit)},
		{"read_on", string(r.ReadOn)},
		{"register", r.Register},
		{"hundredths", r.Hundredths},
		{"turn", string(r.Turn)},
		{"note", r.Note},
		{"by_id", idOf(r.By)},
		{"created_at", r.CreatedAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putReading(ctx context.Context, was, now app.Reading) error {
	return x.put(ctx, "readings", before(was.ID.IsZero(), was, readingRow), readingRow(now))
}

const usageSheetColumns = "id, area, sy_hlc, sy_dev, sy_ovr, month, whole, source, rows, hash, body, by_id, made_at, withdrawn_at, reason"

func scanUsageSheet(s scanner) (app.UsageSheet, error) {
	var r app.UsageSheet
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.Month, &r.Whole, &r.Source, &r.Rows, &r.Hash, &r.Body,
		idInto(&r.By), &r.MadeAt, orZero(&r.WithdrawnAt), &r.Reason,
	)
	return r, err
}

func usageSheetRow(r app.UsageSheet) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"month", r.Month},
		{"whole", flagOf(r.Whole)},
		{"source", r.Source},
		{"rows", r.Rows},
		{"hash", r.Hash},
		{"body", r.Body},
		{"by_id", idOf(r.By)},
		{"made_at", r.MadeAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
		{"reason", r.Reason},
	}}
}

func (x *tx) putUsageSheet(ctx context.Context, was, now app.UsageSheet) error {
	return x.put(ctx, "usage_sheets", before(was.ID.IsZero(), was, usageSheetRow), usageSheetRow(now))
}
