package app

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// RetentionRule is 保存期限: for how many months a kind of data is kept, from a day
// on. A later version takes the place of the earlier.
type RetentionRule struct {
	ID          RetentionRuleID // zero: as the program came
	Area        Area
	Kind        RetentionKind
	Months      int64
	Version     int64
	ValidFrom   Day // empty: as the program came
	Source      string
	Mark        string // of a delivered period: V read in a public source, R recalled, ? doubtful; the company's have none
	By          StaffID
	At          int64 // Unix ms
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// RetentionRuleID names one.
type RetentionRuleID = ID[RetentionRule]

// RetentionVersion is a rule with the name of who wrote it.
type RetentionVersion struct {
	RetentionRule
	ByName string `field:"staff.name"`
}

// Before is the first day whose data are not kept long enough yet.
func (r RetentionRule) Before(today Day) Day { return today.AddMonths(-int(r.Months)) }

// check refuses a period that cannot be, or that is shorter than the law asks.
func (r RetentionRule) check() error {
	switch {
	case !slices.Contains(RetentionKinds(), r.Kind):
		return unknown("retention_kind", string(r.Kind))
	case r.Months < 1 || r.Months > retentionMost:
		return &Refusal{Field: "kept_months", Reason: PeriodImpossible, Value: strconv.Itoa(retentionMost)}
	case r.Months < r.Kind.LeastKept():
		return &Refusal{Field: "kept_months", Reason: BelowTheLaw, Value: strconv.FormatInt(r.Kind.LeastKept(), 10)}
	case !r.ValidFrom.Valid():
		return Refuse("valid_from", Missing)
	case strings.TrimSpace(r.Source) == "":
		return Refuse("source", Missing)
	}
	return nil
}

// after reports whether a version takes the place of another. Of two that were
// written apart for the same day the longer does: what was erased does not come
// back.
func (r RetentionRule) after(other RetentionRule) bool {
	return cmp.Or(cmp.Compare(r.ValidFrom, other.ValidFrom), cmp.Compare(r.Version, other.Version),
		cmp.Compare(r.Months, other.Months), slices.Compare(r.ID[:], other.ID[:])) > 0
}

// RetentionVersions are all versions of a kind, the newest first and the
// delivered one last. Rows that could not be written here are none.
func RetentionVersions(kept []RetentionRule, kind RetentionKind) []RetentionRule {
	var all []RetentionRule
	for _, r := range kept {
		if r.Kind == kind && r.WithdrawnAt == 0 && r.check() == nil {
			all = append(all, r)
		}
	}
	for _, r := range DeliveredRetention() {
		if r.Kind == kind {
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b RetentionRule) int {
		if a.after(b) {
			return -1
		}
		return 1
	})
	return all
}

// RetentionOn is the rule of a kind that holds on a day.
func RetentionOn(kept []RetentionRule, kind RetentionKind, day Day) (RetentionRule, error) {
	for _, r := range RetentionVersions(kept, kind) {
		if r.ValidFrom <= day {
			return r, nil
		}
	}
	return RetentionRule{}, unknown("retention_kind", string(kind))
}

// NextRetention is a rule as the next version of its kind, kept being all there
// are. It refuses one that could not be kept by, changes nothing, or begins before
// the one it follows or before today. The company's first version may say what
// was delivered: so it is confirmed.
func NextRetention(kept []RetentionRule, now RetentionRule, today Day) (RetentionRule, error) {
	now.ID, now.Seen, now.WithdrawnAt, now.Mark, now.Source = RetentionRuleID{}, Seen{}, 0, "", strings.TrimSpace(now.Source)
	if err := now.check(); err != nil {
		return now, err
	}
	was := RetentionVersions(kept, now.Kind)[0]
	now.Version = was.Version + 1
	for _, r := range kept {
		if r.Kind == now.Kind {
			now.Version = max(now.Version, r.Version+1)
		}
	}
	if was.Months == now.Months && was.Source == now.Source {
		return now, Refuse("kept_months", NothingToDo)
	}
	return now, checkBegin(was.ValidFrom, now.ValidFrom, today)
}

// WithdrawnRetention is a rule as it stands when it is taken back, which only one
// that is still to come can be: by one that holds something may be erased already.
func WithdrawnRetention(was RetentionRule, now time.Time) (RetentionRule, error) {
	if was.ValidFrom <= DayOf(now) {
		return was, Refuse("valid_from", HoldsAlready)
	}
	was.WithdrawnAt = now.UnixMilli()
	return was, nil
}

// RetentionChange is what another period of a kind would make due.
type RetentionChange struct {
	Was  RetentionRule // that would hold otherwise
	Now  RetentionRule
	On   Day   // on which it is told: the first day of the new one, or today
	Due  int64 // records due on that day as it was
	Then int64 // records due on that day under the new one
}

// Shortens reports whether data become due earlier.
func (c RetentionChange) Shortens() bool { return c.Now.Months < c.Was.Months }
