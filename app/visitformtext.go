package app

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// VisitFormError says which line of a visit form cannot be, and why.
type VisitFormError struct {
	Line   int // 1 for the first; 0 when the form as a whole is meant
	Reason Reason
	Word   string
}

// Error is for logs; people read words.Error.
func (e *VisitFormError) Error() string {
	return fmt.Sprintf("visit form, line %d: %s %q", e.Line, e.Reason, e.Word)
}

// formMax is how long the text of a form may be, and how many questions a
// person can be asked.
const (
	formMax      = 64 << 10
	questionsMax = 120
)

// ParseVisitForm reads a visit form as it is kept and edited: a line a fact,
// "#" before remarks, names in both languages behind a colon, for a number its
// unit behind another.
//
//	form enterprise for organisation : 企业走访 | Enterprise visit
//	version 1
//	group needs : 用电需求 | Needs
//	question development_need yesno required fact:plans : 有无发展需求 | Will need more
//	question development_va kva required fact:plans within 1 to 500000 usual 10 to 20000
//	  only development_need is yes : 新增容量 | Further capacity
//
// A question stands in one line; it is broken here for the page alone. What
// cannot be is a VisitFormError.
func ParseVisitForm(text string) (VisitForm, error) {
	p := formParser{form: VisitForm{Text: text, Mark: MarkDoubtful}}
	if len(text) > formMax {
		return VisitForm{}, p.no(TooLong, "form")
	}
	for i, line := range strings.Split(text, "\n") {
		p.line = i + 1
		if err := p.read(line); err != nil {
			return VisitForm{}, err
		}
	}
	p.line = 0
	if err := p.check(); err != nil {
		return VisitForm{}, err
	}
	return p.form, nil
}

type formParser struct {
	form  VisitForm
	line  int
	group string // the questions after it belong to
}

func (p *formParser) no(reason Reason, word string) error {
	return &VisitFormError{Line: p.line, Reason: reason, Word: word}
}

func (p *formParser) read(line string) error {
	line, _, _ = strings.Cut(line, "#")
	facts, names, _ := strings.Cut(line, " : ")
	names, units, _ := strings.Cut(names, " : ")
	w := strings.Fields(facts)
	if len(w) == 0 {
		return nil
	}
	zh, en := bothNames(names)
	switch w[0] {
	case "form":
		return p.head(w[1:], zh, en)
	case "version":
		return p.version(w[1:])
	case "source":
		p.form.Source = zh
		if len(w) > 1 {
			p.form.Mark = w[1]
		}
		return nil
	case "group":
		return p.begin(w[1:], zh, en)
	case "question":
		q := Question{Group: p.group, ZH: zh, EN: en}
		q.UnitZH, q.UnitEN = bothNames(units)
		return p.question(w[1:], q)
	}
	return p.no(Unknown, w[0])
}

// bothNames parts 名称 | Name.
func bothNames(text string) (zh, en string) {
	zh, en, _ = strings.Cut(text, "|")
	return strings.TrimSpace(zh), strings.TrimSpace(en)
}

func (p *formParser) head(w []string, zh, en string) error {
	if len(w) != 3 || w[1] != "for" || !word.MatchString(w[0]) || zh == "" || en == "" {
		return p.no(Malformed, "form")
	}
	p.form.Code, p.form.ZH, p.form.EN, p.form.For = w[0], zh, en, nil
	for kind := range strings.SplitSeq(w[2], ",") {
		if kind != string(Person) && kind != string(Organisation) {
			return p.no(Unknown, kind)
		}
		p.form.For = append(p.form.For, CustomerKind(kind))
	}
	return nil
}

func (p *formParser) version(w []string) error {
	if len(w) == 1 {
		if n, err := strconv.ParseInt(w[0], 10, 64); err == nil && n > 0 {
			p.form.Version = n
			return nil
		}
	}
	return p.no(Malformed, "version")
}

func (p *formParser) begin(w []string, zh, en string) error {
	switch {
	case len(w) != 1 || zh == "" || en == "" || !word.MatchString(w[0]):
		return p.no(Malformed, "group")
	case slices.ContainsFunc(p.form.Groups, func(g QuestionGroup) bool { return g.Name == w[0] }):
		return p.no(AlreadyThere, w[0])
	}
	p.group = w[0]
	p.form.Groups = append(p.form.Groups, QuestionGroup{Name: w[0], ZH: zh, EN: en})
	return nil
}

var questionKinds = []QuestionKind{AskText, AskLines, AskNumber, AskMonth, AskDay, AskCode, AskYes, AskKVA}

func (p *formParser) question(w []string, q Question) error {
	if len(w) < 2 || q.ZH == "" || q.EN == "" {
		return p.no(Malformed, "question")
	}
	kind, list, _ := strings.Cut(w[1], ":")
	q.Name, q.Kind, q.List = w[0], QuestionKind(kind), list
	switch {
	case p.group == "":
		return p.no(Missing, "group")
	case !word.MatchString(q.Name):
		return p.no(Malformed, q.Name)
	case !slices.Contains(questionKinds, q.Kind) || (q.Kind == AskCode) != (list != ""):
		return p.no(Unknown, w[1])
	case len(p.form.Questions) == questionsMax:
		return p.no(TooLong, q.Name)
	}
	if _, twice := p.form.Question(q.Name); twice {
		return p.no(AlreadyThere, q.Name)
	}
	if err := p.rules(w[2:], &q); err != nil {
		return err
	}
	p.form.Questions = append(p.form.Questions, q)
	return nil
}

// rules reads what follows the kind of a question.
func (p *formParser) rules(w []string, q *Question) error {
	for len(w) > 0 {
		used := 1
		var err error
		switch head, tail, _ := strings.Cut(w[0], ":"); {
		case w[0] == "required":
			q.Required = true
		case w[0] == "ahead" && (q.Kind == AskMonth || q.Kind == AskDay):
			q.Ahead = true
		case head == "fact" && word.MatchString(tail):
			q.Fact = tail
		case w[0] == "within":
			q.within, err = p.span(w, q.Kind)
			used = spanWords
		case w[0] == "usual":
			q.usual, err = p.span(w, q.Kind)
			used = spanWords
		case w[0] == "only":
			q.When, err = p.only(w[1:])
			used = len(w)
		default:
			err = p.no(Unknown, w[0])
		}
		if err != nil {
			return err
		}
		w = w[used:]
	}
	return nil
}

// spanWords is how many words "within 1 to 4" has.
const spanWords = 4

func (p *formParser) span(w []string, kind QuestionKind) (*numberSpan, error) {
	if len(w) < spanWords || w[2] != "to" || kind != AskNumber && kind != AskKVA {
		return nil, p.no(Malformed, w[0])
	}
	low, errLow := strconv.ParseInt(w[1], 10, 64)
	high, errHigh := strconv.ParseInt(w[3], 10, 64)
	if errLow != nil || errHigh != nil || low < 0 || high < low {
		return nil, p.no(Malformed, w[0])
	}
	return &numberSpan{low, high}, nil
}

// only reads "development_need is yes and shifts is given": each part about a
// question that stands before.
func (p *formParser) only(w []string) (Cond, error) {
	var parts []string
	for _, part := range splitWords(w, "and") {
		if len(part) != 3 || part[1] != "is" && part[1] != "not" {
			return "", p.no(Malformed, "only")
		}
		q, known := p.form.Question(part[0])
		if !known {
			return "", p.no(Unknown, part[0])
		}
		cond := part[0]
		switch value := part[2]; {
		case value == "given":
		case q.Kind == AskYes && value != AnswerYes && value != AnswerNo, strings.ContainsAny(value, "&="):
			return "", p.no(Unknown, value)
		default:
			cond += "=" + value
		}
		if part[1] == "not" {
			cond = "!" + cond
		}
		parts = append(parts, cond)
	}
	return Cond(strings.Join(parts, "&")), nil
}

func splitWords(w []string, at string) [][]string {
	out := [][]string{nil}
	for _, one := range w {
		if one == at {
			out = append(out, nil)
			continue
		}
		out[len(out)-1] = append(out[len(out)-1], one)
	}
	return out
}

// check looks at the form as a whole.
func (p *formParser) check() error {
	switch {
	case p.form.Code == "":
		return p.no(Missing, "form")
	case p.form.Version == 0:
		return p.no(Missing, "version")
	case len(p.form.Questions) == 0:
		return p.no(Missing, "question")
	}
	for _, g := range p.form.Groups {
		if len(p.form.In(g.Name)) == 0 {
			return p.no(Missing, g.Name)
		}
	}
	return nil
}
