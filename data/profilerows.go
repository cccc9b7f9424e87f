package data

import (
	"context"

	"lamplighter/app"
)

// The rows of what is known of a customer: for each noun its select list, its scan and its row
// for put.

const factColumns = "id, area, sy_hlc, sy_dev, sy_ovr, customer_id, name, value, known_on, source, visit_id, verified_on, " +
	"withdrawn_at"

func scanFact(s scanner) (app.Fact, error) {
	var r app.Fact
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Customer), &r.Name, &r.Value, &r.KnownOn,
		&r.Source, idInto(&r.Visit), &r.VerifiedOn, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func factRow(r app.Fact) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"customer_id", idOf(r.Customer)},
		{"name", r.Name},
		{"value", r.Value},
		{"known_on", string(r.KnownOn)},
		{"source", r.Source},
		{"visit_id", idOf(r.Visit)},
		{"verified_on", string(r.VerifiedOn)},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putFact(ctx context.Context, was, now app.Fact) error {
	return x.put(ctx, "customer_facts", before(was.ID.IsZero(), was, factRow), factRow(now))
}

const freshnessLimitColumns = "id, area, sy_hlc, sy_dev, sy_ovr, field_group, segment, months, source, mark, withdrawn_at"

func scanFreshnessLimit(s scanner) (app.FreshnessLimit, error) {
	var r app.FreshnessLimit
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.Group, &r.Segment, &r.Months, &r.Source, &r.Mark,
		orZero(&r.WithdrawnAt),
	)
	return r, err
}

func freshnessLimitRow(r app.FreshnessLimit) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"field_group", r.Group},
		{"segment", r.Segment},
		{"months", r.Months},
		{"source", r.Source},
		{"mark", r.Mark},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putFreshnessLimit(ctx context.Context, was, now app.FreshnessLimit) error {
	return x.put(ctx, "freshness_limits", before(was.ID.IsZero(), was, freshnessLimitRow), freshnessLimitRow(now))
}
