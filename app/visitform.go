package app

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// QuestionKind is how a question of a visit form is answered and read.
type QuestionKind string

// The kinds of questions. A code question names its code list behind a colon.
const (
	AskText   QuestionKind = "text"
	AskLines  QuestionKind = "lines"
	AskNumber QuestionKind = "number" // kept as it reads, with a point: 12.5
	AskMonth  QuestionKind = "month"  // kept as 2026-09
	AskDay    QuestionKind = "day"
	AskCode   QuestionKind = "code"
	AskYes    QuestionKind = "yesno" // kept as yes or no
	AskKVA    QuestionKind = "kva"   // kept in VA
)

// What a yes-or-no question is answered with.
const (
	AnswerYes = "yes"
	AnswerNo  = "no"
)

// numberSpan is a span of numbers, both ends included.
type numberSpan struct{ low, high int64 }

// Question is one question of a visit form.
type Question struct {
	Name           string
	Group          string
	Kind           QuestionKind
	List           string // of codes
	Required       bool
	Fact           string // the field group of the customer's profile it belongs to; empty: of this visit alone
	Ahead          bool   // a month or day to come: one that has passed is warned of
	When           Cond   // asked only where this holds
	ZH, EN         string
	UnitZH, UnitEN string

	within *numberSpan // outside: refused
	usual  *numberSpan // outside: warned of
}

// QuestionGroup is a part of a form that is shown under one heading.
type QuestionGroup struct {
	Name   string
	ZH, EN string
}

// VisitForm is one version of a visit form, as data (走访记录表). A visit keeps
// the version it was recorded under.
type VisitForm struct {
	Code      string
	Version   int64
	ValidFrom Day
	ZH, EN    string
	For       []CustomerKind // whom it is for
	Source    string
	Mark      string
	Groups    []QuestionGroup
	Questions []Question
	Text      string // what it was read from
}

// Answers are what was answered, kept values by the names of the questions.
type Answers map[string]string

// Value answers one.
func (a Answers) Value(name string) string { return a[name] }

// Question looks one up by its name.
func (f VisitForm) Question(name string) (Question, bool) {
	i := slices.IndexFunc(f.Questions, func(q Question) bool { return q.Name == name })
	if i < 0 {
		return Question{}, false
	}
	return f.Questions[i], true
}

// In lists the questions of a group, in their order.
func (f VisitForm) In(group string) []Question {
	return slices.DeleteFunc(slices.Clone(f.Questions), func(q Question) bool { return q.Group != group })
}

// Shown lists the questions that are asked, given what is answered so far. One
// whose condition hangs on a question that is itself not asked is not asked
// either, whatever was typed there before.
func (f VisitForm) Shown(a Answers) []Question {
	asked := map[string]bool{}
	var out []Question
	for _, q := range f.Questions {
		if q.When.Holds(func(name string) string {
			if !asked[name] {
				return ""
			}
			return a[name]
		}) {
			asked[q.Name] = true
			out = append(out, q)
		}
	}
	return out
}

// Kept leaves out what was answered to questions that are not asked.
func (f VisitForm) Kept(a Answers) Answers {
	out := Answers{}
	for _, q := range f.Shown(a) {
		if value := strings.TrimSpace(a[q.Name]); value != "" {
			out[q.Name] = value
		}
	}
	return out
}

// FormWarningReason is what seems odd about an answer; it may be right.
type FormWarningReason string

// The reasons an answer or a visit is warned of.
const (
	BelowUsual   FormWarningReason = "below_usual"
	AboveUsual   FormWarningReason = "above_usual"
	BehindVisit  FormWarningReason = "behind_visit"  // a month or day to come that had passed at the visit
	BeforeLast   FormWarningReason = "before_last"   // visited before the last visit of the customer
	SameDay      FormWarningReason = "same_day"      // a second visit to the customer on one day
	BeforeSupply FormWarningReason = "before_supply" // visited before the supply began
	EnteredLate  FormWarningReason = "entered_late"  // written down from the second working day on
)

// FormWarning is one of them, with the bound it is about.
type FormWarning struct {
	Field  string
	Reason FormWarningReason
	Bound  string // a number or a day, as it is kept
}

// Check refuses answers that cannot stand, and warns of odd ones. on is the day
// of the visit. Questions that are not asked are not looked at.
func (f VisitForm) Check(a Answers, on Day) (refused []*Refusal, warned []FormWarning) {
	for _, q := range f.Shown(a) {
		value := strings.TrimSpace(a[q.Name])
		if no := q.refuse(value); no != nil {
			refused = append(refused, no)
			continue
		}
		if odd, is := q.warn(value, on); is {
			warned = append(warned, odd)
		}
	}
	return refused, warned
}

func (q Question) refuse(value string) *Refusal {
	no := func(reason Reason) *Refusal { return &Refusal{Field: q.Name, Reason: reason} }
	if value == "" {
		if q.Required {
			return no(Missing)
		}
		return nil
	}
	if len([]rune(value)) > ContentMax {
		return no(TooLong)
	}
	switch q.Kind {
	case AskDay:
		if !Day(value).Valid() {
			return no(Malformed)
		}
	case AskMonth:
		if !Day(value + "-01").Valid() {
			return no(Malformed)
		}
	case AskYes:
		if value != AnswerYes && value != AnswerNo {
			return no(Malformed)
		}
	case AskNumber, AskKVA:
		n, ok := q.number(value)
		if !ok {
			return no(Malformed)
		}
		if q.within != nil && (n < float64(q.within.low) || n > float64(q.within.high)) {
			return &Refusal{Field: q.Name, Reason: OutOfRange, Value: strconv.FormatInt(q.within.low, 10) + "–" + strconv.FormatInt(q.within.high, 10)}
		}
	}
	return nil
}

func (q Question) warn(value string, on Day) (FormWarning, bool) {
	switch {
	case value == "":
	case q.Ahead && q.Kind == AskMonth && value < string(on[:min(7, len(on))]):
		return FormWarning{q.Name, BehindVisit, string(on[:min(7, len(on))])}, true
	case q.Ahead && q.Kind == AskDay && value < string(on):
		return FormWarning{q.Name, BehindVisit, string(on)}, true
	case q.usual != nil:
		switch n, _ := q.number(value); {
		case n < float64(q.usual.low):
			return FormWarning{q.Name, BelowUsual, strconv.FormatInt(q.usual.low, 10)}, true
		case n > float64(q.usual.high):
			return FormWarning{q.Name, AboveUsual, strconv.FormatInt(q.usual.high, 10)}, true
		}
	}
	return FormWarning{}, false
}

// number reads a kept value in the unit of the question.
func (q Question) number(value string) (float64, bool) {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || n < 0 || n > 1e12 || math.IsNaN(n) {
		return 0, false
	}
	if q.Kind == AskKVA {
		if n != math.Trunc(n) {
			return 0, false
		}
		n /= 1000
	}
	return n, true
}

// Read turns a typed text into the value that is kept, or refuses it.
func (q Question) Read(text string, today Day) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", nil
	}
	switch q.Kind {
	case AskNumber, AskKVA:
		n, err := strconv.ParseFloat(strings.NewReplacer(",", "", "，", "").Replace(plain(text)), 64)
		if err != nil || n < 0 || n > 1e9 || math.IsNaN(n) {
			return "", Refuse(q.Name, Malformed)
		}
		if q.Kind == AskKVA {
			return strconv.FormatInt(int64(math.Round(n*1000)), 10), nil
		}
		return strconv.FormatFloat(math.Round(n*100)/100, 'f', -1, 64), nil
	case AskMonth:
		month, err := ParseMonth(q.Name, text, today)
		if err != nil || month == 0 {
			return "", err
		}
		return fmt.Sprintf("%04d-%02d", month/100, month%100), nil
	case AskDay:
		day, err := ParseDay(text, today)
		if err != nil {
			return "", Refuse(q.Name, Malformed)
		}
		return string(day), nil
	}
	return text, nil
}

// Typed is a kept value as it was typed: kVA with its decimals.
func (q Question) Typed(value string) string {
	if n, err := strconv.ParseInt(value, 10, 64); err == nil && q.Kind == AskKVA {
		return strconv.FormatFloat(float64(n)/1000, 'f', -1, 64)
	}
	return value
}

// FormFor is the form for a customer visited on a day: of those for his kind
// the newest that holds by then. all may come in any order.
func FormFor(all []VisitForm, kind CustomerKind, on Day) (VisitForm, bool) {
	var found VisitForm
	for _, f := range all {
		if slices.Contains(f.For, kind) && f.ValidFrom <= on && (found.Code == "" || f.newer(found)) {
			found = f
		}
	}
	return found, found.Code != ""
}

func (f VisitForm) newer(than VisitForm) bool {
	if f.ValidFrom != than.ValidFrom {
		return f.ValidFrom > than.ValidFrom
	}
	return f.Version > than.Version
}
