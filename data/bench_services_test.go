package data_test

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

// BenchmarkServices measures what a district of 20,000 customers is asked for:
// who belongs elsewhere, placing a tenth of them, and how complete their profiles are.
func BenchmarkServices(b *testing.B) {
	const many = 20_000
	s := datatest.OpenAt(b, filepath.Join(b.TempDir(), "district.lamp"))
	by := datatest.Actor(b, s)
	county := sample.New(many, 1, datatest.Now())
	county.Quiet = true
	if err := s.Fill(b.Context(), by, county, many, ignore); err != nil {
		b.Fatal(err)
	}
	var found app.SegmentProposals
	b.Run("proposals", func(b *testing.B) {
		for b.Loop() {
			var err error
			if found, err = s.SegmentProposals(b.Context(), by, app.SegmentFilter{}); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(len(found.Proposals))/many, "proposed/customer")
	})
	b.Run("try a rule", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.TryRule(b.Context(), by, app.SegmentRule{Segment: "key", Priority: 20, Conditions: "contracted_kva >= 315"}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("gap counts", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.GapCounts(b.Context(), by); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("confirm a tenth", func(b *testing.B) {
		for b.Loop() {
			next := found.Proposals[:min(many/10, len(found.Proposals))]
			found.Proposals = found.Proposals[len(next):]
			if told, err := s.ConfirmSegments(b.Context(), by, next); err != nil || told.Left != 0 {
				b.Fatal(told, err)
			}
		}
	})
}
