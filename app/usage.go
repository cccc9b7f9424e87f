package app

// UsageEvent is what will change, or did change, how much a customer uses: an expansion, a closure, a holiday. The forecast reads it.
type UsageEvent struct {
	ID             UsageEventID
	Area           Area
	Customer       CustomerID
	Account        AccountID // zero: all of his
	Visit          VisitID
	Kind           string // code list usage_event
	FromMonth      int64  // YYYYMM
	ToMonth        int64  // YYYYMM; 0: for good
	KWh            int64  // more or less a month
	ChangePermille int64  // more or less than it would be otherwise, -1000: nothing at all; 0: told in kWh
	Confidence     int64  // percent
	Reason         string
	CreatedBy      StaffID
	CreatedAt      int64
	WithdrawnAt    int64 // Unix ms; 0 while in use
	Seen           Seen
}

// UsageEventID names one.
type UsageEventID = ID[UsageEvent]

// Reading is 抄表示数: what a register of a meter showed on a day.
type Reading struct {
	ID          ReadingID
	Area        Area
	Account     AccountID
	Meter       MeterID
	Visit       VisitID
	ReadOn      Day
	Register    string // code list meter_register
	Hundredths  int64  // of a kWh or kW, as the meter shows it, before its multiplier
	Turn        ReadingTurn
	Note        string
	By          StaffID
	CreatedAt   int64
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// ReadingID names one.
type ReadingID = ID[Reading]

// UsageSheet is the electricity used in an area in a month, as one sheet that
// is never changed: a later whole one of the same month takes its place, one of
// some accounts takes theirs.
type UsageSheet struct {
	ID          UsageSheetID
	Area        Area
	Month       int64 // YYYYMM
	Whole       bool  // all of the area's accounts: what earlier sheets of the month say is gone
	Source      string
	Reason      string // of a correction; of an import the name of its list
	Rows        int64
	Hash        []byte // SHA-256 of the body
	Body        []byte
	By          StaffID
	MadeAt      int64 // Unix ms
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// UsageSheetID names one.
type UsageSheetID = ID[UsageSheet]
