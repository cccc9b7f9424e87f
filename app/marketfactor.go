package app

// MarketFactor is 市场因素: what changes the use of an industry or of everybody for some months.
type MarketFactor struct {
	ID             MarketFactorID
	Area           Area
	Title          string
	Industries     string // as IndustryGroup has them; empty: all
	FromMonth      int64  // YYYYMM
	ToMonth        int64  // YYYYMM; 0: for good
	ChangePermille int64  // more or less than it would be otherwise; 0: shown on the chart only
	Confidence     int64  // percent
	Source         string
	Note           string
	By             StaffID
	MadeAt         int64 // Unix ms
	WithdrawnAt    int64 // Unix ms; 0 while in use
	Seen           Seen
}

// MarketFactorID names one.
type MarketFactorID = ID[MarketFactor]

// Bears reports whether a factor changes the use of an industry.
func (f MarketFactor) Bears(industry string) bool {
	return f.Industries == "" || IndustryIn(f.Industries, industry)
}

// Holds reports whether a factor works in a month.
func (f MarketFactor) Holds(month int64) bool {
	return f.FromMonth <= month && (f.ToMonth == 0 || month <= f.ToMonth)
}
