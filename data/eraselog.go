package data

import (
	"context"
	"slices"

	"lamplighter/app"
	"lamplighter/data/bundle"
)

// The change log of an erased customer loses what it held of him as folding makes
// it lose what nobody asks for: change sets keep their place, stamp and rows, and
// the values that were written over become zeros. That is done where all good
// devices of the area have the set, so that nobody asks for it any more; a set
// that was changed so is known by the hash that the next one names, as one that
// was folded, and is not sent.

// lacks reports whether a body lost all or some of what it held.
func lacks(body []byte) bool { return len(body) == 0 || body[0]&setErased != 0 }

// eraseLog goes through the logs of those who were erased.
func (e *exchange) eraseLog(ctx context.Context) error {
	_, err := e.s.eraseLog(ctx, func(of bundle.Stream) int64 { return e.arrivedAt(of, e.others(of.Area)) })
	return err
}

// eraseAlone erases from the log at once on a computer that exchanges with
// nobody, and answers how many sets wait on another.
func (s *Store) eraseAlone(ctx context.Context) (waits int64, err error) {
	member := s.member.Load().company != nil
	return s.eraseLog(ctx, func(bundle.Stream) int64 {
		if member {
			return 0
		}
		return 1<<63 - 1
	})
}

// eraseLog takes out of the log, up to where everybody has it, what it held of
// rows that were erased, and the files that only they had.
func (s *Store) eraseLog(ctx context.Context, everybodyHas func(bundle.Stream) int64) (waits int64, err error) {
	if err := s.writeAs(ctx, &tx{s: s, dev: s.device.id}, func(x *tx) error { return x.noteErased(ctx) }); err != nil {
		return 0, err
	}
	for after, more := int64(0), true; more; {
		var files []string
		err := s.writeAs(ctx, &tx{s: s, dev: s.device.id}, func(x *tx) error {
			his, last, err := x.erasedWaiting(ctx, after)
			if more = last > after; err != nil || !more {
				return err
			}
			after = last
			n, err := x.eraseLogOf(ctx, his, everybodyHas)
			waits += n
			if err != nil {
				return err
			}
			files, err = x.erasedFiles(ctx, his)
			return err
		})
		if err != nil {
			return waits, err
		}
		for _, path := range files {
			removeQuietly(path)
		}
	}
	return waits, nil
}

func (x *tx) eraseLogOf(ctx context.Context, his map[rowKey]erasedRow, everybodyHas func(bundle.Stream) int64) (waits int64, err error) {
	if pieces, err := one(ctx, x.s.conn, scanInt, "SELECT EXISTS (SELECT 1 FROM sy_pending)"); err != nil || pieces != 0 {
		return pieces, err // what waits may have seen anything
	}
	ords, waiting := map[int64]bool{}, map[rowKey]bool{}
	for _, m := range his {
		of, err := x.s.ordsOf(ctx, x.s.conn, m.t, m.row.id)
		if err != nil {
			return 0, err
		}
		for _, ord := range of {
			ords[ord] = true
		}
	}
	for ord := range ords {
		set, err := one(ctx, x.s.conn, scanSet, "SELECT dev, area, seq, hlc, body FROM sy_changes WHERE ord = ?", ord)
		if err != nil {
			return waits, err
		}
		if !set.erase(his) {
			continue
		}
		if set.seq > everybodyHas(bundle.Stream{Device: app.DeviceID(set.dev), Area: app.Area(set.area)}) {
			waits++
			for _, r := range set.rows {
				waiting[rowKey{r.table, r.id}] = true
			}
			continue
		}
		if err := x.rewriteErased(ctx, set); err != nil {
			return waits, err
		}
	}
	for key := range his {
		if waiting[key] {
			continue
		}
		if err := x.exec(ctx, "UPDATE erased_rows SET waits = 0 WHERE tbl = ? AND row_id = ?", int64(key.table), key.id[:]); err != nil {
			return waits, err
		}
	}
	return waits, nil
}

// erase makes zeros of what a set wrote about erased customers and that does not
// hold, and reports whether there was any.
func (c *changeSet) erase(his map[rowKey]erasedRow) (changed bool) {
	only := true
	for _, r := range c.rows {
		m, is := his[rowKey{r.table, r.id}]
		only = only && is
		if !is {
			continue
		}
		own := stamp{c.hlc, c.dev}
		if r.carried != nil {
			own = r.carried.at
		}
		for i := range r.cells {
			k := &r.cells[i]
			place := m.t.place(k.column)
			if place < 0 || len(m.columns) > 0 && !slices.Contains(m.columns, k.column) || stampOf(m.row.seen, k.column) == own {
				continue
			}
			if _, is := m.t.erased(place); !is || m.t.columns[place].name == "keeping" || same(k.value, m.t.columns[place].zero) {
				continue
			}
			k.value = m.t.columns[place].zero
			changed = true
		}
	}
	if changed && only { // what was said of the whole set was said of him
		c.why.Note = ""
	}
	return changed
}

func (x *tx) rewriteErased(ctx context.Context, set changeSet) error {
	body := set.bodyHead()
	body[0] |= setErased
	for _, r := range set.rows {
		body = appendRow(body, r, set.dev)
	}
	err := x.securely(ctx, func() error {
		return x.exec(ctx, "UPDATE sy_changes SET body = ? WHERE dev = ? AND area = ? AND seq = ?", body, set.dev, set.area, set.seq)
	})
	if err != nil {
		return err
	}
	return x.noteFold(ctx, set)
}
