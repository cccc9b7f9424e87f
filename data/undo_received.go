package data

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"lamplighter/app"
)

const undoReceivedSource = "undo received"

// UndoReceived takes back what a package brought, as one transaction of ordinary
// changes: rows it made are withdrawn, columns that hold a value of it get the
// one its author had before him. What somebody changed or used since stays and
// is counted. The package itself stays in the log, and is not taken in again. As
// for an import it may take two persons.
func (s *Store) UndoReceived(ctx context.Context, by app.Actor, sets []app.ReceivedSets) (app.UndoReport, error) {
	if err := by.May(app.ImportRecords); err != nil {
		return app.UndoReport{}, err
	}
	u := undoReceived{stamps: map[stamp]bool{}, made: map[rowKey]bool{}, goes: withdrawing{s: s, by: by, right: app.ImportRecords}}
	err := s.write(ctx, by, app.Why{Source: undoReceivedSource}, func(x *tx) error {
		for _, of := range sets {
			if err := u.gather(ctx, x, of); err != nil {
				return err
			}
		}
		return u.run(ctx, x)
	})
	return u.rep, wrap("undo received changes", err)
}

type undoReceived struct {
	rep    app.UndoReport
	stamps map[stamp]bool // of the package
	made   map[rowKey]bool
	rows   []rowKey // in the order they were first written
	goes   withdrawing
}

func (u *undoReceived) gather(ctx context.Context, x *tx, of app.ReceivedSets) error {
	sets, err := collect(ctx, x.s.conn, scanSet, `SELECT dev, area, seq, hlc, body FROM sy_changes c WHERE dev = ? AND area = ? AND seq BETWEEN ? AND ?
		AND NOT EXISTS (SELECT 1 FROM sy_quarantine q WHERE q.dev = c.dev AND q.area = c.area AND q.seq = c.seq) ORDER BY seq`, of.Device, int64(of.Area), of.First, of.Last)
	if err != nil {
		return err
	}
	for _, set := range sets {
		u.stamps[stamp{set.hlc, set.dev}] = true
		for _, r := range set.rows {
			key := rowKey{r.table, r.id}
			if _, known := u.made[key]; !known {
				u.rows = append(u.rows, key)
			}
			u.made[key] = u.made[key] || r.made
		}
	}
	return nil
}

// run goes backwards, so that what refers to a row goes before the row.
func (u *undoReceived) run(ctx context.Context, x *tx) error {
	for _, key := range slices.Backward(u.rows) {
		t, known := x.s.byNo[key.table]
		if !known || t.sealed() {
			continue // it waits, and nobody sees it; or it was signed, and stays
		}
		was, err := x.current(ctx, t, key.id)
		if errors.Is(err, app.ErrNotFound) {
			continue
		}
		kept := app.KeptOpen
		if err == nil {
			kept, err = keepingOf(ctx, x.s.conn, t.name, key.id)
		}
		if err == nil && kept != app.KeptOpen {
			u.rep.Kept++
		} else if err == nil && u.made[key] {
			err = u.withdraw(ctx, x, t, was)
		} else if err == nil {
			err = u.restore(ctx, x, t, was)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (u *undoReceived) withdraw(ctx context.Context, x *tx, t *table, was row) error {
	mixed := slices.ContainsFunc(t.columns, func(c column) bool { return !u.stamps[stampOf(was.seen, c.no)] })
	if !mixed {
		var err error
		if mixed, err = x.referredTo(ctx, t, was.id); err != nil {
			return err
		}
	}
	if mixed {
		u.rep.Kept++
		return u.goes.together()
	}
	if err := u.goes.one(t); err != nil {
		return err
	}
	now := was
	now.fields = slices.Clone(was.fields)
	now.fields[t.column("withdrawn_at")].value = x.now.UnixMilli()
	u.rep.Withdrawn++
	return x.put(ctx, t.name, was, now)
}

func (u *undoReceived) restore(ctx context.Context, x *tx, t *table, was row) error {
	writes, err := x.writesOf(ctx, t, was.id)
	if err != nil {
		return err
	}
	now := was
	now.fields = slices.Clone(was.fields)
	restored := false
	for i, c := range t.columns {
		at := stampOf(was.seen, c.no)
		if !u.stamps[at] {
			continue
		}
		for u.stamps[at] { // back to what stood before the package
			base := writes[columnWrite{c.no, at}]
			at = stamp{base.baseHLC, base.baseDev}
		}
		before, wrote := writes[columnWrite{c.no, at}]
		if folded, err := x.isFolded(ctx, at); err != nil {
			return err
		} else if folded {
			continue // nobody knows here what it was
		}
		if now.fields[i].value = before.value; !wrote {
			now.fields[i].value = c.zero
		}
		restored = true
	}
	if !restored {
		u.rep.Kept++
		return nil
	}
	u.rep.Restored++
	return x.put(ctx, t.name, was, now)
}

// columnWrite names a write of a column of a row.
type columnWrite struct {
	column byte
	at     stamp
}

// writesOf are all writes of a row's columns in the log.
func (x *tx) writesOf(ctx context.Context, t *table, id [16]byte) (map[columnWrite]cell, error) {
	ords, err := x.s.ordsOf(ctx, x.s.conn, t, id)
	if err != nil {
		return nil, err
	}
	sets, err := setsAt(ctx, x.s.conn, ords, func(table uint64, other []byte) bool { return table == t.no && bytes.Equal(other, id[:]) })
	if err != nil {
		return nil, err
	}
	writes := map[columnWrite]cell{}
	for _, set := range sets {
		at := stamp{set.hlc, set.dev}
		for _, r := range folded(set.rows, at) {
			for _, c := range r.cells {
				writes[columnWrite{c.column, at}] = c
			}
		}
	}
	return writes, nil
}
