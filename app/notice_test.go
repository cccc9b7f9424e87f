package app

import (
	"slices"
	"testing"
)

func TestEveryShippedYearIsANotice(t *testing.T) {
	if err := CheckNotice(shippedDays(t)); err != nil {
		t.Errorf("the shipped list is refused: %v", err)
	}
	if err := CheckNotice(noticeOf2027()); err != nil {
		t.Errorf("a made-up year is refused: %v", err)
	}
}

func TestNoticesThatAreRefused(t *testing.T) {
	with := func(more ...CalendarDay) []CalendarDay { return append(noticeOf2027(), more...) }
	without := func(day Day) []CalendarDay {
		return slices.DeleteFunc(noticeOf2027(), func(d CalendarDay) bool { return d.Day == day })
	}
	tests := []struct {
		name  string
		days  []CalendarDay
		field string
		want  Reason
		value string
	}{
		{"nothing", nil, "year", NotWhole, ""},
		{"a day twice", with(CalendarDay{"2027-10-02", "国庆节", DayOff}), "day", AlreadyThere, "2027-10-02"},
		{"a day off and worked", with(CalendarDay{"2027-10-02", "国庆节", DayWork}), "day", Clashes, "2027-10-02"},
		{"a day without a name", with(CalendarDay{"2027-05-01", "", DayOff}), "name", Missing, "2027-05-01"},
		{"no National Day", without("2027-10-01"), "year", NotWhole, ""},
		{"some days of another year", with(CalendarDay{"2029-05-01", "劳动节", DayOff}), "year", NotWhole, "2029"},
		{"a gap in the Spring Festival", without("2027-02-09"), "day", Hole, "2027-02-09"},
		{"30 February", with(CalendarDay{"2027-02-30", "春节", DayOff}), "day", Impossible, "2027-02-30"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			no := refusalOf(CheckNotice(tt.days))
			if no.Field != tt.field || no.Reason != tt.want || no.Value != tt.value {
				t.Errorf("refused with %s of %s %s, want %s of %s %s", no.Reason, no.Field, no.Value, tt.want, tt.field, tt.value)
			}
		})
	}
}

func TestANoticeReplacesTheDaysItCovers(t *testing.T) {
	known := []CalendarDay{{"2026-10-01", "国庆节", DayOff}, {"2027-01-01", "元旦", DayOff}, {"2027-05-01", "劳动节", DayOff}, {"2027-12-31", "元旦", DayOff}}
	got := TakeNotice(known, noticeOf2027())
	want := inOrder(append(noticeOf2027(), known[0], known[3]))
	if !slices.Equal(got, want) {
		t.Errorf("the list is %v, want %v", got, want)
	}
	changed := ChangedDays([]CalendarDay{known[0], known[2]}, []CalendarDay{known[0], known[3]})
	if !slices.Equal(changed, []Day{"2027-05-01", "2027-12-31"}) {
		t.Errorf("changed are %v", changed)
	}
}

func TestOneDayChangedByHand(t *testing.T) {
	known := []CalendarDay{{"2026-10-01", "国庆节", DayOff}}
	tests := []struct {
		name     string
		was, now CalendarDay
		want     Reason // empty: taken
		length   int
	}{
		{"a day off of the county", CalendarDay{"2026-11-20", "", DayPlain}, CalendarDay{"2026-11-20", "彝族年", DayOff}, "", 2},
		{"left to the week again", known[0], CalendarDay{Day: "2026-10-01"}, "", 0},
		{"another name", known[0], CalendarDay{"2026-10-01", "国庆", DayOff}, "", 1},
		{"no name", CalendarDay{"2026-11-20", "", DayPlain}, CalendarDay{"2026-11-20", "", DayOff}, Missing, 0},
		{"a Friday worked instead", CalendarDay{"2026-11-20", "", DayPlain}, CalendarDay{"2026-11-20", "彝族年", DayWork}, WorkedAnyway, 0},
		{"nothing else", known[0], known[0], NothingToDo, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := TakeDay(known, tt.was, tt.now)
			if no := refusalOf(err); no.Reason != tt.want || tt.want == "" && len(got) != tt.length {
				t.Errorf("got %v, %v", got, err)
			}
		})
	}
	if _, err := TakeDay(known, CalendarDay{Day: "2026-10-01"}, CalendarDay{"2026-10-01", "", DayPlain}); err != ErrChangedMeantime {
		t.Errorf("a day that somebody else set meanwhile: %v", err)
	}
}
