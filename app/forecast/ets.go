package forecast

import "math"

// evolving is exponential smoothing with a season that may change, multiplied
// (Hyndman, Koehler, Snyder and Grose 2002). Level and trend start where they
// fit the series without its season best, the season starts with the fitted
// month indices.
type evolving struct {
	trending
	gamma float64
}

// form is one of the six models to select from.
type form struct {
	trend  trendForm
	season bool // it changes
}

type trendForm int

const (
	noTrend trendForm = iota
	straight
	fading
)

// parameters counts what is fitted, for the choice between forms. All have a
// level and a season.
func (f form) parameters() float64 {
	n := 2.0 + year
	switch f.trend {
	case straight:
		n += 2
	case fading:
		n += 3
	}
	if f.season {
		n++
	}
	return n
}

// selected forecasts by the form with the least AICc. v is the series with its
// season, its mean about 1, z the same without, factor the season.
func selected(v, z []float64, factor *[year]float64, out []float64) {
	var best evolving
	least := math.Inf(1)
	n := float64(len(z))
	for trend := noTrend; trend <= fading; trend++ {
		for _, changes := range [...]bool{false, true} {
			f := form{trend, changes}
			e, sse := f.search(v, z, factor)
			k := f.parameters()
			if aic := n*math.Log(max(sse, 1e-12)/n) + 2*k*n/(n-k-1); aic < least {
				best, least = e, aic
			}
		}
	}
	best.run(v, z, factor, out)
}

// search starts from a few levels and improves one parameter after the other.
func (f form) search(v, z []float64, factor *[year]float64) (best evolving, sse float64) {
	sse = math.Inf(1)
	for _, alpha := range [...]float64{0.1, 0.3, 0.6, 0.9} {
		e := evolving{trending: trending{alpha: alpha, phi: 1}}
		if f.trend != noTrend {
			e.beta = 0.05
		}
		if f.trend == fading {
			e.phi = 0.9
		}
		if f.season {
			e.gamma = 0.1
		}
		if at := e.run(v, z, factor, nil); at < sse {
			best, sse = e, at
		}
	}
	for _, step := range [...]float64{0.5, 0.25, 0.12, 0.06} {
		for part := range 4 {
			if !f.has(part) {
				continue
			}
			for _, by := range [...]float64{-step, step} {
				e := best
				if part == 3 {
					e.gamma = toward(e.gamma, by, 0.001, 0.5)
				} else {
					e.trending = e.moved(part, by)
				}
				if at := e.run(v, z, factor, nil); at < sse {
					best, sse = e, at
				}
			}
		}
	}
	return best, sse
}

// has reports whether a form has a parameter: alpha, beta, phi, gamma.
func (f form) has(part int) bool {
	switch part {
	case 1:
		return f.trend != noTrend
	case 2:
		return f.trend == fading
	case 3:
		return f.season
	}
	return true
}

// run adds up the squared one-step errors, and forecasts if there is an out.
func (e *evolving) run(v, z []float64, factor *[year]float64, out []float64) (sse float64) {
	level, trend := e.start(z)
	season := *factor
	at := 0
	for _, x := range v {
		base := level + e.phi*trend
		s := season[at]
		off := x - base*s
		sse += off * off
		off /= s
		level = base + e.alpha*off
		trend = e.phi*trend + e.alpha*e.beta*off
		if e.gamma > 0 && base > 1e-3 {
			season[at] = max(1e-3, s*(1+e.gamma*off/base))
		}
		if at++; at == year {
			at = 0
		}
	}
	phi, sum := e.phi, 0.0
	for h := range out {
		sum += phi
		phi *= e.phi
		out[h] = (level + sum*trend) * season[(len(v)+h)%year]
	}
	return sse
}

// start is the first level and trend.
func (e *evolving) start(z []float64) (level, trend float64) {
	if e.beta == 0 {
		return smoothStart(z, e.alpha), 0
	}
	level, trend, _ = e.fit(z)
	return level, trend
}
