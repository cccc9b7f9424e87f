package sheet

import (
	"strings"

	"lamplighter/app"
)

// plainDay reads the forms of a day that fill lists, 20260915, 2026-9-5,
// 2026/9/5, 2026.9.5 and 2026年9月5日, in a tenth of the time of
// app.ParseSheetDay, which knows what else there is. Years from 1900 to 2099
// are taken.
func plainDay(cell string) (app.Day, bool) {
	if len(cell) < 8 || len(cell) > 17 || cell[0] != '1' && cell[0] != '2' {
		return "", false
	}
	day := [10]byte{4: '-', 5: '0', 7: '-', 8: '0'}
	if copy(day[:4], cell[:4]); countDigits(cell[:4]) != 4 || day[1] != '9' && day[1] != '0' {
		return "", false
	}
	rest := cell[4:]
	if len(cell) == 8 && countDigits(rest) == 4 {
		copy(day[5:], rest[:2])
		copy(day[8:], rest[2:])
		return validDay(day)
	}
	sign, next := dayBreak(rest, "年")
	if sign == 0 {
		return "", false
	}
	month, rest := digitsAhead(rest[sign:])
	if len(month) == 0 || len(month) > 2 {
		return "", false
	}
	if next == "月" {
		rest, _ = strings.CutSuffix(rest, "日")
	}
	sign, again := dayBreak(rest, "月")
	if sign == 0 || next != again {
		return "", false
	}
	number, rest := digitsAhead(rest[sign:])
	if len(number) == 0 || len(number) > 2 || rest != "" {
		return "", false
	}
	copy(day[7-len(month):7], month)
	copy(day[10-len(number):], number)
	return validDay(day)
}

// dayBreak is the length of the sign between the parts of a day, and the sign
// that must stand between the next ones.
func dayBreak(text, word string) (length int, next string) {
	if text == "" {
		return 0, ""
	}
	if c := text[0]; c == '-' || c == '/' || c == '.' {
		return 1, text[:1]
	}
	if strings.HasPrefix(text, word) {
		return len(word), "月"
	}
	return 0, ""
}

func digitsAhead(text string) (digits, rest string) {
	i := 0
	for i < len(text) && text[i] >= '0' && text[i] <= '9' {
		i++
	}
	return text[:i], text[i:]
}

func validDay(text [10]byte) (app.Day, bool) {
	day := app.Day(text[:])
	return day, day.Valid()
}
