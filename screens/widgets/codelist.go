package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
)

// codeListRows is how many options are on view at once.
const codeListRows = 10

// codeList is the list under a CodeField. It has the focus of its layer and
// hands all typing to the field, which stays the one people write in.
type codeList struct {
	widget.BaseWidget
	field   *CodeField
	float   *floating
	options []Option
	at      int // the highlighted option
	top     int // the first on view
	lines   [codeListRows]*codeLine
}

// codeLine is one option on view.
type codeLine struct {
	ground      *canvas.Rectangle
	label, code *Text
}

var (
	_ fyne.Tabbable       = (*codeList)(nil)
	_ fyne.Shortcutable   = (*codeList)(nil)
	_ desktop.Keyable     = (*codeList)(nil)
	_ desktop.Hoverable   = (*codeList)(nil)
	_ fyne.Scrollable     = (*codeList)(nil)
	_ fyne.Tappable       = (*codeList)(nil)
	_ fyne.WidgetRenderer = (*codeListRenderer)(nil)
)

func openCodeList(field *CodeField, onto fyne.Canvas, options []Option) *codeList {
	l := &codeList{field: field, options: options}
	for i := range l.lines {
		l.lines[i] = &codeLine{ground: canvas.NewRectangle(color.Transparent), label: NewText(""), code: NewMutedText("")}
		l.lines[i].label.Shrinks = true
		l.lines[i].code.SizeName = theme.SizeNameCaptionText
	}
	l.ExtendBaseWidget(l)
	l.float = &floating{canvas: onto, body: l, place: under(field.entry, true), away: field.close}
	l.float.open()
	onto.Focus(l)
	return l
}

func (l *codeList) show(options []Option) {
	l.options, l.at, l.top = options, 0, 0
	l.float.Refresh()
}

func (l *codeList) highlighted() Option { return l.options[l.at] }

// move goes down by so many options, or up; it stops at either end.
func (l *codeList) move(by int) {
	l.at = min(max(l.at+by, 0), len(l.options)-1)
	l.top = min(max(l.top, l.at-codeListRows+1), l.at)
	l.Refresh()
}

// TypedRune hands a letter to the field.
func (l *codeList) TypedRune(r rune) { l.field.entry.TypedRune(r) }

// TypedKey hands a key to the field.
func (l *codeList) TypedKey(ev *fyne.KeyEvent) { l.field.entry.TypedKey(ev) }

// TypedShortcut hands a chord to the field.
func (l *codeList) TypedShortcut(s fyne.Shortcut) { l.field.entry.TypedShortcut(s) }

// KeyDown hands Shift to the field, which selects with it.
func (l *codeList) KeyDown(ev *fyne.KeyEvent) { l.field.entry.KeyDown(ev) }

// KeyUp hands Shift to the field.
func (l *codeList) KeyUp(ev *fyne.KeyEvent) { l.field.entry.KeyUp(ev) }

// AcceptsTab lets Tab take the highlighted option.
func (l *codeList) AcceptsTab() bool { return true }

// FocusGained is called by Fyne.
func (l *codeList) FocusGained() {}

// FocusLost is called by Fyne.
func (l *codeList) FocusLost() {}

// Tapped takes the option under the mouse.
func (l *codeList) Tapped(ev *fyne.PointEvent) {
	if at := l.rowAt(ev.Position); at >= 0 {
		l.field.take(l.options[at])
	}
}

// MouseIn is called by Fyne.
func (l *codeList) MouseIn(ev *desktop.MouseEvent) { l.MouseMoved(ev) }

// MouseMoved highlights the option under the mouse.
func (l *codeList) MouseMoved(ev *desktop.MouseEvent) {
	if at := l.rowAt(ev.Position); at >= 0 && at != l.at {
		l.at = at
		l.Refresh()
	}
}

// MouseOut is called by Fyne.
func (l *codeList) MouseOut() {}

// Scrolled moves the options by the wheel.
func (l *codeList) Scrolled(ev *fyne.ScrollEvent) {
	rows := 3
	if ev.Scrolled.DY > 0 {
		rows = -3
	}
	l.top = max(0, min(l.top+rows, len(l.options)-codeListRows))
	l.at = min(max(l.at, l.top), l.top+l.shown()-1)
	l.Refresh()
}

func (l *codeList) shown() int { return min(codeListRows, len(l.options)) }

func (l *codeList) rowAt(pos fyne.Position) int {
	line := int(pos.Y / theme.Size(look.SizeRow))
	if pos.Y < 0 || line >= l.shown() || l.top+line >= len(l.options) {
		return -1
	}
	return l.top + line
}

// CreateRenderer is called by Fyne.
func (l *codeList) CreateRenderer() fyne.WidgetRenderer {
	r := &codeListRenderer{l}
	r.fill()
	return r
}

type codeListRenderer struct{ l *codeList }

func (r *codeListRenderer) Destroy() {}

func (r *codeListRenderer) MinSize() fyne.Size {
	width := float32(0)
	for _, line := range r.l.lines {
		words := fyne.MeasureText(line.label.Text, theme.Size(theme.SizeNameText), fyne.TextStyle{}).Width
		width = fyne.Max(width, fyne.Min(words, 320)+line.code.MinSize().Width+32)
	}
	return fyne.NewSize(width, theme.Size(look.SizeRow)*float32(r.l.shown())+2)
}

func (r *codeListRenderer) Layout(size fyne.Size) {
	height := theme.Size(look.SizeRow)
	for i, line := range r.l.lines {
		y := 1 + height*float32(i)
		line.ground.Move(fyne.NewPos(1, y))
		line.ground.Resize(fyne.NewSize(size.Width-2, height))
		code := line.code.MinSize().Width
		line.code.Move(fyne.NewPos(size.Width-code-8, y))
		line.code.Resize(fyne.NewSize(code, height))
		line.label.Move(fyne.NewPos(8, y))
		line.label.Resize(fyne.NewSize(size.Width-code-28, height))
	}
}

func (r *codeListRenderer) Objects() []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, line := range r.l.lines {
		objects = append(objects, line.ground, line.label, line.code)
	}
	return objects
}

func (r *codeListRenderer) Refresh() {
	r.fill()
	r.Layout(r.l.Size())
}

// fill puts the options on view into the lines.
func (r *codeListRenderer) fill() {
	for i, line := range r.l.lines {
		on := i < r.l.shown() && r.l.top+i < len(r.l.options)
		for _, object := range []fyne.CanvasObject{line.ground, line.label, line.code} {
			if on {
				object.Show()
			} else {
				object.Hide()
			}
		}
		if !on {
			continue
		}
		option := r.l.options[r.l.top+i]
		line.ground.FillColor = color.Transparent
		if r.l.top+i == r.l.at {
			line.ground.FillColor = theme.Color(look.ColorRowSelected)
		}
		line.ground.Refresh()
		line.label.SetText(option.Label)
		line.code.SetText(option.Code)
	}
}
