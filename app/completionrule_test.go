package app

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// wayOf asks for the needs of a mask, in the order of CompletionNeeds: 80 % of
// the class, 60 % of the score, an assignment, 16 hours, a sign-off.
func wayOf(mask int) CompletionWay {
	var w CompletionWay
	if mask&1 != 0 {
		w.Attendance = 80
	}
	if mask&2 != 0 {
		w.Score = 60
	}
	w.Assignment = mask&4 != 0
	if mask&8 != 0 {
		w.Practice = 16 * 60
	}
	w.Mentor = mask&16 != 0
	return w
}

// showing is evidence that meets the needs of a mask and no other.
func showing(mask int) CompletionEvidence {
	e := CompletionEvidence{ClassMinutes: 480, AttendedMinutes: 383, Noted: true, Score: 5999, Scored: true, PracticeMinutes: 959}
	if mask&1 != 0 {
		e.AttendedMinutes = 384
	}
	if mask&2 != 0 {
		e.Score = 6000
	}
	e.Assignment = mask&4 != 0
	if mask&8 != 0 {
		e.PracticeMinutes = 960
	}
	e.Mentor = mask&16 != 0
	return e
}

const allNeeds = 1<<5 - 1

func needsOf(mask int) []CompletionNeed {
	var out []CompletionNeed
	for i, need := range CompletionNeeds {
		if mask&(1<<i) != 0 {
			out = append(out, need)
		}
	}
	return out
}

func TestEveryCombinationOfNeedsIsMetByAllOfThemAndByNoFewer(t *testing.T) {
	for asked := 1; asked <= allNeeds; asked++ {
		rule := CompletionRule{wayOf(asked)}
		if got := rule[0].Asks(); !slices.Equal(got, needsOf(asked)) {
			t.Errorf("%s asks %v", rule, got)
		}
		if read, err := ParseCompletionRule(rule.String()); err != nil || read[0] != rule[0] {
			t.Errorf("%q is read as %+v: %v", rule, read, err)
		}
		for shown := 0; shown <= allNeeds; shown++ {
			met, way, lacks := rule.Met(showing(shown))
			if met != (shown&asked == asked) || way != rule[0] {
				t.Errorf("%s with %v shown: met is %v", rule, needsOf(shown), met)
			}
			if !slices.Equal(lacks, needsOf(asked&^shown)) {
				t.Errorf("%s with %v shown lacks %v", rule, needsOf(shown), lacks)
			}
			// what was scored too low or not attended is lost, the rest may still come
			if lost := asked&^shown&(1|2) != 0; rule.Lost(showing(shown)) != lost {
				t.Errorf("%s with %v shown: lost is not %v", rule, needsOf(shown), lost)
			}
		}
	}
}

func TestAnyTwoWaysAreMetWhenOneOfThemIs(t *testing.T) {
	for first := 1; first <= allNeeds; first++ {
		for second := 1; second <= allNeeds; second++ {
			rule := CompletionRule{wayOf(first), wayOf(second)}
			for shown := 0; shown <= allNeeds; shown++ {
				met, _, lacks := rule.Met(showing(shown))
				if want := shown&first == first || shown&second == second; met != want {
					t.Fatalf("%s with %v shown: met is %v", rule, needsOf(shown), met)
				}
				fewest := min(len(needsOf(first&^shown)), len(needsOf(second&^shown)))
				if len(lacks) != fewest && !met {
					t.Fatalf("%s with %v shown lacks %v, though a way lacks but %d", rule, needsOf(shown), lacks, fewest)
				}
			}
		}
	}
}

func TestAmountsAreMetExactlyAndMissedByOne(t *testing.T) {
	tests := []struct {
		name string
		rule string
		has  CompletionEvidence
		met  bool
	}{
		{"80 % of eight hours to the minute", "attendance 80", CompletionEvidence{ClassMinutes: 480, AttendedMinutes: 384}, true},
		{"a minute less", "attendance 80", CompletionEvidence{ClassMinutes: 480, AttendedMinutes: 383}, false},
		{"80 % of 7 minutes is more than 5", "attendance 80", CompletionEvidence{ClassMinutes: 7, AttendedMinutes: 5}, false},
		{"6 of 7 minutes", "attendance 80", CompletionEvidence{ClassMinutes: 7, AttendedMinutes: 6}, true},
		{"a third is more than 33 %", "attendance 33", CompletionEvidence{ClassMinutes: 3, AttendedMinutes: 1}, true},
		{"a third is less than 34 %", "attendance 34", CompletionEvidence{ClassMinutes: 3, AttendedMinutes: 1}, false},
		{"all of it", "attendance 100", CompletionEvidence{ClassMinutes: 240, AttendedMinutes: 240}, true},
		{"all but a minute", "attendance 100", CompletionEvidence{ClassMinutes: 240, AttendedMinutes: 239}, false},
		{"one percent of nothing attended", "attendance 1", CompletionEvidence{ClassMinutes: 480}, false},
		{"a class without minutes cannot be attended", "attendance 80", CompletionEvidence{AttendedMinutes: 480}, false},
		{"60 of 100 points", "score 60", CompletionEvidence{Scored: true, Score: 6000}, true},
		{"59.99 of 100", "score 60", CompletionEvidence{Scored: true, Score: 5999}, false},
		{"90 of 150 points", "score 60", CompletionEvidence{Scored: true, Score: 9000, Full: 15000}, true},
		{"89.99 of 150", "score 60", CompletionEvidence{Scored: true, Score: 8999, Full: 15000}, false},
		{"0.6 of one point", "score 60", CompletionEvidence{Scored: true, Score: 60, Full: 100}, true},
		{"all the points", "score 100", CompletionEvidence{Scored: true, Score: 15000, Full: 15000}, true},
		{"a score that nobody wrote down", "score 60", CompletionEvidence{Score: 9000}, false},
		{"nought points are a score", "score 1", CompletionEvidence{Scored: true}, false},
		{"sixteen hours on the job", "practice 16", CompletionEvidence{PracticeMinutes: 960}, true},
		{"a minute less", "practice 16", CompletionEvidence{PracticeMinutes: 959}, false},
		{"half an hour", "practice 0.5", CompletionEvidence{PracticeMinutes: 30}, true},
		{"handed in", "assignment", CompletionEvidence{Assignment: true}, true},
		{"nothing handed in", "assignment", CompletionEvidence{Mentor: true, Scored: true, Score: 10000}, false},
		{"signed off", "mentor", CompletionEvidence{Mentor: true}, true},
		{"not signed off", "mentor", CompletionEvidence{Assignment: true, PracticeMinutes: 6000}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rule, err := ParseCompletionRule(tt.rule)
			if err != nil {
				t.Fatal(err)
			}
			if met, _, _ := rule.Met(tt.has); met != tt.met {
				t.Errorf("%s is met: %v", rule, met)
			}
		})
	}
}

func TestWhatNobodyNotedYetIsNotLost(t *testing.T) {
	tests := []struct {
		name string
		rule string
		has  CompletionEvidence
		lost bool
	}{
		{"nothing noted at all", "attendance 80 and score 60", CompletionEvidence{ClassMinutes: 480}, false},
		{"scored well before attendance is noted", "attendance 80 and score 60", CompletionEvidence{ClassMinutes: 480, Scored: true, Score: 9000}, false},
		{"scored too low", "attendance 80 and score 60", CompletionEvidence{ClassMinutes: 480, Scored: true, Score: 3000}, true},
		{"was absent", "attendance 80 and score 60", CompletionEvidence{ClassMinutes: 480, Noted: true}, true},
		{"was absent, but may practise", "attendance 80 and score 60 or practice 16 and mentor", CompletionEvidence{ClassMinutes: 480, Noted: true}, false},
		{"both ways ask for what was scored too low", "score 60 and mentor or score 80", CompletionEvidence{Scored: true, Score: 3000}, true},
		{"only the mentor is lacking", "attendance 80 and mentor", CompletionEvidence{ClassMinutes: 480, AttendedMinutes: 480, Noted: true}, false},
		{"met is not lost", "score 60", CompletionEvidence{Scored: true, Score: 6000}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rule, err := ParseCompletionRule(tt.rule)
			if err != nil {
				t.Fatal(err)
			}
			if got := rule.Lost(tt.has); got != tt.lost {
				t.Errorf("lost is %v", got)
			}
		})
	}
}

func TestWhatCannotBeARuleIsRefusedWithTheWord(t *testing.T) {
	tests := []struct {
		name, text string
		reason     Reason
		word       string
	}{
		{"nothing", "", Missing, ""},
		{"blanks", " \n\t ", Missing, ""},
		{"nothing before or", "or mentor", Missing, ""},
		{"nothing behind or", "mentor or", Missing, ""},
		{"nothing behind and", "mentor and", Missing, ""},
		{"nothing between", "mentor and or score 60", Missing, ""},
		{"a word nobody knows", "attendence 80", Unknown, "attendence 80"},
		{"in capitals", "Mentor", Unknown, "Mentor"},
		{"a need twice", "score 60 and score 80", AlreadyThere, "score 80"},
		{"a sign-off twice", "mentor and mentor", AlreadyThere, "mentor"},
		{"no amount", "attendance", Malformed, "attendance"},
		{"two amounts", "attendance 80 90", Malformed, "attendance 80 90"},
		{"an amount of a sign-off", "mentor 2", Malformed, "mentor 2"},
		{"a word for a number", "score high", Malformed, "score high"},
		{"not a number", "score NaN", Malformed, "score NaN"},
		{"nought", "score 0", Malformed, "score 0"},
		{"less than nothing", "practice -3", Malformed, "practice -3"},
		{"more than all", "attendance 101", Impossible, "attendance 101"},
		{"half a percent", "score 60.5", Impossible, "score 60.5"},
		{"without end", "practice Inf", Impossible, "practice Inf"},
		{"more than a working year", "practice 2000.1", Impossible, "practice 2000.1"},
		{"less than a minute", "practice 0.001", Impossible, "practice 0.001"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ParseCompletionRule(tt.text)
			no, is := errors.AsType[*Refusal](err)
			if !is || no.Field != "rule" || no.Reason != tt.reason || no.Value != tt.word {
				t.Errorf("%q is refused with %+v", tt.text, no)
			}
		})
	}
}

func TestARuleReadsBackAsItIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := rapid.Int64Range(0, 100)
		rule := CompletionRule(rapid.SliceOfN(rapid.Custom(func(t *rapid.T) CompletionWay {
			return CompletionWay{
				Attendance: amount.Draw(t, "attendance"), Score: amount.Draw(t, "score"), Assignment: rapid.Bool().Draw(t, "assignment"),
				Practice: rapid.Int64Range(0, practiceMost).Draw(t, "practice"), Mentor: rapid.Bool().Draw(t, "mentor"),
			}
		}).Filter(func(w CompletionWay) bool { return w != CompletionWay{} }), 1, 6).Draw(t, "rule"))
		read, err := ParseCompletionRule(rule.String())
		if err != nil || !slices.Equal(read, rule) {
			t.Fatalf("%q is read as %+v: %v", rule, read, err)
		}
	})
}

func TestMoreEvidenceNeverTakesACompletionAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mask := rapid.IntRange(1, allNeeds)
		rule := CompletionRule{wayOf(mask.Draw(t, "first")), wayOf(mask.Draw(t, "second"))}
		less := rapid.IntRange(0, allNeeds).Draw(t, "less")
		more := less | rapid.IntRange(0, allNeeds).Draw(t, "more")
		if before, _, _ := rule.Met(showing(less)); before {
			if after, _, _ := rule.Met(showing(more)); !after {
				t.Fatalf("%s is met by %v, not by %v", rule, needsOf(less), needsOf(more))
			}
		}
	})
}

func FuzzACompletionRuleIsReadOrRefused(f *testing.F) {
	for _, text := range []string{
		"attendance 80 and score 60", "practice 16 and mentor or attendance 80 and score 60", "score 1e2", "practice 0x1p4", "or or", "practice 0.016", "assignment and",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rule, err := ParseCompletionRule(text)
		if err != nil {
			if no, is := errors.AsType[*Refusal](err); !is || no.Field != "rule" {
				t.Fatalf("%q fails with %v", text, err)
			}
			return
		}
		for _, w := range rule {
			if len(w.Asks()) == 0 || w.Attendance > 100 || w.Score > 100 || w.Practice > practiceMost {
				t.Fatalf("%q is read as %+v", text, w)
			}
		}
		if again, err := ParseCompletionRule(rule.String()); err != nil || !slices.Equal(again, rule) {
			t.Fatalf("%q reads as %q and then as %q: %v", text, rule, again, err)
		}
	})
}
