package data

import (
	"context"

	"lamplighter/app"
)

// classNumbers head the numbers of classes, which run on with those of cases.
const classNumbers = "PX-"

// openClass puts a class as it is planned: with a number, and with what the
// course takes today, so that a later change of the course leaves it alone.
func (x *tx) openClass(ctx context.Context, course app.Course, c app.Class) (app.Class, error) {
	number, err := x.nextNumber(ctx)
	if err != nil {
		return c, err
	}
	c.ID, c.Number, c.Course = newID[app.ClassID](), classNumbers+number, course.ID
	c.Rule, c.ValidityMonths, c.Full = course.Rule, course.ValidityMonths, course.Full
	c.CreatedBy, c.CreatedAt = x.by.Staff, x.now.UnixMilli()
	return c, x.putClass(ctx, app.Class{}, c)
}

// enrol puts people in a class, each once; who is in it already, or was taken
// off, is in it again. Those who do not work here on its first day are answered,
// not put.
func (x *tx) enrol(ctx context.Context, c app.Class, people []app.StaffID) (left []app.StaffID, err error) {
	areas, err := x.staffAreas(ctx, people)
	if err != nil {
		return nil, err
	}
	in, err := x.enrolledIn(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	active, err := x.activeOn(ctx, people, c.BeginsOn)
	if err != nil {
		return nil, err
	}
	for _, who := range people {
		was := in[who]
		switch {
		case !active[who]:
			left = append(left, who)
			continue
		case !was.ID.IsZero() && was.Attendance != app.TakenOff:
			continue
		}
		now := x.enrolled(c, was, who, areas[who])
		if err := x.putEnrolment(ctx, was, now); err != nil {
			return nil, err
		}
		in[who] = now
	}
	return left, nil
}

// enrolled is somebody in a class, anew or again, with nothing noted.
func (x *tx) enrolled(c app.Class, was app.Enrolment, who app.StaffID, area app.Area) app.Enrolment {
	now := was
	if now.ID.IsZero() {
		now = app.Enrolment{
			ID: newID[app.EnrolmentID](), Area: area, Class: c.ID, Course: c.Course, Staff: who,
			CreatedBy: x.by.Staff, CreatedAt: x.now.UnixMilli(),
		}
	}
	now.Attendance, now.Reason = app.NotNoted, ""
	return now
}

func (x *tx) enrolledIn(ctx context.Context, id app.ClassID) (map[app.StaffID]app.Enrolment, error) {
	q, err := x.reads()
	if err != nil {
		return nil, err
	}
	all, err := collect(ctx, q, scanEnrolment, "SELECT "+enrolmentColumns+" FROM enrolments WHERE class_id = ? AND withdrawn_at IS NULL ORDER BY n DESC", id[:])
	in := make(map[app.StaffID]app.Enrolment, len(all))
	for _, e := range all {
		in[e.Staff] = e
	}
	return in, err
}

func (x *tx) activeOn(ctx context.Context, ids []app.StaffID, day app.Day) (map[app.StaffID]bool, error) {
	all, err := collect(ctx, x.s.conn, scanStaff, "SELECT "+prefixed("s", staffColumns)+" FROM json_each(?) j JOIN staff s ON s.id = unhex(j.value)", hexIDs(ids))
	active := make(map[app.StaffID]bool, len(all))
	for _, s := range all {
		active[s.ID] = s.ActiveOn(day)
	}
	return active, err
}
