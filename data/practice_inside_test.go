package data

import (
	"context"
	"fmt"
	"testing"

	"lamplighter/app"
)

// OpenClassFor opens a class with people in it, for the tests of what classes
// are for.
func (s *Store) OpenClassFor(ctx context.Context, by app.Actor, course app.Course, c app.Class, people []app.StaffID) (app.Class, error) {
	var made app.Class
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		var err error
		if made, err = x.openClass(ctx, course, c); err != nil {
			return err
		}
		_, err = x.enrol(ctx, made, people)
		return err
	})
	return made, err
}

// FillLog puts people with entries of the log each, an eighth of them waiting,
// and answers one who is asked and one who learns.
func (s *Store) FillLog(t testing.TB, by app.Actor, people, each int) (mentor, learner app.Actor) {
	t.Helper()
	ctx := t.Context()
	courses, err := coursesInUse(ctx, s.reader)
	if err != nil {
		t.Fatal(err)
	}
	staff := make([]app.Staff, people)
	err = s.write(ctx, by, app.Why{}, func(x *tx) error {
		for i := range staff {
			staff[i] = app.Staff{
				ID: newID[app.StaffID](), StaffNo: fmt.Sprintf("S%05d", i), Name: fmt.Sprintf("员工%d", i), Post: "account_manager", Unit: by.Unit, ValidFrom: "2020-01-01",
			}
			if err := x.putStaff(ctx, app.Staff{}, staff[i]); err != nil {
				return err
			}
		}
		return nil
	})
	for from := 0; err == nil && from < people; from += 500 {
		err = s.write(ctx, by, app.Why{}, func(x *tx) error {
			for i := from; i < min(people, from+500); i++ {
				for n := range each {
					p := app.Practice{
						ID: newID[app.PracticeID](), Staff: staff[i].ID, Course: courses[n%len(courses)].ID, Kind: app.OnTheJob, DoneOn: app.Day("2025-06-01").AddDays(n * 6),
						Minutes: 60, What: []string{"跟班受理", "现场勘查", "核对抄表"}[n%3], Mentor: staff[i/20].ID, CreatedAt: 1,
					}
					if n%8 != 7 {
						p.ConfirmedAt, p.ConfirmedMinutes, p.ConfirmedBy = 1, 60, p.Mentor
					}
					if err := x.putPractice(ctx, app.Practice{}, p); err != nil {
						return err
					}
				}
			}
			return nil
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	of := func(s app.Staff) app.Actor {
		return app.Actor{Staff: s.ID, Unit: s.Unit, Roles: []app.Role{app.Manager}}
	}
	return of(staff[0]), of(staff[people-1])
}
