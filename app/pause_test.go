package app

import (
	"slices"
	"testing"
	"time"
)

func TestPausesAreReadOutOfACasesLife(t *testing.T) {
	ms := func(text string) int64 { return at(t, text).UnixMilli() }
	steps := []CaseStep{
		{To: Accepted, At: ms("2026-03-02 09:00")},
		{From: Working, To: WaitCustomer, At: ms("2026-03-03 10:00"), Reason: "待客户补充资料", Evidence: "已电话告知", ByName: "沈丽"},
		{From: WaitCustomer, To: WaitCustomer, At: ms("2026-03-04 10:00"), Note: "再次提醒"},
		{From: WaitCustomer, To: Working, At: ms("2026-03-05 10:00")},
		{From: Working, To: WaitInternal, At: ms("2026-03-06 10:00")},
		{From: WaitInternal, To: WaitCustomer, At: ms("2026-03-09 10:00"), Reason: "客户受电工程"},
	}
	got := PausesOf(steps)
	want := []Pause{
		{From: ms("2026-03-03 10:00"), To: ms("2026-03-05 10:00"), Reason: "待客户补充资料", Evidence: "已电话告知", By: "沈丽"},
		{From: ms("2026-03-09 10:00"), Reason: "客户受电工程"},
	}
	if !slices.Equal(got, want) {
		t.Fatalf("pauses are %+v, want %+v", got, want)
	}
	waited := WaitedForCustomer(got, at(t, "2026-03-09 12:00"))
	if waited.Total != 50*time.Hour || waited.Current != 2*time.Hour || waited.Since != want[1].From {
		t.Errorf("waited %+v, want 50 hours in all and two this time", waited)
	}
}

func TestAComputersClockSetBackTakesNothing(t *testing.T) {
	days := publishedDays(t)
	rule := LimitRule{RuleSet: SetCompany, Amount: 24, Unit: Hours, Starts: EventAccepted, Stops: EventAnswered, Pauses: string(WaitCustomer)}
	accepted := at(t, "2026-03-02 09:00")
	for _, unit := range LimitUnits() {
		rule.Unit = unit
		clocks := StartClocks([]LimitRule{rule}, EventAccepted, accepted, days)
		due := clocks[0].DueAt
		clocks = PauseClocks(clocks, true, accepted.Add(time.Hour), days)
		clocks = PauseClocks(clocks, false, accepted.Add(-48*time.Hour), days)
		if c := clocks[0]; c.DueAt != due || c.PausedMs != 0 || c.PausedAt != 0 {
			t.Errorf("%s: after a wait that ended before it began the clock is %+v, was due %d", unit, c, due)
		}
		clocks = PauseClocks(clocks, true, accepted.Add(-24*time.Hour), days)
		if clocks[0].PausedAt != accepted.UnixMilli() {
			t.Errorf("%s: the clock stands since %d, before it began", unit, clocks[0].PausedAt)
		}
		clocks = StopClocks(clocks, []Event{EventAnswered}, accepted.Add(-24*time.Hour))
		if c := clocks[0]; c.StoppedAt != accepted.UnixMilli() || c.State(accepted.Add(-72*time.Hour)) != ClockMet {
			t.Errorf("%s: stopped at %d, %s", unit, c.StoppedAt, c.State(accepted))
		}
		clocks = PauseClocks(StopClocks(clocks, []Event{EventAnswered}, accepted.Add(time.Hour)), false, accepted, days)
		if clocks[0].StoppedAt != accepted.UnixMilli() {
			t.Errorf("%s: a stopped clock went on", unit)
		}
	}
}

func TestAPauseThatEndsBeforeItBeganHasNoLength(t *testing.T) {
	pauses := PausesOf([]CaseStep{{From: Working, To: WaitCustomer, At: 5_000}, {From: WaitCustomer, To: Working, At: 2_000}})
	if len(pauses) != 1 || pauses[0].To != 5_000 {
		t.Fatalf("pauses are %+v", pauses)
	}
	if waited := WaitedForCustomer([]Pause{{From: 5_000}}, time.UnixMilli(1_000)); waited.Total != 0 || waited.Current != 0 {
		t.Errorf("waited %+v", waited)
	}
}

func TestACaseMovedBeforeItsAcceptanceIsRefused(t *testing.T) {
	accepted := at(t, "2026-03-02 09:00")
	for _, flow := range shippedFlows(t) {
		first, _ := flow.First(Accepted)
		cancelled, can := flow.First(Cancelled)
		if !can {
			continue
		}
		file := CaseFile{Case: Case{Kind: flow.Kind, Status: Accepted, Stage: first.Code, AcceptedAt: accepted.UnixMilli()}, Flow: flow}
		_, err := file.Move(Progress{To: cancelled.Code, Reason: "误录"}, Rules{Days: publishedDays(t)}, Actor{}, accepted.Add(-time.Minute))
		if no := refusalOf(err); no.Reason != ClockBeforeStart {
			t.Errorf("%s moved before its acceptance: %v", flow.Kind, err)
		}
	}
}
