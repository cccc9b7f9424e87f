package app

// A month is written YYYYMM. 0 is no month.

// ValidMonth reports whether a number is a month of the years 1 to 9999.
func ValidMonth(month int64) bool {
	return month >= 101 && month <= 9999_12 && month%100 >= 1 && month%100 <= 12
}

// MonthOf is the month of a day; 0 for no day.
func MonthOf(day Day) int64 {
	if !day.Valid() {
		return 0
	}
	y, _ := digits(string(day[:4]))
	m, _ := digits(string(day[5:7]))
	return int64(y*100 + m)
}

// AddMonths is the month so many months later, or earlier; 0 for none.
func AddMonths(month int64, n int) int64 {
	if !ValidMonth(month) {
		return 0
	}
	to := monthNumber(month) + int64(n)
	if moved := to/12*100 + to%12 + 1; ValidMonth(moved) {
		return moved
	}
	return 0
}

// MonthsFrom counts the months from one to another: 0 for the same, 12 for the
// same a year later, less than 0 backwards.
func MonthsFrom(from, to int64) int { return int(monthNumber(to) - monthNumber(from)) }

// HoursIn is how many hours a month has.
func HoursIn(month int64) int64 { return 24 * int64(daysIn(int(month/100), int(month%100))) }

func monthNumber(month int64) int64 { return month/100*12 + month%100 - 1 }
