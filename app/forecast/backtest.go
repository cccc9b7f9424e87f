package forecast

import "math"

const (
	mostBacktests = 4
	betweenTests  = 4 // months from one to the next, so that they end in three seasons
	youngHorizon  = 6
)

// backtest forecasts the prepared row from earlier origins and counts the
// errors.
func (w *worker) backtest() {
	n := len(w.y)
	if n < 2 {
		return
	}
	w.tally.begin()
	horizon := w.o.Horizon
	if n < fastMonths {
		w.test(n-youngHorizon, min(horizon, youngHorizon))
		w.test(n-youngHorizon/2, min(horizon, youngHorizon/2))
		return
	}
	mostBacktests, betweenTests := 4+max(0, (n-60)/24), 5
	w.test(year, horizon) // what those with fewer months can learn from
	first := n - horizon - (mostBacktests-1)*betweenTests
	if first < fastMonths {
		first += (fastMonths - first + betweenTests - 1) / betweenTests * betweenTests
	}
	for k := range mostBacktests {
		w.test(first+k*betweenTests, horizon)
	}
}

// test forecasts from the first so many months and counts what it was off by.
func (w *worker) test(months, horizon int) {
	n := len(w.y)
	if months < 1 || months >= n {
		return
	}
	out := w.tested[:min(horizon, n-months)]
	got := w.project(months, out)
	family := got.method.family()
	seen := w.tally.of(w.h.Class, family, months, len(out))
	from := seen.from(n - months + w.lag)
	var usually float64
	if !family.logarithmic() {
		got, usually = w.wobble(months)
	}
	short := family.shortness(months)
	for h, point := range out {
		t := months + h
		if family == resting {
			point = usually
		}
		if point > 0 && w.read[t] {
			scale := scaleOf(got, h)
			seen.add(from, h, scale, w.missed(family, t, point)*math.Exp(-scale-short))
		}
	}
}

// missed is the error of a forecast of month t.
func (w *worker) missed(f family, t int, point float64) float64 {
	switch {
	case f == resting:
		return w.used[t] / point
	case f == sparse:
		return (w.used[t] - point) / point
	case w.used[t] == 0:
		return math.Inf(-1)
	}
	return w.y[t] - math.Log(point)
}

// wobble is how far the months among the first n lie from their mean, as a
// share of it, and the mean of those with use: the scale of the errors of who
// often uses nothing, and what he uses when he does.
func (w *worker) wobble(n int) (fitted, float64) {
	last := w.used[max(0, n-zerosWindow):n]
	var sum, squares, busy float64
	for _, v := range last {
		sum += v
		squares += v * v
		if v > 0 {
			busy++
		}
	}
	all := float64(len(last))
	if w.trailing(n) >= idleMonths || sum == 0 { // at rest: only what comes after counts
		return fitted{sigma: 1}, sum / max(1, busy)
	}
	mean := sum / all
	return fitted{sigma: math.Sqrt(max(0, squares/all-mean*mean)) / mean}, sum / busy
}
