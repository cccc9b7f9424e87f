package app

import (
	"errors"
	"testing"
	"time"
)

func TestWorkingHours(t *testing.T) {
	days := publishedDays(t)
	tests := []struct {
		name        string
		hours       int64
		start, end  string
		provisional bool
	}{
		{"within the morning", 2, "2026-03-02 09:00", "2026-03-02 11:00", false},
		{"over the noon break", 4, "2026-03-02 09:00", "2026-03-02 15:00", false},
		{"to the last minute of the day", 1, "2026-03-02 16:30", "2026-03-02 17:30", false},
		{"into the next morning", 2, "2026-03-02 16:30", "2026-03-03 09:30", false},
		{"accepted by night", 1, "2026-03-02 22:00", "2026-03-03 09:30", false},
		{"accepted before the office opens", 1, "2026-03-02 06:00", "2026-03-02 09:30", false},
		{"accepted in the noon break", 1, "2026-03-02 12:30", "2026-03-02 15:00", false},
		{"to the noon break and no further", 1, "2026-03-02 11:00", "2026-03-02 12:00", false},
		{"over a weekend", 8, "2026-03-06 14:00", "2026-03-09 15:00", false},
		{"accepted on a Saturday off", 7, "2026-03-07 10:00", "2026-03-09 17:30", false},
		{"over the Spring Festival, with its worked Saturday", 14, "2026-02-13 15:00", "2026-02-24 15:00", false},
		{"into a year without notice", 9, "2026-12-31 14:00", "2027-01-01 16:00", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			due := LimitRule{Amount: tt.hours, Unit: WorkHours}.Due(at(t, tt.start), days)
			if !due.At.Equal(at(t, tt.end)) || due.Provisional != tt.provisional {
				t.Errorf("%d hours from %s end %s, provisional %v; want %s", tt.hours, tt.start, due.At, due.Provisional, tt.end)
			}
		})
	}
}

func TestAnotherOfficeDay(t *testing.T) {
	summer, err := ParseOffice("8:00–12:00，15:00—18:00")
	if err != nil {
		t.Fatal(err)
	}
	days := publishedDays(t).WithOffice(summer)
	due := LimitRule{Amount: 8, Unit: WorkHours}.Due(at(t, "2026-07-01 08:00"), days)
	if want := at(t, "2026-07-02 09:00"); !due.At.Equal(want) {
		t.Errorf("eight hours end %s, want %s", due.At, want)
	}
	if got := publishedDays(t).Office().String(); got != "08:30-12:00 14:00-17:30" {
		t.Errorf("the usual office day is %s", got)
	}
}

func TestOfficeDaysThatAreRefused(t *testing.T) {
	tests := []struct {
		name, text string
		want       Reason
	}{
		{"no hours", "  ", Missing},
		{"words", "all day", Malformed},
		{"one end", "8:30", Malformed},
		{"a minute too many", "8:60-12:00", Malformed},
		{"past midnight", "8:00-24:30", Malformed},
		{"an end before its start", "12:00-8:30", EndsBeforeStart},
		{"spans over each other", "8:30-12:00 11:00-17:30", Overlaps},
		{"the afternoon first", "14:00-17:30 8:30-12:00", Overlaps},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			office, err := ParseOffice(tt.text)
			no, _ := errors.AsType[*Refusal](err)
			if no == nil || no.Reason != tt.want || no.Field != "office" {
				t.Errorf("%q was read as %v, %v", tt.text, office, err)
			}
		})
	}
}

func TestAPauseOfWorkingHours(t *testing.T) {
	days := publishedDays(t)
	rule := LimitRule{RuleSet: SetCompany, Amount: 7, Unit: WorkHours, Starts: EventAccepted, Stops: EventAnswered, Pauses: string(WaitCustomer)}
	tests := []struct{ name, waits, goesOn, due string }{
		{"what was left is given back", "2026-03-02 10:00", "2026-03-03 10:00", "2026-03-04 09:00"},
		{"a wait by night changes nothing", "2026-03-02 20:00", "2026-03-03 06:00", "2026-03-03 09:00"},
		{"a wait over the weekend goes on where it was", "2026-03-02 17:00", "2026-03-08 12:00", "2026-03-09 09:30"},
		{"held when all was used, it has until somebody works again", "2026-03-03 09:00", "2026-03-07 12:00", "2026-03-09 08:30"},
		{"held too late gets nothing", "2026-03-03 09:01", "2026-03-07 12:00", "2026-03-03 09:00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			clocks := StartClocks([]LimitRule{rule}, EventAccepted, at(t, "2026-03-02 09:00"), days)
			clocks = PauseClocks(clocks, true, at(t, tt.waits), days)
			clocks = PauseClocks(clocks, false, at(t, tt.goesOn), days)
			if got := time.UnixMilli(clocks[0].DueAt); !got.Equal(at(t, tt.due)) {
				t.Errorf("due %s, want %s", got.In(Local), tt.due)
			}
		})
	}
}
