package data

import (
	"context"

	"lamplighter/app"
)

// The rows of who took a quiz: for each noun its select list, its scan and its row
// for put.

const quizAttemptColumns = "id, area, sy_hlc, sy_dev, sy_ovr, quiz_id, staff_id, number, started_at, spent_ms, seen_at, at_question, " +
	"interruptions, handed_at, by_time, score, marked_at, passed, note, withdrawn_at"

func scanQuizAttempt(s scanner) (app.QuizAttempt, error) {
	var r app.QuizAttempt
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Quiz), idInto(&r.Staff), &r.Number,
		&r.StartedAt, &r.SpentMS, &r.SeenAt, &r.AtQuestion, &r.Interruptions, &r.HandedAt, &r.ByTime, &r.Score, &r.MarkedAt,
		&r.Passed, &r.Note, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func quizAttemptRow(r app.QuizAttempt) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"quiz_id", idOf(r.Quiz)},
		{"staff_id", idOf(r.Staff)},
		{"number", r.Number},
		{"started_at", r.StartedAt},
		{"spent_ms", r.SpentMS},
		{"seen_at", r.SeenAt},
		{"at_question", r.AtQuestion},
		{"interruptions", r.Interruptions},
		{"handed_at", r.HandedAt},
		{"by_time", flagOf(r.ByTime)},
		{"score", r.Score},
		{"marked_at", r.MarkedAt},
		{"passed", flagOf(r.Passed)},
		{"note", r.Note},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putQuizAttempt(ctx context.Context, was, now app.QuizAttempt) error {
	return x.put(ctx, "quiz_attempts", before(was.ID.IsZero(), was, quizAttemptRow), quizAttemptRow(now))
}

const quizAnswerColumns = "id, area, sy_hlc, sy_dev, sy_ovr, attempt_id, quiz_question_id, answer, answered_at, points, marked_by, " +
	"marked_at, remark, withdrawn_at"

func scanQuizAnswer(s scanner) (app.QuizAnswer, error) {
	var r app.QuizAnswer
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Attempt), idInto(&r.Question), &r.Answer,
		&r.AnsweredAt, &r.Points, idInto(&r.MarkedBy), &r.MarkedAt, &r.Remark, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func quizAnswerRow(r app.QuizAnswer) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"attempt_id", idOf(r.Attempt)},
		{"quiz_question_id", idOf(r.Question)},
		{"answer", r.Answer},
		{"answered_at", r.AnsweredAt},
		{"points", r.Points},
		{"marked_by", idOf(r.MarkedBy)},
		{"marked_at", r.MarkedAt},
		{"remark", r.Remark},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putQuizAnswer(ctx context.Context, was, now app.QuizAnswer) error {
	return x.put(ctx, "quiz_answers", before(was.ID.IsZero(), was, quizAnswerRow), quizAnswerRow(now))
}
