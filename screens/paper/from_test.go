package paper_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/paper"
	"lamplighter/screens/screentest"
)

// A case of the real store, read as the sheet behind Ctrl+P reads it.
func read(t *testing.T, kind app.CaseKind, change func(*app.CaseDraft)) paper.From {
	t.Helper()
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	customer := datatest.Customer(t, s, "阿木·曲比", "5104000000011", "12900001234")
	page, err := s.CustomerPage(t.Context(), by, customer.ID)
	if err != nil {
		t.Fatal(err)
	}
	draft := app.CaseDraft{
		Kind: kind, Channel: "counter", Customer: customer.ID, Account: page.Accounts[0].ID, ContactName: "阿木·曲比", ContactPhone: "12900001234",
		Content: "申请新装", Owner: by.Staff, SubKind: "service",
		Fields:    map[string]string{"capacity": "8000"},
		Documents: map[string]app.CaseDocument{"identity": {ReceivedOn: "2026-03-02"}},
	}
	if change != nil {
		change(&draft)
	}
	c, err := s.OpenCase(t.Context(), by, draft)
	if err != nil {
		t.Fatal(err)
	}
	f := paper.From{Customer: page, Label: func(_, code string) string { return code }, Name: func(_, en string) string { return en }}
	if f.Page, err = s.CasePage(t.Context(), by, c.ID); err != nil {
		t.Fatal(err)
	}
	if f.Staff, err = s.Staff(t.Context(), by); err != nil {
		t.Fatal(err)
	}
	if f.Units, err = s.Units(t.Context(), by); err != nil {
		t.Fatal(err)
	}
	f.Head = paper.HeadOf(f.Units, by, datatest.Now())
	return f
}

func TestAReceiptIsReadOffTheCase(t *testing.T) {
	screentest.New(t)
	r := read(t, app.LVResident, nil).Receipt()
	if r.Head.Company != "米易营业厅" || r.Customer != "阿木·曲比" || r.AccountNo != "5104000000011" || r.Address == "" || r.Manager != "沈丽" || r.AcceptedBy != "沈丽" {
		t.Errorf("the receipt says %+v", r)
	}
	if len(r.Promises) == 0 {
		t.Fatal("no date is promised")
	}
	steps := map[string]bool{}
	for _, p := range r.Promises {
		if p.Set == app.SetCompany {
			t.Errorf("an internal limit is promised: %s", p.Step)
		}
		if steps[p.Step] {
			t.Errorf("%s is promised twice", p.Step)
		}
		steps[p.Step] = true
	}
}

func TestAJourneyFollowsTheFlowToItsEnd(t *testing.T) {
	screentest.New(t)
	j := read(t, app.LVResident, nil).Journey()
	var names, until []string
	for _, s := range j.Steps {
		names, until = append(names, s.Name), append(until, s.Until)
	}
	if got := strings.Join(names, " → "); got != "Accepted → Assigned → Site survey → Scheme to answer → Meter and energising → Energised → Call-back → Closed" {
		t.Errorf("the way goes %s", got)
	}
	if !strings.Contains(strings.Join(until, "\n"), "Supply scheme answered") {
		t.Errorf("the dates are %q, without that of the supply scheme", until)
	}
	if j.Steps[0].DoneAt.IsZero() || !j.Steps[4].DoneAt.IsZero() {
		t.Errorf("done are %v and %v, want the first alone", j.Steps[0].DoneAt, j.Steps[4].DoneAt)
	}
	if got := until[3]; !strings.HasPrefix(got, "Supply scheme answered: 2026-03-") {
		t.Errorf("the scheme is to be answered %q", got)
	}
	want := []paper.Handed{{Name: "Proof of identity", Got: true}, {Name: "Proof of right to the premises", OwedOn: "2026-03-16"}}
	if !slices.Equal(j.Papers, want) {
		t.Errorf("the documents are %+v, want %+v", j.Papers, want)
	}
}

func TestAReplySheetDoesNotNameWhoAskedForProtection(t *testing.T) {
	screentest.New(t)
	f := read(t, app.Complaint, func(d *app.CaseDraft) { d.Secrecy = "protected" })
	if r := f.Reply(); r.Customer != "Protected" || r.Phone != "" || r.AccountNo != "" || r.Address != "" {
		t.Errorf("the reply sheet tells %q %q %q %q", r.Customer, r.Phone, r.AccountNo, r.Address)
	}
	if r := f.Receipt(); r.Customer != "阿木·曲比" {
		t.Errorf("his own receipt is made out to %q", r.Customer)
	}
}

func TestAReplySheetTellsWhenTheCustomerWasContacted(t *testing.T) {
	screentest.New(t)
	f := read(t, app.Consultation, func(d *app.CaseDraft) { d.Close, d.Answer, d.Opinion = true, "已说明", "satisfied" })
	r := f.Reply()
	if r.ContactedAt != "2026-03-02 09:30" || r.ContactedBy != "沈丽" || r.Measures != "已说明" || r.Opinion != "satisfied" || r.Unit != "米易营业厅" {
		t.Errorf("the reply sheet says %+v", r)
	}
}

func TestACompanyHeadsThePapersOfItsUnits(t *testing.T) {
	company, hall := app.OrgUnitID{1}, app.OrgUnitID{2}
	units := []app.OrgUnit{{ID: company, Name: "灯河县供电公司"}, {ID: hall, Name: "攀莲供电营业厅", Parent: company}}
	tests := []struct {
		name          string
		unit          app.OrgUnitID
		company, hall string
	}{
		{"a hall of the company", hall, "灯河县供电公司", "攀莲供电营业厅"},
		{"the company itself", company, "灯河县供电公司", ""},
		{"a unit nobody knows", app.OrgUnitID{3}, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if h := paper.HeadOf(units, app.Actor{Unit: tt.unit}, datatest.Now()); h.Company != tt.company || h.Unit != tt.hall {
				t.Errorf("headed %q, %q", h.Company, h.Unit)
			}
		})
	}
}

func TestAReplyAboutOutagesTellsThoseOfThePlace(t *testing.T) {
	screentest.New(t)
	f := read(t, app.Complaint, func(d *app.CaseDraft) { d.SubKind = "outage" })
	began := datatest.Now().Add(-26 * time.Hour)
	f.History.Outages = []app.OutageRow{{Outage: app.Outage{
		Kind: app.FaultOutage, Cause: "tree", ActualFrom: began.UnixMilli(), ActualTo: began.Add(2 * time.Hour).UnixMilli(),
	}}}
	r := f.Reply()
	if !r.Frequent || len(r.Outages) != 1 || r.Outages[0].Cause != "tree" || r.Outages[0].Until.Sub(r.Outages[0].From) != 2*time.Hour {
		t.Errorf("the reply sheet tells of %+v", r.Outages)
	}
}
