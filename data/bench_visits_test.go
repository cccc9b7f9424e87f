package data_test

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

// BenchmarkPlanning measures a plan of 500 visits among 20,000 customers, the
// list of who is due, and the first page of the visits, against one another.
func BenchmarkPlanning(b *testing.B) {
	const many, planned = 20_000, 500
	s, by := benchOpen(b, filepath.Join(b.TempDir(), "a.lamp"))
	if err := s.Fill(b.Context(), by, sample.New(many, 1, datatest.Now()), many, func(int64, int64) {}); err != nil {
		b.Fatal(err)
	}
	filter := app.DueFilter{PlannedToo: true}
	due, err := s.DueVisits(b.Context(), by, filter)
	if err != nil || len(due) < planned {
		b.Fatalf("%d customers have a rhythm: %v", len(due), err)
	}
	month := 202701 // each turn plans another month
	for b.Loop() {
		ask := app.PlanAsk{Span: app.MonthSpan(int64(month), 1), Basis: "rhythm", Channel: app.OnSite}
		for _, d := range due[:planned] {
			ask.Customers = append(ask.Customers, app.PlanFor{Customer: d.Customer, Seen: d.Manager})
		}
		made := timed(b, 1, func() {
			plan, err := s.PlanVisits(b.Context(), by, ask)
			if err != nil || len(plan.Placed) < planned {
				b.Fatalf("%d placed: %v", len(plan.Placed), err)
			}
		})
		month = int(app.MonthOf(app.MonthStart(int64(month)).AddMonths(1)))
		listed := timed(b, 3, func() {
			if _, err := s.DueVisits(b.Context(), by, filter); err != nil {
				b.Fatal(err)
			}
		})
		paged := timed(b, 3, func() {
			rows, err := s.VisitHead(b.Context(), by, app.VisitFilter{}, 100)
			if err == nil {
				_, err = s.VisitsAt(b.Context(), by, rows)
			}
			if err != nil {
				b.Fatal(err)
			}
		})
		b.ReportMetric(made.Seconds()*1000, "ms/500-visits")
		b.ReportMetric(listed.Seconds()*1000, "ms/due")
		b.ReportMetric(paged.Seconds()*1000, "ms/page")
		b.ReportMetric(made.Seconds()/listed.Seconds(), "plan/due")
	}
}
