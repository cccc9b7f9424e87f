package data

import (
	"math"
	"slices"
)

// bases are the stamps that a write supersedes: none where a row is made.
func (c *cell) bases(yield func(stamp) bool) {
	if first := (stamp{c.baseHLC, c.baseDev}); first != (stamp{}) && !yield(first) {
		return
	}
	for _, b := range c.more {
		if !yield(b) {
			return
		}
	}
}

// folded brings the lines of a set that are about one row together, so that
// each column is written once: the last value holds, and what it supersedes is
// what its lines saw, but for what the set itself wrote.
func folded(rows []changedRow, written stamp) []changedRow {
	places := make(map[rowKey]int, len(rows))
	out := make([]changedRow, 0, len(rows))
	for _, r := range rows {
		key := rowKey{r.table, r.id}
		at, again := places[key]
		if !again && !r.twice() {
			places[key] = len(out)
			out = append(out, r)
			continue
		}
		if !again {
			at = len(out)
			places[key] = at
			out = append(out, changedRow{table: r.table, id: r.id})
		}
		into := &out[at]
		into.made = into.made || r.made
		into.cells = slices.Clone(into.cells)
		for _, c := range r.cells {
			into.fold(c, written)
		}
	}
	return out
}

// twice reports whether a row names a column more than once.
func (r changedRow) twice() bool {
	var named [math.MaxUint8 + 1]bool
	for _, c := range r.cells {
		if named[c.column] {
			return true
		}
		named[c.column] = true
	}
	return false
}

func (r *changedRow) fold(c cell, written stamp) {
	at := slices.IndexFunc(r.cells, func(k cell) bool { return k.column == c.column })
	if at < 0 {
		if (stamp{c.baseHLC, c.baseDev}) == written {
			c.baseHLC, c.baseDev = 0, 0
		}
		r.cells = append(r.cells, c)
		return
	}
	into := &r.cells[at]
	into.value = c.value
	for b := range c.bases {
		if b != written && b != (stamp{into.baseHLC, into.baseDev}) && !slices.Contains(into.more, b) {
			into.more = append(slices.Clip(into.more), b)
		}
	}
}

// split takes the cells of columns out that this program does not know.
func (t *table) split(r changedRow) (known, later changedRow) {
	unknown := func(c cell) bool { return t.place(c.column) < 0 }
	if !slices.ContainsFunc(r.cells, unknown) {
		return r, changedRow{}
	}
	later = r
	later.cells = nil
	for _, c := range r.cells {
		if unknown(c) {
			later.cells = append(later.cells, c)
		}
	}
	r.cells = slices.DeleteFunc(slices.Clone(r.cells), unknown)
	return r, later
}

// canonical gives each value the one type its column has, so that it is the same
// in a record, among what was lost and in every order of arrival.
func (t *table) canonical(cells []cell) error {
	for i := range cells {
		c := &cells[i]
		col := t.columns[t.place(c.column)]
		if whole, is := c.value.(int64); is && col.kind == "REAL" {
			c.value = float64(whole)
		}
		if !col.holds(c.value) {
			return errType
		}
	}
	return nil
}

func (c column) holds(value any) bool {
	switch v := value.(type) {
	case nil:
		return c.zero == nil
	case int64:
		return c.kind == "INTEGER"
	case string:
		return c.kind == "TEXT"
	case []byte:
		return c.kind == "BLOB"
	case float64:
		return c.kind == "REAL" && !math.IsNaN(v) && (v != 0 || !math.Signbit(v))
	}
	return false
}
