package paper

import "strings"

func (h Heading) lay(l *layout) {
	l.y += l.body * 0.7
	l.need(l.line() * 5) // a heading does not end a page
	l.say(string(h), l.left(), l.body*1.06, true, false)
	l.y += l.line()*1.06 + 2
}

func (p Paragraph) lay(l *layout) {
	size := l.body
	if p.Small {
		size *= 0.88
	}
	l.y += l.body * 0.5
	for _, text := range l.wrap(p.Text, l.room(), size, false) {
		l.need(size * leading)
		l.say(text, l.left(), size, false, false)
		l.y += size * leading
	}
}

// lay puts the pairs of a grid side by side; a wide one, and one that stands
// alone before it, takes the whole width.
func (g Grid) lay(l *layout) {
	names := l.names(g)
	var rows []row
	for i := 0; i < len(g); i++ {
		switch {
		case g[i].Wide || i+1 == len(g) || g[i+1].Wide:
			rows = append(rows, row{cells: l.pair(g[i], l.left(), names, l.room()), least: g[i].Lines})
		default:
			half := l.room() / 2
			cells := append(l.pair(g[i], l.left(), names, half), l.pair(g[i+1], l.left()+half, names, half)...)
			rows = append(rows, row{cells: cells, least: max(g[i].Lines, g[i+1].Lines)})
			i++
		}
	}
	l.rows(rows, nil)
}

// names is the width of the grey cells: that of the longest name, within bounds.
func (l *layout) names(g Grid) float32 {
	var widest float32
	for _, f := range g {
		widest = max(widest, l.face.width(f.Name, false)*l.body)
	}
	return min(max(widest, 5*l.body)+2*padX+1, l.room()*0.2)
}

func (l *layout) pair(f Field, x, names, width float32) []cell {
	value := cell{x: x + names, width: width - names}
	room := value.width - 2*padX
	if len(f.Checks) == 0 {
		value.lines = l.wrap(f.Text, room, l.body, false)
	}
	for _, check := range f.Checks {
		state := open
		if check.Done {
			state = done
		}
		for _, text := range l.wrap(check.Text, room-l.indent(), l.body, false) {
			value.lines, value.checks = append(value.lines, text), append(value.checks, state)
			state = noCheck
		}
	}
	return []cell{{x: x, width: names, lines: l.wrap(f.Name, names-2*padX+0.5, l.body, false), name: true}, value}
}

func (t Table) lay(l *layout) {
	header := row{cells: make([]cell, len(t.Columns))}
	var sum float32
	for _, c := range t.Columns {
		sum += c.Weight
	}
	x := l.left()
	for i, c := range t.Columns {
		width := l.room() * c.Weight / sum
		header.cells[i] = cell{x: x, width: width, lines: l.wrap(c.Title, width-2*padX, l.body, true), name: true, bold: true, right: c.Number}
		x += width
	}
	rows := make([]row, len(t.Rows))
	for i, texts := range t.Rows {
		rows[i].cells = make([]cell, len(t.Columns))
		for j, head := range header.cells {
			lines := l.cut(l.wrap(texts[j], head.width-2*padX, l.body, false), t.Columns[j].Lines, head.width-2*padX)
			rows[i].cells[j] = cell{x: head.x, width: head.width, lines: lines, right: head.right}
		}
	}
	l.rows(rows, &header)
}

// cut keeps so many lines and ends the last with dots if there were more.
func (l *layout) cut(lines []string, most int, room float32) []string {
	if most == 0 || len(lines) <= most {
		return lines
	}
	last := []rune(lines[most-1])
	for len(last) > 0 && l.face.width(string(last)+"…", false)*l.body > room {
		last = last[:len(last)-1]
	}
	return append(lines[:most-1:most-1], strings.TrimRight(string(last), " ，、")+"…")
}

func (s Signatures) lay(l *layout) {
	height := l.line() * 2.4
	l.need(height)
	l.y += height - l.line()
	share := l.room() / float32(len(s))
	for i, name := range s {
		x := l.left() + float32(i)*share
		l.say(name, x, l.body, false, false)
		from := x + l.face.width(name, false)*l.body + 4
		l.add(mark{kind: lineMark, x: from, y: l.y + l.line() - 1, w: x + share - 14 - from, size: hair})
	}
	l.y += l.line()
}
