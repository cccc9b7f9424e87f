package datatest

import (
	"fmt"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
)

// Class plans a class of a delivered course on a day and puts so many counter
// clerks in it, of whom nothing is noted.
func Class(t testing.TB, s *data.Store, course string, on app.Day, people int) app.ClassPage {
	t.Helper()
	by := Actor(t, s)
	all, err := s.Courses(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	var draft app.Class
	for _, c := range all {
		if c.Code == course {
			draft = c.Class(on)
		}
	}
	class, err := s.PlanClass(t.Context(), by, draft)
	if err != nil {
		t.Fatal(err)
	}
	ids := make([]app.StaffID, people)
	for i := range ids {
		who, err := s.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{
			StaffNo: fmt.Sprintf("YY%03d", i+1), Name: fmt.Sprintf("学员%02d", i+1), Post: "counter", Unit: by.Unit, ValidFrom: "2020-01-01",
		})
		if err != nil {
			t.Fatal(err)
		}
		ids[i] = who.ID
	}
	if left, err := s.EnrolMany(t.Context(), by, class, ids); err != nil || len(left) > 0 {
		t.Fatalf("left out: %v (%v)", left, err)
	}
	page, err := s.ClassPage(t.Context(), by, class.ID)
	if err != nil {
		t.Fatal(err)
	}
	return page
}
