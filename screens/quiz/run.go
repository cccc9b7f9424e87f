package quiz

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// run is an attempt while it runs: the question on view, what was answered, and
// the time.
type run struct {
	page *Page
	t    app.QuizTaking
	at   int // which question is on view
	late map[int64]bool

	pulse  app.AttemptPulse // as it stood when the seconds were last told
	spent  int64            // ms, before the program counted on
	gone   func() time.Duration
	kept   int64 // ms spent when that was last kept
	warned int64 // the last warning said, in ms left; 0: none
	ending bool
	stop   func()

	keep   *keeper
	typing *background.Later
	input  input
	side   *side
	where  *widgets.Text
	how    *widgets.Text
	text   *widgets.Paragraph
	slot   *fyne.Container
	mark   *widgets.Button
	back   *widgets.Button
	next   *widgets.Button
	note   *widgets.FieldNote
	ask    *fyne.Container
	keys   *fyne.Container // the buttons under it
	body   *fyne.Container
}

// typingRests is how long typing must pause before it is kept.
const typingRests = 400 * time.Millisecond

func newRun(p *Page, t app.QuizTaking) *run {
	r := &run{page: p, t: t, pulse: t.Pulse, spent: t.Pulse.SpentMS, kept: t.Pulse.SpentMS, late: map[int64]bool{}, note: widgets.NewFieldNote(), stop: func() {}}
	for part := range strings.SplitSeq(t.Pulse.Later, ",") {
		if place, err := strconv.ParseInt(part, 10, 64); err == nil {
			r.late[place] = true
		}
	}
	for i, q := range t.Questions {
		if q.Place == t.Pulse.Place {
			r.at = i
		}
	}
	r.keep = &keeper{desk: p.desk, store: p.store, refused: r.refused, failed: r.failed}
	r.typing = background.NewLater(p.desk.Runner, typingRests, func() { r.keepStand() })
	r.build()
	return r
}

func (r *run) build() {
	r.where, r.how, r.text, r.slot = widgets.NewText(""), widgets.NewMutedText(""), widgets.NewParagraph(""), container.NewStack()
	r.where.Bold, r.how.Shrinks = true, true
	r.mark = widgets.NewButton("", r.toggleLater)
	r.back = widgets.NewButton(lang.X("quiz.back", "Back")+"  Ctrl+PgUp", func() { r.step(-1) })
	r.next = widgets.NewPrimaryButton("", r.onward)
	r.side = newSide(r)
	inside := container.New(&downLayout{gap: 10}, container.NewBorder(nil, nil, r.where, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 10, 0), r.how)), r.text, r.slot)
	r.ask = scrolled(widgets.NewCard(inside))
	r.keys = container.NewHBox(r.back, r.next, r.mark)
	foot := container.New(layout.NewCustomPaddedLayout(0, 10, 16, 16), container.NewVBox(r.note, r.keys))
	r.body = container.New(&sideLayout{width: sideWidth}, container.NewBorder(nil, foot, nil, nil, r.ask), r.side.body)
}

// start shows the question somebody was at and lets the time run.
func (r *run) start() {
	r.gone = r.page.desk.Runner.Count()
	r.show()
	r.tick()
}

func (r *run) question() app.QuizQuestion { return r.t.Questions[r.at] }

// show puts the question on view.
func (r *run) show() {
	q := r.question()
	r.where.SetText(lang.L("Question {{.N}} of {{.All}}", map[string]any{"N": r.at + 1, "All": len(r.t.Questions)}))
	r.how.SetText(words.HowAnswered(q) + "  ·  " + lang.L("{{.Points}} points", map[string]any{"Points": words.QuizPoints(q.Points)}))
	r.text.SetText(q.Text)
	r.input = newInput(r, q, r.t.Answers[q.ID])
	r.slot.Objects = []fyne.CanvasObject{r.input.object()}
	if r.at == 0 {
		r.back.Disable()
	} else {
		r.back.Enable()
	}
	r.next.SetText(lang.X("quiz.next", "Next") + "  " + r.input.onwardKey())
	if r.at == len(r.t.Questions)-1 {
		r.next.SetText(lang.X("quiz.hand_in", "Hand in") + "  Ctrl+Enter")
	}
	r.showLater()
	for range 2 {
		r.ask.Refresh()
	}
	r.ask.Objects[0].(*container.Scroll).ScrollToTop()
	r.focus()
}

func (r *run) focus() { r.input.focus(r.page.desk.Canvas) }

func (r *run) showLater() {
	r.mark.SetText(lang.L("Mark for later") + "  " + r.input.markKey())
	if r.late[r.question().Place] {
		r.mark.SetText(lang.L("Take the mark off") + "  " + r.input.markKey())
	}
	r.keys.Refresh()
	r.side.show()
}

func (r *run) toggleLater() {
	place := r.question().Place
	if r.late[place] = !r.late[place]; !r.late[place] {
		delete(r.late, place)
	}
	r.showLater()
	r.keepStand()
}

// answered takes an answer that was chosen: it is kept at once.
func (r *run) answered(answer string) {
	if r.ending {
		return
	}
	q := r.question()
	r.t.Answers[q.ID] = answer
	r.keep.answer(app.AnswerGiven{Stand: r.stand(), Question: q.ID, Answer: answer})
	r.side.show()
}

// typed takes a text as it grows: it is kept when typing pauses, and as an answer
// when the question is left.
func (r *run) typed(answer string) {
	if r.ending {
		return
	}
	q := r.question()
	r.t.Answers[q.ID] = answer
	r.pulse.TypedFor, r.pulse.Typed = q.ID, answer
	r.typing.Call()
	r.side.show()
}

// settleTyped makes what was being typed an answer.
func (r *run) settleTyped() {
	r.typing.Stop()
	if id := r.pulse.TypedFor; !id.IsZero() {
		answer := r.pulse.Typed
		r.pulse.TypedFor, r.pulse.Typed = app.QuizQuestionID{}, ""
		r.keep.answer(app.AnswerGiven{Stand: r.stand(), Question: id, Answer: answer})
	}
}

// stand is how far it is.
func (r *run) stand() app.AttemptStand {
	places := make([]int, 0, len(r.late))
	for place := range r.late {
		places = append(places, int(place))
	}
	slices.Sort(places)
	return app.AttemptStand{
		Attempt: r.t.Attempt.ID, SpentMS: r.spent + r.gone().Milliseconds(), Place: r.question().Place, Later: app.JoinPlaces(places),
		TypedFor: r.pulse.TypedFor, Typed: r.pulse.Typed,
	}
}

func (r *run) keepStand() {
	if r.ending {
		return
	}
	s := r.stand()
	r.kept = s.SpentMS
	r.keep.at(s)
}

// step goes to the question before or after.
func (r *run) step(by int) { r.toQuestion(r.at + by) }

func (r *run) toQuestion(at int) {
	if r.ending || at < 0 || at >= len(r.t.Questions) {
		return
	}
	r.at = at
	r.settleTyped()
	r.keepStand()
	r.show()
}

// onward goes to the next question; after the last, to handing in.
func (r *run) onward() {
	if r.at == len(r.t.Questions)-1 {
		r.askHandIn()
		return
	}
	r.step(1)
}

// toOpen goes to the next question that is open or marked, round the end.
func (r *run) toOpen() {
	for i := range r.t.Questions {
		at := (r.at + 1 + i) % len(r.t.Questions)
		if q := r.t.Questions[at]; at != r.at && (r.late[q.Place] || !app.Answered(r.t.Answers[q.ID])) {
			r.toQuestion(at)
			return
		}
	}
	r.page.desk.Say(lang.L("Everything is answered and nothing is marked. Ctrl+Enter hands in."))
}

// failed says what could not be written; it is tried again with each keeping.
func (r *run) failed(err error) {
	was := r.note.Text()
	defer func() {
		if r.note.Text() != was { // the buttons make room for it
			r.body.Refresh()
			r.body.Refresh()
		}
	}()
	if err == nil {
		r.note.Clear()
		return
	}
	r.note.Error(lang.L("The last answer is not saved yet; it is tried again every few seconds. Do not close the program.") + " " + words.Error(err))
}

// finish lets the time stand.
func (r *run) finish() {
	r.ending = true
	r.stop()
	r.typing.Stop()
	r.side.closeSheet()
}
