package app

import (
	"slices"
	"testing"
)

// The quiz of these tests: 30 minutes, from nine to five.
const (
	minuteMS = int64(60_000)
	nine     = 1_772_413_200_000 // 2026-03-02 09:00 in China
	five     = nine + 8*60*minuteMS
)

func openQuiz() Quiz {
	return Quiz{Status: QuizPublished, OpensAt: nine, ClosesAt: five, LimitMinutes: 30, PassScore: 60_00, Attempts: 1}
}

func standing(spent, seen, behind int64) AttemptPulse {
	return AttemptPulse{AttemptStand: AttemptStand{SpentMS: spent, Place: 3}, SeenAt: seen, BehindMS: behind}
}

func TestTheTimeSpentIsWhatTheProgramCounted(t *testing.T) {
	seen := nine + 10*minuteMS
	tests := []struct {
		name       string
		was        AttemptPulse
		now        int64 // the clock on the wall, five minutes of the program later
		wantSeen   int64
		wantBehind int64
		want       []Interruption
	}{
		{"a clock that goes right says nothing", standing(10*minuteMS, seen, 0), seen + 5*minuteMS, seen + 5*minuteMS, 0, nil},
		{"a clock put right by seconds says nothing", standing(10*minuteMS, seen, 0), seen + 5*minuteMS - 4000, seen + 5*minuteMS, 4000, nil},
		{
			"a clock set back by an hour is told once", standing(10*minuteMS, seen, 0), seen - 55*minuteMS, seen + 5*minuteMS, 60 * minuteMS,
			[]Interruption{{ClockSetBack, seen + 5*minuteMS, seen - 55*minuteMS}},
		},
		{"and not again while it stays there", standing(10*minuteMS, seen, 60*minuteMS), seen - 55*minuteMS, seen + 5*minuteMS, 60 * minuteMS, nil},
		{
			"a clock set back further is told again", standing(10*minuteMS, seen, 60*minuteMS), seen - 65*minuteMS, seen + 5*minuteMS, 70 * minuteMS,
			[]Interruption{{ClockSetBack, seen - 55*minuteMS, seen - 65*minuteMS}},
		},
		{
			"a clock set forward, or a computer that slept, is told", standing(10*minuteMS, seen, 0), seen + 3*60*minuteMS, seen + 3*60*minuteMS, 0,
			[]Interruption{{ClockRanAhead, seen + 5*minuteMS, seen + 3*60*minuteMS}},
		},
		{
			"a clock put right again is told", standing(10*minuteMS, seen, 60*minuteMS), seen + 5*minuteMS, seen + 5*minuteMS, 0,
			[]Interruption{{ClockRanAhead, seen - 55*minuteMS, seen + 5*minuteMS}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, found := tt.was.Beat(tt.now, AttemptStand{SpentMS: 15 * minuteMS, Place: 4})
			if got.SpentMS != 15*minuteMS || got.Place != 4 {
				t.Errorf("spent %d at place %d, want 15 minutes at place 4", got.SpentMS, got.Place)
			}
			if got.SeenAt != tt.wantSeen || got.BehindMS != tt.wantBehind {
				t.Errorf("seen %d, behind %d; want %d, %d", got.SeenAt, got.BehindMS, tt.wantSeen, tt.wantBehind)
			}
			if !slices.Equal(found, tt.want) {
				t.Errorf("told %v, want %v", found, tt.want)
			}
		})
	}
}

func TestTheTimeSpentNeverGoesBack(t *testing.T) {
	got, _ := standing(10*minuteMS, nine, 0).Beat(nine, AttemptStand{SpentMS: 9 * minuteMS})
	if got.SpentMS != 10*minuteMS || got.SeenAt != nine {
		t.Errorf("spent %d, seen %d", got.SpentMS, got.SeenAt)
	}
}

func TestAnInterruptionCostsNoTimeAndIsTold(t *testing.T) {
	seen := nine + 10*minuteMS
	tests := []struct {
		name       string
		was        AttemptPulse
		now        int64
		wantSeen   int64
		wantBehind int64
		want       Interruption
	}{
		{"a power cut of two hours", standing(10*minuteMS, seen, 0), seen + 120*minuteMS, seen + 120*minuteMS, 0, Interruption{ProgramEnded, seen, seen + 120*minuteMS}},
		{"a program opened again at once", standing(10*minuteMS, seen, 0), seen, seen, 0, Interruption{ProgramEnded, seen, seen}},
		{"a clock set back meanwhile", standing(10*minuteMS, seen, 0), seen - 30*minuteMS, seen, 30 * minuteMS, Interruption{ClockSetBack, seen, seen - 30*minuteMS}},
		{"a clock that was set back before and runs on", standing(10*minuteMS, seen, 60*minuteMS), seen - 58*minuteMS, seen, 58 * minuteMS, Interruption{ProgramEnded, seen - 60*minuteMS, seen - 58*minuteMS}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, found := tt.was.Return(tt.now)
			if got.SpentMS != tt.was.SpentMS || got.Place != 3 {
				t.Errorf("goes on at %d with %d spent, want place 3 and %d", got.Place, got.SpentMS, tt.was.SpentMS)
			}
			if got.SeenAt != tt.wantSeen || got.BehindMS != tt.wantBehind || found != tt.want {
				t.Errorf("seen %d, behind %d, told %v; want %d, %d, %v", got.SeenAt, got.BehindMS, found, tt.wantSeen, tt.wantBehind, tt.want)
			}
		})
	}
}

func TestInterruptionsReadAsTheyWereWritten(t *testing.T) {
	want := []Interruption{{ProgramEnded, nine, nine + 5}, {ClockSetBack, nine, nine - 7}, {ClockRanAhead, nine, nine + 9}}
	a := QuizAttempt{Interruptions: "what no program of today wrote"}.With(standing(1, nine, 0), want...)
	if got := a.Interrupted(); !slices.Equal(got, want) {
		t.Errorf("read %v, want %v", got, want)
	}
	if got := want[1].LastedMS(); got != -7 {
		t.Errorf("a clock set back lasted %d", got)
	}
}

func TestAQuizEndsByItsTimes(t *testing.T) {
	cancelled, closed, unlimited := openQuiz(), openQuiz(), openQuiz()
	cancelled.Status, closed.Status, unlimited.LimitMinutes = QuizCancelled, QuizClosed, 0
	tests := []struct {
		name     string
		quiz     Quiz
		pulse    AttemptPulse
		want     AttemptEnd
		wantLeft int64
		reason   Reason
	}{
		{"in the middle it runs", openQuiz(), standing(10*minuteMS, nine+10*minuteMS, 0), AttemptRuns, 20 * minuteMS, ""},
		{"a second before its end it runs", openQuiz(), standing(30*minuteMS-1000, nine, 0), AttemptRuns, 1000, ""},
		{"when the limit is spent it is over", openQuiz(), standing(30*minuteMS, nine, 0), AttemptTimeUp, 0, QuizTimeUp},
		{"the closing comes before the limit", openQuiz(), standing(10*minuteMS, five-minuteMS, 0), AttemptRuns, minuteMS, ""},
		{"it closes during the quiz", openQuiz(), standing(10*minuteMS, five, 0), AttemptClosed, 0, QuizHasClosed},
		{"a clock set back does not reopen it", openQuiz(), standing(10*minuteMS, five, 7*60*minuteMS), AttemptClosed, 0, QuizHasClosed},
		{"the trainer closed it", closed, standing(10*minuteMS, nine, 0), AttemptClosed, 20 * minuteMS, QuizHasClosed},
		{"it was cancelled meanwhile", cancelled, standing(10*minuteMS, nine, 0), AttemptNoMore, 20 * minuteMS, QuizWasCancelled},
		{"without a limit the closing counts alone", unlimited, standing(500*minuteMS, five-2*minuteMS, 0), AttemptRuns, 2 * minuteMS, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.quiz.EndOf(tt.pulse); got != tt.want {
				t.Errorf("ends with %q, want %q", got, tt.want)
			}
			if left, limited := tt.quiz.Left(tt.pulse); left != tt.wantLeft || !limited {
				t.Errorf("%d left (%v), want %d", left, limited, tt.wantLeft)
			}
			if got := reasonOf(tt.quiz.TakesAnswer(QuizAttempt{}, tt.pulse)); got != tt.reason {
				t.Errorf("an answer is refused with %q, want %q", got, tt.reason)
			}
		})
	}
	if _, limited := (Quiz{Status: QuizPublished}).Left(standing(1, 1, 0)); limited {
		t.Error("a quiz without limit and closing has a time left")
	}
}

func TestHandingIn(t *testing.T) {
	cancelled := openQuiz()
	cancelled.Status = QuizCancelled
	tests := []struct {
		name      string
		quiz      Quiz
		attempt   QuizAttempt
		pulse     AttemptPulse
		wantAt    int64
		wantSpent int64
		byTime    bool
		reason    Reason
	}{
		{"by the learner", openQuiz(), QuizAttempt{StartedAt: nine}, standing(10*minuteMS, nine+11*minuteMS, 0), nine + 11*minuteMS, 10 * minuteMS, false, ""},
		{"because the time was up", openQuiz(), QuizAttempt{StartedAt: nine}, standing(30*minuteMS+400, nine+31*minuteMS, 0), nine + 31*minuteMS, 30 * minuteMS, true, ""},
		{"because it closed while the program was off", openQuiz(), QuizAttempt{StartedAt: nine}, standing(10*minuteMS, five+600*minuteMS, 0), five, 10 * minuteMS, true, ""},
		{"a second time", openQuiz(), QuizAttempt{HandedAt: nine}, standing(10*minuteMS, nine, 0), 0, 0, false, AttemptHandedIn},
		{"when it was cancelled", cancelled, QuizAttempt{}, standing(10*minuteMS, nine, 0), 0, 0, false, QuizWasCancelled},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.quiz.HandIn(tt.attempt, tt.pulse)
			if reasonOf(err) != tt.reason {
				t.Fatalf("refused with %v, want %q", err, tt.reason)
			}
			if err == nil && (got.HandedAt != tt.wantAt || got.SpentMS != tt.wantSpent || got.ByTime != tt.byTime || got.AtQuestion != 3) {
				t.Errorf("handed in as %+v", got)
			}
		})
	}
	if got := reasonOf(openQuiz().TakesAnswer(QuizAttempt{HandedAt: 1}, standing(0, nine, 0))); got != AttemptHandedIn {
		t.Errorf("an answer after handing in is refused with %q", got)
	}
}

func TestWhoMayBeginAQuiz(t *testing.T) {
	one, two := QuizAttemptID{1}, QuizAttemptID{2}
	fine := QuizToTake{Quiz: openQuiz(), Questions: 5, Meant: true, Works: true}
	tests := []struct {
		name   string
		change func(*QuizToTake)
		now    int64
		want   Reason
	}{
		{"whoever it is for, while it is open", func(*QuizToTake) {}, nine, ""},
		{"nobody before it opens", func(*QuizToTake) {}, nine - 1, QuizNotOpen},
		{"nobody once it has closed", func(*QuizToTake) {}, five, QuizHasClosed},
		{"nobody once the trainer closed it", func(t *QuizToTake) { t.Quiz.Status = QuizClosed }, nine, QuizHasClosed},
		{"nobody with the clock set back after it closed", func(t *QuizToTake) {
			t.Quiz.Attempts, t.Attempts = 2, []QuizAttempt{{ID: one, HandedAt: five, SeenAt: five}}
		}, nine, QuizHasClosed},
		{"nobody once it was cancelled", func(t *QuizToTake) { t.Quiz.Status = QuizCancelled }, nine, QuizWasCancelled},
		{"not who has left", func(t *QuizToTake) { t.Works = false }, nine, LearnerLeft},
		{"not who is not in the class", func(t *QuizToTake) { t.Meant = false }, nine, QuizForOthers},
		{"not twice what may be taken once", func(t *QuizToTake) { t.Attempts = []QuizAttempt{{ID: one, HandedAt: nine}} }, nine, NoAttemptsLeft},
		{"a second time where two are allowed", func(t *QuizToTake) {
			t.Quiz.Attempts, t.Attempts = 2, []QuizAttempt{{ID: one, HandedAt: nine}}
		}, nine, ""},
		{"not anew while one runs here", func(t *QuizToTake) {
			t.Quiz.Attempts, t.Attempts, t.Here = 2, []QuizAttempt{{ID: one}}, one
		}, nine, AttemptStillRuns},
		{"as the second while one runs on another computer", func(t *QuizToTake) {
			t.Quiz.Attempts, t.Attempts = 2, []QuizAttempt{{ID: one}}
		}, nine, ""},
		{"not at all when the one that runs elsewhere was the last", func(t *QuizToTake) { t.Attempts = []QuizAttempt{{ID: two}} }, nine, NoAttemptsLeft},
		{"nobody where the questions have not come", func(t *QuizToTake) { t.Questions = 0 }, nine, QuestionsNotHere},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			of := fine
			tt.change(&of)
			if got := reasonOf(of.MayStart(tt.now)); got != tt.want {
				t.Errorf("refused with %q, want %q", got, tt.want)
			}
		})
	}
}
