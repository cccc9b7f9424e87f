package data

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"lamplighter/app"
)

// taughtMany is a file of so many people who were in so many classes of twenty,
// most of them noted.
func taughtMany(b *testing.B, people, classes int) (*Store, app.Actor) {
	b.Helper()
	s, by := emptyBench(b)
	course := app.Course{ID: newID[app.CourseID](), Code: "service", Name: "优质服务", Minutes: 480, Mode: app.Central, Category: "skill", Rule: "attendance 80 and score 60", ValidityMonths: 24}
	err := s.write(context.Background(), by, app.Why{}, func(x *tx) error {
		ctx := context.Background()
		if err := x.putCourse(ctx, app.Course{}, course); err != nil {
			return err
		}
		if err := x.putCoursePost(ctx, app.CoursePost{}, app.CoursePost{ID: newID[app.CoursePostID](), Course: course.ID, Post: "counter"}); err != nil {
			return err
		}
		staff := make([]app.Staff, people)
		for i := range staff {
			staff[i] = app.Staff{ID: newID[app.StaffID](), StaffNo: fmt.Sprintf("P%05d", i), Name: "学员", Post: "counter", Unit: by.Unit, ValidFrom: "2020-01-01"}
			if err := x.putStaff(ctx, app.Staff{}, staff[i]); err != nil {
				return err
			}
		}
		for i := range classes {
			if err := putTaught(ctx, x, course, staff, i, classes); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return s, by
}

func putTaught(ctx context.Context, x *tx, course app.Course, staff []app.Staff, i, classes int) error {
	c := course.Class(app.Day("2023-03-01").AddDays(i * 1100 / classes))
	c.ID, c.Number, c.Status = newID[app.ClassID](), fmt.Sprintf("PX-%05d", i), app.ClassArchived
	open := i > classes*97/100
	if open {
		c.Status = app.ClassRunning
	}
	if err := x.putClass(ctx, app.Class{}, c); err != nil {
		return err
	}
	for j := range 20 {
		who := staff[(i*20+j)%len(staff)]
		e := app.Enrolment{ID: newID[app.EnrolmentID](), Class: c.ID, Course: c.Course, Staff: who.ID}
		if !open {
			e.Attendance, e.AttendedMinutes, e.Score, e.ScoredOn, e.Outcome, e.OutcomeOn = app.Present, 480, 8000, c.EndsOn, app.OutcomeCompleted, c.EndsOn
			done := app.Completion{ID: newID[app.CompletionID](), Staff: who.ID, Course: c.Course, Class: c.ID, CompletedOn: c.EndsOn, UntilOn: c.EndsOn.AddMonths(24), Rule: c.Rule, Way: app.ByClass}
			if err := x.putCompletion(ctx, app.Completion{}, done); err != nil {
				return err
			}
		}
		if err := x.putEnrolment(ctx, app.Enrolment{}, e); err != nil {
			return err
		}
	}
	return nil
}

// emptyBench is a new file with the one who works in it.
func emptyBench(b *testing.B) (*Store, app.Actor) {
	b.Helper()
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "bench.lamp"), Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	by, err := s.Start(b.Context(), "米易营业厅", "沈丽")
	if err != nil {
		b.Fatal(err)
	}
	return s, by
}

// BenchmarkClasses opens the list of classes, one class and the roster of a gap
// at 5,000 people and 2,000 classes of one course, each as a share of 100 ms.
func BenchmarkClasses(b *testing.B) {
	s, by := taughtMany(b, 5000, 2000)
	rows, err := s.Classes(b.Context(), by, app.ClassFilter{})
	if err != nil || len(rows) != 2000 {
		b.Fatalf("%d classes (%v)", len(rows), err)
	}
	for name, ask := range map[string]func() error{
		"list/open": func() error {
			_, err := s.Classes(b.Context(), by, app.ClassFilter{Statuses: app.ClassesOpen()})
			return err
		},
		"list/all": func() error { _, err := s.Classes(b.Context(), by, app.ClassFilter{}); return err },
		"list/text": func() error {
			_, err := s.Classes(b.Context(), by, app.ClassFilter{Text: "PX-0012"})
			return err
		},
		"page": func() error { _, err := s.ClassPage(b.Context(), by, rows[1000].ID); return err },
		"gap": func() error {
			_, err := s.Candidates(b.Context(), by, app.RosterAsk{Class: rows[0].ID, Gap: true})
			return err
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := ask(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/100, "of-100ms")
		})
	}
}
