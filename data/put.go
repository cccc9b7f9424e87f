package data

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"lamplighter/app"
)

// field is one column of a row by name.
type field struct {
	name  string
	value any // nil, int64, float64, string or []byte
}

// row is one record as put takes it.
type row struct {
	id     [16]byte
	area   app.Area
	seen   app.Seen // what its reader saw; zero for a record being made
	fields []field  // every travelling column of the table, in its order

	stands bool // this transaction read it, and has not written it since
}

// put is the one door into a synced table: it writes the row and appends the
// change to the log of the same transaction. A zero was makes the row; else
// only the columns in which now differs from was are written, each with the
// stamp its author saw. It answers ErrChangedMeantime when one of these
// columns was changed by somebody else since was was read.
func (x *tx) put(ctx context.Context, name string, was, now row) error {
	t := x.s.tables[name]
	if err := t.fits(now); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := x.reaches(ctx, t, was, now); err != nil {
		return err
	}
	x.note(t, now.id)
	x.noteDeed(t, was, now)
	if was.fields == nil {
		return x.make(t, now)
	}
	return x.change(ctx, t, was, now)
}

// before is the row a change starts from: none for a record being made.
func before[T any](made bool, was T, rowOf func(T) row) row {
	if made {
		return row{}
	}
	return rowOf(was)
}

// putIn puts one of the nouns that come by the hundred thousand: their rows are
// made in memory that the next one reuses.
func putIn[T any](ctx context.Context, x *tx, name string, made bool, was, now T, rowOf func(room []field, noun T) row) error {
	var from row
	if !made {
		from = rowOf(x.rooms[0][:0], was)
		x.rooms[0] = from.fields
	}
	to := rowOf(x.rooms[1][:0], now)
	x.rooms[1] = to.fields
	return x.put(ctx, name, from, to)
}

// fits catches a noun and a schema that have drifted apart.
func (t *table) fits(r row) error {
	if len(r.fields) != len(t.columns) {
		return fmt.Errorf("put %s: %d fields for %d columns", t.name, len(r.fields), len(t.columns))
	}
	for i := range r.fields {
		if r.fields[i].name != t.fields[i] {
			return fmt.Errorf("put %s: field %s where column %s stands", t.name, r.fields[i].name, t.fields[i])
		}
		t.fields[i] = r.fields[i].name // the very same text the next time, which is told at a glance
	}
	return nil
}

func (x *tx) make(t *table, now row) error {
	if err := x.refuseMasks(t, now); err != nil {
		return err
	}
	set := x.set(now.area)
	made := changedRow{table: t.no, id: now.id, made: true, cells: x.cells[:0]}
	for i, f := range now.fields {
		if !same(f.value, t.columns[i].zero) {
			made.cells = append(made.cells, cell{column: t.columns[i].no, value: f.value})
		}
	}
	x.cells = made.cells
	set.add(made, x.dev)
	x.wrote = app.Seen{HLC: set.hlc, Device: x.dev}
	now, err := x.showNew(t, now)
	x.insert(t, now, stamp{set.hlc, x.dev})
	return err
}

func (x *tx) change(ctx context.Context, t *table, was, now row) error {
	if now.area != was.area {
		return fmt.Errorf("put %s: a record does not move to another area here", t.name)
	}
	if t.sealed() {
		return fmt.Errorf("put %s: what was noted is never changed", t.name)
	}
	current, err := was, error(nil)
	if !was.stands {
		if current, err = x.current(ctx, t, now.id); err != nil {
			return err
		}
	}
	if err := x.unmask(t, was, current, now); err != nil {
		return err
	}
	set := x.set(now.area)
	written := stamp{set.hlc, x.dev}
	changed := changedRow{table: t.no, id: now.id}
	seen := current.seen
	names, args := []byte(nil), []any(nil)
	for i, c := range t.columns {
		if !t.writes(i, was, current, now) {
			continue
		}
		base := stampOf(was.seen, c.no)
		if stampOf(current.seen, c.no) != base {
			return app.ErrChangedMeantime
		}
		changed.cells = append(changed.cells, cell{column: c.no, value: now.fields[i].value, baseHLC: base.hlc, baseDev: base.dev})
		seen = withStamp(seen, c.no, written)
		names = fmt.Appendf(names, "%s = ?, ", c.name)
		value, err := x.show(t, now.id, i, now.fields[i].value)
		if err != nil {
			return err
		}
		args = append(args, value)
	}
	if len(changed.cells) == 0 {
		x.wrote = seen
		return nil
	}
	if t.withdrawn >= 0 {
		if seen, err = x.rememberSeen(ctx, t, current, &changed, seen, written); err != nil {
			return err
		}
	}
	x.wrote = seen
	if err := x.decideState(ctx, t, &changed); err != nil {
		return err
	}
	set.add(changed, x.dev)
	x.edited = append(x.edited, edit{row: now.id, set: set})
	args = append(args, laterBytes(seen), now.id[:])
	if err := x.query("UPDATE "+t.name+" SET "+string(names)+"sy_ovr = ? WHERE id = ?", args); err != nil {
		return fmt.Errorf("put %s: %w", t.name, err)
	}
	return nil
}

// writes reports whether a change writes a column: it differs, or one that is
// written together with it does.
func (t *table) writes(i int, was, current, now row) bool {
	differs := func(i int) bool { // not when the author left it alone, or it already says so
		return !same(was.fields[i].value, now.fields[i].value) && !same(current.fields[i].value, now.fields[i].value)
	}
	if differs(i) {
		return true
	}
	for _, group := range t.groups {
		if slices.Contains(group, i) {
			return slices.ContainsFunc(group, differs)
		}
	}
	return false
}

// current reads a row as it stands in this transaction, and as it was told.
func (x *tx) current(ctx context.Context, t *table, id [16]byte) (row, error) {
	if err := x.flush(); err != nil {
		return row{}, err
	}
	r, err := readRow(ctx, x.s.conn, t, id)
	if err != nil {
		return row{}, err
	}
	return r, x.told(ctx, t, &r)
}

// querier is the writer's connection or a pool of readers.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func readRow(ctx context.Context, q querier, t *table, id [16]byte) (row, error) {
	r := row{id: id}
	err := r.scan(t, q.QueryRowContext(ctx, t.selectRow, id[:]))
	if errors.Is(err, sql.ErrNoRows) {
		return row{}, app.ErrNotFound
	}
	return r, err
}

// readRows reads several rows of a table as they stand.
func readRows[T any](ctx context.Context, q querier, t *table, ids []app.ID[T]) ([]row, error) {
	return collect(ctx, q, func(from scanner) (row, error) {
		var r row
		var id app.ID[T]
		err := r.scan(t, from, idInto(&id))
		r.id = id
		return r, err
	}, t.selectRows, hexIDs(ids))
}

// scan reads what stands of a row, behind other columns.
func (r *row) scan(t *table, from scanner, others ...any) error {
	r.fields = make([]field, len(t.columns))
	var later []byte
	into := append(others, &r.area, &r.seen.HLC, &r.seen.Device, &later)
	for i, c := range t.columns {
		r.fields[i].name = c.name
		into = append(into, &r.fields[i].value)
	}
	err := from.Scan(into...)
	r.seen.Later = string(later)
	return err
}

// same compares two canonical values.
func same(a, b any) bool {
	switch a := a.(type) {
	case nil:
		return b == nil
	case string:
		b, is := b.(string)
		return is && a == b
	case int64:
		b, is := b.(int64)
		return is && a == b
	case []byte:
		b, is := b.([]byte)
		return is && bytes.Equal(a, b)
	}
	return a == b
}
