package screens_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
	"lamplighter/screens/paper"
	"lamplighter/screens/words"
)

// visitedCustomers live in the file on which the work of a manager is measured:
// the sample county with its cases, visits, promises and facts, and five years
// of use.
const visitedCustomers = 20_000

// visitedCounty opens a copy of that file, which is kept between runs. Delete
// its folder when the schema has changed.
func visitedCounty(b *testing.B) (*data.Store, app.Actor) {
	b.Helper()
	kept := filepath.Join(os.TempDir(), "lamplighter-bench", fmt.Sprintf("visited-%d.lamp", visitedCustomers))
	if _, err := os.Stat(kept); err != nil {
		if err := os.MkdirAll(filepath.Dir(kept), 0o700); err != nil {
			b.Fatal(err)
		}
		inventVisited(b, kept)
	}
	whole, err := os.ReadFile(kept)
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "visited.lamp")
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		b.Fatal(err)
	}
	s := openVisited(b, path)
	b.Cleanup(func() { _ = s.Close() })
	return s, datatest.Actor(b, s)
}

// inventVisited puts the file where it is kept when it is whole.
func inventVisited(b *testing.B, kept string) {
	b.Helper()
	path := filepath.Join(b.TempDir(), "made.lamp")
	s := openVisited(b, path)
	county := sample.New(visitedCustomers, 1, datatest.Now())
	county.Months = 60
	if err := s.Fill(b.Context(), datatest.Actor(b, s), county, visitedCustomers, func(int64, int64) {}); err != nil {
		b.Fatal(err)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(kept+".part", whole, 0o600)
	}
	if err == nil {
		err = os.Rename(kept+".part", kept)
	}
	if err != nil {
		b.Fatal(err)
	}
}

// openVisited opens a file as the program does, without the watch that tests
// put on the door.
func openVisited(b *testing.B, path string) *data.Store {
	b.Helper()
	s, err := data.Open(b.Context(), path, data.Options{Create: true, Seed: datatest.Seed(b), Now: datatest.Now})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// within reports what 95 of a hundred runs did not exceed, and how much of its
// limit that is: below 1 it holds.
func within(b *testing.B, limit time.Duration, took []time.Duration) {
	b.Helper()
	slices.Sort(took)
	p95 := took[(len(took)-1)*95/100]
	b.ReportMetric(float64(p95)/float64(time.Millisecond), "p95-ms")
	b.ReportMetric(float64(p95)/float64(limit), "x-of-"+limit.String())
}

// took is how long it takes.
func took(b *testing.B, run func() error) time.Duration {
	b.Helper()
	start := time.Now()
	if err := run(); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

// BenchmarkPlanVisits plans 500 visits, another month each time, and compares
// that with the list of who is due.
func BenchmarkPlanVisits(b *testing.B) {
	const planned = 500
	s, by := visitedCounty(b)
	filter := app.DueFilter{PlannedToo: true}
	var due []app.DueVisit
	list := func() (err error) {
		due, err = s.DueVisits(b.Context(), by, filter)
		return err
	}
	listed := took(b, list)
	if len(due) < planned {
		b.Fatalf("only %d customers have a rhythm", len(due))
	}
	ask := app.PlanAsk{Basis: "rhythm", Channel: app.OnSite}
	for _, d := range due[:planned] {
		ask.Customers = append(ask.Customers, app.PlanFor{Customer: d.Customer, Seen: d.Manager})
	}
	var all []time.Duration
	for month := int64(202701); b.Loop(); month = app.AddMonths(month, 1) {
		ask.Span = app.MonthSpan(month, 1)
		all = append(all, took(b, func() error {
			plan, err := s.PlanVisits(b.Context(), by, ask)
			if err == nil && len(plan.Placed) < planned {
				b.Fatalf("%d of %d visits have a day", len(plan.Placed), planned)
			}
			return err
		}))
	}
	within(b, time.Second, all)
	b.ReportMetric(float64(slices.Max(all))/float64(listed), "x-of-due")
}

// BenchmarkOpenABrief opens the briefs of organisations from all over the file;
// a file without what a brief tells would measure nothing.
func BenchmarkOpenABrief(b *testing.B) {
	s, by := visitedCounty(b)
	order, err := s.CustomerOrder(b.Context(), by, app.CustomerFilter{Kind: app.Organisation})
	if err != nil {
		b.Fatal(err)
	}
	rows, err := s.CustomersAt(b.Context(), by, order[:min(500, len(order))])
	if err != nil {
		b.Fatal(err)
	}
	told := map[string]int{}
	for _, r := range rows {
		brief, err := s.Brief(b.Context(), by, app.BriefOf{Customer: r.ID})
		if err != nil {
			b.Fatal(err)
		}
		for what, n := range map[string]int{
			"use": len(brief.Usage), "promises": len(brief.Promises), "gaps": len(brief.Gaps), "visits": len(brief.Visits), "facts": len(brief.Customer.Sheets.Facts), "cases": len(brief.Customer.Cases),
		} {
			told[what] += n
		}
	}
	for what, n := range told {
		if n == 0 {
			b.Fatalf("no brief tells of %s", what)
		}
	}
	var all []time.Duration
	for i := 0; b.Loop(); i++ {
		all = append(all, took(b, func() error {
			_, err := s.Brief(b.Context(), by, app.BriefOf{Customer: rows[i%len(rows)].ID})
			return err
		}))
	}
	within(b, 100*time.Millisecond, all)
	for what, n := range told {
		b.ReportMetric(float64(n)/float64(len(rows)), what+"/brief")
	}
}

// BenchmarkPackOfBriefs reads eight briefs and makes the day's PDF of them.
func BenchmarkPackOfBriefs(b *testing.B) {
	if err := words.Use(words.Chinese); err != nil {
		b.Fatal(err)
	}
	s, by := visitedCounty(b)
	rows, err := s.VisitHead(b.Context(), by, app.VisitFilter{}, 8)
	if err != nil {
		b.Fatal(err)
	}
	visits, err := s.VisitsAt(b.Context(), by, rows)
	if err != nil || len(visits) < 8 {
		b.Fatalf("%d visits: %v", len(visits), err)
	}
	var ids []app.VisitID
	for _, v := range visits {
		ids = append(ids, v.ID)
	}
	label := func(_, code string) string { return code }
	var all []time.Duration
	for b.Loop() {
		all = append(all, took(b, func() error {
			briefs, err := s.Briefs(b.Context(), by, ids)
			if err == nil {
				_, err = paper.BriefPack(paper.Head{Company: "米易供电公司", By: by.Name, At: datatest.Now()}, briefs, label).PDF()
			}
			return err
		}))
	}
	within(b, 3*time.Second, all)
}

// BenchmarkSaveAFieldOfAVisit keeps a form of forty answers each time one more
// has been typed.
func BenchmarkSaveAFieldOfAVisit(b *testing.B) {
	s, by := visitedCounty(b)
	d := app.Draft{ID: "visit-1", Form: "visit", Title: "走访 · 米易县灯火食品厂", Fields: map[string]string{}}
	answer := func(i int) {
		d.Fields[fmt.Sprintf("a.question_%02d", i%40)] = fmt.Sprintf("第%d次填写：隧道窑一条，搅拌机、制砖机各两台", i)
	}
	for i := range 40 {
		answer(i)
	}
	var all []time.Duration
	for i := 0; b.Loop(); i++ {
		answer(i)
		all = append(all, took(b, func() error { return s.SaveDraft(b.Context(), by, d) }))
	}
	within(b, 5*time.Millisecond, all)
}
