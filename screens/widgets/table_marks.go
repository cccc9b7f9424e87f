package widgets

import (
	"maps"
	"slices"
)

// Marks are the marked rows of a table.
type Marks struct {
	All  bool     // every row of the list but those in Keys
	Keys []string // the marked rows or, with All, the ones left out; sorted
}

// marks keeps the marked rows by key, so that a million can be marked at once.
type marks struct {
	all  bool
	keys map[string]bool
}

func (m *marks) has(key string) bool { return m.keys[key] != m.all }

func (m *marks) toggle(key string) {
	if m.keys == nil {
		m.keys = map[string]bool{}
	}
	if m.keys[key] {
		delete(m.keys, key)
		return
	}
	m.keys[key] = true
}

// set marks all rows or none.
func (m *marks) set(all bool) {
	m.all = all
	m.keys = nil
}

func (m *marks) count(total int) int {
	if m.all {
		return max(0, total-len(m.keys))
	}
	return len(m.keys)
}

func (m *marks) list() Marks {
	return Marks{All: m.all, Keys: slices.Sorted(maps.Keys(m.keys))}
}
