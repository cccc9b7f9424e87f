package data

import (
	"encoding/json"
	"testing"

	"lamplighter/app"
	"lamplighter/data/sample"
)

// TestGroupsOfOneReaderAreAddedUpAsTheRunDid adds everybody up again, as for a
// reader, and compares with what the run kept.
func TestGroupsOfOneReaderAreAddedUpAsTheRunDid(t *testing.T) {
	s, by := newHall(t)
	county := sample.New(80, 1, s.now())
	county.Quiet, county.Months = true, 40
	if err := s.Fill(t.Context(), by, county, 80, func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.RunForecast(t.Context(), by, app.ForecastJob{}, func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	run, err := s.keptRun(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	groups, err := s.addUpWithin(t.Context(), run)
	if err != nil || len(groups) < 5 {
		t.Fatalf("%d groups: %v", len(groups), err)
	}
	for _, g := range groups {
		kept, err := s.keptGroup(t.Context(), run, g.Row.Of)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := json.Marshal(kept)
		got, _ := json.Marshal(g)
		if string(want) != string(got) {
			t.Errorf("%v is added up to\n%s, the run kept\n%s", g.Row.Of, got, want)
		}
	}
}
