package data

import (
	"context"
	"slices"

	"lamplighter/app"
)

// UndoImport takes an import back as one transaction: what it made is
// withdrawn, what it changed gets its former value. A row that somebody changed
// or used since stays as it is and is counted.
func (s *Store) UndoImport(ctx context.Context, by app.Actor, id int64, report func(done, total int64)) (app.UndoReport, error) {
	if err := by.May(app.ImportRecords); err != nil {
		return app.UndoReport{}, err
	}
	var u undo
	err := s.write(ctx, by, app.Why{Source: undoImportSource}, func(x *tx) error { return u.run(ctx, x, id, report) })
	return u.rep, wrap("undo import", err)
}

type undo struct {
	rep app.UndoReport
}

func (u *undo) run(ctx context.Context, x *tx, id int64, report func(done, total int64)) error {
	type span struct{ first, last, undone int64 }
	batch, err := one(ctx, x.s.conn, func(r scanner) (span, error) {
		var b span
		err := r.Scan(&b.first, &b.last, orZero(&b.undone))
		return b, err
	}, "SELECT first_ord, last_ord, undone_at FROM imports WHERE id = ?", id)
	if err != nil {
		return err
	}
	if batch.undone != 0 {
		return app.Refuse("import", app.NothingToDo)
	}
	// Backwards, so that what refers to a row goes before the row.
	for ord := batch.last; ord >= batch.first; ord-- {
		set, err := one(ctx, x.s.conn, scanSet, "SELECT dev, area, seq, hlc, body FROM sy_changes WHERE ord = ?", ord)
		if err != nil {
			return err
		}
		slices.Reverse(set.rows)
		for _, r := range set.rows {
			if err := u.row(ctx, x, set, r); err != nil {
				return err
			}
		}
		report(batch.last-ord+1, batch.last-batch.first+1)
	}
	x.kinds |= app.Imports
	return x.exec(ctx, "UPDATE imports SET undone_at = ? WHERE id = ?", x.now.UnixMilli(), id)
}

func (u *undo) row(ctx context.Context, x *tx, set changeSet, r changedRow) error {
	t := x.s.byNo[r.table]
	was, err := x.current(ctx, t, r.id)
	if err != nil {
		return err
	}
	now := was
	now.fields = slices.Clone(was.fields)
	switch {
	case r.made:
		used, err := x.usedSince(ctx, t, was)
		if err != nil {
			return err
		}
		if used {
			u.rep.Kept++
			return nil
		}
		now.fields[t.column("withdrawn_at")].value = x.now.UnixMilli()
		u.rep.Withdrawn++
	default:
		restored, err := x.restore(ctx, t, set, r, now.fields, was)
		if err != nil {
			return err
		}
		if !restored {
			u.rep.Kept++
			return nil
		}
		u.rep.Restored++
	}
	return x.put(ctx, t.name, was, now)
}

// usedSince reports whether a row that an import made was changed by hand, or
// is referred to by what the import did not make.
func (x *tx) usedSince(ctx context.Context, t *table, was row) (bool, error) {
	if was.seen.Later != "" {
		return true, nil
	}
	query, refers := usedBy[t.name]
	if !refers {
		return false, nil
	}
	n, err := one(ctx, x.s.conn, scanInt, query, was.id[:])
	return n > 0, err
}

// usedBy counts what refers to a row and is not withdrawn: nothing does once
// the import's own rows, which come first, are withdrawn.
var usedBy = map[string]string{
	"customers": `SELECT (SELECT count(*) FROM cases WHERE customer_id = ?1 AND withdrawn_at IS NULL)
		+ (SELECT count(*) FROM accounts WHERE customer_id = ?1 AND withdrawn_at IS NULL)`,
	"accounts": `SELECT (SELECT count(*) FROM cases WHERE account_id = ?1 AND withdrawn_at IS NULL)
		+ (SELECT count(*) FROM outage_notices WHERE account_id = ?1 AND withdrawn_at IS NULL)`,
	"transformer_areas": `SELECT (SELECT count(*) FROM accounts WHERE transformer_area_id = ?1 AND withdrawn_at IS NULL)
		+ (SELECT count(*) FROM outage_scopes WHERE transformer_area_id = ?1 AND withdrawn_at IS NULL)`,
	"staff": `SELECT (SELECT count(*) FROM cases WHERE owner_id = ?1 AND withdrawn_at IS NULL)
		+ (SELECT count(*) FROM assignments WHERE manager_id = ?1 AND withdrawn_at IS NULL)
		+ (SELECT count(*) FROM outages WHERE handler_id = ?1 AND withdrawn_at IS NULL)`,
	"completions": "SELECT count(*) FROM certificates WHERE completion_id = ?1 AND withdrawn_at IS NULL",
}

// restore gives the columns that an import wrote their former values, where
// nobody wrote them since; it reports whether there was any.
func (x *tx) restore(ctx context.Context, t *table, set changeSet, r changedRow, fields []field, was row) (bool, error) {
	before, err := x.valuesBefore(ctx, t, set, r.id)
	if err != nil {
		return false, err
	}
	any := false
	for _, c := range r.cells {
		i := t.place(c.column)
		if i < 0 || stampOf(was.seen, c.column) != (stamp{set.hlc, set.dev}) {
			continue
		}
		fields[i].value = before[c.column]
		any = true
	}
	return any, nil
}

// valuesBefore is what a row held before a change set, by column.
func (x *tx) valuesBefore(ctx context.Context, t *table, until changeSet, id [16]byte) (map[byte]any, error) {
	sets, err := x.s.setsOf(ctx, x.s.conn, t, id)
	if err != nil {
		return nil, err
	}
	values := map[byte]any{}
	for _, c := range t.columns {
		values[c.no] = c.zero
	}
	for _, set := range sets {
		if set.dev == until.dev && set.hlc == until.hlc {
			break
		}
		for _, r := range set.rows {
			if r.table == t.no && r.id == id {
				for _, c := range r.cells {
					values[c.column] = c.value
				}
			}
		}
	}
	return values, nil
}
