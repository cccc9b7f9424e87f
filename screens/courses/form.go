package courses

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// form is a course being entered or changed. What a change means for whom is
// said while it is typed.
type form struct {
	desk    *desk.Desk
	store   Store
	onSaved func(app.Course)
	onLeft  func()

	was    app.Course // as it is kept
	begin  app.Course // as the form showed it at first
	use    app.CourseUse
	others *background.Loader[known]

	title                       *widgets.Text
	code, zh, en, hours, months *widgets.Entry
	full, about, source         *widgets.Entry
	category, subject, mode     *widgets.CodeField
	ended                       *widgets.DateField
	rule                        *ruleEditor
	rows                        *widgets.Form
	wrong, means                *widgets.FieldNote
	save                        *widgets.Button
	body                        fyne.CanvasObject
}

func newForm(d *desk.Desk, store Store) *form {
	f := &form{desk: d, store: store, title: widgets.NewTitle(""), rule: newRuleEditor(), wrong: widgets.NewFieldNote(), means: widgets.NewFieldNote()}
	f.others = background.NewLoader(d.Runner, f.rebase)
	f.code, f.zh, f.en, f.hours, f.months = text(""), text(""), text(""), text(""), text("")
	f.full, f.source, f.about = text(""), text(""), widgets.NewMultiLineEntry(2)
	for _, e := range []*widgets.Entry{f.months, f.full} {
		e.OnChanged = func(string) { f.tell() }
	}
	f.rule.OnChange = f.tell
	f.category, f.subject = choice(d.CodeOptions("course_category"), ""), choice(d.CodeOptions("course_subject"), "")
	f.mode = choice([]widgets.Option{
		desk.Option(string(app.Central), words.ClassMode(app.Central)), desk.Option(string(app.Decentral), words.ClassMode(app.Decentral)),
	}, "")
	f.ended = d.DayField("")
	f.ended.OnChanged = func(string) { f.tell() }
	f.rows = widgets.NewForm(
		widgets.NewFormRow("course_code", words.Field("course_code"), f.code).Required(),
		widgets.NewFormRow("course_category", words.Field("course_category"), f.category).Required(),
		widgets.NewFormRow("course_name", words.Field("course_name"), f.zh).Required(),
		widgets.NewFormRow("name_en", words.Field("name_en"), f.en),
		widgets.NewFormRow("course_subject", words.Field("course_subject"), f.subject),
		widgets.NewFormRow("class_mode", words.Field("class_mode"), f.mode).Required(),
		widgets.NewFormRow("course_minutes", words.Field("course_minutes"), f.hours),
		widgets.NewFormRow("validity_months", words.Field("validity_months"), f.months).Hinted(lang.L("Empty: for good.")),
		widgets.NewFormRow("full_score", words.Field("full_score"), f.full).Hinted(lang.L("Empty: 100 points.")),
		widgets.NewFormRow("offered_until", words.Field("offered_until"), f.ended).Hinted(lang.L("Empty: on and on. A last day ends the course.")),
		widgets.NewFormRow("about", words.Field("about"), f.about).Spanning(),
		widgets.NewFormRow("source", words.Field("source"), f.source).Spanning(),
	)
	f.save = widgets.NewPrimaryButton(lang.L("Save")+"  Ctrl+Enter", f.Save)
	leave := widgets.NewButton(lang.L("Back")+"  Esc", func() { f.leave() })
	inside := container.NewVBox(f.rows, widgets.NewSectionHeader(lang.L("What completing it takes")), f.rule.body)
	scroll := container.NewVScroll(container.NewPadded(container.NewPadded(inside)))
	f.rule.OnFocus = scroll.ScrollToBottom
	for _, e := range []*widgets.Entry{f.code, f.zh, f.en, f.hours, f.months, f.full} {
		e.OnFocus = func(gained bool) {
			if gained {
				scroll.ScrollToTop()
			}
		}
	}
	foot := container.NewVBox(f.means, f.wrong, container.NewPadded(container.NewBorder(nil, nil, leave, f.save)))
	f.body = container.NewBorder(container.NewPadded(f.title), container.NewPadded(foot), nil, nil, scroll)
	return f
}

// open shows a course to be changed, or a new one.
func (f *form) open(c app.Course, use app.CourseUse) {
	f.title.SetText(lang.L("Change course {{.Name}}", map[string]any{"Name": f.desk.Codes.CourseName(c)}))
	if c.ID.IsZero() {
		f.title.SetText(lang.L("New course"))
		c.Mode = app.Central
	}
	f.was, f.begin, f.use = c, c, use
	if c.ID.IsZero() {
		f.was = app.Course{}
	}
	f.fill(c)
	f.rows.Clear()
	f.wrong.Clear()
	f.tell()
}

func (f *form) fill(c app.Course) {
	for e, value := range map[*widgets.Entry]string{
		f.code: c.Code, f.zh: c.Name, f.en: c.NameEN, f.about: c.About, f.source: c.Source,
		f.hours: figure(float64(c.Minutes) / 60), f.months: figure(float64(c.ValidityMonths)), f.full: figure(float64(c.Full) / 100),
	} {
		e.SetText(value)
	}
	f.category.SetCode(c.Category)
	f.subject.SetCode(c.Subject)
	f.mode.SetCode(string(c.Mode))
	f.ended.SetValue(string(c.EndedOn))
	f.rule.Set(c.Rule)
	f.code.Enable()
	if !c.ID.IsZero() {
		f.code.Disable()
	}
}

// typed is the course as the form has it, on top of what it was.
func (f *form) typed() (app.Course, error) {
	var r reader
	now := f.was
	now.Code, now.Name, now.NameEN, now.About, now.Source = typed(f.code), typed(f.zh), typed(f.en), typed(f.about), typed(f.source)
	now.Category, now.Subject, now.Mode, now.Rule = chosen(f.category), chosen(f.subject), app.ClassMode(chosen(f.mode)), f.rule.Rule()
	now.Minutes, now.ValidityMonths = r.figure("course_minutes", f.hours, 60), r.figure("validity_months", f.months, 1)
	now.Full, now.EndedOn = r.figure("full_score", f.full, 100), r.day("offered_until", f.ended)
	return now, r.err
}

// tell says what the change means for whom, with the numbers.
func (f *form) tell() {
	if f.was.ID.IsZero() {
		f.means.Clear()
		return
	}
	now, err := f.typed()
	v := map[string]any{
		"Classes": words.Count(f.use.Classes), "People": words.Count(f.use.Enrolled), "Hold": words.Count(f.use.Holders.Hold()),
		"Required": words.Count(f.use.Required), "Day": string(now.EndedOn),
	}
	var said []string
	if err == nil && now.Changed(f.was) {
		said = append(said, lang.L("The change holds for classes planned from now on. {{.Classes}} planned or running classes with {{.People}} people go on as they were planned; {{.Hold}} people who completed the course keep it until the day they have it for.", v))
	}
	if err == nil && now.EndedOn != f.was.EndedOn && now.EndedOn != "" {
		said = append(said, lang.L("After {{.Day}} the course is no longer offered. {{.Classes}} classes go on; {{.Required}} people hold a post that requires it.", v))
	}
	f.means.Warn(strings.Join(said, " "))
	f.body.Refresh()
}

// Save keeps the course.
func (f *form) Save() {
	if f.save.Disabled() {
		return
	}
	f.wrong.Clear()
	now, err := f.typed()
	if err == nil {
		err = now.Check()
	}
	if err != nil {
		desk.ShowRefusal(f.rows, f.wrong, err)
		return
	}
	was := f.was
	f.save.Disable()
	f.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			now, err = f.store.SaveCourse(ctx, f.desk.By, was, now)
			return err
		},
		Done: func(err error) {
			f.save.Enable()
			if err != nil {
				desk.ShowRefusal(f.rows, f.wrong, err)
				if errors.Is(err, app.ErrChangedMeantime) {
					f.others.Ask(func(ctx context.Context) (known, error) { return readKnown(ctx, f.store, f.desk.By) })
				}
				return
			}
			f.onSaved(now)
		},
	})
}

// rebase takes the others' changes over where nothing was typed.
func (f *form) rebase(k known, err error) {
	d, none := pick(k, f.was.ID)
	if err = errors.Join(err, none); err != nil {
		f.wrong.Error(words.Error(err))
		return
	}
	mine, err := f.typed()
	if err != nil {
		return // what cannot be read is put right first
	}
	was, theirs := f.begin, d.course
	merged := theirs
	merged.Name, merged.NameEN = newer(was.Name, mine.Name, theirs.Name), newer(was.NameEN, mine.NameEN, theirs.NameEN)
	merged.Category, merged.Subject = newer(was.Category, mine.Category, theirs.Category), newer(was.Subject, mine.Subject, theirs.Subject)
	merged.Mode, merged.Rule = newer(was.Mode, mine.Mode, theirs.Mode), newer(was.Rule, mine.Rule, theirs.Rule)
	merged.Minutes, merged.Full = newer(was.Minutes, mine.Minutes, theirs.Minutes), newer(was.Full, mine.Full, theirs.Full)
	merged.ValidityMonths, merged.EndedOn = newer(was.ValidityMonths, mine.ValidityMonths, theirs.ValidityMonths), newer(was.EndedOn, mine.EndedOn, theirs.EndedOn)
	merged.About, merged.Source = newer(was.About, mine.About, theirs.About), newer(was.Source, mine.Source, theirs.Source)
	f.was, f.begin = theirs, theirs
	f.fill(merged)
	f.tell()
}

// newer is what was typed here, or what others have by now where nothing was.
func newer[T comparable](was, mine, theirs T) T {
	if mine != was {
		return mine
	}
	return theirs
}

// leave goes back, after asking if something was typed.
func (f *form) leave() {
	now, err := f.typed()
	before := f.begin
	before.Rule = tidied(before.Rule)
	f.desk.Leave(err != nil || now != before, f.onLeft)
}

// tidied is a rule as the editor writes it.
func tidied(text string) string {
	rule, err := app.ParseCompletionRule(text)
	if err != nil {
		return text
	}
	return rule.String()
}
