package data_test

import (
	"errors"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

func person(t *testing.T, s *data.Store, by app.Actor, no, name string) app.Staff {
	t.Helper()
	who, err := s.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: no, Name: name, Unit: by.Unit})
	if err != nil {
		t.Fatal(err)
	}
	return who
}

func TestATransformerAreaPassesFromOneManagerToTheNext(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	area, err := s.SaveTransformerArea(t.Context(), by, app.TransformerArea{}, app.TransformerArea{Code: "TA1", Name: "新村1号台区"})
	if err != nil {
		t.Fatal(err)
	}
	other, err := s.SaveTransformerArea(t.Context(), by, app.TransformerArea{}, app.TransformerArea{Code: "TA2", Name: "新村2号台区"})
	if err != nil {
		t.Fatal(err)
	}
	first, second := person(t, s, by, "0002", "甲经理"), person(t, s, by, "0003", "乙经理")
	for _, a := range []app.Assignment{
		{TransformerArea: area.ID, Manager: first.ID, FromOn: "2026-01-01"},
		{TransformerArea: area.ID, Manager: second.ID, FromOn: "2026-03-02", Reason: "轮岗"},
		{TransformerArea: other.ID, Manager: first.ID, FromOn: "2026-03-02"},
	} {
		if err := s.Assign(t.Context(), by, a); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.AreaAssignments(t.Context(), by, area.ID)
	if err != nil || len(got) != 2 {
		t.Fatalf("%d assignments, want 2: %v", len(got), err)
	}
	if got[0].Manager != second.ID || got[0].ToOn != "" || got[0].Reason != "轮岗" {
		t.Errorf("holds it now: %+v", got[0])
	}
	if got[1].Manager != first.ID || got[1].FromOn != "2026-01-01" || got[1].ToOn != "2026-03-01" {
		t.Errorf("held it before: %+v", got[1])
	}
	if _, err := s.AreaAssignments(t.Context(), app.Actor{Name: "访客"}, area.ID); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("somebody without any right asked: %v", err)
	}
}
