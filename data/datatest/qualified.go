package datatest

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data"
)

// Completed puts into a file, past the door, that somebody completed courses on
// a day, each valid until another; no such day is for good.
func Completed(t testing.TB, s *data.Store, who app.StaffID, on, until app.Day, courses ...string) {
	t.Helper()
	for _, code := range courses {
		course := data.SeedID[app.CourseID]("courses", code)
		insert(t, s, "completions", map[string]any{
			"id": uuidBytes(), "staff_id": who[:], "course_id": course[:], "completed_on": string(on), "until_on": string(until), "way": string(app.ByOthers),
			"minutes": 480, "mode": string(app.Central),
		})
	}
}

// Practised puts into a file, past the door, minutes of practice or of study that
// a mentor confirmed.
func Practised(t testing.TB, s *data.Store, who app.StaffID, kind app.PracticeKind, on app.Day, minutes int64) {
	t.Helper()
	insert(t, s, "practice", map[string]any{
		"id": uuidBytes(), "staff_id": who[:], "kind": string(kind), "done_on": string(on), "minutes": minutes, "what": "现场勘查",
		"confirmed_at": on.Time().UnixMilli(), "confirmed_minutes": minutes,
	})
}

// Colleague takes a person on in a post.
func Colleague(t testing.TB, s *data.Store, staffNo, name, post string) app.Staff {
	t.Helper()
	by := Actor(t, s)
	p, err := s.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: staffNo, Name: name, Post: post, Unit: by.Unit, ValidFrom: "2020-03-01"})
	if err != nil {
		t.Fatal(err)
	}
	all, err := s.Staff(t.Context(), by) // as a reader sees him, to be changed
	for _, one := range all {
		if one.ID == p.ID {
			return one
		}
	}
	t.Fatalf("%s is not there: %v", staffNo, err)
	return p
}
