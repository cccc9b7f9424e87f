package app

import (
	"io"
	"slices"
)

// WatchCode names a rule.
type WatchCode string

// The rules, all in thousandths.
const (
	WatchCapacity   WatchCode = "capacity"   // capacity used, from where on a customer may need more
	WatchGrowth     WatchCode = "growth"     // growth of a year, from where on it is a lead
	WatchAdjustment WatchCode = "adjustment" // an adjustment below it is warned about
	WatchCoverage   WatchCode = "coverage"   // the share of an industry's use below which its forecast is marked weak
)

// WatchCodes are all of them in their order.
func WatchCodes() []WatchCode {
	return []WatchCode{WatchCapacity, WatchGrowth, WatchAdjustment, WatchCoverage}
}

// WatchRule is 跟踪规则: from where on a change of use is worth somebody's time. A later version takes the place of the earlier.
type WatchRule struct {
	ID          WatchRuleID
	Area        Area
	Code        WatchCode
	Permille    int64
	Version     int64
	ValidFrom   Day
	Source      string
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// WatchRuleID names one.
type WatchRuleID = ID[WatchRule]

// WatchOn is what holds on a day of several versions of the rules.
func WatchOn(rules []WatchRule, code WatchCode, day Day) (WatchRule, bool) {
	var found WatchRule
	for _, r := range rules {
		if r.Code == code && r.WithdrawnAt == 0 && r.ValidFrom <= day && (found.ID.IsZero() || r.ValidFrom > found.ValidFrom ||
			r.ValidFrom == found.ValidFrom && r.Version > found.Version) {
			found = r
		}
	}
	return found, !found.ID.IsZero()
}

// WatchMost is more than any of the limits sensibly is.
const WatchMost = 10_000

// NextWatchRule is a rule as the next version of its code, kept being all there
// are. It refuses one that could not be watched by, changes nothing, or begins
// before the one it follows or before today.
func NextWatchRule(kept []WatchRule, now WatchRule, today Day) (WatchRule, error) {
	switch {
	case !slices.Contains(WatchCodes(), now.Code):
		return now, &Refusal{Field: "code", Reason: Unknown, Value: string(now.Code)}
	case now.Permille <= 0 || now.Permille > WatchMost:
		return now, Refuse("permille", Impossible)
	case !now.ValidFrom.Valid():
		return now, Refuse("valid_from", Missing)
	}
	was, number := following(kept, string(now.Code))
	now.ID, now.Seen, now.Version, now.WithdrawnAt = WatchRuleID{}, Seen{}, number, 0
	if was.Permille == now.Permille && was.Source == now.Source {
		return now, Refuse("permille", NothingToDo)
	}
	return now, checkBegin(was.ValidFrom, now.ValidFrom, today)
}

func (r WatchRule) version() versionOf {
	return versionOf{of: string(r.Code), number: r.Version, from: r.ValidFrom, gone: r.WithdrawnAt != 0, id: r.ID}
}

// ParseWatchRules reads the delivered rules from CSV: code, permille,
// valid_from, source, mark.
func ParseWatchRules(r io.Reader) ([]WatchRule, error) {
	var out []WatchRule
	columns := []string{"code", "permille", "valid_from", "source", "mark"}
	err := eachLine(r, columns, func(cells []string) error {
		n, err := whole(cells, columns, 1)
		if err != nil {
			return err
		}
		if !slices.Contains(WatchCodes(), WatchCode(cells[0])) {
			return malformed("code", cells[0])
		}
		out = append(out, WatchRule{Code: WatchCode(cells[0]), Permille: n[0], Version: 1, ValidFrom: Day(cells[2]), Source: marked(cells[3], cells[4])})
		return sourced(nil, cells[3], cells[4])
	})
	return out, wrapRead("rules of watching use", err)
}
