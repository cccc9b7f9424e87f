package data

import (
	"context"
	"math"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// forecastLine is a month of a customer as it goes out.
type forecastLine struct {
	app.UseRow
	app.MonthAhead
}

func forecastColumnsOut() []exportColumn[forecastLine] {
	kwh := func(get func(forecastLine) int64) func(forecastLine, app.ExportJob) sheet.Value {
		return amount(func(l forecastLine) int64 { return get(l) * 1000 })
	}
	return []exportColumn[forecastLine]{
		{"account_no", sheet.Code, 16, text(func(l forecastLine) string { return l.AccountNo })},
		{"name", sheet.Name, 22, text(func(l forecastLine) string { return l.Name })},
		{"industry", sheet.Industry, 12, text(func(l forecastLine) string { return l.Industry })},
		{"month", sheet.Number, 10, kwh(func(l forecastLine) int64 { return l.Month })},
		{"forecast_kwh", sheet.Number, 14, kwh(func(l forecastLine) int64 { return l.Point })},
		{"calm_kwh", sheet.Number, 14, kwh(func(l forecastLine) int64 { return l.Base })},
		{"low_80", sheet.Number, 14, kwh(func(l forecastLine) int64 { return l.Low80 })},
		{"high_80", sheet.Number, 14, kwh(func(l forecastLine) int64 { return l.High80 })},
		{"low_95", sheet.Number, 14, kwh(func(l forecastLine) int64 { return l.Low95 })},
		{"high_95", sheet.Number, 14, kwh(func(l forecastLine) int64 { return l.High95 })},
		{"adjusted_kwh", sheet.Number, 14, func(l forecastLine, _ app.ExportJob) sheet.Value {
			return sheet.Value{Int: l.Adjusted * 1000, Given: l.HasAdjusted}
		}},
		{"use_evidence", sheet.Text, 14, code("use_evidence", func(l forecastLine) string { return string(l.Evidence) })},
	}
}

// ExportForecasts writes what the last run said of each customer, and the
// managers' figures beside it, as a sheet: a line for each of his months. Who has
// too little history for a figure is left out.
func (s *Store) ExportForecasts(ctx context.Context, by app.Actor, job app.ExportJob, report func(done, total int64)) (int, error) {
	ctx = s.within(ctx, by)
	for _, right := range []app.Right{app.ReadForecasts, app.ExportRecords} {
		if err := by.May(right); err != nil {
			return 0, err
		}
	}
	run, err := s.keptRun(ctx)
	if err != nil {
		return 0, wrap("export forecasts", err)
	}
	rows, err := s.order(ctx, "SELECT customer AS n FROM forecasts WHERE run = ? ORDER BY customer", run.run)
	if err != nil {
		return 0, wrap("export forecasts", err)
	}
	adjusted, err := s.adjustedAfter(ctx, run.Origin, math.MaxInt64)
	if err != nil {
		return 0, wrap("export forecasts", err)
	}
	read := func(ctx context.Context, rows []int64) ([]forecastLine, error) {
		return s.forecastLines(ctx, run, adjusted, rows)
	}
	n, err := export(ctx, s.out(ctx, by, job, "forecasts"), rows, forecastColumnsOut(), read, report)
	return n, wrap("export forecasts", fileProblem(err))
}

// forecastLines are the months of some customers.
func (s *Store) forecastLines(ctx context.Context, run keptRun, adjusted adjustments, customers []int64) ([]forecastLine, error) {
	type said struct {
		useFound
		body []byte
	}
	rows, err := collect(ctx, s.reader, func(r scanner) (said, error) {
		var v said
		err := r.Scan(&v.customer, &v.Evidence, &v.Industry, &v.body)
		return v, err
	}, "SELECT f.customer, f.evidence, f.industry, f.body FROM json_each(?) j CROSS JOIN forecasts f ON f.run = ? AND f.customer = j.value ORDER BY j.key",
		jsonRows(customers), run.run)
	if err != nil {
		return nil, err
	}
	found := make([]useFound, len(rows))
	for i := range rows {
		found[i] = rows[i].useFound
	}
	named, err := s.nameUsers(ctx, found)
	if err != nil {
		return nil, err
	}
	var lines []forecastLine
	for i, row := range rows {
		_, ahead, err := readForecast(row.body, run.Origin)
		if err != nil {
			return nil, err
		}
		adjusted.to(named[i].Customer, ahead)
		for _, m := range ahead {
			lines = append(lines, forecastLine{named[i], m})
		}
	}
	return lines, nil
}
