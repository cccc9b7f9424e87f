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
)

// trainedCounty is 5,000 people of 40 units; 2,000 classes and 60,000 enrolments
// in each of two years, 60,000 completions, 20,000 entries of the log; and the
// 200,000 cases of two years with their limits, every twentieth a complaint.
func trainedCounty(b *testing.B) (*data.Store, app.Actor) {
	b.Helper()
	path := filepath.Join(os.TempDir(), "lamplighter-bench", "training-5000.lamp")
	if _, err := os.Stat(path); err != nil {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			b.Fatal(err)
		}
		made := path + ".made"
		s := justOpen(b, made)
		datatest.Actor(b, s)
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		fillTraining(b, made)
		if err := os.Rename(made, path); err != nil {
			b.Fatal(err)
		}
	}
	return benchOpen(b, path)
}

// numbered is a table of numbers from 0 up to one less than ?.
const numbered = "WITH RECURSIVE i (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM i WHERE i < "

func fillTraining(b *testing.B, path string) {
	b.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?_sync=OFF&_cache_size=-262144")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	for _, statement := range []string{
		`INSERT INTO org_units (id, area, code, name, kind, parent_id, division, keeps_area, valid_from, valid_to, sy_hlc, sy_dev) ` + numbered + `39)
			SELECT randomblob(16), 1, 'S' || i, '供电所' || i, 'station', NULL, '', 1, '2020-01-01', '', 1, 1 FROM i`,
		`INSERT INTO staff (id, area, staff_no, name, post, unit_id, mobile, roles, valid_from, valid_to, sy_hlc, sy_dev) ` + numbered + `4999)
			SELECT randomblob(16), 1, 'P' || i, '员工' || i, CASE i % 4 WHEN 0 THEN 'counter' WHEN 1 THEN 'account_manager' WHEN 2 THEN 'repair' ELSE 'area_manager' END,
			(SELECT id FROM org_units WHERE code = 'S' || (i % 40)), '', '', '2020-01-01', '', 1, 1 FROM i`,
		`UPDATE course_posts SET from_on = '2020-01-01'`,
		`CREATE TEMP TABLE people AS SELECT row_number() OVER () - 1 AS i, id, unit_id FROM staff WHERE staff_no LIKE 'P%'`,
		`CREATE UNIQUE INDEX temp.people_by_i ON people (i)`,
		`CREATE TEMP TABLE taught AS SELECT row_number() OVER (ORDER BY code) - 1 AS i, id, mode FROM courses`,
		`INSERT INTO classes (id, area, number, course_id, title, status, mode, lecturer_kind, lecturer, lecturer_unit, contract, fee_fen, place, unit_id, begins_on, ends_on,
			from_minute, to_minute, minutes, seats, rule, validity_months, full_score, reason, note, created_at, sy_hlc, sy_dev) ` + numbered + `3999)
			SELECT randomblob(16), 0, 'PX-' || i.i, t.id, '', CASE WHEN i.i % 20 = 0 THEN 'cancelled' ELSE 'recognised' END, t.mode, '', '', '', '', 100000 + i.i, '', NULL,
			date('2024-03-01', (i.i * 730 / 4000) || ' days'), date('2024-03-01', (i.i * 730 / 4000) || ' days'), 0, 0, 480, 0, '', 0, 0, '', '', 1, 1, 1
			FROM i JOIN taught t ON t.i = i.i % (SELECT count(*) FROM taught)`,
		`CREATE TEMP TABLE held AS SELECT row_number() OVER (ORDER BY n) - 1 AS i, id, course_id, begins_on, status FROM classes WHERE number LIKE 'PX-%'`,
		`CREATE UNIQUE INDEX temp.held_by_i ON held (i)`,
		`INSERT INTO enrolments (id, area, class_id, course_id, staff_id, attendance, attended_minutes, score, scored_on, assignment_on, mentor_on, outcome, outcome_on, reason, note,
			created_at, sy_hlc, sy_dev) ` + numbered + `119999)
			SELECT randomblob(16), 1, h.id, h.course_id, p.id, 'present', 480, 8000, h.begins_on, '', '', CASE i.i % 12 WHEN 0 THEN 'failed' ELSE 'completed' END, h.begins_on, '', '', 1, 1, 1
			FROM i JOIN held h ON h.i = i.i / 30 JOIN people p ON p.i = i.i * 37 % 5000 WHERE h.status <> 'cancelled'`,
		`INSERT INTO completions (id, area, staff_id, course_id, class_id, completed_on, until_on, rule, way, score, has_score, minutes, mode, source, created_at, reason, sy_hlc, sy_dev)
			SELECT randomblob(16), 1, staff_id, course_id, class_id, outcome_on, date(outcome_on, '24 months'), '', 'class', 0, 0, 480, 'central', '', 1, '', 1, 1
			FROM enrolments WHERE outcome = 'completed' AND n % 2 = 0`,
		`INSERT INTO practice (id, area, staff_id, course_id, kind, done_on, minutes, what, confirmed_at, confirmed_minutes, refused_at, remark, created_at, sy_hlc, sy_dev) ` + numbered + `39999)
			SELECT randomblob(16), 1, p.id, t.id, CASE i.i % 3 WHEN 0 THEN 'study' ELSE 'practice' END, date('2024-03-01', (i.i * 730 / 40000) || ' days'), 120, '跟班', 1, 120, 0, '', 1, 1, 1
			FROM i JOIN people p ON p.i = i.i * 31 % 5000 JOIN taught t ON t.i = i.i % 8`,
		`INSERT INTO cases (id, area, number, kind, sub_kind, channel, contact_name, contact_phone, anonymous, content, urgency, area_type, line_works, mood, secrecy, external_no,
			owner_id, unit_id, status, flow_version, answer, result, opinion, first_contact, rework, accepted_by, accepted_at, replied_at, closed_at, due_at, due_step, provisional, sy_hlc, sy_dev) ` + numbered + `199999)
			SELECT randomblob(16), 1, 'C' || i.i, CASE i.i % 20 WHEN 0 THEN 'complaint' WHEN 1 THEN 'fault' WHEN 2 THEN 'lv_resident' ELSE 'consultation' END,
			CASE i.i % 20 WHEN 0 THEN 'service' ELSE '' END, 'phone', '', '', 0, '', '', '', 0, '', '', '', p.id, p.unit_id, CASE WHEN i.i % 50 = 3 THEN 'working' ELSE 'closed' END, 3, '', '', '', 0, 0,
			p.id, 1709251200000 + i.i * 315360, 0, CASE WHEN i.i % 50 = 3 THEN 0 ELSE 1709251200000 + i.i * 315360 + 86400000 END,
			CASE WHEN i.i % 50 = 3 THEN 1709251200000 + i.i * 315360 + 864000000 ELSE 0 END, '', 0, 1, 1 FROM i JOIN people p ON p.i = i.i * 41 % 5000`,
		`INSERT INTO case_fields (id, area, case_id, name, value, sy_hlc, sy_dev)
			SELECT randomblob(16), 1, c.id, f.name, CASE f.name WHEN 'about' THEN (SELECT lower(substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-' || substr(h, 13, 4) || '-' || substr(h, 17, 4) || '-' || substr(h, 21))
				FROM (SELECT hex(id) AS h FROM people WHERE i = c.n * 43 % 5000)) ELSE f.value END, 1, 1
			FROM cases c CROSS JOIN (SELECT 'about' AS name, '' AS value UNION ALL VALUES ('matter', 'attitude'), ('responsibility', 'marketing'), ('conclusion', 'true'), ('cause', 'x'), ('unit', 'x')) f
			WHERE c.kind = 'complaint'`,
		`INSERT INTO case_clocks (id, area, case_id, rule_id, start_at, due_at, provisional, paused_at, paused_ms, stopped_at, amount, sy_hlc, sy_dev)
			SELECT randomblob(16), 1, c.id, (SELECT id FROM limit_rules LIMIT 1), c.accepted_at, c.accepted_at + 432000000, 0, 0, 0,
			c.accepted_at + CASE WHEN (c.n + k.k) % 12 = 0 THEN 864000000 ELSE 86400000 END, 0, 1, 1 FROM cases c CROSS JOIN (SELECT 0 AS k UNION ALL SELECT 1) k`,
		`INSERT INTO survey_responses (id, area, customer_id, source, source_id, year, score, topics, opinion, channel, asked_on, created_at, sy_hlc, sy_dev)
			SELECT randomblob(16), 1, randomblob(16), 'case', id, 0, 1 + n % 5, '', '', '', date(closed_at / 1000 + 28800, 'unixepoch'), 1, 1, 1 FROM cases WHERE closed_at > 0 AND n % 3 = 0`,
	} {
		if _, err := db.ExecContext(b.Context(), statement); err != nil {
			b.Fatalf("%s: %v", statement, err)
		}
	}
}

// Reading all there is into Go, row by row, is what both are held against.
const (
	allEnrolled = "SELECT e.staff_id, e.class_id, e.outcome, c.begins_on, c.mode, e.attended_minutes, c.fee_fen FROM enrolments e NOT INDEXED JOIN classes c ON c.id = e.class_id"
	allClocks   = "SELECT c.owner_id, c.id, c.kind, c.status, '', k.due_at, k.stopped_at FROM cases c NOT INDEXED JOIN case_clocks k ON k.case_id = c.id"
	allSaid     = "SELECT c.owner_id, c.id, r.source, r.asked_on, '', r.score, 1 FROM survey_responses r NOT INDEXED JOIN cases c ON c.id = r.source_id"
)

func readAll(b *testing.B, db *sql.DB, queries ...string) func() {
	return func() {
		for _, query := range queries {
			rows, err := db.QueryContext(b.Context(), query)
			if err != nil {
				b.Fatal(err)
			}
			sums := map[string]int64{}
			for rows.Next() {
				var who, of []byte
				var kind, on, mode string
				var n, m int64
				if err := rows.Scan(&who, &of, &kind, &on, &mode, &n, &m); err != nil {
					b.Fatal(err)
				}
				sums[string(who)+mode] += n
			}
			if err := rows.Close(); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkTrainingReport sums the training of a month, a quarter and a year,
// with what customers say of 5,000 people.
func BenchmarkTrainingReport(b *testing.B) {
	s, by := trainedCounty(b)
	naive := timed(b, 3, readAll(b, benchReader(b, s), allEnrolled, allClocks, allSaid))
	for _, kind := range app.PeriodKinds() {
		b.Run(string(kind), func(b *testing.B) {
			ask := app.TrainingAsk{Period: app.PeriodOf(kind, "2025-11-15")}
			var took []time.Duration
			var r app.TrainingReport
			for b.Loop() {
				start := time.Now()
				var err error
				if r, err = s.TrainingReport(b.Context(), by, ask); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			if len(r.People) < 5000 || r.All.Times == 0 || !r.All.Required.Known() || r.Lacking.Said.Of == 0 || r.Lacking.Complaints == 0 {
				b.Fatalf("%+v", r.All)
			}
			b.ReportMetric(float64(r.All.Times), "attendances")
			b.ReportMetric(ms(share(took, 95)), "p95-ms")
			b.ReportMetric(float64(share(took, 50))/float64(naive), "x-of-naive")
		})
	}
}

// BenchmarkTrainingProposals draws the proposals from 200,000 cases.
func BenchmarkTrainingProposals(b *testing.B) {
	s, by := trainedCounty(b)
	naive := timed(b, 3, readAll(b, benchReader(b, s), allClocks, allSaid))
	var took []time.Duration
	var list app.ProposalList
	for b.Loop() {
		start := time.Now()
		var err error
		if list, err = s.TrainingProposals(b.Context(), by, app.ProposalFilter{}); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	if len(list.Proposals) == 0 {
		b.Fatal("nothing is proposed")
	}
	b.ReportMetric(float64(len(list.Proposals)), "proposals")
	b.ReportMetric(ms(share(took, 95)), "p95-ms")
	b.ReportMetric(float64(share(took, 50))/float64(naive), "x-of-naive")
}
