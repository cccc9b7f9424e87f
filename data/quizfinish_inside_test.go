package data

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
)

// sitting is a quiz of two questions in a class of one learner.
type sitting struct {
	t     *testing.T
	s     *Store
	by    app.Actor
	wall  time.Time
	class app.Class
	quiz  app.Quiz
	keys  []app.QuizKey
}

func sit(t *testing.T) *sitting {
	t.Helper()
	w := &sitting{t: t, wall: time.Date(2026, 3, 2, 9, 30, 0, 0, app.Local)}
	var err error
	w.s, err = Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), Options{Create: true, Now: func() time.Time { return w.wall }, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.s.Close() })
	if w.by, err = w.s.Start(t.Context(), "米易营业厅", "沈丽"); err != nil {
		t.Fatal(err)
	}
	course := app.Course{ID: newID[app.CourseID](), Code: "service", Name: "优质服务", Category: "skill", Minutes: 480, Rule: "score 60", Full: 150_00}
	w.write(func(x *tx) error {
		if err := x.putCourse(t.Context(), app.Course{}, course); err != nil {
			return err
		}
		if w.class, err = x.openClass(t.Context(), course, app.Class{Status: app.ClassAssessing, BeginsOn: "2026-03-02", EndsOn: "2026-03-02"}); err != nil {
			return err
		}
		_, err := x.enrol(t.Context(), w.class, []app.StaffID{w.by.Staff})
		return err
	})
	plan := app.QuizPlan{Quiz: app.Quiz{
		Course: course.ID, Class: w.class.ID, Title: "结业测验", Attempts: 2, LimitMinutes: 30, PassScore: 240,
		OpensAt: w.wall.Add(-time.Hour).UnixMilli(), ClosesAt: w.wall.Add(time.Hour).UnixMilli(),
	}}
	for _, text := range []string{"甲", "乙"} {
		q, err := w.s.SaveQuestion(t.Context(), w.by, app.BankQuestion{}, app.BankQuestion{Course: course.ID, Kind: app.TrueFalse, Text: text, Answers: "true", Points: 200})
		if err != nil {
			t.Fatal(err)
		}
		plan.Items = append(plan.Items, app.QuizItem{Bank: q.ID, Points: 200})
	}
	saved, err := w.s.SaveQuiz(t.Context(), w.by, app.Quiz{}, plan)
	if err != nil {
		t.Fatal(err)
	}
	if w.quiz, err = w.s.PublishQuiz(t.Context(), w.by, saved); err != nil {
		t.Fatal(err)
	}
	if w.keys, err = quizKeys(t.Context(), w.s.reader, w.quiz.ID); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *sitting) write(do func(*tx) error) {
	w.t.Helper()
	if err := w.s.write(w.t.Context(), w.by, app.Why{}, do); err != nil {
		w.t.Fatal(err)
	}
}

// take takes the quiz with those answers and hands it in.
func (w *sitting) take(answers ...string) app.QuizAttempt {
	w.t.Helper()
	taking, err := w.s.StartQuiz(w.t.Context(), w.by, w.quiz.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	stand := app.AttemptStand{Attempt: taking.Attempt.ID, Place: 1}
	for i, answer := range answers {
		if err := w.s.SaveAnswer(w.t.Context(), w.by, app.AnswerGiven{Stand: stand, Question: taking.Questions[i].ID, Answer: answer}); err != nil {
			w.t.Fatal(err)
		}
	}
	handed, err := w.s.HandIn(w.t.Context(), w.by, stand)
	if err != nil {
		w.t.Fatal(err)
	}
	return handed
}

func (w *sitting) enrolment() app.Enrolment {
	w.t.Helper()
	e, err := one(w.t.Context(), w.s.reader, scanEnrolment, "SELECT "+enrolmentColumns+" FROM enrolments")
	if err != nil {
		w.t.Fatal(err)
	}
	return e
}

func TestTheBestAttemptIsTheScoreInTheClassAndRecognised(t *testing.T) {
	w := sit(t)
	if a := w.take("true", "false"); a.Score != 200 || a.Passed {
		t.Fatalf("one of two: %+v", a)
	}
	if e := w.enrolment(); e.Score != 75_00 || e.ScoredOn != "2026-03-02" || e.Outcome != app.OutcomeFailed {
		t.Errorf("2 of 4 points on 150 are %d on %s, %q", e.Score, e.ScoredOn, e.Outcome)
	}
	if a := w.take("true", "true"); a.Score != 400 || !a.Passed {
		t.Fatalf("both: %+v", a)
	}
	e := w.enrolment()
	if e.Score != 150_00 || e.Outcome != app.OutcomeCompleted {
		t.Errorf("all points are %d, %q", e.Score, e.Outcome)
	}
	done, err := collect(t.Context(), w.s.reader, scanCompletion, "SELECT "+completionColumns+" FROM completions WHERE withdrawn_at IS NULL")
	if err != nil || len(done) != 1 || done[0].Score != 150_00 || done[0].Class != w.class.ID {
		t.Errorf("completed is %+v: %v", done, err)
	}
}

func TestAnAttemptWithoutKeysIsMarkedWhenItMeetsThem(t *testing.T) {
	w := sit(t)
	w.write(func(x *tx) error { return x.withdrawKeys(t.Context(), w.keys) })
	if a := w.take("true", ""); a.MarkedAt != 0 || a.HandedAt == 0 {
		t.Fatalf("without keys it was marked: %+v", a)
	}
	if n, err := w.s.MarkWaiting(t.Context(), w.by); err != nil || n != 0 {
		t.Fatalf("%d attempts were marked without keys: %v", n, err)
	}
	if e := w.enrolment(); e.ScoredOn != "" {
		t.Errorf("without a score the class has %d", e.Score)
	}
	w.write(func(x *tx) error {
		for _, key := range w.keys {
			gone, err := one(t.Context(), x.s.conn, scanQuizKey, "SELECT "+quizKeyColumns+" FROM quiz_keys WHERE id = ?", key.ID[:])
			if err != nil {
				return err
			}
			back := gone
			back.WithdrawnAt = 0
			if err := x.putQuizKey(t.Context(), gone, back); err != nil {
				return err
			}
		}
		return nil
	})
	if n, err := w.s.MarkWaiting(t.Context(), w.by); err != nil || n != 1 {
		t.Fatalf("%d attempts were marked: %v", n, err)
	}
	if e := w.enrolment(); e.Score != 75_00 {
		t.Errorf("marked later the class has %d", e.Score)
	}
}

func TestAnAttemptOfAnotherComputerIsNotGoneOnWithHere(t *testing.T) {
	w := sit(t)
	taking, err := w.s.StartQuiz(t.Context(), w.by, w.quiz.ID)
	if err != nil {
		t.Fatal(err)
	}
	w.write(func(x *tx) error { return x.dropPulse(t.Context(), taking.Attempt.ID) }) // as it comes from elsewhere
	_, err = w.s.Resume(t.Context(), w.by, taking.Attempt.ID)
	if no, is := errors.AsType[*app.Refusal](err); !is || no.Reason != app.AttemptElsewhere {
		t.Errorf("going on here: %v", err)
	}
	if a := w.take("true"); a.Number != 2 {
		t.Errorf("begun here it is attempt %d, want the second", a.Number)
	}
	_, err = w.s.StartQuiz(t.Context(), w.by, w.quiz.ID)
	if no, is := errors.AsType[*app.Refusal](err); !is || no.Reason != app.NoAttemptsLeft {
		t.Errorf("a third: %v", err)
	}
	w.wall = w.wall.Add(2 * time.Hour)
	if n, _ := w.s.MarkWaiting(t.Context(), w.by); n != 0 {
		t.Errorf("what may still run elsewhere was handed in at once: %d", n)
	}
	w.wall = w.wall.Add(8 * 24 * time.Hour)
	if n, _ := w.s.MarkWaiting(t.Context(), w.by); n != 1 {
		t.Errorf("what never came back was not handed in: %d", n)
	}
}

func TestACancelledQuizTakesItsScoreBackButNotOneThatWasPutRight(t *testing.T) {
	for _, right := range []bool{false, true} {
		w := sit(t)
		w.take("true", "true")
		if right {
			w.write(func(x *tx) error {
				e := w.enrolment()
				now := e
				now.Score = 120_00
				return x.putEnrolment(t.Context(), e, now)
			})
		}
		quiz, err := one(t.Context(), w.s.reader, scanQuiz, "SELECT "+quizColumns+" FROM quizzes WHERE id = ?", w.quiz.ID[:])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.s.CancelQuiz(t.Context(), w.by, quiz, "题目有误"); err != nil {
			t.Fatal(err)
		}
		e := w.enrolment()
		left, err := one(t.Context(), w.s.reader, scanInt, "SELECT count(*) FROM completions WHERE withdrawn_at IS NULL")
		if err != nil || (e.ScoredOn != "") != right || !right && (left != 0 || e.Outcome == app.OutcomeCompleted) {
			t.Errorf("put right: %v, the score is %d on %q, %d completions: %v", right, e.Score, e.ScoredOn, left, err)
		}
	}
}
