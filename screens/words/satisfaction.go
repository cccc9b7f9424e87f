package words

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// Score names a step of the scale.
func Score(score int64) string {
	switch score {
	case 5:
		return lang.L("5 Satisfied")
	case 4:
		return lang.L("4 Mostly satisfied")
	case 3:
		return lang.L("3 Neither")
	case 2:
		return lang.L("2 Rather dissatisfied")
	case 1:
		return lang.L("1 Dissatisfied")
	}
	return "–"
}

// Dots is so many of five.
func Dots(n int) string { return strings.Repeat("●", n) + strings.Repeat("○", app.ScoreMax-n) }

// Satisfaction is the figure of a customer in one line: the mean, as dots, how
// it moves, and on how many answers it hangs.
func Satisfaction(s app.Satisfaction) string {
	if !s.All.Known() {
		return lang.L("Not asked in the last two years")
	}
	parts := []string{Dots(s.Dots()), fmt.Sprintf("%.1f", s.All.Value())}
	if trend := SatisfactionTrend(s.Trend()); trend != "" {
		parts = append(parts, trend)
	}
	of := lang.X("satisfaction.of", "of {{.N}} answers", map[string]any{"N": s.All.Of})
	if s.All.Of == 1 {
		of = lang.X("satisfaction.of_one", "of 1 answer")
	}
	return strings.Join(append(parts, of), "  ")
}

// SatisfactionTrend is how satisfaction moves; nothing while nobody can tell.
func SatisfactionTrend(trend app.SatisfactionTrend) string {
	switch trend {
	case app.TrendUp:
		return lang.L("↑ better")
	case app.TrendSteady:
		return lang.L("→ steady")
	case app.TrendDown:
		return lang.L("↓ worse")
	}
	return ""
}

// MeanScore is a mean on the scale; of few answers, their number stands behind.
func MeanScore(r app.Ratio) string {
	text := fmt.Sprintf("%.1f", r.Value())
	switch {
	case !r.Known():
		return "–"
	case app.FewAnswers(r):
		return lang.X("figure.of_few", "{{.Figure}} (of {{.N}})", map[string]any{"Figure": text, "N": r.Of})
	}
	return text
}

// SurveySource names where satisfaction was asked.
func SurveySource(source app.SurveySource) string {
	switch source {
	case app.SurveyOfCase:
		return lang.L("Case")
	case app.SurveyOfVisit:
		return lang.L("Visit")
	case app.SurveyOfYear:
		return lang.L("Yearly survey")
	}
	return string(source)
}

// PeriodKind names the length of a period.
func PeriodKind(kind app.PeriodKind) string {
	switch kind {
	case app.PeriodMonth:
		return lang.X("period.month", "Month")
	case app.PeriodQuarter:
		return lang.X("period.quarter", "Quarter")
	case app.PeriodYear:
		return lang.X("period.year", "Year")
	}
	return string(kind)
}

// PromiseState says how a promise stands; nothing for one that was let go in
// time.
func PromiseState(state app.PromiseState) string {
	switch state {
	case app.PromisesKept:
		return lang.X("promise.kept", "Kept")
	case app.PromisesBroken:
		return lang.X("promise.broken", "Broken")
	case app.PromisesOpen:
		return lang.X("promise.open", "Open")
	}
	return ""
}

// QualityPart names what the record of a visit is judged by.
func QualityPart(name string) string {
	switch name {
	case "answers":
		return lang.L("Questions answered")
	case "facts":
		return lang.L("Facts found")
	case "purposes":
		return lang.L("Purposes covered")
	case "met":
		return lang.L("Persons met")
	case "made":
		return lang.L("What came of it")
	case "proof":
		return lang.L("Photos and signature")
	case "timely":
		return lang.L("Written down in time")
	}
	return name
}
