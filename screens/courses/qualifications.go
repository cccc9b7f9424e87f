package courses

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// qualifications is the list of what makes somebody qualified for posts.
type qualifications struct {
	*list
	store   Store
	all     []app.Qualification
	courses []app.Course
	loader  *background.Loader[qualified]
}

// qualified is the qualifications with the courses they name.
type qualified struct {
	all     []app.Qualification
	courses []app.Course
}

func newQualifications(d *desk.Desk, store Store) *qualifications {
	q := &qualifications{store: store, list: newList(d, lang.L("Qualifications"),
		lang.L("Enter opens a qualification. Who was granted it keeps it until the day it was granted for; a change holds for those granted later."), []widgets.Column{
			{Title: words.Field("qualification_code"), Width: 120},
			{Title: words.Field("qualification"), Width: 170, Weight: 2},
			{Title: words.Field("posts"), Width: 140, Weight: 2},
			{Title: words.Field("courses"), Width: 220, Weight: 4},
			{Title: lang.L("Study"), Width: 62, Kind: widgets.KindNumber},
			{Title: lang.L("Practice"), Width: 74, Kind: widgets.KindNumber},
			{Title: lang.L("Validity"), Width: 88},
			{Title: words.Field("to_on"), Width: 92},
		})}
	q.loader = background.NewLoader(d.Runner, q.show)
	q.open, q.ask = q.edit, q.reload
	return q
}

func (q *qualifications) reload() {
	q.loader.Ask(func(ctx context.Context) (qualified, error) {
		all, err := q.store.Qualifications(ctx, q.desk.By)
		if err != nil {
			return qualified{}, err
		}
		courses, err := q.store.Courses(ctx, q.desk.By)
		return qualified{all, courses}, err
	})
}

func (q *qualifications) show(k qualified, err error) {
	if q.failed(err) {
		return
	}
	q.all, q.courses = k.all, k.courses
	rows := make([]widgets.Row, len(q.all))
	for i, one := range q.all {
		rows[i] = widgets.Row{Key: one.ID.String(), Cells: []widgets.Cell{
			{Text: one.Code, Muted: true},
			{Text: q.desk.Codes.QualificationName(one), Strong: true},
			{Text: q.postNames(one.Posts)},
			{Text: q.courseNames(one.Courses)},
			{Text: words.Hours(one.StudyMinutes)},
			{Text: words.Hours(one.PracticeMinutes)},
			{Text: words.Validity(one.ValidityMonths)},
			{Text: string(one.ToOn)},
		}}
	}
	q.fill(rows)
}

func (q *qualifications) postNames(codes string) string {
	return named(codes, func(code string) string { return q.desk.Codes.Label("post", code) })
}

func (q *qualifications) courseNames(codes string) string {
	return named(codes, func(code string) string { return courseNamed(q.desk, q.courses, code) })
}

// named words codes that stand with commas between.
func named(codes string, word func(string) string) string {
	var names []string
	for code := range strings.SplitSeq(codes, ",") {
		if code != "" {
			names = append(names, word(code))
		}
	}
	return strings.Join(names, lang.X("list.separator", ", "))
}

// courseNamed is the name of the course of that code; the code where there is
// none.
func courseNamed(d *desk.Desk, courses []app.Course, code string) string {
	for _, c := range courses {
		if c.Code == code {
			return d.Codes.CourseName(c)
		}
	}
	return code
}

// edit opens the sheet of a qualification; no key for a new one.
func (q *qualifications) edit(key string) {
	var was app.Qualification
	for _, one := range q.all {
		if one.ID.String() == key {
			was = one
		}
	}
	if !mayChange(q.desk) {
		q.tell(was)
		return
	}
	s := newQualificationSheet(q.desk, was, q.courses)
	s.sheet.Primary.Do = func() {
		now, err := s.read(was)
		if err != nil {
			s.refuse(err)
			return
		}
		q.desk.StoreSheet(s.sheet, s.refuse, func(ctx context.Context) error {
			_, err := q.store.SaveQualification(ctx, q.desk.By, was, now)
			return err
		}, func() { q.saved(q.desk.Codes.QualificationName(now)) })
	}
	if !was.ID.IsZero() {
		s.sheet.Others = []widgets.Action{{Label: lang.L("Withdraw"), Do: func() {
			q.desk.StoreSheet(s.sheet, s.refuse, func(ctx context.Context) error { return q.store.WithdrawQualification(ctx, q.desk.By, was) }, q.reload)
		}}}
	}
	s.sheet.Show(q.desk.Keys)
}

// tell shows a qualification to who only reads.
func (q *qualifications) tell(one app.Qualification) {
	facts := widgets.NewFacts()
	facts.AddWide(words.Field("posts"), q.postNames(one.Posts))
	facts.AddWide(words.Field("courses"), q.courseNames(one.Courses))
	facts.AddWide(words.Field("study_minutes"), words.Hours(one.StudyMinutes))
	facts.AddWide(words.Field("practice_minutes"), words.Hours(one.PracticeMinutes))
	facts.AddWide(words.Field("renew_study_minutes"), words.Hours(one.RenewStudyMinutes))
	facts.AddWide(words.Field("renew_practice_minutes"), words.Hours(one.RenewPracticeMinutes))
	facts.AddWide(lang.L("Validity"), words.Validity(one.ValidityMonths))
	widgets.NewSheet(q.desk.Codes.QualificationName(one), facts, widgets.Action{}).Show(q.desk.Keys)
}

// qualificationSheet is the form of a qualification.
type qualificationSheet struct {
	code, zh, en, source                       *widgets.Entry
	study, practice, renewStudy, renewPractice *widgets.Entry
	months                                     *widgets.Entry
	posts, courses                             *widgets.Many
	from, to                                   *widgets.DateField
	form                                       *widgets.Form
	wrong                                      *widgets.FieldNote
	sheet                                      *widgets.Sheet
}

const qualificationWidth = 860 // room for two columns of fields

func newQualificationSheet(d *desk.Desk, q app.Qualification, courses []app.Course) *qualificationSheet {
	hours := func(minutes int64) *widgets.Entry { return text(figure(float64(minutes) / 60)) }
	s := &qualificationSheet{
		code: text(q.Code), zh: text(q.Name), en: text(q.NameEN), source: text(q.Source), months: text(figure(float64(q.ValidityMonths))),
		study: hours(q.StudyMinutes), practice: hours(q.PracticeMinutes), renewStudy: hours(q.RenewStudyMinutes), renewPractice: hours(q.RenewPracticeMinutes),
		posts: widgets.NewMany(d.CodeOptions("post"), q.Posts), courses: widgets.NewMany(courseOptions(d, courses), q.Courses),
		from: d.DayField(q.FromOn), to: d.DayField(q.ToOn), wrong: widgets.NewFieldNote(),
	}
	s.form = widgets.NewForm(
		widgets.NewFormRow("qualification_code", words.Field("qualification_code"), s.code).Required(),
		widgets.NewFormRow("validity_months", words.Field("validity_months"), s.months).Hinted(lang.L("Empty: for good.")),
		widgets.NewFormRow("qualification_name", words.Field("qualification_name"), s.zh).Required(),
		widgets.NewFormRow("name_en", words.Field("name_en"), s.en),
		widgets.NewFormRow("posts", words.Field("posts"), s.posts.Box).Required().Spanning(),
		widgets.NewFormRow("courses", words.Field("courses"), s.courses.Box).Spanning().Hinted(lang.L("All of them must be valid.")),
		widgets.NewFormRow("study_minutes", words.Field("study_minutes"), s.study),
		widgets.NewFormRow("practice_minutes", words.Field("practice_minutes"), s.practice),
		widgets.NewFormRow("renew_study_minutes", words.Field("renew_study_minutes"), s.renewStudy),
		widgets.NewFormRow("renew_practice_minutes", words.Field("renew_practice_minutes"), s.renewPractice),
		widgets.NewFormRow("from_on", words.Field("from_on"), s.from),
		widgets.NewFormRow("to_on", words.Field("to_on"), s.to),
		widgets.NewFormRow("source", words.Field("source"), s.source).Spanning(),
	)
	title := lang.L("New qualification")
	if !q.ID.IsZero() {
		title = d.Codes.QualificationName(q)
		s.code.Disable()
	}
	s.sheet = widgets.NewSheet(title, container.NewVBox(s.form, s.wrong), widgets.Action{Label: lang.L("Save")})
	s.sheet.Width = qualificationWidth
	grown := func() { s.form.Refresh(); s.sheet.Refresh() }
	s.posts.Grown, s.courses.Grown = grown, grown
	return s
}

func (s *qualificationSheet) refuse(err error) {
	desk.ShowRefusal(s.form, s.wrong, err)
	s.sheet.Refresh()
}

func (s *qualificationSheet) read(now app.Qualification) (app.Qualification, error) {
	var r reader
	now.Code, now.Name, now.NameEN, now.Source = typed(s.code), typed(s.zh), typed(s.en), typed(s.source)
	now.Posts, now.Courses = s.posts.Value(), s.courses.Value()
	now.StudyMinutes, now.PracticeMinutes = r.figure("study_minutes", s.study, 60), r.figure("practice_minutes", s.practice, 60)
	now.RenewStudyMinutes, now.RenewPracticeMinutes = r.figure("renew_study_minutes", s.renewStudy, 60), r.figure("renew_practice_minutes", s.renewPractice, 60)
	now.ValidityMonths = r.figure("validity_months", s.months, 1)
	now.FromOn, now.ToOn = r.day("from_on", s.from), r.day("to_on", s.to)
	return now, r.err
}
