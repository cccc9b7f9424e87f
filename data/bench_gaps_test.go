package data_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
)

// The company that the matrix is built for.
const (
	trainedStaff   = 5000
	trainedCourses = 200
	trainedNeeds   = 20 // courses that each post requires
)

// trainedCompany opens a file with so many people and courses, and sixty of a
// hundred completions there could be. It is kept between runs; delete its folder
// when the schema has changed.
func trainedCompany(b *testing.B) (*data.Store, app.Actor) {
	b.Helper()
	path := filepath.Join(os.TempDir(), "lamplighter-bench", "trained.lamp")
	if _, err := os.Stat(path); err != nil {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			b.Fatal(err)
		}
		makeTrained(b, path)
	}
	return benchOpen(b, path)
}

// makeTrained fills a file beside the path, past the door, and moves it there
// when it is whole.
func makeTrained(b *testing.B, path string) {
	b.Helper()
	part := path + ".part"
	for _, old := range []string{"", "-wal", "-shm", ".device"} {
		_ = os.Remove(part + old)
	}
	s := justOpen(b, part)
	if _, err := s.Start(b.Context(), "米易营业厅", "沈丽"); err != nil {
		b.Fatal(err)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	db, err := sql.Open("sqlite3", "file:"+part+"?_sync=OFF&_cache_size=-262144")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	const numbers = "WITH RECURSIVE i(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM i WHERE n < ?1 - 1) "
	for _, fill := range []struct {
		statement string
		n         int
	}{
		{numbers + `INSERT INTO org_units (id, area, code, name, kind, division, keeps_area, valid_from, valid_to, sy_hlc, sy_dev)
			SELECT randomblob(16), 0, printf('U%03d', n), printf('供电所%02d', n), 'station', '', 1, '', '', 1, 1 FROM i`, 50},
		{numbers + `INSERT INTO staff (id, area, staff_no, name, post, unit_id, mobile, roles, valid_from, valid_to, sy_hlc, sy_dev)
			SELECT randomblob(16), 0, printf('S%05d', n), printf('员工%04d', n), printf('post%d', n % 10),
				(SELECT id FROM org_units WHERE code = printf('U%03d', i.n % 50)), '', '', date('2020-01-01', (n % 2400) || ' days'), '', 1, 1 FROM i`, trainedStaff},
		{numbers + `INSERT INTO courses (id, area, code, name, name_en, category, subject, minutes, validity_months, mode, rule, full_score, about, source, ended_on, sy_hlc, sy_dev)
			SELECT randomblob(16), 0, printf('B%03d', n), printf('课程%03d', n), '', iif(n % 3 = 0, 'basic', 'skill'), 'other', 480, 36, 'central',
				'attendance 80 and score 60', 0, '', '', '', 1, 1 FROM i`, trainedCourses},
		{numbers + `INSERT INTO course_posts (id, area, course_id, post, within_months, from_on, to_on, source, sy_hlc, sy_dev)
			SELECT randomblob(16), 0, c.id, printf('post%d', n), 6, '2020-01-01', '', '', 1, 1 FROM i
			JOIN (SELECT id, row_number() OVER () AS place FROM courses WHERE code LIKE 'B%') c ON (c.place + n) % ` + fmt.Sprint(trainedCourses/trainedNeeds) + ` = 0`, 10},
		{`INSERT INTO completions (id, area, staff_id, course_id, completed_on, until_on, rule, way, score, has_score, minutes, mode, source, created_at, reason, sy_hlc, sy_dev)
			SELECT randomblob(16), 1, s.id, c.id, '2023-05-10', date('2026-01-01', (abs(random()) % 1200) || ' days'), 'attendance 80 and score 60', 'class',
				8000, 1, 480, 'central', '', 1, '', 1, 1 FROM courses c JOIN staff s WHERE c.code LIKE 'B%' AND s.staff_no LIKE 'S%' AND ?1 > 0 AND abs(random()) % 100 < 60`, 1},
		{`ANALYZE`, 0},
	} {
		args := []any{fill.n}
		if fill.n == 0 {
			args = nil
		}
		if _, err := db.ExecContext(b.Context(), fill.statement, args...); err != nil {
			b.Fatalf("%s: %v", fill.statement, err)
		}
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	if err := os.Rename(part, path); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkTrainingMatrix opens the whole matrix, against reading a completion a
// row with the ids of both.
func BenchmarkTrainingMatrix(b *testing.B) {
	s, by := trainedCompany(b)
	naive := timed(b, 3, func() { readEachCompletion(b, s) })
	for name, f := range map[string]app.TrainingFilter{"all": {}, "only gaps": {OnlyGaps: true}, "one state": {State: app.StateExpiring}} {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				m, err := s.Standings(b.Context(), by, f)
				took = append(took, time.Since(start))
				if err != nil || m.Rows() == 0 || m.Columns() == 0 {
					b.Fatal(err)
				}
			}
			reportShares(b, took, naive)
		})
	}
}

// BenchmarkTrainingGaps lists all gaps, and those of one post of one unit.
func BenchmarkTrainingGaps(b *testing.B) {
	s, by := trainedCompany(b)
	units, err := s.Units(b.Context(), by)
	if err != nil {
		b.Fatal(err)
	}
	naive := timed(b, 3, func() { readEachCompletion(b, s) })
	for name, f := range map[string]app.TrainingFilter{
		"all": {}, "overdue": {Due: app.DueOverdue}, "one unit": {Unit: benchUnit(b, units)}, "one post": {Post: "post3"},
	} {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				found, err := s.TrainingGaps(b.Context(), by, f)
				took = append(took, time.Since(start))
				if err != nil || len(found.Gaps) == 0 {
					b.Fatalf("%d gaps: %v", len(found.Gaps), err)
				}
			}
			reportShares(b, took, naive)
		})
	}
}

// BenchmarkTrainingAfterAChange asks for all gaps and for who has which course
// when a unit was just given another name.
func BenchmarkTrainingAfterAChange(b *testing.B) {
	s, by := trainedCompany(b)
	naive := timed(b, 3, func() { readEachCompletion(b, s) })
	for name, ask := range map[string]func() error{
		"gaps":    func() error { _, err := s.TrainingGaps(b.Context(), by, app.TrainingFilter{}); return err },
		"holders": func() error { _, err := s.CourseHolders(b.Context(), by); return err },
	} {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				renameUnit(b, s, by)
				start := time.Now()
				if err := ask(); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			reportShares(b, took, naive)
		})
	}
}

// renameUnit gives one of the fifty stations another name, or its own again.
func renameUnit(b *testing.B, s *data.Store, by app.Actor) {
	b.Helper()
	units, err := s.Units(b.Context(), by)
	if err != nil {
		b.Fatal(err)
	}
	was := units[slices.IndexFunc(units, func(u app.OrgUnit) bool { return u.Code == "U007" })]
	now := was
	if now.Name = "双沟供电所"; now.Name == was.Name {
		now.Name = "供电所07"
	}
	if _, err := s.SaveUnit(b.Context(), by, was, now); err != nil {
		b.Fatal(err)
	}
}

// benchUnit is one of the fifty stations.
func benchUnit(b *testing.B, units []app.OrgUnit) app.OrgUnitID {
	b.Helper()
	for _, u := range units {
		if u.Code == "U007" {
			return u.ID
		}
	}
	b.Fatal("no station")
	return app.OrgUnitID{}
}

func reportShares(b *testing.B, took []time.Duration, naive time.Duration) {
	b.Helper()
	b.ReportMetric(ms(share(took, 50)), "p50-ms")
	b.ReportMetric(ms(share(took, 95)), "p95-ms")
	b.ReportMetric(float64(share(took, 50))/float64(naive), "x-of-naive")
}

// readEachCompletion is the plain way: each row, sorted into a map.
func readEachCompletion(b *testing.B, s *data.Store) {
	b.Helper()
	rows, err := benchReader(b, s).QueryContext(b.Context(), "SELECT staff_id, course_id, until_on FROM completions WHERE withdrawn_at IS NULL")
	if err != nil {
		b.Fatal(err)
	}
	type key struct{ staff, course string }
	until := map[key]string{}
	for rows.Next() {
		var k key
		var day string
		if err := rows.Scan(&k.staff, &k.course, &day); err != nil {
			b.Fatal(err)
		}
		until[k] = max(until[k], day)
	}
	if err := rows.Close(); err != nil {
		b.Fatal(err)
	}
}
