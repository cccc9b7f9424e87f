package app

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

const plainForm = `form enterprise for organisation : 企业走访 | Enterprise visit
version 3
source R : 走访规范
group needs : 用电需求 | Needs   # what he wants
question development_need yesno required fact:plans : 有无发展需求 | Will need more
question development_va kva required fact:plans within 1 to 500 usual 10 to 200 only development_need is yes : 新增容量 | Further capacity
question development_month month ahead only development_va is given : 需要时间 | Needed by
group business : 经营情况 | Business
question shifts number fact:business within 0 to 4 usual 1 to 3 : 班次 | Shifts : 班 | a day
question emergency_supply code:emergency_source : 应急电源 | Own supply
question emergency_va kva only emergency_supply is given and emergency_supply not absent : 应急容量 | Its capacity
`

func mustForm(t testing.TB, text string) VisitForm {
	t.Helper()
	form, err := ParseVisitForm(text)
	if err != nil {
		t.Fatal(err)
	}
	return form
}

func TestAVisitFormIsRead(t *testing.T) {
	f := mustForm(t, plainForm)
	if f.Code != "enterprise" || f.Version != 3 || len(f.Groups) != 2 || len(f.Questions) != 6 || f.Source != "走访规范" || f.Mark != "R" {
		t.Errorf("read as %+v", f)
	}
	shifts, _ := f.Question("shifts")
	if shifts.UnitZH != "班" || shifts.UnitEN != "a day" || shifts.Fact != "business" || shifts.Group != "business" {
		t.Errorf("shifts are read as %+v", shifts)
	}
}

func TestALineThatCannotBeIsNamed(t *testing.T) {
	tests := []struct {
		name     string
		from, to string
		line     int
		reason   Reason
		word     string
	}{
		{"a word nobody knows", "version 3", "verzion 3", 2, Unknown, "verzion"},
		{"a version that is no number", "version 3", "version x", 2, Malformed, "version"},
		{"a form for nobody", "for organisation", "for machines", 1, Unknown, "machines"},
		{"a question of no known kind", "shifts number", "shifts numbers", 9, Unknown, "numbers"},
		{"a code without a list", "code:emergency_source", "code", 10, Unknown, "code"},
		{"a question that stands twice", "question shifts", "question development_va", 9, AlreadyThere, "development_va"},
		{"a range the wrong way round", "within 0 to 4", "within 4 to 0", 9, Malformed, "within"},
		{"a range of a text", "shifts number", "shifts text", 9, Malformed, "within"},
		{"a condition on a later question", "only development_need is yes", "only shifts is given", 6, Unknown, "shifts"},
		{"a condition nobody could meet", "only development_need is yes", "only development_need is maybe", 6, Unknown, "maybe"},
		{"a condition cut short", "only development_need is yes", "only development_need", 6, Malformed, "only"},
		{"a label in one language", "班次 | Shifts", "班次", 9, Malformed, "question"},
		{"a question in no group", "group needs : 用电需求 | Needs", "", 5, Missing, "group"},
		{"a form without a version", "version 3", "", 0, Missing, "version"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ParseVisitForm(strings.Replace(plainForm, tt.from, tt.to, 1))
			wrong, is := errors.AsType[*VisitFormError](err)
			if !is || wrong.Line != tt.line || wrong.Reason != tt.reason || wrong.Word != tt.word {
				t.Errorf("told %v, want line %d, %s %q", err, tt.line, tt.reason, tt.word)
			}
		})
	}
}

func names(questions []Question) []string {
	var out []string
	for _, q := range questions {
		out = append(out, q.Name)
	}
	return out
}

func TestOnlyWhatAppliesIsAsked(t *testing.T) {
	f := mustForm(t, plainForm)
	all := []string{"development_need", "development_va", "development_month", "shifts", "emergency_supply", "emergency_va"}
	tests := []struct {
		name    string
		answers Answers
		hidden  []string
	}{
		{"nothing answered", Answers{}, []string{"development_va", "development_month", "emergency_va"}},
		{"no need", Answers{"development_need": "no"}, []string{"development_va", "development_month", "emergency_va"}},
		{"a need", Answers{"development_need": "yes"}, []string{"development_month", "emergency_va"}},
		{"a need of a size", Answers{"development_need": "yes", "development_va": "100000"}, []string{"emergency_va"}},
		{"a need taken back hides what hung on it", Answers{"development_need": "no", "development_va": "100000"}, []string{"development_va", "development_month", "emergency_va"}},
		{"no own supply", Answers{"emergency_supply": "absent"}, []string{"development_va", "development_month", "emergency_va"}},
		{"a generator", Answers{"emergency_supply": "diesel"}, []string{"development_va", "development_month"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := slices.DeleteFunc(slices.Clone(all), func(n string) bool { return slices.Contains(tt.hidden, n) })
			if got := names(f.Shown(tt.answers)); !slices.Equal(got, want) {
				t.Errorf("asks %v, want %v", got, want)
			}
		})
	}
}

func TestAnswersAreChecked(t *testing.T) {
	f := mustForm(t, plainForm)
	tests := []struct {
		name    string
		answers Answers
		refused string // field and reason
		warned  string
	}{
		{"all is well", Answers{"development_need": "yes", "development_va": "100000", "development_month": "2026-09", "shifts": "3"}, "", ""},
		{"a required answer is missing", Answers{}, "development_need missing", ""},
		{"one required only with a need", Answers{"development_need": "yes"}, "development_va missing", ""},
		{"one that is not asked is not missed", Answers{"development_need": "no"}, "", ""},
		{"what is not asked is not looked at", Answers{"development_need": "no", "development_va": "x"}, "", ""},
		{"more shifts than a day has", Answers{"development_need": "no", "shifts": "5"}, "shifts out_of_range", ""},
		{"an unusual number of shifts", Answers{"development_need": "no", "shifts": "4"}, "", "shifts above_usual"},
		{"a small need", Answers{"development_need": "yes", "development_va": "5000"}, "", "development_va below_usual"},
		{"a month that has passed", Answers{"development_need": "yes", "development_va": "50000", "development_month": "2026-02"}, "", "development_month behind_visit"},
		{"no month at all", Answers{"development_need": "yes", "development_va": "50000", "development_month": "spring"}, "development_month malformed", ""},
		{"no number", Answers{"development_need": "no", "shifts": "NaN"}, "shifts malformed", ""},
		{"a novel", Answers{"development_need": "no", "emergency_supply": strings.Repeat("电", ContentMax+1)}, "emergency_supply too_long", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			refused, warned := f.Check(tt.answers, "2026-03-02")
			got, odd := "", ""
			if len(refused) > 0 {
				got = refused[0].Field + " " + string(refused[0].Reason)
			}
			if len(warned) > 0 {
				odd = warned[0].Field + " " + string(warned[0].Reason)
			}
			if got != tt.refused || odd != tt.warned {
				t.Errorf("refused %q and warned of %q, want %q and %q", got, odd, tt.refused, tt.warned)
			}
		})
	}
}

func TestWhatIsTypedIsReadAsItsKind(t *testing.T) {
	tests := []struct {
		name, typed string
		kind        QuestionKind
		want        string // empty: refused
	}{
		{"a capacity", "1,250.5", AskKVA, "1250500"},
		{"a capacity in full-width digits", "３１５", AskKVA, "315000"},
		{"a number with decimals", "12.50", AskNumber, "12.5"},
		{"no number", "many", AskNumber, ""},
		{"less than nothing", "-3", AskNumber, ""},
		{"a month ahead", "9", AskMonth, "2026-09"},
		{"a month of next year", "1", AskMonth, "2027-01"},
		{"a month in four digits", "2701", AskMonth, "2027-01"},
		{"a month in Chinese", "2027年1月", AskMonth, "2027-01"},
		{"six months on", "+11", AskMonth, "2027-02"},
		{"a thirteenth month", "13", AskMonth, ""},
		{"a day", "915", AskDay, "2026-09-15"},
		{"no day", "30.2.", AskDay, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q := Question{Name: "x", Kind: tt.kind}
			got, err := q.Read(tt.typed, "2026-03-02")
			if got != tt.want || (err != nil) != (tt.want == "") {
				t.Errorf("%q is read as %q (%v), want %q", tt.typed, got, err, tt.want)
			}
			if err == nil {
				if again, err := q.Read(q.Typed(got), "2026-03-02"); err != nil || again != got {
					t.Errorf("shown and read again it is %q: %v", again, err)
				}
			}
		})
	}
}

func TestTheNewestFormThatHoldsIsTaken(t *testing.T) {
	all := []VisitForm{
		{Code: "a", Version: 1, For: []CustomerKind{Person}},
		{Code: "a", Version: 3, ValidFrom: "2026-06-01", For: []CustomerKind{Person}},
		{Code: "a", Version: 2, ValidFrom: "2026-03-01", For: []CustomerKind{Person}},
	}
	for on, want := range map[Day]int64{"2026-02-28": 1, "2026-03-01": 2, "2026-05-31": 2, "2026-06-01": 3} {
		if got, _ := FormFor(all, Person, on); got.Version != want {
			t.Errorf("on %s version %d is taken, want %d", on, got.Version, want)
		}
	}
	if _, found := FormFor(all, Organisation, "2026-06-01"); found {
		t.Error("an organisation is asked what persons are")
	}
}

func FuzzParseVisitForm(f *testing.F) {
	f.Add(plainForm)
	f.Add("form a for person : 甲 | A\nversion 1\ngroup g : 甲 | A\nquestion q text : 甲 | A")
	f.Add("question q number within 1 to : 甲 | A")
	f.Fuzz(func(t *testing.T, text string) {
		form, err := ParseVisitForm(text)
		if err != nil {
			if _, is := errors.AsType[*VisitFormError](err); !is {
				t.Fatalf("refused with %T", err)
			}
			return
		}
		answers := Answers{}
		for _, q := range form.Questions {
			answers[q.Name] = AnswerYes
		}
		if shown := form.Shown(answers); len(shown) > len(form.Questions) {
			t.Fatalf("%d of %d questions are asked", len(shown), len(form.Questions))
		}
		form.Check(answers, "2026-03-02")
		if again, err := ParseVisitForm(form.Text); err != nil || len(again.Questions) != len(form.Questions) {
			t.Fatalf("reads otherwise the second time: %v", err)
		}
	})
}
