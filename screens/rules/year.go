package rules

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
)

// year is a year at a glance: twelve small months with the days off and the
// days worked instead. Arrows move by day and week, PageUp and PageDown by
// year, Home goes to today, Enter opens the day.
type year struct {
	widget.BaseWidget
	OnOpen func(app.Day) // Enter or a click on the day chosen
	OnMove func(app.Day) // another day is chosen

	days    *app.Calendar
	today   app.Day
	at      app.Day
	focused bool
	months  [12]*month
}

func newYear(today app.Day) *year {
	y := &year{days: &app.Calendar{}, today: today, at: today}
	for i := range y.months {
		y.months[i] = &month{year: y, no: time.Month(i + 1)}
		y.months[i].ExtendBaseWidget(y.months[i])
	}
	y.ExtendBaseWidget(y)
	return y
}

// set shows another calendar.
func (y *year) set(days *app.Calendar) {
	y.days = days
	y.Refresh()
}

// no is the year on view.
func (y *year) no() int { return y.at.Time().Year() }

// move chooses another day.
func (y *year) move(to app.Day) {
	if !to.Valid() || to < "1951-01-01" || to > "2099-12-31" {
		return
	}
	y.at = to
	y.Refresh()
	if y.OnMove != nil {
		y.OnMove(to)
	}
}

// turn goes by years; 29 February becomes the 28th.
func (y *year) turn(by int) {
	at := y.at.Time()
	day := app.Day(at.AddDate(0, 0, 1-at.Day()).AddDate(by, 0, 0).Format(time.DateOnly))
	y.move(day.AddDays(min(at.Day(), 28) - 1))
}

// TypedKey moves and opens, and passes on the rest.
func (y *year) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft:
		y.move(y.at.AddDays(-1))
	case fyne.KeyRight:
		y.move(y.at.AddDays(1))
	case fyne.KeyUp:
		y.move(y.at.AddDays(-7))
	case fyne.KeyDown:
		y.move(y.at.AddDays(7))
	case fyne.KeyPageUp:
		y.turn(-1)
	case fyne.KeyPageDown:
		y.turn(1)
	case fyne.KeyHome:
		y.move(y.today)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		y.OnOpen(y.at)
	default:
		widgets.PassKey(y, ev)
	}
}

// TypedRune is called by Fyne; a year takes no letters.
func (y *year) TypedRune(rune) {}

// FocusGained is called by Fyne.
func (y *year) FocusGained() { y.focused = true; y.Refresh() }

// FocusLost is called by Fyne.
func (y *year) FocusLost() { y.focused = false; y.Refresh() }

// press chooses a day, or opens the one chosen.
func (y *year) press(day app.Day) {
	if day == y.at {
		y.OnOpen(day)
		return
	}
	y.move(day)
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(y); canvas != nil {
		canvas.Focus(y)
	}
}

// Refresh draws the months again.
func (y *year) Refresh() {
	for _, m := range y.months {
		m.Refresh()
	}
	y.BaseWidget.Refresh()
}

// CreateRenderer is called by Fyne.
func (y *year) CreateRenderer() fyne.WidgetRenderer { return &yearRenderer{y} }

type yearRenderer struct{ *year }

func (r *yearRenderer) Destroy() {}

func (r *yearRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(r.months))
	for i, m := range r.months {
		objects[i] = m
	}
	return objects
}

const monthsAcross = 4

func (r *yearRenderer) MinSize() fyne.Size {
	one := r.months[0].MinSize()
	return fyne.NewSize(one.Width*monthsAcross+monthGap*(monthsAcross-1), one.Height*3+monthGap)
}

const monthGap = 18

func (r *yearRenderer) Layout(size fyne.Size) {
	width := (size.Width - monthGap*(monthsAcross-1)) / monthsAcross
	height := size.Height / 3
	for i, m := range r.months {
		m.Move(fyne.NewPos(float32(i%monthsAcross)*(width+monthGap), float32(i/monthsAcross)*height))
		m.Resize(fyne.NewSize(width, height))
	}
}

func (r *yearRenderer) Refresh() {}

// sign is what marks a day besides its colour.
func (y *year) sign(day app.Day) (mark string, back, text fyne.ThemeColorName) {
	listed, is := y.days.Listed(day)
	switch {
	case is && listed.Kind == app.DayOff:
		return offSign(), look.ColorGoodBack, look.ColorGoodText
	case is:
		return workSign(), look.ColorWarnBack, look.ColorWarnText
	case !y.days.Working(day):
		return "", "", look.ColorMuted
	}
	return "", "", theme.ColorNameForeground
}

func dayNumber(day app.Day) string { return strconv.Itoa(day.Time().Day()) }

// month is one month of a year.
type month struct {
	widget.BaseWidget
	year *year
	no   time.Month
}

// first is the Monday the month's view begins with.
func (m *month) first() app.Day {
	first := m.day(1)
	return first.AddDays(-(int(first.Weekday()) + 6) % 7)
}

func (m *month) day(n int) app.Day {
	return app.Day(time.Date(m.year.no(), m.no, n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
}

// Tapped chooses or opens a day.
func (m *month) Tapped(ev *fyne.PointEvent) {
	line, column := m.cell()
	row, across := int(ev.Position.Y/line)-monthHead, int(ev.Position.X/column)
	if row < 0 || across > 6 {
		return
	}
	if day := m.first().AddDays(row*7 + across); day.Time().Month() == m.no {
		m.year.press(day)
	}
}

// Cursor is called by Fyne.
func (m *month) Cursor() desktop.Cursor { return desktop.PointerCursor }
