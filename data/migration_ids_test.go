package data

import (
	"strings"
	"testing"
)

// The ids of a file that was made earlier keep the tree of their index.
func TestIDsOfAnEarlierFileBecomeIndexesThatCanBeDropped(t *testing.T) {
	ctx := t.Context()
	raw, err := openRaw(ctx, ":memory:", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.close()
	run := func(text string) error {
		_, err := raw.conn.ExecContext(ctx, text)
		return err
	}
	for _, name := range migrations() {
		text, err := migrationFiles.ReadFile("migrations/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if name == "0011_ids.sql" {
			err = run(`INSERT INTO meters (id, area, account_id, asset_no, type, multiplier, accuracy, installed_on, status, sy_hlc, sy_dev)
				WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 500)
				SELECT CAST(printf('%016d', i) AS BLOB), 1, x'01', CAST(i AS TEXT), '', 1, '', '', '', 1, 1 FROM k`)
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := run("BEGIN;" + string(text) + "COMMIT;"); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	for query, want := range map[string]string{
		"PRAGMA integrity_check": "ok",
		"SELECT asset_no FROM meters WHERE id = CAST(printf('%016d', 321) AS BLOB)":   "321",
		"SELECT sql FROM sqlite_schema WHERE name = 'meters_by_id'":                   "CREATE UNIQUE INDEX meters_by_id ON meters (id)",
		"SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_autoindex_meters_1'": "0",
		"SELECT name FROM pragma_index_list('meters') WHERE \"unique\"":               "meters_by_id",
	} {
		if got, err := one(ctx, raw.conn, scanText, query); err != nil || got != want {
			t.Errorf("%s: %q, want %q: %v", query, got, want, err)
		}
	}
	twice := run("INSERT INTO meters SELECT n + 1000, id, area, account_id, asset_no, type, multiplier, accuracy, installed_on, status, withdrawn_at, sy_hlc, sy_dev, sy_ovr FROM meters LIMIT 1")
	if twice == nil || !strings.Contains(twice.Error(), "UNIQUE") {
		t.Errorf("an id was kept twice: %v", twice)
	}
	if err := run("DROP INDEX meters_by_id"); err != nil {
		t.Errorf("the index cannot be dropped: %v", err)
	}
}
