package data

import (
	"bytes"
	"context"
	"slices"

	"lamplighter/app"
)

// CheckAudit goes through the audit log of a file that is not written to: each
// entry must say what its hash was made of, name the hash of the one before it,
// and be what the change log tells of it. It answers the first break.
func CheckAudit(ctx context.Context, path string) (app.AuditVerdict, error) {
	r, err := openToRead(ctx, path)
	if err != nil {
		return app.AuditVerdict{}, err
	}
	defer r.close()
	verdict, err := checkAudit(ctx, r.conn)
	return verdict, wrap("check audit log", plain(err))
}

// CheckAudit is CheckAudit of the open file.
func (s *Store) CheckAudit(ctx context.Context, by app.Actor) (app.AuditVerdict, error) {
	if err := by.May(app.ReadAudit); err != nil {
		return app.AuditVerdict{}, err
	}
	verdict, err := checkAudit(ctx, s.reader)
	return verdict, wrap("check audit log", err)
}

// auditPlace is where an entry stands.
type auditPlace struct {
	device app.DeviceID
	area   app.Area
	number int64
}

func checkAudit(ctx context.Context, q querier) (app.AuditVerdict, error) {
	logged, err := loggedAudit(ctx, q)
	if err != nil {
		return app.AuditVerdict{}, err
	}
	entries, err := collect(ctx, q, scanAudit, "SELECT "+auditColumns+" FROM audit_entries ORDER BY device, area, number, id")
	if err != nil {
		return app.AuditVerdict{}, err
	}
	var first *app.AuditEntry
	var v app.AuditVerdict
	fault := func(e app.AuditEntry, what app.AuditFault) {
		if first == nil {
			first, v.Fault, v.Area, v.Number, v.At = &e, what, e.Area, e.Number, e.At
		}
	}
	hashes := map[auditPlace][][]byte{} // more than one where a copy of the file went on under the same name
	chains := map[auditPlace]bool{}
	for _, e := range entries {
		at, before := auditPlace{e.Device, e.Area, e.Number}, hashes[auditPlace{e.Device, e.Area, e.Number - 1}]
		hashes[at], chains[auditPlace{device: e.Device, area: e.Area}] = append(hashes[at], e.Hash), true
		told, there := logged[e.ID]
		delete(logged, e.ID)
		chained := e.Number == 1 && len(e.Prev) == 0 || slices.ContainsFunc(before, func(hash []byte) bool { return bytes.Equal(hash, e.Prev) })
		switch {
		case !bytes.Equal(e.Chained(e.Prev).Hash, e.Hash), there && !bytes.Equal(told.Hash, e.Hash):
			fault(e, app.AuditChanged)
		case !chained:
			fault(e, app.AuditUnchained)
		}
	}
	for _, e := range logged {
		fault(e, app.AuditMissing)
	}
	v.Entries, v.Chains = int64(len(entries)), int64(len(chains))
	if first == nil {
		return v, nil
	}
	codes, err := collect(ctx, q, scanText, "SELECT code FROM sy_devices WHERE dev = ?", int64(first.Device))
	if len(codes) > 0 {
		v.Device = codes[0]
	}
	return v, err
}

// loggedAudit is what the change log tells of the audit log: of each entry its
// place and its hash.
func loggedAudit(ctx context.Context, q querier) (map[app.AuditEntryID]app.AuditEntry, error) {
	no := uint64(0)
	for _, t := range travelling {
		if t.name == "audit_entries" {
			no = t.no
		}
	}
	columns := map[byte]string{}
	_, err := collect(ctx, q, func(r scanner) (bool, error) {
		var cid byte
		var name string
		err := r.Scan(&cid, &name)
		columns[cid] = name
		return true, err
	}, "SELECT cid, name FROM pragma_table_info('audit_entries')")
	if err != nil {
		return nil, err
	}
	out := map[app.AuditEntryID]app.AuditEntry{}
	_, err = collect(ctx, q, func(r scanner) (bool, error) {
		set, err := scanRows(r, func(table uint64, _ []byte) bool { return table == no })
		for _, row := range set.rows {
			e := app.AuditEntry{ID: row.id, Device: app.DeviceID(set.dev), Area: app.Area(set.area), At: set.at}
			for _, c := range row.cells {
				switch columns[c.column] {
				case "number":
					e.Number, _ = c.value.(int64)
				case "hash":
					e.Hash, _ = c.value.([]byte)
				}
			}
			if row.made {
				out[e.ID] = e
			}
		}
		return true, err
	}, "SELECT c.dev, c.area, c.seq, c.hlc, c.body FROM sy_changes c LEFT JOIN sy_quarantine q ON q.dev = c.dev AND q.area = c.area AND q.seq = c.seq WHERE q.dev IS NULL")
	return out, err
}
