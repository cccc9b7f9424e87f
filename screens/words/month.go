package words

import (
	"fmt"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// Month names a month written YYYYMM; "" for none.
func Month(month int64) string {
	if !app.ValidMonth(month) {
		return ""
	}
	return lang.X("month.of_year", "{{.Month}} {{.Year}}", map[string]any{"Month": MonthShort(month), "Year": fmt.Sprint(month / 100)})
}

// MonthShort is the short name of a month written YYYYMM, without its year.
func MonthShort(month int64) string {
	if !app.ValidMonth(month) {
		return ""
	}
	switch month % 100 { // one is translated, not all
	case 1:
		return lang.X("month.short.1", "Jan")
	case 2:
		return lang.X("month.short.2", "Feb")
	case 3:
		return lang.X("month.short.3", "Mar")
	case 4:
		return lang.X("month.short.4", "Apr")
	case 5:
		return lang.X("month.short.5", "May")
	case 6:
		return lang.X("month.short.6", "Jun")
	case 7:
		return lang.X("month.short.7", "Jul")
	case 8:
		return lang.X("month.short.8", "Aug")
	case 9:
		return lang.X("month.short.9", "Sep")
	case 10:
		return lang.X("month.short.10", "Oct")
	case 11:
		return lang.X("month.short.11", "Nov")
	}
	return lang.X("month.short.12", "Dec")
}

// MonthTyped is a month as it may be typed, 2026-09; "" for none.
func MonthTyped(month int64) string {
	if month == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", month/100, month%100)
}
