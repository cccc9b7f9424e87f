package data

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/google/uuid"

	"lamplighter/app"
)

// newID makes an id on this device: a UUIDv7, so that ids sort by birth.
func newID[T ~[16]byte]() T {
	return T(uuid.Must(uuid.NewV7FromReader(chance{})))
}

// chance is the random part of ids: ChaCha8 of the runtime, which the system
// seeds. An id must be unlike all others; nobody relies on its being secret.
type chance struct{}

// Read implements io.Reader.
func (chance) Read(p []byte) (int, error) {
	var word [8]byte
	for rest := p; len(rest) > 0; {
		binary.NativeEndian.PutUint64(word[:], rand.Uint64())
		rest = rest[copy(rest, word[:]):]
	}
	return len(p), nil
}

// idOf is an id as a column holds it: NULL for the zero id.
func idOf[T any](id app.ID[T]) any {
	if id.IsZero() {
		return nil
	}
	return id[:]
}

// flagOf is a yes or no as a column holds it.
func flagOf(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

// timeOf is a moment that may be absent as a nullable column holds it.
func timeOf(ms int64) any {
	if ms == 0 {
		return nil
	}
	return ms
}

// idInto reads an id column.
func idInto[T any](id *app.ID[T]) sql.Scanner { return idScanner[T]{id} }

type idScanner[T any] struct{ id *app.ID[T] }

// Scan implements sql.Scanner.
func (s idScanner[T]) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*s.id = app.ID[T]{}
	case []byte:
		if len(v) != len(s.id) {
			return fmt.Errorf("an id of %d bytes", len(v))
		}
		copy(s.id[:], v)
	default:
		return fmt.Errorf("an id of type %T", src)
	}
	return nil
}

// laterInto reads sy_ovr, orZero a nullable integer.
func laterInto(seen *app.Seen) sql.Scanner { return laterScanner{seen} }

type laterScanner struct{ seen *app.Seen }

// Scan implements sql.Scanner.
func (s laterScanner) Scan(src any) error {
	later, _ := src.([]byte)
	s.seen.Later = string(later)
	return nil
}

func orZero(into *int64) sql.Scanner { return zeroScanner{into} }

type zeroScanner struct{ into *int64 }

// Scan implements sql.Scanner.
func (s zeroScanner) Scan(src any) error {
	*s.into, _ = src.(int64)
	return nil
}

// scanner is a row or the current one of many.
type scanner interface{ Scan(into ...any) error }

// collect reads all rows of a query into values.
func collect[T any](ctx context.Context, q querier, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// one reads the only row of a query; app.ErrNotFound when there is none.
func one[T any](ctx context.Context, q querier, scan func(scanner) (T, error), query string, args ...any) (T, error) {
	all, err := collect(ctx, q, scan, query, args...)
	var none T
	switch {
	case err != nil:
		return none, err
	case len(all) == 0:
		return none, app.ErrNotFound
	}
	return all[0], nil
}

// prefixed puts a table's letter before each column of a list.
func prefixed(letter, columns string) string {
	return letter + "." + strings.ReplaceAll(columns, ", ", ", "+letter+".")
}

func scanInt(r scanner) (int64, error) {
	var v int64
	err := r.Scan(&v)
	return v, err
}

func scanText(r scanner) (string, error) {
	var v string
	err := r.Scan(&v)
	return v, err
}
