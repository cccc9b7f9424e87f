package app

import "time"

// sameLimit reports whether two rows are versions of one limit.
func (r LimitRule) sameLimit(other LimitRule) bool {
	return r.RuleSet == other.RuleSet && r.Kind == other.Kind && r.Step == other.Step && r.Class == other.Class
}

// NextVersion readies a rule as it was edited: a new limit, or the next version
// of one. The old version ends on the day before the new one begins, so that
// every day has one of them. kept are all rules, withdrawn ones too, for a
// version's number is never used twice.
func NextVersion(kept []LimitRule, was, now LimitRule) (old, next LimitRule, err error) {
	now.Version = 1
	for _, r := range kept {
		if r.sameLimit(now) {
			now.Version = max(now.Version, r.Version+1)
		}
	}
	if err := now.Check(); err != nil {
		return was, now, err
	}
	if was.Version != 0 {
		if err := was.replaceable(now); err != nil {
			return was, now, err
		}
	}
	for _, r := range kept {
		if r.WithdrawnAt != 0 || !r.sameLimit(now) || r.ID == was.ID {
			continue
		}
		if was.Version == 0 && (r.ValidTo == "" || r.ValidTo >= now.ValidFrom) {
			return was, now, Refuse("step", AlreadyThere)
		}
		if r.ValidFrom >= now.ValidFrom {
			return was, now, Refuse("valid_from", Overlaps)
		}
	}
	old = was
	if old.ValidTo == "" || old.ValidTo >= now.ValidFrom {
		old.ValidTo = now.ValidFrom.AddDays(-1)
	}
	return old, now, nil
}

// replaceable refuses a version that could not follow this one.
func (r LimitRule) replaceable(now LimitRule) error {
	same := now
	same.ID, same.Version, same.ValidFrom, same.Seen = r.ID, r.Version, r.ValidFrom, r.Seen
	switch {
	case !r.sameLimit(now):
		return Refuse("step", Impossible)
	case same == r:
		return Refuse("amount", NothingToDo)
	case now.ValidFrom <= r.ValidFrom:
		return Refuse("valid_from", NotLater)
	}
	return nil
}

// WithoutVersion takes a rule out of use. One that had not begun yet gives the
// version before it its open end back; before is zero when there is none.
func WithoutVersion(kept []LimitRule, gone LimitRule, now time.Time) (withdrawn, before LimitRule) {
	withdrawn = gone
	withdrawn.WithdrawnAt = now.UnixMilli()
	if gone.ValidFrom <= DayOf(now) {
		return withdrawn, LimitRule{}
	}
	for _, r := range kept {
		if r.WithdrawnAt == 0 && r.sameLimit(gone) && r.ValidTo == gone.ValidFrom.AddDays(-1) {
			return withdrawn, r
		}
	}
	return withdrawn, LimitRule{}
}
