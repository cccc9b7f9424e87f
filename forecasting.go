package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/app/forecast/score"
	"lamplighter/screens/words"
)

const (
	panelLengths = "60,36,24" // a panel is cut into histories of these lengths
	panelHorizon = 12         // and forecast a year ahead
)

func (t *terminal) forecast() error {
	if len(t.args) > 0 {
		kind := t.args[0]
		t.args = t.args[1:]
		switch kind {
		case "run":
			return t.runForecast()
		case "eval":
			return t.evaluate()
		}
	}
	t.flags.Usage()
	return errUsage
}

// evaluate forecasts what is known already, and tells how well.
func (t *terminal) evaluate() (err error) {
	out := t.flags.String("out", "", "a CSV file for the forecasts; replaced when it is there")
	workers := t.flags.Int("workers", 1, "how many forecast at once")
	canary := t.flags.Bool("canary", false, "forecast again with ten times the use after each origin: nothing may change")
	months := t.flags.String("months", panelLengths, "the lengths of history a panel is cut into")
	files, err := t.parseAnywhere()
	if err != nil {
		return err
	}
	lengths := whole(*months)
	if len(files) == 0 || lengths == nil || *workers < 1 || *workers > 4*runtime.NumCPU() {
		t.flags.Usage()
		return errUsage
	}
	e := evaluation{terminal: t, workers: *workers, lengths: lengths, canary: *canary}
	if *out != "" {
		var keep func(error) error
		if e.out, keep, err = forecastFile(*out); err != nil {
			return err
		}
		defer func() { err = keep(err) }()
	}
	var wrong error
	for _, path := range files {
		err := e.file(path)
		if fault, is := errors.AsType[*score.Fault](err); is && fault.File != "" {
			t.say(words.Error(err)) // the other files may be better
			wrong = exit(1)
			continue
		}
		if err != nil {
			return err
		}
	}
	if wrong != nil {
		return wrong
	}
	if *canary {
		t.say(lang.L("No forecast changed when the use after each origin was ten times as large."))
	}
	return nil
}

// whole reads counts of months with commas between them; nil if one is none.
func whole(text string) (out []int) {
	for word := range strings.SplitSeq(text, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(word))
		if err != nil || n < 1 {
			return nil
		}
		out = append(out, n)
	}
	return out
}

// evaluation is one run over files.
type evaluation struct {
	*terminal
	workers int
	lengths []int
	canary  bool
	out     *csv.Writer // nil: no file was asked for
}

func (e *evaluation) file(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read series: %w", app.ErrNoFile)
	}
	if err != nil {
		return fmt.Errorf("read series: %w", err)
	}
	defer func() { _ = f.Close() }()
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	set, err := score.Read(f)
	if fault, is := errors.AsType[*score.Fault](err); is {
		fault.File = filepath.Base(path)
	}
	if err != nil {
		return err
	}
	if !set.Panel {
		return e.trials(name, set.Trials())
	}
	for _, length := range e.lengths {
		trials := set.Rolling(length, panelHorizon)
		if len(trials) == 0 {
			e.say(lang.L("{{.Set}}: no series has {{.Months}} months and {{.Ahead}} behind them.", map[string]any{"Set": name, "Months": length, "Ahead": panelHorizon}))
			continue
		}
		if err := e.trials(name, trials); err != nil {
			return err
		}
	}
	return nil
}

// trials forecasts and judges what goes into one table.
func (e *evaluation) trials(name string, trials []score.Trial) error {
	var report score.Report
	var took time.Duration
	for _, trial := range trials {
		rows := trial.Histories()
		begun := time.Now()
		forecasts, err := score.Forecast(e.ctx, rows, trial.Options(e.workers))
		if err != nil {
			return err
		}
		took += time.Since(begun)
		if err := e.listen(trial, forecasts); err != nil {
			return err
		}
		verdicts := trial.Judge(forecasts)
		report.Add(verdicts)
		e.keep(name, trial, verdicts)
		groups, err := trial.JudgeGroups(e.ctx, e.workers)
		if err != nil {
			return err
		}
		report.AddGroups(groups)
	}
	e.tell(name, trials, &report, took)
	return nil
}

// listen to the canary, if it was brought.
func (e *evaluation) listen(trial score.Trial, forecasts score.Forecasts) error {
	if !e.canary {
		return nil
	}
	id, err := trial.Canary(e.ctx, forecasts, e.workers)
	if err == nil && id != "" {
		err = &score.Fault{Reason: score.LookedAhead, Word: id}
	}
	return err
}
