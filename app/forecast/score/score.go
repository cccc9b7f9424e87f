// Package score judges forecasts by what came after them: errors, intervals,
// baselines, rolling origins. It reads competition files and panels, and sees
// to it that no forecast is shown a value after its origin.
//
// It opens no file, reads no clock and words nothing.
package score

import "math"

// Season is the months of a year.
const Season = 12

// Judged is one forecast beside what came after it. The bounds may be missing.
type Judged struct {
	Train, Test, Points          []float64
	Low80, High80, Low95, High95 []float64
}

// Score is the mean over many forecasts.
type Score struct {
	Series   int     // forecasts judged
	Silent   int     // no figure was given
	Unscaled int     // of those judged: left out of MASE and MSIS, since the history never changed
	SMAPE    float64 // percent
	MASE     float64
	MSIS     float64 // of the 95 % band
	Cover80  float64 // 0 to 1
	Cover95  float64
	Banded   bool // there were bounds
}

// Tally adds up what Score is the mean of.
type Tally struct {
	series, silent, scaled, months, in80, in95 int
	smape, mase, msis                          float64
}

// Add takes in one forecast.
func (t *Tally) Add(j Judged) {
	if len(j.Points) < len(j.Test) || len(j.Test) == 0 {
		t.silent++
		return
	}
	t.series++
	t.smape += SMAPE(j.Test, j.Points)
	scale := Scale(j.Train)
	if scale > 0 {
		t.scaled++
		t.mase += MASE(j.Test, j.Points, scale)
	}
	if len(j.Low95) < len(j.Test) {
		return
	}
	if scale > 0 {
		t.msis += MSIS(j.Test, j.Low95, j.High95, scale)
	}
	t.months += known(j.Test)
	t.in80 += Inside(j.Test, j.Low80, j.High80)
	t.in95 += Inside(j.Test, j.Low95, j.High95)
}

// Score is the mean of what was added.
func (t *Tally) Score() Score {
	over := func(sum float64, n int) float64 {
		if n == 0 {
			return math.NaN()
		}
		return sum / float64(n)
	}
	s := Score{Series: t.series, Silent: t.silent, Unscaled: t.series - t.scaled, Banded: t.months > 0}
	s.SMAPE = over(t.smape, t.series)
	s.MASE, s.MSIS = over(t.mase, t.scaled), over(t.msis, t.scaled)
	s.Cover80, s.Cover95 = over(float64(t.in80), t.months), over(float64(t.in95), t.months)
	return s
}

// OWA is the mean of how sMAPE and MASE stand to those of Naive2.
func (s Score) OWA(naive2 Score) float64 {
	return (s.SMAPE/naive2.SMAPE + s.MASE/naive2.MASE) / 2
}
