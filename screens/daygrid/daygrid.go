// Package daygrid shows weeks of days with what falls on each. It knows no record:
// whoever uses it says what stands in a day, and in which colour.
package daygrid

import (
	"image/color"
	"strconv"
	"time"

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

// Entry is something that falls on a day.
type Entry struct {
	Text string
	Ink  fyne.ThemeColorName
}

// Grid is weeks of days, Monday first, with what falls on each. Arrows move by
// day and week, PageUp and PageDown by month or week, Home goes to today, Enter
// opens the day.
type Grid struct {
	widget.BaseWidget
	At, Today app.Day
	Weeks     int // 1: a week with long columns
	Days      *app.Calendar
	Entries   map[app.Day][]Entry
	Open      func(app.Day)
	Moved     func()                   // another day is chosen, perhaps of other weeks
	Count     func(entries int) string // says how many there are
	focused   bool
}

// New is the month of today.
func New(today app.Day) *Grid {
	g := &Grid{At: today, Today: today, Weeks: MonthWeeks, Days: &app.Calendar{}, Open: func(app.Day) {}, Moved: func() {}, Count: func(int) string { return "" }}
	g.ExtendBaseWidget(g)
	return g
}

// MonthWeeks are the weeks of a month on view: none spans more.
const MonthWeeks = 6

// First is the Monday the view begins with.
func (g *Grid) First() app.Day {
	day := g.At
	if g.Weeks > 1 {
		day = app.MonthStart(app.MonthOf(day))
	}
	return day.AddDays(-(int(day.Weekday()) + 6) % 7)
}

// Span is the days on view.
func (g *Grid) Span() app.DaySpan {
	return app.DaySpan{From: g.First(), To: g.First().AddDays(7*g.Weeks - 1)}
}

// TypedKey moves and opens, and passes on the rest.
func (g *Grid) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft:
		g.move(g.At.AddDays(-1))
	case fyne.KeyRight:
		g.move(g.At.AddDays(1))
	case fyne.KeyUp:
		g.move(g.At.AddDays(-7))
	case fyne.KeyDown:
		g.move(g.At.AddDays(7))
	case fyne.KeyPageUp:
		g.turn(-1)
	case fyne.KeyPageDown:
		g.turn(1)
	case fyne.KeyHome:
		g.move(g.Today)
	case fyne.KeyReturn, fyne.KeyEnter:
		g.Open(g.At)
	default:
		widgets.PassKey(g, ev)
	}
}

// turn goes to the month or week beside.
func (g *Grid) turn(by int) {
	if g.Weeks == 1 {
		g.move(g.At.AddDays(7 * by))
		return
	}
	g.move(g.At.AddMonths(by))
}

func (g *Grid) move(to app.Day) {
	g.At = to
	g.Refresh()
	g.Moved()
}

// TypedShortcut passes every chord on.
func (g *Grid) TypedShortcut(s fyne.Shortcut) { widgets.PassShortcut(g, s) }

// TypedRune is called by Fyne.
func (g *Grid) TypedRune(rune) {}

// FocusGained is called by Fyne.
func (g *Grid) FocusGained() { g.focused = true; g.Refresh() }

// FocusLost is called by Fyne.
func (g *Grid) FocusLost() { g.focused = false; g.Refresh() }

// Tapped chooses a day; the chosen one tapped again is opened.
func (g *Grid) Tapped(ev *fyne.PointEvent) {
	widgets.Focus(g)
	cell := g.cell()
	column, row := int(ev.Position.X/cell.Width), int((ev.Position.Y-weekdayLine())/cell.Height)
	if ev.Position.Y < weekdayLine() || column > 6 || row >= g.Weeks {
		return
	}
	day := g.First().AddDays(row*7 + column)
	if day == g.At {
		g.Open(day)
		return
	}
	g.move(day)
}

// MouseIn is called by Fyne.
func (g *Grid) MouseIn(*desktop.MouseEvent) {}

// Says is what stands in the cells.
func (g *Grid) Says() []string {
	var out []string
	for i := range 7 * g.Weeks {
		for _, e := range g.Entries[g.First().AddDays(i)] {
			out = append(out, e.Text)
		}
	}
	return out
}

func (g *Grid) cell() fyne.Size {
	size := g.Size()
	return fyne.NewSize(size.Width/7, max((size.Height-weekdayLine())/float32(g.Weeks), cellLine()*2))
}

func weekdayLine() float32 { return theme.Size(theme.SizeNameCaptionText) + 10 }
func cellLine() float32    { return theme.Size(theme.SizeNameCaptionText) + 4 }

// CreateRenderer is called by Fyne.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	r := &gridRenderer{g: g}
	r.Refresh()
	return r
}

type gridRenderer struct {
	g       *Grid
	objects []fyne.CanvasObject
}

func (r *gridRenderer) Destroy()                     {}
func (r *gridRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *gridRenderer) Layout(fyne.Size)             { r.Refresh() }

func (r *gridRenderer) MinSize() fyne.Size {
	return fyne.NewSize(7*80, weekdayLine()+float32(r.g.Weeks)*cellLine()*2)
}

// Refresh draws the weeks anew.
func (r *gridRenderer) Refresh() {
	r.objects = r.objects[:0]
	cell := r.g.cell()
	for i := range 7 {
		r.text(words.Weekday(time.Weekday((i+1)%7)), look.ColorMuted, fyne.NewPos(float32(i)*cell.Width+6, 3), cell.Width-8)
	}
	for i := range 7 * r.g.Weeks {
		r.day(r.g.First().AddDays(i), fyne.NewPos(float32(i%7)*cell.Width, weekdayLine()+float32(i/7)*cell.Height), cell)
	}
	canvas.Refresh(r.g)
}

// day draws one day: what the calendar makes of it by colour and sign, how much
// falls on it, and as much of that as there is room for.
func (r *gridRenderer) day(day app.Day, at fyne.Position, cell fyne.Size) {
	g := r.g
	back, ink, sign := dayLook(g.Days, day)
	other := g.Weeks > 1 && app.MonthOf(day) != app.MonthOf(g.At)
	if other {
		ink = theme.ColorNameDisabled
	}
	ground := canvas.NewRectangle(color.Transparent)
	ground.StrokeColor, ground.StrokeWidth, ground.CornerRadius = theme.Color(theme.ColorNameSeparator), 1, 4
	if back != "" {
		ground.FillColor = theme.Color(back)
	}
	if day == g.At {
		ground.StrokeColor, ground.StrokeWidth = theme.Color(theme.ColorNameInputBorder), 2
		if g.focused {
			ground.StrokeColor = theme.Color(theme.ColorNamePrimary)
		}
	}
	ground.Move(at.AddXY(1, 1))
	ground.Resize(cell.SubtractWidthHeight(2, 2))
	r.objects = append(r.objects, ground)
	number := strconv.Itoa(int(day.Time().Day()))
	if day == g.Today {
		number, ink = lang.L("{{.Day}} today", map[string]any{"Day": number}), theme.ColorNamePrimary
	}
	entries := g.Entries[day]
	count := ""
	if len(entries) > 0 {
		count = g.Count(len(entries))
	}
	wide := r.text(number, ink, at.AddXY(6, 3), cell.Width/2)
	wide.TextStyle.Bold = day == g.Today || day == g.At
	said := r.text(count, look.ColorMuted, at.AddXY(6, 3), cell.Width-12)
	said.Alignment = fyne.TextAlignTrailing
	if sign != "" {
		r.text(fit(sign, cell.Width-wide.MinSize().Width-said.MinSize().Width-24), ink, at.AddXY(12+wide.MinSize().Width, 3), cell.Width/2)
	}
	r.names(entries, at, cell)
}

func (r *gridRenderer) names(entries []Entry, at fyne.Position, cell fyne.Size) {
	room := int((cell.Height-4)/cellLine()) - 1
	for i, e := range entries {
		text, ink := e.Text, e.Ink
		switch {
		case i == room-1 && len(entries) > room:
			text, ink = lang.X("visits.more", "and {{.N}} more", map[string]any{"N": len(entries) - i}), look.ColorMuted
		case i >= room:
			return
		}
		r.text(fit(text, cell.Width-10), ink, at.AddXY(6, 3+cellLine()*float32(i+1)), cell.Width-8)
	}
}

func (r *gridRenderer) text(said string, ink fyne.ThemeColorName, at fyne.Position, width float32) *canvas.Text {
	text := canvas.NewText(said, theme.Color(ink))
	text.TextSize = theme.Size(theme.SizeNameCaptionText)
	text.Move(at)
	text.Resize(fyne.NewSize(width, cellLine()))
	r.objects = append(r.objects, text)
	return text
}

// fit cuts a text to a width.
func fit(text string, width float32) string {
	size := theme.Size(theme.SizeNameCaptionText)
	runes := []rune(text)
	for n := len(runes); n > 0; n-- {
		cut := string(runes[:n])
		if n < len(runes) {
			cut += "…"
		}
		if fyne.MeasureText(cut, size, fyne.TextStyle{}).Width <= width {
			return cut
		}
	}
	return ""
}

// dayLook is the ground, the ink and the sign of a day: days off by their
// holiday, weekend days worked instead with a plus.
func dayLook(days *app.Calendar, day app.Day) (back, ink fyne.ThemeColorName, sign string) {
	listed, is := days.Listed(day)
	switch {
	case is && listed.Kind == app.DayOff:
		return look.ColorBadBack, look.ColorBadText, listed.Name
	case is:
		return look.ColorWarnBack, look.ColorWarnText, lang.L("worked")
	case !days.Working(day):
		return look.ColorNeutralBack, look.ColorMuted, ""
	case !days.Published(day):
		return "", theme.ColorNameForeground, lang.X("provisional.mark", "?")
	}
	return "", theme.ColorNameForeground, ""
}
