package data

import (
	"context"
	"encoding/json"
	"strconv"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// classListImport takes in who is in classes and how they fared. Who is not in a
// class yet is put in it; what a row leaves open stays as it is.
type classListImport struct {
	intake

	today   app.Day
	people  map[string]colleague
	classes map[string]*listedClass // by number; "" the one the whole list is of
	changed []app.EnrolmentID
}

// listedClass is a class that rows name.
type listedClass struct {
	app.Class
	in    map[app.StaffID]app.Enrolment
	size  int64               // who is in it and was not taken off
	lines map[app.StaffID]int // where this list said something of somebody first
	noted bool
}

func (in *classListImport) run(ctx context.Context, x *tx, l opened) error {
	rows, err := in.trainingRows(l)
	if err != nil {
		return err
	}
	in.today = app.DayOf(x.now)
	if in.people, err = x.colleaguesByNumber(ctx); err != nil {
		return err
	}
	if err := in.findClasses(ctx, x, rows); err != nil {
		return err
	}
	if err := in.each(rows, l, func(r *trainingRow) error { return in.row(ctx, x, r) }); err != nil {
		return err
	}
	for _, c := range in.classes {
		if err := in.follow(ctx, x, c); err != nil {
			return err
		}
	}
	if err := x.recognise(ctx, in.changed); err != nil {
		return err
	}
	return in.end(ctx, x, l, func() error { return nil })
}

// findClasses reads the classes that the rows name, and who is in them.
func (in *classListImport) findClasses(ctx context.Context, x *tx, rows []trainingRow) error {
	in.classes = map[string]*listedClass{}
	if !in.job.Class.IsZero() {
		c, err := x.class(ctx, in.job.Class)
		if err != nil {
			return err
		}
		in.classes[""] = &listedClass{Class: c}
	}
	var numbers []string
	for i := range rows {
		numbers = append(numbers, classNumberOf(&rows[i]))
	}
	list, _ := json.Marshal(numbers) // strings always marshal
	named, err := collect(ctx, x.s.conn, scanClass, "SELECT "+classColumns+" FROM classes WHERE number IN (SELECT value FROM json_each(?)) AND withdrawn_at IS NULL", string(list))
	if err != nil {
		return err
	}
	for _, c := range named {
		if whole := in.classes[""]; whole != nil && whole.ID == c.ID {
			in.classes[c.Number] = whole
			continue
		}
		in.classes[c.Number] = &listedClass{Class: c}
	}
	return in.findPeople(ctx, x)
}

func (in *classListImport) findPeople(ctx context.Context, x *tx) error {
	byID := make(map[app.ClassID]*listedClass, len(in.classes))
	var ids []app.ClassID
	for _, c := range in.classes {
		c.in, c.lines = map[app.StaffID]app.Enrolment{}, map[app.StaffID]int{}
		byID[c.ID] = c
		ids = append(ids, c.ID)
	}
	enrolled, err := collect(ctx, x.s.conn, scanEnrolment, "SELECT "+enrolmentColumns+
		" FROM enrolments WHERE class_id IN (SELECT unhex(value) FROM json_each(?)) AND withdrawn_at IS NULL ORDER BY n DESC", hexIDs(ids))
	for _, e := range enrolled {
		byID[e.Class].in[e.Staff] = e
	}
	for _, c := range byID {
		c.size = inClass(c.in)
	}
	return err
}

func classNumberOf(r *trainingRow) string { return app.NormaliseCode(r.text(sheet.ClassNumber)) }

// row takes one row, or refuses it.
func (in *classListImport) row(ctx context.Context, x *tx, r *trainingRow) error {
	who, err := r.who(in.people)
	if err != nil {
		return err
	}
	c := in.classes[classNumberOf(r)]
	switch {
	case c == nil && classNumberOf(r) == "":
		return app.Refuse("class_number", app.Missing)
	case c == nil, !in.job.Class.IsZero() && c.ID != in.job.Class:
		return &app.Refusal{Field: "class_number", Reason: app.UnknownClass, Value: r.text(sheet.ClassNumber)}
	case c.lines[who.ID] != 0:
		return &app.Refusal{Field: "staff_no", Reason: app.TwiceInClass, Value: strconv.Itoa(c.lines[who.ID])}
	}
	line, err := app.ClassCells{Attendance: r.text(sheet.Attendance), Assignment: r.text(sheet.Assignment), Mentor: r.text(sheet.Mentor), Reason: r.text(sheet.AbsenceReason)}.Line()
	if err != nil {
		return err
	}
	line.Score, line.Scored = r.hundredths(sheet.Score)
	line.Minutes, line.HasMinutes = r.minutes(sheet.AttendedHours)
	if err := in.take(ctx, x, c, who, line, r); err != nil {
		return err
	}
	c.lines[who.ID] = r.record.Line
	return nil
}

// take puts somebody in the class if he is not, and notes what the line says.
func (in *classListImport) take(ctx context.Context, x *tx, c *listedClass, who colleague, line app.ClassLine, r *trainingRow) error {
	was := c.in[who.ID]
	now, fresh, err := in.enrolled(x, c, who, was)
	if err != nil {
		return err
	}
	if line.Says() {
		if now, err = in.note(x, c, who.Staff, now, line, r); err != nil {
			return err
		}
	}
	switch {
	case now == was:
		in.rep.Unchanged++
		return nil
	case fresh:
		in.rep.Created++
		c.size++
		if line.Says() {
			r.doubt("staff_no", app.PutInByList, r.text(sheet.StaffNo))
		}
	default:
		in.rep.Updated++
	}
	if err := x.putEnrolmentRead(ctx, was, now); err != nil {
		return err
	}
	c.in[who.ID], c.noted = now, c.noted || line.Says()
	if line.Says() {
		in.changed = append(in.changed, now.ID)
	}
	return nil
}

// enrolled is somebody in the class; fresh says that he was not.
func (in *classListImport) enrolled(x *tx, c *listedClass, who colleague, was app.Enrolment) (now app.Enrolment, fresh bool, err error) {
	if !c.Open() {
		return was, false, &app.Refusal{Field: "class_number", Reason: app.ClassClosed, Value: string(c.Status)}
	}
	if !was.ID.IsZero() && was.Attendance != app.TakenOff {
		return was, false, nil
	}
	switch {
	case !who.ActiveOn(c.BeginsOn):
		return was, false, &app.Refusal{Field: "staff_no", Reason: app.PersonLeft, Value: who.StaffNo}
	case c.Seats > 0 && c.size >= c.Seats:
		return was, false, &app.Refusal{Field: "seats", Reason: app.ClassFull, Value: fmtCount(c.Seats)}
	}
	return x.enrolled(c.Class, was, who.ID, who.area), true, nil
}

// note lays the line over what is noted. What is noted otherwise is replaced only
// where that was asked for, and told.
func (in *classListImport) note(x *tx, c *listedClass, who app.Staff, e app.Enrolment, line app.ClassLine, r *trainingRow) (app.Enrolment, error) {
	result, differs := line.Over(e.Result(), c.Class)
	if differs != nil && !in.job.Replace {
		return e, differs
	}
	on := app.Day(r.text(sheet.ResultsOn))
	if on == "" {
		on = c.ResultsOn(in.today)
	}
	now, err := c.TakeDown(e, result, who, app.Noting{By: x.by.Staff, On: on, Today: in.today})
	if err == nil && differs != nil {
		r.doubt(differs.Field, app.ResultReplaced, differs.Value)
	}
	return now, err
}

// follow takes a class with results to where it stands by them.
func (in *classListImport) follow(ctx context.Context, x *tx, c *listedClass) error {
	next := c.Class
	next.Status = c.Gone(in.today)
	if !c.noted || next.Status == c.Status {
		return nil
	}
	c.noted = false // it may be known by its number, too
	return x.putClass(ctx, c.Class, next)
}
