package app

import (
	"cmp"
	"slices"
	"time"
)

// BriefOf names the customer a brief is about: by himself, or by the visit that
// is to be made.
type BriefOf struct {
	Customer CustomerID
	Visit    VisitID
}

// Brief is 走访简报: what one should know of a customer before going to him.
type Brief struct {
	Day           Day   // it tells things as they stood on
	Visit         Visit // zero: none is planned
	Customer      CustomerPage
	Manager       string
	Deputy        string
	Gaps          []Gap
	Promises      []BriefPromise // open ones first, the first due first; then the last that ended
	Visits        []PastVisit    // the last first
	Opportunities []Opportunity
	Usage         []MonthUse // the last 24 months, oldest first
}

// BriefPromise is a promise with the name of its owner.
type BriefPromise struct {
	Commitment
	OwnerName string
}

// PastVisit is a visit that was made, as short as it can be told.
type PastVisit struct {
	Number       string
	VisitedOn    Day
	Channel      VisitChannel
	Manager      string
	Met          string
	Satisfaction int64
	Problems     string
	Needs        string
}

// OpenCases are the cases not closed, what is due first first.
func (b Brief) OpenCases() []CaseRow {
	var out []CaseRow
	for _, c := range b.Customer.Cases {
		if c.Status.Open() {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b CaseRow) int {
		return cmp.Or(lastIfNone(a.DueAt, b.DueAt), cmp.Compare(a.AcceptedAt, b.AcceptedAt))
	})
	return out
}

// lastIfNone compares two moments; none comes last.
func lastIfNone(a, b int64) int {
	switch {
	case a == b:
		return 0
	case a == 0:
		return 1
	case b == 0:
		return -1
	}
	return cmp.Compare(a, b)
}

// Capacity is the contracted capacity of all accounts in use, in volt-amperes.
func (b Brief) Capacity() int64 {
	var va int64
	for _, a := range b.Customer.Accounts {
		if a.Status == "active" {
			va += a.ContractedVA
		}
	}
	return va
}

// Used is the kilowatt-hours of the last twelve months that are known and of the
// twelve before; before is 0 unless all of both are known, since only then the
// two can be compared.
func (b Brief) Used() (last, before int64) {
	if len(b.Usage) == 0 {
		return 0, 0
	}
	until := b.Usage[len(b.Usage)-1].Month
	known := 0
	for _, m := range b.Usage {
		switch ago := MonthsFrom(m.Month, until); {
		case ago < 12:
			last, known = last+m.Total, known+1
		case ago < 24:
			before, known = before+m.Total, known+1
		}
	}
	if known < 24 {
		before = 0
	}
	return last, before
}

// AskKind is what sort of thing there is to ask a customer.
type AskKind string

// What there may be to ask, gravest first.
const (
	AskPromise     AskKind = "promise"     // what was promised and is due: say how it stands
	AskCase        AskKind = "case"        // what the company waits for from him
	AskCare        AskKind = "care"        // whether special care goes on
	AskAgreement   AskKind = "agreement"   // whether an agreement is renewed
	AskDrill       AskKind = "drill"       // when the next emergency drill is
	AskProblem     AskKind = "problem"     // what was wrong at the last visit
	AskOpportunity AskKind = "opportunity" // the next step of an opportunity
	AskConfirm     AskKind = "confirm"     // whether his data are still right
	AskGap         AskKind = "gap"         // what is not known, or no longer
)

// Ask is one thing to ask.
type Ask struct {
	Kind AskKind
	Text string // as somebody wrote it; a code for an agreement
	Day  Day    // due, expired, or since when
	Days int    // until then, less than 0 when it has passed
	Gap  Gap
}

// askAhead is how many days before its day a promise or next step is asked for.
const askAhead = 14

// Asks is what to ask at the visit, gravest first; what has a day within its
// kind by that day.
func (b Brief) Asks() []Ask {
	var out []Ask
	add := func(kind AskKind, text string, day Day) {
		out = append(out, Ask{Kind: kind, Text: text, Day: day, Days: daysBetween(b.Day, day)})
	}
	for _, p := range b.Promises {
		if p.EndedOn == "" && p.DueOn <= b.Day.AddDays(askAhead) {
			add(AskPromise, p.Content, p.DueOn)
		}
	}
	for _, c := range b.OpenCases() {
		if c.Status == WaitCustomer {
			add(AskCase, c.Content, DayOf(time.UnixMilli(c.AcceptedAt)))
		}
	}
	sheets := b.Customer.Sheets
	for _, c := range sheets.Cares {
		if c.ToOn <= b.Day.AddDays(ExpiryNear) {
			add(AskCare, c.Kind, c.ToOn)
		}
	}
	for _, a := range sheets.Expiring(b.Day) {
		add(AskAgreement, a.Kind, a.ToOn)
	}
	if u, is := sheets.ImportantOn(b.Day); is && u.HasEmergency() && u.DrillLate(b.Day) {
		add(AskDrill, "", u.DrillOn)
	}
	if len(b.Visits) > 0 && b.Visits[0].Problems != "" {
		add(AskProblem, b.Visits[0].Problems, b.Visits[0].VisitedOn)
	}
	for _, o := range b.Opportunities {
		if o.NextStep != "" && o.NextOn <= b.Day.AddDays(askAhead) {
			add(AskOpportunity, o.NextStep, o.NextOn)
		}
	}
	if on := b.Customer.Customer.ConfirmedOn; on.AddDays(StaleAfterDays) < b.Day {
		add(AskConfirm, "", on)
	}
	for _, g := range b.Gaps {
		out = append(out, Ask{Kind: AskGap, Day: g.KnownOn, Gap: g})
	}
	return out
}
