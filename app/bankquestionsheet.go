package app

import (
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// QuestionCells is a question as a row of a sheet has it, each cell a text.
type QuestionCells struct {
	Kind    string
	Text    string
	Choices []string
	Answer  string
}

// Question reads the cells: the words for kinds and for right and wrong of both
// languages, letters of choices, a line for each blank. What says nothing clear
// is refused.
func (c QuestionCells) Question() (BankQuestion, error) {
	kind, known := questionKindWords()[wordForm(c.Kind)]
	if !known {
		return BankQuestion{Text: c.Text}, &Refusal{Field: "question_kind", Reason: UnknownQuestionKind, Value: c.Kind}
	}
	q := BankQuestion{Kind: kind, Text: c.Text}
	if strings.TrimSpace(c.Text) == "" {
		return q, Refuse("question_text", Missing)
	}
	var err error
	switch kind {
	case SingleChoice, MultipleChoice:
		q.Choices, q.Answers, err = c.choices()
	case TrueFalse:
		answer, known := truthWords()[wordForm(c.Answer)]
		if q.Answers = answer; !known {
			err = &Refusal{Field: "right_answer", Reason: NoRightAnswer, Value: c.Answer}
		}
	case FillIn:
		q.Answers = blankAnswers(c.Answer, BlanksIn(evenBlanks(tidyText(c.Text))))
	case OpenQuestion:
		q.Answers = c.Answer
	}
	return q, err
}

// choices leaves out the cells behind the last choice; a gap before it would
// give later choices another letter, and is refused.
func (c QuestionCells) choices() (choices, answers string, err error) {
	var lines []string
	gap := false
	for _, cell := range c.Choices {
		switch cell = tidyLine(cell); {
		case cell == "":
			gap = true
		case gap:
			return "", "", &Refusal{Field: "choices", Reason: Missing, Value: ChoiceLetter(len(lines) + 1)}
		default:
			lines = append(lines, cell)
		}
	}
	places, ok := letterPlaces(c.Answer)
	if !ok {
		return "", "", &Refusal{Field: "right_answer", Reason: NoRightAnswer, Value: c.Answer}
	}
	return strings.Join(lines, "\n"), JoinPlaces(places), nil
}

// letterPlaces reads ABD, A,B,D, A、B or (a)(b) as places from 1.
func letterPlaces(cell string) (places []int, ok bool) {
	for _, r := range strings.ToUpper(norm.NFKC.String(cell)) {
		switch {
		case r >= 'A' && r <= 'Z':
			places = append(places, int(r-'A')+1)
		case !strings.ContainsRune(" \t\n,;、，；.。()[]/+&和与", r):
			return nil, false
		}
	}
	return places, len(places) > 0
}

// blankAnswers are the answers to the blanks, a line each; those of several
// blanks may stand in one line, parted by semicolons.
func blankAnswers(cell string, blanks int) string {
	cell = tidyText(cell)
	if blanks < 2 || strings.Contains(cell, "\n") {
		return cell
	}
	return strings.Join(strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == '；' }), "\n")
}

var questionKindWords = words(map[QuizQuestionKind]string{
	SingleChoice:   "single 单选 单选题 单项选择 单项选择题 选择题 singlechoice multiplechoicesingleanswer",
	MultipleChoice: "multiple 多选 多选题 多项选择 多项选择题 不定项 不定项选择题 multiplechoice multipleanswer multipleanswers multipleresponse",
	TrueFalse:      "truefalse true_false 判断 判断题 是非 是非题 trueorfalse",
	FillIn:         "fillin fill_in 填空 填空题 fillintheblank fillintheblanks cloze",
	OpenQuestion:   "open 简答 简答题 论述 论述题 问答 问答题 案例分析 案例分析题 分析题 主观题 openquestion essay shortanswer analysis",
})

var truthWords = words(map[string]string{
	"true":  "true t 对 正确 是 √ ✓ ✔ yes y right a正确 1",
	"false": "false f 错 错误 不正确 否 不对 × x ✗ ✘ no n wrong b错误 0",
})

// words finds a code by the words that stand for it. The table is made when it is
// first asked for.
func words[T comparable](of map[T]string) func() map[string]T {
	return sync.OnceValue(func() map[string]T {
		out := map[string]T{}
		for code, list := range of {
			for word := range strings.FieldsSeq(list) {
				out[wordForm(word)] = code
			}
		}
		return out
	})
}

// unmarked takes blanks and marks out of a word.
var unmarked = strings.NewReplacer(" ", "", "\t", "", "\n", "", "-", "", "/", "", "_", "", "(", "", ")", "", ".", "")

// wordForm is a word without blanks, width and case.
func wordForm(word string) string { return strings.ToLower(unmarked.Replace(norm.NFKC.String(word))) }

// AnswerCell writes the answer as a cell has it.
func (q BankQuestion) AnswerCell() string {
	switch q.Kind {
	case SingleChoice, MultipleChoice:
		var letters strings.Builder
		for _, place := range q.RightPlaces() {
			letters.WriteString(ChoiceLetter(place))
		}
		return letters.String()
	}
	return q.Answers
}

var difficultyWords = map[string]int64{"": 0, "易": 1, "容易": 1, "easy": 1, "较易": 2, "中": 3, "中等": 3, "一般": 3, "medium": 3, "较难": 4, "难": 5, "困难": 5, "hard": 5, "difficult": 5}

// ParseDifficulty reads 1 to 5, stars, or the words of both languages; nothing
// is 0.
func ParseDifficulty(cell string) (int64, error) {
	word := wordForm(cell)
	if n, known := difficultyWords[word]; known {
		return n, nil
	}
	if stars := strings.Count(word, "★"); stars > 0 && stars <= MostDifficulty && strings.Trim(word, "★☆") == "" {
		return int64(stars), nil
	}
	if len(word) == 1 && word[0] >= '0' && word[0] <= '0'+MostDifficulty {
		return int64(word[0] - '0'), nil
	}
	return 0, &Refusal{Field: "difficulty", Reason: OutOfRange, Value: cell}
}
