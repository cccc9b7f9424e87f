package data

import (
	"context"
	"encoding/binary"
	"encoding/json"

	"lamplighter/app"
)

const recordMergeColumns = "id, area, sy_hlc, sy_dev, sy_ovr, of_table, gone_id, stays_id, with_id, known, replaced, note, by_id, made_at, withdrawn_at"

func scanRecordMerge(s scanner) (app.RecordMerge, error) {
	var r app.RecordMerge
	err := s.Scan(recordMergeInto(&r)...)
	return r, err
}

func recordMergeInto(r *app.RecordMerge) []any {
	return []any{
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.Table, idInto(&r.Gone), idInto(&r.Stays), idInto(&r.With),
		knownInto{&r.Known},
		replacedInto{&r.Replaced},
		&r.Note, idInto(&r.By), &r.MadeAt, orZero(&r.WithdrawnAt),
	}
}

func recordMergeRow(r app.RecordMerge) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"of_table", r.Table},
		{"gone_id", idOf(r.Gone)},
		{"stays_id", idOf(r.Stays)},
		{"with_id", idOf(r.With)},
		{"known", knownBytes(r.Known)},
		{"replaced", replacedText(r.Replaced)},
		{"note", r.Note},
		{"by_id", idOf(r.By)},
		{"made_at", r.MadeAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putRecordMerge(ctx context.Context, was, now app.RecordMerge) error {
	return x.put(ctx, "record_merges", before(was.ID.IsZero(), was, recordMergeRow), recordMergeRow(now))
}

// knownBytes are stamps as a column holds them.
func knownBytes(seen app.Seen) []byte {
	b := binary.BigEndian.AppendUint64(nil, uint64(seen.HLC))
	return append(binary.BigEndian.AppendUint64(b, uint64(seen.Device)), seen.Later...)
}

type knownInto struct{ seen *app.Seen }

// Scan implements sql.Scanner. What a stranger wrote wrongly is nothing seen.
func (k knownInto) Scan(src any) error {
	if b, _ := src.([]byte); len(b) >= 16 {
		*k.seen = app.Seen{HLC: int64(binary.BigEndian.Uint64(b)), Device: int64(binary.BigEndian.Uint64(b[8:])), Later: string(b[16:])}
	}
	return nil
}

func replacedText(fields map[string]string) string {
	if len(fields) == 0 {
		return ""
	}
	text, _ := json.Marshal(fields) // strings always marshal, in the order of their names
	return string(text)
}

type replacedInto struct{ fields *map[string]string }

// Scan implements sql.Scanner.
func (r replacedInto) Scan(src any) error {
	if text, _ := src.(string); text != "" {
		_ = json.Unmarshal([]byte(text), r.fields) // what a stranger wrote wrongly replaced nothing
	}
	return nil
}

const customersApartColumns = "id, area, sy_hlc, sy_dev, sy_ovr, one_id, other_id, note, by_id, made_at, withdrawn_at"

func scanCustomersApart(s scanner) (app.CustomersApart, error) {
	var r app.CustomersApart
	err := s.Scan(idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.One), idInto(&r.Other), &r.Note, idInto(&r.By), &r.MadeAt, orZero(&r.WithdrawnAt))
	return r, err
}

func customersApartRow(r app.CustomersApart) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"one_id", idOf(r.One)},
		{"other_id", idOf(r.Other)},
		{"note", r.Note},
		{"by_id", idOf(r.By)},
		{"made_at", r.MadeAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putCustomersApart(ctx context.Context, was, now app.CustomersApart) error {
	return x.put(ctx, "customers_apart", before(was.ID.IsZero(), was, customersApartRow), customersApartRow(now))
}
