package forecast

import "math"

// calibration is how wrong forecasts like these have been.
type calibration struct {
	pools map[poolKey]*bandPool
	all   [families]*bandPool
}

// bandPool is what customers of a class and family were off by.
type bandPool struct {
	scale   float64 // ln, the middle of all
	rho     float64 // how errors grow with their scale: 1 in proportion, 0 not at all
	margins []margins
}

const (
	usualScale = -2.5 // ln: errors of 8 % where nothing is known
	usualRho   = 0.8
	rhoWeight  = 4.0 // as if so many months of one unit's spread of scales told the usual
	leastRho   = 0.3
	mostRho    = 1.2

	// How large errors are, in units of their scale, differs between sets, between
	// the years of one set, since each has its own weather, and between customers
	// in one year: variances of ln of about 0.011, 0.027 and 0.2 in many sets of
	// series. These are the last two in units of the first.
	someTimes = 2.5
	someAll   = 18.0
	someClass = 100.0 // classes of one set differ less than sets do
)

// of is the pool of a class; of everybody, if the class is not known.
func (c calibration) of(class string, f family) *bandPool {
	if p := c.pools[poolKey{class, f}]; p != nil {
		return p
	}
	if p := c.all[f]; p != nil {
		return p
	}
	return &bandPool{scale: usualScale, rho: usualRho, margins: []margins{usual[f]}}
}

// at is the margins of a month ahead, 0 for the next.
func (p *bandPool) at(ahead int) margins {
	return p.margins[min(len(p.margins)-1, ahead/monthsABucket)]
}

// soften brings a scale nearer to the middle, as far as errors do not follow it.
func (p *bandPool) soften(scale float64) float64 { return p.scale + p.rho*(scale-p.scale) }

// calibrate turns the counts of all workers into pools: of everybody, shrunk to
// what is usual; of each class, shrunk to everybody.
func (p *Pools) calibrate(tallies []*tally) {
	seen := map[poolKey]*errorsSeen{}
	var everybody [families]errorsSeen
	for _, t := range tallies {
		for key, s := range t.seen {
			if seen[key] == nil {
				seen[key] = new(errorsSeen)
			}
			seen[key].merge(s)
			everybody[key.family].merge(s)
		}
	}
	p.bands.pools = make(map[poolKey]*bandPool, len(seen))
	var shared [families]sharing
	for key, s := range seen {
		if key.family != resting { // what comes is never below nothing: its mean tells of no shock
			shared[key.family].take(s)
		}
	}
	for f := range families {
		prior := &bandPool{scale: usualScale, rho: usualRho, margins: []margins{usual[f]}}
		p.bands.all[f] = everybody[f].pool(prior, someAll, shared[f].part())
	}
	for key, s := range seen {
		p.bands.pools[key] = s.pool(p.bands.all[key.family], someClass, shared[key.family].part())
	}
}

// pool finds what was learned, next to what was known before; shared is the part
// of the errors that customers have in common.
func (s *errorsSeen) pool(prior *bandPool, someCustomers, shared float64) *bandPool {
	if s.months == 0 {
		return prior
	}
	p := &bandPool{}
	p.scale, p.rho = s.line(prior)
	customers, times := float64(s.customers), s.stretches()
	share := 1 / (1 + someTimes/times + someCustomers/(customers*times)) // empirical Bayes: Efron and Morris 1973
	by80, by95 := s.unsure(shared)
	p.margins = make([]margins, max(len(s.counts), len(prior.margins)))
	var pooled errorSizes
	for b := range p.margins {
		m := prior.margins[min(b, len(prior.margins)-1)]
		pooled.clear()
		for near := max(0, b-1); near <= min(b+1, len(s.counts)-1); near++ {
			pooled.add(&s.counts[near], p)
		}
		if pooled.n > 0 {
			m = m.toward(pooled.margins(s.rare()).times(by80, by95), share)
		}
		p.margins[b] = m.inOrder()
	}
	return p
}

// line is the middle of the scales, and how steeply errors grow with them.
func (s *errorsSeen) line(prior *bandPool) (middle, rho float64) {
	n := float64(s.months)
	x, z := float64(s.x)/million/n, float64(s.z)/million/n
	xx, xz := float64(s.xx)/million/n-x*x, float64(s.xz)/million/n-x*z
	weight := rhoWeight / float64(s.customers)
	slope := (xz + weight*(prior.rho-1)) / (xx + weight)
	return x, min(mostRho, max(leastRho, 1+slope))
}

// errorSizes are sizes of errors in the softened scale of a pool.
type errorSizes struct {
	counts [2*fineBins + 1]float64
	n      float64
}

const (
	fineBins    = 240
	fineBin     = 0.05
	leastLnFine = -6.0
)

func (e *errorSizes) clear() { *e = errorSizes{} }

// add takes in the counts of a bucket, told in their own scale.
func (e *errorSizes) add(counts *[counted]uint32, p *bandPool) {
	for at := range scaleBins {
		own := leastLnScale + (float64(at)+0.5)*scaleBin
		softer := own - p.soften(own)
		row := counts[at*(2*sizeBins+1) : (at+1)*(2*sizeBins+1)]
		for i, n := range row {
			if n == 0 {
				continue
			}
			e.n += float64(n)
			side := i - sizeBins
			if side == 0 {
				e.counts[fineBins] += float64(n)
				continue
			}
			ln := leastLnSize + (math.Abs(float64(side))-0.5)*sizeBin + softer
			fine := 1 + int(min(fineBins-1, max(0, (ln-leastLnFine)/fineBin)))
			if side < 0 {
				fine = -fine
			}
			e.counts[fineBins+fine] += float64(n)
		}
	}
}

// margins hold 80 and 95 %, and by rare more than that; at most half of what
// they may leave out.
func (e *errorSizes) margins(rare float64) margins {
	in80, in95 := min(0.9, 0.8*(1+rare)), min(0.975, 0.95*(1+rare))
	return margins{
		low95: e.quantile((1 - in95) / 2), low80: e.quantile((1 - in80) / 2),
		high80: e.quantile((1 + in80) / 2), high95: e.quantile((1 + in95) / 2),
		up80: e.quantile(in80), up95: e.quantile(in95),
	}
}

// quantile is the size below which a share of the errors lies.
func (e *errorSizes) quantile(share float64) float64 {
	left := share * e.n
	for i, n := range e.counts {
		if n > 0 && left <= n {
			return e.edge(i, left/n)
		}
		left -= n
	}
	return e.edge(2*fineBins, 1)
}

// edge is the size a share of the way through a bin.
func (e *errorSizes) edge(i int, share float64) float64 {
	switch side := i - fineBins; {
	case side < 0:
		return -math.Exp(leastLnFine + (float64(-side)-share)*fineBin)
	case side > 0:
		return math.Exp(leastLnFine + (float64(side)-1+share)*fineBin)
	}
	return 0
}
