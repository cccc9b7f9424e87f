package datatest

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"lamplighter/data"
)

// Dump is every synced row of a file with its stamps, by table, but for the
// local row number.
func Dump(t testing.TB, path string) map[string]string {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	out := map[string]string{}
	for _, table := range synced(t, db) {
		out[table] = dumpTable(t, db, table)
	}
	return out
}

// synced lists the tables that travel: those with stamps in their rows.
func synced(t testing.TB, db *sql.DB) []string {
	t.Helper()
	rows, err := db.Query("SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'sy_hlc' ORDER BY m.name")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var out []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		out = append(out, name)
	}
	if err := rows.Err(); err != nil || len(out) == 0 {
		t.Fatalf("no synced tables: %v", err)
	}
	return out
}

func dumpTable(t testing.TB, db *sql.DB, table string) string {
	t.Helper()
	rows, err := db.Query("SELECT * FROM " + table + " ORDER BY id")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for rows.Next() {
		values := make([]any, len(names))
		into := make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%v\n", values[1:]) // without n
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// FillDisk lets the file grow no further, as on a full disk. SQLite takes the
// size the file has for a limit below it.
func FillDisk(t testing.TB, s *data.Store) { limitPages(t, s, 1) }

// FreeDisk takes FillDisk back.
func FreeDisk(t testing.TB, s *data.Store) { limitPages(t, s, 1<<30) }

func limitPages(t testing.TB, s *data.Store, pages int) {
	t.Helper()
	if err := s.LimitPages(t.Context(), pages); err != nil {
		t.Fatal(err)
	}
}
