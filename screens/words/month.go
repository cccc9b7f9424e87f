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
	return [...]string{
		lang.X("month.short.1", "Jan"), lang.X("month.short.2", "Feb"), lang.X("month.short.3", "Mar"), lang.X("month.short.4", "Apr"),
		lang.X("month.short.5", "May"), lang.X("month.short.6", "Jun"), lang.X("month.short.7", "Jul"), lang.X("month.short.8", "Aug"),
		lang.X("month.short.9", "Sep"), lang.X("month.short.10", "Oct"), lang.X("month.short.11", "Nov"), lang.X("month.short.12", "Dec"),
	}[month%100-1]
}

// MonthTyped is a month as it may be typed, 2026-09; "" for none.
func MonthTyped(month int64) string {
	if month == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", month/100, month%100)
}
