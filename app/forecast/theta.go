package forecast

import "math"

// levelAlphas are the smoothings tried first.
var levelAlphas = [...]float64{0.03, 0.1, 0.2, 0.32, 0.45, 0.6, 0.78, 0.97}

// theta is the classical Theta method (Assimakopoulos and Nikolopoulos 2000) as
// exponential smoothing with half the slope of the trend as drift (Hyndman and
// Billah 2003). The first level is what fits best.
func theta(z, out []float64) (alpha float64) {
	alpha = search(z, nil)
	level := smoothed(z, alpha)
	n := float64(len(z))
	drift := slope(z) / 2
	from := (1 - math.Pow(1-alpha, n)) / alpha
	for h := range out {
		out[h] = level + drift*(float64(h)+from)
	}
	return alpha
}

// smoothing tells the squared errors of smoothing with each of the alphas. The
// errors are linear in the first level, so its best value is known without a
// search.
func smoothing(z []float64, alphas, sse []float64) {
	for i := 0; i+4 <= len(alphas); i += 4 {
		smoothing4(z, (*[4]float64)(alphas[i:]), (*[4]float64)(sse[i:]))
	}
}

// smoothing4 runs four smoothings side by side, as each step of one waits for
// the step before.
func smoothing4(z []float64, alphas, sse *[4]float64) {
	var ee, ep, pp [4]float64
	a0, a1, a2, a3 := alphas[0], alphas[1], alphas[2], alphas[3]
	l0, l1, l2, l3 := z[0], z[0], z[0], z[0]
	p0, p1, p2, p3 := 1.0, 1.0, 1.0, 1.0
	for _, x := range z {
		e0, e1, e2, e3 := x-l0, x-l1, x-l2, x-l3
		l0 += a0 * e0
		l1 += a1 * e1
		l2 += a2 * e2
		l3 += a3 * e3
		ee[0] += e0 * e0
		ee[1] += e1 * e1
		ee[2] += e2 * e2
		ee[3] += e3 * e3
		ep[0] += e0 * p0
		ep[1] += e1 * p1
		ep[2] += e2 * p2
		ep[3] += e3 * p3
		pp[0] += p0 * p0
		pp[1] += p1 * p1
		pp[2] += p2 * p2
		pp[3] += p3 * p3
		p0 -= a0 * p0
		p1 -= a1 * p1
		p2 -= a2 * p2
		p3 -= a3 * p3
	}
	for i := range sse {
		sse[i] = ee[i] - ep[i]*ep[i]/pp[i]
	}
}

// smoothed is the last level of smoothing with the best first one.
func smoothed(z []float64, alpha float64) float64 {
	level := smoothStart(z, alpha)
	for _, x := range z {
		level += alpha * (x - level)
	}
	return level
}

// smoothStart is the best first level.
func smoothStart(z []float64, alpha float64) float64 {
	level, p, ep, pp := z[0], 1.0, 0.0, 0.0
	for _, x := range z {
		e := x - level
		level += alpha * e
		ep += e * p
		pp += p * p
		p -= alpha * p
	}
	return z[0] + ep/pp
}

// slope is that of the straight line through the values.
func slope(z []float64) float64 {
	n := float64(len(z))
	if n < 2 {
		return 0
	}
	var sum float64
	middle := (n - 1) / 2
	for t, x := range z {
		sum += (float64(t) - middle) * x
	}
	return 12 * sum / (n * (n*n - 1))
}

// search finds the alpha with the least squared errors, of d or else of plain
// smoothing: eight over a grid, then four between the neighbours of the best.
func search(z []float64, d *dotm) float64 {
	errors := func(alphas, sse []float64) {
		if d == nil {
			smoothing(z, alphas, sse)
		} else {
			d.errors(z, alphas, sse)
		}
	}
	grid := levelAlphas
	var sse [len(levelAlphas)]float64
	errors(grid[:], sse[:])
	best := least(sse[:])
	middle, low, high := grid[best], 0.01, 0.99
	if best > 0 {
		low = grid[best-1]
	}
	if best < len(grid)-1 {
		high = grid[best+1]
	}
	finer := [4]float64{middle + (low-middle)*2/3, middle + (low-middle)/3, middle + (high-middle)/3, middle + (high-middle)*2/3}
	var fine [len(finer)]float64
	errors(finer[:], fine[:])
	if at := least(fine[:]); fine[at] < sse[best] {
		return finer[at]
	}
	return middle
}

func least(v []float64) int {
	best := 0
	for i, x := range v {
		if x < v[best] {
			best = i
		}
	}
	return best
}
