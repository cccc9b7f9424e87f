package data

import (
	"context"
	"slices"
	"strconv"

	"lamplighter/app"
)

// resolveSource is what the change log says of a decision between values.
const resolveSource = "conflict"

// ResolveConflicts carries decisions out as one transaction: an ordinary change
// that has seen all the values it decides between. It answers
// app.ErrChangedMeantime when another value holds by now.
func (s *Store) ResolveConflicts(ctx context.Context, by app.Actor, decisions []app.Decision) error {
	for _, d := range decisions {
		t, known := s.tables[d.Record.Table]
		if !known {
			return wrap("resolve conflicts", app.ErrNotFound)
		}
		if err := errorsFirst(t.mayDecide(by), s.mayLookInto(s.within(ctx, by), by, t, d.Record.ID), refuseKept(ctx, s.reader, t.name, d.Record.ID)); err != nil {
			return err
		}
	}
	err := s.write(ctx, by, app.Why{Source: resolveSource}, func(x *tx) error {
		x.merging = &merging{}
		if err := x.beginMerging(ctx); err != nil {
			return err
		}
		for _, d := range s.withdrawalsFirst(decisions) {
			if err := x.decide(ctx, d); err != nil {
				return err
			}
		}
		return nil
	})
	return wrap("resolve conflicts", err)
}

// withdrawalsFirst puts the decisions on whether a record is withdrawn before
// the others: who decides anything else of a withdrawn record says again that it
// is, and has seen all of it.
func (s *Store) withdrawalsFirst(decisions []app.Decision) []app.Decision {
	withdraws := func(d app.Decision) bool {
		t := s.tables[d.Record.Table]
		return t.withdrawn >= 0 && t.columns[t.withdrawn].name == d.Field
	}
	decisions = slices.Clone(decisions)
	slices.SortStableFunc(decisions, func(a, b app.Decision) int { return -compareFlags(withdraws(a), withdraws(b)) })
	return decisions
}

// decide writes one decision as a line of the log for each value seen, and
// merges it as it will be merged everywhere.
func (x *tx) decide(ctx context.Context, d app.Decision) error {
	t := x.s.tables[d.Record.Table]
	current, err := x.current(ctx, t, d.Record.ID)
	if err != nil {
		return err
	}
	i := t.column(d.Field)
	if i < 0 || len(d.Seen) == 0 {
		return app.Refuse(d.Field, app.Unknown)
	}
	holds := stampOf(current.seen, t.columns[i].no)
	if holds != writeOf(d.Seen[0]) {
		return app.ErrChangedMeantime
	}
	decided := changedRow{table: t.no, id: d.Record.ID}
	for _, place := range t.together(i) {
		cells, err := x.decided(ctx, d, t, current, place)
		if err != nil {
			return err
		}
		decided.cells = append(decided.cells, cells...)
	}
	return x.decideRow(ctx, t, current, decided)
}

// decideRow writes and merges the lines of a decision about a record.
func (x *tx) decideRow(ctx context.Context, t *table, current row, decided changedRow) error {
	if t.withdrawn >= 0 {
		t.sawAll(&decided, current.seen, current.fields[t.withdrawn].value)
	}
	set := x.set(current.area)
	set.add(decided, x.dev)
	x.edited = append(x.edited, edit{row: decided.id, set: set})
	x.note(t, decided.id)
	written := stamp{set.hlc, x.dev}
	m := rowMerge{t: t, row: current, here: true, written: written}
	r := folded([]changedRow{decided}, written)[0]
	x.merging.hand = []rowWrite{{changedRow: r, at: written, who: x.by.Staff}}
	return x.mergeInto(ctx, &m, r)
}

// decided are the lines of one column of a decision.
func (x *tx) decided(ctx context.Context, d app.Decision, t *table, current row, place int) ([]cell, error) {
	no := t.columns[place].no
	also := no
	if place == t.withdrawn {
		also = wholeRow
	}
	lost, err := collect(ctx, x.s.conn, scanLost, "SELECT tbl, row_id, col, hlc, dev, val FROM sy_lost WHERE tbl = ? AND row_id = ? AND col IN (?, ?)", int64(t.no), d.Record.ID[:], int64(no), int64(also))
	if err != nil {
		return nil, err
	}
	value, err := t.valueDecided(d, place, current.fields[place].value, lost)
	if err != nil {
		return nil, err
	}
	holds := stampOf(current.seen, no)
	cells := []cell{{column: no, value: value, baseHLC: holds.hlc, baseDev: holds.dev}}
	for _, l := range lost {
		if slices.Contains(d.Seen, app.WriteID{HLC: l.at.hlc, Device: l.at.dev}) {
			cells = append(cells, cell{column: no, value: value, baseHLC: l.at.hlc, baseDev: l.at.dev})
		}
	}
	return cells, nil
}

func writeOf(w app.WriteID) stamp { return stamp{w.HLC, w.Device} }

// valueDecided is the value a decision takes in a column. What other columns
// follow is chosen, not typed.
func (t *table) valueDecided(d app.Decision, place int, holds any, lost []lostValue) (any, error) {
	if d.Take == (app.WriteID{}) {
		if len(t.together(place)) > 1 {
			return nil, app.Refuse(d.Field, app.Malformed)
		}
		return t.columns[place].parsed(d.Text)
	}
	if d.Take == d.Seen[0] {
		return holds, nil
	}
	for _, l := range lost {
		if l.at == writeOf(d.Take) {
			return l.value, nil
		}
	}
	if t.columns[place].name != d.Field {
		return t.columns[place].zero, nil // left at its zero by who wrote the field
	}
	return nil, app.ErrChangedMeantime // somebody else has decided
}

// parsed reads a value typed by hand.
func (c column) parsed(text string) (any, error) {
	if text == "" {
		return c.zero, nil
	}
	var v any
	var err error
	switch c.kind {
	case "TEXT":
		v = text
	case "INTEGER":
		v, err = strconv.ParseInt(text, 10, 64)
	case "REAL":
		v, err = strconv.ParseFloat(text, 64)
	default:
		err = errType // an id or a file is chosen, not typed
	}
	if err != nil || !c.holds(v) {
		return nil, app.Refuse(c.name, app.Malformed)
	}
	return v, nil
}
