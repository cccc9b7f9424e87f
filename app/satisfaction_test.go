package app

import (
	"fmt"
	"testing"
)

func TestAnOpinionStandsOnTheScaleWordForWord(t *testing.T) {
	for opinion, want := range map[string]int64{
		"satisfied": 5, "mostly_satisfied": 4, "dissatisfied": 1, "no_opinion": 0, OpinionNotReached: 0, "": 0,
	} {
		if got := ScoreOfOpinion(opinion); got != want {
			t.Errorf("%q has %d, want %d", opinion, got, want)
		}
	}
}

func TestAProtectedCaseSaysNothingOfSatisfaction(t *testing.T) {
	c := Case{ID: CaseID{1}, Customer: CustomerID{2}}
	if SaidOfCase(c, "satisfied").Score != 5 {
		t.Error("an ordinary case has no score")
	}
	c.Protected = true
	if SaidOfCase(c, "satisfied").Score != 0 {
		t.Error("a protected case has a score")
	}
	if SaidOfCase(Case{ID: CaseID{1}}, "satisfied").Score != 0 {
		t.Error("a case of nobody has a score")
	}
}

// heard is answers of these scores on these days, each to a matter of its own.
func heard(days []Day, scores ...int64) []SurveyResponse {
	var out []SurveyResponse
	for i, score := range scores {
		out = append(out, SurveyResponse{Source: SurveyOfCase, Of: RecordID{byte(len(days)), byte(i)}, Score: score, AskedOn: days[i%len(days)]})
	}
	return out
}

func TestTheFigureOfACustomer(t *testing.T) {
	const today = Day("2026-03-02")
	recent, earlier := []Day{"2025-03-03", "2026-03-02"}, []Day{"2024-03-03", "2025-03-02", "2025-01-01"}
	newer := heard(recent, 5)
	newer = append(newer, newer[0])
	newer[1].Score, newer[1].CreatedAt = 2, 9
	gone := heard(recent, 1)
	gone[0].WithdrawnAt = 1
	for _, tt := range []struct {
		name  string
		said  []SurveyResponse
		mean  Ratio
		few   bool
		dots  int
		trend SatisfactionTrend
	}{
		{"nobody asked him", nil, Ratio{}, true, 0, TrendUnknown},
		{"one answer is few", heard(recent, 4), Ratio{4, 1}, true, 4, TrendUnknown},
		{"every answer weighs the same", heard(recent, 5, 5, 4, 4, 1), Ratio{19, 5}, false, 4, TrendUnknown},
		{"what is older than two years no longer counts", heard([]Day{"2024-03-02"}, 1), Ratio{}, true, 0, TrendUnknown},
		{"what lies in the future does not count yet", heard([]Day{"2026-03-03"}, 1), Ratio{}, true, 0, TrendUnknown},
		{"what was taken back does not count", gone, Ratio{}, true, 0, TrendUnknown},
		{"a score off the scale does not count", heard(recent, 6, -1), Ratio{}, true, 0, TrendUnknown},
		{"one matter counts once, its newest answer", newer, Ratio{2, 1}, true, 2, TrendUnknown},
		{"better than the year before", append(heard(recent, 5, 5, 4), heard(earlier, 3, 4, 3)...), Ratio{24, 6}, false, 4, TrendUp},
		{"worse than the year before", append(heard(recent, 1, 3, 4), heard(earlier, 5, 4, 5)...), Ratio{22, 6}, false, 4, TrendDown},
		{"a little better is no trend", append(heard(recent, 5, 4, 4, 4, 4), heard(earlier, 4, 4, 4)...), Ratio{33, 8}, false, 4, TrendSteady},
		{"two answers of a year make no trend", append(heard(recent, 5, 5, 5), heard(earlier, 1, 1)...), Ratio{17, 5}, false, 3, TrendUnknown},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := NewSatisfaction(tt.said, today)
			got := fmt.Sprint(s.All, s.Few(), s.Dots(), s.Trend())
			if want := fmt.Sprint(tt.mean, tt.few, tt.dots, tt.trend); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestAnAnswerToTheYearlySurveyIsChecked(t *testing.T) {
	whole := SurveyResponse{Customer: CustomerID{1}, Score: 4, Year: 2025, AskedOn: "2026-01-10"}
	for _, tt := range []struct {
		name   string
		change func(*SurveyResponse)
		want   Reason
	}{
		{"an answer that came in the new year", func(*SurveyResponse) {}, ""},
		{"whose answer", func(r *SurveyResponse) { r.Customer = CustomerID{} }, Missing},
		{"no score", func(r *SurveyResponse) { r.Score = 0 }, Missing},
		{"a score of six", func(r *SurveyResponse) { r.Score = 6 }, Malformed},
		{"a survey of next year", func(r *SurveyResponse) { r.Year = 2027; r.AskedOn = "2027-01-01" }, InTheFuture},
		{"asked tomorrow", func(r *SurveyResponse) { r.AskedOn = "2026-03-03" }, InTheFuture},
		{"asked before its year", func(r *SurveyResponse) { r.AskedOn = "2024-12-31" }, EndsBeforeStart},
		{"without a day", func(r *SurveyResponse) { r.AskedOn = "" }, Missing},
		{"without a year", func(r *SurveyResponse) { r.Year = 0 }, Malformed},
	} {
		r := whole
		tt.change(&r)
		if got := reasonOf(r.Check("2026-03-02")); got != tt.want {
			t.Errorf("%s: refused with %q, want %q", tt.name, got, tt.want)
		}
	}
}
