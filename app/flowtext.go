package app

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// commonLife is what every kind has beside its own way (product 4.3): waiting,
// passing on, cancelling, closing, reopening, the archive. "life common" in a
// flow stands for these lines.
const commonLife = `
stage wait_customer wait_customer : 待客户 | Waiting for customer
stage wait_internal wait_internal : 待协作 | Waiting for colleague
stage wait_approval wait_approval : 待审批 | Waiting for approval
stage closed        closed        : 办结 | Closed
stage archived      archived      : 归档 | Archived
stage cancelled     cancelled     : 撤销 | Cancelled
stage linked        linked        : 合并 | Linked
move @accepted      cancelled     cancel        needs reason
move @assigned      @accepted     return        needs reason
move @assigned      cancelled     cancel        needs reason
move @working       wait_customer wait_customer needs reason,evidence
move @working       wait_internal wait_internal needs reason
move @working       wait_approval wait_approval needs reason
move @working       @assigned     pass_on       needs owner,reason
move @working       cancelled     cancel        needs reason
move wait_customer  @held         resume
move @wait_customer cancelled     cancel        needs reason
move wait_internal  @held         resume
move wait_approval  @held         resume
move @replied       @working      take_up_again needs reason
move @call_back     @working      take_up_again needs reason
move @closed        archived      archive       needs documents
move @closed        @working      reopen        needs reason
`

// FlowError says which line of a flow cannot be, and why.
type FlowError struct {
	Line   int // 1 for the first; 0 when the flow as a whole is meant
	Reason Reason
	Word   string
}

// Error is for logs; people read words.Error.
func (e *FlowError) Error() string {
	return fmt.Sprintf("flow, line %d: %s %q", e.Line, e.Reason, e.Word)
}

// ParseFlow reads a flow as it is kept and edited: a line a fact, "#" before
// remarks, names in both languages behind a colon. What cannot be is a
// FlowError.
func ParseFlow(text string) (Flow, error) {
	p := flowParser{flow: Flow{Text: text, Mark: MarkDoubtful}}
	for i, line := range strings.Split(text, "\n") {
		p.line = i + 1
		if err := p.read(line); err != nil {
			return Flow{}, err
		}
	}
	p.line = 0
	return p.flow, p.check()
}

type flowParser struct {
	flow Flow
	line int
	life bool // the common life was asked for
}

func (p *flowParser) no(reason Reason, word string) error {
	return &FlowError{Line: p.line, Reason: reason, Word: word}
}

func (p *flowParser) read(line string) error {
	line, _, _ = strings.Cut(line, "#")
	facts, names, _ := strings.Cut(line, " : ")
	w := strings.Fields(facts)
	if len(w) == 0 {
		return nil
	}
	zh, en, _ := strings.Cut(names, "|")
	zh, en = strings.TrimSpace(zh), strings.TrimSpace(en)
	switch w[0] {
	case "kind":
		return p.kind(w[1:], zh, en)
	case "source":
		p.flow.Source = zh
		if len(w) > 1 {
			p.flow.Mark = w[1]
		}
		return nil
	case "version":
		return p.version(w[1:])
	case "closes_at_once":
		p.flow.AtOnce = true
		return nil
	case "protected":
		p.flow.Protected = true
		return nil
	case "life":
		p.life = true
		return nil
	case "field":
		return p.field(w[1:], zh, en)
	case "document":
		return p.document(w[1:], zh, en)
	case "bound":
		return p.bound(w[1:], zh)
	case "stage":
		return p.stage(w[1:], zh, en)
	case "move":
		return p.move(w[1:])
	}
	return p.no(Unknown, w[0])
}

func (p *flowParser) kind(w []string, zh, en string) error {
	if len(w) != 2 || zh == "" || en == "" {
		return p.no(Malformed, "kind")
	}
	p.flow.Kind, p.flow.Code, p.flow.ZH, p.flow.EN = CaseKind(w[0]), w[1], zh, en
	return nil
}

func (p *flowParser) version(w []string) error {
	if len(w) == 1 {
		if n, err := strconv.ParseInt(w[0], 10, 64); err == nil && n > 0 {
			p.flow.Version = n
			return nil
		}
	}
	return p.no(Malformed, "version")
}

var fieldTypes = []FieldType{FieldText, FieldLines, FieldDay, FieldCount, FieldKVA, FieldKWh, FieldMoney, FieldYes, FieldStaff, FieldCode}

func (p *flowParser) field(w []string, zh, en string) error {
	w, when, err := p.condition(w)
	switch {
	case err != nil:
		return err
	case len(w) != 3 || zh == "" || en == "":
		return p.no(Malformed, "field")
	}
	kind, list, _ := strings.Cut(w[1], ":")
	f := Field{Name: w[0], Type: FieldType(kind), List: list, Ask: w[2], When: when, ZH: zh, EN: en}
	switch {
	case !word.MatchString(f.Name):
		return p.no(Malformed, f.Name)
	case !slices.Contains(fieldTypes, f.Type) || (f.Type == FieldCode) != (list != ""):
		return p.no(Unknown, w[1])
	case !slices.Contains([]string{AskRequired, AskOptional, AskLater}, f.Ask):
		return p.no(Unknown, f.Ask)
	case slices.ContainsFunc(p.flow.Fields, func(o Field) bool { return o.Name == f.Name && o.When == f.When }):
		return p.no(AlreadyThere, f.Name)
	}
	p.flow.Fields = append(p.flow.Fields, f)
	return nil
}

func (p *flowParser) document(w []string, zh, en string) error {
	w, when, err := p.condition(w)
	switch {
	case err != nil:
		return err
	case len(w) != 2 || zh == "" || en == "":
		return p.no(Malformed, "document")
	case !slices.Contains([]string{DocumentRequired, DocumentLater, DocumentOptional}, w[1]):
		return p.no(Unknown, w[1])
	case slices.ContainsFunc(p.flow.Documents, func(o DocumentRule) bool { return o.Code == w[0] }):
		return p.no(AlreadyThere, w[0])
	}
	p.flow.Documents = append(p.flow.Documents, DocumentRule{Code: w[0], Need: w[1], When: when, ZH: zh, EN: en})
	return nil
}

func (p *flowParser) bound(w []string, source string) error {
	w, when, err := p.condition(w)
	if err != nil {
		return err
	}
	if len(w) != 3 {
		return p.no(Malformed, "bound")
	}
	n, err := strconv.ParseInt(w[1], 10, 64)
	switch {
	case err != nil || n < 1:
		return p.no(Malformed, w[1])
	case !slices.Contains(boundNames, w[0]):
		return p.no(Unknown, w[0])
	}
	p.flow.Bounds = append(p.flow.Bounds, Bound{Name: w[0], Number: n, When: when, Source: source, Mark: w[2]})
	return nil
}

var word = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

func (p *flowParser) stage(w []string, zh, en string) error {
	switch {
	case len(w) != 2 || zh == "" || en == "" || !word.MatchString(w[0]):
		return p.no(Malformed, "stage")
	case !slices.Contains(CaseStatuses(), CaseStatus(w[1])):
		return p.no(Unknown, w[1])
	}
	s := Stage{Code: StageCode(w[0]), Status: CaseStatus(w[1]), ZH: zh, EN: en}
	if _, twice := p.flow.Stage(s.Code); twice {
		return p.no(AlreadyThere, w[0])
	}
	p.flow.Stages = append(p.flow.Stages, s)
	return nil
}

func (p *flowParser) move(w []string) error {
	w, when, err := p.condition(w)
	if err != nil {
		return err
	}
	if len(w) < 3 || len(w)%2 == 0 {
		return p.no(Malformed, "move")
	}
	m := Move{From: StageCode(w[0]), To: StageCode(w[1]), Verb: w[2], When: when}
	for i := 3; i < len(w); i += 2 {
		for name := range strings.SplitSeq(w[i+1], ",") {
			switch w[i] {
			case "needs":
				m.Needs = append(m.Needs, Need(name))
			case "raises":
				if !slices.Contains(Events(), Event(name)) {
					return p.no(Unknown, name)
				}
				m.Raises = append(m.Raises, Event(name))
			default:
				return p.no(Unknown, w[i])
			}
		}
	}
	p.flow.Moves = append(p.flow.Moves, m)
	return nil
}

// condition takes "when …" off the end of a line.
func (p *flowParser) condition(w []string) ([]string, Cond, error) {
	if len(w) < 2 || w[len(w)-2] != "when" {
		return w, "", nil
	}
	c := Cond(w[len(w)-1])
	for _, name := range c.names() {
		if !word.MatchString(name) {
			return nil, "", p.no(Malformed, string(c))
		}
	}
	return w[:len(w)-2], c, nil
}

// check looks at the flow as a whole: every move leads somewhere, every need
// and condition names something, every stage can be reached and be left.
func (p *flowParser) check() error {
	switch {
	case p.flow.Kind == "":
		return p.no(Missing, "kind")
	case p.flow.Version == 0:
		return p.no(Missing, "version")
	}
	if p.life {
		common := flowParser{}
		for line := range strings.SplitSeq(commonLife, "\n") {
			if err := common.read(line); err != nil {
				return err
			}
		}
		for _, s := range common.flow.Stages {
			if _, own := p.flow.Stage(s.Code); !own {
				p.flow.Stages = append(p.flow.Stages, s)
			}
		}
		p.flow.Moves = append(p.flow.Moves, common.flow.Moves...)
	}
	if _, ok := p.flow.First(Accepted); !ok {
		return p.no(Missing, string(Accepted))
	}
	for _, m := range p.flow.Moves {
		if err := p.checkMove(m); err != nil {
			return err
		}
	}
	return p.reachable()
}

func (p *flowParser) checkMove(m Move) error {
	for _, end := range []StageCode{m.From, m.To} {
		_, known := p.flow.Stage(end)
		if status, any := strings.CutPrefix(string(end), "@"); any {
			known = end == StageHeld && end == m.To || slices.Contains(CaseStatuses(), CaseStatus(status))
		}
		if !known {
			return p.no(Unknown, string(end))
		}
	}
	for _, need := range m.Needs {
		if _, field := p.flow.Field(string(need)); !field && !slices.Contains(commonNeeds, need) && !builtIn(string(need)) {
			return p.no(Unknown, string(need))
		}
	}
	for _, name := range m.When.names() {
		if _, field := p.flow.Field(name); !field && !builtIn(name) {
			return p.no(Unknown, name)
		}
	}
	return nil
}

var commonNeeds = []Need{NeedOwner, NeedAnswer, NeedResult, NeedOpinion, NeedReason, NeedEvidence, NeedDocuments, NeedDemands, NeedContact}

// reachable refuses a stage no case could come to, and an open one that none
// could leave.
func (p *flowParser) reachable() error {
	first, _ := p.flow.First(Accepted)
	seen := map[StageCode]bool{first.Code: true}
	if s, ok := p.flow.First(Assigned); ok {
		seen[s.Code] = true // acceptance may name the owner
	}
	for grew := true; grew; {
		grew = false
		for _, s := range p.flow.Stages {
			if !seen[s.Code] {
				continue
			}
			for _, m := range p.flow.Moves {
				if to := p.flow.target(m.To, ""); m.leaves(s) && to != "" && !seen[to] {
					seen[to], grew = true, true
				}
			}
		}
	}
	for _, s := range p.flow.Stages {
		leaves := slices.ContainsFunc(p.flow.Moves, func(m Move) bool { return m.leaves(s) })
		switch {
		case !seen[s.Code] && s.Status != Linked:
			return p.no(NotReached, string(s.Code))
		case !leaves && s.Status.Open():
			return p.no(NoWayOut, string(s.Code))
		}
	}
	return nil
}
