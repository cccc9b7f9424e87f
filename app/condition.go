package app

import (
	"slices"
	"strconv"
	"strings"
)

// Truth is what a condition comes to. What is not known is neither yes nor no:
// a customer whose use was never read is not one who uses little.
type Truth int8

// The truths.
const (
	No Truth = iota
	NotKnown
	Yes
)

// Condition is a rule's condition as it was read: a test, or conditions joined.
type Condition struct {
	join  string // "and", "or", "not"; empty: a test
	parts []Condition

	name   string // of a figure or a word
	test   string // ">=", "is", "starts", "set" …
	number float64
	want   []string // as written
}

// Held is one test that decided, with what it found.
type Held struct {
	Not  bool
	Name string
	Test string
	Want string // as the rule has it
	Got  string // the figure or word found, in the unit of its name
}

// Answer is what a condition comes to for one customer, and why.
type Answer struct {
	Truth    Truth
	Because  []Held   // the tests that made it hold
	NotKnown []string // the names that kept it from being known
}

// NeedsUse reports whether the condition asks how much is used.
func (c Condition) NeedsUse() bool {
	return slices.Contains(usageFigures, c.name) || slices.ContainsFunc(c.parts, Condition.NeedsUse)
}

// Evaluate asks the condition about a customer.
func (c Condition) Evaluate(f *SegmentFacts) Answer { return c.evaluate(f, false) }

func (c Condition) evaluate(f *SegmentFacts, not bool) Answer {
	switch c.join {
	case "":
		return c.ask(f, not)
	case "not":
		return c.parts[0].evaluate(f, !not)
	}
	all := (c.join == "and") != not // of the parts must hold; else one is enough
	var v Answer
	if all {
		v.Truth = Yes
	}
	for _, part := range c.parts {
		p := part.evaluate(f, not)
		if all {
			v.Truth = min(v.Truth, p.Truth)
		} else {
			v.Truth = max(v.Truth, p.Truth)
		}
		v.Because, v.NotKnown = append(v.Because, p.Because...), append(v.NotKnown, p.NotKnown...)
	}
	switch v.Truth {
	case Yes:
		v.NotKnown = nil
	case No:
		v = Answer{}
	case NotKnown:
		v.Because = nil
	}
	return v
}

// ask is one test.
func (c Condition) ask(f *SegmentFacts, not bool) Answer {
	truth, got := c.found(f)
	if not {
		truth = Yes - truth
	}
	switch truth {
	case Yes:
		return Answer{Truth: Yes, Because: []Held{{Not: not, Name: c.name, Test: c.test, Want: strings.Join(c.want, ","), Got: got}}}
	case NotKnown:
		return Answer{Truth: NotKnown, NotKnown: []string{c.name}}
	}
	return Answer{}
}

func (c Condition) found(f *SegmentFacts) (truth Truth, got string) {
	if figure, is := figures[c.name]; is {
		found := figure(f)
		if !found.Known {
			return NotKnown, ""
		}
		return truthOf(compares(found.Value, c.test, c.number)), shortFigure(found.Value)
	}
	found := segmentWords[c.name](f)
	switch {
	case c.test == testSet:
		return truthOf(len(found) > 0), strings.Join(found, ",")
	case len(found) == 0:
		return NotKnown, ""
	}
	var hits []string
	for _, word := range found {
		if slices.ContainsFunc(c.want, func(want string) bool {
			return word == want || c.test == testStarts && strings.HasPrefix(word, want)
		}) {
			hits = append(hits, word)
		}
	}
	if len(hits) == 0 {
		return No, strings.Join(found, ",")
	}
	return Yes, strings.Join(hits, ",")
}

// shortFigure is a computed figure with as many places as anybody reads.
func shortFigure(value float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(value, 'f', 3, 64), "0"), ".")
}

func truthOf(holds bool) Truth {
	if holds {
		return Yes
	}
	return No
}

func compares(found float64, test string, number float64) bool {
	switch test {
	case ">=":
		return found >= number
	case ">":
		return found > number
	case "<=":
		return found <= number
	case "<":
		return found < number
	}
	return found == number
}

// WriteHeld is why a customer was placed as it is kept: a line for each test
// that held.
func WriteHeld(because []Held) string {
	lines := make([]string, len(because))
	for i, h := range because {
		if h.Not {
			lines[i] = "not "
		}
		lines[i] += strings.TrimSpace(h.Name+" "+h.Test+" "+h.Want) + " : " + strings.Join(strings.Fields(h.Got), " ")
	}
	return strings.Join(lines, "\n")
}

// ReadHeld reads what WriteHeld wrote; false for a reason in a person's words.
func ReadHeld(text string) ([]Held, bool) {
	if text == "" {
		return nil, false
	}
	var out []Held
	for line := range strings.SplitSeq(text, "\n") {
		test, got, whole := strings.Cut(line, " : ")
		w := strings.Fields(test)
		h := Held{Got: got}
		if len(w) > 0 && w[0] == "not" {
			h.Not, w = true, w[1:]
		}
		if !whole || len(w) < 2 || len(w) > 3 || !slices.Contains(tests, w[1]) {
			return nil, false
		}
		if h.Name, h.Test = w[0], w[1]; len(w) == 3 {
			h.Want = w[2]
		}
		out = append(out, h)
	}
	return out, true
}
