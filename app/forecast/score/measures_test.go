package score

import (
	"math"
	"testing"
)

func close(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9*max(1, math.Abs(want)) {
		t.Errorf("%s is %.12g, want %.12g", what, got, want)
	}
}

// twoYears is a history of two years, each month 10 above the one a year before.
func twoYears() []float64 {
	out := make([]float64, 24)
	for i := range out {
		out[i] = 100 + float64(i%12) + 10*float64(i/12)
	}
	return out
}

func TestErrorsAreWhatOneReckonsByHand(t *testing.T) {
	actual, forecast := []float64{100, 200, 0}, []float64{110, 180, 0}
	// 200·10/210 = 9.5238…, 200·20/380 = 10.5263…, two zeros nothing.
	close(t, "sMAPE", SMAPE(actual, forecast), (2000.0/210+4000.0/380)/3)
	close(t, "sMAPE of a miss of everything", SMAPE([]float64{5}, []float64{0}), 200)
	close(t, "the scale", Scale(twoYears()), 10)
	close(t, "MASE", MASE(actual, forecast, 10), (1+2+0)/3.0)
	close(t, "the scale of a short history", Scale([]float64{1, 3, 6}), 2.5)
	close(t, "the scale of one month", Scale([]float64{7}), 0)
}

func TestAMonthNobodyReadIsNoError(t *testing.T) {
	gap := math.NaN()
	close(t, "sMAPE", SMAPE([]float64{gap, 100}, []float64{1, 100}), 0)
	close(t, "the scale", Scale([]float64{1, gap, 6, 8}), 2)
	if in := Inside([]float64{gap, 5}, []float64{0, 0}, []float64{9, 9}); in != 1 {
		t.Errorf("%d months are in the band, want 1", in)
	}
}

func TestABandPaysForItsWidthAndFortyTimesForWhatLiesBeyond(t *testing.T) {
	low, high := []float64{90, 90, 90}, []float64{110, 110, 110}
	// Widths 20 each; 5 above and 2 below the band cost 40 times as much.
	close(t, "MSIS", MSIS([]float64{100, 115, 88}, low, high, 10), (60+40*7)/3.0/10)
	if in := Inside([]float64{90, 110, 110.5}, low, high); in != 2 {
		t.Errorf("%d months are in the band, want 2: its bounds belong to it", in)
	}
}

func TestAScoreIsTheMeanOverSeries(t *testing.T) {
	var engine, naive Tally
	j := Judged{
		Train: twoYears(), Test: []float64{120, 130}, Points: []float64{110, 130},
		Low80: []float64{115, 115}, High80: []float64{125, 125}, Low95: []float64{110, 110}, High95: []float64{140, 140},
	}
	engine.Add(j)
	engine.Add(Judged{Train: []float64{5, 5}, Test: []float64{5}, Points: []float64{5}})
	engine.Add(Judged{Train: twoYears(), Test: []float64{5}})
	s := engine.Score()
	if s.Series != 2 || s.Silent != 1 || s.Unscaled != 1 || !s.Banded {
		t.Errorf("counted %+v", s)
	}
	close(t, "sMAPE", s.SMAPE, 2000.0/230/2/2)
	close(t, "MASE", s.MASE, 0.5)
	close(t, "MSIS", s.MSIS, 3)
	close(t, "coverage at 80", s.Cover80, 0.5)
	close(t, "coverage at 95", s.Cover95, 1)
	naive.Add(Judged{Train: twoYears(), Test: []float64{120}, Points: []float64{100}})
	close(t, "OWA", s.OWA(naive.Score()), (s.SMAPE/(4000.0/220)+0.5/2)/2)
}
