package app

import (
	"math"
	"slices"
	"testing"
)

func TestTheSeriesOfACustomerIsThatOfHisAccounts(t *testing.T) {
	x := math.NaN()
	for _, tt := range []struct {
		name     string
		accounts [][]float64
		closed   []int
		want     []float64
	}{
		{"one account is as it is", [][]float64{{1, x, 3, x}}, []int{0}, []float64{1, x, 3, x}},
		{"two are added", [][]float64{{1, 2}, {10, 20}}, []int{0, 0}, []float64{11, 22}},
		{"a later account adds from its first month on", [][]float64{{1, 2, 3}, {x, x, 30}}, []int{0, 0}, []float64{1, 2, 33}},
		{"a gap in one is a gap", [][]float64{{1, 2, 3}, {10, x, 30}}, []int{0, 0}, []float64{11, x, 33}},
		{"a late reading is waited for", [][]float64{{1, 2, 3}, {10, 20, x}}, []int{0, 0}, []float64{11, 22, x}},
		{"a closed account is not", [][]float64{{1, 2, 3}, {10, 20, x}}, []int{0, 1}, []float64{11, 22, 3}},
		{"nor one that was not read for long", [][]float64{{1, 2, 3, 4, 5}, {10, x, x, x, x}}, []int{0, 0}, []float64{11, 2, 3, 4, 5}},
		{"one that was never read says nothing", [][]float64{{1, 2}, {x, x}}, []int{0, 0}, []float64{1, 2}},
		{"a zero is a reading", [][]float64{{0, 0}, {5, 0}}, []int{0, 0}, []float64{5, 0}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			same := func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }
			if got := SumSeries(tt.accounts, tt.closed); !slices.EqualFunc(got, tt.want, same) {
				t.Errorf("%v, want %v", got, tt.want)
			}
		})
	}
}

func TestTheUsualDayIsThatOfMostReadings(t *testing.T) {
	var counts [MostReadDay + 1]uint8
	if got := UsualReadDay(&counts); got != 0 {
		t.Errorf("without a reading: %d", got)
	}
	counts[20], counts[5], counts[7] = 3, 3, 1
	if got := UsualReadDay(&counts); got != 5 {
		t.Errorf("got %d, want 5", got)
	}
}
