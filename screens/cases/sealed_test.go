package cases_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
)

func TestACaseOfASealedCustomerSaysSoInTheList(t *testing.T) {
	store := datatest.Open(t)
	c := datatest.Customer(t, store, "李晓明", "5104000000011", "12900000001")
	b := open(t, store, background.Inline())
	b.area.Show(desk.Route{Tab: desk.Cases, NewCase: true, Customer: c.ID})
	b.page.TypeHere("zx")
	b.page.Press("Tab")
	b.page.Type("Matter", "询问阶梯电价")
	b.page.Type("Answer", "已解释")
	b.area.SaveAndClose()
	if err := store.SealCustomer(t.Context(), b.by, app.CustomerFate{Customer: c.ID, Reason: "诉讼"}); err != nil {
		t.Fatal(err)
	}
	got := b.cases(t, app.CaseFilter{})
	if len(got) != 1 || got[0].Keeping != app.KeptSealed {
		t.Errorf("%d rows, kept as %q", len(got), got[0].Keeping)
	}
	if row := desk.KeptName(got[0].Keeping, got[0].CustomerName); row.Text != "[Sealed] 李晓明" {
		t.Errorf("the list names him %q", row.Text)
	}
}
