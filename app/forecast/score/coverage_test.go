package score

import (
	"cmp"
	"os"
	"path/filepath"
	"testing"

	"lamplighter/app"
)

// coverageSet reads a set of series for developing, if it is here.
func coverageSet(t *testing.T, name string) Set {
	t.Helper()
	folder := cmp.Or(os.Getenv("LAMPLIGHTER_FORECAST_DATA"), filepath.Join("..", "..", "..", "..", "shared", "forecast-data"))
	f, err := os.Open(filepath.Join(folder, name+"_dev.csv"))
	if err != nil {
		t.Skip("the series to measure with are not here; LAMPLIGHTER_FORECAST_DATA may name their folder")
	}
	defer func() { _ = f.Close() }()
	set, err := Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// coverageEarlier is a trial so many months earlier, of those that have two
// years left.
func coverageEarlier(t Trial, months int) Trial {
	out := t
	out.Rows = nil
	for _, w := range t.Rows {
		if w.Months -= months; w.Months >= 2*Season {
			w.Values = w.Values[:w.Months+t.Horizon]
			w.First = app.AddMonths(somewhere, 1-w.Months)
			out.Rows = append(out.Rows, w)
		}
	}
	return out
}

// coverageOf judges a set as it stood so many months ago.
func coverageOf(t *testing.T, set Set, months int) []Verdict {
	t.Helper()
	var out []Verdict
	for _, trial := range set.Trials() {
		trial = coverageEarlier(trial, months)
		forecasts, err := Forecast(t.Context(), trial.Histories(), trial.Options(1))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, trial.Judge(forecasts)...)
	}
	return out
}

// The series of a set are off together in one year, by five points and more, which nobody
// can know before;
// over four years the bands must hold what they say.
func TestOverSomeYearsTheBandsOfASetHoldWhatTheySay(t *testing.T) {
	for _, name := range []string{"m1_monthly", "tourism_monthly", "m4_monthly_sample30", "hospital_monthly"} {
		t.Run(name, func(t *testing.T) {
			set := coverageSet(t, name)
			var all Tally
			for months := 0; months <= 4*Season; months += Season / 2 {
				for _, v := range coverageOf(t, set, months) {
					all.Add(v.Engine)
				}
			}
			s := all.Score()
			if s.Cover80 < 0.77 || s.Cover80 > 0.84 || s.Cover95 < 0.93 || s.Cover95 > 0.97 {
				t.Errorf("%.3f lie in the 80 %% band and %.3f in the 95 %% band", s.Cover80, s.Cover95)
			}
		})
	}
}

// Where nine months of ten are without use, a band that begins at nothing holds
// more than nine of ten, however narrow it is: it must hold little else.
func TestTheBandOfSparePartsHoldsLittleButTheMonthsOfNothing(t *testing.T) {
	var all Tally
	var nothing, months float64
	for _, v := range coverageOf(t, coverageSet(t, "carparts_intermittent"), 0) {
		all.Add(v.Engine)
		for _, used := range v.Test() {
			if months++; used == 0 {
				nothing++
			}
		}
	}
	if s, floor := all.Score(), nothing/months; floor < 0.9 || s.Cover80 > floor+0.01 || s.Cover95 < 0.93 || s.Cover95 > 0.97 {
		t.Errorf("%.3f lie in the 80 %% band, of which %.3f are months of nothing, and %.3f in the 95 %% band", s.Cover80, floor, s.Cover95)
	}
}
