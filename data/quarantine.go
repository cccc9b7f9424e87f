package data

import (
	"context"
	"errors"

	"github.com/mattn/go-sqlite3"

	"lamplighter/app"
)

// unfitFor tells an error that lies in a change set from one of this computer.
func unfitFor(err error) (app.QuarantineReason, bool) {
	var fault sqlite3.Error
	switch {
	case errors.Is(err, errBody):
		return app.Unreadable, true
	case errors.Is(err, errStamp):
		return app.ImpossibleStamp, true
	case errors.Is(err, errUnauthorised), errors.Is(err, errForged):
		return app.Unauthorised, true
	case errors.Is(err, errType), errors.As(err, &fault) && fault.Code == sqlite3.ErrConstraint:
		return app.ImpossibleValue, true
	}
	return "", false
}

// quarantine notes that a set of the log is not in the records.
func (x *tx) quarantine(ctx context.Context, set changeSet, reason app.QuarantineReason) error {
	x.merging.quarantined = true
	x.merging.told.refuse(set, reason)
	return x.exec(ctx, "INSERT INTO sy_quarantine (dev, area, seq, hlc, reason, at) VALUES (?, ?, ?, ?, ?, ?)",
		set.dev, set.area, set.seq, set.hlc, string(reason), x.now.UnixMilli())
}

// retryQuarantined merges the sets that this program can.
func (x *tx) retryQuarantined(ctx context.Context) error {
	if !x.merging.quarantined {
		return nil
	}
	type kept struct {
		changeSet
		body []byte
	}
	sets, err := collect(ctx, x.s.conn, func(r scanner) (kept, error) {
		var k kept
		err := r.Scan(&k.dev, &k.area, &k.seq, &k.hlc, &k.body)
		return k, err
	}, `SELECT c.dev, c.area, c.seq, c.hlc, c.body FROM sy_quarantine q JOIN sy_changes c ON c.dev = q.dev AND c.area = q.area AND c.seq = q.seq
		WHERE q.reason <> ?1 AND (q.reason <> ?2 OR ?3) ORDER BY c.ord`, string(app.ImpossibleStamp), string(app.Unauthorised), x.merging.trust != nil)
	if err != nil {
		return err
	}
	for _, k := range sets {
		err := x.mergeWhole(ctx, &k.changeSet, k.body)
		if _, unfit := unfitFor(err); unfit {
			continue
		}
		if err == nil {
			err = x.release(ctx, k.changeSet)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// release takes a set that was merged after all out of quarantine.
func (x *tx) release(ctx context.Context, set changeSet) error {
	for _, r := range set.rows {
		x.merging.replayed = append(x.merging.replayed, r)
		if r.made && !x.merging.remade[r.id] {
			continue
		}
		err := x.exec(ctx, "INSERT OR IGNORE INTO sy_edits (row_id, ord) SELECT ?, ord FROM sy_changes WHERE dev = ? AND area = ? AND seq = ?", r.id[:], set.dev, set.area, set.seq)
		if err != nil {
			return err
		}
	}
	clear(x.merging.remade)
	return x.exec(ctx, "DELETE FROM sy_quarantine WHERE dev = ? AND area = ? AND seq = ?", set.dev, set.area, set.seq)
}

// Quarantine lists the change sets that came and could not be brought into the
// records, newest first.
func (s *Store) Quarantine(ctx context.Context, by app.Actor) (masked []app.QuarantinedSet, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadHistory); err != nil {
		return nil, err
	}
	sets, err := collect(ctx, s.reader, func(r scanner) (app.QuarantinedSet, error) {
		var q app.QuarantinedSet
		err := r.Scan(&q.Device, &q.DeviceName, &q.Area, &q.Number, &q.At, &q.Reason, &q.Bytes)
		return q, err
	}, `SELECT coalesce(d.code, ''), coalesce(d.name, ''), q.area, q.seq, q.at, q.reason, length(c.body) FROM sy_quarantine q
		JOIN sy_changes c ON c.dev = q.dev AND c.area = q.area AND c.seq = q.seq LEFT JOIN sy_devices d ON d.dev = q.dev ORDER BY q.at DESC, q.dev, q.area, q.seq`)
	return sets, wrap("list quarantine", err)
}
