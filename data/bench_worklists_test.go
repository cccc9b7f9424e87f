package data_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

// benchCases is how many cases the lists of cases are measured on: as many as
// LAMPLIGHTER_BENCH_CASES says, 3000000 being what they are built for.
func benchCases(b *testing.B) int {
	b.Helper()
	text := os.Getenv("LAMPLIGHTER_BENCH_CASES")
	if text == "" {
		return 200_000
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 10_000 {
		b.Fatalf("LAMPLIGHTER_BENCH_CASES=%q is no number from 10000 on", text)
	}
	return n
}

// caseCounty opens a file with ten years of cases, of which one in a hundred is
// open. It is kept between runs, as that of county is.
func caseCounty(b *testing.B) (*data.Store, app.Actor) {
	b.Helper()
	n := benchCases(b)
	path := filepath.Join(os.TempDir(), "lamplighter-bench", fmt.Sprintf("cases-%d.lamp", n))
	if _, err := os.Stat(path); err != nil {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			b.Fatal(err)
		}
		makeCases(b, path, n)
	}
	s, by := benchOpen(b, path)
	if err := s.WarmSearch(b.Context()); err != nil {
		b.Fatal(err)
	}
	return s, by
}

// makeCases fills a file beside the path and moves it there when it is whole.
// The cases go in past the door: putting millions through it takes hours, and
// reading lists does not ask for their log.
func makeCases(b *testing.B, path string, n int) {
	b.Helper()
	part := path + ".part"
	for _, old := range []string{"", "-wal", "-shm", ".device"} {
		_ = os.Remove(part + old)
	}
	s := justOpen(b, part)
	by, err := s.Start(b.Context(), "米易营业厅", "沈丽")
	if err != nil {
		b.Fatal(err)
	}
	invented := sample.New(20_000, 1, datatest.Now())
	invented.Quiet, invented.Months = true, 0
	if err := s.Fill(b.Context(), by, invented, 20_000, func(int64, int64) {}); err != nil {
		b.Fatal(err)
	}
	for i := range 50 {
		if _, err := s.SaveStaff(b.Context(), by, app.Staff{}, app.Staff{StaffNo: fmt.Sprintf("B%03d", i), Name: fmt.Sprintf("员工%02d", i)}); err != nil {
			b.Fatal(err)
		}
		if _, err := s.SaveUnit(b.Context(), by, app.OrgUnit{}, app.OrgUnit{Code: fmt.Sprint(i + 10), Name: fmt.Sprintf("供电所%02d", i), Kind: "station"}); err != nil {
			b.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	fillCases(b, part, n)
	if err := os.Rename(part, path); err != nil {
		b.Fatal(err)
	}
}

func fillCases(b *testing.B, path string, n int) {
	b.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?_sync=OFF&_cache_size=-262144")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	run := func(statement string, args ...any) {
		if _, err := db.ExecContext(b.Context(), statement, args...); err != nil {
			b.Fatalf("%s: %v", statement, err)
		}
	}
	start := time.Now()
	var indexes []string
	rows, err := db.QueryContext(b.Context(), "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'cases' AND sql IS NOT NULL")
	if err != nil {
		b.Fatal(err)
	}
	var names []string
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			b.Fatal(err)
		}
		names, indexes = append(names, name), append(indexes, text)
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
	for _, name := range names {
		run("DROP INDEX " + name)
	}
	run(manyCasesSQL, n, datatest.Now().UnixMilli())
	for _, text := range indexes {
		run(text)
	}
	b.Logf("%d cases put in %s", n, time.Since(start))
}

// manyCasesSQL invents cases over ten years; the last hundredth is open, half
// of the closed ones are archived.
const manyCasesSQL = `
WITH RECURSIVE k (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < ?1),
	of (people, units, customers) AS (SELECT (SELECT max(n) FROM staff), (SELECT max(n) FROM org_units), (SELECT max(n) FROM customers)),
	rolled (i, r, q, open) AS MATERIALIZED (SELECT i, abs(random()), abs(random()), i > ?1 - ?1 / 100 FROM k)
INSERT INTO cases (id, area, number, kind, sub_kind, channel, customer_id, account_id, contact_name, contact_phone, anonymous, content, urgency, area_type,
	line_works, mood, secrecy, external_no, owner_id, unit_id, status, flow_version, answer, result, opinion, first_contact, rework, accepted_by, accepted_at,
	replied_at, closed_at, due_at, due_step, provisional, withdrawn_at, sy_hlc, sy_dev)
SELECT CAST(printf('%016d', i) AS BLOB), 1, printf('A%d-%06d-%03d', i % 5, i / 400, i % 400),
	CASE r % 20 WHEN 0 THEN 'complaint' WHEN 1 THEN 'lv_business' WHEN 2 THEN 'lv_resident' WHEN 3 THEN 'fault' WHEN 4 THEN 'fault' WHEN 5 THEN 'service_request' ELSE 'consultation' END,
	'', CASE r % 9 WHEN 0 THEN '95598_phone' WHEN 1 THEN 'app' WHEN 2 THEN 'visit' ELSE 'counter' END,
	(SELECT id FROM customers WHERE n = 1 + r % customers), NULL, '王强', '', 0, '询问上月电费比平时高的原因，已解释阶梯电价第二档', 'normal', '', 0, '', '', '',
	CASE WHEN q % 12 > 0 OR NOT open THEN (SELECT id FROM staff WHERE n = 1 + q % people) END, (SELECT id FROM org_units WHERE n = 1 + (q / 100) % units),
	CASE WHEN NOT open THEN CASE r % 2 WHEN 0 THEN 'closed' ELSE 'archived' END
		WHEN q % 12 = 0 THEN 'accepted' ELSE CASE r % 8 WHEN 0 THEN 'wait_customer' WHEN 1 THEN 'wait_internal' WHEN 2 THEN 'replied' WHEN 3 THEN 'call_back' WHEN 4 THEN 'assigned' ELSE 'working' END END,
	1, '', '', '', 0, 0, NULL, ?2 - (?1 - i) * (3650 * 86400000 / ?1), 0, 0,
	CASE WHEN open AND q % 10 > 0 THEN ?2 + (r % 28800 - 8000) * 60000 ELSE 0 END, '', r % 50 = 0, NULL, 1, 1
FROM rolled, of ORDER BY i`

// usualLists are the lists a day asks for.
func usualLists(by app.Actor) []namedList {
	month := app.CaseFilter{From: "2024-05-01", To: "2024-05-31"}
	sorted := func(f app.CaseFilter, sort app.CaseSort, descending bool) app.CaseFilter {
		f.Sort, f.Descending = sort, descending
		return f
	}
	return []namedList{
		{"open by due", app.CaseFilter{OpenOnly: true}},
		{"open by accepted", sorted(app.CaseFilter{OpenOnly: true}, app.ByAccepted, true)},
		{"open by number", sorted(app.CaseFilter{OpenOnly: true}, app.ByNumber, false)},
		{"open by kind", sorted(app.CaseFilter{OpenOnly: true}, app.ByKind, false)},
		{"open by status", sorted(app.CaseFilter{OpenOnly: true}, app.ByStatus, false)},
		{"open by owner", sorted(app.CaseFilter{OpenOnly: true}, app.ByOwner, false)},
		{"overdue", app.CaseFilter{Overdue: true}},
		{"mine, open", app.CaseFilter{OpenOnly: true, Mine: true}},
		{"nobody's, open", app.CaseFilter{OpenOnly: true, Nobody: true}},
		{"my unit, open", app.CaseFilter{OpenOnly: true, MyUnit: true}},
		{"waiting for the customer", app.WorkWaitingCustomer.Cases(app.ScopeAll)},
		{"all by due", app.CaseFilter{}},
		{"all by accepted", sorted(app.CaseFilter{}, app.ByAccepted, true)},
		{"all by number", sorted(app.CaseFilter{}, app.ByNumber, true)},
		{"all by kind", sorted(app.CaseFilter{}, app.ByKind, false)},
		{"all by status", sorted(app.CaseFilter{}, app.ByStatus, false)},
		{"all by owner", sorted(app.CaseFilter{}, app.ByOwner, false)},
		{"all mine", sorted(app.CaseFilter{Mine: true}, app.ByAccepted, true)},
		{"all of my unit", sorted(app.CaseFilter{MyUnit: true}, app.ByAccepted, true)},
		{"all of a channel", sorted(app.CaseFilter{Channel: "visit"}, app.ByAccepted, true)},
		{"complaints", sorted(app.CaseFilter{Kinds: []app.CaseKind{app.Complaint}}, app.ByAccepted, true)},
		{"closed", sorted(app.CaseFilter{Statuses: []app.CaseStatus{app.Closed}}, app.ByAccepted, true)},
		{"closed complaints", sorted(app.CaseFilter{Statuses: []app.CaseStatus{app.Closed}, Kinds: []app.CaseKind{app.Complaint}}, app.ByAccepted, true)},
		{"a month", sorted(month, app.ByAccepted, true)},
		{"a month by number", sorted(month, app.ByNumber, false)},
		{"a month by owner", sorted(month, app.ByOwner, false)},
		{"a number", sorted(app.CaseFilter{Text: "A3-000499-203"}, app.ByAccepted, true)},
	}
}

type namedList struct {
	name   string
	filter app.CaseFilter
}

// BenchmarkCaseFirstPage shows the first hundred cases of each usual list,
// against OFFSET paging at the middle of all cases.
func BenchmarkCaseFirstPage(b *testing.B) {
	const page = 100
	s, by := caseCounty(b)
	db := benchReader(b, s)
	offset := timed(b, 3, func() {
		rows, err := db.QueryContext(b.Context(), "SELECT * FROM cases WHERE withdrawn_at IS NULL ORDER BY accepted_at DESC LIMIT ? OFFSET ?", page, benchCases(b)/2)
		if err != nil {
			b.Fatal(err)
		}
		for rows.Next() { // reading is what is measured
		}
		if err := rows.Close(); err != nil {
			b.Fatal(err)
		}
	})
	for _, list := range usualLists(by) {
		b.Run(list.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				head, err := s.CaseHead(b.Context(), by, list.filter, page)
				if err == nil {
					_, err = s.CasesAt(b.Context(), by, head)
				}
				took = append(took, time.Since(start))
				if err != nil || len(head) == 0 {
					b.Fatalf("%d cases: %v", len(head), err)
				}
			}
			b.ReportMetric(ms(share(took, 95)), "p95-ms")
			b.ReportMetric(float64(share(took, 50))/float64(offset), "x-of-offset")
		})
	}
}

// BenchmarkCaseWholeOrder fills the order behind the first page.
func BenchmarkCaseWholeOrder(b *testing.B) {
	s, by := caseCounty(b)
	for _, list := range usualLists(by) {
		b.Run(list.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.CaseOrder(b.Context(), by, list.filter); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(ms(mean(b)), "ms")
		})
	}
}

// BenchmarkStartPageCounts counts all lists of the start page, against counting
// one of them without an index.
func BenchmarkStartPageCounts(b *testing.B) {
	s, by := caseCounty(b)
	db := benchReader(b, s)
	unindexed := timed(b, 3, func() {
		var n int
		if err := db.QueryRowContext(b.Context(), "SELECT count(*) FROM cases NOT INDEXED WHERE withdrawn_at IS NULL AND status = 'wait_customer'").Scan(&n); err != nil {
			b.Fatal(err)
		}
	})
	for _, scope := range app.Scopes() {
		b.Run(string(scope), func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				if _, err := s.WorkCounts(b.Context(), by, scope); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			b.ReportMetric(ms(share(took, 95)), "p95-ms")
			b.ReportMetric(float64(share(took, 50))/float64(unindexed), "x-of-unindexed")
		})
	}
}

// BenchmarkCaseBoard reads the board of all open cases, and the workload of
// everybody that a bulk assignment shows.
func BenchmarkCaseBoard(b *testing.B) {
	s, by := caseCounty(b)
	for name, run := range map[string]func() error{
		"board":    func() error { _, err := s.CaseBoard(b.Context(), by, app.CaseFilter{OpenOnly: true}, 100); return err },
		"workload": func() error { _, err := s.Workload(b.Context(), by); return err },
	} {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				if err := run(); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			b.ReportMetric(ms(share(took, 95)), "p95-ms")
		})
	}
}

// BenchmarkCasePage opens a case with two hundred entries in its life.
func BenchmarkCasePage(b *testing.B) {
	s, by := caseCounty(b)
	order, err := s.CaseHead(b.Context(), by, app.CaseFilter{Statuses: []app.CaseStatus{app.Working}}, 1)
	if err != nil {
		b.Fatal(err)
	}
	rows, err := s.CasesAt(b.Context(), by, order)
	if err != nil || len(rows) == 0 {
		b.Fatalf("%d cases: %v", len(rows), err)
	}
	c := rows[0].Case
	page, err := s.CasePage(b.Context(), by, c.ID)
	for i := len(page.Steps); err == nil && i < 200; i++ {
		err = s.NoteOnCase(b.Context(), by, c, app.CaseNote{Text: "已电话联系客户"})
	}
	if err != nil {
		b.Fatal(err)
	}
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		page, err := s.CasePage(b.Context(), by, c.ID)
		took = append(took, time.Since(start))
		if err != nil || len(page.Steps) < 200 {
			b.Fatalf("%d steps: %v", len(page.Steps), err)
		}
	}
	b.ReportMetric(ms(share(took, 95)), "p95-ms")
}
