package data_test

import (
	"database/sql"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// The company that qualifications are measured on.
const (
	benchStaff          = 5000
	benchQualifications = 10
	benchEntries        = 40 // of practice, each
)

// benchAcademy is a company whose posts all ask for ten qualifications of six
// courses each. Three of four people were granted each of them at some time.
func benchAcademy(b *testing.B) (*data.Store, app.Actor) {
	b.Helper()
	s := datatest.Open(b)
	by := datatest.Actor(b, s)
	db, err := sql.Open("sqlite3", "file:"+s.Path()+"?_busy_timeout=5000")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	const numbers = "WITH RECURSIVE i (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM i WHERE i < ?1 - 1) "
	for _, statement := range []struct {
		text string
		n    int
	}{
		{"UPDATE qualifications SET withdrawn_at = 1 WHERE ?1 > 0", 1},
		{"UPDATE courses SET withdrawn_at = 1 WHERE ?1 > 0", 1},
		{numbers + `INSERT INTO courses (id, area, code, name, name_en, category, subject, minutes, validity_months, mode, rule, full_score, about, source, ended_on, sy_hlc, sy_dev)
			SELECT randomblob(16), 0, 'c' || i, '课程' || i, '', 'skill', 'other', 480, 36, 'central', 'attendance 80', 0, '', '', '', 1, 1 FROM i`, 30},
		{numbers + `INSERT INTO qualifications (id, area, code, name, name_en, posts, courses, study_minutes, practice_minutes, renew_study_minutes, renew_practice_minutes, validity_months, from_on, to_on, source, sy_hlc, sy_dev)
			SELECT randomblob(16), 0, 'q' || i, '资格' || i, '', 'counter', (SELECT group_concat('c' || ((i * 3 + j.value) % 30)) FROM json_each('[0,1,2,3,4,5]') j), 600, 1200, 300, 600, 36, '', '', '', 1, 1 FROM i`, benchQualifications},
		{numbers + `INSERT INTO staff (id, area, staff_no, name, post, unit_id, mobile, roles, valid_from, valid_to, sy_hlc, sy_dev)
			SELECT randomblob(16), 0, printf('B%05d', i), '员工' || i, 'counter', (SELECT id FROM org_units LIMIT 1), '', 'counter', '2020-01-01', '', 1, 1 FROM i`, benchStaff},
		{`INSERT INTO completions (id, area, staff_id, course_id, completed_on, until_on, rule, way, score, has_score, minutes, mode, source, created_at, reason, sy_hlc, sy_dev)
			SELECT randomblob(16), 1, s.id, k.id, date('2023-01-01', ((s.n * 7 + k.n * 13) % 1100) || ' days'), date('2026-01-01', ((s.n * 7 + k.n * 13) % 1100) || ' days'), '', 'others', 0, 0, 480, 'central', '', 1, '', 1, 1
			FROM staff s, courses k WHERE s.post = 'counter' AND k.withdrawn_at IS NULL AND (s.n + k.n) % 10 < 9 AND ?1 > 0`, 1},
		{numbers + `INSERT INTO practice (id, area, staff_id, kind, done_on, minutes, what, confirmed_at, confirmed_minutes, refused_at, remark, created_at, sy_hlc, sy_dev)
			SELECT randomblob(16), 1, s.id, iif(i % 3 = 0, 'study', 'practice'), date('2023-01-01', ((s.n * 11 + i * 29) % 1150) || ' days'), 90, '现场勘查', 1, 90, 0, '', 1, 1, 1 FROM staff s, i WHERE s.post = 'counter'`, benchEntries},
		{`INSERT INTO qualified (id, area, staff_id, qualification_id, from_on, until_on, because, granted_at, reason, sy_hlc, sy_dev)
			SELECT randomblob(16), 1, s.id, q.id, date('2023-01-01', ((s.n * 7 + q.n) % 1100) || ' days'), date('2026-01-01', ((s.n * 7 + q.n) % 1100) || ' days'), '{}', 1, '', 1, 1
			FROM staff s, qualifications q WHERE s.post = 'counter' AND q.withdrawn_at IS NULL AND (s.n + q.n) % 4 > 0 AND ?1 > 0`, 1},
	} {
		if _, err := db.ExecContext(b.Context(), statement.text, statement.n); err != nil {
			b.Fatalf("%s: %v", statement.text, err)
		}
	}
	if _, err := db.ExecContext(b.Context(), "ANALYZE"); err != nil {
		b.Fatal(err)
	}
	return s, by
}

// BenchmarkQualificationStates tells how 5,000 people stand in 10 qualifications,
// beside asking one after the other, which a share of them is measured of.
func BenchmarkQualificationStates(b *testing.B) {
	s, by := benchAcademy(b)
	all, err := s.Staff(b.Context(), by)
	if err != nil {
		b.Fatal(err)
	}
	const asked = 50
	begin := time.Now()
	for i := range asked {
		if _, err := s.QualificationsOf(b.Context(), by, all[1+i*len(all)/(asked+1)].ID); err != nil {
			b.Fatal(err)
		}
	}
	singly := time.Since(begin) * benchStaff / asked
	for name, f := range map[string]app.QualifiedFilter{"all": {}, "ready": {View: app.ViewReady}, "name": {Text: "员工123"}} {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			var found []app.QualificationState
			for b.Loop() {
				start := time.Now()
				if found, err = s.QualificationStates(b.Context(), by, f); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			if len(found) == 0 || f == (app.QualifiedFilter{}) && len(found) != benchStaff*benchQualifications {
				b.Fatalf("%d states", len(found))
			}
			b.ReportMetric(float64(len(found)), "states")
			b.ReportMetric(ms(share(took, 95)), "p95-ms")
			b.ReportMetric(float64(singly)/float64(share(took, 50)), "times-faster-than-singly")
		})
	}
}
