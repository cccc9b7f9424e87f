package data

import (
	"context"

	"lamplighter/app"
)

// markByKeys marks what of an attempt a key of this file can mark, and what was
// left empty, and gives it its score when that was all. The keys go nowhere.
func (x *tx) markByKeys(ctx context.Context, id app.QuizAttemptID) error {
	q, err := x.reads()
	if err != nil {
		return err
	}
	attempt, err := one(ctx, q, scanQuizAttempt, "SELECT "+quizAttemptColumns+" FROM quiz_attempts WHERE id = ?", id[:])
	if err != nil {
		return err
	}
	questions, err := x.quizQuestions(ctx, attempt.Quiz)
	if err != nil {
		return err
	}
	keys, err := x.answerKeys(ctx, attempt.Quiz)
	if err != nil {
		return err
	}
	answers, err := x.answersOf(ctx, id)
	if err != nil {
		return err
	}
	asked := make(map[app.QuizQuestionID]app.QuizQuestion, len(questions))
	for _, question := range questions {
		asked[question.ID] = question
	}
	for _, was := range answers {
		points, marked := int64(0), !app.Answered(was.Answer)
		if key, there := keys[was.Question]; there && !marked {
			points, marked = asked[was.Question].MarkByKey(key, was.Answer)
		}
		if was.MarkedAt > 0 || !marked {
			continue
		}
		now := was
		now.Points, now.MarkedAt = points, x.now.UnixMilli()
		if err := x.putQuizAnswer(ctx, was, now); err != nil {
			return err
		}
	}
	return x.finishAttempt(ctx, attempt)
}

// answerKeys are the right answers of a quiz that lie in this file; none where no
// trainer works.
func (x *tx) answerKeys(ctx context.Context, id app.QuizID) (map[app.QuizQuestionID]string, error) {
	all, err := quizKeys(ctx, x.s.conn, id)
	keys := make(map[app.QuizQuestionID]string, len(all))
	for _, k := range all {
		keys[k.Question] = k.Answers
	}
	return keys, err
}

// leftBehindMS is how long the end of an attempt that runs on another computer is
// waited for once the quiz is over: packages come with whoever carries them.
const leftBehindMS = 7 * 24 * 3600 * 1000

// waitingAttempts are those of quizzes that are over and were never handed in,
// and those that a key of this file can go on marking.
const waitingAttempts = `SELECT t.id FROM quiz_attempts t JOIN quizzes z ON z.id = t.quiz_id
	WHERE t.withdrawn_at IS NULL AND z.withdrawn_at IS NULL AND z.status <> 'cancelled' AND (
		t.handed_at = 0 AND z.closes_at > 0 AND (z.closes_at <= ?1 - ?2 OR z.closes_at <= ?1 AND EXISTS (SELECT 1 FROM quiz_pulses p WHERE p.attempt_id = t.id))
		OR t.handed_at > 0 AND EXISTS (SELECT 1 FROM quiz_answers w JOIN quiz_questions o ON o.id = w.quiz_question_id
			JOIN quiz_keys k ON k.quiz_question_id = o.id AND k.withdrawn_at IS NULL
			WHERE w.attempt_id = t.id AND w.marked_at = 0 AND w.withdrawn_at IS NULL AND (o.kind <> 'open' OR w.answer = ''))
		OR t.handed_at > 0 AND t.marked_at = 0 AND EXISTS (SELECT 1 FROM quiz_keys k WHERE k.quiz_id = z.id AND k.withdrawn_at IS NULL)
			AND NOT EXISTS (SELECT 1 FROM quiz_answers w WHERE w.attempt_id = t.id AND w.marked_at = 0 AND w.withdrawn_at IS NULL))
	ORDER BY t.n`

// MarkWaiting marks by their keys the attempts that came from computers without
// keys, and hands in those that nobody went on with before their quiz was over.
// It answers how many attempts it went through.
func (s *Store) MarkWaiting(ctx context.Context, by app.Actor) (int, error) {
	if err := by.May(app.ChangeTraining); err != nil {
		return 0, err
	}
	gone := 0
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		ids, err := collect(ctx, x.s.conn, func(r scanner) (app.QuizAttemptID, error) {
			var id app.QuizAttemptID
			err := r.Scan(idInto(&id))
			return id, err
		}, waitingAttempts, x.now.UnixMilli(), leftBehindMS)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := errorsFirst(x.handInLeft(ctx, id), x.markByKeys(ctx, id)); err != nil {
				return err
			}
		}
		gone = len(ids)
		return nil
	})
	return gone, wrap("mark waiting", err)
}

// handInLeft hands in an attempt that its learner left behind.
func (x *tx) handInLeft(ctx context.Context, id app.QuizAttemptID) error {
	var run attemptRun
	var err error
	if run.attempt, err = one(ctx, x.s.conn, scanQuizAttempt, "SELECT "+quizAttemptColumns+" FROM quiz_attempts WHERE id = ?", id[:]); err != nil || run.attempt.HandedAt > 0 {
		return err
	}
	if run.quiz, err = one(ctx, x.s.conn, scanQuiz, "SELECT "+quizColumns+" FROM quizzes WHERE id = ?", run.attempt.Quiz[:]); err != nil {
		return err
	}
	pulse, err := collect(ctx, x.s.conn, scanPulse, "SELECT "+pulseColumns+" FROM quiz_pulses WHERE attempt_id = ?", id[:])
	if err != nil {
		return err
	}
	run.pulse = run.attempt.Pulse()
	if len(pulse) > 0 {
		run.pulse = pulse[0]
	}
	p, _ := run.pulse.Return(x.now.UnixMilli()) // nobody returned: no interruption
	_, err = x.handIn(ctx, run, p)
	return err
}
