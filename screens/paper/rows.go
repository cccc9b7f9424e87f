package paper

import "fyne.io/fyne/v2/lang"

// Padding of a cell, in points.
const (
	padX = 5
	padY = 3.2
)

// cell is a part of a row: its lines and where it stands across the page.
type cell struct {
	x, width float32
	lines    []string
	checks   []checkState // of the lines, for a check-list; else nil
	name     bool         // on grey, in the middle of its height
	right    bool
	bold     bool
}

type checkState int

const (
	noCheck checkState = iota
	open
	done
)

// row is a line of a grid or a table, bordered all round.
type row struct {
	cells []cell
	least int // lines of room, written or not
}

func (r row) lines() int {
	most := max(1, r.least)
	for _, c := range r.cells {
		most = max(most, len(c.lines))
	}
	return most
}

func (l *layout) rowHeight(r row) float32 { return float32(r.lines())*l.line() + 2*padY }

// rows puts rows one below the other; header comes again on each new page.
func (l *layout) rows(rows []row, header *row) {
	if header != nil {
		l.need(l.rowHeight(*header) + 2*l.line())
		l.row(*header)
	}
	for i := 0; i < len(rows); {
		free := l.floor() - l.y
		if l.rowHeight(rows[i]) <= free {
			l.row(rows[i])
			i++
			continue
		}
		// A row longer than half a page is divided; others go over whole.
		if fit := int((free - 2*padY) / l.line()); rows[i].lines() > l.half() && fit >= 3 {
			var upper row
			upper, rows[i] = rows[i].divide(fit)
			l.row(upper)
		}
		l.turn()
		if header != nil {
			l.row(*header)
		}
	}
}

// half is how many lines half a page holds.
func (l *layout) half() int { return int((l.floor() - l.fresh()) / l.line() / 2) }

// divide cuts a row after some lines; its names stand on both parts.
func (r row) divide(at int) (upper, lower row) {
	for _, c := range r.cells {
		up, low := c, c
		if !c.name {
			n := min(at, len(c.lines))
			up.lines, low.lines = c.lines[:n], c.lines[n:]
			if c.checks != nil {
				up.checks, low.checks = c.checks[:n], c.checks[n:]
			}
		} else {
			low.lines = append(append([]string{}, c.lines...), lang.L("(continued)"))
		}
		upper.cells, lower.cells = append(upper.cells, up), append(lower.cells, low)
	}
	upper.least, lower.least = at, max(0, r.least-at)
	return upper, lower
}

// row draws one row at y and goes below it.
func (l *layout) row(r row) {
	height := l.rowHeight(r)
	for _, c := range r.cells {
		if c.name {
			l.add(mark{kind: groundMark, x: c.x, y: l.y, w: c.width, h: height})
		}
	}
	for _, c := range r.cells {
		l.cell(c, r, height)
	}
	first, last := r.cells[0], r.cells[len(r.cells)-1]
	right := last.x + last.width
	for _, y := range []float32{l.y, l.y + height} { // half a hair longer, to close the corners
		l.add(mark{kind: lineMark, x: first.x - hair/2, y: y, w: right - first.x + hair, size: hair})
	}
	for _, c := range r.cells {
		l.add(mark{kind: lineMark, x: c.x, y: l.y, h: height, size: hair})
	}
	l.add(mark{kind: lineMark, x: right, y: l.y, h: height, size: hair})
	l.y += height
}

func (l *layout) cell(c cell, r row, height float32) {
	top := l.y + padY
	if c.name || r.least == 0 { // where nothing is written in by hand, in the middle
		top = l.y + (height-float32(len(c.lines))*l.line())/2
	}
	for i, text := range c.lines {
		x := c.x + padX
		if c.right {
			x = c.x + c.width - padX - l.face.width(text, c.bold)*l.body
		}
		y := top + float32(i)*l.line() + baseline(l.body)
		if c.checks != nil {
			l.box(c.checks[i], x, y)
			x += l.indent()
		}
		l.add(mark{x: x, y: y, text: text, size: l.body, bold: c.bold})
	}
}

// indent is what a line of a check-list gives to its box.
func (l *layout) indent() float32 { return l.body * 1.5 }

// box draws the box before a line of a check-list, ticked if it is done.
func (l *layout) box(state checkState, x, y float32) {
	if state == noCheck {
		return
	}
	side := l.body * 0.86
	top := y - side*0.92
	l.add(mark{kind: boxMark, x: x, y: top, w: side, h: side, size: 0.7})
	if state == done {
		l.add(mark{kind: lineMark, x: x + side*0.18, y: top + side*0.5, w: side * 0.22, h: side * 0.27, size: 1.2})
		l.add(mark{kind: lineMark, x: x + side*0.4, y: top + side*0.77, w: side * 0.44, h: -side * 0.55, size: 1.2})
	}
}
