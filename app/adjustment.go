package app

import "strings"

// Adjustment is 人工调整: the figure that a manager puts beside the model's for a month of a customer, and why. A later one of the same month takes its place, the earlier ones stay.
type Adjustment struct {
	ID          AdjustmentID
	Area        Area
	Customer    CustomerID
	Month       int64 // YYYYMM, the month it is about
	KnownTo     int64 // YYYYMM: the last month of use there was when it was made
	Model       int64 // what the model said then
	KWh         int64
	Reason      string
	By          StaffID
	MadeAt      int64 // Unix ms
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// AdjustmentID names one.
type AdjustmentID = ID[Adjustment]

// Check refuses an adjustment of no month, of one that is over, without a
// reason, or of a figure that cannot be. knownTo is the last month of use there
// is: what is known needs no adjustment.
func (a Adjustment) Check(knownTo int64) error {
	switch {
	case a.Customer.IsZero():
		return Refuse("customer", Missing)
	case !ValidMonth(a.Month):
		return Refuse("month", Malformed)
	case a.Month <= knownTo:
		return Refuse("month", MonthClosed)
	case a.KWh < 0 || a.KWh > MostUse:
		return Refuse("kwh", Impossible)
	case strings.TrimSpace(a.Reason) == "":
		return Refuse("reason", Missing)
	case len([]rune(a.Reason)) > ContentMax:
		return Refuse("reason", TooLong)
	}
	return nil
}

// Open refuses to take an adjustment back whose month is known: what came of it
// is told.
func (a Adjustment) Open(knownTo int64) error {
	switch {
	case a.WithdrawnAt != 0:
		return Refuse("month", RecordEnded)
	case a.Month <= knownTo:
		return Refuse("month", MonthClosed)
	}
	return nil
}

// Adjusted is an adjustment that was kept, and what should be thought of before
// it stands.
type Adjusted struct {
	Adjustment
	Small   bool  // it changes the model's figure by less than is worth it
	Least   int64 // what is worth it, in thousandths
	Leaning int64 // by how much his figures lay too high so far, in thousandths; 0: not known, or not at all
}

// Small reports whether an adjustment changes the model's figure by less than
// permille of it. Such ones rarely make a forecast better (Fildes and others,
// 2009: 60,000 adjusted forecasts).
func (a Adjustment) Small(permille int64) bool {
	off := a.KWh - a.Model
	if off < 0 {
		off = -off
	}
	return float64(off)*1000 < float64(a.Model)*float64(permille)
}
