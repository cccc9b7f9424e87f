package score

import "math"

// SMAPE is the mean of |actual - forecast| over half their sum, in percent. Two
// zeros are no error. A month nobody read is passed over, here and below.
func SMAPE(actual, forecast []float64) float64 {
	return meanOver(actual, func(i int) float64 {
		both := math.Abs(actual[i]) + math.Abs(forecast[i])
		if both == 0 {
			return 0
		}
		return 200 * math.Abs(actual[i]-forecast[i]) / both
	})
}

// Scale is the mean error of the seasonal naive forecast inside the history,
// what MASE and MSIS are told in; of the naive one where there is no year
// before. 0: nothing ever changed.
func Scale(train []float64) float64 {
	lag := Season
	if len(train) <= Season {
		lag = 1
	}
	if len(train) <= lag {
		return 0
	}
	now, before := train[lag:], train[:len(train)-lag]
	sum, n := 0.0, 0
	for i := range now {
		if d := math.Abs(now[i] - before[i]); !math.IsNaN(d) {
			sum, n = sum+d, n+1
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// MASE is the mean absolute error in units of scale.
func MASE(actual, forecast []float64, scale float64) float64 {
	return meanOver(actual, func(i int) float64 { return math.Abs(actual[i] - forecast[i]) }) / scale
}

// MSIS is the mean width of a 95 % band and 40 times what lies beyond it, in
// units of scale.
func MSIS(actual, low, high []float64, scale float64) float64 {
	const penalty = 2 / 0.05
	return meanOver(actual, func(i int) float64 {
		return high[i] - low[i] + penalty*(max(low[i]-actual[i], 0)+max(actual[i]-high[i], 0))
	}) / scale
}

// Inside counts the months that lie in the band, its bounds among it.
func Inside(actual, low, high []float64) (n int) {
	for i, a := range actual {
		if a >= low[i] && a <= high[i] {
			n++
		}
	}
	return n
}

// known counts the months somebody read.
func known(actual []float64) (n int) {
	for _, a := range actual {
		if !math.IsNaN(a) {
			n++
		}
	}
	return n
}

func meanOver(actual []float64, of func(i int) float64) float64 {
	sum, n := 0.0, 0
	for i, a := range actual {
		if !math.IsNaN(a) {
			sum, n = sum+of(i), n+1
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}
