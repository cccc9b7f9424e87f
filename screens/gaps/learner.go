package gaps

import (
	"context"
	"slices"
	"strconv"

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

// Learner is the page of one person: courses with their standing on the left;
// what is next, the history of the selected course, classes, practice and
// qualifications on the right.
type Learner struct {
	desk   *desk.Desk
	store  Store
	others Others

	title  *widgets.Text
	about  *widgets.Text
	note   *widgets.FieldNote
	table  *widgets.RecordTable
	told   []fyne.CanvasObject // of the selected course
	more   []fyne.CanvasObject
	aside  *fyne.Container // both
	scroll *container.Scroll
	body   fyne.CanvasObject

	id     app.StaffID
	page   app.LearnerPage
	loader *background.Loader[learnt]
}

// learnt is what the page asks for.
type learnt struct {
	page      app.LearnerPage
	qualified []Qualified
}

func newLearner(d *desk.Desk, store Store, others Others) *Learner {
	l := &Learner{desk: d, store: store, others: others}
	l.loader = background.NewLoader(d.Runner, l.show)
	l.title, l.about, l.note = widgets.NewTitle(""), widgets.NewMutedText(""), widgets.NewFieldNote()
	l.table = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: words.Field("course"), Width: 150, Weight: 2},
		{Title: words.Field("training_state"), Width: 126, Kind: widgets.KindBadge},
		{Title: words.Field("training_until"), Width: 118},
		{Title: words.Field("training_due"), Width: 118},
		{Title: words.Field("training_class"), Width: 160},
	}, l.fetch)
	l.table.OnSelect = func(widgets.Row) { l.tellCourse() }
	l.table.OnOpen = func(widgets.Row) {
		if c, is := l.course(); is {
			d.Open(desk.Route{Tab: desk.Training, Training: desk.Courses, Course: c.Course.ID})
		}
	}
	l.table.OnError = d.Fail
	l.table.SetEmpty(widgets.NewEmptyState(theme.InfoIcon(), lang.L("Nothing is required of this post, and nothing was completed yet."), widgets.Action{}))
	l.aside = container.NewVBox()
	l.scroll = container.NewVScroll(l.aside)
	panes := container.New(&widgets.PanesLayout{Share: 0.6}, l.table, l.scroll)
	top := container.NewVBox(l.title, l.about, l.note)
	l.body = container.NewPadded(container.NewBorder(container.NewPadded(top), nil, nil, nil, panes))
	return l
}

// Content implements desk.Screen.
func (l *Learner) Content() fyne.CanvasObject { return l.body }

// Shows implements desk.Screen.
func (l *Learner) Shows() app.Changes { return app.Training | app.Company }

// open shows a person.
func (l *Learner) open(id app.StaffID) {
	l.id = id
	l.Reload()
}

// Reload asks for the person again.
func (l *Learner) Reload() {
	id := l.id
	l.loader.Ask(func(ctx context.Context) (out learnt, err error) {
		if out.page, err = l.store.LearnerPage(ctx, l.desk.By, id); err != nil || l.others.Qualified == nil {
			return out, err
		}
		out.qualified, err = l.others.Qualified(ctx, id)
		return out, err
	})
}

func (l *Learner) show(a learnt, err error) {
	l.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	anew := l.page.Person.ID != a.page.Person.ID
	l.page = a.page
	p := a.page.Person
	name := p.Name
	if p.Left {
		name = lang.L("{{.Name}} (left)", map[string]any{"Name": p.Name})
	}
	l.title.SetText(name)
	said := p.StaffNo
	for _, part := range []string{post(l.desk, p.Post), p.UnitName} {
		if part != "" {
			said += " · " + part
		}
	}
	l.about.SetText(said)
	if anew {
		l.table.Restart(len(a.page.Courses))
		if len(a.page.Courses) > 0 {
			l.table.Select(0)
		}
	} else {
		l.table.SetTotal(len(a.page.Courses))
		l.table.Reload()
	}
	l.tellCourse()
	l.tellMore(a.qualified)
}

func (l *Learner) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	all := l.page.Courses
	var rows []widgets.Row
	for _, c := range all[min(from, len(all)):min(from+count, len(all))] {
		due := widgets.Cell{Text: words.Day(c.Due)}
		switch {
		case c.Gap() && c.Due == "":
			due.Text = lang.L("at once")
			fallthrough
		case c.Overdue:
			due.Tone, due.Strong = widgets.ToneBad, true
		}
		class := ""
		if c.Class != nil {
			class = c.Class.Number
		}
		state := c.State()
		rows = append(rows, widgets.Row{Key: c.Course.ID.String(), Cells: []widgets.Cell{
			{Text: l.desk.Codes.CourseName(c.Course), Strong: c.Required, Muted: !c.Required},
			{Text: words.TrainingState(state), Tone: toneOf(state)},
			{Text: words.Day(c.Until)},
			due,
			{Text: class},
		}})
	}
	return rows, nil
}

func (l *Learner) course() (app.LearnerCourse, bool) {
	at := l.table.SelectedIndex()
	if at < 0 || at >= len(l.page.Courses) {
		return app.LearnerCourse{}, false
	}
	return l.page.Courses[at], true
}

// tellCourse says how the selected course stands, and when it was completed.
func (l *Learner) tellCourse() {
	l.told = nil
	if c, is := l.course(); is {
		l.told = []fyne.CanvasObject{
			widgets.NewSectionHeader(l.desk.Codes.CourseName(c.Course)), widgets.NewParagraph(sentence(l.desk, &l.page.Person, &c.Course, c.TrainingCell)),
		}
		for _, h := range c.History {
			l.told = append(l.told, widgets.NewMutedText(completed(h)))
		}
	}
	l.lay()
}

// lay puts what is told of the course over the rest.
func (l *Learner) lay() {
	l.aside.Objects = slices.Concat(l.told, l.more)
	l.scroll.Refresh()
}

// completed says one completion.
func completed(c app.Completion) string {
	values := map[string]any{"Day": words.Day(c.CompletedOn), "Until": words.Day(c.UntilOn)}
	said := lang.L("completed {{.Day}}, valid until {{.Until}}", values)
	if c.UntilOn == "" {
		said = lang.L("completed {{.Day}}, valid for good", values)
	}
	if c.HasScore {
		said += " · " + lang.L("{{.N}} points", map[string]any{"N": strconv.FormatFloat(float64(c.Score)/100, 'f', -1, 64)})
	}
	if c.Minutes > 0 {
		said += " · " + hours(c.Minutes)
	}
	if c.Source != "" {
		said += " · " + c.Source
	}
	return said
}

// classesShown is how many classes of a person are listed.
const classesShown = 12

func (l *Learner) tellMore(qualified []Qualified) {
	l.more = nil
	l.section(lang.L("What is next"), l.next())
	var lines []fyne.CanvasObject
	for _, q := range qualified {
		lines = append(lines, container.NewBorder(nil, nil, nil, widgets.NewBadge(q.State, q.Tone), widgets.NewText(q.Name+" "+words.Day(q.Until))))
	}
	l.section(lang.L("Qualifications"), lines)
	lines = nil
	for _, c := range l.page.Classes[:min(len(l.page.Classes), classesShown)] {
		lines = append(lines, line(words.Day(c.Class.BeginsOn)+"  "+l.desk.Codes.CourseName(c.Course)+" · "+mode(c.Class.Mode), outcome(c)))
	}
	l.section(lang.L("Classes"), lines)
	lines = nil
	for _, p := range l.page.Practice {
		lines = append(lines, line(l.practised(p), hours(p.Confirmed)))
	}
	l.section(lang.L("On the job and self-study, confirmed"), lines)
	l.lay()
}

func (l *Learner) section(title string, lines []fyne.CanvasObject) {
	if len(lines) > 0 {
		l.more = append(append(l.more, widgets.NewSectionHeader(title)), lines...)
	}
}

// next are the gaps by their due day.
func (l *Learner) next() (lines []fyne.CanvasObject) {
	for _, c := range l.page.Next() {
		said := dueBy(c.TrainingCell)
		if c.Class != nil {
			said = inClass(c.Class)
		}
		lines = append(lines, line(l.desk.Codes.CourseName(c.Course), said))
	}
	return lines
}

// line is a text with what belongs to it at the end.
func line(text, aside string) fyne.CanvasObject {
	t := widgets.NewText(text)
	t.Shrinks = true
	return container.NewBorder(nil, nil, nil, widgets.NewMutedText(aside), t)
}

func outcome(c app.LearnerClass) string {
	switch {
	case c.Enrolment.Attendance == app.TakenOff:
		return lang.X("gaps.outcome.taken_off", "taken off")
	case c.Enrolment.Outcome == app.OutcomeCompleted:
		return lang.X("gaps.outcome.completed", "completed")
	case c.Enrolment.Outcome == app.OutcomeFailed:
		return lang.X("gaps.outcome.failed", "failed")
	}
	return classStatus(c.Class.Status)
}

func (l *Learner) practised(p app.PracticeSum) string {
	said := lang.X("gaps.practice.on_the_job", "On the job")
	if p.Kind == app.SelfStudy {
		said = lang.X("gaps.practice.study", "Self-study")
	}
	for _, c := range l.page.Courses {
		if c.Course.ID == p.Course {
			said += " · " + l.desk.Codes.CourseName(c.Course)
		}
	}
	if p.Waiting > 0 {
		said += " · " + lang.L("{{.Hours}} not confirmed yet", map[string]any{"Hours": hours(p.Waiting)})
	}
	return said
}

// Focus puts the keyboard on the courses.
func (l *Learner) Focus() { widgets.Focus(l.table) }
