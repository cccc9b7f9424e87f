// Package quiz is a quiz being taken: its rules before it begins, its questions
// one by one with the time that is left, and what came of it. Keys alone do.
//
// It never has the right answers: they are shown, by others, when the quiz is
// over.
package quiz

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Store is what this page asks of the records.
type Store interface {
	QuizToTake(context.Context, app.Actor, app.QuizID) (app.QuizToTake, error)
	StartQuiz(context.Context, app.Actor, app.QuizID) (app.QuizTaking, error)
	Resume(context.Context, app.Actor, app.QuizAttemptID) (app.QuizTaking, error)
	KeepStand(context.Context, app.Actor, app.AttemptStand) error
	SaveAnswer(context.Context, app.Actor, app.AnswerGiven) error
	HandIn(context.Context, app.Actor, app.AttemptStand) (app.QuizAttempt, error)
	QuizReview(context.Context, app.Actor, app.QuizID) (app.QuizReview, error)
}

// Page is the page of one quiz for whoever takes it.
type Page struct {
	desk  *desk.Desk
	store Store

	id     app.QuizID
	cover  *cover
	run    *run // nil: none
	review *review
	looks  bool // at the answers
	loader *background.Loader[app.QuizToTake]
	stack  *fyne.Container
}

// New builds the page; Show says which quiz.
func New(d *desk.Desk, store Store) *Page {
	p := &Page{desk: d, store: store}
	p.cover, p.review = newCover(p), newReview(p)
	p.loader = background.NewLoader(d.Runner, p.show)
	p.stack = container.NewStack(p.cover.body)
	return p
}

// Content is the page.
func (p *Page) Content() fyne.CanvasObject { return p.stack }

// Shows names what is on view.
func (p *Page) Shows() app.Changes { return app.Quizzes | app.Training }

// Show goes to a quiz. One that is being taken stays on view: its time runs.
func (p *Page) Show(r desk.Route) {
	switch {
	case r.Quiz.IsZero():
	case p.run != nil && p.run.t.Quiz.ID != r.Quiz:
		p.desk.Say(lang.L("Hand in the quiz you are taking before you begin another."))
	case p.run == nil:
		if p.id != r.Quiz {
			p.cover.clear()
		}
		p.turn(false)
		p.id, p.cover.told, p.cover.rest = r.Quiz, "", false
		p.Reload()
	}
}

// Reload asks for the quiz again; while it is taken, whether it is still open.
func (p *Page) Reload() {
	id := p.id
	if !id.IsZero() {
		p.loader.Ask(func(ctx context.Context) (app.QuizToTake, error) { return p.store.QuizToTake(ctx, p.desk.By, id) })
	}
}

func (p *Page) show(t app.QuizToTake, err error) {
	switch {
	case p.run != nil && err == nil:
		p.run.learned(t.Quiz)
	case p.run == nil:
		p.cover.show(t, err)
	}
}

// turn shows the answers of the quiz that is over, or its cover.
func (p *Page) turn(looks bool) {
	if p.looks == looks {
		return
	}
	if p.looks = looks; !looks {
		p.view(p.cover.body)
		p.cover.focus()
		return
	}
	p.view(p.review.body)
	p.review.open(p.id)
}

// begin starts an attempt, or goes on with the one that was interrupted.
func (p *Page) begin() {
	t := p.cover.quiz
	running, is := t.Running()
	p.enter(func(ctx context.Context) (app.QuizTaking, error) {
		if is {
			return p.store.Resume(ctx, p.desk.By, running.ID)
		}
		return p.store.StartQuiz(ctx, p.desk.By, t.Quiz.ID)
	})
}

func (p *Page) enter(open func(context.Context) (app.QuizTaking, error)) {
	var taking app.QuizTaking
	p.cover.able(false)
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			taking, err = open(ctx)
			return err
		},
		Done: func(err error) {
			p.cover.able(true)
			switch {
			case err != nil:
				p.cover.note.Error(words.Error(err))
				p.Reload()
			case taking.Attempt.HandedAt > 0: // its time came while the program was off
				p.over(words.Refusal(&app.Refusal{Reason: app.QuizHasClosed}))
			default:
				p.run = newRun(p, taking)
				p.view(p.run.body)
				p.run.start()
			}
		},
	})
}

// over goes back to the cover, which tells what came of it.
func (p *Page) over(said string) {
	p.run = nil
	p.cover.told, p.cover.rest = said, true
	p.view(p.cover.body)
	p.Reload()
	p.desk.Runner.After(restAfter, func() {
		p.cover.rest = false
		if p.desk.Canvas.Focused() == nil { // nobody went elsewhere
			p.cover.focus()
		}
	})
}

// restAfter is for how long keys that were meant for an attempt may still come.
const restAfter = 2 * time.Second

func (p *Page) view(body fyne.CanvasObject) {
	p.stack.Objects = []fyne.CanvasObject{body}
	p.stack.Refresh()
}

// Focus puts the keyboard where the next key goes.
func (p *Page) Focus() {
	if p.run != nil {
		p.run.focus()
		return
	}
	if p.looks {
		widgets.Focus(p.review.back)
		return
	}
	p.cover.focus()
}

// Save answers Ctrl+Enter: hand in, after a look at what is open.
func (p *Page) Save() {
	if p.run != nil {
		p.run.askHandIn()
	}
}

// Step answers Ctrl+PgUp and Ctrl+PgDn: the question before or after.
func (p *Page) Step(by int) {
	if p.run != nil {
		p.run.step(by)
	}
}

// GoOn answers Ctrl+G: the next question that is open or marked.
func (p *Page) GoOn() {
	if p.run != nil {
		p.run.toOpen()
	}
}

// Leave answers Esc: a quiz is not left by a slip.
func (p *Page) Leave() bool {
	if p.run == nil {
		looked := p.looks
		p.turn(false)
		return looked
	}
	p.desk.Say(lang.L("The quiz runs. Ctrl+Enter hands it in; you may look elsewhere, but the time runs on."))
	return true
}
