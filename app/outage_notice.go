package app

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// outageLimits is under which kind the rule table keeps how long before an
// outage people must be told. It is no kind of case.
const outageLimits = "outage"

// The steps of these limits: whom they are about.
const (
	StepNotice          = "notice"           // everybody who loses power
	StepNoticeImportant = "notice_important" // important users (GB/T 29328)
)

// NoticeLimit is a limit that runs towards the start of an outage: its clock
// ends at the last moment at which notice is in time.
type NoticeLimit struct {
	Clock
	Source string
	Mark   string
	Amount int64
}

// LastNotice is the last moment for a notice that a rule asks for so long
// before a start. Days are calendar days between the two dates: for an outage
// on the 10th, seven days before is the 3rd, until midnight.
func (r LimitRule) LastNotice(start time.Time) time.Time {
	switch r.Unit {
	case Minutes:
		return start.Add(-time.Duration(r.Amount) * time.Minute)
	case Hours:
		return start.Add(-time.Duration(r.Amount) * time.Hour)
	}
	return endOf(DayOf(start).AddDays(-int(r.Amount)))
}

// NoticeLimits are the limits on telling people of an outage, the strictest
// first; none for a kind that nobody can foresee. Those of one end are one
// limit, of law before promise.
func (o Outage) NoticeLimits(rules []LimitRule, now time.Time) []NoticeLimit {
	if o.PlannedFrom == 0 {
		return nil
	}
	made := now
	if o.CreatedAt != 0 {
		made = time.UnixMilli(o.CreatedAt)
	}
	var out []NoticeLimit
	for _, r := range Matching(rules, outageLimits, string(o.Kind), DayOf(made)) {
		last := r.LastNotice(time.UnixMilli(o.PlannedFrom))
		c := Clock{StartAt: made.UnixMilli(), DueAt: last.UnixMilli(), StoppedAt: o.NotifiedAt}.Under(r)
		if c.StoppedAt == 0 && o.ActualFrom != 0 {
			c.StoppedAt = o.ActualFrom // began untold
		}
		out = append(out, NoticeLimit{Clock: c, Source: r.Source, Mark: r.Mark, Amount: r.Amount})
	}
	slices.SortStableFunc(out, func(a, b NoticeLimit) int { return cmp.Compare(a.DueAt, b.DueAt) })
	return slices.CompactFunc(out, func(a, b NoticeLimit) bool { return a.DueAt == b.DueAt && a.Step == b.Step })
}

// Deadline is what an outage is nearing: the last moment for notice, its
// start, or its planned end.
type Deadline struct {
	Step     string // notice, notice_important, begin, end; empty: nothing is near
	From, At int64  // Unix ms
}

// Deadline tells what comes next for an outage under these notice limits.
func (o Outage) Deadline(limits []NoticeLimit) Deadline {
	switch {
	case o.Status == OutagePlanned && len(limits) > 0:
		return Deadline{Step: limits[0].Step, From: limits[0].StartAt, At: limits[0].DueAt}
	case o.Status.Ahead():
		return Deadline{Step: "begin", From: max(o.CreatedAt, o.NotifiedAt), At: o.PlannedFrom}
	case o.Status == OutageUnderWay && o.PlannedTo != 0:
		return Deadline{Step: "end", From: o.Began(), At: o.PlannedTo}
	}
	return Deadline{}
}

// NoticeResult is what came of telling one customer.
type NoticeResult string

// The results of a notice.
const (
	NoticeReached    NoticeResult = "reached"
	NoticeNotReached NoticeResult = "not_reached"
	NoticeRefused    NoticeResult = "refused" // was told, would not sign
)

// NoticeResults lists the results in the order they are offered.
func NoticeResults() []NoticeResult {
	return []NoticeResult{NoticeReached, NoticeNotReached, NoticeRefused}
}

// Told reports whether the customer knows. Who refuses to sign has been told.
func (r NoticeResult) Told() bool { return r == NoticeReached || r == NoticeRefused }

// OutageNotice proves that one account was told of an outage, or that it was
// tried.
type OutageNotice struct {
	ID          OutageNoticeID
	Area        Area
	Outage      OutageID
	Account     AccountID
	Channel     string // code list notice_channel
	At          int64  // when it was told
	By          StaffID
	Result      NoticeResult
	Note        string
	ToldFrom    int64 // the start that was told; a notice of another start proves nothing
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// NoticeDraft is what was done for many accounts at once: a poster put up, a
// list of messages sent, a round of visits.
type NoticeDraft struct {
	Channel string
	At      int64 // 0: now
	Result  NoticeResult
	Note    string
}

// Check refuses what proves nothing.
func (d NoticeDraft) Check(o Outage, now time.Time) error {
	switch {
	case o.Status.Over():
		return Refuse("status", OutageNotFromHere)
	case d.Channel == "":
		return Refuse("notice_channel", Missing)
	case !slices.Contains(NoticeResults(), d.Result):
		return Refuse("notice_result", Missing)
	case d.At > now.UnixMilli():
		return Refuse("at", InTheFuture)
	case o.Kind != FaultOutage && d.At >= o.Began():
		return Refuse("at", AfterStart)
	case len([]rune(d.Note)) > OutageReasonMax:
		return Refuse("note", TooLong)
	}
	return nil
}

// Notices makes the proof for each account.
func (d NoticeDraft) Notices(o Outage, accounts []AccountID, by Actor, now time.Time) ([]OutageNotice, error) {
	if d.At == 0 {
		d.At = now.UnixMilli()
	}
	if err := d.Check(o, now); err != nil {
		return nil, err
	}
	if len(accounts) == 0 {
		return nil, Refuse("account", NothingToDo)
	}
	out := make([]OutageNotice, len(accounts))
	for i, account := range accounts {
		out[i] = OutageNotice{
			Area: o.Area, Outage: o.ID, Account: account, Channel: d.Channel, At: d.At, By: by.Staff, Result: d.Result,
			Note: strings.TrimSpace(d.Note), ToldFrom: o.PlannedFrom,
		}
	}
	return out, nil
}
