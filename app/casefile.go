package app

import (
	"slices"
	"strings"
	"time"
)

// CaseFile is a case with all that decides where it may go: its flow, what was
// entered for it, its documents and its clocks.
type CaseFile struct {
	Case        Case
	Flow        Flow
	Fields      map[string]string // of the flow, by name
	Documents   []CaseDocument
	Clocks      []Clock
	Contacts    int64 // times the customer was spoken to
	Attempts    int64 // times he was tried and not reached
	OpenDemands int64 // internal demands of the case that are not at their end
	Promises    int64 // promises of the case that are not at their end
}

// Value answers a field of the case or of its flow by name.
func (f CaseFile) Value(name string) string {
	if builtIn(name) {
		return f.Case.Value(name)
	}
	return f.Fields[name]
}

// Moves lists where the case may go from here, the likeliest first.
func (f CaseFile) Moves() []Move { return f.Flow.From(f.Case.Stage, f.Case.Held, f.Value) }

// Assigning is the step that gives the case to somebody, where one is offered.
func (f CaseFile) Assigning() (Move, bool) {
	for _, m := range f.Moves() {
		if stage, known := f.Flow.Stage(m.To); known && stage.Status == Assigned && slices.Contains(m.Needs, NeedOwner) {
			return m, true
		}
	}
	return Move{}, false
}

// Beside is the step to the nearest status before (-1) or after (1) the one the
// case stands in, in the order of the board.
func (f CaseFile) Beside(by int) (Move, bool) {
	board := BoardStatuses()
	from := slices.Index(board, f.Case.Status)
	best, nearest := Move{}, 0
	for _, m := range f.Moves() {
		stage, _ := f.Flow.Stage(m.To)
		to := slices.Index(board, stage.Status)
		if far := (to - from) * by; to >= 0 && far > 0 && (nearest == 0 || far < nearest) {
			best, nearest = m, far
		}
	}
	return best, nearest > 0
}

// Owed lists the documents that are asked for and not there.
func (f CaseFile) Owed() []CaseDocument {
	return slices.DeleteFunc(slices.Clone(f.Documents), func(d CaseDocument) bool { return !d.Owed() })
}

// ContactNotReached is the way of contact that counts as an attempt.
const ContactNotReached = "not_reached"

// OpinionNotReached closes a case without the customer's opinion: after three
// attempts with their times (product 4.3).
const OpinionNotReached = "not_reached"

const attemptsNeeded = 3

// Progress is what somebody enters to move a case on.
type Progress struct {
	To       StageCode
	Note     string
	Reason   string
	Evidence string
	Owner    StaffID
	Answer   string
	Result   string
	Opinion  string
	Contact  string            // code list contact_way
	Fields   map[string]string // of the flow or of the case, by name
	Force    bool              // a supervisor's step the flow does not offer
}

// Moved is a case after a move, with its clocks and the entry for its life.
type Moved struct {
	Case   Case
	Fields map[string]string // those that were entered
	Clocks []Clock
	Step   CaseStep
}

// Move takes the case one step on, or refuses. rules are all that may hold:
// what happens on the way starts and stops their clocks. The clocks of the
// file come back in their order, new ones behind them.
func (f CaseFile) Move(p Progress, rules Rules, by Actor, now time.Time) (Moved, error) {
	move, offered := f.offered(p.To)
	to, known := f.Flow.Stage(p.To)
	switch {
	case !known, !offered && !p.Force, p.To == f.Case.Stage:
		return Moved{}, Refuse("status", NotFromHere)
	case p.Force && strings.TrimSpace(p.Reason) == "":
		return Moved{}, Refuse("reason", NeedsReason)
	case now.UnixMilli() < f.Case.AcceptedAt:
		return Moved{}, Refuse("at", ClockBeforeStart)
	}
	entered, err := f.enter(p)
	if err != nil {
		return Moved{}, err
	}
	if err := entered.meets(p, move.Needs); err != nil {
		return Moved{}, err
	}
	if offered && to.Status == Closed && f.Promises > 0 {
		return Moved{}, Refuse("promises", NeedsPromises)
	}
	from := f.Case
	next := entered.Case.to(to, p, now)
	limits := rules.For(next.Kind, next.Class(), next.GreenReason != "", DayOf(time.UnixMilli(next.AcceptedAt)))
	clocks := PauseClocks(f.Clocks, next.Status == WaitCustomer, now, rules.Days)
	clocks = StopClocks(clocks, move.Raises, now)
	for _, event := range move.Raises {
		clocks = append(clocks, StartClocks(notYet(limits, clocks), event, now, rules.Days)...)
	}
	if !next.Status.Open() {
		clocks = StopClocks(clocks, []Event{EventClosed}, now)
	}
	if !from.Status.Open() && next.Status.Open() {
		next.Rework++
		next.ClosedAt = 0
		clocks = append(clocks, StartClocks(limits, EventAccepted, now, rules.Days)...)
	}
	step := CaseStep{
		Area: from.Area, Case: from.ID, From: from.Status, To: next.Status, FromStage: from.Stage, ToStage: next.Stage,
		By: by.Staff, At: now.UnixMilli(), Note: strings.TrimSpace(p.Note), Reason: strings.TrimSpace(p.Reason),
		Evidence: strings.TrimSpace(p.Evidence), Contact: p.Contact, NewOwner: p.Owner, Forced: !offered,
	}
	return Moved{Case: next.due(clocks), Fields: entered.Fields, Clocks: clocks, Step: step}, nil
}

func (f CaseFile) offered(to StageCode) (Move, bool) {
	moves := f.Moves()
	i := slices.IndexFunc(moves, func(m Move) bool { return m.To == to })
	if i < 0 {
		return Move{}, false
	}
	return moves[i], true
}

// enter takes the typed fields into the file, each checked as its type.
func (f CaseFile) enter(p Progress) (CaseFile, error) {
	all := map[string]string{}
	for name, value := range f.Fields {
		all[name] = value
	}
	for name, value := range p.Fields {
		value = strings.TrimSpace(value)
		if field, known := f.Flow.Field(name); known {
			if err := field.Check(value); err != nil {
				return f, err
			}
		}
		switch name {
		case "grade":
			f.Case.Grade = value
		case "sub_kind":
			f.Case.SubKind = value
		case "area_type":
			f.Case.AreaType = value
		case "line_works":
			f.Case.LineWorks = value != ""
		default:
			all[name] = value
		}
	}
	f.Fields = all
	return f, nil
}

// meets refuses a move that lacks something.
func (f CaseFile) meets(p Progress, needs []Need) error {
	for _, need := range needs {
		if err := f.meet(p, need); err != nil {
			return err
		}
	}
	if p.Opinion == OpinionNotReached && f.tries(p) < attemptsNeeded {
		return Refuse("opinion", NeedsAttempts)
	}
	return nil
}

func (f CaseFile) tries(p Progress) int64 {
	if p.Contact == ContactNotReached {
		return f.Attempts + 1
	}
	return f.Attempts
}

func (f CaseFile) meet(p Progress, need Need) error {
	empty := func(texts ...string) bool { return strings.TrimSpace(strings.Join(texts, "")) == "" }
	switch need {
	case NeedOwner:
		return refuseIf(p.Owner.IsZero(), "owner", NeedsOwner)
	case NeedAnswer:
		return refuseIf(empty(p.Answer, f.Case.Answer), "answer", NeedsAnswer)
	case NeedResult:
		return refuseIf(empty(p.Result, f.Case.Result), "result", NeedsResult)
	case NeedOpinion:
		return refuseIf(empty(p.Opinion, f.Case.Opinion), "opinion", NeedsOpinion)
	case NeedReason:
		return refuseIf(empty(p.Reason), "reason", NeedsReason)
	case NeedEvidence:
		return refuseIf(empty(p.Evidence), "evidence", NeedsEvidence)
	case NeedContact:
		spoken := f.Contacts > 0 || p.Contact != "" && p.Contact != ContactNotReached
		return refuseIf(!spoken, "contact_way", NeedsSpoken)
	case NeedDemands:
		return refuseIf(f.OpenDemands > 0, "demands", NeedsDemands)
	case NeedDocuments:
		if owed := f.Owed(); len(owed) > 0 {
			return &Refusal{Field: "documents", Reason: NeedsDocument, Value: owed[0].Code}
		}
		return nil
	}
	name := string(need)
	if field, known := f.Flow.Field(name); known && !field.When.Holds(f.Value) {
		return nil
	}
	value := f.Value(name)
	if value != "" && name == ApproverField && value == f.Case.Owner.String() {
		return Refuse(name, OwnWork)
	}
	return refuseIf(value == "", name, Missing)
}

// ApproverField is the field of a flow that names who approved: never the one
// who did the work.
const ApproverField = "approver"

func refuseIf(is bool, field string, reason Reason) error {
	if is {
		return Refuse(field, reason)
	}
	return nil
}

// to enters what was typed for a move into the case.
func (c Case) to(stage Stage, p Progress, now time.Time) Case {
	if stage.Status.Waiting() && !c.Status.Waiting() {
		c.Held = c.Stage
	}
	c.Status, c.Stage = stage.Status, stage.Code
	if !c.Status.Waiting() {
		c.Held = ""
	}
	if !p.Owner.IsZero() {
		c.Owner = p.Owner
	}
	if text := strings.TrimSpace(p.Answer); text != "" {
		c.Answer = text
	}
	if text := strings.TrimSpace(p.Result); text != "" {
		c.Result = text
	}
	if p.Opinion != "" {
		c.Opinion = p.Opinion
	}
	switch c.Status {
	case Replied:
		c.RepliedAt = now.UnixMilli()
	case Closed:
		c.ClosedAt = now.UnixMilli()
	}
	return c
}

// notYet leaves out the rules a case already has a clock for: an event that
// happens twice does not start a limit twice.
func notYet(rules []LimitRule, clocks []Clock) []LimitRule {
	return slices.DeleteFunc(slices.Clone(rules), func(r LimitRule) bool {
		return slices.ContainsFunc(clocks, func(c Clock) bool { return c.Rule == r.ID })
	})
}

// Again is a draft like the case: what was asked, not of whom.
func (f CaseFile) Again() CaseDraft {
	c := f.Case
	d := CaseDraft{
		Kind: c.Kind, SubKind: c.SubKind, Channel: c.Channel, Content: c.Content, Urgency: c.Urgency, AreaType: c.AreaType, LineWorks: c.LineWorks,
		Mood: c.Mood, Secrecy: c.Secrecy, Fields: map[string]string{},
	}
	for _, field := range f.Flow.Fields {
		if field.Ask != AskLater && field.Type != FieldDay && f.Fields[field.Name] != "" {
			d.Fields[field.Name] = f.Fields[field.Name]
		}
	}
	return d
}
