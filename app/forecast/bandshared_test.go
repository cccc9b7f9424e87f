package forecast

import (
	"math"
	"math/rand/v2"
	"testing"
)

// sharedErrors are of customers of a class who are off by the same shock from
// each of four origins, for so large a part of the variance.
func sharedErrors(customers int, part float64, seed uint64) *errorsSeen {
	r := rand.New(rand.NewPCG(seed, 31))
	s := &errorsSeen{customers: int64(customers), covered: int64(4 * 12 * customers)}
	for back := 12; back <= 48; back += 12 {
		for bucket := range 6 {
			shock := math.Sqrt(part) * r.NormFloat64()
			for range customers {
				own := math.Sqrt(1-part) * r.NormFloat64()
				for ahead := range monthsABucket {
					s.add(s.from(back), bucket*monthsABucket+ahead, -2.5, shock+own)
				}
			}
		}
	}
	return s
}

func TestWhatCustomersShareIsToldFromChance(t *testing.T) {
	for _, part := range []float64{0, 0.1, 0.3, 0.6} {
		var got float64
		const sets = 20
		for seed := range uint64(sets) {
			var s sharing
			s.take(sharedErrors(12, part, seed))
			got += float64(s.common) / float64(s.all) / sets
		}
		near(t, "the part of the shocks", got, part, 0.06)
	}
}

func TestWhoErrTogetherHaveWiderBands(t *testing.T) {
	const sets = 20
	width := func(part float64) (mean float64) {
		for seed := range uint64(sets) {
			key := poolKey{"A", seasoned}
			p := newPools(nil)
			p.calibrate([]*tally{{seen: map[poolKey]*errorsSeen{key: sharedErrors(300, part, seed)}}})
			m := p.bands.of("A", seasoned).at(0)
			mean += (m.high95 - m.low95) / sets
		}
		return mean
	}
	if alone, together := width(0), width(0.5); together < 1.03*alone {
		t.Errorf("the band of those who err together is %.2f wide, of those who do not %.2f", together, alone)
	}
}

func TestMonthsForecastTwiceAreOneStretch(t *testing.T) {
	var c tally
	var s *errorsSeen
	for range 3 { // customers with 60 months
		c.begin()
		for _, months := range []int{33, 38, 43, 48} {
			s = c.of("A", seasoned, months, 12)
			s.ahead = 12
		}
	}
	if got := s.stretches(); s.customers != 3 || got != 27.0/12 {
		t.Errorf("%d customers have %.2f stretches, want those of 27 months", s.customers, got)
	}
}

func TestFewCustomersAreHeldByMoreThanTheirShare(t *testing.T) {
	few, many := sharedErrors(10, 0, 5), sharedErrors(10_000, 0, 5)
	var e errorSizes
	e.add(&many.counts[0], &bandPool{scale: -2.5, rho: 1})
	usual, wide, widest := e.margins(many.rare()), e.margins(few.rare()), e.margins(1)
	near(t, "80 % of a normal error, of many", usual.high80, wide80, 0.06)
	near(t, "82 % of it, as of forty", wide.high80, 1.341, 0.06)
	near(t, "90 % of it, of one", widest.high80, 1.645, 0.07)
	near(t, "97.5 % of it, of one", widest.high95, 2.241, 0.13)
}
