package data

import (
	"context"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

func classColumnsOut() []exportColumn[app.ClassRow] {
	return []exportColumn[app.ClassRow]{
		{"class_number", sheet.Code, 20, text(func(c app.ClassRow) string { return c.Number })},
		{"course", sheet.Text, 28, text(func(c app.ClassRow) string { return c.CourseName })},
		{"course_category", sheet.Text, 14, code("course_category", func(c app.ClassRow) string { return c.Category })},
		{"class_title", sheet.Text, 28, text(func(c app.ClassRow) string { return c.Title })},
		{"status", sheet.Text, 10, code("class_status", func(c app.ClassRow) string { return string(c.Status) })},
		{"class_mode", sheet.Text, 10, code("class_mode", func(c app.ClassRow) string { return string(c.Mode) })},
		{"begins_on", sheet.Day, 12, text(func(c app.ClassRow) string { return string(c.BeginsOn) })},
		{"ends_on", sheet.Day, 12, text(func(c app.ClassRow) string { return string(c.EndsOn) })},
		{"class_hours", sheet.Number, 8, amount(func(c app.ClassRow) int64 { return (c.Minutes*1000 + 30) / 60 })},
		{"place", sheet.Text, 24, text(func(c app.ClassRow) string { return c.Place })},
		{"class_unit", sheet.Text, 18, text(func(c app.ClassRow) string { return c.UnitName })},
		{"lecturer_kind", sheet.Text, 10, code("lecturer_kind", func(c app.ClassRow) string { return c.LecturerKind })},
		{"lecturer", sheet.Name, 14, text(func(c app.ClassRow) string { return c.LecturerName })},
		{"lecturer_unit", sheet.Text, 24, text(func(c app.ClassRow) string { return c.LecturerUnit })},
		{"contract", sheet.Text, 18, text(func(c app.ClassRow) string { return c.Contract })},
		{"fee", sheet.Money, 12, amount(func(c app.ClassRow) int64 { return c.FeeFen })},
		{"people", sheet.Number, 8, amount(func(c app.ClassRow) int64 { return c.In * 1000 })},
		{"completed", sheet.Number, 8, amount(func(c app.ClassRow) int64 { return c.Completed * 1000 })},
		{"failed", sheet.Number, 8, amount(func(c app.ClassRow) int64 { return c.Failed * 1000 })},
	}
}

// ExportClasses writes the classes of a filter, in its order, as a sheet or JSON.
func (s *Store) ExportClasses(ctx context.Context, by app.Actor, f app.ClassFilter, job app.ExportJob, report func(done, total int64)) (int, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ExportRecords); err != nil {
		return 0, err
	}
	all, err := s.Classes(ctx, by, f)
	if err != nil {
		return 0, err
	}
	n, err := exportListed(ctx, s.roster(ctx, by, job, "classes"), all, classColumnsOut(), report)
	return n, wrap("export classes", fileProblem(err))
}

func learnerColumnsOut() []exportColumn[app.Learner] {
	return []exportColumn[app.Learner]{
		{"staff_no", sheet.Code, 12, text(func(l app.Learner) string { return l.Staff.StaffNo })},
		{"staff_name", sheet.Name, 14, text(func(l app.Learner) string { return l.Staff.Name })},
		{"class_unit", sheet.Text, 20, text(func(l app.Learner) string { return l.Unit })},
		{"post", sheet.Text, 14, code("post", func(l app.Learner) string { return l.Staff.Post })},
		{"attendance", sheet.Text, 10, code("attendance", func(l app.Learner) string { return string(l.Enrolment.Attendance) })},
		{"attended_hours", sheet.Number, 10, amount(func(l app.Learner) int64 { return (l.Enrolment.AttendedMinutes*1000 + 30) / 60 })},
		{"class_points", sheet.Number, 8, pointsOut},
		{"assignment_on", sheet.Day, 12, text(func(l app.Learner) string { return string(l.Enrolment.AssignmentOn) })},
		{"mentor_on", sheet.Day, 12, text(func(l app.Learner) string { return string(l.Enrolment.MentorOn) })},
		{"outcome", sheet.Text, 10, code("class_outcome", func(l app.Learner) string { return string(l.Enrolment.Outcome) })},
		{"outcome_on", sheet.Day, 12, text(func(l app.Learner) string { return string(l.Enrolment.OutcomeOn) })},
		{"reason", sheet.Text, 24, text(func(l app.Learner) string { return l.Enrolment.Reason })},
	}
}

// pointsOut leaves out who has no score yet.
func pointsOut(l app.Learner, _ app.ExportJob) sheet.Value {
	if l.Enrolment.ScoredOn == "" {
		return sheet.Value{}
	}
	return sheet.IntValue(l.Enrolment.Score * 10)
}

// ExportResults writes the people of a class with their results.
func (s *Store) ExportResults(ctx context.Context, by app.Actor, id app.ClassID, job app.ExportJob, report func(done, total int64)) (int, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ExportRecords); err != nil {
		return 0, err
	}
	page, err := s.ClassPage(ctx, by, id)
	if err != nil {
		return 0, err
	}
	n, err := exportListed(ctx, s.roster(ctx, by, job, "class_results"), page.Learners, learnerColumnsOut(), report)
	return n, wrap("export results", fileProblem(err))
}
