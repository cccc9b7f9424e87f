package data

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"strings"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// giftBytes is more than any bank of a county.
const giftBytes = 64 << 20

// ImportQuestions takes questions into the bank out of a sheet or of a text in
// the GIFT format, in one transaction. A dry run is the same transaction, rolled
// back at the end, so what it counts is what the import will do. Questions that
// the bank has already are left alone.
func (s *Store) ImportQuestions(ctx context.Context, by app.Actor, job app.QuestionImport) (app.QuestionReport, error) {
	if err := by.May(app.ChangeTraining); err != nil {
		return app.QuestionReport{}, err
	}
	in := &questionImporter{job: job, rep: app.QuestionReport{DryRun: job.DryRun, GIFT: !isSheet(job.Path), Kinds: map[app.QuizQuestionKind]int64{}}}
	err := s.write(ctx, by, app.Why{Source: importSource, Note: filepath.Base(job.Path)}, func(x *tx) error { return in.run(ctx, x) })
	if errors.Is(err, errDryRun) {
		err = nil
	}
	return in.rep, wrap("import questions", fileProblem(err))
}

// isSheet tells a sheet from a text of questions by its name: the second is text
// without columns.
func isSheet(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".xlsx", ".csv", ".tsv":
		return true
	}
	return false
}

// questionImporter takes one file in.
type questionImporter struct {
	job     app.QuestionImport
	rep     app.QuestionReport
	courses map[string]app.CourseID // by code and by name
	known   map[string]app.BankQuestionID
	lines   map[string]int // where this file said it first
}

func (in *questionImporter) run(ctx context.Context, x *tx) error {
	reader, err := x.reads()
	if err != nil {
		return err
	}
	courses, err := coursesInUse(ctx, reader)
	if err != nil {
		return err
	}
	in.courses, in.lines = map[string]app.CourseID{}, map[string]int{}
	for _, c := range courses {
		in.courses[c.Code], in.courses[c.Name] = c.ID, c.ID
	}
	if in.known, err = x.questionsByText(ctx); err != nil {
		return err
	}
	if in.rep.GIFT {
		err = in.gift(ctx, x)
	} else {
		err = in.sheet(ctx, x)
	}
	switch {
	case err != nil:
		return err
	case in.job.DryRun:
		return errDryRun
	}
	_, err = x.enterImport(ctx, app.ImportQuestions, in.job.Path, app.ImportBatch{Created: in.rep.Made, Unchanged: in.rep.There, Refused: in.rep.Refused})
	return err
}

func (in *questionImporter) course(name string) (app.CourseID, bool) {
	id, is := in.courses[name]
	return id, is
}

func (in *questionImporter) gift(ctx context.Context, x *tx) error {
	text, err := sheet.ReadText(in.job.Path, giftBytes)
	if err != nil {
		return err
	}
	questions, refused := app.ParseGIFT(text)
	for _, p := range refused {
		in.tell(p)
	}
	for _, q := range questions {
		q.Course, q.Topic = q.CourseAndTopic(in.course)
		if err := in.take(ctx, x, q.BankQuestion, q.Line); err != nil {
			return err
		}
	}
	return nil
}

func (in *questionImporter) sheet(ctx context.Context, x *tx) error {
	book, err := sheet.Open(in.job.Path, x.s.sheetOptions(nil))
	if err != nil {
		return err
	}
	defer func() { _ = book.Close() }()
	table, err := book.Table("", sheet.Questions())
	if err != nil {
		return err
	}
	mapping := table.Mapping.With(in.job.Columns)
	in.rep.Header, in.rep.Columns = table.Header, columnsOf(mapping)
	for _, f := range table.Profile.Fields {
		in.rep.Fields = append(in.rep.Fields, f.Key)
	}
	for record, err := range table.Records(mapping) {
		if err != nil {
			return err
		}
		if record.Skipped != "" {
			continue
		}
		q, no := in.read(record)
		if no != nil {
			in.refuse(q, record.Line, no)
			continue
		}
		if err := in.take(ctx, x, q, record.Line); err != nil {
			return err
		}
	}
	return nil
}

// read understands a row of a sheet.
func (in *questionImporter) read(r *sheet.Record) (app.BankQuestion, error) {
	text := func(field int) string { return r.Values[field].Text }
	if n := r.Refused; n.Reason != "" {
		return app.BankQuestion{Text: text(sheet.QuestionText)}, &app.Refusal{Field: n.Field, Reason: app.Reason(n.Reason), Value: n.Text}
	}
	cells := app.QuestionCells{Kind: text(sheet.QuestionKind), Text: text(sheet.QuestionText), Answer: text(sheet.RightAnswer)}
	for field := sheet.ChoiceA; field <= sheet.ChoiceH; field++ {
		cells.Choices = append(cells.Choices, text(field))
	}
	q, err := cells.Question()
	if err != nil {
		return q, err
	}
	q.Topic, q.Explanation, q.Name, q.Source = text(sheet.Topic), text(sheet.Explanation), text(sheet.QuestionName), text(sheet.QuestionSource)
	if points := r.Values[sheet.Points]; points.Given {
		q.Points = points.Int / 10 // thousandths into hundredths
	}
	if q.Difficulty, err = app.ParseDifficulty(text(sheet.Difficulty)); err != nil {
		return q, err
	}
	if name := strings.TrimSpace(text(sheet.QuestionCourse)); name != "" {
		var known bool
		if q.Course, known = in.course(name); !known {
			return q, &app.Refusal{Field: "course", Reason: app.UnknownCourse, Value: name}
		}
	}
	q = q.Tidied()
	return q, q.Check()
}

// take puts a question into the bank, unless it says what another says.
func (in *questionImporter) take(ctx context.Context, x *tx, q app.BankQuestion, line int) error {
	same := q.SameQuestion()
	if _, there := in.known[same]; there {
		if first, here := in.lines[same]; here {
			in.refuse(q, line, &app.Refusal{Field: "question_text", Reason: app.QuestionTwice, Value: strconv.Itoa(first)})
		} else {
			in.rep.There++
		}
		return nil
	}
	if q.Course.IsZero() {
		q.Course = in.job.Course
	}
	q.ID, q.Area, q.CreatedBy, q.CreatedAt = newID[app.BankQuestionID](), app.TrainersArea, x.by.Staff, x.now.UnixMilli()
	in.known[same], in.lines[same] = q.ID, line
	in.rep.Made++
	in.rep.Kinds[q.Kind]++
	return x.putQuestion(ctx, app.BankQuestion{}, q)
}

func (in *questionImporter) refuse(q app.BankQuestion, line int, err error) {
	no, is := errors.AsType[*app.Refusal](err)
	if !is {
		no = &app.Refusal{Reason: app.Malformed}
	}
	in.tell(app.ImportProblem{Line: line, Name: q.Text, Verdict: app.RowRefused, Field: no.Field, Reason: string(no.Reason), Text: no.Value})
}

func (in *questionImporter) tell(p app.ImportProblem) {
	in.rep.Refused++
	if len(in.rep.Told) < app.ProblemsShown {
		in.rep.Told = append(in.rep.Told, p)
	}
}
