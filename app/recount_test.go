package app

import (
	"testing"
	"time"
)

// noticeOf2027 is invented; only its shape is that of a notice.
func noticeOf2027() []CalendarDay {
	var days []CalendarDay
	add := func(first Day, n int, name string, kind DayKind) {
		for i := range n {
			days = append(days, CalendarDay{first.AddDays(i), name, kind})
		}
	}
	add("2027-01-01", 3, "元旦", DayOff)
	add("2027-02-05", 8, "春节", DayOff)
	add("2027-02-20", 1, "春节", DayWork)
	add("2027-10-01", 7, "国庆节", DayOff)
	return days
}

func calendarThrough2027(t *testing.T) *Calendar {
	t.Helper()
	c, err := NewCalendar(TakeNotice(shippedDays(t), noticeOf2027()))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestANewYearMovesWhatRunsAndLeavesWhatStopped(t *testing.T) {
	before, after := publishedDays(t), calendarThrough2027(t)
	rules := []LimitRule{
		{RuleSet: SetPromise, Step: "answer", Amount: 5, Unit: WorkingDays, Starts: EventAccepted, Stops: EventAnswered},
		{RuleSet: SetCompany, Step: "hours", Amount: 20, Unit: WorkHours, Starts: EventAccepted, Stops: EventAnswered},
		{RuleSet: SetCompany, Step: "contact", Amount: 24, Unit: Hours, Starts: EventAccepted, Stops: EventContacted},
	}
	accepted := at(t, "2026-12-30 09:00")
	clocks := StartClocks(rules, EventAccepted, accepted, before)
	stopped := clocks[0]
	stopped.StoppedAt = stopped.StartAt + 1
	c := Case{Kind: Complaint, Status: Working}
	c, anew := c.Recount(append(clocks, stopped), nil, after)
	if anew[0].DueDay() != "2027-01-07" || anew[0].Provisional || !clocks[0].Provisional {
		t.Errorf("five working days end %s, provisional %v", anew[0].DueDay(), anew[0].Provisional)
	}
	if want := at(t, "2027-01-04 17:00"); anew[1].DueAt != want.UnixMilli() || anew[1].Provisional {
		t.Errorf("twenty working hours end %s, want %s", time.UnixMilli(anew[1].DueAt).In(Local), want)
	}
	if anew[2] != clocks[2] || anew[3] != stopped {
		t.Error("a clock of hours and a stopped one must stay")
	}
	if c.DueAt != anew[2].DueAt || c.DueStep != "contact" {
		t.Errorf("the case is due with %s", c.DueStep)
	}
}

func TestAClockThatStoodIsCountedAnewWithItsPauses(t *testing.T) {
	before, after := publishedDays(t), calendarThrough2027(t)
	rule := LimitRule{RuleSet: SetCompany, Amount: 5, Unit: WorkingDays, Starts: EventAccepted, Stops: EventAnswered, Pauses: string(WaitCustomer)}
	clocks := StartClocks([]LimitRule{rule}, EventAccepted, at(t, "2026-12-21 09:00"), before)
	p := Pause{From: at(t, "2026-12-22 10:00").UnixMilli(), To: at(t, "2026-12-30 10:00").UnixMilli()}
	clocks = PauseClocks(clocks, true, time.UnixMilli(p.From), before)
	clocks = PauseClocks(clocks, false, time.UnixMilli(p.To), before)
	if clocks[0].DueDay() != "2027-01-05" {
		t.Fatalf("due %s", clocks[0].DueDay())
	}
	anew := clocks[0].Recount([]Pause{p}, after)
	if anew.DueDay() != "2027-01-06" || anew.Provisional || anew.PausedMs != clocks[0].PausedMs {
		t.Errorf("counted anew it is due %s, provisional %v, stood %d ms", anew.DueDay(), anew.Provisional, anew.PausedMs)
	}
	// A pause the clock knows nothing of, and one still open that it has left, give nothing.
	never := clocks[0]
	never.PausedMs = 0
	if got := never.Recount([]Pause{p}, before).DueDay(); got != "2026-12-28" {
		t.Errorf("a clock that never stood is due %s", got)
	}
	if got := clocks[0].Recount([]Pause{p, {From: p.To + 1}}, before); got != clocks[0] {
		t.Errorf("an open pause that is over moves it to %s", got.DueDay())
	}
}
