package forecast

import (
	"math"
	"sync"
)

// newYears are the days from January 1 to the lunar new year, 2000 to 2100, by
// the rules of GB/T 33661-2017. Two independent calendars were compared; where
// they differ by a day (2027, 2030) the one that agrees with the almanac of the
// Hong Kong Observatory was kept.
var newYears = [...]uint8{
	35, 23, 42, 31, 21, 39, 28, 48, 37, 25, 44, 33, 22, 40, 30, 49, 38, 27, 46, 35, 24, 42, 31, 21, 40,
	28, 47, 36, 25, 43, 33, 22, 41, 30, 49, 38, 27, 45, 34, 23, 42, 31, 21, 40, 29, 47, 36, 25, 44, 32,
	22, 41, 31, 49, 38, 27, 45, 34, 23, 42, 32, 20, 39, 28, 47, 35, 25, 44, 33, 22, 41, 30, 49, 37, 26,
	45, 35, 23, 42, 32, 21, 39, 28, 47, 36, 25, 44, 33, 23, 40, 29, 48, 37, 26, 45, 35, 24, 42, 31, 20,
	39,
}

const (
	firstNewYear = 2000
	festiveFrom  = -12 // day from the new year on which use begins to fall
	festiveUntil = 19  // and the last before it is as always
	daysBefore   = 2.7 // full days of use that are lost before the new year in an industrial park of Jiangsu
	daysAfter    = 5.4 // and from it on
	festiveParts = 4   // months of the year that the festival may touch, by the latest reading day
)

// NewYear is how many days after January 1 of a year the lunar year begins; false
// before 2000 and after 2100.
func NewYear(year int) (days int, known bool) {
	at := year - firstNewYear
	if at < 0 || at >= len(newYears) {
		return 0, false
	}
	return int(newYears[at]), true
}

// festive are the two regressors of a month: ln of what is left of its use if
// the days before, or from the new year on, are lost as in the built-in curve,
// less their mean over all years, so that the season keeps its own.
type festive struct{ before, after float64 }

func (f festive) times(by festive) float64 { return f.before*by.before + f.after*by.after }

// festivals are the regressors of each year for each reading day and each of
// the first months of a year.
type festivals [len(newYears)][32][festiveParts]festive

// festivalTable is computed once: it depends on nothing.
var festivalTable = sync.OnceValue(func() *festivals {
	t := new(festivals)
	for y := range t {
		for read := range t[y] {
			for m := range t[y][read] {
				t[y][read][m] = festiveMonth(firstNewYear+y, m+1, read)
			}
		}
	}
	for read := range 32 {
		for m := range festiveParts {
			var mean festive
			for y := range t {
				mean.before += t[y][read][m].before / float64(len(t))
				mean.after += t[y][read][m].after / float64(len(t))
			}
			for y := range t {
				t[y][read][m].before -= mean.before
				t[y][read][m].after -= mean.after
			}
		}
	}
	return t
})

// at is the month of number y*12+m-1. Outside the table there is no festival.
func (t *festivals) at(month, read int) festive {
	y, m := month/year-firstNewYear, month%year
	if m >= festiveParts || y < 0 || y >= len(t) {
		return festive{}
	}
	return t[y][read][m]
}

// festiveMonth is one month before centring.
func festiveMonth(y, m, read int) festive {
	from, until := readingSpan(y, m, read)
	newYear := int(newYears[y-firstNewYear])
	var before, after float64
	for d := festiveFrom; d <= festiveUntil; d++ {
		if day := newYear + d; day < from || day > until {
			continue
		}
		if d < 0 {
			before += daysBefore * float64(1+d-festiveFrom) / 78 // 1 to 12 add up to 78
		} else {
			after += daysAfter * float64(festiveUntil+1-d) / 210 // 20 to 1 to 210
		}
	}
	days := float64(until - from + 1)
	return festive{math.Log1p(-before / days), math.Log1p(-after / days)}
}

// readingSpan is the first and last day of what is read for a month, counted
// from January 1 of its year.
func readingSpan(y, m, read int) (from, until int) {
	return lastReading(y, m-1, read) + 1, lastReading(y, m, read)
}

// lastReading is the day of the reading of a month; in a shorter month than the
// reading day it is the last.
func lastReading(y, m, read int) int {
	start, days := -31, 31 // December of the year before
	if m > 0 {
		start, days = 0, daysIn(y, m)
	}
	for i := 1; i < m; i++ {
		start += daysIn(y, i)
	}
	if read == 0 || read > days {
		read = days
	}
	return start + read - 1
}

func daysIn(y, m int) int {
	switch m {
	case 2:
		if leap(y) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

func leap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

// leapDay is ln of what the leap day changes in a month: February has 28.2425
// days in the mean, and its last day is read in March where the reading is
// before.
func leapDay(month, read int) float64 {
	y, m := month/year, month%year+1
	switch {
	case m == 2 && (read == 0 || read > 28), m == 3 && read > 0 && read <= 28:
		if leap(y) {
			return leapYear
		}
		return plainYear
	}
	return 0
}

const (
	leapYear  = 0.026467894 // ln(29/28.2425)
	plainYear = -0.008623425
)
