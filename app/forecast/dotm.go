package forecast

// dotm is the dynamic optimised Theta model (Fiorucci, Pellegrini, Louzada,
// Petropoulos and Koehler 2016): the line that Theta extrapolates is fitted
// anew with each month, and its weight is what fits best. For a given smoothing
// the errors are linear in the first level and in that weight.
type dotm struct {
	a, b []float64 // the line up to each month: where it starts, how it climbs
}

// lines fits the line through the first t values, for every t.
func (d *dotm) lines(z []float64) {
	d.a, d.b = d.a[:len(z)], d.b[:len(z)]
	var line line
	for t, x := range z {
		d.a[t], d.b[t] = line.a, line.b
		line.add(x)
	}
}

// line is the straight line through n values, the first at 1.
type line struct{ n, mean, a, b float64 }

func (l *line) add(x float64) {
	n := l.n + 1
	if n > 1 {
		l.b = ((n-2)*l.b + 6/n*(x-l.mean)) / (n + 1)
	}
	l.mean = (l.n*l.mean + x) / n
	l.a = l.mean - l.b*(n+1)/2
	l.n = n
}

// project forecasts; each forecast month moves the line in its turn.
func (d *dotm) project(z, out []float64) {
	d.lines(z)
	alpha := search(z, d)
	level, weight := d.best(z, alpha)
	var l line
	p := 1.0
	for _, x := range z {
		l.add(x)
		level += alpha * (x - level)
		p -= alpha * p
	}
	for h := range out {
		x := level + weight*(p*l.a+(1-p*(1-alpha))/alpha*l.b)
		out[h] = x
		l.add(x)
		level += alpha * (x - level)
		p -= alpha * p
	}
}

// errors tells the squared errors with each of the alphas. The first two
// months, which no line knows yet, do not count.
func (d *dotm) errors(z, alphas, sse []float64) {
	for i := 0; i+2 <= len(alphas); i += 2 {
		var m, n thetaSums
		d.sums2(z, alphas[i], alphas[i+1], &m, &n)
		_, _, sse[i] = m.solve()
		_, _, sse[i+1] = n.solve()
	}
}

// best is the first level and the weight for a smoothing.
func (d *dotm) best(z []float64, alpha float64) (level, weight float64) {
	var m, n thetaSums
	d.sums2(z, alpha, alpha, &m, &n)
	start, weight, _ := m.solve()
	return z[0] + start, weight
}

// sums2 runs two smoothings side by side.
func (d *dotm) sums2(z []float64, a0, a1 float64, m, n *thetaSums) {
	var s0, s1 thetaSums
	l0, l1, p0, p1 := z[0], z[0], 1.0, 1.0
	c0, c1 := 1/a0, 1/a1
	a, b := d.a[:len(z)], d.b[:len(z)]
	for t, x := range z {
		e0, e1 := x-l0, x-l1
		l0 += a0 * e0
		l1 += a1 * e1
		if t >= 2 {
			s0.add(e0, p0, p0*a[t]+(1-p0*(1-a0))*c0*b[t])
			s1.add(e1, p1, p1*a[t]+(1-p1*(1-a1))*c1*b[t])
		}
		p0 -= a0 * p0
		p1 -= a1 * p1
	}
	*m, *n = s0, s1
}

// thetaSums are the sums of products of errors e, the share p the first level
// still has, and the extrapolated line g.
type thetaSums struct{ ee, ep, eg, pp, pg, gg float64 }

func (s *thetaSums) add(e, p, g float64) {
	s.ee += e * e
	s.ep += e * p
	s.eg += e * g
	s.pp += p * p
	s.pg += p * g
	s.gg += g * g
}

// solve finds the least squares with a weight of the line from 0 (none, theta
// 1) to 1 (all of it, theta infinite).
func (s *thetaSums) solve() (start, weight, sse float64) {
	if d := s.pp*s.gg - s.pg*s.pg; d > 1e-12*s.pp*s.gg {
		weight = min(1, max(0, (s.pp*s.eg-s.pg*s.ep)/d))
	}
	if s.pp > 0 {
		start = (s.ep - weight*s.pg) / s.pp
	}
	sse = s.ee - 2*start*s.ep - 2*weight*s.eg + start*start*s.pp + 2*start*weight*s.pg + weight*weight*s.gg
	return start, weight, sse
}
