package data

import "context"

// index is a secondary index: what it is called and how it is made.
type index struct{ name, sql string }

func scanIndex(r scanner) (index, error) {
	var i index
	err := r.Scan(&i.name, &i.sql)
	return i, err
}

// withoutIndexes drops the indexes of some tables for the length of a bulk
// load and answers how to make them again, in this transaction or, after many
// rows, behind it. Sorting all keys at the end costs a
// fraction of finding the place of each; when the transaction is rolled back,
// the indexes were never gone. Constraints (UNIQUE) stay. New pages are not looked
// at again, so few are kept.
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
	x.ahead = x.s.walAhead()
	if err := x.exec(ctx, "PRAGMA cache_size = "+loadCache); err != nil {
		return nil, err
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
