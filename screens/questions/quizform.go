package questions

import (
	"context"
	"strconv"
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

// quizForm is the sheet that puts a quiz together: what it is, when, and which
// questions are to be drawn beside those that were picked.
type quizForm struct {
	desk  *desk.Desk
	store Store
	saved func(app.Quiz)
	was   app.Quiz     // as it was read
	plan  app.QuizPlan // as it stands on the sheet, as far as that is no text

	title    *widgets.Entry
	course   *widgets.CodeField
	class    *widgets.CodeField
	opens    *moment
	closes   *moment
	limit    *widgets.Entry
	pass     *widgets.Entry
	attempts *widgets.Entry
	shuffle  *widgets.Check
	answers  *widgets.Check
	each     *widgets.Entry
	seed     *widgets.Entry
	draws    []*drawLine
	lines    *fyne.Container
	picked   *widgets.Text
	form     *widgets.Form
	note     *widgets.FieldNote
	sheet    *widgets.Sheet
	courses  *background.Loader[[]app.Course]
	classes  *background.Loader[[]app.Class]
	kept     *kept
	saving   bool
}

// drawLine asks for so many questions of a sort.
type drawLine struct {
	count      *widgets.Entry
	kind       *widgets.CodeField
	topic      *widgets.Entry
	difficulty *widgets.CodeField
}

const drawLines = 3

func newQuizForm(d *desk.Desk, store Store, plan app.QuizPlan, saved func(app.Quiz)) *quizForm {
	f := &quizForm{desk: d, store: store, was: plan.Quiz, plan: plan, saved: saved, note: widgets.NewFieldNote(), picked: widgets.NewMutedText("")}
	f.kept = &kept{
		desk: d, store: store, form: app.QuizForm, title: func() string { return f.title.Text }, values: f.values, fill: f.put,
		failed: func(err error) { f.note.Error(words.Error(err)) },
	}
	f.title, f.limit, f.pass, f.attempts, f.each, f.seed = widgets.NewEntry(), widgets.NewEntry(), widgets.NewEntry(), widgets.NewEntry(), widgets.NewEntry(), widgets.NewEntry()
	f.opens, f.closes = newMoment(d, "09:00"), newMoment(d, "18:00")
	ticked := func(bool) { f.kept.changed() }
	f.shuffle = widgets.NewCheck(lang.L("Choices in another order"), ticked)
	f.answers = widgets.NewCheck(lang.L("Learners see the answers when it is over"), ticked)
	f.class = widgets.NewCodeField(nil, func(o widgets.Option) {
		f.plan.Quiz.Class, _ = app.ParseID[app.Class](o.Code)
		f.kept.changed()
	})
	f.course = widgets.NewCodeField(nil, func(o widgets.Option) {
		f.plan.Quiz.Course, _ = app.ParseID[app.Course](o.Code)
		f.plan.Quiz.Class = app.ClassID{} // of another course
		f.askClasses()
		f.kept.changed()
	})
	f.courses = background.NewLoader(d.Runner, f.showCourses)
	f.classes = background.NewLoader(d.Runner, f.showClasses)
	f.lines = container.NewVBox()
	for range drawLines {
		f.draws = append(f.draws, f.newDraw())
	}
	f.form = widgets.NewForm(
		widgets.NewFormRow("quiz_title", words.Field("quiz_title"), f.title).Required().Spanning(),
		widgets.NewFormRow("course", words.Field("course"), f.course).Required(),
		widgets.NewFormRow("class_id", words.Field("class_id"), f.class).Hinted(lang.L("Empty: whoever needs the course.")),
		widgets.NewFormRow("opens_at", words.Field("opens_at"), f.opens.box).Required(),
		widgets.NewFormRow("closes_at", words.Field("closes_at"), f.closes.box).Required(),
		widgets.NewFormRow("limit_minutes", words.Field("limit_minutes"), f.limit).Required(),
		widgets.NewFormRow("pass_score", words.Field("pass_score"), f.pass).Required(),
		widgets.NewFormRow("attempts", words.Field("attempts"), f.attempts),
		widgets.NewFormRow("shuffle", "", f.shuffle),
		widgets.NewFormRow("answers_kept", "", f.answers),
		widgets.NewFormRow("points", lang.L("Points for each question"), f.each).Hinted(lang.L("Empty: as in the bank.")),
		widgets.NewFormRow("seed", lang.L("Number of the draw"), f.seed).Hinted(lang.L("The same number draws the same questions.")),
		widgets.NewFormRow("draw", words.Field("draw"), f.lines).Spanning(),
	)
	f.fill()
	for _, entry := range f.entries() {
		entry.OnChanged = func(string) { f.kept.changed() }
	}
	for _, m := range []*moment{f.opens, f.closes} {
		m.day.OnChanged = func(string) { f.kept.changed() }
	}
	return f
}

func (f *quizForm) newDraw() *drawLine {
	l := &drawLine{count: widgets.NewEntry(), topic: widgets.NewEntry()}
	l.count.SetPlaceHolder(lang.L("How many"))
	l.topic.SetPlaceHolder(words.Field("topic"))
	kinds := []widgets.Option{desk.Option(every, lang.L("All kinds"))}
	for _, k := range app.QuizQuestionKinds() {
		kinds = append(kinds, desk.Option(string(k), words.QuizQuestionKind(k)))
	}
	chosen := func(widgets.Option) { f.kept.changed() }
	l.kind = widgets.NewCodeField(kinds, chosen)
	l.kind.SetCode(every)
	l.difficulty = widgets.NewCodeField(append([]widgets.Option{desk.Option(every, lang.L("Any difficulty"))}, difficultyOptions()...), chosen)
	l.difficulty.SetCode(every)
	f.lines.Add(container.New(&widgets.BarLayout{Widths: []float32{90, 160, 0, 150}}, l.count, l.kind, l.topic, l.difficulty))
	return l
}

func (f *quizForm) fill() {
	q := f.plan.Quiz
	f.title.SetText(q.Title)
	f.opens.set(q.OpensAt)
	f.closes.set(q.ClosesAt)
	limit, attempts := q.LimitMinutes, q.AttemptsAllowed()
	if q.ID.IsZero() && limit == 0 {
		limit = 60
	}
	f.limit.SetText(strconv.FormatInt(limit, 10))
	f.attempts.SetText(strconv.FormatInt(attempts, 10))
	if q.PassScore > 0 {
		f.pass.SetText(app.PointsText(q.PassScore))
	}
	f.shuffle.Checked, f.answers.Checked = q.Shuffle, !q.AnswersKept
	f.seed.SetText(strconv.FormatInt(f.desk.Now().Unix()%100_000, 10))
	f.tell()
	f.courses.Ask(func(ctx context.Context) ([]app.Course, error) { return f.store.Courses(ctx, f.desk.By) })
}

// tell says what was picked so far.
func (f *quizForm) tell() {
	f.picked.SetText(lang.L("{{.N}} questions picked, {{.Points}} points together", map[string]any{"N": len(f.plan.Items), "Points": app.PointsText(f.plan.Full())}))
}

func (f *quizForm) showCourses(courses []app.Course, err error) {
	if err != nil {
		f.note.Error(words.Error(err))
		return
	}
	f.course.SetOptions(f.desk.CourseOptions(courses))
	f.course.SetCode(codeOf(f.plan.Quiz.Course))
	f.askClasses()
}

func (f *quizForm) askClasses() {
	course, err := app.ParseID[app.Course](f.course.Chosen().Code)
	if err != nil {
		return
	}
	f.classes.Ask(func(ctx context.Context) ([]app.Class, error) { return f.store.ClassesOfCourse(ctx, f.desk.By, course) })
}

func (f *quizForm) showClasses(classes []app.Class, err error) {
	if err != nil {
		f.note.Error(words.Error(err))
		return
	}
	var options []widgets.Option
	for _, c := range classes {
		options = append(options, desk.Option(c.ID.String(), c.Number+" "+string(c.BeginsOn)+" "+c.Title))
	}
	f.class.SetOptions(options)
	f.class.SetCode(codeOf(f.plan.Quiz.Class))
}

func (f *quizForm) show() {
	title := lang.L("New quiz")
	if !f.plan.Quiz.ID.IsZero() {
		title = lang.L("Change the quiz")
	}
	f.sheet = widgets.NewSheet(title, container.NewVBox(f.form, f.picked, f.note), widgets.Action{Label: lang.L("Save"), Do: f.save})
	if len(f.plan.Items) > 0 {
		f.sheet.Others = []widgets.Action{{Label: lang.L("Drop the questions"), Do: f.drop}}
	}
	f.sheet.Width = 900
	f.kept.on(f.sheet)
	f.sheet.Show(f.desk.Keys)
	f.kept.begin(codeOf(f.plan.Quiz.ID))
}

// drop lets others be drawn.
func (f *quizForm) drop() {
	f.plan.Items = nil
	f.tell()
	f.kept.changed()
}

// read is the quiz as it is typed, and what is to be drawn.
func (f *quizForm) read() (plan app.QuizPlan, draws []app.QuestionDraw, seed uint64, err error) {
	plan = f.plan
	q := &plan.Quiz
	q.Title, q.Shuffle, q.AnswersKept = strings.TrimSpace(f.title.Text), f.shuffle.Checked, !f.answers.Checked
	q.Course, _ = app.ParseID[app.Course](f.course.Chosen().Code)
	q.Class, _ = app.ParseID[app.Class](f.class.Chosen().Code)
	if q.OpensAt, err = f.opens.read("opens_at"); err != nil {
		return plan, draws, seed, err
	}
	if q.ClosesAt, err = f.closes.read("closes_at"); err != nil {
		return plan, draws, seed, err
	}
	for _, n := range []struct {
		name string
		from *widgets.Entry
		into *int64
	}{{"limit_minutes", f.limit, &q.LimitMinutes}, {"attempts", f.attempts, &q.Attempts}} {
		if *n.into, err = wholeIn(n.name, n.from); err != nil {
			return plan, draws, seed, err
		}
	}
	if q.PassScore, err = pointsIn("pass_score", f.pass); err != nil {
		return plan, draws, seed, err
	}
	number, err := wholeIn("seed", f.seed)
	if err != nil {
		return plan, draws, seed, err
	}
	for _, l := range f.draws {
		count, bad := wholeIn("draw", l.count)
		if bad != nil {
			return plan, nil, 0, bad
		}
		if count > 0 {
			d := app.QuestionDraw{Count: count, Kind: app.QuizQuestionKind(chosenOr(l.kind.Chosen(), "")), Topic: strings.TrimSpace(l.topic.Text)}
			d.Difficulty, _ = strconv.ParseInt(chosenOr(l.difficulty.Chosen(), "0"), 10, 64)
			draws = append(draws, d)
		}
	}
	return plan, draws, uint64(number), nil
}

func wholeIn(name string, from *widgets.Entry) (int64, error) {
	text := strings.TrimSpace(from.Text)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 {
		return 0, app.Refuse(name, app.Malformed)
	}
	return n, nil
}

func pointsIn(name string, from *widgets.Entry) (int64, error) {
	if strings.TrimSpace(from.Text) == "" {
		return 0, nil
	}
	n, ok := app.ParsePoints(from.Text)
	if !ok {
		return 0, app.Refuse(name, app.Malformed)
	}
	return n, nil
}

func (f *quizForm) save() {
	if f.saving {
		return
	}
	plan, draws, seed, err := f.read()
	each, bad := pointsIn("points", f.each)
	if err == nil {
		err = bad
	}
	if err != nil {
		f.refuse(err)
		return
	}
	f.saving, f.kept.saving = true, true
	f.sheet.SetBusy(true)
	var saved app.Quiz
	f.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			var err error
			if len(draws) > 0 {
				if plan.Items, err = f.draw(ctx, plan, draws, seed); err != nil {
					return err
				}
				plan.Quiz.Note = drawnBy(seed)
			}
			plan.Items = worth(plan.Items, each)
			if saved, err = f.store.SaveQuiz(ctx, f.desk.By, f.was, plan); err != nil {
				return err
			}
			return f.kept.drop(ctx)
		},
		Done: func(err error) {
			f.saving, f.kept.saving = false, false
			f.sheet.SetBusy(false)
			if err != nil {
				f.refuse(err)
				return
			}
			f.sheet.Close()
			f.saved(saved)
		},
	})
}

// draw adds what is drawn to what was picked.
func (f *quizForm) draw(ctx context.Context, plan app.QuizPlan, draws []app.QuestionDraw, seed uint64) ([]app.QuizItem, error) {
	taken := map[app.BankQuestionID]bool{}
	for _, item := range plan.Items {
		taken[item.Bank] = true
	}
	drawn, err := f.store.DrawQuestions(ctx, f.desk.By, plan.Quiz.Course, draws, taken, seed)
	return append(append([]app.QuizItem(nil), plan.Items...), drawn...), err
}

// drawnBy notes the number by which the draw can be made again.
func drawnBy(seed uint64) string {
	return lang.L("Drawn with the number {{.Seed}}", map[string]any{"Seed": seed})
}

// worth gives all questions the same points, if any are said.
func worth(items []app.QuizItem, each int64) []app.QuizItem {
	out := append([]app.QuizItem(nil), items...)
	for i := range out {
		if each > 0 {
			out[i].Points = each
		}
	}
	return out
}

func (f *quizForm) refuse(err error) {
	desk.ShowRefusal(f.form, f.note, err)
	f.sheet.Refresh()
}
