package data

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/mattn/go-sqlite3"
)

// batch is new rows of one table on their way to SQLite.
type batch struct {
	t      *table
	values []any  // row after row: id, area, stamp, device, columns
	used   []bool // which of a row's values are more than a zero in any row
	rows   int

	ids  [batchRows][16]byte
	lent [batchRows]any // each id as a value, made once for all rows that stand there
}

// id keeps the id of the next row and lends it as a value.
func (b *batch) id(of [16]byte) any {
	b.ids[b.rows] = of
	if b.lent[b.rows] == nil {
		b.lent[b.rows] = b.ids[b.rows][:]
	}
	return b.lent[b.rows]
}

// batches collects the new rows of a transaction by table. Full ones are sent
// by a goroutine of their own, so that rows are made while others are stored;
// it ends with the transaction.
type batches struct {
	filling map[*table]*batch
	order   []*batch // as first filled, so that a file is made alike each time
	free    []*batch
	mu      sync.Mutex // guards free

	stamp    stamp // of the row last inserted
	hlc, dev any

	todo    chan job
	pending sync.WaitGroup
	failed  error // of the goroutine; read after pending is waited for

	args []driver.NamedValue // reused by whoever sends
}

// waitingJobs may be ready and not yet sent.
const waitingJobs = 16

// insert collects a new row. It is in the table after the next flush.
func (x *tx) insert(t *table, now row, s stamp) {
	b := x.batches.of(t)
	hlc, dev := x.batches.boxed(s)
	b.values = append(b.values, b.id(now.id), int64(now.area), hlc, dev)
	for i, f := range now.fields {
		b.values = append(b.values, f.value)
		b.used[frame+i] = b.used[frame+i] || !same(f.value, t.columns[i].zero)
	}
	if b.rows++; b.rows == batchRows {
		x.sendFull(b)
	}
}

// boxed is a stamp as values; rows of one change set share theirs.
func (s *batches) boxed(of stamp) (hlc, dev any) {
	if s.stamp != of || s.hlc == nil {
		s.stamp, s.hlc, s.dev = of, of.hlc, of.dev
	}
	return s.hlc, s.dev
}

func (s *batches) of(t *table) *batch {
	if b := s.filling[t]; b != nil {
		return b
	}
	if s.filling == nil {
		s.filling = map[*table]*batch{}
	}
	b := s.empty()
	b.t, b.used = t, make([]bool, len(t.all))
	s.filling[t] = b
	s.order = append(s.order, b)
	return b
}

func (s *batches) empty() *batch {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.free); n > 0 {
		b := s.free[n-1]
		s.free = s.free[:n-1]
		return b
	}
	return &batch{}
}

func (s *batches) drop(b *batch) {
	clear(b.values)
	b.values, b.rows = b.values[:0], 0
	s.mu.Lock()
	defer s.mu.Unlock()
	s.free = append(s.free, b)
}

// job is what the goroutine sends: a full batch or a full change set.
type job struct {
	batch *batch
	set   *openSet
}

// sendFull hands a full batch to the goroutine.
func (x *tx) sendFull(b *batch) {
	s := &x.batches
	delete(s.filling, b.t)
	at := slices.Index(s.order, b)
	s.order = slices.Delete(s.order, at, at+1)
	s.sendLater(x, job{batch: b})
}

// sendLater gives the goroutine something to do. What fails there is answered
// by the next flush.
func (s *batches) sendLater(x *tx, j job) {
	if s.todo == nil {
		s.todo = make(chan job, waitingJobs)
		go x.sendAll(s.todo)
	}
	s.pending.Add(1)
	s.todo <- j
}

func (x *tx) sendAll(todo <-chan job) {
	s := &x.batches
	for j := range todo {
		switch {
		case s.failed != nil:
		case j.set != nil:
			s.failed = x.append(context.Background(), j.set)
		default:
			s.failed = x.send(j.batch)
		}
		if j.batch != nil {
			s.drop(j.batch)
		}
		s.pending.Done()
	}
}

// flush brings the collected rows into their tables. Everything that reads
// them in a transaction calls it first.
func (x *tx) flush() error {
	s := &x.batches
	s.pending.Wait()
	for _, b := range s.order {
		if s.failed == nil {
			s.failed = x.send(b)
		}
		delete(s.filling, b.t)
		s.drop(b)
	}
	s.order = s.order[:0]
	return s.failed
}

// end waits for the goroutine and forgets what was not sent.
func (s *batches) end() {
	if s.todo != nil {
		close(s.todo)
		s.pending.Wait()
	}
	*s = batches{}
}

func (x *tx) send(b *batch) error {
	err := x.s.conn.Raw(func(raw any) error {
		c := raw.(*sqlite3.SQLiteConn)
		if b.rows == batchRows {
			b.t.bind(b.used)
			return sendRows(c, b.t.insertMax, x.batches.arguments(b.values, b.t.bound))
		}
		width := len(b.t.all)
		for i := range b.rows {
			if err := sendRows(c, b.t.insertOne, x.batches.arguments(b.values[i*width:(i+1)*width], b.t.all)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("put %s: %w", b.t.name, err)
	}
	return nil
}

// query runs a statement after the collected rows, in one crossing.
func (x *tx) query(statement string, values []any) error {
	if err := x.flush(); err != nil {
		return err
	}
	return x.s.conn.Raw(func(raw any) error {
		return sendRows(raw.(*sqlite3.SQLiteConn), statement, x.batches.plain(values))
	})
}

// plain are values as arguments in their order. They are overwritten by the
// next call.
func (s *batches) plain(values []any) []driver.NamedValue {
	s.args = s.args[:0]
	for i, v := range values {
		s.args = append(s.args, driver.NamedValue{Ordinal: i + 1, Value: v})
	}
	return s.args
}

// arguments are the values of some rows that a statement binds: the frame and
// the bound columns of each. They are overwritten by the next call.
func (s *batches) arguments(values []any, bound []bool) []driver.NamedValue {
	s.args = s.args[:0]
	for len(values) > 0 {
		for i, v := range values[:len(bound)] {
			if bound[i] {
				s.args = append(s.args, driver.NamedValue{Ordinal: len(s.args) + 1, Value: v})
			}
		}
		values = values[len(bound):]
	}
	return s.args
}

// sendRows runs an insert as a query: the driver then binds all arguments in
// one crossing instead of one crossing each.
func sendRows(c *sqlite3.SQLiteConn, statement string, args []driver.NamedValue) error {
	rows, err := c.QueryContext(context.Background(), statement, args)
	if err != nil {
		return err
	}
	var none []driver.Value
	if err := rows.Next(none); err != nil && !errors.Is(err, io.EOF) {
		return errors.Join(err, rows.Close())
	}
	return rows.Close()
}
