package app

import (
	"testing"

	"pgregory.net/rapid"
)

func TestValidityEndsOnTheDayOfThatNumber(t *testing.T) {
	tests := []struct {
		name   string
		from   Day
		months int64
		want   Day
	}{
		{"a year", "2026-03-02", 12, "2027-03-02"},
		{"three years", "2026-03-02", 36, "2029-03-02"},
		{"for good", "2026-03-02", 0, ""},
		{"a month over the turn of the year", "2026-12-15", 1, "2027-01-15"},
		{"from 31 January into a short February", "2026-01-31", 1, "2026-02-28"},
		{"from 31 January into a leap February", "2028-01-31", 1, "2028-02-29"},
		{"from 30 January into a leap February", "2028-01-30", 1, "2028-02-29"},
		{"from 29 January into a leap February", "2028-01-29", 1, "2028-02-29"},
		{"from 31 March into April", "2026-03-31", 1, "2026-04-30"},
		{"from 31 August to the last of February", "2026-08-31", 6, "2027-02-28"},
		{"from 30 April it stays the 30th", "2026-04-30", 1, "2026-05-30"},
		{"from 29 February to a common year", "2028-02-29", 12, "2029-02-28"},
		{"from 29 February to the next leap year", "2028-02-29", 48, "2032-02-29"},
		{"from 29 February to 2100, which is none", "2096-02-29", 48, "2100-02-28"},
		{"from 28 February it does not grow", "2027-02-28", 12, "2028-02-28"},
		{"no day", "", 12, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := ValidUntil(tt.from, tt.months); got != tt.want {
				t.Errorf("valid until %q, want %q", got, tt.want)
			}
		})
	}
}

func TestRenewingInTheLastNinetyDaysLosesNone(t *testing.T) {
	tests := []struct {
		name      string
		completed Day
		was       Day
		months    int64
		want      Day
	}{
		{"the first time", "2026-03-02", "", 12, "2027-03-02"},
		{"on its last day", "2026-06-30", "2026-06-30", 12, "2027-06-30"},
		{"90 days before", "2026-04-01", "2026-06-30", 12, "2027-06-30"},
		{"91 days before: it begins anew", "2026-03-31", "2026-06-30", 12, "2027-03-31"},
		{"a day too late", "2026-07-01", "2026-06-30", 12, "2027-07-01"},
		{"years too late", "2030-07-01", "2026-06-30", 12, "2031-07-01"},
		{"90 days before over 29 February", "2028-01-01", "2028-03-31", 12, "2029-03-31"},
		{"91 days before over 29 February", "2027-12-31", "2028-03-31", 12, "2028-12-31"},
		{"what ends on 29 February", "2028-02-29", "2028-02-29", 12, "2029-02-28"},
		{"by now for good", "2026-06-30", "2026-06-30", 0, ""},
		{"it was for good", "2026-06-30", "", 12, "2027-06-30"},
		{"a shorter validity by now", "2026-06-01", "2026-06-30", 6, "2026-12-30"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := RenewedUntil(tt.completed, tt.was, tt.months); got != tt.want {
				t.Errorf("valid until %q, want %q", got, tt.want)
			}
		})
	}
}

func TestHowSomebodyStandsOnADay(t *testing.T) {
	const until Day = "2026-06-30"
	tests := []struct {
		name  string
		had   bool
		until Day
		on    Day
		want  Standing
	}{
		{"never completed", false, "", "2026-03-02", StandingNone},
		{"for good", true, "", "2026-03-02", StandingValid},
		{"91 days before its last", true, until, "2026-03-31", StandingValid},
		{"90 days before: to be renewed", true, until, "2026-04-01", StandingExpiring},
		{"30 days before", true, until, "2026-05-31", StandingExpiring},
		{"7 days before", true, until, "2026-06-23", StandingExpiring},
		{"the last day still counts", true, until, until, StandingExpiring},
		{"the day after", true, until, "2026-07-01", StandingExpired},
		{"29 February is the last day", true, "2028-02-29", "2028-02-29", StandingExpiring},
		{"1 March is the day after", true, "2028-02-29", "2028-03-01", StandingExpired},
		{"the last of a short February", true, "2027-02-28", "2027-03-01", StandingExpired},
		{"31 December and the new year", true, "2026-12-31", "2027-01-01", StandingExpired},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := StandingOn(tt.had, tt.until, tt.on); got != tt.want {
				t.Errorf("stands %s, want %s", got, tt.want)
			}
		})
	}
}

// Whatever the day and the validity: one day of expiry follows 91 of renewal.
func TestEachValidityIsOpenForRenewalFor91DaysAndThenOver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := Day("2020-01-01").AddDays(rapid.IntRange(0, 10000).Draw(t, "day"))
		months := rapid.Int64Range(4, validityMost).Draw(t, "months")
		until := ValidUntil(from, months)
		if until <= from || until > from.AddDays(int(months)*31) || until < from.AddDays(int(months)*30-3) {
			t.Fatalf("%d months from %s end on %s", months, from, until)
		}
		for n := -RenewalDays; n <= 0; n++ {
			if on := until.AddDays(n); StandingOn(true, until, on) != StandingExpiring || RenewedUntil(on, until, months) != ValidUntil(until, months) {
				t.Fatalf("until %s, on %s: %s", until, on, StandingOn(true, until, on))
			}
		}
		if StandingOn(true, until, until.AddDays(-RenewalDays-1)) != StandingValid || StandingOn(true, until, until.AddDays(1)) != StandingExpired {
			t.Fatalf("the edges of %s are not its own", until)
		}
	})
}

func TestTheLatestOfSeveralCompletionsCounts(t *testing.T) {
	on := func(until Day) Completion { return Completion{UntilOn: until} }
	withdrawn := Completion{UntilOn: "2030-01-01", WithdrawnAt: 1}
	tests := []struct {
		name  string
		all   []Completion
		until Day
		had   bool
	}{
		{"none", nil, "", false},
		{"one withdrawn", []Completion{withdrawn}, "", false},
		{"the later is first", []Completion{on("2028-01-01"), on("2027-01-01")}, "2028-01-01", true},
		{"the later is last", []Completion{on("2027-01-01"), on("2028-01-01")}, "2028-01-01", true},
		{"for good beats every day", []Completion{on("2027-01-01"), on(""), on("2028-01-01")}, "", true},
		{"for good and then a day", []Completion{on(""), on("2028-01-01")}, "", true},
		{"a withdrawn one counts for nothing", []Completion{on("2027-01-01"), withdrawn}, "2027-01-01", true},
		{"one that is withdrawn stands first", []Completion{withdrawn, on("2027-01-01")}, "2027-01-01", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if until, had := LastUntil(tt.all); until != tt.until || had != tt.had {
				t.Errorf("until %q, had %v", until, had)
			}
		})
	}
}

func TestWhenAPostRequiresACourse(t *testing.T) {
	p := CoursePost{Post: "counter", WithinMonths: 3, FromOn: "2026-01-31", ToOn: "2026-12-31"}
	for day, want := range map[Day]bool{"2026-01-30": false, "2026-01-31": true, "2026-12-31": true, "2027-01-01": false} {
		if p.RequiredOn("counter", day) != want {
			t.Errorf("on %s required is not %v", day, want)
		}
	}
	if p.RequiredOn("reading", "2026-06-01") {
		t.Error("another post requires it")
	}
	open := CoursePost{Post: "counter"}
	if !open.RequiredOn("counter", "1999-01-01") || !open.RequiredOn("counter", "2099-01-01") {
		t.Error("without days it is always required")
	}
	open.WithdrawnAt = 1
	if open.RequiredOn("counter", "2026-06-01") {
		t.Error("a withdrawn requirement holds")
	}
	for _, tt := range []struct {
		name string
		came Day
		want Day
	}{
		{"who was here before has time from the requirement on", "2020-05-01", "2026-04-30"},
		{"who came later has time from his first day", "2026-11-30", "2027-02-28"},
		{"whose first day nobody knows", "", "2026-04-30"},
	} {
		if got := p.DueFor(Staff{ValidFrom: tt.came}); got != tt.want {
			t.Errorf("%s: due %s, want %s", tt.name, got, tt.want)
		}
	}
	if got := (CoursePost{}).DueFor(Staff{ValidFrom: "2026-03-02"}); got != "2026-03-02" {
		t.Errorf("at once is %s", got)
	}
}

func TestACourseIsOfferedUntilItsLastDay(t *testing.T) {
	c := Course{EndedOn: "2026-06-30"}
	for day, want := range map[Day]bool{"2026-06-29": true, "2026-06-30": true, "2026-07-01": false} {
		if c.Offered(day) != want {
			t.Errorf("on %s offered is not %v", day, want)
		}
	}
	if !(Course{}).Offered("2099-01-01") || (Course{WithdrawnAt: 1}).Offered("2026-01-01") {
		t.Error("without a last day it is offered, withdrawn it is not")
	}
}
