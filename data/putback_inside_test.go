package data

import (
	"errors"
	"slices"
	"testing"

	"lamplighter/app"
)

// onceCalled is a customer whose name and note were changed, with the change.
func onceCalled(t *testing.T, s *Store, by app.Actor) (app.Customer, app.FieldChange) {
	t.Helper()
	c, err := s.OpenCustomer(t.Context(), by, app.CustomerDraft{Customer: app.Customer{Name: "李晓明", Kind: app.Person}})
	if err != nil {
		t.Fatal(err)
	}
	now := putBackPage(t, s, by, c.ID)
	was := now
	now.Name, now.Note = "李小明", "改名"
	if err := s.ChangeCustomer(t.Context(), by, was, now, app.Why{}); err != nil {
		t.Fatal(err)
	}
	return putBackPage(t, s, by, c.ID), putBackChange(t, s, by, c.ID, "name")
}

func putBackPage(t *testing.T, s *Store, by app.Actor, id app.CustomerID) app.Customer {
	t.Helper()
	page, err := s.CustomerPage(t.Context(), by, id)
	if err != nil {
		t.Fatal(err)
	}
	return page.Customer
}

func putBackChange(t *testing.T, s *Store, by app.Actor, id app.CustomerID, field string) app.FieldChange {
	t.Helper()
	all, err := s.History(t.Context(), by, "customers", id)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(c app.FieldChange) bool { return c.Field == field })
	if i < 0 {
		t.Fatalf("no change of %s in %+v", field, all)
	}
	return all[i]
}

func putBackOf(c app.FieldChange, field string) app.PutBack {
	return app.PutBack{Record: app.RecordRef{Table: c.Table, ID: c.Record}, Field: field, Before: c.Write, Reason: "改错了"}
}

func TestAFieldIsPutBackFromItsHistory(t *testing.T) {
	s, by := newHall(t)
	c, change := onceCalled(t, s, by)
	if err := s.PutBack(t.Context(), by, putBackOf(change, "name")); err != nil {
		t.Fatal(err)
	}
	now := putBackPage(t, s, by, c.ID)
	if now.Name != "李晓明" || now.Note != "改名" {
		t.Errorf("now called %q with note %q", now.Name, now.Note)
	}
	if found, _, err := s.Search(t.Context(), by, "李晓明", 5); err != nil || len(found) != 1 {
		t.Errorf("not found by his name: %v", err)
	}
	list, err := s.AuditLog(t.Context(), by, app.AuditFilter{Kinds: []app.AuditKind{app.AuditPutBack}})
	if err != nil || len(list.Lines) != 1 || list.Lines[0].Reason != "改错了" || list.Lines[0].Details["field"] != "name" {
		t.Errorf("the audit log tells %+v: %v", list.Lines, err)
	}
}

func TestARecordIsPutBackWhole(t *testing.T) {
	s, by := newHall(t)
	c, change := onceCalled(t, s, by)
	if err := s.PutBack(t.Context(), by, putBackOf(change, "")); err != nil {
		t.Fatal(err)
	}
	if now := putBackPage(t, s, by, c.ID); now.Name != "李晓明" || now.Note != "" {
		t.Errorf("now called %q with note %q", now.Name, now.Note)
	}
}

func TestAWithdrawnRecordComesBack(t *testing.T) {
	s, by := newHall(t)
	c, _ := onceCalled(t, s, by)
	if err := s.WithdrawCustomer(t.Context(), by, c, app.Why{}); err != nil {
		t.Fatal(err)
	}
	if err := s.PutBack(t.Context(), by, putBackOf(putBackChange(t, s, by, c.ID, "withdrawn_at"), "withdrawn_at")); err != nil {
		t.Fatal(err)
	}
	if now := putBackPage(t, s, by, c.ID); now.WithdrawnAt != 0 {
		t.Error("still withdrawn")
	}
}

func TestWhatCannotBePutBackIsRefused(t *testing.T) {
	s, by := newHall(t)
	_, change := onceCalled(t, s, by)
	counter := by
	counter.Roles = []app.Role{app.Counter}
	auditor := by
	auditor.Roles = []app.Role{app.Auditor}
	with := func(edit func(*app.PutBack)) app.PutBack {
		p := putBackOf(change, "name")
		edit(&p)
		return p
	}
	for name, c := range map[string]struct {
		by     app.Actor
		p      app.PutBack
		reason app.Reason
		is     error
	}{
		"by a clerk":             {by: counter, p: putBackOf(change, "name"), is: app.ErrNotAllowed},
		"by the auditor":         {by: auditor, p: putBackOf(change, "name"), is: app.ErrNotAllowed},
		"without a reason":       {by: by, p: with(func(p *app.PutBack) { p.Reason = " " }), reason: app.NeedsReason},
		"of a table that is not": {by: by, p: with(func(p *app.PutBack) { p.Record.Table = "cases" }), reason: app.NotFromHere},
		"of a field that is not": {by: by, p: with(func(p *app.PutBack) { p.Field = "colour" }), reason: app.Unknown},
		"of a merge":             {by: by, p: with(func(p *app.PutBack) { p.Field = "merged_into_id" }), reason: app.Unknown},
		"of another change":      {by: by, p: with(func(p *app.PutBack) { p.Before.HLC++ }), is: app.ErrNotFound},
		"of what stands":         {by: by, p: with(func(p *app.PutBack) { p.Field = "care" }), reason: app.NothingToDo},
	} {
		err := s.PutBack(t.Context(), c.by, c.p)
		no, refused := errors.AsType[*app.Refusal](err)
		if c.is != nil && !errors.Is(err, c.is) || c.reason != "" && (!refused || no.Reason != c.reason) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
