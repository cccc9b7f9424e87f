package practice

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// fields are those of an entry. As text each goes by its name: codes and ids as
// they are, the day as YYYY-MM-DD, the time as typed. That is what a draft keeps.
type fields struct {
	desk    *desk.Desk
	told    func()
	filling bool // the program is writing, not a person

	kind, course, about, visit, article, mentor *widgets.CodeField
	on                                          *widgets.DateField
	minutes, what                               *widgets.Entry
	time, onRow                                 *widgets.FormRow
}

func newFields(d *desk.Desk, c app.PracticeChoices, told func()) *fields {
	f := &fields{desk: d, told: told, on: d.DayField(""), minutes: widgets.NewEntry(), what: widgets.NewMultiLineEntry(3)}
	f.kind = f.choice([]widgets.Option{
		desk.Option(string(app.OnTheJob), words.PracticeKind(app.OnTheJob), ""), desk.Option(string(app.SelfStudy), words.PracticeKind(app.SelfStudy), ""),
	})
	f.course = f.choice(d.CourseOptions(c.Courses))
	f.about, f.visit = f.choice(caseOptions(c.Cases)), f.choice(visitOptions(c.Visits))
	f.article, f.mentor = f.choice(articleOptions(d, c.Articles)), f.choice(mentorOptions(c.Mentors))
	f.on.OnChanged = func(string) { f.tell() }
	f.minutes.OnChanged = func(string) { f.tell() }
	f.what.OnChanged = func(string) { f.tell() }
	f.minutes.SetPlaceHolder("1.5h")
	return f
}

func (f *fields) choice(options []widgets.Option) *widgets.CodeField {
	return widgets.NewCodeField(options, func(widgets.Option) { f.tell() })
}

func (f *fields) tell() {
	if !f.filling {
		f.told()
	}
}

func (f *fields) rows() []*widgets.FormRow {
	f.onRow = widgets.NewFormRow("done_on", words.Field("done_on"), f.on).Required()
	f.on.OnInvalid = func(err error) { f.onRow.Note.SetText(words.Error(err)) }
	f.time = widgets.NewFormRow("minutes", words.Field("minutes"), f.minutes).Required().Hinted(timeHint())
	return []*widgets.FormRow{
		widgets.NewFormRow("practice_what", words.Field("practice_what"), f.what).Spanning().Required(),
		f.onRow, f.time,
		widgets.NewFormRow("practice_kind", words.Field("practice_kind"), f.kind).Required(),
		widgets.NewFormRow("course", words.Field("course"), f.course),
		widgets.NewFormRow("case", lang.X("practice.case", "Case"), f.about),
		widgets.NewFormRow("visit", words.Field("visit"), f.visit),
		widgets.NewFormRow("article", words.Field("article"), f.article),
		widgets.NewFormRow("mentor", words.Field("mentor"), f.mentor).Hinted(lang.L("Who is asked to confirm. Empty: any trainer or supervisor.")),
	}
}

func timeHint() string { return lang.L("Hours as 1.5h or 1:30, minutes as 90.") }

// tellDay says under the time what is logged of that day besides.
func (f *fields) tellDay(minutes int64) {
	if minutes == 0 {
		f.time.Hinted(timeHint())
		return
	}
	f.time.Hinted(lang.L("{{.Hours}} of that day are logged already.", map[string]any{"Hours": words.PracticeHours(minutes)}))
}

// read is the entry as typed. What cannot be read is refused under its field;
// the rest of the entry comes along all the same.
func (f *fields) read() (app.PracticeDraft, error) {
	d := app.PracticeDraft{Kind: app.PracticeKind(f.kind.Chosen().Code), What: f.what.Text}
	d.Course, _ = app.ParseID[app.Course](f.course.Chosen().Code) // none: no id
	d.Case, _ = app.ParseID[app.Case](f.about.Chosen().Code)
	d.Visit, _ = app.ParseID[app.Visit](f.visit.Chosen().Code)
	d.Article, _ = app.ParseID[app.Article](f.article.Chosen().Code)
	d.Mentor, _ = app.ParseID[app.Staff](f.mentor.Chosen().Code)
	var unread error
	if d.Minutes, unread = app.ParseMinutes(f.minutes.Text); unread != nil {
		d.Minutes = 0
	}
	on, err := desk.ReadDay("done_on", f.on)
	if d.DoneOn = on; err != nil {
		unread = err
	}
	return d, unread
}

// fieldsOf is an entry as text.
func fieldsOf(d app.PracticeDraft) map[string]string {
	minutes := ""
	if d.Minutes > 0 {
		minutes = strconv.FormatInt(d.Minutes, 10)
	}
	named := func(id string, zero bool) string {
		if zero {
			return ""
		}
		return id
	}
	return map[string]string{
		"kind": string(d.Kind), "done_on": string(d.DoneOn), "minutes": minutes, "what": d.What,
		"course": named(d.Course.String(), d.Course.IsZero()), "case": named(d.Case.String(), d.Case.IsZero()),
		"visit": named(d.Visit.String(), d.Visit.IsZero()), "article": named(d.Article.String(), d.Article.IsZero()),
		"mentor": named(d.Mentor.String(), d.Mentor.IsZero()),
	}
}

func (f *fields) choices() map[string]*widgets.CodeField {
	return map[string]*widgets.CodeField{"kind": f.kind, "course": f.course, "case": f.about, "visit": f.visit, "article": f.article, "mentor": f.mentor}
}

// fill writes the fields that are named, without telling anybody.
func (f *fields) fill(v map[string]string) {
	f.filling = true
	defer func() { f.filling = false }()
	for name, c := range f.choices() {
		if code, named := v[name]; named {
			c.SetCode(code)
		}
	}
	if on, named := v["done_on"]; named {
		f.on.SetValue(on)
	}
	if minutes, named := v["minutes"]; named {
		f.minutes.SetText(minutes)
	}
	if what, named := v["what"]; named {
		f.what.SetText(what)
	}
}

func (f *fields) values() map[string]string {
	v := map[string]string{"done_on": f.on.Value(), "minutes": f.minutes.Text, "what": f.what.Text}
	for name, c := range f.choices() {
		v[name] = c.Chosen().Code
	}
	return v
}

// courseName is a course in the language on view.
func courseName(d *desk.Desk, c app.Course) string {
	if c.ID.IsZero() {
		return ""
	}
	return d.Codes.Named(c.Name + " | " + c.NameEN)
}

// caseOptions are found by their number, the customer and what is asked.
func caseOptions(cases []app.CaseRow) []widgets.Option {
	out := make([]widgets.Option, len(cases))
	for i, c := range cases {
		out[i] = desk.Option(c.ID.String(), joined(c.Number, c.CustomerName), words.Kind(c.Kind)+" "+c.Content)
	}
	return out
}

func visitOptions(visits []app.VisitRow) []widgets.Option {
	out := make([]widgets.Option, len(visits))
	for i, v := range visits {
		out[i] = desk.Option(v.ID.String(), joined(string(v.VisitedOn), v.CustomerName), v.Number)
	}
	return out
}

func articleOptions(d *desk.Desk, articles []app.Article) []widgets.Option {
	out := make([]widgets.Option, len(articles))
	for i, a := range articles {
		out[i] = desk.Option(a.ID.String(), d.Codes.Named(a.TitleZH+" | "+a.TitleEN), a.TitleZH)
	}
	return out
}

func mentorOptions(staff []app.Staff) []widgets.Option {
	out := make([]widgets.Option, len(staff))
	for i, s := range staff {
		out[i] = desk.Option(s.ID.String(), s.Name, s.StaffNo)
	}
	return out
}

func joined(parts ...string) string {
	var said []string
	for _, part := range parts {
		if part != "" {
			said = append(said, part)
		}
	}
	return strings.Join(said, " · ")
}
