package data_test

import (
	"testing"

	"lamplighter/app"
)

// BenchmarkSuspectedPairs finds who was recorded twice among all, against the
// order of all customers: anew after a change of any of them, and remembered.
func BenchmarkSuspectedPairs(b *testing.B) {
	s, by := county(b)
	order := timed(b, 5, func() {
		if _, err := s.CustomerOrder(b.Context(), by, app.CustomerFilter{}); err != nil {
			b.Fatal(err)
		}
	})
	rows, err := s.CustomerOrder(b.Context(), by, app.CustomerFilter{})
	if err != nil {
		b.Fatal(err)
	}
	some, err := s.CustomersAt(b.Context(), by, rows[:2])
	if err != nil {
		b.Fatal(err)
	}
	ask := func(b *testing.B) {
		pairs, err := s.SuspectedPairs(b.Context(), by, app.PairFilter{})
		if err != nil || pairs.All == 0 {
			b.Fatalf("%d pairs: %v", pairs.All, err)
		}
		b.ReportMetric(float64(pairs.All), "pairs")
	}
	b.Run("anew", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			apart, err := s.KeepApart(b.Context(), by, some[0].ID, some[1].ID, "")
			if err == nil {
				err = s.SuspectAgain(b.Context(), by, apart)
			}
			if err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			ask(b)
		}
		b.ReportMetric(ms(mean(b)), "ms")
		b.ReportMetric(float64(mean(b))/float64(order), "x-of-order")
	})
	b.Run("remembered", func(b *testing.B) {
		for b.Loop() {
			ask(b)
		}
		b.ReportMetric(ms(mean(b)), "ms")
	})
}
