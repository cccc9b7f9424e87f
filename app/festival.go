package app

import "lamplighter/app/forecast"

// SpringFestival is the first day of the lunar year that begins in a year of ours;
// empty before 2000 and after 2100.
func SpringFestival(year int64) Day {
	days, known := forecast.NewYear(int(year))
	if !known {
		return ""
	}
	return dayText(int(year), 1, 1).AddDays(days)
}
