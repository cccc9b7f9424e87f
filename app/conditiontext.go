package app

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// The tests of words; those of figures are signs.
const (
	testIs     = "is"
	testStarts = "starts"
	testSet    = "set"
)

var tests = []string{">=", "<=", ">", "<", "=", testIs, testStarts, testSet}

// ConditionError says where a condition cannot be read, and why.
type ConditionError struct {
	At     int // characters before it
	Reason Reason
	Word   string // what stands there; empty at the end
}

// Error is for logs; people read words.Error.
func (e *ConditionError) Error() string {
	return fmt.Sprintf("conditions, at %d: %s %q", e.At, e.Reason, e.Word)
}

// ParseConditions reads the conditions of a rule as they are kept and edited:
// "contracted_kva >= 315 and class is hv", joined by and, or, not and brackets;
// several words behind "is" and "starts" stand with commas between them. What
// cannot be is a ConditionError.
func ParseConditions(text string) (Condition, error) {
	p := conditionParser{}
	p.split(text)
	c, err := p.either()
	if err == nil && p.here().text != "" {
		err = p.no(Malformed)
	}
	if err != nil {
		return Condition{}, err
	}
	return c, nil
}

type token struct {
	text string
	at   int
}

type conditionParser struct {
	tokens []token // the last is empty: the end
	next   int
	depth  int
}

// split takes a text apart into words, signs, brackets and commas.
func (p *conditionParser) split(text string) {
	signs := []rune(text)
	for i := 0; i < len(signs); {
		start := i
		switch r := signs[i]; {
		case unicode.IsSpace(r):
			i++
			continue
		case strings.ContainsRune("(),（），", r):
			i++
		case strings.ContainsRune("<>=", r):
			for i < len(signs) && strings.ContainsRune("<>=", signs[i]) {
				i++
			}
		default:
			for i < len(signs) && !unicode.IsSpace(signs[i]) && !strings.ContainsRune("(),（），<>=", signs[i]) {
				i++
			}
		}
		p.tokens = append(p.tokens, token{plainSign.Replace(string(signs[start:i])), start})
	}
	p.tokens = append(p.tokens, token{"", len(signs)})
}

// plainSign lets brackets and commas of a Chinese keyboard count.
var plainSign = strings.NewReplacer("（", "(", "）", ")", "，", ",")

func (p *conditionParser) here() token { return p.tokens[p.next] }

func (p *conditionParser) no(reason Reason) error {
	t := p.here()
	if t.text == "" {
		reason = Missing
	}
	return &ConditionError{At: t.at, Reason: reason, Word: t.text}
}

// takes goes on when this word stands here.
func (p *conditionParser) takes(word string) bool {
	if p.here().text != word {
		return false
	}
	p.next++
	return true
}

func (p *conditionParser) either() (Condition, error) { return p.joined("or", p.both) }
func (p *conditionParser) both() (Condition, error)   { return p.joined("and", p.negated) }

func (p *conditionParser) joined(join string, part func() (Condition, error)) (Condition, error) {
	first, err := part()
	if err != nil || p.here().text != join {
		return first, err
	}
	c := Condition{join: join, parts: []Condition{first}}
	for p.takes(join) {
		next, err := part()
		if err != nil {
			return c, err
		}
		c.parts = append(c.parts, next)
	}
	return c, nil
}

// depthMost is how deep brackets and "not" may stand in each other.
const depthMost = 20

func (p *conditionParser) negated() (Condition, error) {
	if p.depth++; p.depth > depthMost {
		return Condition{}, p.no(TooLong)
	}
	defer func() { p.depth-- }()
	switch {
	case p.takes("not"):
		c, err := p.negated()
		return Condition{join: "not", parts: []Condition{c}}, err
	case p.takes("("):
		c, err := p.either()
		if err == nil && !p.takes(")") {
			err = p.no(Malformed)
		}
		return c, err
	}
	return p.testOf()
}

func (p *conditionParser) testOf() (Condition, error) {
	c := Condition{name: p.here().text}
	_, number := figures[c.name]
	_, word := segmentWords[c.name]
	if !number && !word {
		return c, p.no(Unknown)
	}
	p.next++
	c.test = p.here().text
	ofWord := slices.Contains([]string{testIs, testStarts, testSet}, c.test)
	if ofWord != word || !slices.Contains(tests, c.test) {
		return c, p.no(Malformed)
	}
	p.next++
	switch {
	case number:
		return p.withNumber(c)
	case c.test == testSet:
		return c, nil
	}
	return p.withWords(c)
}

func (p *conditionParser) withNumber(c Condition) (Condition, error) {
	text := p.here().text
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || !(math.Abs(n) <= numberMost) { // which "NaN" is not
		return c, p.no(Malformed)
	}
	c.number, c.want = n, []string{text}
	p.next++
	return c, nil
}

// numberMost is beyond what a county uses; it keeps slips of the key out.
const numberMost = 1e12

func (p *conditionParser) withWords(c Condition) (Condition, error) {
	for {
		text := p.here().text
		if text == "" || strings.ContainsAny(text, "(),<>=") || slices.Contains([]string{"and", "or", "not"}, text) {
			return c, p.no(Malformed)
		}
		c.want = append(c.want, text)
		p.next++
		if !p.takes(",") {
			return c, nil
		}
	}
}
