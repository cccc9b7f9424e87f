package main

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"
	"golang.org/x/text/width"

	"lamplighter/app/forecast/score"
)

// tell prints the table of a set and length.
func (e *evaluation) tell(name string, trials []score.Trial, r *score.Report, took time.Duration) {
	values := map[string]any{"Set": name, "Months": trials[0].Length, "Ahead": trials[0].Horizon, "Origins": len(trials), "N": r.Engine.Score().Series}
	if trials[0].Length == 0 {
		e.say(lang.L("{{.Set}} · its own test part · {{.N}} forecasts", values))
	} else {
		e.say(lang.L("{{.Set}} · {{.Months}} months of history, {{.Ahead}} ahead, {{.Origins}} origins · {{.N}} forecasts", values))
	}
	engine, naive2 := r.Engine.Score(), r.Naive2.Score()
	seconds := took.Seconds()
	rows := [][]string{
		{lang.L("Method"), "sMAPE", "MASE", "OWA", "MSIS", lang.L("In 80 %"), lang.L("In 95 %"), lang.L("Seconds"), lang.L("Series a second")},
		append(figures(lang.L("Lamplighter"), engine, naive2), decimals(seconds, 3), decimals(float64(engine.Series)/seconds, 0)),
		figures(lang.L("Seasonal naive"), r.SeasonalNaive.Score(), naive2),
		figures("Naive2", naive2, naive2),
	}
	if groups := r.Groups.Score(); groups.Series > 0 {
		rows = append(rows, figures(lang.L("Areas, sectors, all"), groups, r.GroupsNaive2.Score()))
	}
	for _, line := range columns(rows) {
		e.say(line)
	}
	if engine.Silent > 0 {
		e.say(lang.L("No figure was given for {{.N}} of them.", map[string]any{"N": engine.Silent}))
	}
	if engine.Unscaled > 0 {
		e.say(lang.L("{{.N}} never changed before: they count in neither MASE nor MSIS.", map[string]any{"N": engine.Unscaled}))
	}
	e.say("")
}

func figures(method string, s, naive2 score.Score) []string {
	row := []string{method, decimals(s.SMAPE, 3), decimals(s.MASE, 4), decimals(s.OWA(naive2), 4)}
	if !s.Banded {
		return append(row, "–", "–", "–")
	}
	return append(row, decimals(s.MSIS, 3), decimals(100*s.Cover80, 1)+" %", decimals(100*s.Cover95, 1)+" %")
}

func decimals(v float64, places int) string { return strconv.FormatFloat(v, 'f', places, 64) }

// columns sets rows below each other: the first column to the left, numbers to
// the right.
func columns(rows [][]string) []string {
	wide := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			wide[i] = max(wide[i], printed(cell))
		}
	}
	out := make([]string, len(rows))
	for r, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			blanks := strings.Repeat(" ", wide[i]-printed(cell))
			if i == 0 {
				line.WriteString("  " + cell + blanks)
			} else {
				line.WriteString("  " + blanks + cell)
			}
		}
		out[r] = line.String()
	}
	return out
}

// printed is how many places of a terminal a text takes.
func printed(text string) (places int) {
	for _, r := range text {
		places++
		if kind := width.LookupRune(r).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
			places++
		}
	}
	return places
}
