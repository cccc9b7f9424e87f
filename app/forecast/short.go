package forecast

import "math"

// borrowed is for 12 to 23 months: mostly the season of the class at the
// smoothed level, and a little of last year with the growth since. A season or
// trend of his own would be more noise than season.
func (w *worker) borrowed(n int, out []float64) fitted {
	const alpha, classShare = 0.6, 0.7
	v, y := w.v[:n], w.y[:n]
	level, sigma := w.level(y, alpha)
	growth := math.Sqrt(recentGrowth(v))
	for h := range out {
		season := level * math.Exp(w.season(n+h))
		out[h] = season
		if n >= year {
			out[h] = classShare*season + (1-classShare)*v[n-year+h%year]*growth
		}
	}
	return fitted{method: Borrowed, sigma: sigma, alpha: alpha}
}

// sketch is for fewer: the season of the class times the mean.
func (w *worker) sketch(n int, out []float64) fitted {
	v := w.v[:n]
	var sum, seasons float64
	for t, x := range v {
		sum += x
		seasons += math.Exp(w.season(t))
	}
	_, sigma := w.level(w.y[:n], 0.3)
	for h := range out {
		out[h] = sum / seasons * math.Exp(w.season(n+h))
	}
	return fitted{method: Sketch, sigma: sigma, alpha: 1 / float64(n)}
}

// season is ln of the class's season in a month of the row.
func (w *worker) season(t int) float64 { return w.class.profile[(w.first+t)%year] }

// level smooths the values without the season of the class, and tells the
// standard deviation of its one-step errors in ln.
func (w *worker) level(y []float64, alpha float64) (level, sigma float64) {
	var errors float64
	ln := y[0] - w.season(0)
	for t, x := range y {
		e := x - w.season(t) - ln
		ln += alpha * e
		errors += e * e
	}
	if len(y) > 1 {
		sigma = math.Sqrt(errors / float64(len(y)-1))
	}
	return math.Exp(ln), sigma
}

// recentGrowth is the last three months over the same a year before, within
// what may be growth.
func recentGrowth(v []float64) float64 {
	n := len(v)
	if n < year+3 {
		return 1
	}
	now := v[n-1] + v[n-2] + v[n-3]
	before := v[n-year-1] + v[n-year-2] + v[n-year-3]
	if before <= 0 {
		return 1
	}
	return min(2, max(0.5, now/before))
}

// capacity is for customers without history; false if nothing is known of them
// either.
func (w *worker) capacity(out []float64) bool {
	kw := w.h.CapacityKVA * w.class.loadFactor
	if !(kw > 0) || kw > math.MaxFloat32 {
		return false
	}
	for h := range out {
		month := w.origin + 1 + h
		out[h] = kw * 24 * float64(daysIn(month/year, month%year+1)) * math.Exp(w.class.profile[month%year])
	}
	return true
}
