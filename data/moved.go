package data

import (
	"context"
	"errors"

	"lamplighter/app"
)

// A record moves to another area by two change sets of one transaction: in the
// area that it leaves a line says where it went, in the other area all writes of
// it that the log knows are carried over, each with its own stamp and author, so
// that they are merged there as everywhere. Of several moves the last holds.
// A device that does not carry the new area lets the row go; the log keeps what
// was written. What arrives in the old area later, from somebody who had not
// heard of the move, is carried over by whoever has both areas. A write that
// came both ways is merged once.

// mergeWrite merges a row of a set that came.
func (x *tx) mergeWrite(ctx context.Context, set changeSet, w rowWrite) error {
	t, known := x.s.byNo[w.table]
	switch {
	case !known && w.left != 0:
		return nil // what this program does not know waits for its area
	case w.left != 0:
		return x.mergeLeft(ctx, set, t, w)
	case w.carried != nil:
		return x.mergeCarried(ctx, set, t, w)
	case !known:
		return x.mergeRow(ctx, app.Area(set.area), w.changedRow, w.at)
	}
	last, moved, err := x.lastMove(ctx, rowKey{t.no, w.id})
	switch {
	case err != nil:
		return err
	case moved:
		return x.mergeMoved(ctx, t, set, w, last)
	case x.merging.moved && w.made:
		x.merging.onward = append(x.merging.onward, onward{t, app.Area(set.area), w})
	}
	return x.mergeRow(ctx, app.Area(set.area), w.changedRow, w.at)
}

// mergeMoved merges a write that was made where its row no longer is.
func (x *tx) mergeMoved(ctx context.Context, t *table, set changeSet, w rowWrite, last move) error {
	came, err := x.cameCarried(ctx, rowKey{t.no, w.id}, w.at)
	if err != nil || came || !x.carries(last.to) {
		return err
	}
	careful := x.merging.careful
	x.merging.careful = true
	err = x.mergeRow(ctx, app.Area(set.area), w.changedRow, w.at)
	x.merging.careful = careful
	x.merging.onward = append(x.merging.onward, onward{t, app.Area(set.area), w})
	return err
}

// onward is a write that came in an area where its row, or the customer it
// belongs to, no longer is.
type onward struct {
	t    *table
	area app.Area
	rowWrite
}

// passOn brings on what came where it no longer belongs: a write to where its row
// went, a new row to where the record went that it belongs to. Those do so who
// may move rows between the two areas.
func (x *tx) passOn(ctx context.Context) error {
	if x.merging.told != nil || len(x.merging.onward) == 0 {
		return nil
	}
	parents := make([][]rowKey, len(x.merging.onward))
	var keys []rowKey
	for i, o := range x.merging.onward {
		parents[i] = append(x.s.parentsOf(o.t, o.changedRow), rowKey{o.t.no, o.id})
		keys = append(keys, parents[i]...)
	}
	if err := x.askMoves(ctx, keys); err != nil {
		return err
	}
	for i, o := range x.merging.onward {
		last, moved, err := x.lastMove(ctx, rowKey{o.t.no, o.id})
		switch {
		case err != nil:
			return err
		case !moved:
			err = x.followParent(ctx, o, parents[i])
		case last.to != o.area && x.mayMove(x.s.device.id, o.area, last.to) == nil:
			r := unfolded(o.changedRow)
			r.carried = &carried{o.at, o.who}
			x.set(last.to).add(r, x.dev)
			err = x.noteCarried(ctx, rowKey{o.t.no, o.id}, o.at)
		}
		if err != nil {
			return err
		}
	}
	x.merging.onward = nil
	return nil
}

// followParent moves a row that somebody made without knowing that the record it
// belongs to had moved.
func (x *tx) followParent(ctx context.Context, o onward, parents []rowKey) error {
	for _, parent := range parents {
		last, moved, err := x.lastMove(ctx, parent)
		to := last.to.InPlaceOf(o.area)
		switch {
		case err != nil:
			return err
		case !moved || to == o.area || x.mayMove(x.s.device.id, o.area, to) != nil:
			continue
		}
		r, err := x.current(ctx, o.t, o.id)
		switch {
		case errors.Is(err, app.ErrNotFound):
			return nil // its change set waits for something
		case err != nil:
			return err
		}
		return x.moveRow(ctx, moving{o.t, r}, to, stamp{x.set(to).hlc, x.dev})
	}
	return nil
}

// mergeCarried merges a write that another device brought here.
func (x *tx) mergeCarried(ctx context.Context, set changeSet, t *table, w rowWrite) error {
	if err := x.mayMove(set.dev, app.Area(set.area)); err != nil {
		return err
	}
	key := rowKey{w.table, w.id}
	to := app.Area(set.area)
	if w.movedAt != 0 {
		if err := x.noteMove(ctx, key, stamp{w.movedAt, set.dev}, to); err != nil {
			return err
		}
	}
	last, moved, err := x.lastMove(ctx, key)
	if err != nil {
		return err
	}
	if moved {
		if to = last.to; !x.carries(to) {
			return nil // it went on, and is not for this device
		}
	}
	if came, err := x.hasCome(ctx, key, w.at, last); err != nil || came {
		return errorsFirst(err, x.place(ctx, t, key, to))
	}
	if err := x.noteCarried(ctx, key, w.at); err != nil {
		return err
	}
	carrier, careful := x.merging.carrier, x.merging.careful
	x.merging.carrier, x.merging.careful = set.dev, true
	defer func() { x.merging.carrier, x.merging.careful = carrier, careful }()
	w.carried = nil
	x.merging.remade[w.id] = true // the set is one that wrote the row
	if err := errorsFirst(x.mergeRow(ctx, to, w.changedRow, w.at), x.place(ctx, t, key, to)); err != nil {
		return err
	}
	if last.gone && w.made && t != nil {
		return x.comeBack(ctx, t, key, to)
	}
	return nil
}

// comeBack merges what the log knows of a row that had left this file and is
// here again: who brought it back may not have heard of all.
func (x *tx) comeBack(ctx context.Context, t *table, key rowKey, to app.Area) error {
	delete(x.merging.moves, key)
	if err := x.exec(ctx, "UPDATE sy_moves SET gone = 0 WHERE tbl = ? AND row_id = ?", int64(key.table), key.id[:]); err != nil {
		return err
	}
	writes, err := x.rowWrites(ctx, t, key.id)
	if err != nil {
		return err
	}
	for _, w := range writes {
		came, err := x.cameCarried(ctx, key, w.at)
		if err == nil && !came {
			w.carried = nil
			err = errorsFirst(x.noteCarried(ctx, key, w.at), x.mergeRow(ctx, to, w.changedRow, w.at))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// mergeLeft takes note that a row went to another area, and lets it go where
// this device does not carry that one.
func (x *tx) mergeLeft(ctx context.Context, set changeSet, t *table, w rowWrite) error {
	key := rowKey{t.no, w.id}
	if err := x.mayMove(set.dev, app.Area(set.area), w.left); err != nil {
		return err
	}
	if err := x.noteMove(ctx, key, stamp{w.movedAt, set.dev}, w.left); err != nil {
		return err
	}
	last, _, err := x.lastMove(ctx, key)
	if err != nil {
		return err
	}
	return x.place(ctx, t, key, last.to)
}

// place puts a row that is here into the area where it belongs now, or takes it
// out of the file.
func (x *tx) place(ctx context.Context, t *table, key rowKey, to app.Area) error {
	if t == nil {
		return nil
	}
	x.note(t, key.id)
	if x.carries(to) {
		if err := x.exec(ctx, "UPDATE "+t.name+" SET area = ?1 WHERE id = ?2 AND area <> ?1", int64(to), key.id[:]); err != nil {
			return err
		}
		return x.exec(ctx, "UPDATE sy_lost SET area = ? WHERE tbl = ? AND row_id = ?", int64(to), int64(key.table), key.id[:])
	}
	delete(x.merging.moves, key)
	x.cameAwaited = x.cameAwaited || x.s.staying[key.id]
	for _, statement := range []string{
		"DELETE FROM sy_lost WHERE tbl = ? AND row_id = ?",
		"DELETE FROM sy_superseded WHERE tbl = ? AND row_id = ?",
		"DELETE FROM sy_pending WHERE tbl = ? AND row_id = ?",
		"DELETE FROM sy_carried WHERE tbl = ? AND row_id = ?",
		"DELETE FROM sy_told WHERE tbl = ? AND row_id = ?",
		"UPDATE sy_moves SET gone = 1 WHERE tbl = ? AND row_id = ?",
	} {
		if err := x.exec(ctx, statement, int64(key.table), key.id[:]); err != nil {
			return err
		}
	}
	return x.exec(ctx, "DELETE FROM "+t.name+" WHERE id = ?", key.id[:])
}

// mayMove refuses what was moved by a device on which nobody may move customers,
// or that never carried all of these areas.
func (x *tx) mayMove(dev app.DeviceID, areas ...app.Area) error {
	if x.merging.trust == nil {
		return nil
	}
	return x.merging.trust.MayMove(dev, areas...)
}

// carries reports whether this device has the records of an area. One that has
// joined no company has what it gets.
func (x *tx) carries(area app.Area) bool {
	if x.merging == nil || x.merging.trust == nil {
		return true
	}
	return x.merging.trust.Carries(x.s.device.id, area.Open())
}

// move is the last move of a row.
type move struct {
	at   stamp
	to   app.Area
	gone bool // the row left this file, and all that the log says of it with it
}

// lastMove is where a row went last, if it ever moved.
func (x *tx) lastMove(ctx context.Context, key rowKey) (move, bool, error) {
	if !x.merging.moved {
		return move{}, false, nil
	}
	if m, asked := x.merging.moves[key]; asked {
		if m == nil {
			return move{}, false, nil
		}
		return *m, true, nil
	}
	if err := x.askMoves(ctx, []rowKey{key}); err != nil {
		return move{}, false, err
	}
	return x.lastMove(ctx, key)
}

// learnMoves asks for the moves of all rows of a set at once.
func (x *tx) learnMoves(ctx context.Context, writes []rowWrite) error {
	if !x.merging.moved {
		return nil
	}
	keys := make([]rowKey, len(writes))
	for i, w := range writes {
		keys[i] = rowKey{w.table, w.id}
	}
	return x.askMoves(ctx, keys)
}

func (x *tx) askMoves(ctx context.Context, keys []rowKey) error {
	ids := make([]app.RecordID, len(keys))
	for i, key := range keys {
		ids[i] = key.id
		x.merging.moves[key] = nil
	}
	_, err := collect(ctx, x.s.conn, func(r scanner) (struct{}, error) {
		var m move
		var key rowKey
		var id app.RecordID
		err := r.Scan(&key.table, idInto(&id), &m.at.hlc, &m.at.dev, &m.to, &m.gone)
		key.id = id
		x.merging.moves[key] = &m
		return struct{}{}, err
	}, "SELECT m.tbl, m.row_id, m.hlc, m.dev, m.area_to, m.gone FROM json_each(?) j JOIN sy_moves m ON m.row_id = unhex(j.value)", jsonIDs(ids))
	return err
}

func (x *tx) noteMove(ctx context.Context, key rowKey, at stamp, to app.Area) error {
	x.merging.moved = true
	delete(x.merging.moves, key)
	return x.exec(ctx, `INSERT INTO sy_moves (tbl, row_id, hlc, dev, area_to) VALUES (?1, ?2, ?3, ?4, ?5)
		ON CONFLICT (tbl, row_id) DO UPDATE SET hlc = ?3, dev = ?4, area_to = ?5 WHERE (hlc, dev) < (?3, ?4)`,
		int64(key.table), key.id[:], at.hlc, at.dev, int64(to))
}

func (x *tx) noteCarried(ctx context.Context, key rowKey, at stamp) error {
	return x.exec(ctx, "INSERT OR IGNORE INTO sy_carried (tbl, row_id, hlc, dev) VALUES (?, ?, ?, ?)", int64(key.table), key.id[:], at.hlc, at.dev)
}

func (x *tx) cameCarried(ctx context.Context, key rowKey, at stamp) (bool, error) {
	n, err := one(ctx, x.s.conn, scanInt, "SELECT count(*) FROM sy_carried WHERE tbl = ? AND row_id = ? AND hlc = ? AND dev = ?", int64(key.table), key.id[:], at.hlc, at.dev)
	return n > 0, err
}

// hasCome reports whether a write of a row is here, by its own way or carried.
// What came before the row left this file went with it.
func (x *tx) hasCome(ctx context.Context, key rowKey, at stamp, last move) (bool, error) {
	came, err := x.cameCarried(ctx, key, at)
	if err != nil || came || last.gone {
		return came, err
	}
	n, err := one(ctx, x.s.conn, scanInt, `SELECT count(*) FROM sy_changes c WHERE hlc = ? AND +dev = ?
		AND NOT EXISTS (SELECT 1 FROM sy_quarantine q WHERE q.dev = c.dev AND q.area = c.area AND q.seq = c.seq)`, at.hlc, at.dev)
	return n > 0, err
}
