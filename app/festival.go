package app

// newYears are the days from January 1 to the lunar new year, from 2000 on, by
// the rules of GB/T 33661-2017.
var newYears = [...]int{
	35, 23, 42, 31, 21, 39, 28, 48, 37, 25, 44, 33, 22, 40, 30, 49, 38, 27, 46, 35, 24, 42, 31, 21, 40,
	28, 47, 36, 25, 43, 33, 22, 41, 30, 49, 38, 27, 45, 34, 23, 42, 31, 21, 40, 29, 47, 36, 25, 44, 32,
	22, 41, 31, 49, 38, 27, 45, 34, 23, 42, 32, 20, 39, 28, 47, 35, 25, 44, 33, 22, 41, 30, 49, 37, 26,
	45, 35, 23, 42, 32, 21, 39, 28, 47, 36, 25, 44, 33, 23, 40, 29, 48, 37, 26, 45, 35, 24, 42, 31, 20,
	39,
}

const firstNewYear = 2000

// SpringFestival is the first day of the lunar year that begins in a year of ours;
// empty before 2000 and after 2100.
func SpringFestival(year int64) Day {
	i := year - firstNewYear
	if i < 0 || i >= int64(len(newYears)) {
		return ""
	}
	return dayText(int(year), 1, 1).AddDays(newYears[i])
}
