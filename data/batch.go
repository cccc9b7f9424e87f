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

	"lamplighter/app"
)

// batch is new rows of one table on their way to SQLite.
type batch struct {
	t      *table
	values []any  // row after row: id, area, stamp, device, columns
	differ []bool // which of a row's places do not hold the same in all rows
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

// add takes the next row in.
func (b *batch) add(now row, area, hlc, dev any) {
	at := len(b.values)
	b.values = append(b.values, b.id(now.id), area, hlc, dev)
	for _, f := range now.fields {
		b.values = append(b.values, f.value)
	}
	for i, v := range b.values[at:] {
		if !b.differ[i] && !same(v, b.values[i]) {
			b.differ[i] = true
		}
	}
	b.rows++
}

// batches collects the new rows of a transaction by table. Full ones are sent
// by a goroutine of their own, so that rows are made while others are stored;
// it ends with the transaction.
type batches struct {
	filling []*batch // by the number of their table
	order   []*batch // as first filled, so that a file is made alike each time

	mu    sync.Mutex // guards what is free
	free  []*batch
	rooms [][]byte // for bodies of change sets

	at             stamp // of the row last inserted
	of             app.Area
	area, hlc, dev any // the same as values

	todo    chan job
	pending sync.WaitGroup
	failed  error // of the goroutine; read after pending is waited for

	args []driver.NamedValue // reused by whoever sends
}

// waitingJobs may be ready and not yet sent.
const waitingJobs = 16

// insert collects a new row. It is in the table after the next flush.
func (x *tx) insert(t *table, now row, s stamp) {
	b := x.batches.fill(t)
	area, hlc, dev := x.batches.boxed(now.area, s)
	if b.add(now, area, hlc, dev); b.rows == batchRows {
		x.sendFull(b)
	}
}

// boxed is an area and a stamp as values; rows of one change set share theirs.
func (s *batches) boxed(of app.Area, at stamp) (area, hlc, dev any) {
	if s.of != of || s.at != at || s.hlc == nil {
		s.of, s.area = of, int64(of)
		s.at, s.hlc, s.dev = at, at.hlc, at.dev
	}
	return s.area, s.hlc, s.dev
}

// fill is the batch of a table that takes the next row.
func (s *batches) fill(t *table) *batch {
	if n := int(t.no) + 1; len(s.filling) < n {
		s.filling = append(s.filling, make([]*batch, n-len(s.filling))...)
	}
	if b := s.filling[t.no]; b != nil {
		return b
	}
	b := s.empty()
	b.t, b.differ = t, make([]bool, t.width())
	s.filling[t.no] = b
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

// bodyRoom is where the body of another change set can be written.
func (s *batches) bodyRoom() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(s.rooms)
	if n == 0 {
		return nil
	}
	room := s.rooms[n-1]
	s.rooms = s.rooms[:n-1]
	return room
}

// spareBody gives back the room of a body that is written.
func (s *batches) spareBody(body []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rooms = append(s.rooms, body[:0])
}

// job is what the goroutine sends: a full batch or a full change set.
type job struct {
	batch *batch
	set   *openSet
}

// sendBegun hands on what there is of a batch whose rows come seldom. A page that
// is changed after it went into the write-ahead log is written there anew, and
// the commit then reads and sums up once more all that stands behind it.
func (x *tx) sendBegun(name string) {
	if b := x.batches.filling[x.s.tables[name].no]; b != nil {
		x.sendFull(b)
	}
}

// sendFull hands a full batch to the goroutine.
func (x *tx) sendFull(b *batch) {
	s := &x.batches
	s.filling[b.t.no] = nil
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
			x.ahead.logged(x.newest)
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
		s.filling[b.t.no] = nil
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
			b.t.tellApart(b.differ)
			return sendRows(c, b.t.insertMax, x.batches.arguments(b.t, b.values))
		}
		width := b.t.width()
		for i := range b.rows {
			if err := sendRows(c, b.t.insertOne, x.batches.plain(b.values[i*width:(i+1)*width])); err != nil {
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

// query runs a statement after the collected rows.
func (x *tx) query(statement string, values []any) error {
	if err := x.flush(); err != nil {
		return err
	}
	return x.crossing(statement, values)
}

// crossing runs a statement in one crossing. It does not flush.
func (x *tx) crossing(statement string, values []any) error {
	return x.s.conn.Raw(func(raw any) error {
		return sendRows(raw.(*sqlite3.SQLiteConn), statement, x.batches.plain(values))
	})
}

// numbered is room for so many arguments. They are overwritten by the next call.
func (s *batches) numbered(n int) []driver.NamedValue {
	for len(s.args) < n {
		s.args = append(s.args, driver.NamedValue{Ordinal: len(s.args) + 1})
	}
	return s.args[:n]
}

// plain are values as arguments in their order.
func (s *batches) plain(values []any) []driver.NamedValue {
	args := s.numbered(len(values))
	for i, v := range values {
		args[i].Value = v
	}
	return args
}

// arguments are the rows of a full batch as its statement binds them: what is
// the same in all, once, and then the rest of each.
func (s *batches) arguments(t *table, values []any) []driver.NamedValue {
	args := s.numbered(len(t.shared) + batchRows*len(t.own))
	for i, place := range t.shared {
		args[i].Value = values[place]
	}
	rest := args[len(t.shared):]
	for len(values) > 0 {
		for i, place := range t.own {
			rest[i].Value = values[place]
		}
		rest, values = rest[len(t.own):], values[t.width():]
	}
	return args
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
