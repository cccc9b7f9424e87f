package data

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lamplighter/app"
)

// matrixSchool is a file with units, people and courses, to be changed at random.
type matrixSchool struct {
	s       *Store
	by      app.Actor
	today   app.Day
	units   []app.OrgUnit
	staff   []app.Staff
	courses []app.Course
	posts   []app.CoursePost
	had     []app.Completion
}

func newMatrixSchool(t *rapid.T, path string) *matrixSchool {
	c := &matrixSchool{today: "2026-03-02", by: app.Actor{Staff: newID[app.StaffID](), Roles: []app.Role{app.Trainer}}}
	s, err := Open(t.Context(), path, Options{Create: true, WatchDoor: true, Now: func() time.Time {
		return time.UnixMilli(afterDay(c.today) - 1)
	}})
	if err != nil {
		t.Fatal(err)
	}
	c.s = s
	t.Cleanup(func() { _ = s.Close() })
	return c
}

// matrixLines is all that a matrix says, in its order.
func matrixLines(m *app.TrainingMatrix) []string {
	var out []string
	for row := range m.Rows() {
		p := m.Person(row)
		out = append(out, fmt.Sprint(p.ID, p.StaffNo, p.Name, p.Left, p.UnitName, p.UnitCode))
		for column := range m.Columns() {
			out = append(out, fmt.Sprintf("%s %+v", m.Course(column).Code, m.Cell(row, column)))
		}
	}
	for id, n := range m.Holders() {
		out = append(out, fmt.Sprint("zz", id, n))
	}
	slices.Sort(out[len(out)-len(m.Holders()):])
	return out
}

// change puts one row at random, made or altered, past the verbs but through the
// door.
func (c *matrixSchool) change(t *rapid.T, x *tx) error {
	ctx := t.Context()
	at := func(n int) int { // -1: a new one; few, so that the same is changed again
		if n > 2 {
			return rapid.IntRange(0, n-1).Draw(t, "which")
		}
		return rapid.IntRange(-1, n-1).Draw(t, "which")
	}
	gone := func() int64 { return rapid.SampledFrom([]int64{0, 0, 0, 5}).Draw(t, "gone") }
	switch what := rapid.SampledFrom([]string{"unit", "person", "course", "requirement", "completion", "day"}).Draw(t, "what"); what {
	case "unit":
		i := at(len(c.units))
		was, now := matrixRow(c.units, i), matrixRow(c.units, i)
		if i < 0 {
			now = app.OrgUnit{ID: newID[app.OrgUnitID](), Kind: "station"}
		}
		now.Code, now.Name = fmt.Sprint("U", rapid.IntRange(0, 9).Draw(t, "code")), fmt.Sprint("供电所", rapid.IntRange(0, 9).Draw(t, "name"))
		err := x.putUnit(ctx, was, now)
		now.Seen = x.wrote
		c.units = matrixRows(c.units, i, now)
		return err
	case "person":
		i := at(len(c.staff))
		was, now := matrixRow(c.staff, i), matrixRow(c.staff, i)
		if i < 0 {
			now = app.Staff{ID: newID[app.StaffID](), StaffNo: fmt.Sprint("S", len(c.staff)%3), ValidFrom: "2020-01-01"}
		}
		now.Name, now.Post = fmt.Sprint("员工", len(c.staff)), rapid.SampledFrom([]string{"a", "b"}).Draw(t, "post")
		now.ValidTo = rapid.SampledFrom([]app.Day{"", "", "2026-02-01", "2026-03-02"}).Draw(t, "left")
		if len(c.units) > 0 {
			now.Unit = rapid.SampledFrom(c.units).Draw(t, "unit").ID
		}
		now.WithdrawnAt = gone()
		err := x.putStaff(ctx, was, now)
		now.Seen = x.wrote
		c.staff = matrixRows(c.staff, i, now)
		return err
	case "course":
		i := at(len(c.courses))
		was, now := matrixRow(c.courses, i), matrixRow(c.courses, i)
		if i < 0 {
			now = app.Course{ID: newID[app.CourseID](), Subject: "other", Mode: app.Central, Rule: "attendance 80"}
		}
		now.Code, now.Category = fmt.Sprint("C", rapid.IntRange(0, 99).Draw(t, "code")), rapid.SampledFrom([]string{"basic", "skill"}).Draw(t, "category")
		now.EndedOn, now.WithdrawnAt = rapid.SampledFrom([]app.Day{"", "", "2026-02-01"}).Draw(t, "ended"), gone()
		err := x.putCourse(ctx, was, now)
		now.Seen = x.wrote
		c.courses = matrixRows(c.courses, i, now)
		return err
	case "requirement":
		i := at(len(c.posts))
		if len(c.courses) == 0 {
			return nil
		}
		was, now := matrixRow(c.posts, i), matrixRow(c.posts, i)
		if i < 0 {
			now = app.CoursePost{ID: newID[app.CoursePostID](), Course: rapid.SampledFrom(c.courses).Draw(t, "course").ID, Post: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "post")}
		}
		now.WithinMonths, now.WithdrawnAt = rapid.Int64Range(0, 24).Draw(t, "within"), gone()
		err := x.putCoursePost(ctx, was, now)
		now.Seen = x.wrote
		c.posts = matrixRows(c.posts, i, now)
		return err
	case "completion":
		i := at(len(c.had))
		if len(c.staff) == 0 || len(c.courses) == 0 {
			return nil
		}
		was, now := matrixRow(c.had, i), matrixRow(c.had, i)
		if i < 0 {
			now = app.Completion{
				ID: newID[app.CompletionID](), Staff: rapid.SampledFrom(c.staff).Draw(t, "who").ID, Course: rapid.SampledFrom(c.courses).Draw(t, "course").ID,
				CompletedOn: "2025-01-02", Mode: app.Central, Rule: "attendance 80",
			}
		}
		now.UntilOn, now.WithdrawnAt = rapid.SampledFrom([]app.Day{"", "2026-02-01", "2026-03-20", "2027-01-01"}).Draw(t, "until"), gone()
		err := x.putCompletion(ctx, was, now)
		now.Seen = x.wrote
		c.had = matrixRows(c.had, i, now)
		return err
	}
	c.today = c.today.AddDays(1)
	return nil
}

func matrixRow[T any](all []T, i int) T {
	if i < 0 {
		var none T
		return none
	}
	return all[i]
}

func matrixRows[T any](all []T, i int, now T) []T {
	if i < 0 {
		return append(all, now)
	}
	all[i] = now
	return all
}

// TestTheMatrixThatFollowsChangesIsTheOneReadAnew changes anything at random and
// asks now and then.
func TestTheMatrixThatFollowsChangesIsTheOneReadAnew(t *testing.T) {
	dir, n := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		c := newMatrixSchool(t, filepath.Join(dir, fmt.Sprint(n, ".lamp")))
		for range rapid.IntRange(1, 12).Draw(t, "questions") {
			for range rapid.IntRange(1, 4).Draw(t, "changes") {
				if err := c.s.write(t.Context(), c.by, app.Why{}, func(x *tx) error { return c.change(t, x) }); err != nil {
					t.Fatal(err)
				}
			}
			c.compare(t)
		}
	})
}

func (c *matrixSchool) compare(t *rapid.T) {
	got, err := c.s.everybody(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want, err := followMatrix(t.Context(), c.s.reader, app.DayOf(c.s.now()), nil, matrixChange{})
	if err != nil {
		t.Fatal(err)
	}
	if g, w := matrixLines(got), matrixLines(want); !slices.Equal(g, w) {
		t.Fatalf("told\n%q\nread anew\n%q", g, w)
	}
}

func TestAfterVeryManyChangesEverybodyIsReadAnew(t *testing.T) {
	var k keptMatrix
	k.all = &app.TrainingMatrix{}
	k.wrote(matrixChange{any: true, staff: make([]app.StaffID, followAtMost)})
	if k.all == nil {
		t.Fatal("given up too early")
	}
	k.wrote(matrixChange{any: true, units: make([]app.OrgUnitID, 1)})
	if k.all != nil || k.since.any {
		t.Error("so many changes are still followed one by one")
	}
}
