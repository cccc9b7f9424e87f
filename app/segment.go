package app

import (
	"cmp"
	"slices"
)

// SegmentRule is one version of a rule that places customers in a segment.
// A segment has one rule, whose newest version that has begun is in force.
type SegmentRule struct {
	ID          SegmentRuleID
	Area        Area
	Segment     string // code list segment
	Priority    int64  // the lower is asked first
	Conditions  string
	Version     int64
	ValidFrom   Day
	ValidTo     Day // the last day, when the segment is given up
	Note        string
	Source      string
	Mark        string
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// SegmentRuleID names one.
type SegmentRuleID = ID[SegmentRule]

// Segmenting is the confirmed placing of a customer in a segment, with why.
type Segmenting struct {
	ID          SegmentingID
	Area        Area
	Customer    CustomerID
	Segment     string        // code list segment
	Rule        SegmentRuleID // zero: chosen by hand
	Because     string        // the conditions that held, as WriteHeld has them; by hand the reason
	Against     string        // by hand: the segment the rules would have had
	FromOn      Day
	By          StaffID
	At          int64 // Unix ms
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// SegmentingID names one.
type SegmentingID = ID[Segmenting]

// Check refuses a rule that could not be asked.
func (r SegmentRule) Check() error {
	switch {
	case r.Segment == "":
		return Refuse("segment", Missing)
	case r.Priority < 1 || r.Priority > priorityMost:
		return Refuse("priority", Impossible)
	case r.ValidFrom != "" && !r.ValidFrom.Valid():
		return Refuse("valid_from", Malformed)
	case r.ValidTo != "" && !r.ValidTo.Valid():
		return Refuse("valid_to", Malformed)
	case r.ValidTo != "" && r.ValidTo < r.ValidFrom:
		return Refuse("valid_to", EndsBeforeStart)
	}
	_, err := ParseConditions(r.Conditions)
	return err
}

const priorityMost = 999

// NextSegmentRule readies a rule as it was edited: the first of its segment or
// the next version. kept are all rules, withdrawn ones too.
func NextSegmentRule(kept []SegmentRule, now SegmentRule, today Day) (SegmentRule, error) {
	if err := now.Check(); err != nil {
		return now, err
	}
	was, number := following(kept, now.Segment)
	now.ID, now.Seen, now.Version = SegmentRuleID{}, Seen{}, number
	same := was
	same.ID, same.Seen, same.Version, same.ValidFrom = now.ID, now.Seen, now.Version, now.ValidFrom
	if same == now {
		return now, Refuse("conditions", NothingToDo)
	}
	if err := checkBegin(was.ValidFrom, now.ValidFrom, today); err != nil {
		return now, err
	}
	for _, r := range SegmentRulesOn(kept, now.ValidFrom) {
		if r.Priority == now.Priority && r.Segment != now.Segment {
			return now, &Refusal{Field: "priority", Reason: AlreadyThere, Value: r.Segment}
		}
	}
	return now, nil
}

// SegmentRulesOn is the rules in force on a day, in the order they are asked.
// Two of one priority, which two computers may have made, go by their segment.
func SegmentRulesOn(kept []SegmentRule, day Day) []SegmentRule {
	out := newestOn(kept, day)
	slices.SortFunc(out, func(a, b SegmentRule) int {
		return cmp.Or(cmp.Compare(a.Priority, b.Priority), cmp.Compare(a.Segment, b.Segment))
	})
	return out
}

func (r SegmentRule) version() versionOf {
	return versionOf{of: r.Segment, number: r.Version, from: r.ValidFrom, to: r.ValidTo, gone: r.WithdrawnAt != 0, id: r.ID}
}

// Placing is where the rules put a customer, and why.
type Placing struct {
	Segment  string        // empty: no rule holds
	Rule     SegmentRuleID // the version that held
	Because  []Held
	NotKnown []string // what is not known and might have let an earlier rule hold
}

// SegmentOrder is rules ready to be asked, one after the other.
type SegmentOrder struct {
	rules      []SegmentRule
	conditions []Condition
}

// NewSegmentOrder reads the conditions of rules. A rule that cannot be read is
// never asked, and named.
func NewSegmentOrder(rules []SegmentRule) (SegmentOrder, []SegmentRule) {
	var o SegmentOrder
	var unread []SegmentRule
	for _, r := range rules {
		c, err := ParseConditions(r.Conditions)
		if err != nil {
			unread = append(unread, r)
			continue
		}
		o.rules, o.conditions = append(o.rules, r), append(o.conditions, c)
	}
	return o, unread
}

// NeedsUse reports whether one of the rules asks how much is used.
func (o SegmentOrder) NeedsUse() bool { return slices.ContainsFunc(o.conditions, Condition.NeedsUse) }

// Place asks the rules about a customer: the first that holds wins.
func (o SegmentOrder) Place(f *SegmentFacts) Placing {
	var p Placing
	for i, c := range o.conditions {
		v := c.Evaluate(f)
		for _, name := range v.NotKnown {
			if !slices.Contains(p.NotKnown, name) {
				p.NotKnown = append(p.NotKnown, name)
			}
		}
		if v.Truth == Yes {
			p.Segment, p.Rule, p.Because = o.rules[i].Segment, o.rules[i].ID, v.Because
			return p
		}
	}
	return p
}

// SegmentFilter narrows the customers whose segment is proposed anew.
type SegmentFilter struct {
	Mine     bool       // of the one who asks
	Manager  StaffID    // whose customers
	Customer CustomerID // one alone
	Segment  string     // as proposed
	Was      string     // as it is now; "-" for none
}

// For names the person that "mine" means.
func (f SegmentFilter) For(by Actor) SegmentFilter {
	if f.Mine {
		f.Manager = by.Staff
	}
	return f
}

// NoSegment stands for no segment in filters and counts.
const NoSegment = "-"

// SegmentProposal is a customer whom the rules would place elsewhere.
type SegmentProposal struct {
	Row       int64
	Customer  CustomerID
	Name      string
	AccountNo string `field:"accounts.account_no"` // of the first account
	Was       string // empty: never placed
	Placing   Placing
}

// SegmentProposals is the answer to a filter, with what could not be told.
type SegmentProposals struct {
	Proposals []SegmentProposal
	NotTold   int64         // customers for whom no rule could be decided
	Unread    []SegmentRule // rules with an error, which were not asked
}

// SegmentsConfirmed says what came of confirming proposals.
type SegmentsConfirmed struct {
	Done int64
	Left int64 // changed meanwhile: the rules no longer say so
}

// SegmentMove counts the customers a rule would move.
type SegmentMove struct {
	Was, Now string // "" for none
	N        int64
}

// SegmentTrial is what a rule would do, before it is saved.
type SegmentTrial struct {
	Takes    int64 // customers it would hold for
	NotKnown int64 // customers for whom it could not be decided
	Moves    []SegmentMove
}

// SortMoves puts the largest moves first.
func SortMoves(moves []SegmentMove) {
	slices.SortFunc(moves, func(a, b SegmentMove) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Was, b.Was), cmp.Compare(a.Now, b.Now))
	})
}
