package quiz

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// When the time that is left is told in a sentence, in ms.
const (
	leftLittle = 5 * 60_000
	leftLast   = 60_000
)

// tick is called each second: it counts, keeps, warns and ends.
func (r *run) tick() {
	if r.ending {
		return
	}
	s := r.stand()
	r.pulse, _ = r.pulse.Beat(r.page.desk.Now().UnixMilli(), s)
	left, limited := r.t.Quiz.Left(r.pulse)
	r.side.tell(left, limited)
	switch end := r.t.Quiz.EndOf(r.pulse); {
	case end == app.AttemptNoMore:
		r.refused(app.Refuse("attempt", app.QuizWasCancelled))
		return
	case end != app.AttemptRuns:
		r.handIn(timeUp())
	case limited:
		r.warn(left)
		fallthrough
	default:
		if s.SpentMS-r.kept >= app.PulseEveryMS {
			r.keepStand()
		}
	}
	r.again()
}

// again lets the next second come.
func (r *run) again() {
	r.stop()
	if !r.ending {
		r.stop = r.page.desk.Runner.After(time.Second, r.tick)
	}
}

func timeUp() string { return lang.L("The time is up. What you had answered was handed in.") }

// warn says once when little time is left, and once when almost none is.
func (r *run) warn(left int64) {
	for _, w := range []struct {
		at   int64
		said string
	}{
		{leftLast, lang.L("Less than a minute is left. Then it is handed in by itself.")},
		{leftLittle, lang.L("Less than five minutes are left.")},
	} {
		if left <= w.at {
			if r.warned == 0 || r.warned > w.at {
				r.warned = w.at
				r.page.desk.Say(w.said)
			}
			return
		}
	}
}

// learned takes what became of the quiz meanwhile.
func (r *run) learned(q app.Quiz) {
	if !r.ending {
		r.t.Quiz.Status, r.t.Quiz.ClosesAt = q.Status, q.ClosesAt
		r.tick()
	}
}

// askHandIn tells what is open, then hands in.
func (r *run) askHandIn() {
	if r.ending {
		return
	}
	r.settleTyped()
	answered, later := r.side.counts()
	open := len(r.t.Questions) - answered
	text := lang.L("All questions are answered.")
	if open > 0 {
		text = lang.L("{{.Open}} of {{.All}} questions are not answered: {{.Which}}.", map[string]any{"Open": open, "All": len(r.t.Questions), "Which": r.openPlaces()})
	}
	if later > 0 {
		text += "\n" + lang.L("Marked for later: {{.N}}", map[string]any{"N": later})
	}
	text += "\n" + lang.L("What is handed in takes no more answers.")
	r.side.sheet = widgets.Confirm(r.page.desk.Keys, widgets.Question{
		Title: lang.L("Hand in the quiz?"), Text: text, Yes: lang.X("quiz.hand_in", "Hand in"), No: lang.L("Go on answering"), Danger: open > 0,
	}, func() { r.handIn("") })
}

// openPlaces names the first questions that are not answered.
func (r *run) openPlaces() string {
	const most = 12
	var places []int
	for i, q := range r.t.Questions {
		if !app.Answered(r.t.Answers[q.ID]) {
			places = append(places, i+1)
		}
	}
	said := words.Places(places[:min(len(places), most)])
	if len(places) > most {
		said += " …"
	}
	return said
}

// handIn ends the attempt once all is written; what is being typed goes along.
// While the disk refuses, the seconds go on and try again.
func (r *run) handIn(said string) {
	r.side.closeSheet()
	r.typing.Stop()
	r.keep.settle(func() {
		if r.ending {
			return
		}
		r.ending = true
		stand := r.stand()
		var handed app.QuizAttempt
		r.page.desk.Runner.Start(background.Task{
			Do: func(ctx context.Context, _ func(int, int)) (err error) {
				handed, err = r.page.store.HandIn(ctx, r.page.desk.By, stand)
				return err
			},
			Done: func(err error) { r.handed(handed, said, err) },
		})
	})
}

func (r *run) handed(a app.QuizAttempt, said string, err error) {
	if err != nil && reasonOf(err) == "" {
		r.ending = false
		r.failed(err)
		r.again()
		return
	}
	r.finish()
	switch {
	case err != nil:
		said = words.Error(err)
	case said == "" && a.MarkedAt == 0:
		said = lang.L("Handed in. The result comes later.")
	case said == "":
		r.page.desk.Say(lang.L("Handed in."))
	}
	r.page.over(said)
}

// refused meets a rule's no. Where only the time is up, what is there is handed in.
func (r *run) refused(err error) {
	if no := reasonOf(err); (no == app.QuizTimeUp || no == app.QuizHasClosed) && !r.ending {
		r.handIn(timeUp())
		return
	}
	r.finish()
	r.page.over(words.Error(err))
}

func reasonOf(err error) app.Reason {
	if no, is := errors.AsType[*app.Refusal](err); is {
		return no.Reason
	}
	return ""
}
