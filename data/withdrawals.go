package data

import (
	"context"
	"slices"

	"lamplighter/app"
)

// Withdrawing a record is a write of one column, and so is a change of another:
// the merge by column keeps both, and nobody would hear of a change that went
// with its record. So who withdraws a record names the stamps of all columns
// that he saw, and what he did not see is listed among what has lost, under the
// column number below: "withdrawn by one, changed meanwhile by another". Who
// changes a withdrawn record says again that it is withdrawn, so that he is not
// taken for one who did not know.
//
// The list is told by the row alone: the stamps of its changed columns that the
// withdrawal that holds does not name. That the row was made everybody knows.

// wholeRow stands for a column where the row itself is what lost. Columns are
// numbered from 1.
const wholeRow byte = 0

// sawAll makes a change that withdraws a row, or changes a withdrawn one, name
// all that its author saw.
func (t *table) sawAll(r *changedRow, seen app.Seen, value any) {
	no := t.columns[t.withdrawn].no
	if at := slices.IndexFunc(r.cells, func(c cell) bool { return c.column == no }); at >= 0 {
		value = r.cells[at].value
	} else if value != nil {
		holds := stampOf(seen, no)
		r.cells = append(r.cells, cell{column: no, value: value, baseHLC: holds.hlc, baseDev: holds.dev})
	}
	if value == nil {
		return
	}
	for _, s := range laterStamps(seen) {
		if !slices.ContainsFunc(r.cells, func(c cell) bool { return c.column == no && (stamp{c.baseHLC, c.baseDev}) == s }) {
			r.cells = append(r.cells, cell{column: no, value: value, baseHLC: s.hlc, baseDev: s.dev})
		}
	}
}

// rememberSeen lets a change made here name what its author saw, and answers the
// row's stamps after it.
func (x *tx) rememberSeen(ctx context.Context, t *table, current row, changed *changedRow, seen app.Seen, written stamp) (app.Seen, error) {
	was := current.fields[t.withdrawn].value
	t.sawAll(changed, current.seen, was)
	if was == nil {
		return seen, nil
	}
	return withStamp(seen, t.columns[t.withdrawn].no, written), x.forgetUnseen(ctx, t, current.id)
}

// listUnseen lists anew what a withdrawal did not see of a row that a set was
// merged into.
func (x *tx) listUnseen(ctx context.Context, m *rowMerge, was any) error {
	if m.t.withdrawn < 0 {
		return nil
	}
	at, value, _ := m.cell(m.t.withdrawn)
	if was != nil {
		if err := x.forgetUnseen(ctx, m.t, m.row.id); err != nil {
			return err
		}
	}
	if value == nil {
		return nil
	}
	saw, known, err := x.withdrawalSaw(ctx, m, at)
	if err != nil || !known {
		return err
	}
	for _, s := range laterStamps(m.row.seen) {
		if s == at || slices.Contains(saw, s) {
			continue
		}
		if err := x.lose(m, wholeRow, s, nil); err != nil {
			return err
		}
	}
	return nil
}

func (x *tx) forgetUnseen(ctx context.Context, t *table, id [16]byte) error {
	return x.exec(ctx, "DELETE FROM sy_lost WHERE tbl = ? AND row_id = ? AND col = ?", int64(t.no), id[:], int64(wholeRow))
}

// withdrawalSaw are the stamps that a withdrawal names. Of one whose change set
// is no longer kept nothing is known; by then all devices have it.
func (x *tx) withdrawalSaw(ctx context.Context, m *rowMerge, at stamp) (saw []stamp, known bool, err error) {
	if at == m.made() {
		return nil, true, nil
	}
	write, known := findWrite(x.merging.hand, rowKey{m.t.no, m.row.id}, at)
	if !known {
		kept, err := x.rowWrites(ctx, m.t, m.row.id)
		if write, known = findWrite(kept, rowKey{m.t.no, m.row.id}, at); err != nil || !known {
			return nil, false, err
		}
	}
	for _, c := range write.cells {
		if c.column == m.t.columns[m.t.withdrawn].no {
			saw = slices.AppendSeq(saw, c.bases)
		}
	}
	return saw, true, nil
}

// findWrite finds a write of a row among others.
func findWrite(writes []rowWrite, key rowKey, at stamp) (rowWrite, bool) {
	i := slices.IndexFunc(writes, func(w rowWrite) bool { return w.at == at && rowKey{w.table, w.id} == key && w.left == 0 })
	if i < 0 {
		return rowWrite{}, false
	}
	return writes[i], true
}
