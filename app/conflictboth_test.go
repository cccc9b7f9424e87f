package app

import "testing"

func TestTextsAreJoinedOldestFirstAndCodesAreNot(t *testing.T) {
	older, newer := ConflictValue{Value: " 下午在家 ", At: 1}, ConflictValue{Value: "周末再来", At: 2}
	note := RecordRef{Table: "customers"}
	tests := []struct {
		name string
		c    Conflict
		want string
		both bool
	}{
		{"two notes stand one behind the other, whichever holds", Conflict{Record: note, Field: "note", Holds: newer, Lost: []ConflictValue{older}}, "下午在家；周末再来", true},
		{"a note that was emptied leaves one", Conflict{Record: note, Field: "note", Holds: ConflictValue{At: 3}, Lost: []ConflictValue{older}}, "下午在家", false},
		{"two that say the same are one", Conflict{Record: note, Field: "note", Holds: newer, Lost: []ConflictValue{{Value: "周末再来"}}}, "周末再来", false},
		{"of two classes one holds", Conflict{Record: note, Field: "class", Holds: newer, Lost: []ConflictValue{older}}, "", false},
		{"a name other fields follow is not joined", Conflict{Record: note, Field: "name", Holds: newer, Lost: []ConflictValue{older}}, "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, both := tt.c.Both(); got != tt.want || both != tt.both {
				t.Errorf("joined %q, %v, want %q, %v", got, both, tt.want, tt.both)
			}
		})
	}
}

func TestWhatIsChosenIsNotWrittenByHand(t *testing.T) {
	for column, want := range map[string]bool{"note": true, "legal_rep": true, "name": false, "class": false, "withdrawn_at": false, "merged_into_id": false} {
		if got := (Conflict{Record: RecordRef{Table: "customers"}, Field: column}).Written(); got != want {
			t.Errorf("%s may be written: %v, want %v", column, got, want)
		}
	}
}

func TestAPreviewCountsOverAllTablesAndRefusedSetsWhole(t *testing.T) {
	p := MergePreview{
		Tables:  []MergedTable{{Counts: map[MergedAs]int64{MergedAdded: 2}}, {Counts: map[MergedAs]int64{MergedAdded: 3, MergedConflict: 1}}},
		Refused: []QuarantinedSet{{Number: 1}, {Number: 2}},
	}
	if p.Count(MergedAdded) != 5 || p.Count(MergedConflict) != 1 || p.Count(MergedRefused) != 2 || p.Count(MergedWaiting) != 0 {
		t.Errorf("counted %d, %d, %d, %d", p.Count(MergedAdded), p.Count(MergedConflict), p.Count(MergedRefused), p.Count(MergedWaiting))
	}
	if (SyncPreview{Merge: p}).NothingNew() || !(SyncPreview{Packages: []Package{{State: PackageKnown}}}).NothingNew() {
		t.Error("what is new is told wrongly")
	}
}
