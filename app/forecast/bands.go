package forecast

import "math"

// Intervals are conformal: earlier months are forecast as if they were still to
// come, and what those forecasts were off by, pooled over customers, is what
// today's may be off by. Errors are told in units of a scale of the customer's
// own, so that the calm do not lend their narrow bands to the volatile.

// family is a way to be wrong: the errors of one say nothing of another.
type family int

const (
	seasoned family = iota // the methods for 24 months and more: errors are ln(actual / forecast)
	young                  // those for fewer: the same
	sparse                 // months of nothing again and again: errors are (actual - forecast) / forecast
	resting                // nothing for months: what comes / what used to be used
	families
)

func (m Method) family() family {
	switch m {
	case Idle:
		return resting
	case Intermittent:
		return sparse
	case Fast, Long:
		return seasoned
	}
	return young
}

func (f family) logarithmic() bool { return f == seasoned || f == young }

const (
	leastScale = 0.005 // of errors in ln: nothing repeats more exactly
	mostScale  = 3

	// Errors grow with the months ahead as the level wanders, but more slowly
	// than exponential smoothing has it, where the exponent is 0.5.
	wandering = 0.4

	// No level stands as still as some fits say: the least of its squared
	// smoothing.
	leastWander = 0.03
)

// scaleOf is ln of the scale of errors so many months after the first.
func scaleOf(got fitted, ahead int) float64 {
	sigma := min(mostScale, max(leastScale, got.sigma))
	return math.Log(sigma) + wandering*math.Log1p(float64(ahead)*(got.alpha*got.alpha+leastWander))
}

// shortness is ln of how much further off forecasts from few months are than
// the errors inside these few say.
func (f family) shortness(months int) float64 {
	excess := [families]float64{seasoned: 12, young: 6}
	return math.Log1p(excess[f] / float64(max(1, months)))
}

// margins are quantiles of errors in units of their scale. The last two are
// those of 80 and 95 % where nothing can lie below the band.
type margins struct {
	low95, low80, high80, high95 float64
	up80, up95                   float64
}

// usual is what errors were found to be in many sets of series: for those of
// whom nothing is known yet, and against one bad or lucky year of many.
var usual = [families]margins{
	seasoned: {low95: -1.77, low80: -1.0, high80: 1.0, high95: 1.77},
	young:    {low95: -1.55, low80: -0.85, high80: 0.85, high95: 1.55},
	sparse:   {low95: -2, low80: -1, high80: 1.3, high95: 2.2, up80: 0.8, up95: 1.7},
	resting:  {up80: 0.3, up95: 1},
}

// toward goes a share of the way from one to another.
func (m margins) toward(o margins, share float64) margins {
	mix := func(a, b float64) float64 { return a + share*(b-a) }
	return margins{
		low95: mix(m.low95, o.low95), low80: mix(m.low80, o.low80), high80: mix(m.high80, o.high80), high95: mix(m.high95, o.high95),
		up80: mix(m.up80, o.up80), up95: mix(m.up95, o.up95),
	}
}

// times widens them.
func (m margins) times(by80, by95 float64) margins {
	return margins{m.low95 * by95, m.low80 * by80, m.high80 * by80, m.high95 * by95, m.up80 * by80, m.up95 * by95}
}

// inOrder has the point within 80 % and these within 95 %.
func (m margins) inOrder() margins {
	m.low80, m.high80 = min(0, m.low80), max(0, m.high80)
	m.low95, m.high95 = min(m.low80, m.low95), max(m.high80, m.high95)
	m.up80 = max(0, m.up80)
	m.up95 = max(m.up80, m.up95)
	return m
}

// band fills the intervals of a finished forecast.
func (w *worker) band(f *Forecast) {
	h := len(f.Points)
	f.Low80, f.High80, f.Low95, f.High95 = sized(f.Low80, h), sized(f.High80, h), sized(f.Low95, h), sized(f.High95, h)
	if f.Method == Ended {
		return
	}
	family := f.Method.family()
	pool := w.pools.bands.of(w.h.Class, family)
	got := fitted{sigma: f.Sigma, alpha: f.Alpha}
	short := family.shortness(len(w.y))
	var usually float64
	if !family.logarithmic() {
		got, usually = w.wobble(len(w.y))
	}
	if got.sigma == 0 {
		got.sigma = math.Exp(pool.scale) // of its class
	}
	for i := range f.Points {
		if !w.supplied(w.origin + 1 + i) {
			continue
		}
		m, scale := pool.at(i+w.lag), math.Exp(short+pool.soften(scaleOf(got, i+w.lag)))
		calm := f.Calm[i]
		var b bounds
		switch family {
		case resting:
			b = bounds{high80: usually * m.up80, high95: usually * m.up95}
		case sparse:
			b = sparseBounds(calm, m, scale)
		default:
			b = bounds{
				low95: calm * grown(m.low95*scale), low80: calm * grown(m.low80*scale),
				high80: calm * grown(m.high80*scale), high95: calm * grown(m.high95*scale),
			}
		}
		f.bound(i, b.around(calm, f.Points[i], f.Sure[i]))
	}
}

func (f *Forecast) bound(i int, b bounds) {
	f.Low95[i], f.Low80[i], f.High80[i], f.High95[i] = b.low95, b.low80, b.high80, b.high95
}

// grown is a factor within what can be.
func grown(ln float64) float64 {
	const most = 4 // ln of 55
	return math.Exp(clip(ln, most))
}

// sparseBounds are those of months of nothing again and again. Where the lower
// bound is 0 nothing can lie below it, so that the upper one is nearer.
func sparseBounds(calm float64, m margins, scale float64) bounds {
	b := bounds{low80: calm * max(0, 1+m.low80*scale), high80: calm * (1 + m.high80*scale)}
	b.low95, b.high95 = calm*max(0, 1+m.low95*scale), calm*(1+m.high95*scale)
	if b.low80 == 0 {
		b.high80 = calm * (1 + m.up80*scale)
	}
	if b.low95 == 0 {
		b.high95 = calm * (1 + m.up95*scale)
	}
	return b
}
