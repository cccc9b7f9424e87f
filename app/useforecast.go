package app

// ForecastLevel is what a forecast is about.
type ForecastLevel string

// The levels, from one customer to everybody.
const (
	OfCustomer ForecastLevel = "customer"
	OfSection  ForecastLevel = "section"  // 门类 of GB/T 4754: A to T
	OfDivision ForecastLevel = "division" // 大类: C26
	OfGroup    ForecastLevel = "group"    // the company's own, by its id
	OfArea     ForecastLevel = "area"     // who carries its records
	OfSegment  ForecastLevel = "segment"  // 客户细分
	OfAll      ForecastLevel = "all"
)

// ForecastOf names what a forecast is about.
type ForecastOf struct {
	Level    ForecastLevel
	Customer CustomerID // of OfCustomer
	Code     string     // of the others; empty for OfAll, and for customers of whom it is not known
}

// UseEvidence says how much history a forecast rests on.
type UseEvidence string

// The kinds of evidence.
const (
	EvidenceGood   UseEvidence = "good"   // two years and more
	EvidenceShort  UseEvidence = "short"  // one to two years: the season is borrowed from his like
	EvidenceLow    UseEvidence = "low"    // less than a year
	EvidenceNone   UseEvidence = "none"   // too little history: no figure
	EvidenceIdle   UseEvidence = "idle"   // nothing used for months
	EvidenceSparse UseEvidence = "sparse" // used now and then
)

// MonthAhead is what is forecast for a month, in kWh. Low80 to High80 holds four
// times in five, Low95 to High95 nineteen times in twenty.
type MonthAhead struct {
	Month                        int64 // YYYYMM
	Base                         int64 // without the events
	Point                        int64 // with them
	Low80, High80, Low95, High95 int64
	Adjusted                     int64 // the manager's figure; holds when HasAdjusted does
	HasAdjusted                  bool
}

// Expected is the manager's figure where there is one, or else the model's.
func (m MonthAhead) Expected() int64 {
	if m.HasAdjusted {
		return m.Adjusted
	}
	return m.Point
}

// UseForecast is 用电预测 as it is looked at: what was used, what will be, and
// what is known that bears on it.
type UseForecast struct {
	Of       ForecastOf
	Name     string
	Used     []MonthUse // the oldest first
	Ahead    []MonthAhead
	Origin   int64 // YYYYMM: the last month of use it knows; 0: nothing was forecast yet
	MadeAt   int64 // Unix ms
	Method   string
	Evidence UseEvidence

	Events      []UsageEvent
	Factors     []MarketFactor
	Adjustments []Adjustment // those in use, the latest first
	Frozen      []FrozenMonth

	FrozenElsewhere bool         // he came from another unit, whose frozen forecasts are not here
	Members         GroupMembers // of a group
}

// Bounded reports whether intervals were kept: of months that were frozen far
// ahead, and of groups without a history of their own, they were not.
func (m MonthAhead) Bounded() bool { return m.High95 > 0 }

// FrozenMonth is a month as it was forecast when the one before it was closed,
// beside what came.
type FrozenMonth struct {
	Month     int64 // YYYYMM
	Origin    int64 // YYYYMM: the month that was closed
	Ahead     MonthAhead
	Actual    int64
	HasActual bool
}

// OffPermille is how much more was used than the model had said, in thousandths;
// false when that cannot be told.
func (m FrozenMonth) OffPermille() (int64, bool) {
	if !m.HasActual || m.Origin == 0 {
		return 0, false
	}
	return changeOf(m.Ahead.Point, m.Actual)
}

// GroupMembers tells who stands behind the figures of a group.
type GroupMembers struct {
	Customers int   // with use in the last year
	New       int   // first used within the last twelve months
	Lost      int   // no longer supplied
	Suspended int   // supplied, nothing used for three months and more
	Coverage  int64 // permille of the group's use that rests on customers with a year of history and more
}
