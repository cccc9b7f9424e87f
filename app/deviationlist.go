package app

import "strings"

// DeviationSort is what a list of deviations goes by, the greatest first.
type DeviationSort string

// The orders.
const (
	DeviationsByKWh   DeviationSort = ""      // how many kWh off
	DeviationsByShare DeviationSort = "share" // how far off, for what was forecast
)

// DeviationFilter narrows the list of deviations.
type DeviationFilter struct {
	Month       int64 // YYYYMM; 0: the last one that can be judged
	Customer    CustomerID
	Unit        OrgUnitID
	Manager     StaffID
	Mine        bool   // of whoever looks
	Industry    string // a code of GB/T 4754 and all that begin with it
	Beyond95    bool
	Unexplained bool
	Cause       string // found, or else likely
	Sort        DeviationSort
	From, Most  int // the part that is asked for; no most: all
}

// For names who looks in place of "mine".
func (f DeviationFilter) For(by Actor) DeviationFilter {
	if f.Mine {
		f.Manager, f.Mine = by.Staff, false
	}
	return f
}

// Takes reports whether a deviation answers to a filter.
func (f DeviationFilter) Takes(d *Deviation) bool {
	return (f.Customer.IsZero() || f.Customer == d.Customer) && (f.Unit.IsZero() || f.Unit == d.Unit) && (f.Manager.IsZero() || f.Manager == d.Manager) && strings.HasPrefix(d.Industry, f.Industry) &&
		(!f.Beyond95 || d.Beyond95()) && (!f.Unexplained || d.Explained.ID.IsZero()) && (f.Cause == "" || f.Cause == d.Cause())
}

// DeviationList is a part of the deviations of a month.
type DeviationList struct {
	Month  int64   // YYYYMM; 0: none can be judged yet
	Months []int64 // those that can be, the latest first
	Of     string  // who the list was narrowed to
	Judged int     // customers whose month was both forecast and read

	Outside80, Outside95, Unexplained int // of all of them, whatever the filter

	Total int // those the filter takes
	Rows  []Deviation
}

// ToldReason is a reason in the history of a deviation.
type ToldReason struct {
	DeviationReason
	ByName string
}
