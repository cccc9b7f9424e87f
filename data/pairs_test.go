package data_test

import (
	"errors"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
)

func pairsOf(t *testing.T, h mergeHall, f app.PairFilter) app.SuspectedPairs {
	t.Helper()
	pairs, err := h.SuspectedPairs(t.Context(), h.by, f)
	if err != nil {
		t.Fatal(err)
	}
	return pairs
}

func TestCustomersRecordedTwiceAreSuspected(t *testing.T) {
	halls := mergeHalls(t, 2)
	h := halls[0]
	open := func(at mergeHall, d app.CustomerDraft) app.Customer {
		t.Helper()
		c, err := at.OpenCustomer(t.Context(), at.by, d)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	a := datatest.Customer(t, h.Store, "李娜", "5100000001", "10000000001")
	datatest.Customer(t, halls[1].Store, "李娜", "5100000001", "10000000001")
	bring(t, halls[1], h)
	open(h, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "王伟", IDNo: "510411196001019990"}})
	open(h, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "王玮", IDNo: "510411196001019990"}})
	open(h, app.CustomerDraft{Customer: app.Customer{Kind: app.Organisation, Name: "光明超市"}})
	open(h, app.CustomerDraft{Customer: app.Customer{Kind: app.Organisation, Name: "光明超市"}})
	// A couple with one telephone, and two of one name who have nothing else in common.
	open(h, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "陈静"}, Contact: app.Contact{Mobile: "10000000009"}})
	open(h, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "张强"}, Contact: app.Contact{Mobile: "10000000009"}})
	open(h, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "张强"}})

	pairs := pairsOf(t, h, app.PairFilter{})
	if pairs.All != 3 || len(pairs.Pairs) != 3 {
		t.Fatalf("%+v", pairs)
	}
	if p := pairs.Pairs[0]; p.One.Customer.Name != "李娜" || p.Other.Customer.Name != "李娜" || len(p.One.Meters) != 1 || p.Score < 0.99 {
		t.Errorf("likeliest: %+v", p)
	}
	if p := pairsOf(t, h, app.PairFilter{Customer: a.ID}); p.All != 1 {
		t.Errorf("of one customer: %+v", p)
	}
	if p := pairsOf(t, h, app.PairFilter{For: app.SameIDNo}); p.All != 1 {
		t.Errorf("with one identity number: %+v", p)
	}
}

func TestAPairThatIsKeptApartOrMergedIsSuspectedNoMore(t *testing.T) {
	halls := mergeHalls(t, 2)
	h := halls[0]
	a := datatest.Customer(t, h.Store, "李娜", "5100000001", "10000000001")
	b := datatest.Customer(t, h.Store, "李娜", "5100000002", "10000000001")
	if p := pairsOf(t, h, app.PairFilter{}); p.All != 1 {
		t.Fatalf("%+v", p)
	}
	apart, err := h.KeepApart(t.Context(), h.by, b.ID, a.ID, "母女同名")
	if err != nil {
		t.Fatal(err)
	}
	bring(t, h, halls[1])
	for _, h := range halls {
		if p := pairsOf(t, h, app.PairFilter{}); p.All != 0 {
			t.Errorf("kept apart: %+v", p)
		}
	}
	if err := h.SuspectAgain(t.Context(), h.by, apart); err != nil {
		t.Fatal(err)
	}
	if p := pairsOf(t, h, app.PairFilter{}); p.All != 1 {
		t.Errorf("suspected again: %+v", p)
	}
	m := h.merge(t, a.ID, b.ID)
	if p := pairsOf(t, h, app.PairFilter{}); p.All != 0 {
		t.Errorf("merged: %+v", p)
	}
	if err := h.UndoMerge(t.Context(), h.by, m.ID); err != nil {
		t.Fatal(err)
	}
	if p, err := h.PairOf(t.Context(), h.by, a.ID, b.ID); err != nil || p.One.Customer.ID != a.ID || len(p.For) == 0 {
		t.Errorf("chosen by hand: %+v (%v)", p, err)
	}
	clerk := h.by
	clerk.Roles = []app.Role{app.Counter}
	if _, err := h.SuspectedPairs(t.Context(), clerk, app.PairFilter{}); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("a clerk looks at pairs: %v", err)
	}
}
