package score

import (
	"slices"
	"testing"

	"lamplighter/app"
)

func TestACompetitionIsForecastWithinItsOwnTestPart(t *testing.T) {
	set := Set{Series: []Series{
		{ID: "A", Start: 1990_01, Values: []float64{1, 2, 3, 4, 5}, Train: 3},
		{ID: "B", Start: 1971_05, Values: []float64{1, 2, 3}, Train: 2},
		{ID: "C", Start: 1990_01, Values: []float64{1, 2, 3, 4}, Train: 2},
	}}
	trials := set.Trials()
	if len(trials) != 2 || trials[0].Horizon != 2 || len(trials[0].Rows) != 2 || trials[1].Horizon != 1 {
		t.Fatalf("cut %+v, want one trial for each horizon", trials)
	}
	w := trials[0].Rows[0]
	if !slices.Equal(w.Train(), []float64{1, 2, 3}) || !slices.Equal(w.Test(), []float64{4, 5}) {
		t.Errorf("cut %+v", w)
	}
	if app.AddMonths(w.First, len(w.Train())-1) != trials[0].Origin {
		t.Errorf("the history of %s does not end at the origin %d", w.ID, trials[0].Origin)
	}
}

func TestOriginsRollByTheYearAndLeaveTheHorizonBehindThem(t *testing.T) {
	values := make([]float64, 65)
	for i := range values {
		values[i] = float64(i)
	}
	set := Set{Panel: true, Series: []Series{
		{ID: "long", Area: "X", Sector: "IND", Start: 2010_01, Values: values},
		{ID: "late", Start: 2013_01, Values: values[:29]},
	}}
	trials := set.Rolling(24, 12)
	var origins []int64
	for _, trial := range trials {
		origins = append(origins, trial.Origin)
	}
	if want := []int64{2012_05, 2013_05, 2014_05}; !slices.Equal(origins, want) {
		t.Fatalf("the origins are %v, want %v", origins, want)
	}
	w := trials[0].Rows[0]
	if w.First != 2010_06 || !slices.Equal(w.Train(), values[5:29]) || !slices.Equal(w.Test(), values[29:41]) || w.Sector != "IND" {
		t.Errorf("cut %+v", w)
	}
	if len(trials[2].Rows) != 1 {
		t.Error("a history of 17 months was taken for one of 24")
	}
}

func TestNothingAfterTheOriginIsHandedOut(t *testing.T) {
	trial := Set{Series: []Series{{ID: "A", Start: 1990_01, Values: []float64{1, 2, 3}, Train: 2}}}.Trials()[0]
	if got := trial.Histories()[0].Values; !slices.Equal(got, []float32{1, 2}) {
		t.Errorf("a forecast is shown %v", got)
	}
	if got := trial.Tempted()[0].Values; !slices.Equal(got, []float32{1, 2, 30}) {
		t.Errorf("the canary is shown %v", got)
	}
}
