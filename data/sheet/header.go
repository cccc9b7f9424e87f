package sheet

import (
	"slices"
	"strings"
)

// heading is where the column names of a list stand.
type heading struct {
	first, last int // indexes of the rows the names were taken from
	titles      []string
	joined      bool // names came from two rows, as merged cells leave them
	guessed     bool // no row had known names; the widest one was taken
	known       int  // how many names were known
	complete    bool // the needed ones among them
}

// titleBreak parts a name from the common heading it stands under: 用电地址/乡镇.
const titleBreak = "/"

// findHeading looks for the row with the most known column names, three at
// least, or the needed ones; failing that, for the widest early row without
// numbers. across tells which cells of a row are merged, where that is known.
func findHeading(rows []Row, profile Profile, across map[int][]span) (heading, bool) {
	known := profile.byTitle()
	best, bestHits, complete := -1, 0, false
	for i, row := range rows[:min(len(rows), headerWithin)] {
		seen := knownTitles(row.Cells, known)
		all := profile.hasNeeded(seen)
		if len(seen) > bestHits && (len(seen) > 2 || all) {
			best, bestHits, complete = i, len(seen), all
		}
	}
	if best < 0 {
		best = widestRow(rows)
		if best < 0 {
			return heading{}, false
		}
		return heading{first: best, last: best, titles: rows[best].Cells, guessed: true}, true
	}
	h := joinHeading(rows, best, known, across)
	h.known, h.complete = bestHits, complete
	return h, true
}

func knownTitles(cells []string, known map[string]int) map[int]bool {
	seen := map[int]bool{}
	for _, cell := range cells {
		if field, ok := known[titleForm(cell)]; ok {
			seen[field] = true
		}
	}
	return seen
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

// joinHeading completes a header of two rows: a name over both stands in the
// upper one only, names under a common heading in the lower one, and units
// below the names they belong to.
func joinHeading(rows []Row, at int, known map[string]int, across map[int][]span) heading {
	for _, upper := range []int{at, at - 1} {
		if upper < 0 || upper+1 >= len(rows) {
			continue
		}
		groups := groupsOf(rows[upper], len(rows[upper+1].Cells), across)
		if isUpperHeading(rows[upper].Cells, groups) && isLowerHeading(rows[upper].Cells, rows[upper+1].Cells, groups, known) {
			return heading{first: upper, last: upper + 1, titles: joined(rows[upper].Cells, rows[upper+1].Cells, groups), joined: true}
		}
	}
	return heading{first: at, last: at, titles: slices.Clone(rows[at].Cells)}
}

// groupsOf gives for every column the common heading it stands under: a merged
// cell's name or, where merging is not known, the name left of empty cells.
func groupsOf(row Row, width int, across map[int][]span) []string {
	out := make([]string, max(width, len(row.Cells)))
	spans := across[row.Line]
	name, until := "", 0
	for i := range out {
		if i < len(row.Cells) && !isBlankCell(row.Cells[i]) {
			name, until = trim(row.Cells[i]), len(out)
			if len(spans) > 0 {
				until = end(spans, i+1)
			}
			if strings.ContainsAny(name, ":：") || countDigits(name) > 1 { // 打印日期：…
				name = ""
			}
		}
		if i < until {
			out[i] = name
		}
	}
	return out
}

// isUpperHeading tells common headings from the title of the list, which stands
// alone, at the left.
func isUpperHeading(upper, groups []string) bool {
	names := 0
	for i, cell := range upper {
		if cell = trim(cell); cell != "" && groups[i] == cell {
			if names++; names == 1 && i > 0 {
				names++
			}
		}
	}
	return names > 1
}

// isLowerHeading reports whether a row goes on with the header above it: its
// cells repeat the names above, name parts of a common heading, are known
// names where nothing stands above, or units.
func isLowerHeading(upper, lower, groups []string, known map[string]int) bool {
	further := 0
	for i, cell := range lower {
		cell = trim(cell)
		above, alone := "", false
		if i < len(upper) {
			above = trim(upper[i])
			alone = above != "" && (i+1 >= len(groups) || groups[i+1] != groups[i])
		}
		_, isKnown := known[titleForm(cell)]
		switch {
		case cell == "" || cell == above:
			continue
		case isUnit(cell) && above != "":
		case alone, countDigits(cell) > 1 && !isKnown:
			return false
		case isKnown && above == "":
		case groups[i] == "":
			return false
		}
		further++
	}
	return further > 0
}

func joined(upper, lower, groups []string) []string {
	out := make([]string, max(len(upper), len(lower)))
	for i := range out {
		above, below := "", ""
		if i < len(upper) {
			above = trim(upper[i])
		}
		if i < len(lower) {
			below = trim(lower[i])
		}
		switch {
		case below == "" || below == above:
			out[i] = above
		case isUnit(below):
			out[i] = above + "(" + strings.Trim(below, "()（）") + ")"
		case groups[i] == "" || groups[i] == below:
			out[i] = below
		default:
			out[i] = groups[i] + titleBreak + below
		}
	}
	return out
}

// isUnit recognises the unit of a column in a cell of its own: (kVA), 元.
func isUnit(cell string) bool {
	plain := strings.ToLower(strings.Trim(cell, "()（）[]【】 "))
	switch plain {
	case "元", "万元", "千元", "角", "分", "kva", "mva", "va", "千伏安", "兆伏安", "kw", "千瓦", "kv", "v", "千伏", "伏", "户", "人", "个", "kwh", "千瓦时":
		return true
	}
	return false
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
