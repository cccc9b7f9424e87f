package data

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"lamplighter/app"
	"lamplighter/data/seal"
)

// Contents is a print of all that every table of a file holds.
func Contents(ctx context.Context, path string) (string, error) {
	if err := checkMagic(path); err != nil {
		return "", plain(err)
	}
	r, err := openRaw(ctx, fileURL(path, "mode=ro&_query_only=1"), readerPragmas)
	if err != nil {
		return "", plain(err)
	}
	defer r.close()
	tables, err := collect(ctx, r.conn, scanText, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
	sum := sha256.New()
	for _, name := range tables {
		rows, err := r.conn.QueryContext(ctx, "SELECT * FROM "+name)
		if err != nil {
			return "", plain(err)
		}
		names, err := rows.Columns()
		for err == nil && rows.Next() {
			values, into := make([]any, len(names)), make([]any, len(names))
			for i := range values {
				into[i] = &values[i]
			}
			err = rows.Scan(into...)
			_, _ = fmt.Fprintln(sum, name, values)
		}
		if err = errorsFirst(err, rows.Err(), rows.Close()); err != nil {
			return "", plain(err)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), plain(err)
}

// LostOf lists what a program said to be done, as the tests of kills say it, and
// is not in the file; a file that SQLite finds fault with is an error.
func LostOf(ctx context.Context, path string, said []string) (lost []string, err error) {
	r, err := openRaw(ctx, fileURL(path, ""), readerPragmas)
	if err != nil {
		return nil, err
	}
	defer r.close()
	verdict, err := one(ctx, r.conn, scanText, "PRAGMA integrity_check")
	if err == nil && verdict != "ok" {
		err = errors.New(verdict)
	}
	if err != nil {
		return nil, err
	}
	for _, line := range said {
		kind, what, _ := strings.Cut(line, " ")
		n, want := int64(1), int64(1)
		switch kind {
		case "customer":
			n, err = one(ctx, r.conn, scanInt, "SELECT count(*) FROM accounts WHERE account_no = ?", what)
		case "note":
			n, err = one(ctx, r.conn, scanInt, "SELECT count(*) FROM customers WHERE note = ?", what)
		case "case":
			n, err = one(ctx, r.conn, scanInt, "SELECT count(*) FROM cases WHERE number = ?", what)
		case "list":
			want = 200
			n, err = one(ctx, r.conn, scanInt, "SELECT count(*) FROM customers WHERE name = ?", what)
		case "file":
			hash, _ := hex.DecodeString(what)
			n, err = one(ctx, r.conn, scanInt, "SELECT count(*) FROM attachments WHERE hash = ?", hash)
			if _, fault := filesOf(path).read(hash, app.PDF); fault != nil {
				n = 0
			}
		}
		if err != nil {
			return nil, err
		}
		if n != want {
			lost = append(lost, line)
		}
	}
	return lost, nil
}

// CopyAs copies a file into one that is sealed with a key; nil: into a plain one.
func CopyAs(ctx context.Context, from, to string, key []byte) error {
	if key == nil {
		return copyAs(ctx, from, to, nil, nothingBeside)
	}
	k, err := seal.New(key)
	if err != nil {
		return err
	}
	return copyAs(ctx, from, to, k, nothingBeside)
}

// Settled waits for what comes after the commit of a load.
func Settled(s *Store) { s.settling.Wait() }

// CountOf is how many rows of a table a store has.
func CountOf(ctx context.Context, s *Store, table string) (int64, error) {
	return one(ctx, s.reader, scanInt, "SELECT count(*) FROM "+table)
}
