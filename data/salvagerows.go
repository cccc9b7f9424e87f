package data

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"github.com/mattn/go-sqlite3"

	"lamplighter/app"
)

// salvagePragmas let SQLite read a file that it would refuse: one whose schema
// or size is not as it should be.
func salvagePragmas(c *sqlite3.SQLiteConn) error {
	return run(c, "PRAGMA writable_schema = ON", "PRAGMA trusted_schema = OFF", "PRAGMA temp_store = MEMORY")
}

// plainTables lists the tables of a file but for those of a text index, which is
// made anew.
func plainTables(ctx context.Context, q querier) ([]string, error) {
	return collect(ctx, q, scanText, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
		AND NOT EXISTS (SELECT 1 FROM sqlite_schema v WHERE v.sql LIKE 'CREATE VIRTUAL%' AND (sqlite_schema.name = v.name OR sqlite_schema.name LIKE v.name || '\_%' ESCAPE '\'))
		ORDER BY name`)
}

// salvagedTable is one table on its way into the new file.
type salvagedTable struct {
	name    string
	from    *sql.Conn
	to      *sql.Conn
	columns []string
	keys    []tableKey // of a table without row numbers, in their order
	number  string     // the column that is the row number; "" where there is none
	all     int64      // rows by an index that can be counted; -1: none can
	saved   int64
	failed  int64 // row numbers that could not be read, or rows that no longer fit
}

type tableKey struct {
	name  string
	whole bool // it holds whole numbers
}

func newSalvagedTable(ctx context.Context, from, to *sql.Conn, name string) (*salvagedTable, error) {
	t := &salvagedTable{name: name, from: from, to: to, all: -1}
	rowless, err := one(ctx, to, scanInt, "SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?", name)
	if err != nil {
		return nil, err
	}
	type column struct {
		name, kind string
		key        int
	}
	columns, err := collect(ctx, to, func(r scanner) (column, error) {
		var c column
		return c, r.Scan(&c.name, &c.kind, &c.key)
	}, "SELECT name, type, pk FROM pragma_table_info(?)", name)
	if err != nil {
		return nil, err
	}
	for at := 1; at <= len(columns); at++ {
		for _, c := range columns {
			if c.key == at && rowless == 1 {
				t.keys = append(t.keys, tableKey{c.name, c.kind == "INTEGER"})
			}
			if c.key == at && rowless == 0 && c.kind == "INTEGER" {
				t.number = c.name
			}
		}
	}
	for _, c := range columns {
		t.columns = append(t.columns, c.name)
	}
	if _, err := one(ctx, from, scanInt, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", name); err != nil {
		t.all, t.columns = 0, nil // the file cannot say where it lies
		return t, ctx.Err()
	}
	if n, err := one(ctx, from, scanInt, "SELECT count(*) FROM "+name); err == nil {
		t.all = n
	}
	return t, ctx.Err()
}

// withoutNumbers lets rows get new numbers in the table they come to.
func (t *salvagedTable) withoutNumbers() {
	t.columns = slices.DeleteFunc(t.columns, func(c string) bool { return c == t.number })
}

func (t *salvagedTable) found(ctx context.Context) app.SalvagedTable {
	lost := t.failed
	if t.all >= 0 {
		lost = max(0, t.all-t.saved)
	}
	if n, err := one(ctx, t.to, scanInt, "SELECT count(*) FROM "+t.name); err == nil {
		t.saved = n
	}
	return app.SalvagedTable{Table: t.name, Saved: t.saved, Lost: lost}
}

// save brings over what can be read.
func (t *salvagedTable) save(ctx context.Context) error {
	if len(t.columns) == 0 {
		return nil
	}
	if len(t.keys) > 0 {
		return t.keyed(ctx, nil)
	}
	highest := t.highest(ctx)
	if highest == 0 {
		return ctx.Err()
	}
	return t.span(ctx, 1, highest)
}

// highest is the highest row number, asked of the table or of whichever index
// can still answer; else so many as could have room.
func (t *salvagedTable) highest(ctx context.Context) int64 {
	indexes, _ := collect(ctx, t.to, scanText, "SELECT name FROM pragma_index_list(?)", t.name)
	best, known := int64(0), false
	for _, by := range append([]string{" NOT INDEXED"}, indexedBy(indexes)...) {
		if n, err := one(ctx, t.from, scanInt, "SELECT coalesce(max(_rowid_), 0) FROM "+t.name+by); err == nil {
			best, known = max(best, n), true
		}
	}
	if known {
		return best
	}
	pages, err := one(ctx, t.from, scanInt, "PRAGMA page_count")
	if err != nil {
		return 0
	}
	const rowsOfPage = 200
	return pages * rowsOfPage
}

func indexedBy(indexes []string) []string {
	var out []string
	for _, name := range indexes {
		out = append(out, ` INDEXED BY "`+name+`"`)
	}
	return out
}

// How often rows are asked for in vain before what is left of a span is given
// up: row numbers lie close together, keys may be any number.
const (
	probesOfNumbers = 200_000
	probesOfKeys    = 20_000
)

// between is a span of numbers, both ends included.
type between struct{ from, to int64 }

// halved saves what can be read of a span. Where something cannot, the rest is
// halved until each error stands alone; read answers the last number it came to.
// Spans are gone through breadth first, so that those which are given up at last
// lie everywhere and not all at the end.
func (t *salvagedTable) halved(ctx context.Context, all between, probes int, read func(between) (last int64, got bool, err error), alone func(int64) error) error {
	wait := []between{all}
	for len(wait) > 0 && probes > 0 {
		one := wait[0]
		wait = wait[1:]
		last, got, err := read(one)
		if fatal := salvageStops(ctx, err); fatal != nil {
			return fatal
		}
		if err == nil {
			continue
		}
		probes--
		if got && last < one.to {
			one.from = last + 1
		}
		if one.from == one.to {
			if err := alone(one.from); err != nil {
				return err
			}
			continue
		}
		middle := one.from + int64(uint64(one.to-one.from)/2)
		wait = append(wait, between{one.from, middle}, between{middle + 1, one.to})
	}
	t.failed += int64(len(wait))
	return nil
}

// span saves the rows of a span of row numbers.
func (t *salvagedTable) span(ctx context.Context, from, to int64) error {
	return t.halved(ctx, between{from, to}, probesOfNumbers, func(one between) (int64, bool, error) {
		last, err := t.copy(ctx, "_rowid_", " NOT INDEXED WHERE _rowid_ BETWEEN ? AND ? ORDER BY _rowid_", one.from, one.to)
		if len(last) == 0 {
			return 0, false, err
		}
		return last[0].(int64), true, err
	}, func(int64) error {
		t.failed++
		return nil
	})
}

// keyed saves the rows of a table without row numbers whose first keys are
// given: from the front to the first error, from the back to the last, and what
// is between by halving, where the next key is a number.
func (t *salvagedTable) keyed(ctx context.Context, prefix []any) error {
	first, err := t.keyRange(ctx, prefix, nil, false)
	if fatal := salvageStops(ctx, err); err == nil || fatal != nil {
		return fatal
	}
	last, err := t.keyRange(ctx, prefix, nil, true)
	if fatal := salvageStops(ctx, err); err == nil || fatal != nil {
		return fatal
	}
	at := len(prefix)
	if len(first) == 0 || len(last) == 0 || at == len(t.keys) || !t.keys[at].whole {
		t.failed++
		return nil
	}
	from, to := first[at].(int64), last[at].(int64)
	deeper := func(key int64) error {
		if at+1 == len(t.keys) {
			t.failed++
			return nil
		}
		return t.keyed(ctx, append(slices.Clone(prefix), key))
	}
	if from >= to {
		return deeper(from)
	}
	if err := errorsFirst(deeper(from), deeper(to)); err != nil || from+1 == to {
		return err
	}
	return t.halved(ctx, between{from + 1, to - 1}, probesOfKeys, func(one between) (int64, bool, error) {
		_, err := t.keyRange(ctx, prefix, &one, false)
		return 0, false, err
	}, deeper)
}

// keyRange saves the rows with given first keys, and the next one within a
// range; it answers the keys of the last one it could read.
func (t *salvagedTable) keyRange(ctx context.Context, prefix []any, within *between, back bool) (last []any, err error) {
	var where, order []string
	args := slices.Clone(prefix)
	for i, key := range t.keys {
		if i < len(prefix) {
			where = append(where, key.name+" = ?")
		}
		if back {
			key.name += " DESC"
		}
		order = append(order, key.name)
	}
	if within != nil {
		where = append(where, t.keys[len(prefix)].name+" BETWEEN ? AND ?")
		args = append(args, within.from, within.to)
	}
	rest := " ORDER BY " + strings.Join(order, ", ")
	if len(where) > 0 {
		rest = " WHERE " + strings.Join(where, " AND ") + rest
	}
	names := make([]string, len(t.keys))
	for i, key := range t.keys {
		names[i] = key.name
	}
	return t.copy(ctx, strings.Join(names, ", "), rest, args...)
}

// copy saves the rows of a question, and answers the key of the last one that it
// could read. A row that is there already stays; one that is no row of this table
// any more is passed over.
func (t *salvagedTable) copy(ctx context.Context, key, rest string, args ...any) (last []any, err error) {
	columns := strings.Join(t.columns, ", ")
	rows, err := t.from.QueryContext(ctx, "SELECT "+key+", "+columns+" FROM "+t.name+rest, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	keys := strings.Count(key, ",") + 1
	values := make([]any, keys+len(t.columns))
	places := make([]any, len(values))
	for i := range values {
		places[i] = &values[i]
	}
	insert := "INSERT OR IGNORE INTO " + t.name + " (" + columns + ") VALUES (" + strings.TrimSuffix(strings.Repeat("?, ", len(t.columns)), ", ") + ")"
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return last, err
		}
		last = slices.Clone(values[:keys])
		done, err := t.to.ExecContext(ctx, insert, values[keys:]...)
		if err != nil {
			if fatal := salvageStops(ctx, err); fatal != nil {
				return last, fatal
			}
			t.failed++
			continue
		}
		if n, err := done.RowsAffected(); err == nil {
			t.saved += n
		}
	}
	return last, rows.Err()
}

// salvageStops answers the errors that end the work: all but those of a damaged
// file.
func salvageStops(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	fault, is := errors.AsType[sqlite3.Error](err)
	if err == nil || !is {
		return err
	}
	switch fault.Code {
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB, sqlite3.ErrConstraint, sqlite3.ErrMismatch, sqlite3.ErrTooBig, sqlite3.ErrNomem, sqlite3.ErrIoErr:
		return nil
	}
	return err
}
