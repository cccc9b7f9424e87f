package data

import (
	"context"
	"maps"
	"slices"

	"lamplighter/app"
)

// UndoImport takes an import back as one transaction: what it made is
// withdrawn, what it changed gets its former value. A row that somebody changed
// or used since stays as it is and is counted. What follows from results is
// settled anew. It takes two persons where much is withdrawn, or somebody built on
// it since.
func (s *Store) UndoImport(ctx context.Context, by app.Actor, id int64, report func(done, total int64)) (app.UndoReport, error) {
	batches, err := s.Imports(ctx, by)
	if err != nil {
		return app.UndoReport{}, err
	}
	at := slices.IndexFunc(batches, func(b app.ImportBatch) bool { return b.ID == id })
	if at < 0 {
		return app.UndoReport{}, wrap("undo import", app.ErrNotFound)
	}
	u := undo{results: map[app.EnrolmentID]bool{}, goes: withdrawing{s: s, by: by, right: batches[at].Kind.Right()}}
	if batches[at].UndoneAt == 0 && batches[at].Created > app.MassWithdrawal {
		if err := u.goes.together(); err != nil {
			return app.UndoReport{}, wrap("undo import", err)
		}
	}
	err = s.write(ctx, by, app.Why{Source: undoImportSource}, func(x *tx) error { return u.run(ctx, x, id, report) })
	return u.rep, wrap("undo import", err)
}

// undo takes the change sets of one import back.
type undo struct {
	rep         app.UndoReport
	dev         int64                    // the import's
	first, last int64                    // the stamps of its sets
	rows        map[rowKey]row           // those of the set in hand, as they stand
	sealed      bool                     // whether anybody's data are only kept and protected
	results     map[app.EnrolmentID]bool // of whom it told results that stay, with other values perhaps
	goes        withdrawing
}

// own reports whether the import itself wrote something.
func (u *undo) own(at stamp) bool { return at.dev == u.dev && u.first <= at.hlc && at.hlc <= u.last }

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
	if err := u.span(ctx, x, batch.first, batch.last); err != nil {
		return err
	}
	kept, err := one(ctx, x.s.conn, scanInt, "SELECT count(*) FROM customers WHERE keeping <> ''")
	if err != nil {
		return err
	}
	u.sealed = kept > 0
	// Backwards, so that what refers to a row goes before the row.
	ords, err := collect(ctx, x.s.conn, scanInt, "SELECT ord FROM sy_changes WHERE ord BETWEEN ? AND ? ORDER BY hlc DESC", batch.first, batch.last)
	if err == nil && int64(len(ords)) != batch.last-batch.first+1 {
		err = app.ErrNotFound
	}
	if err != nil {
		return err
	}
	for i, ord := range ords {
		set, err := one(ctx, x.s.conn, scanSet, "SELECT dev, area, seq, hlc, body FROM sy_changes WHERE ord = ?", ord)
		if err != nil {
			return err
		}
		if err := u.set(ctx, x, set); err != nil {
			return err
		}
		report(int64(i)+1, int64(len(ords)))
	}
	if err := x.recognise(ctx, slices.Collect(maps.Keys(u.results))); err != nil {
		return err
	}
	x.kinds |= app.Imports
	return x.exec(ctx, "UPDATE imports SET undone_at = ? WHERE id = ?", x.now.UnixMilli(), id)
}

// span finds by which stamps the import is known.
func (u *undo) span(ctx context.Context, x *tx, first, last int64) error {
	_, err := one(ctx, x.s.conn, func(r scanner) (bool, error) {
		return true, r.Scan(&u.dev, &u.first, &u.last)
	}, "SELECT coalesce(min(dev), 0), coalesce(min(hlc), 0), coalesce(max(hlc), 0) FROM sy_changes WHERE ord BETWEEN ? AND ?", first, last)
	return err
}

func (u *undo) set(ctx context.Context, x *tx, set changeSet) error {
	if err := u.readRows(ctx, x, set); err != nil {
		return err
	}
	before, err := u.valuesBefore(ctx, x, set)
	if err != nil {
		return err
	}
	slices.Reverse(set.rows)
	for _, r := range set.rows {
		if x.s.byNo[r.table].sealed() {
			continue // what was noted stays
		}
		if err := u.row(ctx, x, set, r, before[rowKey{r.table, r.id}]); err != nil {
			return err
		}
	}
	return nil
}

// stays notes whose results are to be settled anew.
func (u *undo) stays(t *table, r changedRow) {
	if t.name == "enrolments" {
		u.results[app.EnrolmentID(r.id)] = true
	}
}

func (u *undo) row(ctx context.Context, x *tx, set changeSet, r changedRow, before map[byte]any) error {
	t := x.s.byNo[r.table]
	was, there := u.rows[rowKey{r.table, r.id}]
	if !there {
		return app.ErrNotFound
	}
	if u.sealed {
		kept, err := keepingOf(ctx, x.s.conn, t.name, was.id)
		if err != nil {
			return err
		}
		if kept != app.KeptOpen {
			u.rep.Kept++
			return nil
		}
	}
	now := was
	now.fields = slices.Clone(was.fields)
	switch {
	case r.made:
		used, err := u.usedSince(ctx, x, t, was)
		if err != nil {
			return err
		}
		if used {
			u.stays(t, r)
			u.rep.Kept++
			return u.goes.together()
		}
		if err := u.goes.one(t); err != nil {
			return err
		}
		now.fields[t.column("withdrawn_at")].value = x.now.UnixMilli()
		u.rep.Withdrawn++
	case u.own(stamp{was.seen.HLC, was.seen.Device}):
		return nil // the import made it before: it goes as a whole
	default:
		u.stays(t, r)
		if !restore(t, set, r, now.fields, was, before) {
			u.rep.Kept++
			return nil
		}
		u.rep.Restored++
	}
	err := x.put(ctx, t.name, was, now)
	now.seen = x.wrote
	u.rows[rowKey{r.table, r.id}] = now
	return err
}

// usedSince reports whether a row that an import made was changed by hand, or
// is referred to by what the import did not make.
func (u *undo) usedSince(ctx context.Context, x *tx, t *table, was row) (bool, error) {
	for _, at := range laterStamps(was.seen) {
		if !u.own(at) {
			return true, nil
		}
	}
	return x.referredTo(ctx, t, was.id)
}

// referredTo reports whether others refer to a row. What refers to one that was
// merged is shown with another, and counts all the same.
func (x *tx) referredTo(ctx context.Context, t *table, id [16]byte) (bool, error) {
	if _, merged := x.s.survivors[id]; merged {
		return true, nil
	}
	query, refers := usedBy[t.name]
	if !refers {
		return false, nil
	}
	n, err := one(ctx, x.s.conn, scanInt, query, id[:])
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
	"classes": `SELECT (SELECT count(*) FROM enrolments WHERE class_id = ?1 AND withdrawn_at IS NULL)
		+ (SELECT count(*) FROM quizzes WHERE class_id = ?1 AND withdrawn_at IS NULL)`,
	"questions":   "SELECT count(*) FROM quiz_keys WHERE bank_question_id = ?1 AND withdrawn_at IS NULL",
	"completions": "SELECT count(*) FROM certificates WHERE completion_id = ?1 AND withdrawn_at IS NULL",
}

// restore gives the columns that an import wrote their former values, where
// nobody wrote them since; it reports whether there was any.
func restore(t *table, set changeSet, r changedRow, fields []field, was row, before map[byte]any) bool {
	any := false
	for _, c := range r.cells {
		i := t.place(c.column)
		if i < 0 || stampOf(was.seen, c.column) != (stamp{set.hlc, set.dev}) {
			continue
		}
		value, known := before[c.column]
		if !known {
			value = t.columns[i].zero
		}
		fields[i].value = value
		any = true
	}
	return any
}
