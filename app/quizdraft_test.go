package app

import (
	"slices"
	"strings"
	"testing"
)

func TestShufflingKeepsWhatIsRight(t *testing.T) {
	q := BankQuestion{Kind: MultipleChoice, Text: "a", Choices: "甲\n乙\n丙\n丁\n戊", Answers: "1,4"}
	orders := map[string]bool{}
	for seed := range uint64(40) {
		asked, key := q.Posed(true, seed)
		orders[asked.Choices] = true
		lines := strings.Split(asked.Choices, "\n")
		var right []string
		for _, place := range (BankQuestion{Answers: key.Answers}).RightPlaces() {
			right = append(right, lines[place-1])
		}
		slices.Sort(right)
		if !slices.Equal(right, []string{"丁", "甲"}) {
			t.Fatalf("seed %d: %v of %q is right", seed, right, asked.Choices)
		}
	}
	if len(orders) < 10 {
		t.Errorf("40 seeds gave %d orders", len(orders))
	}
}

func TestWhatNamesOtherChoicesStaysWhereItIs(t *testing.T) {
	tests := []struct {
		name, choices string
		stays         bool // the whole order
	}{
		{"all of the above is the last", "甲\n乙\n丙\n以上都对", false},
		{"in English, too", "a\nb\nc\nAll of the above", false},
		{"two letters", "甲\n乙\n丙\nA和B", true},
		{"two letters in English", "a\nb\nc\nboth A and C", true},
		{"a letter that begins a word is none", "A厂\nB厂\nC厂\nDC 电源", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q := BankQuestion{Kind: SingleChoice, Choices: tt.choices, Answers: "2"}
			lines := strings.Split(tt.choices, "\n")
			moved := false
			for seed := range uint64(20) {
				asked, _ := q.Posed(true, seed)
				moved = moved || asked.Choices != tt.choices
				if got := strings.Split(asked.Choices, "\n"); speaksOfOthers(lines[3]) && got[3] != lines[3] {
					t.Fatalf("the last is %q", got[3])
				}
			}
			if moved == tt.stays {
				t.Errorf("moved: %v", moved)
			}
		})
	}
}

func TestAQuestionIsAskedWithoutItsAnswer(t *testing.T) {
	tests := []struct {
		kind   QuizQuestionKind
		text   string
		choice string
		blanks int64
	}{
		{SingleChoice, "a", "x\ny", 1}, {MultipleChoice, "a", "x\ny\nz", 3}, {TrueFalse, "a", "", 1}, {FillIn, "____ ____", "", 2}, {OpenQuestion, "a", "", 0},
	}
	for _, tt := range tests {
		asked, key := BankQuestion{ID: BankQuestionID{1}, Kind: tt.kind, Text: tt.text, Choices: tt.choice, Answers: "the answer", Explanation: "why", Points: 200}.Posed(false, 0)
		if asked.Blanks != tt.blanks || asked.Points != 200 || asked.Choices != tt.choice || asked.Text != tt.text {
			t.Errorf("%s is asked as %+v", tt.kind, asked)
		}
		if key.Answers != "the answer" || key.Explanation != "why" || key.Bank != (BankQuestionID{1}) {
			t.Errorf("%s has the key %+v", tt.kind, key)
		}
	}
}

func TestQuestionsThatBeginAlikeAreToldApartByTheirChoices(t *testing.T) {
	a := BankQuestion{Text: "下列说法正确的是", Choices: "甲\n乙"}
	tests := []struct {
		name string
		b    BankQuestion
		same bool
	}{
		{"other choices", BankQuestion{Text: "下列说法正确的是", Choices: "甲\n丙"}, false},
		{"the same in another order", BankQuestion{Text: "下列说法正确的是：", Choices: "乙\n甲"}, true},
		{"width, blanks and stops", BankQuestion{Text: " 下列说法 正确的是。", Choices: "甲。\n乙 "}, true},
		{"another text", BankQuestion{Text: "下列说法错误的是", Choices: "甲\n乙"}, false},
	}
	for _, tt := range tests {
		if got := a.SameQuestion() == tt.b.SameQuestion(); got != tt.same {
			t.Errorf("%s: same is %v", tt.name, got)
		}
	}
}

func TestUnitsThatDifferByCaseAreNoDoubles(t *testing.T) {
	q := BankQuestion{Kind: SingleChoice, Text: "a", Points: 100, Choices: "5 mV\n5 MV", Answers: "1"}
	if err := q.Check(); err != nil {
		t.Error(err)
	}
}

func TestDifficultyIsReadInFigureStarOrWord(t *testing.T) {
	for cell, want := range map[string]int64{"": 0, "3": 3, "难": 5, "Easy": 1, "★★☆": 2, "中等": 3} {
		if got, err := ParseDifficulty(cell); err != nil || got != want {
			t.Errorf("%q is %d (%v), want %d", cell, got, err, want)
		}
	}
	for _, cell := range []string{"6", "很难很难", "3.5"} {
		if _, err := ParseDifficulty(cell); err == nil {
			t.Errorf("%q was taken", cell)
		}
	}
}
