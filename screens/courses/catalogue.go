package courses

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// catalogue is the list of the courses. Who holds them is counted behind the
// list, and only for who may know.
type catalogue struct {
	*list
	store   Store
	known   known
	holders map[app.CourseID]app.CourseHolders
	loader  *background.Loader[known]
	counter *background.Loader[map[app.CourseID]app.CourseHolders]
}

// known is the courses with the posts that require them.
type known struct {
	courses []app.Course
	posts   []app.CoursePost
}

func newCatalogue(d *desk.Desk, store Store) *catalogue {
	c := &catalogue{store: store}
	columns := []widgets.Column{
		{Title: words.Field("course_code"), Width: 120},
		{Title: words.Field("course"), Width: 180, Weight: 3},
		{Title: words.Field("course_category"), Width: 146, Kind: widgets.KindBadge},
		{Title: words.Field("course_subject"), Width: 120, Weight: 1},
		{Title: words.Field("course_minutes"), Width: 60, Kind: widgets.KindNumber},
		{Title: lang.L("Validity"), Width: 88},
		{Title: words.Field("class_mode"), Width: 104},
		{Title: lang.L("Required of"), Width: 132, Weight: 2},
	}
	if d.By.May(app.ReadTraining) == nil {
		columns = append(columns,
			widgets.Column{Title: lang.L("Hold it"), Width: 70, Kind: widgets.KindNumber},
			widgets.Column{Title: lang.L("To renew"), Width: 78, Kind: widgets.KindNumber})
	}
	c.list = newList(d, lang.L("Courses"), lang.L("Enter opens a course. To renew: those whose validity ends within 90 days; they are among those who hold it."), columns)
	c.loader = background.NewLoader(d.Runner, c.show)
	c.counter = background.NewLoader(d.Runner, c.count)
	c.ask = c.reload
	return c
}

func (c *catalogue) reload() {
	c.loader.Ask(func(ctx context.Context) (known, error) { return readKnown(ctx, c.store, c.desk.By) })
}

func readKnown(ctx context.Context, store Store, by app.Actor) (known, error) {
	courses, err := store.Courses(ctx, by)
	if err != nil {
		return known{}, err
	}
	posts, err := store.CoursePosts(ctx, by)
	return known{courses, posts}, err
}

func (c *catalogue) show(k known, err error) {
	if c.failed(err) {
		return
	}
	app.SortCatalogue(k.courses, codesOf(c.desk, "course_category"), codesOf(c.desk, "course_subject"))
	c.known = k
	c.fill(c.rows())
	if c.desk.By.May(app.ReadTraining) == nil {
		c.counter.Ask(func(ctx context.Context) (map[app.CourseID]app.CourseHolders, error) {
			return c.store.CourseHolders(ctx, c.desk.By)
		})
	}
}

func (c *catalogue) count(holders map[app.CourseID]app.CourseHolders, err error) {
	if c.failed(err) {
		return
	}
	c.holders = holders
	c.fill(c.rows())
}

// codesOf are the codes of a table in the order they are offered.
func codesOf(d *desk.Desk, list string) []string {
	var codes []string
	for _, o := range d.CodeOptions(list) {
		codes = append(codes, o.Code)
	}
	return codes
}

func (c *catalogue) rows() []widgets.Row {
	today := app.DayOf(c.desk.Now())
	counted := c.desk.By.May(app.ReadTraining) == nil
	rows := make([]widgets.Row, len(c.known.courses))
	for i, one := range c.known.courses {
		offered := one.Offered(today)
		name := c.desk.Codes.CourseName(one)
		if !offered {
			name += " " + lang.L("(no longer offered)")
		}
		cells := []widgets.Cell{
			{Text: one.Code, Muted: true},
			{Text: name, Strong: offered, Muted: !offered},
			{Text: c.desk.Codes.Label("course_category", one.Category), Tone: categoryTone(one.Category)},
			{Text: c.desk.Codes.Label("course_subject", one.Subject)},
			{Text: words.Hours(one.Minutes)},
			{Text: words.Validity(one.ValidityMonths)},
			{Text: words.ClassMode(one.Mode)},
			{Text: c.requiredOf(one.ID, today)},
		}
		if counted {
			h := c.holders[one.ID]
			cells = append(cells, widgets.Cell{Text: words.Count(h.Hold())}, widgets.Cell{Text: words.Count(h.Expiring), Muted: h.Expiring == 0, Strong: h.Expiring > 0})
		}
		rows[i] = widgets.Row{Key: one.ID.String(), Cells: cells}
	}
	return rows
}

func categoryTone(category string) widgets.Tone {
	switch category {
	case "basic":
		return widgets.ToneInfo
	case "professional":
		return widgets.ToneGood
	case "skill":
		return widgets.ToneWarn
	}
	return widgets.ToneNeutral
}

// requiredOf names the posts that require a course on a day.
func (c *catalogue) requiredOf(id app.CourseID, on app.Day) string {
	var posts []string
	for _, p := range c.known.posts {
		if p.Course == id && p.RequiredOn(p.Post, on) {
			posts = append(posts, c.desk.Codes.Label("post", p.Post))
		}
	}
	return strings.Join(posts, lang.X("list.separator", ", "))
}
