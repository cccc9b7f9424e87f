package data

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/mattn/go-sqlite3"

	"lamplighter/app"
	"lamplighter/data/bundle"
)

// Change is one change set as it travels.
type Change struct {
	Dev, Area, Seq, HLC int64
	Body, PrevHash      []byte
}

func (c Change) stream() bundle.Stream { return bundle.Stream{Device: c.Dev, Area: app.Area(c.Area)} }

// Changes reads the log in the order of arrival, after a place in it.
func (s *Store) Changes(ctx context.Context, after int64, atMost int) ([]Change, error) {
	return collect(ctx, s.reader, func(r scanner) (Change, error) {
		var c Change
		err := r.Scan(&c.Dev, &c.Area, &c.Seq, &c.HLC, &c.Body, &c.PrevHash)
		return c, err
	}, "SELECT dev, area, seq, hlc, body, prev_hash FROM sy_changes WHERE ord > ? ORDER BY ord LIMIT ?", after, atMost)
}

// Apply takes change sets of other devices in. One that is here already is
// passed over, one that cannot be merged is kept in quarantine. A set is whole
// in the records or not at all; some are committed at once. Where a set before
// one is missing Apply ends, and those before it stay.
//
// A computer that has joined a company takes no more from a device than those
// who work on it may write.
func (s *Store) Apply(ctx context.Context, changes []Change) error {
	return s.applyFrom(ctx, changes, nil)
}

// applyFrom is Apply for sets whose senders were looked at already, by what
// came with them.
func (s *Store) applyFrom(ctx context.Context, changes []Change, known *trust) error {
	changes, err := s.unknown(ctx, changes)
	for err == nil && len(changes) > 0 {
		var taken int
		if taken, err = s.applySome(ctx, changes, known); err == nil {
			changes = changes[taken:]
		}
	}
	return err
}

// So much is taken in with one commit, after which others may write.
const (
	applySets = 256
	applyRows = 2000
)

// unknown leaves out what is here already.
func (s *Store) unknown(ctx context.Context, changes []Change) ([]Change, error) {
	have, err := s.arrived(ctx)
	var out []Change
	for _, c := range changes {
		if c.Seq > have[c.stream()] {
			out = append(out, c)
		}
	}
	return out, err
}

func (s *Store) applySome(ctx context.Context, changes []Change, known *trust) (taken int, err error) {
	var stopped error
	err = s.writeAs(ctx, &tx{s: s, dev: s.device.id, id: [16]byte(uuid.New()), merging: &merging{trust: known}}, func(x *tx) error {
		taken, stopped = 0, nil
		if err := x.beginMerging(ctx); err != nil {
			return err
		}
		for taken < min(len(changes), applySets) && x.merging.rows < applyRows {
			c := changes[taken]
			err := wrap(fmt.Sprintf("apply change set %d of device %d", c.Seq, c.Dev), x.take(ctx, c))
			if errors.Is(err, errGap) {
				stopped = err
				break
			}
			if err != nil {
				return err
			}
			taken++
		}
		if err := x.trustAnew(ctx); err != nil {
			return err
		}
		return x.passOn(ctx)
	})
	return taken, errorsFirst(err, stopped)
}

var errGap = errors.New("a change set before this one is missing")

// take brings one set into the records and into the log.
func (x *tx) take(ctx context.Context, c Change) error {
	head, err := x.arrivedOf(ctx, c.Dev, c.Area)
	switch {
	case err != nil:
		return err
	case c.Seq <= head.seq:
		return nil
	case c.Seq != head.seq+1 || string(head.hash) != string(c.PrevHash):
		return errGap
	}
	set := changeSet{dev: c.Dev, area: c.Area, seq: c.Seq, hlc: c.HLC}
	next := chain{area: c.Area, seq: c.Seq, hash: setHash(set, c.Body, c.PrevHash), hlc: c.HLC}
	err = errStamp
	if c.HLC > head.hlc && c.HLC <= lastStamp {
		x.s.clock.saw(c.HLC)
		err = x.mergeWhole(ctx, &set, c.Body)
	} else {
		next.hlc = head.hlc
	}
	reason, unfit := unfitFor(err)
	switch {
	case unfit:
		err = x.quarantine(ctx, set, reason)
	case err != nil:
		return err
	}
	return errorsFirst(err, x.keep(ctx, c, set, next, unfit))
}

// mergeWhole merges all rows of a set or none. At first rows that were made are
// taken to be new, which they mostly are, and need not be looked for.
func (x *tx) mergeWhole(ctx context.Context, set *changeSet, body []byte) error {
	if err := set.decode(body); err != nil {
		return err
	}
	err := x.whole(ctx, func() error { return x.mergeSet(ctx, *set) })
	var fault sqlite3.Error
	if errors.As(err, &fault) && fault.Code == sqlite3.ErrConstraint {
		x.merging.careful = true
		err = x.whole(ctx, func() error { return x.mergeSet(ctx, *set) })
		x.merging.careful = false
	}
	return err
}

// whole runs something that leaves nothing in the file when it fails.
func (x *tx) whole(ctx context.Context, run func() error) error {
	if err := x.exec(ctx, "SAVEPOINT received"); err != nil {
		return err
	}
	touched, written, sheets, frozen := len(x.touched), len(x.written), len(x.sheets), len(x.frozen)
	told, onward := x.merging.told.mark(), len(x.merging.onward)
	err := run()
	if err == nil {
		err = x.exec(ctx, "RELEASE received")
	}
	if err == nil {
		return nil
	}
	x.batches.end()
	x.merging.told.backTo(told)
	x.merging.onward = x.merging.onward[:onward]
	clear(x.merging.moves)
	x.touched, x.written, x.sheets, x.frozen = x.touched[:touched], x.written[:written], x.sheets[:sheets], x.frozen[:frozen]
	if back := x.exec(context.WithoutCancel(ctx), "ROLLBACK TO received; RELEASE received"); back != nil {
		return errors.Join(err, back)
	}
	return err
}

// keep enters a received set into the log as it came.
func (x *tx) keep(ctx context.Context, c Change, set changeSet, next chain, unfit bool) error {
	m := x.merging
	x.newest++
	err := x.query("INSERT INTO sy_changes (dev, area, seq, hlc, body, prev_hash, ord) VALUES (?, ?, ?, ?, ?, ?, ?)",
		[]any{c.Dev, c.Area, c.Seq, c.HLC, c.Body, c.PrevHash, x.newest})
	if err != nil {
		return err
	}
	if !unfit {
		at := &openSet{ord: x.newest}
		for _, r := range set.rows {
			if m.remade[r.id] || !r.made && r.carried == nil && r.left == 0 {
				x.edited = append(x.edited, edit{r.id, at})
			}
		}
		err = x.logEdits()
		x.edited = x.edited[:0]
	}
	clear(m.remade)
	m.rows += len(set.rows) + 1
	m.heads[[2]int64{c.Dev, c.Area}] = next
	return errorsFirst(err, x.noteHead(ctx, c.Dev, next))
}
