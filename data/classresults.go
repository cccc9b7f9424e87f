package data

import (
	"context"

	"lamplighter/app"
)

// SaveResults keeps what was written down of people in a class, of all of them
// or of some, and settles what came of it. A result that cannot be refuses the
// whole; its Refusal names the place among the results. was is the page as its
// reader saw it: what somebody else wrote meanwhile is not overwritten.
func (s *Store) SaveResults(ctx context.Context, by app.Actor, was app.ClassPage, results []app.ClassResult, on app.Day) error {
	if err := by.May(app.ChangeTraining); err != nil {
		return err
	}
	seen := make(map[app.EnrolmentID]app.Learner, len(was.Learners))
	for _, l := range was.Learners {
		seen[l.Enrolment.ID] = l
	}
	return wrap("save results", s.write(ctx, by, app.Why{}, func(x *tx) error {
		c, err := x.class(ctx, was.ID)
		if err != nil {
			return err
		}
		n := app.Noting{By: by.Staff, On: on, Today: app.DayOf(x.now)}
		var changed []app.EnrolmentID
		for i, r := range results {
			l, known := seen[r.Enrolment]
			if !known {
				return app.Refuse("attendance", app.NotInClass)
			}
			next, err := c.TakeDown(l.Enrolment, r, l.Staff, n)
			if err != nil {
				return &app.ResultError{At: i, Who: l.Staff.ID, Err: err}
			}
			if next == l.Enrolment {
				continue
			}
			if err := x.putEnrolment(ctx, l.Enrolment, next); err != nil {
				return err
			}
			changed = append(changed, r.Enrolment)
		}
		if len(changed) == 0 {
			return app.Refuse("attendance", app.NothingToDo)
		}
		next := c
		if next.Status = c.Gone(n.Today); next.Status != c.Status {
			if err := x.putClass(ctx, c, next); err != nil {
				return err
			}
		}
		return x.recognise(ctx, changed)
	}))
}
