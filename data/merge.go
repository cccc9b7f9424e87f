package data

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"lamplighter/app"
)

// The merge of change sets is by column. Of the writes of a column that are
// known the latest by clock, then by device, holds. Each write names the stamp
// of what its author saw: that one is superseded. A write that neither holds
// nor is superseded has lost; it is kept for a person to decide (sy_lost). So
// what holds and what has lost are told by the set of writes alone, and all
// devices that have the same sets agree, whatever the order they came in.
//
// A row that two devices made under one id is one row: its stamp is the later
// of both, and a column that one of them left at its zero is the other's.

// merging is what a transaction that takes change sets in knows.
type merging struct {
	rows    int        // taken in so far
	careful bool       // rows that are made may be here already
	inHand  stamp      // of the set being merged
	hand    []rowWrite // its writes
	trust   *trust
	carrier int64 // whose word a carried write rests on; 0: its author's

	heads    map[[2]int64]chain // by device and area
	remade   map[[16]byte]bool  // rows of the set in hand that were made elsewhere too
	replayed []changedRow       // whose pieces waited
	told     *preview           // of a merge that is only tried

	// Whether the tables beside the records hold anything at all.
	lost, superseded, pending, quarantined, moved bool

	onward []onward // what may have to be brought on to another area

	moves map[rowKey]*move // the last of each row that was asked for; nil for one that has not moved
}

func (x *tx) beginMerging(ctx context.Context) error {
	m := x.merging
	m.heads, m.remade, m.moves = map[[2]int64]chain{}, map[[16]byte]bool{}, map[rowKey]*move{}
	if m.trust == nil && x.s.member.Load().company != nil {
		var err error
		if m.trust, err = x.s.trusts(ctx, x.s.conn); err != nil {
			return err
		}
	}
	return x.s.conn.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM sy_lost), EXISTS (SELECT 1 FROM sy_superseded),
		EXISTS (SELECT 1 FROM sy_pending), EXISTS (SELECT 1 FROM sy_quarantine), EXISTS (SELECT 1 FROM sy_moves)`).
		Scan(&m.lost, &m.superseded, &m.pending, &m.quarantined, &m.moved)
}

// lastStamp is the latest a clock may say, year 4199: there must be room after it.
const lastStamp = 1 << 62

var (
	errStamp = errors.New("a stamp that cannot be")
	errType  = errors.New("a value that its column cannot hold")
)

func (x *tx) mergeSet(ctx context.Context, set changeSet) error {
	written := stamp{set.hlc, set.dev}
	x.merging.inHand, x.merging.hand = written, set.writes()
	if err := x.learnMoves(ctx, x.merging.hand); err != nil {
		return err
	}
	for _, w := range x.merging.hand {
		if !w.possible() {
			return errStamp
		}
		if err := x.mergeWrite(ctx, set, w); err != nil {
			return err
		}
	}
	return nil
}

// rowWrite is one row of a set, and whose write it is.
type rowWrite struct {
	changedRow
	at  stamp
	who app.StaffID
}

// writes are the rows of a set, the lines about one together.
func (c *changeSet) writes() []rowWrite {
	own := stamp{c.hlc, c.dev}
	var out []rowWrite
	rest := c.rows
	for len(rest) > 0 {
		stays := slices.IndexFunc(rest, func(r changedRow) bool { return r.carried != nil || r.left != 0 })
		if stays < 0 {
			stays = len(rest)
		}
		for _, r := range folded(rest[:stays], own) {
			out = append(out, rowWrite{r, own, c.who})
		}
		rest = rest[stays:]
		if len(rest) == 0 {
			break
		}
		w := rowWrite{rest[0], own, c.who}
		if of := w.carried; of != nil {
			w.changedRow, w.at, w.who = folded(rest[:1], of.at)[0], of.at, of.who
			w.carried = of
		}
		out = append(out, w)
		rest = rest[1:]
	}
	return out
}

// possible reports whether a write saw nothing that was written later.
func (w rowWrite) possible() bool {
	for _, c := range w.cells {
		for b := range c.bases {
			if !w.made && !w.at.after(b) {
				return false
			}
		}
	}
	return true
}

// mergeRow merges one row of a set. What this program does not know, or the row
// it belongs to, waits.
func (x *tx) mergeRow(ctx context.Context, area app.Area, r changedRow, written stamp) error {
	t, known := x.s.byNo[r.table]
	if !known {
		return x.pend(area, r, written)
	}
	if err := x.mayArrive(ctx, t, area, r, written); err != nil {
		return err
	}
	m := rowMerge{t: t, written: written}
	if !r.made || x.merging.careful {
		current, err := x.current(ctx, t, r.id)
		switch {
		case errors.Is(err, app.ErrNotFound) && !r.made:
			return x.pend(area, r, written)
		case err != nil && !errors.Is(err, app.ErrNotFound):
			return err
		}
		m.row, m.here = current, err == nil
	}
	r, later := t.split(r)
	if len(later.cells) > 0 {
		if err := x.pend(area, later, written); err != nil {
			return err
		}
	}
	if err := t.canonical(r.cells); err != nil {
		return err
	}
	if r.made { // what is left at its zero is not written
		r.cells = slices.DeleteFunc(slices.Clone(r.cells), func(c cell) bool { return same(c.value, t.columns[t.place(c.column)].zero) })
	}
	x.note(t, r.id)
	x.noteArrival(t, r, area)
	if !m.here {
		return x.mergeNew(ctx, t, area, r, written)
	}
	return x.mergeInto(ctx, &m, r)
}

// mergeNew makes a row, and merges what waited for it.
func (x *tx) mergeNew(ctx context.Context, t *table, area app.Area, r changedRow, written stamp) error {
	made := row{id: r.id, area: area, fields: make([]field, len(t.columns))}
	for i, c := range t.columns {
		made.fields[i] = field{c.name, c.zero}
	}
	for _, c := range r.cells {
		made.fields[t.place(c.column)].value = c.value
	}
	x.cameAwaited = x.cameAwaited || x.s.awaited[r.id]
	made, err := x.showNew(t, made)
	if err != nil {
		return err
	}
	x.insert(t, made, written)
	x.tell(rowKey{t.no, r.id}, written, app.MergedAdded)
	if !x.merging.pending {
		return nil
	}
	return x.replay(ctx, t.no, r.id)
}

// rowMerge is a row while a set is merged into it.
type rowMerge struct {
	t       *table
	row     row
	here    bool
	written stamp         // of the set
	dead    map[byte]bool // columns whose write in this set was superseded before it came
	changed []int         // places of columns that were written
}

// cell is the stamp and value that hold in a column. Nobody wrote a column that
// is at its zero since its row was made.
func (m *rowMerge) cell(i int) (at stamp, value any, nobodys bool) {
	at, value = stampOf(m.row.seen, m.t.columns[i].no), m.row.fields[i].value
	return at, value, at == m.made() && same(value, m.t.columns[i].zero)
}

func (m *rowMerge) made() stamp { return stamp{m.row.seen.HLC, m.row.seen.Device} }

func (x *tx) mergeInto(ctx context.Context, m *rowMerge, r changedRow) error {
	before := m.row.seen
	var withdrawn any
	if m.t.withdrawn >= 0 {
		withdrawn = m.row.fields[m.t.withdrawn].value
	}
	if r.made {
		if err := x.mergeMade(ctx, m, r); err != nil {
			return err
		}
	}
	var err error
	if m.dead, err = x.deadCells(ctx, m); err != nil {
		return err
	}
	cells := r.cells
	if state := m.t.state(r); state != nil {
		if cells, err = x.mergeState(ctx, m, state, r.cells); err != nil {
			return err
		}
	}
	for _, c := range cells {
		if err := x.mergeCell(ctx, m, c); err != nil {
			return err
		}
	}
	if len(m.changed) == 0 && m.row.seen == before {
		return nil
	}
	if err := x.listUnseen(ctx, m, withdrawn); err != nil {
		return err
	}
	x.tellChanged(m, withdrawn)
	return x.storeMerged(m)
}

// mergeMade joins a row that another device has made too.
func (x *tx) mergeMade(ctx context.Context, m *rowMerge, r changedRow) error {
	x.merging.remade[r.id] = true
	was := m.made()
	if err := x.noteMake(ctx, r.id, was); err != nil || !m.written.after(was) {
		return err
	}
	var own []byte
	for i, c := range m.t.columns {
		if at, _, nobodys := m.cell(i); at == was && !nobodys {
			own = append(own, c.no)
		}
	}
	m.row.seen.HLC, m.row.seen.Device = m.written.hlc, m.written.dev
	for _, no := range own {
		m.row.seen = withStamp(m.row.seen, no, was)
	}
	return nil
}

// noteMake lists the set a row was made in among its edits, since the row's own
// stamp names only one.
func (x *tx) noteMake(ctx context.Context, id [16]byte, made stamp) error {
	return x.exec(ctx, "INSERT OR IGNORE INTO sy_edits (row_id, ord) SELECT ?, ord FROM sy_changes WHERE hlc = ? AND +dev = ?", id[:], made.hlc, made.dev)
}

// mergeCell merges one write of a column.
func (x *tx) mergeCell(ctx context.Context, m *rowMerge, c cell) error {
	i := m.t.place(c.column)
	holds, value, nobodys := m.cell(i)
	seen := false // what holds was before the author's eyes
	for base := range c.bases {
		if base == holds {
			seen = true
		} else if err := x.supersede(ctx, m, c.column, base); err != nil {
			return err
		}
	}
	switch {
	case nobodys || m.written.after(holds):
		if !nobodys && !seen {
			if err := x.lose(m, c.column, holds, value); err != nil {
				return err
			}
		}
	case m.written == holds: // it waited, and its column had its stamp before its value
	case m.dead[c.column]:
		return nil
	default:
		return x.lose(m, c.column, m.written, c.value)
	}
	m.write(i, m.written, c.value)
	return nil
}

func (m *rowMerge) write(i int, at stamp, value any) {
	m.row.seen = withStamp(m.row.seen, m.t.columns[i].no, at)
	m.row.fields[i].value = value
	m.changed = append(m.changed, i)
}

func (x *tx) storeMerged(m *rowMerge) error {
	names, args := []byte(nil), make([]any, 0, len(m.changed)+4)
	for _, i := range m.changed {
		names = fmt.Appendf(names, "%s = ?, ", m.t.columns[i].name)
		value, err := x.show(m.t, m.row.id, i, m.row.fields[i].value)
		if err != nil {
			return err
		}
		args = append(args, value)
	}
	args = append(args, m.row.seen.HLC, m.row.seen.Device, laterBytes(m.row.seen), m.row.id[:])
	return x.query("UPDATE "+m.t.name+" SET "+string(names)+"sy_hlc = ?, sy_dev = ?, sy_ovr = ? WHERE id = ?", args)
}

// laterBytes is what sy_ovr holds: NULL while nothing was written later.
func laterBytes(seen app.Seen) any {
	if seen.Later == "" {
		return nil
	}
	return []byte(seen.Later)
}

// place is where a column number stands among a table's columns; -1 when a
// newer version knows it and this one does not.
func (t *table) place(no byte) int {
	return slices.IndexFunc(t.columns, func(c column) bool { return c.no == no })
}
