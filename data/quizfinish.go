package data

import (
	"context"

	"lamplighter/app"
)

// finishAttempt gives an attempt its score when nothing of it waits for marks;
// the best score of a class's quiz becomes the result in that class.
func (x *tx) finishAttempt(ctx context.Context, was app.QuizAttempt) error {
	q, err := x.reads()
	if err != nil {
		return err
	}
	waiting, err := one(ctx, q, scanInt, "SELECT count(*) FROM quiz_answers WHERE attempt_id = ? AND marked_at = 0 AND withdrawn_at IS NULL", was.ID[:])
	if err != nil || waiting > 0 || was.HandedAt == 0 {
		return err
	}
	score, err := one(ctx, q, scanInt, "SELECT coalesce(sum(points), 0) FROM quiz_answers WHERE attempt_id = ? AND withdrawn_at IS NULL", was.ID[:])
	if err != nil {
		return err
	}
	quiz, err := one(ctx, q, scanQuiz, "SELECT "+quizColumns+" FROM quizzes WHERE id = ?", was.Quiz[:])
	if err != nil {
		return err
	}
	now := was
	now.Score, now.MarkedAt, now.Passed = score, x.now.UnixMilli(), score >= quiz.PassScore
	if err := x.putQuizAttempt(ctx, was, now); err != nil {
		return err
	}
	if quiz.Class.IsZero() {
		return nil
	}
	return x.scoreOfClass(ctx, quiz, now)
}

func (x *tx) scoreOfClass(ctx context.Context, quiz app.Quiz, a app.QuizAttempt) error {
	in, err := x.enrolledIn(ctx, quiz.Class)
	if err != nil {
		return err
	}
	was, is := in[a.Staff]
	if !is || was.ScoredOn != "" && was.Score >= a.Score {
		return nil
	}
	now := was
	now.Score, now.ScoredOn = a.Score, app.DayOf(x.now)
	if err := x.putEnrolment(ctx, was, now); err != nil {
		return err
	}
	return x.recognise(ctx, []app.EnrolmentID{now.ID})
}
