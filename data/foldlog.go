package data

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"lamplighter/app"
	"lamplighter/data/bundle"
)

// The log of a device is folded: change sets that nobody asks for any more keep
// their place and stamp and lose what they held. Those are the ones that all good
// devices of their area have, two others at least and one of them that keeps all,
// which are older than app.LogKept, and of which every value was written over
// before that. So what a record says, its history but for values between that no
// longer hold, undo of what is younger, of imports too, and moves stay as they are.
// Devices on which somebody enrols others or moves customers fold nothing: from
// them whoever is late gets what he lacks.

// foldedAt is the setting that says when the log was last folded.
const foldedAt = "sync.folded_at"

// foldEvery is how long nothing is looked at again.
const foldEvery = 30 * 24 * time.Hour

// keepsAll reports whether a device keeps every change set.
func keepsAll(c app.DeviceCertificate) bool {
	return enrols(c) || c.Actor().May(app.MoveCustomers) == nil
}

// enrols reports whether a device is a main computer, which lays snapshots.
func enrols(c app.DeviceCertificate) bool { return c.Actor().May(app.EnrolDevices) == nil }

// fold folds what can be, now and then.
func (e *exchange) fold(ctx context.Context) error {
	if keepsAll(e.me) {
		return nil
	}
	text, err := e.s.Setting(ctx, foldedAt)
	if err != nil {
		return err
	}
	now := e.s.now()
	if last, _ := strconv.ParseInt(text, 10, 64); now.UnixMilli()-last < foldEvery.Milliseconds() {
		return nil
	}
	before := now.Add(-app.LogKept).UnixMilli() << clockBits
	for of := range e.have {
		if to := e.everybodyHas(of); to > 0 && e.carries(of.Area) {
			if _, err := e.s.foldStream(ctx, of, to, before); err != nil {
				return err
			}
		}
	}
	return e.s.Set(ctx, foldedAt, strconv.FormatInt(now.UnixMilli(), 10))
}

// everybodyHas is how far a stream has arrived at all good devices of its area;
// 0 while these are too few.
func (e *exchange) everybodyHas(of bundle.Stream) int64 {
	others := e.others(of.Area)
	if len(others) < 2 || !slices.ContainsFunc(others, keepsAll) {
		return 0
	}
	return e.arrivedAt(of, others)
}

// arrivedAt is how far a stream has arrived at this device and at others.
func (e *exchange) arrivedAt(of bundle.Stream, others []app.DeviceCertificate) int64 {
	last := e.have[of]
	for _, c := range others {
		last = min(last, e.has(c.Device)[of])
	}
	return last
}

// foldAtOnce change sets are looked at in one transaction, after which others
// may write.
const foldAtOnce = 200

// foldStream folds a stream up to a number, of what was written before a stamp,
// and answers how many sets lost what they held.
func (s *Store) foldStream(ctx context.Context, of bundle.Stream, to, before int64) (folded int, err error) {
	for after := int64(0); ; {
		looked := 0
		err := s.writeAs(ctx, &tx{s: s, dev: s.device.id}, func(x *tx) error {
			if waits, err := one(ctx, s.conn, scanInt, "SELECT EXISTS (SELECT 1 FROM sy_pending)"); err != nil || waits != 0 {
				return err // what waits may have seen anything
			}
			sets, err := collect(ctx, s.conn, scanSet, `SELECT dev, area, seq, hlc, body FROM sy_changes c WHERE dev = ?1 AND area = ?2 AND seq > ?3 AND seq <= ?4 AND hlc < ?5
				AND length(body) > 0 AND NOT EXISTS (SELECT 1 FROM sy_quarantine q WHERE q.dev = c.dev AND q.area = c.area AND q.seq = c.seq)
				AND NOT EXISTS (SELECT 1 FROM imports i WHERE c.ord BETWEEN i.first_ord AND i.last_ord) ORDER BY seq LIMIT ?6`,
				of.Device, int64(of.Area), after, to, before, foldAtOnce)
			if err != nil {
				return err
			}
			looked = len(sets)
			for _, set := range sets {
				after = set.seq
				asked, err := x.asked(ctx, set, before)
				if err == nil && !asked {
					folded++
					err = x.foldSet(ctx, set)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || looked < foldAtOnce {
			return folded, err
		}
	}
}

// asked reports whether anything may still be asked of a set: it made a row or
// brought it here, a value of it holds or is before somebody for a decision, or
// what was written over it may be taken back.
func (x *tx) asked(ctx context.Context, set changeSet, before int64) (bool, error) {
	own := stamp{set.hlc, set.dev}
	for _, w := range set.writes() {
		t, known := x.s.byNo[w.table]
		if !known || w.made || w.carried != nil || w.left != 0 {
			return true, nil
		}
		r, err := x.current(ctx, t, w.id)
		if errors.Is(err, app.ErrNotFound) {
			return true, nil // it left, and may come back
		}
		if err != nil {
			return true, err
		}
		for _, c := range w.cells {
			if stampOf(r.seen, c.column) == own {
				return true, nil
			}
		}
		if is, err := x.standsBeforeSomebody(ctx, t, w.id, own, before); is || err != nil {
			return true, err
		}
	}
	return false, nil
}

// standsBeforeSomebody reports whether a record waits for a decision, or a write
// of it that can be taken back was made over another.
func (x *tx) standsBeforeSomebody(ctx context.Context, t *table, id [16]byte, own stamp, before int64) (bool, error) {
	open, err := one(ctx, x.s.conn, scanInt, "SELECT EXISTS (SELECT 1 FROM sy_lost WHERE tbl = ? AND row_id = ?)", int64(t.no), id[:])
	if err != nil || open != 0 {
		return true, err
	}
	ords, err := collect(ctx, x.s.conn, scanInt, `SELECT c.ord FROM sy_edits e JOIN sy_changes c ON c.ord = e.ord WHERE e.row_id = ?1
		AND (c.hlc >= ?2 OR EXISTS (SELECT 1 FROM imports i WHERE c.ord BETWEEN i.first_ord AND i.last_ord))`, id[:], before)
	if err != nil {
		return true, err
	}
	later, err := setsAt(ctx, x.s.conn, ords, func(table uint64, other []byte) bool { return table == t.no && string(other) == string(id[:]) })
	for _, set := range later {
		for _, w := range set.writes() {
			for _, c := range w.cells {
				for base := range c.bases {
					if base == own {
						return true, nil
					}
				}
			}
		}
	}
	return err != nil, err
}

// foldSet takes away what a set held. Its hash is in the set after it, or is the
// end of the chain.
func (x *tx) foldSet(ctx context.Context, set changeSet) error {
	key := []any{set.dev, set.area, set.seq}
	for _, r := range set.rows {
		err := x.exec(ctx, "DELETE FROM sy_edits WHERE row_id = ?4 AND ord = (SELECT ord FROM sy_changes WHERE dev = ?1 AND area = ?2 AND seq = ?3)", append(key, r.id[:])...)
		if err != nil {
			return err
		}
	}
	return errorsFirst(x.exec(ctx, "UPDATE sy_changes SET body = x'' WHERE dev = ? AND area = ? AND seq = ?", key...), x.noteFold(ctx, set))
}

// noteFold keeps the hash of a set whose body cannot tell it any more.
func (x *tx) noteFold(ctx context.Context, set changeSet) error {
	return x.exec(ctx, `INSERT INTO sy_folded (dev, area, seq, hash) SELECT ?1, ?2, ?3, coalesce((SELECT prev_hash FROM sy_changes WHERE dev = ?1 AND area = ?2 AND seq = ?3 + 1),
			(SELECT hash FROM sy_have WHERE dev = ?1 AND area = ?2)) ON CONFLICT (dev, area) DO UPDATE SET seq = max(seq, excluded.seq),
			hash = CASE WHEN excluded.seq >= seq THEN excluded.hash ELSE hash END`, set.dev, set.area, set.seq)
}

// isFolded reports whether a write was in a set that lost what it held.
func (x *tx) isFolded(ctx context.Context, at stamp) (bool, error) {
	n, err := one(ctx, x.s.conn, scanInt, "SELECT EXISTS (SELECT 1 FROM sy_changes WHERE hlc = ? AND +dev = ? AND length(body) = 0)", at.hlc, at.dev)
	return n != 0, err
}
