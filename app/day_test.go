package app

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// reasonOf is the reason of a refusal, empty for anything else.
func reasonOf(err error) Reason {
	if no, ok := errors.AsType[*Refusal](err); ok {
		return no.Reason
	}
	return ""
}

func TestParseDay(t *testing.T) {
	const today Day = "2026-09-15" // a Tuesday
	tests := []struct {
		name, typed string
		want        Day
		reason      Reason
	}{
		{"nothing was typed", "  ", "", Missing},
		{"today in one character", "今", "2026-09-15", ""},
		{"today by its letter", "T", "2026-09-15", ""},
		{"the full stop of a Chinese keyboard", "２０２６。９。５", "2026-09-05", ""},
		{"three days from now", "大后天", "2026-09-18", ""},
		{"this week's Monday, though it is past", "本周一", "2026-09-14", ""},
		{"a month without its day", "9月", "", Malformed},
		{"a year without the rest", "2026年", "", Malformed},
		{"a day number of a spreadsheet is not typed", "44927", "", Malformed},
		{"a weekday's character alone", "一", "", Malformed},
		{"tomorrow", "明天", "2026-09-16", ""},
		{"the day after tomorrow", "后天", "2026-09-17", ""},
		{"yesterday", "昨天", "2026-09-14", ""},
		{"the day before yesterday", "前天", "2026-09-13", ""},
		{"three days on", "+3", "2026-09-18", ""},
		{"three days on, from a Chinese keyboard", "＋３", "2026-09-18", ""},
		{"two days back", "-2", "2026-09-13", ""},
		{"twenty days back, into the month before", "-20", "2026-08-26", ""},
		{"a sign without a number", "+", "", Malformed},
		{"further than any case", "+99999", "", Malformed},
		{"a day of this month", "15", "2026-09-15", ""},
		{"a day of this month with its character", "3日", "2026-09-03", ""},
		{"September has no 31st", "31", "", Impossible},
		{"month and day", "0915", "2026-09-15", ""},
		{"month and day in three digits", "915", "2026-09-15", ""},
		{"month and day in full-width digits", "０９１５", "2026-09-15", ""},
		{"a month that is far off stays in this year", "0115", "2026-01-15", ""},
		{"30 February", "0230", "", Impossible},
		{"29 February of a common year", "0229", "", Impossible},
		{"month 13", "1301", "", Impossible},
		{"eight digits", "20260915", "2026-09-15", ""},
		{"six digits", "260915", "2026-09-15", ""},
		{"six digits that are no day", "261345", "", Impossible},
		{"hyphens", "2026-9-5", "2026-09-05", ""},
		{"slashes", "2026/9/5", "2026-09-05", ""},
		{"full stops", "2026.9.5", "2026-09-05", ""},
		{"characters", "2026年9月5日", "2026-09-05", ""},
		{"characters with full-width digits", "２０２６年９月５日", "2026-09-05", ""},
		{"characters without the year", "9月5日", "2026-09-05", ""},
		{"spoken form", "9月5号", "2026-09-05", ""},
		{"month and day with a slash", "9/5", "2026-09-05", ""},
		{"a two-digit year", "26-9-5", "2026-09-05", ""},
		{"this week's Friday", "周五", "2026-09-18", ""},
		{"Sunday", "星期天", "2026-09-20", ""},
		{"a weekday that is today means the next one", "礼拜二", "2026-09-22", ""},
		{"Friday of next week", "下周五", "2026-09-25", ""},
		{"Monday of last week", "上周一", "2026-09-07", ""},
		{"a weekday in English", "fri", "2026-09-18", ""},
		{"a weekday there is not", "周八", "", Malformed},
		{"seven digits", "2026091", "", Malformed},
		{"characters in the wrong order", "9年5", "", Malformed},
		{"two kinds of separators", "2026-9/5", "", Malformed},
		{"four parts", "2026-9-5-1", "", Malformed},
		{"words", "下个月", "", Malformed},
		{"a year before all records", "1600-01-01", "", Impossible},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := ParseDay(tt.typed, today)
			if got != tt.want || reasonOf(err) != tt.reason {
				t.Errorf("ParseDay(%q) = %q, %v, want %q, %q", tt.typed, got, err, tt.want, tt.reason)
			}
		})
	}
}

func TestMonthAndDayAroundTheTurnOfTheYear(t *testing.T) {
	tests := []struct {
		name  string
		today Day
		typed string
		want  Day
	}{
		{"on 30 December the second of January is next year's", "2026-12-30", "0102", "2027-01-02"},
		{"on 3 January the 30th of December is last year's", "2027-01-03", "1230", "2026-12-30"},
		{"in June January is this year's", "2026-06-10", "0102", "2026-01-02"},
		{"in June December is this year's", "2026-06-10", "1230", "2026-12-30"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := ParseDay(tt.typed, tt.today); got != tt.want {
				t.Errorf("ParseDay(%q) on %s = %q, %v, want %q", tt.typed, tt.today, got, err, tt.want)
			}
		})
	}
}

func TestParseSheetDay(t *testing.T) {
	tests := []struct {
		name, cell string
		want       Day // empty: no day
	}{
		{"as this program writes it", "2026-09-05", "2026-09-05"},
		{"digits", "20260905", "2026-09-05"},
		{"hyphens", "2026-9-5", "2026-09-05"},
		{"slashes", "2026/9/5", "2026-09-05"},
		{"full stops", "2026.9.5", "2026-09-05"},
		{"characters", " 2026年9月5日 ", "2026-09-05"},
		{"with a time of day", "2026/9/5 0:00:00", "2026-09-05"},
		{"a serial number", "44927", "2023-01-01"},
		{"a serial number with a time of day", "44927.75", "2023-01-01"},
		{"the first serial taken", "18264", "1950-01-01"},
		{"the last serial taken", "73415", "2100-12-31"},
		{"a serial before that is some other number", "18263", ""},
		{"a shorthand is for the counter only", "0905", ""},
		{"a two-digit year is not guessed", "26-9-5", ""},
		{"six digits are not guessed", "260905", ""},
		{"29 February of a common year", "2026-2-29", ""},
		{"an empty cell", "", ""},
		{"none", "－", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := ParseSheetDay(tt.cell)
			if got != tt.want || ok != (tt.want != "") {
				t.Errorf("ParseSheetDay(%q) = %q, %v, want %q", tt.cell, got, ok, tt.want)
			}
		})
	}
}

func TestDayIsTheDayInChina(t *testing.T) {
	tests := []struct {
		name string
		at   time.Time
		want Day
	}{
		{"shortly before midnight", time.Date(2026, 9, 15, 15, 59, 59, 0, time.UTC), "2026-09-15"},
		{"midnight", time.Date(2026, 9, 15, 16, 0, 0, 0, time.UTC), "2026-09-16"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := DayOf(tt.at); got != tt.want {
				t.Errorf("DayOf(%s) = %s, want %s", tt.at, got, tt.want)
			}
		})
	}
}

func TestDaysThatAreNone(t *testing.T) {
	for _, d := range []Day{"", "2026-02-30", "2026-9-5", "2026-13-01", "2026/09/05", "20260905xx", "0000-01-01", "２０２６-01-01"} {
		if d.Valid() {
			t.Errorf("%q counts as a day", d)
		}
	}
}

// The standard library is the second opinion on every day of the bounds.
func TestDaysAgreeWithTheStandardLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.Date(1900, 1, 1, 0, 0, 0, 0, Local).AddDate(0, 0, rapid.IntRange(0, 73000).Draw(t, "days"))
		n := rapid.IntRange(-900, 300).Draw(t, "n")
		day := DayOf(at)
		if day != Day(at.Format("2006-01-02")) || !day.Time().Equal(at) || day.Weekday() != at.Weekday() {
			t.Fatalf("%s became %s, %s, %s", at, day, day.Time(), day.Weekday())
		}
		if got, want := day.AddDays(n), Day(at.AddDate(0, 0, n).Format("2006-01-02")); got != want {
			t.Fatalf("%s and %d days is %s, want %s", day, n, got, want)
		}
	})
}

func FuzzParseDay(f *testing.F) {
	for _, typed := range []string{"今", "+3", "0915", "20260915", "2026年9月5日", "周五", "２０２６．９．５", "44927"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		day, err := ParseDay(typed, "2026-09-15")
		if err != nil {
			if reasonOf(err) == "" || day != "" {
				t.Fatalf("ParseDay(%q) = %q, %v", typed, day, err)
			}
			return
		}
		if again, err := ParseDay(string(day), "2026-09-15"); again != day || err != nil {
			t.Fatalf("ParseDay(%q) = %q, which reads as %q, %v", typed, day, again, err)
		}
		if sheet, ok := ParseSheetDay(string(day)); !ok || sheet != day {
			t.Fatalf("a sheet reads %q as %q", day, sheet)
		}
	})
}
