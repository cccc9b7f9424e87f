package customers_test

import (
	"context"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/customers"
	"lamplighter/screens/desk"
)

func TestANewCustomerIsTakenOnWithAccountContactAndMeter(t *testing.T) {
	store, _ := county(t)
	p := open(t, store, background.Inline())
	p.area.Show(desk.Route{NewCust: true})
	p.TypeHere("周小梅")
	p.Type("Mobile", "12000000555")
	p.Type("Account number", "5104000000041")
	p.Type("Meter number", "M41")
	p.Type("Usage category", "rural")
	p.Press("Enter")
	p.Type("Contracted capacity (kVA)", "8 kVA")
	p.area.Save()
	id, name, on := p.area.Current()
	if !on || name != "周小梅" {
		t.Fatalf("the page on view is that of %q. It says:\n%s", name, p.Text())
	}
	kept := p.kept(t, id)
	if len(kept.Accounts) != 1 || len(kept.Contacts) != 1 || len(kept.Meters) != 1 {
		t.Fatalf("%d accounts, %d contacts, %d meters, want one of each", len(kept.Accounts), len(kept.Contacts), len(kept.Meters))
	}
	a, c := kept.Accounts[0], kept.Contacts[0]
	if a.ContractedVA != 8000 || a.RunningVA != 8000 || a.UsageCategory != "201" || a.Voltage != "220V" {
		t.Errorf("the account is %+v, want 8 kVA of category 201 at 220 V", a)
	}
	if c.Name != "周小梅" || c.Role != "self" || c.Mobile != "12000000555" {
		t.Errorf("the contact is %+v, want the customer in person", c)
	}
	if left := p.drafts(t); len(left) != 0 {
		t.Errorf("%d drafts stayed behind", len(left))
	}
}

func TestANewCustomerWithAMatterIsTakenOnAndGoesToTheCounter(t *testing.T) {
	store, _ := county(t)
	p := open(t, store, background.Inline())
	p.area.Show(desk.Route{NewCust: true})
	p.area.SaveAndClose()
	p.See("Please fill in Name.")
	p.TypeHere("周小梅")
	p.Tap("Take on and accept a case  Ctrl+Shift+Enter")
	id, name, _ := p.area.Current()
	if len(p.opened) != 1 || p.opened[0] != (desk.Route{Tab: desk.Cases, NewCase: true, Customer: id}) || name != "周小梅" {
		t.Fatalf("opened %+v, want a case for the new customer %q", p.opened, name)
	}
	p.area.SaveAndClose() // on his page there is nothing to save
	if left := p.drafts(t); len(left) != 0 || len(p.opened) != 1 {
		t.Errorf("%d drafts stayed behind, opened %+v", len(left), p.opened)
	}
}

func TestACompanyIsToldByItsName(t *testing.T) {
	store, _ := county(t)
	p := open(t, store, background.Inline())
	p.area.Show(desk.Route{NewCust: true})
	p.See("ID number")
	p.TypeHere("米易县示例商贸有限责任公司")
	p.See("Credit code")
	p.DontSee("ID number")
	p.See("Low-voltage non-resident")
	p.Type("Kind", "person")
	p.Press("Enter")
	p.Into("米易县示例商贸有限责任公司")
	p.TypeHere("门市")
	p.See("ID number") // who chose a kind keeps it
}

func TestNumbersThatLookWrongWarnAndDoNotBlock(t *testing.T) {
	store, _ := county(t)
	p := open(t, store, background.Inline())
	p.area.Show(desk.Route{NewCust: true})
	p.TypeHere("周小梅")
	p.Type("ID number", "510421199003070005")
	p.See("The check digit of ID number does not fit")
	p.Type("Mobile", "1300")
	p.See("This does not look like a mobile number.")
	p.area.Save()
	if _, name, on := p.area.Current(); !on || name != "周小梅" {
		t.Errorf("the warnings blocked: the page says\n%s", p.Text())
	}
}

func TestWhoMayBeHereAlreadyIsShownWhileTyping(t *testing.T) {
	store, made := county(t)
	p := open(t, store, background.Inline())
	p.area.Show(desk.Route{NewCust: true})
	p.See("Nobody like this is kept here so far.")
	p.TypeHere("李小明")
	p.See("similar name")
	p.Type("Mobile", "12000000341")
	p.See("same telephone, similar name")
	p.Tap("Open")
	if id, _, on := p.area.Current(); !on || id != made["李晓明"].ID {
		t.Fatal("the suspect's page did not open")
	}
	p.area.Leave()
	p.See("Take on a new customer")
	p.See("李小明")
	p.See("12000000341")
}

func TestARefusalStandsUnderItsField(t *testing.T) {
	store, _ := county(t)
	tests := []struct {
		name string
		fill func(p *place)
		want string
	}{
		{"without a name", func(*place) {}, "Please fill in Name."},
		{"a capacity that is no number", func(p *place) { p.TypeHere("周小梅"); p.Type("Contracted capacity (kVA)", "eight") }, "Contracted capacity cannot be read."},
		{"an account number that is held", func(p *place) { p.TypeHere("周小梅"); p.Type("Account number", "5104000000017") }, "Account number is already in the file."},
		{"a meter without an account", func(p *place) { p.TypeHere("周小梅"); p.Type("Meter number", "M9") }, "Please fill in Account number."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := open(t, store, background.Inline())
			p.area.Show(desk.Route{NewCust: true})
			tt.fill(p)
			p.area.Save()
			p.See(tt.want)
			p.See("Take on a new customer")
		})
	}
}

func TestAnImpatientSecondSaveTakesOneCustomerOn(t *testing.T) {
	store, _ := county(t)
	runner, release := background.Held()
	p := open(t, store, runner)
	release()
	p.area.Show(desk.Route{NewCust: true})
	p.TypeHere("周小梅")
	p.area.Save()
	p.area.Save()
	release()
	order, err := store.CustomerOrder(t.Context(), p.by, app.CustomerFilter{})
	if err != nil || len(order) != 4 {
		t.Errorf("%d customers (%v), want the three and one more", len(order), err)
	}
	if left := p.drafts(t); len(left) != 0 {
		t.Errorf("%d drafts stayed behind a saved form", len(left))
	}
}

func TestEscapeKeepsTheHalfDoneFormAsADraft(t *testing.T) {
	store, _ := county(t)
	p := open(t, store, background.Inline())
	p.area.Show(desk.Route{NewCust: true})
	p.area.Leave()
	if left := p.drafts(t); len(left) != 0 {
		t.Fatalf("an empty form left %d drafts", len(left))
	}
	p.area.Show(desk.Route{NewCust: true})
	p.TypeHere("周小梅")
	p.Type("Special care", "独居老人")
	p.area.Leave()
	p.See("3 customers")
	if len(p.said) != 1 || p.said[0] != "Put aside. The draft waits on the start page." {
		t.Errorf("leaving said %q", p.said)
	}
	drafts := p.drafts(t)
	if len(drafts) != 1 || drafts[0].Title != "New customer · 周小梅" || drafts[0].Form != customers.DraftForm {
		t.Fatalf("the drafts are %+v, want one of 周小梅", drafts)
	}
	p.area.Show(desk.Route{Draft: &drafts[0]})
	p.See("周小梅")
	p.See("独居老人")
	p.area.Save()
	if left := p.drafts(t); len(left) != 0 {
		t.Errorf("%d drafts stayed behind", len(left))
	}
}

func TestAChangeSomebodyElseMadeMeanwhileDoesNotLoseTheText(t *testing.T) {
	store, made := county(t)
	c := made["王芳"]
	p := open(t, store, background.Inline())
	p.area.Show(desk.Route{Customer: c.ID})
	p.Tap("Edit customer")
	p.Type("Special care", "独居老人")
	theirs := c
	theirs.Care, theirs.Preference = "家中有呼吸机", "上午电话"
	if err := store.ChangeCustomer(t.Context(), p.by, c, theirs, app.Why{Source: "telephone"}); err != nil {
		t.Fatal(err)
	}
	p.Press("Ctrl+Enter")
	p.See("Someone else changed this meanwhile.")
	p.See("Meanwhile changed to: 家中有呼吸机")
	p.See("独居老人")
	p.Press("Ctrl+Enter")
	p.DontSee("Someone else changed this meanwhile.")
	kept := p.kept(t, c.ID).Customer
	if kept.Care != "独居老人" || kept.Preference != "上午电话" {
		t.Errorf("care is %q and preference %q, want mine and theirs", kept.Care, kept.Preference)
	}
}

func TestAChangePutAsideIsGoneOnWithLater(t *testing.T) {
	store, made := county(t)
	c := made["王芳"]
	p := open(t, store, background.Inline())
	p.area.Show(desk.Route{Customer: c.ID})
	p.Tap("Add contact")
	p.Press("Escape")
	if left := p.drafts(t); len(left) != 0 {
		t.Fatalf("an untouched sheet left %d drafts", len(left))
	}
	p.Tap("Add contact")
	p.TypeHere("王小芳")
	p.Press("Escape")
	drafts := p.drafts(t)
	if len(drafts) != 1 || drafts[0].Title != "Add contact · 王芳" {
		t.Fatalf("the drafts are %+v, want the contact", drafts)
	}
	p.area.Leave()
	p.area.Show(desk.Route{Draft: &drafts[0]})
	p.See("王小芳")
	p.Type("Mobile", "12000000111")
	p.Press("Ctrl+Enter")
	if got := p.kept(t, c.ID).Contacts; len(got) != 2 || got[1].Name != "王小芳" {
		t.Errorf("the contacts are %+v, want 王小芳 among them", got)
	}
	if left := p.drafts(t); len(left) != 0 {
		t.Errorf("%d drafts stayed behind", len(left))
	}
}

func TestAnAccountIsAddedAndChangedWithItsMeter(t *testing.T) {
	store, made := county(t)
	c := made["王芳"]
	p := open(t, store, background.Inline())
	p.area.Show(desk.Route{Customer: c.ID})
	p.Tap("Add account")
	p.TypeHere("5104000000017")
	p.Press("Ctrl+Enter")
	p.See("Account number is already in the file.")
	p.Type("Account number", "5104000000058")
	p.Type("Meter number", "M58")
	p.Press("Ctrl+Enter")
	kept := p.kept(t, c.ID)
	if len(kept.Accounts) != 2 || len(kept.Meters) != 2 || kept.Meters[1].Account != kept.Accounts[1].ID {
		t.Fatalf("accounts %+v and meters %+v, want a second of each", kept.Accounts, kept.Meters)
	}
	p.See("5104000000025  5104000000058")
}

// breaking refuses the meter once, as a full disk would.
type breaking struct {
	*data.Store
	meters int
}

func (b *breaking) SaveMeter(ctx context.Context, by app.Actor, was, now app.Meter, why app.Why) error {
	if b.meters++; b.meters == 1 {
		return app.ErrDiskFull
	}
	return b.Store.SaveMeter(ctx, by, was, now, why)
}

func TestAMeterThatCouldNotBeKeptIsKeptByTheNextSave(t *testing.T) {
	store, made := county(t)
	c := made["王芳"]
	p := openWith(t, store, &breaking{Store: store}, background.Inline())
	p.area.Show(desk.Route{Customer: c.ID})
	p.Tap("Add account")
	p.TypeHere("5104000000058")
	p.Type("Meter number", "M58")
	p.Press("Ctrl+Enter")
	p.See("The disk is full.")
	p.Press("Ctrl+Enter")
	kept := p.kept(t, c.ID)
	if len(kept.Accounts) != 2 || len(kept.Meters) != 2 {
		t.Errorf("%d accounts and %d meters, want two of each", len(kept.Accounts), len(kept.Meters))
	}
}

func TestANewManagerBeginsOnHisDay(t *testing.T) {
	store, made := county(t)
	c := made["王芳"]
	by := datatest.Actor(t, store)
	units, err := store.Units(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"杨国强", "何晓燕"} {
		if _, err := store.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{
			StaffNo: "MY" + name, Name: name, Unit: units[0].ID, Roles: []app.Role{app.Manager}, ValidFrom: "2020-01-01",
		}); err != nil {
			t.Fatal(err)
		}
	}
	p := open(t, store, background.Inline())
	p.area.Show(desk.Route{Customer: c.ID})
	p.See("Nobody is responsible yet.")
	p.Tap("Change manager")
	p.TypeHere("ygq")
	p.Press("Enter", "Ctrl+Enter")
	p.See("since 2026-03-02")
	p.Tap("Change manager")
	p.TypeHere("hxy")
	p.Press("Enter")
	p.Type("From", "31/2/2026")
	p.Press("Ctrl+Enter")
	p.See("Change manager · 王芳") // the sheet stays while the day is none
	p.Type("From", "+7")
	p.Press("Ctrl+Enter")
	p.See("2026-03-02 – 2026-03-08")
	p.See("since 2026-03-09")
}
