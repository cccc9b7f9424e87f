package data

import (
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
)

// TestRulesSeeTheSheetsOfACustomer puts the sheets that other parts write, and
// asks the rules and the gaps.
func TestRulesSeeTheSheetsOfACustomer(t *testing.T) {
	now := func() time.Time { return time.Date(2026, 3, 2, 9, 30, 0, 0, app.Local) }
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), Options{Create: true, Now: now, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	by, err := s.Start(t.Context(), "米易营业厅", "沈丽")
	if err != nil {
		t.Fatal(err)
	}
	clinic, err := s.OpenCustomer(t.Context(), by, app.CustomerDraft{Customer: app.Customer{Kind: app.Organisation, Name: "米易县普威卫生院"}})
	if err != nil {
		t.Fatal(err)
	}
	err = s.write(t.Context(), by, app.Why{}, func(x *tx) error {
		return errorsFirst(
			x.putFreshnessLimit(t.Context(), app.FreshnessLimit{}, app.FreshnessLimit{ID: newID[app.FreshnessLimitID](), Group: "safety", Months: 12}),
			x.putFact(t.Context(), app.Fact{}, app.Fact{ID: newID[app.FactID](), Customer: clinic.ID, Name: "emergency_supply", Value: "柴油发电机", KnownOn: "2025-12-01"}),
			x.putImportantUser(t.Context(), app.ImportantUser{}, app.ImportantUser{ID: newID[app.ImportantUserID](), Customer: clinic.ID, Grade: "second", DrillOn: "2024-05-10", FromOn: "2024-01-01"}),
			x.putSpecialCare(t.Context(), app.SpecialCare{}, app.SpecialCare{ID: newID[app.SpecialCareID](), Customer: clinic.ID, Kind: "life_support", FromOn: "2024-01-01", ToOn: "2025-12-31"}),
		)
	})
	if err != nil {
		t.Fatal(err)
	}
	err = s.eachSegmentRow(t.Context(), s.reader, profiles{}, where{}, func(r *segmentRow) {
		if len(r.facts.ImportantGrades) != 1 || r.facts.ImportantGrades[0] != "second" {
			t.Errorf("grades are %q", r.facts.ImportantGrades)
		}
		if len(r.facts.Cares) != 0 {
			t.Errorf("care that has expired is still seen: %q", r.facts.Cares)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	gaps, err := s.Gaps(t.Context(), by, clinic.ID)
	if err != nil || len(gaps) != 1 || gaps[0] != (app.Gap{Group: "safety", Field: app.FieldDrill, KnownOn: "2024-05-10", Limit: 12}) {
		t.Errorf("asked is %+v: %v", gaps, err)
	}
}
