package data

import (
	"context"
	"database/sql"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/mattn/go-sqlite3"

	"lamplighter/app"
)

// openNarrowed opens the connections that read for an audience.
func openNarrowed(s *Store, a *audience) (*readers, error) {
	db := sql.OpenDB(&connector{dsn: readerDSN(s.path), setUp: func(c *sqlite3.SQLiteConn) error {
		if err := readerPragmas(c); err != nil {
			return err
		}
		return run(c, a.views()...)
	}})
	db.SetMaxOpenConns(readersAtMost)
	db.SetMaxIdleConns(readersAtMost)
	return &readers{db: db}, db.Ping()
}

// views are the statements that hide the tables of an audience. They are the
// connection's own and touch nothing in the file.
func (a *audience) views() []string {
	statements := []string{"PRAGMA query_only = 0", "CREATE TEMP TABLE held (id BLOB PRIMARY KEY) WITHOUT ROWID"}
	if len(a.held) > 0 {
		statements = append(statements, "INSERT INTO held SELECT unhex(value) FROM json_each('"+hexIDs(a.held)+"')")
	}
	if a.people != nil {
		statements = append(statements, "CREATE TEMP TABLE people (id BLOB PRIMARY KEY) WITHOUT ROWID",
			"INSERT INTO people SELECT unhex(value) FROM json_each('"+hexIDs(slices.Collect(maps.Keys(a.people)))+"')")
	}
	for name, where := range a.wheres {
		statements = append(statements, "CREATE TEMP VIEW "+name+" AS SELECT * FROM main."+name+" t WHERE "+strings.ReplaceAll(where, "{t}", "t"))
	}
	return append(statements, "PRAGMA query_only = 1")
}

// hinted is a table in a query that is told its index: a view has none.
var hinted = regexp.MustCompile(`\b(FROM|JOIN) (\w+)((?: \w+)?) (INDEXED BY \w+|NOT INDEXED)( WHERE )?`)

// narrowed asks the table itself where a query says by which index, with the
// condition of its view.
func (a *audience) narrowed(query string) string {
	if !strings.Contains(query, "INDEXED") {
		return query
	}
	if known, is := a.hinted.Load(query); is {
		return known.(string)
	}
	asked := hinted.ReplaceAllStringFunc(query, func(found string) string {
		part := hinted.FindStringSubmatch(found)
		where, is := a.wheres[part[2]]
		switch {
		case !is:
			return found
		case part[5] == "":
			return part[1] + " " + part[2] + part[3]
		}
		name := strings.TrimSpace(part[3])
		if name == "" {
			name = part[2]
		}
		return part[1] + " main." + part[2] + part[3] + " " + part[4] + part[5] + strings.ReplaceAll(where, "{t}", name) + " AND "
	})
	a.hinted.Store(query, asked)
	return asked
}

// visible is the row numbers of the customers an audience reaches, as bits; it
// is filled at the first question and follows what is written. No question is
// asked of the file while it is locked, since a writer waits for it.
type visible struct {
	mu      sync.Mutex
	bits    []uint64 // nil until filled; never changed, but replaced
	touched []touch  // since
	asked   bool
	times   int // how often something was written
}

func (v *visible) follow(touched []touch) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.asked {
		return
	}
	for _, t := range touched {
		if t.table == "customers" {
			v.touched = append(v.touched, t)
			v.times++
		}
	}
	if len(v.touched) > followAtMost {
		v.bits, v.touched = nil, nil
	}
}

// reached answers which customers are among those of an audience; nil: all.
func (s *Store) reached(ctx context.Context) (func(int64) bool, error) {
	a, err := s.audienceOf(ctx)
	if err != nil || a == nil || a.wheres["customers"] == "" {
		return nil, err
	}
	v := &a.sees
	v.mu.Lock()
	bits, touched, times := v.bits, v.touched, v.times
	v.asked = true
	v.mu.Unlock()
	if bits == nil || len(touched) > 0 {
		if bits, err = s.visibleBits(ctx, bits, touched); err != nil {
			return nil, err
		}
		v.mu.Lock()
		if v.times == times {
			v.bits, v.touched = bits, nil
		}
		v.mu.Unlock()
	}
	return func(n int64) bool { return int(n/64) < len(bits) && bits[n/64]&(1<<(n%64)) != 0 }, nil
}

// visibleBits are the bits of all customers, or those there were with what was
// written since.
func (s *Store) visibleBits(ctx context.Context, was []uint64, touched []touch) ([]uint64, error) {
	if was == nil {
		rows, err := s.order(ctx, "SELECT n FROM customers")
		return withBits([]uint64{0}, rows, true), err
	}
	var ids []app.CustomerID
	for _, t := range dedupe(touched) {
		ids = append(ids, app.CustomerID(t.id))
	}
	const asked = "SELECT n FROM customers WHERE id IN (SELECT unhex(value) FROM json_each(?))"
	all, err := s.order(everything(ctx), asked, hexIDs(ids))
	if err != nil {
		return nil, err
	}
	seen, err := s.order(ctx, asked, hexIDs(ids))
	return withBits(withBits(append([]uint64(nil), was...), all, false), seen, true), err
}

// withBits sets or clears the bits of row numbers.
func withBits(bits []uint64, rows []int64, is bool) []uint64 {
	for _, n := range rows {
		for int(n/64) >= len(bits) {
			bits = append(bits, 0)
		}
		if bits[n/64] &^= 1 << (n % 64); is {
			bits[n/64] |= 1 << (n % 64)
		}
	}
	return bits
}
