package app

import "strings"

// Closing is what there is of a month in an area when its forecast is to be
// frozen.
type Closing struct {
	Area   Area
	Read   int64 // accounts whose use of the month is in
	Before int64 // and of the month before
	Frozen bool
}

// leastIn is the share of the accounts of the month before, in thousandths, from
// which on a month counts as in.
const leastIn = 800

// CheckClosing refuses a month that cannot be closed, whatever came in.
func CheckClosing(month int64, today Day) error {
	switch {
	case !ValidMonth(month):
		return Refuse("month", Malformed)
	case month > MonthOf(today):
		return Refuse("month", InTheFuture)
	}
	return nil
}

// ToClose are the areas of which a month is frozen now: all that are not yet.
// It refuses when the use of one of them is not in, or when nothing is left.
func ToClose(areas []Closing) ([]Area, error) {
	var open []Area
	frozen := false
	for _, a := range areas {
		switch {
		case a.Frozen:
			frozen = true
		case a.Read == 0 && a.Before == 0:
		case a.Read*1000 < a.Before*leastIn || a.Read == 0:
			return nil, Refuse("month", MonthNotIn)
		default:
			open = append(open, a.Area)
		}
	}
	switch {
	case len(open) > 0:
		return open, nil
	case frozen:
		return nil, Refuse("month", MonthFrozen)
	}
	return nil, Refuse("month", MonthNotIn)
}

// Unfreezing takes the frozen forecast of a month of an area out of use, so that
// the month can be closed anew.
type Unfreezing struct {
	Month  int64 // YYYYMM: the month that was closed
	Area   Area
	Reason string
}

// Check refuses one without a reason.
func (u Unfreezing) Check() error {
	if strings.TrimSpace(u.Reason) == "" {
		return Refuse("reason", Missing)
	}
	return nil
}
