package questions

import (
	"context"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// marking is the sheet that shows one open answer after the other, without who
// gave it: points, a remark, Ctrl+Enter, the next.
type marking struct {
	desk  *desk.Desk
	store Store
	quiz  app.QuizID
	done  func()

	left   []app.OpenAnswer
	marked int
	total  int

	place  *widgets.Text
	text   *widgets.Paragraph
	model  *widgets.Paragraph
	answer *widgets.Paragraph
	points *widgets.Entry
	remark *widgets.Entry
	form   *widgets.Form
	note   *widgets.FieldNote
	sheet  *widgets.Sheet
	loader *background.Loader[[]app.OpenAnswer]
	saving bool
}

func newMarking(d *desk.Desk, store Store, quiz app.QuizID, done func()) *marking {
	m := &marking{
		desk: d, store: store, quiz: quiz, done: done, place: widgets.NewMutedText(""), text: widgets.NewParagraph(""), model: widgets.NewParagraph(""),
		answer: widgets.NewParagraph(""), points: widgets.NewEntry(), remark: widgets.NewEntry(), note: widgets.NewFieldNote(),
	}
	m.text.Bold = true
	m.points.OnSubmitted = func(string) { widgets.Focus(m.remark) }
	m.remark.OnSubmitted = func(string) { m.save() }
	m.form = widgets.NewForm(widgets.NewFormRow("points", words.Field("points"), m.points).Required(), widgets.NewFormRow("remark", lang.L("Remark for the learner"), m.remark))
	m.form.OneColumn = true
	m.loader = background.NewLoader(d.Runner, m.begin)
	return m
}

func (m *marking) show() {
	body := container.NewVBox(m.place, m.text, widgets.NewSectionHeader(lang.L("Your own answer")), m.model, widgets.NewSectionHeader(lang.L("What was answered")), m.answer, m.form, m.note)
	m.sheet = widgets.NewSheet(lang.L("Mark open answers"), body, widgets.Action{Label: lang.L("Save and next"), Do: m.save})
	m.sheet.Secondary = widgets.Action{Label: lang.L("Stop marking"), Do: func() { m.sheet.Close() }}
	m.sheet.Others = []widgets.Action{{Label: lang.L("Later"), Do: m.later}}
	m.sheet.Width, m.sheet.OnClosed = 760, m.done
	m.sheet.First = m.points
	m.sheet.Show(m.desk.Keys)
	m.loader.Ask(func(ctx context.Context) ([]app.OpenAnswer, error) {
		return m.store.OpenAnswers(ctx, m.desk.By, m.quiz)
	})
}

func (m *marking) begin(left []app.OpenAnswer, err error) {
	if err != nil {
		m.note.Error(words.Error(err))
		return
	}
	m.left, m.total = left, len(left)
	m.next()
}

// next shows the first of those left, or ends.
func (m *marking) next() {
	if len(m.left) == 0 {
		m.sheet.Close()
		m.desk.Say(lang.L("Answers marked: {{.N}}. None is left.", map[string]any{"N": m.marked}))
		return
	}
	a := m.left[0]
	m.place.SetText(lang.L("Question {{.Place}}, at most {{.Full}} points · {{.Left}} of {{.Total}} left", map[string]any{
		"Place": a.Place, "Full": app.PointsText(a.Full), "Left": len(m.left), "Total": m.total,
	}))
	m.text.SetText(a.Text)
	m.model.SetText(orDash(a.Model))
	m.answer.SetText(orDash(a.Answer))
	m.points.SetText("")
	m.remark.SetText("")
	m.form.Clear()
	m.note.Clear()
	m.sheet.Refresh()
	widgets.Focus(m.points)
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

// later puts an answer behind the others.
func (m *marking) later() {
	if len(m.left) > 1 {
		m.left = append(m.left[1:], m.left[0])
	}
	m.next()
}

func (m *marking) save() {
	if m.saving || len(m.left) == 0 {
		return
	}
	points, ok := app.ParsePoints(m.points.Text)
	if !ok {
		m.refuse(app.Refuse("points", app.Malformed))
		return
	}
	a, given := m.left[0], app.Marking{Points: points, Remark: m.remark.Text}
	m.saving = true
	m.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			_, err := m.store.MarkAnswer(ctx, m.desk.By, a.ID, given)
			return err
		},
		Done: func(err error) {
			m.saving = false
			if err != nil {
				m.refuse(err)
				return
			}
			m.left = m.left[1:]
			m.marked++
			m.next()
		},
	})
}

func (m *marking) refuse(err error) {
	desk.ShowRefusal(m.form, m.note, err)
	m.sheet.Refresh()
}
