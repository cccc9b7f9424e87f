package visitform_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
)

// visits counts the visits there are.
func (b *bench) visits(t *testing.T) int {
	t.Helper()
	rows, err := b.store.VisitOrder(t.Context(), b.by, app.VisitFilter{})
	if err != nil {
		t.Fatal(err)
	}
	return len(rows)
}

func TestAVisitBegunAndLeftUntouchedIsGone(t *testing.T) {
	s := datatest.Open(t)
	c := plant(t, s)
	b := open(t, s, background.Inline())
	begin := func() { b.area.Show(desk.Route{Tab: desk.Visits, Customer: c.ID, Record: true}) }
	begin()
	b.page.Press("Escape")
	if n := b.visits(t); n != 0 || b.left != 1 {
		t.Errorf("%d visits are left behind, left %d times", n, b.left)
	}
	begin()
	begin() // and another begun over the first
	if n := b.visits(t); n != 1 {
		t.Errorf("%d visits are open, want the one on view", n)
	}
	b.page.TypeHere("李晓明")
	b.page.Press("Escape")
	if n := b.visits(t); n != 1 || len(b.drafts(t)) != 1 {
		t.Errorf("what was typed is gone: %d visits, %d drafts", n, len(b.drafts(t)))
	}
	begin()
	if _, err := s.MakeCommitment(t.Context(), b.by, app.CommitmentDraft{Customer: c.ID, Visit: b.newest(t), Content: "更换表箱", Owner: b.by.Staff, DueOn: "2026-03-10"}); err != nil {
		t.Fatal(err)
	}
	b.page.Press("Escape")
	if n := b.visits(t); n != 2 {
		t.Errorf("a visit with a promise was taken back: %d are left", n)
	}
	planned := start(t, s, c, "2026-03-02")
	b.form(planned)
	b.page.Press("Escape")
	if n := b.visits(t); n != 3 {
		t.Errorf("a visit that was there before is gone: %d are left", n)
	}
}

func (b *bench) newest(t *testing.T) app.VisitID {
	t.Helper()
	rows, err := b.store.VisitOrder(t.Context(), b.by, app.VisitFilter{})
	if err != nil {
		t.Fatal(err)
	}
	all, err := b.store.VisitsAt(t.Context(), b.by, rows)
	if err != nil {
		t.Fatal(err)
	}
	newest := all[0]
	for _, v := range all {
		if v.Number > newest.Number {
			newest = v
		}
	}
	return newest.ID
}

func TestSignedOnPaperIsKeptWithTheVisit(t *testing.T) {
	s := datatest.Open(t)
	v := start(t, s, plant(t, s), "2026-03-02")
	b := open(t, s, background.Inline())
	b.form(v)
	b.page.Press("Escape") // shown to be unsigned, which is no typing
	if len(b.drafts(t)) != 0 {
		t.Fatal("an untouched form leaves a draft")
	}
	b.form(v)
	b.page.Tap("Signed on paper")
	b.page.Press("Escape")
	again := open(t, s, background.Inline())
	again.form(v)
	again.answer()
	again.page.Press("Ctrl+Enter")
	again.page.See("Signed on paper")
	if !again.visit(t, v.ID).Visit.SignedPaper {
		t.Fatal("the draft lost that it was signed on paper")
	}
	again.page.Tap("Signed on paper") // on its page: not after all
	if again.visit(t, v.ID).Visit.SignedPaper {
		t.Error("the page cannot correct it")
	}
}

// asked is an item of a service plan for the plant, due in March.
func asked(t *testing.T, s *data.Store, c app.Customer) app.PlanItem {
	t.Helper()
	by := datatest.Actor(t, s)
	plan, err := s.CustomerServices(t.Context(), by, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetSegment(t.Context(), by, plan.Customer, "important", "重要用户"); err != nil {
		t.Fatal(err)
	}
	if made, err := s.MakePlans(t.Context(), by, []app.CustomerID{c.ID}, app.ServicePlanAsk{From: "2026-03-01", Months: 12, Run: true}); err != nil || len(made.Plans) != 1 {
		t.Fatal(made, err)
	}
	if plan, err = s.CustomerServices(t.Context(), by, c.ID); err != nil {
		t.Fatal(err)
	}
	item, err := s.AddPlanItem(t.Context(), by, plan.Plans[0].ServicePlan, app.PlanItem{What: "走访配电房", Kind: app.VisitItem, DueOn: "2026-03-20"})
	if err != nil {
		t.Fatal(err)
	}
	return item
}

func TestAnItemOfTheServicePlanIsDoneInTheVisitByKeyboard(t *testing.T) {
	s := datatest.Open(t)
	c := plant(t, s)
	item := asked(t, s, c)
	v := start(t, s, c, "2026-03-02")
	b := open(t, s, background.Inline())
	b.form(v)
	b.page.See("走访配电房")
	b.answer()
	b.page.Into("Done of the service plan")
	b.page.TypeHere("1")
	b.page.Press("Ctrl+Enter")
	rows, err := s.PlanItemOrder(t.Context(), b.by, app.PlanItemFilter{View: app.ItemsEnded, Customer: c.ID})
	if err != nil {
		t.Fatal(err)
	}
	ended, err := s.PlanItemsAt(t.Context(), b.by, rows)
	if err != nil || len(ended) != 1 || ended[0].ID != item.ID || ended[0].Visit != v.ID {
		t.Errorf("ended is %+v: %v", ended, err)
	}
}
