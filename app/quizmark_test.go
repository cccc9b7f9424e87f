package app

import (
	"strings"
	"testing"
)

func TestMarkingByKey(t *testing.T) {
	tests := []struct {
		name   string
		kind   QuizQuestionKind
		key    string
		answer string
		points int64 // of 4 points
		waits  bool
	}{
		{"the right choice", SingleChoice, "2", "2", 400, false},
		{"a wrong choice", SingleChoice, "2", "3", 0, false},
		{"no choice", SingleChoice, "2", "", 0, false},
		{"all right choices and no other", MultipleChoice, "1,3", "1,3", 400, false},
		{"in another order", MultipleChoice, "1,3", "3,1", 400, false},
		{"one right choice too few counts nothing", MultipleChoice, "1,3", "1", 0, false},
		{"one wrong choice too many counts nothing", MultipleChoice, "1,3", "1,2,3", 0, false},
		{"ten is not one and nought", MultipleChoice, "1,10", "1,10", 400, false},
		{"true", TrueFalse, "true", "true", 400, false},
		{"false for true", TrueFalse, "true", "false", 0, false},
		{"a blank as the key has it", FillIn, "45", "45", 400, false},
		{"full-width digits", FillIn, "45", "４５", 400, false},
		{"blanks and case", FillIn, "SF6|六氟化硫", " s f 6 ", 400, false},
		{"an alternative", FillIn, "SF6|六氟化硫", "六氟化硫。", 400, false},
		{"full-width signs", FillIn, "0.4kV", "０．４ＫＶ", 400, false},
		{"a sign nobody sees", FillIn, "电能表", "电\u200b能表", 400, false},
		{"one of two blanks", FillIn, "220\n50", "220\n60", 200, false},
		{"blanks filled the wrong way round", FillIn, "220\n50", "50\n220", 0, false},
		{"only the second blank", FillIn, "220\n50", "\n50", 200, false},
		{"more blanks than there are", FillIn, "220", "220\n50", 400, false},
		{"a blank left empty is not right, whatever the key", FillIn, "|a", "", 0, false},
		{"an open question waits for the trainer", OpenQuestion, "先致歉", "先致歉", 0, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			points, marked := QuizQuestion{Kind: tt.kind, Points: 400}.MarkByKey(tt.key, tt.answer)
			if points != tt.points || marked == tt.waits {
				t.Errorf("%d points, marked %v; want %d, %v", points, marked, tt.points, !tt.waits)
			}
		})
	}
	if points, _ := (QuizQuestion{Kind: FillIn, Points: 100}).MarkByKey("a\nb\nc", "a\nb\nx"); points != 67 {
		t.Errorf("two of three blanks of one point are %d hundredths, want 67", points)
	}
}

func TestWhatIsNoAnswerIsRefused(t *testing.T) {
	ten := strings.Repeat("选\n", 9) + "项"
	tests := []struct {
		name     string
		question QuizQuestion
		answer   string
		want     Reason
	}{
		{"an answer taken back", QuizQuestion{Kind: SingleChoice, Choices: ten}, "", ""},
		{"the tenth of ten", QuizQuestion{Kind: SingleChoice, Choices: ten}, "10", ""},
		{"the eleventh of ten", QuizQuestion{Kind: SingleChoice, Choices: ten}, "11", Impossible},
		{"no number", QuizQuestion{Kind: SingleChoice, Choices: ten}, "B", Impossible},
		{"two of a single choice", QuizQuestion{Kind: SingleChoice, Choices: ten}, "1,2", Impossible},
		{"two of several", QuizQuestion{Kind: MultipleChoice, Choices: ten}, "2,10", ""},
		{"several out of order", QuizQuestion{Kind: MultipleChoice, Choices: ten}, "10,2", Impossible},
		{"nought", QuizQuestion{Kind: MultipleChoice, Choices: ten}, "0,1", Impossible},
		{"neither true nor false", QuizQuestion{Kind: TrueFalse}, "yes", Impossible},
		{"two blanks of two", QuizQuestion{Kind: FillIn, Blanks: 2}, "220\n50", ""},
		{"three blanks of two", QuizQuestion{Kind: FillIn, Blanks: 2}, "1\n2\n3", Impossible},
		{"a blank filled with a book", QuizQuestion{Kind: FillIn, Blanks: 1}, strings.Repeat("字", 201), TooLong},
		{"an essay", QuizQuestion{Kind: OpenQuestion}, strings.Repeat("字", 10_000), ""},
		{"more than an essay", QuizQuestion{Kind: OpenQuestion}, strings.Repeat("字", 10_001), TooLong},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := reasonOf(tt.question.CheckAnswer(tt.answer)); got != tt.want {
				t.Errorf("refused with %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAnAttemptIsFinishedWhenAllIsMarked(t *testing.T) {
	quiz := openQuiz()
	marked := func(points int64) QuizAnswer { return QuizAnswer{Answer: "1", Points: points, MarkedAt: 5} }
	tests := []struct {
		name    string
		answers []QuizAnswer
		done    bool
		score   int64
		passed  bool
	}{
		{"nothing was answered", nil, true, 0, false},
		{"just enough", []QuizAnswer{marked(40_00), marked(20_00)}, true, 60_00, true},
		{"a hundredth too few", []QuizAnswer{marked(40_00), marked(19_99)}, true, 59_99, false},
		{"an open answer waits", []QuizAnswer{marked(90_00), {Answer: "先致歉"}}, false, 0, false},
		{"one left empty waits for nobody", []QuizAnswer{marked(60_00), {Answer: " "}}, true, 60_00, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, done := quiz.Finished(QuizAttempt{}, tt.answers, 9)
			if done != tt.done || got.Score != tt.score || got.Passed != tt.passed || (got.MarkedAt == 9) != tt.done {
				t.Errorf("done %v: %+v", done, got)
			}
		})
	}
	again, _ := quiz.Finished(QuizAttempt{Score: 60_00, MarkedAt: 7}, []QuizAnswer{marked(60_00)}, 9)
	if again.MarkedAt != 7 {
		t.Errorf("an equal score is marked anew at %d", again.MarkedAt)
	}
}

func TestTheBestAttemptCountsAndNoneBeyondTheAllowed(t *testing.T) {
	quiz := openQuiz()
	quiz.Attempts = 2
	first := QuizAttempt{ID: QuizAttemptID{1}, StartedAt: 1, Score: 70_00, MarkedAt: 1}
	second := QuizAttempt{ID: QuizAttemptID{2}, StartedAt: 2, Score: 55_00, MarkedAt: 1}
	third := QuizAttempt{ID: QuizAttemptID{3}, StartedAt: 3, Score: 99_00, MarkedAt: 1}
	unmarked := QuizAttempt{ID: QuizAttemptID{4}, StartedAt: 2}
	if best, is := quiz.BestAttempt([]QuizAttempt{third, second, first}); !is || best.ID != first.ID {
		t.Errorf("the best of three, two allowed, is %+v", best)
	}
	if _, is := quiz.BestAttempt([]QuizAttempt{unmarked}); is {
		t.Error("an attempt that waits for marks is the best")
	}
	if got := ScaledScore(45_00, 60_00, 0); got != 75_00 {
		t.Errorf("45 of 60 is %d on a hundred, want 7500", got)
	}
	if got := ScaledScore(1_00, 3_00, 150_00); got != 50_00 {
		t.Errorf("1 of 3 on 150 is %d, want 5000", got)
	}
}
