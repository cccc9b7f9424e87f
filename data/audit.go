package data

import (
	"context"

	"lamplighter/app"
)

// audit writes an entry of the audit log with what this transaction does. Who,
// when, on which device and its place in the chain are added to what e says.
func (x *tx) audit(ctx context.Context, e app.AuditEntry) error {
	q, err := x.reads() // it sees the entries of this transaction
	if err != nil {
		return err
	}
	if e.Area == 0 {
		e.Area = x.by.Area
	}
	e.ID, e.Device, e.At, e.Witness = newID[app.AuditEntryID](), app.DeviceID(x.dev), x.now.UnixMilli(), x.by.Witness
	if e.Staff.IsZero() {
		e.Staff = x.by.Staff
	}
	ends, err := collect(ctx, q, scanAudit, "SELECT "+auditColumns+" FROM audit_entries WHERE device = ? AND area = ? ORDER BY number DESC LIMIT 1", x.dev, int64(e.Area))
	if err != nil {
		return err
	}
	prev := []byte{}
	e.Number = 1
	if len(ends) > 0 {
		prev, e.Number = ends[0].Hash, ends[0].Number+1
	}
	return x.putAudit(ctx, e.Chained(prev))
}

// noteAudit writes an entry for what changes no record: a sign-in, a look at a
// protected field, a list that went out.
func (s *Store) noteAudit(ctx context.Context, by app.Actor, e app.AuditEntry) error {
	return wrap("audit", s.write(ctx, by, app.Why{Source: auditSource}, func(x *tx) error { return x.audit(ctx, e) }))
}

// auditSource is what the change log says of an entry that stands alone.
const auditSource = "audit"
