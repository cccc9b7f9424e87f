package app

import (
	"math"
	"strings"
)

// LeadDecision is 线索处理: what was made of a growth lead, and the numbers it was decided on. It is proposed again when these have grown by another step.
type LeadDecision struct {
	ID               LeadDecisionID
	Area             Area
	Customer         CustomerID
	Month            int64 // YYYYMM: the last month of use there was
	CapacityPermille int64 // capacity used then; 0: not known
	GrowthPermille   int64 // growth of a year then; 0: not known
	Opportunity      OpportunityID
	Reason           string // why nothing is made of it; empty where an opportunity was
	By               StaffID
	MadeAt           int64 // Unix ms
	WithdrawnAt      int64 // Unix ms; 0 while in use
	Seen             Seen
}

// LeadDecisionID names one.
type LeadDecisionID = ID[LeadDecision]

// LeadState is where a customer stands who may need more, or who uses nothing.
type LeadState string

// The states, in the order of their lists.
const (
	LeadNew       LeadState = "new"       // nobody looked at it
	LeadProposed  LeadState = "proposed"  // an opportunity of the customer is open
	LeadDismissed LeadState = "dismissed" // with a reason, and the numbers have not changed since
	LeadIdle      LeadState = "idle"      // supplied, and nothing used for three months and more
	LeadLost      LeadState = "lost"      // no longer supplied, or not read for three months and more
)

// LeadStates are all of them.
func LeadStates() []LeadState {
	return []LeadState{LeadNew, LeadProposed, LeadDismissed, LeadIdle, LeadLost}
}

// Lead is 商机线索: a customer whose use says that he may need more, or that he
// no longer needs any, and the numbers that say so.
type Lead struct {
	Customer   CustomerID
	Name       string // of a page that is shown
	Industry   string
	Manager    StaffID
	Unit       OrgUnitID
	State      LeadState
	CapacityVA int64

	Capacity             Feature // capacity used, of 1
	Growth               Feature // of a year, of 1
	ByCapacity, ByGrowth bool

	Year, Before int64 // kWh of the last twelve months and of the twelve before
	Until        int64 // YYYYMM: the last month that was read
	Idle         int   // months of nothing up to then
	Closed       bool  // no account of his is supplied

	Decided LeadDecision // the latest
	ByName  string       // who decided, of a page that is shown
	Task    UseTask      // the latest about it
}

// LeadLimits is from where on use is a lead, in thousandths; 0: never.
type LeadLimits struct{ Capacity, Growth int64 }

// LeadLimitsOn are the limits that hold on a day.
func LeadLimitsOn(rules []WatchRule, day Day) LeadLimits {
	capacity, _ := WatchOn(rules, WatchCapacity, day)
	growth, _ := WatchOn(rules, WatchGrowth, day)
	return LeadLimits{capacity.Permille, growth.Permille}
}

// LeadFacts is what a lead is told from: the use of the last two years, last the
// newest month that the file knows of.
type LeadFacts struct {
	Used       []MonthUse
	CapacityVA int64
	Last       int64 // YYYYMM: the newest month of the file
	Closed     bool  // all of his accounts are
}

// Lead tells whether a customer is one; false for most. State is told by its
// numbers alone.
func (f LeadFacts) Lead(limits LeadLimits) (Lead, bool, error) {
	h, err := historyOf(f.Used)
	if err != nil || len(h) == 0 {
		return Lead{}, false, err
	}
	until := h[len(h)-1].Month
	l := Lead{
		CapacityVA: f.CapacityVA, Capacity: h.since(AddMonths(until, -11)).capacityUse(f.CapacityVA), Growth: h.growth(until), Until: until, Idle: h.idle(), Closed: f.Closed,
	}
	for _, u := range f.Used {
		switch ago := MonthsFrom(u.Month, f.Last); {
		case ago < 12:
			l.Year += u.Total
		case ago < 24:
			l.Before += u.Total
		}
	}
	used := l.Year+l.Before > 0
	switch {
	case used && (f.Closed || MonthsFrom(until, f.Last) >= IdleMonths):
		l.State = LeadLost
	case used && l.Idle >= IdleMonths:
		l.State = LeadIdle
	default:
		l.State = LeadNew
		l.ByCapacity = l.Capacity.reaches(limits.Capacity)
		l.ByGrowth = l.Growth.reaches(limits.Growth)
		return l, l.ByCapacity || l.ByGrowth, nil
	}
	return l, true, nil
}

func (f Feature) reaches(permille int64) bool {
	return f.Known && permille > 0 && f.permille() >= permille
}

// permille is a feature in thousandths; 0 for one that is not known.
func (f Feature) permille() int64 {
	if !f.Known {
		return 0
	}
	return int64(math.Round(min(f.Value, leadMost) * 1000))
}

// leadMost is more than any use grows by in a year that still tells anything.
const leadMost = 1_000_000

// leadStep is by how much one of the numbers has grown when a lead that was
// dismissed is one again.
const leadStep = 100

// Stands tells a lead that may be decided on with what was decided before and
// whether an opportunity of the customer is open.
func (l Lead) Stands(latest LeadDecision, open bool) LeadState {
	switch {
	case l.State != LeadNew:
		return l.State
	case open:
		return LeadProposed
	case latest.ID.IsZero(), l.Capacity.permille() >= latest.CapacityPermille+leadStep, l.Growth.permille() >= latest.GrowthPermille+leadStep:
		return LeadNew
	case latest.Reason == "": // its opportunity came to an end
		return LeadNew
	}
	return LeadDismissed
}

// Decide is a decision on a lead as its numbers stand.
func (l Lead) Decide(last int64) LeadDecision {
	return LeadDecision{Customer: l.Customer, Month: last, CapacityPermille: l.Capacity.permille(), GrowthPermille: l.Growth.permille()}
}

// Kind is what sort of opportunity a lead becomes, of the code list
// opportunity_kind: who nears his capacity needs more of it, who grows may be
// served in his energy.
func (l Lead) Kind() string {
	if l.ByCapacity {
		return "capacity"
	}
	return "energy_service"
}

// LeadProposal is a lead that is to become an opportunity, with what it rests on
// in words.
type LeadProposal struct {
	Customer CustomerID
	Note     string
}

// LeadFilter narrows the list of leads.
type LeadFilter struct {
	State      LeadState // none: the new ones
	Unit       OrgUnitID
	Manager    StaffID
	Mine       bool // of whoever looks
	Industry   string
	From, Most int // the part that is asked for; no most: all
}

// For names who looks in place of "mine".
func (f LeadFilter) For(by Actor) LeadFilter {
	if f.Mine {
		f.Manager, f.Mine = by.Staff, false
	}
	return f
}

// Takes reports whether a lead answers to a filter, whatever its state.
func (f LeadFilter) Takes(l *Lead) bool {
	return (f.Unit.IsZero() || f.Unit == l.Unit) && (f.Manager.IsZero() || f.Manager == l.Manager) && strings.HasPrefix(l.Industry, f.Industry)
}

// LeadList is a part of the leads.
type LeadList struct {
	Last   int64 // YYYYMM: the newest month of the file; 0: none
	Limits LeadLimits
	Counts map[LeadState]int64 // under the filter, whatever the state
	Total  int
	Rows   []Lead
}

// LeadsDone is what came of deciding on leads.
type LeadsDone struct {
	Done int
	Left int // no longer a lead, or an opportunity of the customer is open already
}
