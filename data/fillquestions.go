package data

import (
	"context"
	"math/rand/v2"
	"strings"
	"time"

	"lamplighter/app"
	"lamplighter/data/sample"
)

// questions puts the invented bank and its quizzes into a file. What changes a
// row that was made comes in a transaction of its own, as it does at work: one
// change set tells of a row once.
func (f *filling) questions(ctx context.Context, s *Store, by app.Actor) error {
	step := func(do func(x *tx) error) error { return s.write(ctx, by, app.Why{Source: sampleSource}, do) }
	courses := map[string]app.Course{}
	all, err := coursesInUse(ctx, s.reader)
	if err != nil {
		return err
	}
	for _, c := range all {
		courses[c.Code] = c
	}
	var bank []app.BankQuestion
	if err := step(func(x *tx) (err error) { bank, err = x.fillBank(ctx, courses); return err }); err != nil {
		return err
	}
	for _, of := range sample.Quizzes() {
		course, offered := courses[of.Course]
		if !offered {
			continue
		}
		var quiz app.Quiz
		var attempts []app.QuizAttempt
		err := errorsFirst(
			step(func(x *tx) (err error) { quiz, err = x.fillQuiz(ctx, course, of, bank); return err }),
			step(func(x *tx) (err error) {
				quiz, err = x.publishQuizAt(ctx, quiz, sample.QuizDay(x.now, min(of.Opens, 0), 8).UnixMilli())
				return err
			}),
		)
		if err == nil && of.Taken {
			err = errorsFirst(
				step(func(x *tx) (err error) { attempts, err = f.taken(ctx, x, quiz); return err }),
				step(func(x *tx) error { return x.finishAll(ctx, attempts) }),
			)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (x *tx) fillBank(ctx context.Context, courses map[string]app.Course) ([]app.BankQuestion, error) {
	var bank []app.BankQuestion
	for _, g := range sample.Bank() {
		q := g.BankQuestion
		q.Course, q.Topic = g.CourseAndTopic(func(name string) (app.CourseID, bool) { c, is := courses[name]; return c.ID, is })
		q.ID, q.Area, q.CreatedBy, q.CreatedAt = newID[app.BankQuestionID](), app.TrainersArea, x.by.Staff, x.now.UnixMilli()
		if err := x.putQuestion(ctx, app.BankQuestion{}, q); err != nil {
			return nil, err
		}
		bank = append(bank, q)
	}
	return bank, nil
}

// fillQuiz puts a quiz together of the first questions of each sort.
func (x *tx) fillQuiz(ctx context.Context, course app.Course, of sample.Quiz, bank []app.BankQuestion) (app.Quiz, error) {
	var mine []app.BankQuestion
	for _, q := range bank {
		if q.Course == course.ID {
			mine = append(mine, q)
		}
	}
	var items []app.QuizItem
	for _, d := range of.Draws { // so many as there are
		for _, q := range mine {
			if d.Count > 0 && q.Kind == d.Kind {
				items = append(items, app.QuizItem{Bank: q.ID, Points: q.Points})
				d.Count--
			}
		}
	}
	plan := app.QuizPlan{Items: items}
	plan.Quiz = app.Quiz{
		Title: of.Title, Course: course.ID, Status: app.QuizDraft, LimitMinutes: 30, Attempts: 1, Shuffle: true, PassScore: plan.Full() * 6 / 10,
		OpensAt: sample.QuizDay(x.now, of.Opens, 9).UnixMilli(), ClosesAt: sample.QuizDay(x.now, of.Closes, 18).UnixMilli(),
	}
	return x.saveQuiz(ctx, app.Quiz{}, plan)
}

func (x *tx) finishAll(ctx context.Context, attempts []app.QuizAttempt) error {
	for _, a := range attempts {
		if err := x.finishAttempt(ctx, a); err != nil {
			return err
		}
	}
	return nil
}

// taken lets the county's people take a quiz. One of them is left to be marked.
func (f *filling) taken(ctx context.Context, x *tx, quiz app.Quiz) ([]app.QuizAttempt, error) {
	dice := sample.QuizDice()
	var attempts []app.QuizAttempt
	q, err := x.reads()
	if err != nil {
		return nil, err
	}
	asked, err := collect(ctx, q, scanQuizQuestion, "SELECT "+quizQuestionColumns+" FROM quiz_questions WHERE quiz_id = ? ORDER BY place", quiz.ID[:])
	if err != nil {
		return nil, err
	}
	keys, err := quizKeys(ctx, q, quiz.ID)
	if err != nil {
		return nil, err
	}
	right := make(map[app.QuizQuestionID]string, len(keys))
	for _, k := range keys {
		right[k.Question] = k.Answers
	}
	for i, who := range f.county.Managers {
		begun := time.UnixMilli(quiz.OpensAt).Add(time.Duration(20*i+dice.IntN(300)) * time.Minute)
		spent := int64(480+dice.IntN(1200)) * 1000
		attempt := app.QuizAttempt{
			ID: newID[app.QuizAttemptID](), Area: x.by.Area, Quiz: quiz.ID, Staff: who.ID, Number: 1, StartedAt: begun.UnixMilli(), SpentMS: spent,
			SeenAt: begun.UnixMilli() + spent, AtQuestion: int64(len(asked)), HandedAt: begun.UnixMilli() + spent,
		}
		if err := x.putQuizAttempt(ctx, app.QuizAttempt{}, attempt); err != nil {
			return nil, err
		}
		attempt.Seen = x.wrote
		for _, question := range asked {
			answer := app.QuizAnswer{
				ID: newID[app.QuizAnswerID](), Area: x.by.Area, Attempt: attempt.ID, Question: question.ID, AnsweredAt: attempt.HandedAt - 1000,
			}
			answered(&answer, question, right[question.ID], i == 0, dice)
			if err := x.putQuizAnswer(ctx, app.QuizAnswer{}, answer); err != nil {
				return nil, err
			}
		}
		attempts = append(attempts, attempt)
	}
	return attempts, nil
}

// answered invents an answer with its marks; an open one of the first learner
// still waits for them.
func answered(a *app.QuizAnswer, q app.QuizQuestion, right string, waits bool, dice *rand.Rand) {
	a.MarkedAt = a.AnsweredAt
	if q.Kind == app.OpenQuestion {
		a.Answer = sample.OpenWords(dice)
		if a.Points = q.Points * int64(4+dice.IntN(6)) / 10; waits {
			a.Points, a.MarkedAt = 0, 0
		}
		return
	}
	if dice.IntN(10) < 8 {
		a.Answer, a.Points = right, q.Points
		if q.Kind == app.FillIn {
			a.Answer = firstAlternatives(right)
		}
		return
	}
	a.Answer = map[app.QuizQuestionKind]string{app.SingleChoice: "1", app.MultipleChoice: "1", app.TrueFalse: "true", app.FillIn: "8"}[q.Kind]
	if a.Answer == right {
		a.Points = q.Points
	}
}

// firstAlternatives is what somebody fills in who is right.
func firstAlternatives(right string) string {
	lines := strings.Split(right, "\n")
	for i := range lines {
		lines[i], _, _ = strings.Cut(lines[i], "|")
	}
	return strings.Join(lines, "\n")
}
