package data

import (
	"context"
	"encoding/binary"

	"lamplighter/app"
)

// quizNumbers head the numbers of quizzes, which run on with those of cases.
const quizNumbers = "CY-"

// QuizPlan is a quiz being put together, with the questions picked so far.
func (s *Store) QuizPlan(ctx context.Context, by app.Actor, id app.QuizID) (app.QuizPlan, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ChangeTraining); err != nil {
		return app.QuizPlan{}, err
	}
	plan, _, err := quizPlan(ctx, s.reader, id)
	return plan, wrap("quiz being put together", err)
}

func quizPlan(ctx context.Context, q querier, id app.QuizID) (app.QuizPlan, []app.QuizKey, error) {
	var plan app.QuizPlan
	var err error
	plan.Quiz, err = one(ctx, q, scanQuiz, "SELECT "+quizColumns+" FROM quizzes WHERE id = ? AND withdrawn_at IS NULL", id[:])
	if err != nil {
		return plan, nil, err
	}
	keys, err := quizKeys(ctx, q, id)
	for _, k := range keys {
		plan.Items = append(plan.Items, app.QuizItem{Bank: k.Bank, Points: k.Points})
	}
	return plan, keys, err
}

func quizKeys(ctx context.Context, q querier, id app.QuizID) ([]app.QuizKey, error) {
	return collect(ctx, q, scanQuizKey, "SELECT "+quizKeyColumns+" FROM quiz_keys WHERE quiz_id = ? AND withdrawn_at IS NULL ORDER BY place, n", id[:])
}

// SaveQuiz keeps a quiz being put together. was is the quiz as it was read;
// zero: a new one.
func (s *Store) SaveQuiz(ctx context.Context, by app.Actor, was app.Quiz, plan app.QuizPlan) (app.Quiz, error) {
	if err := by.May(app.ChangeTraining); err != nil {
		return app.Quiz{}, err
	}
	var saved app.Quiz
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		var err error
		saved, err = x.saveQuiz(ctx, was, plan)
		return err
	})
	return saved, wrap("save quiz", err)
}

func (x *tx) saveQuiz(ctx context.Context, was app.Quiz, plan app.QuizPlan) (app.Quiz, error) {
	now := plan.Quiz
	now.ID, now.Number, now.Status, now.CreatedBy, now.CreatedAt, now.Seen = was.ID, was.Number, was.Status, was.CreatedBy, was.CreatedAt, was.Seen
	if was.ID.IsZero() {
		number, err := x.nextNumber(ctx)
		if err != nil {
			return now, err
		}
		now.ID, now.Number, now.Status = newID[app.QuizID](), quizNumbers+number, app.QuizDraft
		now.CreatedBy, now.CreatedAt = x.by.Staff, x.now.UnixMilli()
	}
	plan.Quiz = now
	if err := plan.Check(); err != nil {
		return now, err
	}
	if err := x.stillDraft(ctx, now.ID, was.ID.IsZero()); err != nil {
		return now, err
	}
	if err := x.putQuiz(ctx, was, now); err != nil {
		return now, err
	}
	now.Seen = x.wrote
	return now, x.pick(ctx, now, plan.Items)
}

// stillDraft refuses a quiz that was published meanwhile.
func (x *tx) stillDraft(ctx context.Context, id app.QuizID, fresh bool) error {
	if fresh {
		return nil
	}
	status, err := one(ctx, x.s.conn, scanText, "SELECT status FROM quizzes WHERE id = ? AND withdrawn_at IS NULL", id[:])
	if err == nil && app.QuizStatus(status) != app.QuizDraft {
		return app.Refuse("status", app.QuizNotFromHere)
	}
	return err
}

// pick keeps which questions a quiz is to ask, at which place and for how many
// points.
func (x *tx) pick(ctx context.Context, quiz app.Quiz, items []app.QuizItem) error {
	q, err := x.reads()
	if err != nil {
		return err
	}
	there, err := quizKeys(ctx, q, quiz.ID)
	if err != nil {
		return err
	}
	byBank := make(map[app.BankQuestionID]app.QuizKey, len(there))
	for _, k := range there {
		byBank[k.Bank] = k
	}
	for i, item := range items {
		was := byBank[item.Bank]
		delete(byBank, item.Bank)
		now := was
		if now.ID.IsZero() {
			now = app.QuizKey{ID: newID[app.QuizKeyID](), Area: app.TrainersArea, Quiz: quiz.ID, Question: newID[app.QuizQuestionID](), Bank: item.Bank}
		}
		now.Place, now.Points = int64(i+1), item.Points
		if now == was {
			continue
		}
		if err := x.putQuizKey(ctx, was, now); err != nil {
			return err
		}
	}
	var gone []app.QuizKey
	for _, k := range there {
		if _, left := byBank[k.Bank]; left {
			gone = append(gone, k)
		}
	}
	return x.withdrawKeys(ctx, gone)
}

func (x *tx) withdrawKeys(ctx context.Context, keys []app.QuizKey) error {
	for _, was := range keys {
		now := was
		now.WithdrawnAt = x.now.UnixMilli()
		if err := x.putQuizKey(ctx, was, now); err != nil {
			return err
		}
	}
	return nil
}

// PublishQuiz copies the questions as they are now into the quiz, without their
// answers, and the answers into its keys. Nothing of them changes any more.
func (s *Store) PublishQuiz(ctx context.Context, by app.Actor, was app.Quiz) (app.Quiz, error) {
	if err := by.May(app.ChangeTraining); err != nil {
		return app.Quiz{}, err
	}
	now := was
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		var err error
		now, err = x.publishQuiz(ctx, was)
		return err
	})
	return now, wrap("publish quiz", err)
}

func (x *tx) publishQuiz(ctx context.Context, was app.Quiz) (app.Quiz, error) {
	return x.publishQuizAt(ctx, was, x.now.UnixMilli())
}

func (x *tx) publishQuizAt(ctx context.Context, was app.Quiz, now int64) (app.Quiz, error) {
	q, err := x.reads()
	if err != nil {
		return was, err
	}
	plan, keys, err := quizPlan(ctx, q, was.ID)
	if err != nil {
		return was, err
	}
	if plan.Quiz.Status != app.QuizDraft {
		return was, app.Refuse("status", app.QuizNotFromHere)
	}
	plan.Quiz = was
	if err := plan.CheckPublish(now); err != nil {
		return was, err
	}
	bank, err := x.pickedQuestions(ctx, q, was.ID)
	if err != nil {
		return was, err
	}
	for _, key := range keys {
		of, is := bank[key.Bank]
		if !is {
			return was, app.Refuse("questions", app.QuestionGone)
		}
		if err := x.pose(ctx, was, key, of); err != nil {
			return was, err
		}
	}
	published := was
	published.Status = app.QuizPublished
	err = x.putQuiz(ctx, was, published)
	published.Seen = x.wrote
	return published, err
}

// pose copies a question and its answer to where they are asked and marked.
func (x *tx) pose(ctx context.Context, quiz app.Quiz, key app.QuizKey, of app.BankQuestion) error {
	of.Points = key.Points
	asked, answer := of.Posed(quiz.Shuffle, binary.BigEndian.Uint64(key.Question[8:]))
	asked.ID, asked.Quiz, asked.Place = key.Question, quiz.ID, key.Place
	if err := x.putQuizQuestion(ctx, app.QuizQuestion{}, asked); err != nil {
		return err
	}
	now := key
	now.Answers, now.Explanation = answer.Answers, answer.Explanation
	return x.putQuizKey(ctx, key, now)
}

func (x *tx) pickedQuestions(ctx context.Context, q querier, id app.QuizID) (map[app.BankQuestionID]app.BankQuestion, error) {
	all, err := collect(ctx, q, scanQuestion, "SELECT "+prefixed("q", questionColumns)+
		` FROM quiz_keys k JOIN questions q ON q.id = k.bank_question_id
		WHERE k.quiz_id = ? AND k.withdrawn_at IS NULL AND q.withdrawn_at IS NULL`, id[:])
	bank := make(map[app.BankQuestionID]app.BankQuestion, len(all))
	for _, of := range all {
		bank[of.ID] = of
	}
	return bank, err
}

// CloseQuiz ends a quiz before its time.
func (s *Store) CloseQuiz(ctx context.Context, by app.Actor, was app.Quiz) (app.Quiz, error) {
	return s.moveQuiz(ctx, by, "close quiz", was, func(q app.Quiz, now int64) (app.Quiz, error) { return q.Close(now) })
}

// CancelQuiz takes a quiz back, with the reason.
func (s *Store) CancelQuiz(ctx context.Context, by app.Actor, was app.Quiz, reason string) (app.Quiz, error) {
	return s.moveQuiz(ctx, by, "cancel quiz", was, func(q app.Quiz, _ int64) (app.Quiz, error) { return q.Cancel(reason) })
}

// ExtendQuiz lets a quiz close later.
func (s *Store) ExtendQuiz(ctx context.Context, by app.Actor, was app.Quiz, closesAt int64) (app.Quiz, error) {
	return s.moveQuiz(ctx, by, "extend quiz", was, func(q app.Quiz, now int64) (app.Quiz, error) { return q.Extend(closesAt, now) })
}

// LetSeeAnswers lets those who took a quiz look at its answers when it is over,
// or keeps these back.
func (s *Store) LetSeeAnswers(ctx context.Context, by app.Actor, was app.Quiz, may bool) (app.Quiz, error) {
	return s.moveQuiz(ctx, by, "let answers be seen", was, func(q app.Quiz, now int64) (app.Quiz, error) { return q.LetSee(may, now) })
}

func (s *Store) moveQuiz(ctx context.Context, by app.Actor, what string, was app.Quiz, move func(q app.Quiz, now int64) (app.Quiz, error)) (app.Quiz, error) {
	if err := by.May(app.ChangeTraining); err != nil {
		return app.Quiz{}, err
	}
	moved := was
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		there, err := one(ctx, x.s.conn, scanQuiz, "SELECT "+quizColumns+" FROM quizzes WHERE id = ? AND withdrawn_at IS NULL", was.ID[:])
		if err != nil {
			return err
		}
		if there.Status != was.Status || there.ClosesAt != was.ClosesAt {
			return app.ErrChangedMeantime
		}
		if moved, err = move(was, x.now.UnixMilli()); err != nil {
			return err
		}
		err = x.putQuiz(ctx, was, moved)
		moved.Seen = x.wrote
		if err == nil && moved.Status == app.QuizCancelled && was.Status != app.QuizDraft && !moved.Class.IsZero() {
			err = x.takeScoresBack(ctx, moved)
		}
		return err
	})
	return moved, wrap(what, err)
}

// DrawQuestions draws questions of a course's bank at random, and of those of no
// course; equal seeds draw alike.
func (s *Store) DrawQuestions(ctx context.Context, by app.Actor, course app.CourseID, draws []app.QuestionDraw, taken map[app.BankQuestionID]bool, seed uint64) ([]app.QuizItem, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ChangeTraining); err != nil {
		return nil, err
	}
	bank, err := collect(ctx, s.reader, scanQuestion, "SELECT "+questionColumns+" FROM questions WHERE withdrawn_at IS NULL AND (course_id = ? OR course_id IS NULL)", course[:])
	if err != nil {
		return nil, wrap("draw questions", err)
	}
	items, err := app.DrawQuestions(bank, draws, taken, seed)
	return items, wrap("draw questions", err)
}

// ClassesOfCourse lists the classes of a course that a quiz may be one of, the
// newest first.
func (s *Store) ClassesOfCourse(ctx context.Context, by app.Actor, course app.CourseID) ([]app.Class, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadTraining); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, scanClass, "SELECT "+classColumns+
		" FROM classes WHERE course_id = ? AND status NOT IN ('archived', 'cancelled') AND withdrawn_at IS NULL ORDER BY begins_on DESC, n DESC", course[:])
	return found, wrap("classes of a course", err)
}
