package data_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

// reviewCounty is a county of 20,000 customers whose eight managers made 60,000
// visits in three years, with a promise in every fourth, and an answer to the
// survey of each year from every third customer.
func reviewCounty(b *testing.B) (*data.Store, app.Actor) {
	b.Helper()
	path := filepath.Join(os.TempDir(), "lamplighter-bench", "review-20000.lamp")
	if _, err := os.Stat(path); err != nil {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			b.Fatal(err)
		}
		made := path + ".made"
		s := justOpen(b, made)
		by := datatest.Actor(b, s)
		if err := s.Fill(b.Context(), by, sample.New(20_000, 7, datatest.Now()), 20_000, func(_, _ int64) {}); err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		fillVisits(b, made)
		if err := os.Rename(made, path); err != nil {
			b.Fatal(err)
		}
	}
	return benchOpen(b, path)
}

func fillVisits(b *testing.B, path string) {
	b.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?_sync=OFF&_cache_size=-262144")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	for _, statement := range []string{
		`INSERT INTO visits (id, area, number, customer_id, account_id, manager_id, month, planned_on, route_no, basis, status, first_on, moves, reason, channel,
			purposes, form, form_version, visited_on, began_at, ended_at, entered_at, met, satisfaction, position, signed_by, follow_up_on, followed_up_at, follow_up,
			note, asked, blanks, facts, quality, late_days, signed_paper, created_at, sy_hlc, sy_dev)
		WITH RECURSIVE i (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM i WHERE i < 59999),
			day (i, day) AS (SELECT i, date('2023-03-05', (i * 1095 / 60000) || ' days') FROM i)
		SELECT randomblob(16), 1, 'V' || i, (SELECT id FROM customers WHERE n = 1 + i * 7 % 20000), NULL, (SELECT id FROM staff WHERE n = 2 + i % 8),
			202301, day, 0, 'rhythm', CASE WHEN i % 11 = 0 THEN 'planned' WHEN i % 13 = 0 THEN 'cancelled' ELSE 'archived' END, day, i % 9 = 0, '',
			CASE i % 5 WHEN 0 THEN 'telephone' WHEN 1 THEN 'online' ELSE 'on_site' END, 'needs,policy', 'enterprise', 1, CASE WHEN i % 11 = 0 OR i % 13 = 0 THEN '' ELSE day END, 0, 0,
			(unixepoch(day) + i % 4 * 30000) * 1000, '厂长', 1 + i % 5, '', '', '', 0, '', '走访记录', 15, i % 6, i % 4, 40 + i % 60, i % 10 = 0, 0, 1, 1, 1
		FROM day ORDER BY day, i`,
		`INSERT INTO promises (id, area, customer_id, content, owner_id, made_on, due_on, ended_on, ending, evidence, created_at, sy_hlc, sy_dev)
		SELECT randomblob(16), 1, customer_id, '检查电压', manager_id, planned_on, date(planned_on, '10 days'), CASE WHEN n % 3 = 0 THEN date(planned_on, '9 days') ELSE '' END,
			CASE WHEN n % 3 = 0 THEN 'kept' ELSE '' END, '', 1, 1, 1 FROM visits WHERE n % 4 = 0`,
		`INSERT INTO survey_responses (id, area, customer_id, source, source_id, year, score, topics, opinion, channel, asked_on, created_at, sy_hlc, sy_dev)
		SELECT randomblob(16), 1, customer_id, 'visit', id, 0, 1 + n % 5, '', '', '', visited_on, 1, 1, 1 FROM visits WHERE visited_on <> '' AND n % 2 = 0`,
	} {
		if _, err := db.ExecContext(b.Context(), statement); err != nil {
			b.Fatalf("%s: %v", statement, err)
		}
	}
}

// BenchmarkVisitReview tells how the managers fared in a month, a quarter and a
// year, each against the one before, beside counting all visits once.
func BenchmarkVisitReview(b *testing.B) {
	s, by := reviewCounty(b)
	db := benchReader(b, s)
	scan := timed(b, 5, func() {
		var n int
		if err := db.QueryRowContext(b.Context(), "SELECT count(*) FROM visits NOT INDEXED WHERE note LIKE '%?%'").Scan(&n); err != nil {
			b.Fatal(err)
		}
	})
	for _, kind := range app.PeriodKinds() {
		b.Run(string(kind), func(b *testing.B) {
			ask := app.ReviewAsk{Period: app.PeriodOf(kind, "2025-11-15"), Scope: app.ScopeAll}
			var took []time.Duration
			var r app.VisitReview
			for b.Loop() {
				start := time.Now()
				var err error
				if r, err = s.VisitReview(b.Context(), by, ask); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			if len(r.Managers) < 8 || r.All.Made() == 0 || r.All.Satisfaction.Of == 0 {
				b.Fatalf("%+v", r.All)
			}
			b.ReportMetric(float64(r.All.Made()+r.All.Before.Made()), "visits")
			b.ReportMetric(ms(share(took, 95)), "p95-ms")
			b.ReportMetric(float64(share(took, 50))/float64(scan), "x-of-count")
		})
	}
}

// BenchmarkSatisfactionOf is the line of a customer's page.
func BenchmarkSatisfactionOf(b *testing.B) {
	s, by := reviewCounty(b)
	all := anyCustomers(b, s, by)
	i := 0
	for b.Loop() {
		if _, err := s.SatisfactionOf(b.Context(), by, all[i%len(all)]); err != nil {
			b.Fatal(err)
		}
		i++
	}
}
