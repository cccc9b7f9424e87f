package data

import (
	"context"
	"fmt"

	"lamplighter/app"
)

// No verb of whoever takes a quiz reads a key or a question of the bank for him,
// and none tells what a single answer was worth.

// QuizToTake is a quiz before somebody begins it, and what came of his attempts.
func (s *Store) QuizToTake(ctx context.Context, by app.Actor, id app.QuizID) (app.QuizToTake, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.LearnHere); err != nil {
		return app.QuizToTake{}, err
	}
	t, err := quizToTake(ctx, s.reader, by.Staff, id, app.DayOf(s.now()))
	if err == nil && !t.Meant && len(t.Attempts) == 0 && by.May(app.ReadTraining) != nil {
		return app.QuizToTake{}, app.ErrNotFound // of somebody else's class
	}
	return t, wrap("quiz to take", err)
}

func quizToTake(ctx context.Context, q querier, who app.StaffID, id app.QuizID, today app.Day) (app.QuizToTake, error) {
	var t app.QuizToTake
	var staff app.Staff
	_, err := one(ctx, q, func(r scanner) (app.Quiz, error) {
		var err error
		t.Quiz, err = scanQuiz(scannerFunc(func(into ...any) error { return r.Scan(append(into, &t.Questions, &t.Full, &t.Meant)...) }))
		return t.Quiz, err
	}, "SELECT "+prefixed("z", quizColumns)+`, (SELECT count(*) FROM quiz_questions o WHERE o.quiz_id = z.id AND o.withdrawn_at IS NULL),
		(SELECT coalesce(sum(o.points), 0) FROM quiz_questions o WHERE o.quiz_id = z.id AND o.withdrawn_at IS NULL), `+mayTake+
		" FROM quizzes z WHERE z.id = ?3 AND z.withdrawn_at IS NULL AND z.status <> 'draft'", who[:], string(today), id[:])
	if err != nil {
		return t, err
	}
	if t.Course, err = one(ctx, q, scanCourse, "SELECT "+courseColumns+" FROM courses WHERE id = ?", t.Quiz.Course[:]); err != nil {
		return t, err
	}
	if staff, err = one(ctx, q, scanStaff, "SELECT "+staffColumns+" FROM staff WHERE id = ?", who[:]); err != nil {
		return t, err
	}
	t.Works = staff.ActiveOn(today)
	t.Attempts, err = collect(ctx, q, scanQuizAttempt, "SELECT "+quizAttemptColumns+
		" FROM quiz_attempts WHERE staff_id = ? AND quiz_id = ? AND withdrawn_at IS NULL ORDER BY number, started_at, n", who[:], id[:])
	if err != nil {
		return t, err
	}
	here, err := collect(ctx, q, scanPulse, "SELECT "+pulseColumns+` FROM quiz_pulses WHERE attempt_id IN
		(SELECT id FROM quiz_attempts WHERE staff_id = ? AND quiz_id = ? AND handed_at = 0 AND withdrawn_at IS NULL) LIMIT 1`, who[:], id[:])
	for _, p := range here {
		t.Here = p.Attempt
		for i, a := range t.Attempts {
			if a.ID == p.Attempt {
				t.Attempts[i] = a.With(p)
			}
		}
	}
	return t, err
}

// StartQuiz begins an attempt.
func (s *Store) StartQuiz(ctx context.Context, by app.Actor, id app.QuizID) (app.QuizTaking, error) {
	if err := by.May(app.StudyHere); err != nil {
		return app.QuizTaking{}, err
	}
	var taking app.QuizTaking
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		attempt, err := x.startQuiz(ctx, id)
		if err != nil {
			return err
		}
		taking, err = x.taking(ctx, attempt)
		return err
	})
	return taking, wrap("start quiz", err)
}

func (x *tx) startQuiz(ctx context.Context, id app.QuizID) (app.QuizAttemptID, error) {
	who, now := x.by.Staff, x.now.UnixMilli()
	t, err := quizToTake(ctx, x.s.conn, who, id, app.DayOf(x.now))
	if err != nil {
		return app.QuizAttemptID{}, err
	}
	if err := t.MayStart(now); err != nil {
		return app.QuizAttemptID{}, err
	}
	areas, err := x.staffAreas(ctx, []app.StaffID{who})
	if err != nil {
		return app.QuizAttemptID{}, err
	}
	a := app.QuizAttempt{ID: newID[app.QuizAttemptID](), Area: areas[who], Quiz: id, Staff: who, Number: int64(len(t.Attempts)) + 1, StartedAt: now}
	p := app.AttemptPulse{AttemptStand: app.AttemptStand{Attempt: a.ID, Place: 1}, SeenAt: t.Moment(now)}
	p.BehindMS = p.SeenAt - now
	return a.ID, errorsFirst(x.putQuizAttempt(ctx, app.QuizAttempt{}, a.With(p)), x.keepPulse(ctx, p))
}

// Resume goes on with an attempt whose program had ended: at the question and
// with the time that were last kept. When its time came meanwhile, it is handed
// in as it is.
func (s *Store) Resume(ctx context.Context, by app.Actor, id app.QuizAttemptID) (app.QuizTaking, error) {
	if err := by.May(app.StudyHere); err != nil {
		return app.QuizTaking{}, err
	}
	var taking app.QuizTaking
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		run, err := x.attemptRun(ctx, id)
		if err != nil {
			return err
		}
		p, found := run.pulse.Return(x.now.UnixMilli())
		switch run.quiz.EndOf(p) {
		case app.AttemptNoMore:
			return app.Refuse("attempt", app.QuizWasCancelled)
		case app.AttemptRuns:
			err = errorsFirst(x.putQuizAttempt(ctx, run.attempt, run.attempt.With(p, found)), x.keepPulse(ctx, p))
		default:
			_, err = x.handIn(ctx, run, p, found)
		}
		if err != nil {
			return err
		}
		taking, err = x.taking(ctx, id)
		return err
	})
	return taking, wrap("resume quiz", err)
}

// taking is an attempt as it stands in this transaction.
func (x *tx) taking(ctx context.Context, id app.QuizAttemptID) (app.QuizTaking, error) {
	t := app.QuizTaking{Answers: map[app.QuizQuestionID]string{}}
	q, err := x.reads()
	if err != nil {
		return t, err
	}
	if t.Attempt, err = one(ctx, q, scanQuizAttempt, "SELECT "+quizAttemptColumns+" FROM quiz_attempts WHERE id = ?", id[:]); err != nil {
		return t, err
	}
	if t.Quiz, err = one(ctx, q, scanQuiz, "SELECT "+quizColumns+" FROM quizzes WHERE id = ?", t.Attempt.Quiz[:]); err != nil {
		return t, err
	}
	if t.Course, err = one(ctx, q, scanCourse, "SELECT "+courseColumns+" FROM courses WHERE id = ?", t.Quiz.Course[:]); err != nil {
		return t, err
	}
	if t.Questions, err = x.quizQuestions(ctx, t.Quiz.ID); err != nil {
		return t, err
	}
	answers, err := x.answersOf(ctx, id)
	for _, a := range answers {
		t.Answers[a.Question] = a.Answer
	}
	if err != nil || t.Attempt.HandedAt > 0 {
		return t, err
	}
	t.Pulse, err = x.pulse(ctx, id)
	if !t.Pulse.TypedFor.IsZero() {
		t.Answers[t.Pulse.TypedFor] = t.Pulse.Typed
	}
	return t, err
}

func (x *tx) quizQuestions(ctx context.Context, id app.QuizID) ([]app.QuizQuestion, error) {
	return collect(ctx, x.s.conn, scanQuizQuestion, "SELECT "+quizQuestionColumns+" FROM quiz_questions WHERE quiz_id = ? AND withdrawn_at IS NULL ORDER BY place, n", id[:])
}

func (x *tx) answersOf(ctx context.Context, id app.QuizAttemptID) ([]app.QuizAnswer, error) {
	q, err := x.reads()
	if err != nil {
		return nil, err
	}
	return collect(ctx, q, scanQuizAnswer, "SELECT "+quizAnswerColumns+" FROM quiz_answers WHERE attempt_id = ? AND withdrawn_at IS NULL ORDER BY n", id[:])
}

// attemptRun is an attempt that runs on this device, of whoever writes.
type attemptRun struct {
	quiz    app.Quiz
	attempt app.QuizAttempt
	pulse   app.AttemptPulse
}

// attemptRun reads one, and refuses that of somebody else, one that is over, and
// one that was begun elsewhere.
func (x *tx) attemptRun(ctx context.Context, id app.QuizAttemptID) (attemptRun, error) {
	var r attemptRun
	var err error
	r.attempt, err = one(ctx, x.s.conn, scanQuizAttempt, "SELECT "+quizAttemptColumns+" FROM quiz_attempts WHERE id = ? AND withdrawn_at IS NULL", id[:])
	switch {
	case err != nil:
		return r, err
	case r.attempt.Staff != x.by.Staff:
		return r, fmt.Errorf("%w: an attempt of somebody else", app.ErrNotAllowed)
	case r.attempt.HandedAt > 0:
		return r, app.Refuse("attempt", app.AttemptHandedIn)
	}
	active, err := x.activeOn(ctx, []app.StaffID{x.by.Staff}, app.DayOf(x.now))
	if err != nil {
		return r, err
	}
	if !active[x.by.Staff] {
		return r, app.Refuse("attempt", app.LearnerLeft)
	}
	if r.quiz, err = one(ctx, x.s.conn, scanQuiz, "SELECT "+quizColumns+" FROM quizzes WHERE id = ?", r.attempt.Quiz[:]); err != nil {
		return r, err
	}
	r.pulse, err = x.pulse(ctx, id)
	return r, err
}
