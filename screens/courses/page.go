package courses

import (
	"context"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// page is one course: what it is, what completing it takes in words, how many
// have it, and which posts require it.
type page struct {
	desk     *desk.Desk
	store    Store
	onChange func(app.Course, app.CourseUse)
	onGone   func()

	id     app.CourseID
	course app.Course
	use    app.CourseUse
	shown  atomic.Pointer[[]app.CoursePost]
	loader *background.Loader[pageData]

	title    *widgets.Text
	facts    *fyne.Container
	table    *widgets.RecordTable
	note     *widgets.FieldNote
	withdraw *widgets.Button
	body     fyne.CanvasObject
}

// pageData is what the page shows.
type pageData struct {
	course app.Course
	use    app.CourseUse
	posts  []app.CoursePost
}

func newPage(d *desk.Desk, store Store) *page {
	p := &page{desk: d, store: store, title: widgets.NewTitle(""), facts: container.NewVBox(), note: widgets.NewFieldNote()}
	p.shown.Store(&[]app.CoursePost{})
	p.loader = background.NewLoader(d.Runner, p.show)
	p.table = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: words.Field("post"), Width: 120, Weight: 2},
		{Title: lang.L("Time for it"), Width: 90, Weight: 1},
		{Title: words.Field("from_on"), Width: 92},
		{Title: words.Field("to_on"), Width: 92},
	}, p.fetch)
	p.table.OnError = d.Fail
	p.table.SetEmpty(widgets.NewEmptyState(theme.AccountIcon(), lang.L("No post requires this course. Whoever wants to may take it."), widgets.Action{}))
	posts := widgets.NewSectionHeader(lang.L("Required of these posts"))
	head := container.NewBorder(nil, nil, p.title, nil)
	p.withdraw = widgets.NewButton(lang.L("Withdraw"), p.takeBack)
	if mayChange(d) {
		p.table.OnOpen = func(r widgets.Row) { p.openPost(r.Key) }
		posts.WithTail(widgets.NewButton(lang.L("Another post")+"  Ctrl+N", p.addPost))
		head = container.NewBorder(nil, nil, p.title, container.NewHBox(p.withdraw, widgets.NewPrimaryButton(lang.L("Change")+"  Ctrl+G", p.goOn)))
	}
	panes := container.New(&widgets.PanesLayout{Share: 0.56}, container.NewPadded(container.NewVScroll(p.facts)),
		container.NewPadded(container.NewBorder(posts, nil, nil, nil, p.table)))
	p.body = container.NewBorder(container.NewVBox(container.NewPadded(head), p.note), nil, nil, nil, panes)
	return p
}

func (p *page) open(id app.CourseID) {
	p.id = id
	p.Reload()
}

// Reload reads the course again.
func (p *page) Reload() {
	id := p.id
	p.loader.Ask(func(ctx context.Context) (pageData, error) {
		k, err := readKnown(ctx, p.store, p.desk.By)
		if err != nil {
			return pageData{}, err
		}
		d, err := pick(k, id)
		if err == nil && p.desk.By.May(app.ReadTraining) == nil {
			d.use, err = p.store.CourseUse(ctx, p.desk.By, d.course)
		}
		return d, err
	})
}

// pick finds one course with its posts.
func pick(k known, id app.CourseID) (pageData, error) {
	var d pageData
	for _, c := range k.courses {
		if c.ID == id {
			d.course = c
		}
	}
	if d.course.ID.IsZero() {
		return d, app.ErrNotFound
	}
	for _, post := range k.posts {
		if post.Course == id {
			d.posts = append(d.posts, post)
		}
	}
	return d, nil
}

func (p *page) show(d pageData, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	p.course, p.use = d.course, d.use
	p.title.SetText(p.desk.Codes.CourseName(d.course))
	p.withdraw.Hidden = d.use.Withdrawable() != nil
	p.withdraw.Refresh()
	p.facts.Objects = []fyne.CanvasObject{p.told(d.course)}
	if p.desk.By.May(app.ReadTraining) == nil {
		p.facts.Objects = append(p.facts.Objects, widgets.NewSectionHeader(lang.L("Who has it")), used(d.use))
	}
	p.facts.Refresh()
	p.shown.Store(&d.posts)
	p.table.SetTotal(len(d.posts))
	p.table.Reload()
}

// told is what is known of a course, its rule in words.
func (p *page) told(c app.Course) fyne.CanvasObject {
	facts := widgets.NewFacts()
	facts.Add(words.Field("course_code"), c.Code)
	facts.Add(words.Field("course_category"), p.desk.Codes.Label("course_category", c.Category))
	facts.Add(words.Field("course_subject"), p.desk.Codes.Label("course_subject", c.Subject))
	facts.Add(words.Field("course_minutes"), words.Hours(c.Minutes))
	facts.Add(lang.L("Validity"), words.Validity(c.ValidityMonths))
	facts.Add(words.Field("class_mode"), words.ClassMode(c.Mode))
	facts.Add(words.Field("full_score"), figure(float64(app.FullScore(c.Full))/100))
	facts.Add(words.Field("offered_until"), string(c.EndedOn))
	facts.AddWide(words.Field("rule"), words.CompletionText(c.Rule))
	facts.AddWide(words.Field("about"), c.About)
	facts.AddWide(words.Field("source"), c.Source)
	facts.AddWide(words.Field("course_name"), c.Name)
	facts.AddWide(words.Field("name_en"), c.NameEN)
	return facts
}

// used is how many have a course and who waits for it, in figures.
func used(u app.CourseUse) fyne.CanvasObject {
	facts := widgets.NewFacts()
	facts.Add(lang.L("Hold it"), words.Count(u.Holders.Hold()))
	facts.Add(lang.L("To renew within 90 days"), words.Count(u.Holders.Expiring))
	facts.Add(lang.L("Run out"), words.Count(u.Holders.Expired))
	facts.Add(lang.L("People whose post requires it"), words.Count(u.Required))
	facts.Add(lang.L("Classes not at their end"), words.Count(u.Classes))
	facts.Add(lang.L("People in them"), words.Count(u.Enrolled))
	return facts
}

func (p *page) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	posts := *p.shown.Load()
	today := app.DayOf(p.desk.Now())
	var rows []widgets.Row
	for _, post := range posts[min(from, len(posts)):min(from+count, len(posts))] {
		within := lang.L("At once")
		if post.WithinMonths > 0 {
			within = lang.L("{{.N}} months", map[string]any{"N": post.WithinMonths})
		}
		holds := post.RequiredOn(post.Post, today)
		rows = append(rows, widgets.Row{Key: post.ID.String(), Cells: []widgets.Cell{
			{Text: p.desk.Codes.Label("post", post.Post), Strong: holds, Muted: !holds}, {Text: within}, {Text: string(post.FromOn)}, {Text: string(post.ToOn)},
		}})
	}
	return rows, nil
}

func (p *page) openPost(key string) {
	for _, post := range *p.shown.Load() {
		if post.ID.String() == key {
			editPost(p.desk, p.store, post, p.Reload)
		}
	}
}

func (p *page) addPost() { editPost(p.desk, p.store, app.CoursePost{Course: p.id}, p.Reload) }

func (p *page) goOn() {
	if !p.course.ID.IsZero() && mayChange(p.desk) {
		p.onChange(p.course, p.use)
	}
}

// takeBack withdraws a course that nobody used, after a question.
func (p *page) takeBack() {
	course := p.course
	widgets.Confirm(p.desk.Keys, widgets.Question{
		Title: lang.L("Withdraw this course?"), Text: lang.L("Nobody used it yet. It leaves the catalogue, and no post requires it any more."),
		Yes: lang.L("Withdraw the course"), Danger: true,
	}, func() {
		p.desk.Runner.Start(background.Task{
			Do: func(ctx context.Context, _ func(int, int)) error {
				return p.store.WithdrawCourse(ctx, p.desk.By, course)
			},
			Done: func(err error) {
				if err != nil {
					p.note.SetText(words.Error(err))
					return
				}
				p.desk.Say(lang.L("Withdrawn: {{.Name}}", map[string]any{"Name": p.desk.Codes.CourseName(course)}))
				p.onGone()
			},
		})
	})
}
