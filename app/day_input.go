package app

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Days typed or imported outside these years are taken for slips.
const (
	firstTypedYear = 1900
	lastTypedYear  = 2100
	dayInputMax    = 64 // bytes; no way of writing a day is longer
)

// ParseDay reads a day as a hurried clerk types it: 今, 明天, t, +3, -2, 15 (of
// this month), 915 or 0915, 260915, 20260915, 2026-9-5 with - / or ., 9-5,
// 2026年9月5日, 9月5号, 周五 (the next one), 下周三. Month and day without a
// year mean this year, unless the same day of a neighbouring year is much
// nearer: 0103 typed in December is the coming January.
func ParseDay(text string, today Day) (Day, error) {
	if len(text) > dayInputMax || !today.Valid() {
		return "", Refuse("day", Malformed)
	}
	typed := plain(text)
	if typed == "" {
		return "", Refuse("day", Missing)
	}
	for _, read := range []func(string, Day) (Day, Reason){dayByWord, dayByStep, dayByWeekday, dayByDate} {
		switch day, no := read(typed, today); {
		case no == "":
			return day, nil
		case no != Malformed:
			return "", &Refusal{Field: "day", Reason: no, Value: text}
		}
	}
	return "", &Refusal{Field: "day", Reason: Malformed, Value: text}
}

// ParseSheetDay reads a day from a cell of a list: 20260915, 2026-9-5,
// 2026/9/5, 2026.9.5, 2026年9月5日, each also with a time of day behind it, and
// Excel's day numbers of the 1900 system. Shorthand is not read: a list is not
// typed by somebody who sees what becomes of it.
func ParseSheetDay(text string) (Day, bool) {
	if len(text) > dayInputMax {
		return "", false
	}
	date, rest, _ := strings.Cut(strings.Join(strings.Fields(norm.NFKC.String(text)), " "), " ")
	if before, after, cut := strings.Cut(date, "T"); cut {
		date, rest = before, after
	}
	if rest != "" && strings.Trim(rest, "0123456789:.Z") != "" {
		return "", false
	}
	date = plain(date)
	if day, ok := excelDay(date); ok && rest == "" {
		return day, true
	}
	parts := datePieces(date)
	switch {
	case len(parts) == 1 && len(parts[0]) == 8:
		parts = cutDigits(parts[0])
	case len(parts) != 3 || len(parts[0]) != 4:
		return "", false
	}
	day, no := dayFrom(parts[0], parts[1], parts[2])
	return day, no == ""
}

// excelDay reads a day number, with or without a fraction for the time. 1950
// to 2100 are taken; other numbers are more likely something else.
func excelDay(text string) (Day, bool) {
	whole, fraction, _ := strings.Cut(text, ".")
	n, ok := digits(whole)
	if strings.Trim(fraction, "0123456789") != "" || len(whole) != 5 || !ok || n < 18264 || n > 73415 {
		return "", false
	}
	return dayNumbered(n - 25569), true // 25569 is 1970-01-01
}

var dayWords = map[string]int{
	"今": 0, "今天": 0, "今日": 0, "t": 0, "today": 0,
	"明": 1, "明天": 1, "明日": 1, "tomorrow": 1, "昨": -1, "昨天": -1, "昨日": -1, "yesterday": -1,
	"后": 2, "后天": 2, "大后天": 3, "前": -2, "前天": -2, "大前天": -3,
}

func dayByWord(typed string, today Day) (Day, Reason) {
	n, ok := dayWords[typed]
	if !ok {
		return "", Malformed
	}
	return today.AddDays(n), ""
}

// dayByStep reads +3 and -2, counted from today.
func dayByStep(typed string, today Day) (Day, Reason) {
	n, ok := digits(typed[1:])
	switch {
	case !ok || len(typed) > 5:
		return "", Malformed
	case typed[0] == '+':
		return today.AddDays(n), ""
	case typed[0] == '-':
		return today.AddDays(-n), ""
	}
	return "", Malformed
}

var weekdayNames = map[string]time.Weekday{
	"一": time.Monday, "二": time.Tuesday, "三": time.Wednesday, "四": time.Thursday, "五": time.Friday,
	"六": time.Saturday, "日": time.Sunday, "天": time.Sunday, "末": time.Saturday,
	"1": time.Monday, "2": time.Tuesday, "3": time.Wednesday, "4": time.Thursday, "5": time.Friday,
	"6": time.Saturday, "7": time.Sunday,
	"mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday, "thu": time.Thursday, "fri": time.Friday,
	"sat": time.Saturday, "sun": time.Sunday,
}

// dayByWeekday reads 周五, the next Friday after today, and 上周五, 本周五,
// 下周五, the Friday of that week; weeks begin on Monday.
func dayByWeekday(typed string, today Day) (Day, Reason) {
	week, name := "", typed
	for _, mark := range []string{"上", "本", "这", "下"} {
		if rest, ok := strings.CutPrefix(typed, mark); ok {
			week, name = mark, rest
		}
	}
	bare := name
	for _, word := range []string{"周", "星期", "礼拜"} {
		name = strings.TrimPrefix(name, word)
	}
	wanted, known := weekdayNames[name]
	if english := name != "" && name[0] < utf8.RuneSelf && name[0] > '9'; !known || name == bare && !english {
		return "", Malformed
	}
	now, then := sinceMonday(today.Weekday()), sinceMonday(wanted)
	switch week {
	case "上":
		return today.AddDays(then - now - 7), ""
	case "下":
		return today.AddDays(then - now + 7), ""
	case "":
		return today.AddDays((then-now+6)%7 + 1), ""
	}
	return today.AddDays(then - now), ""
}

func sinceMonday(w time.Weekday) int { return (int(w) + 6) % 7 }

// dayByDate reads the forms that name a day of the month.
func dayByDate(typed string, today Day) (Day, Reason) {
	parts := datePieces(typed)
	if len(parts) == 1 {
		parts = cutDigits(parts[0])
	}
	switch len(parts) {
	case 1:
		return dayFrom(string(today[:4]), string(today[5:7]), parts[0])
	case 2:
		return nearestDay(parts[0], parts[1], today)
	case 3:
		if len(parts[0]) == 2 {
			parts[0] = "20" + parts[0]
		}
		return dayFrom(parts[0], parts[1], parts[2])
	}
	return "", Malformed
}

// datePieces parts 2026年9月5日, 9月5号, 5日 and 2026-9-5, whose separators must
// all be the same, into their numbers.
func datePieces(typed string) []string {
	typed = strings.TrimSuffix(strings.TrimSuffix(typed, "日"), "号")
	if before, day, ok := strings.Cut(typed, "月"); ok {
		if year, month, ok := strings.Cut(before, "年"); ok {
			return []string{year, month, day}
		}
		return []string{before, day}
	}
	if i := strings.IndexAny(typed, "-/."); i >= 0 {
		return strings.Split(typed, typed[i:i+1])
	}
	return []string{typed}
}

// cutDigits parts a run of digits by its length; nil for a length without
// meaning.
func cutDigits(typed string) []string {
	switch n := len(typed); n {
	case 1, 2:
		return []string{typed}
	case 3, 4:
		return []string{typed[:n-2], typed[n-2:]}
	case 6, 8:
		return []string{typed[:n-4], typed[n-4 : n-2], typed[n-2:]}
	}
	return nil
}

func dayFrom(year, month, day string) (Day, Reason) {
	y, okY := digits(year)
	m, okM := digits(month)
	d, okD := digits(day)
	switch {
	case !okY || !okM || !okD || len(year) != 4 || len(month) > 2 || len(day) > 2:
		return "", Malformed
	case !exists(y, m, d) || y < firstTypedYear || y > lastTypedYear:
		return "", Impossible
	}
	return dayText(y, m, d), ""
}

// nearestDay chooses the year for a month and day: this one, unless that lies
// more than nine months off and a neighbour's is nearer.
func nearestDay(month, day string, today Day) (Day, Reason) {
	const nineMonths = 274
	this, no := dayFrom(string(today[:4]), month, day)
	if no != "" {
		return "", no
	}
	now, _ := today.number()
	then, _ := this.number()
	year, _ := digits(string(today[:4]))
	switch {
	case then-now > nineMonths:
		year--
	case now-then > nineMonths:
		year++
	default:
		return this, ""
	}
	_, m, d := civilFromDays(then)
	if !exists(year, m, d) {
		return this, ""
	}
	return dayText(year, m, d), ""
}

// plain folds what Chinese keyboards make of digits and signs, and drops
// blanks: ２０２６。９。５ becomes 2026.9.5.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case r == '。':
			return '.'
		case r == '−', r == '–', r == '—':
			return '-'
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(text))
}
