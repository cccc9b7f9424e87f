package app

import (
	"strconv"
	"strings"
)

// PointsText writes hundredths of a point with as many digits as they need.
func PointsText(hundredths int64) string {
	return strconv.FormatFloat(float64(hundredths)/100, 'f', -1, 64)
}

// ParsePoints reads a score: 85, 85.5 or 85.25, with full-width digits too, into
// hundredths. ok is false for what is none.
func ParsePoints(text string) (hundredths int64, ok bool) {
	whole, part, dotted := strings.Cut(NormaliseCode(strings.TrimSpace(text)), ".")
	if dotted && (part == "" || len(part) > 2) || whole == "" || len(whole) > 8 {
		return 0, false
	}
	for _, r := range whole + part {
		if r < '0' || r > '9' {
			return 0, false
		}
	}
	hundredths, err := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
	return hundredths, err == nil
}

// HoursText writes minutes as hours with at most one decimal (学时).
func HoursText(minutes int64) string {
	return strconv.FormatFloat(float64((minutes*10+30)/60)/10, 'f', -1, 64)
}

// ParseHours reads hours with a decimal into whole minutes.
func ParseHours(text string) (minutes int64, ok bool) {
	hundredths, ok := ParsePoints(text)
	return (hundredths*60 + 50) / 100, ok
}
