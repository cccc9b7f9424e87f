package app

// DeviationReason is 偏差原因: why a customer used more or less in a month than forecast, as his manager found.
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
