package app

import (
	"cmp"
	"slices"
	"time"
)

// ServiceAsk is what service figures are asked of: the cases accepted in a span
// of days, the last one included, and whose.
type ServiceAsk struct {
	From, To Day
	Scope    Scope
}

// Check refuses a span that is none.
func (a ServiceAsk) Check() error {
	switch {
	case !a.From.Valid():
		return Refuse("from_on", Missing)
	case !a.To.Valid():
		return Refuse("to_on", Missing)
	case a.To < a.From:
		return Refuse("to_on", EndsBeforeStart)
	}
	return nil
}

// Cases is the filter of the cases counted, of some kinds or of all.
func (a ServiceAsk) Cases(kinds ...CaseKind) CaseFilter {
	return CaseFilter{
		Kinds: kinds, From: a.From, To: a.To, Mine: a.Scope == ScopeMine, MyUnit: a.Scope == ScopeUnit,
		Sort: ByAccepted, Descending: true,
	}
}

// ServiceSums is what cases asked of the customer and of the company, in all:
// those of one kind and one reason for the green channel, or of several. What
// is still open would flatter every mean, so these are over the closed ones.
type ServiceSums struct {
	Kind  CaseKind
	Green string // reason; empty: not in the green channel

	Accepted int64
	Open     int64
	Overdue  int64
	Reopened int64 // times
	Limits   LimitCount

	Closed       int64 // and still in use: not cancelled, not linked to another
	FirstContact int64 // as all below: of the closed ones
	Rated        int64 // the customer said how satisfied he was
	Satisfied    int64
	Persons      int64
	Trips        int64
	Contacts     int64
	Documents    int64 // asked for
	Moves        int64
	Company      time.Duration
	Customer     time.Duration
}

func (s *ServiceSums) add(o ServiceSums) {
	s.Accepted += o.Accepted
	s.Open += o.Open
	s.Overdue += o.Overdue
	s.Reopened += o.Reopened
	s.Limits.add(o.Limits)
	s.Closed += o.Closed
	s.FirstContact += o.FirstContact
	s.Rated += o.Rated
	s.Satisfied += o.Satisfied
	s.Persons += o.Persons
	s.Trips += o.Trips
	s.Contacts += o.Contacts
	s.Documents += o.Documents
	s.Moves += o.Moves
	s.Company += o.Company
	s.Customer += o.Customer
}

// OfClosed is a sum beside the number of cases it was summed over.
func (s *ServiceSums) OfClosed(sum int64) Ratio { return Ratio{sum, s.Closed} }

// CompanyTime and CustomerTime are the mean times of a closed case, in ms.
func (s *ServiceSums) CompanyTime() Ratio { return s.OfClosed(s.Company.Milliseconds()) }

// CustomerTime is how long the company waited for the customer.
func (s *ServiceSums) CustomerTime() Ratio { return s.OfClosed(s.Customer.Milliseconds()) }

// LimitCount counts clocks. One that has run out is broken, stopped or not.
type LimitCount struct{ Met, Broken, Running int64 }

func (c *LimitCount) add(o LimitCount) {
	c.Met += o.Met
	c.Broken += o.Broken
	c.Running += o.Running
}

// OnTime is the share of the limits met among those decided.
func (c LimitCount) OnTime() Ratio { return Ratio{c.Met, c.Met + c.Broken} }

// LimitSums is how the limits of a rule set and step were kept.
type LimitSums struct {
	Set   RuleSet
	Step  string
	Kind  CaseKind // of the cases, as Green
	Green string
	Count LimitCount
}

// GreenApproval is how many cases a person let into the green channel.
type GreenApproval struct {
	Reason string
	Name   string
	N      int64
}

// GreenSums is the use of the green channel for one reason, or for all.
type GreenSums struct {
	ServiceSums
	Approvals []GreenApproval // the most first
	Beside    Ratio           // company time in ms of as many closed cases of the same kinds without it; Of: how many there were
}

// Ratio is a sum and the number it was summed over: a mean, or a share.
type Ratio struct{ Sum, Of int64 }

// fewCases is below which number a mean or a share says little.
const fewCases = 10

// Known reports whether there is anything to divide by.
func (r Ratio) Known() bool { return r.Of > 0 }

// Few reports whether the ratio hangs on so few that it says little.
func (r Ratio) Few() bool { return r.Of < fewCases }

// Value is the ratio; 0 where nothing is known.
func (r Ratio) Value() float64 {
	if r.Of == 0 {
		return 0
	}
	return float64(r.Sum) / float64(r.Of)
}

// ServiceReport is one-stop service in figures (paper 2.1).
type ServiceReport struct {
	Ask    ServiceAsk
	All    ServiceSums
	Kinds  []ServiceSums // in the order a counter meets them
	Limits []LimitSums   // by rule set, the commonest step first
	Green  []GreenSums   // the commonest reason first
}

// NewServiceReport brings rows – each of a kind and a reason for the green
// channel – together into a report.
func NewServiceReport(ask ServiceAsk, cases []ServiceSums, limits []LimitSums, approvals []GreenApproval) ServiceReport {
	r := ServiceReport{Ask: ask}
	for _, kind := range kindsIn(cases) {
		sums := summed(cases, limits, func(k CaseKind, _ string) bool { return k == kind })
		sums.Kind = kind
		r.Kinds = append(r.Kinds, sums)
	}
	r.All = summed(cases, limits, func(CaseKind, string) bool { return true })
	r.Limits = limitsBySet(limits)
	r.Green = greenBy(cases, limits, approvals)
	return r
}

// kindsIn are the kinds that occur, those nobody knows last.
func kindsIn(cases []ServiceSums) []CaseKind {
	var kinds []CaseKind
	for _, kind := range CaseKinds() {
		if slices.ContainsFunc(cases, func(s ServiceSums) bool { return s.Kind == kind }) {
			kinds = append(kinds, kind)
		}
	}
	for _, s := range cases {
		if !slices.Contains(kinds, s.Kind) {
			kinds = append(kinds, s.Kind)
		}
	}
	return kinds
}

func summed(cases []ServiceSums, limits []LimitSums, counts func(kind CaseKind, green string) bool) ServiceSums {
	var sums ServiceSums
	for _, c := range cases {
		if counts(c.Kind, c.Green) {
			sums.add(c)
		}
	}
	for _, l := range limits {
		if counts(l.Kind, l.Green) {
			sums.Limits.add(l.Count)
		}
	}
	return sums
}

func limitsBySet(limits []LimitSums) []LimitSums {
	var out []LimitSums
	for _, l := range limits {
		i := slices.IndexFunc(out, func(o LimitSums) bool { return o.Set == l.Set && o.Step == l.Step })
		if i < 0 {
			out, i = append(out, LimitSums{Set: l.Set, Step: l.Step}), len(out)
		}
		out[i].Count.add(l.Count)
	}
	sets := []RuleSet{SetLaw, SetPromise, SetCompany}
	slices.SortFunc(out, func(a, b LimitSums) int {
		return cmp.Or(cmp.Compare(slices.Index(sets, a.Set), slices.Index(sets, b.Set)), cmp.Compare(b.Count.all(), a.Count.all()), cmp.Compare(a.Step, b.Step))
	})
	return out
}

func (c LimitCount) all() int64 { return c.Met + c.Broken + c.Running }

func greenBy(cases []ServiceSums, limits []LimitSums, approvals []GreenApproval) []GreenSums {
	var out []GreenSums
	for _, c := range cases {
		if c.Green == "" || slices.ContainsFunc(out, func(g GreenSums) bool { return g.Green == c.Green }) {
			continue
		}
		g := GreenSums{ServiceSums: summed(cases, limits, func(_ CaseKind, green string) bool { return green == c.Green })}
		g.Green, g.Beside = c.Green, withoutGreen(cases, c.Green)
		for _, a := range approvals {
			if a.Reason == c.Green {
				g.Approvals = append(g.Approvals, a)
			}
		}
		slices.SortStableFunc(g.Approvals, func(a, b GreenApproval) int { return cmp.Compare(b.N, a.N) })
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b GreenSums) int {
		return cmp.Or(cmp.Compare(b.Accepted, a.Accepted), cmp.Compare(a.Green, b.Green))
	})
	return out
}

// withoutGreen is the company time of cases outside the green channel, its
// kinds mixed as they are within it: else a channel that takes the long kinds
// would look slow.
func withoutGreen(cases []ServiceSums, reason string) Ratio {
	var weighted, weights float64
	var beside int64
	for _, kind := range kindsIn(cases) {
		in := summed(cases, nil, func(k CaseKind, green string) bool { return k == kind && green == reason })
		out := summed(cases, nil, func(k CaseKind, green string) bool { return k == kind && green == "" })
		if in.Closed > 0 && out.Closed > 0 {
			weighted += out.CompanyTime().Value() * float64(in.Closed)
			weights += float64(in.Closed)
			beside += out.Closed
		}
	}
	if beside == 0 {
		return Ratio{}
	}
	return Ratio{Sum: int64(weighted / weights * float64(beside)), Of: beside}
}
