package data_test

import (
	"errors"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

func (p works) brief(t *testing.T, by app.Actor) app.Brief {
	t.Helper()
	b, err := p.Brief(t.Context(), by, app.BriefOf{Customer: p.c.ID})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestABriefTellsWhatOneShouldKnowBeforeGoing(t *testing.T) {
	p := newWorks(t)
	datatest.Case(t, p.Store, p.c, "申请校表")
	p.note(t, "2025-11-20", map[string]string{"shifts": "3"})
	if err := errors.Join(
		p.SaveAgreement(t.Context(), p.by, app.Agreement{}, p.agreement("GY-2024-0001"), app.Why{}),
		p.Assign(t.Context(), p.by, app.Assignment{Customer: p.c.ID, Manager: p.by.Staff, FromOn: "2026-01-01"}),
	); err != nil {
		t.Fatal(err)
	}
	b := p.brief(t, p.by)
	if len(b.OpenCases()) != 1 || b.Manager != "沈丽" || b.Capacity() != 8000 || len(b.Customer.Contacts) != 1 || len(b.Customer.Sheets.Facts) != 1 {
		t.Errorf("the brief tells %+v", b)
	}
	asks := map[app.AskKind]app.Ask{}
	for _, a := range b.Asks() {
		asks[a.Kind] = a
	}
	if a := asks[app.AskAgreement]; a.Text != "supply_hv" || a.Days != 30 {
		t.Errorf("of the agreement it asks %+v", a)
	}
}

func TestABriefKeepsAProtectedCaseFromWhoMayNotSeeIt(t *testing.T) {
	p := newWorks(t)
	other, err := p.SaveStaff(t.Context(), p.by, app.Staff{}, app.Staff{StaffNo: "9", Name: "何晓燕", Unit: p.by.Unit, Roles: []app.Role{app.Supervisor}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = p.OpenCase(t.Context(), p.by, app.CaseDraft{
		Kind: app.Wrongdoing, SubKind: "staff", Channel: "counter", Customer: p.c.ID, ContactName: "李四", Content: "反映有人收礼", Secrecy: "protected",
		Named: []app.StaffID{other.ID},
	}); err != nil {
		t.Fatal(err)
	}
	stranger := app.Actor{Staff: app.StaffID{7}, Name: "访客", Area: p.by.Area, Roles: []app.Role{app.Supervisor}}
	named := app.Actor{Staff: other.ID, Name: other.Name, Unit: other.Unit, Area: p.by.Area, Roles: other.Roles}
	if got := p.brief(t, stranger).OpenCases(); len(got) != 0 {
		t.Errorf("a stranger is told of %d protected cases", len(got))
	}
	if got := p.brief(t, named).OpenCases(); len(got) != 1 {
		t.Errorf("who is named on it is told of %d cases", len(got))
	}
}

func TestABriefOfNobodyIsNotFound(t *testing.T) {
	p := newWorks(t)
	for _, of := range []app.BriefOf{{Customer: app.CustomerID{9}}, {Visit: app.VisitID{9}}} {
		if _, err := p.Brief(t.Context(), p.by, of); !errors.Is(err, app.ErrNotFound) {
			t.Errorf("the brief of %+v: %v", of, err)
		}
	}
}

func TestTheSampleCountySaysOnItsCustomersWhatItsSheetsSay(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	if err := s.Fill(t.Context(), by, sample.New(400, 7, datatest.Now()), 400, func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	order, err := s.CustomerOrder(t.Context(), by, app.CustomerFilter{})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := s.CustomersAt(t.Context(), by, order)
	if err != nil {
		t.Fatal(err)
	}
	var facts, cares, important, agreements int
	for _, r := range rows {
		page, err := s.CustomerPage(t.Context(), by, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		sheets := page.Sheets
		facts, cares, important, agreements = facts+len(sheets.Facts), cares+len(sheets.Cares), important+len(sheets.Important), agreements+len(sheets.Agreements)
		held, _ := sheets.ImportantOn("2026-03-02")
		if held.Grade != page.Customer.ImportantGrade || (len(sheets.CaresOn("2026-03-02")) > 0) != (page.Customer.Care != "") {
			t.Errorf("%s says %q and %q, the sheets %q and %v", r.Name, page.Customer.ImportantGrade, page.Customer.Care, held.Grade, sheets.Cares)
		}
		for _, a := range sheets.Agreements {
			if err := a.Check(); err != nil {
				t.Errorf("%s: %v", a.Number, err)
			}
		}
	}
	if facts < 50 || cares == 0 || important == 0 || agreements < 5 {
		t.Errorf("the county knows %d facts, %d cares, %d important users, %d agreements", facts, cares, important, agreements)
	}
}
