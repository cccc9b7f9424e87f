package app

// Fact is one thing known of a customer and since when (经营情况): the newest of a name holds, the older ones are the history.
type Fact struct {
	ID          FactID
	Area        Area
	Customer    CustomerID
	Name        string
	Value       string
	KnownOn     Day
	Source      string // code list channel, or visit
	Visit       VisitID
	VerifiedOn  Day
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// FactID names one.
type FactID = ID[Fact]

// FreshnessLimit is how long what is known of a group of fields counts as known.
type FreshnessLimit struct {
	ID          FreshnessLimitID
	Area        Area
	Group       string // code list field_group
	Segment     string // code list segment; empty: all
	Months      int64  // 0: not asked of this segment
	Source      string
	Mark        string
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// FreshnessLimitID names one.
type FreshnessLimitID = ID[FreshnessLimit]
