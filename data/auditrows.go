package data

import (
	"context"
	"encoding/json"

	"lamplighter/app"
)

const auditColumns = "id, area, sy_hlc, sy_dev, sy_ovr, device, number, at, kind, staff_id, witness_id, of_table, record_id, reason, details, prev_hash, hash"

func scanAudit(r scanner) (app.AuditEntry, error) {
	var e app.AuditEntry
	err := r.Scan(auditInto(&e)...)
	return e, err
}

func auditInto(e *app.AuditEntry) []any {
	return []any{
		idInto(&e.ID), &e.Area, &e.Seen.HLC, &e.Seen.Device, laterInto(&e.Seen), &e.Device, &e.Number, &e.At, &e.Kind, idInto(&e.Staff), idInto(&e.Witness),
		&e.Table, idInto(&e.Record), &e.Reason,
		detailsInto{&e.Details},
		&e.Prev, &e.Hash,
	}
}

func auditRow(e app.AuditEntry) row {
	return row{id: e.ID, area: e.Area, seen: e.Seen, fields: []field{
		{"device", int64(e.Device)},
		{"number", e.Number},
		{"at", e.At},
		{"kind", string(e.Kind)},
		{"staff_id", idOf(e.Staff)},
		{"witness_id", idOf(e.Witness)},
		{"of_table", e.Table},
		{"record_id", idOf(e.Record)},
		{"reason", e.Reason},
		{"details", detailsText(e.Details)},
		{"prev_hash", e.Prev},
		{"hash", e.Hash},
	}}
}

func (x *tx) putAudit(ctx context.Context, e app.AuditEntry) error {
	return x.put(ctx, "audit_entries", row{}, auditRow(e))
}

func detailsText(details map[string]string) string {
	if len(details) == 0 {
		return ""
	}
	text, _ := json.Marshal(details) // of strings: never fails
	return string(text)
}

type detailsInto struct{ details *map[string]string }

// Scan implements sql.Scanner. What a stranger wrote wrongly says nothing, which
// its hash will tell.
func (d detailsInto) Scan(src any) error {
	if text, _ := src.(string); text != "" {
		_ = json.Unmarshal([]byte(text), d.details)
	}
	return nil
}
