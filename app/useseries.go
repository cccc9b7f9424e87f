package app

import "math"

// SeriesAsk is which months of use are asked for.
type SeriesAsk struct {
	Months int   // how many, 60 to 72 for a forecast
	Until  int64 // the last one; 0: the last that the file knows of any customer
}

// UseSeries is what a customer used month by month, with what a forecast needs
// to know of him.
type UseSeries struct {
	Customer   CustomerID
	N          int64 // his number in this file, by which all series are ordered
	Area       Area
	Industry   string // GB/T 4754, as it stands with the customer; may be empty or unknown
	Segment    string
	CapacityVA int64 // what his accounts may draw together
	Accounts   []SeriesAccount
	First      int64     // the month of KWh[0], YYYYMM
	KWh        []float64 // the oldest first; NaN where nobody read
}

// SeriesAccount is one account of a series.
type SeriesAccount struct {
	Category string // code list usage_category
	Industry string // where it differs from the customer's
	ID       AccountID
	Opened   int64 // the month in which supply began; 0: not known
	Closed   int64 // the month in which it ended; 0: it goes on
	ReadDay  int64 // the usual day of its reading, as MonthUse.ReadDay; 0: not known
}

// unreadMonths at the end are waited for: an account that misses more of them
// is taken for one that is no longer read.
const unreadMonths = 2

// SumSeries adds up the accounts of one customer, each as long as the others. A
// month that one of them lacks between two of its readings, or at the end while
// its reading is late, is not known: without it the sum would look like a fall.
// So are months that none of them has. closed is how many months at the end of
// each account lie behind the end of its supply.
func SumSeries(accounts [][]float64, closed []int) []float64 {
	if len(accounts) == 0 {
		return nil
	}
	sum := make([]float64, len(accounts[0]))
	for m := range sum {
		sum[m] = math.NaN()
	}
	for _, kwh := range accounts {
		for m, v := range kwh {
			if !math.IsNaN(v) {
				sum[m] = addKnown(sum[m], v)
			}
		}
	}
	for i, kwh := range accounts {
		first, last := readSpan(kwh)
		if end := len(kwh) - 1 - closed[i]; end-last <= unreadMonths {
			last = end
		}
		for m := max(first, 0); m <= last && first >= 0; m++ {
			if math.IsNaN(kwh[m]) {
				sum[m] = math.NaN()
			}
		}
	}
	return sum
}

func addKnown(sum, v float64) float64 {
	if math.IsNaN(sum) {
		return v
	}
	return sum + v
}

// readSpan is where a series is first and last known, -1 if it never is.
func readSpan(kwh []float64) (first, last int) {
	first, last = -1, -1
	for m, v := range kwh {
		if !math.IsNaN(v) {
			if last = m; first < 0 {
				first = m
			}
		}
	}
	return first, last
}

// UsualReadDay is the day on which most of the readings were; of equally many
// the earlier one, so that any order of them gives the same. 0 is no day.
func UsualReadDay(counts *[MostReadDay + 1]uint8) int64 {
	usual := 0
	for day := 1; day <= MostReadDay; day++ {
		if counts[day] > counts[usual] || usual == 0 && counts[day] > 0 {
			usual = day
		}
	}
	return int64(usual)
}
