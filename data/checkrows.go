package data

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"lamplighter/app"
)

// CheckRows takes SQLite's longest look at a file, indexes included, and
// compares every record with what the change log says of it, by replaying the log into a file beside: the only way to notice a value that
// changed on the disk of a file without a seal, where SQLite has no sums over its
// pages. It takes about as long as all of it took to come. Records that
// only one of the two has are passed over: they may have come from another area,
// or gone to one. app.ErrDamagedFile names the first table with a wrong value.
func CheckRows(ctx context.Context, path string, o Options) error {
	if err := integrity(ctx, path); err != nil {
		return wrap("check rows", plain(err))
	}
	beside := salvaging{work: path + ".compared", anew: path + ".compared", options: o}
	beside.leftovers()
	defer beside.leftovers()
	o.Create, o.Seed, o.OnChange = true, nil, nil
	told, err := Open(ctx, beside.anew, o)
	if err != nil {
		return wrap("check rows", err)
	}
	_, err = told.takeAll(ctx, path)
	if err == nil {
		err = told.compareRows(ctx, path)
	}
	return wrap("check rows", plain(errorsFirst(err, told.Close())))
}

func integrity(ctx context.Context, path string) error {
	r, err := openToRead(ctx, path)
	if err != nil {
		return err
	}
	defer r.close()
	verdict, err := one(ctx, r.conn, scanText, "PRAGMA integrity_check(1)")
	if err == nil && verdict != "ok" {
		err = app.ErrDamagedFile
	}
	return err
}

// compareRows walks the tables of another file beside those of this one.
func (s *Store) compareRows(ctx context.Context, path string) error {
	other, err := openToRead(ctx, path)
	if err != nil {
		return err
	}
	defer other.close()
	for _, t := range travelling {
		content := rowContent(s.tables[t.name])
		here, err := openRows(ctx, s.reader, t.name, content)
		if err != nil {
			return err
		}
		there, err := openRows(ctx, other.conn, t.name, content)
		if err == nil {
			err = equalRows(here, there)
		}
		here.close()
		there.close()
		if err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	return ctx.Err()
}

// rowContent is all that travels of a row, as one text.
func rowContent(t *table) string {
	parts := []string{"quote(area)"}
	for _, c := range t.columns {
		parts = append(parts, "quote("+c.name+")")
	}
	return strings.Join(parts, " || ',' || ")
}

// equalRows compares the rows that both have.
func equalRows(a, b *stampRows) error {
	err := errorsFirst(a.next(), b.next())
	for err == nil && !a.done && !b.done {
		order := bytes.Compare(a.id, b.id)
		if order == 0 && !bytes.Equal(a.stamp, b.stamp) {
			return app.ErrDamagedFile
		}
		if order <= 0 {
			err = a.next()
		}
		if order >= 0 && err == nil {
			err = b.next()
		}
	}
	return err
}
