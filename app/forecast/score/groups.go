package score

import (
	"context"

	"lamplighter/app/forecast"
)

// JudgeGroups forecasts the areas and sectors of a panel, and all of it, as sums
// of its series, and lays them beside what came after.
func (t Trial) JudgeGroups(ctx context.Context, workers int) ([]Verdict, error) {
	if t.Moved {
		return nil, nil
	}
	of := func(row int, into []string) []string { return append(into, t.Rows[row].groups()...) }
	groups, _, err := forecast.RunGroups(ctx, t.Histories(), of, t.Options(workers), func(int, *forecast.Forecast) {})
	if err != nil {
		return nil, err
	}
	sums := Trial{Length: t.Length, Origin: t.Origin, Horizon: t.Horizon}
	forecasts := make(Forecasts, len(groups))
	for i, g := range groups {
		forecasts[i] = g.Forecast
		sums.Rows = append(sums.Rows, t.sum(g.Name))
	}
	return sums.Judge(forecasts), nil
}

// groups names those a series is in. A sign before the name keeps an area and a
// sector of one name apart.
func (w Window) groups() []string { return []string{"=", "@" + w.Area, "#" + w.Sector} }

// sum is the series of a group, as if it were one.
func (t Trial) sum(name string) Window {
	out := Window{ID: name}
	for _, w := range t.Rows {
		for _, group := range w.groups() {
			if group != name {
				continue
			}
			if out.Values == nil {
				out.Values, out.Months, out.First = make([]float64, len(w.Values)), w.Months, w.First
			}
			for i, v := range w.Values {
				out.Values[i] += v
			}
		}
	}
	return out
}
