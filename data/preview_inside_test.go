package data

import (
	"slices"
	"testing"

	"lamplighter/app"
)

func TestAPreviewTellsWhatAMergeDoesAndChangesNothing(t *testing.T) {
	a, b, by, who := twoHalls(t)
	saved := func(s *Store, no, name string) app.Staff {
		p, err := s.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: no, Name: name, Post: "counter", Unit: by.Unit, Mobile: "10000000000", ValidFrom: "2020-01-01"})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	leaves, moves := saved(a, "YY002", "何英"), saved(a, "YY003", "罗刚")
	syncOver(t, a, b)
	called(t, a, by, who.ID, "10000000001")
	called(t, b, by, who.ID, "10000000002")
	called(t, b, by, moves.ID, "10000000003")
	withdrawnIn(t, b, by, leaves.ID)
	saved(b, "YY004", "许静")
	damaged := b.damagedSet(t)

	changes, err := b.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	changes = append(changes, damaged)
	before, log := rowsOf(t, a, "staff"), changeCount(t, a)
	got, err := a.PreviewChanges(t.Context(), by, changes)
	if err != nil {
		t.Fatal(err)
	}
	if after := rowsOf(t, a, "staff"); !slices.Equal(before, after) || changeCount(t, a) != log || len(openConflicts(t, a, by)) != 0 {
		t.Error("the preview has changed something")
	}
	if len(got.Tables) != 1 || got.Tables[0].Table != "staff" {
		t.Fatalf("the preview reads %+v", got)
	}
	as := map[string]app.MergedAs{}
	for _, r := range got.Tables[0].Records {
		as[r.Of] = r.As
	}
	for name, want := range map[string]app.MergedAs{"周敏": app.MergedConflict, "何英": app.MergedWithdrawn, "罗刚": app.MergedChanged, "许静": app.MergedAdded} {
		if as[name] != want || got.Tables[0].Counts[want] != 1 {
			t.Errorf("%s is %s, want %s; counts %v", name, as[name], want, got.Tables[0].Counts)
		}
	}
	if r := got.Tables[0].Records[0]; r.Of != "周敏" || !slices.Equal(r.Fields, []string{"mobile"}) || r.Device != b.device.id {
		t.Errorf("the conflict, which comes first, reads %+v", r)
	}
	if len(got.Refused) != 1 || got.Refused[0].Reason != app.Unreadable {
		t.Errorf("refused: %+v", got.Refused)
	}
	if err := a.Apply(t.Context(), changes); err != nil {
		t.Fatal(err)
	}
	if n := len(openConflicts(t, a, by)); n != 1 {
		t.Errorf("%d conflicts after the merge, want 1", n)
	}
	if again, err := a.PreviewChanges(t.Context(), by, changes); err != nil || len(again.Tables) != 0 {
		t.Errorf("what is here already is told again: %+v, %v", again, err)
	}
}

func TestBehindAMissingChangeSetThePreviewTellsNothing(t *testing.T) {
	a, b, by, who := twoHalls(t)
	called(t, b, by, who.ID, "10000000001")
	called(t, b, by, who.ID, "10000000002")
	changes, err := b.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	got, err := a.PreviewChanges(t.Context(), by, changes[len(changes)-1:])
	if err != nil || len(got.Tables) != 0 {
		t.Errorf("told %+v, %v", got, err)
	}
}

// damagedSet is one that follows what a file has written and cannot be read.
func (s *Store) damagedSet(t *testing.T) Change {
	t.Helper()
	head, err := s.head(t.Context(), s.device.id, 0)
	if err != nil {
		t.Fatal(err)
	}
	return Change{Dev: s.device.id, Area: 0, Seq: head.seq + 1, HLC: head.hlc + 1, Body: []byte{9, 9}, PrevHash: head.hash}
}

func rowsOf(t *testing.T, s *Store, table string) []string {
	t.Helper()
	return texts(t, s, "SELECT hex(id) || sy_hlc || sy_dev || coalesce(hex(sy_ovr), '') FROM "+table+" ORDER BY id")
}

func changeCount(t *testing.T, s *Store) string {
	t.Helper()
	return texts(t, s, "SELECT count(*) FROM sy_changes")[0]
}

func texts(t *testing.T, s *Store, query string) []string {
	t.Helper()
	out, err := collect(t.Context(), s.reader, scanText, query)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
