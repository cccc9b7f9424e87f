package find

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// hits shows what was found, two lines each, one of them highlighted. It takes
// no focus: the keys stay with the typing.
type hits struct {
	widget.BaseWidget
	open  func(app.Found)
	found []app.Found
	at    int // the highlighted one
	top   int // the first on view
	lines []*hit
}

// hit is one row on view.
type hit struct {
	back                                 *canvas.Rectangle
	name, account, phone, address, meter *widgets.Text
	kind                                 *widgets.Badge
}

func newHits(open func(app.Found)) *hits {
	h := &hits{open: open}
	h.ExtendBaseWidget(h)
	return h
}

// set shows other hits, the first highlighted.
func (h *hits) set(found []app.Found) {
	h.found, h.at, h.top = found, 0, 0
	h.Refresh()
}

// move takes the highlight up or down and keeps it on view.
func (h *hits) move(by int) {
	h.at = max(0, min(h.at+by, len(h.found)-1))
	h.top = max(min(h.top, h.at), h.at-h.rows()+1)
	h.Refresh()
}

// highlighted is the hit that Enter opens.
func (h *hits) highlighted() (app.Found, bool) {
	if h.at >= len(h.found) {
		return app.Found{}, false
	}
	return h.found[h.at], true
}

// rows is how many hits are on view at once.
func (h *hits) rows() int { return max(1, int(h.Size().Height/h.rowHeight())) }

func (h *hits) rowHeight() float32 { return theme.Size(theme.SizeNameText)*3 + 8 }

func (h *hits) rowAt(pos fyne.Position) (int, bool) {
	at := h.top + int(pos.Y/h.rowHeight())
	return at, pos.Y >= 0 && at < min(len(h.found), h.top+h.rows())
}

// Tapped opens the hit under the mouse.
func (h *hits) Tapped(ev *fyne.PointEvent) {
	if at, there := h.rowAt(ev.Position); there {
		h.open(h.found[at])
	}
}

// MouseIn is called by Fyne.
func (h *hits) MouseIn(*desktop.MouseEvent) {}

// MouseMoved takes the highlight along, so that there are never two.
func (h *hits) MouseMoved(ev *desktop.MouseEvent) {
	if at, there := h.rowAt(ev.Position); there && at != h.at {
		h.at = at
		h.Refresh()
	}
}

// MouseOut is called by Fyne.
func (h *hits) MouseOut() {}

// Scrolled shows other hits.
func (h *hits) Scrolled(ev *fyne.ScrollEvent) {
	by := 1
	if ev.Scrolled.DY > 0 {
		by = -1
	}
	h.top = max(0, min(h.top+by, len(h.found)-h.rows()))
	h.Refresh()
}

// CreateRenderer is called by Fyne.
func (h *hits) CreateRenderer() fyne.WidgetRenderer { return &hitsRenderer{h} }

type hitsRenderer struct{ *hits }

func (r *hitsRenderer) Destroy() {}

func (r *hitsRenderer) MinSize() fyne.Size { return fyne.NewSize(320, r.rowHeight()) }

func (r *hitsRenderer) Objects() []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, l := range r.lines {
		objects = append(objects, l.back, l.name, l.kind, l.account, l.phone, l.address, l.meter)
	}
	return objects
}

func (r *hitsRenderer) Layout(size fyne.Size) {
	count := min(r.rows(), len(r.found)-r.top)
	for len(r.lines) < count {
		r.lines = append(r.lines, newHit())
	}
	r.lines = r.lines[:max(count, 0)]
	for i, l := range r.lines {
		l.say(r.found[r.top+i], r.top+i == r.at)
		l.place(float32(i)*r.rowHeight(), size.Width, r.rowHeight())
	}
}

func (r *hitsRenderer) Refresh() {
	r.Layout(r.Size())
	canvas.Refresh(r.hits)
}

func newHit() *hit {
	l := &hit{
		back: canvas.NewRectangle(color.Transparent), name: widgets.NewText(""), account: widgets.NewText(""), phone: widgets.NewText(""),
		address: widgets.NewMutedText(""), meter: widgets.NewMutedText(""), kind: widgets.NewBadge("", widgets.ToneInfo),
	}
	l.name.Bold = true
	l.back.CornerRadius = 4
	for _, t := range []*widgets.Text{l.name, l.account, l.phone, l.address, l.meter} {
		t.Shrinks = true
	}
	l.phone.Align, l.meter.Align = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	return l
}

// say puts a hit into the row.
func (l *hit) say(f app.Found, highlighted bool) {
	l.name.SetText(f.Name)
	l.account.SetText(f.AccountNo)
	l.phone.SetText(f.Phone)
	l.address.SetText(f.Address)
	l.meter.SetText("")
	if f.MeterNo != "" {
		l.meter.SetText(lang.L("Meter {{.No}}", map[string]any{"No": f.MeterNo}))
	}
	l.kind.Hidden = f.Case.IsZero() && f.Visit.IsZero() && f.Keeping == app.KeptOpen
	switch {
	case f.Keeping != app.KeptOpen:
		l.kind.Set(words.Keeping(f.Keeping), widgets.ToneBad)
	case !f.Case.IsZero():
		l.kind.Set(lang.L("Case"), widgets.ToneInfo)
	case !f.Visit.IsZero():
		l.kind.Set(lang.L("Visit"), widgets.ToneInfo)
	}
	l.back.FillColor = color.Transparent
	if highlighted {
		l.back.FillColor = theme.Color(look.ColorRowSelected)
	}
	l.back.Refresh()
}

// place sets the two lines of a row out: name, number and telephone above,
// address and meter below.
func (l *hit) place(y, width, height float32) {
	const side, number, tail = 10, 150, 190
	l.back.Move(fyne.NewPos(0, y))
	l.back.Resize(fyne.NewSize(width, height-2))
	line := (height - 8) / 2
	name := width - 2*side - number - tail
	x := float32(side)
	if l.kind.Visible() {
		least := l.kind.MinSize()
		put(l.kind, x, y+3+(line-least.Height)/2, least.Width, least.Height)
		x += least.Width + 6
	}
	put(l.name, x, y+3, name-(x-side)-8, line)
	put(l.account, side+name, y+3, number, line)
	put(l.phone, width-side-tail, y+3, tail, line)
	put(l.address, side, y+3+line, name+number-8, line)
	put(l.meter, width-side-tail, y+3+line, tail, line)
}

func put(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
}
