package data

import (
	"context"
	"iter"
	"strings"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// completionRecordJoins find what that a completion and a class that was not
// completed have in common, each under the letter c.
const completionRecordJoins = ` JOIN staff s ON s.id = c.staff_id LEFT JOIN org_units u ON u.id = s.unit_id JOIN courses k ON k.id = c.course_id
	LEFT JOIN classes g ON g.id = c.class_id LEFT JOIN staff l ON l.id = g.lecturer_id`

const completionRecordAlso = `, s.staff_no, s.name, coalesce(u.name, ''), s.post, k.code, k.name, k.name_en, coalesce(g.number, ''),
	coalesce(l.name, g.lecturer, ''), coalesce(l.staff_no, ''), coalesce(g.full_score, k.full_score)`

func completionRecordInto(r *app.CompletionRecord) []any {
	return []any{&r.StaffNo, &r.StaffName, &r.UnitName, &r.Post, &r.CourseCode, &r.CourseName, &r.CourseEN, &r.ClassNumber, &r.Lecturer, &r.LecturerNo, &r.Full}
}

func scanCompletionRecord(r scanner) (app.CompletionRecord, error) {
	var out app.CompletionRecord
	var err error
	out.Completion, err = scanCompletion(scannerFunc(func(into ...any) error { return r.Scan(append(into, completionRecordInto(&out)...)...) }))
	return out, err
}

// scanFailedRecord reads an enrolment that came to nothing as such a record.
func scanFailedRecord(r scanner) (app.CompletionRecord, error) {
	out := app.CompletionRecord{Failed: true}
	e, err := scanEnrolment(scannerFunc(func(into ...any) error { return r.Scan(append(into, completionRecordInto(&out)...)...) }))
	out.Completion = app.Completion{
		ID: app.CompletionID(e.ID), Staff: e.Staff, Course: e.Course, Class: e.Class, CompletedOn: e.OutcomeOn, Way: app.ByClass,
		Score: e.Score, HasScore: e.ScoredOn != "", Minutes: e.AttendedMinutes,
	}
	return out, err
}

// Completions lists completions of a filter, the newest first, or the classes
// that were not completed.
func (s *Store) Completions(ctx context.Context, by app.Actor, f app.CompletionFilter) ([]app.CompletionRecord, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadTraining); err != nil {
		return nil, err
	}
	day := "c.completed_on"
	scan, from := scanCompletionRecord, "SELECT "+prefixed("c", completionColumns)+completionRecordAlso+" FROM completions c"+completionRecordJoins
	if f.Standing == app.NotCompleted {
		day = "c.outcome_on"
		scan, from = scanFailedRecord, "SELECT "+prefixed("c", enrolmentColumns)+completionRecordAlso+" FROM enrolments c"+completionRecordJoins
	}
	q := completionWhere(f, day, app.DayOf(s.now()))
	found, err := collect(ctx, s.reader, scan, from+q.text()+" ORDER BY "+day+" DESC, s.staff_no, k.code, c.n", q.args...)
	return found, wrap("completions", err)
}

func completionWhere(f app.CompletionFilter, day string, today app.Day) where {
	var q where
	q.add("c.withdrawn_at IS NULL")
	if text := strings.TrimSpace(f.Text); text != "" {
		like := "%" + likeText.Replace(text) + "%"
		q.add(`(s.name LIKE ? ESCAPE '\' OR s.staff_no LIKE ? ESCAPE '\')`, like, like)
	}
	if !f.Staff.IsZero() {
		q.add("c.staff_id = ?", f.Staff[:])
	}
	if !f.Course.IsZero() {
		q.add("c.course_id = ?", f.Course[:])
	}
	if !f.Unit.IsZero() {
		q.add("s.unit_id = ?", f.Unit[:])
	}
	if f.From != "" {
		q.add(day+" >= ?", string(f.From))
	}
	if f.To != "" {
		q.add(day+" <= ?", string(f.To))
	}
	switch f.Standing {
	case app.ValidCompletion:
		q.add("(c.until_on = '' OR c.until_on >= ?)", string(today))
	case app.ExpiredCompletion:
		q.add("c.until_on <> '' AND c.until_on < ?", string(today))
	case app.NotCompleted:
		q.add("c.outcome = 'failed'")
	case app.AnyCompletion:
	}
	return q
}

func completionColumnsOut() []exportColumn[app.CompletionRecord] {
	type record = app.CompletionRecord
	return []exportColumn[record]{
		{"staff_no", sheet.Code, 12, text(func(r record) string { return r.StaffNo })},
		{"staff_name", sheet.Name, 14, text(func(r record) string { return r.StaffName })},
		{"class_unit", sheet.Text, 20, text(func(r record) string { return r.UnitName })},
		{"post", sheet.Text, 14, code("post", func(r record) string { return r.Post })},
		{"course_code", sheet.Code, 14, text(func(r record) string { return r.CourseCode })},
		{"course", sheet.Text, 28, text(func(r record) string { return r.CourseName })},
		{"completed_on", sheet.Day, 12, text(func(r record) string { return string(r.CompletedOn) })},
		{"training_until", sheet.Day, 12, text(func(r record) string { return string(r.UntilOn) })},
		{"outcome", sheet.Text, 10, code("class_outcome", func(r record) string {
			if r.Failed {
				return string(app.OutcomeFailed)
			}
			return string(app.OutcomeCompleted)
		})},
		{"class_points", sheet.Number, 8, func(r record, _ app.ExportJob) sheet.Value {
			return sheet.Value{Int: r.Score * 10, Given: r.HasScore}
		}},
		{"class_hours", sheet.Number, 8, amount(func(r record) int64 { return (r.Minutes*1000 + 30) / 60 })},
		{"class_mode", sheet.Text, 10, code("class_mode", func(r record) string { return string(r.Mode) })},
		{"class_number", sheet.Code, 20, text(func(r record) string { return r.ClassNumber })},
		{"lecturer", sheet.Name, 14, text(func(r record) string { return r.Lecturer })},
	}
}

// ExportCompletions writes completions of a filter as a sheet, as JSON, or as
// statements of the Experience API.
func (s *Store) ExportCompletions(ctx context.Context, by app.Actor, f app.CompletionFilter, job app.ExportJob, report func(done, total int64)) (int, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ExportRecords); err != nil {
		return 0, err
	}
	all, err := s.Completions(ctx, by, f)
	if err != nil {
		return 0, err
	}
	if job.Format == app.XAPI {
		n, err := s.roster(ctx, by, job, "completions").keep(ctx, func() (int, error) { return sheet.WriteValues(ctx, job.Path, statements(all, job.XAPI, report)) })
		return n, wrap("export statements", fileProblem(err))
	}
	n, err := exportListed(ctx, s.roster(ctx, by, job, "completions"), all, completionColumnsOut(), report)
	return n, wrap("export completions", fileProblem(err))
}

func statements(all []app.CompletionRecord, o app.XAPIOptions, report func(done, total int64)) iter.Seq[any] {
	return func(yield func(any) bool) {
		for i, r := range all {
			if !yield(r.Statement(o)) {
				return
			}
			if i%exportChunk == 0 {
				report(int64(i+1), int64(len(all)))
			}
		}
	}
}
