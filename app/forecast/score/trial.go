package score

import (
	"math"
	"slices"

	"lamplighter/app"
	"lamplighter/app/forecast"
)

// Trial is what is forecast in one go: histories that end in the same month,
// and what came after. The series of a competition end whenever they end; they
// are moved to one month, since nothing is said of the calendar there.
type Trial struct {
	Length  int   // months of history; 0: whatever the file has
	Origin  int64 // YYYYMM
	Horizon int
	Moved   bool // Origin is made up
	Rows    []Window
}

// Window is one history and what came after.
type Window struct {
	ID, Area, Sector string
	First            int64     // YYYYMM
	Values           []float64 // history and what came after
	Months           int       // how many of them are history
}

// Train is the history.
func (w Window) Train() []float64 { return w.Values[:w.Months] }

// Test is what came after.
func (w Window) Test() []float64 { return w.Values[w.Months:] }

// somewhere is the month histories without a calendar end in.
const somewhere = 2000_12

// Trials are the test parts of a competition, one trial for each horizon.
func (set Set) Trials() (out []Trial) {
	for _, s := range set.Series {
		horizon := len(s.Values) - s.Train
		i := slices.IndexFunc(out, func(t Trial) bool { return t.Horizon == horizon })
		if i < 0 {
			out = append(out, Trial{Origin: somewhere, Horizon: horizon, Moved: true})
			i = len(out) - 1
		}
		out[i].Rows = append(out[i].Rows, Window{
			ID: s.ID, First: app.AddMonths(somewhere, 1-s.Train), Values: s.Values, Months: s.Train,
		})
	}
	return out
}

// Rolling cuts a panel: histories of one length, an origin each year, the last
// one where the latest series has its horizon behind it.
func (set Set) Rolling(length, horizon int) (out []Trial) {
	if len(set.Series) == 0 {
		return nil
	}
	first, end := set.Series[0].Start, int64(0)
	for _, s := range set.Series {
		first, end = min(first, s.Start), max(end, app.AddMonths(s.Start, len(s.Values)-1))
	}
	for origin := app.AddMonths(end, -horizon); origin >= app.AddMonths(first, length-1); origin = app.AddMonths(origin, -Season) {
		if t := (Trial{Length: length, Origin: origin, Horizon: horizon, Rows: set.windows(origin, length, horizon)}); len(t.Rows) > 0 {
			out = append(out, t)
		}
	}
	slices.Reverse(out)
	return out
}

// windows are the series that reach so far back and forth from an origin.
func (set Set) windows(origin int64, length, horizon int) (out []Window) {
	for _, s := range set.Series {
		n := app.MonthsFrom(s.Start, origin) + 1
		if n < length || n+horizon > len(s.Values) {
			continue
		}
		out = append(out, Window{
			ID: s.ID, Area: s.Area, Sector: s.Sector, First: app.AddMonths(s.Start, n-length),
			Values: s.Values[n-length : n+horizon], Months: length,
		})
	}
	return out
}

// Histories are what a forecast may know: nothing after the origin.
func (t Trial) Histories() forecast.List { return t.histories(false) }

// Tempted are the same with what came after, ten times as large: a forecast
// that differs has looked at it.
func (t Trial) Tempted() forecast.List { return t.histories(true) }

func (t Trial) histories(tempted bool) forecast.List {
	out := make(forecast.List, len(t.Rows))
	for i, w := range t.Rows {
		shown := w.Train()
		if tempted {
			shown = w.Values
		}
		values := make([]float32, len(shown))
		for at, v := range shown {
			if values[at] = float32(v); at >= w.Months {
				values[at] *= 10
			}
			if math.IsInf(float64(values[at]), 0) {
				values[at] = math.MaxFloat32
			}
		}
		out[i] = forecast.History{Key: w.ID, Class: w.Sector, First: w.First, Values: values}
	}
	return out
}
