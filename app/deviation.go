package app

import "strings"

// DeviationReason is 偏差原因: why a customer used more or less in a month than forecast, as his manager found. Of several of one month the latest holds, the earlier ones are its history.
type DeviationReason struct {
	ID          DeviationReasonID
	Area        Area
	Customer    CustomerID
	Month       int64  // YYYYMM
	Cause       string // code list deviation_cause
	Reason      string
	By          StaffID
	MadeAt      int64 // Unix ms
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// DeviationReasonID names one.
type DeviationReasonID = ID[DeviationReason]

// Check refuses a reason that explains nothing.
func (r DeviationReason) Check() error {
	switch {
	case r.Customer.IsZero():
		return Refuse("customer", Missing)
	case !ValidMonth(r.Month):
		return Refuse("month", Malformed)
	case r.Cause == "":
		return Refuse("deviation_cause", Missing)
	case strings.TrimSpace(r.Reason) == "":
		return Refuse("reason", Missing)
	case len([]rune(r.Reason)) > ContentMax:
		return Refuse("reason", TooLong)
	}
	return nil
}

// Deviation is 偏差: a customer who used more or less in a month than four in
// five such forecasts allow, held against the forecast that was frozen before.
type Deviation struct {
	Customer CustomerID
	Name     string // of a page that is shown
	Industry string
	Manager  StaffID // who is responsible today
	Unit     OrgUnitID
	Actual   int64
	Ahead    MonthAhead // as it was frozen
	UnitUse  int64      // what all customers of the unit used
	Likely   LikelyCause

	Explained DeviationReason // the latest; zero: nobody did
	ByName    string          // who explained, of a page that is shown
	Task      UseTask         // the latest about it; zero: none
}

// Off is how much more was used than forecast; less than 0: less.
func (d Deviation) Off() int64 { return d.Actual - d.Ahead.Point }

// OffPermille is the same in thousandths of the forecast; false where nothing
// was forecast.
func (d Deviation) OffPermille() (int64, bool) {
	if d.Ahead.Point == 0 {
		return 0, false
	}
	return int64(float64(d.Off()) * 1000 / float64(d.Ahead.Point)), true
}

// Beyond95 reports whether only one such forecast in twenty goes so far wrong.
func (d Deviation) Beyond95() bool { return d.Ahead.Outside95(d.Actual) }

// Outside80 reports whether a month lies where one forecast in five does; never
// where nobody knows how far such forecasts go wrong.
func (m MonthAhead) Outside80(actual int64) bool {
	return m.HasBand() && (actual < m.Low80 || actual > m.High80)
}

// Outside95 reports whether only one such forecast in twenty goes so far wrong.
func (m MonthAhead) Outside95(actual int64) bool { return actual < m.Low95 || actual > m.High95 }

// HasBand reports whether it is known how far such a forecast goes wrong. That
// nothing will be used is said without a band.
func (m MonthAhead) HasBand() bool { return m.High95 > m.Low95 || m.Point == 0 }

// Cause is the one that was found, or else the likely one.
func (d Deviation) Cause() string {
	if d.Explained.Cause != "" {
		return d.Explained.Cause
	}
	return d.Likely.Cause
}
