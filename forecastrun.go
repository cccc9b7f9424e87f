package main

import (
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/screens/words"
)

// runForecast forecasts all customers of a file, and writes what came of it as a
// list.
func (t *terminal) runForecast() error {
	out := t.flags.String("out", "", "a list for the forecasts: .csv, .xlsx or .json; replaced when it is there")
	months := t.flags.Int("months", app.ForecastMonths, "how many months ahead")
	files, err := t.parseAnywhere()
	if err != nil {
		return err
	}
	format := app.Format(strings.TrimPrefix(strings.ToLower(filepath.Ext(*out)), "."))
	if len(files) != 1 || *out != "" && !slices.Contains([]app.Format{app.XLSX, app.CSV, app.JSON}, format) {
		t.flags.Usage()
		return errUsage
	}
	return t.withStore(files[0], false, func(s *data.Store, by app.Actor) error {
		run, err := s.RunForecast(t.ctx, by, app.ForecastJob{Months: *months}, t.progress())
		if err != nil {
			return err
		}
		t.say(lang.L("{{.N}} customers were forecast from their use up to {{.Month}}, {{.Months}} months ahead.", map[string]any{
			"N": run.Customers, "Month": words.Month(run.Origin), "Months": run.Months,
		}))
		if none := run.Evidence[app.EvidenceNone]; none > 0 {
			t.say(lang.L("Too little history for a figure: {{.N}} of them.", map[string]any{"N": none}))
		}
		if *out == "" {
			return nil
		}
		n, err := s.ExportForecasts(t.ctx, by, app.ExportJob{Path: *out, Format: format, Title: words.Column, Label: labels(t, s, by)}, noReport)
		if err == nil {
			t.say(lang.L("{{.N}} rows are in {{.File}}", map[string]any{"N": n, "File": *out}))
		}
		return err
	})
}

// progressPause is how long a command is silent about how far it is.
const progressPause = 2 * time.Second

// progress tells now and then how far a command is.
func (t *terminal) progress() func(done, total int64) {
	last := time.Now()
	return func(done, total int64) {
		if time.Since(last) >= progressPause && total > 0 {
			last = time.Now()
			t.say(lang.L("{{.Percent}} % done", map[string]any{"Percent": 100 * done / total}))
		}
	}
}
