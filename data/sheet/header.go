package sheet

// heading is where the column names of a list stand.
type heading struct {
	first, last int // indexes of the rows the names were taken from
	titles      []string
	joined      bool // names came from two rows, as merged cells leave them
	guessed     bool // no row had known names; the widest one was taken
}

// findHeading looks for the row with the most known column names, three at
// least; failing that, for the widest early row without numbers.
func findHeading(rows []Row, known map[string]int) (heading, bool) {
	best, bestHits := -1, 2
	for i, row := range rows[:min(len(rows), headerWithin)] {
		if hits := knownTitles(row.Cells, known); hits > bestHits {
			best, bestHits = i, hits
		}
	}
	if best < 0 {
		best = widestRow(rows)
		if best < 0 {
			return heading{}, false
		}
		return heading{first: best, last: best, titles: rows[best].Cells, guessed: true}, true
	}
	return joinHeading(rows, best, known), true
}

func knownTitles(cells []string, known map[string]int) int {
	seen := map[int]bool{}
	for _, cell := range cells {
		if field, ok := known[titleForm(cell)]; ok {
			seen[field] = true
		}
	}
	return len(seen)
}

// widestRow is the first of the widest early rows, if it reads like names.
func widestRow(rows []Row) int {
	best, width := -1, 1
	for i, row := range rows[:min(len(rows), headerWithin)] {
		if n := filled(row.Cells); n > width {
			best, width = i, n
		}
	}
	if best >= 0 {
		for _, cell := range rows[best].Cells {
			if digits := countDigits(cell); digits > 0 && digits*2 >= len(cell) {
				return -1
			}
		}
	}
	return best
}

// joinHeading completes a header whose cells were merged: a name over two rows
// stands in the upper one only, names under a common heading in the lower one.
func joinHeading(rows []Row, at int, known map[string]int) heading {
	h := heading{first: at, last: at, titles: append([]string(nil), rows[at].Cells...)}
	if at+1 < len(rows) && isLowerHeading(rows[at].Cells, rows[at+1].Cells, known) {
		h.last, h.joined = at+1, true
		for i, cell := range rows[at+1].Cells {
			if !isBlankCell(cell) {
				h.set(i, cell)
			}
		}
	}
	if at > 0 && filled(rows[at-1].Cells) > 1 {
		for i, cell := range rows[at-1].Cells {
			if i >= len(h.titles) || isBlankCell(h.titles[i]) {
				if _, ok := known[titleForm(cell)]; ok {
					h.set(i, cell)
					h.first, h.joined = at-1, true
				}
			}
		}
	}
	return h
}

func (h *heading) set(i int, title string) {
	for len(h.titles) <= i {
		h.titles = append(h.titles, "")
	}
	h.titles[i] = title
}

// isLowerHeading reports whether a row holds nothing but further known names.
func isLowerHeading(upper, lower []string, known map[string]int) bool {
	names := filled(lower)
	return names > 0 && knownTitles(lower, known) == names && filled(upper) != names
}

func filled(cells []string) int {
	n := 0
	for _, cell := range cells {
		if !isBlankCell(cell) {
			n++
		}
	}
	return n
}

func blank(cells []string) bool {
	for _, cell := range cells {
		if !isBlankCell(cell) {
			return false
		}
	}
	return true
}

func isBlankCell(cell string) bool { return cell == "" || trim(cell) == "" }

func countDigits(text string) int {
	n := 0
	for i := range len(text) {
		if text[i] >= '0' && text[i] <= '9' {
			n++
		}
	}
	return n
}
