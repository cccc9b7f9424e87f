package app

import (
	"slices"
	"strings"
)

// StageCode names one stage (环节) in the life of a kind of case.
type StageCode string

// StageHeld stands in a move for the stage a waiting case came from.
const StageHeld StageCode = "@held"

// Stage is one place in the life of a kind of case. Its status is what all
// kinds have in common: lists, boards and clocks look at that.
type Stage struct {
	Code   StageCode
	Status CaseStatus
	ZH, EN string
}

// Need is something a move cannot do without: one of those below, or a field
// of the flow by its name.
type Need string

// The needs every flow knows.
const (
	NeedOwner     Need = "owner"     // an active person
	NeedAnswer    Need = "answer"    // what was answered
	NeedResult    Need = "result"    // what came of it
	NeedOpinion   Need = "opinion"   // the customer's opinion, or that he could not be reached
	NeedReason    Need = "reason"    // why
	NeedEvidence  Need = "evidence"  // what proves it: a notice given, a call made
	NeedDocuments Need = "documents" // every required document is there
	NeedDemands   Need = "demands"   // no internal demand of the case is open
	NeedContact   Need = "contacted" // the customer was spoken to, or will be in this step
)

// Move is one step a flow permits.
type Move struct {
	From, To StageCode // "@working" is any stage of that status, as To the first one
	Verb     string    // its name, a word of the interface: assign, begin, answer …
	Needs    []Need
	Raises   []Event // what it makes happen: limits start and stop on these
	When     Cond    // only for cases of which this holds
}

// FieldType is how a field of a flow is typed and read.
type FieldType string

// The types of fields. A code field names its code list behind a colon.
const (
	FieldText  FieldType = "text"
	FieldLines FieldType = "lines"
	FieldDay   FieldType = "day"
	FieldCount FieldType = "count"
	FieldKVA   FieldType = "kva" // kept in VA
	FieldKWh   FieldType = "kwh"
	FieldMoney FieldType = "money" // kept in fen
	FieldYes   FieldType = "yes"
	FieldStaff FieldType = "staff"
	FieldCode  FieldType = "code"
)

// When a field is asked.
const (
	AskRequired = "required" // on acceptance, and must be filled in
	AskOptional = "optional" // on acceptance
	AskLater    = "later"    // by the move that needs it
)

// Field is something a kind of case asks beside what all cases have.
type Field struct {
	Name   string
	Type   FieldType
	List   string // of codes
	Ask    string
	When   Cond
	ZH, EN string
}

// How much a document is needed.
const (
	DocumentRequired = "required" // before acceptance
	DocumentLater    = "later"    // may follow (容缺受理), before the archive
	DocumentOptional = "optional"
)

// DocumentRule is one document a kind of case asks for.
type DocumentRule struct {
	Code   string
	Need   string
	When   Cond
	ZH, EN string
}

// Bound is a number of the rules that a case is held against, with a warning
// where it is not kept: how many days before a suspension notice must be given.
type Bound struct {
	Name   string // notice_days, min_days, max_days, per_year, total_days
	Number int64
	When   Cond
	Source string
	Mark   string
}

// Flow is the life of one kind of case, as data: its stages, the moves between
// them in the order they are offered, and what it asks for. A case keeps the
// version it was accepted under.
type Flow struct {
	Kind      CaseKind
	Version   int64
	ValidFrom Day
	Code      string // as the trade writes it: LV-RES
	ZH, EN    string
	Source    string
	Mark      string
	AtOnce    bool // may be answered and closed at acceptance
	Protected bool // only named persons see such a case (举报)
	Fields    []Field
	Documents []DocumentRule
	Bounds    []Bound
	Stages    []Stage
	Moves     []Move
	Text      string // what it was read from
}

// Stage looks a stage up.
func (f Flow) Stage(code StageCode) (Stage, bool) {
	i := slices.IndexFunc(f.Stages, func(s Stage) bool { return s.Code == code })
	if i < 0 {
		return Stage{}, false
	}
	return f.Stages[i], true
}

// First is the first stage of a status.
func (f Flow) First(status CaseStatus) (Stage, bool) {
	i := slices.IndexFunc(f.Stages, func(s Stage) bool { return s.Status == status })
	if i < 0 {
		return Stage{}, false
	}
	return f.Stages[i], true
}

// Field looks a field up by its name.
func (f Flow) Field(name string) (Field, bool) {
	i := slices.IndexFunc(f.Fields, func(d Field) bool { return d.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return f.Fields[i], true
}

// From lists the moves a case may make from where it stands, the likeliest
// first, with the stages they lead to filled in. value answers a field of the
// case.
func (f Flow) From(stage, held StageCode, value func(name string) string) []Move {
	at, known := f.Stage(stage)
	if !known {
		return nil
	}
	var out []Move
	for _, m := range f.Moves {
		if !m.leaves(at) || !m.When.Holds(value) {
			continue
		}
		m.From, m.To = stage, f.target(m.To, held)
		if m.To != stage && m.To != "" {
			out = append(out, m)
		}
	}
	return out
}

func (m Move) leaves(at Stage) bool {
	return m.From == at.Code || m.From == anyOf(at.Status)
}

// anyOf is how a move names any stage of a status.
func anyOf(status CaseStatus) StageCode { return "@" + StageCode(status) }

// target is the stage a move leads to; empty when there is none.
func (f Flow) target(to, held StageCode) StageCode {
	if to == StageHeld {
		return held
	}
	if status, any := strings.CutPrefix(string(to), "@"); any {
		first, _ := f.First(CaseStatus(status))
		return first.Code
	}
	return to
}

// Path is the straight way through a flow for a case of these values: what a
// journey sheet shows. It follows the first move from each stage.
func (f Flow) Path(value func(name string) string) []Stage {
	var path []Stage
	first, ok := f.First(Accepted)
	for at := first; ok && !slices.Contains(path, at); {
		path = append(path, at)
		on, goes := f.onward(f.From(at.Code, "", value))
		if !goes { // what decides is not known yet: the likeliest
			on, goes = f.onward(f.movesOf(at))
		}
		if !goes {
			break
		}
		at, ok = f.Stage(f.target(on.To, ""))
	}
	return path
}

// onward is the first of some moves, unless it leaves the straight way.
func (f Flow) onward(moves []Move) (Move, bool) {
	if len(moves) == 0 || moves[0].leavesThePath() {
		return Move{}, false
	}
	return moves[0], true
}

// movesOf lists the moves from a stage, whatever they hang on.
func (f Flow) movesOf(at Stage) []Move {
	return slices.DeleteFunc(slices.Clone(f.Moves), func(m Move) bool { return !m.leaves(at) })
}

func (m Move) leavesThePath() bool {
	return slices.Contains([]string{"cancel", "return", "reopen", "wait_customer", "wait_internal", "wait_approval", "take_up_again"}, m.Verb)
}

// Cond is a condition on the fields of a case: "line_works", "!line_works",
// "sub_kind=pause|reduce", several with "&" between. An empty one always holds.
type Cond string

// Holds reports whether it holds for a case whose fields value answers.
func (c Cond) Holds(value func(name string) string) bool {
	if c == "" {
		return true
	}
	for part := range strings.SplitSeq(string(c), "&") {
		if !holds(part, value) {
			return false
		}
	}
	return true
}

func holds(part string, value func(name string) string) bool {
	part, not := strings.CutPrefix(part, "!")
	name, list, among := strings.Cut(part, "=")
	is := value(name) != ""
	if among {
		is = slices.Contains(strings.Split(list, "|"), value(name))
	}
	return is != not
}

// names lists the fields the condition looks at.
func (c Cond) names() []string {
	var out []string
	for part := range strings.SplitSeq(string(c), "&") {
		name, _, _ := strings.Cut(strings.TrimPrefix(part, "!"), "=")
		if name != "" {
			out = append(out, name)
		}
	}
	return out
}
