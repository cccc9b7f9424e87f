package data

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"lamplighter/app"
)

// privacyTest is a customer of a hall who draws no current any more.
type privacyTest struct {
	*exchangeTest
	customer app.Customer
}

const (
	privacyName   = "阿果尔布"
	privacyMobile = "10000004711"
)

func privacyTestOf(t *testing.T) *privacyTest {
	t.Helper()
	x := exchangeTestOf(t)
	c, err := x.hall.OpenCustomer(t.Context(), x.hall.by, app.CustomerDraft{
		Customer: app.Customer{Kind: app.Person, Name: privacyName, Note: "住在桥头第三家"},
		Contact:  app.Contact{Name: privacyName, Mobile: privacyMobile},
		Account:  app.Account{AccountNo: "5104210047110", Address: "米易县白马镇桥头村三组7号", Status: app.AccountClosed},
	})
	if err != nil {
		t.Fatal(err)
	}
	return &privacyTest{x, c}
}

func (p *privacyTest) erase(d *exchangeStore) app.Erased {
	p.t.Helper()
	out, err := d.EraseCustomer(p.t.Context(), d.by, app.CustomerFate{Customer: p.customer.ID, Reason: "本人申请删除"})
	if err != nil {
		p.t.Fatalf("%s: %v", d.name, err)
	}
	return out
}

func (p *privacyTest) notes(d *exchangeStore, note string) {
	p.t.Helper()
	was, err := one(p.t.Context(), d.conn, scanCustomer, "SELECT "+customerColumns+" FROM customers WHERE id = ?", p.customer.ID[:])
	if err != nil {
		p.t.Fatal(err)
	}
	now := was
	now.Note = note
	if err := d.ChangeCustomer(p.t.Context(), d.by, was, now, app.Why{}); err != nil {
		p.t.Fatal(err)
	}
}

// logHolds reports whether some body of the change log holds a text.
func (p *privacyTest) logHolds(d *exchangeStore, text string) bool {
	p.t.Helper()
	bodies, err := collect(p.t.Context(), d.conn, func(r scanner) ([]byte, error) { var b []byte; return b, r.Scan(&b) }, "SELECT body FROM sy_changes")
	if err != nil {
		p.t.Fatal(err)
	}
	for _, b := range bodies {
		if bytes.Contains(b, []byte(text)) {
			return true
		}
	}
	return false
}

func (p *privacyTest) rowsHold(d *exchangeStore, text string) bool {
	p.t.Helper()
	for _, rows := range d.held() {
		if strings.Contains(rows, text) {
			return true
		}
	}
	return false
}

func TestWhoWasErasedIsInNoRecordAndNoDraft(t *testing.T) {
	p := privacyTestOf(t)
	ctx, d := t.Context(), p.hall
	if err := d.SaveDraft(ctx, d.by, app.Draft{ID: "case-1", Form: "case", Title: "x", Fields: map[string]string{"phone": privacyMobile}}); err != nil {
		t.Fatal(err)
	}
	if err := d.SaveDraft(ctx, d.by, app.Draft{ID: "case-2", Form: "case", Title: "y", Fields: map[string]string{"phone": "10000009999"}}); err != nil {
		t.Fatal(err)
	}
	if out := p.erase(d); out.Records < 3 {
		t.Errorf("erasing wrote over %d records", out.Records)
	}
	for _, text := range []string{privacyName, privacyMobile, "5104210047110", "桥头"} {
		if p.rowsHold(d, text) {
			t.Errorf("a record still holds %s", text)
		}
	}
	drafts, err := d.Drafts(ctx, d.by)
	if err != nil || len(drafts) != 1 || drafts[0].ID != "case-2" {
		t.Errorf("the drafts are %+v, %v", drafts, err)
	}
	for _, text := range []string{privacyName, privacyMobile, "4711"} {
		if hits, _, err := d.Search(ctx, d.by, text, 10); err != nil || len(hits) > 0 {
			t.Errorf("searching for %s finds %+v, %v", text, hits, err)
		}
	}
	if _, err := d.EraseCustomer(ctx, d.by, app.CustomerFate{Customer: p.customer.ID, Reason: "again"}); !privacyRefused(err, app.NothingToDo) {
		t.Errorf("erasing twice answers %v", err)
	}
	entries, err := collect(ctx, d.reader, scanAudit, "SELECT "+auditColumns+" FROM audit_entries WHERE kind = 'erased'")
	if err != nil || len(entries) != 1 || entries[0].Reason != "本人申请删除" {
		t.Errorf("the audit log tells %+v, %v", entries, err)
	}
}

func privacyRefused(err error, reason app.Reason) bool {
	no, is := errors.AsType[*app.Refusal](err)
	return is && no.Reason == reason
}

func TestNobodyIsErasedWhileTheCompanyDealsWithHim(t *testing.T) {
	for name, tie := range map[app.Reason]string{
		app.StillSupplied: "UPDATE accounts SET status = 'active'",
		app.MoneyIsOwed:   "UPDATE accounts SET arrears_fen = 100",
	} {
		p := privacyTestOf(t)
		if _, err := p.hall.conn.ExecContext(t.Context(), tie); err != nil {
			t.Fatal(err)
		}
		_, err := p.hall.EraseCustomer(t.Context(), p.hall.by, app.CustomerFate{Customer: p.customer.ID, Reason: "x"})
		if !privacyRefused(err, name) {
			t.Errorf("%s: erasing answers %v", name, err)
		}
	}
	if err := (app.Ties{OpenCases: 1}).CheckErase(); !privacyRefused(err, app.CaseIsOpen) {
		t.Errorf("with an open case: %v", err)
	}
}

func TestErasingAndEditingAtOnceEndEqualInEveryOrder(t *testing.T) {
	deeds := map[string]func(p *privacyTest, hall, laptop *exchangeStore){
		"erased first":   func(p *privacyTest, hall, laptop *exchangeStore) { p.erase(hall); p.notes(laptop, "改到新村") },
		"edited first":   func(p *privacyTest, hall, laptop *exchangeStore) { p.notes(laptop, "改到新村"); p.erase(hall) },
		"erased on both": func(p *privacyTest, hall, laptop *exchangeStore) { p.erase(laptop); p.erase(hall) },
		"sealed and erased": func(p *privacyTest, hall, laptop *exchangeStore) {
			if err := laptop.SealCustomer(p.t.Context(), laptop.by, app.CustomerFate{Customer: p.customer.ID, Reason: "x"}); err != nil {
				p.t.Fatal(err)
			}
			p.erase(hall)
		},
	}
	for name, deed := range deeds {
		for _, hallFirst := range []bool{true, false} {
			t.Run(name, func(t *testing.T) {
				p := privacyTestOf(t)
				laptop, stick := p.copied(p.hall, "laptop"), t.TempDir()
				p.hall.exchanges(stick)
				laptop.exchanges(stick)
				deed(p, p.hall, laptop)
				for range 3 {
					if hallFirst {
						p.hall.exchanges(stick)
						laptop.exchanges(stick)
					} else {
						laptop.exchanges(stick)
						p.hall.exchanges(stick)
					}
				}
				p.agree(p.hall, laptop)
				if _, err := p.hall.EraseCustomer(t.Context(), p.hall.by, app.CustomerFate{Customer: p.customer.ID, Reason: "又有人写了"}); err != nil && !privacyRefused(err, app.NothingToDo) {
					t.Fatal(err)
				}
				for range 4 {
					p.hall.exchanges(stick)
					laptop.exchanges(stick)
				}
				p.agree(p.hall, laptop)
				for _, d := range []*exchangeStore{p.hall, laptop} {
					for _, text := range []string{privacyName, privacyMobile, "改到新村", "桥头"} {
						if p.rowsHold(d, text) {
							t.Errorf("a record of %s still holds %s", d.name, text)
						}
						if p.logHolds(d, text) {
							t.Errorf("the log of %s still holds %s", d.name, text)
						}
					}
					if err := checkChain(t.Context(), d.conn); err != nil {
						t.Errorf("%s: %v", d.name, err)
					}
				}
			})
		}
	}
}

func TestTheLogKeepsWhatWasErasedUntilAllHaveIt(t *testing.T) {
	p := privacyTestOf(t)
	laptop, stick := p.copied(p.hall, "laptop"), t.TempDir()
	if out := p.erase(p.hall); out.Waits == 0 {
		t.Error("nothing waits for the laptop")
	}
	if !p.logHolds(p.hall, privacyName) {
		t.Error("the log lost what the laptop may ask for")
	}
	for range 3 {
		p.hall.exchanges(stick)
		laptop.exchanges(stick)
	}
	if p.logHolds(p.hall, privacyName) || p.logHolds(laptop, privacyName) {
		t.Error("all have it, and the log still tells the name")
	}
	p.agree(p.hall, laptop)
}

func TestNoPageOfTheFileHoldsWhoWasErased(t *testing.T) {
	path := t.TempDir() + "/alone.lamp"
	s, err := Open(t.Context(), path, Options{Create: true, WatchDoor: true, DeviceName: "alone"})
	if err != nil {
		t.Fatal(err)
	}
	by, err := s.Start(t.Context(), "米易营业厅", "沈丽")
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.OpenCustomer(t.Context(), by, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: privacyName}, Contact: app.Contact{Name: privacyName, Mobile: privacyMobile}})
	if err != nil {
		t.Fatal(err)
	}
	if out, err := s.EraseCustomer(t.Context(), by, app.CustomerFate{Customer: c.ID, Reason: "本人申请"}); err != nil || out.Waits != 0 {
		t.Fatalf("erasing answers %+v, %v", out, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{privacyName, privacyMobile} {
		if bytes.Contains(content, []byte(text)) {
			t.Errorf("the file still holds %s", text)
		}
	}
}

func TestASealedCustomerIsOnlyKeptAndProtected(t *testing.T) {
	p := privacyTestOf(t)
	ctx, d := t.Context(), p.hall
	fate := app.CustomerFate{Customer: p.customer.ID, Reason: "账务未清，依法保存"}
	if err := d.SealCustomer(ctx, d.by, app.CustomerFate{Customer: p.customer.ID}); !privacyRefused(err, app.Missing) {
		t.Errorf("sealing without a reason answers %v", err)
	}
	if err := d.SealCustomer(ctx, d.by, fate); err != nil {
		t.Fatal(err)
	}
	page, err := d.CustomerPage(ctx, d.by, p.customer.ID)
	if err != nil {
		t.Fatal(err)
	}
	if page.Customer.Keeping != app.KeptSealed || page.Contacts[0].Mobile == privacyMobile {
		t.Errorf("the page shows %q, kept %q", page.Contacts[0].Mobile, page.Customer.Keeping)
	}
	if _, err := d.Reveal(ctx, d.by, app.RevealAsk{Table: "customers", Record: app.RecordID(p.customer.ID), Reason: "x"}); !privacyRefused(err, app.IsSealed) {
		t.Errorf("revealing answers %v", err)
	}
	now := page.Customer
	now.Note = "x"
	if err := d.ChangeCustomer(ctx, d.by, page.Customer, now, app.Why{}); !privacyRefused(err, app.IsSealed) {
		t.Errorf("changing answers %v", err)
	}
	contact, account := page.Contacts[0], page.Accounts[0]
	contact.Name, account.Note = "沈秋", "x"
	other, err := d.OpenCustomer(ctx, d.by, app.CustomerDraft{Customer: app.Customer{Name: "沈秋", Kind: app.Person}})
	if err != nil {
		t.Fatal(err)
	}
	now.Segment = "key"
	for name, change := range map[string]func() error{
		"a contact": func() error { return d.SaveContact(ctx, d.by, page.Contacts[0], contact, app.Why{}) },
		"another contact": func() error {
			return d.SaveContact(ctx, d.by, app.Contact{}, app.Contact{Customer: page.Customer.ID, Name: "沈秋", Mobile: "12900000009"}, app.Why{})
		},
		"an account": func() error { _, err := d.SaveAccount(ctx, d.by, page.Accounts[0], account, app.Why{}); return err },
		"a meter": func() error {
			return d.SaveMeter(ctx, d.by, app.Meter{}, app.Meter{Account: account.ID, AssetNo: "M-1", Multiplier: 1}, app.Why{})
		},
		"during a visit": func() error {
			return d.ChangeDetail(ctx, d.by, app.DetailChange{Customer: page.Customer.ID, Table: "accounts", WasAccount: page.Accounts[0], NowAccount: account, OccurredOn: app.DayOf(d.now())})
		},
		"as it was before he was sealed": func() error {
			before := page.Customer
			before.Keeping = app.KeptOpen
			return d.ChangeCustomer(ctx, d.by, before, now, app.Why{})
		},
		"the segment": func() error { return d.SetSegment(ctx, d.by, page.Customer, "key", "x") },
		"merged into another": func() error {
			_, err := d.MergeCustomers(ctx, d.by, app.CustomerMerge{Stays: other, Gone: page.Customer})
			return err
		},
		"another merged into it": func() error {
			_, err := d.MergeCustomers(ctx, d.by, app.CustomerMerge{Stays: page.Customer, Gone: other})
			return err
		},
		"withdrawn": func() error { return d.WithdrawCustomer(ctx, d.by, page.Customer, app.Why{}) },
	} {
		if err := change(); !privacyRefused(err, app.IsSealed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := d.UnsealCustomer(ctx, d.by, fate); err != nil {
		t.Fatal(err)
	}
	if page, err = d.CustomerPage(ctx, d.by, p.customer.ID); err != nil || page.Contacts[0].Mobile != privacyMobile {
		t.Errorf("after unsealing the page shows %+v, %v", page.Contacts, err)
	}
}
