package app

import "testing"

func TestWhatPeopleHadIsKeptWhileCoursesComeGoAndMove(t *testing.T) {
	const today = Day("2026-03-02")
	service, billing, safety := Course{ID: CourseID{1}, Code: "1"}, Course{ID: CourseID{2}, Code: "2"}, Course{ID: CourseID{3}, Code: "3"}
	was := NewTrainingMatrix(today.AddDays(-1), []Course{service, billing}, nil)
	for i, until := range []Day{"2026-12-31", "2027-01-31"} {
		was.Add(TrainingPerson{Staff: Staff{ID: StaffID{byte(i + 1)}, StaffNo: string(until)}})
		was.Completed(0, until)
		was.Completed(1, "")
	}
	m := NewTrainingMatrix(today, []Course{safety, service}, nil)
	m.Keep(was, []StaffID{{2}})
	if m.Rows() != 1 || m.Person(0).ID != (StaffID{1}) {
		t.Fatalf("%d people were kept, want the first alone", m.Rows())
	}
	if c := m.Cell(0, 0); c.Standing != StandingNone {
		t.Errorf("a new course counts as %s", c.Standing)
	}
	if c := m.Cell(0, 1); c.Until != "2026-12-31" || c.Days != 304 {
		t.Errorf("valid until %s, %d days from today", c.Until, c.Days)
	}
	if ids := m.NotIn(was); len(ids) != 1 || ids[0] != safety.ID {
		t.Errorf("new are %v", ids)
	}
}
