package app

import (
	"slices"
	"strings"
	"time"
)

// Need is something a move cannot do without.
type Need string

// The needs a move may have.
const (
	NeedOwner   Need = "owner"   // an active person
	NeedAnswer  Need = "answer"  // what was answered
	NeedResult  Need = "result"  // what came of it
	NeedOpinion Need = "opinion" // the customer's opinion, or that he could not be reached
	NeedReason  Need = "reason"
)

// Move is one step a flow permits.
type Move struct {
	From, To CaseStatus
	Verb     string // its name, a word of the interface: assign, begin, answer …
	Needs    []Need
	Raises   []Event // what it makes happen: limits start and stop on these
}

// Flow is the life of one kind of case, as data: which moves there are, in the
// order they are offered. A case keeps the version it was accepted under.
type Flow struct {
	Kind         CaseKind
	Version      int64
	ClosesAtOnce bool // may be answered and closed at acceptance
	Moves        []Move
}

// From lists the moves a case may make from a status; the likeliest is first.
func (f Flow) From(status CaseStatus) []Move {
	var out []Move
	for _, m := range f.Moves {
		if m.From == status {
			out = append(out, m)
		}
	}
	return out
}

// Find looks one move up.
func (f Flow) Find(from, to CaseStatus) (Move, bool) {
	i := slices.IndexFunc(f.Moves, func(m Move) bool { return m.From == from && m.To == to })
	if i < 0 {
		return Move{}, false
	}
	return f.Moves[i], true
}

// DefaultFlow is the flow the program ships for a kind; the zero Flow for a
// kind it does not know. All kinds share the common life (product 4.3) and
// differ in what happens on the way.
func DefaultFlow(kind CaseKind) Flow {
	begun := []Event(nil)
	answered := []Event{EventContacted, EventAnswered}
	switch kind {
	case Consultation, ServiceRequest:
	case Complaint:
		begun = []Event{EventContacted}
	case Fault:
		begun, answered = []Event{EventContacted, EventArrived}, []Event{EventRestored, EventAnswered}
	case LVResident, LVBusiness:
		begun, answered = []Event{EventPlanAnswered}, []Event{EventConnected, EventAnswered}
	default:
		return Flow{}
	}
	return Flow{
		Kind: kind, Version: 1, ClosesAtOnce: kind == Consultation || kind == ServiceRequest || kind == Complaint,
		Moves: commonLife(begun, answered),
	}
}

func commonLife(begun, answered []Event) []Move {
	closing := []Need{NeedResult, NeedOpinion}
	ended := append(slices.Clone(answered), EventClosed)
	return []Move{
		{From: Accepted, To: Assigned, Verb: "assign", Needs: []Need{NeedOwner}},
		{From: Accepted, To: Replied, Verb: "answer", Needs: []Need{NeedAnswer}, Raises: answered},
		{From: Accepted, To: Cancelled, Verb: "cancel", Needs: []Need{NeedReason}},

		{From: Assigned, To: Working, Verb: "begin", Raises: begun},
		{From: Assigned, To: Accepted, Verb: "return", Needs: []Need{NeedReason}},
		{From: Assigned, To: Cancelled, Verb: "cancel", Needs: []Need{NeedReason}},

		{From: Working, To: Replied, Verb: "answer", Needs: []Need{NeedAnswer}, Raises: answered},
		{From: Working, To: WaitCustomer, Verb: "wait_customer", Needs: []Need{NeedReason}},
		{From: Working, To: WaitInternal, Verb: "wait_internal", Needs: []Need{NeedReason}},
		{From: Working, To: WaitApproval, Verb: "wait_approval", Needs: []Need{NeedReason}},
		{From: Working, To: Assigned, Verb: "pass_on", Needs: []Need{NeedOwner, NeedReason}},
		{From: Working, To: Cancelled, Verb: "cancel", Needs: []Need{NeedReason}},

		{From: WaitCustomer, To: Working, Verb: "resume"},
		{From: WaitCustomer, To: Cancelled, Verb: "cancel", Needs: []Need{NeedReason}},
		{From: WaitInternal, To: Working, Verb: "resume"},
		{From: WaitApproval, To: Working, Verb: "resume"},

		{From: Replied, To: Closed, Verb: "close", Needs: closing, Raises: ended},
		{From: Replied, To: CallBack, Verb: "call_back"},
		{From: Replied, To: Working, Verb: "take_up_again", Needs: []Need{NeedReason}},
		{From: CallBack, To: Closed, Verb: "close", Needs: closing, Raises: ended},
		{From: CallBack, To: Working, Verb: "take_up_again", Needs: []Need{NeedReason}},

		{From: Closed, To: Archived, Verb: "archive"},
		{From: Closed, To: Working, Verb: "reopen", Needs: []Need{NeedReason}},
	}
}

// Progress is what somebody enters to move a case on.
type Progress struct {
	To      CaseStatus
	Note    string
	Reason  string
	Owner   StaffID
	Answer  string
	Result  string
	Opinion string
	Force   bool // a supervisor's step the flow does not offer
}

// Moved is a case after a move, with its clocks and the entry for its life.
type Moved struct {
	Case   Case
	Clocks []Clock
	Step   CaseStep
}

// Move takes a case one step on, or refuses. rules are those that hold for the
// case: what happens on the way starts and stops their clocks. The clocks that
// were handed in come back in their order, new ones behind them.
func (c Case) Move(p Progress, clocks []Clock, rules []LimitRule, days *Calendar, by Actor, now time.Time) (Moved, error) {
	move, offered := DefaultFlow(c.Kind).Find(c.Status, p.To)
	switch {
	case !offered && !p.Force, p.To == c.Status:
		return Moved{}, Refuse("status", NotFromHere)
	case p.Force && strings.TrimSpace(p.Reason) == "":
		return Moved{}, Refuse("reason", NeedsReason)
	case now.UnixMilli() < c.AcceptedAt:
		return Moved{}, Refuse("at", ClockBeforeStart)
	}
	if err := p.check(c, move.Needs); err != nil {
		return Moved{}, err
	}
	from := c.Status
	next := c.take(p, now)
	clocks = PauseClocks(clocks, next.Status == WaitCustomer, now, days)
	clocks = StopClocks(clocks, move.Raises, now)
	for _, event := range move.Raises {
		clocks = append(clocks, StartClocks(notYet(rules, clocks), event, now, days)...)
	}
	if from == Closed && p.To == Working {
		next.Rework++
		next.ClosedAt = 0
		clocks = append(clocks, StartClocks(rules, EventAccepted, now, days)...)
	}
	step := CaseStep{
		Area: c.Area, Case: c.ID, From: from, To: p.To, By: by.Staff, At: now.UnixMilli(),
		Note: strings.TrimSpace(p.Note), Reason: strings.TrimSpace(p.Reason), NewOwner: p.Owner, Forced: !offered,
	}
	return Moved{Case: next.due(clocks), Clocks: clocks, Step: step}, nil
}

func (p Progress) check(c Case, needs []Need) error {
	for _, need := range needs {
		switch {
		case need == NeedOwner && p.Owner.IsZero():
			return Refuse("owner", NeedsOwner)
		case need == NeedAnswer && strings.TrimSpace(p.Answer) == "":
			return Refuse("answer", NeedsAnswer)
		case need == NeedResult && strings.TrimSpace(p.Result) == "" && c.Result == "":
			return Refuse("result", NeedsResult)
		case need == NeedOpinion && p.Opinion == "" && c.Opinion == "":
			return Refuse("opinion", NeedsOpinion)
		case need == NeedReason && strings.TrimSpace(p.Reason) == "":
			return Refuse("reason", NeedsReason)
		}
	}
	return nil
}

// take enters what was typed for a move into the case.
func (c Case) take(p Progress, now time.Time) Case {
	c.Status = p.To
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
	switch p.To {
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
