package data

import (
	"context"

	"lamplighter/app"
)

// The rows of questions and quizzes: for each noun its select list, its scan and its row
// for put.

const questionColumns = "id, area, sy_hlc, sy_dev, sy_ovr, course_id, kind, text, choices, answers, points, difficulty, topic, " +
	"explanation, name, source, created_by, created_at, withdrawn_at"

func scanQuestion(s scanner) (app.BankQuestion, error) {
	var r app.BankQuestion
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Course), &r.Kind, &r.Text, &r.Choices,
		&r.Answers, &r.Points, &r.Difficulty, &r.Topic, &r.Explanation, &r.Name, &r.Source, idInto(&r.CreatedBy), &r.CreatedAt,
		orZero(&r.WithdrawnAt),
	)
	return r, err
}

func questionRow(r app.BankQuestion) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"course_id", idOf(r.Course)},
		{"kind", string(r.Kind)},
		{"text", r.Text},
		{"choices", r.Choices},
		{"answers", r.Answers},
		{"points", r.Points},
		{"difficulty", r.Difficulty},
		{"topic", r.Topic},
		{"explanation", r.Explanation},
		{"name", r.Name},
		{"source", r.Source},
		{"created_by", idOf(r.CreatedBy)},
		{"created_at", r.CreatedAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putQuestion(ctx context.Context, was, now app.BankQuestion) error {
	return x.put(ctx, "questions", before(was.ID.IsZero(), was, questionRow), questionRow(now))
}

const quizColumns = "id, area, sy_hlc, sy_dev, sy_ovr, number, course_id, class_id, title, status, opens_at, closes_at, " +
	"limit_minutes, pass_score, attempts, shuffle, note, created_by, created_at, withdrawn_at, answers_kept"

func scanQuiz(s scanner) (app.Quiz, error) {
	var r app.Quiz
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.Number, idInto(&r.Course), idInto(&r.Class),
		&r.Title, &r.Status, &r.OpensAt, &r.ClosesAt, &r.LimitMinutes, &r.PassScore, &r.Attempts, &r.Shuffle, &r.Note,
		idInto(&r.CreatedBy), &r.CreatedAt, orZero(&r.WithdrawnAt), &r.AnswersKept,
	)
	return r, err
}

func quizRow(r app.Quiz) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"number", r.Number},
		{"course_id", idOf(r.Course)},
		{"class_id", idOf(r.Class)},
		{"title", r.Title},
		{"status", string(r.Status)},
		{"opens_at", r.OpensAt},
		{"closes_at", r.ClosesAt},
		{"limit_minutes", r.LimitMinutes},
		{"pass_score", r.PassScore},
		{"attempts", r.Attempts},
		{"shuffle", flagOf(r.Shuffle)},
		{"note", r.Note},
		{"created_by", idOf(r.CreatedBy)},
		{"created_at", r.CreatedAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
		{"answers_kept", flagOf(r.AnswersKept)},
	}}
}

func (x *tx) putQuiz(ctx context.Context, was, now app.Quiz) error {
	return x.put(ctx, "quizzes", before(was.ID.IsZero(), was, quizRow), quizRow(now))
}

const quizQuestionColumns = "id, area, sy_hlc, sy_dev, sy_ovr, quiz_id, place, kind, text, choices, blanks, points, withdrawn_at"

func scanQuizQuestion(s scanner) (app.QuizQuestion, error) {
	var r app.QuizQuestion
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Quiz), &r.Place, &r.Kind, &r.Text,
		&r.Choices, &r.Blanks, &r.Points, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func quizQuestionRow(r app.QuizQuestion) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"quiz_id", idOf(r.Quiz)},
		{"place", r.Place},
		{"kind", string(r.Kind)},
		{"text", r.Text},
		{"choices", r.Choices},
		{"blanks", r.Blanks},
		{"points", r.Points},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putQuizQuestion(ctx context.Context, was, now app.QuizQuestion) error {
	return x.put(ctx, "quiz_questions", before(was.ID.IsZero(), was, quizQuestionRow), quizQuestionRow(now))
}

const quizKeyColumns = "id, area, sy_hlc, sy_dev, sy_ovr, quiz_id, quiz_question_id, bank_question_id, place, points, answers, " +
	"explanation, withdrawn_at"

func scanQuizKey(s scanner) (app.QuizKey, error) {
	var r app.QuizKey
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Quiz), idInto(&r.Question),
		idInto(&r.Bank), &r.Place, &r.Points, &r.Answers, &r.Explanation, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func quizKeyRow(r app.QuizKey) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"quiz_id", idOf(r.Quiz)},
		{"quiz_question_id", idOf(r.Question)},
		{"bank_question_id", idOf(r.Bank)},
		{"place", r.Place},
		{"points", r.Points},
		{"answers", r.Answers},
		{"explanation", r.Explanation},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putQuizKey(ctx context.Context, was, now app.QuizKey) error {
	return x.put(ctx, "quiz_keys", before(was.ID.IsZero(), was, quizKeyRow), quizKeyRow(now))
}
