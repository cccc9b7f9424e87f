package words_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/screens/words"
)

func TestACompletionRuleIsReadOutInBothLanguages(t *testing.T) {
	tests := []struct{ rule, en, zh string }{
		{"attendance 80 and score 60", "attended at least 80 %, and at least 60 % of the points", "出勤不低于 80%，且成绩不低于满分的 60%"},
		{"practice 16 and mentor", "16 hours of confirmed practice, and the mentor's sign-off", "经确认的实践不少于 16 学时，且师傅签字"},
		{"practice 0.5", "0.5 hours of confirmed practice", "经确认的实践不少于 0.5 学时"},
		{
			"attendance 80 and score 60 or practice 16 and mentor or assignment",
			"attended at least 80 %, and at least 60 % of the points; or 16 hours of confirmed practice, and the mentor's sign-off; or the assignment accepted",
			"出勤不低于 80%，且成绩不低于满分的 60%；或者经确认的实践不少于 16 学时，且师傅签字；或者作业通过",
		},
	}
	for language, said := range map[string]func(int) string{
		words.English: func(i int) string { return tests[i].en }, words.Chinese: func(i int) string { return tests[i].zh },
	} {
		use(t, language)
		for i, tt := range tests {
			rule, err := app.ParseCompletionRule(tt.rule)
			if err != nil {
				t.Fatal(err)
			}
			if got := words.CompletionRule(rule); got != said(i) || words.CompletionText(tt.rule) != got {
				t.Errorf("in %s %q reads %q", language, tt.rule, got)
			}
		}
	}
	if got := words.CompletionText("whenever"); got != "whenever" {
		t.Errorf("what cannot be read reads %q", got)
	}
}

func TestWhatIsLackingAndEachFaultOfARuleHaveWords(t *testing.T) {
	for _, language := range []string{words.English, words.Chinese} {
		use(t, language)
		seen := map[string]bool{}
		for _, need := range app.CompletionNeeds {
			said := words.Lacks(need)
			checkWords(t, language, "lacking "+string(need), string(need)+"!", said)
			if seen[said] {
				t.Errorf("in %s two needs read %q", language, said)
			}
			seen[said] = true
		}
		for _, text := range []string{"", "mentor and", "flying 3", "mentor and mentor", "score high", "score 101", "practice 3000"} {
			_, err := app.ParseCompletionRule(text)
			said := words.Error(err)
			checkWords(t, language, text, text, said)
		}
	}
	use(t, words.English)
	if got := words.Lacks(app.NeedScore, app.NeedMentor); got != "a sufficient score, the mentor's sign-off" {
		t.Errorf("lacking reads %q", got)
	}
	if words.Hours(450) != "7.5" || words.Hours(480) != "8" || words.Hours(0) != "0" {
		t.Errorf("hours read %s, %s", words.Hours(450), words.Hours(480))
	}
}
