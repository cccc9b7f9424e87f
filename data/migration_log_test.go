package data

import (
	"slices"
	"testing"
)

// The change sets of a file that was made earlier stay as they arrived.
func TestTheLogOfAnEarlierFileIsLaidInTheOrderOfItsArrival(t *testing.T) {
	ctx := t.Context()
	raw, err := openRaw(ctx, ":memory:", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.close()
	run := func(text string) {
		t.Helper()
		if _, err := raw.conn.ExecContext(ctx, text); err != nil {
			t.Fatal(err)
		}
	}
	sets := func() []string {
		got, err := collect(ctx, raw.conn, scanText, "SELECT ord || ' ' || dev || ' ' || area || ' ' || seq || ' ' || hlc || ' ' || hex(prev_hash) || ' ' || hex(body) FROM sy_changes ORDER BY ord")
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	var want []string
	for _, name := range migrations() {
		text, err := migrationFiles.ReadFile("migrations/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if name == "0025_log.sql" {
			run(`INSERT INTO sy_changes (dev, area, seq, hlc, body, prev_hash, ord)
				VALUES (7, 1, 1, 70, x'a1', x'', 2), (7, 1, 2, 90, zeroblob(20000), x'0b', 4), (3, 1, 1, 80, x'', x'', 3), (3, 0, 1, 60, x'c3', x'', 1)`)
			want = sets()
		}
		run("BEGIN;" + string(text) + "COMMIT;")
	}
	if got := sets(); len(got) != 4 || !slices.Equal(got, want) {
		t.Errorf("the log tells %v, want %v", got, want)
	}
	if ok, err := one(ctx, raw.conn, scanText, "PRAGMA integrity_check"); err != nil || ok != "ok" {
		t.Errorf("the file is %q: %v", ok, err)
	}
	if _, err := raw.conn.ExecContext(ctx, "INSERT INTO sy_changes (dev, area, seq, hlc, body, prev_hash, ord) VALUES (7, 1, 2, 91, x'', x'', 5)"); err == nil {
		t.Error("a set was kept twice")
	}
}
