package app

import "testing"

func TestWhoIsALead(t *testing.T) {
	limits := LeadLimits{Capacity: 800, Growth: 200}
	years := func(before, now int64, demand int64) []MonthUse {
		var out []MonthUse
		for i := range 24 {
			u := MonthUse{Month: AddMonths(202403, i), Total: before, DemandW: demand, PFPermille: 1000}
			if i >= 12 {
				u.Total = now
			}
			out = append(out, u)
		}
		return out
	}
	stopped := func(months int) []MonthUse {
		all := years(1000, 1000, 0)
		for i := 24 - months; i < 24; i++ {
			all[i].Total = 0
		}
		return all
	}
	tests := []struct {
		name             string
		facts            LeadFacts
		is               bool
		state            LeadState
		capacity, growth bool
	}{
		{"steady use is none", LeadFacts{Used: years(1000, 1000, 50_000), CapacityVA: 100_000}, false, "", false, false},
		{"four fifths of the capacity", LeadFacts{Used: years(1000, 1000, 80_000), CapacityVA: 100_000}, true, LeadNew, true, false},
		{"just below", LeadFacts{Used: years(1000, 1000, 79_900), CapacityVA: 100_000}, false, "", false, false},
		{"a capacity nobody knows is none", LeadFacts{Used: years(1000, 1000, 80_000)}, false, "", false, false},
		{"growth of a fifth", LeadFacts{Used: years(1000, 1200, 0), CapacityVA: 100_000}, true, LeadNew, false, true},
		{"both", LeadFacts{Used: years(1000, 1300, 90_000), CapacityVA: 100_000}, true, LeadNew, true, true},
		{"ten months of growth cannot be told", LeadFacts{Used: years(1000, 2000, 0)[12:], CapacityVA: 100_000}, false, "", false, false},
		{"nothing for two months is not idle", LeadFacts{Used: stopped(2), CapacityVA: 100_000}, false, "", false, false},
		{"nothing for three is", LeadFacts{Used: stopped(3), CapacityVA: 100_000}, true, LeadIdle, false, false},
		{"nothing ever is nothing lost", LeadFacts{Used: years(0, 0, 0), CapacityVA: 100_000}, false, "", false, false},
		{"not read for three months", LeadFacts{Used: years(1000, 1000, 0)[:21], CapacityVA: 100_000}, true, LeadLost, false, false},
		{"not read for two", LeadFacts{Used: years(1000, 1000, 0)[:22], CapacityVA: 100_000}, false, "", false, false},
		{"no longer supplied", LeadFacts{Used: years(1000, 2000, 0), Closed: true}, true, LeadLost, false, false},
		{"no use at all", LeadFacts{}, false, "", false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.facts.Last = 202602
			got, is, err := tt.facts.Lead(limits)
			if err != nil || is != tt.is || is && (got.State != tt.state || got.ByCapacity != tt.capacity || got.ByGrowth != tt.growth) {
				t.Errorf("%v: %+v (%v), want %v %s", is, got, err, tt.is, tt.state)
			}
		})
	}
	if _, is, _ := (LeadFacts{Used: years(1000, 5000, 99_000), CapacityVA: 100_000, Last: 202602}).Lead(LeadLimits{}); is {
		t.Error("without limits there are leads")
	}
	if _, _, err := (LeadFacts{Used: []MonthUse{{Month: 202602, Total: -1}}, Last: 202602}).Lead(limits); err == nil {
		t.Error("a negative month was taken")
	}
}

func TestADismissedLeadStandsAgainWhenItsNumbersGrow(t *testing.T) {
	lead := Lead{State: LeadNew, Capacity: Feature{Value: 0.85, Known: true}, Growth: Feature{Value: 0.1, Known: true}}
	dismissed := lead.Decide(202602)
	dismissed.ID, dismissed.Reason = LeadDecisionID{1}, "已谈过"
	grown := lead
	grown.Growth.Value = 0.2
	proposed := dismissed
	proposed.Reason, proposed.Opportunity = "", OpportunityID{1}
	tests := []struct {
		name   string
		lead   Lead
		latest LeadDecision
		open   bool
		want   LeadState
	}{
		{"nobody decided", lead, LeadDecision{}, false, LeadNew},
		{"an opportunity is open", lead, LeadDecision{}, true, LeadProposed},
		{"it was dismissed", lead, dismissed, false, LeadDismissed},
		{"its growth rose by a tenth since", grown, dismissed, false, LeadNew},
		{"an open opportunity goes before that", grown, dismissed, true, LeadProposed},
		{"its opportunity ended", lead, proposed, false, LeadNew},
		{"who is lost is lost", Lead{State: LeadLost}, dismissed, true, LeadLost},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.lead.Stands(tt.latest, tt.open); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

func TestATaskAboutUseEndsWithItsOutcome(t *testing.T) {
	open := UseTask{DueOn: "2026-03-09"}
	if open.Late("2026-03-09") || !open.Late("2026-03-10") {
		t.Error("a task is late from the day after")
	}
	if _, err := open.End("  ", "2026-03-03"); trackedNo(err) != "outcome "+string(Missing) {
		t.Errorf("without an outcome: %v", err)
	}
	done, err := open.End(" 停产检修，四月恢复 ", "2026-03-03")
	if err != nil || done.Open() || done.Late("2027-01-01") || done.Outcome != "停产检修，四月恢复" {
		t.Errorf("%+v: %v", done, err)
	}
	if _, err := done.End("又一次", "2026-03-04"); trackedNo(err) != "done_on "+string(RecordEnded) {
		t.Errorf("a second end: %v", err)
	}
}

func trackedNo(err error) string {
	if no, is := err.(*Refusal); is {
		return no.Field + " " + string(no.Reason)
	}
	return ""
}

func TestAnAdjustmentIsOfAMonthToCome(t *testing.T) {
	ok := Adjustment{Customer: CustomerID{1}, Month: 202603, Model: 1000, KWh: 900, Reason: "检修"}
	tests := []struct {
		name   string
		change func(*Adjustment)
		want   string
	}{
		{"one with a reason stands", func(*Adjustment) {}, ""},
		{"its month is known", func(a *Adjustment) { a.Month = 202602 }, "month month_closed"},
		{"no reason", func(a *Adjustment) { a.Reason = " " }, "reason missing"},
		{"less than nothing", func(a *Adjustment) { a.KWh = -1 }, "kwh impossible"},
		{"nothing at all can be", func(a *Adjustment) { a.KWh = 0 }, ""},
		{"of nobody", func(a *Adjustment) { a.Customer = CustomerID{} }, "customer missing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := ok
			tt.change(&a)
			if got := trackedNo(a.Check(202602)); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
	if a := (Adjustment{Model: 1000, KWh: 951}); !a.Small(50) {
		t.Error("49 of 1,000 is not small")
	}
	if a := (Adjustment{Model: 1000, KWh: 1050}); a.Small(50) {
		t.Error("50 of 1,000 is small")
	}
	if got := trackedNo(ok.Open(202603)); got != "month month_closed" {
		t.Errorf("taking back what is known: %q", got)
	}
}

func TestARuleOfWatchingHasVersions(t *testing.T) {
	kept := []WatchRule{{ID: WatchRuleID{1}, Code: WatchGrowth, Permille: 200, Version: 1, ValidFrom: "2026-01-01"}}
	next := WatchRule{Code: WatchGrowth, Permille: 150, ValidFrom: "2026-04-01"}
	got, err := NextWatchRule(kept, next, "2026-03-02")
	if err != nil || got.Version != 2 {
		t.Fatalf("%+v: %v", got, err)
	}
	for want, change := range map[string]func(*WatchRule){
		"code unknown":                   func(r *WatchRule) { r.Code = "shoe" },
		"permille impossible":            func(r *WatchRule) { r.Permille = 0 },
		"permille nothing_to_do":         func(r *WatchRule) { r.Permille = 200 },
		"valid_from starts_before_today": func(r *WatchRule) { r.ValidFrom = "2026-03-01" },
		"valid_from not_later":           func(r *WatchRule) { r.ValidFrom = "2025-12-31" },
		"valid_from missing":             func(r *WatchRule) { r.ValidFrom = "" },
	} {
		r := next
		change(&r)
		if _, err := NextWatchRule(kept, r, "2026-03-02"); trackedNo(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	got.ID = WatchRuleID{2}
	if limits := LeadLimitsOn(append(kept, got), "2026-03-31"); limits.Growth != 200 || limits.Capacity != 0 {
		t.Errorf("before it begins: %+v", limits)
	}
	if limits := LeadLimitsOn(append(kept, got), "2026-04-01"); limits.Growth != 150 {
		t.Errorf("on its first day: %+v", limits)
	}
}
