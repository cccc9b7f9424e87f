package forecast

import "math"

// The least history of each method.
const (
	longMonths = 48
	fastMonths = 2 * year
)

// models is the memory of the methods for 24 months and more.
type models struct {
	maps   *indexMaps
	season season
	dotm   dotm
	z      []float64 // the series without its season, its mean 1
	w      []float64 // the series with its season, on the same scale
	part   []float64 // what one method says
}

func newModels(maps *indexMaps) models {
	return models{
		maps: maps,
		dotm: dotm{make([]float64, mostMonths), make([]float64, mostMonths)},
		z:    make([]float64, mostMonths),
		w:    make([]float64, mostMonths),
		part: make([]float64, 2*MostHorizon),
	}
}

// project forecasts v, with y its logarithms, for 24 months and more. Each
// method is clipped at 0 before the mean: what cannot be makes no mean better.
func (m *models) project(v, y, out []float64, large bool) fitted {
	n := len(v)
	m.season.fit(m.maps.get(n), y)
	var factor, inverse [year]float64
	for i, x := range m.season.index {
		factor[i] = math.Exp(x)
		inverse[i] = 1 / factor[i]
	}
	z := m.z[:n]
	mean := unseason(v, &inverse, z)
	got := fitted{method: Fast, sigma: m.season.sigma}
	part := m.part[:len(out)]
	clear(out)
	got.alpha = theta(z, part)
	add(out, part)
	m.dotm.project(z, part)
	add(out, part)
	const all = 2
	for h := range out {
		out[h] *= mean / all * factor[(n+h)%year]
	}
	if n >= longMonths && large {
		got.method = Long
		m.smooth(v, z, mean, &factor, part)
		for h, x := range part {
			out[h] = (all*out[h] + mean*max(0, x)) / (all + 1)
		}
	}
	return got
}

// smooth forecasts by the selected smoothing model.
func (m *models) smooth(v, z []float64, mean float64, factor *[year]float64, part []float64) {
	w := m.w[:len(v)]
	for t, x := range v {
		w[t] = x / mean
	}
	selected(w, z, factor, part)
}

func add(out, part []float64) {
	for h, x := range part {
		out[h] += max(0, x)
	}
}

// unseason divides by the season and by the mean, which it tells.
func unseason(v []float64, inverse *[year]float64, z []float64) float64 {
	var sum float64
	at := 0
	for t, x := range v {
		z[t] = x * inverse[at]
		sum += z[t]
		if at++; at == year {
			at = 0
		}
	}
	mean := sum / float64(len(v))
	for t := range z {
		z[t] /= mean
	}
	return mean
}
