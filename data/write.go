package data

import (
	"context"
	"errors"
	"fmt"
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
	load    bool  // so many rows that the checkpoint must not be part of the commit
	owes    bool  // indexes that are made after the commit

	sets   []*openSet // being written here
	begun  int64      // the newest change set before them, by order of arrival
	newest int64      // in the log
	chains []*chain   // by area, where they go on
	edited []edit
	kinds  app.Changes

	batches batches    // the new rows, on their way into their tables
	ahead   *walAhead  // of a load that only fills new pages
	cells   []cell     // reused by make
	rooms   [2][]field // reused by putIn

	wrote app.Seen // the stamps of the row last put, as a reader would see them

	door    *doorway // nil: who writes reaches everything
	tables  tableSet // that were written
	touched []touch
	deeds   []audited  // for the audit log
	written [][16]byte // articles
	sheets  [][16]byte // of use
	frozen  [][16]byte // forecast sheets
	merging *merging   // of a transaction that takes change sets in
	matrix  matrixChange
	arrived map[app.Area]map[app.AccountID]bool

	cameAwaited bool       // a record that stays in a merge came, or left
	regrouped   *regrouped // who stays when it is committed
}

// touch is a row the search index may have to learn anew.
type touch struct {
	table string
	id    [16]byte
}

// openSet is a change set being written.
type openSet struct {
	changeSet
	body   []byte // its head and its rows; given up once it is logged
	head   int    // length of the head
	count  int
	full   bool
	logged bool  // or on its way into the log
	ord    int64 // once it is there
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
			if x.load {
				x.logFull(s)
			}
			break
		}
	}
	s := &openSet{changeSet: changeSet{
		dev: x.dev, area: int64(area), hlc: x.stamp(), who: x.by.Staff, at: x.now.UnixMilli(),
		tx: x.id, part: uint64(len(x.sets)), why: x.why,
	}}
	s.body = append(x.batches.bodyRoom(), s.bodyHead()...)
	s.head = len(s.body)
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
	s.moves = s.moves || r.carried != nil || r.left != 0
	s.count++
	s.full = s.count >= setRows || len(s.body)-s.head >= setBytes
}

// errClosed meets a write that comes after its file was closed for another one.
var errClosed = errors.New("the file is closed")

// write runs a verb as one transaction and announces what it touched. Writers
// queue; a verb that returns an error leaves nothing behind.
func (s *Store) write(ctx context.Context, by app.Actor, why app.Why, verb func(*tx) error) error {
	return s.writeAs(ctx, &tx{s: s, by: by, why: why, dev: s.device.id, id: [16]byte(uuid.New())}, verb)
}

func (s *Store) writeAs(ctx context.Context, x *tx, verb func(*tx) error) error {
	select {
	case <-s.turn:
	case <-s.gone:
		return errClosed
	case <-ctx.Done():
		return ctx.Err()
	}
	x.now = s.now()
	err := s.payIndexes(ctx)
	if err == nil {
		err = x.guard(ctx)
	}
	if err == nil {
		err = x.run(ctx, verb)
	}
	if err == nil {
		if x.regrouped != nil {
			s.setSurvivors(x.regrouped.survivors, x.regrouped.awaited)
		}
		s.search.follow(x)
		s.audiences.follow(x)
	}
	if err == nil && x.load {
		s.settling.Go(s.settle)
	} else {
		s.turn <- struct{}{}
	}
	if err != nil {
		s.yieldRoom(err)
		return plain(err)
	}
	if x.kinds&app.Reference != 0 {
		s.rulesMu.Lock()
		s.rules = nil // read anew at the next question
		s.rulesMu.Unlock()
	}
	s.trained.wrote(x.matrix)
	s.forget(x)
	s.audiences.each(func(a *audience) { a.kept.forget(x) })
	s.announce(x.kinds)
	return nil
}

func (x *tx) run(ctx context.Context, verb func(*tx) error) error {
	if err := x.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err := x.s.conn.QueryRowContext(ctx, "SELECT coalesce(max(ord), 0) FROM sy_changes").Scan(&x.begun)
	x.newest = x.begun
	if err == nil {
		err = verb(x)
	}
	if err == nil {
		err = x.commit(ctx)
	}
	x.batches.end()
	if err != nil {
		// Fails only when SQLite has rolled back already, as on a full disk.
		_ = x.exec(context.WithoutCancel(ctx), "ROLLBACK")
	}
	if x.ahead != nil {
		x.ahead.end()
		_ = x.exec(context.WithoutCancel(ctx), "PRAGMA cache_size = "+writerCache) // sets a number
	}
	return err
}

func (x *tx) commit(ctx context.Context) error {
	if err := x.keepAdministrators(ctx); err != nil {
		return err
	}
	if err := x.auditDeeds(ctx); err != nil {
		return fmt.Errorf("audit: %w", err)
	}
	if err := x.flush(); err != nil {
		return err
	}
	if err := x.log(ctx); err != nil {
		return fmt.Errorf("log: %w", err)
	}
	if err := x.learnMerges(ctx); err != nil {
		return fmt.Errorf("learn merges: %w", err)
	}
	if err := x.followArticles(ctx); err != nil {
		return fmt.Errorf("index articles: %w", err)
	}
	if err := x.followUsage(ctx); err != nil {
		return fmt.Errorf("read usage sheets: %w", err)
	}
	if err := x.followForecasts(ctx); err != nil {
		return fmt.Errorf("follow forecasts: %w", err)
	}
	if x.s.watch {
		if err := x.checkDoor(ctx); err != nil {
			return err
		}
	}
	if err := x.showMerges(ctx); err != nil {
		return fmt.Errorf("show merges: %w", err)
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
