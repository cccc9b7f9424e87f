package data

import (
	"context"

	"lamplighter/app"
)

// The rows of outages and of what belongs to them: for each noun its select
// list, its scan and its row for put.

const outageColumns = "id, area, sy_hlc, sy_dev, sy_ovr, number, kind, status, reason, cause, planned_from, planned_to, actual_from, actual_to, " +
	"notified_at, handler_id, unit_id, cancel_reason, note, created_by, created_at, withdrawn_at"

func outageInto(o *app.Outage) []any {
	return []any{
		idInto(&o.ID), &o.Area, &o.Seen.HLC, &o.Seen.Device, laterInto(&o.Seen), &o.Number, &o.Kind, &o.Status, &o.Reason, &o.Cause,
		&o.PlannedFrom, &o.PlannedTo, &o.ActualFrom, &o.ActualTo, &o.NotifiedAt, idInto(&o.Handler), idInto(&o.Unit), &o.CancelReason, &o.Note,
		idInto(&o.CreatedBy), &o.CreatedAt, orZero(&o.WithdrawnAt),
	}
}

func scanOutage(r scanner) (app.Outage, error) {
	var o app.Outage
	err := r.Scan(outageInto(&o)...)
	return o, err
}

func outageRow(o app.Outage) row {
	return row{id: o.ID, area: o.Area, seen: o.Seen, fields: []field{
		{"number", o.Number},
		{"kind", string(o.Kind)},
		{"status", string(o.Status)},
		{"reason", o.Reason},
		{"cause", o.Cause},
		{"planned_from", o.PlannedFrom},
		{"planned_to", o.PlannedTo},
		{"actual_from", o.ActualFrom},
		{"actual_to", o.ActualTo},
		{"notified_at", o.NotifiedAt},
		{"handler_id", idOf(o.Handler)},
		{"unit_id", idOf(o.Unit)},
		{"cancel_reason", o.CancelReason},
		{"note", o.Note},
		{"created_by", idOf(o.CreatedBy)},
		{"created_at", o.CreatedAt},
		{"withdrawn_at", timeOf(o.WithdrawnAt)},
	}}
}

func (x *tx) putOutage(ctx context.Context, was, now app.Outage) error {
	return x.put(ctx, "outages", before(was.ID.IsZero(), was, outageRow), outageRow(now))
}

const outageScopeColumns = `s.id, s.area, s.sy_hlc, s.sy_dev, s.sy_ovr, s.outage_id, s.transformer_area_id, s.substation, s.line, s.withdrawn_at, coalesce(t.name, '')
	FROM outage_scopes s LEFT JOIN transformer_areas t ON t.id = s.transformer_area_id`

func scanOutageScope(r scanner) (app.OutageScope, error) {
	var s app.OutageScope
	err := r.Scan(idInto(&s.ID), &s.Area, &s.Seen.HLC, &s.Seen.Device, laterInto(&s.Seen), idInto(&s.Outage), idInto(&s.TransformerArea),
		&s.Substation, &s.Line, orZero(&s.WithdrawnAt), &s.Name)
	return s, err
}

func outageScopeRow(s app.OutageScope) row {
	return row{id: s.ID, area: s.Area, seen: s.Seen, fields: []field{
		{"outage_id", idOf(s.Outage)},
		{"transformer_area_id", idOf(s.TransformerArea)},
		{"substation", s.Substation},
		{"line", s.Line},
		{"withdrawn_at", timeOf(s.WithdrawnAt)},
	}}
}

func (x *tx) putOutageScope(ctx context.Context, was, now app.OutageScope) error {
	return x.put(ctx, "outage_scopes", before(was.ID.IsZero(), was, outageScopeRow), outageScopeRow(now))
}

// putOutageNotice adds a proof; proofs are never changed.
func (x *tx) putOutageNotice(ctx context.Context, n app.OutageNotice) error {
	return x.put(ctx, "outage_notices", row{}, row{id: newID[app.OutageNoticeID](), area: n.Area, fields: []field{
		{"outage_id", idOf(n.Outage)},
		{"account_id", idOf(n.Account)},
		{"channel", n.Channel},
		{"at", n.At},
		{"by_id", idOf(n.By)},
		{"result", string(n.Result)},
		{"note", n.Note},
		{"told_from", n.ToldFrom},
		{"withdrawn_at", nil},
	}})
}

const outageCaseColumns = "id, area, sy_hlc, sy_dev, sy_ovr, outage_id, case_id, by_id, at, withdrawn_at"

func scanOutageCase(r scanner) (app.OutageCase, error) {
	var c app.OutageCase
	err := r.Scan(idInto(&c.ID), &c.Area, &c.Seen.HLC, &c.Seen.Device, laterInto(&c.Seen), idInto(&c.Outage), idInto(&c.Case), idInto(&c.By), &c.At,
		orZero(&c.WithdrawnAt))
	return c, err
}

func outageCaseRow(c app.OutageCase) row {
	return row{id: c.ID, area: c.Area, seen: c.Seen, fields: []field{
		{"outage_id", idOf(c.Outage)},
		{"case_id", idOf(c.Case)},
		{"by_id", idOf(c.By)},
		{"at", c.At},
		{"withdrawn_at", timeOf(c.WithdrawnAt)},
	}}
}

func (x *tx) putOutageCase(ctx context.Context, was, now app.OutageCase) error {
	return x.put(ctx, "outage_cases", before(was.ID.IsZero(), was, outageCaseRow), outageCaseRow(now))
}
