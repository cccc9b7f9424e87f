package app

// Opportunity is 商机: growth somebody heard of.
type Opportunity struct {
	ID            OpportunityID
	Area          Area
	Customer      CustomerID
	Visit         VisitID
	Kind          string // code list opportunity_kind
	Note          string
	CapacityVA    int64
	KWh           int64  // a year
	ExpectedMonth int64  // YYYYMM; 0: not known
	Stage         string // code list opportunity_stage
	NextStep      string
	NextOn        Day
	Owner         StaffID
	Result        string
	CreatedBy     StaffID
	CreatedAt     int64
	WithdrawnAt   int64 // Unix ms; 0 while in use
	Seen          Seen
}

// OpportunityID names one.
type OpportunityID = ID[Opportunity]
