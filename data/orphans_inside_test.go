package data

import (
	"strings"
	"testing"

	"lamplighter/app"
)

func TestARecordThatRefersToWhatIsNotHereIsToldAndNotRefused(t *testing.T) {
	s, by := newHall(t)
	if found, err := s.Orphans(t.Context(), by, 10); err != nil || found.All != 0 {
		t.Fatalf("a new file has orphans: %+v, %v", found, err)
	}
	m := &mergeBench{t: s.tables["contacts"], ids: [][16]byte{newID[[16]byte]()}}
	if err := s.Apply(t.Context(), m.inserts()); err != nil {
		t.Fatal(err)
	}
	found, err := s.Orphans(t.Context(), by, 10)
	if err != nil || found.All != 1 || len(found.Some) != 1 {
		t.Fatalf("found %+v, %v", found, err)
	}
	want := app.Orphan{Record: app.RecordRef{Table: "contacts", ID: m.ids[0]}, Field: "customer_id", Missing: app.RecordRef{Table: "customers", ID: m.ids[0]}}
	if found.Some[0] != want {
		t.Errorf("found %+v, want %+v", found.Some[0], want)
	}
	if found, err = s.Orphans(t.Context(), by, 0); err != nil || found.All != 1 || len(found.Some) != 0 {
		t.Errorf("none asked for by name: %+v, %v", found, err)
	}
}

func TestEveryColumnThatRefersIsLookedAfter(t *testing.T) {
	s, _ := newHall(t)
	for name, parent := range refersTo {
		if s.tables[parent] == nil {
			t.Errorf("%s refers to %s, which is no synced table", name, parent)
		}
	}
	for _, table := range s.tables {
		for _, c := range table.columns {
			refers := c.kind == "BLOB" && (strings.HasSuffix(c.name, "_id") || strings.HasSuffix(c.name, "_by"))
			if refers && refersTo[c.name] == "" && !refersAnywhere[c.name] {
				t.Errorf("%s.%s refers to nothing known", table.name, c.name)
			}
		}
	}
}

// refersAnywhere are columns beside which another names the table, or that refer
// to rules of whose versions the delivered ones are not rows.
var refersAnywhere = map[string]bool{"gone_id": true, "of_id": true, "stays_id": true, "record_id": true, "source_id": true, "rule_id": true}
