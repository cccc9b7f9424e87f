package classes

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/daygrid"
	"lamplighter/screens/desk"
	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Calendar is the classes of a month by the days they are held on.
type Calendar struct {
	desk  *desk.Desk
	store Store

	OnOpen  func(app.ClassID)
	OnNew   func(app.Day)
	OnBoard func() // to the list

	title *widgets.Text
	note  *widgets.FieldNote
	grid  *daygrid.Grid
	body  fyne.CanvasObject

	held   map[app.Day][]app.ClassRow
	asked  app.DaySpan
	loader *background.Loader[month]
}

type month struct {
	days *app.Calendar
	rows []app.ClassRow
}

// NewCalendar is the month of today.
func NewCalendar(d *desk.Desk, store Store) *Calendar {
	c := &Calendar{desk: d, store: store, held: map[app.Day][]app.ClassRow{}}
	c.loader = background.NewLoader(d.Runner, c.show)
	c.title, c.note = widgets.NewTitle(""), widgets.NewFieldNote()
	c.grid = daygrid.New(app.DayOf(d.Now()))
	c.grid.Open = c.day
	c.grid.Count = func(n int) string {
		if n == 1 {
			return lang.X("calendar.class", "1 class")
		}
		return lang.X("calendar.classes", "{{.N}} classes", map[string]any{"N": n})
	}
	c.grid.Moved = func() {
		c.title.SetText(words.Month(app.MonthOf(c.grid.At)))
		if c.grid.Span() != c.asked {
			c.Reload()
		}
	}
	list := widgets.NewButton(lang.L("As a list")+"  Ctrl+B", func() { c.OnBoard() })
	make := widgets.NewPrimaryButton(lang.L("New class")+"  Ctrl+N", func() { c.New() })
	hint := widgets.NewMutedText(lang.L("Arrows: day · PgUp, PgDn: month · Home: today · Enter: the class of the day · Ctrl+N: plan one on the day"))
	head := container.NewBorder(nil, nil, nil, container.NewHBox(list, make), c.title)
	c.title.SetText(words.Month(app.MonthOf(c.grid.At)))
	c.body = container.NewBorder(container.NewVBox(container.NewPadded(head), c.note), container.NewPadded(hint), nil, nil, container.NewPadded(c.grid))
	return c
}

// Content is the page.
func (c *Calendar) Content() fyne.CanvasObject { return c.body }

// Shows implements desk.Screen.
func (*Calendar) Shows() app.Changes { return app.Training }

// Focus puts the keyboard on the days.
func (c *Calendar) Focus() { widgets.Focus(c.grid) }

// New answers Ctrl+N: a class on the chosen day.
func (c *Calendar) New() bool {
	c.OnNew(c.grid.At)
	return true
}

// Reload asks again for the days on view.
func (c *Calendar) Reload() {
	span := c.grid.Span()
	c.asked = span
	f := app.ClassFilter{From: span.From, To: span.To, Sort: app.ClassesByDay}
	c.loader.Ask(func(ctx context.Context) (m month, err error) {
		if m.days, err = c.store.Calendar(ctx); err == nil {
			m.rows, err = c.store.Classes(ctx, c.desk.By, f)
		}
		return m, err
	})
}

func (c *Calendar) show(m month, err error) {
	c.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	c.grid.Days, c.grid.Today = m.days, app.DayOf(c.desk.Now())
	c.held, c.grid.Entries = map[app.Day][]app.ClassRow{}, map[app.Day][]daygrid.Entry{}
	for _, r := range m.rows {
		if r.Status == app.ClassCancelled {
			continue
		}
		for day := max(r.BeginsOn, c.asked.From); day <= min(r.EndsOn, c.asked.To); day = day.AddDays(1) {
			c.held[day] = append(c.held[day], r)
			c.grid.Entries[day] = append(c.grid.Entries[day], daygrid.Entry{Text: title(c.desk, r), Ink: c.ink(r)})
		}
	}
	c.grid.Refresh()
}

func (c *Calendar) ink(r app.ClassRow) fyne.ThemeColorName {
	switch {
	case r.Waiting(c.grid.Today):
		return look.ColorWarnText
	case r.Status == app.ClassRecognised || r.Status == app.ClassArchived:
		return look.ColorGoodText
	}
	return theme.ColorNameForeground
}

// day opens the class of a day, or lets choose among several.
func (c *Calendar) day(on app.Day) {
	held := c.held[on]
	switch len(held) {
	case 0:
		c.desk.Say(lang.L("No class on {{.Day}}. Ctrl+N plans one.", map[string]any{"Day": words.Day(on)}))
	case 1:
		c.OnOpen(held[0].ID)
	default:
		deeds := make([]desk.Deed, len(held))
		for i, r := range held {
			deeds[i] = desk.Deed{Name: title(c.desk, r) + " · " + words.ClassStatus(r.Status) + " · " + r.Number, Do: func() { c.OnOpen(r.ID) }}
		}
		c.desk.Choose(words.Day(on), "", deeds)
	}
}
