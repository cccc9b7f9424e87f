package data

import (
	"context"
	"time"

	"lamplighter/app"
)

// finishAttempt gives an attempt that was handed in its score, once nothing of it
// waits for marks. Of a quiz of a class, the best attempt is the score in the
// class.
func (x *tx) finishAttempt(ctx context.Context, was app.QuizAttempt) error {
	if was.HandedAt == 0 {
		return nil
	}
	q, err := x.reads()
	if err != nil {
		return err
	}
	quiz, err := one(ctx, q, scanQuiz, "SELECT "+quizColumns+" FROM quizzes WHERE id = ?", was.Quiz[:])
	if err != nil {
		return err
	}
	answers, err := x.answersOf(ctx, was.ID)
	if err != nil {
		return err
	}
	now, done := quiz.Finished(was, answers, x.now.UnixMilli())
	if !done {
		return nil
	}
	if err := x.putQuizAttempt(ctx, was, now); err != nil || quiz.Class.IsZero() || quiz.Status == app.QuizCancelled {
		return err
	}
	return x.scoreInClass(ctx, quiz, was.Staff)
}

// scoreInClass brings somebody's best attempt into his enrolment, on the scale of
// the class.
func (x *tx) scoreInClass(ctx context.Context, quiz app.Quiz, who app.StaffID) error {
	q, err := x.reads()
	if err != nil {
		return err
	}
	class, err := one(ctx, q, scanClass, "SELECT "+classColumns+" FROM classes WHERE id = ?", quiz.Class[:])
	if err != nil {
		return err
	}
	enrolled, err := collect(ctx, q, scanEnrolment, "SELECT "+enrolmentColumns+
		" FROM enrolments WHERE class_id = ? AND staff_id = ? AND attendance <> 'taken_off' AND withdrawn_at IS NULL ORDER BY n", class.ID[:], who[:])
	if err != nil || len(enrolled) == 0 || !class.Open() {
		return err
	}
	attempts, err := collect(ctx, q, scanQuizAttempt, "SELECT "+quizAttemptColumns+" FROM quiz_attempts WHERE staff_id = ? AND quiz_id = ? AND withdrawn_at IS NULL", who[:], quiz.ID[:])
	if err != nil {
		return err
	}
	best, is := quiz.BestAttempt(attempts)
	if !is {
		return nil
	}
	full, err := one(ctx, q, scanInt, "SELECT coalesce(sum(points), 0) FROM quiz_questions WHERE quiz_id = ? AND withdrawn_at IS NULL", quiz.ID[:])
	if err != nil {
		return err
	}
	was := enrolled[0]
	now := was
	now.Score, now.ScoredOn = app.ScaledScore(best.Score, full, class.Full), app.DayOf(time.UnixMilli(best.HandedAt))
	if err := x.putEnrolment(ctx, was, now); err != nil {
		return err
	}
	return x.recognise(ctx, []app.EnrolmentID{now.ID})
}

// takeScoresBack takes the scores that a cancelled quiz gave out of its class. A
// score that somebody has put right since is no longer the quiz's and stays; one
// that another quiz of the class gives takes its place.
func (x *tx) takeScoresBack(ctx context.Context, quiz app.Quiz) error {
	class, err := x.class(ctx, quiz.Class)
	if err != nil || !class.Open() {
		return err
	}
	attempts, err := collect(ctx, x.s.conn, scanQuizAttempt, "SELECT "+quizAttemptColumns+" FROM quiz_attempts WHERE quiz_id = ? AND marked_at > 0 AND withdrawn_at IS NULL", quiz.ID[:])
	if err != nil {
		return err
	}
	full, err := one(ctx, x.s.conn, scanInt, "SELECT coalesce(sum(points), 0) FROM quiz_questions WHERE quiz_id = ? AND withdrawn_at IS NULL", quiz.ID[:])
	if err != nil {
		return err
	}
	people, err := x.enrolledIn(ctx, class.ID)
	if err != nil {
		return err
	}
	of := map[app.StaffID][]app.QuizAttempt{}
	for _, a := range attempts {
		of[a.Staff] = append(of[a.Staff], a)
	}
	var changed []app.EnrolmentID
	var free []app.StaffID
	for who, his := range of {
		best, is := quiz.BestAttempt(his)
		e := people[who]
		if !is || e.ScoredOn != app.DayOf(time.UnixMilli(best.HandedAt)) || e.Score != app.ScaledScore(best.Score, full, class.Full) {
			continue
		}
		now := e
		now.Score, now.ScoredOn = 0, ""
		if err := x.putEnrolment(ctx, e, now); err != nil {
			return err
		}
		changed, free = append(changed, e.ID), append(free, who)
	}
	if err := x.recognise(ctx, changed); err != nil {
		return err
	}
	others, err := collect(ctx, x.s.conn, scanQuiz, "SELECT "+quizColumns+
		" FROM quizzes WHERE class_id = ? AND id <> ? AND status IN ('published', 'closed') AND withdrawn_at IS NULL ORDER BY closes_at", class.ID[:], quiz.ID[:])
	for _, other := range others {
		for _, who := range free {
			if err := x.scoreInClass(ctx, other, who); err != nil {
				return err
			}
		}
	}
	return err
}
