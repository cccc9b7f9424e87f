package data

import (
	"context"
	"slices"
	"strconv"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// completionImport takes in what an older system knows to be completed. Who
// completed a course on one day was in one class of it, so that each completion
// comes about as all do: by the results of a class.
type completionImport struct {
	intake

	today   app.Day
	people  map[string]colleague
	courses map[string]app.Course // by code and by name
	had     map[completedOn]bool
	lines   map[completedOn]int // where this list said it first
	classes map[heldClass]app.Class
	changed []app.EnrolmentID
}

// completedOn is one person, one course and one day.
type completedOn struct {
	staffCourse
	on app.Day
}

// heldClass is what tells the classes of an older system apart.
type heldClass struct {
	course  app.CourseID
	on      app.Day
	mode    app.ClassMode
	minutes int64
}

func (in *completionImport) run(ctx context.Context, x *tx, l opened) error {
	rows, err := in.trainingRows(l)
	if err != nil {
		return err
	}
	if err := in.begin(ctx, x); err != nil {
		return err
	}
	if err := in.each(rows, l, func(r *trainingRow) error { return in.row(ctx, x, r) }); err != nil {
		return err
	}
	if err := x.recognise(ctx, in.changed); err != nil {
		return err
	}
	return in.end(ctx, x, l, func() error { return nil })
}

func (in *completionImport) begin(ctx context.Context, x *tx) error {
	in.today = app.DayOf(x.now)
	in.courses, in.had, in.lines, in.classes = map[string]app.Course{}, map[completedOn]bool{}, map[completedOn]int{}, map[heldClass]app.Class{}
	var err error
	if in.people, err = x.colleaguesByNumber(ctx); err != nil {
		return err
	}
	courses, err := coursesInUse(ctx, x.s.conn)
	if err != nil {
		return err
	}
	for _, c := range slices.Backward(courses) {
		in.courses[c.Name] = c
	}
	for _, c := range courses {
		in.courses[c.Code] = c
	}
	had, err := collect(ctx, x.s.conn, scanCompletion, "SELECT "+completionColumns+" FROM completions WHERE withdrawn_at IS NULL")
	for _, c := range had {
		in.had[completedOn{staffCourse{c.Staff, c.Course}, c.CompletedOn}] = true
	}
	return err
}

func (in *completionImport) row(ctx context.Context, x *tx, r *trainingRow) error {
	who, p, err := in.read(r)
	if err != nil {
		return err
	}
	if err := p.Check(in.today); err != nil {
		return err
	}
	key := completedOn{staffCourse{p.Staff.ID, p.Course.ID}, p.On}
	switch first := in.lines[key]; {
	case first != 0:
		return &app.Refusal{Field: "staff_no", Reason: app.TwiceInClass, Value: strconv.Itoa(first)}
	case in.had[key]:
		in.rep.Unchanged++
		return nil
	case p.Staff.ValidFrom > p.On:
		r.doubt("completed_on", app.HereOnlySince, string(p.Staff.ValidFrom))
	}
	c, err := in.class(ctx, x, p)
	if err != nil {
		return err
	}
	e, err := p.Enrolled(c, x.enrolled(c, app.Enrolment{}, who.ID, who.area), x.by.Staff)
	if err != nil {
		return err
	}
	if err := x.putEnrolment(ctx, app.Enrolment{}, e); err != nil {
		return err
	}
	in.lines[key] = r.record.Line
	in.changed = append(in.changed, e.ID)
	in.rep.Created++
	return nil
}

// read understands a row.
func (in *completionImport) read(r *trainingRow) (colleague, app.PastCompletion, error) {
	who, err := r.who(in.people)
	p := app.PastCompletion{Staff: who.Staff, On: app.Day(r.text(sheet.CompletedOn))}
	if err != nil {
		return who, p, err
	}
	var known bool
	if p.Course, known = in.courses[r.text(sheet.CompletedCourse)]; !known {
		return who, p, &app.Refusal{Field: "course", Reason: app.UnknownCourse, Value: r.text(sheet.CompletedCourse)}
	}
	outcome, known := app.ParseSaid(r.text(sheet.CompletedOutcome))
	switch {
	case !known:
		return who, p, &app.Refusal{Field: "outcome", Reason: app.NeitherYesNorNo, Value: r.text(sheet.CompletedOutcome)}
	case outcome == app.SaidNo:
		return who, p, &app.Refusal{Field: "outcome", Reason: app.NotCompletedThere, Value: r.text(sheet.CompletedOutcome)}
	}
	if p.Mode, known = app.ParseClassMode(r.text(sheet.CompletedMode)); !known {
		return who, p, app.Refuse("class_mode", app.Malformed)
	}
	p.Score, p.Scored = r.hundredths(sheet.CompletedScore)
	p.Minutes, _ = r.minutes(sheet.CompletedHours)
	return who, p, nil
}

// class is the class a completion came of, opened with the first of its rows.
func (in *completionImport) class(ctx context.Context, x *tx, p app.PastCompletion) (app.Class, error) {
	course, held := p.Held()
	key := heldClass{course.ID, held.BeginsOn, held.Mode, held.Minutes}
	if c, open := in.classes[key]; open {
		return c, nil
	}
	c, err := x.openClass(ctx, course, held)
	if err != nil {
		return c, err
	}
	in.classes[key] = c
	in.rep.Classes++
	return c, nil
}
