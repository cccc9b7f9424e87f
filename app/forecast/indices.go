package forecast

import (
	"math"
	"sync/atomic"
)

// The month indices are fitted on the log scale together with an exponentially
// smoothed level: for a given smoothing the one-step errors are linear in the
// values and in the indices, so the least squares are a fixed linear map of the
// series, the same for all series of one length.

const (
	year       = 12
	mostMonths = 180 // of history looked at: older months say nothing of today's season

	// indexAlpha smooths the level while the indices are fitted. To choose it for
	// each series anew made forecasts from 24 and 36 months worse.
	indexAlpha = 0.25

	// indexFade is what a year weighs against the year after it: the season of
	// five years ago is not quite today's.
	indexFade = 0.85
)

// indexMap is that map, a row a month of the year. Rows count from the first
// month of the series, not from January.
type indexMap struct {
	rows [year][]float64
	// spread is the mean variance of an index that its estimate has, in units of
	// the variance of the errors.
	spread float64
}

// indexMaps are the maps of all lengths, each made when first asked for, and
// those of short histories that lean on a profile.
type indexMaps struct {
	of      [mostMonths + 1]atomic.Pointer[indexMap]
	leaning [fastMonths][leanGrades]atomic.Pointer[indexMap]
}

func (m *indexMaps) get(n int) *indexMap { return made(&m.of[n], n, 0) }

func (m *indexMaps) lean(n, grade int) *indexMap {
	return made(&m.leaning[n][grade], n, leanOf(grade))
}

func made(at *atomic.Pointer[indexMap], n int, lean float64) *indexMap {
	if made := at.Load(); made != nil {
		return made
	}
	made := newIndexMap(n, lean)
	at.Store(made) // two workers may both get here; their maps are equal
	return made
}

// newIndexMap solves the normal equations. Columns are the months of the year;
// the level starts at 0, so that the mean of the indices is its start. A lean
// draws the indices to 0, and gives a year of months what it takes to tell them.
func newIndexMap(n int, lean float64) *indexMap {
	var columns [year][]float64
	for c := range columns {
		columns[c] = make([]float64, n)
		for t := c; t < n; t += year {
			columns[c][t] = 1
		}
		smoothErrors(columns[c])
		fade(columns[c])
	}
	var normal [year][year]float64
	for i := range year {
		for j := range year {
			normal[i][j] = dot(columns[i], columns[j])
		}
		normal[i][i] += lean
	}
	inverse := invert(normal)
	for c := range columns {
		fade(columns[c])
		smoothErrorsBack(columns[c])
	}
	m := new(indexMap)
	for i := range year {
		m.rows[i] = make([]float64, n)
		for t := range n {
			for j := range year {
				m.rows[i][t] += inverse[i][j] * columns[j][t]
			}
		}
	}
	var diagonal, all float64
	for i := range year {
		diagonal += inverse[i][i]
		for j := range year {
			all += inverse[i][j]
		}
	}
	m.spread = (diagonal - all/year) / year
	return m
}

// fade weighs errors by their age; the squares have the whole weight.
func fade(v []float64) {
	for t := range v {
		v[t] *= math.Pow(indexFade, float64(len(v)-1-t)/year/2)
	}
}

// smoothErrors turns values into what a level smoothed from 0 is off by, one
// step ahead.
func smoothErrors(v []float64) {
	var level float64
	for t, x := range v {
		v[t] = x - level
		level += indexAlpha * v[t]
	}
}

// smoothErrorsBack is the transpose of smoothErrors.
func smoothErrorsBack(v []float64) {
	var carried float64
	for t := len(v) - 1; t >= 0; t-- {
		x := v[t]
		v[t] = x - indexAlpha*carried
		carried = (1-indexAlpha)*carried + x
	}
}

// invert is Gauss-Jordan for a positive definite matrix.
func invert(a [year][year]float64) (b [year][year]float64) {
	for i := range year {
		b[i][i] = 1
	}
	for i := range year {
		scale := 1 / a[i][i]
		for j := range year {
			a[i][j] *= scale
			b[i][j] *= scale
		}
		for r := range year {
			if f := a[r][i]; r != i && f != 0 {
				for j := range year {
					a[r][j] -= f * a[i][j]
					b[r][j] -= f * b[i][j]
				}
			}
		}
	}
	return b
}

// season is what a fit of the indices found.
type season struct {
	raw   [year]float64 // ln, counted from the first month of the series; their mean is 0
	index [year]float64 // the same, shrunk
	sigma float64       // standard deviation of the one-step errors, the last years before all
}

// fit finds the indices of y, ln of at least 24 values, and shrinks them
// towards none by what they would be by chance (James and Stein).
func (s *season) fit(m *indexMap, y []float64) {
	for i := range m.rows {
		s.raw[i] = dot(m.rows[i], y)
	}
	level := centre(&s.raw)
	n := float64(len(y))
	sse, recent := seasonalErrors(y, &s.raw, level)
	variance := sse / (n - year)
	s.sigma = math.Sqrt(recent * n / (n - year))
	size := dot(s.raw[:], s.raw[:])
	keep := 0.0
	if size > 0 {
		keep = max(0, 1-(year-3)*m.spread*variance*year/(year-1)/size)
	}
	for i, x := range s.raw {
		s.index[i] = keep * x
	}
}

// forgets is what a squared error counts a month later: a third after three years.
const forgets = 0.973

// seasonalErrors adds up the squared one-step errors, and tells their mean with
// the old ones fading.
func seasonalErrors(y []float64, index *[year]float64, level float64) (sse, recent float64) {
	at, weights := 0, 0.0
	for _, x := range y {
		e := x - index[at] - level
		level += indexAlpha * e
		sse += e * e
		recent = forgets*recent + e*e
		weights = forgets*weights + 1
		if at++; at == year {
			at = 0
		}
	}
	return sse, recent / weights
}

// centre takes the mean out of the indices.
func centre(index *[year]float64) (mean float64) {
	for _, x := range index {
		mean += x
	}
	mean /= year
	for i := range index {
		index[i] -= mean
	}
	return mean
}

// dot runs four sums side by side: the order of additions is fixed.
func dot(a, b []float64) float64 {
	var s0, s1, s2, s3 float64
	b = b[:len(a)]
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s0 += a[i] * b[i]
		s1 += a[i+1] * b[i+1]
		s2 += a[i+2] * b[i+2]
		s3 += a[i+3] * b[i+3]
	}
	for ; i < len(a); i++ {
		s0 += a[i] * b[i]
	}
	return (s0 + s1) + (s2 + s3)
}
