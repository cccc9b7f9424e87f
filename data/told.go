package data

import "context"

// show is what a cell of a row that is here is to hold when somebody tells a
// value of it. Where that is something else, what was told is kept aside.
func (x *tx) show(t *table, id [16]byte, i int, told any) (any, error) {
	if len(x.s.survivors) == 0 || t.follows[i] == "" {
		return told, nil
	}
	shown := x.s.survivors.shown(t, id, i, told)
	if same(shown, told) {
		return told, x.query("DELETE FROM sy_told WHERE tbl = ? AND row_id = ? AND col = ?", []any{int64(t.no), id[:], int64(t.columns[i].no)})
	}
	return shown, x.keepTold(t, id, i, told)
}

func (x *tx) keepTold(t *table, id [16]byte, i int, told any) error {
	return x.query("INSERT OR REPLACE INTO sy_told (tbl, row_id, col, val) VALUES (?, ?, ?, ?)", []any{int64(t.no), id[:], int64(t.columns[i].no), told})
}

// showNew is a row about to be made as its table is to show it.
func (x *tx) showNew(t *table, made row) (row, error) {
	if len(x.s.survivors) == 0 {
		return made, nil
	}
	for i, f := range made.fields {
		if t.follows[i] == "" {
			continue
		}
		if shown := x.s.survivors.shown(t, made.id, i, f.value); !same(shown, f.value) {
			if err := x.keepTold(t, made.id, i, f.value); err != nil {
				return made, err
			}
			made.fields[i].value = shown
		}
	}
	return made, nil
}

// told puts into a row what the log says where its table shows something else.
func (x *tx) told(ctx context.Context, t *table, r *row) error {
	if !x.s.mayShow(t, r) {
		return nil
	}
	type aside struct {
		column byte
		value  any
	}
	all, err := collect(ctx, x.s.conn, func(s scanner) (aside, error) {
		var a aside
		err := s.Scan(&a.column, &a.value)
		return a, err
	}, "SELECT col, val FROM sy_told WHERE tbl = ? AND row_id = ?", int64(t.no), r.id[:])
	for _, a := range all {
		r.fields[t.place(a.column)].value = a.value
	}
	return err
}
