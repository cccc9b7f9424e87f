package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
)

// tableBody draws the rows on view and hears the mouse. A row that scrolls
// out gives its objects to the one that scrolls in.
type tableBody struct {
	widget.BaseWidget
	table    *RecordTable
	hovered  int // the row under the mouse, or -1
	version  int // grows when rows may have to be worded anew
	fetching bool
	view     *bodyRenderer // nil until shown
}

func newTableBody(t *RecordTable) *tableBody {
	b := &tableBody{table: t, hovered: -1}
	b.ExtendBaseWidget(b)
	return b
}

// changed words the rows anew and paints them.
func (b *tableBody) changed() {
	b.version++
	b.paint()
}

// paint draws the rows on view and asks for those not yet there.
func (b *tableBody) paint() {
	if b.fetching || b.view == nil || b.Size().Height < 1 {
		return
	}
	b.fetching = true // answers that come at once are painted below
	first := int(b.table.top / float64(b.table.rowHeight()))
	b.table.pages.want(first, first+b.table.rowsOnView()+1, b.table.total)
	b.fetching = false
	b.view.paint(first)
	b.table.down.set(b.table.whole(), float64(b.Size().Height), b.table.top)
}

// rowAt is the row at a height, or -1 below the last.
func (b *tableBody) rowAt(y float32) int {
	at := int((b.table.top + float64(y)) / float64(b.table.rowHeight()))
	if y < 0 || at >= b.table.total {
		return -1
	}
	return at
}

// MouseDown selects at once, without waiting whether a second click follows.
func (b *tableBody) MouseDown(ev *desktop.MouseEvent) {
	t := b.table
	at := b.rowAt(ev.Position.Y)
	if at >= 0 {
		t.Select(at) // before the focus, which else selects the first row
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Focus(t)
	}
	if at < 0 {
		return
	}
	onBox := ev.Position.X < t.header.markWidth()-t.left
	if ev.Button == desktop.MouseButtonPrimary && (onBox || ev.Modifier&fyne.KeyModifierShortcutDefault != 0) {
		t.toggleMark(at)
	}
	if column, _ := t.header.columnAt(ev.Position.X); t.OnCell != nil && column >= 0 {
		t.OnCell(column)
	}
}

// MouseUp is called by Fyne.
func (b *tableBody) MouseUp(*desktop.MouseEvent) {}

// DoubleTapped opens a row.
func (b *tableBody) DoubleTapped(ev *fyne.PointEvent) {
	if at := b.rowAt(ev.Position.Y); at >= 0 && ev.Position.X >= b.table.header.markWidth()-b.table.left {
		b.table.open(at)
	}
}

// TappedSecondary offers a menu for a row.
func (b *tableBody) TappedSecondary(ev *fyne.PointEvent) {
	at := b.rowAt(ev.Position.Y)
	if row, there, _ := b.table.pages.row(max(at, 0)); there && at >= 0 && b.table.OnMenu != nil {
		b.table.OnMenu(row, ev.AbsolutePosition)
	}
}

// Scrolled is called by Fyne. It also tells Fyne to clip the rows.
func (b *tableBody) Scrolled(ev *fyne.ScrollEvent) {
	b.table.scrollAcross(b.table.left - ev.Scrolled.DX)
	b.table.scrollTo(b.table.top - float64(ev.Scrolled.DY))
	b.hover(ev.Position)
}

// MouseIn is called by Fyne.
func (b *tableBody) MouseIn(ev *desktop.MouseEvent) { b.hover(ev.Position) }

// MouseMoved is called by Fyne.
func (b *tableBody) MouseMoved(ev *desktop.MouseEvent) { b.hover(ev.Position) }

// MouseOut is called by Fyne.
func (b *tableBody) MouseOut() { b.hover(fyne.NewPos(0, -1)) }

func (b *tableBody) hover(at fyne.Position) {
	if row := b.rowAt(at.Y); row != b.hovered {
		b.hovered = row
		b.paint()
	}
}

// CreateRenderer is called by Fyne.
func (b *tableBody) CreateRenderer() fyne.WidgetRenderer {
	b.view = &bodyRenderer{body: b, back: canvas.NewRectangle(nil)}
	b.view.objects = []fyne.CanvasObject{b.view.back}
	return b.view
}

type bodyRenderer struct {
	body    *tableBody
	back    *canvas.Rectangle
	slots   []*rowSlot
	objects []fyne.CanvasObject
	plain   *ruler
	strong  *ruler
}

func (r *bodyRenderer) Destroy()                     {}
func (r *bodyRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *bodyRenderer) MinSize() fyne.Size           { return fyne.NewSize(0, 0) }

func (r *bodyRenderer) Layout(fyne.Size) { r.body.changed() }
func (r *bodyRenderer) Refresh()         { r.body.changed() }

// paint puts the rows from first on into the slots.
func (r *bodyRenderer) paint(first int) {
	b, t := r.body, r.body.table
	height := t.rowHeight()
	r.measure()
	r.back.Resize(b.Size())
	setFill(r.back, colour(b, look.ColorSurface))
	r.provide(int(b.Size().Height/height) + 2)
	for i := range r.slots {
		at := first + i
		slot := r.slots[at%len(r.slots)]
		if at >= t.total {
			slot.hide()
			continue
		}
		slot.place(r, at, float32(float64(at)*float64(height)-t.top), height)
	}
}

// measure takes fresh rulers when the size of text changed.
func (r *bodyRenderer) measure() {
	text := size(r.body, theme.SizeNameText)
	if r.plain == nil || r.plain.size != text {
		r.plain = newRuler(text, fyne.TextStyle{})
		r.strong = newRuler(text, fyne.TextStyle{Bold: true})
	}
}

// provide has as many slots as rows fit on view.
func (r *bodyRenderer) provide(count int) {
	if count == len(r.slots) {
		return
	}
	for len(r.slots) < count {
		r.slots = append(r.slots, newRowSlot(r.body.table))
	}
	r.slots = r.slots[:count]
	r.objects = []fyne.CanvasObject{r.back}
	for _, slot := range r.slots {
		slot.at = -1
		r.objects = append(r.objects, slot.objects...)
	}
}
