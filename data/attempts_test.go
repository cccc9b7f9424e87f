package data_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// sitting is somebody at a quiz, with a clock on the wall that the test sets.
type sitting struct {
	t    *testing.T
	s    *data.Store
	path string
	by   app.Actor
	wall time.Time     // the clock
	gone time.Duration // what the program counted, with which the clock goes
	quiz app.Quiz
	app.QuizTaking
}

func sit(t *testing.T, q app.Quiz) *sitting {
	t.Helper()
	w := &sitting{t: t, path: filepath.Join(t.TempDir(), "quiz.lamp"), wall: datatest.Now()}
	w.open()
	w.by = datatest.Learner(t, w.s, "0101")
	w.quiz = datatest.Quiz(t, w.s, q, datatest.SampleQuestions()...)
	return w
}

func (w *sitting) open() {
	w.t.Helper()
	w.s = datatest.OpenBy(w.t, w.path, func() time.Time { return w.wall })
}

// off ends the program and opens it again so much later, by the clock.
func (w *sitting) off(later time.Duration) {
	w.t.Helper()
	if err := w.s.Close(); err != nil {
		w.t.Fatal(err)
	}
	w.wall = w.wall.Add(later)
	w.open()
}

func (w *sitting) begin() *sitting {
	w.t.Helper()
	taking, err := w.s.StartQuiz(w.t.Context(), w.by, w.quiz.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	w.QuizTaking = taking
	return w
}

// at is the stand at a question after so much time; the clock went with it.
func (w *sitting) at(place int, spent time.Duration) app.AttemptStand {
	w.wall, w.gone = w.wall.Add(spent-w.gone), spent
	return app.AttemptStand{Attempt: w.Attempt.ID, SpentMS: spent.Milliseconds(), Place: int64(place)}
}

func (w *sitting) answer(place int, answer string, spent time.Duration) error {
	return w.s.SaveAnswer(w.t.Context(), w.by, app.AnswerGiven{Stand: w.at(place, spent), Question: w.Questions[place-1].ID, Answer: answer})
}

func (w *sitting) answers(given map[int]string) {
	w.t.Helper()
	for place, answer := range given {
		if err := w.answer(place, answer, time.Minute); err != nil {
			w.t.Fatal(err)
		}
	}
}

func (w *sitting) resume() error {
	taking, err := w.s.Resume(w.t.Context(), w.by, w.Attempt.ID)
	if err == nil {
		w.QuizTaking = taking
	}
	return err
}

func (w *sitting) toTake() app.QuizToTake {
	w.t.Helper()
	t, err := w.s.QuizToTake(w.t.Context(), w.by, w.quiz.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	return t
}

// tookAQuiz is a quiz taken in a store that is there.
func tookAQuiz(t *testing.T, s *data.Store) {
	t.Helper()
	w := &sitting{t: t, s: s, by: datatest.Learner(t, s, "0109"), quiz: datatest.Quiz(t, s, app.Quiz{}, datatest.SampleQuestions()...)}
	w.begin().answers(map[int]string{1: "1", 4: "220"})
	if _, err := s.HandIn(t.Context(), w.by, w.at(4, time.Minute)); err != nil {
		t.Fatal(err)
	}
}

func TestAQuizIsTakenAndMarkedAtOnceWhereTheKeysAre(t *testing.T) {
	w := sit(t, app.Quiz{PassScore: 600}).begin()
	w.answers(map[int]string{1: "1", 2: "1,2", 3: "true", 4: "２２０\n60"})
	got, err := w.s.HandIn(t.Context(), w.by, w.at(5, 2*time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	if got.HandedAt == 0 || got.MarkedAt == 0 || got.ByTime || got.Score != 200+0+200+100 || got.Passed {
		t.Errorf("handed in as %+v, want 5 points of 10, not passed", got)
	}
	refusedWith(t, w.answer(1, "2", 3*time.Minute), app.AttemptHandedIn)
	_, err = w.s.HandIn(t.Context(), w.by, w.at(5, 2*time.Minute))
	refusedWith(t, err, app.AttemptHandedIn)
	_, err = w.s.StartQuiz(t.Context(), w.by, w.quiz.ID)
	refusedWith(t, err, app.NoAttemptsLeft)
}

func TestAnOpenAnswerWaitsForTheTrainer(t *testing.T) {
	w := sit(t, app.Quiz{PassScore: 300}).begin()
	w.answers(map[int]string{1: "1", 5: "先致歉，再查明原因"})
	got, err := w.s.HandIn(t.Context(), w.by, w.at(5, 2*time.Minute))
	if err != nil || got.MarkedAt != 0 {
		t.Fatalf("handed in as %+v: %v", got, err)
	}
	open, err := w.s.OpenAnswers(t.Context(), trainer, w.quiz.ID)
	if err != nil || len(open) != 1 {
		t.Fatalf("%d answers wait: %v", len(open), err)
	}
	if _, err := w.s.MarkAnswer(t.Context(), trainer, open[0].ID, app.Marking{Points: 150}); err != nil {
		t.Fatal(err)
	}
	if a := w.toTake().Attempts[0]; a.MarkedAt == 0 || a.Score != 350 || !a.Passed {
		t.Errorf("marked as %+v", a)
	}
}

func TestWhatWasBeingTypedIsHandedIn(t *testing.T) {
	w := sit(t, app.Quiz{}).begin()
	stand := w.at(4, time.Minute)
	stand.TypedFor, stand.Typed = w.Questions[3].ID, "220"
	if err := w.s.KeepStand(t.Context(), w.by, stand); err != nil {
		t.Fatal(err)
	}
	w.off(time.Hour)
	if err := w.resume(); err != nil || w.Answers[w.Questions[3].ID] != "220" || w.Pulse.Place != 4 {
		t.Fatalf("goes on at %d with %q: %v", w.Pulse.Place, w.Answers[w.Questions[3].ID], err)
	}
	got, err := w.s.HandIn(t.Context(), w.by, w.Pulse.AttemptStand)
	if err != nil || got.Score != 100 {
		t.Errorf("the blank that was being typed is worth %d: %v", got.Score, err)
	}
}

func TestAnInterruptedQuizGoesOnWithTheTimeLastKept(t *testing.T) {
	w := sit(t, app.Quiz{}).begin()
	if err := w.answer(5, "先致歉", 10*time.Minute); err != nil {
		t.Fatal(err)
	}
	if err := w.s.KeepStand(t.Context(), w.by, w.at(5, 10*time.Minute+4*time.Second)); err != nil {
		t.Fatal(err)
	}
	stopped := w.wall
	w.off(2 * time.Hour)
	if err := w.resume(); err != nil {
		t.Fatal(err)
	}
	if left, _ := w.Quiz.Left(w.Pulse); left != (20*time.Minute-4*time.Second).Milliseconds() || w.Pulse.Place != 5 || w.Answers[w.Questions[4].ID] != "先致歉" {
		t.Errorf("goes on at the last question, %d, with %d ms and %q", w.Pulse.Place, left, w.Answers[w.Questions[4].ID])
	}
	want := app.Interruption{Kind: app.ProgramEnded, From: stopped.UnixMilli(), Until: w.wall.UnixMilli()}
	if got := w.Attempt.Interrupted(); len(got) != 1 || got[0] != want {
		t.Errorf("told %v, want %v", got, want)
	}
	page, err := w.s.QuizPage(t.Context(), trainer, w.quiz.ID)
	if err != nil || len(page.Results) != 1 || len(page.Results[0].Interrupted()) != 1 {
		t.Errorf("the trainer is shown %+v: %v", page.Results, err)
	}
}

func TestAClockThatIsSetChangesNoTimeAndIsTold(t *testing.T) {
	tests := []struct {
		name string
		set  time.Duration
		off  bool
		want app.InterruptionKind
	}{
		{"back while the quiz runs", -3 * time.Hour, false, app.ClockSetBack},
		{"forward while the quiz runs", 3 * time.Hour, false, app.ClockRanAhead},
		{"back while the program is off", -3 * time.Hour, true, app.ClockSetBack},
		{"forward while the program is off", 3 * time.Hour, true, app.ProgramEnded},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := sit(t, app.Quiz{}).begin()
			if tt.off {
				w.off(tt.set)
				if err := w.resume(); err != nil {
					t.Fatal(err)
				}
			} else {
				w.wall = w.wall.Add(tt.set)
			}
			if err := w.answer(1, "1", time.Minute); err != nil {
				t.Fatal(err)
			}
			if err := w.answer(2, "1", 2*time.Minute); err != nil {
				t.Fatal(err)
			}
			a := w.toTake().Attempts[0]
			if got := a.Interrupted(); len(got) != 1 || got[0].Kind != tt.want || a.SpentMS != (2*time.Minute).Milliseconds() {
				t.Errorf("told %v with %d ms spent, want %s once and two minutes", got, a.SpentMS, tt.want)
			}
		})
	}
}

func TestAQuizThatClosesEndsAndIsNotReopenedByTheClock(t *testing.T) {
	closing := datatest.Now().Add(31 * time.Minute)
	w := sit(t, app.Quiz{ClosesAt: closing.UnixMilli(), Attempts: 2}).begin()
	w.answers(map[int]string{1: "1"})
	w.wall = closing
	refusedWith(t, w.answer(2, "1,2,3", time.Minute), app.QuizHasClosed)
	w.off(time.Hour)
	if err := w.resume(); err != nil || w.Attempt.HandedAt != closing.UnixMilli() || !w.Attempt.ByTime || w.Attempt.Score != 200 {
		t.Fatalf("after it closed: %+v: %v", w.Attempt, err)
	}
	w.wall = datatest.Now()
	_, err := w.s.StartQuiz(t.Context(), w.by, w.quiz.ID)
	refusedWith(t, err, app.QuizHasClosed)
}

func TestTheTimeIsUp(t *testing.T) {
	w := sit(t, app.Quiz{}).begin()
	w.answers(map[int]string{1: "1"})
	refusedWith(t, w.answer(2, "1", 30*time.Minute), app.QuizTimeUp)
	refusedWith(t, w.s.KeepStand(t.Context(), w.by, w.at(2, 30*time.Minute)), app.QuizTimeUp)
	got, err := w.s.HandIn(t.Context(), w.by, w.at(2, 30*time.Minute+time.Second))
	if err != nil || !got.ByTime || got.SpentMS != (30*time.Minute).Milliseconds() || got.Score != 200 {
		t.Errorf("handed in as %+v: %v", got, err)
	}
}

func TestWhatStopsAnAttemptFromOutside(t *testing.T) {
	t.Run("the quiz was cancelled", func(t *testing.T) {
		w := sit(t, app.Quiz{}).begin()
		if _, err := w.s.CancelQuiz(t.Context(), trainer, w.quiz, "题目有误"); err != nil {
			t.Fatal(err)
		}
		refusedWith(t, w.answer(1, "1", time.Minute), app.QuizWasCancelled)
		refusedWith(t, w.resume(), app.QuizWasCancelled)
		_, err := w.s.HandIn(t.Context(), w.by, w.at(1, time.Minute))
		refusedWith(t, err, app.QuizWasCancelled)
	})
	t.Run("the learner left", func(t *testing.T) {
		w := sit(t, app.Quiz{Attempts: 3}).begin()
		by := datatest.Actor(t, w.s)
		staff, err := w.s.Staff(t.Context(), by)
		if err != nil {
			t.Fatal(err)
		}
		for _, was := range staff {
			if was.ID == w.by.Staff {
				now := was
				now.ValidTo = "2026-03-01"
				if _, err := w.s.SaveStaff(t.Context(), by, was, now); err != nil {
					t.Fatal(err)
				}
			}
		}
		refusedWith(t, w.answer(1, "1", time.Minute), app.LearnerLeft)
		refusedWith(t, w.resume(), app.LearnerLeft)
		_, err = w.s.StartQuiz(t.Context(), w.by, w.quiz.ID)
		refusedWith(t, err, app.LearnerLeft)
	})
	t.Run("it is not open yet", func(t *testing.T) {
		w := sit(t, app.Quiz{OpensAt: datatest.Now().Add(time.Hour).UnixMilli()})
		_, err := w.s.StartQuiz(t.Context(), w.by, w.quiz.ID)
		refusedWith(t, err, app.QuizNotOpen)
	})
	t.Run("it is for other posts", func(t *testing.T) {
		s := datatest.Open(t)
		writing := courseOf(t, s, "writing")
		q := datatest.Quiz(t, s, app.Quiz{Course: writing.ID}, datatest.SampleQuestions()...)
		_, err := s.StartQuiz(t.Context(), datatest.Learner(t, s, "0102"), q.ID)
		refusedWith(t, err, app.QuizForOthers)
	})
	t.Run("one runs here already", func(t *testing.T) {
		w := sit(t, app.Quiz{Attempts: 2}).begin()
		_, err := w.s.StartQuiz(t.Context(), w.by, w.quiz.ID)
		refusedWith(t, err, app.AttemptStillRuns)
	})
}

func TestASecondAttemptIsNumberedAndTheBetterCounts(t *testing.T) {
	w := sit(t, app.Quiz{Attempts: 2}).begin()
	w.answers(map[int]string{1: "1"})
	if _, err := w.s.HandIn(t.Context(), w.by, w.at(1, time.Minute)); err != nil {
		t.Fatal(err)
	}
	if w.begin(); w.Attempt.Number != 2 || len(w.Answers) != 0 {
		t.Errorf("the second attempt is %d with %d answers", w.Attempt.Number, len(w.Answers))
	}
}

func TestNobodyTouchesTheAttemptOfAnother(t *testing.T) {
	w := sit(t, app.Quiz{}).begin()
	other := datatest.Learner(t, w.s, "0103")
	stand := w.at(1, time.Minute)
	for name, verb := range map[string]func() error{
		"resume": func() error { _, err := w.s.Resume(t.Context(), other, w.Attempt.ID); return err },
		"keep":   func() error { return w.s.KeepStand(t.Context(), other, stand) },
		"answer": func() error {
			return w.s.SaveAnswer(t.Context(), other, app.AnswerGiven{Stand: stand, Question: w.Questions[0].ID, Answer: "1"})
		},
		"hand in": func() error { _, err := w.s.HandIn(t.Context(), other, stand); return err },
	} {
		if err := verb(); !errors.Is(err, app.ErrNotAllowed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if theirs, err := w.s.QuizToTake(t.Context(), other, w.quiz.ID); err != nil || len(theirs.Attempts) != 0 {
		t.Errorf("the other sees %d attempts: %v", len(theirs.Attempts), err)
	}
	elsewhere := datatest.Quiz(t, w.s, app.Quiz{Title: "另一测验"}, app.BankQuestion{Kind: app.TrueFalse, Text: "另一题", Answers: "true"})
	second, err := w.s.StartQuiz(t.Context(), w.by, elsewhere.ID)
	if err != nil {
		t.Fatal(err)
	}
	err = w.s.SaveAnswer(t.Context(), w.by, app.AnswerGiven{Stand: w.at(1, time.Minute), Question: second.Questions[0].ID, Answer: "true"})
	if !errors.Is(err, app.ErrNotFound) {
		t.Errorf("an answer to a question of another quiz: %v", err)
	}
}

// toldAlone reports whether a secret stands in a text and is no part of a longer
// number there, as in an id.
func toldAlone(text, secret string) bool {
	return regexp.MustCompile(`(^|[^0-9A-Za-z])` + regexp.QuoteMeta(secret) + `([^0-9A-Za-z]|$)`).MatchString(text)
}

// All that a learner's verbs answer is searched for what the keys say.
func TestNoVerbOfALearnerTellsAKeyBeforeTheEnd(t *testing.T) {
	w := sit(t, app.Quiz{Attempts: 2}).begin()
	var told []string
	tell := func(what any, err error) {
		t.Helper()
		if err != nil {
			told = append(told, err.Error())
		}
		told = append(told, fmt.Sprintf("%+v", what))
	}
	tell(w.QuizTaking, nil)
	w.answers(map[int]string{1: "2", 2: "4", 3: "false", 4: "110\n60", 5: "不答复"})
	tell(w.s.Resume(t.Context(), w.by, w.Attempt.ID))
	tell(w.s.HandIn(t.Context(), w.by, w.at(5, time.Minute)))
	tell(w.s.QuizToTake(t.Context(), w.by, w.quiz.ID))
	tell(w.s.OpenQuizzes(t.Context(), w.by))
	tell(w.s.QuizReview(t.Context(), w.by, w.quiz.ID))
	tell(w.s.QuizPage(t.Context(), w.by, w.quiz.ID))
	tell(w.s.QuizPlan(t.Context(), w.by, w.quiz.ID))
	tell(w.s.QuestionOrder(t.Context(), w.by, app.BankQuestionFilter{}))
	tell(w.s.OpenAnswers(t.Context(), w.by, w.quiz.ID))
	page, err := w.s.QuizPage(t.Context(), trainer, w.quiz.ID)
	if err != nil {
		t.Fatal(err)
	}
	auditor := app.Actor{Staff: w.by.Staff, Roles: []app.Role{app.Manager, app.Auditor}}
	plan, err := w.s.QuizPlan(t.Context(), trainer, w.quiz.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range plan.Items {
		tell(w.s.History(t.Context(), auditor, "questions", item.Bank))
	}
	tell(w.s.StartQuiz(t.Context(), w.by, w.quiz.ID))
	all := strings.Join(told, "\n")
	for i, q := range datatest.SampleQuestions() {
		secrets := []string{q.Explanation}
		if q.Kind == app.FillIn || q.Kind == app.OpenQuestion {
			secrets = append(secrets, strings.Split(strings.ReplaceAll(q.Answers, "|", "\n"), "\n")...)
		}
		for _, secret := range secrets {
			if toldAlone(all, secret) {
				t.Errorf("question %d: a learner is told %q", i+1, secret)
			}
		}
	}
	for _, item := range page.Items {
		if strings.Contains(all, "Answers:"+item.Key.Answers+" ") {
			t.Errorf("a learner is told the answer %q", item.Key.Answers)
		}
	}
}

func TestAttemptsNobodyCameBackToAreHandedIn(t *testing.T) {
	w := sit(t, app.Quiz{}).begin()
	w.answers(map[int]string{1: "1"})
	if n, err := w.s.MarkWaiting(t.Context(), trainer); err != nil || n != 0 {
		t.Fatalf("%d attempts of a quiz that runs were settled: %v", n, err)
	}
	w.off(24 * time.Hour)
	if n, err := w.s.MarkWaiting(t.Context(), trainer); err != nil || n != 1 {
		t.Fatalf("%d attempts were settled: %v", n, err)
	}
	if a := w.toTake().Attempts[0]; a.HandedAt != w.quiz.ClosesAt || !a.ByTime || a.Score != 200 || a.Interruptions != "" {
		t.Errorf("settled as %+v", a)
	}
	if n, err := w.s.MarkWaiting(t.Context(), trainer); err != nil || n != 0 {
		t.Errorf("%d attempts were settled again: %v", n, err)
	}
}
