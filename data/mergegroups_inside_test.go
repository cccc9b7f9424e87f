package data

import (
	"path/filepath"
	"reflect"
	"testing"

	"lamplighter/app"
)

// threeHalls are files that have the same open case.
func threeHalls(t *testing.T) (all [3]*Store, by app.Actor, id app.CaseID) {
	t.Helper()
	first, by := newHall(t)
	c := app.Case{ID: newID[app.CaseID](), Area: by.Area, Number: "K7QX-1", Kind: app.Opinion, Status: app.Assigned, Stage: "handling"}
	standsAt(t, first, by, app.Case{}, c)
	all[0] = first
	for i, name := range []string{"b.lamp", "c.lamp"} {
		all[i+1] = reopened(t, filepath.Join(t.TempDir(), name))
		syncOver(t, first, all[i+1])
	}
	return all, by, c.ID
}

func standsAt(t *testing.T, s *Store, by app.Actor, was, now app.Case) {
	t.Helper()
	if err := s.write(t.Context(), by, app.Why{}, func(x *tx) error { return x.putCase(t.Context(), was, now) }); err != nil {
		t.Fatal(err)
	}
}

func caseOf(t *testing.T, s *Store, id app.CaseID) app.Case {
	t.Helper()
	c, err := one(t.Context(), s.reader, scanCase, "SELECT "+caseColumns+" FROM cases WHERE id = ?", id[:])
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// movedTo puts a case where somebody sees it go.
func movedTo(t *testing.T, s *Store, by app.Actor, id app.CaseID, status app.CaseStatus, stage app.StageCode) {
	t.Helper()
	was := caseOf(t, s, id)
	now := was
	now.Status, now.Stage, now.ClosedAt = status, stage, 0
	if !status.Open() {
		now.ClosedAt = 1_770_000_000_000
	}
	standsAt(t, s, by, was, now)
}

func sameEverywhere(t *testing.T, all [3]*Store, id app.CaseID, status app.CaseStatus, stage app.StageCode, closed bool) {
	t.Helper()
	for i, s := range all {
		c := caseOf(t, s, id)
		if c.Status != status || c.Stage != stage || (c.ClosedAt != 0) != closed {
			t.Errorf("in file %d the case is %s, %s, closed at %d, want %s, %s", i, c.Status, c.Stage, c.ClosedAt, status, stage)
		}
		if got, want := lostIn(t, s), lostIn(t, all[0]); !reflect.DeepEqual(got, want) {
			t.Errorf("in file %d lost: %v, want %v", i, got, want)
		}
	}
}

func lostIn(t *testing.T, s *Store) []lostValue {
	t.Helper()
	lost, err := collect(t.Context(), s.reader, scanLost, "SELECT tbl, row_id, col, hlc, dev, val FROM sy_lost ORDER BY row_id, col, hlc, dev")
	if err != nil {
		t.Fatal(err)
	}
	return lost
}

func TestAClosedCaseIsNotOpenedByWhoHadNotHeardOfIt(t *testing.T) {
	for _, order := range [][][2]int{
		{{0, 1}, {2, 1}, {1, 0}, {1, 2}},
		{{1, 2}, {0, 2}, {2, 1}, {2, 0}},
		{{2, 0}, {1, 0}, {0, 2}, {0, 1}},
	} {
		all, by, id := threeHalls(t)
		movedTo(t, all[0], by, id, app.Closed, "closed")
		movedTo(t, all[1], by, id, app.Working, "handling")
		movedTo(t, all[2], by, id, app.WaitCustomer, "waiting")
		for _, way := range order {
			syncOver(t, all[way[0]], all[way[1]])
		}
		sameEverywhere(t, all, id, app.Closed, "closed", true)
		if open := openConflicts(t, all[1], by); len(open) != 1 || open[0].Field != "status" || len(open[0].Lost) != 2 {
			t.Errorf("asked: %+v", open)
		}
	}
}

func TestWhoMovesACaseHasDecidedWhereItStands(t *testing.T) {
	all, by, id := threeHalls(t)
	movedTo(t, all[0], by, id, app.Closed, "closed")
	movedTo(t, all[1], by, id, app.Working, "handling")
	syncOver(t, all[0], all[1])
	syncOver(t, all[1], all[2])
	movedTo(t, all[1], by, id, app.Working, "handling") // taken up again, knowingly
	if open := openConflicts(t, all[1], by); len(open) != 0 {
		t.Errorf("still asked: %+v", open)
	}
	syncOver(t, all[1], all[0])
	syncOver(t, all[1], all[2])
	for i, s := range all {
		if c := caseOf(t, s, id); c.Status != app.Working || c.ClosedAt != 0 {
			t.Errorf("in file %d the case is %s, closed at %d", i, c.Status, c.ClosedAt)
		}
		if n, err := one(t.Context(), s.reader, scanInt, "SELECT count(*) FROM sy_lost"); err != nil || n != 0 {
			t.Errorf("in file %d %d values have lost: %v", i, n, err)
		}
	}
}

func TestADecisionAboutACaseTakesAllThatGoesWithItsState(t *testing.T) {
	all, by, id := threeHalls(t)
	movedTo(t, all[0], by, id, app.Closed, "closed")
	movedTo(t, all[1], by, id, app.Working, "surveying")
	syncOver(t, all[1], all[0])
	c := openConflicts(t, all[0], by)[0]
	if err := all[0].ResolveConflicts(t.Context(), by, []app.Decision{c.Decide(c.Lost[0].Write)}); err != nil {
		t.Fatal(err)
	}
	syncOver(t, all[0], all[1])
	syncOver(t, all[0], all[2])
	for i, s := range all {
		if c := caseOf(t, s, id); c.Status != app.Working || c.Stage != "surveying" || c.ClosedAt != 0 {
			t.Errorf("in file %d the case is %s, %s, closed at %d", i, c.Status, c.Stage, c.ClosedAt)
		}
	}
}
