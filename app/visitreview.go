package app

import (
	"cmp"
	"slices"
)

// ReviewAsk is what the supervisor's view is asked of.
type ReviewAsk struct {
	Period Period
	Scope  Scope
}

// For is whose figures a person is given: his own, unless he may review those
// of others.
func (a ReviewAsk) For(by Actor) ReviewAsk {
	if by.May(ReviewVisits) != nil {
		a.Scope = ScopeMine
	}
	return a
}

// PromiseCount counts promises by the day they were made. One that was not
// kept by its day stays broken, whatever came later.
type PromiseCount struct {
	Made, Kept, Broken, Open int64
}

func (c *PromiseCount) add(o PromiseCount) {
	c.Made += o.Made
	c.Kept += o.Kept
	c.Broken += o.Broken
	c.Open += o.Open
}

// KeptShare is the share of promises kept among those decided.
func (c PromiseCount) KeptShare() Ratio { return Ratio{c.Kept, c.Kept + c.Broken} }

// ChangeCount measures how changes of customer data were recorded.
type ChangeCount struct {
	All      int64
	Delay    Ratio // days from when it became true until it was recorded, where that day is known
	Verified int64
	Complete int64 // with their source and their day
}

// Add counts one change more.
func (c *ChangeCount) Add(r RecordedChange) { c.add(r.count()) }

func (c *ChangeCount) add(o ChangeCount) {
	c.All += o.All
	c.Delay.add(o.Delay)
	c.Verified += o.Verified
	c.Complete += o.Complete
}

// RecordedChange is one change of customer data as the log tells it.
type RecordedChange struct {
	On         Day
	OccurredOn Day // when it became true; empty: not known
	Source     string
	Verified   bool
}

func (r RecordedChange) count() ChangeCount {
	c := ChangeCount{All: 1}
	if r.Verified {
		c.Verified = 1
	}
	recorded, _ := r.On.number()
	if occurred, known := r.OccurredOn.number(); known {
		c.Delay = Ratio{Sum: int64(max(0, recorded-occurred)), Of: 1}
		if r.Source != "" {
			c.Complete = 1
		}
	}
	return c
}

// ReviewSums is what one manager planned, made and learned in a period, or all
// of them.
type ReviewSums struct {
	Manager StaffID
	Name    string
	Earlier bool // in the period before

	// By the day planned for; what was not planned is not here.
	Planned   int64
	Kept      int64 // of them, made
	Overdue   int64 // the day is over
	Moved     int64
	Cancelled int64

	// By the day made.
	OnSite    int64
	Telephone int64
	Online    int64
	Late      int64 // written down on a later day
	Blanks    int64
	Facts     int64
	Quality   Ratio // of the records judged
	Days      int64 // with a visit
	Busiest   int64 // visits of the fullest day

	Promises     PromiseCount
	Changes      ChangeCount
	Satisfaction Ratio
	Low          int64 // answers of 1 or 2
}

// Made is every visit made; each channel is counted by itself as well.
func (s *ReviewSums) Made() int64 { return s.OnSite + s.Telephone + s.Online }

// PlanKept is the share of planned visits that were made.
func (s *ReviewSums) PlanKept() Ratio { return Ratio{s.Kept, s.Planned} }

// PerDay is how many visits a day with visits has.
func (s *ReviewSums) PerDay() Ratio { return Ratio{s.Made(), s.Days} }

func (s *ReviewSums) add(o ReviewSums) {
	s.Planned += o.Planned
	s.Kept += o.Kept
	s.Overdue += o.Overdue
	s.Moved += o.Moved
	s.Cancelled += o.Cancelled
	s.OnSite += o.OnSite
	s.Telephone += o.Telephone
	s.Online += o.Online
	s.Late += o.Late
	s.Blanks += o.Blanks
	s.Facts += o.Facts
	s.Quality.add(o.Quality)
	s.Days += o.Days
	s.Busiest = max(s.Busiest, o.Busiest)
	s.Promises.add(o.Promises)
	s.Changes.add(o.Changes)
	s.Satisfaction.add(o.Satisfaction)
	s.Low += o.Low
}

// ReviewLine is a manager now and in the period before.
type ReviewLine struct {
	ReviewSums
	Before ReviewSums
}

// VisitReview is how the managers fare, in figures.
type VisitReview struct {
	Ask      ReviewAsk
	Before   Period
	All      ReviewLine
	Managers []ReviewLine // the weakest first
	Sources  []SatisfactionLine
}

// SatisfactionLine is what was said through one source.
type SatisfactionLine struct {
	Source SurveySource
	Said   Ratio
	Before Ratio
	Low    int64
}

// NewVisitReview brings sums – each of a person and one of the two periods –
// together. Account managers have a line in any case, others where they visited
// or promised something; what else is counted of somebody without a line is no
// part of a review of visits.
func NewVisitReview(ask ReviewAsk, by Actor, today Day, staff []Staff, sums []ReviewSums, said []SatisfactionSums) VisitReview {
	r := VisitReview{Ask: ask, Before: ask.Period.Before(today)}
	for _, who := range staff {
		if ask.counts(who, by) && (visits(who, today) || slices.ContainsFunc(sums, func(s ReviewSums) bool { return s.Manager == who.ID && s.ofVisits() })) {
			r.Managers = append(r.Managers, ReviewLine{ReviewSums: ReviewSums{Manager: who.ID, Name: who.Name}})
		}
	}
	for _, s := range sums {
		r.put(s)
	}
	for _, s := range said {
		if r.put(ReviewSums{Manager: s.Manager, Earlier: s.Earlier, Satisfaction: s.Said, Low: s.Low}) {
			r.source(s)
		}
	}
	slices.SortStableFunc(r.Managers, weakerFirst)
	return r
}

func (a ReviewAsk) counts(who Staff, by Actor) bool {
	switch a.Scope {
	case ScopeMine:
		return who.ID == by.Staff
	case ScopeUnit:
		return who.Unit == by.Unit
	}
	return true
}

// visits reports whether visiting is somebody's work.
func visits(who Staff, today Day) bool {
	return slices.Contains(who.Roles, Manager) && who.ActiveOn(today)
}

func (s *ReviewSums) ofVisits() bool { return s.Planned > 0 || s.Made() > 0 || s.Promises.Made > 0 }

// put adds sums to a manager's line and to the total; false without a line.
func (r *VisitReview) put(s ReviewSums) bool {
	i := slices.IndexFunc(r.Managers, func(l ReviewLine) bool { return l.Manager == s.Manager })
	if i < 0 {
		return false
	}
	r.Managers[i].put(s)
	r.All.put(s)
	return true
}

func (l *ReviewLine) put(s ReviewSums) {
	if s.Earlier {
		l.Before.add(s)
		return
	}
	l.add(s)
}

func (r *VisitReview) source(s SatisfactionSums) {
	i := slices.IndexFunc(r.Sources, func(l SatisfactionLine) bool { return l.Source == s.Source })
	if i < 0 {
		i = len(r.Sources)
		r.Sources = append(r.Sources, SatisfactionLine{Source: s.Source})
	}
	if l := &r.Sources[i]; s.Earlier {
		l.Before.add(s.Said)
	} else {
		l.Said.add(s.Said)
		l.Low += s.Low
	}
}

// weakerFirst sorts by the share of planned visits made, then by how many are
// overdue, then by the quality of records. Who had nothing planned comes last:
// he cannot have fallen behind.
func weakerFirst(a, b ReviewLine) int {
	return cmp.Or(
		cmp.Compare(nothing(a), nothing(b)),
		cmp.Compare(a.PlanKept().Value(), b.PlanKept().Value()),
		cmp.Compare(b.Overdue, a.Overdue),
		cmp.Compare(a.Quality.Value(), b.Quality.Value()),
		cmp.Compare(a.Name, b.Name),
	)
}

func nothing(l ReviewLine) int {
	if l.Planned == 0 {
		return 1
	}
	return 0
}
