package app

import (
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// GIFTQuestion is a question as a text in Moodle's GIFT format has it.
type GIFTQuestion struct {
	BankQuestion
	Line     int      // where it begins
	Category []string // the path that was named last
}

// ParseGIFT reads the questions of a text in Moodle's GIFT format. What it
// cannot say in our kinds is refused with its line; nothing is guessed.
func ParseGIFT(text string) (questions []GIFTQuestion, refused []ImportProblem) {
	p := giftReader{}
	text = strings.TrimPrefix(tidyBreaks(text), "\ufeff")
	for i, line := range strings.Split(text, "\n") {
		p.line(i+1, line)
	}
	p.end()
	return p.questions, p.refused
}

func tidyBreaks(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\r\n", "\n"), "\r", "\n")
}

// giftReader gathers the lines of one question after the other.
type giftReader struct {
	block     []string
	begins    int
	category  []string
	said      map[string]string // in the comments before a question
	questions []GIFTQuestion
	refused   []ImportProblem
}

func (p *giftReader) line(number int, line string) {
	trimmed := strings.TrimSpace(line)
	switch {
	case strings.HasPrefix(trimmed, "//"):
		if len(p.block) == 0 {
			p.said = commentSays(p.said, trimmed)
		}
	case trimmed == "":
		p.end()
	case len(p.block) == 0 && strings.HasPrefix(strings.ToUpper(trimmed), "$CATEGORY:"):
		p.category = giftPath(strings.TrimSpace(trimmed[len("$CATEGORY:"):]))
		p.said = nil
	default:
		if len(p.block) == 0 {
			p.begins = number
		}
		p.block = append(p.block, line)
	}
}

// end reads the question whose lines are gathered.
func (p *giftReader) end() {
	if len(p.block) == 0 {
		return
	}
	text, said := strings.Join(p.block, "\n"), p.said
	p.block, p.said = nil, nil
	q, err := readGIFT(text, said)
	if err == nil {
		q = q.Tidied()
		err = q.Check()
	}
	if no, is := err.(*Refusal); is {
		p.refused = append(p.refused, ImportProblem{Line: p.begins, Name: q.Name, Verdict: RowRefused, Field: no.Field, Reason: string(no.Reason), Text: no.Value})
		return
	}
	p.questions = append(p.questions, GIFTQuestion{BankQuestion: q, Line: p.begins, Category: p.category})
}

// commentKeys are what our own texts say in comments, where others read past it.
var commentKeys = regexp.MustCompile(`\[(points|difficulty|source|model|blanks):((?:\\.|[^\\\]])*)\]`)

func commentSays(said map[string]string, line string) map[string]string {
	for _, found := range commentKeys.FindAllStringSubmatch(line, -1) {
		if said == nil {
			said = map[string]string{}
		}
		said[found[1]] = commentValue.Replace(found[2])
	}
	return said
}

var (
	commentValue = strings.NewReplacer(`\\`, `\`, `\]`, `]`, `\n`, "\n")
	commentText  = strings.NewReplacer(`\`, `\\`, `]`, `\]`, "\n", `\n`)
)

// giftPath parts a category; // is a stroke of a name, and a first name in $, and
// top after it, are Moodle's own.
func giftPath(text string) []string {
	const stroke = "\x00"
	var path []string
	for i, part := range strings.Split(strings.ReplaceAll(text, "//", stroke), "/") {
		part = strings.TrimSpace(strings.ReplaceAll(part, stroke, "/"))
		own := i == 0 && len(part) > 1 && strings.HasPrefix(part, "$") && strings.HasSuffix(part, "$") || i == 1 && part == "top"
		if part != "" && !own {
			path = append(path, part)
		}
	}
	return path
}

// readGIFT understands one question.
func readGIFT(text string, said map[string]string) (BankQuestion, error) {
	var q BankQuestion
	signs := giftSigns(text)
	signs = trimSigns(signs)
	if begins(signs, "::") {
		name, rest, closed := cutSigns(signs[2:], "::")
		if !closed {
			return q, Refuse("question_text", GIFTUnreadable)
		}
		q.Name, signs = tidyLine(plainText(name)), trimSigns(rest)
	}
	format, signs := giftFormat(signs)
	before, inside, after, err := bracesOf(signs)
	if err != nil {
		return q, err
	}
	inside, general, _ := cutSigns(inside, "####")
	explanationFormat, general := giftFormat(trimSigns(general))
	explanation := formatted(explanationFormat, plainText(general))
	feedback, err := q.answerGIFT(trimSigns(inside))
	if err != nil {
		return q, err
	}
	q.Text = q.textAround(formatted(format, plainText(before)), formatted(format, plainText(after)))
	q.Explanation = strings.Join(slices.DeleteFunc(append([]string{tidyText(explanation)}, feedback...), func(s string) bool { return s == "" }), "\n")
	return q.withSaid(said)
}

// withSaid adds what our own comments say.
func (q BankQuestion) withSaid(said map[string]string) (BankQuestion, error) {
	q.Points, q.Source = OnePoint, said["source"]
	for key, into := range map[string]*int64{"points": &q.Points, "difficulty": &q.Difficulty} {
		text, is := said[key]
		if !is {
			continue
		}
		n, ok := ParsePoints(text)
		if !ok {
			return q, &Refusal{Field: key, Reason: Malformed, Value: text}
		}
		if *into = n; key == "difficulty" {
			*into = n / 100
		}
	}
	if q.Kind == OpenQuestion {
		q.Answers = said["model"]
		if blanks, is := said["blanks"]; is {
			q.Kind, q.Answers = FillIn, blanks
		}
	}
	return q, nil
}

// textAround puts the blank where the answer stood in the middle of the text.
func (q BankQuestion) textAround(before, after string) string {
	switch {
	case strings.TrimSpace(after) != "":
		return before + BlankMark + after
	case q.Kind == FillIn && BlanksIn(evenBlanks(before)) == 0:
		return before + BlankMark
	}
	return before
}

// bracesOf parts the text around the one pair of braces.
func bracesOf(signs []giftSign) (before, inside, after []giftSign, err error) {
	before, rest, opened := cutSigns(signs, "{")
	if !opened {
		if _, _, closed := cutSigns(signs, "}"); closed {
			return nil, nil, nil, Refuse("question_text", GIFTUnclosed)
		}
		return nil, nil, nil, Refuse("question_text", GIFTNoAnswer)
	}
	inside, after, closed := cutSigns(rest, "}")
	if !closed {
		return nil, nil, nil, Refuse("question_text", GIFTUnclosed)
	}
	_, _, insideOpens := cutSigns(inside, "{")
	_, _, opensAgain := cutSigns(after, "{")
	_, _, closesAgain := cutSigns(after, "}")
	if insideOpens || opensAgain || closesAgain {
		return nil, nil, nil, Refuse("question_text", GIFTTwoAnswers)
	}
	return before, inside, after, nil
}

// giftAnswer is one of what stands in the braces.
type giftAnswer struct {
	right    bool // = before it, not ~
	weight   float64
	weighted bool
	text     string
	feedback string
}

// answerGIFT reads what stands in the braces into kind, choices and answers.
func (q *BankQuestion) answerGIFT(signs []giftSign) (feedback []string, err error) {
	switch {
	case len(signs) == 0:
		q.Kind = OpenQuestion
		return nil, nil
	case begins(signs, "#"):
		return nil, Refuse("question_kind", GIFTNumerical)
	}
	if answer, said, is := trueOrFalse(signs); is {
		q.Kind, q.Answers = TrueFalse, answer
		return said, nil
	}
	answers, err := giftAnswers(signs)
	if err != nil {
		return nil, err
	}
	wrong := slices.ContainsFunc(answers, func(a giftAnswer) bool { return !a.right })
	if !wrong {
		return q.shortAnswer(answers)
	}
	return q.choiceAnswer(answers)
}

func trueOrFalse(signs []giftSign) (answer string, feedback []string, is bool) {
	head, rest, _ := cutSigns(signs, "#")
	switch strings.ToUpper(strings.TrimSpace(plainText(head))) {
	case "T", "TRUE":
		answer = "true"
	case "F", "FALSE":
		answer = "false"
	default:
		return "", nil, false
	}
	for len(rest) > 0 {
		var one []giftSign
		one, rest, _ = cutSigns(rest, "#")
		feedback = append(feedback, tidyText(plainText(one)))
	}
	return answer, feedback, true
}

func giftAnswers(signs []giftSign) ([]giftAnswer, error) {
	var answers []giftAnswer
	for len(signs) > 0 {
		mark := signs[0]
		if mark.escaped || mark.r != '=' && mark.r != '~' {
			return nil, Refuse("right_answer", GIFTUnreadable)
		}
		end := 1
		for end < len(signs) && (signs[end].escaped || signs[end].r != '=' && signs[end].r != '~') {
			end++
		}
		a, err := readGIFTAnswer(trimSigns(signs[1:end]))
		if err != nil {
			return nil, err
		}
		a.right = mark.r == '='
		answers = append(answers, a)
		signs = signs[end:]
	}
	return answers, nil
}

func readGIFTAnswer(signs []giftSign) (giftAnswer, error) {
	var a giftAnswer
	if begins(signs, "%") {
		weight, rest, closed := cutSigns(signs[1:], "%")
		n, err := strconv.ParseFloat(strings.TrimSpace(plainText(weight)), 64)
		if !closed || err != nil {
			return a, Refuse("right_answer", GIFTUnreadable)
		}
		a.weight, a.weighted, signs = n, true, trimSigns(rest)
	}
	text, feedback, _ := cutSigns(signs, "#")
	format, text := giftFormat(trimSigns(text))
	a.text = onOneLine(formatted(format, plainText(text)))
	format, feedback = giftFormat(trimSigns(feedback))
	a.feedback = onOneLine(formatted(format, plainText(feedback)))
	if a.text == "" {
		return a, Refuse("right_answer", GIFTUnreadable)
	}
	return a, nil
}

// onOneLine joins a text that the file has broken.
func onOneLine(text string) string {
	lines := strings.Split(tidyText(text), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.TrimSpace(strings.Join(lines, " "))
}

// shortAnswer is a word to be filled in, with what else is taken for it.
func (q *BankQuestion) shortAnswer(answers []giftAnswer) (feedback []string, err error) {
	var texts []string
	for _, a := range answers {
		switch {
		case strings.Contains(a.text, "->"):
			return nil, Refuse("question_kind", GIFTMatching)
		case a.weighted && a.weight != 100:
			return nil, Refuse("right_answer", GIFTWeights)
		case strings.Contains(a.text, "|"):
			return nil, Refuse("right_answer", BarInAnswer)
		}
		texts = append(texts, a.text)
	}
	q.Kind, q.Answers = FillIn, strings.Join(texts, "|")
	return feedbackOf(answers), nil
}

func (q *BankQuestion) choiceAnswer(answers []giftAnswer) (feedback []string, err error) {
	var texts []string
	var right, weighed []int
	var weights []float64
	for i, a := range answers {
		texts = append(texts, a.text)
		switch {
		case a.right && (!a.weighted || a.weight == 100):
			right = append(right, i+1)
		case a.right:
			return nil, Refuse("right_answer", GIFTWeights)
		case a.weight > 0:
			weighed, weights = append(weighed, i+1), append(weights, a.weight)
		}
	}
	switch {
	case len(right) > 1:
		return nil, Refuse("right_answer", GIFTSeveralRight)
	case len(right) == 1 && len(weighed) > 0, !evenly(weights):
		return nil, Refuse("right_answer", GIFTWeights)
	case len(right) == 1:
		q.Kind = SingleChoice
	default:
		q.Kind, right = MultipleChoice, weighed
	}
	q.Choices, q.Answers = strings.Join(texts, "\n"), JoinPlaces(right)
	return feedbackOf(answers), nil
}

// evenly reports whether equal parts make the whole, as far as it is written.
func evenly(weights []float64) bool {
	for _, w := range weights {
		if share := 100 / float64(len(weights)); w < share-0.01 || w > share+0.01 {
			return false
		}
	}
	return true
}

// feedbackOf keeps what is said to single answers, each with its answer.
func feedbackOf(answers []giftAnswer) []string {
	var out []string
	for _, a := range answers {
		if a.feedback != "" {
			out = append(out, a.text+": "+a.feedback)
		}
	}
	return out
}

// giftSign is one sign of a text, with its meaning or without.
type giftSign struct {
	r       rune
	escaped bool
}

func giftSigns(text string) []giftSign {
	signs := make([]giftSign, 0, len(text))
	escape := false
	for _, r := range text {
		switch {
		case escape && r == 'n':
			signs = append(signs, giftSign{'\n', true})
		case escape && strings.ContainsRune(`\~=#{}:`, r):
			signs = append(signs, giftSign{r, true})
		case escape:
			signs = append(signs, giftSign{'\\', true}, giftSign{r, false})
		case r == '\\':
			escape = true
			continue
		default:
			signs = append(signs, giftSign{r, false})
		}
		escape = false
	}
	if escape {
		signs = append(signs, giftSign{'\\', true})
	}
	return signs
}

func begins(signs []giftSign, mark string) bool {
	if len(signs) < len(mark) {
		return false
	}
	for i, r := range mark {
		if signs[i].escaped || signs[i].r != r {
			return false
		}
	}
	return true
}

func cutSigns(signs []giftSign, mark string) (before, after []giftSign, found bool) {
	for i := range signs {
		if begins(signs[i:], mark) {
			return signs[:i], signs[i+len(mark):], true
		}
	}
	return signs, nil, false
}

// trimSigns takes off what lies around a text in its file; a break that was
// written on purpose stays.
func trimSigns(signs []giftSign) []giftSign {
	blank := func(s giftSign) bool { return !s.escaped && strings.ContainsRune(" \t\n", s.r) }
	for len(signs) > 0 && blank(signs[0]) {
		signs = signs[1:]
	}
	for len(signs) > 0 && blank(signs[len(signs)-1]) {
		signs = signs[:len(signs)-1]
	}
	return signs
}

func plainText(signs []giftSign) string {
	var out strings.Builder
	for _, s := range signs {
		out.WriteRune(s.r)
	}
	return out.String()
}

// giftFormat takes the name of a format off a text.
func giftFormat(signs []giftSign) (string, []giftSign) {
	for _, format := range []string{"html", "markdown", "plain", "moodle"} {
		if begins(signs, "["+format+"]") {
			return format, signs[len(format)+2:]
		}
	}
	return "", signs
}

var (
	htmlBreaks = regexp.MustCompile(`(?i)<br\s*/?>|</(p|div|li|tr)>`)
	htmlTags   = regexp.MustCompile(`(?s)</?[a-zA-Z!][^<>]*>`)
)

// formatted is a text without the marks of its format.
func formatted(format, text string) string {
	if format != "html" {
		return text
	}
	text = htmlTags.ReplaceAllString(htmlBreaks.ReplaceAllString(text, "\n"), "")
	return html.UnescapeString(text)
}
