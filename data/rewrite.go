package data

import (
	"context"
	"encoding/binary"
	"fmt"

	"lamplighter/app"
)

// Where two copies of a file wrote under one name, one of them brings what it
// wrote since they parted under its new name: its change sets get new numbers
// and a chain of their own, and the rows that came from them new stamps. So both
// branches can be taken in by everybody, as what two devices wrote.

// rewriteForked does so for the change sets that the identity's file names. It
// is one transaction and can be begun again.
func (s *Store) rewriteForked(ctx context.Context) error {
	kept, err := readDeviceFile(s.path)
	if err != nil || len(kept.Rewrite) == 0 || len(kept.Former) == 0 {
		return err
	}
	w := rewriting{s: s, was: deviceOf(kept.Former[len(kept.Former)-1].Seed).id}
	if err := w.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	for area, from := range kept.Rewrite {
		if err = w.area(ctx, area, from); err != nil {
			break
		}
	}
	if err == nil && s.watch {
		err = w.exec(ctx, "DELETE FROM dirty") // past the door: the log was rewritten with them
	}
	if err == nil {
		err = w.exec(ctx, "COMMIT")
	}
	if err != nil {
		_ = w.exec(context.WithoutCancel(ctx), "ROLLBACK") // fails when SQLite has rolled back already
		return fmt.Errorf("rewrite change sets: %w", err)
	}
	return s.editDevice(func(f *deviceFile) { f.Rewrite = nil })
}

type rewriting struct {
	s    *Store
	was  app.DeviceID
	from int64 // the stamp of the first set that is rewritten
}

func (w *rewriting) exec(ctx context.Context, statement string, args ...any) error {
	_, err := w.s.conn.ExecContext(ctx, statement, args...)
	return err
}

// forkedSet is a set to be rewritten, with what the log holds beside it.
type forkedSet struct {
	changeSet
	prev []byte
	ord  int64
}

func (w *rewriting) area(ctx context.Context, area app.Area, from int64) error {
	sets, err := collect(ctx, w.s.conn, func(r scanner) (forkedSet, error) {
		var f forkedSet
		var body []byte
		if err := r.Scan(&f.dev, &f.area, &f.seq, &f.hlc, &body, &f.prev, &f.ord); err != nil {
			return f, err
		}
		return f, f.decode(body)
	}, "SELECT dev, area, seq, hlc, body, prev_hash, ord FROM sy_changes WHERE dev = ? AND area = ? AND seq >= ? ORDER BY seq", w.was, int64(area), from)
	if err != nil || len(sets) == 0 {
		return err
	}
	w.from = sets[0].hlc
	head := chain{area: int64(area), hash: []byte{}}
	for _, f := range sets {
		if head, err = w.set(ctx, f, head); err != nil {
			return err
		}
	}
	if err := w.heads(ctx, sets[0], head); err != nil {
		return err
	}
	for _, table := range []string{"sy_lost", "sy_pending"} {
		if err := w.exec(ctx, "UPDATE OR REPLACE "+table+" SET dev = ? WHERE dev = ? AND area = ? AND hlc >= ?", w.s.device.id, w.was, int64(area), w.from); err != nil {
			return err
		}
	}
	return nil
}

// set puts a set under its new name, behind the one before it.
func (w *rewriting) set(ctx context.Context, f forkedSet, head chain) (chain, error) {
	now := f.changeSet
	now.dev, now.seq = w.s.device.id, head.seq+1
	body := now.bodyHead()
	for i := range now.rows {
		for j := range now.rows[i].cells {
			c := &now.rows[i].cells[j]
			at := w.stamp(stamp{c.baseHLC, c.baseDev})
			c.baseHLC, c.baseDev = at.hlc, at.dev
		}
		body = appendRow(body, now.rows[i], now.dev)
	}
	err := errorsFirst(
		w.exec(ctx, "DELETE FROM sy_changes WHERE dev = ? AND area = ? AND seq = ?", f.dev, f.area, f.seq),
		w.exec(ctx, "INSERT INTO sy_changes (dev, area, seq, hlc, body, prev_hash, ord) VALUES (?, ?, ?, ?, ?, ?, ?)", now.dev, now.area, now.seq, now.hlc, body, head.hash, f.ord),
	)
	for _, r := range now.rows {
		if err == nil {
			err = w.row(ctx, r)
		}
	}
	return chain{area: now.area, seq: now.seq, hlc: now.hlc, hash: setHash(now, body, head.hash)}, err
}

// stamp is a stamp after the rewriting.
func (w *rewriting) stamp(at stamp) stamp {
	if at.dev == w.was && at.hlc >= w.from {
		at.dev = w.s.device.id
	}
	return at
}

// row gives a row the stamps of the rewritten sets.
func (w *rewriting) row(ctx context.Context, r changedRow) error {
	t, known := w.s.byNo[r.table]
	if !known {
		return nil
	}
	now, err := readRow(ctx, w.s.conn, t, r.id)
	if err != nil {
		return err
	}
	made := w.stamp(stamp{now.seen.HLC, now.seen.Device})
	later := []byte(now.seen.Later)
	for i := 0; i+laterSize <= len(later); i += laterSize {
		at := w.stamp(stampOf(now.seen, later[i]))
		binary.BigEndian.PutUint64(later[i+9:], uint64(at.dev))
	}
	now.seen.Later = string(later)
	err = w.exec(ctx, "UPDATE "+t.name+" SET sy_dev = ?, sy_ovr = ? WHERE id = ?", made.dev, laterBytes(now.seen), r.id[:])
	return errorsFirst(err, w.exec(ctx, "UPDATE OR REPLACE sy_superseded SET dev = ? WHERE tbl = ? AND row_id = ? AND dev = ? AND hlc >= ?",
		w.s.device.id, int64(t.no), r.id[:], w.was, w.from))
}

// heads says where both chains end now.
func (w *rewriting) heads(ctx context.Context, first forkedSet, head chain) error {
	err := w.exec(ctx, "DELETE FROM sy_have WHERE dev = ? AND area = ?", w.was, first.area)
	if err == nil && first.seq > 1 {
		err = w.exec(ctx, `INSERT INTO sy_have (dev, area, seq, hash, hlc)
			VALUES (?1, ?2, ?3, ?4, coalesce((SELECT hlc FROM sy_changes WHERE dev = ?1 AND area = ?2 AND seq = ?3), 0))`, w.was, first.area, first.seq-1, first.prev)
	}
	if err != nil {
		return err
	}
	return w.exec(ctx, "INSERT INTO sy_have (dev, area, seq, hash, hlc) VALUES (?, ?, ?, ?, ?)", w.s.device.id, head.area, head.seq, head.hash, head.hlc)
}
