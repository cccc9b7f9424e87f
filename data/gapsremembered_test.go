package data_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// toldOfAll is what is told of everybody: a line for each person and course that
// is required, had, or in a class, and how many have each course.
func toldOfAll(t *testing.T, s *data.Store, by app.Actor) []string {
	t.Helper()
	m, err := s.Standings(t.Context(), by, app.TrainingFilter{Left: true})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for row := range m.Rows() {
		for column := range m.Columns() {
			if c := m.Cell(row, column); c.State() != app.StateNotRequired {
				p := m.Person(row)
				out = append(out, fmt.Sprint(p.StaffNo, p.Name, p.Left, p.UnitName, m.Course(column).Code, c.State(), c.Until, c.Due))
			}
		}
	}
	holders, err := s.CourseHolders(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	for id, n := range holders {
		out = append(out, fmt.Sprint(id, n))
	}
	slices.Sort(out)
	return out
}

// emptyCopy is a file that takes changes in.
func emptyCopy(t *testing.T) *data.Store {
	t.Helper()
	s, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "copy.lamp"), data.Options{Create: true, Now: datatest.Now, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// TestWhatIsRememberedOfEverybodyFollowsEachChange makes one change after the
// other and asks after each: here, on a copy that takes each in, and on a new
// copy, which remembers nothing.
func TestWhatIsRememberedOfEverybodyFollowsEachChange(t *testing.T) {
	c := newSchool(t, 3)
	page := c.class(t, "service", "2026-03-01", func(c *app.Class) { c.Seats = 20 })
	along, taken := emptyCopy(t), 0
	var before []string
	look := func(what string) {
		t.Helper()
		changes, err := c.s.Changes(t.Context(), 0, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		anew := emptyCopy(t)
		for of, from := range map[*data.Store]int{along: taken, anew: 0} {
			if err := of.Apply(t.Context(), changes[from:]); err != nil {
				t.Fatal(err)
			}
		}
		taken = len(changes)
		want := toldOfAll(t, anew, c.by)
		if slices.Equal(want, before) {
			t.Fatalf("%s changed nothing", what)
		}
		before = want
		for where, s := range map[string]*data.Store{"here": c.s, "on the copy": along} {
			if got := toldOfAll(t, s, c.by); !slices.Equal(got, want) {
				t.Errorf("after %s %s is told\n%q\nwant\n%q", what, where, got, want)
			}
		}
	}
	look("the beginning")
	for _, change := range []struct {
		name string
		do   func() error
	}{
		{"a score", func() error {
			return c.s.SaveResults(t.Context(), c.by, page, []app.ClassResult{passed(page.Learners[0], 90)}, "2026-03-01")
		}},
		{"a completion that is taken back", func() error {
			page = c.page(t, page.ID)
			return c.s.SaveResults(t.Context(), c.by, page, []app.ClassResult{passed(page.Learners[0], 30)}, "2026-03-01")
		}},
		{"somebody taken off", func() error {
			page = c.page(t, page.ID)
			return c.s.TakeOff(t.Context(), c.by, page.Class, []app.EnrolmentID{page.Learners[1].Enrolment.ID}, "")
		}},
		{"somebody who leaves", func() error {
			all, err := c.s.Staff(t.Context(), c.by)
			if err != nil {
				return err
			}
			was := all[slices.IndexFunc(all, func(s app.Staff) bool { return s.ID == c.people[2].ID })]
			now := was
			now.ValidTo = "2026-02-28"
			_, err = c.s.SaveStaff(t.Context(), c.by, was, now)
			return err
		}},
		{"a unit with another name", func() error {
			units, err := c.s.Units(t.Context(), c.by)
			if err != nil {
				return err
			}
			was := units[slices.IndexFunc(units, func(u app.OrgUnit) bool { return u.ID == c.by.Unit })]
			now := was
			now.Name = "城关营业厅"
			_, err = c.s.SaveUnit(t.Context(), c.by, was, now)
			return err
		}},
		{"another requirement", func() error {
			_, err := c.s.SaveCoursePost(t.Context(), c.by, app.CoursePost{}, app.CoursePost{Course: c.courses["metering"].ID, Post: "counter"})
			return err
		}},
		{"a course that ends", func() error {
			now := c.courses["metering"]
			now.EndedOn = "2026-02-28"
			_, err := c.s.SaveCourse(t.Context(), c.by, c.courses["metering"], now)
			return err
		}},
	} {
		if err := change.do(); err != nil {
			t.Fatalf("%s: %v", change.name, err)
		}
		look(change.name)
	}
}
