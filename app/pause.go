package app

import "time"

// Pause is a time in which a case waited for its customer, as the steps of the
// case tell it.
type Pause struct {
	From, To int64 // Unix ms; To is 0 while it lasts
	Reason   string
	Evidence string // what shows that the customer knows
	By       string
}

// PausesOf reads the pauses out of a case's life, oldest first. One that seems
// to end before it began, because a computer's clock was set back, has no
// length.
func PausesOf(steps []CaseStep) []Pause {
	var out []Pause
	open := false
	for _, s := range steps {
		switch {
		case s.To == WaitCustomer && s.From != WaitCustomer && !open:
			out = append(out, Pause{From: s.At, Reason: s.Reason, Evidence: s.Evidence, By: s.ByName})
			open = true
		case s.From == WaitCustomer && s.To != WaitCustomer && open:
			out[len(out)-1].To = max(s.At, out[len(out)-1].From)
			open = false
		}
	}
	return out
}

// CustomerTime is the customer's clock: how long a case has waited for its
// customer, in all and this time.
type CustomerTime struct {
	Total   time.Duration
	Current time.Duration
	Since   int64 // Unix ms; 0: it does not wait now
}

// WaitedForCustomer adds the pauses up; one that lasts counts up to now.
func WaitedForCustomer(pauses []Pause, now time.Time) CustomerTime {
	var waited CustomerTime
	for _, p := range pauses {
		until := p.To
		if until == 0 {
			until = max(now.UnixMilli(), p.From)
			waited.Since = p.From
			waited.Current = time.Duration(until-p.From) * time.Millisecond
		}
		waited.Total += time.Duration(until-p.From) * time.Millisecond
	}
	return waited
}
