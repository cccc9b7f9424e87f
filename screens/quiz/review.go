package quiz

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// review shows somebody the questions of a quiz that is over, each with his
// answer, the right one, and why it is right.
type review struct {
	page   *Page
	note   *widgets.FieldNote
	inside *fyne.Container
	back   *widgets.Button
	body   *fyne.Container
	loader *background.Loader[app.QuizReview]
}

func newReview(p *Page) *review {
	r := &review{page: p, note: widgets.NewFieldNote(), inside: container.New(&downLayout{gap: 8})}
	r.loader = background.NewLoader(p.desk.Runner, r.show)
	r.back = widgets.NewButton(lang.L("Back")+"  Esc", func() { p.Leave() })
	r.body = scrolled(container.New(middleLayout{coverWidth}, widgets.NewCard(r.inside)))
	return r
}

// open asks for the answers; until they are there nothing of another quiz is seen.
func (r *review) open(id app.QuizID) {
	r.inside.Objects = nil
	r.loader.Ask(func(ctx context.Context) (app.QuizReview, error) {
		return r.page.store.QuizReview(ctx, r.page.desk.By, id)
	})
}

func (r *review) show(v app.QuizReview, err error) {
	r.inside.Objects = nil
	if err != nil {
		r.note.Error(words.Error(err))
		r.inside.Objects = append(r.inside.Objects, r.note)
	} else {
		title := widgets.NewTitle(v.Quiz.Title)
		title.Shrinks = true
		r.inside.Objects = append(r.inside.Objects, title, muted(lang.L("Your best attempt, with the right answers. The quiz is over.")))
		for at, item := range v.Items {
			r.inside.Objects = append(r.inside.Objects, reviewed(at+1, item)...)
		}
	}
	r.inside.Objects = append(r.inside.Objects, container.NewHBox(r.back))
	for range 2 { // some know their height by their width only
		r.body.Refresh()
	}
	widgets.Focus(r.back)
}

// reviewed is one question with both answers.
func reviewed(at int, i app.QuizReviewItem) []fyne.CanvasObject {
	question := widgets.NewParagraph(strconv.Itoa(at) + ". " + i.Text)
	question.Bold = true
	out := []fyne.CanvasObject{container.NewBorder(nil, nil, nil, container.NewCenter(markBadge(i)), question)}
	for n, choice := range strings.Split(i.Choices, "\n") {
		if choice != "" {
			out = append(out, widgets.NewParagraph(app.ChoiceLetter(n+1)+"  "+choice))
		}
	}
	facts := widgets.NewFacts()
	given := lang.L("no answer")
	if app.Answered(i.Answer.Answer) {
		given = words.RightAnswer(i.Kind, i.Answer.Answer)
	}
	facts.AddWide(lang.L("Your answer"), given)
	for _, f := range [][2]string{{words.Field("right_answer"), words.RightAnswer(i.Kind, i.Right)}, {words.Field("explanation"), i.Explanation}, {lang.L("Trainer's remark"), i.Answer.Remark}} {
		if f[1] != "" {
			facts.AddWide(f[0], f[1])
		}
	}
	return append(out, facts)
}

// markBadge tells in words and colour what an answer was worth.
func markBadge(i app.QuizReviewItem) *widgets.Badge {
	said := lang.L("{{.Points}} of {{.Full}} points", map[string]any{"Points": words.QuizPoints(i.Answer.Points), "Full": words.QuizPoints(i.Points)})
	switch {
	case i.Answer.ID.IsZero():
		return widgets.NewBadge(lang.L("{{.Points}} of {{.Full}} points", map[string]any{"Points": "0", "Full": words.QuizPoints(i.Points)}), widgets.ToneBad)
	case i.Answer.MarkedAt == 0:
		return widgets.NewBadge(lang.L("Waits for marks"), widgets.ToneInfo)
	case i.Answer.Points == i.Points:
		return widgets.NewBadge(said, widgets.ToneGood)
	case i.Answer.Points > 0:
		return widgets.NewBadge(said, widgets.ToneWarn)
	}
	return widgets.NewBadge(said, widgets.ToneBad)
}
