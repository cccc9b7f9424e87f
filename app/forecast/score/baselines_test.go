package score

import (
	"math"
	"slices"
	"testing"
)

func TestTheSeasonalNaiveForecastRepeatsTheLastYear(t *testing.T) {
	got := SeasonalNaive(twoYears(), 14)
	want := append(twoYears()[12:], 110, 111)
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := SeasonalNaive([]float64{3, 4}, 2); !slices.Equal(got, []float64{4, 4}) {
		t.Errorf("of two months it says %v, want the last again", got)
	}
	if got := SeasonalNaive([]float64{math.NaN(), 4, math.NaN()}, 1); got[0] != 4 {
		t.Errorf("beside gaps it says %v, want 4", got)
	}
	if got := SeasonalNaive(nil, 1); got[0] != 0 {
		t.Errorf("of nothing it says %v", got)
	}
}

func TestNaive2KnowsTheSeasonOnceThreeYearsShowIt(t *testing.T) {
	// A level of 100 and a season of ±50 % in July and January: the centred mean
	// over a year is 100 throughout, so that the indices are exact.
	season := [12]float64{0.5, 1, 1, 1, 1, 1, 1.5, 1, 1, 1, 1, 1}
	y := make([]float64, 48)
	for i := range y {
		y[i] = 100 * season[i%12]
	}
	for i, v := range Naive2(y, 14) {
		close(t, "a month", v, 100*season[i%12])
	}
	for _, v := range Naive2(y[:31], 3) { // ends in July
		close(t, "too short for a season, so it repeats the last month: it", v, 150)
	}
	for _, v := range Naive2([]float64{7}, 2) {
		close(t, "of one month it", v, 7)
	}
}

func TestASeasonThatCannotBeDividedByIsNone(t *testing.T) {
	y := make([]float64, 48)
	for i := range y {
		if i%12 == 6 {
			y[i] = 10
		}
	}
	for _, v := range Naive2(y, 12) {
		close(t, "a month", v, 0)
	}
}
