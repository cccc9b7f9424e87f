package app

import (
	"errors"
	"strings"
	"testing"
)

func TestConditionsDecide(t *testing.T) {
	mill := &SegmentFacts{
		Kind: Organisation, Class: "hv", Industries: []string{"C3031"}, Voltages: []string{"10kV"}, UsageCategories: []string{"100"},
		Accounts: 2, ContractedVA: 400_000, LoadFactor: Of(0.62), Growth: Of(15),
	}
	clinic := &SegmentFacts{Kind: Organisation, Class: "lv_business", Industries: []string{"Q8423"}, ImportantGrades: []string{"second"}}
	widow := &SegmentFacts{Kind: Person, Class: "resident", Cares: []string{"elderly_alone"}, PVW: 5000}
	tests := []struct {
		name       string
		conditions string
		facts      *SegmentFacts
		want       Truth
		because    string
	}{
		{"a mill is large and of high voltage", "contracted_kva >= 315 and class is hv", mill, Yes, "contracted_kva >= 315 : 400\nclass is hv : hv"},
		{"the limit itself counts", "contracted_kva >= 400", mill, Yes, "contracted_kva >= 400 : 400"},
		{"growth must be above, not at", "growth > 15", mill, No, ""},
		{"one of two is enough", "growth > 15 or load_factor >= 0.6", mill, Yes, "load_factor >= 0.6 : 0.62"},
		{"and binds closer than or", "growth > 15 and class is hv or class is resident", mill, No, ""},
		{"brackets bind first", "class is hv and (growth > 15 or accounts = 2)", mill, Yes, "class is hv : hv\naccounts = 2 : 2"},
		{"an industry by its letter", "industry starts C,B", mill, Yes, "industry starts C,B : C3031"},
		{"an industry by another letter", "industry starts A", mill, No, ""},
		{"an important grade is set", "important_grade set", clinic, Yes, "important_grade set : second"},
		{"no care is noted: known, and no", "care set", clinic, No, ""},
		{"not turns it round", "not care set", clinic, Yes, "not care set : "},
		{"not of a bracket", "not (class is hv or kind is person)", clinic, Yes, "not class is hv : lv_business\nnot kind is person : organisation"},
		{"a capacity nobody entered is not known", "contracted_kva < 315", clinic, NotKnown, ""},
		{"use that was never read is not known", "months_without_use >= 6", widow, NotKnown, ""},
		{"not of what is not known is not known", "not months_without_use >= 6", widow, NotKnown, ""},
		{"what is not known does not matter when another decides", "months_without_use >= 6 or care set", widow, Yes, "care set : elderly_alone"},
		{"what is not known does not matter when another forbids", "peak_share > 0.4 and class is hv", widow, No, ""},
		{"no industry is not known", "industry starts A", widow, NotKnown, ""},
		{"photovoltaics in kilowatts", "pv_kw > 4.5", widow, Yes, "pv_kw > 4.5 : 5"},
		{"signs of a Chinese keyboard", "（class is hv，resident）", widow, Yes, "class is hv,resident : resident"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := ParseConditions(tt.conditions)
			if err != nil {
				t.Fatal(err)
			}
			got := c.Evaluate(tt.facts)
			if got.Truth != tt.want || WriteHeld(got.Because) != tt.because {
				t.Errorf("%d because %q, want %d because %q", got.Truth, WriteHeld(got.Because), tt.want, tt.because)
			}
			if (got.Truth == NotKnown) != (len(got.NotKnown) > 0) {
				t.Errorf("truth %d names %q as not known", got.Truth, got.NotKnown)
			}
		})
	}
}

func TestConditionsThatCannotBeAreShownWhere(t *testing.T) {
	tests := []struct {
		name, conditions string
		at               int
		reason           Reason
		word             string
	}{
		{"nothing", "", 0, Missing, ""},
		{"a name nobody knows", "class is hv and colour is red", 16, Unknown, "colour"},
		{"a figure without a number", "growth > fast", 9, Malformed, "fast"},
		{"a figure without an end", "growth >", 8, Missing, ""},
		{"a word that is compared like a figure", "class > 3", 6, Malformed, ">"},
		{"a figure that is asked like a word", "growth is 3", 7, Malformed, "is"},
		{"a bracket left open", "(class is hv", 12, Missing, ""},
		{"a bracket too many", "class is hv)", 11, Malformed, ")"},
		{"two tests without a word between", "class is hv growth > 3", 12, Malformed, "growth"},
		{"and without a second test", "class is hv and", 15, Missing, ""},
		{"a sign that is none", "growth => 3", 7, Malformed, "=>"},
		{"a number beyond sense", "growth > 1e300", 9, Malformed, "1e300"},
		{"not a number", "growth > NaN", 9, Malformed, "NaN"},
		{"brackets without end", strings.Repeat("(", 1000), 20, TooLong, "("},
		{"a comma without a word", "class is hv,", 12, Missing, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ParseConditions(tt.conditions)
			no, is := errors.AsType[*ConditionError](err)
			if !is || no.At != tt.at || no.Reason != tt.reason || no.Word != tt.word {
				t.Errorf("got %+v, want %s %q at %d", err, tt.reason, tt.word, tt.at)
			}
		})
	}
}

func TestWhyIsReadAsItWasWritten(t *testing.T) {
	held := []Held{{Name: "contracted_kva", Test: ">=", Want: "315", Got: "400"}, {Not: true, Name: "care", Test: "set"}}
	got, ok := ReadHeld(WriteHeld(held))
	if !ok || len(got) != 2 || got[0] != held[0] || got[1] != held[1] {
		t.Errorf("read %+v, %v", got, ok)
	}
	for _, words := range []string{"", "客户要求", "负责人说 : 明年扩产"} {
		if _, ok := ReadHeld(words); ok {
			t.Errorf("%q was taken for the conditions of a rule", words)
		}
	}
}

func FuzzParseConditions(f *testing.F) {
	for _, text := range []string{"", "contracted_kva >= 315 and class is hv", "not (care set or growth < -3)", "class is hv,（", "a", "((((", "industry starts A, B"} {
		f.Add(text)
	}
	facts := &SegmentFacts{Class: "hv", ContractedVA: 400_000, Industries: []string{"A01"}}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := ParseConditions(text)
		if err != nil {
			if no, is := errors.AsType[*ConditionError](err); !is || no.At > len([]rune(text)) {
				t.Fatalf("%q is refused with %v", text, err)
			}
			return
		}
		because := c.Evaluate(facts).Because
		if _, ok := ReadHeld(WriteHeld(because)); len(because) > 0 && !ok {
			t.Fatalf("why %q holds cannot be read again: %q", text, WriteHeld(because))
		}
	})
}
