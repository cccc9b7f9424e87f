package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Button is a button that Enter presses as well as Space, that keeps the
// focus when pressed, and that passes on the keys it does not use.
type Button struct {
	widget.Button
	OnFocus func(focused bool)
	line    string // all the words of a button that shrinks; Text is what fits
}

// NewButton is a button of ordinary weight.
func NewButton(label string, press func()) *Button {
	return NewIconButton(label, nil, press)
}

// NewLineButton is a line of a list that can be pressed. It takes the width it
// is given and cuts its words with an ellipsis.
func NewLineButton(label string, press func()) *Button {
	b := NewButton(label, press)
	b.line, b.Alignment = label, widget.ButtonAlignLeading
	return b
}

// NewPrimaryButton is the one button a screen wants pressed.
func NewPrimaryButton(label string, press func()) *Button {
	b := NewButton(label, press)
	b.Importance = widget.HighImportance
	return b
}

// NewIconButton is a button with an icon before its label, or without label.
func NewIconButton(label string, icon fyne.Resource, press func()) *Button {
	b := &Button{}
	b.Text, b.Icon, b.OnTapped = label, icon, press
	b.ExtendBaseWidget(b)
	return b
}

// Tapped presses the button. Unlike Fyne's it does not throw the focus away,
// so that who works by keyboard goes on from here.
func (b *Button) Tapped(*fyne.PointEvent) {
	if !b.Disabled() && b.OnTapped != nil {
		b.OnTapped()
	}
}

// MinSize gives words room to either side.
func (b *Button) MinSize() fyne.Size {
	least := b.Button.MinSize()
	if b.Text != "" {
		least.Width += theme.Size(theme.SizeNamePadding) * 3
	}
	if b.line != "" {
		least.Width = theme.Size(theme.SizeNameText) * 6
	}
	return least
}

// Resize is called by Fyne.
func (b *Button) Resize(size fyne.Size) {
	b.Button.Resize(size)
	if b.line == "" {
		return
	}
	room := size.Width - theme.Size(theme.SizeNameInnerPadding)*2
	if fits := newRuler(theme.Size(theme.SizeNameText), fyne.TextStyle{Bold: true}).fit(b.line, room); fits != b.Text {
		b.SetText(fits)
	}
}

// TypedKey presses on Space and Enter and passes on the rest.
func (b *Button) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	default:
		PassKey(b, ev)
	}
}

// FocusGained is called by Fyne.
func (b *Button) FocusGained() {
	b.Button.FocusGained()
	if b.OnFocus != nil {
		b.OnFocus(true)
	}
}

// FocusLost is called by Fyne.
func (b *Button) FocusLost() {
	b.Button.FocusLost()
	if b.OnFocus != nil {
		b.OnFocus(false)
	}
}

// Check is a tick box that passes on the keys it does not use.
type Check struct{ widget.Check }

// NewCheck is a tick box with its words beside it.
func NewCheck(label string, changed func(bool)) *Check {
	c := &Check{}
	c.Text, c.OnChanged = label, changed
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey passes every key on; Space arrives as a letter.
func (c *Check) TypedKey(ev *fyne.KeyEvent) {
	if ev.Name != fyne.KeySpace {
		PassKey(c, ev)
	}
}

// Select offers a few choices; for more than a dozen take a CodeField.
type Select struct {
	widget.Select
	focused bool
}

// NewSelect is a list of choices that opens on Space, Up and Down.
func NewSelect(options []string, changed func(string)) *Select {
	s := &Select{}
	s.Options, s.OnChanged = options, changed
	s.PlaceHolder = "　" // one wide blank: Fyne's own words would stand here
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is called by Fyne. Beside an Entry a Select needs the same
// border and height, which Fyne's has not.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	r := &selectRenderer{s.Select.CreateRenderer(), s, canvas.NewRectangle(color.Transparent)}
	r.paint()
	return r
}

// FocusGained is called by Fyne.
func (s *Select) FocusGained() {
	s.focused = true
	s.Select.FocusGained()
}

// FocusLost is called by Fyne.
func (s *Select) FocusLost() {
	s.focused = false
	s.Select.FocusLost()
}

type selectRenderer struct {
	fyne.WidgetRenderer
	s      *Select
	border *canvas.Rectangle
}

func (r *selectRenderer) Objects() []fyne.CanvasObject {
	return append(r.WidgetRenderer.Objects(), r.border)
}

func (r *selectRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.border.Resize(size.SubtractWidthHeight(1, 1))
	r.border.Move(fyne.NewSquareOffsetPos(0.5))
}

func (r *selectRenderer) MinSize() fyne.Size {
	return r.WidgetRenderer.MinSize().AddWidthHeight(0, 2)
}

func (r *selectRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.paint()
}

func (r *selectRenderer) paint() {
	name := theme.ColorNameInputBorder
	switch {
	case r.s.Disabled():
		name = theme.ColorNameSeparator
	case r.s.focused:
		name = theme.ColorNamePrimary
	}
	r.border.StrokeColor = theme.Color(name)
	r.border.StrokeWidth = 1
	r.border.CornerRadius = theme.Size(theme.SizeNameInputRadius)
	r.border.Refresh()
}

// TypedKey uses Space and the arrows and passes on the rest.
func (s *Select) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeySpace, fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight:
		s.Select.TypedKey(ev)
	default:
		PassKey(s, ev)
	}
}

// List is Fyne's list that opens the highlighted row on Enter and passes on
// the keys it does not use. For records take a RecordTable.
type List struct {
	widget.List
	OnOpen      func(row int)
	highlighted int
}

// NewList is a list of length rows; create makes an empty one, update fills it.
func NewList(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *List {
	l := &List{}
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.OnHighlighted = func(row int) { l.highlighted = row }
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey uses Space, Up, Down and Enter and passes on the rest.
func (l *List) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeySpace, fyne.KeyUp, fyne.KeyDown:
		l.List.TypedKey(ev)
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.OnOpen != nil && l.highlighted < l.Length() {
			l.OnOpen(l.highlighted)
			return
		}
		PassKey(l, ev)
	default:
		PassKey(l, ev)
	}
}
