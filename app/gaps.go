package app

import (
	"cmp"
	"slices"
)

// KnownField is one thing that may be known of a customer, and since when.
type KnownField struct {
	Group   string // code list field_group
	Field   string
	KnownOn Day // empty: never known
}

// Gap is a field that was never known, or that is known for longer than its
// limit: a question for the next visit.
type Gap struct {
	Group   string
	Field   string
	KnownOn Day   // empty: never known
	Limit   int64 // months
}

// GroupShare is how complete the profile of a customer is in one group.
type GroupShare struct {
	Group string
	Fresh int64 // fields known within their limit
	Asked int64
}

// GapCount is how complete the profiles of a manager's customers are.
type GapCount struct {
	Manager   StaffID // zero: nobody's
	Customers int64
	Asked     int64
	Gaps      int64
}

// factGroups are the facts that visits ask for, by the group they belong to.
var factGroups = map[string][]string{
	"business":  {"products", "shifts", "orders", "output", "employees", "market_factors", "present_need"},
	"equipment": {"equipment"},
	"plans":     {"expansion_plan", "stop_plan", "development_need"},
	"energy":    {"energy_share"},
	"safety":    {"emergency_supply"},
}

// The fields of the customer's own records that go stale.
const (
	FieldContact  = "contact"     // somebody to call whose number was verified
	FieldIdentity = "id_no"       // of a person
	FieldUSCC     = "uscc"        // of an organisation
	FieldLegalRep = "legal_rep"   // of an organisation
	FieldCapacity = "capacity"    // contracted capacity and voltage
	FieldPlace    = "supply_area" // line and transformer area
	FieldMeter    = "meter_no"
	FieldSources  = "generation" // photovoltaics, charging, storage
	FieldDrill    = "drill_on"   // of an important user
)

// ProfileFacts is what a customer's profile is judged by.
type ProfileFacts struct {
	Customer  Customer
	Important bool   // has a sheet or a grade
	Verified  Day    // the latest day a contact was verified
	Capacity  bool   // an account in use names capacity and voltage
	Place     bool   // and where it hangs on the grid
	Meter     bool   // and its meter
	DrillOn   Day    // of the important user's sheet
	Facts     []Fact // those in use, of any age
}

// Known lists the fields asked of a customer, group by group.
func (p ProfileFacts) Known() []KnownField {
	c := p.Customer
	out := []KnownField{{"contacts", FieldContact, p.Verified}}
	if c.Kind == Organisation {
		out = append(out, KnownField{"identity", FieldUSCC, c.confirmed(c.USCC != "")}, KnownField{"identity", FieldLegalRep, c.confirmed(c.LegalRep != "")})
	} else {
		out = append(out, KnownField{"identity", FieldIdentity, c.confirmed(c.IDNo != "")})
	}
	out = append(out, KnownField{"supply", FieldCapacity, c.confirmed(p.Capacity)}, KnownField{"supply", FieldPlace, c.confirmed(p.Place)},
		KnownField{"supply", FieldMeter, c.confirmed(p.Meter)}, KnownField{"energy", FieldSources, c.ConfirmedOn})
	if p.Important {
		out = append(out, KnownField{"safety", FieldDrill, p.DrillOn})
	}
	known := map[string]Day{}
	for _, f := range p.Facts {
		known[f.Name] = max(known[f.Name], f.KnownOn, f.VerifiedOn)
	}
	for group, names := range factGroups {
		for _, name := range names {
			out = append(out, KnownField{group, name, known[name]})
		}
	}
	slices.SortStableFunc(out, func(a, b KnownField) int {
		return cmp.Or(cmp.Compare(groupPlace(a.Group), groupPlace(b.Group)), cmp.Compare(fieldPlace(a), fieldPlace(b)))
	})
	return out
}

// confirmed is the day a field of the customer was last confirmed, if it is
// filled in.
func (c Customer) confirmed(filled bool) Day {
	if !filled {
		return ""
	}
	return c.ConfirmedOn
}

// fieldGroups is the order the groups are asked in.
var fieldGroups = []string{"contacts", "identity", "supply", "business", "equipment", "plans", "energy", "safety"}

// FieldGroups lists the groups in the order they are asked.
func FieldGroups() []string { return slices.Clone(fieldGroups) }

func groupPlace(group string) int { return slices.Index(fieldGroups, group) }

// fieldPlace keeps the facts of a group in their order, behind the records'
// own fields.
func fieldPlace(k KnownField) int { return slices.Index(factGroups[k.Group], k.Field) }

// FreshnessLimits answers how long what is known counts as known.
type FreshnessLimits []FreshnessLimit

// Months is the limit of a group for a segment: its own, else the one for all;
// 0 when it is not asked. Of two that two computers made the shorter holds.
func (l FreshnessLimits) Months(group, segment string) int64 {
	months, own := int64(-1), false
	for _, limit := range l {
		if limit.Group != group || limit.WithdrawnAt != 0 || limit.Segment != "" && limit.Segment != segment {
			continue
		}
		special := limit.Segment != ""
		switch {
		case special && !own, special == own && (months < 0 || limit.Months < months):
			months, own = limit.Months, special
		}
	}
	return max(months, 0)
}

// Gaps lists the fields never known or known for too long, seen from a day.
func (p ProfileFacts) Gaps(limits FreshnessLimits, today Day) []Gap {
	var gaps []Gap
	p.each(limits, func(k KnownField, months int64) {
		if !fresh(k.KnownOn, months, today) {
			gaps = append(gaps, Gap{Group: k.Group, Field: k.Field, KnownOn: k.KnownOn, Limit: months})
		}
	})
	return gaps
}

// Completeness says how complete the profile is, group by group.
func (p ProfileFacts) Completeness(limits FreshnessLimits, today Day) []GroupShare {
	var out []GroupShare
	p.each(limits, func(k KnownField, months int64) {
		if n := len(out); n == 0 || out[n-1].Group != k.Group {
			out = append(out, GroupShare{Group: k.Group})
		}
		share := &out[len(out)-1]
		share.Asked++
		if fresh(k.KnownOn, months, today) {
			share.Fresh++
		}
	})
	return out
}

// each goes through the fields that are asked of this customer.
func (p ProfileFacts) each(limits FreshnessLimits, do func(KnownField, int64)) {
	segment := p.Customer.Segment
	if segment == "" && p.Customer.Kind == Person {
		segment = residentSegment // nobody asks a household about its shifts
	}
	for _, k := range p.Known() {
		if months := limits.Months(k.Group, segment); months > 0 {
			do(k, months)
		}
	}
}

const residentSegment = "resident"

func fresh(known Day, months int64, today Day) bool {
	return known != "" && today <= known.AddMonths(int(months))
}

// Check refuses a limit that could not be counted.
func (l FreshnessLimit) Check() error {
	switch {
	case !slices.Contains(fieldGroups, l.Group):
		return unknown("field_group", l.Group)
	case l.Months < 0 || l.Months > freshnessMost:
		return Refuse("months", Impossible)
	}
	return nil
}

const freshnessMost = 240
