package app

import (
	"cmp"
	"slices"
)

// CustomerPair is two customers who may be one, with what speaks for it and
// what against.
type CustomerPair struct {
	One, Other PairSide
	Score      float64 // 0 … 1
	For        []SuspectReason
	Against    []SuspectReason
}

// PairSide is one of the two, with what tells them apart.
type PairSide struct {
	Customer Customer
	Accounts []Account
	Contacts []Contact
	Meters   []Meter
	Cases    int64 // that name the customer
	Visits   int64
}

// What else speaks for a pair, beside the signs of a draft, and what against.
const (
	SameMeterNo  SuspectReason = "same_meter_no"
	SameAddress  SuspectReason = "same_address"
	SoundsAlike  SuspectReason = "sounds_alike"
	OtherIDNo    SuspectReason = "other_id_no"
	OtherUSCC    SuspectReason = "other_uscc"
	OtherKind    SuspectReason = "other_kind" // a person and an organisation
	OtherName    SuspectReason = "other_name"
	OtherAddress SuspectReason = "other_address"
)

// PairFilter narrows the suspected pairs.
type PairFilter struct {
	Customer CustomerID    // only those of this one
	For      SuspectReason // only those for which this speaks
}

// SuspectedPairs are the likeliest pairs first, and how many there are in all.
type SuspectedPairs struct {
	Pairs []CustomerPair
	All   int64
}

// PairsShown is how many pairs are told at once.
const PairsShown = 200

// JudgePair says how likely two customers are one. Each sign that speaks for it
// takes its share of the doubt that is left; each that speaks against it leaves
// a share of the score.
func JudgePair(one, other PairSide) CustomerPair {
	p := CustomerPair{One: one, Other: other}
	a, b := one.Customer, other.Customer
	p.speaks(sameIDNo(a.IDNo, b.IDNo), SameIDNo)
	p.speaks(a.USCC != "" && a.USCC == b.USCC, SameUSCC)
	p.speaks(meet(one.Accounts, other.Accounts, func(a Account) string { return a.AccountNo }), SameAccountNo)
	p.speaks(meet(one.Meters, other.Meters, func(m Meter) string { return m.AssetNo }), SameMeterNo)
	p.speaks(meet(one.Contacts, other.Contacts, func(c Contact) string { return c.Mobile }), SamePhone)
	likeness := NameLikeness(a.Name, b.Name)
	p.speaks(likeness == 1, SameName)
	p.speaks(likeness == likeSound, SoundsAlike)
	p.speaks(likeness >= likelyName && likeness != likeSound && likeness < 1, LikeName)
	address := func(a Account) string { return a.Address }
	together := meet(one.Accounts, other.Accounts, address)
	p.speaks(together, SameAddress)

	p.contradicts(a.IDNo != "" && b.IDNo != "" && !sameIDNo(a.IDNo, b.IDNo), OtherIDNo, 0.2)
	p.contradicts(a.USCC != "" && b.USCC != "" && a.USCC != b.USCC, OtherUSCC, 0.2)
	p.contradicts(a.Kind != b.Kind, OtherKind, 0.6)
	p.contradicts(likeness < 0.5, OtherName, 0.7)
	p.contradicts(!together && has(one.Accounts, address) && has(other.Accounts, address), OtherAddress, 0.9)
	return p
}

func (p *CustomerPair) speaks(is bool, reason SuspectReason) {
	if is {
		p.For = append(p.For, reason)
		p.Score = 1 - (1-p.Score)*(1-reason.Share())
	}
}

func (p *CustomerPair) contradicts(is bool, reason SuspectReason, leaves float64) {
	if is {
		p.Against = append(p.Against, reason)
		p.Score *= leaves
	}
}

// sameIDNo also knows a number of fifteen digits, as they were until 1999, in
// the one of eighteen that followed it.
func sameIDNo(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a != "" && (a == b || len(a) == 15 && len(b) == 18 && b[6:8] == "19" && a == b[:6]+b[8:17])
}

// meet reports whether one of some values stands on both sides.
func meet[T any](one, other []T, of func(T) string) bool {
	return slices.ContainsFunc(one, func(a T) bool {
		return of(a) != "" && slices.ContainsFunc(other, func(b T) bool { return of(a) == of(b) })
	})
}

func has[T any](all []T, of func(T) string) bool {
	return slices.ContainsFunc(all, func(v T) bool { return of(v) != "" })
}

// Ordered is the pair with the record first that should rather stay: the one
// with more around it, then the older one.
func (p CustomerPair) Ordered() CustomerPair {
	weight := func(s PairSide) int64 {
		return s.Cases + s.Visits + int64(len(s.Accounts)+len(s.Contacts))
	}
	if cmp.Or(cmp.Compare(weight(p.Other), weight(p.One)), cmp.Compare(p.One.Customer.CreatedAt, p.Other.Customer.CreatedAt)) > 0 {
		p.One, p.Other = p.Other, p.One
	}
	return p
}

// SortPairs puts the likeliest first.
func SortPairs(pairs []CustomerPair) {
	slices.SortStableFunc(pairs, func(a, b CustomerPair) int { return cmp.Compare(b.Score, a.Score) })
}

// WorthAsking reports whether two customers who have something in common are
// worth a look: families share telephones, and houses addresses.
func (r SuspectReason) WorthAsking(name, other string) bool {
	switch r {
	case SamePhone:
		return NameLikeness(name, other) >= 0.6
	case SameAddress:
		return NameLikeness(name, other) >= likelyName
	}
	return true
}

// Share is how much a sign says at first sight, to look at the likeliest first.
func (r SuspectReason) Share() float64 {
	switch r {
	case SameIDNo, SameUSCC:
		return 0.95
	case SameAccountNo:
		return 0.9
	case SameMeterNo:
		return 0.85
	case SamePhone:
		return 0.6
	case SoundsAlike:
		return 0.35
	case LikeName:
		return 0.3
	}
	return 0.5 // a name, an address
}
