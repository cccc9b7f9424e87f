package data_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// The numbers planted in a file; invalid by design.
const (
	plantedID     = "11010519491231002X"
	plantedMobile = "12900005678"
	plantedOld    = "12900001111"
	plantedLine   = "0812-0001234"
	plantedCard   = "6200000000000000000"
)

var planted = []string{plantedID, plantedMobile, plantedOld, plantedLine, plantedCard, "081200001234"}

// maskHall is a file with a customer whose every protected field is planted.
type maskHall struct {
	s    *data.Store
	sole app.Actor
	c    app.Customer
	one  app.Case
}

func newMaskHall(t *testing.T) maskHall {
	t.Helper()
	s := datatest.Open(t)
	h := maskHall{s: s, sole: datatest.Actor(t, s)}
	made, err := s.OpenCustomer(t.Context(), h.sole, app.CustomerDraft{
		Customer: app.Customer{Kind: app.Person, Name: "欧阳小锋", IDNo: plantedID, LegalRep: "诸葛小明", Note: "退款至" + plantedCard + "，急事打" + plantedMobile},
		Contact:  app.Contact{Name: "欧阳小锋", Mobile: plantedOld, Landline: plantedLine, Email: "ouyang@example.com"},
		Account:  app.Account{AccountNo: "5104000000011", Address: "米易县攀莲镇新村村3组12号"},
	})
	if err != nil {
		t.Fatal(err)
	}
	h.c = made
	was := h.page(t, h.sole).Contacts[0]
	now := was
	now.Mobile = plantedMobile
	if err := s.SaveContact(t.Context(), h.sole, was, now, app.Why{Note: "来电" + plantedMobile}); err != nil {
		t.Fatal(err)
	}
	h.one, err = s.OpenCase(t.Context(), h.sole, app.CaseDraft{
		Kind: app.ServiceRequest, SubKind: "meter_test", Channel: "counter", Customer: made.ID, ContactName: made.Name, ContactPhone: plantedMobile,
		Content: "申请校表，本人证号" + plantedID,
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func (h maskHall) page(t *testing.T, by app.Actor) app.CustomerPage {
	t.Helper()
	p, err := h.s.CustomerPage(t.Context(), by, h.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// managed is the hall whose one person is the customer's manager.
func (h maskHall) managed(t *testing.T) maskHall {
	t.Helper()
	if err := h.s.Assign(t.Context(), h.sole, app.Assignment{Customer: h.c.ID, Manager: h.sole.Staff, FromOn: "2026-01-01"}); err != nil {
		t.Fatal(err)
	}
	return h
}

// as is the one person of the file in another role.
func (h maskHall) as(roles ...app.Role) app.Actor {
	by := h.sole
	by.Roles = roles
	return by
}

// seen is all that somebody reads of the planted customer, as one text by read.
func (h maskHall) seen(t *testing.T, by app.Actor) map[string]string {
	t.Helper()
	ctx, out := t.Context(), map[string]string{}
	add := func(name string, v any, err error) {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = string(text)
	}
	page := h.page(t, by)
	add("page", page, nil)
	rows, err := h.s.CustomerOrder(ctx, by, app.CustomerFilter{})
	add("order", len(rows), err)
	list, err := h.s.CustomersAt(ctx, by, rows)
	add("list", list, err)
	suspects, err := h.s.Suspects(ctx, by, app.CustomerDraft{Customer: app.Customer{Name: "欧阳小锋", IDNo: plantedID}})
	add("suspects", suspects, err)
	work, err := h.s.CasePage(ctx, by, h.one.ID)
	add("case", work, err)
	rows, err = h.s.CaseOrder(ctx, by, app.CaseFilter{})
	add("case order", len(rows), err)
	cases, err := h.s.CasesAt(ctx, by, rows)
	add("cases", cases, err)
	board, err := h.s.CaseBoard(ctx, by, app.CaseFilter{}, 10)
	add("board", board, err)
	history, err := h.s.History(ctx, by, "contacts", page.Contacts[0].ID)
	add("history", history, err)
	brief, err := h.s.Brief(ctx, by, app.BriefOf{Customer: h.c.ID})
	add("brief", brief, err)
	for _, text := range []string{plantedMobile, plantedMobile[7:], plantedID} {
		found, n, err := h.s.Search(ctx, by, text, 10)
		add("hits of "+text[len(text)-4:], found, err)
		if n == 0 {
			t.Errorf("nobody is found by the number that ends in %s", text[len(text)-4:])
		}
	}
	promise, err := h.s.Promise(ctx, by, app.CaseDraft{Kind: app.ServiceRequest, SubKind: "meter_test", Customer: h.c.ID})
	add("promise", promise, err)
	return out
}

func TestNobodyWhoSignsInReadsProtectedNumbersInClear(t *testing.T) {
	h := newMaskHall(t)
	for _, role := range []app.Role{app.Supervisor, app.Counter, app.Manager, app.Leader} {
		by := h.as(role, app.Supervisor) // who may read the history
		for read, text := range h.seen(t, by) {
			for _, p := range planted {
				if strings.Contains(text, p) {
					t.Errorf("%s reads %s… in %s", role, p[:4], read)
				}
			}
		}
	}
	for read, text := range h.seen(t, h.sole) { // or the test could not fail
		bare := slices.Contains([]string{"order", "case order", "suspects"}, read)
		if !bare && !slices.ContainsFunc(planted, func(p string) bool { return strings.Contains(text, p) }) {
			t.Errorf("the sole user of a file without sign-in reads no number in %s", read)
		}
	}
	page := h.page(t, h.as(app.Counter))
	if c := page.Contacts[0]; page.Customer.Name != "欧阳小锋" || page.Accounts[0].Address != "米易县攀莲镇新村村3组12号" || c.Mobile != "129****5678" ||
		page.Customer.IDNo != "110105********002X" || page.Customer.LegalRep != "诸葛**" || c.Email != "o***@example.com" {
		t.Errorf("a clerk reads %+v %+v", page.Customer, c)
	}
}

func TestAFormSavedWithMasksKeepsWhatStands(t *testing.T) {
	h := newMaskHall(t)
	by := h.as(app.Counter)
	read := func() app.CustomerPage { return h.page(t, h.sole) }
	was := h.page(t, by)

	contact := was.Contacts[0]
	contact.Role = "finance"
	if err := h.s.SaveContact(t.Context(), by, was.Contacts[0], contact, app.Why{}); err != nil {
		t.Fatal(err)
	}
	customer := was.Customer
	customer.IDType, customer.Note = "resident_id", was.Customer.Note+"，下午"
	if err := h.s.ChangeCustomer(t.Context(), by, was.Customer, customer, app.Why{}); err != nil {
		t.Fatal(err)
	}
	now := read()
	if c := now.Contacts[0]; c.Mobile != plantedMobile || c.Landline != plantedLine || c.Role != "finance" || c.Email != "ouyang@example.com" {
		t.Errorf("a contact saved with masks reads %+v", c)
	}
	if c := now.Customer; c.IDNo != plantedID || c.LegalRep != "诸葛小明" || c.Note != "退款至"+plantedCard+"，急事打"+plantedMobile+"，下午" {
		t.Errorf("a customer saved with masks reads %+v", c)
	}

	was = h.page(t, by)
	contact = was.Contacts[0]
	contact.Mobile = "12900009999"
	if err := h.s.SaveContact(t.Context(), by, was.Contacts[0], contact, app.Why{}); err != nil {
		t.Fatal(err)
	}
	if got := read().Contacts[0].Mobile; got != "12900009999" {
		t.Errorf("a new number is kept as %q", got)
	}

	was = h.page(t, by)
	contact = was.Contacts[0]
	contact.Mobile = "129****0000"
	err := h.s.SaveContact(t.Context(), by, was.Contacts[0], contact, app.Why{})
	if no, is := errors.AsType[*app.Refusal](err); !is || no.Reason != app.StillMasked || no.Field != "mobile" {
		t.Errorf("the mask of another number: %v", err)
	}
	err = h.s.SaveContact(t.Context(), by, app.Contact{}, app.Contact{Customer: h.c.ID, Name: "王五", Mobile: "129****0000"}, app.Why{})
	if no, is := errors.AsType[*app.Refusal](err); !is || no.Reason != app.StillMasked {
		t.Errorf("a mask in a new record: %v", err)
	}
}

func TestACaseTakesTheNumberOfTheContactItsFormWasShownMasked(t *testing.T) {
	h := newMaskHall(t)
	opened, err := h.s.OpenCase(t.Context(), h.as(app.Counter), app.CaseDraft{
		Kind: app.ServiceRequest, SubKind: "meter_test", Channel: "counter", Customer: h.c.ID, ContactName: "欧阳小锋", ContactPhone: "129****5678", Content: "申请校表",
	})
	if err != nil {
		t.Fatal(err)
	}
	if opened.ContactPhone != "129****5678" {
		t.Errorf("the clerk is answered %q", opened.ContactPhone)
	}
	page, err := h.s.CasePage(t.Context(), h.sole, opened.ID)
	if err != nil || page.Case.ContactPhone != plantedMobile {
		t.Errorf("kept %q: %v", page.Case.ContactPhone, err)
	}
}

func TestAMergeTakesTheNumberBehindTheMask(t *testing.T) {
	h := newMaskHall(t)
	by := h.as(app.Supervisor)
	other := datatest.Customer(t, h.s, "欧阳晓锋", "5104000000022", "")
	seen := func(id app.CustomerID) app.Customer {
		p, err := h.s.CustomerPage(t.Context(), by, id)
		if err != nil {
			t.Fatal(err)
		}
		return p.Customer
	}
	if _, err := h.s.MergeCustomers(t.Context(), by, app.CustomerMerge{Stays: seen(other.ID), Gone: seen(h.c.ID), Take: []string{"id_no"}}); err != nil {
		t.Fatal(err)
	}
	p, err := h.s.CustomerPage(t.Context(), h.sole, other.ID)
	if err != nil || p.Customer.IDNo != plantedID {
		t.Errorf("the record that stays says %q: %v", p.Customer.IDNo, err)
	}
}

func TestProtectedFieldsAreShownInClearWithAReasonAndNoted(t *testing.T) {
	h := newMaskHall(t)
	of := app.RevealAsk{Table: "customers", Record: app.RecordID(h.c.ID), Reason: "回电核实用电地址"}
	values := func(r app.Revealed) (out []string) {
		for _, f := range r.Fields {
			out = append(out, f.Value)
		}
		return out
	}
	got, err := h.s.Reveal(t.Context(), h.as(app.Counter), of)
	if err != nil || got.Seconds != 30 {
		t.Fatalf("revealed %+v: %v", got, err)
	}
	for _, want := range []string{plantedID, "诸葛小明", plantedMobile, plantedLine, "ouyang@example.com"} {
		if !slices.Contains(values(got), want) {
			t.Errorf("%s… is not revealed", want[:3])
		}
	}
	reasons, err := h.s.RevealReasons(t.Context(), h.as(app.Counter))
	if err != nil || !slices.Equal(reasons, []string{of.Reason}) {
		t.Errorf("the last reasons are %v: %v", reasons, err)
	}
	work, err := h.s.Reveal(t.Context(), h.as(app.Leader), app.RevealAsk{Table: "cases", Record: app.RecordID(h.one.ID), Reason: "督办"})
	if err != nil || !slices.Contains(values(work), plantedMobile) {
		t.Errorf("of a case is revealed %+v: %v", work, err)
	}

	of.Reason = " "
	if _, err := h.s.Reveal(t.Context(), h.as(app.Counter), of); !isRefused(err, app.Missing) {
		t.Errorf("without a reason: %v", err)
	}
	of.Reason = "好奇"
	for _, role := range []app.Role{app.Trainer, app.Admin, app.Auditor, app.Manager} {
		no := app.ErrNotAllowed
		if role == app.Manager { // of another's customer
			no = app.ErrNotFound
		}
		if _, err := h.s.Reveal(t.Context(), h.as(role), of); !errors.Is(err, no) {
			t.Errorf("%s looks: %v", role, err)
		}
	}
	if err := h.s.Assign(t.Context(), h.sole, app.Assignment{Customer: h.c.ID, Manager: h.sole.Staff, FromOn: app.DayOf(datatest.Now())}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.s.Reveal(t.Context(), h.as(app.Manager), of); err != nil {
		t.Errorf("a manager looks at his own customer: %v", err)
	}
	if reasons, _ := h.s.RevealReasons(t.Context(), h.sole); len(reasons) != 3 {
		t.Errorf("what was refused is no look: %v", reasons)
	}
}

func isRefused(err error, reason app.Reason) bool {
	no, is := errors.AsType[*app.Refusal](err)
	return is && no.Reason == reason
}

func TestNoErrorTellsAProtectedNumber(t *testing.T) {
	h := newMaskHall(t)
	by, nobody := h.as(app.Supervisor), app.Actor{}
	p := h.page(t, h.sole)
	contact, stale := p.Contacts[0], p.Contacts[0]
	stale.Seen = app.Seen{HLC: 1}
	contact.Mobile = "12900009999"
	errs := []error{
		h.s.SaveContact(t.Context(), by, stale, contact, app.Why{}),
		h.s.SaveContact(t.Context(), nobody, p.Contacts[0], contact, app.Why{}),
		h.s.ChangeCustomer(t.Context(), by, p.Customer, app.Customer{ID: p.Customer.ID, Kind: app.Person, IDNo: plantedID}, app.Why{}),
	}
	_, err := h.s.Reveal(t.Context(), by, app.RevealAsk{Table: "customers", Record: app.RecordID(h.c.ID)})
	_, err2 := h.s.OpenCase(t.Context(), by, app.CaseDraft{Customer: h.c.ID, ContactPhone: plantedMobile, Content: plantedID})
	_, _, err3 := h.s.Search(t.Context(), nobody, plantedMobile, 10)
	_, err4 := h.s.SaveAccount(t.Context(), by, app.Account{}, app.Account{Customer: h.c.ID, AccountNo: "5104000000011"}, app.Why{})
	for i, err := range append(errs, err, err2, err3, err4) {
		if err == nil {
			t.Errorf("deed %d went well", i)
			continue
		}
		for _, p := range append(planted, "12900009999", "欧阳小锋") {
			if strings.Contains(err.Error(), p) {
				t.Errorf("an error tells %s…: %d", p[:3], i)
			}
		}
	}
}

func BenchmarkReadsMasked(b *testing.B) {
	s := datatest.Open(b)
	sole := datatest.Actor(b, s)
	for i := range 200 {
		datatest.Customer(b, s, "李晓明", "51040000"+string(rune('0'+i/100%10))+string(rune('0'+i/10%10))+string(rune('0'+i%10))+"11", plantedMobile)
	}
	rows, err := s.CustomerOrder(b.Context(), sole, app.CustomerFilter{})
	if err != nil {
		b.Fatal(err)
	}
	rows = rows[:100]
	clerk := sole
	clerk.Roles = []app.Role{app.Counter}
	for name, by := range map[string]app.Actor{"clear": sole, "masked": clerk} {
		b.Run("list/"+name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.CustomersAt(b.Context(), by, rows); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("search/"+name, func(b *testing.B) {
			for b.Loop() {
				if _, _, err := s.Search(b.Context(), by, "李晓明", 20); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
