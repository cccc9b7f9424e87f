package permitted_test

import (
	"fmt"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// county is a file of two halls. Each customer's records hold his mark in
// every text.
type county struct {
	*data.Store
	sole         app.Actor
	hallA, hallB app.Actor // whoever set the halls up
	staff        map[string]app.Staff
	kits         map[string]kit
	secret       app.Case // a report of wrongdoing on a customer of hall A
}

// kit is what was planted of a customer, by the type of its id.
type kit struct {
	customer app.Customer
	account  app.Account
	ofCase   app.Case
	visit    app.Visit
	promise  app.Commitment
	contact  app.Contact
	meter    app.Meter
	pupil    pupil
}

// The marks: of customers of hall A and its two managers, of one of hall A that
// nobody is responsible for, of hall B, and of the report.
const (
	markOne    = "甲壹"
	markTwo    = "甲贰"
	markNobody = "甲叁"
	markOther  = "乙肆"
	markSecret = "密伍"
)

func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func newCounty(t testing.TB) *county {
	t.Helper()
	s := datatest.Open(t)
	c := &county{Store: s, sole: datatest.Actor(t, s), staff: map[string]app.Staff{}, kits: map[string]kit{}}
	ctx := t.Context()
	c.hallA, c.hallB = c.sole, c.sole
	other := must[app.OrgUnit](t)(s.SaveUnit(ctx, c.sole, app.OrgUnit{}, app.OrgUnit{Code: "02", Name: "丙谷营业厅", Kind: "hall", Area: 770, ValidFrom: "2020-01-01"}))
	c.hallB.Unit, c.hallB.Area = other.ID, other.Area
	company := must[app.OrgUnit](t)(s.SaveUnit(ctx, c.sole, app.OrgUnit{}, app.OrgUnit{Code: "00", Name: "米易供电公司", Kind: "company", ValidFrom: "2020-01-01"}))
	for _, u := range must[[]app.OrgUnit](t)(s.Units(ctx, c.sole)) {
		if u.ID == c.sole.Unit || u.ID == other.ID {
			below := u
			below.Parent = company.ID
			must[app.OrgUnit](t)(s.SaveUnit(ctx, c.sole, u, below))
		}
	}
	for i, p := range []struct {
		name string
		unit app.OrgUnitID
		role app.Role
	}{
		{"counter", c.sole.Unit, app.Counter},
		{"manager", c.sole.Unit, app.Manager},
		{"colleague", c.sole.Unit, app.Manager},
		{"supervisor", c.sole.Unit, app.Supervisor},
		{"trainer", c.sole.Unit, app.Trainer},
		{"appraiser", c.sole.Unit, app.Appraiser},
		{"secretary", c.sole.Unit, app.Secretary},
		{"leader", c.sole.Unit, app.Leader},
		{"admin", c.sole.Unit, app.Admin},
		{"auditor", c.sole.Unit, app.Auditor},
		{"named", c.sole.Unit, app.Supervisor},
		{"elsewhere", other.ID, app.Manager},
		{"head", company.ID, app.Leader},
	} {
		c.staff[p.name] = must[app.Staff](t)(s.SaveStaff(ctx, c.sole, app.Staff{}, app.Staff{
			StaffNo: fmt.Sprint("Q", 100+i), Name: "示例" + p.name, Unit: p.unit, Roles: []app.Role{p.role}, ValidFrom: "2020-01-01",
		}))
	}
	c.plant(t, c.hallA, markOne, "5104000000111", "12900000111", "manager")
	c.plant(t, c.hallA, markTwo, "5104000000222", "12900000222", "colleague")
	c.plant(t, c.hallA, markNobody, "5104000000333", "12900000333", "")
	c.plant(t, c.hallB, markOther, "5104000000444", "12900000444", "elsewhere")
	c.secret = must[app.Case](t)(s.OpenCase(ctx, c.hallA, app.CaseDraft{
		Kind: app.Wrongdoing, SubKind: "staff", Channel: "counter", Customer: c.kits[markOne].customer.ID, ContactName: "举报人" + markSecret,
		Content: "反映" + markSecret, Secrecy: "protected", Named: []app.StaffID{c.staff["named"].ID, c.sole.Staff},
	}))
	c.use(t)
	c.pupils(t)
	return c
}

// actor is who signed in as one of the staff.
func (c *county) actor(name string) app.Actor {
	p := c.staff[name]
	by := app.Actor{Staff: p.ID, Name: p.Name, Unit: p.Unit, Area: c.hallA.Area, Roles: p.Roles}
	switch p.Unit {
	case c.hallA.Unit:
	case c.hallB.Unit:
		by.Area = c.hallB.Area
	default:
		by.Area = 0
	}
	return by
}

// plant makes a customer with a row in each table that hangs on him.
func (c *county) plant(t testing.TB, by app.Actor, mark, account, mobile, manager string) {
	t.Helper()
	ctx := t.Context()
	var k kit
	k.customer = must[app.Customer](t)(c.OpenCustomer(ctx, by, app.CustomerDraft{
		Customer: app.Customer{Kind: app.Organisation, Name: mark + "石材厂", Note: mark, Industry: "C3011"},
		Contact:  app.Contact{Name: mark + "联系人", Mobile: mobile},
		Account:  app.Account{AccountNo: account, Address: "米易县" + mark + "村", UsageCategory: "202", Voltage: "220V", ContractedVA: 200_000},
		MeterNo:  "M" + account, Manager: c.staff[manager].ID,
	}))
	page := must[app.CustomerPage](t)(c.CustomerPage(ctx, by, k.customer.ID))
	k.account, k.contact, k.meter = page.Accounts[0], page.Contacts[0], page.Meters[0]
	k.ofCase = must[app.Case](t)(c.OpenCase(ctx, by, app.CaseDraft{
		Kind: app.ServiceRequest, SubKind: "meter_test", Channel: "counter", Customer: k.customer.ID, Account: k.account.ID, ContactName: mark, Content: mark + "申请校表",
	}))
	if err := c.NoteOnCase(ctx, by, k.ofCase, app.CaseNote{Text: mark + "已联系", Contact: "phone"}); err != nil {
		t.Fatal(err)
	}
	k.visit = must[app.Visit](t)(c.StartVisit(ctx, by, k.customer.ID, "2026-03-02"))
	k.promise = must[app.Commitment](t)(c.MakeCommitment(ctx, by, app.CommitmentDraft{Customer: k.customer.ID, Content: mark + "回复", Owner: by.Staff, DueOn: "2026-03-20"}))
	must[app.Opportunity](t)(c.SaveOpportunity(ctx, by, app.Opportunity{}, app.Opportunity{Customer: k.customer.ID, Kind: "capacity", Stage: "lead", Note: mark, NextStep: mark + "勘查", NextOn: "2026-03-10"}))
	for _, err := range []error{
		c.SaveSpecialCare(ctx, by, app.SpecialCare{}, app.SpecialCare{Customer: k.customer.ID, Kind: "alone", Basis: mark, FromOn: "2026-01-01", ToOn: "2026-12-31", Note: mark}, app.Why{}),
		c.SaveRelation(ctx, by, app.Relation{}, app.Relation{Customer: k.customer.ID, Kind: "benefit", Content: mark, FromOn: "2026-01-01", ToOn: "2026-12-31"}, app.Why{}),
		c.SaveAgreement(ctx, by, app.Agreement{}, app.Agreement{Customer: k.customer.ID, Account: k.account.ID, Kind: "supply_hv", Number: "GY-" + mark, SignedBy: mark, SignedOn: "2026-01-05", FromOn: "2026-01-05", ToOn: "2028-01-04", Status: "in_force"}, app.Why{}),
		c.SaveDraft(ctx, by, app.Draft{ID: "case-" + mark, Form: "case", Title: mark, Fields: map[string]string{"content": mark}}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	must[app.UsageEvent](t)(c.AddUsageEvent(ctx, by, app.UsageEvent{Customer: k.customer.ID, Kind: "closure", FromMonth: 202602, ChangePermille: -900, Confidence: 80, Reason: mark + "停产"}))
	c.kits[mark] = k
}

// use tells what all of them used, lets it be forecast, and notes a reason.
func (c *county) use(t testing.TB) {
	t.Helper()
	for month := int64(202401); month <= 202602; month = app.AddMonths(month, 1) {
		for _, of := range []struct {
			by    app.Actor
			marks []string
		}{{c.hallA, []string{markOne, markTwo, markNobody}}, {c.hallB, []string{markOther}}} {
			var rows []app.AccountUse
			for i, mark := range of.marks {
				rows = append(rows, app.AccountUse{Account: c.kits[mark].account.ID, MonthUse: app.MonthUse{Month: month, Total: int64(10_000 + 1_000*i)}})
			}
			must[app.UsageReport](t)(c.PutUsage(t.Context(), of.by, app.UsageDraft{Month: month, Source: "list", Rows: rows}))
		}
	}
	must[app.ForecastRun](t)(c.RunForecast(t.Context(), c.sole, app.ForecastJob{}, func(int64, int64) {}))
	for mark, k := range c.kits {
		by := c.hallA
		if mark == markOther {
			by = c.hallB
		}
		must[app.DeviationReason](t)(c.ExplainDeviation(t.Context(), by, app.DeviationReason{Customer: k.customer.ID, Month: 202602, Cause: app.CauseEvent, Reason: mark + "减产"}))
		must[app.UseTasksGiven](t)(c.GiveUseTasks(t.Context(), by, app.UseTaskDraft{Customers: []app.CustomerID{k.customer.ID}, Month: 202602, About: app.AboutDeviation, Text: mark + "了解"}))
	}
}
