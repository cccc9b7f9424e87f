package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app/forecast/score"
)

func TestNothingAfterAnOriginIsSeenInTheSeriesForDeveloping(t *testing.T) {
	panel := forecastData(t, "taiwan_county_sector_kwh")
	trials := append(forecastData(t, "m1_monthly").Trials(), panel.Rolling(60, 12)...)
	for _, trial := range append(trials, panel.Rolling(20, 12)...) {
		before, err := score.Forecast(t.Context(), trial.Histories(), trial.Options(1))
		if err != nil {
			t.Fatal(err)
		}
		if id, err := trial.Canary(t.Context(), before, 2); id != "" || err != nil {
			t.Errorf("%d months up to %d: %s was forecast with a look at what came after: %v", trial.Length, trial.Origin, id, err)
		}
	}
}

func TestForecastsComeAsATableAndAFile(t *testing.T) {
	series := filepath.Join(t.TempDir(), "panel.csv")
	var text strings.Builder
	text.WriteString("id,area,sector,start,values\n")
	for i := range 8 {
		fmt.Fprintf(&text, "S%d,A%d,IND,2018-01,", i, i%2)
		for m := range 60 {
			fmt.Fprintf(&text, "%.0f ", 1000*float64(i+1)*(1+0.2*math.Sin(float64(m)*math.Pi/6))+float64(m*m*7%31))
		}
		text.WriteString("\n")
	}
	if err := os.WriteFile(series, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, wrong bytes.Buffer
	file := series + ".forecasts"
	if status := run([]string{"forecast", "eval", "-lang", "en", "-months", "36,48", "-canary", "-out", file, series}, &out, &wrong); status != 0 {
		t.Fatalf("status %d: %s%s", status, out.String(), wrong.String())
	}
	for _, said := range []string{"panel · 36 months of history, 12 ahead, 2 origins · 16 forecasts", "Lamplighter", "Seasonal naive", "Naive2", "Areas, sectors, all", "No forecast changed"} {
		if !strings.Contains(out.String(), said) {
			t.Errorf("the table lacks %q:\n%s", said, out.String())
		}
	}
	written, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(written)).ReadAll()
	if want := 1 + 16*12 + 8*12; err != nil || len(rows) != want || len(rows[1]) != len(forecastColumns) {
		t.Errorf("the file has %d rows, want %d: %v", len(rows), want, err)
	}
	if _, err := os.Stat(file + ".tmp"); err == nil {
		t.Error("half a file was left behind")
	}
	out.Reset()
	if status := run([]string{"forecast", "eval", "-lang", "zh", "-months", "48", series}, &out, &wrong); status != 0 || !strings.Contains(out.String(), "历史 48 个月") {
		t.Errorf("in Chinese it says %s", out.String())
	}
}

func TestAFileThatHoldsNoSeriesIsToldAndTheOthersAreJudged(t *testing.T) {
	folder := t.TempDir()
	bad, good := filepath.Join(folder, "bad.csv"), filepath.Join(folder, "good.csv")
	if os.WriteFile(bad, []byte("id,start,train,test\nN1,2020-01,1 x,2\n"), 0o600) != nil || os.WriteFile(good, []byte("id,start,train,test\nN1,2020-01,1 2 3,2\n"), 0o600) != nil {
		t.Fatal("no files to read")
	}
	var out, wrong bytes.Buffer
	status := run([]string{"forecast", "eval", "-lang", "en", bad, good}, &out, &wrong)
	for _, said := range []string{"bad.csv, line 2: «x» is no number", "good · its own test part · 1 forecasts"} {
		if status != 1 || !strings.Contains(out.String(), said) {
			t.Errorf("status %d, without %q:\n%s", status, said, out.String())
		}
	}
	for _, args := range [][]string{{"forecast"}, {"forecast", "eval"}, {"forecast", "eval", "-months", "x", good}, {"forecast", "eval", "-workers", "0", good}} {
		if status := run(args, &out, &wrong); status != 2 {
			t.Errorf("%v ends with %d, want 2", args, status)
		}
	}
}
