// Package datatest gives tests a throwaway store with the seeds the program
// ships, a clock that stands still, and ready records. Every commit in it is
// checked for rows that went past the door.
package datatest

import (
	"bytes"
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/assets"
	"lamplighter/data"
)

// Now is the moment tests happen at: a Monday morning, 2026-03-02 09:30 in China.
var now = time.Date(2026, 3, 2, 9, 30, 0, 0, app.Local)

// Now is the moment every store of this package takes it to be.
func Now() time.Time { return now }

// Seed is what the program ships.
func Seed(t testing.TB) data.Seed {
	t.Helper()
	codes, err := app.ParseCodes(bytes.NewReader(assets.Codes()))
	if err != nil {
		t.Fatal(err)
	}
	days, err := app.ParseCalendar(bytes.NewReader(assets.Calendar()))
	if err != nil {
		t.Fatal(err)
	}
	rules, err := app.ParseLimitRules(bytes.NewReader(assets.LimitRules()))
	if err != nil {
		t.Fatal(err)
	}
	return data.Seed{Codes: codes, Days: days, Rules: rules}
}

// Open is a new store on a temporary file, closed when the test ends.
func Open(t testing.TB) *data.Store {
	t.Helper()
	return OpenAt(t, filepath.Join(t.TempDir(), "test.lamp"))
}

// OpenAt opens or makes a store at a path, closed when the test ends.
func OpenAt(t testing.TB, path string) *data.Store {
	t.Helper()
	s, err := data.Open(t.Context(), path, data.Options{Create: true, Seed: Seed(t), Now: Now, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// Actor is the one user of a store's file, who may do everything.
func Actor(t testing.TB, s *data.Store) app.Actor {
	t.Helper()
	by, err := s.Start(t.Context(), "米易营业厅", "沈丽")
	if err != nil {
		t.Fatal(err)
	}
	return by
}

// Customer takes a person on with one account and one telephone number. The
// numbers are invalid by design.
func Customer(t testing.TB, s *data.Store, name, accountNo, mobile string) app.Customer {
	t.Helper()
	c, err := s.OpenCustomer(t.Context(), Actor(t, s), app.CustomerDraft{
		Customer: app.Customer{Kind: app.Person, Name: name},
		Contact:  app.Contact{Name: name, Mobile: mobile},
		Account:  app.Account{AccountNo: accountNo, Address: "米易县攀莲镇新村村8组78号", UsageCategory: "202", Voltage: "220V", ContractedVA: 8000},
		MeterNo:  "M" + accountNo,
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Case accepts a service request for a customer.
func Case(t testing.TB, s *data.Store, c app.Customer, content string) app.Case {
	t.Helper()
	opened, err := s.OpenCase(t.Context(), Actor(t, s), app.CaseDraft{
		Kind: app.ServiceRequest, SubKind: "meter_test", Channel: "counter", Customer: c.ID, ContactName: c.Name, Content: content,
	})
	if err != nil {
		t.Fatal(err)
	}
	return opened
}
