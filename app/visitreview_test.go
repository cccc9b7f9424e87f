package app

import "testing"

func TestAPeriodIsHeldAgainstTheOneBefore(t *testing.T) {
	for _, tt := range []struct {
		name       string
		kind       PeriodKind
		day, today Day
		want       [4]Day
	}{
		{"a month that is over", PeriodMonth, "2026-01-15", "2026-03-02", [4]Day{"2026-01-01", "2026-01-31", "2025-12-01", "2025-12-31"}},
		{"a month that runs is held against as many days", PeriodMonth, "2026-03-02", "2026-03-02", [4]Day{"2026-03-01", "2026-03-31", "2026-02-01", "2026-02-02"}},
		{"a long month against a short one", PeriodMonth, "2026-03-30", "2026-03-30", [4]Day{"2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28"}},
		{"on its last day a month is whole", PeriodMonth, "2026-03-31", "2026-03-31", [4]Day{"2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28"}},
		{"a quarter", PeriodQuarter, "2026-05-31", "2026-07-01", [4]Day{"2026-04-01", "2026-06-30", "2026-01-01", "2026-03-31"}},
		{"a year", PeriodYear, "2025-05-31", "2026-03-02", [4]Day{"2025-01-01", "2025-12-31", "2024-01-01", "2024-12-31"}},
	} {
		p := PeriodOf(tt.kind, tt.day)
		before := p.Before(tt.today)
		if got := [4]Day{p.From, p.To, before.From, before.To}; got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestTheWeakestManagerComesFirst(t *testing.T) {
	staff := []Staff{
		{ID: StaffID{1}, Name: "好", Roles: []Role{Manager}, Unit: OrgUnitID{1}},
		{ID: StaffID{2}, Name: "弱", Roles: []Role{Manager}, Unit: OrgUnitID{2}},
		{ID: StaffID{3}, Name: "闲", Roles: []Role{Manager}, Unit: OrgUnitID{1}},
		{ID: StaffID{4}, Name: "柜员", Roles: []Role{Counter}},
		{ID: StaffID{5}, Name: "离职", Roles: []Role{Manager}, ValidTo: "2025-01-01"},
		{ID: StaffID{6}, Name: "帮忙", Roles: []Role{Counter}},
	}
	sums := []ReviewSums{
		{Manager: StaffID{1}, Planned: 10, Kept: 9},
		{Manager: StaffID{2}, Planned: 10, Kept: 2},
		{Manager: StaffID{2}, Earlier: true, Planned: 4, Kept: 4},
		{Manager: StaffID{4}, Changes: ChangeCount{All: 7}},
		{Manager: StaffID{6}, Telephone: 1},
		{Planned: 3},
	}
	said := []SatisfactionSums{{Manager: StaffID{4}, Source: SurveyOfCase, Said: Ratio{5, 1}}, {Manager: StaffID{2}, Source: SurveyOfCase, Said: Ratio{1, 1}, Low: 1}}
	ask := ReviewAsk{Period: PeriodOf(PeriodMonth, "2026-02-01"), Scope: ScopeAll}
	boss := Actor{Staff: StaffID{9}, Unit: OrgUnitID{1}, Roles: []Role{Leader}}
	r := NewVisitReview(ask, boss, "2026-03-02", staff, sums, said)
	var names string
	for _, l := range r.Managers {
		names += l.Name
	}
	if names != "弱好帮忙闲" {
		t.Errorf("in the order %s", names)
	}
	if weak := r.Managers[0]; weak.PlanKept() != (Ratio{2, 10}) || weak.Before.PlanKept() != (Ratio{4, 4}) || weak.Satisfaction != (Ratio{1, 1}) {
		t.Errorf("the weakest: %+v", weak)
	}
	if r.All.Planned != 20 || r.All.Made() != 1 || r.All.Changes.All != 0 || r.All.Satisfaction != (Ratio{1, 1}) || len(r.Sources) != 1 || r.Sources[0].Low != 1 {
		t.Errorf("all: %+v, %+v", r.All, r.Sources)
	}
	ask.Scope = ScopeUnit
	if r = NewVisitReview(ask, boss, "2026-03-02", staff, sums, said); len(r.Managers) != 2 || r.All.Planned != 10 {
		t.Errorf("of the unit: %+v", r.Managers)
	}
}

func TestAManagerIsToldOfHimselfAlone(t *testing.T) {
	ask := ReviewAsk{Scope: ScopeAll}
	for role, want := range map[Role]Scope{Manager: ScopeMine, Counter: ScopeMine, Supervisor: ScopeAll, Leader: ScopeAll, Auditor: ScopeAll, Sole: ScopeAll} {
		if got := ask.For(Actor{Roles: []Role{role}}).Scope; got != want {
			t.Errorf("a %s is told of %s, want %s", role, got, want)
		}
	}
}

func TestARecordedChangeIsMeasured(t *testing.T) {
	for _, tt := range []struct {
		name string
		r    RecordedChange
		want ChangeCount
	}{
		{"three days late, verified", RecordedChange{On: "2026-03-05", OccurredOn: "2026-03-02", Source: "visit", Verified: true}, ChangeCount{1, Ratio{3, 1}, 1, 1}},
		{"without its day it has no delay", RecordedChange{On: "2026-03-05", Source: "visit"}, ChangeCount{1, Ratio{}, 0, 0}},
		{"without its source it is not complete", RecordedChange{On: "2026-03-05", OccurredOn: "2026-03-05"}, ChangeCount{1, Ratio{0, 1}, 0, 0}},
		{"told ahead it has no delay", RecordedChange{On: "2026-03-05", OccurredOn: "2026-04-01", Source: "visit"}, ChangeCount{1, Ratio{0, 1}, 0, 1}},
	} {
		var got ChangeCount
		if got.Add(tt.r); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}
