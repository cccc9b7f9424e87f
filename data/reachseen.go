package data

import (
	"context"
	"strings"
	"sync"

	"github.com/mattn/go-sqlite3"

	"lamplighter/app"
	"lamplighter/data/rowset"
)

// visible is the row numbers of a table that an audience reaches, as bits: the
// condition of the table is told of each row once, and what reads it asks for
// the bit, which every index can answer. It is filled at the first question and
// follows what is written. No question is asked of the file while it is locked,
// since a writer waits for it.
type visible struct {
	table string
	where string     // the condition, of the table by the name of t
	look  sync.Mutex // whose turn it is to bring the bits up to date

	mu      sync.Mutex
	rows    *rowset.Set // the bits, as SQLite asks them; nil: closed
	bits    []uint64    // never changed, but replaced
	touched []app.RecordID
	anew    bool // all rows are looked at: there are no bits yet, or too much was written
	wrote   int  // how often something was written
	asOf    int  // the bits know so much of it
}

// lookedOnce are the tables of which it is told once what somebody reaches, with
// others that tell it too: after a write to these all rows are looked at anew.
var lookedOnce = map[string][]string{
	"customers": {},
	"cases":     {"practice", "case_named"},
}

// lookFirst makes what is visible of the tables that are narrowed; empty, as yet.
func (a *audience) lookFirst() error {
	a.sees = map[string]*visible{}
	for table := range lookedOnce {
		where := a.wheres[table]
		if where == "" {
			continue
		}
		rows, err := rowset.New()
		if err != nil {
			return err
		}
		a.sees[table] = &visible{table: table, where: strings.ReplaceAll(where, "{t}", "t"), rows: rows, anew: true, wrote: 1}
	}
	return nil
}

// lookAgain brings all that is visible up to date with what was committed.
func (a *audience) lookAgain(ctx context.Context) error {
	for _, v := range a.sees {
		if err := v.lookAgain(ctx, a.read); err != nil {
			return err
		}
	}
	return nil
}

// lookAgainAt brings up to date what a question about one table asks for: of one
// that is told once its own bits alone, of one that is reached as a whole nothing.
func (a *audience) lookAgainAt(ctx context.Context, table string) error {
	if v := a.sees[table]; v != nil {
		return v.lookAgain(ctx, a.read)
	}
	if a.wheres[table] == "" {
		return nil
	}
	return a.lookAgain(ctx)
}

// function is how SQLite calls the question for a row.
func (v *visible) function() string { return "reaches_" + v.table }

// give lets a connection ask for the bits.
func (v *visible) give(c *sqlite3.SQLiteConn) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.rows == nil {
		return errClosed
	}
	return v.rows.Give(c, v.function())
}

func (v *visible) close() {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.rows != nil {
		v.rows.Close()
		v.rows = nil
	}
}

// follow notes what a transaction wrote.
func (v *visible) follow(x *tx) {
	anew := x.wroteTo(lookedOnce[v.table]...)
	if !anew && !x.wroteTo(v.table) {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.wrote++
	v.touched = append(v.touched, x.seen[v.table]...)
	if v.anew = v.anew || anew || len(v.touched) > followAtMost; v.anew {
		v.touched = nil
	}
}

func (v *visible) upToDate() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.asOf == v.wrote
}

// lookAgain looks at the rows that were written since, or at all. What is written
// meanwhile is looked at the next time.
func (v *visible) lookAgain(ctx context.Context, q querier) error {
	if v.upToDate() {
		return nil
	}
	ctx = context.WithoutCancel(ctx)
	v.look.Lock()
	defer v.look.Unlock()
	v.mu.Lock()
	bits, touched, anew, wrote, asOf := v.bits, v.touched, v.anew, v.wrote, v.asOf
	v.touched, v.anew = nil, false
	v.mu.Unlock()
	if asOf == wrote {
		return nil // somebody else just did
	}
	var err error
	if anew {
		bits, err = v.lookAtAll(ctx, q)
	} else {
		bits, err = v.lookAt(ctx, q, bits, touched)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if err == nil && v.rows == nil {
		err = errClosed
	}
	if err == nil {
		err = v.rows.Fill(bits)
	}
	if err != nil {
		v.anew = true
		return err
	}
	v.bits, v.asOf = bits, wrote
	return nil
}

func (v *visible) lookAtAll(ctx context.Context, q querier) ([]uint64, error) {
	list, err := one(ctx, q, scanText, "SELECT coalesce(group_concat(n), '') FROM (SELECT n FROM main."+v.table+" t WHERE "+v.where+")")
	bits := []uint64{0}
	if list != "" {
		for _, n := range parseRows(list) {
			bits = withBit(bits, n, true)
		}
	}
	return bits, err
}

func (v *visible) lookAt(ctx context.Context, q querier, was []uint64, touched []app.RecordID) ([]uint64, error) {
	bits := append([]uint64(nil), was...)
	_, err := collect(ctx, q, func(r scanner) (struct{}, error) {
		var n int64
		var is bool
		err := r.Scan(&n, &is)
		bits = withBit(bits, n, is)
		return struct{}{}, err
	}, "SELECT n, "+v.where+" FROM main."+v.table+" t WHERE id IN (SELECT unhex(value) FROM json_each(?))", hexIDs(touched))
	return bits, err
}

// withBit sets or clears the bit of a row number.
func withBit(bits []uint64, n int64, is bool) []uint64 {
	for int(n/64) >= len(bits) {
		bits = append(bits, 0)
	}
	if bits[n/64] &^= 1 << (n % 64); is {
		bits[n/64] |= 1 << (n % 64)
	}
	return bits
}

// reached answers which customers are among those of an audience; nil: all.
func (s *Store) reached(ctx context.Context) (func(int64) bool, error) {
	a, err := s.audienceOf(ctx)
	if err != nil || a == nil || a.sees["customers"] == nil {
		return nil, err
	}
	v := a.sees["customers"]
	v.mu.Lock()
	bits := v.bits
	v.mu.Unlock()
	return func(n int64) bool { return int(n/64) < len(bits) && bits[n/64]&(1<<(n%64)) != 0 }, nil
}

// noteSeen remembers a row of which it is told once who reaches it.
func (x *tx) noteSeen(t *table, id [16]byte) {
	if _, is := lookedOnce[t.name]; !is || len(x.seen[t.name]) > followAtMost {
		return
	}
	if x.seen == nil {
		x.seen = map[string][]app.RecordID{}
	}
	x.seen[t.name] = append(x.seen[t.name], app.RecordID(id))
}
