package data

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
)

// resultsTaken is so many rows of results in one list, twenty of a class.
const resultsTaken = 10_000

// BenchmarkImportResults takes 10,000 results of 500 classes in, and back again,
// and 10,000 completions of an older system, each as a share of the 2 s it may
// cost; beside it what 10,000 bare rows cost in SQLite.
func BenchmarkImportResults(b *testing.B) {
	s, by := taughtToCome(b)
	results, past := resultsList(b), completionsList(b)
	take := func(kind app.ImportKind, path string) (app.ImportReport, time.Duration) {
		begun := time.Now()
		r, err := s.ImportList(b.Context(), by, app.ImportJob{Kind: kind, Path: path}, func(int64, int64) {})
		if err != nil || r.Updated+r.Created != resultsTaken {
			b.Fatal(r, err)
		}
		return r, time.Since(begun)
	}
	back := func(id int64) time.Duration {
		begun := time.Now()
		if u, err := s.UndoImport(b.Context(), by, id, func(int64, int64) {}); err != nil || u.Kept > 0 {
			b.Fatal(u, err)
		}
		return time.Since(begun)
	}
	var in, out, older, gone time.Duration
	for b.Loop() {
		r, took := take(app.ImportClassList, results)
		in, out = in+took, out+back(r.ID)
		r, took = take(app.ImportCompletions, past)
		older, gone = older+took, gone+back(r.ID)
	}
	bare := bareRows(b, s)
	for name, took := range map[string]time.Duration{"in": in, "back": out, "older-in": older, "older-back": gone} {
		each := took / time.Duration(b.N)
		b.ReportMetric(each.Seconds()/2, name+"/2s")
		b.ReportMetric(each.Seconds()/bare.Seconds(), name+"/bare")
	}
}

// bareRows is how long as many rows take that are put by SQLite alone.
func bareRows(b *testing.B, s *Store) time.Duration {
	b.Helper()
	begun := time.Now()
	err := s.write(context.Background(), app.Actor{}, app.Why{}, func(x *tx) error {
		if err := x.exec(context.Background(), "CREATE TEMP TABLE bare (id BLOB PRIMARY KEY, staff TEXT, class TEXT, score INTEGER) STRICT"); err != nil {
			return err
		}
		for i := range resultsTaken {
			if err := x.exec(context.Background(), "INSERT INTO bare VALUES (randomblob(16), ?, ?, ?)", fmt.Sprint("P", i), fmt.Sprint("PX-", i/20), i); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return time.Since(begun)
}

// taughtToCome is a file of 5,000 people and 500 classes of twenty of them, of
// whom nothing is noted.
func taughtToCome(b *testing.B) (*Store, app.Actor) {
	b.Helper()
	s, by := taughtMany(b, 5000, 1)
	err := s.write(b.Context(), by, app.Why{}, func(x *tx) error {
		courses, err := coursesInUse(b.Context(), x.s.conn)
		if err != nil {
			return err
		}
		people, err := x.colleaguesByNumber(b.Context())
		if err != nil {
			return err
		}
		for i := range resultsTaken / 20 {
			c := courses[0].Class("2026-01-05")
			c.ID, c.Number, c.Status = newID[app.ClassID](), fmt.Sprintf("PX-T%03d", i), app.ClassRunning
			if err := x.putClass(b.Context(), app.Class{}, c); err != nil {
				return err
			}
			for j := range 20 {
				who := people[fmt.Sprintf("P%05d", (i*20+j)%5000)]
				if err := x.putEnrolment(b.Context(), app.Enrolment{}, x.enrolled(c, app.Enrolment{}, who.ID, who.area)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return s, by
}

func resultsList(b *testing.B) string {
	var text strings.Builder
	text.WriteString("班次编号,工号,出勤,成绩\n")
	for i := range resultsTaken {
		_, _ = fmt.Fprintf(&text, "PX-T%03d,P%05d,出勤,%d\n", i/20, i%5000, 50+i%50)
	}
	return benchList(b, text.String())
}

func completionsList(b *testing.B) string {
	var text strings.Builder
	text.WriteString("工号,课程,完成日期,成绩\n")
	for i := range resultsTaken {
		_, _ = fmt.Fprintf(&text, "P%05d,service,%s,%d\n", i%5000, app.Day("2021-01-04").AddDays(i/50), 60+i%40)
	}
	return benchList(b, text.String())
}

func benchList(b *testing.B, text string) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "list.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	return path
}
