package data

import (
	"bytes"
	"errors"
	"path/filepath"
	"testing"

	"lamplighter/app"
)

func TestEachEntryOfTheAuditLogIsBoundToTheOneBefore(t *testing.T) {
	s, by := newHall(t)
	by.Witness = newID[app.StaffID]()
	record := newID[app.RecordID]()
	err := s.write(t.Context(), by, app.Why{}, func(x *tx) error {
		return errorsFirst(
			x.audit(t.Context(), app.AuditEntry{Kind: app.AuditMerged, Table: "customers", Record: record, Reason: "同一人"}),
			x.audit(t.Context(), app.AuditEntry{Kind: app.AuditRule, Details: map[string]string{"b": "2", "a": "1"}}),
			x.audit(t.Context(), app.AuditEntry{Kind: app.AuditRule, Area: by.Area + 2}),
		)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.noteAudit(t.Context(), by, app.AuditEntry{Kind: app.AuditSignedIn}); err != nil {
		t.Fatal(err)
	}
	started := entriesOf(t, s, by.Area)[0] // of the person who began the file
	chain := entriesOf(t, s, by.Area)[1:]
	if len(chain) != 3 || len(entriesOf(t, s, by.Area+2)) != 1 {
		t.Fatalf("%d entries in the area", len(chain))
	}
	prev := started.Hash
	for i, e := range chain {
		if e.Number != int64(i+2) || !bytes.Equal(e.Prev, prev) || !bytes.Equal(e.Chained(e.Prev).Hash, e.Hash) {
			t.Errorf("entry %d: number %d, hash %x after %x", i, e.Number, e.Hash, e.Prev)
		}
		prev = e.Hash
	}
	first := chain[0]
	if first.Staff != by.Staff || first.Witness != by.Witness || first.Record != record || first.Reason != "同一人" || first.At == 0 {
		t.Errorf("the first entry says %+v", first)
	}
	if chain[1].Details["a"] != "1" || chain[1].Details["b"] != "2" {
		t.Errorf("details came back as %v", chain[1].Details)
	}
}

func TestAnEntryStaysAwayWithTheDeedThatFailed(t *testing.T) {
	s, by := newHall(t)
	wrong := errors.New("wrong")
	err := s.write(t.Context(), by, app.Why{}, func(x *tx) error {
		if err := x.audit(t.Context(), app.AuditEntry{Kind: app.AuditMerged}); err != nil {
			return err
		}
		return wrong
	})
	if !errors.Is(err, wrong) || len(entriesOf(t, s, by.Area)) != 1 {
		t.Errorf("%v, and %d entries", err, len(entriesOf(t, s, by.Area)))
	}
}

func TestAnEntryOfTheAuditLogIsNeverChanged(t *testing.T) {
	s, by := newHall(t)
	if err := s.noteAudit(t.Context(), by, app.AuditEntry{Kind: app.AuditSignedIn}); err != nil {
		t.Fatal(err)
	}
	was := entriesOf(t, s, by.Area)[0]
	now := was
	now.Reason = "改过"
	err := s.write(t.Context(), by, app.Why{}, func(x *tx) error { return x.put(t.Context(), "audit_entries", auditRow(was), auditRow(now)) })
	if err == nil {
		t.Error("an entry was changed")
	}
}

func TestTheAuditLogReplaysIntoAnEqualFile(t *testing.T) {
	s, by := newHall(t)
	for range 3 {
		if err := s.noteAudit(t.Context(), by, app.AuditEntry{Kind: app.AuditSignedIn, Details: map[string]string{"a": "1"}}); err != nil {
			t.Fatal(err)
		}
	}
	changes, err := s.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	copied := reopened(t, filepath.Join(t.TempDir(), "copy.lamp"))
	if err := copied.Apply(t.Context(), changes); err != nil {
		t.Fatal(err)
	}
	sameRows(t, s, copied, "audit_entries", auditColumns, scanAudit)
}

func entriesOf(t *testing.T, s *Store, area app.Area) []app.AuditEntry {
	t.Helper()
	all, err := collect(t.Context(), s.reader, scanAudit, "SELECT "+auditColumns+" FROM audit_entries WHERE area = ? ORDER BY number", int64(area))
	if err != nil {
		t.Fatal(err)
	}
	return all
}
