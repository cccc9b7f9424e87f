package widgets

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"lamplighter/screens/look"
)

// rowHeight in pixels, whole, so that rows meet without seams.
func (t *RecordTable) rowHeight() float32 {
	if h := size(t, look.SizeRow); h > 0 {
		return float32(math.Round(float64(h)))
	}
	return float32(math.Round(float64(size(t, theme.SizeNameText) * 2)))
}

func (t *RecordTable) firstOnView() int {
	return int(math.Ceil(t.top / float64(t.rowHeight())))
}

// rowsOnView is how many rows are seen whole, at least one.
func (t *RecordTable) rowsOnView() int {
	return max(1, int(t.body.Size().Height/t.rowHeight()))
}

// whole is the height of all rows.
func (t *RecordTable) whole() float64 { return float64(t.total) * float64(t.rowHeight()) }

// reveal scrolls as little as brings a row into view.
func (t *RecordTable) reveal(at int) {
	h := float64(t.rowHeight())
	from, view := float64(at)*h, float64(t.body.Size().Height)
	switch {
	case view <= 0:
	case from < t.top:
		t.top = from
	case from+h > t.top+view:
		t.top = from + h - view
	}
	t.clamp()
}

// scrollTo moves the view to a distance from the top of the list.
func (t *RecordTable) scrollTo(top float64) {
	before := t.top
	t.top = math.Round(top)
	t.clamp()
	if t.top != before {
		t.body.paint()
	}
}

// scrollAcross moves the columns.
func (t *RecordTable) scrollAcross(left float32) {
	before := t.left
	t.left = left
	t.clamp()
	if t.left != before {
		t.header.Refresh()
		t.body.changed()
	}
}

// clamp keeps the view inside the list.
func (t *RecordTable) clamp() {
	view := t.body.Size()
	t.top = max(0, min(t.top, t.whole()-float64(view.Height)))
	t.left = max(0, min(t.left, t.header.width()-view.Width))
}

// CreateRenderer is called by Fyne.
func (t *RecordTable) CreateRenderer() fyne.WidgetRenderer { return &tableRenderer{table: t} }

type tableRenderer struct{ table *RecordTable }

func (r *tableRenderer) Destroy() { r.table.pages.stop() }

func (r *tableRenderer) Objects() []fyne.CanvasObject {
	t := r.table
	objects := []fyne.CanvasObject{t.body, t.header, t.down, t.across}
	if t.empty != nil {
		objects = append(objects, t.empty)
	}
	return objects
}

// MinSize shows the header and a few rows; the columns may scroll.
func (r *tableRenderer) MinSize() fyne.Size {
	return fyne.NewSize(160, r.table.rowHeight()*4)
}

// Layout puts the header on top and the bars where they are needed.
func (r *tableRenderer) Layout(all fyne.Size) {
	t := r.table
	headHeight := t.rowHeight() + 2
	view := fyne.NewSize(all.Width, max(0, all.Height-headHeight))
	t.header.fitColumns(view.Width - scrollBarWidth)
	t.across.set(float64(t.header.width()), float64(view.Width), float64(t.left))
	if t.across.needed() {
		view.Height -= scrollBarWidth
	}
	t.across.Move(fyne.NewPos(0, all.Height-scrollBarWidth))
	t.across.Resize(fyne.NewSize(view.Width, scrollBarWidth))
	t.down.Move(fyne.NewPos(all.Width-scrollBarWidth, headHeight))
	t.down.Resize(fyne.NewSize(scrollBarWidth, view.Height))

	t.header.Resize(fyne.NewSize(all.Width, headHeight))
	t.body.Move(fyne.NewPos(0, headHeight))
	t.body.Resize(view)
	r.layoutEmpty(headHeight, view)
	t.clamp()
	t.header.Refresh()
	t.body.changed()
}

func (r *tableRenderer) layoutEmpty(below float32, view fyne.Size) {
	empty := r.table.empty
	if empty == nil {
		return
	}
	if r.table.total > 0 {
		empty.Hide()
		return
	}
	empty.Show()
	least := empty.MinSize()
	empty.Resize(fyne.NewSize(min(view.Width, max(least.Width, view.Width*0.7)), least.Height))
	empty.Move(fyne.NewPos((view.Width-empty.Size().Width)/2, below+max(0, (view.Height-least.Height)*0.35)))
}

func (r *tableRenderer) Refresh() { r.Layout(r.table.Size()) }
