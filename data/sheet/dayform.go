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

// readDay reads what plainDay does not: with a time, in Chinese numerals, as a
// spreadsheet's number. short says that the year had two digits; they are read
// as of the last hundred years, the parts as year, month and day.
func readDay(cell string, today app.Day) (day app.Day, short, ok bool) {
	if day, ok := app.ParseSheetDay(cell); ok {
		return day, false, true
	}
	if day, ok := plainDay(arabicDay(cell)); ok {
		return day, false, true
	}
	if len(cell) < 3 || countDigits(cell[:2]) != 2 || cell[2] >= '0' && cell[2] <= '9' {
		return "", false, false
	}
	century := "20"
	if len(today) > 4 && cell[:2] > string(today[2:4]) {
		century = "19"
	}
	day, ok = plainDay(century + cell)
	return day, true, ok
}

// arabicDay writes 二〇二一年三月十五日 as 2021年3月15日; other texts stay.
func arabicDay(text string) string {
	if !strings.HasSuffix(text, "日") && !strings.HasSuffix(text, "号") {
		return text
	}
	year, rest, hasYear := strings.Cut(text, "年")
	month, rest, hasMonth := strings.Cut(rest, "月")
	if !hasYear || !hasMonth {
		return text
	}
	number := strings.TrimSuffix(strings.TrimSuffix(rest, "日"), "号")
	return arabicDigits(year) + "年" + arabicNumber(month) + "月" + arabicNumber(number) + "日"
}

var arabic = strings.NewReplacer("〇", "0", "○", "0", "零", "0", "Ｏ", "0", "O", "0", "元", "1", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")

func arabicDigits(text string) string { return arabic.Replace(strings.TrimSpace(text)) }

// arabicNumber reads numbers up to thirty-one: 十, 十五, 二十, 三十一.
func arabicNumber(text string) string {
	tens, ones, ten := strings.Cut(strings.Replace(strings.TrimSpace(text), "廿", "二十", 1), "十")
	if !ten {
		return arabicDigits(text)
	}
	if tens == "" {
		tens = "一"
	}
	if ones == "" {
		ones = "零"
	}
	return arabicDigits(tens) + arabicDigits(ones)
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
