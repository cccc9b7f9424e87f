package data

import (
	"context"
	"slices"
	"strconv"

	"lamplighter/app"
)

func fmtCount(n int64) string { return strconv.FormatInt(n, 10) }

// EnrolMany puts people in a class. Who is in it already and who does not work
// here on its first day is answered with why; with more people than seats nobody
// is put in.
func (s *Store) EnrolMany(ctx context.Context, by app.Actor, was app.Class, people []app.StaffID) (left []app.NotEnrolled, err error) {
	if err := by.May(app.ChangeTraining); err != nil {
		return nil, err
	}
	if len(people) == 0 {
		return nil, app.Refuse("roster", app.NobodyChosen)
	}
	err = s.write(ctx, by, app.Why{}, func(x *tx) error {
		c, err := x.class(ctx, was.ID)
		if err != nil {
			return err
		}
		if !c.Open() {
			return &app.Refusal{Field: "class", Reason: app.ClassClosed, Value: string(c.Status)}
		}
		before, err := x.enrolledIn(ctx, c.ID)
		if err != nil {
			return err
		}
		var fresh []app.StaffID
		left = nil
		for _, who := range people {
			if e := before[who]; slices.Contains(fresh, who) || !e.ID.IsZero() && e.Attendance != app.TakenOff {
				left = append(left, app.NotEnrolled{Staff: who, Why: app.Refuse("staff_no", app.TwiceInClass)})
				continue
			}
			fresh = append(fresh, who)
		}
		gone, err := x.enrol(ctx, c, fresh)
		if err != nil {
			return err
		}
		for _, who := range gone {
			left = append(left, app.NotEnrolled{Staff: who, Why: app.Refuse("staff_no", app.PersonLeft)})
		}
		after, err := x.enrolledIn(ctx, c.ID)
		if err != nil {
			return err
		}
		if err := full(c, inClass(after)); err != nil {
			return err
		}
		return x.name(ctx, left)
	})
	return left, wrap("enrol", err)
}

// name says who was left out.
func (x *tx) name(ctx context.Context, left []app.NotEnrolled) error {
	ids := make([]app.StaffID, len(left))
	for i, l := range left {
		ids[i] = l.Staff
	}
	people, err := collect(ctx, x.s.conn, scanStaff, "SELECT "+prefixed("s", staffColumns)+" FROM json_each(?) j JOIN staff s ON s.id = unhex(j.value)", hexIDs(ids))
	for i := range left {
		if at := slices.IndexFunc(people, func(s app.Staff) bool { return s.ID == left[i].Staff }); at >= 0 {
			left[i].Name = people[at].Name
		}
	}
	return err
}

// TakeOff takes people out of a class, with why. They stay in its records.
func (s *Store) TakeOff(ctx context.Context, by app.Actor, was app.Class, who []app.EnrolmentID, reason string) error {
	if err := by.May(app.ChangeTraining); err != nil {
		return err
	}
	if len(who) == 0 {
		return app.Refuse("roster", app.NobodyChosen)
	}
	return wrap("take off", s.write(ctx, by, app.Why{Note: reason}, func(x *tx) error {
		c, err := x.class(ctx, was.ID)
		if err != nil {
			return err
		}
		if !c.Open() {
			return &app.Refusal{Field: "class", Reason: app.ClassClosed, Value: string(c.Status)}
		}
		people, err := x.enrolledIn(ctx, c.ID)
		if err != nil {
			return err
		}
		for _, e := range people {
			if !slices.Contains(who, e.ID) {
				continue
			}
			next := e
			next.Attendance, next.AttendedMinutes, next.Reason = app.TakenOff, 0, reason
			if err := x.putEnrolment(ctx, e, next); err != nil {
				return err
			}
		}
		return x.recognise(ctx, who)
	}))
}

// Candidates are the people who may be put in a class, those who lack it first.
func (s *Store) Candidates(ctx context.Context, by app.Actor, ask app.RosterAsk) ([]app.Candidate, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadTraining); err != nil {
		return nil, err
	}
	c, err := one(ctx, s.reader, scanClass, "SELECT "+classColumns+" FROM classes WHERE id = ? AND withdrawn_at IS NULL", ask.Class[:])
	if err != nil {
		return nil, wrap("candidates", err)
	}
	found, err := s.candidates(ctx, c, ask)
	return found, wrap("candidates", err)
}

// candidatesQuery reads the people with the best completion each has of a
// course; for good comes before any day.
const candidatesQuery = ` coalesce(u.name, ''), coalesce(c.until, ''),
	s.id IN (SELECT staff_id FROM enrolments WHERE class_id = ?2 AND withdrawn_at IS NULL AND attendance <> 'taken_off')
	FROM staff s LEFT JOIN org_units u ON u.id = s.unit_id
	LEFT JOIN (SELECT staff_id, max(CASE until_on WHEN '' THEN 'good' ELSE until_on END) AS until FROM completions
		WHERE course_id = ?1 AND withdrawn_at IS NULL GROUP BY staff_id) c ON c.staff_id = s.id
	WHERE s.withdrawn_at IS NULL AND (s.valid_to = '' OR s.valid_to >= ?3) AND (s.valid_from = '' OR s.valid_from <= ?3)
	AND (?4 = '' OR s.post = ?4) AND (?5 IS NULL OR s.unit_id = ?5) ORDER BY u.code, s.staff_no`

func (s *Store) candidates(ctx context.Context, c app.Class, ask app.RosterAsk) ([]app.Candidate, error) {
	posts, err := collect(ctx, s.reader, scanCoursePost, "SELECT "+coursePostColumns+" FROM course_posts WHERE course_id = ? AND withdrawn_at IS NULL", c.Course[:])
	if err != nil {
		return nil, err
	}
	all, err := collect(ctx, s.reader, func(r scanner) (app.Candidate, error) {
		var one app.Candidate
		var until string
		staff, err := scanStaff(scannerFunc(func(into ...any) error { return r.Scan(append(into, &one.Unit, &until, &one.In)...) }))
		if one.Staff = staff; until != "good" {
			one.Until = app.Day(until)
		}
		one.Standing = app.StandingOn(until != "", one.Until, c.BeginsOn)
		one.Required = slices.ContainsFunc(posts, func(p app.CoursePost) bool { return p.RequiredOn(staff.Post, c.BeginsOn) })
		return one, err
	}, "SELECT "+prefixed("s", staffColumns)+","+candidatesQuery, c.Course[:], c.ID[:], string(c.BeginsOn), ask.Post, idOf(ask.Unit))
	if err != nil {
		return nil, err
	}
	of, err := s.trains(ctx)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(c app.Candidate) bool { return !of(c.Staff.ID) })
	if ask.Gap {
		all = slices.DeleteFunc(all, func(c app.Candidate) bool { return !c.Required || c.Standing == app.StandingValid })
	}
	slices.SortStableFunc(all, func(a, b app.Candidate) int { return worry(a) - worry(b) })
	return all, nil
}

// worry ranks those who lack what their post requires before the others.
func worry(c app.Candidate) int {
	if !c.Required || c.Standing == app.StandingValid {
		return 1
	}
	return 0
}
