package data

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"lamplighter/app"
)

// loadStore is an empty file and who writes to it.
func loadStore(t *testing.T) (*Store, app.Actor) {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "load.lamp"), Options{Create: true, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, app.Actor{Staff: newID[app.StaffID](), Area: 7, Roles: []app.Role{app.Sole}}
}

func loadContact(area app.Area) app.Contact {
	return app.Contact{ID: newID[app.ContactID](), Area: area, Customer: newID[app.CustomerID](), Name: "李晓明"}
}

func TestTheLogOfALoadDoesNotWaitForItsEndThoughASmallSetIsOpen(t *testing.T) {
	s, by := loadStore(t)
	err := s.write(t.Context(), by, app.Why{Source: importSource}, func(x *tx) error {
		x.load = true
		if err := x.putTransformerArea(t.Context(), app.TransformerArea{}, app.TransformerArea{ID: newID[app.TransformerAreaID](), Name: "新村1号公变"}); err != nil {
			return err
		}
		for range 3*setRows + 1 {
			if err := x.putContact(t.Context(), app.Contact{}, loadContact(by.Area)); err != nil {
				return err
			}
		}
		if err := x.flush(); err != nil {
			return err
		}
		n, err := one(t.Context(), x.s.conn, scanInt, "SELECT count(*) FROM sy_changes WHERE dev = ? AND area = ?", x.dev, int64(by.Area))
		if n != 3 {
			t.Errorf("%d full sets are in the log before the end, want 3", n)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := Check(t.Context(), s.path); err != nil {
		t.Errorf("the log is not whole: %v", err)
	}
	sets, err := s.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	last := 0
	for i, c := range sets {
		var set changeSet
		if err := set.decode(c.Body); err != nil {
			t.Fatal(err)
		}
		if set.last {
			last++
		}
		if set.last != (i == len(sets)-1) {
			t.Errorf("set %d of %d says that it is the last: %v", i+1, len(sets), set.last)
		}
	}
	if last != 1 {
		t.Errorf("%d sets are the last of their transaction", last)
	}
}

func TestRowsKeepWhatTheyShareAndWhatIsTheirOwn(t *testing.T) {
	s, by := loadStore(t)
	want := map[app.ContactID]app.Contact{}
	err := s.write(t.Context(), by, app.Why{}, func(x *tx) error {
		for i := range 5*batchRows + 7 {
			c := loadContact(by.Area)
			c.Role = fmt.Sprint("of batch ", i/batchRows) // the same in each batch, another in the next
			if i >= 2*batchRows {
				c.Mobile = fmt.Sprintf("1240000%04d", i) // a zero at first, then each its own
			}
			if i == 3*batchRows+20 {
				c.VerifiedOn, c.Area = "2026-03-02", by.Area+1 // a single one
			}
			if err := x.putContact(t.Context(), app.Contact{}, c); err != nil {
				return err
			}
			c.Seen = x.wrote
			want[c.ID] = c
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := collect(context.Background(), s.reader, scanContact, "SELECT "+contactColumns+" FROM contacts")
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) {
		t.Fatalf("%d contacts, want %d", len(got), len(want))
	}
	for _, c := range got {
		if c != want[c.ID] {
			t.Fatalf("stored %+v, want %+v", c, want[c.ID])
		}
	}
}

func TestTheWriterKeepsManyPagesAgainAfterALoad(t *testing.T) {
	s, by := loadStore(t)
	pages := func() string {
		n, err := one(t.Context(), s.conn, scanText, "PRAGMA cache_size")
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, stopped := range []error{nil, context.Canceled} {
		err := s.write(t.Context(), by, app.Why{}, func(x *tx) error {
			restore, err := x.withoutIndexes(t.Context(), "contacts")
			if err != nil {
				return err
			}
			if got := pages(); got != loadCache {
				t.Errorf("a load keeps pages of %s, want %s", got, loadCache)
			}
			return errorsFirst(restore(), stopped)
		})
		if !errors.Is(err, stopped) {
			t.Errorf("the load answers %v, want %v", err, stopped)
		}
		if got := pages(); got != writerCache {
			t.Errorf("the writer keeps pages of %s, want %s", got, writerCache)
		}
	}
}
