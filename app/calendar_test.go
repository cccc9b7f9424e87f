package app

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// shippedDays are the days off the program ships, 2015 to 2026.
func shippedDays(t testing.TB) []CalendarDay {
	t.Helper()
	file, err := os.Open("../assets/calendar/holidays-cn.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	days, err := ParseCalendar(file)
	if err != nil {
		t.Fatal(err)
	}
	return days
}

func shippedCalendar(t testing.TB) *Calendar {
	t.Helper()
	c, err := NewCalendar(shippedDays(t))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWorkingDayDeadlines(t *testing.T) {
	c := shippedCalendar(t)
	tests := []struct {
		name string
		from Day
		n    int
		want Day
	}{
		{"over Spring Festival, with its worked Saturday", "2026-02-13", 3, "2026-02-25"},
		{"five days over Spring Festival", "2026-02-13", 5, "2026-02-27"},
		{"over Labour Day, with its worked Saturday", "2026-04-30", 5, "2026-05-11"},
		{"over Mid-Autumn and National Day", "2026-09-24", 5, "2026-10-09"},
		{"ending on a worked Saturday", "2026-09-30", 3, "2026-10-10"},
		{"from a Saturday to a worked Sunday", "2026-09-19", 1, "2026-09-20"},
		{"from the eve of Spring Festival", "2025-01-27", 3, "2025-02-07"},
		{"from a worked Sunday over National Day", "2025-09-28", 7, "2025-10-14"},
		{"over Mid-Autumn with a worked Saturday", "2024-09-13", 2, "2024-09-18"},
		{"from the worked Sunday after New Year", "2026-01-04", 8, "2026-01-14"},
		{"twenty days from before a worked Saturday", "2026-05-08", 20, "2026-06-04"},
		{"no days are due on the same day", "2026-05-08", 0, "2026-05-08"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, provisional := c.AddWorkingDays(tt.from, tt.n)
			if got != tt.want || provisional {
				t.Errorf("%s + %d is %s, provisional %v; want %s", tt.from, tt.n, got, provisional, tt.want)
			}
			if left := c.WorkingDaysBetween(tt.from, tt.want); left != tt.n {
				t.Errorf("between %s and %s lie %d working days, want %d", tt.from, tt.want, left, tt.n)
			}
		})
	}
}

func TestDeadlinesInAYearNotYetPublishedAreProvisional(t *testing.T) {
	c := shippedCalendar(t)
	tests := []struct {
		name        string
		from        Day
		n           int
		want        Day
		provisional bool
	}{
		{"ending on the last day of the published year", "2026-12-30", 1, "2026-12-31", false},
		{"running into the next year", "2026-12-31", 3, "2027-01-05", true},
		{"starting in the next year", "2027-03-01", 5, "2027-03-08", true},
		{"starting years later", "2040-03-01", 5, "2040-03-08", true},
		{"from a day that does not exist", "2026-02-30", 5, "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, provisional := c.AddWorkingDays(tt.from, tt.n)
			if got != tt.want || provisional != tt.provisional {
				t.Errorf("%s + %d is %q, provisional %v; want %q, %v",
					tt.from, tt.n, got, provisional, tt.want, tt.provisional)
			}
		})
	}
}

func TestWorkingDaysOfTheYear(t *testing.T) {
	c := shippedCalendar(t)
	for year, want := range map[Day]int{"2024": 251, "2025": 248, "2026": 248} {
		eve := (year + "-01-01").AddDays(-1)
		if got := c.WorkingDaysBetween(eve, year+"-12-31"); got != want {
			t.Errorf("%s has %d working days, want %d", year, got, want)
		}
	}
}

func TestWorking(t *testing.T) {
	c := shippedCalendar(t)
	tests := []struct {
		name string
		day  Day
		want bool
	}{
		{"an ordinary Tuesday", "2026-09-15", true},
		{"an ordinary Sunday", "2026-09-13", false},
		{"National Day, a Thursday", "2026-10-01", false},
		{"a Saturday worked instead", "2026-10-10", true},
		{"a day that does not exist", "2026-02-30", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := c.Working(tt.day); got != tt.want {
				t.Errorf("Working(%s) = %v, want %v", tt.day, got, tt.want)
			}
		})
	}
}

func TestPublishedThrough(t *testing.T) {
	newYearOnly := append(shippedDays(t), CalendarDay{Day: "2027-01-01", Name: "元旦", Kind: DayOff})
	withNewYear, err := NewCalendar(newYearOnly)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		c    *Calendar
		want int
	}{
		{"the shipped list", shippedCalendar(t), 2026},
		{"a New Year's Day alone does not publish its year", withNewYear, 2026},
		{"no list at all", &Calendar{}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.c.PublishedThrough(); got != tt.want {
				t.Errorf("published through %d, want %d", got, tt.want)
			}
		})
	}
}

func TestCalendarsThatAreRefused(t *testing.T) {
	national := func(year Day) CalendarDay { return CalendarDay{Day: year + "-10-01", Name: "国庆节", Kind: DayOff} }
	tests := []struct {
		name  string
		days  []CalendarDay
		field string
		want  Reason
	}{
		{"a day both off and worked", []CalendarDay{national("2026"), {"2026-10-01", "国庆节", DayWork}}, "day", AlreadyThere},
		{"a day listed twice", []CalendarDay{national("2026"), national("2026")}, "day", AlreadyThere},
		{"a year missing between two", []CalendarDay{national("2024"), national("2026")}, "year", Missing},
		{"30 February", []CalendarDay{{"2026-02-30", "春节", DayOff}}, "day", Impossible},
		{"a year with a slip of the key", []CalendarDay{{"0206-10-01", "国庆节", DayOff}}, "day", Impossible},
		{"a kind nobody knows", []CalendarDay{{"2026-02-20", "春节", "half"}}, "kind", Unknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := NewCalendar(tt.days)
			no, _ := errors.AsType[*Refusal](err)
			if no == nil || no.Field != tt.field || no.Reason != tt.want {
				t.Errorf("refused with %v, want %s of %s", err, tt.want, tt.field)
			}
		})
	}
}

func TestParseCalendarNamesTheFault(t *testing.T) {
	tests := []struct{ name, list, want string }{
		{"nothing at all", "", "line 1"},
		{"other columns", "day,name,kind\n", "line 1"},
		{"a day that does not exist", "date,name,kind\n2026-10-01,国庆节,off\n2026-02-30,春节,off\n", "line 3"},
		{"a kind nobody knows", "date,name,kind\n2026-10-01,国庆节,half\n", "line 2"},
		{"a column too few", "date,name,kind\n2026-10-01,国庆节\n", "line 2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ParseCalendar(strings.NewReader(tt.list))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error naming %s", err, tt.want)
			}
		})
	}
}

func TestParseCalendarTakesTheMarkOfSpreadsheets(t *testing.T) {
	days, err := ParseCalendar(strings.NewReader("\ufeffdate,name,kind\n2026-10-01,国庆节,off\n"))
	if err != nil || len(days) != 1 || days[0] != (CalendarDay{"2026-10-01", "国庆节", DayOff}) {
		t.Errorf("read %v, %v", days, err)
	}
}

// countedByHand is the second opinion: it looks every day up in the list, with
// the standard library's idea of a date.
func countedByHand(kinds map[Day]DayKind, from Day, n int) Day {
	at, _ := time.Parse("2006-01-02", string(from))
	for n > 0 {
		at = at.AddDate(0, 0, 1)
		weekend := at.Weekday() == time.Saturday || at.Weekday() == time.Sunday
		kind := kinds[Day(at.Format("2006-01-02"))]
		if kind == DayWork || kind == "" && !weekend {
			n--
		}
	}
	return Day(at.Format("2006-01-02"))
}

func TestDeadlinesAgreeWithCountingByHand(t *testing.T) {
	days := shippedDays(t)
	kinds := map[Day]DayKind{}
	for _, d := range days {
		kinds[d.Day] = d.Kind
	}
	c := shippedCalendar(t)
	rapid.Check(t, func(t *rapid.T) {
		from := Day("2013-01-01").AddDays(rapid.IntRange(0, 20*365).Draw(t, "start"))
		n := rapid.IntRange(1, 400).Draw(t, "n")
		got, provisional := c.AddWorkingDays(from, n)
		if want := countedByHand(kinds, from, n); got != want {
			t.Fatalf("%s + %d is %s, by hand %s", from, n, got, want)
		}
		if provisional != (got > "2026-12-31") {
			t.Fatalf("%s + %d is %s, provisional %v", from, n, got, provisional)
		}
		if left := c.WorkingDaysBetween(from, got); left != n {
			t.Fatalf("between %s and %s lie %d working days, want %d", from, got, left, n)
		}
	})
}

func TestEveryStartOfAYearAgreesWithCountingByHand(t *testing.T) {
	kinds := map[Day]DayKind{}
	for _, d := range shippedDays(t) {
		kinds[d.Day] = d.Kind
	}
	c := shippedCalendar(t)
	for from := Day("2026-01-01"); from <= "2026-12-31"; from = from.AddDays(1) {
		for n := 1; n <= 30; n++ {
			if got, _ := c.AddWorkingDays(from, n); got != countedByHand(kinds, from, n) {
				t.Fatalf("%s + %d is %s, by hand %s", from, n, got, countedByHand(kinds, from, n))
			}
		}
	}
}

func FuzzParseCalendar(f *testing.F) {
	f.Add("date,name,kind\n2026-10-01,国庆节,off\n")
	f.Add("date,name,kind\n2026-10-10,国庆节,work\n2025-10-01,\"国庆节\",off\n")
	f.Fuzz(func(t *testing.T, list string) {
		days, err := ParseCalendar(strings.NewReader(list))
		if err != nil {
			return
		}
		if c, err := NewCalendar(days); err == nil {
			if due, _ := c.AddWorkingDays("2026-09-15", 5); due <= "2026-09-15" {
				t.Fatalf("five working days after 2026-09-15 is %s", due)
			}
		}
	})
}

func BenchmarkAddWorkingDays(b *testing.B) {
	c := shippedCalendar(b)
	b.ReportAllocs()
	for b.Loop() {
		c.AddWorkingDays("2026-02-13", 5)
	}
}

func BenchmarkNewCalendar(b *testing.B) {
	days := shippedDays(b)
	for b.Loop() {
		if _, err := NewCalendar(days); err != nil {
			b.Fatal(err)
		}
	}
}
