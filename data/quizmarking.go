package data

import (
	"context"

	"lamplighter/app"
)

// OpenAnswers lists the answers of a quiz that wait for the trainer, question by
// question. Who gave them is not told, and their order is no one's: it comes
// from the chance in their ids.
func (s *Store) OpenAnswers(ctx context.Context, by app.Actor, id app.QuizID) ([]app.OpenAnswer, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ChangeTraining); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, func(r scanner) (app.OpenAnswer, error) {
		var a app.OpenAnswer
		var err error
		a.QuizAnswer, err = scanQuizAnswer(scannerFunc(func(into ...any) error {
			return r.Scan(append(into, &a.Place, &a.Text, &a.Full, &a.Model)...)
		}))
		a.Attempt = app.QuizAttemptID{} // would tell which answers are one person's
		return a, err
	}, "SELECT "+prefixed("w", quizAnswerColumns)+`, o.place, o.text, o.points, coalesce(k.answers, '')
		FROM quiz_attempts t JOIN quiz_answers w ON w.attempt_id = t.id AND w.marked_at = 0 AND w.withdrawn_at IS NULL
		JOIN quiz_questions o ON o.id = w.quiz_question_id AND o.kind = 'open' LEFT JOIN quiz_keys k ON k.quiz_question_id = o.id AND k.withdrawn_at IS NULL
		WHERE t.quiz_id = ? AND t.handed_at > 0 AND t.withdrawn_at IS NULL ORDER BY o.place, substr(w.id, 9)`, id[:])
	return found, wrap("open answers", err)
}

// MarkAnswer gives an open answer its points and a remark. When it was the last
// of its attempt, the attempt has its score.
func (s *Store) MarkAnswer(ctx context.Context, by app.Actor, id app.QuizAnswerID, m app.Marking) (app.QuizAnswer, error) {
	if err := by.May(app.ChangeTraining); err != nil {
		return app.QuizAnswer{}, err
	}
	var marked app.QuizAnswer
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		was, err := one(ctx, x.s.conn, scanQuizAnswer, "SELECT "+quizAnswerColumns+" FROM quiz_answers WHERE id = ? AND withdrawn_at IS NULL", id[:])
		if err != nil {
			return err
		}
		attempt, err := one(ctx, x.s.conn, scanQuizAttempt, "SELECT "+quizAttemptColumns+" FROM quiz_attempts WHERE id = ?", was.Attempt[:])
		if err != nil {
			return err
		}
		question, err := one(ctx, x.s.conn, scanQuizQuestion, "SELECT "+quizQuestionColumns+" FROM quiz_questions WHERE id = ?", was.Question[:])
		switch {
		case err != nil:
			return err
		case attempt.HandedAt == 0:
			return app.Refuse("points", app.AnswerNotHanded)
		case question.Kind != app.OpenQuestion:
			return app.Refuse("points", app.AnswerByKey)
		}
		if marked, err = was.Mark(m, question.Points); err != nil {
			return err
		}
		marked.MarkedBy, marked.MarkedAt = x.by.Staff, x.now.UnixMilli()
		if err := x.putQuizAnswer(ctx, was, marked); err != nil {
			return err
		}
		return x.finishAttempt(ctx, attempt)
	})
	return marked, wrap("mark answer", err)
}
