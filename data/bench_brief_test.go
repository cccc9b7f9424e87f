package data_test

import (
	"testing"
	"time"

	"lamplighter/app"
)

// Opening a brief is to take no more than 100 ms on a laptop file of 20,000
// customers (LAMPLIGHTER_BENCH_CUSTOMERS=20000): the ratio stays below 1.
func BenchmarkBrief(b *testing.B) {
	s, by := county(b)
	order, err := s.CustomerOrder(b.Context(), by, app.CustomerFilter{Kind: app.Organisation})
	if err != nil {
		b.Fatal(err)
	}
	rows, err := s.CustomersAt(b.Context(), by, order[:min(200, len(order))])
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		if _, err := s.Brief(b.Context(), by, app.BriefOf{Customer: rows[i%len(rows)].ID}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/(100*time.Millisecond).Seconds(), "of-the-limit")
}
