package app

import "testing"

func promiseRule() LimitRule {
	return LimitRule{
		ID: RuleID{1}, RuleSet: SetPromise, Version: 1, Source: "十项承诺", Mark: MarkRead, ValidFrom: "2023-08-08", Kind: Complaint, Step: "answer",
		Amount: 5, Unit: WorkingDays, Starts: EventAccepted, Stops: EventAnswered, Severity: SeverityHigh,
	}
}

func TestTheNextVersionOfALimit(t *testing.T) {
	was := promiseRule()
	later := func(change func(*LimitRule)) LimitRule {
		now := was
		now.ID, now.Amount, now.ValidFrom = RuleID{}, 4, "2026-04-01"
		change(&now)
		return now
	}
	tests := []struct {
		name  string
		kept  []LimitRule
		was   LimitRule
		now   LimitRule
		field string // empty: taken
		want  Reason
	}{
		{"fewer days from April", []LimitRule{was}, was, later(func(*LimitRule) {}), "", ""},
		{"on the same first day", []LimitRule{was}, was, later(func(r *LimitRule) { r.ValidFrom = was.ValidFrom }), "valid_from", NotLater},
		{"before the old one", []LimitRule{was}, was, later(func(r *LimitRule) { r.ValidFrom = "2023-01-01" }), "valid_from", NotLater},
		{"nothing else", []LimitRule{was}, was, later(func(r *LimitRule) { r.Amount = 5 }), "amount", NothingToDo},
		{"another step", []LimitRule{was}, was, later(func(r *LimitRule) { r.Step = "contact" }), "step", Impossible},
		{"no days at all", []LimitRule{was}, was, later(func(r *LimitRule) { r.Amount = 0 }), "amount", Impossible},
		{"ending before it begins", []LimitRule{was}, was, later(func(r *LimitRule) { r.ValidTo = "2026-03-01" }), "valid_to", EndsBeforeStart},
		{"no source", []LimitRule{was}, was, later(func(r *LimitRule) { r.Source = "" }), "source", Missing},
		{
			"under a version that begins later still",
			[]LimitRule{was, later(func(r *LimitRule) { r.ID, r.Version, r.ValidFrom = RuleID{2}, 2, "2027-01-01" })},
			was, later(func(*LimitRule) {}), "valid_from", Overlaps,
		},
		{"a second limit of the same step", []LimitRule{was}, LimitRule{}, later(func(*LimitRule) {}), "step", AlreadyThere},
		{"a limit of another class", []LimitRule{was}, LimitRule{}, later(func(r *LimitRule) { r.Class = "service" }), "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			old, next, err := NextVersion(tt.kept, tt.was, tt.now)
			if no := refusalOf(err); no.Field != tt.field || no.Reason != tt.want {
				t.Fatalf("refused with %s of %s, want %s of %s", no.Reason, no.Field, tt.want, tt.field)
			}
			if tt.field == "" && tt.was.Version == 1 && (old.ValidTo != "2026-03-31" || next.Version != 2 || old.Amount != 5) {
				t.Errorf("the old one ends %s, the next is version %d", old.ValidTo, next.Version)
			}
		})
	}
}

func TestTheNumberOfAWithdrawnVersionIsNotUsedAgain(t *testing.T) {
	was, gone := promiseRule(), promiseRule()
	gone.ID, gone.Version, gone.ValidFrom, gone.WithdrawnAt = RuleID{2}, 2, "2026-04-01", 1
	now := was
	now.Amount, now.ValidFrom = 3, "2026-03-15"
	if _, next, err := NextVersion([]LimitRule{was, gone}, was, now); err != nil || next.Version != 3 {
		t.Errorf("the next version is %d: %v", next.Version, err)
	}
}

func TestAWithdrawnVersionGivesTheOneBeforeItsEndBack(t *testing.T) {
	first, second := promiseRule(), promiseRule()
	first.ValidTo = "2026-03-31"
	second.ID, second.Version, second.ValidFrom = RuleID{2}, 2, "2026-04-01"
	kept := []LimitRule{first, second}
	withdrawn, before := WithoutVersion(kept, second, at(t, "2026-03-02 09:00"))
	if withdrawn.WithdrawnAt == 0 || before.ID != first.ID {
		t.Errorf("withdrawn before its first day: %v, before it %v", withdrawn.WithdrawnAt, before.ID)
	}
	if _, before := WithoutVersion(kept, second, at(t, "2026-04-02 09:00")); !before.ID.IsZero() {
		t.Error("a version that held keeps its place in time")
	}
}
