package customers_test

import (
	"context"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
	"lamplighter/screens/background"
	"lamplighter/screens/customers"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// at is a window on the page of the first customer of a county.
func at(t *testing.T, options ...screentest.Option) (*place, app.CustomerID) {
	t.Helper()
	store, made := county(t)
	p := open(t, store, background.Inline(), options...)
	p.area.Show(desk.Route{Customer: made["李晓明"].ID})
	return p, made["李晓明"].ID
}

func TestWhatIsNotNotedYetTakesOneLineWithItsKeys(t *testing.T) {
	p, _ := at(t)
	for _, want := range []string{"Not noted yet: add", "Profile of the business  Alt+1", "Important-customer sheet  Alt+2", "Special care  Alt+3", "Agreements  Alt+4", "Relations and benefits  Alt+5"} {
		p.See(want)
	}
}

func TestTheProfileOfABusinessIsTypedAndConfirmedByOneKey(t *testing.T) {
	p, id := at(t)
	p.area.ChooseView(0)
	p.Type("Main products", "页岩砖")
	p.Type("Further capacity (kVA)", "250")
	p.Press("Ctrl+Enter")
	p.See("页岩砖  (2026-03)")
	p.See("250 kVA  (2026-03)")
	facts := p.kept(t, id).Sheets.Facts
	if len(facts) != 2 || facts[0].VerifiedOn != "" {
		t.Fatalf("%+v", facts)
	}
	p.area.ChooseView(5)
	for _, f := range p.kept(t, id).Sheets.Facts {
		if f.VerifiedOn != "2026-03-02" {
			t.Errorf("%s is confirmed on %q", f.Name, f.VerifiedOn)
		}
	}
	p.See("Still true: Main products")
	p.Tap("Change history")
	p.See("Profile of the business · Main products")
}

func TestAnImportantUserIsWarnedOfWhatHeLacks(t *testing.T) {
	p, id := at(t)
	p.area.ChooseView(1)
	p.Into("Important customer")
	p.TypeHere("yiji")
	p.Press("Enter")
	p.See("A user of this grade needs an emergency supply of his own")
	p.Press("Ctrl+Enter")
	p.See("Please fill in Basis.")
	p.Type("Basis", "川经信〔2025〕12号")
	p.Press("Ctrl+Enter")
	p.See("No own supply")
	if got := p.kept(t, id).Customer.ImportantGrade; got != "first" {
		t.Errorf("the grade of the customer is %q", got)
	}
	p.Tap("Edit customer") // his sheet says the grade, so the form does not
	p.Type("Note", "x")
	p.Press("Ctrl+Enter")
	if got := p.kept(t, id).Customer.ImportantGrade; got != "first" {
		t.Errorf("after another change the grade is %q", got)
	}
}

func TestSpecialCareWithoutBasisOrEndIsRefusedInWords(t *testing.T) {
	p, id := at(t)
	p.area.ChooseView(2)
	p.Into("Kind of care")
	p.TypeHere("life")
	p.Press("Enter", "Ctrl+Enter")
	p.See("Please fill in Basis.")
	p.Type("Basis", "县医院证明")
	p.Press("Ctrl+Enter")
	p.See("Please fill in Until.")
	p.Type("Until", "2026-12-31")
	p.Press("Ctrl+Enter")
	p.See("Special care until 2026-12-31: 生命支持设备")
	if len(p.kept(t, id).Sheets.Cares) != 1 {
		t.Error("the care was not kept")
	}
}

func TestAnAgreementIsEnteredAndItsEndShown(t *testing.T) {
	p, id := at(t)
	p.area.ChooseView(3)
	p.Into("Kind")
	p.TypeHere("low-voltage")
	p.Press("Enter")
	p.Type("Number of the agreement", "gy-2023-7")
	p.Type("Signed on", "2023-03-20")
	p.Type("From", "2023-04-01")
	p.Type("Until", "2023-03-01")
	p.Press("Ctrl+Enter")
	p.See("Until lies before the start. Check both days.")
	p.Type("Until", "2026-03-31")
	p.Press("Ctrl+Enter")
	p.See("GY-2023-7")
	p.See("until 2026-03-31, 29 days left")
	p.See("Agreement ends in 29 days, 2026-03-31")
	if got := p.kept(t, id).Sheets.Agreements; len(got) != 1 {
		t.Errorf("%d agreements are kept", len(got))
	}
}

func TestAHalfDoneSheetComesBackFromItsDraft(t *testing.T) {
	p, id := at(t)
	p.area.ChooseView(4)
	p.Type("Content", "错峰让电")
	p.Press("Escape")
	drafts := p.drafts(t)
	if len(drafts) != 1 {
		t.Fatalf("%d drafts are kept", len(drafts))
	}
	p.area.Show(desk.Route{Customer: id, Draft: &drafts[0]})
	p.See("错峰让电")
	p.Into("Kind")
	p.TypeHere("company")
	p.Press("Enter")
	p.Type("Amount (yuan)", "1,250.5 元")
	p.Press("Ctrl+Enter")
	p.See("The customer had ¥0.00, the company ¥1,250.50")
	if len(p.drafts(t)) != 0 {
		t.Error("the draft of what was saved is still there")
	}
}

func TestWhatWasEnteredInErrorIsTakenOut(t *testing.T) {
	p, id := at(t)
	care := app.SpecialCare{Customer: id, Kind: "elderly_alone", Basis: "村委会证明", FromOn: "2026-01-01", ToOn: "2026-12-31"}
	if err := p.store.SaveSpecialCare(t.Context(), p.by, app.SpecialCare{}, care, app.Why{}); err != nil {
		t.Fatal(err)
	}
	p.area.Reload()
	p.area.EditCare(p.kept(t, id).Sheets.Cares[0].RecordID())
	p.Tap("Take out")
	p.See("Take it out?")
	p.Press("Tab", "Enter")
	if kept := p.kept(t, id); len(kept.Sheets.Cares) != 0 || kept.Customer.Care != "" {
		t.Errorf("%d cares are left, the customer says %q", len(kept.Sheets.Cares), kept.Customer.Care)
	}
	p.See("Special care  Alt+3")
}

// meddler lets somebody else save an agreement just before.
type meddler struct {
	*data.Store
	before func()
}

func (m meddler) SaveAgreement(ctx context.Context, by app.Actor, was, now app.Agreement, why app.Why) error {
	if m.before != nil {
		m.before()
	}
	return m.Store.SaveAgreement(ctx, by, was, now, why)
}

func TestASheetChangedMeanwhileKeepsWhatWasTyped(t *testing.T) {
	store, made := county(t)
	c, by := made["李晓明"], datatest.Actor(t, store)
	first := app.Agreement{Customer: c.ID, Kind: "supply_lv", Number: "GY-1", Status: app.AgreementInForce, SignedOn: "2024-01-01", FromOn: "2024-01-01", ToOn: "2027-01-01"}
	if err := store.SaveAgreement(t.Context(), by, app.Agreement{}, first, app.Why{}); err != nil {
		t.Fatal(err)
	}
	m := meddler{Store: store}
	m.before = func() {
		page, err := store.CustomerPage(t.Context(), by, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		was := page.Sheets.Agreements[0]
		now := was
		now.ToOn = "2028-01-01"
		if err := store.SaveAgreement(t.Context(), by, was, now, app.Why{}); err != nil {
			t.Fatal(err)
		}
	}
	p := openWith(t, store, &m, background.Inline())
	p.area.Show(desk.Route{Customer: c.ID})
	p.area.EditAgreement(p.kept(t, c.ID).Sheets.Agreements[0].RecordID())
	p.Type("Until", "2029-01-01")
	p.Press("Ctrl+Enter")
	p.See("Someone else changed this meanwhile")
	p.See("Meanwhile changed to: 2028-01-01")
	m.before = nil
	p.Press("Ctrl+Enter")
	if got := p.kept(t, c.ID).Sheets.Agreements[0].ToOn; got != "2029-01-01" {
		t.Errorf("after a second thought it ends on %s", got)
	}
}

func TestWhoMayNotChangeVisitsIsOfferedNoSheet(t *testing.T) {
	store, made := county(t)
	page, area := pageAs(t, store, app.Counter, made["王芳"].ID)
	area.ChooseView(0)
	page.DontSee("Not noted yet: add")
	page.DontSee("Main products")
}

func TestTheGalleryOfSheets(t *testing.T) {
	folder := shots(t)
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	if err := store.Fill(t.Context(), by, sample.New(600, 7, datatest.Now()), 600, func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	id := fullest(t, store, by)
	inEachDress(t, store, by, func(page *screentest.Page, area *customers.Area, name, language string) {
		area.Show(desk.Route{Customer: id})
		area.ToSheets()
		page.Shot(filepath.Join(folder, "sheets-page-"+name+".png"))
		for i, sheet := range []string{"facts", "important", "care", "agreement", "relation"} {
			area.ChooseView(i)
			page.Shot(filepath.Join(folder, "sheets-"+sheet+"-"+name+".png"))
			page.Press("Escape")
		}
		account := "Add account"
		if language == words.Chinese {
			account = "添加用电户"
		}
		page.Tap(account)
		page.Shot(filepath.Join(folder, "sheets-account-"+name+".png"))
	})
}

// fullest is the customer of a sample county with the most sheets.
func fullest(t *testing.T, store *data.Store, by app.Actor) app.CustomerID {
	t.Helper()
	order, err := store.CustomerOrder(t.Context(), by, app.CustomerFilter{Kind: app.Organisation})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := store.CustomersAt(t.Context(), by, order)
	if err != nil {
		t.Fatal(err)
	}
	best, most := app.CustomerID{}, -1
	for _, r := range rows {
		page, err := store.CustomerPage(t.Context(), by, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		s := page.Sheets
		if score := len(s.Facts) + 10*len(s.Important) + 10*len(s.Agreements) + 5*len(s.Relations) + 3*len(page.Cases); score > most {
			best, most = r.ID, score
		}
	}
	return best
}
