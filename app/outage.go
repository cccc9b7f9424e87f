package app

import (
	"slices"
	"strings"
	"time"
)

// OutageKind is why power is off; it decides who must be told and when.
type OutageKind string

// The kinds of outages.
const (
	PlannedOutage   OutageKind = "planned"   // 计划停电
	TemporaryOutage OutageKind = "temporary" // 临时检修停电
	FaultOutage     OutageKind = "fault"     // 故障停电
	OrderlyOutage   OutageKind = "orderly"   // 有序用电
)

// OutageKinds lists the kinds in the order they are offered.
func OutageKinds() []OutageKind {
	return []OutageKind{PlannedOutage, TemporaryOutage, FaultOutage, OrderlyOutage}
}

// OutageStatus is where an outage stands.
type OutageStatus string

// The statuses of an outage.
const (
	OutagePlanned   OutageStatus = "planned"
	OutageAnnounced OutageStatus = "announced"
	OutageUnderWay  OutageStatus = "under_way"
	OutageRestored  OutageStatus = "restored"
	OutageCancelled OutageStatus = "cancelled"
)

// Ahead reports whether the outage is still to come.
func (s OutageStatus) Ahead() bool { return s == OutagePlanned || s == OutageAnnounced }

// Over reports whether nothing more is to be done.
func (s OutageStatus) Over() bool { return s == OutageRestored || s == OutageCancelled }

// The ids of outages and of what belongs to them.
type (
	OutageID       = ID[Outage]
	OutageScopeID  = ID[OutageScope]
	OutageNoticeID = ID[OutageNotice]
	OutageCaseID   = ID[OutageCase]
)

// Outage is 停电信息: where and when power is off, announced or not.
type Outage struct {
	ID           OutageID
	Area         Area
	Number       string
	Kind         OutageKind
	Status       OutageStatus
	Reason       string // what is done, 10kV丙谷一线更换开关
	Cause        string // code list outage_cause
	PlannedFrom  int64  // Unix ms, as all …At; of a fault: when power went off
	PlannedTo    int64  // of a fault: when it is expected back; 0: not known
	ActualFrom   int64
	ActualTo     int64
	NotifiedAt   int64 // when it was made public; 0: not yet
	Handler      StaffID
	Unit         OrgUnitID
	CancelReason string
	Note         string
	CreatedBy    StaffID
	CreatedAt    int64
	WithdrawnAt  int64 // Unix ms; 0 while in use
	Seen         Seen
}

// OutageScope is one part of the grid an outage takes in: a transformer area,
// or a line with all areas on it.
type OutageScope struct {
	ID              OutageScopeID
	Area            Area
	Outage          OutageID
	TransformerArea TransformerAreaID // or
	Substation      string
	Line            string
	WithdrawnAt     int64 // Unix ms; 0 while in use
	Seen            Seen
	Name            string // of the transformer area; filled on reading
}

// Place is the part of the grid alone, to compare by.
func (s OutageScope) Place() GridPlace {
	return GridPlace{TransformerArea: s.TransformerArea, Substation: s.Substation, Line: s.Line}
}

// GridPlace is where something hangs in the grid: any of the three may be
// missing.
type GridPlace struct {
	Account         AccountID
	TransformerArea TransformerAreaID
	Substation      string
	Line            string
}

// OutageDraft is an outage as typed, with the parts of the grid it takes in.
type OutageDraft struct {
	Kind        OutageKind
	Scope       []GridPlace
	Reason      string
	Cause       string
	PlannedFrom int64
	PlannedTo   int64
	Handler     StaffID
	Note        string
}

// Longest texts, in characters, and the most parts an outage names.
const (
	OutageReasonMax = 200
	OutageScopeMax  = 500
)

// Check refuses what could not be kept; the reason names the field.
func (d OutageDraft) Check(now time.Time) error {
	switch {
	case !slices.Contains(OutageKinds(), d.Kind):
		return Refuse("outage_kind", Missing)
	case len(d.Scope) == 0:
		return Refuse("scope", NoScope)
	case len(d.Scope) > OutageScopeMax:
		return Refuse("scope", TooLong)
	case d.PlannedFrom == 0:
		return Refuse("planned_from", Missing)
	case d.Kind == FaultOutage && d.PlannedFrom > now.UnixMilli():
		return Refuse("planned_from", InTheFuture)
	case d.Kind != FaultOutage && d.PlannedTo == 0:
		return Refuse("planned_to", Missing)
	case d.PlannedTo != 0 && d.PlannedTo <= d.PlannedFrom:
		return Refuse("planned_to", EndsBeforeStart)
	case strings.TrimSpace(d.Reason) == "" && d.Kind != FaultOutage:
		return Refuse("outage_reason", Missing)
	case len([]rune(d.Reason)) > OutageReasonMax:
		return Refuse("outage_reason", TooLong)
	}
	return nil
}

// OutageOpening is what the store adds to a draft.
type OutageOpening struct {
	ID     OutageID
	Area   Area
	Number string
	By     Actor
	Now    time.Time
}

// Open makes an outage of a draft. A fault is under way from the start.
func (d OutageDraft) Open(o OutageOpening) (Outage, error) {
	if err := d.Check(o.Now); err != nil {
		return Outage{}, err
	}
	out := Outage{
		ID: o.ID, Area: o.Area, Number: o.Number, Status: OutagePlanned, Unit: o.By.Unit, CreatedBy: o.By.Staff, CreatedAt: o.Now.UnixMilli(),
	}.with(d)
	if d.Kind == FaultOutage {
		out.Status, out.ActualFrom = OutageUnderWay, d.PlannedFrom
	}
	return out, nil
}

func (o Outage) with(d OutageDraft) Outage {
	o.Kind, o.Reason, o.Cause, o.Note = d.Kind, strings.TrimSpace(d.Reason), d.Cause, strings.TrimSpace(d.Note)
	o.PlannedFrom, o.PlannedTo, o.Handler = d.PlannedFrom, d.PlannedTo, d.Handler
	return o
}

// Change takes over what was typed anew. A time that was made public and moves
// must be made public again: the outage goes back to planned. The kind stays,
// because another kind has other duties.
func (o Outage) Change(d OutageDraft, now time.Time) (Outage, error) {
	if err := d.Check(now); err != nil {
		return o, err
	}
	switch {
	case o.Status.Over():
		return o, Refuse("status", OutageNotFromHere)
	case d.Kind != o.Kind:
		return o, Refuse("outage_kind", OutageNotFromHere)
	}
	next := o.with(d)
	moved := d.PlannedFrom != o.PlannedFrom || d.PlannedTo != o.PlannedTo
	switch {
	case moved && o.Status == OutageAnnounced:
		next.Status, next.NotifiedAt = OutagePlanned, 0
	case o.Kind == FaultOutage:
		next.ActualFrom = d.PlannedFrom
	}
	return next, nil
}

// Draft is the outage as it would be typed.
func (o Outage) Draft(scope []OutageScope) OutageDraft {
	d := OutageDraft{
		Kind: o.Kind, Reason: o.Reason, Cause: o.Cause, PlannedFrom: o.PlannedFrom, PlannedTo: o.PlannedTo, Handler: o.Handler, Note: o.Note,
	}
	for _, s := range scope {
		d.Scope = append(d.Scope, s.Place())
	}
	return d
}

// Began is when power went off: as it did, else as it is planned to.
func (o Outage) Began() int64 {
	if o.ActualFrom != 0 {
		return o.ActualFrom
	}
	return o.PlannedFrom
}

// Minutes is how long power was off within a span, by what happened; an outage
// that lasts counts up to now.
func (o Outage) Minutes(from, to, now time.Time) int64 {
	if o.ActualFrom == 0 || o.Status == OutageCancelled {
		return 0
	}
	end := o.ActualTo
	if end == 0 {
		end = now.UnixMilli()
	}
	span := min(end, to.UnixMilli()) - max(o.ActualFrom, from.UnixMilli())
	return max(0, span) / time.Minute.Milliseconds()
}

// OutageCase links a fault report to the outage it reports.
type OutageCase struct {
	ID          OutageCaseID
	Area        Area
	Outage      OutageID
	Case        CaseID
	By          StaffID
	At          int64
	WithdrawnAt int64 // Unix ms; 0 while it holds
	Seen        Seen
}
