package forecast

import (
	"math"
	"math/rand/v2"
	"testing"
)

// borrowClass has customers of 18 months up to the origin, each with a season of
// his own about that of the class, which is none.
func borrowClass(rows int, apart, noise float64) List {
	r := rand.New(rand.NewPCG(21, 22))
	list := make(List, rows)
	for i := range list {
		var season [year]float64
		for m := range season {
			season[m] = apart * r.NormFloat64()
		}
		values := make([]float32, 18)
		for t := range values {
			values[t] = float32(1000 * math.Exp(season[t%year]+noise*r.NormFloat64()))
		}
		list[i] = until(values...)
		list[i].Class = "C"
	}
	return list
}

func TestASeasonIsBelievedAsFarAsYearsAgree(t *testing.T) {
	for _, tt := range []struct {
		name         string
		apart, noise float64
		least, most  float64 // share of what last July, seen once, was above the mean
	}{
		{"years that agree", 0.2, 0.02, 0.9, 1.1},
		{"as much season as noise", 0.1, 0.1, 0.3, 0.7},
		{"noise alone", 0, 0.2, -0.1, 0.12},
	} {
		t.Run(tt.name, func(t *testing.T) {
			list := borrowClass(300, tt.apart, tt.noise)
			flat := until(repeated(100, 18)...)
			flat.Class = "C"
			flat.Values[12] = 150 // July of this year
			p, err := Learn(t.Context(), list, options)
			if err != nil {
				t.Fatal(err)
			}
			f, err := One(flat, p, options)
			if err != nil {
				t.Fatal(err)
			}
			var around float64
			for h, x := range f.Points {
				if h != 6 {
					around += math.Log(x) / 11
				}
			}
			if got := (math.Log(f.Points[6]) - around) / math.Log(1.5); got < tt.least/2 || got > tt.most {
				t.Errorf("%.2f of July came again, the class lies around its season as %+v", got, p.class("C").spread)
			}
		})
	}
}

func TestSpreadIsToldFromNoise(t *testing.T) {
	p, err := Learn(t.Context(), borrowClass(2000, 0.15, 0.1), options)
	if err != nil {
		t.Fatal(err)
	}
	got := p.class("C").spread
	near(t, "noise", math.Sqrt(got.noise), 0.1, 0.01)
	near(t, "season", math.Sqrt(got.apart), 0.15, 0.015)
}

func TestAYearAsEverybodyHasBorrowsWithoutProof(t *testing.T) {
	list := borrowClass(100, 0.1, 0.1)
	for i := range list {
		list[i] = until(list[i].Values[6:]...)
		list[i].Class = "C"
	}
	p, err := Learn(t.Context(), list, options)
	if err != nil {
		t.Fatal(err)
	}
	got := p.class("C").spread
	near(t, "share of noise", got.noise/(got.noise+got.apart), usualNoise, 0.02)
}

func TestLeansAreGradedWithinReason(t *testing.T) {
	for _, tt := range []struct {
		spread spread
		want   float64
	}{
		{spread{apart: 1, noise: 1}, 1},
		{spread{apart: 4, noise: 1}, 0.25},
		{spread{apart: 1, noise: 1e9}, 64},
		{spread{apart: 1e9, noise: 1}, 1.0 / 64},
		{spread{}, 64}, // nothing ever changed
	} {
		if got := leanOf(tt.spread.lean(0, 0)); got != tt.want {
			t.Errorf("%+v leans with %v, want %v", tt.spread, got, tt.want)
		}
	}
}
