package app

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func refusalOf(err error) Refusal {
	if no, ok := errors.AsType[*Refusal](err); ok {
		return *no
	}
	return Refusal{}
}

func TestClockState(t *testing.T) {
	start := time.Date(2026, 3, 2, 9, 0, 0, 0, Local)
	run := func(limit time.Duration) Clock {
		return Clock{StartAt: start.UnixMilli(), DueAt: start.Add(limit).UnixMilli()}
	}
	stopped := func(c Clock, after time.Duration) Clock {
		c.StoppedAt = start.Add(after).UnixMilli()
		return c
	}
	paused := func(c Clock, after time.Duration) Clock {
		c.PausedAt = start.Add(after).UnixMilli()
		return c
	}
	tests := []struct {
		name  string
		clock Clock
		after time.Duration
		want  ClockState
	}{
		{"45 minutes have just begun", run(45 * time.Minute), 5 * time.Minute, ClockRunning},
		{"45 minutes are in their last quarter", run(45 * time.Minute), 35 * time.Minute, ClockDueSoon},
		{"the last moment is still in time", run(45 * time.Minute), 45 * time.Minute, ClockDueSoon},
		{"45 minutes are over", run(45 * time.Minute), 45*time.Minute + time.Millisecond, ClockOverdue},
		{"two days before a week's end", run(7 * 24 * time.Hour), 5 * 24 * time.Hour, ClockRunning},
		{"the last day of a week", run(7 * 24 * time.Hour), 6*24*time.Hour + time.Hour, ClockDueSoon},
		{"stopped in time", stopped(run(time.Hour), time.Hour), 48 * time.Hour, ClockMet},
		{"stopped too late", stopped(run(time.Hour), 2*time.Hour), 48 * time.Hour, ClockBroken},
		{"standing since before the end", paused(run(time.Hour), 30*time.Minute), 48 * time.Hour, ClockPaused},
		{"standing, but overdue before", paused(run(time.Hour), 2*time.Hour), 48 * time.Hour, ClockOverdue},
		{"stopped while standing", stopped(paused(run(time.Hour), 30*time.Minute), 9*time.Hour), 48 * time.Hour, ClockMet},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.clock.State(start.Add(tt.after)); got != tt.want {
				t.Errorf("the clock is %s, want %s", got, tt.want)
			}
		})
	}
}

func TestClocksOfAFault(t *testing.T) {
	days := publishedDays(t)
	rules := Matching(shippedRules(t), Fault, "urban", "2026-03-02")
	accepted := at(t, "2026-03-02 09:00")
	clocks := StartClocks(rules, EventAccepted, accepted, days)
	if len(clocks) != 2 {
		t.Fatalf("%d clocks start with the report, want the two for arrival", len(clocks))
	}
	arrived := accepted.Add(40 * time.Minute)
	clocks = append(StopClocks(clocks, []Event{EventContacted, EventArrived}, arrived), StartClocks(rules, EventArrived, arrived, days)...)
	first, ok := FirstDue(clocks)
	if !ok || first.Step != "restore" || first.DueAt != arrived.Add(3*time.Hour).UnixMilli() {
		t.Fatalf("after arrival %v runs", first)
	}
	if got := clocks[0].State(arrived.Add(time.Hour)); got != ClockMet {
		t.Errorf("arrival after 40 minutes is %s", got)
	}
	clocks = StopClocks(clocks, []Event{EventRestored, EventAnswered}, arrived.Add(4*time.Hour))
	if got := clocks[2].State(arrived.Add(5 * time.Hour)); got != ClockBroken {
		t.Errorf("restoration after four hours is %s", got)
	}
	if first, ok := FirstDue(clocks); ok {
		t.Errorf("%s still runs", first.Step)
	}
}

func TestStopClocksKeepsTheFirstStop(t *testing.T) {
	now := at(t, "2026-03-02 09:00")
	clocks := []Clock{{Stops: EventContacted, StoppedAt: 7}, {Stops: EventContacted}, {Stops: EventAnswered}}
	got := StopClocks(clocks, []Event{EventContacted}, now)
	want := []int64{7, now.UnixMilli(), 0}
	for i, c := range got {
		if c.StoppedAt != want[i] {
			t.Errorf("clock %d stopped at %d, want %d", i, c.StoppedAt, want[i])
		}
	}
	if clocks[1].StoppedAt != 0 {
		t.Error("the clocks handed in were changed")
	}
}

func TestWaitingForTheCustomer(t *testing.T) {
	days := publishedDays(t)
	tests := []struct {
		name                   string
		set                    RuleSet
		unit                   LimitUnit
		amount                 int64
		start, waits, goesOn   string
		due                    string
		provisional, neverHeld bool
	}{
		{"hours are given back", SetCompany, Hours, 24, "2026-03-02 09:00", "2026-03-02 12:00", "2026-03-04 12:00", "2026-03-05 09:00", false, false},
		{"working days left are given back", SetCompany, WorkingDays, 5, "2026-03-02 09:00", "2026-03-04 10:00", "2026-03-11 10:00", "2026-03-17 00:00", false, false},
		{"a pause within one day gives nothing", SetCompany, WorkingDays, 5, "2026-03-02 09:00", "2026-03-04 10:00", "2026-03-04 17:00", "2026-03-10 00:00", false, false},
		{"held on the last day, it has the day it goes on", SetCompany, WorkingDays, 2, "2026-03-02 09:00", "2026-03-04 10:00", "2026-03-10 08:00", "2026-03-11 00:00", false, false},
		{"gone on a Saturday, it has until Monday", SetCompany, WorkingDays, 2, "2026-03-02 09:00", "2026-03-04 10:00", "2026-03-07 08:00", "2026-03-10 00:00", false, false},
		{"over the end of the published years", SetCompany, WorkingDays, 5, "2026-12-21 09:00", "2026-12-22 10:00", "2026-12-30 10:00", "2027-01-06 00:00", true, false},
		{"calendar days are given back", SetCompany, CalendarDays, 7, "2026-03-02 09:00", "2026-03-04 10:00", "2026-03-14 10:00", "2026-03-20 00:00", false, false},
		{"a clock overdue before gets nothing back", SetCompany, Hours, 24, "2026-03-02 09:00", "2026-03-04 12:00", "2026-03-05 12:00", "2026-03-03 09:00", false, false},
		{"the law does not wait", SetLaw, WorkingDays, 10, "2026-03-02 09:00", "2026-03-04 10:00", "2026-03-11 10:00", "2026-03-17 00:00", false, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rule := LimitRule{RuleSet: tt.set, Amount: tt.amount, Unit: tt.unit, Starts: EventAccepted, Stops: EventAnswered}
			if !tt.neverHeld {
				rule.Pauses = string(WaitCustomer)
			}
			clocks := StartClocks([]LimitRule{rule}, EventAccepted, at(t, tt.start), days)
			clocks = PauseClocks(clocks, true, at(t, tt.waits), days)
			if held := clocks[0].PausedAt != 0; held == tt.neverHeld {
				t.Fatalf("the clock stands: %v", held)
			}
			clocks = PauseClocks(clocks, true, at(t, tt.waits).Add(time.Minute), days) // waits on
			clocks = PauseClocks(clocks, false, at(t, tt.goesOn), days)
			c := clocks[0]
			if got := time.UnixMilli(c.DueAt); !got.Equal(at(t, tt.due)) || c.Provisional != tt.provisional || c.PausedAt != 0 {
				t.Errorf("due %s, provisional %v, want %s, %v", got.In(Local), c.Provisional, tt.due, tt.provisional)
			}
			if stood := at(t, tt.goesOn).Sub(at(t, tt.waits)).Milliseconds(); !tt.neverHeld && c.PausedMs != stood {
				t.Errorf("stood %d ms, want %d", c.PausedMs, stood)
			}
		})
	}
}

// However often a case waits, nobody loses time by it, and a wait of no length
// changes nothing.
func TestWaitingNeverShortensALimit(t *testing.T) {
	days := publishedDays(t)
	rapid.Check(t, func(t *rapid.T) {
		now := time.Date(2026, 1, 1, 0, 0, 0, 0, Local).Add(time.Duration(rapid.IntRange(0, 300*24*60).Draw(t, "start")) * time.Minute)
		rule := LimitRule{
			RuleSet: SetCompany, Amount: rapid.Int64Range(1, 30).Draw(t, "amount"), Starts: EventAccepted, Stops: EventAnswered, Pauses: string(WaitCustomer),
			Unit: rapid.SampledFrom([]LimitUnit{WorkingDays, CalendarDays, Hours, Minutes}).Draw(t, "unit"),
		}
		clocks := StartClocks([]LimitRule{rule}, EventAccepted, now, days)
		for range rapid.IntRange(1, 4).Draw(t, "waits") {
			before := clocks[0].DueAt
			now = now.Add(time.Duration(rapid.IntRange(0, 3*24*60).Draw(t, "works")) * time.Minute)
			clocks = PauseClocks(clocks, true, now, days)
			length := time.Duration(rapid.IntRange(0, 9*24*60).Draw(t, "wait")) * time.Minute
			now = now.Add(length)
			clocks = PauseClocks(clocks, false, now, days)
			if clocks[0].DueAt < before || length == 0 && clocks[0].DueAt != before {
				t.Fatalf("a wait of %s moved the end from %s to %s", length, time.UnixMilli(before), time.UnixMilli(clocks[0].DueAt))
			}
		}
	})
}

func TestFirstDue(t *testing.T) {
	clocks := []Clock{
		{Step: "law", RuleSet: SetLaw, DueAt: 900},
		{Step: "promise", RuleSet: SetPromise, DueAt: 500},
		{Step: "stopped", RuleSet: SetLaw, DueAt: 100, StoppedAt: 90},
		{Step: "standing", RuleSet: SetCompany, DueAt: 200, PausedAt: 150},
	}
	if c, ok := FirstDue(clocks); !ok || c.Step != "promise" {
		t.Errorf("%s is first due, want the promise", c.Step)
	}
	if _, ok := FirstDue(clocks[2:]); ok {
		t.Error("a stopped and a standing clock have nothing due")
	}
	late := Clock{Step: "late", DueAt: 200, PausedAt: 250}
	if c, ok := FirstDue([]Clock{late}); !ok || c.Step != "late" {
		t.Error("a clock overdue before the wait must stay on the list")
	}
}

func TestSortClocks(t *testing.T) {
	clocks := []Clock{
		{Step: "stopped", DueAt: 1, StoppedAt: 1},
		{Step: "later", DueAt: 900},
		{Step: "standing", DueAt: 200, PausedAt: 150},
		{Step: "sooner", DueAt: 500},
	}
	SortClocks(clocks)
	for i, want := range []string{"sooner", "later", "standing", "stopped"} {
		if clocks[i].Step != want {
			t.Errorf("place %d holds %s, want %s", i, clocks[i].Step, want)
		}
	}
}

func TestAStoredClockGetsTheRestFromItsRule(t *testing.T) {
	days := publishedDays(t)
	rules := shippedRules(t)
	started := StartClocks(Matching(rules, Complaint, "service", "2026-03-02"), EventAccepted, at(t, "2026-03-02 09:00"), days)
	for i, r := range Matching(rules, Complaint, "service", "2026-03-02") {
		kept := Clock{Rule: r.ID, StartAt: started[i].StartAt, DueAt: started[i].DueAt, Provisional: started[i].Provisional}
		if got := kept.Under(r); got != started[i] {
			t.Errorf("read back %+v, want %+v", got, started[i])
		}
	}
}

func BenchmarkStartClocks(b *testing.B) {
	days, rules := publishedDays(b), shippedRules(b)
	now := at(b, "2026-03-02 09:00")
	b.ReportAllocs()
	for b.Loop() {
		StartClocks(Matching(rules, Complaint, "service", "2026-03-02"), EventAccepted, now, days)
	}
}
