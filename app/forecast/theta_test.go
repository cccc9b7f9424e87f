package forecast

import (
	"math"
	"math/rand/v2"
	"testing"
)

// growing has a trend, noise and no season.
var growing = []float64{102, 98, 105, 111, 104, 109, 117, 113, 121, 118, 125, 129, 124, 131, 128, 137, 133, 140, 138, 145, 141, 150, 147, 152}

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s is %.6g, want %.6g within %.2g", what, got, want, within)
	}
}

// The values are those of thetaf in R's forecast 8.20, which searches its
// smoothing to more digits.
func TestThetaGivesTheKnownForecasts(t *testing.T) {
	out := make([]float64, 6)
	theta(growing, out)
	for h, want := range []float64{152.16460, 153.28286, 154.40112, 155.51938, 156.63764, 157.75590} {
		near(t, "month ahead", out[h], want, 0.15)
	}
}

func TestASlopeByHand(t *testing.T) {
	near(t, "slope", slope([]float64{1, 2, 4, 5}), 1.4, 1e-12) // (-1.5*1 - 0.5*2 + 0.5*4 + 1.5*5) / 5
	near(t, "slope of one value", slope([]float64{3}), 0, 0)
}

// By hand, alpha 1/2 and the values 2, 4: from a first level s the errors are
// 2-s and 4-(2+s)/2 = 3-s/2; their squares are least at s = 14/5, and the level
// ends at (4 + (2+s)/2)/2 = 3.2.
func TestSmoothingStartsWhereItFitsBest(t *testing.T) {
	z := []float64{2, 4}
	near(t, "start", smoothStart(z, 0.5), 2.8, 1e-12)
	near(t, "last level", smoothed(z, 0.5), 3.2, 1e-12)
	alphas, sse := []float64{0.5, 0.5, 0.5, 0.5}, make([]float64, 4)
	smoothing(z, alphas, sse)
	near(t, "squared errors", sse[3], 0.8*0.8+1.6*1.6, 1e-12)
}

// dotmErrors is the model as it was published, step by step.
func dotmErrors(z []float64, alpha, start, weight float64) (sse float64) {
	level, mean, a, b := start, 0.0, 0.0, 0.0
	for i, x := range z {
		n := float64(i + 1)
		forecast := level + weight*(math.Pow(1-alpha, n-1)*a+(1-math.Pow(1-alpha, n))/alpha*b)
		if i >= 2 {
			sse += (x - forecast) * (x - forecast)
		}
		level = alpha*x + (1-alpha)*level
		if n > 1 {
			b = ((n-2)*b + 6/n*(x-mean)) / (n + 1)
		}
		mean = ((n-1)*mean + x) / n
		a = mean - b*(n+1)/2
	}
	return sse
}

func TestTheDynamicThetaFindsStartAndWeightWithoutASearch(t *testing.T) {
	d := dotm{make([]float64, mostMonths), make([]float64, mostMonths)}
	d.lines(growing)
	for _, alpha := range []float64{0.1, 0.4, 0.8} {
		start, weight := d.best(growing, alpha)
		least := dotmErrors(growing, alpha, start, weight)
		sse := make([]float64, 2)
		d.errors(growing, []float64{alpha, alpha}, sse)
		near(t, "squared errors", sse[0], least, 1e-6)
		for _, by := range []float64{-0.01, 0.01} {
			if dotmErrors(growing, alpha, start+by*100, weight) < least-1e-9 {
				t.Errorf("alpha %g: a start moved by %g fits better", alpha, by*100)
			}
			if w := weight + by; w >= 0 && w <= 1 && dotmErrors(growing, alpha, start, w) < least-1e-9 {
				t.Errorf("alpha %g: a weight moved by %g fits better", alpha, by)
			}
		}
	}
}

func TestALineGrowsByItsLastValue(t *testing.T) {
	var l line
	for i, x := range []float64{1, 2, 4, 5} {
		l.add(x)
		if i == 3 {
			near(t, "climb", l.b, 1.4, 1e-12)
			near(t, "start", l.a, 3-1.4*2.5, 1e-12)
		}
	}
}

func TestTheFirstLevelAndTrendFitBest(t *testing.T) {
	errors := func(d trending, level, trend float64) (sse float64) {
		for _, x := range growing {
			e := x - level - d.phi*trend
			sse += e * e
			level += d.phi*trend + d.alpha*e
			trend = d.phi*trend + d.alpha*d.beta*e
		}
		return sse
	}
	d := trending{0.4, 0.2, 0.9}
	level, trend, sse := d.fit(growing)
	near(t, "squared errors", sse, errors(d, level, trend), 1e-6)
	for _, by := range []float64{-0.1, 0.1} {
		if errors(d, level+by, trend) < sse || errors(d, level, trend+by) < sse {
			t.Errorf("moved by %g it fits better", by)
		}
	}
}

func TestMonthIndicesFitBestAndKnowNoNoise(t *testing.T) {
	want := [year]float64{0.3, 0.1, -0.2, -0.1, 0, 0.2, 0.4, 0.3, -0.3, -0.4, -0.2, -0.1}
	y := make([]float64, 41)
	for i := range y {
		y[i] = 5 + want[i%year]
	}
	var s season
	m := newIndexMap(len(y), 0)
	s.fit(m, y)
	for i := range want {
		near(t, "index of a series without noise", s.index[i], want[i], 1e-9)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for i := range y {
		y[i] += 0.2 * r.NormFloat64()
	}
	s.fit(m, y)
	var free [year]float64 // with the first level in it
	for i := range free {
		free[i] = dot(m.rows[i], y)
	}
	errors := func(index *[year]float64) (sse float64) { // the last year weighs most
		level := 0.0
		for t, x := range y {
			e := x - index[t%year] - level
			level += indexAlpha * e
			sse += e * e * math.Pow(indexFade, float64(len(y)-1-t)/year)
		}
		return sse
	}
	least := errors(&free)
	for i := range free {
		for _, by := range []float64{-0.01, 0.01} {
			moved := free
			moved[i] += by
			if errors(&moved) < least {
				t.Errorf("index %d moved by %g fits better", i, by)
			}
		}
	}
}

func TestASeasonOfPureNoiseIsShrunkAway(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var kept, found float64
	y := make([]float64, 36)
	for range 200 {
		for i := range y {
			y[i] = r.NormFloat64()
		}
		var s season
		s.fit(newIndexMap(len(y), 0), y)
		kept += dot(s.index[:], s.index[:])
		found += dot(s.raw[:], s.raw[:])
	}
	if kept > 0.2*found {
		t.Errorf("%.0f %% of the chance season is kept", 100*kept/found)
	}
}
