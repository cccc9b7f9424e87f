package app

import (
	"cmp"
	"slices"
)

// VisitLoad is how many visits a manager has within a span.
type VisitLoad struct {
	Manager StaffID
	Name    string
	Open    int64 // still to be made
	Made    int64
	Overdue int64
	Days    int64 // on how many days
	Most    int64 // on the fullest of them
}

// HandOn proposes to hand some visits on.
type HandOn struct {
	From, To StaffID
	Visits   int64
}

// levelWithin is how far two managers may lie apart before visits are proposed
// to be handed on: a quarter of the mean, and three visits at least.
const (
	levelWithinShare = 4
	levelWithinLeast = 3
)

// LevelVisits proposes what would make the open visits of managers alike: from
// who has most to who has least, until nobody lies far from the mean.
func LevelVisits(loads []VisitLoad) []HandOn {
	if len(loads) < 2 {
		return nil
	}
	var total int64
	left := slices.Clone(loads)
	for _, l := range left {
		total += l.Open
	}
	mean := total / int64(len(left))
	within := max(mean/levelWithinShare, levelWithinLeast)
	var out []HandOn
	for {
		most := slices.MaxFunc(left, func(a, b VisitLoad) int { return cmp.Compare(a.Open, b.Open) })
		least := slices.MinFunc(left, func(a, b VisitLoad) int { return cmp.Compare(a.Open, b.Open) })
		n := min(most.Open-mean, max(mean-least.Open, 1))
		if most.Open-least.Open <= within || n < 1 || most.Manager.IsZero() {
			return out
		}
		for i := range left {
			switch left[i].Manager {
			case most.Manager:
				left[i].Open -= n
			case least.Manager:
				left[i].Open += n
			}
		}
		out = append(out, HandOn{From: most.Manager, To: least.Manager, Visits: n})
	}
}

// ChooseToHand picks so many visits to hand on: whole trips to a village and a
// day, the largest that fit, so that nobody drives the same way twice; the rest
// one by one from the smallest trips.
func ChooseToHand(visits []VisitRow, n int) []VisitRow {
	type trip struct {
		place VisitPlace
		day   Day
	}
	trips := map[trip][]VisitRow{}
	var order []trip
	for _, v := range visits {
		if !v.Status.Open() {
			continue
		}
		place := v.Place()
		t := trip{VisitPlace{Village: place.Village, Area: place.Area}, v.PlannedOn}
		if trips[t] == nil {
			order = append(order, t)
		}
		trips[t] = append(trips[t], v)
	}
	slices.SortStableFunc(order, func(a, b trip) int { return cmp.Compare(len(trips[b]), len(trips[a])) })
	var out []VisitRow
	var rest []VisitRow
	for _, t := range order {
		if len(out)+len(trips[t]) <= n {
			out = append(out, trips[t]...)
		} else {
			rest = append(trips[t], rest...)
		}
	}
	return append(out, rest[:min(n-len(out), len(rest))]...)
}

// NotReassigned is a visit that stayed with its manager, and why.
type NotReassigned struct {
	Visit  VisitID
	Number string
	Why    error // a Refusal, ErrChangedMeantime or ErrNotFound
}
