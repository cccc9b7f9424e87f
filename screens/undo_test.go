package screens_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/desk"
)

func TestCtrlZTakesBackWhatWasStoredLastOnceThePersonAgrees(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001")
	got, err := s.CustomerPage(t.Context(), by, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	now := got.Accounts[0]
	now.Address = "挂榜村四组"
	if _, err := s.SaveAccount(t.Context(), by, got.Accounts[0], now, app.Why{Source: "counter"}); err != nil {
		t.Fatal(err)
	}
	page, w := open(t, s, "en")
	w.Go(desk.Route{Tab: desk.Customers})
	page.Press("Ctrl+Z")
	page.See("a change of 李晓明. These fields get their former value:")
	page.See("Address: “挂榜村四组” becomes")
	page.Press("Escape")
	if still, _ := s.CustomerPage(t.Context(), by, c.ID); still.Accounts[0].Address != "挂榜村四组" {
		t.Fatal("it was taken back unasked")
	}
	page.Press("Ctrl+Z")
	page.Tap("Take it back")
	page.See("Taken back: 0 withdrawn, 1 restored, 0 kept")
	page.Press("Ctrl+Z")
	page.See("The last thing was taken back already.")
}

func TestCtrlZInATextFieldIsTheFieldsOwn(t *testing.T) {
	s := datatest.Open(t)
	datatest.Customer(t, s, "李晓明", "5104000000011", "")
	page, _ := open(t, s, "en")
	page.Press("Ctrl+I")
	page.TypeHere("list.csv")
	page.Press("Ctrl+Z")
	page.DontSee("Take back what was stored last?")
}

func TestCtrlZSaysPlainlyThatAStepIsNotTakenBack(t *testing.T) {
	s := datatest.Open(t)
	c := datatest.Case(t, s, datatest.Customer(t, s, "李晓明", "5104000000011", ""), "申请校表")
	page, _ := open(t, s, "en")
	page.Press("Ctrl+Z")
	page.See("The last thing stored was a step of case " + c.Number)
	page.Tap("Open the case")
	page.See(c.Number)
}

func TestCtrlSKeepsAHalfDoneForm(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	page, w := open(t, s, "en")
	page.Press("Ctrl+S")
	page.See("There is no half-done form to keep.")
	for _, r := range []desk.Route{{Tab: desk.Cases, NewCase: true}, {Tab: desk.Customers, NewCust: true}} {
		before, err := s.Drafts(t.Context(), by)
		if err != nil {
			t.Fatal(err)
		}
		w.Go(r)
		page.TypeHere("zx")
		page.Press("Enter", "Ctrl+S")
		page.See("Kept as a draft. The start page has it.")
		if after, err := s.Drafts(t.Context(), by); err != nil || len(after) != len(before)+1 {
			t.Errorf("%s: %d drafts, want %d: %v", r.Tab, len(after), len(before)+1, err)
		}
	}
}

func TestCtrlZMakesTwoCustomersOfOneAgain(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	a := datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001")
	b := datatest.Customer(t, s, "李小明", "5104000000012", "12900000001")
	pair, err := s.PairOf(t.Context(), by, a.ID, b.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.KeepApart(t.Context(), by, a.ID, b.ID, ""); err != nil {
		t.Fatal(err)
	}
	page, _ := open(t, s, "en")
	page.Press("Ctrl+Z")
	page.See("李晓明 and another customer were told to be two. They will be suspected again.")
	page.Tap("Take it back")
	if pairs, err := s.SuspectedPairs(t.Context(), by, app.PairFilter{}); err != nil || pairs.All != 1 {
		t.Errorf("suspected again: %+v (%v)", pairs, err)
	}
	if _, err := s.MergeCustomers(t.Context(), by, app.CustomerMerge{Stays: pair.One.Customer, Gone: pair.Other.Customer}); err != nil {
		t.Fatal(err)
	}
	page.Press("Ctrl+Z")
	page.See("the merge 李小明 → 李晓明.")
	page.Tap("Take it back")
	if p, err := s.CustomerPage(t.Context(), by, b.ID); err != nil || p.Customer.ID != b.ID {
		t.Errorf("taken back: %+v (%v)", p.Customer, err)
	}
}
