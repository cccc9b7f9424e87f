package app

import (
	"slices"
	"strings"
	"time"
)

// NeedCause is what a restored outage cannot do without: why it happened.
const NeedCause Need = "cause"

// OutageMove is one step an outage may take.
type OutageMove struct {
	From, To OutageStatus
	Verb     string // announce, begin, restore, cancel, resume
	Needs    []Need
}

// Moves lists the steps open to an outage, the likeliest first. An outage that
// begins without having been made public needs a reason.
func (o Outage) Moves() []OutageMove {
	unannounced := []Need{NeedReason}
	if o.Kind == OrderlyOutage {
		unannounced = nil
	}
	all := []OutageMove{
		{From: OutagePlanned, To: OutageAnnounced, Verb: "announce"},
		{From: OutagePlanned, To: OutageUnderWay, Verb: "begin", Needs: unannounced},
		{From: OutagePlanned, To: OutageCancelled, Verb: "cancel", Needs: []Need{NeedReason}},
		{From: OutageAnnounced, To: OutageUnderWay, Verb: "begin"},
		{From: OutageAnnounced, To: OutageCancelled, Verb: "cancel", Needs: []Need{NeedReason}},
		{From: OutageUnderWay, To: OutageRestored, Verb: "restore", Needs: []Need{NeedCause}},
		{From: OutageRestored, To: OutageUnderWay, Verb: "resume", Needs: []Need{NeedReason}}, // restored by mistake
	}
	return slices.DeleteFunc(all, func(m OutageMove) bool { return m.From != o.Status })
}

// OutageStep is what somebody enters to take an outage one step on.
type OutageStep struct {
	To     OutageStatus
	At     int64 // when it happened; 0: now
	Reason string
	Cause  string
}

// Move takes an outage one step on, or refuses.
func (o Outage) Move(s OutageStep, now time.Time) (Outage, error) {
	moves := o.Moves()
	i := slices.IndexFunc(moves, func(m OutageMove) bool { return m.To == s.To })
	if i < 0 {
		return o, Refuse("status", OutageNotFromHere)
	}
	if s.At == 0 {
		s.At = now.UnixMilli()
	}
	if s.Cause == "" {
		s.Cause = o.Cause
	}
	if err := o.checkStep(s, moves[i].Needs, now); err != nil {
		return o, err
	}
	o.Status, o.Cause = s.To, s.Cause
	switch moves[i].Verb {
	case "announce":
		o.NotifiedAt = s.At
	case "begin":
		o.ActualFrom = s.At
	case "restore":
		o.ActualTo = s.At
	case "resume":
		o.ActualTo = 0
	case "cancel":
		o.CancelReason = strings.TrimSpace(s.Reason)
	}
	return o, nil
}

func (o Outage) checkStep(s OutageStep, needs []Need, now time.Time) error {
	switch {
	case s.At > now.UnixMilli():
		return Refuse("at", InTheFuture)
	case s.To == OutageAnnounced && s.At >= o.PlannedFrom:
		return Refuse("at", AfterStart)
	case s.To == OutageUnderWay && o.Status == OutageAnnounced && s.At < o.NotifiedAt:
		return Refuse("at", EndsBeforeStart)
	case s.To == OutageRestored && s.At < o.ActualFrom:
		return Refuse("at", EndsBeforeStart)
	case slices.Contains(needs, NeedReason) && strings.TrimSpace(s.Reason) == "":
		return Refuse("reason", NeedsReason)
	case slices.Contains(needs, NeedCause) && s.Cause == "":
		return Refuse("cause", Missing)
	}
	return nil
}
