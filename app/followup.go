package app

import (
	"strings"
	"time"
)

// FollowUp is the call after the measures that came of a visit: whether they
// hold, and how satisfied the customer is now.
type FollowUp struct {
	Reached      bool
	Brought      string // what the call brought; of one not reached, what was tried
	Satisfaction int64  // 0: not asked
	Again        Day    // when to call again; empty: the visit goes to the archive
}

// FollowUpBy is the visit after such a call. Calls are added to each other, a
// line each, so that one can see how often a customer was tried.
func (v Visit) FollowUpBy(f FollowUp, now time.Time) (Visit, error) {
	f.Brought = strings.TrimSpace(f.Brought)
	today := DayOf(now)
	switch {
	case v.Status != VisitFollowUp:
		return v, Refuse("visit_status", NoFollowUp)
	case f.Brought == "":
		return v, Refuse("follow_up", Missing)
	case len([]rune(v.FollowUp))+len([]rune(f.Brought)) > ContentMax:
		return v, Refuse("follow_up", TooLong)
	case f.Satisfaction != 0 && (f.Satisfaction < ScoreMin || f.Satisfaction > ScoreMax):
		return v, Refuse("score", Malformed)
	case f.Satisfaction != 0 && !f.Reached:
		return v, Refuse("score", ScoreUnasked)
	case f.Again != "" && f.Again <= today:
		return v, Refuse("follow_up_on", AgainNotLater)
	}
	v.FollowUp = strings.TrimSpace(v.FollowUp + "\n" + string(today) + " " + f.Brought)
	v.FollowedUpAt = now.UnixMilli()
	if f.Satisfaction != 0 {
		v.Satisfaction = f.Satisfaction
	}
	if v.FollowUpOn = f.Again; f.Again == "" {
		v.Status = VisitArchived
	}
	return v, nil
}

// FollowUpCall is a visit to be followed up by telephone, as a list shows it.
type FollowUpCall struct {
	Visit
	CustomerName string
	Phone        string `field:"contacts.mobile"`
	ManagerName  string
}

// DueOn reports whether the call should have been made by that day.
func (c FollowUpCall) DueOn(day Day) bool { return c.FollowUpOn <= day }
