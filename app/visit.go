package app

import (
	"cmp"
	"time"
)

// VisitStatus is where a visit stands.
type VisitStatus string

// The statuses of a visit (走访服务规范, rules 2.10).
const (
	VisitPlanned   VisitStatus = "planned"   // 计划
	VisitAppointed VisitStatus = "appointed" // 预约
	VisitRecorded  VisitStatus = "recorded"  // 已记录
	VisitFollowUp  VisitStatus = "follow_up" // 待回访: measures are under way
	VisitArchived  VisitStatus = "archived"  // 归档
	VisitCancelled VisitStatus = "cancelled" // 取消
)

// VisitChannel is how a customer was visited; each is counted by itself.
type VisitChannel string

// The channels of a visit.
const (
	OnSite      VisitChannel = "on_site"   // 现场
	ByTelephone VisitChannel = "telephone" // 电话
	Online      VisitChannel = "online"    // 线上
)

// VisitLinkKind is what sort of record was made in a visit.
type VisitLinkKind string

// The records that may be made in a visit.
const (
	LinkCase        VisitLinkKind = "case"
	LinkDemand      VisitLinkKind = "demand"
	LinkCommitment  VisitLinkKind = "promise"
	LinkOpportunity VisitLinkKind = "opportunity"
	LinkChange      VisitLinkKind = "change" // the record is the customer, contact or account that changed
	LinkUsageEvent  VisitLinkKind = "usage_event"
	LinkReading     VisitLinkKind = "reading"
)

// VisitRhythm is how often customers are visited (走访周期): those of a segment, or one customer whatever his segment.
type VisitRhythm struct {
	ID          VisitRhythmID
	Area        Area
	Customer    CustomerID // zero: all customers of the segment
	Segment     string     // code list segment; empty with a customer
	Months      int64      // between two visits
	OnSite      bool       // whether a telephone or online visit does not count
	FromOn      Day
	ToOn        Day
	Reason      string
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// VisitRhythmID names one.
type VisitRhythmID = ID[VisitRhythm]

// VisitFormText is one version of a visit form (走访记录表) as its text.
type VisitFormText struct {
	ID          VisitFormTextID
	Area        Area
	Code        string
	Version     int64
	Text        string
	ValidFrom   Day
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// VisitFormTextID names one.
type VisitFormTextID = ID[VisitFormText]

// Visit is 走访: planned, made and written down as one record, so that a plan and its result cannot part.
type Visit struct {
	ID           VisitID
	Area         Area
	Number       string
	Customer     CustomerID
	Account      AccountID // where to; zero: the customer as a whole
	Manager      StaffID
	Month        int64 // YYYYMM it is planned for; 0: not planned
	PlannedOn    Day
	RouteNo      int64  // place in the route of its day, from 1; 0: none yet
	Basis        string // code list visit_basis: why it was planned
	Status       VisitStatus
	FirstOn      Day    // the day first planned
	Moves        int64  // how often that day was changed
	Reason       string // of the last move, or of the cancelling
	Channel      VisitChannel
	Purposes     string // code list visit_purpose, with commas between
	Form         string
	FormVersion  int64
	VisitedOn    Day
	BeganAt      int64 // Unix ms; 0: not known, as the two below
	EndedAt      int64
	EnteredAt    int64
	LateDays     int64  // working days too late it was written down; 0: in time
	Met          string // persons met, as typed
	Satisfaction int64  // 1 to 5; 0: not asked
	Position     string `field:"visits.position"` // rounded, as typed: 26.91,102.12
	SignedBy     string
	SignedPaper  bool // on paper, so that no signature is drawn here
	FollowUpOn   Day  // when to call again after measures
	FollowedUpAt int64
	FollowUp     string // what that call brought
	Note         string
	Asked        int64 // questions of the form that applied
	Blanks       int64 // of them, without an answer when it was judged
	Facts        int64 // found in it about the customer
	Quality      int64 // of its record, 1 to 100 (VisitEvidence); 0: not judged yet
	CreatedBy    StaffID
	CreatedAt    int64
	WithdrawnAt  int64 // Unix ms; 0 while in use
	Seen         Seen
}

// VisitID names one.
type VisitID = ID[Visit]

// Doing ends an item of a service plan that this visit did, with the note of
// the visit as what came of it, else its number.
func (v Visit) Doing(item PlanItem, today Day) (PlanItem, error) {
	return item.Done(ItemEnd{On: v.VisitedOn, Effect: cmp.Or(v.Note, v.Number), Visit: v.ID}, today)
}

// Drop takes back a visit that somebody began and wrote nothing of. holds says
// that something hangs on it; one that was planned is cancelled instead.
func (v Visit) Drop(holds bool, now time.Time) (Visit, error) {
	switch {
	case v.Month != 0 || v.Status != VisitPlanned:
		return v, Refuse("visit_status", VisitNotOpen)
	case holds:
		return v, Refuse("visit", InUse)
	}
	v.WithdrawnAt = now.UnixMilli()
	return v, nil
}

// VisitAnswer is what was answered to one question of a visit form; a row each, so that two people may fill in two of them.
type VisitAnswer struct {
	ID          VisitAnswerID
	Area        Area
	Visit       VisitID
	Name        string
	Value       string
	Copied      bool  // taken from the last visit and not looked at
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// VisitAnswerID names one.
type VisitAnswerID = ID[VisitAnswer]

// VisitLink is something that was made in a visit: a case, an internal demand, a promise, an opportunity, a change, a usage event, a reading.
type VisitLink struct {
	ID          VisitLinkID
	Area        Area
	Visit       VisitID
	Kind        VisitLinkKind
	Record      RecordID
	VerifiedOn  Day   // of a change: when what it says was seen to be so
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// VisitLinkID names one.
type VisitLinkID = ID[VisitLink]
