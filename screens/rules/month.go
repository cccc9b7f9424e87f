package rules

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/look"
	"lamplighter/screens/words"
)

const (
	monthRows = 6 // weeks on view: no month spans more
	monthHead = 2 // the lines with the name and the weekdays
)

// cell is the size of one day: as much as the month has, never less than its
// number needs.
func (m *month) cell() (line, column float32) {
	size := m.Size()
	least := theme.Size(theme.SizeNameCaptionText) + 4
	return max(least, size.Height/(monthHead+monthRows)), size.Width / 7
}

// CreateRenderer is called by Fyne.
func (m *month) CreateRenderer() fyne.WidgetRenderer {
	r := &monthRenderer{m: m, title: canvas.NewText("", color.Black), count: canvas.NewText("", color.Black)}
	r.title.TextStyle.Bold = true
	for i := range r.weekdays {
		r.weekdays[i] = canvas.NewText(weekday(time.Weekday((i+1)%7)), color.Black)
	}
	for i := range r.days {
		r.grounds[i], r.days[i], r.signs[i] = canvas.NewRectangle(color.Transparent), canvas.NewText("", color.Black), canvas.NewText("", color.Black)
	}
	r.Refresh()
	return r
}

type monthRenderer struct {
	m            *month
	title, count *canvas.Text
	weekdays     [7]*canvas.Text
	grounds      [7 * monthRows]*canvas.Rectangle
	days, signs  [7 * monthRows]*canvas.Text
}

func (r *monthRenderer) Destroy() {}

func (r *monthRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.title, r.count}
	for _, text := range r.weekdays {
		objects = append(objects, text)
	}
	for i := range r.days {
		objects = append(objects, r.grounds[i], r.days[i], r.signs[i])
	}
	return objects
}

func (r *monthRenderer) MinSize() fyne.Size {
	line := theme.Size(theme.SizeNameCaptionText) + 4
	return fyne.NewSize(7*line*1.7, line*(monthHead+monthRows)+2)
}

func (r *monthRenderer) Layout(fyne.Size) {
	line, column := r.m.cell()
	r.title.Move(fyne.NewPos(4, 0))
	count := r.count.MinSize()
	r.count.Move(fyne.NewPos(r.m.Size().Width-count.Width-4, (r.title.MinSize().Height-count.Height)/2))
	for i := range r.days {
		x, y := column*float32(i%7), line*float32(monthHead+i/7)
		number := r.days[i].MinSize()
		end := x + numbersEnd(column, number.Height)
		r.grounds[i].Move(fyne.NewPos(x+1, y+0.5))
		r.grounds[i].Resize(fyne.NewSize(column-2, line-1))
		r.days[i].Move(fyne.NewPos(end-number.Width, y+(line-number.Height)/2))
		r.signs[i].Move(fyne.NewPos(end+1, y+(line-r.signs[i].MinSize().Height)/2))
	}
	for i, text := range r.weekdays {
		end := column*float32(i) + numbersEnd(column, r.days[0].MinSize().Height)
		text.Move(fyne.NewPos(end-text.MinSize().Width, line+(line-text.MinSize().Height)/2))
	}
}

// numbersEnd is where in a day's cell its number ends, so that numbers stand
// under each other and the sign after them stays in the cell.
func numbersEnd(column, height float32) float32 {
	sign := fyne.MeasureText(offSign(), theme.Size(theme.SizeNameCaptionText)-2, fyne.TextStyle{}).Width
	return min(column/2+height/2, column-sign-3)
}

func (r *monthRenderer) Refresh() {
	caption := theme.Size(theme.SizeNameCaptionText)
	first := r.m.day(1)
	last := r.m.day(int(first.Time().AddDate(0, 1, -1).Day()))
	r.title.Text, r.title.TextSize, r.title.Color = monthName(r.m.no), caption+1, theme.Color(theme.ColorNameForeground)
	r.count.Text = lang.L("{{.N}} worked", map[string]any{"N": r.m.year.days.WorkingDaysBetween(first.AddDays(-1), last)})
	r.count.TextSize, r.count.Color = caption-1, theme.Color(look.ColorMuted)
	for _, text := range r.weekdays {
		text.TextSize, text.Color = caption-2, theme.Color(look.ColorMuted)
	}
	for i := range r.days {
		r.day(i, r.m.first().AddDays(i), caption)
	}
	r.Layout(r.m.Size())
	canvas.Refresh(r.m)
}

// day draws one day: what the notice says of it by colour and sign, the chosen
// one framed, today in bold.
func (r *monthRenderer) day(i int, day app.Day, caption float32) {
	number, sign, ground := r.days[i], r.signs[i], r.grounds[i]
	number.Text, sign.Text = "", ""
	ground.FillColor, ground.StrokeWidth, ground.CornerRadius = color.Transparent, 0, 3
	if day.Time().Month() != r.m.no {
		return
	}
	mark, back, ink := r.m.year.sign(day)
	number.Text, number.TextSize, number.Color = dayNumber(day), caption, theme.Color(ink)
	number.TextStyle.Bold = day == r.m.year.today
	sign.Text, sign.TextSize, sign.Color = mark, caption-2, theme.Color(ink)
	if back != "" {
		ground.FillColor = theme.Color(back)
	}
	if day == r.m.year.at {
		ground.StrokeColor, ground.StrokeWidth = theme.Color(theme.ColorNameInputBorder), 1
		if r.m.year.focused {
			ground.StrokeColor, ground.StrokeWidth = theme.Color(theme.ColorNamePrimary), 2
		}
	}
}

// offSign and workSign mark a day off and a day worked instead.
func offSign() string  { return lang.X("calendar.off.sign", "–") }
func workSign() string { return lang.X("calendar.work.sign", "+") }

// weekday is a day of the week in two letters, or one character.
func weekday(day time.Weekday) string {
	return [...]string{
		lang.X("weekday.sun", "Su"), lang.X("weekday.mon", "Mo"), lang.X("weekday.tue", "Tu"),
		lang.X("weekday.wed", "We"), lang.X("weekday.thu", "Th"), lang.X("weekday.fri", "Fr"),
		lang.X("weekday.sat", "Sa"),
	}[day]
}

// monthName is a month by its name.
func monthName(month time.Month) string {
	return [...]string{
		lang.L("January"), lang.L("February"), lang.L("March"), lang.L("April"),
		lang.X("month.may", "May"), lang.L("June"), lang.L("July"), lang.L("August"),
		lang.L("September"), lang.L("October"), lang.L("November"), lang.L("December"),
	}[month-1]
}

// dayText says of a day what the calendar makes of it.
func dayText(days *app.Calendar, day app.Day) string {
	values := map[string]any{"Day": words.Day(day)}
	listed, is := days.Listed(day)
	values["Name"] = listed.Name
	switch {
	case is && listed.Kind == app.DayOff:
		return lang.L("{{.Day}}: off, {{.Name}}", values)
	case is:
		return lang.L("{{.Day}}: worked instead, {{.Name}}", values)
	case days.Working(day):
		return lang.L("{{.Day}}: working day", values)
	}
	return lang.L("{{.Day}}: weekend", values)
}
