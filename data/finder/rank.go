package finder

import "slices"

// Class says how well a row fits; less is better. A row is as good as the best
// of its fields for a word, and with several words as good as the worst word.
type Class uint8

// The classes. Initials, names and numbers come before full pinyin in the same
// place. Loose is a reading with mixed beginnings (lixm), or one that takes n
// for ng or z, c, s for zh, ch, sh; it is tried only if nothing else was found.
const (
	Whole Class = iota
	WholePinyin
	Start
	StartPinyin
	End
	EndPinyin
	Middle
	MiddlePinyin
	Loose

	classes = int(Loose) + 1
)

// placed is the class of a hit that is not in full pinyin.
func placed(atStart, atEnd bool) Class {
	switch {
	case atStart && atEnd:
		return Whole
	case atStart:
		return Start
	case atEnd:
		return End
	}
	return Middle
}

// Hit is a row found.
type Hit struct {
	Row   int64
	Class Class
}

// Result is the best rows and how many there are in all.
type Result struct {
	Rows  []Hit
	Total int
}

// tally counts the hits and keeps the first rows of each class.
type tally struct {
	limit int
	among func(row int64) bool // nil: all
	total int
	best  [classes]firstRows
}

func (t *tally) add(row int64, class Class) {
	if t.among != nil && !t.among(row) {
		return
	}
	t.total++
	t.best[class].add(row, t.limit)
}

func (t *tally) merge(other *tally) {
	t.total += other.total
	for class := range t.best {
		for _, row := range other.best[class].rows {
			t.best[class].add(row, t.limit)
		}
	}
}

// result lines up the hits: by class, in it the recently used as they are
// handed in, then the others by row.
func (t *tally) result(recent []Hit) Result {
	used := make(map[int64]bool, len(recent))
	for _, hit := range recent {
		used[hit.Row] = true
	}
	var rows []Hit
	for class := range t.best {
		for _, hit := range recent {
			if int(hit.Class) == class {
				rows = append(rows, hit)
			}
		}
		for _, row := range t.best[class].sorted(t.limit) {
			if !used[row] {
				rows = append(rows, Hit{row, Class(class)})
			}
		}
		if len(rows) >= t.limit {
			return Result{rows[:t.limit], t.total}
		}
	}
	return Result{rows, t.total}
}

// firstRows is the least rows of those added. Rows mostly come in order, so
// that soon one comparison turns the next away.
type firstRows struct {
	rows  []int64
	worst int64 // once full: rows from here on are turned away
	full  bool
}

func (f *firstRows) add(row int64, limit int) {
	if !f.full || row < f.worst {
		f.keep(row, limit)
	}
}

func (f *firstRows) keep(row int64, limit int) {
	if limit == 0 {
		return
	}
	f.rows = append(f.rows, row)
	if len(f.rows) >= 2*limit {
		f.rows = f.sorted(limit)
		f.worst, f.full = f.rows[limit-1], true
	}
}

func (f *firstRows) sorted(limit int) []int64 {
	slices.Sort(f.rows)
	return f.rows[:min(limit, len(f.rows))]
}
