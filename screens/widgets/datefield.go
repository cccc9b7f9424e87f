package widgets

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
)

// DateField takes a day in any shorthand the parser knows. On leaving the
// field or on Enter it is written out as YYYY-MM-DD, its weekday beside it.
// Down or Alt+Down opens a calendar.
type DateField struct {
	widget.BaseWidget
	OnChanged func(value string) // the value changed: YYYY-MM-DD, or empty
	OnInvalid func(err error)    // the text is no day; nil: it is fine again

	entry   *Entry
	weekday *Text
	parse   func(string) (string, error)
	today   func() string
	value   string
	err     error
	float   *floating // the calendar; nil: closed
}

// NewDateField reads days with parse, which knows the shorthand; today says
// which day it is, as YYYY-MM-DD.
func NewDateField(parse func(text string) (value string, err error), today func() string) *DateField {
	d := &DateField{entry: NewEntry(), weekday: NewMutedText(""), parse: parse, today: today}
	d.entry.OnKey = d.key
	d.entry.OnChord = func(chord Chord) bool {
		if chord == "Alt+Down" {
			d.openCalendar()
		}
		return chord == "Alt+Down"
	}
	d.entry.OnFocus = d.focus
	d.weekday.SizeName = theme.SizeNameCaptionText
	icon := newOpener(theme.NewColoredResource(theme.CalendarIcon(), look.ColorMuted), d.openCalendar)
	d.entry.ActionItem = container.New(layout.NewCustomPaddedHBoxLayout(2), container.NewCenter(d.weekday), icon)
	d.ExtendBaseWidget(d)
	return d
}

// Value is the day as YYYY-MM-DD; empty while there is none or the text is
// not one.
func (d *DateField) Value() string { return d.value }

// SetValue shows a day without telling OnChanged.
func (d *DateField) SetValue(day string) {
	d.value = day
	d.settle(nil)
}

// SetPlaceHolder says in grey what may be typed.
func (d *DateField) SetPlaceHolder(text string) { d.entry.SetPlaceHolder(text) }

// Entry is the field itself, for the focus.
func (d *DateField) Entry() *Entry { return d.entry }

// Enable lets the day be changed.
func (d *DateField) Enable() { d.entry.Enable() }

// Disable shows the day only.
func (d *DateField) Disable() { d.entry.Disable() }

// Disabled reports whether the field only shows.
func (d *DateField) Disabled() bool { return d.entry.Disabled() }

// Commit reads what was typed, as leaving the field does, and says what is
// wrong with it. Call it before saving: Ctrl+Enter leaves no field.
func (d *DateField) Commit() error {
	text := strings.TrimSpace(d.entry.Text)
	if text == d.value {
		d.settle(nil)
		return nil
	}
	value, err := "", error(nil)
	if text != "" {
		value, err = d.parse(text)
	}
	if err != nil {
		value = ""
	}
	changed := value != d.value
	d.value = value
	d.settle(err)
	if changed && d.OnChanged != nil {
		d.OnChanged(value)
	}
	return err
}

// settle shows the value, or leaves what is wrong as it was typed.
func (d *DateField) settle(err error) {
	told := d.err != nil
	d.err = err
	if err == nil {
		d.entry.SetText(d.value)
	}
	d.weekday.SetText(weekdayOf(d.value))
	d.entry.Refresh()
	if (err != nil || told) && d.OnInvalid != nil {
		d.OnInvalid(err)
	}
}

func (d *DateField) focus(gained bool) {
	if gained {
		d.entry.SelectAll()
		return
	}
	_ = d.Commit() // OnInvalid tells
}

func (d *DateField) key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown:
		d.openCalendar()
		return true
	case fyne.KeyReturn, fyne.KeyEnter:
		return d.Commit() != nil // a day that is fine goes on to the window
	}
	return false
}

func (d *DateField) openCalendar() {
	canvas := canvasOf(d.entry)
	if d.float != nil || canvas == nil || d.entry.Disabled() {
		return
	}
	_ = d.Commit() // what is typed says where the calendar opens
	today := dayOf(d.today(), time.Time{})
	body := newCalendar(dayOf(d.value, today), today, d.take, d.closeCalendar)
	d.float = &floating{canvas: canvas, body: container.New(layout.NewCustomPaddedLayout(6, 6, 8, 8), body), place: under(d.entry, false), away: d.closeCalendar}
	d.float.open()
	canvas.Focus(body)
}

func (d *DateField) closeCalendar() {
	if d.float != nil {
		canvas := d.float.canvas
		d.float.close()
		d.float = nil
		canvas.Focus(d.entry)
	}
}

func (d *DateField) take(day string) {
	d.entry.SetText(day)
	_ = d.Commit() // a day of the calendar is one
	d.closeCalendar()
}

// CreateRenderer is called by Fyne.
func (d *DateField) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.entry) }

func (d *DateField) parts() []fyne.CanvasObject { return []fyne.CanvasObject{d.entry} }

// dayOf reads YYYY-MM-DD, or gives the other day.
func dayOf(day string, otherwise time.Time) time.Time {
	read, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return otherwise
	}
	return read
}

// weekdayOf names the weekday of a day; empty for no day.
func weekdayOf(day string) string {
	read, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return [...]string{
		lang.L("Sun"), lang.L("Mon"), lang.L("Tue"), lang.L("Wed"), lang.L("Thu"), lang.L("Fri"), lang.L("Sat"),
	}[read.Weekday()]
}

// opener is a small picture in a field that opens something. It takes no
// focus: the keyboard has its own way.
type opener struct {
	widget.Icon
	open func()
}

func newOpener(icon fyne.Resource, open func()) *opener {
	o := &opener{open: open}
	o.Resource = icon
	o.ExtendBaseWidget(o)
	return o
}

// Tapped opens.
func (o *opener) Tapped(*fyne.PointEvent) { o.open() }

// Cursor is called by Fyne.
func (o *opener) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// MinSize keeps the picture off the edge.
func (o *opener) MinSize() fyne.Size {
	return fyne.NewSquareSize(theme.Size(theme.SizeNameInlineIcon)).AddWidthHeight(theme.Size(theme.SizeNamePadding), 0)
}
