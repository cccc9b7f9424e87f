package data

import (
	"errors"
	"slices"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// listed is one row of the list as values.
type listed struct {
	record  sheet.Record // its line, what was noticed, and its cells if they may be needed for the file of refused rows
	refused app.ImportProblem
	draft   app.CustomerDraft
	given   uint64 // a bit for each field of the profile
	area    string
	manager string
}

// from judges a record and copies what is kept of it: the reader reuses it.
func (l *listed) from(r *sheet.Record, keepCells bool) {
	*l = listed{record: sheet.Record{Line: r.Line, Notes: append(l.record.Notes[:0], r.Notes...)}}
	if no := r.Refused; no.Reason != "" {
		l.refused = problemOf(r, no)
	} else {
		l.understand(r.Values)
		if no, is := errors.AsType[*app.Refusal](l.draft.Check()); is {
			l.refused = problemOf(r, sheet.Note{Field: no.Field, Reason: sheet.Reason(no.Reason)})
		}
	}
	if keepCells || l.refused.Reason != "" {
		l.record.Cells = slices.Clone(r.Cells)
	}
}

// understand makes a draft of a record's values.
func (l *listed) understand(v []sheet.Value) {
	text := func(i int) string { return v[i].Text }
	l.area, l.manager = text(sheet.TransformerArea), text(sheet.Manager)
	for i := range v {
		if v[i].Given {
			l.given |= 1 << i
		}
	}
	d := &l.draft
	d.Customer.Name = text(sheet.CustomerName)
	d.Customer.Kind = holderKind(text(sheet.HolderKind), d.Customer.Name, text(sheet.USCC))
	d.Customer.IDNo, d.Customer.USCC = text(sheet.IDNumber), text(sheet.USCC)
	d.Customer.Industry = text(sheet.IndustryCode)
	d.Contact.Name, d.Contact.Mobile, d.Contact.Landline = text(sheet.ContactName), text(sheet.ContactPhone), text(sheet.OtherPhone)
	d.Account = app.Account{
		AccountNo: text(sheet.AccountNo), Address: text(sheet.Address), UsageCategory: text(sheet.UsageCategory), Voltage: text(sheet.SupplyVoltage),
		ContractedVA: v[sheet.ContractedKVA].Int, RunningVA: v[sheet.RunningKVA].Int, ReadingBook: text(sheet.ReadingBook),
		OpenedOn: app.Day(text(sheet.OpenedOn)), ArrearsFen: v[sheet.Arrears].Int, Substation: text(sheet.Substation), Line: text(sheet.Line),
		Note: text(sheet.Remark), Status: "active",
	}
	d.MeterNo = text(sheet.MeterNo)
}

func holderKind(given, name, uscc string) app.CustomerKind {
	switch {
	case given == string(app.Person), given == string(app.Organisation):
		return app.CustomerKind(given)
	case uscc != "", app.LooksLikeOrganisation(name):
		return app.Organisation
	}
	return app.Person
}

// into copies the given values over what was known; an empty cell changes nothing.
func (l *listed) into(a *app.Account, c *app.Customer) {
	for _, over := range copiedOver {
		if l.given&(1<<over.field) != 0 {
			over.copy(a, c, &l.draft)
		}
	}
}

// copiedOver are the values a list may change.
var copiedOver = []struct {
	field int
	copy  func(*app.Account, *app.Customer, *app.CustomerDraft)
}{
	{sheet.Address, func(a *app.Account, _ *app.Customer, d *app.CustomerDraft) { a.Address = d.Account.Address }},
	{sheet.UsageCategory, func(a *app.Account, _ *app.Customer, d *app.CustomerDraft) { a.UsageCategory = d.Account.UsageCategory }},
	{sheet.SupplyVoltage, func(a *app.Account, _ *app.Customer, d *app.CustomerDraft) { a.Voltage = d.Account.Voltage }},
	{sheet.ContractedKVA, func(a *app.Account, _ *app.Customer, d *app.CustomerDraft) { a.ContractedVA = d.Account.ContractedVA }},
	{sheet.RunningKVA, func(a *app.Account, _ *app.Customer, d *app.CustomerDraft) { a.RunningVA = d.Account.RunningVA }},
	{sheet.ReadingBook, func(a *app.Account, _ *app.Customer, d *app.CustomerDraft) { a.ReadingBook = d.Account.ReadingBook }},
	{sheet.TransformerArea, func(a *app.Account, _ *app.Customer, d *app.CustomerDraft) {
		a.TransformerArea = d.Account.TransformerArea
	}},
	{sheet.OpenedOn, func(a *app.Account, _ *app.Customer, d *app.CustomerDraft) { a.OpenedOn = d.Account.OpenedOn }},
	{sheet.Arrears, func(a *app.Account, _ *app.Customer, d *app.CustomerDraft) { a.ArrearsFen = d.Account.ArrearsFen }},
	{sheet.Substation, func(a *app.Account, _ *app.Customer, d *app.CustomerDraft) { a.Substation = d.Account.Substation }},
	{sheet.Line, func(a *app.Account, _ *app.Customer, d *app.CustomerDraft) { a.Line = d.Account.Line }},
	{sheet.Remark, func(a *app.Account, _ *app.Customer, d *app.CustomerDraft) { a.Note = d.Account.Note }},
	{sheet.IndustryCode, func(_ *app.Account, c *app.Customer, d *app.CustomerDraft) { c.Industry = d.Customer.Industry }},
	{sheet.IDNumber, func(_ *app.Account, c *app.Customer, d *app.CustomerDraft) { c.IDNo = d.Customer.IDNo }},
	{sheet.USCC, func(_ *app.Account, c *app.Customer, d *app.CustomerDraft) { c.USCC = d.Customer.USCC }},
}
