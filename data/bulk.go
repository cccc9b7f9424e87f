package data

import (
	"context"
	"fmt"
)

// index is a secondary index: what it is called and how it is made.
type index struct{ name, sql string }

func scanIndex(r scanner) (index, error) {
	var i index
	err := r.Scan(&i.name, &i.sql)
	return i, err
}

// loadGarbage is how much garbage, in percent of what lives, piles up while a
// list is taken in: what lives is small then, and whoever collects it takes the
// time from the writing.
const loadGarbage = 400

// loadPages is the page cache of a load in KiB. New rows go to the ends of
// tables without indexes: pages are written once, and a cache that fits the
// processor's own is read faster than one that holds them all.
const loadPages = 4096

// hurry makes a load quicker at the cost of some memory, until the function
// that it returns is called.
func (x *tx) hurry(ctx context.Context) func() {
	done := x.s.garbage.ask(loadGarbage)
	pages := func(kib int) { // a hint, which leaves collected rows alone
		_, _ = x.s.conn.ExecContext(context.WithoutCancel(ctx), fmt.Sprintf("PRAGMA cache_size = -%d", kib))
	}
	pages(loadPages)
	return func() {
		done()
		pages(writerPages)
	}
}

// withoutIndexes drops the indexes of some tables for the length of a bulk
// load and answers how to make them again, in this transaction or, after many
// rows, behind it. Sorting all keys at the end costs a
// fraction of finding the place of each; when the transaction is rolled back,
// the indexes were never gone. Constraints (UNIQUE) stay.
func (x *tx) withoutIndexes(ctx context.Context, tables ...string) (restore func() error, err error) {
	q, err := x.reads()
	if err != nil {
		return nil, err
	}
	var dropped []index
	for _, table := range tables {
		of, err := collect(ctx, q, scanIndex, "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ? ORDER BY rowid", table)
		if err != nil {
			return nil, err
		}
		dropped = append(dropped, of...)
	}
	for _, i := range dropped {
		if err := x.exec(ctx, "DROP INDEX "+i.name); err != nil {
			return nil, err
		}
	}
	return func() error {
		if x.load && len(x.touched) > followAtMost {
			return x.oweIndexes(ctx)
		}
		for _, i := range dropped {
			if err := x.exec(ctx, i.sql); err != nil {
				return err
			}
		}
		return nil
	}, nil
}
