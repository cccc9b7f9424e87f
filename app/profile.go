package app

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Fact is one thing known of a customer and since when (经营情况): the newest of a name holds, the older ones are the history.
type Fact struct {
	ID          FactID
	Area        Area
	Customer    CustomerID
	Name        string
	Value       string
	KnownOn     Day
	Source      string // code list channel, or visit
	Visit       VisitID
	VerifiedOn  Day
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// FactID names one.
type FactID = ID[Fact]

// factNames are what is asked of a business, in the order of the form; the
// questions of a visit have the same names.
var factNames = []string{
	"products", "shifts", "equipment", "orders", "output", "employees", "energy_share", "expansion_plan", "stop_plan", "market_factors", "present_need",
	"development_need", "development_va", "development_month", "emergency_supply", "emergency_va", "satisfaction_with",
}

// FactNames lists what is asked of a business, in the order it is asked.
func FactNames() []string { return slices.Clone(factNames) }

// FactMax is the longest value of a fact kept, in characters.
const FactMax = 500

// Check refuses a fact that could not be kept. An empty value says that what
// was known before is over.
func (f Fact) Check(today Day) error {
	switch {
	case f.Name == "":
		return Refuse("fact", Missing)
	case len([]rune(f.Value)) > FactMax:
		return Refuse(f.Name, TooLong)
	case !f.KnownOn.Valid():
		return Refuse("known_on", Missing)
	case today < f.KnownOn:
		return Refuse("known_on", InTheFuture)
	}
	return nil
}

// HoldsFrom is the last day somebody said so.
func (f Fact) HoldsFrom() Day { return max(f.KnownOn, f.VerifiedOn) }

// later reports whether f was learned after g; of two of one day the one that
// was written down later.
func (f Fact) later(g Fact) bool {
	return cmp.Or(cmp.Compare(f.KnownOn, g.KnownOn), bytes.Compare(f.ID[:], g.ID[:])) > 0
}

// newestFacts is the newest of each name, whether it says anything or not.
func newestFacts(facts []Fact) map[string]Fact {
	newest := map[string]Fact{}
	for _, f := range facts {
		if was, known := newest[f.Name]; f.WithdrawnAt == 0 && (!known || f.later(was)) {
			newest[f.Name] = f
		}
	}
	return newest
}

// NewestFact is the newest fact of a name; zero when there is none.
func NewestFact(facts []Fact, name string) Fact { return newestFacts(facts)[name] }

// HoldingFacts is what holds: the newest fact of each name, those the form asks
// for first. What is over is left out.
func HoldingFacts(facts []Fact) []Fact {
	newest := newestFacts(facts)
	var out []Fact
	for _, name := range factNames {
		if f := newest[name]; f.Value != "" {
			out = append(out, f)
		}
		delete(newest, name)
	}
	for _, name := range slices.Sorted(maps.Keys(newest)) {
		if f := newest[name]; f.Value != "" {
			out = append(out, f)
		}
	}
	return out
}

// FactsDraft is the profile of a business as it was typed: what differs from
// what its author saw becomes known on a day.
type FactsDraft struct {
	Customer CustomerID
	Values   map[string]string // by name; a name that is not there is left alone
	KnownOn  Day
	Source   string // code list channel
	Saw      []Fact // the facts as the author saw them
}

// Changed lists the facts a draft adds, in the order of the form.
func (d FactsDraft) Changed() []Fact {
	newest := newestFacts(d.Saw)
	var out []Fact
	for _, name := range slices.SortedFunc(maps.Keys(d.Values), byFactName) {
		if value := strings.TrimSpace(d.Values[name]); value != newest[name].Value {
			out = append(out, Fact{Customer: d.Customer, Name: name, Value: value, KnownOn: d.KnownOn, Source: d.Source})
		}
	}
	return out
}

// Check refuses a draft without anything new, one with a fact that could not be
// kept, or with a day before what is known already: it would not hold.
func (d FactsDraft) Check(today Day) error {
	changed, newest := d.Changed(), newestFacts(d.Saw)
	for _, f := range changed {
		if err := f.Check(today); err != nil {
			return err
		}
		if f.KnownOn < newest[f.Name].KnownOn {
			return Refuse("known_on", LearnedLater)
		}
	}
	if len(changed) == 0 {
		return Refuse("fact", NothingToDo)
	}
	return nil
}

// byFactName sorts names as the form asks for them.
func byFactName(a, b string) int {
	return cmp.Or(cmp.Compare(factPlace(a), factPlace(b)), cmp.Compare(a, b))
}

func factPlace(name string) int {
	if i := slices.Index(factNames, name); i >= 0 {
		return i
	}
	return len(factNames)
}

// FreshnessLimit is how long what is known of a group of fields counts as known.
type FreshnessLimit struct {
	ID          FreshnessLimitID
	Area        Area
	Group       string // code list field_group
	Segment     string // code list segment; empty: all
	Months      int64  // 0: not asked of this segment
	Source      string
	Mark        string
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// FreshnessLimitID names one.
type FreshnessLimitID = ID[FreshnessLimit]
