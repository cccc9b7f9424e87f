package data_test

import (
	"database/sql"
	"fmt"
	"runtime"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
)

// BenchmarkSearch asks each class of query people type, against LIKE on the
// column it is in.
func BenchmarkSearch(b *testing.B) {
	s, by := county(b)
	db := benchReader(b, s)
	if err := s.WarmSearch(b.Context()); err != nil {
		b.Fatal(err)
	}
	cut := func(column string, from, length int) string {
		return fmt.Sprintf("substr(%s, %d, %d)", column, from, length)
	}
	for _, class := range []struct{ name, table, column, piece string }{
		{"a surname", "customers", "name", cut("name", 1, 1)},
		{"two characters of a name", "customers", "name", cut("name", 1, 2)},
		{"a whole name", "customers", "name", "name"},
		{"initials", "customers", "initials", cut("initials || char(9)", 1, 3)},
		{"pinyin", "customers", "pinyin", "replace(sort_key, ' ', '')"},
		{"one letter", "customers", "initials", cut("initials", 1, 1)},
		{"the end of a telephone number", "contacts", "mobile", cut("mobile", -4, 4)},
		{"the middle of a telephone number", "contacts", "mobile", cut("mobile", 4, 5)},
		{"an account number", "accounts", "account_no", "account_no"},
		{"the end of an account number", "accounts", "account_no", cut("account_no", -5, 5)},
		{"the beginning of all account numbers", "accounts", "account_no", cut("account_no", 1, 4)},
		{"a meter number", "meters", "asset_no", "asset_no"},
		{"an address", "accounts", "address", cut("address", 10, 12)},
	} {
		b.Run(class.name, func(b *testing.B) { benchmarkSearch(b, s, by, db, class.table, class.column, class.piece) })
	}
}

func benchmarkSearch(b *testing.B, s *data.Store, by app.Actor, db *sql.DB, table, column, piece string) {
	queries := pieces(b, db, table, piece)
	var like []time.Duration
	for _, q := range queries[:7] {
		start := time.Now()
		rows, err := db.QueryContext(b.Context(), "SELECT id, "+column+" FROM "+table+" WHERE "+column+" LIKE '%' || ? || '%'", q)
		if err != nil {
			b.Fatal(err)
		}
		for rows.Next() { // reading is what is measured
		}
		if err := rows.Close(); err != nil {
			b.Fatal(err)
		}
		like = append(like, time.Since(start))
	}
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		found, total, err := s.Search(b.Context(), by, queries[i%len(queries)], 50)
		took = append(took, time.Since(start))
		if err != nil || total == 0 || len(found) == 0 {
			b.Fatalf("%q found %d: %v", queries[i%len(queries)], total, err)
		}
	}
	b.ReportMetric(ms(share(took, 50)), "p50-ms")
	b.ReportMetric(ms(share(took, 95)), "p95-ms")
	b.ReportMetric(float64(share(took, 95))/float64(share(like, 50)), "x-of-like")
}

// pieces are texts to search for, taken from all over a table.
func pieces(b *testing.B, db *sql.DB, table, piece string) []string {
	b.Helper()
	const wanted = 100
	query := fmt.Sprintf("SELECT replace(%[2]s, char(9), '') FROM %[1]s WHERE n %% max(1, (SELECT max(n) FROM %[1]s) / %[3]d) = 0 AND %[2]s <> '' LIMIT %[3]d", table, piece, wanted)
	rows, err := db.QueryContext(b.Context(), query)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var out []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			b.Fatal(err)
		}
		out = append(out, text)
	}
	if rows.Err() != nil || len(out) < 10 {
		b.Fatalf("%d texts to search for: %v", len(out), rows.Err())
	}
	return out
}

// benchReader reads the file past the store, as any tool would.
func benchReader(b *testing.B, s *data.Store) *sql.DB {
	b.Helper()
	db, err := sql.Open("sqlite3", "file:"+s.Path()+"?mode=ro&_cache_size=-65536")
	if err != nil {
		b.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	b.Cleanup(func() { _ = db.Close() })
	return db
}

// BenchmarkWarmSearch fills the search index in memory and says what it holds.
func BenchmarkWarmSearch(b *testing.B) {
	path := countyFile(b) // made, so that its making is not measured
	var held float64
	for b.Loop() {
		b.StopTimer()
		s := justOpen(b, path)
		before := heap()
		b.StartTimer()
		if err := s.WarmSearch(b.Context()); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		held = heap() - before
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(held/1e6, "MB-held")
}

func heap() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}
