package datasync_test

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"lamplighter/data"
)

const wholeRow = 0 // stands for a column where a change was not seen by who withdrew its row

// column is its name, what it can hold, and a value that it has while nobody
// wrote it. It is known since one of the programs of programs_test.go.
type column struct {
	name  string
	like  any
	zero  any
	since int
}

// holds reports whether a value is one that the column can hold.
func (c column) holds(value any) bool {
	return value == nil && c.zero == nil || fmt.Sprintf("%T", value) == fmt.Sprintf("%T", c.like)
}

// write is one write of a column, all lines of its change set together.
type write struct {
	at    stamp
	value any
	bases map[stamp]bool
}

// rowOf is a row of a table.
type rowOf struct {
	table uint64
	id    [16]byte
}

// known is what change sets say of a row.
type known struct {
	area   int64
	made   []stamp
	writes map[byte][]*write
}

// truth is what a file with these change sets must hold in some tables, a line
// each for the rows and for what has lost. Nothing in it goes by the order of the
// sets.
func (s schema) truth(sets []data.Change) (rows, lost []string) {
	all := map[rowOf]*known{}
	for _, set := range sets {
		lines := slices.DeleteFunc(linesOf(set.Dev, set.Body), func(l line) bool { return s[l.table].name == "" })
		if !s.fit(lines) {
			continue
		}
		s.gather(all, set, lines)
	}
	for of, k := range all {
		if len(k.made) > 0 {
			row, gone := k.told(of, s[of.table])
			rows, lost = append(rows, row), append(lost, gone...)
		}
	}
	sort.Strings(rows)
	sort.Strings(lost)
	return rows, lost
}

// fit tells whether every value of a set is one its column can hold.
func (s schema) fit(lines []line) bool {
	for _, l := range lines {
		for _, c := range l.cells {
			if !s[l.table].columns[c.column].holds(c.value) {
				return false
			}
		}
	}
	return len(lines) > 0
}

func (s schema) gather(all map[rowOf]*known, set data.Change, lines []line) {
	at := stamp{set.HLC, set.Dev}
	own := map[rowOf]map[byte]*write{}
	made := map[rowOf]bool{}
	for _, l := range lines {
		of := rowOf{l.table, l.id}
		if all[of] == nil {
			all[of] = &known{area: set.Area, writes: map[byte][]*write{}}
		}
		if own[of] == nil {
			own[of] = map[byte]*write{}
		}
		if l.made {
			all[of].made = append(all[of].made, at)
			made[of] = true
		}
		for _, c := range l.cells {
			w := own[of][c.column]
			if w == nil {
				w = &write{at: at, bases: map[stamp]bool{}}
				own[of][c.column] = w
			}
			w.value = c.value
			if !l.made && c.base != at {
				w.bases[c.base] = true
			}
		}
	}
	for of, cells := range own {
		for no, w := range cells {
			if made[of] && fmt.Sprint(w.value) == fmt.Sprint(s[of.table].columns[no].zero) {
				continue // made so, and written by nobody
			}
			all[of].writes[no] = append(all[of].writes[no], w)
		}
	}
}

func (k *known) told(of rowOf, table synced) (row string, lost []string) {
	columns := table.columns
	base := slices.MaxFunc(k.made, func(a, b stamp) int {
		if a.less(b) {
			return -1
		}
		return 1
	})
	var later, values []string
	held := map[byte]*write{}
	for _, no := range slices.Sorted(maps.Keys(columns)) {
		var winner *write
		for _, w := range k.writes[no] {
			if winner == nil || winner.at.less(w.at) {
				winner = w
			}
		}
		if winner == nil {
			values = append(values, shown(columns[no].zero))
			continue
		}
		held[no] = winner
		values = append(values, shown(winner.value))
		if winner.at != base {
			later = append(later, fmt.Sprint(no, winner.at))
		}
		for _, w := range k.writes[no] {
			seen := slices.ContainsFunc(k.writes[no], func(other *write) bool { return other.bases[w.at] })
			if w != winner && !seen {
				lost = append(lost, fmt.Sprintf("%v %d %v %d %s", of, no, w.at, k.area, shown(w.value)))
			}
		}
	}
	for _, at := range unseen(held, base, table.withdrawn) {
		lost = append(lost, fmt.Sprintf("%v %d %v %d %s", of, wholeRow, at, k.area, shown(nil)))
	}
	return fmt.Sprintf("%v %d %v %v %s", of, k.area, base, later, strings.Join(values, "|")), lost
}

// unseen are the stamps of a withdrawn row's columns that who withdrew it does
// not name.
func unseen(held map[byte]*write, base stamp, withdrawn byte) []stamp {
	gone := held[withdrawn]
	if gone == nil || gone.value == nil {
		return nil
	}
	found := map[stamp]bool{}
	for _, w := range held {
		if w.at != gone.at && w.at != base && !gone.bases[w.at] {
			found[w.at] = true
		}
	}
	return slices.Collect(maps.Keys(found))
}

func (r rowOf) String() string { return fmt.Sprintf("%d/%x", r.table, r.id) }

func shown(value any) string { return fmt.Sprintf("%T:%v", value, value) }
