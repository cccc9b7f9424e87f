package sheet

import (
	"math"
	"time"
)

// serialText writes a spreadsheet's date number as text. Day 1 is 1900-01-01;
// the 1900 system believes in 29 February 1900, so that up to day 59 it runs one
// day ahead. Old Macintosh files count from 1904.
func serialText(serial float64, from1904 bool) string {
	if from1904 {
		serial += 1462
	}
	if serial < 60 {
		serial++
	}
	seconds := int64(math.Round(serial * 86400))
	at := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Add(time.Duration(seconds) * time.Second)
	if seconds%86400 == 0 {
		return at.Format(time.DateOnly)
	}
	return at.Format(time.DateTime)
}

// daySerial is the number a spreadsheet keeps for a day; 0 for a day before
// March 1900, which sheets count wrongly.
func daySerial(at time.Time) int {
	days := int(at.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, at.Location())).Hours() / 24)
	if days < 61 {
		return 0
	}
	return days
}
