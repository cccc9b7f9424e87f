package data

import (
	"context"

	"lamplighter/app"
)

// The rows of attachments: for each noun its select list, its scan and its row
// for put.

const attachmentColumns = "id, area, sy_hlc, sy_dev, sy_ovr, of_table, of_id, kind, hash, name, mime, bytes, width, height, note, by_id, " +
	"at, withdrawn_at"

func attachmentInto(r *app.Attachment) []any {
	return []any{
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.OfTable, idInto(&r.Of), &r.Kind, &r.Hash, &r.Name,
		&r.MIME, &r.Bytes, &r.Width, &r.Height, &r.Note, idInto(&r.By), &r.At, orZero(&r.WithdrawnAt),
	}
}

func attachmentRow(r app.Attachment) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"of_table", r.OfTable},
		{"of_id", idOf(r.Of)},
		{"kind", string(r.Kind)},
		{"hash", r.Hash},
		{"name", r.Name},
		{"mime", r.MIME},
		{"bytes", r.Bytes},
		{"width", r.Width},
		{"height", r.Height},
		{"note", r.Note},
		{"by_id", idOf(r.By)},
		{"at", r.At},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putAttachment(ctx context.Context, was, now app.Attachment) error {
	return x.put(ctx, "attachments", before(was.ID.IsZero(), was, attachmentRow), attachmentRow(now))
}
