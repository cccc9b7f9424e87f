package data

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
)

// A verb may make a row and change it in the same transaction: both lines of the
// log carry one stamp, and the later holds.
func TestARowMadeAndChangedAtOnceReplaysAsItEnded(t *testing.T) {
	s, by := newHall(t)
	made := app.OrgUnit{ID: newID[app.OrgUnitID](), Code: "S1", Name: "得石供电所"}
	err := s.write(t.Context(), by, app.Why{}, func(x *tx) error {
		if err := x.putUnit(t.Context(), app.OrgUnit{}, made); err != nil {
			return err
		}
		q, err := x.reads()
		if err != nil {
			return err
		}
		was, err := one(t.Context(), q, scanUnit, "SELECT "+unitColumns+" FROM org_units WHERE id = ?", made.ID[:])
		if err != nil {
			return err
		}
		now := was
		now.Name = "撒莲供电所"
		return x.putUnit(t.Context(), was, now)
	})
	if err != nil {
		t.Fatal(err)
	}
	changes, err := s.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	copied := reopened(t, filepath.Join(t.TempDir(), "copy.lamp"))
	for range 2 {
		if err := copied.Apply(t.Context(), changes); err != nil {
			t.Fatal(err)
		}
	}
	sameRows(t, s, copied, "org_units", unitColumns, scanUnit)
	name, err := one(t.Context(), copied.reader, scanText, "SELECT name FROM org_units WHERE id = ?", made.ID[:])
	if err != nil || name != "撒莲供电所" {
		t.Errorf("the copy has %q: %v", name, err)
	}
}
