package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"lamplighter/screens/look"
)

// The parts of a cell's room that are left free.
const (
	matrixGap   = 1 // around the ground of a cell
	matrixPad   = 5 // before and behind its word
	matrixLines = 2 // of a column's title
)

// at is the cell under a place.
func (m *Matrix) at(p fyne.Position) (row, column int, on bool) {
	x, y := p.X-m.sideWidth(), p.Y-m.headHeight()
	if x < 0 || y < 0 || m.wide == 0 {
		return 0, 0, false
	}
	row, column = m.top+int(y/m.rowHeight()), m.left+int(x/m.stretched())
	return row, column, row < min(m.rows(), m.top+m.tall) && column < min(m.columns(), m.left+m.wide)
}

func (m *Matrix) sideWidth() float32 {
	var sum float32
	for _, side := range m.sides {
		sum += side.Width
	}
	return sum
}

func (m *Matrix) lineHeight() float32 { return size(m, theme.SizeNameCaptionText) + 4 }

func (m *Matrix) headHeight() float32 { return m.lineHeight()*matrixLines + 8 }

// stretched is the width of a column, so that whole ones fill the view.
func (m *Matrix) stretched() float32 {
	if m.wide == 0 || m.wide == m.columns() { // all of them are in view
		return m.cellWidth
	}
	return (m.Size().Width - m.sideWidth() - scrollBarWidth) / float32(m.wide)
}

// CreateRenderer is called by Fyne.
func (m *Matrix) CreateRenderer() fyne.WidgetRenderer {
	m.view = &matrixRenderer{m: m, back: canvas.NewRectangle(nil), head: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil), frame: canvas.NewRectangle(nil)}
	m.view.frame.StrokeWidth, m.view.frame.CornerRadius = 2, 3
	for range m.sides {
		m.view.sideTitles = append(m.view.sideTitles, canvas.NewText("", nil))
	}
	return m.view
}

// matrixRenderer draws with as many objects as there are cells in view; moving
// gives them other words and colours.
type matrixRenderer struct {
	m                       *Matrix
	back, head, line, frame *canvas.Rectangle
	sideTitles              []*canvas.Text
	titles                  [][]*canvas.Text // of a column, its lines
	rows                    []matrixRow
	objects                 []fyne.CanvasObject
	plain, small            *ruler
}

type matrixRow struct {
	stripe *canvas.Rectangle
	sides  []*canvas.Text
	cells  []matrixCell
}

type matrixCell struct {
	ground, mark *canvas.Rectangle
	word         *canvas.Text
}

func (r *matrixRenderer) Destroy()                     {}
func (r *matrixRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *matrixRenderer) Refresh()                     { r.Layout(r.m.Size()) }

func (r *matrixRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.m.sideWidth()+r.m.cellWidth*2, r.m.headHeight()+r.m.rowHeight()*3)
}

// Layout has as many cells as fit whole, and puts everything in its place.
func (r *matrixRenderer) Layout(all fyne.Size) {
	m := r.m
	r.plain = newRuler(size(m, theme.SizeNameText), fyne.TextStyle{})
	r.small = newRuler(size(m, theme.SizeNameCaptionText), fyne.TextStyle{})
	m.wide = max(0, int((all.Width-m.sideWidth()-scrollBarWidth)/m.cellWidth))
	m.tall = max(0, int((all.Height-m.headHeight()-scrollBarWidth)/m.rowHeight()))
	m.wide, m.tall = min(m.wide, max(1, m.columns())), min(m.tall, max(1, m.rows()))
	r.provide()
	r.placeAll(all)
	m.paint()
}

// provide makes the objects for the cells in view.
func (r *matrixRenderer) provide() {
	m := r.m
	r.objects = append(r.objects[:0], r.back, r.head, r.line)
	for _, title := range r.sideTitles {
		r.objects = append(r.objects, title)
	}
	for len(r.titles) < m.wide {
		lines := make([]*canvas.Text, matrixLines)
		for i := range lines {
			lines[i] = canvas.NewText("", nil)
		}
		r.titles = append(r.titles, lines)
	}
	for len(r.rows) < m.tall {
		row := matrixRow{stripe: canvas.NewRectangle(nil)}
		for range m.sides {
			row.sides = append(row.sides, canvas.NewText("", nil))
		}
		r.rows = append(r.rows, row)
	}
	for _, title := range r.titles[:m.wide] {
		for _, line := range title {
			r.objects = append(r.objects, line)
		}
	}
	for i := range r.rows[:m.tall] {
		row := &r.rows[i]
		for len(row.cells) < m.wide {
			row.cells = append(row.cells, matrixCell{canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewText("", nil)})
		}
		r.objects = append(r.objects, row.stripe)
		for _, side := range row.sides {
			r.objects = append(r.objects, side)
		}
		for _, cell := range row.cells[:m.wide] {
			r.objects = append(r.objects, cell.ground, cell.mark, cell.word)
		}
	}
	r.objects = append(r.objects, r.frame, m.down, m.across)
	if m.empty != nil {
		r.objects = append(r.objects, m.empty)
	}
}

func (r *matrixRenderer) placeAll(all fyne.Size) {
	m := r.m
	head, width, height, sides := m.headHeight(), m.stretched(), m.rowHeight(), m.sideWidth()
	place(r.back, fyne.NewPos(0, 0), all)
	place(r.head, fyne.NewPos(0, 0), fyne.NewSize(all.Width, head))
	place(r.line, fyne.NewPos(0, head-1), fyne.NewSize(all.Width, 1))
	r.placeSides(r.sideTitles, (head-height)/2, height)
	for i, lines := range r.titles[:m.wide] {
		for j, line := range lines {
			place(line, fyne.NewPos(sides+float32(i)*width+matrixPad, 4+float32(j)*m.lineHeight()-textRise), fyne.NewSize(width-matrixPad, m.lineHeight()))
		}
	}
	for i := range r.rows[:m.tall] {
		row, y := &r.rows[i], head+float32(i)*height
		place(row.stripe, fyne.NewPos(0, y), fyne.NewSize(all.Width, height))
		r.placeSides(row.sides, y-textRise, height)
		for j, cell := range row.cells[:m.wide] {
			at := fyne.NewPos(sides+float32(j)*width, y)
			place(cell.ground, at.AddXY(matrixGap, matrixGap), fyne.NewSize(width-2*matrixGap, height-2*matrixGap))
			place(cell.mark, at.AddXY(matrixGap, matrixGap), fyne.NewSize(4, height-2*matrixGap))
			place(cell.word, at.AddXY(matrixPad+1, -textRise), fyne.NewSize(width-matrixPad, height))
		}
	}
	place(m.down, fyne.NewPos(all.Width-scrollBarWidth, head), fyne.NewSize(scrollBarWidth, all.Height-head-scrollBarWidth))
	place(m.across, fyne.NewPos(sides, all.Height-scrollBarWidth), fyne.NewSize(all.Width-sides-scrollBarWidth, scrollBarWidth))
	if m.empty != nil {
		setHidden(m.empty, m.rows() > 0 && m.columns() > 0)
		place(m.empty, fyne.NewPos(all.Width*0.15, head), fyne.NewSize(all.Width*0.7, m.empty.MinSize().Height))
	}
}

func (r *matrixRenderer) placeSides(texts []*canvas.Text, y, height float32) {
	var x float32
	for i, text := range texts {
		place(text, fyne.NewPos(x+cellPad, y), fyne.NewSize(r.m.sides[i].Width-cellPad, height))
		x += r.m.sides[i].Width
	}
}

// paint words and colours what is in view.
func (r *matrixRenderer) paint() {
	m := r.m
	setFill(r.back, colour(m, look.ColorSurface))
	setFill(r.head, colour(m, look.ColorHeader))
	setFill(r.line, colour(m, theme.ColorNameInputBorder))
	for i, side := range m.sides {
		r.say(r.sideTitles[i], Cell{Text: side.Title, Muted: true, Strong: true}, r.small, side.Width-cellPad)
	}
	width := m.stretched()
	for i, lines := range r.titles[:m.wide] {
		r.title(lines, m.left+i, width-matrixPad-2)
	}
	for i := range r.rows[:m.tall] {
		r.row(&r.rows[i], m.top+i, width)
	}
	r.selection(width)
	m.down.set(float64(m.rows()), float64(m.tall), float64(m.top))
	m.across.set(float64(m.columns()), float64(m.wide), float64(m.left))
}

// title breaks the name of a column into its lines.
func (r *matrixRenderer) title(lines []*canvas.Text, column int, room float32) {
	rest := ""
	if column < r.m.columns() {
		rest = r.m.source.Title(column)
	}
	for i, line := range lines {
		part := rest
		if i < len(lines)-1 {
			part, rest = r.small.split(rest, room)
		}
		r.say(line, Cell{Text: part, Muted: column != r.m.column, Strong: column == r.m.column}, r.small, room)
	}
}

func (r *matrixRenderer) row(row *matrixRow, at int, width float32) {
	m := r.m
	there := at < m.rows()
	setHidden(row.stripe, !there)
	name := look.ColorSurface
	switch {
	case at == m.row && m.focused:
		name = look.ColorRowSelected
	case at == m.row:
		name = look.ColorRowUnfocused
	case at%2 == 1:
		name = look.ColorStripe
	}
	setFill(row.stripe, colour(m, name))
	var sides []Cell
	if there {
		sides = m.source.Side(at)
	}
	for i, text := range row.sides {
		cell := Cell{}
		if i < len(sides) {
			cell = sides[i]
		}
		r.say(text, cell, r.plain, m.sides[i].Width-cellPad-4)
	}
	for i, cell := range row.cells[:m.wide] {
		r.cell(cell, at, m.left+i, there && m.left+i < m.columns(), width)
	}
}

func (r *matrixRenderer) cell(cell matrixCell, row, column int, there bool, width float32) {
	m := r.m
	setHidden(cell.word, !there)
	if !there {
		setHidden(cell.ground, true)
		setHidden(cell.mark, true)
		return
	}
	says := m.source.Cell(row, column)
	setHidden(cell.ground, says.Muted || says.Text == "")
	setHidden(cell.mark, !m.source.Marked(row, column))
	setFill(cell.ground, colour(m, says.Tone.back()))
	setFill(cell.mark, colour(m, theme.ColorNamePrimary))
	if cell.ground.CornerRadius != 3 {
		cell.ground.CornerRadius = 3
	}
	r.say(cell.word, says, r.small, width-matrixPad-3)
}

// say gives a text its words and colour, if they are others.
func (r *matrixRenderer) say(text *canvas.Text, says Cell, rule *ruler, room float32) {
	ink := colour(r.m, says.Tone.text())
	switch {
	case says.Muted:
		ink = colour(r.m, look.ColorMuted)
	case says.Tone == ToneNeutral:
		ink = colour(r.m, theme.ColorNameForeground)
	}
	words, style := rule.fit(says.Text, room), fyne.TextStyle{Bold: says.Strong}
	if text.Text != words || text.Color != ink || text.TextSize != rule.size || text.TextStyle != style {
		text.Text, text.Color, text.TextSize, text.TextStyle = words, ink, rule.size, style
		canvas.Refresh(text)
	}
}

// selection frames the selected cell while it is in view.
func (r *matrixRenderer) selection(width float32) {
	m := r.m
	row, column := m.row-m.top, m.column-m.left
	in := m.row >= 0 && row >= 0 && row < m.tall && column >= 0 && column < m.wide && m.rows() > 0 && m.columns() > 0
	setHidden(r.frame, !in)
	if !in {
		return
	}
	stroke := colour(m, theme.ColorNameInputBorder)
	if m.focused {
		stroke = colour(m, theme.ColorNamePrimary)
	}
	if r.frame.StrokeColor != stroke {
		r.frame.StrokeColor = stroke
		canvas.Refresh(r.frame)
	}
	place(r.frame, fyne.NewPos(m.sideWidth()+float32(column)*width, m.headHeight()+float32(row)*m.rowHeight()), fyne.NewSize(width, m.rowHeight()))
}
