package data

import "lamplighter/app"

// tableSet is a set of synced tables, a bit for each number.
type tableSet [2]uint64

func (s *tableSet) add(t *table) { s[t.no/64] |= 1 << (t.no % 64) }

// note remembers what a transaction writes, put here or received, for all that
// follows at its end.
func (x *tx) note(t *table, id [16]byte) {
	x.kinds |= t.kinds
	x.tables.add(t)
	if t.kinds == app.Customers && len(x.touched) <= followAtMost {
		x.touched = append(x.touched, touch{t.name, id})
	}
	x.noteSeen(t, id)
	x.noteArticle(t, id)
	x.noteUsage(t, id)
	x.noteFrozen(t, id)
	x.noteMatrix(t, id)
}

// wroteTo reports whether a transaction wrote to one of some tables.
func (x *tx) wroteTo(names ...string) bool {
	for _, name := range names {
		if no := x.s.tables[name].no; x.tables[no/64]&(1<<(no%64)) != 0 {
			return true
		}
	}
	return false
}
