package datasync_test

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"lamplighter/data"
)

// The table the simulation works on, and its columns by their numbers in the
// log. The last is one that a newer program added.
const (
	tableNo   = 3
	tableName = "transformer_areas"
	newColumn = 15
	withdrawn = 11
	wholeRow  = 0 // stands for a column where a change was not seen by who withdrew its row
)

// column is its name, and a value that it has while nobody wrote it.
type column struct {
	name string
	zero any
}

var columns = map[byte]column{
	3: {"code", ""}, 4: {"name", ""}, 5: {"capacity_va", int64(0)}, 6: {"grid", ""}, 7: {"unit_id", nil},
	8: {"substation", ""}, 9: {"line", ""}, 10: {"area_type", ""}, 11: {"withdrawn_at", nil}, newColumn: {"remark", ""},
}

// write is one write of a column, all lines of its change set together.
type write struct {
	at    stamp
	value any
	bases map[stamp]bool
}

// known is what change sets say of a row.
type known struct {
	area   int64
	made   []stamp
	writes map[byte][]*write
}

// truth is what a file with these change sets must hold, a line each for the
// rows and for what has lost. Nothing in it goes by the order of the sets.
func truth(sets []data.Change) (rows, lost []string) {
	all := map[[16]byte]*known{}
	for _, set := range sets {
		lines := linesOf(set.Dev, set.Body)
		if !fit(lines) {
			continue
		}
		gather(all, set, lines)
	}
	for id, k := range all {
		if len(k.made) > 0 {
			row, gone := k.told(id)
			rows, lost = append(rows, row), append(lost, gone...)
		}
	}
	sort.Strings(rows)
	sort.Strings(lost)
	return rows, lost
}

// fit tells whether every value of a set is one its column can hold.
func fit(lines []line) bool {
	for _, l := range lines {
		for _, c := range l.cells {
			of := columns[c.column]
			_, bytes := c.value.([]byte)
			ok := fmt.Sprintf("%T", c.value) == fmt.Sprintf("%T", of.zero)
			switch of.name {
			case "unit_id":
				ok = bytes || c.value == nil
			case "withdrawn_at":
				_, number := c.value.(int64)
				ok = number || c.value == nil
			}
			if !ok {
				return false
			}
		}
	}
	return len(lines) > 0
}

func gather(all map[[16]byte]*known, set data.Change, lines []line) {
	at := stamp{set.HLC, set.Dev}
	own := map[[16]byte]map[byte]*write{}
	made := map[[16]byte]bool{}
	for _, l := range lines {
		if all[l.id] == nil {
			all[l.id] = &known{area: set.Area, writes: map[byte][]*write{}}
		}
		if own[l.id] == nil {
			own[l.id] = map[byte]*write{}
		}
		if l.made {
			all[l.id].made = append(all[l.id].made, at)
			made[l.id] = true
		}
		for _, c := range l.cells {
			w := own[l.id][c.column]
			if w == nil {
				w = &write{at: at, bases: map[stamp]bool{}}
				own[l.id][c.column] = w
			}
			w.value = c.value
			if !l.made && c.base != at {
				w.bases[c.base] = true
			}
		}
	}
	for id, cells := range own {
		for no, w := range cells {
			if made[id] && fmt.Sprint(w.value) == fmt.Sprint(columns[no].zero) {
				continue // made so, and written by nobody
			}
			all[id].writes[no] = append(all[id].writes[no], w)
		}
	}
}

func (k *known) told(id [16]byte) (row string, lost []string) {
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
				lost = append(lost, fmt.Sprintf("%x %d %v %d %s", id, no, w.at, k.area, shown(w.value)))
			}
		}
	}
	for _, at := range unseen(held, base) {
		lost = append(lost, fmt.Sprintf("%x %d %v %d %s", id, wholeRow, at, k.area, shown(nil)))
	}
	return fmt.Sprintf("%x %d %v %v %s", id, k.area, base, later, strings.Join(values, "|")), lost
}

// unseen are the stamps of a withdrawn row's columns that who withdrew it does
// not name.
func unseen(held map[byte]*write, base stamp) []stamp {
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

func shown(value any) string { return fmt.Sprintf("%T:%v", value, value) }
