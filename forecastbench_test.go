package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"lamplighter/app/forecast"
	"lamplighter/app/forecast/score"
)

// forecastData is where the series for developing lie.
func forecastData(tb testing.TB, name string) score.Set {
	tb.Helper()
	folder := cmp.Or(os.Getenv("LAMPLIGHTER_FORECAST_DATA"), filepath.Join("..", "shared", "forecast-data"))
	f, err := os.Open(filepath.Join(folder, name+"_dev.csv"))
	if err != nil {
		say(tb, "the series to measure with are not here; LAMPLIGHTER_FORECAST_DATA may name their folder")
		tb.SkipNow()
	}
	defer func() { _ = f.Close() }()
	set, err := score.Read(f)
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

// say tells of what is not measured. A log of a benchmark that is skipped, or has
// others below it, is seen by nobody.
func say(tb testing.TB, sentence string) { fmt.Printf("# %s: %s\n", tb.Name(), sentence) }

// besideR is how many series of a set R forecasts: its ets takes a third of a
// second for each. LAMPLIGHTER_BESIDE_R asks for another number.
func besideR() int {
	if n, err := strconv.Atoi(os.Getenv("LAMPLIGHTER_BESIDE_R")); err == nil && n > 0 {
		return n
	}
	return 24
}

// BenchmarkForecastsBesideR scores the same series with our forecasts and with
// those of R's package forecast, in one run. Ours learn from all of the set.
func BenchmarkForecastsBesideR(b *testing.B) {
	r := findR(b)
	for _, one := range []struct {
		name, file string
		months     int // 0: a competition
	}{
		{"use60", "eia_state_sector_mwh", 60},
		{"use36", "eia_state_sector_mwh", 36},
		{"use24", "eia_state_sector_mwh", 24},
		{"taiwan60", "taiwan_county_sector_kwh", 60},
		{"taiwan36", "taiwan_county_sector_kwh", 36},
		{"m3", "m3_monthly", 0},
		{"m4", "m4_monthly_sample30", 0},
		{"m1", "m1_monthly", 0},
		{"tourism", "tourism_monthly", 0},
		{"hospital", "hospital_monthly", 0},
	} {
		b.Run(one.name, func(b *testing.B) {
			set := forecastData(b, one.file)
			trials := set.Trials()
			if one.months > 0 {
				trials = set.Rolling(one.months, panelHorizon)
			}
			some := spread(judged(b, trials), besideR())
			var ours, naive2 score.Tally
			for _, v := range some {
				ours.Add(v.Engine)
				naive2.Add(v.Naive2)
			}
			b.Run("lamplighter", func(b *testing.B) { reportScore(b, ours.Score(), naive2.Score()) })
			for _, method := range r.forecast(b, some) {
				b.Run(method.name, func(b *testing.B) { reportScore(b, method.tally.Score(), naive2.Score()) })
			}
		})
	}
}

// BenchmarkForecastSpeedBesideR takes the time for one series of 60 months, 12
// ahead, on one core: ours out of thousands, those of R out of a few.
func BenchmarkForecastSpeedBesideR(b *testing.B) {
	trials := forecastData(b, "eia_state_sector_mwh").Rolling(60, panelHorizon)
	trial := trials[len(trials)-1]
	var rows forecast.List
	for range 200 {
		rows = append(rows, trial.Histories()...)
	}
	o := trial.Options(1)
	run := func(b *testing.B, o forecast.Options) (seconds float64) {
		for b.Loop() {
			if _, err := forecast.Run(b.Context(), rows, o, func(int, *forecast.Forecast) {}); err != nil {
				b.Fatal(err)
			}
		}
		seconds = b.Elapsed().Seconds() / float64(b.N*len(rows))
		reportTime(b, seconds)
		return seconds
	}
	b.Run("points", func(b *testing.B) {
		o := o
		o.NoBands = true
		run(b, o)
	})
	var whole float64
	b.Run("with intervals", func(b *testing.B) { whole = run(b, o) })
	b.Run("one customer after an edit", func(b *testing.B) {
		pools, err := forecast.Learn(b.Context(), rows, o)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if _, err := forecast.One(rows[7], pools, o); err != nil {
				b.Fatal(err)
			}
		}
		reportTime(b, b.Elapsed().Seconds()/float64(b.N))
	})
	for _, method := range findR(b).forecast(b, spread(judged(b, trials[len(trials)-1:]), 12)) {
		b.Run(method.name, func(b *testing.B) {
			for b.Loop() {
			}
			reportTime(b, method.seconds)
			if whole > 0 {
				b.ReportMetric(method.seconds/whole, "times-ours-with-intervals")
			}
		})
	}
}

func judged(b *testing.B, trials []score.Trial) (out []score.Verdict) {
	for _, trial := range trials {
		forecasts, err := score.Forecast(b.Context(), trial.Histories(), trial.Options(1))
		if err != nil {
			b.Fatal(err)
		}
		out = append(out, trial.Judge(forecasts)...)
	}
	return out
}

func reportScore(b *testing.B, s, naive2 score.Score) {
	for b.Loop() {
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(s.SMAPE, "sMAPE")
	b.ReportMetric(s.MASE, "MASE")
	b.ReportMetric(s.OWA(naive2), "OWA")
	b.ReportMetric(s.MSIS, "MSIS")
	b.ReportMetric(100*s.Cover80, "%in80")
	b.ReportMetric(100*s.Cover95, "%in95")
}

func reportTime(b *testing.B, seconds float64) {
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(1e6*seconds, "µs/series")
	b.ReportMetric(1/seconds, "series/s")
}

// spread takes so many of them, evenly.
func spread(verdicts []score.Verdict, most int) (out []score.Verdict) {
	n := min(most, len(verdicts))
	for i := range n {
		out = append(out, verdicts[i*len(verdicts)/n])
	}
	return out
}

// rscript is R with its package forecast; "": this machine has none.
type rscript string

func findR(b *testing.B) rscript {
	path, err := exec.LookPath("Rscript")
	if err == nil {
		err = exec.Command(path, "-e", "suppressMessages(library(forecast))").Run()
	}
	if err != nil {
		say(b, "R with its package forecast is not installed (Debian: r-cran-forecast): ours are measured alone")
		return ""
	}
	return rscript(path)
}

// byR is what one method of R came to.
type byR struct {
	name    string
	tally   score.Tally
	seconds float64 // a series
}

func (r rscript) forecast(b *testing.B, verdicts []score.Verdict) (out []byR) {
	if r == "" {
		return nil
	}
	var in, wrong bytes.Buffer
	in.WriteString("id,horizon,values\n")
	for i, v := range verdicts {
		fmt.Fprintf(&in, "%d,%d,%s\n", i, len(v.Test()), strings.Trim(fmt.Sprint(v.Train()), "[]"))
	}
	cmd := exec.CommandContext(b.Context(), string(r), filepath.Join("testdata", "forecast.R"))
	cmd.Stdin, cmd.Stderr = &in, &wrong
	answer, err := cmd.Output()
	if err != nil {
		b.Fatalf("R failed: %v\n%s", err, wrong.String())
	}
	rows, err := csv.NewReader(bytes.NewReader(answer)).ReadAll()
	if err != nil || len(rows) < 2 {
		b.Fatalf("R answered with %d rows: %v", len(rows), err)
	}
	for _, row := range rows[1:] {
		if len(out) == 0 || out[len(out)-1].name != row[0] {
			out = append(out, byR{name: row[0]})
		}
		method := &out[len(out)-1]
		at, _ := strconv.Atoi(row[1])
		method.seconds += numbersOf(row[2])[0] / float64(len(verdicts))
		judged := verdicts[at].Engine
		judged.Points, judged.Low80, judged.High80, judged.Low95, judged.High95 = numbersOf(row[3]), numbersOf(row[4]), numbersOf(row[5]), numbersOf(row[6]), numbersOf(row[7])
		method.tally.Add(judged)
	}
	return out
}

func numbersOf(text string) (out []float64) {
	for _, word := range strings.Fields(text) {
		v, err := strconv.ParseFloat(word, 64)
		if err != nil {
			v = math.NaN()
		}
		out = append(out, v)
	}
	return out
}
