package data

import (
	"context"
	"maps"
	"slices"

	"lamplighter/app"
)

// rowKey names a row of any table.
type rowKey struct {
	table uint64
	id    [16]byte
}

// readRows reads what a set of the import wrote as it stands now, each table at
// once.
func (u *undo) readRows(ctx context.Context, x *tx, set changeSet) error {
	q, err := x.reads()
	if err != nil {
		return err
	}
	u.rows = make(map[rowKey]row, len(set.rows))
	for no, ids := range set.ids(func(changedRow) bool { return true }) {
		rows, err := readRows(ctx, q, x.s.byNo[no], ids)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := x.told(ctx, x.s.byNo[no], &r); err != nil {
				return err
			}
			r.stands = true
			u.rows[rowKey{no, r.id}] = r
		}
	}
	return nil
}

// ids are those of some of the rows of a set, by table.
func (c *changeSet) ids(some func(changedRow) bool) map[uint64][]app.RecordID {
	ids := map[uint64][]app.RecordID{}
	for _, r := range c.rows {
		if some(r) {
			ids[r.table] = append(ids[r.table], app.RecordID(r.id))
		}
	}
	return ids
}

// valuesBefore is what the rows that a set of the import changed held before the
// import, by column, where that was not the column's zero. Each set of the log
// that tells of any of them is read once.
func (u *undo) valuesBefore(ctx context.Context, x *tx, set changeSet) (map[rowKey]map[byte]any, error) {
	before := map[rowKey]map[byte]any{}
	made, ords := map[int64]bool{}, map[int64]bool{} // when rows were made; where the log tells of them
	for no, ids := range set.ids(func(r changedRow) bool { return !r.made }) {
		for _, id := range ids {
			key := rowKey{no, id}
			before[key] = map[byte]any{}
			made[u.rows[key].seen.HLC] = true
		}
		found, err := collect(ctx, x.s.conn, scanInt, "SELECT DISTINCT e.ord FROM json_each(?) j JOIN sy_edits e ON e.row_id = unhex(j.value)", hexIDs(ids))
		if err != nil {
			return nil, err
		}
		for _, ord := range found {
			ords[ord] = true
		}
	}
	found, err := collect(ctx, x.s.conn, scanInt, "SELECT ord FROM sy_changes WHERE hlc IN (SELECT value FROM json_each(?))", jsonRows(slices.Collect(maps.Keys(made))))
	if err != nil {
		return nil, err
	}
	for _, ord := range found {
		ords[ord] = true
	}
	sets, err := setsAt(ctx, x.s.conn, slices.Sorted(maps.Keys(ords)), func(table uint64, id []byte) bool {
		_, wanted := before[rowKey{table, [16]byte(id)}]
		return wanted
	})
	for _, s := range sets {
		if u.own(stamp{s.hlc, s.dev}) {
			break
		}
		for _, r := range s.rows {
			for _, c := range r.cells {
				before[rowKey{r.table, r.id}][c.column] = c.value
			}
		}
	}
	return before, err
}
