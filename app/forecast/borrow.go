package forecast

import "math"

// How far the season of somebody with 12 to 23 months is believed to be his
// own. Seasons of a class lie around its profile, and one year shows each month
// once, with the noise of that year: the indices that are most likely given both
// are a ridge regression (Hoerl and Kennard 1970) towards the profile, with the
// variance of the noise over that of the seasons as its weight (empirical Bayes:
// Efron and Morris 1973). Both variances are of the class, so that neither is
// tuned to anything.

const (
	// usualNoise is the share of noise in how the last year lies around the
	// profile, where nobody has two years to tell.
	usualNoise = 0.3

	// calmNoise is a variance of noise below which nobody counts for more: 10 %.
	calmNoise = 0.01

	// pairedMonths are the fewest months a year apart that tell of noise.
	pairedMonths = 3

	// leastLean is ln2 of the least weight of the profile, the most its opposite.
	leastLean  = -6
	leanSteps  = 2 // to a doubling
	leanGrades = -2*leastLean*leanSteps + 1
)

// spread is how customers of a class lie around its profile, in squares of ln.
type spread struct {
	apart float64 // variance of their seasons
	noise float64 // variance of the months of a year around his own
}

// usualSpread is that of nobody in particular.
var usualSpread = spread{apart: 0.02, noise: 0.01}

// lean grades the weight of the profile for somebody with noise of his own,
// told by so many pairs of months: a year of them counts as much as his class.
func (s spread) lean(noise float64, pairs int) int {
	weight := float64(pairs) / (float64(pairs) + year)
	noise = s.noise + weight*(noise-s.noise)
	ln := float64(-leastLean)
	if ratio := noise / s.apart; ratio < math.Exp2(ln) {
		ln = max(leastLean, math.Log2(ratio))
	}
	return int(math.Round((ln - leastLean) * leanSteps))
}

// leanOf is the weight of a grade.
func leanOf(grade int) float64 { return math.Exp2(leastLean + float64(grade)/leanSteps) }

// yearNoise is half the variance of the differences to the year before, and
// how many there are: level and growth do not count, his season neither.
func yearNoise(y []float64) (noise float64, pairs int) {
	n := len(y)
	pairs = min(year, n-year)
	if pairs < pairedMonths {
		return 0, 0
	}
	var sum, squares float64
	for t := n - pairs; t < n; t++ {
		d := clip(y[t]-y[t-year], 1.5)
		sum += d
		squares += d * d
	}
	all := float64(pairs)
	return max(0, squares-sum*sum/all) / (all - 1) / 2, pairs
}

// spreadSums are what spread is made of: sums over customers, who weigh less the
// noisier they are, in millionths.
type spreadSums struct {
	customers int64
	weight    int64
	months    [year]int64 // how the last year lies around its mean
	squares   int64       // of these, a month
	noisy     int64       // the weight of those with two years
	noise     int64       // theirs
}

func (s *spreadSums) add(o *spreadSums) {
	for m := range year {
		s.months[m] += o.months[m]
	}
	s.customers += o.customers
	s.weight += o.weight
	s.squares += o.squares
	s.noisy += o.noisy
	s.noise += o.noise
}

// take takes in the last two years of somebody, y, the first of them in month
// first.
func (s *spreadSums) take(y []float64, first int) {
	y, first = y[max(0, len(y)-2*year):], first+max(0, len(y)-2*year)
	noise, pairs := yearNoise(y)
	n := len(y)
	var mean, squares float64
	for _, x := range y[n-year:] {
		mean += x / year
	}
	var off [year]float64
	for t := n - year; t < n; t++ {
		x := clip(y[t]-mean, 1.5)
		off[(first+t)%year] = x
		squares += x * x / year
	}
	weight := 1 / (calmNoise + usualNoise*squares)
	if pairs > 0 {
		weight = 1 / (calmNoise + noise)
		s.noise += millionths(weight * noise)
		s.noisy += millionths(weight)
	}
	s.customers++
	s.weight += millionths(weight)
	s.squares += millionths(weight * squares)
	for m, x := range off {
		s.months[m] += millionths(weight * x)
	}
}

// settle finds the spread; all lends what a small class lacks.
func (s *spreadSums) settle(all *spread) spread {
	if s.customers < 2 {
		if all != nil {
			return *all
		}
		return usualSpread
	}
	n, weight := float64(s.customers), float64(s.weight)
	total := float64(s.squares) / weight
	for _, x := range s.months {
		mean := float64(x) / weight
		total -= mean * mean / year
	}
	total = max(0, total) * n / (n - 1)
	lent := spread{noise: usualNoise * total}
	if all != nil {
		lent = *all
	}
	each := few * weight / n
	noise := (float64(s.noise) + each*lent.noise) / (float64(s.noisy) + each)
	const least = 0.02 // of what there is
	apart := max(total-noise, least*total)
	if all != nil {
		apart = (n*apart + few*lent.apart) / (n + few)
	}
	return spread{apart, noise}
}
