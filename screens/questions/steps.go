package questions

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// step is something that can be done with a quiz from where it stands.
type step struct {
	label string
	do    func()
}

// possible are the steps, the likeliest first.
func (p *Page) possible(q app.QuizPage) []step {
	if p.desk.By.May(app.ChangeTraining) != nil {
		return nil
	}
	now := p.desk.Now().UnixMilli()
	var out []step
	if q.ToMark > 0 {
		out = append(out, step{lang.L("Mark {{.N}} open answers", map[string]any{"N": q.ToMark}), func() { p.OnMark(q) }})
	}
	switch {
	case q.Status == app.QuizDraft:
		out = append(out, step{lang.L("Publish"), p.publish}, step{lang.L("Change the quiz"), p.change}, step{lang.L("Cancel the quiz"), p.cancel})
	case q.Status == app.QuizPublished && !q.Over(now):
		out = append(out, step{lang.L("Close later"), p.extend}, step{lang.L("Close now"), p.close}, step{lang.L("Cancel the quiz"), p.cancel})
	}
	switch published := q.Status == app.QuizPublished || q.Status == app.QuizClosed; {
	case published && q.AnswersKept:
		out = append(out, step{lang.L("Let learners see the answers"), p.letSee})
	case published && !q.Over(now):
		out = append(out, step{lang.L("Keep the answers back"), p.letSee})
	}
	return out
}

func (p *Page) buttons(q app.QuizPage) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i, s := range p.possible(q) {
		if i == 0 {
			out = append(out, widgets.NewPrimaryButton(s.label+"  Ctrl+G", s.do))
		} else {
			out = append(out, widgets.NewButton(s.label, s.do))
		}
	}
	return out
}

// GoOn answers Ctrl+G with the likeliest step.
func (p *Page) GoOn() {
	if page := p.page.Load(); page != nil {
		if steps := p.possible(*page); len(steps) > 0 {
			steps[0].do()
		}
	}
}

// run does something with the quiz and shows it again.
func (p *Page) run(do func(ctx context.Context, was app.Quiz) error, failed func(error)) {
	page := p.page.Load()
	if page == nil {
		return
	}
	was := page.Quiz
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return do(ctx, was) },
		Done: func(err error) {
			failed(err)
			if err == nil {
				p.Reload()
			}
		},
	})
}

func (p *Page) say(err error) { p.note.SetText(words.Error(err)) }

func (p *Page) publish() {
	page := p.page.Load()
	widgets.Confirm(p.desk.Keys, widgets.Question{
		Title: lang.L("Publish “{{.Title}}”?", map[string]any{"Title": page.Title}),
		Text: lang.L("{{.N}} questions, {{.Points}} points, open from {{.From}} to {{.To}}. Nothing of the questions changes afterwards.", map[string]any{
			"N": page.Questions, "Points": app.PointsText(page.Full), "From": words.Moment(page.OpensAt, p.desk.Now()), "To": words.Moment(page.ClosesAt, p.desk.Now()),
		}),
		Yes: lang.L("Publish"),
	}, func() {
		p.run(func(ctx context.Context, was app.Quiz) error {
			_, err := p.store.PublishQuiz(ctx, p.desk.By, was)
			return err
		}, p.say)
	})
}

func (p *Page) close() {
	text := lang.L("Nobody can take it any more, and who took it may see the right answers.")
	if p.page.Load().AnswersKept {
		text = lang.L("Nobody can take it any more. The answers stay kept back until you let learners see them.")
	}
	widgets.Confirm(p.desk.Keys, widgets.Question{
		Title: lang.L("Close the quiz now?"), Text: text, Yes: lang.L("Close now"), Danger: true,
	}, func() {
		p.run(func(ctx context.Context, was app.Quiz) error {
			_, err := p.store.CloseQuiz(ctx, p.desk.By, was)
			return err
		}, p.say)
	})
}

// letSee lets learners see the answers, or no longer.
func (p *Page) letSee() {
	p.run(func(ctx context.Context, was app.Quiz) error {
		_, err := p.store.LetSeeAnswers(ctx, p.desk.By, was, was.AnswersKept)
		return err
	}, p.say)
}

func (p *Page) change() {
	id := p.id
	var plan app.QuizPlan
	p.run(func(ctx context.Context, _ app.Quiz) (err error) {
		plan, err = p.store.QuizPlan(ctx, p.desk.By, id)
		return err
	}, func(err error) {
		p.say(err)
		if err == nil {
			p.OnChange(plan)
		}
	})
}

func (p *Page) cancel() {
	reason := widgets.NewEntry()
	p.ask(lang.L("Cancel the quiz"), "reason", words.Field("reason"), reason, func(ctx context.Context, was app.Quiz) error {
		_, err := p.store.CancelQuiz(ctx, p.desk.By, was, reason.Text)
		return err
	})
}

func (p *Page) extend() {
	closes := newMoment(p.desk, "18:00")
	closes.set(p.page.Load().ClosesAt)
	p.ask(lang.L("Close later"), "closes_at", words.Field("closes_at"), closes.box, func(ctx context.Context, was app.Quiz) error {
		at, err := closes.read("closes_at")
		if err == nil {
			_, err = p.store.ExtendQuiz(ctx, p.desk.By, was, at)
		}
		return err
	})
}

// ask is a sheet with one field before a step.
func (p *Page) ask(title, name, label string, field fyne.CanvasObject, do func(context.Context, app.Quiz) error) {
	form, note := widgets.NewForm(widgets.NewFormRow(name, label, field).Required()), widgets.NewFieldNote()
	form.OneColumn = true
	var sheet *widgets.Sheet
	sheet = widgets.NewSheet(title, container.NewVBox(form, note), widgets.Action{Label: title, Do: func() {
		p.run(do, func(err error) {
			if err == nil {
				sheet.Close()
				return
			}
			desk.ShowRefusal(form, note, err)
			sheet.Refresh()
		})
	}})
	sheet.Show(p.desk.Keys)
}
