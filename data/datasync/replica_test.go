package datasync_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"sync/atomic"
	"testing"
	"time"

	"lamplighter/data"
)

// replica is one file and whoever writes in it. It writes change sets by its
// own hand and takes them in as those of others, so that it can have any clock.
type replica struct {
	file
	path    string
	store   *data.Store
	program int // which one works on it

	dev   int64
	last  int64         // its hybrid clock
	shift time.Duration // its clock on the wall is wrong by
	seq   map[int64]int64
	hash  map[int64][]byte
	from  map[*replica]int64 // how far it has read the log of another
}

// file reads a database past the store.
type file struct {
	t  *testing.T
	db *sql.DB
}

// blank is an empty file of this program, made once.
func blank(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "blank.lamp")
	s, err := data.Open(t.Context(), path, data.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func replicaOf(t *testing.T, blank string, dev int64) *replica {
	t.Helper()
	r := &replica{
		file: file{t: t}, path: filepath.Join(t.TempDir(), fmt.Sprintf("%d.lamp", dev)), dev: dev,
		seq: map[int64]int64{}, hash: map[int64][]byte{}, from: map[*replica]int64{},
	}
	text, err := os.ReadFile(blank)
	if err == nil {
		err = os.WriteFile(r.path, text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	r.open()
	return r
}

func (r *replica) open() {
	r.t.Helper()
	var err error
	newer := map[string]uint64{}
	for _, no := range tablesOf(r.program) {
		if tables[no].since > 0 {
			newer[tables[no].name] = no
		}
	}
	if r.store, err = data.Open(r.t.Context(), r.path, data.Options{WatchDoor: true, Newer: newer}); err == nil {
		r.db, err = sql.Open("sqlite3", "file:"+r.path+"?mode=ro")
	}
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r *replica) close() {
	r.t.Helper()
	if err := r.db.Close(); err != nil {
		r.t.Fatal(err)
	}
	if err := r.store.Close(); err != nil {
		r.t.Fatal(err)
	}
}

// upgrade puts the next program in the place of the replica's.
func (r *replica) upgrade() {
	r.t.Helper()
	if r.program == newest {
		return
	}
	r.close()
	r.program++
	db, err := sql.Open("sqlite3", "file:"+r.path)
	for _, statement := range upgrades[r.program] {
		if err == nil {
			_, err = db.Exec(statement)
		}
	}
	if err != nil {
		r.t.Fatal(err)
	}
	_ = db.Close()
	r.open()
}

// set makes the next change set of the replica in an area.
func (r *replica) set(area, hlc int64, body []byte) data.Change {
	prev := r.hash[area]
	if prev == nil {
		prev = []byte{}
	}
	r.seq[area]++
	c := data.Change{Dev: r.dev, Area: area, Seq: r.seq[area], HLC: hlc, Body: body, PrevHash: prev}
	head := append([]byte{}, prev...)
	for _, n := range []int64{c.Dev, c.Area, c.Seq, c.HLC} {
		head = binary.BigEndian.AppendUint64(head, uint64(n))
	}
	sum := sha256.Sum256(append(head, body...))
	r.hash[area] = sum[:]
	return c
}

// seen is a row as somebody at the replica sees it.
type seen struct {
	rowOf
	made  stamp
	later map[byte]stamp
	lost  map[byte][]stamp
}

func (s seen) base(no byte) stamp {
	if at, is := s.later[no]; is {
		return at
	}
	return s.made
}

// rows are the first rows of an area in a table that the replica has.
func (r *replica) rows(table uint64, area int64, atMost int) []seen {
	r.t.Helper()
	var out []seen
	places := map[[16]byte]int{}
	r.each(fmt.Sprintf("SELECT id, sy_hlc, sy_dev, sy_ovr FROM %s WHERE area = %d ORDER BY id LIMIT %d", tables[table].name, area, atMost), func(v []any) {
		s := seen{rowOf: rowOf{table, [16]byte(v[0].([]byte))}, made: stamp{v[1].(int64), v[2].(int64)}, later: laterOf(v[3]), lost: map[byte][]stamp{}}
		places[s.id] = len(out)
		out = append(out, s)
	})
	r.each(fmt.Sprintf("SELECT row_id, col, hlc, dev FROM sy_lost WHERE tbl = %d AND area = %d", table, area), func(v []any) {
		if at, is := places[[16]byte(v[0].([]byte))]; is {
			no := byte(v[1].(int64))
			out[at].lost[no] = append(out[at].lost[no], stamp{v[2].(int64), v[3].(int64)})
		}
	})
	return out
}

func laterOf(raw any) map[byte]stamp {
	later := map[byte]stamp{}
	b, _ := raw.([]byte)
	for ; len(b) >= 17; b = b[17:] {
		later[b[0]] = stamp{int64(binary.BigEndian.Uint64(b[1:])), int64(binary.BigEndian.Uint64(b[9:]))}
	}
	return later
}

// each reads the rows of a query, past the store.
func (f file) each(query string, row func([]any)) {
	f.t.Helper()
	rows, err := f.db.Query(query)
	if err != nil {
		f.t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	names, err := rows.Columns()
	if err != nil {
		f.t.Fatal(err)
	}
	for rows.Next() {
		values, into := make([]any, len(names)), make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			f.t.Fatal(err)
		}
		row(values)
	}
	if err := rows.Err(); err != nil {
		f.t.Fatal(err)
	}
}

// count is how many rows a table beside the records has.
func (f file) count(table string) (n int64) {
	f.t.Helper()
	f.each("SELECT count(*) FROM "+table, func(v []any) { n = v[0].(int64) })
	return n
}

// held is what the file holds in some tables, in the words of truth.
func (f file) held(s schema) (rows, lost []string) {
	f.t.Helper()
	for no, table := range s {
		rows = append(rows, f.heldOf(no, table)...)
	}
	f.each("SELECT tbl, row_id, col, hlc, dev, area, val FROM sy_lost", func(v []any) {
		of := rowOf{uint64(v[0].(int64)), [16]byte(v[1].([]byte))}
		if s[of.table].name == "" {
			return
		}
		lost = append(lost, fmt.Sprintf("%v %d %v %d %s", of, v[2], stamp{v[3].(int64), v[4].(int64)}, v[5], shown(v[6])))
	})
	sort.Strings(rows)
	sort.Strings(lost)
	return rows, lost
}

func (f file) heldOf(no uint64, table synced) (rows []string) {
	f.t.Helper()
	numbers, list := slices.Sorted(maps.Keys(table.columns)), "id, area, sy_hlc, sy_dev, sy_ovr"
	for _, no := range numbers {
		list += ", " + table.columns[no].name
	}
	f.each("SELECT "+list+" FROM "+table.name, func(v []any) {
		var later []string
		stamps := laterOf(v[4])
		for _, no := range slices.Sorted(maps.Keys(stamps)) {
			later = append(later, fmt.Sprint(no, stamps[no]))
		}
		values := ""
		for i := range numbers {
			if i > 0 {
				values += "|"
			}
			values += shown(v[5+i])
		}
		rows = append(rows, fmt.Sprintf("%v %d %v %v %s", rowOf{no, [16]byte(v[0].([]byte))}, v[1], stamp{v[2].(int64), v[3].(int64)}, later, values))
	})
	return rows
}

// broken is a context that ends after so many looks at it: a program that stops
// in the middle of something.
type broken struct {
	context.Context
	left *atomic.Int64 // the driver looks from goroutines of its own
	stop context.CancelFunc
}

func breaking(ctx context.Context, after int) broken {
	ctx, stop := context.WithCancel(ctx)
	left := &atomic.Int64{}
	left.Store(int64(after))
	return broken{ctx, left, stop}
}

// Done implements context.Context.
func (b broken) Done() <-chan struct{} {
	if b.left.Add(-1) < 0 {
		b.stop()
	}
	return b.Context.Done()
}
