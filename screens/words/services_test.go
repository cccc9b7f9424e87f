package words_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/screens/words"
)

func TestEveryFigureAndWordOfAConditionHasAName(t *testing.T) {
	numbers, codes := app.ConditionNames()
	for _, language := range []string{words.English, words.Chinese} {
		use(t, language)
		for _, name := range append(numbers, codes...) {
			checkWords(t, language, "the condition "+name, name, words.ConditionName(name))
		}
	}
}

func TestEveryFieldThatGoesStaleHasAQuestion(t *testing.T) {
	everything := app.ProfileFacts{Important: true}
	for _, kind := range []app.CustomerKind{app.Person, app.Organisation} {
		everything.Customer.Kind = kind
		for _, language := range []string{words.English, words.Chinese} {
			use(t, language)
			for _, k := range everything.Known() {
				checkWords(t, language, "the question about "+k.Field, k.Field, words.GapQuestion(k.Field))
			}
		}
	}
}

func TestWhyACustomerIsInASegmentIsSaidWithItsFigures(t *testing.T) {
	held := []app.Held{
		{Name: "contracted_kva", Test: ">=", Want: "315", Got: "400"},
		{Name: "class", Test: "is", Want: "hv,lv_business", Got: "hv"},
		{Name: "growth", Test: ">", Want: "15", Got: "17.5"},
		{Not: true, Name: "care", Test: "set"},
	}
	codes := []app.Code{{List: "customer_class", Code: "hv", ZH: "高压", EN: "High voltage"}}
	for language, want := range map[string]string{
		words.English: "Contracted capacity 400 kVA ≥ 315 kVA and Class: High voltage and Growth on the year before 17.5% > 15% and not Special care is noted",
		words.Chinese: "合同容量 400 kVA ≥ 315 kVA，且客户分类：高压，且同比增长 17.5% > 15%，且非（已登记特殊关怀）",
	} {
		use(t, language)
		if got := words.NewCodes(language, codes).BecauseText(app.WriteHeld(held)); got != want {
			t.Errorf("said is %q", got)
		}
	}
	use(t, words.English)
	if got := words.NewCodes(words.English, nil).BecauseText("县重点项目"); got != "县重点项目" {
		t.Errorf("a reason by hand is said as %q", got)
	}
}
