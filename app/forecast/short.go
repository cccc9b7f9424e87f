package forecast

import "math"

// borrowed is for 12 to 23 months: the class's season, and of his own as much
// as a year or two can prove, at the smoothed level. A trend of his own would be
// more noise than trend.
func (w *worker) borrowed(n int, out []float64) fitted {
	const alpha = 0.4
	from := max(0, n-fastMonths+1)
	y := w.y[from:n]
	var z [fastMonths]float64 // without the season of the class
	var mean float64
	for t, x := range y {
		z[t] = x - w.season(from+t)
		mean += z[t] / float64(len(y))
	}
	off := z[:len(y)]
	for t := range off {
		off[t] -= mean
	}
	var index [year]float64 // his own, counted from the first month of y
	fit := w.models.maps.lean(len(y), w.class.spread.lean(yearNoise(y)))
	for i := range index {
		index[i] = dot(fit.rows[i], off)
	}
	centre(&index)
	level := 0.0
	for t, x := range off {
		level += alpha * (x - index[t%year] - level)
	}
	for h := range out {
		out[h] = math.Exp(mean + level + index[(len(y)+h)%year] + w.season(n+h))
	}
	_, sigma := w.level(w.y[:n], alpha)
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
