package app

import (
	"strconv"
	"strings"
)

// monthExists reports whether the number is a month of the years that can be
// typed.
func monthExists(month int64) bool {
	return ValidMonth(month) && month/100 >= firstTypedYear && month/100 <= lastTypedYear
}

// ParseMonth reads a month as a hurried clerk types it: 本月, +2, 9 or 9月 (the
// next one of that number), 2609, 202609, 2026-9, 2026年9月. field is the one a
// text that is no month is refused under; no text is no month.
func ParseMonth(field, text string, today Day) (int64, error) {
	typed := strings.TrimSuffix(plain(text), "月")
	if typed == "" && plain(text) == "" {
		return 0, nil
	}
	now := MonthOf(today)
	switch typed {
	case "本", "t":
		return now, nil
	case "下":
		return AddMonths(now, 1), nil
	}
	if strings.HasPrefix(typed, "+") {
		n, err := strconv.Atoi(typed[1:])
		if err != nil || n > 1200 {
			return 0, Refuse(field, Malformed)
		}
		return AddMonths(now, n), nil
	}
	month, ok := monthByNumber(typed, now)
	switch {
	case !ok:
		return 0, Refuse(field, Malformed)
	case !monthExists(month):
		return 0, Refuse(field, Impossible)
	}
	return month, nil
}

func monthByNumber(typed string, now int64) (int64, bool) {
	year, month, cut := strings.Cut(strings.NewReplacer("年", "-", "/", "-", ".", "-").Replace(typed), "-")
	if cut {
		y, okY := digits(year)
		m, okM := digits(month)
		return int64(fullYear(y)*100 + m), okY && okM && len(month) <= 2
	}
	n, ok := digits(typed)
	switch len(typed) {
	case 1, 2:
		if month := now/100*100 + int64(n); month >= now {
			return month, ok
		}
		return (now/100+1)*100 + int64(n), ok
	case 4:
		return int64(fullYear(n/100)*100 + n%100), ok
	case 6:
		return int64(n), ok
	}
	return 0, false
}

// fullYear is a year of which two digits were typed.
func fullYear(y int) int {
	if y < 100 {
		return 2000 + y
	}
	return y
}
