package data

import (
	"context"

	"lamplighter/app"
)

// lose keeps a value that lost.
func (x *tx) lose(m *rowMerge, column byte, at stamp, value any) error {
	x.merging.lost = true
	x.tell(rowKey{m.t.no, m.row.id}, m.written, app.MergedConflict, column)
	return x.query("INSERT OR REPLACE INTO sy_lost (tbl, row_id, col, hlc, dev, area, val) VALUES (?, ?, ?, ?, ?, ?, ?)",
		[]any{int64(m.t.no), m.row.id[:], int64(column), at.hlc, at.dev, int64(m.row.area), value})
}

// supersede takes note that the author of a write saw another than what holds:
// it is no longer lost, or will not be when it comes.
func (x *tx) supersede(ctx context.Context, m *rowMerge, column byte, base stamp) error {
	key := []any{int64(m.t.no), m.row.id[:], int64(column), base.hlc, base.dev}
	if x.merging.lost {
		done, err := x.s.conn.ExecContext(ctx, "DELETE FROM sy_lost WHERE tbl = ? AND row_id = ? AND col = ? AND hlc = ? AND dev = ?", key...)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n > 0 {
			return err
		}
	}
	here, err := x.hasArrived(ctx, m.row.area, base)
	if last, moved, fault := x.lastMove(ctx, rowKey{m.t.no, m.row.id}); fault != nil {
		return fault
	} else if moved && base != x.merging.inHand { // its writes came by several ways
		here, err = x.hasCome(ctx, rowKey{m.t.no, m.row.id}, base, last)
	}
	if err != nil || here {
		return err
	}
	x.merging.superseded = true
	return x.query("INSERT OR IGNORE INTO sy_superseded (tbl, row_id, col, hlc, dev) VALUES (?, ?, ?, ?, ?)", key)
}

// deadCells are the columns of a row whose write in the set in hand somebody has
// seen who was here before it.
func (x *tx) deadCells(ctx context.Context, m *rowMerge) (map[byte]bool, error) {
	if !x.merging.superseded {
		return nil, nil
	}
	dead := map[byte]bool{}
	_, err := collect(ctx, x.s.conn, func(r scanner) (struct{}, error) {
		var column byte
		err := r.Scan(&column)
		dead[column] = true
		return struct{}{}, err
	}, "DELETE FROM sy_superseded WHERE tbl = ? AND row_id = ? AND hlc = ? AND dev = ? RETURNING col", int64(m.t.no), m.row.id[:], m.written.hlc, m.written.dev)
	return dead, err
}

// hasArrived reports whether a write is here. The sets of a device come in their
// order, and so do their stamps; what is in quarantine is not here yet.
func (x *tx) hasArrived(ctx context.Context, area app.Area, at stamp) (bool, error) {
	if at == x.merging.inHand {
		return true, nil
	}
	head, err := x.arrivedOf(ctx, at.dev, int64(area))
	if err != nil || at.hlc > head.hlc {
		return false, err
	}
	if !x.merging.quarantined {
		return true, nil
	}
	n, err := one(ctx, x.s.conn, scanInt, "SELECT count(*) FROM sy_quarantine WHERE dev = ? AND area = ? AND hlc = ?", at.dev, int64(area), at.hlc)
	return n == 0, err
}

// arrivedOf is where the chain of a device in an area ends.
func (x *tx) arrivedOf(ctx context.Context, dev, area int64) (chain, error) {
	of := [2]int64{dev, area}
	if head, known := x.merging.heads[of]; known {
		return head, nil
	}
	head, err := x.s.head(ctx, dev, area)
	x.merging.heads[of] = head
	return head, err
}
