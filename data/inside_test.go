package data

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lamplighter/app"
)

func TestTheClockNeverGoesBack(t *testing.T) {
	var c clock
	now := time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)
	last := c.next(now)
	for _, at := range []time.Time{now, now, now.Add(-20 * 365 * 24 * time.Hour), now.Add(time.Millisecond), now.Add(-time.Hour)} {
		next := c.next(at)
		if next <= last {
			t.Fatalf("%d follows %d", next, last)
		}
		last = next
	}
	c.saw(last + 1<<40)
	if next := c.next(now); next <= last+1<<40 {
		t.Errorf("%d does not follow what was seen", next)
	}
}

func TestStampsStayInOrderAndAreFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seen := app.Seen{HLC: 5, Device: 7}
		want := map[byte]stamp{}
		for range rapid.IntRange(0, 30).Draw(t, "writes") {
			column := rapid.ByteRange(3, 12).Draw(t, "column")
			s := stamp{rapid.Int64().Draw(t, "hlc"), rapid.Int64().Draw(t, "dev")}
			seen, want[column] = withStamp(seen, column, s), s
		}
		if len(seen.Later) != laterSize*len(want) {
			t.Fatalf("%d bytes for %d columns", len(seen.Later), len(want))
		}
		for column := byte(3); column <= 12; column++ {
			wanted, written := want[column]
			if !written {
				wanted = stamp{5, 7}
			}
			if got := stampOf(seen, column); got != wanted {
				t.Fatalf("column %d: %v, want %v", column, got, wanted)
			}
		}
		for i := laterSize; i < len(seen.Later); i += laterSize {
			if seen.Later[i-laterSize] >= seen.Later[i] {
				t.Fatal("columns out of order")
			}
		}
	})
}

func sampleSet() changeSet {
	return changeSet{
		dev: 42, area: 3, seq: 1, hlc: 99, who: app.StaffID{1, 2}, at: 1772415000000, tx: [16]byte{9}, part: 2, last: true,
		why: app.Why{Source: "visit", OccurredOn: "2026-03-01", Note: "走访得知"},
		rows: []changedRow{
			{table: 4, id: [16]byte{1}, made: true, cells: []cell{{column: 3, value: "person"}, {column: 4, value: int64(-8000)}, {column: 5, value: nil}}},
			{table: 4, id: [16]byte{1}, cells: []cell{{column: 6, value: []byte{1, 2}, baseHLC: 98, baseDev: 42}, {column: 7, value: 1.5, baseHLC: 1, baseDev: -3}}},
		},
	}
}

func encoded(c changeSet) []byte {
	body := c.bodyHead()
	for _, r := range c.rows {
		body = appendRow(body, r, c.dev)
	}
	return body
}

func TestAChangeSetReadsAsItWasWritten(t *testing.T) {
	want := sampleSet()
	got := changeSet{dev: want.dev, area: want.area, seq: want.seq, hlc: want.hlc}
	if err := got.decode(encoded(want)); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read %+v, want %+v", got, want)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(encoded(sampleSet()))
	f.Fuzz(func(_ *testing.T, body []byte) {
		var c changeSet
		_ = c.decode(body) // no panic, whatever comes
	})
}

// TestTheSchemaIsWhatWasShipped compares the file's schema with the golden
// copy; LAMPLIGHTER_GOLDEN=1 writes it anew after a migration was added.
func TestTheSchemaIsWhatWasShipped(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	statements, err := collect(t.Context(), s.reader, scanText, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE '%_grams_%' ORDER BY type DESC, name")
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(statements, ";\n\n") + ";\n"
	const golden = "testdata/schema.golden.sql"
	if os.Getenv("LAMPLIGHTER_GOLDEN") != "" {
		if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the schema differs from %s", golden)
	}
}

func TestEveryTableWithStampsTravels(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	tables, err := collect(t.Context(), s.reader, scanText, "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'sy_hlc'")
	if err != nil {
		t.Fatal(err)
	}
	if len(tables) != len(travelling) {
		t.Errorf("%d tables have stamps, %d travel", len(tables), len(travelling))
	}
	for _, name := range tables {
		if s.tables[name] == nil {
			t.Errorf("%s has stamps and does not travel: give it a number in schema.go", name)
		}
	}
}

// TestListsGoByTheirIndexes holds the plans of the lists a clerk waits for.
func TestListsGoByTheirIndexes(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	for name, q := range map[string]struct {
		query, index string
		args         []any
	}{
		"customers by name":  {"SELECT c.n AS n FROM customers c WHERE c.withdrawn_at IS NULL AND c.merged_into_id IS NULL ORDER BY c.sort_key", "customers_by_sort_key", nil},
		"cases of a person":  {"SELECT n FROM cases WHERE customer_id = ? ORDER BY accepted_at DESC", "cases_by_customer", []any{[]byte{1}}},
		"an account number":  {"SELECT customer_id FROM accounts WHERE account_no = ? AND withdrawn_at IS NULL LIMIT 5", "accounts_by_account_no", []any{"1"}},
		"the namesakes":      {"SELECT id FROM customers WHERE sort_key = ? AND withdrawn_at IS NULL AND merged_into_id IS NULL LIMIT 8", "customers_by_sort_key", []any{"li na"}},
		"outages to come":    {"SELECT n FROM outages WHERE withdrawn_at IS NULL AND status IN ('planned', 'announced') ORDER BY planned_from", "outages_by_status", nil},
		"a line's accounts":  {affectedFrom + " SELECT n FROM hit", "accounts_by_line", []any{"[]", "[]"}},
		"an area's accounts": {affectedFrom + " SELECT n FROM hit", "accounts_by_transformer_area", []any{"[]", "[]"}},
		"an account's proof": {affectedFrom + " SELECT count(*)" + affectedRows + " AND " + told, "outage_notices_by_account", []any{"[]", "[]", []byte{1}, 1}},
		"the set of a stamp": {"SELECT ord FROM sy_changes WHERE hlc = ? AND +dev = ?", "sy_changes_by_stamp", []any{int64(1), int64(1)}},
	} {
		plan, err := collect(t.Context(), s.reader, func(r scanner) (string, error) {
			var id, parent, unused int64
			var detail string
			err := r.Scan(&id, &parent, &unused, &detail)
			return detail, err
		}, "EXPLAIN QUERY PLAN "+q.query, q.args...)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(strings.Join(plan, "\n"), q.index) {
			t.Errorf("%s does not go by %s: %v", name, q.index, plan)
		}
	}
}
