package data

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/google/uuid"

	"lamplighter/app"
)

// tx is one write transaction: what a verb may touch.
type tx struct {
	s   *Store
	by  app.Actor
	why app.Why
	now time.Time
	dev int64
	id  [16]byte

	edition int64 // of the seed being written, from 0 on
	load bool // so many rows that the checkpoint must not be part of the commit

	sets     []*openSet // being written here
	received []*openSet // come from another device
	edited   []edit
	kinds    app.Changes

	batches batches    // the new rows, on their way into their tables
	cells   []cell     // reused by make
	rooms   [2][]field // reused by putIn

	wrote app.Seen // the stamps of the row last put, as a reader would see them

	firstOrd, lastOrd int64 // the change sets it wrote, known after the commit
	touched           []touch
	moved             [][16]byte // accounts whose address changes
}

// touch is a row the search index may have to learn anew.
type touch struct {
	table string
	id    [16]byte
}

// openSet is a change set being written.
type openSet struct {
	changeSet
	body  []byte
	count int
	full  bool
	ord   int64
}

type edit struct {
	row [16]byte
	set *openSet
}

// A set is closed at so many rows or bytes, so that it travels in one message.
const (
	setRows  = 1000
	setBytes = 256 << 10
)

// set is the change set of an area that takes the next row.
func (x *tx) set(area app.Area) *openSet {
	for i := len(x.sets) - 1; i >= 0; i-- {
		if s := x.sets[i]; s.area == int64(area) {
			if !s.full {
				return s
			}
			break
		}
	}
	s := &openSet{changeSet: changeSet{
		dev: x.dev, area: int64(area), hlc: x.stamp(), who: x.by.Staff, at: x.now.UnixMilli(),
		tx: x.id, part: uint64(len(x.sets)), why: x.why,
	}}
	if n := len(x.sets); n > 0 {
		s.body = make([]byte, 0, len(x.sets[n-1].body)*9/8) // they mostly end alike
	}
	x.sets = append(x.sets, s)
	return s
}

// stamp is the next stamp of the writing device; seeds, which every device
// writes alike, count from one.
func (x *tx) stamp() int64 {
	if x.dev == seedDevice {
		return x.edition*editionStamps + int64(len(x.sets)) + 1
	}
	return x.s.clock.next(x.now)
}

func (s *openSet) add(r changedRow, dev int64) {
	s.body = appendRow(s.body, r, dev)
	s.count++
	s.full = s.count >= setRows || len(s.body) >= setBytes
}

// write runs a verb as one transaction and announces what it touched. Writers
// queue; a verb that returns an error leaves nothing behind.
func (s *Store) write(ctx context.Context, by app.Actor, why app.Why, verb func(*tx) error) error {
	return s.writeAs(ctx, &tx{s: s, by: by, why: why, dev: s.device.id, id: [16]byte(uuid.New())}, verb)
}

func (s *Store) writeAs(ctx context.Context, x *tx, verb func(*tx) error) error {
	select {
	case <-s.turn:
	case <-ctx.Done():
		return ctx.Err()
	}
	x.now = s.now()
	err := x.run(ctx, verb)
	if err == nil {
		s.search.follow(x)
	}
	s.turn <- struct{}{}
	if err != nil {
		return plain(err)
	}
	if x.kinds&app.Reference != 0 {
		s.rulesMu.Lock()
		s.rules = nil // read anew at the next question
		s.rulesMu.Unlock()
	}
	s.announce(x.kinds)
	return nil
}

func (x *tx) run(ctx context.Context, verb func(*tx) error) error {
	if err := x.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err := verb(x)
	if err == nil {
		err = x.commit(ctx)
	}
	x.batches.end()
	if err != nil {
		// Fails only when SQLite has rolled back already, as on a full disk.
		_ = x.exec(context.WithoutCancel(ctx), "ROLLBACK")
	}
	return err
}

func (x *tx) commit(ctx context.Context) error {
	if err := x.flush(); err != nil {
		return err
	}
	if err := x.log(ctx); err != nil {
		return fmt.Errorf("log: %w", err)
	}
	if err := x.followAddresses(ctx); err != nil {
		return fmt.Errorf("index addresses: %w", err)
	}
	if x.s.watch {
		if err := x.checkDoor(ctx); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	// A commit is not interrupted: it has happened, or it has not.
	ctx = context.WithoutCancel(ctx)
	if x.load {
		return x.commitLoad(ctx)
	}
	return x.exec(ctx, "COMMIT")
}

// log writes the change sets, each chained to the one before it.
func (x *tx) log(ctx context.Context) error {
	if len(x.sets) == 0 {
		return nil
	}
	x.sets[len(x.sets)-1].last = true
	if err := x.s.conn.QueryRowContext(ctx, "SELECT coalesce(max(ord), 0) FROM sy_changes").Scan(&x.lastOrd); err != nil {
		return err
	}
	x.firstOrd = x.lastOrd + 1
	for _, set := range x.sets {
		x.lastOrd++
		set.ord = x.lastOrd
		if err := x.append(ctx, set); err != nil {
			return err
		}
	}
	for _, e := range x.edited {
		if err := x.exec(ctx, "INSERT OR IGNORE INTO sy_edits (row_id, ord) VALUES (?, ?)", e.row[:], e.set.ord); err != nil {
			return err
		}
	}
	return nil
}

func (x *tx) append(ctx context.Context, set *openSet) error {
	prev, seq, err := x.s.head(ctx, set.dev, set.area)
	if err != nil {
		return err
	}
	set.seq = seq + 1
	body := slices.Concat(set.bodyHead(), set.body)
	err = x.exec(ctx, "INSERT INTO sy_changes (dev, area, seq, hlc, body, prev_hash, ord) VALUES (?, ?, ?, ?, ?, ?, ?)",
		set.dev, set.area, set.seq, set.hlc, body, prev, set.ord)
	if err != nil {
		return err
	}
	return x.exec(ctx, "INSERT INTO sy_have (dev, area, seq, hash) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (dev, area) DO UPDATE SET seq = ?3, hash = ?4",
		set.dev, set.area, set.seq, setHash(set.changeSet, body, prev))
}

// head is the newest set known of a device in an area: its number and hash.
func (s *Store) head(ctx context.Context, dev, area int64) (hash []byte, seq int64, err error) {
	rows, err := s.conn.QueryContext(ctx, "SELECT seq, hash FROM sy_have WHERE dev = ? AND area = ?", dev, area)
	if err != nil {
		return nil, 0, err
	}
	defer func() { _ = rows.Close() }()
	hash = []byte{}
	if rows.Next() {
		err = rows.Scan(&seq, &hash)
	}
	return hash, seq, errorsFirst(err, rows.Err())
}

// setHash chains a set to the one before it.
func setHash(c changeSet, body, prev []byte) []byte {
	head := binary.BigEndian.AppendUint64(nil, uint64(c.dev))
	head = binary.BigEndian.AppendUint64(head, uint64(c.area))
	head = binary.BigEndian.AppendUint64(head, uint64(c.seq))
	head = binary.BigEndian.AppendUint64(head, uint64(c.hlc))
	h := sha256.New()
	_, _ = io.Copy(h, io.MultiReader(bytes.NewReader(prev), bytes.NewReader(head), bytes.NewReader(body)))
	return h.Sum(nil)
}

// exec runs a statement on the transaction, after the collected rows.
func (x *tx) exec(ctx context.Context, statement string, args ...any) error {
	if err := x.flush(); err != nil {
		return err
	}
	_, err := x.s.conn.ExecContext(ctx, statement, args...)
	return err
}

// reads is the transaction's own view: it sees the rows put so far.
func (x *tx) reads() (querier, error) {
	return x.s.conn, x.flush()
}

func errorsFirst(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
