package app

// SegmentRule is one version of a rule that places customers in a segment.
type SegmentRule struct {
	ID          SegmentRuleID
	Area        Area
	Segment     string // code list segment
	Priority    int64  // the lower is asked first
	Conditions  string
	Version     int64
	ValidFrom   Day
	ValidTo     Day
	Note        string
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// SegmentRuleID names one.
type SegmentRuleID = ID[SegmentRule]

// Segmenting is the confirmed placing of a customer in a segment, with why.
type Segmenting struct {
	ID          SegmentingID
	Area        Area
	Customer    CustomerID
	Segment     string        // code list segment
	Rule        SegmentRuleID // zero: chosen by hand
	Because     string        // the conditions that held, with the figures
	FromOn      Day
	By          StaffID
	At          int64 // Unix ms
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// SegmentingID names one.
type SegmentingID = ID[Segmenting]
