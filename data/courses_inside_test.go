package data

import (
	"context"
	"errors"
	"testing"

	"lamplighter/app"
)

// has keeps that somebody completed the course, until a day.
func (c *school) has(who app.StaffID, until app.Day, withdrawn int64) {
	c.t.Helper()
	c.write(func(ctx context.Context, x *tx) error {
		return x.putCompletion(ctx, app.Completion{}, app.Completion{
			ID: newID[app.CompletionID](), Staff: who, Course: c.course.ID, CompletedOn: "2025-01-01", UntilOn: until, Rule: "score 60", Way: app.ByImport, WithdrawnAt: withdrawn,
		})
	})
}

func TestWhoHoldsACourseIsCountedByHisLatestCompletion(t *testing.T) {
	c := newSchool(t, 9, "score 60") // today is 2026-03-02
	for i, untils := range [][]app.Day{
		{"2026-06-01"},               // 91 days: valid
		{"2026-05-31"},               // 90 days: to be renewed
		{"2026-03-02"},               // the last day
		{"2026-03-01"},               // run out yesterday
		{"2025-01-01", "2027-01-01"}, // renewed
		{"", "2025-01-01"},           // for good
		{"2025-01-01", "2026-04-01"}, // to be renewed again
		{"2028-01-01"},               // who left
	} {
		for _, until := range untils {
			c.has(c.pupils[i], until, 0)
		}
	}
	c.has(c.pupils[8], "2028-01-01", 1) // withdrawn
	c.write(func(ctx context.Context, x *tx) error {
		was, err := one(ctx, x.s.conn, scanStaff, "SELECT "+staffColumns+" FROM staff WHERE id = ?", c.pupils[7][:])
		if err != nil {
			return err
		}
		left := was
		left.ValidTo = "2026-03-01"
		return x.putStaff(ctx, was, left)
	})
	want := app.CourseHolders{Valid: 3, Expiring: 3, Expired: 1}
	all, err := c.s.CourseHolders(t.Context(), c.by)
	if err != nil || all[c.course.ID] != want || len(all) != 1 {
		t.Errorf("counted are %+v: %v", all, err)
	}
	use, err := c.s.CourseUse(t.Context(), c.by, c.course)
	if err != nil || use.Holders != want || !use.Used {
		t.Errorf("its use is %+v: %v", use, err)
	}
}

func TestWhatStandsAndFallsWithACourseIsCounted(t *testing.T) {
	c := newSchool(t, 4, "score 60")
	use := func() app.CourseUse {
		t.Helper()
		u, err := c.s.CourseUse(t.Context(), c.by, c.course)
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	if u := use(); u.Used || u.Classes != 0 || u.Required != 0 || u.Withdrawable() != nil {
		t.Errorf("of a new course is said %+v", u)
	}
	c.write(func(ctx context.Context, x *tx) error {
		return errorsFirst(
			x.putCoursePost(ctx, app.CoursePost{}, app.CoursePost{ID: newID[app.CoursePostID](), Course: c.course.ID, Post: "counter", FromOn: "2026-03-02", ToOn: "2026-03-02"}),
			x.putCoursePost(ctx, app.CoursePost{}, app.CoursePost{ID: newID[app.CoursePostID](), Course: c.course.ID, Post: "counter", FromOn: "2026-03-03"}),
		)
	})
	class, in := c.class("2026-03-02", "2026-03-02")
	c.result(in[c.pupils[0]].ID, passed(9000, "2026-03-02"))
	c.result(in[c.pupils[1]].ID, func(e *app.Enrolment) { e.Attendance = app.TakenOff })
	if u := use(); u.Classes != 1 || u.Enrolled != 2 || u.Required != 4 || !u.Used {
		t.Errorf("with a class is said %+v", u)
	}
	if no, _ := errors.AsType[*app.Refusal](c.s.WithdrawCourse(t.Context(), c.by, c.course)); no == nil || no.Reason != app.CourseUsed {
		t.Errorf("it is refused with %+v", no)
	}
	c.write(func(ctx context.Context, x *tx) error {
		was, err := one(ctx, x.s.conn, scanClass, "SELECT "+classColumns+" FROM classes WHERE id = ?", class.ID[:])
		if err != nil {
			return err
		}
		over := was
		over.Status = app.ClassArchived
		return x.putClass(ctx, was, over)
	})
	*c.now = c.now.AddDate(0, 0, 1)
	if u := use(); u.Classes != 0 || u.Enrolled != 0 || u.Required != 4 || !u.Used {
		t.Errorf("with its class at the end is said %+v", u)
	}
}

func TestPracticeAloneKeepsACourse(t *testing.T) {
	c := newSchool(t, 1, "practice 16")
	c.practise(c.pupils[0], "2026-03-01", 60, app.OnTheJob)
	if no, _ := errors.AsType[*app.Refusal](c.s.WithdrawCourse(t.Context(), c.by, c.course)); no == nil || no.Reason != app.CourseUsed {
		t.Errorf("it is refused with %+v", no)
	}
}

func TestAGrantedQualificationStays(t *testing.T) {
	c := newSchool(t, 1, "score 60")
	q := app.Qualification{ID: newID[app.QualificationID](), Code: "counter", Name: "合格柜员", Posts: "counter", Courses: "service"}
	c.write(func(ctx context.Context, x *tx) error {
		return errorsFirst(x.putQualification(ctx, app.Qualification{}, q),
			x.putQualified(ctx, app.Qualified{}, app.Qualified{ID: newID[app.QualifiedID](), Staff: c.pupils[0], Qualification: q.ID, FromOn: "2026-03-02"}))
	})
	if no, _ := errors.AsType[*app.Refusal](c.s.WithdrawQualification(t.Context(), c.by, q)); no == nil || no.Reason != app.GrantedOnce {
		t.Errorf("it is refused with %+v", no)
	}
}
