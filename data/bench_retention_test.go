package data_test

import (
	"testing"
	"time"

	"lamplighter/app"
)

// BenchmarkRetention tells what is due for deletion of each kind, and foresees a
// shorter period of visits' places and of customers without supply, beside
// counting all visits and all customers once.
func BenchmarkRetention(b *testing.B) {
	s, by := reviewCounty(b)
	db := benchReader(b, s)
	scan := timed(b, 5, func() {
		var n int
		if err := db.QueryRowContext(b.Context(), "SELECT (SELECT count(*) FROM visits NOT INDEXED WHERE note LIKE '%?%') + (SELECT count(*) FROM customers NOT INDEXED WHERE note LIKE '%?%')").Scan(&n); err != nil {
			b.Fatal(err)
		}
	})
	foresee := func(kind app.RetentionKind) func() error {
		return func() error {
			_, err := s.ForeseeRetention(b.Context(), by, app.RetentionRule{Kind: kind, Months: 6, ValidFrom: "2027-01-01", Source: "会议"})
			return err
		}
	}
	for name, ask := range map[string]func() error{
		"what is due":        func() error { _, err := s.DueKinds(b.Context(), by); return err },
		"who is due":         func() error { _, err := s.DueForErasing(b.Context(), by); return err },
		"foresee positions":  foresee(app.KeptPositions),
		"foresee unsupplied": foresee(app.KeptUnsupplied),
	} {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				if err := ask(); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			b.ReportMetric(ms(share(took, 95)), "p95-ms")
			b.ReportMetric(float64(share(took, 50))/float64(scan), "x-of-count")
		})
	}
}
