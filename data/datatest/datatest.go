// Package datatest gives tests a throwaway store with the seeds the program
// ships, a clock that stands still, and ready records. Every commit in it is
// checked for rows that went past the door.
package datatest

import (
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/assets"
	"lamplighter/data"
	"lamplighter/data/keys"
)

// Now is the moment tests happen at: a Monday morning, 2026-03-02 09:30 in China.
var now = time.Date(2026, 3, 2, 9, 30, 0, 0, app.Local)

// Now is the moment every store of this package takes it to be.
func Now() time.Time { return now }

// Seed is what the program ships, read once for all tests of a package.
func Seed(t testing.TB) []data.Edition {
	t.Helper()
	return shipped
}

var shipped = func() []data.Edition {
	all := make([]data.Edition, assets.Editions)
	for i := range all {
		all[i] = edition(i + 1)
	}
	return all
}()

func edition(n int) data.Edition {
	return sync.OnceValues(func() (data.Seed, error) { return data.Tables(assets.Edition(n)).Read() })
}

// Shipped is all editions of the seed as one: what a new file holds.
func Shipped(t testing.TB) data.Seed {
	t.Helper()
	var all data.Seed
	for _, read := range shipped {
		seed, err := read()
		if err != nil {
			t.Fatal(err)
		}
		all.Codes, all.Days = append(all.Codes, seed.Codes...), append(all.Days, seed.Days...)
		all.Rules, all.Flows = append(all.Rules, seed.Rules...), append(all.Flows, seed.Flows...)
		all.Articles, all.Rhythms = append(all.Articles, seed.Articles...), append(all.Rhythms, seed.Rhythms...)
		all.Segments, all.Templates = append(all.Segments, seed.Segments...), append(all.Templates, seed.Templates...)
		all.Freshness, all.Forms = append(all.Freshness, seed.Freshness...), append(all.Forms, seed.Forms...)
		all.Courses, all.CoursePosts = append(all.Courses, seed.Courses...), append(all.CoursePosts, seed.CoursePosts...)
		all.Watch = append(all.Watch, seed.Watch...)
		all.Qualifications, all.Triggers = append(all.Qualifications, seed.Qualifications...), append(all.Triggers, seed.Triggers...)
	}
	slices.SortStableFunc(all.Flows, func(a, b app.Flow) int { return int(b.Version - a.Version) })
	return all
}

// Open is a new store on a temporary file, closed when the test ends.
func Open(t testing.TB) *data.Store {
	t.Helper()
	return OpenAt(t, filepath.Join(t.TempDir(), "test.lamp"))
}

// OpenAt opens or makes a store at a path, closed when the test ends.
func OpenAt(t testing.TB, path string) *data.Store { return OpenBy(t, path, Now) }

// OpenBy opens or makes a store at a path that goes by a clock of the test's own.
func OpenBy(t testing.TB, path string, clock func() time.Time) *data.Store {
	t.Helper()
	s, err := data.Open(t.Context(), path, data.Options{Create: true, Seed: Seed(t), Now: clock, WatchDoor: true, Passwords: keys.Cheap})
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
