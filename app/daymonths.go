package app

// AddMonths is the same day so many months later, or earlier; the last day of
// that month where it is shorter. No day stays no day.
func (d Day) AddMonths(n int) Day {
	if !d.Valid() {
		return ""
	}
	y, _ := digits(string(d[:4]))
	m, _ := digits(string(d[5:7]))
	day, _ := digits(string(d[8:]))
	months := y*12 + m - 1 + n
	y, m = months/12, months%12+1
	if y < 1 || y > 9999 {
		return ""
	}
	return dayText(y, m, min(day, daysIn(y, m)))
}
