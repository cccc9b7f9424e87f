package data

import (
	"context"
	"strings"

	"lamplighter/app"
)

// The question bank is the trainers' alone: whoever learns reads none of it by
// any verb.

// questionsWhere is the condition of a filter.
func questionsWhere(f app.BankQuestionFilter) where {
	q := where{}
	q.add("q.withdrawn_at IS NULL")
	if text := strings.TrimSpace(f.Text); text != "" {
		like := "%" + likeText.Replace(text) + "%"
		q.add(`(q.text LIKE ? ESCAPE '\' OR q.choices LIKE ? ESCAPE '\')`, like, like)
	}
	switch {
	case f.NoCourse:
		q.add("q.course_id IS NULL")
	case !f.Course.IsZero():
		q.add("q.course_id = ?", f.Course[:])
	}
	in(&q, "q.kind", f.Kinds)
	if f.Topic != "" {
		q.add("q.topic = ?", f.Topic)
	}
	if f.Difficulty > 0 {
		q.add("q.difficulty = ?", f.Difficulty)
	}
	return q
}

// likeText takes the meaning off what LIKE reads as any sign.
var likeText = strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`)

// QuestionOrder is the whole answer to a filter as row numbers, those entered
// last first.
func (s *Store) QuestionOrder(ctx context.Context, by app.Actor, f app.BankQuestionFilter) ([]int64, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ChangeTraining); err != nil {
		return nil, err
	}
	q := questionsWhere(f)
	order, err := s.order(ctx, "SELECT q.n AS n FROM questions q"+q.text()+" ORDER BY q.n DESC", q.args...)
	return order, wrap("order questions", err)
}

// How a question fared in the quizzes that asked it.
var questionRowColumns = prefixed("q", questionColumns) + `, q.n, coalesce(c.name, ''),
	(SELECT count(*) FROM quiz_keys k JOIN quizzes z ON z.id = k.quiz_id AND z.status IN ('published', 'closed') AND z.withdrawn_at IS NULL
		WHERE k.bank_question_id = q.id AND k.withdrawn_at IS NULL),
	coalesce(f.answered, 0), coalesce(f.correct, 0)`

// questionRowFrom takes the list of rows, and sums the answers to each of them.
const questionRowFrom = ` FROM json_each(?1) j JOIN questions q ON q.n = j.value LEFT JOIN courses c ON c.id = q.course_id
	LEFT JOIN (SELECT k.bank_question_id AS bank, count(*) AS answered, sum(a.points = t.points) AS correct
		FROM json_each(?1) i JOIN questions b ON b.n = i.value JOIN quiz_keys k ON k.bank_question_id = b.id AND k.withdrawn_at IS NULL
		JOIN quizzes z ON z.id = k.quiz_id AND z.status <> 'cancelled'
		JOIN quiz_questions t ON t.id = k.quiz_question_id AND t.withdrawn_at IS NULL
		JOIN quiz_answers a ON a.quiz_question_id = t.id AND a.marked_at > 0 AND a.withdrawn_at IS NULL
		GROUP BY k.bank_question_id) f ON f.bank = q.id`

// QuestionsAt reads the questions of some row numbers, in their order.
func (s *Store) QuestionsAt(ctx context.Context, by app.Actor, rows []int64) ([]app.BankQuestionRow, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ChangeTraining); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, scanQuestionRow, "SELECT "+questionRowColumns+questionRowFrom+" WHERE q.withdrawn_at IS NULL ORDER BY j.key", jsonRows(rows))
	return found, wrap("questions at", err)
}

func scanQuestionRow(r scanner) (app.BankQuestionRow, error) {
	var row app.BankQuestionRow
	var err error
	row.BankQuestion, err = scanQuestion(scannerFunc(func(into ...any) error {
		return r.Scan(append(into, &row.Row, &row.CourseName, &row.Used, &row.Answered, &row.Right)...)
	}))
	return row, err
}

// Question is one question of the bank.
func (s *Store) Question(ctx context.Context, by app.Actor, id app.BankQuestionID) (app.BankQuestion, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ChangeTraining); err != nil {
		return app.BankQuestion{}, err
	}
	q, err := one(ctx, s.reader, scanQuestion, "SELECT "+questionColumns+" FROM questions WHERE id = ? AND withdrawn_at IS NULL", id[:])
	return q, wrap("question", err)
}

// BankTopics lists the topics of the bank with their number of questions.
func (s *Store) BankTopics(ctx context.Context, by app.Actor) ([]app.BankTopic, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ChangeTraining); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, func(r scanner) (app.BankTopic, error) {
		var t app.BankTopic
		err := r.Scan(idInto(&t.Course), &t.Topic, &t.Count)
		return t, err
	}, "SELECT course_id, topic, count(*) FROM questions WHERE withdrawn_at IS NULL GROUP BY course_id, topic ORDER BY topic, course_id")
	return found, wrap("topics of questions", err)
}

// SaveQuestion keeps a new question, or what was changed of one. Quizzes that
// were published keep it as it was.
func (s *Store) SaveQuestion(ctx context.Context, by app.Actor, was, now app.BankQuestion) (app.BankQuestion, error) {
	if err := by.May(app.ChangeTraining); err != nil {
		return app.BankQuestion{}, err
	}
	now = now.Tidied()
	if err := now.Check(); err != nil {
		return app.BankQuestion{}, wrap("save question", err)
	}
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		there, err := x.sameQuestion(ctx, now)
		if err != nil {
			return err
		}
		if !there.IsZero() && there != was.ID {
			return app.Refuse("question_text", app.QuestionThere)
		}
		now.ID, now.Area = was.ID, app.TrainersArea
		if was.ID.IsZero() {
			now.ID, now.CreatedBy, now.CreatedAt = newID[app.BankQuestionID](), x.by.Staff, x.now.UnixMilli()
		}
		err = x.putQuestion(ctx, was, now)
		now.Seen = x.wrote
		return err
	})
	return now, wrap("save question", err)
}

// sameQuestion finds the question of the bank that says the same.
func (x *tx) sameQuestion(ctx context.Context, q app.BankQuestion) (app.BankQuestionID, error) {
	known, err := x.questionsByText(ctx)
	return known[q.SameQuestion()], err
}

// questionsByText knows every question of the bank by what it says.
func (x *tx) questionsByText(ctx context.Context) (map[string]app.BankQuestionID, error) {
	reader, err := x.reads()
	if err != nil {
		return nil, err
	}
	all, err := collect(ctx, reader, func(r scanner) (app.BankQuestion, error) {
		var q app.BankQuestion
		err := r.Scan(idInto(&q.ID), &q.Text, &q.Choices)
		return q, err
	}, "SELECT id, text, choices FROM questions WHERE withdrawn_at IS NULL")
	known := make(map[string]app.BankQuestionID, len(all))
	for _, q := range all {
		known[q.SameQuestion()] = q.ID
	}
	return known, err
}

// WithdrawQuestions takes questions out of the bank. Quizzes being put together
// lose them, those published keep their copies.
func (s *Store) WithdrawQuestions(ctx context.Context, by app.Actor, ids []app.BankQuestionID, reason string) error {
	if err := s.mayWithdraw(by, app.ChangeTraining, len(ids)); err != nil {
		return err
	}
	err := s.write(ctx, by, app.Why{Note: reason}, func(x *tx) error {
		if err := x.noteWithdrawal(ctx, "questions", len(ids), reason); err != nil {
			return err
		}
		list := hexIDs(ids)
		all, err := collect(ctx, x.s.conn, scanQuestion, "SELECT "+prefixed("q", questionColumns)+
			" FROM json_each(?) j JOIN questions q ON q.id = unhex(j.value) WHERE q.withdrawn_at IS NULL", list)
		if err != nil {
			return err
		}
		for _, was := range all {
			now := was
			now.WithdrawnAt = x.now.UnixMilli()
			if err := x.putQuestion(ctx, was, now); err != nil {
				return err
			}
		}
		picked, err := collect(ctx, x.s.conn, scanQuizKey, "SELECT "+prefixed("k", quizKeyColumns)+
			` FROM json_each(?) j JOIN quiz_keys k ON k.bank_question_id = unhex(j.value) JOIN quizzes z ON z.id = k.quiz_id AND z.status = 'draft'
			WHERE k.withdrawn_at IS NULL`, list)
		if err != nil {
			return err
		}
		return x.withdrawKeys(ctx, picked)
	})
	return wrap("withdraw questions", err)
}
