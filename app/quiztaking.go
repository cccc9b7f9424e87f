package app

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// QuizToTake is a quiz as whoever may take it sees it before it begins and when
// it is over: without its questions.
type QuizToTake struct {
	Quiz      Quiz
	Course    Course
	Questions int64
	Full      int64         // hundredths: what all questions are worth
	Attempts  []QuizAttempt // his own, the first first
	Here      QuizAttemptID // the one that can be gone on with on this device; zero: none
	Meant     bool          // for him: of his class, or of a course he needs
	Works     bool          // he works here today
}

// AttemptsLeft is how often the quiz may still be begun.
func (t QuizToTake) AttemptsLeft() int64 {
	return max(t.Quiz.AttemptsAllowed()-int64(len(t.Attempts)), 0)
}

// Moment is now, or the latest moment that was seen in this quiz before: a clock
// set back opens nothing again.
func (t QuizToTake) Moment(now int64) int64 {
	for _, a := range t.Attempts {
		now = max(now, a.SeenAt)
	}
	return now
}

// Running is the attempt that can be gone on with on this device.
func (t QuizToTake) Running() (QuizAttempt, bool) {
	for _, a := range t.Attempts {
		if a.ID == t.Here && a.HandedAt == 0 {
			return a, true
		}
	}
	return QuizAttempt{}, false
}

// MayStart refuses what cannot be begun, with the reason.
func (t QuizToTake) MayStart(now int64) error {
	no := func(reason Reason) error { return Refuse("quiz", reason) }
	_, running := t.Running()
	switch {
	case !t.Works:
		return no(LearnerLeft)
	case t.Quiz.Status == QuizCancelled:
		return no(QuizWasCancelled)
	case t.Quiz.closedAt(t.Moment(now)):
		return no(QuizHasClosed)
	case t.Quiz.OpensAt > now:
		return no(QuizNotOpen)
	case !t.Meant:
		return no(QuizForOthers)
	case running:
		return no(AttemptStillRuns)
	case t.AttemptsLeft() == 0:
		return no(NoAttemptsLeft)
	case t.Questions == 0:
		return no(QuestionsNotHere)
	}
	return nil
}

// QuizTaking is a quiz being taken: its questions without their answers, and what
// was answered so far.
type QuizTaking struct {
	Quiz      Quiz
	Course    Course
	Attempt   QuizAttempt
	Pulse     AttemptPulse
	Questions []QuizQuestion // by their place
	Answers   map[QuizQuestionID]string
}

// AnswerGiven is an answer on its way into an attempt, and how far it then is.
type AnswerGiven struct {
	Stand    AttemptStand
	Question QuizQuestionID
	Answer   string // see BankQuestion.Right; empty: taken back
}

// The longest answers, in characters.
const (
	longestBlank = 200
	longestOpen  = 10_000
)

// Offered are the choices of a question.
func (q QuizQuestion) Offered() []string { return linesOf(q.Choices) }

// CheckAnswer refuses what is no answer to the question.
func (q QuizQuestion) CheckAnswer(answer string) error {
	no := func(reason Reason) error { return Refuse("answer", reason) }
	if answer == "" {
		return nil
	}
	switch q.Kind {
	case SingleChoice, MultipleChoice:
		chosen, ok := Chosen(answer)
		last := len(chosen) - 1
		switch {
		case !ok || chosen[0] < 1 || chosen[last] > len(q.Offered()) || JoinPlaces(chosen) != answer:
			return no(Impossible)
		case q.Kind == SingleChoice && last > 0:
			return no(Impossible)
		}
	case TrueFalse:
		if answer != "true" && answer != "false" {
			return no(Impossible)
		}
	case FillIn:
		blanks := strings.Split(answer, "\n")
		if len(blanks) > int(max(q.Blanks, 1)) {
			return no(Impossible)
		}
		if slices.ContainsFunc(blanks, func(b string) bool { return utf8.RuneCountInString(b) > longestBlank }) {
			return no(TooLong)
		}
	case OpenQuestion:
		if utf8.RuneCountInString(answer) > longestOpen {
			return no(TooLong)
		}
	}
	return nil
}

// Answered reports whether something was answered, be it right or wrong.
func Answered(answer string) bool { return strings.TrimSpace(answer) != "" }

// Chosen reads the numbers of choices, in their order.
func Chosen(answer string) (numbers []int, ok bool) {
	if answer == "" {
		return nil, false
	}
	for part := range strings.SplitSeq(answer, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil {
			return nil, false
		}
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	return slices.Compact(numbers), true
}
