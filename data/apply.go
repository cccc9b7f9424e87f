package data

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"lamplighter/app"
)

// Change is one change set as it travels.
type Change struct {
	Dev, Area, Seq, HLC int64
	Body, PrevHash      []byte
}

// Changes reads the log in the order of arrival, after a place in it.
func (s *Store) Changes(ctx context.Context, after int64, atMost int) ([]Change, error) {
	return collect(ctx, s.reader, func(r scanner) (Change, error) {
		var c Change
		err := r.Scan(&c.Dev, &c.Area, &c.Seq, &c.HLC, &c.Body, &c.PrevHash)
		return c, err
	}, "SELECT dev, area, seq, hlc, body, prev_hash FROM sy_changes WHERE ord > ? ORDER BY ord LIMIT ?", after, atMost)
}

// Apply takes change sets of other devices in, a set at a time; one that is
// here already is passed over. Each column goes to the later writer by stamp.
func (s *Store) Apply(ctx context.Context, changes []Change) error {
	for _, c := range changes {
		x := &tx{s: s, dev: c.Dev}
		if err := s.writeAs(ctx, x, func(x *tx) error { return x.apply(ctx, c) }); err != nil {
			return wrap(fmt.Sprintf("apply change set %d of device %d", c.Seq, c.Dev), err)
		}
	}
	return nil
}

var errGap = errors.New("a change set before this one is missing")

func (x *tx) apply(ctx context.Context, c Change) error {
	prev, seq, err := x.s.head(ctx, c.Dev, c.Area)
	switch {
	case err != nil:
		return err
	case c.Seq <= seq:
		return nil
	case c.Seq != seq+1 || string(prev) != string(c.PrevHash):
		return errGap
	}
	set := changeSet{dev: c.Dev, area: c.Area, seq: c.Seq, hlc: c.HLC}
	if err := set.decode(c.Body); err != nil {
		return err
	}
	x.s.clock.saw(c.HLC)
	received := &openSet{changeSet: set, count: len(set.rows), full: true}
	for _, r := range set.rows {
		if err := x.merge(ctx, received, r); err != nil {
			return err
		}
	}
	return x.keep(ctx, c, received)
}

// keep enters a received set into the log as it came.
func (x *tx) keep(ctx context.Context, c Change, set *openSet) error {
	var last int64
	if err := x.s.conn.QueryRowContext(ctx, "SELECT coalesce(max(ord), 0) FROM sy_changes").Scan(&last); err != nil {
		return err
	}
	err := x.exec(ctx, "INSERT INTO sy_changes (dev, area, seq, hlc, body, prev_hash, ord) VALUES (?, ?, ?, ?, ?, ?, ?)",
		c.Dev, c.Area, c.Seq, c.HLC, c.Body, c.PrevHash, last+1)
	if err != nil {
		return err
	}
	for _, r := range set.rows {
		if r.made {
			continue
		}
		if err := x.exec(ctx, "INSERT OR IGNORE INTO sy_edits (row_id, ord) VALUES (?, ?)", r.id[:], last+1); err != nil {
			return err
		}
	}
	return x.exec(ctx, "INSERT INTO sy_have (dev, area, seq, hash) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (dev, area) DO UPDATE SET seq = ?3, hash = ?4",
		c.Dev, c.Area, c.Seq, setHash(set.changeSet, c.Body, c.PrevHash))
}

// merge writes one received row: as it is when it is new, else the columns
// whose stamp is later than what stands here.
func (x *tx) merge(ctx context.Context, set *openSet, r changedRow) error {
	t, known := x.s.byNo[r.table]
	if !known {
		return fmt.Errorf("%w: table %d", app.ErrNewerFile, r.table)
	}
	x.note(t, r.id)
	x.noteArrival(t, r, app.Area(set.area))
	written := stamp{set.hlc, set.dev}
	if r.made {
		made := row{id: r.id, area: app.Area(set.area), fields: make([]field, len(t.columns))}
		for i, c := range t.columns {
			made.fields[i] = field{c.name, c.zero}
		}
		for _, c := range r.cells {
			if i := t.place(c.column); i >= 0 {
				made.fields[i].value = c.value
			}
		}
		x.insert(t, made, written)
		return nil
	}
	current, err := x.current(ctx, t, r.id)
	if err != nil {
		return err
	}
	return x.mergeCells(ctx, t, current, r, written)
}

func (x *tx) mergeCells(ctx context.Context, t *table, current row, r changedRow, written stamp) error {
	seen := current.seen
	var names []byte
	var args []any
	for _, c := range r.cells {
		i := t.place(c.column)
		if i < 0 || stampOf(seen, c.column).after(written) { // of one set the later row holds
			continue
		}
		seen = withStamp(seen, c.column, written)
		names = fmt.Appendf(names, "%s = ?, ", t.columns[i].name)
		args = append(args, c.value)
	}
	if len(args) == 0 {
		return nil
	}
	return x.exec(ctx, "UPDATE "+t.name+" SET "+string(names)+"sy_ovr = ? WHERE id = ?", append(args, []byte(seen.Later), r.id[:])...)
}

// place is where a column number stands among a table's columns; -1 when a
// newer version knows it and this one does not.
func (t *table) place(no byte) int {
	return slices.IndexFunc(t.columns, func(c column) bool { return c.no == no })
}
