package data_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

func TestTheSampleCountyHasBeenTaughtForThreeYears(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	if err := s.Fill(t.Context(), by, sample.New(20, 7, datatest.Now()), 20, func(_, _ int64) {}); err != nil {
		t.Fatal(err)
	}
	rows, err := s.Classes(t.Context(), by, app.ClassFilter{})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[app.ClassStatus]int{}
	var completed, failed int64
	for _, r := range rows {
		seen[r.Status]++
		completed, failed = completed+r.Completed, failed+r.Failed
		if r.Status == app.ClassArchived && r.Noted < r.In {
			t.Errorf("%s of %s is in the archive with %d of %d results", r.Number, r.BeginsOn, r.Noted, r.In)
		}
	}
	for _, status := range app.ClassStatuses() {
		if seen[status] == 0 {
			t.Errorf("no class is %s", status)
		}
	}
	if len(rows) < 40 || completed < 200 || failed < 20 {
		t.Errorf("%d classes, %d completed, %d did not", len(rows), completed, failed)
	}
	open, err := s.Classes(t.Context(), by, app.ClassFilter{Statuses: app.ClassesOpen()})
	if err != nil {
		t.Fatal(err)
	}
	if first := open[0]; first.BeginsOn != "2026-03-01" || first.In != 20 || first.Noted != 0 {
		t.Errorf("the first is of %s with %d people, %d of them noted", first.BeginsOn, first.In, first.Noted)
	}
	ends := map[int]int{}
	for _, r := range rows {
		page, err := s.ClassPage(t.Context(), by, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range page.Learners {
			until, had := app.LastUntil(l.Had)
			for _, mark := range []int{7, 30, 90} {
				if had && until != "" && until >= "2026-03-02" && until <= app.Day("2026-03-02").AddDays(mark) {
					ends[mark]++
				}
			}
			if had && until != "" && until < "2026-03-02" {
				ends[0]++
			}
		}
	}
	if ends[7] == 0 || ends[30] <= ends[7] || ends[90] <= ends[30] || ends[0] == 0 {
		t.Errorf("what ends within days: %v", ends)
	}
}
