package data

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"lamplighter/app"
)

// twoHalls are two files that have the same, with one person in them.
func twoHalls(t *testing.T) (a, b *Store, by app.Actor, who app.Staff) {
	t.Helper()
	a, by = newHall(t)
	who, err := a.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: "YY001", Name: "周敏", Post: "counter", Unit: by.Unit, Mobile: "10000000000", ValidFrom: "2020-01-01"})
	if err != nil {
		t.Fatal(err)
	}
	b = reopened(t, filepath.Join(t.TempDir(), "laptop.lamp"))
	syncOver(t, a, b)
	return a, b, by, who
}

// syncOver brings all of one file to another.
func syncOver(t *testing.T, from, to *Store) {
	t.Helper()
	changes, err := from.Changes(t.Context(), 0, 1<<20)
	if err == nil {
		err = to.Apply(t.Context(), changes)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// called gives a person another telephone number in one of the files.
func called(t *testing.T, s *Store, by app.Actor, who app.StaffID, mobile string) {
	t.Helper()
	was := personIn(t, s, who)
	now := was
	now.Mobile = mobile
	if _, err := s.SaveStaff(t.Context(), by, was, now); err != nil {
		t.Fatal(err)
	}
}

// after lets one file write later than the other did, also within a millisecond.
func after(t *testing.T, earlier, later *Store) {
	t.Helper()
	last, err := one(t.Context(), earlier.reader, scanInt, "SELECT max(hlc) FROM sy_changes")
	if err != nil {
		t.Fatal(err)
	}
	later.clock.saw(last)
}

func personIn(t *testing.T, s *Store, who app.StaffID) app.Staff {
	t.Helper()
	p, err := one(t.Context(), s.reader, scanStaff, "SELECT "+staffColumns+" FROM staff WHERE id = ?", who[:])
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func openConflicts(t *testing.T, s *Store, by app.Actor) []app.Conflict {
	t.Helper()
	c, err := s.Conflicts(t.Context(), by, 100)
	if err != nil {
		t.Fatal(err)
	}
	return c.Open
}

func TestOfTwoWhoChangeOneFieldBothValuesAreKeptUntilSomebodyDecides(t *testing.T) {
	a, b, by, who := twoHalls(t)
	called(t, a, by, who.ID, "10000000001")
	after(t, a, b)
	called(t, b, by, who.ID, "10000000002")
	syncOver(t, a, b)
	syncOver(t, b, a)
	here, there := openConflicts(t, a, by), openConflicts(t, b, by)
	if len(here) != 1 || len(there) != 1 {
		t.Fatalf("%d and %d conflicts, want one each", len(here), len(there))
	}
	c := here[0]
	if c.Record.Table != "staff" || c.Field != "mobile" || c.Of != "周敏" || c.Holds.Value != "10000000002" || c.Lost[0].Value != "10000000001" ||
		c.Lost[0].By != "沈丽" || c.Lost[0].Device != a.DeviceCode() || c.Holds.At == 0 {
		t.Errorf("the conflict reads %+v", c)
	}
	if err := a.ResolveConflicts(t.Context(), by, []app.Decision{c.Decide(c.Lost[0].Write)}); err != nil {
		t.Fatal(err)
	}
	syncOver(t, a, b)
	for _, s := range []*Store{a, b} {
		if p := personIn(t, s, who.ID); p.Mobile != "10000000001" {
			t.Errorf("the number is %s after the decision", p.Mobile)
		}
		if n := openConflicts(t, s, by); len(n) != 0 {
			t.Errorf("still asked: %+v", n)
		}
	}
	sameRows(t, a, b, "staff", staffColumns, scanStaff)
}

func TestADecisionHoldsOnlyForWhatWasSeen(t *testing.T) {
	a, b, by, who := twoHalls(t)
	called(t, a, by, who.ID, "10000000001")
	called(t, b, by, who.ID, "10000000002")
	syncOver(t, b, a)
	seen := openConflicts(t, a, by)[0]
	called(t, a, by, who.ID, "10000000003")
	err := a.ResolveConflicts(t.Context(), by, []app.Decision{seen.Decide(seen.Holds.Write)})
	if !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("a decision about what no longer holds answers %v", err)
	}
	if n := len(openConflicts(t, a, by)); n != 1 {
		t.Errorf("%d conflicts, want 1", n)
	}
}

func TestTwoDecisionsThatDifferAreAConflictAgain(t *testing.T) {
	a, b, by, who := twoHalls(t)
	called(t, a, by, who.ID, "10000000001")
	called(t, b, by, who.ID, "10000000002")
	syncOver(t, a, b)
	syncOver(t, b, a)
	here, there := openConflicts(t, a, by)[0], openConflicts(t, b, by)[0]
	if err := a.ResolveConflicts(t.Context(), by, []app.Decision{here.Decide(here.Lost[0].Write)}); err != nil {
		t.Fatal(err)
	}
	if err := b.ResolveConflicts(t.Context(), by, []app.Decision{there.Write("10000000009")}); err != nil {
		t.Fatal(err)
	}
	syncOver(t, a, b)
	syncOver(t, b, a)
	for _, s := range []*Store{a, b} {
		open := openConflicts(t, s, by)
		if len(open) != 1 || len(open[0].Lost) != 1 {
			t.Fatalf("the conflict reads %+v", open)
		}
		values := []string{open[0].Holds.Value, open[0].Lost[0].Value} // written in the same moment, either may hold
		if slices.Sort(values); !slices.Equal(values, []string{"10000000001", "10000000009"}) {
			t.Errorf("the conflict reads %+v", open)
		}
	}
}

func TestWhoWritesTheSameIsNotAsked(t *testing.T) {
	a, b, by, who := twoHalls(t)
	called(t, a, by, who.ID, "10000000001")
	called(t, b, by, who.ID, "10000000001")
	syncOver(t, a, b)
	if n := openConflicts(t, b, by); len(n) != 0 {
		t.Errorf("asked between equal values: %+v", n)
	}
}

func TestConflictsAreForThoseWhoMayChangeTheRecord(t *testing.T) {
	a, b, by, who := twoHalls(t)
	called(t, a, by, who.ID, "10000000001")
	called(t, b, by, who.ID, "10000000002")
	syncOver(t, a, b)
	clerk := by
	clerk.Roles = []app.Role{app.Counter}
	if n := openConflicts(t, b, clerk); len(n) != 0 {
		t.Errorf("a clerk is asked about the company: %+v", n)
	}
	c := openConflicts(t, b, by)[0]
	if err := b.ResolveConflicts(t.Context(), clerk, []app.Decision{c.Decide(c.Holds.Write)}); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("a clerk decides about the company: %v", err)
	}
	visitor := app.Actor{Name: "访客"}
	if _, err := b.Conflicts(t.Context(), visitor, 10); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("a visitor reads conflicts: %v", err)
	}
	if _, err := b.Quarantine(t.Context(), visitor); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("a visitor reads the quarantine: %v", err)
	}
}

// retried lets a store try again what waits, as after an upgrade.
func retried(t *testing.T, s *Store) {
	t.Helper()
	if err := s.retry(t.Context(), -1); err != nil {
		t.Fatal(err)
	}
}

func TestRecordsOfATableOfANewerProgramWaitForTheUpgrade(t *testing.T) {
	a, by := newHall(t)
	who, err := a.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: "YY001", Name: "周敏", Post: "counter", Unit: by.Unit, ValidFrom: "2020-01-01"})
	if err != nil {
		t.Fatal(err)
	}
	called(t, a, by, who.ID, "10000000001")
	b := reopened(t, filepath.Join(t.TempDir(), "laptop.lamp"))
	staff := b.tables["staff"]
	delete(b.byNo, staff.no)
	syncOver(t, a, b)
	if n, err := one(t.Context(), b.reader, scanInt, "SELECT count(*) FROM staff"); err != nil || n != 0 {
		t.Fatalf("%d people: %v", n, err)
	}
	b.byNo[staff.no] = staff
	retried(t, b)
	sameRows(t, a, b, "staff", staffColumns, scanStaff)
	if n, err := one(t.Context(), b.reader, scanInt, "SELECT count(*) FROM sy_pending"); err != nil || n != 0 {
		t.Errorf("%d still wait: %v", n, err)
	}
}

func TestASetThatDoesNotFitIsKeptAndMergedByAProgramItFits(t *testing.T) {
	a, b, by, who := twoHalls(t)
	staff := b.tables["staff"]
	mobile := &staff.columns[staff.column("mobile")]
	mobile.kind = "INTEGER" // as an earlier program might have it
	called(t, a, by, who.ID, "10000000001")
	was := personIn(t, a, who.ID)
	now := was
	now.Name, now.Mobile = "周敏敏", "10000000002"
	if _, err := a.SaveStaff(t.Context(), by, was, now); err != nil {
		t.Fatal(err)
	}
	syncOver(t, a, b)
	kept, err := b.Quarantine(t.Context(), by)
	if err != nil || len(kept) != 2 || kept[0].Reason != app.ImpossibleValue || kept[0].Bytes == 0 {
		t.Fatalf("in quarantine: %+v (%v)", kept, err)
	}
	if p := personIn(t, b, who.ID); p.Name != "周敏" {
		t.Errorf("half of a set was merged: %s", p.Name)
	}
	mobile.kind = "TEXT"
	retried(t, b)
	sameRows(t, a, b, "staff", staffColumns, scanStaff)
	if kept, err = b.Quarantine(t.Context(), by); err != nil || len(kept) != 0 {
		t.Errorf("still in quarantine: %+v (%v)", kept, err)
	}
	if n := openConflicts(t, b, by); len(n) != 0 {
		t.Errorf("asked about what was seen: %+v", n)
	}
	syncOver(t, b, a) // the log is whole and relayed as it came
}

// withdrawnIn withdraws a person's record in one of the files.
func withdrawnIn(t *testing.T, s *Store, by app.Actor, who app.StaffID) {
	t.Helper()
	err := s.write(t.Context(), by, app.Why{}, func(x *tx) error {
		was, err := x.current(t.Context(), s.tables["staff"], who)
		if err != nil {
			return err
		}
		now := was
		now.fields = append([]field{}, was.fields...)
		now.fields[s.tables["staff"].withdrawn].value = x.now.UnixMilli()
		return x.put(t.Context(), "staff", was, now)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAChangeThatWentWithAWithdrawnRecordIsAsked(t *testing.T) {
	for _, restored := range []bool{false, true} {
		a, b, by, who := twoHalls(t)
		called(t, a, by, who.ID, "10000000001")
		syncOver(t, a, b)
		withdrawnIn(t, a, by, who.ID)
		called(t, b, by, who.ID, "10000000002")
		syncOver(t, a, b)
		syncOver(t, b, a)
		here, there := openConflicts(t, a, by), openConflicts(t, b, by)
		if len(here) != 1 || len(there) != 1 {
			t.Fatalf("%d and %d conflicts, want one each", len(here), len(there))
		}
		c := here[0]
		if c.Field != "withdrawn_at" || c.Holds.Value == "" || c.Lost[0].Value != "" || c.Lost[0].Write.Device != b.device.id {
			t.Errorf("the conflict reads %+v", c)
		}
		take := c.Holds.Write
		if restored {
			take = c.Lost[0].Write
		}
		if err := a.ResolveConflicts(t.Context(), by, []app.Decision{c.Decide(take)}); err != nil {
			t.Fatal(err)
		}
		syncOver(t, a, b)
		for _, s := range []*Store{a, b} {
			p := personIn(t, s, who.ID)
			if p.Mobile != "10000000002" || (p.WithdrawnAt == 0) != restored || len(openConflicts(t, s, by)) != 0 {
				t.Errorf("restored %v: %+v, asked %+v", restored, p, openConflicts(t, s, by))
			}
		}
		sameRows(t, a, b, "staff", staffColumns, scanStaff)
	}
}

func TestAllConflictsOfAWithdrawnRecordAreDecidedTogether(t *testing.T) {
	for _, restored := range []bool{false, true} {
		a, b, by, who := twoHalls(t)
		called(t, a, by, who.ID, "10000000001")
		syncOver(t, a, b)
		withdrawnIn(t, a, by, who.ID)
		called(t, a, by, who.ID, "10000000002")
		called(t, b, by, who.ID, "10000000003")
		syncOver(t, a, b)
		syncOver(t, b, a)
		open := openConflicts(t, a, by)
		if len(open) != 2 {
			t.Fatalf("there are %d conflicts, want one of the number and one of the withdrawal: %+v", len(open), open)
		}
		var decisions []app.Decision
		for _, c := range open {
			take := c.Holds.Write
			if restored || c.Field == "mobile" {
				take = c.Lost[0].Write
			}
			decisions = append(decisions, c.Decide(take))
		}
		if err := a.ResolveConflicts(t.Context(), by, decisions); err != nil {
			t.Fatal(err)
		}
		syncOver(t, a, b)
		for _, s := range []*Store{a, b} {
			if p := personIn(t, s, who.ID); (p.WithdrawnAt == 0) != restored || len(openConflicts(t, s, by)) != 0 {
				t.Errorf("restored %v: %+v, asked %+v", restored, p, openConflicts(t, s, by))
			}
		}
		sameRows(t, a, b, "staff", staffColumns, scanStaff)
	}
}

func TestWhoKnowsThatARecordIsWithdrawnIsNotAskedAboutHisChange(t *testing.T) {
	a, b, by, who := twoHalls(t)
	withdrawnIn(t, a, by, who.ID)
	syncOver(t, a, b)
	called(t, b, by, who.ID, "10000000002")
	syncOver(t, b, a)
	for _, s := range []*Store{a, b} {
		if n := openConflicts(t, s, by); len(n) != 0 {
			t.Errorf("asked: %+v", n)
		}
	}
	sameRows(t, a, b, "staff", staffColumns, scanStaff)
}
