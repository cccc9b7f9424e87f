package widgets

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

	"lamplighter/screens/look"
)

// calendar is the month under a DateField, Monday first. Arrows move by day
// and week, PageUp and PageDown by month, Home goes to today, Enter takes.
type calendar struct {
	widget.BaseWidget
	at, today time.Time // midnight UTC; only the day counts
	take      func(day string)
	leave     func()
	hovered   int // the cell under the mouse, -1: none
}

const (
	calendarCell = 34 // width of a day
	calendarRows = 6  // weeks on view: no month spans more
	calendarHead = 2  // lines above the days: the month, the weekdays
)

func newCalendar(at, today time.Time, take func(string), leave func()) *calendar {
	c := &calendar{at: at, today: today, take: take, leave: leave, hovered: -1}
	c.ExtendBaseWidget(c)
	return c
}

// first is the Monday the view begins with.
func (c *calendar) first() time.Time {
	month := c.at.AddDate(0, 0, 1-c.at.Day())
	return month.AddDate(0, 0, -(int(month.Weekday())+6)%7)
}

// TypedKey moves, takes and leaves.
func (c *calendar) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft:
		c.move(0, -1)
	case fyne.KeyRight:
		c.move(0, 1)
	case fyne.KeyUp:
		c.move(0, -7)
	case fyne.KeyDown:
		c.move(0, 7)
	case fyne.KeyPageUp:
		c.move(-1, 0)
	case fyne.KeyPageDown:
		c.move(1, 0)
	case fyne.KeyHome:
		c.at = c.today
		c.Refresh()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.take(c.at.Format(time.DateOnly))
	case fyne.KeyEscape:
		c.leave()
	}
}

// move goes by months and days; a day the month lacks becomes its last.
func (c *calendar) move(months, days int) {
	day := c.at.Day()
	start := c.at.AddDate(0, months, 1-day)
	last := start.AddDate(0, 1, -1).Day()
	c.at = start.AddDate(0, 0, min(day, last)-1+days)
	c.Refresh()
}

// TypedRune is called by Fyne; a calendar takes no letters.
func (c *calendar) TypedRune(rune) {}

// FocusGained is called by Fyne.
func (c *calendar) FocusGained() {}

// FocusLost is called by Fyne.
func (c *calendar) FocusLost() {}

// Tapped takes a day, or turns the month by the arrows of the header.
func (c *calendar) Tapped(ev *fyne.PointEvent) {
	line := theme.Size(look.SizeRow)
	if ev.Position.Y < line {
		switch width := c.Size().Width; {
		case ev.Position.X < line*1.5:
			c.move(-1, 0)
		case ev.Position.X > width-line*1.5:
			c.move(1, 0)
		}
		return
	}
	if cell := c.cellAt(ev.Position); cell >= 0 {
		c.take(c.first().AddDate(0, 0, cell).Format(time.DateOnly))
	}
}

// Scrolled turns the month by the wheel.
func (c *calendar) Scrolled(ev *fyne.ScrollEvent) {
	if ev.Scrolled.DY > 0 {
		c.move(-1, 0)
	} else {
		c.move(1, 0)
	}
}

// MouseIn is called by Fyne.
func (c *calendar) MouseIn(ev *desktop.MouseEvent) { c.MouseMoved(ev) }

// MouseMoved shows which day would be taken.
func (c *calendar) MouseMoved(ev *desktop.MouseEvent) { c.hover(c.cellAt(ev.Position)) }

// MouseOut is called by Fyne.
func (c *calendar) MouseOut() { c.hover(-1) }

func (c *calendar) hover(cell int) {
	if c.hovered != cell {
		c.hovered = cell
		c.Refresh()
	}
}

func (c *calendar) cellAt(pos fyne.Position) int {
	line := theme.Size(look.SizeRow)
	column := int(pos.X / (c.Size().Width / 7))
	row := int(pos.Y/line) - calendarHead
	if pos.X < 0 || row < 0 || row >= calendarRows || column > 6 {
		return -1
	}
	return row*7 + column
}

// CreateRenderer is called by Fyne.
func (c *calendar) CreateRenderer() fyne.WidgetRenderer {
	r := &calendarRenderer{c: c, month: canvas.NewText("", color.Black), back: widget.NewIcon(theme.NavigateBackIcon()), next: widget.NewIcon(theme.NavigateNextIcon())}
	for i := range r.days {
		r.grounds[i] = canvas.NewRectangle(color.Transparent)
		r.days[i] = canvas.NewText("", color.Black)
	}
	for i := range r.weekdays {
		r.weekdays[i] = canvas.NewText(shortWeekday(time.Weekday((i+1)%7)), color.Black)
	}
	r.Refresh()
	return r
}

type calendarRenderer struct {
	c          *calendar
	month      *canvas.Text
	back, next *widget.Icon
	weekdays   [7]*canvas.Text
	days       [7 * calendarRows]*canvas.Text
	grounds    [7 * calendarRows]*canvas.Rectangle
}

func (r *calendarRenderer) Destroy() {}

func (r *calendarRenderer) MinSize() fyne.Size {
	return fyne.NewSize(calendarCell*7*theme.Size(theme.SizeNameText)/float32(look.Normal),
		theme.Size(look.SizeRow)*(calendarHead+calendarRows)+4)
}

func (r *calendarRenderer) Layout(size fyne.Size) {
	line, column := theme.Size(look.SizeRow), size.Width/7
	put := func(text *canvas.Text, x, y, width float32) {
		height := text.MinSize().Height
		text.Move(fyne.NewPos(x, y+(line-height)/2))
		text.Resize(fyne.NewSize(width, height))
	}
	put(r.month, 0, 0, size.Width)
	icon := theme.Size(theme.SizeNameInlineIcon)
	for i, arrow := range []*widget.Icon{r.back, r.next} {
		arrow.Resize(fyne.NewSquareSize(icon))
		arrow.Move(fyne.NewPos(float32(i)*(size.Width-line)+(line-icon)/2, (line-icon)/2))
	}
	for i, text := range r.weekdays {
		put(text, column*float32(i), line, column)
	}
	for i, text := range r.days {
		x, y := column*float32(i%7), line*float32(calendarHead+i/7)
		put(text, x, y, column)
		r.grounds[i].Move(fyne.NewPos(x+2, y+1))
		r.grounds[i].Resize(fyne.NewSize(column-4, line-2))
	}
}

func (r *calendarRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.month, r.back, r.next}
	for _, text := range r.weekdays {
		objects = append(objects, text)
	}
	for i := range r.days {
		objects = append(objects, r.grounds[i], r.days[i])
	}
	return objects
}

func (r *calendarRenderer) Refresh() {
	style := func(text *canvas.Text, size fyne.ThemeSizeName, name fyne.ThemeColorName) {
		text.TextSize, text.Color, text.Alignment = theme.Size(size), theme.Color(name), fyne.TextAlignCenter
	}
	r.month.Text = monthName(r.c.at)
	r.month.TextStyle.Bold = true
	style(r.month, theme.SizeNameText, theme.ColorNameForeground)
	for _, text := range r.weekdays {
		style(text, theme.SizeNameCaptionText, look.ColorMuted)
	}
	for i := range r.days {
		r.day(i, r.c.first().AddDate(0, 0, i), style)
	}
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

// day draws one day: the chosen on the accent, today in the accent, the
// neighbours' days in grey.
func (r *calendarRenderer) day(i int, day time.Time, style func(*canvas.Text, fyne.ThemeSizeName, fyne.ThemeColorName)) {
	text, ground := r.days[i], r.grounds[i]
	text.Text = strconv.Itoa(day.Day())
	name := theme.ColorNameForeground
	ground.FillColor, ground.CornerRadius = color.Transparent, 4
	if day.Month() != r.c.at.Month() {
		name = theme.ColorNameDisabled
	}
	if i == r.c.hovered {
		ground.FillColor = theme.Color(look.ColorRowHover)
	}
	text.TextStyle.Bold = day.Equal(r.c.today)
	if text.TextStyle.Bold {
		name = theme.ColorNamePrimary
	}
	if day.Equal(r.c.at) {
		name = theme.ColorNameForegroundOnPrimary
		ground.FillColor = theme.Color(theme.ColorNamePrimary)
	}
	style(text, theme.SizeNameText, name)
}

// monthName is the header of a month, as each language writes it.
func monthName(day time.Time) string {
	months := [...]string{
		lang.L("January"), lang.L("February"), lang.L("March"), lang.L("April"),
		lang.X("month.may", "May"), lang.L("June"), lang.L("July"), lang.L("August"),
		lang.L("September"), lang.L("October"), lang.L("November"), lang.L("December"),
	}
	return lang.L("{{.Month}} {{.Year}}", map[string]any{"Month": months[day.Month()-1], "Year": day.Year()})
}

// shortWeekday is a day of the week in two letters, or one character.
func shortWeekday(day time.Weekday) string {
	return [...]string{
		lang.X("weekday.sun", "Su"), lang.X("weekday.mon", "Mo"), lang.X("weekday.tue", "Tu"),
		lang.X("weekday.wed", "We"), lang.X("weekday.thu", "Th"), lang.X("weekday.fri", "Fr"),
		lang.X("weekday.sat", "Sa"),
	}[day]
}
