package data_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// serviceCounty is caseCounty whose cases have five steps and two clocks each,
// written in the order of time as in life.
func serviceCounty(b *testing.B) (*data.Store, app.Actor) {
	b.Helper()
	n := benchCases(b)
	path := filepath.Join(os.TempDir(), "lamplighter-bench", fmt.Sprintf("service-%d.lamp", n))
	if _, err := os.Stat(path); err != nil {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			b.Fatal(err)
		}
		made := path + ".made"
		makeCases(b, made, n)
		fillLives(b, made)
		if err := os.Rename(made, path); err != nil {
			b.Fatal(err)
		}
	}
	return benchOpen(b, path)
}

func fillLives(b *testing.B, path string) {
	b.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?_sync=OFF&_cache_size=-262144")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	for _, statement := range []string{
		`INSERT INTO case_steps (id, area, case_id, from_status, to_status, by_id, at, note, reason, forced, contact, sy_hlc, sy_dev)
		WITH way (k, a, b, contact) AS (VALUES (0, '', 'accepted', 'hall'), (1, 'accepted', 'assigned', ''), (2, 'assigned', 'working', 'phone'),
			(3, 'working', 'replied', 'phone'), (4, 'replied', 'closed', ''))
		SELECT randomblob(16), 1, c.id, a, b, coalesce(c.owner_id, x'00'), c.accepted_at + k * 7200000 * (1 + c.n % 9) AS at, '', '', 0, contact, 1, 1
		FROM cases c, way WHERE c.n > 0 ORDER BY at`,
		`INSERT INTO case_clocks (id, area, case_id, rule_id, start_at, due_at, provisional, paused_at, paused_ms, stopped_at, sy_hlc, sy_dev)
		SELECT randomblob(16), 1, c.id, r.id, c.accepted_at, c.accepted_at + 86400000 * (1 + c.n % 5), 0, 0, 0,
			CASE WHEN c.status IN ('closed', 'archived') THEN c.accepted_at + 86400000 * (1 + c.n % 4) ELSE 0 END, 1, 1
		FROM cases c, (SELECT id FROM limit_rules ORDER BY n LIMIT 2) r ORDER BY c.n`,
		"UPDATE cases SET green_reason = 'livelihood', green_by_id = owner_id WHERE n % 20 = 0",
	} {
		if _, err := db.ExecContext(b.Context(), statement); err != nil {
			b.Fatalf("%s: %v", statement, err)
		}
	}
}

// BenchmarkServiceReport counts how service went in a month, a year and ever,
// against reading all cases once.
func BenchmarkServiceReport(b *testing.B) {
	s, by := serviceCounty(b)
	db := benchReader(b, s)
	scan := timed(b, 3, func() {
		var n int
		if err := db.QueryRowContext(b.Context(), "SELECT count(*) FROM cases NOT INDEXED WHERE content LIKE '%?%'").Scan(&n); err != nil {
			b.Fatal(err)
		}
	})
	today := app.DayOf(datatest.Now())
	for _, of := range []struct {
		name string
		ask  app.ServiceAsk
	}{
		{"a month", app.ServiceAsk{From: today.AddDays(-30), To: today, Scope: app.ScopeAll}},
		{"a year", app.ServiceAsk{From: today.AddDays(-365), To: today, Scope: app.ScopeAll}},
		{"a year of my unit", app.ServiceAsk{From: today.AddDays(-365), To: today, Scope: app.ScopeUnit}},
		{"ten years of mine", app.ServiceAsk{From: "2010-01-01", To: today, Scope: app.ScopeMine}},
		{"ten years", app.ServiceAsk{From: "2010-01-01", To: today, Scope: app.ScopeAll}},
	} {
		b.Run(of.name, func(b *testing.B) {
			var took []time.Duration
			var r app.ServiceReport
			for b.Loop() {
				start := time.Now()
				var err error
				if r, err = s.ServiceReport(b.Context(), by, of.ask); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			b.ReportMetric(float64(r.All.Accepted), "cases")
			b.ReportMetric(ms(share(took, 95)), "p95-ms")
			b.ReportMetric(float64(share(took, 50))/float64(scan), "x-of-scan")
		})
	}
}
