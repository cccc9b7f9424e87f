package app

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Mark compares an answer with its key (see BankQuestion.Right for both): how
// many of how many parts are right. No parts: a trainer must mark it.
//
// A choice is one part: of several right choices all must be chosen and no other.
// A fill-in has a part for each blank, and each counts by itself.
func Mark(kind QuizQuestionKind, key, answer string) (right, parts int64) {
	switch kind {
	case SingleChoice, MultipleChoice:
		want, _ := Chosen(key)
		got, _ := Chosen(answer)
		return one(len(want) > 0 && slices.Equal(want, got)), 1
	case TrueFalse:
		return one(strings.TrimSpace(key) == strings.TrimSpace(answer)), 1
	case FillIn:
		return markBlanks(key, answer)
	}
	return 0, 0
}

func one(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

func markBlanks(key, answer string) (right, parts int64) {
	given := strings.Split(answer, "\n")
	for i, want := range strings.Split(key, "\n") {
		parts++
		if i < len(given) && fillsBlank(want, given[i]) {
			right++
		}
	}
	return right, parts
}

// fillsBlank compares with each alternative as people read, not as they type:
// without width, case, blanks, what cannot be seen, and a full stop at the end.
func fillsBlank(alternatives, given string) bool {
	typed := asRead(given)
	if typed == "" {
		return false
	}
	for want := range strings.SplitSeq(alternatives, "|") {
		if asRead(want) == typed {
			return true
		}
	}
	return false
}

func asRead(text string) string {
	plain := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(text))
	return strings.TrimRight(plain, "。.,;，；、")
}

// MarkByKey gives an answer its points by its key, a part of them for a part that
// is right, to the hundredth; false: a trainer must mark it.
func (q QuizQuestion) MarkByKey(key, answer string) (points int64, marked bool) {
	right, parts := Mark(q.Kind, key, answer)
	if parts == 0 {
		return 0, false
	}
	return (2*q.Points*right + parts) / (2 * parts), true
}

// Finished is an attempt with its score once all that was answered is marked;
// false: something waits. What was not answered is worth nothing.
func (q Quiz) Finished(a QuizAttempt, answers []QuizAnswer, now int64) (QuizAttempt, bool) {
	score := int64(0)
	for _, answer := range answers {
		switch {
		case answer.MarkedAt > 0:
			score += answer.Points
		case Answered(answer.Answer):
			return a, false
		}
	}
	if a.MarkedAt == 0 || a.Score != score {
		a.MarkedAt = now
	}
	a.Score, a.Passed = score, score >= q.PassScore
	return a, true
}

// BestAttempt is the best of somebody's marked attempts. Those beyond how often
// the quiz may be taken, begun on two computers that did not know of each other,
// do not count.
func (q Quiz) BestAttempt(all []QuizAttempt) (QuizAttempt, bool) {
	inOrder := slices.SortedFunc(slices.Values(all), func(a, b QuizAttempt) int {
		return cmp.Or(cmp.Compare(a.StartedAt, b.StartedAt), slices.Compare(a.ID[:], b.ID[:]))
	})
	var best QuizAttempt
	for _, a := range inOrder[:min(len(inOrder), int(q.AttemptsAllowed()))] {
		if a.MarkedAt > 0 && (best.MarkedAt == 0 || a.Score > best.Score) {
			best = a
		}
	}
	return best, best.MarkedAt > 0
}

// ScaledScore is a score of a quiz on the scale of a class, to the hundredth of a
// point.
func ScaledScore(score, quizFull, classFull int64) int64 {
	if quizFull <= 0 {
		return 0
	}
	return (2*score*FullScore(classFull) + quizFull) / (2 * quizFull)
}
