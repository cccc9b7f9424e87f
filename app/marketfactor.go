package app

import "strings"

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

// Check refuses a factor that cannot be, or that nobody can trace: without a
// source.
func (f MarketFactor) Check(today Day) error {
	switch {
	case strings.TrimSpace(f.Title) == "":
		return Refuse("title", Missing)
	case len([]rune(f.Title)) > titleMax:
		return Refuse("title", TooLong)
	case f.FromMonth == 0:
		return Refuse("from_month", Missing)
	case !monthExists(f.FromMonth), f.FromMonth/100 > MonthOf(today)/100+eventFuture:
		return Refuse("from_month", Impossible)
	case f.ToMonth != 0 && !monthExists(f.ToMonth), f.ToMonth/100 > MonthOf(today)/100+eventFuture:
		return Refuse("to_month", Impossible)
	case f.ToMonth != 0 && f.ToMonth < f.FromMonth:
		return Refuse("to_month", EndsBeforeStart)
	case f.ChangePermille < -1000 || f.ChangePermille > changeMost:
		return Refuse("change_permille", Impossible)
	case f.Confidence < 0 || f.Confidence > 100:
		return Refuse("confidence", Impossible)
	case f.ChangePermille != 0 && f.Confidence == 0:
		return Refuse("confidence", Missing)
	case strings.TrimSpace(f.Source) == "":
		return Refuse("source", Missing)
	case len([]rune(f.Note)) > ContentMax:
		return Refuse("note", TooLong)
	}
	return nil
}

// Over reports whether a factor ended before a month.
func (f MarketFactor) Over(month int64) bool { return f.ToMonth != 0 && f.ToMonth < month }
