package data

import (
	"context"

	"lamplighter/app"
)

// The rows of visits and of what belongs to them: for each noun its select list, its scan and its row
// for put.

const rhythmColumns = "id, area, sy_hlc, sy_dev, sy_ovr, customer_id, segment, months, on_site, from_on, to_on, reason, withdrawn_at"

func scanRhythm(s scanner) (app.VisitRhythm, error) {
	var r app.VisitRhythm
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Customer), &r.Segment, &r.Months,
		&r.OnSite, &r.FromOn, &r.ToOn, &r.Reason, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func rhythmRow(r app.VisitRhythm) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"customer_id", idOf(r.Customer)},
		{"segment", r.Segment},
		{"months", r.Months},
		{"on_site", flagOf(r.OnSite)},
		{"from_on", string(r.FromOn)},
		{"to_on", string(r.ToOn)},
		{"reason", r.Reason},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putRhythm(ctx context.Context, was, now app.VisitRhythm) error {
	return x.put(ctx, "visit_rhythms", before(was.ID.IsZero(), was, rhythmRow), rhythmRow(now))
}

const formColumns = "id, area, sy_hlc, sy_dev, sy_ovr, code, version, text, valid_from, withdrawn_at"

func scanForm(s scanner) (app.VisitFormText, error) {
	var r app.VisitFormText
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.Code, &r.Version, &r.Text, &r.ValidFrom,
		orZero(&r.WithdrawnAt),
	)
	return r, err
}

func formRow(r app.VisitFormText) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"code", r.Code},
		{"version", r.Version},
		{"text", r.Text},
		{"valid_from", string(r.ValidFrom)},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putForm(ctx context.Context, was, now app.VisitFormText) error {
	return x.put(ctx, "visit_forms", before(was.ID.IsZero(), was, formRow), formRow(now))
}

const visitColumns = "id, area, sy_hlc, sy_dev, sy_ovr, number, customer_id, account_id, manager_id, month, planned_on, route_no, " +
	"basis, status, first_on, moves, reason, channel, purposes, form, form_version, visited_on, began_at, ended_at, " +
	"entered_at, late_days, met, satisfaction, position, signed_by, signed_paper, follow_up_on, followed_up_at, follow_up, note, asked, blanks, facts, quality, " +
	"created_by, created_at, withdrawn_at"

func scanVisit(s scanner) (app.Visit, error) {
	var r app.Visit
	err := s.Scan(visitInto(&r)...)
	return r, err
}

func visitInto(r *app.Visit) []any {
	return []any{
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.Number, idInto(&r.Customer), idInto(&r.Account),
		idInto(&r.Manager), &r.Month, &r.PlannedOn, &r.RouteNo, &r.Basis, &r.Status, &r.FirstOn, &r.Moves, &r.Reason, &r.Channel,
		&r.Purposes, &r.Form, &r.FormVersion, &r.VisitedOn, &r.BeganAt, &r.EndedAt, &r.EnteredAt, &r.LateDays, &r.Met, &r.Satisfaction,
		&r.Position, &r.SignedBy, &r.SignedPaper, &r.FollowUpOn, &r.FollowedUpAt, &r.FollowUp, &r.Note, &r.Asked, &r.Blanks, &r.Facts, &r.Quality,
		idInto(&r.CreatedBy), &r.CreatedAt, orZero(&r.WithdrawnAt),
	}
}

func visitRow(r app.Visit) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"number", r.Number},
		{"customer_id", idOf(r.Customer)},
		{"account_id", idOf(r.Account)},
		{"manager_id", idOf(r.Manager)},
		{"month", r.Month},
		{"planned_on", string(r.PlannedOn)},
		{"route_no", r.RouteNo},
		{"basis", r.Basis},
		{"status", string(r.Status)},
		{"first_on", string(r.FirstOn)},
		{"moves", r.Moves},
		{"reason", r.Reason},
		{"channel", string(r.Channel)},
		{"purposes", r.Purposes},
		{"form", r.Form},
		{"form_version", r.FormVersion},
		{"visited_on", string(r.VisitedOn)},
		{"began_at", r.BeganAt},
		{"ended_at", r.EndedAt},
		{"entered_at", r.EnteredAt},
		{"late_days", r.LateDays},
		{"met", r.Met},
		{"satisfaction", r.Satisfaction},
		{"position", r.Position},
		{"signed_by", r.SignedBy},
		{"signed_paper", flagOf(r.SignedPaper)},
		{"follow_up_on", string(r.FollowUpOn)},
		{"followed_up_at", r.FollowedUpAt},
		{"follow_up", r.FollowUp},
		{"note", r.Note},
		{"asked", r.Asked},
		{"blanks", r.Blanks},
		{"facts", r.Facts},
		{"quality", r.Quality},
		{"created_by", idOf(r.CreatedBy)},
		{"created_at", r.CreatedAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putVisit(ctx context.Context, was, now app.Visit) error {
	return x.put(ctx, "visits", before(was.ID.IsZero(), was, visitRow), visitRow(now))
}

const visitAnswerColumns = "id, area, sy_hlc, sy_dev, sy_ovr, visit_id, name, value, copied, withdrawn_at"

func scanVisitAnswer(s scanner) (app.VisitAnswer, error) {
	var r app.VisitAnswer
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Visit), &r.Name, &r.Value,
		&r.Copied, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func visitAnswerRow(r app.VisitAnswer) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"visit_id", idOf(r.Visit)},
		{"name", r.Name},
		{"value", r.Value},
		{"copied", flagOf(r.Copied)},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putVisitAnswer(ctx context.Context, was, now app.VisitAnswer) error {
	return x.put(ctx, "visit_answers", before(was.ID.IsZero(), was, visitAnswerRow), visitAnswerRow(now))
}

const visitLinkColumns = "id, area, sy_hlc, sy_dev, sy_ovr, visit_id, kind, record_id, verified_on, withdrawn_at"

func scanVisitLink(s scanner) (app.VisitLink, error) {
	var r app.VisitLink
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Visit), &r.Kind, idInto(&r.Record), &r.VerifiedOn,
		orZero(&r.WithdrawnAt),
	)
	return r, err
}

func visitLinkRow(r app.VisitLink) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"visit_id", idOf(r.Visit)},
		{"kind", string(r.Kind)},
		{"record_id", idOf(r.Record)},
		{"verified_on", string(r.VerifiedOn)},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putVisitLink(ctx context.Context, was, now app.VisitLink) error {
	return x.put(ctx, "visit_links", before(was.ID.IsZero(), was, visitLinkRow), visitLinkRow(now))
}
