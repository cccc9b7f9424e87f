package app

import (
	"errors"
	"testing"
)

func rule(segment string, priority int64, conditions string, version int64, from Day) SegmentRule {
	return SegmentRule{ID: SegmentRuleID{byte(version), byte(priority), segment[0]}, Segment: segment, Priority: priority, Conditions: conditions, Version: version, ValidFrom: from}
}

func TestTheFirstRuleThatHoldsWins(t *testing.T) {
	order, unread := NewSegmentOrder(SegmentRulesOn([]SegmentRule{
		rule("resident", 90, "class is resident", 1, ""),
		rule("key", 10, "peak_share > 0.4 and class is hv,resident", 1, ""),
		rule("care", 20, "class is resident and care set", 1, ""),
		rule("broken", 5, "class ist hv", 1, ""),
	}, "2026-03-02"))
	if len(unread) != 1 || unread[0].Segment != "broken" {
		t.Errorf("not read: %+v", unread)
	}
	p := order.Place(&SegmentFacts{Class: "resident", Cares: []string{"disabled"}})
	if p.Segment != "care" || len(p.Because) != 2 {
		t.Errorf("placed as %+v", p)
	}
	if len(p.NotKnown) != 1 || p.NotKnown[0] != "peak_share" {
		t.Errorf("a rule before it could not be decided, but %q is told", p.NotKnown)
	}
	if p := order.Place(&SegmentFacts{Class: "lv_business"}); p.Segment != "" {
		t.Errorf("placed in %s, though no rule holds", p.Segment)
	}
}

func TestTheNewestVersionThatHasBegunIsInForce(t *testing.T) {
	ended := rule("gone", 3, "class is hv", 1, "")
	ended.ValidTo = "2026-01-31"
	kept := []SegmentRule{
		rule("key", 10, "contracted_kva >= 1000", 1, ""),
		rule("key", 10, "contracted_kva >= 800", 2, "2026-02-01"),
		rule("key", 10, "contracted_kva >= 500", 3, "2026-04-01"),
		ended,
		rule("b", 7, "class is hv", 1, ""), rule("a", 7, "class is hv", 1, ""), // two computers gave them one priority
	}
	got := SegmentRulesOn(kept, "2026-03-02")
	if len(got) != 3 || got[0].Segment != "a" || got[1].Segment != "b" || got[2].Version != 2 {
		t.Errorf("in force are %+v", got)
	}
}

func TestARuleIsFollowedByItsNextVersion(t *testing.T) {
	kept := []SegmentRule{rule("key", 10, "contracted_kva >= 1000", 1, ""), rule("care", 20, "care set", 1, "")}
	tests := []struct {
		name   string
		now    SegmentRule
		reason Reason
		field  string
	}{
		{"it holds from today", rule("key", 10, "contracted_kva >= 800", 0, "2026-03-02"), "", ""},
		{"another segment gets its first rule", rule("public", 30, "industry starts P", 0, "2026-03-02"), "", ""},
		{"nothing was changed", rule("key", 10, "contracted_kva >= 1000", 0, "2026-03-02"), NothingToDo, "conditions"},
		{"it would have held yesterday", rule("key", 10, "contracted_kva >= 800", 0, "2026-03-01"), StartsBeforeToday, "valid_from"},
		{"two rules of one priority", rule("key", 20, "contracted_kva >= 800", 0, "2026-03-02"), AlreadyThere, "priority"},
		{"a priority that is none", rule("key", 0, "contracted_kva >= 800", 0, "2026-03-02"), Impossible, "priority"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := NextSegmentRule(kept, tt.now, "2026-03-02")
			no, refused := errors.AsType[*Refusal](err)
			switch {
			case tt.reason == "" && err != nil:
				t.Errorf("refused with %v", err)
			case tt.reason != "" && (!refused || no.Reason != tt.reason || no.Field != tt.field):
				t.Errorf("got %v, want %s of %s", err, tt.reason, tt.field)
			}
		})
	}
	if next, _ := NextSegmentRule(kept, tests[0].now, "2026-03-02"); next.Version != 2 {
		t.Errorf("version %d follows version 1", next.Version)
	}
	_, err := NextSegmentRule(kept, rule("key", 10, "size matters", 0, "2026-03-02"), "2026-03-02")
	if _, is := errors.AsType[*ConditionError](err); !is {
		t.Errorf("a rule with an error is refused with %v", err)
	}
}
