package data_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// works is a store with one customer, as the tests of his sheets need it.
type works struct {
	*data.Store
	by app.Actor
	c  app.Customer
}

func newWorks(t *testing.T) works {
	t.Helper()
	s := datatest.Open(t)
	return works{s, datatest.Actor(t, s), datatest.Customer(t, s, "米易县砖厂", "5104000000011", "12900000001")}
}

func (p works) page(t *testing.T) app.CustomerPage {
	t.Helper()
	page, err := p.CustomerPage(t.Context(), p.by, p.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func (p works) note(t *testing.T, on app.Day, values map[string]string) {
	t.Helper()
	d := app.FactsDraft{Customer: p.c.ID, Values: values, KnownOn: on, Source: "visit", Saw: p.page(t).Sheets.Facts}
	if err := p.NoteFacts(t.Context(), p.by, d); err != nil {
		t.Fatal(err)
	}
}

func (p works) important() app.ImportantUser {
	return app.ImportantUser{Customer: p.c.ID, Grade: "first", Basis: "川经信〔2025〕12号", FromOn: "2025-01-01"}
}

func (p works) care(kind string) app.SpecialCare {
	return app.SpecialCare{Customer: p.c.ID, Kind: kind, Basis: "医院证明", FromOn: "2026-01-01", ToOn: "2026-12-31"}
}

func (p works) agreement(number string) app.Agreement {
	return app.Agreement{Customer: p.c.ID, Kind: "supply_hv", Number: number, Status: app.AgreementInForce, SignedOn: "2024-03-01", FromOn: "2024-03-10", ToOn: "2026-04-01"}
}

// whyNot is why a verb said no; empty when it did not.
func whyNot(err error) app.Reason {
	if no, is := errors.AsType[*app.Refusal](err); is {
		return no.Reason
	}
	return ""
}

func TestWhatIsLearnedOfABusinessKeepsItsHistory(t *testing.T) {
	p := newWorks(t)
	p.note(t, "2025-11-20", map[string]string{"shifts": "两班", "products": "机制砖"})
	p.note(t, "2026-02-20", map[string]string{"shifts": "三班", "products": "机制砖"})
	sheets := p.page(t).Sheets
	if len(sheets.Facts) != 3 {
		t.Fatalf("%d facts are kept, want three: what did not change is not written again", len(sheets.Facts))
	}
	holding := app.HoldingFacts(sheets.Facts)
	if len(holding) != 2 || holding[1].Value != "三班" || holding[0].KnownOn != "2025-11-20" {
		t.Errorf("holds %+v", holding)
	}
	told := ""
	for _, e := range p.page(t).Timeline {
		for _, c := range e.Changes {
			if c.Table == "customer_facts" {
				told += c.Field + " " + c.Old + ">" + c.New + " " + e.Why.Source + ";"
			}
		}
	}
	if !strings.Contains(told, "shifts 两班>三班 visit;") || !strings.Contains(told, "products >机制砖 visit;") {
		t.Errorf("the timeline tells %q", told)
	}
}

func TestConfirmingFactsDatesThemToday(t *testing.T) {
	p := newWorks(t)
	p.note(t, "2025-11-20", map[string]string{"shifts": "两班", "products": "机制砖"})
	if err := p.ConfirmFacts(t.Context(), p.by, app.HoldingFacts(p.page(t).Sheets.Facts), "telephone"); err != nil {
		t.Fatal(err)
	}
	for _, f := range app.HoldingFacts(p.page(t).Sheets.Facts) {
		if f.VerifiedOn != "2026-03-02" || f.KnownOn != "2025-11-20" {
			t.Errorf("%s is known since %s and confirmed on %s", f.Name, f.KnownOn, f.VerifiedOn)
		}
	}
}

func TestTwoPeopleWhoLearnTheSameFactMeet(t *testing.T) {
	p := newWorks(t)
	first := app.FactsDraft{Customer: p.c.ID, Values: map[string]string{"shifts": "两班"}, KnownOn: "2026-03-01", Source: "visit"}
	second := app.FactsDraft{Customer: p.c.ID, Values: map[string]string{"shifts": "三班"}, KnownOn: "2026-03-01", Source: "telephone"}
	other := app.FactsDraft{Customer: p.c.ID, Values: map[string]string{"orders": "饱满"}, KnownOn: "2026-03-01", Source: "telephone"}
	if err := p.NoteFacts(t.Context(), p.by, first); err != nil {
		t.Fatal(err)
	}
	if err := p.NoteFacts(t.Context(), p.by, second); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("the second learns %v", err)
	}
	if err := p.NoteFacts(t.Context(), p.by, other); err != nil {
		t.Errorf("another fact meanwhile: %v", err)
	}
}

func TestTheGradeOfTheCustomerFollowsHisSheet(t *testing.T) {
	p := newWorks(t)
	if err := p.SaveImportantUser(t.Context(), p.by, app.ImportantUser{}, p.important(), app.Why{}); err != nil {
		t.Fatal(err)
	}
	page := p.page(t)
	if page.Customer.ImportantGrade != "first" {
		t.Errorf("the grade is %q", page.Customer.ImportantGrade)
	}
	was := page.Sheets.Important[0]
	now := was
	now.ToOn = "2026-02-28"
	if err := p.SaveImportantUser(t.Context(), p.by, was, now, app.Why{}); err != nil {
		t.Fatal(err)
	}
	if got := p.page(t).Customer.ImportantGrade; got != "" {
		t.Errorf("after its end the grade is %q", got)
	}
	order, err := p.CustomerOrder(t.Context(), p.by, app.CustomerFilter{Important: true})
	if err != nil || len(order) != 0 {
		t.Errorf("%d important customers are listed: %v", len(order), err)
	}
}

func TestACustomerHasOneImportantUserSheetAtATime(t *testing.T) {
	p := newWorks(t)
	if err := p.SaveImportantUser(t.Context(), p.by, app.ImportantUser{}, p.important(), app.Why{}); err != nil {
		t.Fatal(err)
	}
	if err := p.SaveImportantUser(t.Context(), p.by, app.ImportantUser{}, p.important(), app.Why{}); whyNot(err) != app.Overlaps {
		t.Errorf("a second sheet: %v", err)
	}
	was := p.page(t).Sheets.Important[0]
	ended, next := was, p.important()
	ended.ToOn, next.FromOn, next.Grade = "2025-12-31", "2026-01-01", "second"
	if err := p.SaveImportantUser(t.Context(), p.by, was, ended, app.Why{}); err != nil {
		t.Fatal(err)
	}
	if err := p.SaveImportantUser(t.Context(), p.by, app.ImportantUser{}, next, app.Why{}); err != nil {
		t.Errorf("the sheet of the next list: %v", err)
	}
	if got := p.page(t).Customer.ImportantGrade; got != "second" {
		t.Errorf("the grade is %q, want that of the sheet of today", got)
	}
}

func TestTheWordsOfSpecialCareFollowItsSheets(t *testing.T) {
	p := newWorks(t)
	for _, kind := range []string{"life_support", "elderly_alone"} {
		if err := p.SaveSpecialCare(t.Context(), p.by, app.SpecialCare{}, p.care(kind), app.Why{}); err != nil {
			t.Fatal(err)
		}
	}
	page := p.page(t)
	if !strings.Contains(page.Customer.Care, "生命支持设备") || !strings.Contains(page.Customer.Care, "独居老人") {
		t.Errorf("the customer says %q", page.Customer.Care)
	}
	for _, was := range page.Sheets.Cares {
		now := was
		now.WithdrawnAt = 1
		if err := p.SaveSpecialCare(t.Context(), p.by, was, now, app.Why{}); err != nil {
			t.Fatal(err)
		}
	}
	if page = p.page(t); page.Customer.Care != "" || len(page.Sheets.Cares) != 0 {
		t.Errorf("after both were taken out the customer says %q", page.Customer.Care)
	}
}

func TestASheetOfACustomerIsRefusedWithItsReason(t *testing.T) {
	p := newWorks(t)
	care, agreement := p.care("life_support"), p.agreement("GY-2024-0001")
	if err := p.SaveAgreement(t.Context(), p.by, app.Agreement{}, agreement, app.Why{}); err != nil {
		t.Fatal(err)
	}
	noBasis, noEnd, backwards := care, care, p.agreement("GY-2024-0002")
	noBasis.Basis, noEnd.ToOn, backwards.ToOn = "", "", "2024-01-01"
	for name, tt := range map[string]struct {
		save func() error
		want app.Reason
	}{
		"special care without a basis":          {func() error { return p.SaveSpecialCare(t.Context(), p.by, app.SpecialCare{}, noBasis, app.Why{}) }, app.Missing},
		"special care without an end":           {func() error { return p.SaveSpecialCare(t.Context(), p.by, app.SpecialCare{}, noEnd, app.Why{}) }, app.Missing},
		"an agreement that ends before it does": {func() error { return p.SaveAgreement(t.Context(), p.by, app.Agreement{}, backwards, app.Why{}) }, app.EndsBeforeStart},
		"a number that another agreement has":   {func() error { return p.SaveAgreement(t.Context(), p.by, app.Agreement{}, agreement, app.Why{}) }, app.AlreadyThere},
	} {
		if err := tt.save(); whyNot(err) != tt.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if sheets := p.page(t).Sheets; len(sheets.Cares) != 0 || len(sheets.Agreements) != 1 {
		t.Errorf("%d cares and %d agreements are kept", len(sheets.Cares), len(sheets.Agreements))
	}
}

func TestTwoPeopleOnOneSheet(t *testing.T) {
	p := newWorks(t)
	if err := p.SaveAgreement(t.Context(), p.by, app.Agreement{}, p.agreement("GY-2024-0001"), app.Why{}); err != nil {
		t.Fatal(err)
	}
	was := p.page(t).Sheets.Agreements[0]
	first, second, third := was, was, was
	first.ToOn, second.Note, third.ToOn = "2027-04-01", "续签", "2028-04-01"
	for _, tt := range []struct {
		now  app.Agreement
		want error
	}{{first, nil}, {second, nil}, {third, app.ErrChangedMeantime}} {
		if err := p.SaveAgreement(t.Context(), p.by, was, tt.now, app.Why{}); !errors.Is(err, tt.want) {
			t.Errorf("told %v, want %v", err, tt.want)
		}
	}
}

func TestACustomerIsFoundByTheNumberOfAnAgreement(t *testing.T) {
	p := newWorks(t)
	if err := p.SaveAgreement(t.Context(), p.by, app.Agreement{}, p.agreement("gy-2024-0001 "), app.Why{}); err != nil {
		t.Fatal(err)
	}
	found, _, err := p.Search(t.Context(), p.by, "GY-2024", 5)
	if err != nil || len(found) != 1 || found[0].ID != p.c.ID || found[0].AccountNo != "GY-2024-0001" {
		t.Errorf("found %+v: %v", found, err)
	}
}

func TestTheLogOfSheetsReplaysIntoAnEqualFile(t *testing.T) {
	p := newWorks(t)
	p.note(t, "2025-11-20", map[string]string{"shifts": "两班", "products": "机制砖"})
	err := errors.Join(
		p.ConfirmFacts(t.Context(), p.by, p.page(t).Sheets.Facts, "visit"),
		p.SaveImportantUser(t.Context(), p.by, app.ImportantUser{}, p.important(), app.Why{}),
		p.SaveSpecialCare(t.Context(), p.by, app.SpecialCare{}, p.care("life_support"), app.Why{}),
		p.SaveRelation(t.Context(), p.by, app.Relation{}, app.Relation{Customer: p.c.ID, Kind: app.BenefitToCompany, Content: "错峰生产", AmountFen: 4200, FromOn: "2026-01-01"}, app.Why{}),
		p.SaveAgreement(t.Context(), p.by, app.Agreement{}, p.agreement("GY-2024-0001"), app.Why{}))
	if err != nil {
		t.Fatal(err)
	}
	changes, err := p.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	copied, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "copy.lamp"), data.Options{Create: true, Now: datatest.Now, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = copied.Close() })
	for range 2 { // a second time changes nothing
		if err := copied.Apply(t.Context(), changes); err != nil {
			t.Fatal(err)
		}
	}
	want, got := datatest.Dump(t, p.Path()), datatest.Dump(t, copied.Path())
	for _, table := range []string{"customers", "customer_facts", "important_users", "special_cares", "relations", "agreements"} {
		if want[table] == "" || want[table] != got[table] {
			t.Errorf("%s differs after replay:\n%s\n%s", table, want[table], got[table])
		}
	}
}
