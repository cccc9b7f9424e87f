package data

import (
	"context"

	"lamplighter/app"
)

// The rows of segments: for each noun its select list, its scan and its row
// for put.

const segmentRuleColumns = "id, area, sy_hlc, sy_dev, sy_ovr, segment, priority, conditions, version, valid_from, valid_to, note, source, mark, " +
	"withdrawn_at"

func scanSegmentRule(s scanner) (app.SegmentRule, error) {
	var r app.SegmentRule
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.Segment, &r.Priority, &r.Conditions, &r.Version,
		&r.ValidFrom, &r.ValidTo, &r.Note, &r.Source, &r.Mark, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func segmentRuleRow(r app.SegmentRule) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"segment", r.Segment},
		{"priority", r.Priority},
		{"conditions", r.Conditions},
		{"version", r.Version},
		{"valid_from", string(r.ValidFrom)},
		{"valid_to", string(r.ValidTo)},
		{"note", r.Note},
		{"source", r.Source},
		{"mark", r.Mark},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putSegmentRule(ctx context.Context, was, now app.SegmentRule) error {
	return x.put(ctx, "segment_rules", before(was.ID.IsZero(), was, segmentRuleRow), segmentRuleRow(now))
}

const segmentingColumns = "id, area, sy_hlc, sy_dev, sy_ovr, customer_id, segment, rule_id, because, against, from_on, by_id, at, withdrawn_at"

func scanSegmenting(s scanner) (app.Segmenting, error) {
	var r app.Segmenting
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Customer), &r.Segment, idInto(&r.Rule),
		&r.Because, &r.Against, &r.FromOn, idInto(&r.By), &r.At, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func segmentingRow(r app.Segmenting) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"customer_id", idOf(r.Customer)},
		{"segment", r.Segment},
		{"rule_id", idOf(r.Rule)},
		{"because", r.Because},
		{"against", r.Against},
		{"from_on", string(r.FromOn)},
		{"by_id", idOf(r.By)},
		{"at", r.At},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putSegmenting(ctx context.Context, was, now app.Segmenting) error {
	return x.put(ctx, "segmentings", before(was.ID.IsZero(), was, segmentingRow), segmentingRow(now))
}
