package app

import "strings"

// UseCorrection puts what an account used in a month right.
type UseCorrection struct {
	Account AccountID
	MonthUse
	Reason string
}

// Check refuses a correction that could not be kept, that changes nothing, or
// that gives no reason. stands is what is known of the month, if anything.
func (c UseCorrection) Check(stands []MonthUse, opened, closed int64, today Day) error {
	switch {
	case !ValidMonth(c.Month):
		return Refuse("month", Malformed)
	case c.Month > MonthOf(today):
		return Refuse("month", InTheFuture)
	case strings.TrimSpace(c.Reason) == "":
		return Refuse("reason", Missing)
	case opened != 0 && c.Month < opened, closed != 0 && c.Month > closed:
		return Refuse("account", NotActive)
	case c.Total > mostOfAccount:
		return Refuse("kwh", Impossible)
	case len(stands) == 1 && stands[0] == c.MonthUse:
		return Refuse("kwh", NothingToDo)
	}
	if err := c.MonthUse.Check(); err != nil {
		return err
	}
	if parts := c.Sharp + c.Peak + c.Flat + c.Valley; parts > 0 && !sameWithin(parts, c.Total) {
		return Refuse("kwh", PartsDiffer)
	}
	return nil
}

// UseVersion is what one sheet said of a month of an account.
type UseVersion struct {
	Sheet UsageSheetID
	MonthUse
	MadeAt      int64 // Unix ms
	Who         StaffID
	By          string // name; empty: not known here
	Source      string // of the sheet: import, correction, sample …
	Reason      string // of a correction; of an import the name of its list
	WithdrawnAt int64  // Unix ms; 0 while in use
	Holds       bool   // this is what counts
}
