package data_test

import (
	"errors"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

func lastAction(t *testing.T, s *data.Store) app.LastAction {
	t.Helper()
	a, err := s.LastAction(t.Context(), datatest.Actor(t, s))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestTheLastChangeOfACustomerIsTakenBack(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001")
	page, err := s.CustomerPage(t.Context(), by, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	now := page.Accounts[0]
	was := now
	now.Address = "挂榜村四组"
	if _, err := s.SaveAccount(t.Context(), by, was, now, app.Why{Source: "counter"}); err != nil {
		t.Fatal(err)
	}
	a := lastAction(t, s)
	if a.Kind != app.EditAction || a.Customer != "李晓明" || len(a.Changes) != 1 || a.Changes[0].Field != "address" || a.Changes[0].New != "挂榜村四组" {
		t.Fatalf("the last action is told as %+v", a)
	}
	if r, err := s.UndoLast(t.Context(), by, a.Token); err != nil || r.Restored != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	after, err := s.CustomerPage(t.Context(), by, c.ID)
	if err != nil || after.Accounts[0].Address != was.Address {
		t.Errorf("the address is %q, want %q: %v", after.Accounts[0].Address, was.Address, err)
	}
	if a := lastAction(t, s); a.Kind != app.UndoAction || a.CanUndo() {
		t.Errorf("then the last action is %q", a.Kind)
	}
}

func TestANewCustomerIsTakenBackWhole(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001")
	a := lastAction(t, s)
	if a.Kind != app.MakeAction || a.Customer != "李晓明" {
		t.Fatalf("the last action is told as %+v", a)
	}
	if r, err := s.UndoLast(t.Context(), by, a.Token); err != nil || r.Kept != 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	if order, err := s.CustomerOrder(t.Context(), by, app.CustomerFilter{}); err != nil || len(order) != 0 {
		t.Errorf("%d customers are left: %v", len(order), err)
	}
}

func TestWhatIsNoLongerTheLastStays(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	datatest.Customer(t, s, "李晓明", "5104000000011", "")
	token := lastAction(t, s).Token
	datatest.Customer(t, s, "王强", "5104000000012", "")
	if _, err := s.UndoLast(t.Context(), by, token); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("got %v", err)
	}
}

func TestAStepOfACaseIsToldButNotTakenBack(t *testing.T) {
	s := datatest.Open(t)
	c := datatest.Case(t, s, datatest.Customer(t, s, "李晓明", "5104000000011", ""), "咨询")
	a := lastAction(t, s)
	if a.Kind != app.CaseAction || a.Case != c.ID || a.Number != c.Number || a.CanUndo() {
		t.Errorf("told as %+v", a)
	}
	if _, err := s.UndoLast(t.Context(), datatest.Actor(t, s), a.Token); err == nil {
		t.Error("a step was taken back")
	}
}

func TestTheLastImportIsToldWithItsFile(t *testing.T) {
	s := datatest.Open(t)
	r := took(t, s, copied(t, theList), nil)
	a := lastAction(t, s)
	if a.Kind != app.ImportAction || a.Import.ID != r.ID || a.Import.Created != r.Created || !a.CanUndo() {
		t.Errorf("told as %+v", a)
	}
}

func TestNothingStoredYetIsNoAction(t *testing.T) {
	s := datatest.Open(t)
	if a := lastAction(t, s); a.CanUndo() {
		t.Errorf("told as %+v", a)
	}
}

func TestTheCustomerOpenedLastIsFoundFirst(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	datatest.Customer(t, s, "李晓明", "5104000000011", "")
	second := datatest.Customer(t, s, "李晓明", "5104000000012", "")
	if _, err := s.CustomerPage(t.Context(), by, second.ID); err != nil { // before the index is filled
		t.Fatal(err)
	}
	if err := s.WarmSearch(t.Context()); err != nil {
		t.Fatal(err)
	}
	found, _, err := s.Search(t.Context(), by, "lxm", 5)
	if err != nil || len(found) != 2 || found[0].ID != second.ID {
		t.Fatalf("found %+v, %v", found, err)
	}
	if _, err := s.CustomerPage(t.Context(), by, found[1].ID); err != nil {
		t.Fatal(err)
	}
	again, _, err := s.Search(t.Context(), by, "lxm", 5)
	if err != nil || again[0].ID != found[1].ID {
		t.Errorf("then %+v, %v", again, err)
	}
}
