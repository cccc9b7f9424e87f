package visits_test

import (
	"testing"

	"lamplighter/app"
)

func TestAVisitToASealedCustomerSaysSo(t *testing.T) {
	b := open(t, valley(t, 2))
	rows := b.plan(t, "2026-03-10")
	if len(rows) < 2 {
		t.Fatalf("%d visits are planned, want two at least", len(rows))
	}
	if err := b.store.SealCustomer(t.Context(), b.by, app.CustomerFate{Customer: rows[0].Customer, Reason: "诉讼"}); err != nil {
		t.Fatal(err)
	}
	for _, v := range b.list(t, app.VisitFilter{}) {
		if sealed := v.Customer == rows[0].Customer; sealed != (v.Keeping == app.KeptSealed) {
			t.Errorf("%s is kept as %q", v.CustomerName, v.Keeping)
		}
	}
}
