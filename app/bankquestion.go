package app

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// QuizQuestionKinds lists the kinds as they are offered.
func QuizQuestionKinds() []QuizQuestionKind {
	return []QuizQuestionKind{SingleChoice, MultipleChoice, TrueFalse, FillIn, OpenQuestion}
}

// BlankMark stands in the text of a question where a word is to be filled in.
const BlankMark = "____"

// What a question of the bank may have.
const (
	MostChoices    = 26    // A to Z
	MostPoints     = 10000 // hundredths
	MostDifficulty = 5
	OnePoint       = 100 // what a question is worth unless somebody says otherwise
)

// HasChoices reports whether one chooses among what is offered.
func (k QuizQuestionKind) HasChoices() bool { return k == SingleChoice || k == MultipleChoice }

// ChoiceLines are the choices in their order.
func (q BankQuestion) ChoiceLines() []string { return linesOf(q.Choices) }

// RightPlaces are the places of the right choices, from 1.
func (q BankQuestion) RightPlaces() []int {
	var places []int
	for part := range strings.SplitSeq(q.Answers, ",") {
		if n, err := strconv.Atoi(part); err == nil {
			places = append(places, n)
		}
	}
	return places
}

// JoinPlaces writes the places of right choices as BankQuestion.Answers has them.
func JoinPlaces(places []int) string {
	slices.Sort(places)
	parts := make([]string, len(places))
	for i, n := range slices.Compact(places) {
		parts[i] = strconv.Itoa(n)
	}
	return strings.Trim(strings.Join(parts, ","), ",")
}

// BlanksIn counts the blanks of a text.
func BlanksIn(text string) int { return strings.Count(text, BlankMark) }

func linesOf(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// Tidied is the question as it is kept: without blanks around its texts, each
// choice on a line of its own, each blank of one length.
func (q BankQuestion) Tidied() BankQuestion {
	q.Text = tidyText(q.Text)
	if q.Kind == FillIn {
		q.Text = evenBlanks(q.Text)
	}
	if !q.Kind.HasChoices() {
		q.Choices = ""
	}
	q.Choices = tidyLines(q.Choices)
	switch q.Kind {
	case FillIn:
		q.Answers = tidyAlternatives(q.Answers)
	case OpenQuestion:
		q.Answers = tidyText(q.Answers)
	}
	q.Topic = strings.TrimFunc(tidyLine(q.Topic), func(r rune) bool { return r == '/' || unicode.IsSpace(r) })
	q.Name, q.Source = tidyLine(q.Name), tidyLine(q.Source)
	q.Explanation = tidyText(q.Explanation)
	if q.Points == 0 {
		q.Points = OnePoint
	}
	return q
}

func tidyText(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	return strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), ""))
}

// tidyLine is a text that stands in one line.
func tidyLine(text string) string { return strings.ReplaceAll(tidyText(text), "\n", " ") }

// tidyLines leaves no line empty and none with blanks around it.
func tidyLines(text string) string {
	var out []string
	for _, line := range linesOf(tidyText(text)) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

func tidyAlternatives(text string) string {
	lines := linesOf(tidyText(text))
	for i, line := range lines {
		alternatives := strings.Split(line, "|")
		for j := range alternatives {
			alternatives[j] = strings.TrimSpace(alternatives[j])
		}
		lines[i] = strings.Join(alternatives, "|")
	}
	return strings.Join(lines, "\n")
}

// evenBlanks makes blanks alike: sheets draw them longer or shorter, or as
// brackets with nothing between them. Those side by side are one.
func evenBlanks(text string) string {
	for {
		even := evenedOnce(text)
		if even == text {
			return text
		}
		text = even
	}
}

func evenedOnce(text string) string {
	var out strings.Builder
	for at := 0; at < len(text); {
		length := blankAt(text[at:])
		if length > 0 {
			out.WriteString(BlankMark)
		} else {
			_, length = utf8.DecodeRuneInString(text[at:])
			out.WriteString(text[at : at+length])
		}
		at += length
	}
	return out.String()
}

// blankAt is how long the blank is that a text begins with; 0: none.
func blankAt(text string) int {
	if drawn := len(text) - len(strings.TrimLeft(text, "_")); drawn > 2 {
		return drawn
	}
	if drawn := len(text) - len(strings.TrimLeft(text, "＿")); drawn > len("＿") {
		return drawn
	}
	for _, pair := range [][2]string{{"（", "）"}, {"(", ")"}} {
		inner, opens := strings.CutPrefix(text, pair[0])
		gap, _, closes := strings.Cut(inner, pair[1])
		if opens && closes && gap != "" && strings.TrimSpace(gap) == "" && !strings.Contains(gap, "\n") {
			return len(pair[0]) + len(gap) + len(pair[1])
		}
	}
	return 0
}

// Check refuses a question that could not be asked or not be marked.
func (q BankQuestion) Check() error {
	switch {
	case !slices.Contains(QuizQuestionKinds(), q.Kind):
		return &Refusal{Field: "question_kind", Reason: Unknown, Value: string(q.Kind)}
	case q.Text == "":
		return Refuse("question_text", Missing)
	case q.Points <= 0 || q.Points > MostPoints:
		return Refuse("points", OutOfRange)
	case q.Difficulty < 0 || q.Difficulty > MostDifficulty:
		return Refuse("difficulty", OutOfRange)
	}
	switch q.Kind {
	case SingleChoice, MultipleChoice:
		return q.checkChoices()
	case TrueFalse:
		if q.Answers != "true" && q.Answers != "false" {
			return Refuse("right_answer", NoRightAnswer)
		}
	case FillIn:
		return q.checkBlanks()
	}
	return nil
}

func (q BankQuestion) checkChoices() error {
	choices, right := q.ChoiceLines(), q.RightPlaces()
	if len(choices) < 2 {
		return Refuse("choices", TooFewChoices)
	}
	if len(choices) > MostChoices {
		return Refuse("choices", TooLong)
	}
	seen := map[string]bool{}
	for i, choice := range choices {
		form := bareForm(choice)
		if seen[form] {
			return &Refusal{Field: "choices", Reason: ChoicesAlike, Value: ChoiceLetter(i + 1)}
		}
		seen[form] = true
	}
	switch {
	case len(right) == 0 || right[0] < 1 || right[len(right)-1] > len(choices) || JoinPlaces(slices.Clone(right)) != q.Answers:
		return Refuse("right_answer", NoRightAnswer)
	case q.Kind == SingleChoice && len(right) > 1:
		return Refuse("right_answer", OneRightAnswer)
	}
	return nil
}

func (q BankQuestion) checkBlanks() error {
	blanks, answers := BlanksIn(q.Text), linesOf(q.Answers)
	switch {
	case blanks == 0:
		return Refuse("question_text", NoBlank)
	case blanks != len(answers):
		return &Refusal{Field: "right_answer", Reason: BlanksDiffer, Value: strconv.Itoa(blanks) + "/" + strconv.Itoa(len(answers))}
	}
	for _, line := range answers {
		if slices.Contains(strings.Split(line, "|"), "") {
			return Refuse("right_answer", NoRightAnswer)
		}
	}
	return nil
}

// ChoiceLetter names a choice by its place from 1: A, B, C.
func ChoiceLetter(place int) string {
	if place < 1 || place > MostChoices {
		return strconv.Itoa(place)
	}
	return string(rune('A' + place - 1))
}

// SameQuestion is what two entries of one question have in common: the text and
// the choices without what people type differently. Questions that begin alike,
// 「下列说法正确的是」, are told apart by their choices.
func (q BankQuestion) SameQuestion() string {
	forms := []string{bareForm(q.Text)}
	for _, choice := range q.ChoiceLines() {
		forms = append(forms, bareForm(choice))
	}
	slices.Sort(forms[1:])
	return strings.ToLower(strings.Join(forms, "\n"))
}

// bareForm is a text without width, blanks and the signs around words. Case
// tells: mV is not MV.
func bareForm(text string) string {
	plain := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Po, r) && !strings.ContainsRune("%./*", r) {
			return -1
		}
		return r
	}, norm.NFKC.String(text))
	if plain = strings.TrimRight(plain, "."); plain == "" {
		return strings.TrimSpace(text)
	}
	return plain
}
