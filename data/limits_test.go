package data_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// answering is the newest rule for the answer to a complaint by the company's
// own measure.
func answering(t *testing.T, s *data.Store, by app.Actor) app.LimitRule {
	t.Helper()
	rules, err := s.LimitRules(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	var found app.LimitRule
	for _, r := range rules {
		if r.RuleSet == app.SetCompany && r.Kind == app.Complaint && r.Step == "answer" && r.Version > found.Version {
			found = r
		}
	}
	return found
}

func TestANewVersionHoldsForNewCasesOnly(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	draft := app.CaseDraft{Kind: app.Complaint, SubKind: "service", Channel: "counter", ContactName: "李晓明", Content: "态度"}
	old, err := s.OpenCase(t.Context(), by, draft)
	if err != nil {
		t.Fatal(err)
	}
	was := answering(t, s, by)
	now := was
	now.Amount, now.ValidFrom, now.Source = 2, "2026-03-02", "本所规定（2026）"
	saved, err := s.SaveLimitRule(t.Context(), by, was, now)
	if err != nil || saved.Version != was.Version+1 || saved.ID == was.ID {
		t.Fatalf("saved as version %d: %v", saved.Version, err)
	}
	rules, err := s.LimitRules(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rules {
		if r.ID == was.ID && r.ValidTo != "2026-03-01" {
			t.Errorf("the old version ends %q", r.ValidTo)
		}
	}
	if new, err := s.OpenCase(t.Context(), by, draft); err != nil || due(t, s, by, new) != "2026-03-04" {
		t.Errorf("a new case is due %s: %v", due(t, s, by, new), err)
	}
	if got := due(t, s, by, old); got != "2026-03-06" {
		t.Errorf("the old case is due %s", got)
	}
	if _, err := s.MoveCase(t.Context(), by, old, app.Progress{To: "grading", Fields: map[string]string{"grade": "normal"}}); err != nil {
		t.Fatal(err)
	}
	if got := due(t, s, by, old); got != "2026-03-06" {
		t.Errorf("moved on, the old case is due %s", got)
	}
	if _, err := s.SaveLimitRule(t.Context(), by, was, now); err == nil {
		t.Error("an old version was followed twice")
	}
}

// due is the day the company's own limit for the answer ends on.
func due(t *testing.T, s *data.Store, by app.Actor, c app.Case) app.Day {
	t.Helper()
	page, err := s.CasePage(t.Context(), by, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range page.Clocks {
		if k.RuleSet == app.SetCompany && k.Step == "answer" {
			return k.DueDay()
		}
	}
	return ""
}

func TestAWithdrawnRuleStartsNoLimitAndLeavesThoseThatRun(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	draft := app.CaseDraft{Kind: app.Complaint, SubKind: "service", Channel: "counter", ContactName: "李晓明", Content: "态度"}
	old, err := s.OpenCase(t.Context(), by, draft)
	if err != nil {
		t.Fatal(err)
	}
	gone := answering(t, s, by)
	if err := s.WithdrawLimitRule(t.Context(), by, gone); err != nil {
		t.Fatal(err)
	}
	if got := due(t, s, by, old); got != "2026-03-06" {
		t.Errorf("the case that ran under it is due %s", got)
	}
	if new, err := s.OpenCase(t.Context(), by, draft); err != nil || due(t, s, by, new) != "" {
		t.Errorf("a new case is due %s: %v", due(t, s, by, new), err)
	}
}

func TestAVersionWithdrawnBeforeItsTimeGivesTheOldItsEndBack(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	was := answering(t, s, by)
	now := was
	now.Amount, now.ValidFrom = 2, "2026-04-01"
	saved, err := s.SaveLimitRule(t.Context(), by, was, now)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.WithdrawLimitRule(t.Context(), by, saved); err != nil {
		t.Fatal(err)
	}
	if got := answering(t, s, by); got.ID != was.ID || got.ValidTo != "" {
		t.Errorf("version %d ends %q", got.Version, got.ValidTo)
	}
}
