package data

import (
	"context"
	"strings"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

func questionColumnsOut(courses map[app.CourseID]string) []exportColumn[app.BankQuestionRow] {
	columns := []exportColumn[app.BankQuestionRow]{
		{"question_kind", sheet.Text, 10, code("question_kind", func(q app.BankQuestionRow) string { return string(q.Kind) })},
		{"question_text", sheet.Text, 60, text(func(q app.BankQuestionRow) string { return q.Text })},
	}
	for i, letter := range strings.Split("A B C D E F G H", " ") {
		columns = append(columns, exportColumn[app.BankQuestionRow]{"choice_" + letter, sheet.Text, 18, text(func(q app.BankQuestionRow) string {
			if lines := q.ChoiceLines(); i < len(lines) {
				return lines[i]
			}
			return ""
		})})
	}
	return append(columns, []exportColumn[app.BankQuestionRow]{
		{"right_answer", sheet.Text, 16, text(func(q app.BankQuestionRow) string { return q.AnswerCell() })},
		{"points", sheet.Number, 8, amount(func(q app.BankQuestionRow) int64 { return q.Points * 10 })},
		{"difficulty", sheet.Number, 8, amount(func(q app.BankQuestionRow) int64 { return q.Difficulty * 1000 })},
		{"topic", sheet.Text, 14, text(func(q app.BankQuestionRow) string { return q.Topic })},
		{"explanation", sheet.Text, 40, text(func(q app.BankQuestionRow) string { return q.Explanation })},
		{"course", sheet.Text, 12, text(func(q app.BankQuestionRow) string { return courses[q.Course] })},
		{"question_name", sheet.Text, 12, text(func(q app.BankQuestionRow) string { return q.Name })},
		{"source", sheet.Text, 24, text(func(q app.BankQuestionRow) string { return q.Source })},
	}...)
}

// ExportQuestions writes some questions, in their order, as a sheet that can
// come in again as it went.
func (s *Store) ExportQuestions(ctx context.Context, by app.Actor, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
	ctx = s.within(ctx, by)
	if err := mayExportBank(by); err != nil {
		return 0, err
	}
	courses, err := s.courseCodes(ctx)
	if err != nil {
		return 0, wrap("export questions", err)
	}
	read := func(ctx context.Context, rows []int64) ([]app.BankQuestionRow, error) {
		return s.QuestionsAt(ctx, by, rows)
	}
	n, err := export(ctx, s.roster(ctx, by, job, "questions"), rows, questionColumnsOut(courses), read, report)
	return n, wrap("export questions", fileProblem(err))
}

// ExportGIFT writes some questions as a text in Moodle's GIFT format, those of
// one course and topic together.
func (s *Store) ExportGIFT(ctx context.Context, by app.Actor, rows []int64, path string) (int, error) {
	ctx = s.within(ctx, by)
	if err := mayExportBank(by); err != nil {
		return 0, err
	}
	courses, err := s.courseCodes(ctx)
	if err != nil {
		return 0, wrap("export questions", err)
	}
	bank, err := collect(ctx, s.reader, scanQuestion, "SELECT "+prefixed("q", questionColumns)+
		" FROM json_each(?) j JOIN questions q ON q.n = j.value WHERE q.withdrawn_at IS NULL ORDER BY q.course_id, q.topic, j.key", jsonRows(rows))
	if err != nil {
		return 0, wrap("export questions", err)
	}
	written := app.WriteGIFT(bank, func(q app.BankQuestion) string { return courses[q.Course] })
	return len(bank), wrap("export questions", fileProblem(sheet.WriteWhole(path, []byte(written))))
}

func mayExportBank(by app.Actor) error {
	return errorsFirst(by.May(app.ExportRecords), by.May(app.ChangeTraining))
}

func (s *Store) courseCodes(ctx context.Context) (map[app.CourseID]string, error) {
	courses, err := coursesInUse(ctx, s.reader)
	codes := make(map[app.CourseID]string, len(courses))
	for _, c := range courses {
		codes[c.ID] = c.Code
	}
	return codes, err
}
