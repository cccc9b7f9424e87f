package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"lamplighter/screens/look"
)

// rowSlot is the objects that draw one row, whichever row is there.
type rowSlot struct {
	table   *RecordTable
	back    *canvas.Rectangle
	edge    *canvas.Rectangle // before the selected row, as the accent
	pills   []*canvas.Rectangle
	texts   []*canvas.Text
	box     *tickBox
	frame   *canvas.Rectangle // of the cell that keys go to
	objects []fyne.CanvasObject

	at, version int // what the texts show; -1: nothing
	there       bool
	key         string
}

func newRowSlot(t *RecordTable) *rowSlot {
	s := &rowSlot{table: t, at: -1, back: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil), box: newTickBox(), frame: canvas.NewRectangle(color.Transparent)}
	s.frame.StrokeWidth, s.frame.CornerRadius = 2, 3
	s.objects = []fyne.CanvasObject{s.back, s.edge}
	s.objects = append(s.objects, s.box.objects()...)
	for _, column := range t.columns {
		pill := canvas.NewRectangle(nil)
		s.pills = append(s.pills, pill)
		if column.Kind == KindBadge {
			s.objects = append(s.objects, pill)
		}
		text := canvas.NewText("", nil)
		s.texts = append(s.texts, text)
		s.objects = append(s.objects, text)
	}
	s.objects = append(s.objects, s.frame)
	return s
}

func (s *rowSlot) hide() {
	for _, object := range s.objects {
		if object.Visible() {
			object.Hide()
		}
	}
	s.at = -1
}

// place shows row at, at a height in the view.
func (s *rowSlot) place(r *bodyRenderer, at int, y, height float32) {
	t := s.table
	row, there, _ := t.pages.row(at)
	anew := s.at != at || s.version != r.body.version || s.there != there
	s.at, s.version, s.there, s.key = at, r.body.version, there, row.Key
	s.ground(r.body, y, height)
	s.framed(y, height)
	if !anew {
		s.shift(y)
		return
	}
	from := t.header.markWidth() - t.left
	for i, width := range t.header.widths {
		cell := Cell{Text: ellipsis}
		if there {
			cell = Cell{}
			if i < len(row.Cells) {
				cell = row.Cells[i]
			}
		}
		s.cell(r, i, cell, fyne.NewPos(from, y), fyne.NewSize(width, height))
		from += width
	}
}

// ground draws what lies behind the cells: stripes, selection, tick box.
func (s *rowSlot) ground(b *tableBody, y, height float32) {
	t := s.table
	name := look.ColorSurface
	selected := s.at == t.selected
	switch {
	case selected && t.focused:
		name = look.ColorRowSelected
	case selected:
		name = look.ColorRowUnfocused
	case s.at == b.hovered:
		name = look.ColorRowHover
	case s.at%2 == 1:
		name = look.ColorStripe
	}
	setFill(s.back, colour(b, name))
	place(s.back, fyne.NewPos(0, y), fyne.NewSize(b.Size().Width, height))
	setFill(s.edge, colour(b, theme.ColorNamePrimary))
	place(s.edge, fyne.NewPos(0, y), fyne.NewSize(3, height))
	setHidden(s.edge, !selected || !t.focused)
	setHidden(s.back, false)
	s.box.show(b, t.marking() && s.there, t.marks.has(s.key), (t.header.markWidth()-tickSize)/2-t.left+1, y+(height-tickSize)/2)
}

// framed draws the frame around the cell of the selected row that keys go to.
func (s *rowSlot) framed(y, height float32) {
	t := s.table
	shown := t.cell > 0 && s.at == t.selected && t.cell <= len(t.header.widths)
	setHidden(s.frame, !shown)
	if !shown {
		return
	}
	from := t.header.markWidth() - t.left
	for _, width := range t.header.widths[:t.cell-1] {
		from += width
	}
	ink := colour(t.body, theme.ColorNameInputBorder)
	if t.focused {
		ink = colour(t.body, theme.ColorNamePrimary)
	}
	if s.frame.StrokeColor != ink {
		s.frame.StrokeColor = ink
		canvas.Refresh(s.frame)
	}
	place(s.frame, fyne.NewPos(from+frameGap, y+frameGap), fyne.NewSize(t.header.widths[t.cell-1]-2*frameGap, height-2*frameGap))
}

// shift moves the cells up or down with their row.
func (s *rowSlot) shift(y float32) {
	for i, text := range s.texts {
		text.Move(fyne.NewPos(text.Position().X, y-textRise))
		s.pills[i].Move(fyne.NewPos(s.pills[i].Position().X, y+pillGap))
	}
}

const (
	pillGap  = 4 // between a badge and the edge of its row
	frameGap = 3 // between a frame and the edge of its cell, half of it for the line
	textRise = 1 // Chinese characters stand low in their line; this centres them
)

func (s *rowSlot) cell(r *bodyRenderer, i int, cell Cell, at fyne.Position, room fyne.Size) {
	column, text := s.table.columns[i], s.texts[i]
	if column.Hidden {
		setHidden(text, true)
		setHidden(s.pills[i], true)
		return
	}
	rule := r.plain
	if cell.Strong {
		rule = r.strong
	}
	pad := float32(cellPad)
	badge := column.Kind == KindBadge && s.there && cell.Text != ""
	if badge {
		pad += 6
	}
	words := rule.fit(cell.Text, room.Width-2*pad)
	ink := s.ink(r.body, cell, badge)
	if text.Text != words || text.Color != ink || text.TextSize != rule.size || text.TextStyle != rule.style {
		text.Text, text.Color, text.TextSize, text.TextStyle = words, ink, rule.size, rule.style
		canvas.Refresh(text)
	}
	text.Alignment = alignOf(column)
	place(text, at.AddXY(pad, -textRise), fyne.NewSize(max(0, room.Width-2*pad), room.Height))
	setHidden(text, false)
	s.pill(r.body, i, badge, cell.Tone, fyne.NewPos(at.X+cellPad, at.Y), min(rule.width(words)+12, room.Width-2*cellPad), room.Height)
}

func (s *rowSlot) ink(b *tableBody, cell Cell, badge bool) color.Color {
	switch {
	case !s.there:
		return colour(b, theme.ColorNameDisabled)
	case badge:
		return colour(b, cell.Tone.text())
	case cell.Muted:
		return colour(b, look.ColorMuted)
	}
	return colour(b, cell.Tone.ink())
}

func (s *rowSlot) pill(b *tableBody, i int, badge bool, tone Tone, at fyne.Position, width, height float32) {
	pill := s.pills[i]
	setHidden(pill, !badge)
	if !badge {
		return
	}
	if pill.CornerRadius != 4 {
		pill.CornerRadius = 4
	}
	setFill(pill, colour(b, tone.back()))
	place(pill, at.AddXY(0, pillGap), fyne.NewSize(width, height-2*pillGap))
}

// place moves and resizes what is not there already.
func place(object fyne.CanvasObject, at fyne.Position, size fyne.Size) {
	object.Move(at)
	object.Resize(size)
}

func setFill(rect *canvas.Rectangle, fill color.Color) {
	if rect.FillColor != fill {
		rect.FillColor = fill
		canvas.Refresh(rect)
	}
}

func setHidden(object fyne.CanvasObject, hidden bool) {
	switch {
	case hidden && object.Visible():
		object.Hide()
	case !hidden && !object.Visible():
		object.Show()
	}
}
