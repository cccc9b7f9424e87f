package quiz

import (
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// cover is what stands before a quiz and after it: its rules, the attempts, and
// the button that begins.
type cover struct {
	page *Page
	quiz app.QuizToTake
	told string // what just happened, until something else is shown
	rest bool   // an attempt has just ended: an Enter meant for it begins no other

	title  *widgets.Text
	course *widgets.Text
	facts  *fyne.Container
	rules  *fyne.Container
	mine   *fyne.Container
	note   *widgets.FieldNote
	begin  *widgets.Button
	review *widgets.Button
	inside *fyne.Container
	body   *fyne.Container
}

// coverWidth is how wide a cover is at most: sentences are read at a glance.
const coverWidth = 760

func newCover(p *Page) *cover {
	c := &cover{page: p, title: widgets.NewTitle(""), course: widgets.NewMutedText(""), note: widgets.NewFieldNote()}
	c.title.Shrinks, c.course.Shrinks = true, true
	c.facts, c.rules, c.mine = container.NewStack(), container.New(&downLayout{gap: 5}), container.New(&downLayout{gap: 8})
	c.begin = widgets.NewPrimaryButton("", p.begin)
	c.review = widgets.NewButton(lang.L("Look at the answers"), func() { p.turn(true) })
	c.inside = container.New(&downLayout{gap: 8})
	c.body = scrolled(container.New(middleLayout{coverWidth}, widgets.NewCard(c.inside)))
	c.clear()
	return c
}

// clear shows nothing of another quiz while one is asked for.
func (c *cover) clear() {
	c.quiz, c.told, c.rest = app.QuizToTake{}, "", false
	c.inside.Objects = nil
	c.note.Clear()
	c.begin.Hide()
	c.review.Hide()
	c.inside.Refresh()
}

func (c *cover) show(t app.QuizToTake, err error) {
	if err != nil {
		c.note.Error(words.Error(err))
		c.arrange()
		return
	}
	c.quiz = t
	c.title.SetText(t.Quiz.Title)
	c.course.SetText(t.Course.Name + "  ·  " + t.Quiz.Number)
	c.showFacts()
	c.showRules()
	c.showMine()
	c.showWhat()
	c.arrange()
	c.focus()
}

// arrange puts the parts that say something under each other, twice, since some
// know their height by their width only.
func (c *cover) arrange() {
	buttons := container.NewHBox(c.begin, c.review, layout.NewSpacer())
	c.inside.Objects = []fyne.CanvasObject{c.note}
	if !c.quiz.Quiz.ID.IsZero() {
		c.inside.Objects = []fyne.CanvasObject{c.title, c.course}
		if len(c.mine.Objects) > 0 {
			c.inside.Objects = append(c.inside.Objects, widgets.NewSectionHeader(lang.L("Your attempts")), c.mine)
		}
		c.inside.Objects = append(c.inside.Objects, widgets.NewSectionHeader(lang.L("About this quiz")), c.facts)
		if c.begin.Visible() {
			c.inside.Objects = append(c.inside.Objects, widgets.NewSectionHeader(lang.L("How it goes")), c.rules)
		}
		c.inside.Objects = append(c.inside.Objects, c.note, buttons)
	}
	for range 2 {
		c.body.Refresh()
	}
}

func (c *cover) showFacts() {
	q, now := c.quiz.Quiz, c.page.desk.Now()
	f := widgets.NewFacts()
	limit := lang.L("none")
	if q.LimitMinutes > 0 {
		limit = words.Stretch(q.LimitMS())
	}
	f.Add(lang.L("Time limit"), limit)
	f.Add(lang.L("Questions"), lang.L("{{.N}}, worth {{.Points}} points", map[string]any{"N": c.quiz.Questions, "Points": words.QuizPoints(c.quiz.Full)}))
	f.Add(lang.L("Needed to pass"), lang.L("{{.Points}} points", map[string]any{"Points": words.QuizPoints(q.PassScore)}))
	f.Add(lang.L("Attempts left"), lang.L("{{.Left}} of {{.All}}", map[string]any{"Left": c.quiz.AttemptsLeft(), "All": q.AttemptsAllowed()}))
	f.Add(lang.L("Opens"), words.Moment(q.OpensAt, now))
	f.Add(lang.L("Closes"), words.Moment(q.ClosesAt, now))
	c.facts.Objects = []fyne.CanvasObject{f}
}

func (c *cover) showRules() {
	q := c.quiz.Quiz
	lines := []string{
		lang.L("Each answer is saved as you give it. After a power cut you go on at the same question with the time that was last kept: at most {{.S}} seconds are then given back to you.", map[string]any{"S": app.PulseEveryMS / 1000}),
		lang.L("The time runs while the program is open, also while you look elsewhere. The clock of the computer does not change it. Interruptions and a changed clock are told to the trainer."),
		lang.L("1–9 or A–F choose, Enter goes on, Ctrl+PgUp goes back, M marks for later (Ctrl+M while you write)."),
		lang.L("Ctrl+G goes to what is open or marked, Ctrl+Enter hands in."),
	}
	if q.LimitMinutes > 0 {
		lines = append([]string{lang.L("You have {{.Time}}. When it is over, the quiz is handed in by itself with what is there.", map[string]any{"Time": words.Stretch(q.LimitMS())})}, lines...)
	}
	if short := q.ClosesAt - c.quiz.Moment(c.page.desk.Now().UnixMilli()); q.LimitMinutes > 0 && short > 0 && short < q.LimitMS() {
		lines = append(lines, lang.L("It closes in {{.Time}}: you have no longer than that.", map[string]any{"Time": words.Stretch(short)}))
	}
	c.rules.Objects = nil
	for _, line := range lines {
		c.rules.Add(widgets.NewParagraph(line))
	}
}

// showWhat offers what can be done, or says why nothing can.
func (c *cover) showWhat() {
	err := c.quiz.MayStart(c.page.desk.Now().UnixMilli())
	running, is := c.quiz.Running()
	no, refused := errors.AsType[*app.Refusal](err)
	resumes := is && refused && no.Reason == app.AttemptStillRuns
	shown(c.begin, err == nil || is && (resumes || no.Reason == app.QuizHasClosed))
	over := len(c.quiz.Attempts) > 0 && c.quiz.Quiz.Over(c.quiz.Moment(c.page.desk.Now().UnixMilli()))
	shown(c.review, over && !c.quiz.Quiz.AnswersKept)
	c.begin.SetText(lang.X("quiz.begin", "Begin") + "  Enter")
	if is {
		c.begin.SetText(lang.X("quiz.go_on", "Go on") + "  Enter")
	}
	switch {
	case c.told != "":
		c.note.Warn(c.told)
	case over && c.quiz.Quiz.AnswersKept:
		c.note.Warn(words.Error(app.Refuse("status", app.QuizAnswersKept)))
	case resumes:
		c.note.Warn(lang.L("You were interrupted at question {{.N}}. It is kept, and so is the time.", map[string]any{"N": running.AtQuestion}))
	case err != nil && len(c.quiz.Attempts) > 0 && c.allHanded():
		c.note.Clear()
	case err != nil:
		c.note.Warn(words.Error(err))
	default:
		c.note.Clear()
	}
}

func (c *cover) allHanded() bool {
	for _, a := range c.quiz.Attempts {
		if a.HandedAt == 0 {
			return false
		}
	}
	return true
}

// showMine lists the attempts, the last first.
func (c *cover) showMine() {
	c.mine.Objects = nil
	for i := len(c.quiz.Attempts) - 1; i >= 0; i-- {
		c.mine.Add(c.attempt(c.quiz.Attempts[i]))
	}
}

func (c *cover) attempt(a app.QuizAttempt) fyne.CanvasObject {
	now := c.page.desk.Now()
	head := container.NewHBox(widgets.NewText(lang.L("Attempt {{.N}}", map[string]any{"N": a.Number})), container.NewCenter(attemptBadge(a)))
	if a.MarkedAt > 0 {
		score := widgets.NewText(lang.L("{{.Points}} of {{.Full}} points", map[string]any{"Points": words.QuizPoints(a.Score), "Full": words.QuizPoints(c.quiz.Full)}))
		score.Bold = true
		head.Add(score)
	}
	out := container.New(&downLayout{gap: 2}, head, muted(attemptTimes(a, now)))
	if a.HandedAt > 0 && a.MarkedAt == 0 {
		out.Add(muted(lang.L("Your answers are on their way to the trainer. The result comes later and stands here.")))
	}
	for _, i := range a.Interrupted() {
		out.Add(muted(words.Interruption(i, now)))
	}
	return out
}

func attemptBadge(a app.QuizAttempt) *widgets.Badge {
	switch {
	case a.HandedAt == 0:
		return widgets.NewBadge(lang.L("Not handed in"), widgets.ToneWarn)
	case a.MarkedAt == 0:
		return widgets.NewBadge(lang.L("Waits for marks"), widgets.ToneInfo)
	case a.Passed:
		return widgets.NewBadge(lang.L("Passed"), widgets.ToneGood)
	}
	return widgets.NewBadge(lang.L("Not passed"), widgets.ToneBad)
}

func attemptTimes(a app.QuizAttempt, now time.Time) string {
	said := map[string]any{"At": words.Moment(a.StartedAt, now), "Handed": words.Moment(a.HandedAt, now), "Spent": words.Stretch(a.SpentMS)}
	switch {
	case a.HandedAt == 0:
		return lang.L("Begun {{.At}}, {{.Spent}} spent", said)
	case a.ByTime:
		return lang.L("Begun {{.At}}, {{.Spent}} spent, handed in {{.Handed}} because the time was up", said)
	}
	return lang.L("Begun {{.At}}, {{.Spent}} spent, handed in {{.Handed}}", said)
}

func (c *cover) able(yes bool) {
	if yes {
		c.begin.Enable()
		return
	}
	c.begin.Disable()
}

func (c *cover) focus() {
	switch {
	case c.page.run != nil:
	case c.rest:
		c.page.desk.Canvas.Unfocus()
	case c.begin.Visible():
		widgets.Focus(c.begin)
	case c.review.Visible():
		widgets.Focus(c.review)
	}
}
