package visits

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

// Calendar is the visits by day, a month or a week at a time.
type Calendar struct {
	desk  *desk.Desk
	store Store

	OnDay func(app.Day)

	whose *widgets.Chips
	which *widgets.Chips
	title *widgets.Text
	note  *widgets.FieldNote
	grid  *daygrid.Grid
	body  fyne.CanvasObject

	scope  app.Scope
	asked  app.DaySpan
	loader *background.Loader[spanned]
}

// spanned is what stands in a span of days.
type spanned struct {
	days   *app.Calendar
	visits []app.VisitRow
}

const (
	viewMonth = "month"
	viewWeek  = "week"
)

// shownAtMost is how many visits of the days on view are read.
const shownAtMost = 3000

// NewCalendar is the month of today.
func NewCalendar(d *desk.Desk, store Store) *Calendar {
	c := &Calendar{desk: d, store: store, scope: app.ScopeFor(d.By), OnDay: func(app.Day) {}}
	c.loader = background.NewLoader(d.Runner, c.show)
	c.whose = widgets.NewChips(widgets.ChipsOf(app.Scopes(), words.Scope, nil), func(chosen []string) {
		if len(chosen) > 0 {
			c.scope = app.Scope(chosen[0])
		}
		c.whose.Choose(string(c.scope))
		c.Reload()
	})
	c.whose.Choose(string(c.scope))
	c.which = widgets.NewChips([]widgets.Chip{
		{Key: viewMonth, Text: lang.X("calendar.month", "Month"), Count: -1}, {Key: viewWeek, Text: lang.X("calendar.week", "Week"), Count: -1},
	}, func(chosen []string) { c.look(len(chosen) > 0 && chosen[0] == viewWeek) })
	c.which.Choose(viewMonth)
	c.title, c.note = widgets.NewTitle(""), widgets.NewFieldNote()
	c.grid = daygrid.New(app.DayOf(d.Now()))
	c.grid.Count = func(n int) string {
		if n == 1 {
			return lang.X("calendar.visit", "1 visit")
		}
		return lang.X("calendar.visits", "{{.N}} visits", map[string]any{"N": n})
	}
	c.grid.Open = func(day app.Day) { c.OnDay(day) }
	c.grid.Moved = func() {
		c.say()
		if c.grid.Span() != c.asked {
			c.Reload()
		}
	}
	turn := widgets.NewButton(lang.L("Month or week")+"  Ctrl+B", c.Turn)
	hint := widgets.NewMutedText(lang.L("Arrows: day · PgUp, PgDn: month or week · Home: today · Enter: day sheet"))
	head := container.NewBorder(nil, nil, nil, turn, container.New(&widgets.BarLayout{Widths: []float32{230, 290, 0}}, c.title, c.whose, c.which))
	c.body = container.NewBorder(container.NewVBox(container.NewPadded(head), c.note), container.NewPadded(hint), nil, nil, container.NewPadded(c.grid))
	c.say()
	return c
}

// Content is the page.
func (c *Calendar) Content() fyne.CanvasObject { return c.body }

// Focus puts the keyboard on the days.
func (c *Calendar) Focus() { widgets.Focus(c.grid) }

// Turn is Ctrl+B: month or week.
func (c *Calendar) Turn() { c.look(c.grid.Weeks > 1); c.Focus() }

func (c *Calendar) look(week bool) {
	key := viewMonth
	if c.grid.Weeks = daygrid.MonthWeeks; week {
		c.grid.Weeks, key = 1, viewWeek
	}
	c.which.Choose(key)
	c.grid.Refresh()
	c.say()
	c.Reload()
}

func (c *Calendar) say() {
	if c.grid.Weeks > 1 {
		c.title.SetText(words.Month(app.MonthOf(c.grid.At)))
		return
	}
	span := c.grid.Span()
	c.title.SetText(words.ShortDay(span.From) + " – " + words.ShortDay(span.To))
}

// Reload asks for the days on view.
func (c *Calendar) Reload() {
	span := c.grid.Span()
	c.asked = span
	f := app.VisitFilter{Mine: c.scope == app.ScopeMine, MyUnit: c.scope == app.ScopeUnit, From: span.From, To: span.To}
	for _, status := range app.VisitStatuses() {
		if status != app.VisitCancelled {
			f.Statuses = append(f.Statuses, status)
		}
	}
	c.loader.Ask(func(ctx context.Context) (spanned, error) {
		days, err := c.store.Calendar(ctx)
		if err != nil {
			return spanned{}, err
		}
		order, err := c.store.VisitHead(ctx, c.desk.By, f, shownAtMost)
		if err != nil {
			return spanned{}, err
		}
		visits, err := c.store.VisitsAt(ctx, c.desk.By, order)
		return spanned{days, visits}, err
	})
}

func (c *Calendar) show(s spanned, err error) {
	c.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	c.grid.Days, c.grid.Today = s.days, app.DayOf(c.desk.Now())
	c.grid.Entries = map[app.Day][]daygrid.Entry{}
	for _, v := range s.visits {
		c.grid.Entries[v.PlannedOn] = append(c.grid.Entries[v.PlannedOn], daygrid.Entry{Text: v.CustomerName, Ink: visitInk(v, c.grid.Today)})
	}
	c.grid.Refresh()
}

// visitInk is the colour of a visit in the calendar.
func visitInk(v app.VisitRow, today app.Day) fyne.ThemeColorName {
	switch {
	case !v.Status.Open():
		return look.ColorGoodText
	case v.Overdue(today):
		return look.ColorBadText
	}
	return theme.ColorNameForeground
}
