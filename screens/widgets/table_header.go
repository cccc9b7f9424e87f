package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
)

const (
	cellPad     = 8  // between a column's edge and its text
	grip        = 5  // how near the mouse must be to a column's edge to move it
	leastColumn = 36 // no column is dragged narrower
	normalText  = 13 // the size of text Column.Width is meant for
)

// tableHeader shows the titles, sorts when tapped and moves columns' edges.
type tableHeader struct {
	widget.BaseWidget
	table  *RecordTable
	widths []float32 // as laid out
	chosen []float32 // where a user dragged an edge, else 0

	dragging int // the column whose edge is dragged, or -1
	hovered  int // the column under the mouse, or -1
	onEdge   bool
}

func newTableHeader(t *RecordTable) *tableHeader {
	n := len(t.columns)
	h := &tableHeader{table: t, widths: make([]float32, n), chosen: make([]float32, n), dragging: -1, hovered: -1}
	h.ExtendBaseWidget(h)
	return h
}

// markWidth is the width of the tick boxes before the first column.
func (h *tableHeader) markWidth() float32 {
	if !h.table.marking() {
		return 0
	}
	return h.table.rowHeight() + 2
}

// width of the tick boxes and all columns.
func (h *tableHeader) width() float32 {
	sum := h.markWidth()
	for _, w := range h.widths {
		sum += w
	}
	return sum
}

// titleRoom is what a column needs to say its title whole, in any language.
func (h *tableHeader) titleRoom(column Column) float32 {
	return newRuler(size(h.table, theme.SizeNameCaptionText), fyne.TextStyle{Bold: true}).width(column.Title) + 2*cellPad + 1
}

// fitColumns shares a width out among the columns.
func (h *tableHeader) fitColumns(room float32) {
	scale := size(h.table, theme.SizeNameText) / normalText
	spare, weights := room-h.markWidth(), float32(0)
	for i, column := range h.table.columns {
		switch h.widths[i] = max(column.Width*scale, h.titleRoom(column)); {
		case column.Hidden:
			h.widths[i] = 0
		case h.chosen[i] > 0:
			h.widths[i] = h.chosen[i]
		default:
			weights += column.Weight
		}
		spare -= h.widths[i]
	}
	if spare <= 0 || weights == 0 {
		return
	}
	for i, column := range h.table.columns {
		if h.chosen[i] == 0 && !column.Hidden {
			h.widths[i] += float32(int(spare * column.Weight / weights))
		}
	}
}

// columnAt is the column under a point; edge says that its right edge is.
func (h *tableHeader) columnAt(x float32) (column int, edge bool) {
	from := h.markWidth() - h.table.left
	for i, w := range h.widths {
		switch {
		case w == 0:
		case x >= from+w-grip && x <= from+w+grip:
			return i, true
		case x >= from && x < from+w:
			return i, false
		}
		from += w
	}
	return -1, false
}

// Tapped sorts by a column, or marks all rows.
func (h *tableHeader) Tapped(ev *fyne.PointEvent) {
	t := h.table
	if ev.Position.X < h.markWidth()-t.left {
		t.MarkAll(t.MarkCount() < t.total)
		return
	}
	column, edge := h.columnAt(ev.Position.X)
	if column < 0 || edge || !t.columns[column].Sortable {
		return
	}
	t.SetSort(column, t.sortColumn == column && !t.backward)
	if t.OnSort != nil {
		t.OnSort(column, t.backward)
	}
}

// Dragged moves the edge of a column.
func (h *tableHeader) Dragged(ev *fyne.DragEvent) {
	if h.dragging < 0 {
		column, edge := h.columnAt(ev.Position.X - ev.Dragged.DX)
		if !edge {
			return
		}
		h.dragging = column
	}
	h.chosen[h.dragging] = max(leastColumn, h.widths[h.dragging]+ev.Dragged.DX)
	h.table.Refresh()
}

// DragEnd lets the edge go.
func (h *tableHeader) DragEnd() { h.dragging = -1 }

// MouseIn is called by Fyne.
func (h *tableHeader) MouseIn(ev *desktop.MouseEvent) { h.MouseMoved(ev) }

// MouseMoved is called by Fyne.
func (h *tableHeader) MouseMoved(ev *desktop.MouseEvent) {
	column, edge := h.columnAt(ev.Position.X)
	if column != h.hovered || edge != h.onEdge {
		h.hovered, h.onEdge = column, edge
		h.Refresh()
	}
}

// MouseOut is called by Fyne.
func (h *tableHeader) MouseOut() {
	h.hovered, h.onEdge = -1, false
	h.Refresh()
}

// Cursor shows where an edge can be dragged.
func (h *tableHeader) Cursor() desktop.Cursor {
	if h.onEdge {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer is called by Fyne.
func (h *tableHeader) CreateRenderer() fyne.WidgetRenderer {
	r := &headerRenderer{header: h, back: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil)}
	r.hover = canvas.NewRectangle(nil)
	r.objects = []fyne.CanvasObject{r.back, r.hover}
	for range h.table.columns {
		title, edge := canvas.NewText("", nil), canvas.NewRectangle(nil)
		r.titles, r.edges = append(r.titles, title), append(r.edges, edge)
		r.objects = append(r.objects, title, edge)
	}
	r.arrow = canvas.NewImageFromResource(nil)
	r.box = newTickBox()
	r.objects = append(r.objects, r.arrow)
	r.objects = append(r.objects, r.box.objects()...)
	r.objects = append(r.objects, r.line)
	return r
}

type headerRenderer struct {
	header  *tableHeader
	back    *canvas.Rectangle
	hover   *canvas.Rectangle
	line    *canvas.Rectangle
	titles  []*canvas.Text
	edges   []*canvas.Rectangle
	arrow   *canvas.Image
	box     *tickBox
	objects []fyne.CanvasObject
}

// IsClip keeps titles that are scrolled away inside the header.
func (r *headerRenderer) IsClip() {}

func (r *headerRenderer) Destroy()                     {}
func (r *headerRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *headerRenderer) MinSize() fyne.Size           { return fyne.NewSize(0, r.header.table.rowHeight()+2) }
func (r *headerRenderer) Layout(fyne.Size)             { r.Refresh() }

func (r *headerRenderer) Refresh() {
	h, t := r.header, r.header.table
	all := h.Size()
	r.back.Resize(all)
	r.back.FillColor = colour(h, look.ColorHeader)
	r.line.Move(fyne.NewPos(0, all.Height-1))
	r.line.Resize(fyne.NewSize(all.Width, 1))
	r.line.FillColor = colour(h, theme.ColorNameInputBorder)
	if t.focused {
		r.line.FillColor = colour(h, theme.ColorNamePrimary)
	}
	r.arrow.Hide()
	r.hover.Hide()
	from := h.markWidth() - t.left
	for i, w := range h.widths {
		r.column(i, from, w, all.Height)
		from += w
	}
	r.box.show(h, t.marking(), t.total > 0 && t.MarkCount() == t.total, (h.markWidth()-tickSize)/2-t.left, (all.Height-tickSize)/2)
	for _, object := range r.objects {
		canvas.Refresh(object)
	}
}

func (r *headerRenderer) column(i int, from, width, height float32) {
	h, t := r.header, r.header.table
	column := t.columns[i]
	setHidden(r.titles[i], column.Hidden)
	setHidden(r.edges[i], column.Hidden)
	if column.Hidden {
		return
	}
	if i == h.hovered && column.Sortable && !h.onEdge {
		r.hover.FillColor = colour(h, theme.ColorNameHover)
		r.hover.Move(fyne.NewPos(from, 0))
		r.hover.Resize(fyne.NewSize(width, height-1))
		r.hover.Show()
	}
	r.edges[i].FillColor = colour(h, theme.ColorNameSeparator)
	r.edges[i].Move(fyne.NewPos(from+width-1, 6))
	r.edges[i].Resize(fyne.NewSize(1, height-13))

	room, at := width-2*cellPad, from+cellPad
	if i == t.sortColumn {
		side := size(h, theme.SizeNameText) + 2
		room -= side
		arrowAt := from + width - cellPad - side + 4
		if alignOf(column) == fyne.TextAlignTrailing { // the numbers stay in line with their title
			arrowAt = from + cellPad - 4
			at += side
		}
		r.sortArrow(arrowAt, (height-1-side)/2, side)
	}
	title := r.titles[i]
	title.TextSize = size(h, theme.SizeNameCaptionText)
	title.TextStyle = fyne.TextStyle{Bold: true}
	title.Color = colour(h, look.ColorMuted)
	if i == t.sortColumn {
		title.Color = colour(h, theme.ColorNameForeground)
	}
	title.Alignment = alignOf(column)
	title.Text = newRuler(title.TextSize, title.TextStyle).fit(column.Title, room)
	title.Move(fyne.NewPos(at, 0))
	title.Resize(fyne.NewSize(max(0, room), height-1))
}

func (r *headerRenderer) sortArrow(x, y, side float32) {
	name := theme.IconNameArrowDropUp
	if r.header.table.backward {
		name = theme.IconNameArrowDropDown
	}
	r.arrow.Resource = theme.NewPrimaryThemedResource(r.header.Theme().Icon(name))
	r.arrow.Move(fyne.NewPos(x, y))
	r.arrow.Resize(fyne.NewSquareSize(side))
	r.arrow.Show()
}

// alignOf is where a column's text stands.
func alignOf(column Column) fyne.TextAlign {
	switch {
	case column.Align == AlignRight, column.Align == AlignByKind && column.Kind == KindNumber:
		return fyne.TextAlignTrailing
	case column.Align == AlignCenter:
		return fyne.TextAlignCenter
	}
	return fyne.TextAlignLeading
}
