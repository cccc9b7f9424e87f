package data

import (
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"lamplighter/app"
)

// school is a file with one course and some who learn.
type school struct {
	t      *testing.T
	s      *Store
	by     app.Actor
	now    *time.Time
	course app.Course
	pupils []app.StaffID
}

func newSchool(t *testing.T, pupils int, rule string) *school {
	t.Helper()
	now := time.Date(2026, 3, 2, 9, 30, 0, 0, app.Local)
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), Options{Create: true, Now: func() time.Time { return now }, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	by, err := s.Start(t.Context(), "米易营业厅", "沈丽")
	if err != nil {
		t.Fatal(err)
	}
	c := &school{t: t, s: s, by: by, now: &now, course: app.Course{
		ID: newID[app.CourseID](), Code: "service", Name: "优质服务", Category: "skill", Minutes: 480, ValidityMonths: 12, Mode: app.Central, Rule: rule,
	}}
	c.write(func(ctx context.Context, x *tx) error {
		for i := range pupils {
			who := app.Staff{ID: newID[app.StaffID](), StaffNo: fmt.Sprintf("%04d", 100+i), Name: fmt.Sprintf("学员%d", i), Unit: by.Unit, Post: "counter"}
			c.pupils = append(c.pupils, who.ID)
			if err := x.putStaff(ctx, app.Staff{}, who); err != nil {
				return err
			}
		}
		return x.putCourse(ctx, app.Course{}, c.course)
	})
	return c
}

// write does something in one transaction.
func (c *school) write(do func(context.Context, *tx) error) {
	c.t.Helper()
	if err := c.s.write(c.t.Context(), c.by, app.Why{}, func(x *tx) error { return do(c.t.Context(), x) }); err != nil {
		c.t.Fatal(err)
	}
}

// class plans a class of the course for all who learn, and answers the
// enrolments by person.
func (c *school) class(begins, ends app.Day) (app.Class, map[app.StaffID]app.Enrolment) {
	c.t.Helper()
	var class app.Class
	var in map[app.StaffID]app.Enrolment
	c.write(func(ctx context.Context, x *tx) (err error) {
		class, err = x.openClass(ctx, c.course, app.Class{Status: app.ClassPlanned, Mode: app.Central, BeginsOn: begins, EndsOn: ends, Minutes: 480})
		if err != nil {
			return err
		}
		if _, err = x.enrol(ctx, class, c.pupils); err != nil {
			return err
		}
		in, err = x.enrolledIn(ctx, class.ID)
		return err
	})
	return class, in
}

// result notes results of an enrolment as it is kept, and recognises it.
func (c *school) result(id app.EnrolmentID, change func(*app.Enrolment)) {
	c.t.Helper()
	c.write(func(ctx context.Context, x *tx) error {
		was := c.enrolment(id)
		now := was
		change(&now)
		if err := x.putEnrolment(ctx, was, now); err != nil {
			return err
		}
		return x.recognise(ctx, []app.EnrolmentID{id})
	})
}

func passed(score int64, on app.Day) func(*app.Enrolment) {
	return func(e *app.Enrolment) {
		e.Attendance, e.AttendedMinutes, e.Score, e.ScoredOn = app.Present, 480, score, on
	}
}

func (c *school) enrolment(id app.EnrolmentID) app.Enrolment {
	c.t.Helper()
	e, err := one(c.t.Context(), c.s.reader, scanEnrolment, "SELECT "+enrolmentColumns+" FROM enrolments WHERE id = ?", id[:])
	if err != nil {
		c.t.Fatal(err)
	}
	return e
}

// completions are all that are kept of somebody, withdrawn ones too.
func (c *school) completions(who app.StaffID) []app.Completion {
	c.t.Helper()
	all, err := collect(c.t.Context(), c.s.reader, scanCompletion, "SELECT "+completionColumns+" FROM completions WHERE staff_id = ? ORDER BY n", who[:])
	if err != nil {
		c.t.Fatal(err)
	}
	return all
}

func TestAWholeClassIsRecognisedAtOnce(t *testing.T) {
	c := newSchool(t, 60, "attendance 80 and score 60")
	class, in := c.class("2026-03-02", "2026-03-02")
	*c.now = c.now.AddDate(0, 0, 1)
	c.write(func(ctx context.Context, x *tx) error {
		var ids []app.EnrolmentID
		for i, who := range c.pupils {
			now := in[who]
			switch i {
			case 0:
				now.Attendance = app.Absent
			case 1:
				passed(5999, "2026-03-03")(&now)
			case 2: // nothing is noted of him
			default:
				passed(8000, "2026-03-03")(&now)
			}
			if err := x.putEnrolment(ctx, in[who], now); err != nil {
				return err
			}
			ids = append(ids, now.ID)
		}
		return x.recognise(ctx, ids)
	})
	for i, who := range c.pupils {
		e, had := c.enrolment(in[who].ID), c.completions(who)
		switch {
		case i < 2 && (e.Outcome != app.OutcomeFailed || e.OutcomeOn != "2026-03-03" || len(had) != 0):
			t.Errorf("%d: %q on %s, kept %+v", i, e.Outcome, e.OutcomeOn, had)
		case i == 2 && (e.Outcome != app.OutcomeOpen || len(had) != 0):
			t.Errorf("%d: %q, kept %+v", i, e.Outcome, had)
		case i > 2 && (e.Outcome != app.OutcomeCompleted || len(had) != 1):
			t.Errorf("%d: %q, kept %+v", i, e.Outcome, had)
		case i > 2:
			want := app.Completion{
				ID: had[0].ID, Area: e.Area, Staff: who, Course: c.course.ID, Class: class.ID, CompletedOn: "2026-03-03", UntilOn: "2027-03-03", Rule: class.Rule,
				Way: app.ByClass, Score: 8000, HasScore: true, Minutes: 480, Mode: app.Central, By: c.by.Staff, CreatedAt: c.now.UnixMilli(), Seen: had[0].Seen,
			}
			if had[0] != want || e.Area != c.by.Area || e.Area == 0 {
				t.Errorf("%d: kept is %+v, want %+v", i, had[0], want)
			}
		}
	}
}

func TestACorrectedResultWithdrawsTheCompletionAndAnotherComesInItsPlace(t *testing.T) {
	c := newSchool(t, 1, "attendance 80 and score 60")
	_, in := c.class("2026-03-01", "2026-03-01")
	id, who := in[c.pupils[0]].ID, c.pupils[0]
	c.result(id, passed(8500, "2026-03-02"))
	c.result(id, func(e *app.Enrolment) { e.Score = 5800 })
	if had := c.completions(who); len(had) != 1 || had[0].WithdrawnAt == 0 || had[0].Reason != "corrected" || c.enrolment(id).Outcome != app.OutcomeFailed {
		t.Fatalf("kept is %+v", had)
	}
	c.result(id, func(e *app.Enrolment) { e.Score = 6000 })
	had := c.completions(who)
	if len(had) != 2 || had[1].Score != 6000 || had[1].WithdrawnAt != 0 || c.enrolment(id).Outcome != app.OutcomeCompleted {
		t.Errorf("kept is %+v", had)
	}
	c.result(id, func(e *app.Enrolment) { e.Note = "补录" })
	if again := c.completions(who); !reflect.DeepEqual(again, had) {
		t.Errorf("a note makes %+v of it", again)
	}
}

func TestACourseThatChangesAfterPeopleCompletedItTouchesNobody(t *testing.T) {
	c := newSchool(t, 2, "attendance 80 and score 60")
	_, first := c.class("2026-03-01", "2026-03-01")
	early, late := c.pupils[0], c.pupils[1]
	c.result(first[early].ID, passed(7000, "2026-03-02"))
	c.write(func(ctx context.Context, x *tx) error {
		was := c.course
		was.Seen = c.seen()
		c.course = was
		c.course.Rule, c.course.ValidityMonths, c.course.Full = "score 90", 6, 15000
		return x.putCourse(ctx, was, c.course)
	})
	c.result(first[late].ID, passed(7000, "2026-03-02")) // planned before: the old rule
	for _, who := range c.pupils {
		if had := c.completions(who); len(had) != 1 || had[0].UntilOn != "2027-03-02" || had[0].Rule != "attendance 80 and score 60" || had[0].WithdrawnAt != 0 {
			t.Errorf("kept is %+v", had)
		}
	}
	second, again := c.class("2026-03-02", "2026-03-02")
	if second.Rule != "score 90" || second.ValidityMonths != 6 || second.Full != 15000 {
		t.Errorf("planned is %+v", second)
	}
	c.result(again[late].ID, passed(13499, "2026-03-02"))
	if had := c.completions(late); len(had) != 1 {
		t.Errorf("13499 of 15000 come to %+v", had)
	}
	c.result(again[late].ID, passed(13500, "2026-03-02"))
	if had := c.completions(late); len(had) != 2 || had[1].UntilOn != "2026-09-02" || had[0].WithdrawnAt != 0 {
		t.Errorf("13500 of 15000 come to %+v", had)
	}
}

// seen is what is known of the course's row by now.
func (c *school) seen() app.Seen {
	c.t.Helper()
	kept, err := one(c.t.Context(), c.s.reader, scanCourse, "SELECT "+courseColumns+" FROM courses WHERE id = ?", c.course.ID[:])
	if err != nil {
		c.t.Fatal(err)
	}
	return kept.Seen
}

// practise confirms practice of somebody and recognises some enrolments.
func (c *school) practise(who app.StaffID, on app.Day, minutes int64, kind app.PracticeKind, ids ...app.EnrolmentID) {
	c.t.Helper()
	c.write(func(ctx context.Context, x *tx) error {
		p := app.Practice{
			ID: newID[app.PracticeID](), Staff: who, Course: c.course.ID, Kind: kind, DoneOn: on, Minutes: minutes, What: "跟班", ConfirmedMinutes: minutes, ConfirmedAt: x.now.UnixMilli(),
		}
		if err := x.putPractice(ctx, app.Practice{}, p); err != nil {
			return err
		}
		return x.recognise(ctx, ids)
	})
}

func TestPracticeCompletesTheEarlierOfTwoClassesAndCountsOnlyOnce(t *testing.T) {
	c := newSchool(t, 1, "practice 16")
	_, later := c.class("2026-02-01", "2026-12-31")
	_, earlier := c.class("2026-01-01", "2026-12-31")
	who := c.pupils[0]
	first, second := earlier[who].ID, later[who].ID
	c.practise(who, "2026-02-20", 900, app.OnTheJob, second, first)
	c.practise(who, "2026-02-21", 600, app.SelfStudy, second, first) // is no practice
	if had := c.completions(who); len(had) != 0 {
		t.Fatalf("after fifteen hours is kept %+v", had)
	}
	c.practise(who, "2026-02-25", 60, app.OnTheJob, second, first)
	had := c.completions(who)
	if len(had) != 1 || had[0].CompletedOn != "2026-02-25" || had[0].Minutes != 960 || c.enrolment(first).Outcome != app.OutcomeCompleted || c.enrolment(second).Outcome != app.OutcomeOpen {
		t.Fatalf("kept is %+v", had)
	}
	c.practise(who, "2026-03-01", 960, app.OnTheJob, first, second)
	had = c.completions(who)
	if len(had) != 2 || had[1].CompletedOn != "2026-03-01" || had[0].WithdrawnAt != 0 || c.enrolment(second).Outcome != app.OutcomeCompleted {
		t.Errorf("kept is %+v", had)
	}
}

func TestARenewalBeforeTheLastDayLosesNoneAndOneAfterItBeginsAnew(t *testing.T) {
	c := newSchool(t, 2, "score 60")
	early, late := c.pupils[0], c.pupils[1]
	_, first := c.class("2025-04-10", "2025-04-10")
	for _, who := range c.pupils {
		c.result(first[who].ID, passed(9000, "2025-04-10"))
	}
	_, second := c.class("2026-02-27", "2026-02-27")
	c.result(second[early].ID, passed(9000, "2026-02-28"))
	c.result(second[late].ID, passed(9000, "2026-04-11"))
	for who, want := range map[app.StaffID]app.Day{early: "2027-04-10", late: "2027-04-11"} {
		if had := c.completions(who); len(had) != 2 || had[0].UntilOn != "2026-04-10" || had[1].UntilOn != want {
			t.Errorf("until %s: kept is %+v", want, had)
		}
	}
}

func TestWhoIsTakenOffOrWhoseClassIsCancelledKeepsNothingOfIt(t *testing.T) {
	c := newSchool(t, 2, "score 60")
	class, in := c.class("2026-03-01", "2026-03-01")
	off, stays := c.pupils[0], c.pupils[1]
	c.result(in[off].ID, passed(9000, "2026-03-02"))
	c.result(in[stays].ID, passed(9000, "2026-03-02"))
	c.result(in[off].ID, func(e *app.Enrolment) { e.Attendance, e.Reason = app.TakenOff, "调走" })
	if had := c.completions(off); had[0].WithdrawnAt == 0 || c.enrolment(in[off].ID).Outcome != app.OutcomeOpen {
		t.Errorf("who was taken off has %+v", had)
	}
	c.write(func(ctx context.Context, x *tx) error {
		was, err := one(ctx, x.s.conn, scanClass, "SELECT "+classColumns+" FROM classes WHERE id = ?", class.ID[:])
		if err != nil {
			return err
		}
		gone := was
		gone.Status, gone.Reason = app.ClassCancelled, "讲师生病"
		if err := x.putClass(ctx, was, gone); err != nil {
			return err
		}
		return x.recognise(ctx, []app.EnrolmentID{in[stays].ID})
	})
	if had := c.completions(stays); had[0].WithdrawnAt == 0 {
		t.Errorf("of a cancelled class is kept %+v", had)
	}
}

func TestTheLogOfARecognitionReplaysIntoAnEqualFile(t *testing.T) {
	c := newSchool(t, 3, "attendance 80 and score 60")
	_, in := c.class("2026-03-01", "2026-03-01")
	for _, who := range c.pupils {
		c.result(in[who].ID, passed(8000, "2026-03-02"))
	}
	c.result(in[c.pupils[0]].ID, func(e *app.Enrolment) { e.Score = 100 })
	c.practise(c.pupils[1], "2026-03-01", 60, app.OnTheJob)
	changes, err := c.s.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	copied, err := Open(t.Context(), filepath.Join(t.TempDir(), "copy.lamp"), Options{Create: true, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = copied.Close() })
	for range 2 { // a second time changes nothing
		if err := copied.Apply(t.Context(), changes); err != nil {
			t.Fatal(err)
		}
	}
	sameRows(t, c.s, copied, "courses", courseColumns, scanCourse)
	sameRows(t, c.s, copied, "classes", classColumns, scanClass)
	sameRows(t, c.s, copied, "enrolments", enrolmentColumns, scanEnrolment)
	sameRows(t, c.s, copied, "completions", completionColumns, scanCompletion)
	sameRows(t, c.s, copied, "practice", practiceColumns, scanPractice)
}

// sameRows compares a table of two files, row by row with its stamps.
func sameRows[T any](t *testing.T, a, b *Store, table, columns string, scan func(scanner) (T, error)) {
	t.Helper()
	query := "SELECT " + columns + " FROM " + table + " ORDER BY id"
	want, err := collect(t.Context(), a.reader, scan, query)
	if err != nil {
		t.Fatal(err)
	}
	got, err := collect(t.Context(), b.reader, scan, query)
	if err != nil || len(want) == 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("%s differs after replay: %v\n%+v\n%+v", table, err, want, got)
	}
}
