package forecast

// trending is exponential smoothing of a level and a trend, damped (Gardner and
// McKenzie 1985), not damped, or none. For given smoothings and damping the
// errors are linear in the first level and trend, which are found without a
// search.
type trending struct {
	alpha, beta, phi float64 // beta is a share of alpha
}

// moved is with one parameter moved towards one of its bounds.
func (d trending) moved(part int, by float64) trending {
	switch part {
	case 0:
		d.alpha = toward(d.alpha, by, 0.01, 0.99)
	case 1:
		d.beta = toward(d.beta, by, 0.001, 0.9)
	default:
		d.phi = toward(d.phi, by, 0.8, 0.98)
	}
	return d
}

// toward goes a share of the way to the upper bound, or with by below 0 to the
// lower.
func toward(x, by, low, high float64) float64 {
	if by < 0 {
		return x + by*(x-low)
	}
	return x + by*(high-x)
}

// fit finds the first level and trend.
func (d *trending) fit(z []float64) (level, trend, sse float64) {
	l, b := z[0], 0.0
	lp, bp := 1.0, 0.0 // what the level and trend still have of the first level
	lt, bt := 0.0, 1.0 // and of the first trend
	var ee, ep, et, pp, pt, tt float64
	alpha, gain, phi := d.alpha, d.alpha*d.beta, d.phi
	for _, x := range z {
		b, bp, bt = phi*b, phi*bp, phi*bt
		l, lp, lt = l+b, lp+bp, lt+bt
		e, p, t := x-l, lp, lt
		ee += e * e
		ep += e * p
		et += e * t
		pp += p * p
		pt += p * t
		tt += t * t
		l += alpha * e
		b += gain * e
		lp -= alpha * p
		bp -= gain * p
		lt -= alpha * t
		bt -= gain * t
	}
	if det := pp*tt - pt*pt; det > 1e-9*pp*tt {
		level, trend = (tt*ep-pt*et)/det, (pp*et-pt*ep)/det
	} else if pp > 0 {
		level = ep / pp
	}
	return z[0] + level, trend, max(0, ee-level*ep-trend*et)
}
