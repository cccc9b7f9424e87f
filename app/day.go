package app

import "time"

// Local is the company's clock: China time, eight hours ahead of UTC all year.
var Local = time.FixedZone("UTC+8", 8*60*60)

// Day is a calendar day in China time, as YYYY-MM-DD. The empty Day is no day.
// Days compare with < and == like their text.
type Day string

// DayOf is the day a moment falls on in China time.
func DayOf(t time.Time) Day {
	y, m, d := t.In(Local).Date()
	return dayText(y, int(m), d)
}

// Time is the first moment of the day in China time; the zero time for a Day
// that is none.
func (d Day) Time() time.Time {
	n, ok := d.number()
	if !ok {
		return time.Time{}
	}
	return time.Unix(int64(n)*secondsADay, 0).In(Local).Add(-8 * time.Hour)
}

// Valid reports whether the text is a day that exists, in years 1 to 9999.
func (d Day) Valid() bool {
	_, ok := d.number()
	return ok
}

// AddDays is the day n days later, or earlier; no day stays no day.
func (d Day) AddDays(n int) Day {
	start, ok := d.number()
	if !ok {
		return ""
	}
	return dayNumbered(start + n)
}

// Weekday is the day of the week; Sunday also for no day.
func (d Day) Weekday() time.Weekday {
	n, ok := d.number()
	if !ok {
		return time.Sunday
	}
	return weekday(n)
}

// Before reports whether d lies before other.
func (d Day) Before(other Day) bool { return d < other }

const secondsADay = 24 * 60 * 60

// number counts days from 1970-01-01, without a detour over time.Time: due
// dates are computed for whole lists at once.
func (d Day) number() (int, bool) {
	if len(d) != 10 || d[4] != '-' || d[7] != '-' {
		return 0, false
	}
	y, okY := digits(string(d[:4]))
	m, okM := digits(string(d[5:7]))
	day, okD := digits(string(d[8:]))
	if !okY || !okM || !okD || !exists(y, m, day) {
		return 0, false
	}
	return daysFromCivil(y, m, day), true
}

// dayNumbered is the reverse of number; no day outside the years 1 to 9999.
func dayNumbered(n int) Day {
	y, m, d := civilFromDays(n)
	if y < 1 || y > 9999 {
		return ""
	}
	return dayText(y, m, d)
}

func dayText(y, m, d int) Day {
	text := [10]byte{
		byte('0' + y/1000%10), byte('0' + y/100%10), byte('0' + y/10%10), byte('0' + y%10), '-',
		byte('0' + m/10), byte('0' + m%10), '-', byte('0' + d/10), byte('0' + d%10),
	}
	return Day(text[:])
}

func weekday(n int) time.Weekday { return time.Weekday(((n+4)%7 + 7) % 7) } // 1970-01-01 was a Thursday

func exists(y, m, d int) bool {
	return y >= 1 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && d <= daysIn(y, m)
}

func daysIn(y, m int) int {
	switch m {
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// daysFromCivil and civilFromDays count in eras of 400 years whose years begin
// in March, so that the leap day comes last.
func daysFromCivil(y, m, d int) int {
	if m <= 2 {
		y--
	}
	era := y / 400
	yearOfEra := y - era*400
	dayOfYear := (153*((m+9)%12)+2)/5 + d - 1
	dayOfEra := yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear
	return era*146097 + dayOfEra - 719468
}

func civilFromDays(n int) (y, m, d int) {
	n += 719468
	era := n / 146097
	if n < 0 {
		return 0, 0, 0
	}
	dayOfEra := n - era*146097
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	shifted := (5*dayOfYear + 2) / 153
	d = dayOfYear - (153*shifted+2)/5 + 1
	m = shifted + 3
	if m > 12 {
		m -= 12
	}
	y = yearOfEra + era*400
	if m <= 2 {
		y++
	}
	return y, m, d
}

// digits reads a short run of ASCII digits and nothing else.
func digits(text string) (int, bool) {
	if text == "" || len(text) > 9 {
		return 0, false
	}
	n := 0
	for i := range len(text) {
		c := text[i]
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
