package data

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"lamplighter/app"
)

// regrouped is who stays once a transaction is committed that changes it.
type regrouped struct {
	survivors survivors
	awaited   map[[16]byte]bool
	changed   [][16]byte // records that are gone now or were, for whom another stays
}

// learnMerges finds out who stays now, when a transaction wrote a merge or
// brought a record that one was waiting for.
func (x *tx) learnMerges(ctx context.Context) error {
	if !x.cameAwaited && !x.wroteTo("record_merges") {
		return nil
	}
	now, awaited, err := readSurvivors(ctx, x.s.conn)
	if err != nil {
		return err
	}
	x.regrouped = &regrouped{survivors: now, awaited: awaited}
	for id, of := range x.s.survivors {
		if now[id] != of {
			x.regrouped.changed = append(x.regrouped.changed, id)
		}
	}
	for id := range now {
		if _, was := x.s.survivors[id]; !was {
			x.regrouped.changed = append(x.regrouped.changed, id)
		}
	}
	return nil
}

// showMerges turns over what refers to the records for whom another one stays
// than before. First all of it is shown as it was told, then what is to be shown
// with another.
func (x *tx) showMerges(ctx context.Context) error {
	if x.regrouped == nil {
		return nil
	}
	for _, id := range x.regrouped.changed {
		if err := errorsFirst(x.showOwn(ctx, id, survivor{}), x.giveBack(ctx, id)); err != nil {
			return err
		}
	}
	for _, id := range x.regrouped.changed {
		of, gone := x.regrouped.survivors[id]
		t, err := x.tableOf(ctx, id)
		if errors.Is(err, app.ErrNotFound) && !gone {
			continue // the merge has left this file, and the record that stays with it
		}
		if err != nil {
			return err
		}
		x.note(t, x.s.survivors[id].id)
		if !gone {
			continue
		}
		x.note(t, of.id)
		if err := errorsFirst(x.showOwn(ctx, id, of), x.turnOver(ctx, t.name, id, of.id)); err != nil {
			return err
		}
	}
	if x.s.watch { // no hand wrote these rows
		return x.exec(ctx, "DELETE FROM dirty")
	}
	return nil
}

// showOwn shows a record as gone, or as it was told when none stays for it.
func (x *tx) showOwn(ctx context.Context, id [16]byte, of survivor) error {
	for _, name := range mergedTables {
		t := x.s.tables[name]
		for i, column := range t.columns {
			if t.follows[i] != t.name {
				continue
			}
			var told any
			args := []any{int64(t.no), id[:], int64(column.no)}
			if of == (survivor{}) {
				n, err := x.changes(ctx, fmt.Sprintf(`UPDATE %[1]s SET %[2]s = (SELECT val FROM sy_told WHERE tbl = ?1 AND row_id = ?2 AND col = ?3)
					WHERE id = ?2 AND EXISTS (SELECT 1 FROM sy_told WHERE tbl = ?1 AND row_id = ?2 AND col = ?3)`, t.name, column.name), args...)
				if err == nil && n > 0 {
					x.note(t, id)
					err = x.exec(ctx, "DELETE FROM sy_told WHERE tbl = ? AND row_id = ? AND col = ?", args...)
				}
				if err != nil {
					return err
				}
				continue
			}
			told = survivors{id: of}.shown(t, id, i, nil)
			n, err := x.changes(ctx, fmt.Sprintf("INSERT INTO sy_told (tbl, row_id, col, val) SELECT ?1, id, ?3, %[2]s FROM %[1]s WHERE id = ?2 AND %[2]s IS NULL", t.name, column.name), args...)
			if err == nil && n > 0 {
				x.note(t, id)
				err = x.exec(ctx, fmt.Sprintf("UPDATE %s SET %s = ? WHERE id = ?", t.name, column.name), told, id[:])
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// giveBack shows all that was told of a record with that record.
func (x *tx) giveBack(ctx context.Context, id [16]byte) error {
	type place struct {
		table  uint64
		column byte
	}
	places, err := collect(ctx, x.s.conn, func(r scanner) (place, error) {
		var p place
		err := r.Scan(&p.table, &p.column)
		return p, err
	}, "SELECT DISTINCT tbl, col FROM sy_told WHERE val = ?", id[:])
	if err != nil {
		return err
	}
	for _, p := range places {
		t := x.s.byNo[p.table]
		err := x.exec(ctx, fmt.Sprintf("UPDATE %s SET %s = ?1 WHERE id IN (SELECT row_id FROM sy_told WHERE val = ?1 AND tbl = ?2 AND col = ?3)",
			t.name, t.columns[t.place(p.column)].name), id[:], int64(p.table), int64(p.column))
		if err != nil {
			return err
		}
		x.turned(t)
	}
	return x.exec(ctx, "DELETE FROM sy_told WHERE val = ?", id[:])
}

// turnOver shows all that was told of a record with the one that stays.
func (x *tx) turnOver(ctx context.Context, of string, id, stays [16]byte) error {
	for _, entry := range travelling {
		t := x.s.tables[entry.name]
		for i, c := range t.columns {
			if t.name == of || t.follows[i] != of && t.follows[i] != anyRecord {
				continue
			}
			n, err := x.changes(ctx, fmt.Sprintf("INSERT INTO sy_told (tbl, row_id, col, val) SELECT ?1, id, ?2, ?3 FROM %s WHERE %s = ?3", t.name, c.name), int64(t.no), int64(c.no), id[:])
			if err == nil && n > 0 {
				err = x.exec(ctx, fmt.Sprintf("UPDATE %[1]s SET %[2]s = ?1 WHERE %[2]s = ?2", t.name, c.name), stays[:], id[:])
				x.turned(t)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// tableOf is where a record is from that was merged once.
func (x *tx) tableOf(ctx context.Context, gone [16]byte) (*table, error) {
	name, err := one(ctx, x.s.conn, scanText, "SELECT of_table FROM record_merges WHERE gone_id = ? ORDER BY sy_hlc, sy_dev LIMIT 1", gone[:])
	if err == nil && !slices.Contains(mergedTables, name) {
		err = app.ErrNotFound
	}
	return x.s.tables[name], err
}

// turned notes that rows of a table show another record.
func (x *tx) turned(t *table) {
	x.kinds |= t.kinds
	x.tables.add(t)
}

// changes runs a statement and counts the rows it wrote.
func (x *tx) changes(ctx context.Context, statement string, args ...any) (int64, error) {
	done, err := x.s.conn.ExecContext(ctx, statement, args...)
	if err != nil {
		return 0, err
	}
	return done.RowsAffected()
}
