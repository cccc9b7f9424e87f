package score

import (
	"context"
	"slices"

	"lamplighter/app/forecast"
)

// Verdict is one forecast, the baselines beside it, and what came after.
type Verdict struct {
	Window
	Method                        forecast.Method
	Engine, SeasonalNaive, Naive2 Judged // the baselines have no bounds
}

// Options are those of a trial.
func (t Trial) Options(workers int) forecast.Options {
	return forecast.Options{Origin: t.Origin, Horizon: t.Horizon, Workers: workers, NoCalendar: t.Moved}
}

// Forecasts are those of a trial, in the order of its rows.
type Forecasts []forecast.Forecast

// Forecast runs the engine over histories and keeps what it hands out.
func Forecast(ctx context.Context, rows forecast.List, o forecast.Options) (Forecasts, error) {
	out := make(Forecasts, len(rows))
	_, err := forecast.Run(ctx, rows, o, func(row int, f *forecast.Forecast) { out[row] = kept(*f) })
	return out, err
}

// kept is a forecast that outlives the call it was handed out in.
func kept(f forecast.Forecast) forecast.Forecast {
	for _, months := range []*[]float64{&f.Points, &f.Calm, &f.Sure, &f.Low80, &f.High80, &f.Low95, &f.High95} {
		*months = slices.Clone(*months)
	}
	return f
}

// Judge lays forecasts beside what came after.
func (t Trial) Judge(forecasts Forecasts) []Verdict {
	out := make([]Verdict, len(t.Rows))
	for i, w := range t.Rows {
		f, plain := forecasts[i], Judged{Train: w.Train(), Test: w.Test()}
		v := Verdict{Window: w, Method: f.Method, Engine: plain, SeasonalNaive: plain, Naive2: plain}
		v.Engine.Points, v.Engine.Low80, v.Engine.High80, v.Engine.Low95, v.Engine.High95 = f.Points, f.Low80, f.High80, f.Low95, f.High95
		v.SeasonalNaive.Points, v.Naive2.Points = SeasonalNaive(w.Train(), t.Horizon), Naive2(w.Train(), t.Horizon)
		out[i] = v
	}
	return out
}

// Report is the table of a set and length.
type Report struct {
	Engine, SeasonalNaive, Naive2 Tally
	Groups, GroupsNaive2          Tally
}

// Add takes in what was judged.
func (r *Report) Add(verdicts []Verdict) {
	for _, v := range verdicts {
		r.Engine.Add(v.Engine)
		r.SeasonalNaive.Add(v.SeasonalNaive)
		r.Naive2.Add(v.Naive2)
	}
}

// Canary forecasts each trial with what came after it ten times as large, and
// finds the first series that was forecast otherwise than before; "": none.
func (t Trial) Canary(ctx context.Context, before Forecasts, workers int) (id string, err error) {
	after, err := Forecast(ctx, t.Tempted(), t.Options(workers))
	if err != nil {
		return "", err
	}
	for i := range before {
		if !same(before[i], after[i]) {
			return t.Rows[i].ID, nil
		}
	}
	return "", nil
}

// same compares to the last bit; no value is NaN.
func same(a, b forecast.Forecast) bool {
	return a.Method == b.Method && slices.Equal(a.Points, b.Points) &&
		slices.Equal(a.Low80, b.Low80) && slices.Equal(a.High80, b.High80) &&
		slices.Equal(a.Low95, b.Low95) && slices.Equal(a.High95, b.High95)
}

// AddGroups takes in what was judged of groups.
func (r *Report) AddGroups(verdicts []Verdict) {
	for _, v := range verdicts {
		r.Groups.Add(v.Engine)
		r.GroupsNaive2.Add(v.Naive2)
	}
}
