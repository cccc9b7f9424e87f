package data

import (
	"context"
	"slices"

	"lamplighter/app"
)

// mergeGroups are columns that make sense together alone: who changes one writes
// them all, so that they have one stamp and are merged as one. The first stands
// for the others where people are asked.
var mergeGroups = map[string][][]string{
	"customers": {{"name", "sort_key", "pinyin", "initials"}},
	"cases":     {{"status", "stage", "held_stage", "closed_at", "linked_to_id"}},
	signInTable: {{"verifier", "must_change", "changed_at"}},
}

func (t *table) readGroups() {
	for _, names := range mergeGroups[t.name] {
		var group []int
		for _, name := range names {
			if i := t.column(name); i >= 0 {
				group = append(group, i)
			}
		}
		t.groups = append(t.groups, group)
	}
}

// together are the places of the columns that are written with one of them.
func (t *table) together(i int) []int {
	for _, group := range t.groups {
		if slices.Contains(group, i) {
			return group
		}
	}
	return []int{i}
}

// stateGroup is where a case stands. Among writes of it that did not know of
// each other one that ended the case holds, whatever the clocks say.
func (t *table) stateGroup() []int {
	if t.name != "cases" {
		return nil
	}
	return t.groups[0]
}

// state is the state group, where a row of a set changes it.
func (t *table) state(r changedRow) []int {
	group := t.stateGroup()
	if r.made || len(group) == 0 || !slices.ContainsFunc(r.cells, func(c cell) bool { return c.column == t.columns[group[0]].no }) {
		return nil
	}
	return group
}

// decideState lets a person who moves a case decide between all states that are
// known here: his is the only one that is left.
func (x *tx) decideState(ctx context.Context, t *table, r *changedRow) error {
	group := t.state(*r)
	if group == nil {
		return nil
	}
	lost, err := x.lostStates(ctx, t, r.id, group)
	if err != nil || len(lost) == 0 {
		return err
	}
	for _, c := range slices.Clone(r.cells) {
		for _, l := range lost {
			if l.column == c.column {
				r.cells = append(r.cells, cell{column: c.column, value: c.value, baseHLC: l.at.hlc, baseDev: l.at.dev})
			}
		}
	}
	for _, l := range lost {
		if err := x.exec(ctx, "DELETE FROM sy_lost WHERE tbl = ? AND row_id = ? AND col = ? AND hlc = ? AND dev = ?", int64(t.no), r.id[:], int64(l.column), l.at.hlc, l.at.dev); err != nil {
			return err
		}
	}
	return nil
}

func (x *tx) lostStates(ctx context.Context, t *table, id [16]byte, group []int) ([]lostValue, error) {
	lost, err := collect(ctx, x.s.conn, scanLost, "SELECT tbl, row_id, col, hlc, dev, val FROM sy_lost WHERE tbl = ? AND row_id = ?", int64(t.no), id[:])
	return slices.DeleteFunc(lost, func(l lostValue) bool { return !slices.Contains(group, t.place(l.column)) }), err
}

// stateWrite is one write of where a case stands.
type stateWrite struct {
	at     stamp
	status app.CaseStatus
	values map[int]any // by place
}

func (w stateWrite) holdsOver(v stateWrite) bool {
	if w.status.Outweighs(v.status) || v.status.Outweighs(w.status) {
		return w.status.Outweighs(v.status)
	}
	return w.at.after(v.at)
}

// mergeState merges a write of where a case stands: of all writes that nobody
// has seen the one that outweighs the others holds. It answers the cells that
// are left to be merged by themselves.
func (x *tx) mergeState(ctx context.Context, m *rowMerge, group []int, cells []cell) (rest []cell, err error) {
	leader := m.t.columns[group[0]]
	holds := m.stateHeld(group)
	came := stateWrite{at: m.written, values: map[int]any{}}
	seen := false
	for _, c := range cells {
		i := m.t.place(c.column)
		if !slices.Contains(group, i) {
			rest = append(rest, c)
			continue
		}
		came.values[i] = c.value
		if i == group[0] {
			text, _ := c.value.(string)
			came.status = app.CaseStatus(text)
		}
		for base := range c.bases {
			if base == holds.at && c.column == leader.no {
				seen = true
			} else if base != holds.at {
				if err := x.supersede(ctx, m, c.column, base); err != nil {
					return nil, err
				}
			}
		}
	}
	heads, err := x.stateHeads(ctx, m, group)
	if err != nil {
		return nil, err
	}
	if !seen {
		heads = append(heads, holds)
	}
	if !m.dead[leader.no] {
		heads = append(heads, came)
	}
	return rest, x.electState(m, group, holds, heads)
}

// stateHeld is what holds in the columns of the group. What nobody wrote is part
// of it at its zero.
func (m *rowMerge) stateHeld(group []int) stateWrite {
	at, value, _ := m.cell(group[0])
	text, _ := value.(string)
	w := stateWrite{at: at, status: app.CaseStatus(text), values: map[int]any{}}
	for _, i := range group {
		w.values[i] = m.row.fields[i].value
	}
	return w
}

// stateHeads takes the writes that have lost so far off their list.
func (x *tx) stateHeads(ctx context.Context, m *rowMerge, group []int) ([]stateWrite, error) {
	if !x.merging.lost {
		return nil, nil
	}
	lost, err := x.lostStates(ctx, m.t, m.row.id, group)
	if err != nil {
		return nil, err
	}
	var heads []stateWrite
	for _, l := range lost {
		at := slices.IndexFunc(heads, func(w stateWrite) bool { return w.at == l.at })
		if at < 0 {
			at = len(heads)
			heads = append(heads, stateWrite{at: l.at, values: map[int]any{}})
		}
		i := m.t.place(l.column)
		heads[at].values[i] = l.value
		if i == group[0] {
			text, _ := l.value.(string)
			heads[at].status = app.CaseStatus(text)
		}
		if _, err := x.s.conn.ExecContext(ctx, "DELETE FROM sy_lost WHERE tbl = ? AND row_id = ? AND col = ? AND hlc = ? AND dev = ?", int64(m.t.no), m.row.id[:], int64(l.column), l.at.hlc, l.at.dev); err != nil {
			return nil, err
		}
	}
	return heads, nil
}

// electState writes the one that holds into the row and lists the others.
func (x *tx) electState(m *rowMerge, group []int, held stateWrite, heads []stateWrite) error {
	if len(heads) == 0 {
		return nil
	}
	best := 0
	for i := range heads {
		if heads[i].holdsOver(heads[best]) {
			best = i
		}
	}
	for i, h := range heads {
		if i == best {
			continue
		}
		for _, place := range group {
			if value, wrote := h.values[place]; wrote {
				if err := x.lose(m, m.t.columns[place].no, h.at, value); err != nil {
					return err
				}
			}
		}
	}
	if heads[best].at == held.at {
		return nil
	}
	for _, place := range group {
		value, wrote := heads[best].values[place]
		if !wrote {
			value = m.t.columns[place].zero
		}
		m.write(place, heads[best].at, value)
	}
	return nil
}
