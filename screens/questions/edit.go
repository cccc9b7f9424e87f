package questions

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// edit is the sheet that enters a question or changes one; Ctrl+Enter saves,
// and a new one is followed by the next.
type edit struct {
	desk  *desk.Desk
	store Store
	saved func()
	was   app.BankQuestion

	kind        *widgets.CodeField
	text        *widgets.Entry
	choices     *widgets.Entry
	answer      *widgets.Entry
	points      *widgets.Entry
	difficulty  *widgets.CodeField
	course      *widgets.CodeField
	topic       *widgets.Entry
	explanation *widgets.Entry
	source      *widgets.Entry
	form        *widgets.Form
	note        *widgets.FieldNote
	sheet       *widgets.Sheet
	kept        *kept
	saving      bool
}

func newEdit(d *desk.Desk, store Store, courses []app.Course, q app.BankQuestion, saved func()) *edit {
	e := &edit{desk: d, store: store, saved: saved, was: q, note: widgets.NewFieldNote()}
	e.kept = &kept{
		desk: d, store: store, form: app.QuestionForm, title: func() string { return e.text.Text }, values: e.values, fill: e.put,
		failed: func(err error) { e.note.Error(words.Error(err)) },
	}
	var kinds []widgets.Option
	for _, k := range app.QuizQuestionKinds() {
		kinds = append(kinds, desk.Option(string(k), words.QuizQuestionKind(k)))
	}
	e.kind = widgets.NewCodeField(kinds, func(widgets.Option) { e.follow(); e.kept.changed() })
	e.text, e.choices, e.answer = widgets.NewMultiLineEntry(2), widgets.NewMultiLineEntry(4), widgets.NewMultiLineEntry(2)
	e.explanation, e.points, e.topic, e.source = widgets.NewMultiLineEntry(2), widgets.NewEntry(), widgets.NewEntry(), widgets.NewEntry()
	chosen := func(widgets.Option) { e.kept.changed() }
	e.difficulty = widgets.NewCodeField(difficultyOptions(), chosen)
	e.course = widgets.NewCodeField(e.desk.CourseOptions(courses), chosen)
	for _, entry := range e.entries() {
		entry.OnChanged = func(string) { e.kept.changed() }
	}
	e.form = widgets.NewForm(
		widgets.NewFormRow("question_kind", words.Field("question_kind"), e.kind).Required(),
		widgets.NewFormRow("course", words.Field("course"), e.course),
		widgets.NewFormRow("question_text", words.Field("question_text"), e.text).Required().Spanning(),
		widgets.NewFormRow("choices", words.Field("choices"), e.choices).Required().Spanning().Hinted(lang.L("A line for each choice. They are lettered A, B, C in their order.")),
		widgets.NewFormRow("right_answer", words.Field("right_answer"), e.answer).Spanning(),
		widgets.NewFormRow("points", words.Field("points"), e.points),
		widgets.NewFormRow("difficulty", words.Field("difficulty"), e.difficulty),
		widgets.NewFormRow("topic", words.Field("topic"), e.topic),
		widgets.NewFormRow("source", words.Field("source"), e.source),
		widgets.NewFormRow("explanation", words.Field("explanation"), e.explanation).Spanning(),
	)
	e.fill(q)
	return e
}

// entries and choosers are the fields by the names that a draft has for them.
func (e *edit) entries() map[string]*widgets.Entry {
	return map[string]*widgets.Entry{
		"text": e.text, "choices": e.choices, "answer": e.answer, "points": e.points, "topic": e.topic, "explanation": e.explanation, "source": e.source,
	}
}

func (e *edit) choosers() map[string]*widgets.CodeField {
	return map[string]*widgets.CodeField{"kind": e.kind, "difficulty": e.difficulty, "course": e.course}
}

func (e *edit) values() map[string]string {
	v := map[string]string{}
	for name, entry := range e.entries() {
		v[name] = entry.Text
	}
	for name, field := range e.choosers() {
		v[name] = field.Chosen().Code
	}
	return v
}

// put fills the sheet from a draft.
func (e *edit) put(v map[string]string) {
	for name, field := range e.choosers() {
		field.SetCode(v[name])
	}
	for name, entry := range e.entries() {
		entry.SetText(v[name])
	}
	e.follow()
}

func (e *edit) fill(q app.BankQuestion) {
	kind := q.Kind
	if kind == "" {
		kind = app.SingleChoice
	}
	e.kind.SetCode(string(kind))
	e.text.SetText(q.Text)
	e.choices.SetText(q.Choices)
	e.answer.SetText(answerTyped(q))
	points := q.Points
	if points == 0 {
		points = app.OnePoint
	}
	e.points.SetText(app.PointsText(points))
	e.difficulty.SetCode("")
	if q.Difficulty > 0 {
		e.difficulty.SetCode(strconv.FormatInt(q.Difficulty, 10))
	}
	e.course.SetCode(codeOf(q.Course))
	e.topic.SetText(q.Topic)
	e.source.SetText(q.Source)
	e.explanation.SetText(q.Explanation)
	e.follow()
}

// answerTyped is the answer as it is typed.
func answerTyped(q app.BankQuestion) string {
	if q.Kind == app.TrueFalse {
		return words.RightAnswer(q.Kind, q.Answers)
	}
	return q.AnswerCell()
}

// follow shows what the kind asks for.
func (e *edit) follow() {
	kind := app.QuizQuestionKind(e.kind.Chosen().Code)
	if kind.HasChoices() {
		e.form.Row("choices").Show()
	} else {
		e.form.Row("choices").Hide()
	}
	hint := map[app.QuizQuestionKind]string{
		app.SingleChoice: lang.L("The letter of the right choice."), app.MultipleChoice: lang.L("The letters of the right choices: ABD."),
		app.TrueFalse: lang.L("Right or wrong."), app.OpenQuestion: lang.L("Your own answer, which only you see while marking."),
		app.FillIn: lang.L("Mark each blank in the text with ____. A line for each blank here; alternatives are parted by |."),
	}[kind]
	e.form.Row("right_answer").Hinted(hint)
	e.form.Refresh()
	if e.sheet != nil {
		e.sheet.Refresh()
	}
}

func (e *edit) show() {
	title := lang.L("New question")
	if !e.was.ID.IsZero() {
		title = lang.L("Change the question")
	}
	e.sheet = widgets.NewSheet(title, container.NewVBox(e.form, e.note), widgets.Action{Label: lang.L("Save"), Do: e.save})
	e.sheet.Width = 820
	e.kept.on(e.sheet)
	e.sheet.Show(e.desk.Keys)
	of := ""
	if !e.was.ID.IsZero() {
		of = e.was.ID.String()
	}
	e.kept.begin(of)
	if !e.was.ID.IsZero() {
		widgets.Focus(e.text)
	}
}

// read is the question as it is typed.
func (e *edit) read() (app.BankQuestion, error) {
	q := e.was
	cells := app.QuestionCells{Kind: e.kind.Chosen().Code, Text: e.text.Text, Choices: strings.Split(strings.TrimSpace(e.choices.Text), "\n"), Answer: e.answer.Text}
	read, err := cells.Question()
	if err != nil {
		return q, err
	}
	q.Kind, q.Text, q.Choices, q.Answers = read.Kind, read.Text, read.Choices, read.Answers
	points, ok := app.ParsePoints(e.points.Text)
	if !ok {
		return q, app.Refuse("points", app.Malformed)
	}
	q.Points = points
	q.Difficulty, _ = strconv.ParseInt(e.difficulty.Chosen().Code, 10, 64)
	q.Course, _ = app.ParseID[app.Course](e.course.Chosen().Code)
	q.Topic, q.Source, q.Explanation = e.topic.Text, e.source.Text, e.explanation.Text
	q = q.Tidied()
	return q, q.Check()
}

func (e *edit) save() {
	if e.saving {
		return
	}
	now, err := e.read()
	if err != nil {
		e.refuse(err)
		return
	}
	e.saving, e.kept.saving = true, true
	e.sheet.SetBusy(true)
	e.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			if _, err := e.store.SaveQuestion(ctx, e.desk.By, e.was, now); err != nil {
				return err
			}
			return e.kept.drop(ctx)
		},
		Done: func(err error) {
			e.saving, e.kept.saving = false, false
			e.sheet.SetBusy(false)
			switch {
			case err != nil:
				e.refuse(err)
			case e.was.ID.IsZero():
				e.desk.Say(lang.L("The question is kept. The form is ready for the next."))
				e.form.Clear()
				e.note.Clear()
				e.kept.saving = true // the next is filled in, not typed
				e.fill(app.BankQuestion{Kind: now.Kind, Course: now.Course, Topic: now.Topic, Difficulty: now.Difficulty, Points: now.Points, Source: now.Source})
				e.kept.saving = false
				e.kept.again()
				widgets.Focus(e.text)
				e.saved()
			default:
				e.sheet.Close()
				e.saved()
			}
		},
	})
}

func (e *edit) refuse(err error) {
	desk.ShowRefusal(e.form, e.note, err)
	e.sheet.Refresh()
}
