package score

import (
	"math"
	"slices"
)

// SeasonalNaive says of each month what it was a year before.
func SeasonalNaive(train []float64, horizon int) []float64 {
	known := filled(train)
	out := make([]float64, horizon)
	for i := range out {
		switch n := len(known); {
		case n == 0:
		case n < Season:
			out[i] = known[n-1]
		default:
			out[i] = known[n-Season+i%Season]
		}
	}
	return out
}

// Naive2 says the last value again, with the season of a classical
// decomposition if a test at 90 % finds one: the yardstick of the M
// competitions.
func Naive2(train []float64, horizon int) []float64 {
	known := filled(train)
	out := make([]float64, horizon)
	if len(known) == 0 {
		return out
	}
	index := seasonOf(known)
	n := len(known)
	level := known[n-1] / index[(n-1)%Season]
	for i := range out {
		out[i] = level * index[(n+i)%Season]
	}
	return out
}

// seasonOf is the index of each place in the year, 1 where no season is found.
func seasonOf(y []float64) [Season]float64 {
	var flat [Season]float64
	for i := range flat {
		flat[i] = 1
	}
	if !isSeasonal(y) {
		return flat
	}
	index := decompose(y)
	if slices.ContainsFunc(index[:], func(v float64) bool { return !(v > 0) || math.IsInf(v, 0) }) {
		return flat
	}
	return index
}

// isSeasonal tests the correlation of a year's distance.
func isSeasonal(y []float64) bool {
	n := len(y)
	if n < 3*Season {
		return false
	}
	mean := 0.0
	for _, v := range y {
		mean += v / float64(n)
	}
	correlation := func(lag int) (sum float64) {
		for i := lag; i < n; i++ {
			sum += (y[i] - mean) * (y[i-lag] - mean)
		}
		return sum
	}
	variance := correlation(0)
	if variance == 0 {
		return false
	}
	spread := 1.0
	for lag := 1; lag < Season; lag++ {
		r := correlation(lag) / variance
		spread += 2 * r * r
	}
	return math.Abs(correlation(Season)/variance) > 1.645*math.Sqrt(spread/float64(n))
}

// decompose finds what each place in the year is to a centred mean over a year.
func decompose(y []float64) (index [Season]float64) {
	var sums [Season]float64
	var counts [Season]int
	const half = Season / 2
	for i := half; i+half < len(y); i++ {
		trend := (y[i-half] + y[i+half]) / 2
		for _, v := range y[i-half+1 : i+half] {
			trend += v
		}
		sums[i%Season] += y[i] * Season / trend
		counts[i%Season]++
	}
	total := 0.0
	for i := range index {
		index[i] = sums[i] / float64(counts[i])
		total += index[i] / Season
	}
	for i := range index {
		index[i] /= total
	}
	return index
}

// filled has the value of a year before, or else the last one, where a month
// was not read.
func filled(train []float64) []float64 {
	first := slices.IndexFunc(train, func(v float64) bool { return !math.IsNaN(v) })
	if first < 0 {
		return nil
	}
	out := slices.Clone(train[first:])
	for i, v := range out {
		switch {
		case !math.IsNaN(v):
		case i >= Season:
			out[i] = out[i-Season]
		default:
			out[i] = out[i-1]
		}
	}
	return out
}
