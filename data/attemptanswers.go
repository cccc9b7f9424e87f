package data

import (
	"context"
	"errors"

	"lamplighter/app"
)

// KeepStand keeps how far somebody is between two answers: the time spent and
// what is being typed. It stays on this device, but for an interruption.
func (s *Store) KeepStand(ctx context.Context, by app.Actor, to app.AttemptStand) error {
	if err := by.May(app.StudyHere); err != nil {
		return err
	}
	return wrap("keep stand of quiz", s.write(ctx, by, app.Why{}, func(x *tx) error {
		run, err := x.attemptRun(ctx, to.Attempt)
		if err != nil {
			return err
		}
		p, found := run.pulse.Beat(x.now.UnixMilli(), to)
		if err := run.quiz.TakesAnswer(run.attempt, p); err != nil {
			return err
		}
		if len(found) > 0 {
			if err := x.putQuizAttempt(ctx, run.attempt, run.attempt.With(p, found...)); err != nil {
				return err
			}
		}
		return x.keepPulse(ctx, p)
	}))
}

// SaveAnswer keeps an answer, and with it how far the attempt is.
func (s *Store) SaveAnswer(ctx context.Context, by app.Actor, given app.AnswerGiven) error {
	if err := by.May(app.StudyHere); err != nil {
		return err
	}
	return wrap("save answer", s.write(ctx, by, app.Why{}, func(x *tx) error {
		run, err := x.attemptRun(ctx, given.Stand.Attempt)
		if err != nil {
			return err
		}
		p, found := run.pulse.Beat(x.now.UnixMilli(), given.Stand)
		if err := run.quiz.TakesAnswer(run.attempt, p); err != nil {
			return err
		}
		if err := x.putAnswer(ctx, run.attempt, given.Question, given.Answer); err != nil {
			return err
		}
		return errorsFirst(x.putQuizAttempt(ctx, run.attempt, run.attempt.With(p, found...)), x.keepPulse(ctx, p))
	}))
}

// putAnswer puts an answer to a question of the attempt's quiz.
func (x *tx) putAnswer(ctx context.Context, a app.QuizAttempt, id app.QuizQuestionID, answer string) error {
	question, err := one(ctx, x.s.conn, scanQuizQuestion, "SELECT "+quizQuestionColumns+" FROM quiz_questions WHERE id = ? AND quiz_id = ? AND withdrawn_at IS NULL", id[:], a.Quiz[:])
	if err != nil {
		return err
	}
	if err := question.CheckAnswer(answer); err != nil {
		return err
	}
	was, err := one(ctx, x.s.conn, scanQuizAnswer, "SELECT "+quizAnswerColumns+" FROM quiz_answers WHERE attempt_id = ? AND quiz_question_id = ? AND withdrawn_at IS NULL", a.ID[:], id[:])
	if err != nil && !errors.Is(err, app.ErrNotFound) {
		return err
	}
	if was.Answer == answer {
		return nil
	}
	now := was
	if now.ID.IsZero() {
		now = app.QuizAnswer{ID: newID[app.QuizAnswerID](), Area: a.Area, Attempt: a.ID, Question: id}
	}
	now.Answer, now.AnsweredAt = answer, x.now.UnixMilli()
	return x.putQuizAnswer(ctx, was, now)
}

// HandIn ends an attempt with what is there, what was being typed among it. Where
// the keys are in this file, it is marked at once.
func (s *Store) HandIn(ctx context.Context, by app.Actor, to app.AttemptStand) (app.QuizAttempt, error) {
	if err := by.May(app.StudyHere); err != nil {
		return app.QuizAttempt{}, err
	}
	var handed app.QuizAttempt
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		run, err := x.attemptRun(ctx, to.Attempt)
		if err != nil {
			return err
		}
		p, found := run.pulse.Beat(x.now.UnixMilli(), to)
		handed, err = x.handIn(ctx, run, p, found...)
		return err
	})
	return handed, wrap("hand in quiz", err)
}

func (x *tx) handIn(ctx context.Context, run attemptRun, p app.AttemptPulse, found ...app.Interruption) (app.QuizAttempt, error) {
	handed, err := run.quiz.HandIn(run.attempt, p, found...)
	if err != nil {
		return handed, err
	}
	if !p.TypedFor.IsZero() {
		if err := x.putAnswer(ctx, run.attempt, p.TypedFor, p.Typed); err != nil {
			return handed, err
		}
	}
	if err := errorsFirst(x.putQuizAttempt(ctx, run.attempt, handed), x.dropPulse(ctx, handed.ID)); err != nil {
		return handed, err
	}
	if err := x.markByKeys(ctx, handed.ID); err != nil {
		return handed, err
	}
	return one(ctx, x.s.conn, scanQuizAttempt, "SELECT "+quizAttemptColumns+" FROM quiz_attempts WHERE id = ?", handed.ID[:])
}
