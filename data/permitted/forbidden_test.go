package permitted_test

import (
	"errors"
	"testing"

	"lamplighter/app"
)

// TestForbiddenOperationsAreRefused tries what somebody is curious or careless
// enough to try, and prints what answered (-v).
func TestForbiddenOperationsAreRefused(t *testing.T) {
	c := newCounty(t)
	ctx := t.Context()
	one, two, other := c.kits[markOne], c.kits[markTwo], c.kits[markOther]
	why := app.Why{}
	said := func(_ any, err error) error { return err }
	renamed := func(k kit) app.Customer { now := k.customer; now.Note = "改"; return now }
	phone := func(k kit) app.Contact { now := k.contact; now.Hours = "晚上"; return now }
	address := func(k kit) app.Account { now := k.account; now.Address = "别处"; return now }
	toOther := func(k kit, to app.CustomerID) app.Contact { now := k.contact; now.Customer = to; return now }
	note := app.CaseNote{Text: "改", Contact: "phone"}
	secretRow := c.secret
	newCase := func(k kit) app.CaseDraft {
		return app.CaseDraft{Kind: app.ServiceRequest, SubKind: "meter_test", Channel: "counter", Customer: k.customer.ID, ContactName: "某某", Content: "校表"}
	}
	refused, hidden := app.ErrNotAllowed, app.ErrNotFound

	tests := []struct {
		who  string
		what string
		want error
		try  func(app.Actor) error
	}{
		{"counter", "opens the page of a customer of another hall", hidden, func(by app.Actor) error { return said(c.CustomerPage(ctx, by, other.customer.ID)) }},
		{"counter", "changes a customer of another hall", refused, func(by app.Actor) error { return c.ChangeCustomer(ctx, by, other.customer, renamed(other), why) }},
		{"counter", "changes a contact of another hall", refused, func(by app.Actor) error { return c.SaveContact(ctx, by, other.contact, phone(other), why) }},
		{"counter", "adds a contact to a customer of another hall", refused, func(by app.Actor) error {
			return c.SaveContact(ctx, by, app.Contact{}, app.Contact{Customer: other.customer.ID, Name: "某某", Mobile: "12900009999"}, why)
		}},
		{"counter", "gives a contact to a customer of another hall", refused, func(by app.Actor) error {
			return c.SaveContact(ctx, by, one.contact, toOther(one, other.customer.ID), why)
		}},
		{"counter", "changes an account of another hall", refused, func(by app.Actor) error { return said(c.SaveAccount(ctx, by, other.account, address(other), why)) }},
		{"counter", "changes a meter of another hall", refused, func(by app.Actor) error {
			now := other.meter
			now.Multiplier = 40
			return c.SaveMeter(ctx, by, other.meter, now, why)
		}},
		{"counter", "withdraws a customer of another hall", refused, func(by app.Actor) error { return c.WithdrawCustomer(ctx, by, other.customer, why) }},
		{"counter", "accepts a case for a customer of another hall", refused, func(by app.Actor) error { return said(c.OpenCase(ctx, by, newCase(other))) }},
		{"counter", "opens a case of another hall", hidden, func(by app.Actor) error { return said(c.CasePage(ctx, by, other.ofCase.ID)) }},
		{"counter", "notes on a case of another hall", refused, func(by app.Actor) error { return c.NoteOnCase(ctx, by, other.ofCase, note) }},
		{"counter", "moves a case of another hall", refused, func(by app.Actor) error {
			return said(c.MoveCase(ctx, by, other.ofCase, app.Progress{To: "assigned", Owner: by.Staff}))
		}},
		{"counter", "forces a step", refused, func(by app.Actor) error {
			return said(c.MoveCase(ctx, by, one.ofCase, app.Progress{To: "closed", Force: true, Reason: "x"}))
		}},
		{"counter", "opens a report of wrongdoing", hidden, func(by app.Actor) error { return said(c.CasePage(ctx, by, c.secret.ID)) }},
		{"counter", "notes on a report of wrongdoing", hidden, func(by app.Actor) error { return c.NoteOnCase(ctx, by, secretRow, note) }},
		{"counter", "reads the history of a record", refused, func(by app.Actor) error { return said(c.History(ctx, by, "customers", app.RecordID(one.customer.ID))) }},
		{"counter", "exports the customers", refused, func(by app.Actor) error { return said(c.ExportCustomers(ctx, by, nil, app.ExportJob{}, nil)) }},
		{"counter", "plans a visit", refused, func(by app.Actor) error { return said(c.StartVisit(ctx, by, one.customer.ID, "2026-03-04")) }},
		{"counter", "makes a promise", refused, func(by app.Actor) error {
			return said(c.MakeCommitment(ctx, by, app.CommitmentDraft{Customer: one.customer.ID, Content: "x", Owner: by.Staff, DueOn: "2026-03-20"}))
		}},
		{"counter", "merges two customers", refused, func(by app.Actor) error { return said(c.MergeCustomers(ctx, by, app.CustomerMerge{})) }},
		{"counter", "changes the people of the company", refused, func(by app.Actor) error { return said(c.SaveStaff(ctx, by, c.staff["counter"], c.staff["counter"])) }},
		{"counter", "makes himself a supervisor", refused, func(by app.Actor) error {
			now := c.staff["counter"]
			now.Roles = []app.Role{app.Supervisor}
			return said(c.SaveStaff(ctx, by, c.staff["counter"], now))
		}},
		{"counter", "reads a visit of another hall", hidden, func(by app.Actor) error { return said(c.VisitPage(ctx, by, other.visit.ID)) }},
		{"counter", "reads a promise of another hall", hidden, func(by app.Actor) error { return said(c.Commitment(ctx, by, other.promise.ID)) }},

		{"manager", "opens the page of a colleague's customer", hidden, func(by app.Actor) error { return said(c.CustomerPage(ctx, by, two.customer.ID)) }},
		{"manager", "changes a colleague's customer", refused, func(by app.Actor) error { return c.ChangeCustomer(ctx, by, two.customer, renamed(two), why) }},
		{"manager", "opens a colleague's case", hidden, func(by app.Actor) error { return said(c.CasePage(ctx, by, two.ofCase.ID)) }},
		{"manager", "notes on a colleague's case", refused, func(by app.Actor) error { return c.NoteOnCase(ctx, by, two.ofCase, note) }},
		{"manager", "accepts a case for a colleague's customer", refused, func(by app.Actor) error { return said(c.OpenCase(ctx, by, newCase(two))) }},
		{"manager", "takes a colleague's customer over", refused, func(by app.Actor) error {
			return c.Assign(ctx, by, app.Assignment{Customer: two.customer.ID, Manager: by.Staff, FromOn: "2026-03-03"})
		}},
		{"manager", "visits a colleague's customer", refused, func(by app.Actor) error { return said(c.StartVisit(ctx, by, two.customer.ID, "2026-03-04")) }},
		{"manager", "cancels a colleague's visit", refused, func(by app.Actor) error { return said(c.CancelVisit(ctx, by, two.visit, "重复")) }},
		{"manager", "reads a colleague's visit", hidden, func(by app.Actor) error { return said(c.VisitPage(ctx, by, two.visit.ID)) }},
		{"manager", "reads the brief of a colleague's visit", hidden, func(by app.Actor) error { return said(c.Brief(ctx, by, app.BriefOf{Visit: two.visit.ID})) }},
		{"manager", "ends a colleague's promise", refused, func(by app.Actor) error {
			return said(c.EndCommitment(ctx, by, two.promise, app.CommitmentEnd{How: "kept", Evidence: "x"}))
		}},
		{"manager", "notes a fact of a colleague's customer", refused, func(by app.Actor) error {
			return c.NoteFacts(ctx, by, app.FactsDraft{Customer: two.customer.ID, Values: map[string]string{"shifts": "2"}, KnownOn: "2026-03-01", Source: "phone"})
		}},
		{"manager", "reads the use of a colleague's customer", hidden, func(by app.Actor) error { return nothing(c.UsageOf(ctx, by, two.customer.ID, 12)) }},
		{"manager", "reads the events of a colleague's customer", hidden, func(by app.Actor) error { return nothing(c.UsageEvents(ctx, by, two.customer.ID)) }},
		{"manager", "adds an event to a colleague's customer", refused, func(by app.Actor) error {
			return said(c.AddUsageEvent(ctx, by, app.UsageEvent{Customer: two.customer.ID, Kind: "closure", FromMonth: 202602, ChangePermille: -900, Confidence: 80, Reason: "x"}))
		}},
		{"manager", "reads the forecast of a colleague's customer", hidden, func(by app.Actor) error {
			return said(c.UseForecast(ctx, by, app.ForecastOf{Customer: two.customer.ID}))
		}},
		{"manager", "reads the history of a colleague's customer", hidden, func(by app.Actor) error { return said(c.History(ctx, by, "customers", app.RecordID(two.customer.ID))) }},
		{"manager", "reads the history of a colleague's case", hidden, func(by app.Actor) error { return said(c.History(ctx, by, "cases", app.RecordID(two.ofCase.ID))) }},
		{"manager", "forces a step of his own case", refused, func(by app.Actor) error {
			return said(c.MoveCase(ctx, by, one.ofCase, app.Progress{To: "closed", Force: true, Reason: "x"}))
		}},
		{"manager", "closes a month", refused, func(by app.Actor) error { return said(c.CloseMonth(ctx, by, 202602, nil)) }},
		{"manager", "sees how a colleague fares", refused, func(by app.Actor) error {
			return said(c.ReviewedVisits(ctx, by, app.VisitFilter{}, []app.StaffID{c.staff["colleague"].ID}))
		}},
		{"manager", "merges two customers", refused, func(by app.Actor) error { return said(c.MergeCustomers(ctx, by, app.CustomerMerge{})) }},
		{"manager", "imports a list", refused, func(by app.Actor) error { return said(c.Imports(ctx, by)) }},
		{"manager", "copies the file", refused, func(by app.Actor) error { return said(c.Backup(ctx, by, "")) }},
		{"manager", "opens a report on his own customer", hidden, func(by app.Actor) error { return said(c.CasePage(ctx, by, c.secret.ID)) }},
		{"manager", "reads the history of a report", hidden, func(by app.Actor) error { return said(c.History(ctx, by, "cases", app.RecordID(c.secret.ID))) }},
		{"manager", "lists the attachments of a colleague's case", hidden, func(by app.Actor) error {
			return nothing(c.Attachments(ctx, by, "cases", app.RecordID(two.ofCase.ID)))
		}},
		{"elsewhere", "opens a customer of this hall", hidden, func(by app.Actor) error { return said(c.CustomerPage(ctx, by, one.customer.ID)) }},

		{"supervisor", "opens a customer of another hall", hidden, func(by app.Actor) error { return said(c.CustomerPage(ctx, by, other.customer.ID)) }},
		{"supervisor", "changes a customer of another hall", refused, func(by app.Actor) error { return c.ChangeCustomer(ctx, by, other.customer, renamed(other), why) }},
		{"supervisor", "assigns a customer of another hall", refused, func(by app.Actor) error {
			return c.Assign(ctx, by, app.Assignment{Customer: other.customer.ID, Manager: by.Staff, FromOn: "2026-03-03"})
		}},
		{"supervisor", "moves a customer of another hall to his own", refused, func(by app.Actor) error {
			return said(c.MoveCustomers(ctx, by, app.CustomersMove{Customers: []app.CustomerID{other.customer.ID}, To: by.Area, Reason: "x"}))
		}},
		{"supervisor", "opens a report he is not named on", hidden, func(by app.Actor) error { return said(c.CasePage(ctx, by, c.secret.ID)) }},
		{"supervisor", "changes the rules", refused, func(by app.Actor) error { return said(c.SaveFlow(ctx, by, "", "")) }},
		{"supervisor", "enrols a computer", refused, func(by app.Actor) error { return said(c.EnrolDevice(ctx, by, "", app.DeviceDraft{}, nil)) }},
		{"supervisor", "changes the catalogue of courses", refused, func(by app.Actor) error { return said(c.SaveCourse(ctx, by, app.Course{}, app.Course{})) }},

		{"trainer", "lists the customers", refused, func(by app.Actor) error { return said(c.CustomerOrder(ctx, by, app.CustomerFilter{})) }},
		{"trainer", "searches", refused, func(by app.Actor) error { _, _, err := c.Search(ctx, by, markOne, 5); return err }},
		{"trainer", "opens a case that no exercise names", hidden, func(by app.Actor) error { return said(c.CasePage(ctx, by, one.ofCase.ID)) }},
		{"trainer", "accepts a case", refused, func(by app.Actor) error { return said(c.OpenCase(ctx, by, newCase(one))) }},
		{"trainer", "reads a visit that no exercise names", hidden, func(by app.Actor) error { return said(c.VisitPage(ctx, by, one.visit.ID)) }},

		{"appraiser", "opens a customer", refused, func(by app.Actor) error { return said(c.CustomerPage(ctx, by, one.customer.ID)) }},
		{"appraiser", "exports the cases", refused, func(by app.Actor) error { return said(c.ExportCases(ctx, by, nil, app.ExportJob{}, nil)) }},
		{"secretary", "opens a case that no meeting is about", hidden, func(by app.Actor) error { return said(c.CasePage(ctx, by, one.ofCase.ID)) }},
		{"secretary", "changes a customer", refused, func(by app.Actor) error { return c.ChangeCustomer(ctx, by, one.customer, renamed(one), why) }},
		{"leader", "changes a customer", refused, func(by app.Actor) error { return c.ChangeCustomer(ctx, by, one.customer, renamed(one), why) }},
		{"leader", "opens a customer of a hall he does not lead", hidden, func(by app.Actor) error { return said(c.CustomerPage(ctx, by, other.customer.ID)) }},
		{"leader", "opens a report he is not named on", hidden, func(by app.Actor) error { return said(c.CasePage(ctx, by, c.secret.ID)) }},

		{"admin", "opens a customer", refused, func(by app.Actor) error { return said(c.CustomerPage(ctx, by, one.customer.ID)) }},
		{"admin", "searches", refused, func(by app.Actor) error { _, _, err := c.Search(ctx, by, markOne, 5); return err }},
		{"admin", "counts the customers", refused, func(by app.Actor) error { return said(c.CountCustomers(ctx, by, app.CustomerFilter{}, 10)) }},
		{"admin", "lists the cases", refused, func(by app.Actor) error { return said(c.CaseOrder(ctx, by, app.CaseFilter{})) }},
		{"admin", "reads the history of a customer", hidden, func(by app.Actor) error { return said(c.History(ctx, by, "customers", app.RecordID(one.customer.ID))) }},
		{"admin", "exports the customers", refused, func(by app.Actor) error { return said(c.ExportCustomers(ctx, by, nil, app.ExportJob{}, nil)) }},

		{"auditor", "changes a customer", refused, func(by app.Actor) error { return c.ChangeCustomer(ctx, by, one.customer, renamed(one), why) }},
		{"auditor", "accepts a case", refused, func(by app.Actor) error { return said(c.OpenCase(ctx, by, newCase(one))) }},
		{"auditor", "opens a report of wrongdoing", hidden, func(by app.Actor) error { return said(c.CasePage(ctx, by, c.secret.ID)) }},
		{"auditor", "reads the history of a report", hidden, func(by app.Actor) error { return said(c.History(ctx, by, "cases", app.RecordID(c.secret.ID))) }},
		{"auditor", "takes a quiz", refused, func(by app.Actor) error { return said(c.StartQuiz(ctx, by, app.QuizID{})) }},
		{"auditor", "exchanges with another computer", refused, func(by app.Actor) error { return said(c.Exchange(ctx, by, "", nil)) }},
	}
	for _, tt := range tests {
		err := tt.try(c.actor(tt.who))
		if !errors.Is(err, tt.want) {
			t.Errorf("%s %s: answered %v, want %v", tt.who, tt.what, err, tt.want)
		}
		t.Logf("%-10s %-52s %v", tt.who, tt.what, err)
	}
	t.Logf("%d forbidden operations", len(tests))
}

// nothing says ErrNotFound of an empty answer.
func nothing[T any](all []T, err error) error {
	if err == nil && len(all) == 0 {
		return app.ErrNotFound
	}
	return err
}
