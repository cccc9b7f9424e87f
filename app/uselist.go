package app

// UseStanding is what sets a customer apart when the use of two years is compared.
type UseStanding string

// The standings; empty is neither of them.
const (
	UseNew       UseStanding = "new"       // first used within the last twelve months
	UseLost      UseStanding = "lost"      // no longer supplied
	UseSuspended UseStanding = "suspended" // supplied, nothing used for three months and more
)

// UseSums is what was used and will be, in kWh.
type UseSums struct {
	Used   int64 // the last twelve months
	Before int64 // the twelve before
	Ahead  int64 // the next twelve, as far as was forecast, without anybody's adjustments
}

// Growth is 同比: the last twelve months against the twelve before, in
// thousandths more or less; false when nothing was used then.
func (s UseSums) Growth() (int64, bool) { return changeOf(s.Before, s.Used) }

// GrowthAhead is the next twelve months against the last.
func (s UseSums) GrowthAhead() (int64, bool) { return changeOf(s.Used, s.Ahead) }

// changeOf is how many thousandths more or less one figure is than another.
func changeOf(was, is int64) (int64, bool) {
	if was <= 0 {
		return 0, false
	}
	return int64(float64(is-was) * 1000 / float64(was)), true
}

// GroupRow is a group of customers in a ranking: an industry, an area, a segment
// or a group of the company's own.
type GroupRow struct {
	Of   ForecastOf
	Name string // of areas and own groups; what codes are called, screens know
	UseSums
	Share      int64 // permille of what all customers used in the last twelve months
	NewUsed    int64 // of Used: what new customers used
	LostBefore int64 // of Before: what customers used that are lost since
	Members    GroupMembers
}

// UseSort is what a list of customers by use is ordered by.
type UseSort string

// The orders, the largest first.
const (
	ByUsed   UseSort = ""       // last twelve months
	ByAhead  UseSort = "ahead"  // next twelve
	ByGrowth UseSort = "growth" // last twelve against the twelve before
	ByRise   UseSort = "rise"   // next twelve against the last
	ByHolder UseSort = "name"
)

// UseFilter narrows the list of customers by use. Who is asked for belongs to each
// of the groups that are named; one without a level narrows nothing.
type UseFilter struct {
	Industry ForecastOf // a section, a division or a group of the company's own
	Area     ForecastOf
	Segment  ForecastOf
	Text     string // name, reading or number
	Standing UseStanding
	Evidence UseEvidence

	Sort UseSort
	Up   bool // the smallest first

	From, Count int // which of them; no count: UsePageRows
}

// Within narrows to a group beside those of other kinds.
func (f UseFilter) Within(of ForecastOf) UseFilter {
	switch of.Level {
	case OfSection, OfDivision, OfGroup:
		f.Industry = of
	case OfArea:
		f.Area = of
	case OfSegment:
		f.Segment = of
	}
	return f
}

// Everybody reports whether a filter leaves nobody out.
func (f UseFilter) Everybody() bool {
	return f == UseFilter{Sort: f.Sort, Up: f.Up, From: f.From, Count: f.Count}
}

// UsePageRows is how many rows a page of the list has unless somebody says.
const UsePageRows = 100

// UseRow is a customer in the list by use.
type UseRow struct {
	Customer  CustomerID
	Name      string
	AccountNo string `field:"accounts.account_no"` // of his first account
	Industry  string
	Segment   string
	Area      Area
	UseSums
	Standing UseStanding
	Evidence UseEvidence
	Last     FrozenMonth // the last month that the run knew, against what was frozen for it
}

// UsePage is some rows of the list and how many there are in all.
type UsePage struct {
	Rows  []UseRow
	Total int
	Of    UseSums // of all of them
}

// FrozenSheet tells of a forecast that was frozen; what it says of each customer
// stands in UseForecast.
type FrozenSheet struct {
	Month     int64 // YYYYMM: the month that was closed
	Area      Area
	AreaName  string
	Customers int64
	Method    string
	Hash      []byte
	ByName    string
	MadeAt    int64 // Unix ms
}

// TellUse tells of a customer what lists do, from what he used in each month up
// to the last known, less than 0 where nobody read. begun is the month his
// supply began as a place in used, or one behind it when that is not known;
// ended says that it is over.
func TellUse(used []int64, begun int, ended bool) (UseSums, UseStanding) {
	var sums UseSums
	n := len(used)
	for i := max(0, n-24); i < n; i++ {
		if kwh := max(0, used[i]); i >= n-12 {
			sums.Used += kwh
		} else {
			sums.Before += kwh
		}
	}
	first := 0
	for first < n && used[first] <= 0 {
		first++
	}
	fresh := first > 0 && first > n-13 && first < n
	if begun < n {
		fresh = begun > n-13
	}
	switch {
	case ended:
		return sums, UseLost
	case n >= 3 && used[n-1] == 0 && used[n-2] == 0 && used[n-3] == 0:
		return sums, UseSuspended
	case fresh:
		return sums, UseNew
	}
	return sums, ""
}
