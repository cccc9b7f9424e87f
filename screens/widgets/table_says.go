package widgets

import "fyne.io/fyne/v2"

// What is drawn is cut to fit, so header and rows say in full what they show,
// and where, for screen readers and tests.

// Says is the titles.
func (h *tableHeader) Says() []string {
	titles := make([]string, len(h.table.columns))
	for i, column := range h.table.columns {
		titles[i] = column.Title
	}
	return titles
}

// Place is the middle of the header with a title.
func (h *tableHeader) Place(title string) (fyne.Position, bool) {
	from := h.markWidth() - h.table.left
	for i, column := range h.table.columns {
		if column.Title == title {
			return fyne.NewPos(from+h.widths[i]/2, h.Size().Height/2), true
		}
		from += h.widths[i]
	}
	return fyne.Position{}, false
}

// Says is the cells of the rows on view, row by row.
func (b *tableBody) Says() []string {
	var texts []string
	b.eachCell(func(text string, _ fyne.Position) bool {
		texts = append(texts, text)
		return false
	})
	return texts
}

// Place is the middle of the first cell on view with a text.
func (b *tableBody) Place(text string) (at fyne.Position, found bool) {
	b.eachCell(func(cell string, middle fyne.Position) bool {
		if cell == text {
			at, found = middle, true
		}
		return found
	})
	return at, found
}

// eachCell goes over the cells on view until told to stop.
func (b *tableBody) eachCell(do func(text string, middle fyne.Position) (stop bool)) {
	t := b.table
	height := t.rowHeight()
	last := min(t.total-1, int((t.top+float64(b.Size().Height)-1)/float64(height)))
	for at := int(t.top / float64(height)); at <= last; at++ {
		row, there, _ := t.pages.row(at)
		if !there {
			row = Row{Cells: Texts(ellipsis)}
		}
		from := t.header.markWidth() - t.left
		y := float32(float64(at)*float64(height)-t.top) + height/2
		for i := range min(len(row.Cells), len(t.columns)) {
			if do(row.Cells[i].Text, fyne.NewPos(from+t.header.widths[i]/2, y)) {
				return
			}
			from += t.header.widths[i]
		}
	}
}
