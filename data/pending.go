package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"lamplighter/app"
)

// pend keeps what cannot be merged yet: cells of a table or column that a newer
// program made, or of a row that has not come.
func (x *tx) pend(area app.Area, r changedRow, written stamp) error {
	x.merging.pending = true
	x.tell(rowKey{r.table, r.id}, written, app.MergedWaiting)
	return x.query("INSERT OR REPLACE INTO sy_pending (tbl, row_id, hlc, dev, area, piece) VALUES (?, ?, ?, ?, ?, ?)",
		[]any{int64(r.table), r.id[:], written.hlc, written.dev, int64(area), appendRow(nil, unfolded(r), written.dev)})
}

// unfolded gives each base of a cell a line again.
func unfolded(r changedRow) changedRow {
	var cells []cell
	for _, c := range r.cells {
		lines := cells
		for b := range c.bases {
			lines = append(lines, cell{column: c.column, value: c.value, baseHLC: b.hlc, baseDev: b.dev})
		}
		if len(lines) == len(cells) {
			lines = append(lines, cell{column: c.column, value: c.value})
		}
		cells = lines
	}
	r.cells = cells
	return r
}

// piece is a row of a set that waits.
type piece struct {
	written stamp
	area    app.Area
	row     changedRow
}

func scanPiece(r scanner) (piece, error) {
	var p piece
	var body []byte
	if err := r.Scan(&p.written.hlc, &p.written.dev, &p.area, &body); err != nil {
		return p, err
	}
	b := &bodyReader{b: body}
	table, id := b.uvarint(), b.take(16)
	p.row = b.row(table, id, p.written.dev)
	if b.bad {
		return p, errBody
	}
	return p, nil
}

// replay merges what waited for a row, in the order of the stamps: nobody saw
// what was written later. What must wait on does.
func (x *tx) replay(ctx context.Context, table uint64, id [16]byte) error {
	if err := x.flush(); err != nil {
		return err
	}
	pieces, err := collect(ctx, x.s.conn, scanPiece, "DELETE FROM sy_pending WHERE tbl = ? AND row_id = ? RETURNING hlc, dev, area, piece", int64(table), id[:])
	if err != nil {
		return err
	}
	slices.SortFunc(pieces, func(a, b piece) int {
		if a.written.after(b.written) {
			return 1
		}
		return -1
	})
	careful := x.merging.careful
	x.merging.careful = true
	defer func() { x.merging.careful = careful }()
	for _, p := range pieces {
		for _, r := range folded([]changedRow{p.row}, p.written) {
			x.merging.replayed = append(x.merging.replayed, changedRow{table: r.table, id: r.id})
			if err := x.mergeRow(ctx, p.area, r, p.written); err != nil {
				return err
			}
		}
	}
	return nil
}

// retriedAt is the setting that says with which schema and editions it was last
// tried to merge what waits.
const retriedAt = "sync.retried"

// retry merges what an earlier program could not, when this one may.
func (s *Store) retry(ctx context.Context, editions int) error {
	schema, err := one(ctx, s.conn, scanInt, "PRAGMA schema_version")
	if err != nil {
		return err
	}
	now := fmt.Sprint(schema, "/", editions)
	was, err := one(ctx, s.conn, scanText, "SELECT value FROM settings WHERE name = ?", retriedAt)
	if err == nil && was == now {
		return nil
	}
	if err != nil && !errors.Is(err, app.ErrNotFound) {
		return err
	}
	return s.writeAs(ctx, &tx{s: s, dev: s.device.id, id: [16]byte(uuid.New()), merging: &merging{}}, func(x *tx) error {
		for _, step := range []func(context.Context) error{x.beginMerging, x.replayAll, x.retryQuarantined, x.passOn} {
			if err := step(ctx); err != nil {
				return err
			}
		}
		return x.exec(ctx, "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2", retriedAt, now)
	})
}

func (x *tx) replayAll(ctx context.Context) error {
	if !x.merging.pending {
		return nil
	}
	waiting, err := collect(ctx, x.s.conn, func(r scanner) (rowKey, error) {
		var k rowKey
		var id sql.RawBytes
		err := r.Scan(&k.table, &id)
		copy(k.id[:], id)
		return k, err
	}, "SELECT DISTINCT tbl, row_id FROM sy_pending")
	if err != nil {
		return err
	}
	for _, k := range waiting {
		if _, known := x.s.byNo[k.table]; !known {
			continue
		}
		err := x.whole(ctx, func() error { return x.replay(ctx, k.table, k.id) })
		if _, unfit := unfitFor(err); err != nil && !unfit {
			return err // one that does not fit waits on
		}
	}
	return nil
}
