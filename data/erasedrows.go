package data

import (
	"context"
	"errors"

	"lamplighter/app"
)

// noteErased notes the rows that were erased, here or elsewhere, since this
// device last looked, and those erased before of which somebody who had not
// heard wrote since. So each log is gone through once.
func (x *tx) noteErased(ctx context.Context) error {
	last, err := one(ctx, x.s.conn, scanInt, "SELECT coalesce(max(ord), 0) FROM sy_changes")
	if err != nil {
		return err
	}
	until, err := one(ctx, x.s.conn, scanInt, "SELECT ord FROM erased_until")
	switch {
	case errors.Is(err, app.ErrNotFound):
		err = errorsFirst(x.noteErasedSince(ctx, 0), x.noteErasedBefore(ctx))
	case err == nil && until > last: // of a log that was put together anew
		err = x.noteErasedSince(ctx, 0)
	case err == nil && until < last:
		err = x.noteErasedSince(ctx, until)
	}
	if err != nil || until == last && last > 0 {
		return err
	}
	return x.exec(ctx, "INSERT OR REPLACE INTO erased_until (one, ord) VALUES (1, ?)", last)
}

// noteErasedBefore notes what was erased by programs that kept no such note.
func (x *tx) noteErasedBefore(ctx context.Context) error {
	gone, err := collect(ctx, x.s.conn, scanID[app.Customer], "SELECT id FROM customers WHERE keeping = ?", string(app.KeptErased))
	if err != nil {
		return err
	}
	for _, id := range gone {
		if err := x.noteCustomer(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

func (x *tx) noteCustomer(ctx context.Context, id app.CustomerID) error {
	rows, err := x.customersRows(ctx, id)
	if err != nil {
		return err
	}
	for _, m := range rows {
		if err := x.noteErasedRow(ctx, m.t.no, m.row.id, nil); err != nil {
			return err
		}
	}
	return nil
}

// noteErasedRow notes a row, of which some columns were written over, or all.
func (x *tx) noteErasedRow(ctx context.Context, table uint64, id [16]byte, columns []byte) error {
	return x.exec(ctx, `INSERT INTO erased_rows (tbl, row_id, cols, waits) VALUES (?, ?, ?, 1) ON CONFLICT (tbl, row_id) DO UPDATE SET waits = 1,
		cols = CASE WHEN length(cols) = 0 OR length(excluded.cols) = 0 THEN x'' ELSE CAST(cols || excluded.cols AS BLOB) END`, int64(table), id[:], append([]byte{}, columns...))
}

// noteErasedSince looks at the change sets behind one: for those that erased, and
// for those that wrote to what was erased before.
func (x *tx) noteErasedSince(ctx context.Context, until int64) error {
	err := x.exec(ctx, "UPDATE erased_rows SET waits = 1 WHERE waits = 0 AND EXISTS (SELECT 1 FROM sy_edits e WHERE e.row_id = erased_rows.row_id AND e.ord > ?)", until)
	if err != nil {
		return err
	}
	sets, err := collect(ctx, x.s.conn, scanSet, "SELECT dev, area, seq, hlc, body FROM sy_changes WHERE ord > ? AND instr(body, ?) > 0", until, []byte(eraseSource))
	if err != nil {
		return err
	}
	customers := x.s.tables["customers"].no
	for _, set := range sets {
		if set.why.Source != eraseSource {
			continue
		}
		for _, r := range set.rows {
			var columns []byte
			for _, k := range r.cells {
				columns = append(columns, k.column)
			}
			err := x.noteErasedRow(ctx, r.table, r.id, columns)
			if err == nil && r.table == customers {
				err = x.noteCustomer(ctx, r.id)
			}
			if err != nil && !errors.Is(err, app.ErrNotFound) {
				return err
			}
		}
	}
	return nil
}

func scanRowKey(r scanner) (rowKey, error) {
	var k rowKey
	var table int64
	var id []byte
	err := r.Scan(&table, &id)
	k.table = uint64(table)
	copy(k.id[:], id)
	return k, err
}

// erasedRow is a row of which some columns were written over; none named: all
// that tell of a person.
type erasedRow struct {
	moving
	columns []byte
}

// erasedWaiting are some of the rows whose log is to be looked through, as they
// stand; the notes of rows that left this device go.
func (x *tx) erasedWaiting(ctx context.Context, after int64) (his map[rowKey]erasedRow, last int64, err error) {
	const atOnce = 2000
	type noted struct {
		n int64
		rowKey
		columns []byte
	}
	some, err := collect(ctx, x.s.conn, func(r scanner) (noted, error) {
		var k noted
		var err error
		k.rowKey, err = scanRowKey(scannerFunc(func(into ...any) error { return r.Scan(append(into, &k.columns, &k.n)...) }))
		return k, err
	}, "SELECT tbl, row_id, cols, n FROM erased_rows WHERE waits = 1 AND n > ? ORDER BY n LIMIT ?", after, atOnce)
	if err != nil {
		return nil, after, err
	}
	his = map[rowKey]erasedRow{}
	for _, k := range some {
		last = k.n
		t, known := x.s.byNo[k.table]
		if !known {
			continue
		}
		row, err := x.current(ctx, t, k.id)
		switch {
		case errors.Is(err, app.ErrNotFound):
			err = x.exec(ctx, "DELETE FROM erased_rows WHERE n = ?", k.n)
		case err == nil:
			his[k.rowKey] = erasedRow{moving{t, row}, k.columns}
		}
		if err != nil {
			return nil, last, err
		}
	}
	return his, last, nil
}

// nobodyAttaches is the condition of a row a of attachments whose file no row has
// any more that was not withdrawn.
const nobodyAttaches = "a.withdrawn_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM attachments b WHERE b.hash = a.hash AND b.withdrawn_at IS NULL)"

// erasedFiles are the paths of attachments that were erased and that no other
// record has.
func (x *tx) erasedFiles(ctx context.Context, his map[rowKey]erasedRow) ([]string, error) {
	var ids []app.AttachmentID
	for _, m := range his {
		if m.t.name == "attachments" {
			ids = append(ids, m.row.id)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	return collect(ctx, x.s.conn, func(r scanner) (string, error) {
		var hash []byte
		var mime string
		err := r.Scan(&hash, &mime)
		return x.s.files.path(hash, mime), err
	}, `SELECT DISTINCT hash, mime FROM attachments a WHERE id IN (SELECT unhex(value) FROM json_each(?)) AND `+nobodyAttaches, hexIDs(ids))
}
