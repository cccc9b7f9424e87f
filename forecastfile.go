package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"

	"lamplighter/app"
	"lamplighter/app/forecast/score"
)

// The columns of a file of forecasts, the same in every language: it is read by
// programs.
var forecastColumns = []string{
	"set", "history", "origin", "id", "method", "ahead", "month", "actual", "point",
	"low80", "high80", "low95", "high95", "seasonal_naive", "naive2",
}

// forecastFile begins a file; keep puts it in its place, unless something went
// wrong.
func forecastFile(path string) (w *csv.Writer, keep func(error) error, err error) {
	f, err := os.Create(path + ".tmp")
	if err != nil {
		return nil, nil, fmt.Errorf("write forecasts: %w", errors.Join(app.ErrReadOnlyFile, err))
	}
	w = csv.NewWriter(f)
	_ = w.Write(forecastColumns) // an error shows at the end
	return w, func(earlier error) error {
		w.Flush()
		if err := errors.Join(earlier, w.Error(), f.Close()); err != nil {
			_ = os.Remove(f.Name())
			return err
		}
		return os.Rename(f.Name(), path)
	}, nil
}

// keep writes what was judged, a line a month.
func (e *evaluation) keep(name string, trial score.Trial, verdicts []score.Verdict) {
	if e.out == nil {
		return
	}
	for _, v := range verdicts {
		end := app.AddMonths(v.First, v.Months-1)
		for i, actual := range v.Test() {
			row := []string{
				name, strconv.Itoa(v.Months), strconv.FormatInt(end, 10), v.ID, string(v.Method),
				strconv.Itoa(i + 1), strconv.FormatInt(app.AddMonths(end, i+1), 10), plain(actual),
			}
			for _, months := range [][]float64{
				v.Engine.Points, v.Engine.Low80, v.Engine.High80, v.Engine.Low95, v.Engine.High95, v.SeasonalNaive.Points, v.Naive2.Points,
			} {
				row = append(row, at(months, i))
			}
			_ = e.out.Write(slices.Clip(row))
		}
	}
}

func at(months []float64, i int) string {
	if i >= len(months) {
		return ""
	}
	return plain(months[i])
}

func plain(v float64) string { return strconv.FormatFloat(v, 'g', 10, 64) }
