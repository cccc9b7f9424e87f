package data_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
)

func TestAHalfDoneFormSaysWhenItsCustomerIsNotHere(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	here := datatest.Customer(t, s, "李晓明", "5104000000011", "12900001234")
	const nowhere = "0190b8a2-7c1e-7000-8000-000000000001"
	gone := map[string]bool{}
	for id, d := range map[string]struct {
		fields map[string]string
		gone   bool
	}{
		"case-here":     {map[string]string{app.DraftCustomer: here.ID.String()}, false},
		"case-gone":     {map[string]string{app.DraftCustomer: nowhere}, true},
		"inside-gone":   {map[string]string{app.DraftMadeCustomer: nowhere}, true},
		"visit-gone":    {map[string]string{app.DraftVisit: nowhere}, true},
		"customer-new":  {map[string]string{"name": "王芳"}, false},
		"case-anybody":  {map[string]string{app.DraftCustomer: ""}, false},
		"outage-anyone": {nil, false},
	} {
		gone[id] = d.gone
		if err := s.SaveDraft(t.Context(), by, app.Draft{ID: id, Form: "case", Title: id, Fields: d.fields}); err != nil {
			t.Fatal(err)
		}
	}
	drafts, err := s.Drafts(t.Context(), by)
	if err != nil || len(drafts) != len(gone) {
		t.Fatalf("%d half-done forms are listed: %v", len(drafts), err)
	}
	for _, d := range drafts {
		if d.Gone != gone[d.ID] {
			t.Errorf("%s is gone: %v", d.ID, d.Gone)
		}
	}
}
