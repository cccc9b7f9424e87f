package desk

import (
	"slices"
	"sync"

	"lamplighter/screens/widgets"
)

// Picked knows the row numbers behind the keys of a table, so that what a
// person marked can go out or be worked on. Saw may be called from anywhere.
type Picked struct{ rows sync.Map }

// Saw notes that a key stands for a row number.
func (p *Picked) Saw(key string, row int64) { p.rows.Store(key, row) }

// Rows are the marked rows of a list, in its order; all of it when nothing is
// marked.
func (p *Picked) Rows(order []int64, t *widgets.RecordTable) []int64 {
	if t.MarkCount() == 0 {
		return order
	}
	marks := t.Marks()
	named := make(map[int64]bool, len(marks.Keys))
	for _, key := range marks.Keys {
		if row, known := p.rows.Load(key); known {
			named[row.(int64)] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(order), func(row int64) bool { return named[row] == marks.All })
}
