package customers_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
)

func TestThePageSaysHowSatisfiedTheCustomerIs(t *testing.T) {
	store, made := county(t)
	p := open(t, store, background.Inline())
	p.area.Show(desk.Route{Customer: made["李晓明"].ID})
	p.See("Not asked in the last two years")
	for year, score := range map[int64]int64{2024: 3, 2025: 4, 2026: 5} {
		answer := app.SurveyResponse{Customer: made["李晓明"].ID, Year: year, Score: score, AskedOn: "2026-03-01", Opinion: "总体满意"}
		if err := store.AddSurvey(t.Context(), p.by, answer, false); err != nil {
			t.Fatal(err)
		}
	}
	p.area.Reload()
	p.See("●●●●○  4.0  of 3 answers")
	p.Tap("Answers")
	p.See("5 Satisfied")
	p.See("Yearly survey")
	p.See("总体满意")
}
