package data

import (
	"bytes"
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
	t    *table
	args []driver.Value // row after row
	rows int
}

// batches collects the new rows of a transaction by table. Full ones are sent
// by a goroutine of their own, so that rows are made while others are stored;
// it ends with the transaction.
type batches struct {
	filling map[*table]*batch
	order   []*batch // as first filled, so that a file is made alike each time
	free    []*batch
	mu      sync.Mutex // guards free

	todo    chan *batch
	pending sync.WaitGroup
	failed  error // of the goroutine; read after pending is waited for
}

// waitingBatches may be full and not yet sent.
const waitingBatches = 16

// insert collects a new row. It is in the table after the next flush.
func (x *tx) insert(t *table, now row, s stamp) {
	b := x.batches.of(t)
	b.args = append(b.args, bytes.Clone(now.id[:]), int64(now.area), s.hlc, s.dev)
	for _, f := range now.fields {
		b.args = append(b.args, f.value)
	}
	if b.rows++; b.rows == batchRows {
		x.sendLater(b)
	}
}

func (s *batches) of(t *table) *batch {
	if b := s.filling[t]; b != nil {
		return b
	}
	if s.filling == nil {
		s.filling = map[*table]*batch{}
	}
	b := s.empty()
	b.t = t
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
	clear(b.args)
	b.args, b.rows = b.args[:0], 0
	s.mu.Lock()
	defer s.mu.Unlock()
	s.free = append(s.free, b)
}

// sendLater hands a full batch to the goroutine. What fails there is answered
// by the next flush.
func (x *tx) sendLater(b *batch) {
	s := &x.batches
	delete(s.filling, b.t)
	at := slices.Index(s.order, b)
	s.order = slices.Delete(s.order, at, at+1)
	if s.todo == nil {
		s.todo = make(chan *batch, waitingBatches)
		go x.sendAll(s.todo)
	}
	s.pending.Add(1)
	s.todo <- b
}

func (x *tx) sendAll(todo <-chan *batch) {
	s := &x.batches
	for b := range todo {
		if s.failed == nil {
			s.failed = x.send(b)
		}
		s.drop(b)
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
			return sendRows(c, b.t.insertMax, b.args)
		}
		width := len(b.args) / b.rows
		for i := range b.rows {
			if err := sendRows(c, b.t.insertOne, b.args[i*width:(i+1)*width]); err != nil {
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

// sendRows runs an insert as a query: the driver then binds all arguments in
// one crossing instead of one crossing each.
func sendRows(c *sqlite3.SQLiteConn, statement string, args []driver.Value) error {
	rows, err := c.Query(statement, args)
	if err != nil {
		return err
	}
	var none []driver.Value
	if err := rows.Next(none); err != nil && !errors.Is(err, io.EOF) {
		return errors.Join(err, rows.Close())
	}
	return rows.Close()
}
