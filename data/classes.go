package data

import (
	"context"

	"lamplighter/app"
)

// PlanClass plans a class of a course, with what completing it takes today.
func (s *Store) PlanClass(ctx context.Context, by app.Actor, c app.Class) (app.Class, error) {
	if err := by.May(app.ChangeTraining); err != nil {
		return app.Class{}, err
	}
	if err := c.Check(); err != nil {
		return app.Class{}, err
	}
	var planned app.Class
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		course, err := x.course(ctx, c.Course)
		if err != nil {
			return err
		}
		if !course.Offered(c.BeginsOn) {
			return app.Refuse("course", app.NotActive)
		}
		c.Status = app.ClassPlanned
		planned, err = x.openClass(ctx, course, c)
		planned.Seen = x.wrote
		return err
	})
	return planned, wrap("plan class", err)
}

func (x *tx) course(ctx context.Context, id app.CourseID) (app.Course, error) {
	q, err := x.reads()
	if err != nil {
		return app.Course{}, err
	}
	return one(ctx, q, scanCourse, "SELECT "+courseColumns+" FROM courses WHERE id = ? AND withdrawn_at IS NULL", id[:])
}

// ChangeClass corrects a class: days, place, lecturer, cost, seats. What
// completing takes stays as it was when the class was planned, and so does the
// course once somebody is in it. Who was there the whole time was there the
// whole time of a longer class, too.
func (s *Store) ChangeClass(ctx context.Context, by app.Actor, was, now app.Class) (app.Class, error) {
	if err := by.May(app.ChangeTraining); err != nil {
		return app.Class{}, err
	}
	if err := now.Check(); err != nil {
		return app.Class{}, err
	}
	return s.changeClass(ctx, by, was, app.Why{}, "change class", func(x *tx, people map[app.StaffID]app.Enrolment) (app.Class, error) {
		if !was.Open() {
			return was, &app.Refusal{Field: "class", Reason: app.ClassClosed, Value: string(was.Status)}
		}
		if err := full(now, inClass(people)); err != nil {
			return was, err
		}
		if now.Course != was.Course {
			course, err := x.course(ctx, now.Course)
			if err != nil {
				return was, err
			}
			if len(people) > 0 {
				return was, app.Refuse("course", app.InUse)
			}
			now.Rule, now.ValidityMonths, now.Full = course.Rule, course.ValidityMonths, course.Full
		} else {
			now.Rule, now.ValidityMonths, now.Full = was.Rule, was.ValidityMonths, was.Full
		}
		now.Status, now.Number, now.Reason = was.Status, was.Number, was.Reason
		return now, x.followLength(ctx, was, now, people)
	})
}

// followLength lets those who were there the whole time stay so.
func (x *tx) followLength(ctx context.Context, was, now app.Class, people map[app.StaffID]app.Enrolment) error {
	if was.Minutes == now.Minutes {
		return nil
	}
	for _, e := range people {
		next := e
		if next.AttendedMinutes = min(e.AttendedMinutes, now.Minutes); e.Attendance == app.Present {
			next.AttendedMinutes = now.Minutes
		}
		if err := x.putEnrolment(ctx, e, next); err != nil {
			return err
		}
	}
	return nil
}

// MoveClass takes a class to another status. Once its outcomes are told nobody
// may be without a result.
func (s *Store) MoveClass(ctx context.Context, by app.Actor, was app.Class, to app.ClassStatus) (app.Class, error) {
	if err := by.May(app.ChangeTraining); err != nil {
		return app.Class{}, err
	}
	return s.changeClass(ctx, by, was, app.Why{}, "move class", func(x *tx, people map[app.StaffID]app.Enrolment) (app.Class, error) {
		if open := resultsOpen(people); to == app.ClassRecognised && open > 0 {
			return was, &app.Refusal{Field: "status", Reason: app.ResultsOpen, Value: fmtCount(open)}
		}
		return was.Move(to, "", app.DayOf(x.now))
	})
}

// CancelClass calls a class off, with why. Completions that came of it are
// withdrawn.
func (s *Store) CancelClass(ctx context.Context, by app.Actor, was app.Class, reason string) (app.Class, error) {
	if err := by.May(app.ChangeTraining); err != nil {
		return app.Class{}, err
	}
	return s.changeClass(ctx, by, was, app.Why{Note: reason}, "cancel class", func(x *tx, _ map[app.StaffID]app.Enrolment) (app.Class, error) {
		return was.Move(app.ClassCancelled, reason, app.DayOf(x.now))
	})
}

// changeClass stores what a rule makes of a class, unless somebody moved it
// meanwhile, and settles anew what came of it for everybody.
func (s *Store) changeClass(
	ctx context.Context, by app.Actor, was app.Class, why app.Why, verb string, rule func(*tx, map[app.StaffID]app.Enrolment) (app.Class, error),
) (app.Class, error) {
	var changed app.Class
	err := s.write(ctx, by, why, func(x *tx) error {
		people, err := x.classAsSeen(ctx, was)
		if err != nil {
			return err
		}
		next, err := rule(x, people)
		if err != nil {
			return err
		}
		if err := x.putClass(ctx, was, next); err != nil {
			return err
		}
		changed = next
		changed.Seen = x.wrote
		return x.recognise(ctx, enrolmentIDs(people))
	})
	return changed, wrap(verb, err)
}

// classAsSeen reads who is in a class that stands where its reader saw it.
func (x *tx) classAsSeen(ctx context.Context, was app.Class) (map[app.StaffID]app.Enrolment, error) {
	current, err := x.class(ctx, was.ID)
	if err != nil {
		return nil, err
	}
	if current.Status != was.Status {
		return nil, app.ErrChangedMeantime
	}
	return x.enrolledIn(ctx, was.ID)
}

func (x *tx) class(ctx context.Context, id app.ClassID) (app.Class, error) {
	q, err := x.reads()
	if err != nil {
		return app.Class{}, err
	}
	return one(ctx, q, scanClass, "SELECT "+classColumns+" FROM classes WHERE id = ? AND withdrawn_at IS NULL", id[:])
}

func enrolmentIDs(people map[app.StaffID]app.Enrolment) []app.EnrolmentID {
	ids := make([]app.EnrolmentID, 0, len(people))
	for _, e := range people {
		ids = append(ids, e.ID)
	}
	return ids
}

func inClass(people map[app.StaffID]app.Enrolment) (n int64) {
	for _, e := range people {
		if e.Attendance != app.TakenOff {
			n++
		}
	}
	return n
}

func resultsOpen(people map[app.StaffID]app.Enrolment) (n int64) {
	for _, e := range people {
		if !e.Noted() {
			n++
		}
	}
	return n
}

// full refuses more people than a class has seats.
func full(c app.Class, people int64) error {
	if c.Seats > 0 && people > c.Seats {
		return &app.Refusal{Field: "seats", Reason: app.ClassFull, Value: fmtCount(c.Seats)}
	}
	return nil
}
