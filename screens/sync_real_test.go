package screens_test

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens"
	"lamplighter/screens/background"
	"lamplighter/screens/screentest"
)

const syncPassphrase = "十里长街送灯人 2026"

// company is a hall's computer and a laptop that joined it, with one customer.
func company(t *testing.T) (hall, laptop *data.Store, c app.Customer) {
	t.Helper()
	ctx := t.Context()
	openAs := func(path string) *data.Store {
		s, err := data.Open(ctx, path, data.Options{Create: true, Seed: datatest.Seed(t), Now: datatest.Now, WatchDoor: true, Effort: 10})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		return s
	}
	none := func(int64, int64) {}
	hall = openAs(filepath.Join(t.TempDir(), "hall.lamp"))
	by := datatest.Actor(t, hall)
	c = datatest.Customer(t, hall, "李晓明", "5104000000011", "12900001234")
	if err := hall.MakeCompany(ctx, by, syncPassphrase); err != nil {
		t.Fatal(err)
	}
	made, err := hall.EnrolDevice(ctx, by, syncPassphrase, app.DeviceDraft{Name: "王工的笔记本", Areas: []app.Area{by.Area}, Roles: []app.Role{app.Supervisor}, ToOn: "2027-03-01", Folder: t.TempDir()}, none)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "laptop.lamp")
	if err := data.Join(ctx, path, made.Path, made.Passphrase, none); err != nil {
		t.Fatal(err)
	}
	return hall, openAs(path), c
}

// noteOf writes a customer's note in one of the files, or reads it.
func noteOf(t *testing.T, s *data.Store, id app.CustomerID, note string) string {
	t.Helper()
	by := datatest.Actor(t, s)
	page, err := s.CustomerPage(t.Context(), by, id)
	if err != nil {
		t.Fatal(err)
	}
	if now := page.Customer; note != "" {
		now.Note = note
		if err := s.ChangeCustomer(t.Context(), by, page.Customer, now, app.Why{}); err != nil {
			t.Fatal(err)
		}
	}
	return page.Customer.Note
}

// Task 11 with real packages: the window of a laptop, and a folder through which
// the hall exchanged before it.
func TestALaptopTakesInDecidesAndSendsThroughAFolder(t *testing.T) {
	for _, in := range tongues() {
		hall, laptop, c := company(t)
		folder := t.TempDir()
		send := func(s *data.Store) {
			if _, err := s.Exchange(t.Context(), datatest.Actor(t, s), folder, nil); err != nil {
				t.Fatal(err)
			}
		}
		send(laptop) // so that the folder is that of last time
		noteOf(t, laptop, c.ID, "下午在家")
		noteOf(t, hall, c.ID, "周末再来")
		send(hall)
		page := screentest.New(t, in.opts...)
		over(t, page, screens.Setup{Store: laptop, Sync: laptop, Runner: background.Inline(), Prefs: kept{"language": in.language}, Folder: t.TempDir})
		page.Press("F9", "Enter")
		page.See("李晓明")
		page.Press("Enter")
		open, err := laptop.Conflicts(t.Context(), datatest.Actor(t, laptop), 10)
		if err != nil || len(open.Open) != 1 {
			t.Fatalf("%s: %d conflicts: %v. The page says:\n%s", in.language, len(open.Open), err, page.Text())
		}
		page.TypeHere("2")
		page.Press("Enter")
		if in.language == "en" {
			page.See("all is sent")
		}
		send(hall)
		want := open.Open[0].Lost[0].Value
		if here, there := noteOf(t, laptop, c.ID, ""), noteOf(t, hall, c.ID, ""); here != want || there != want {
			t.Errorf("%s: the note is %q on the laptop and %q in the hall, want %q. The page says:\n%s", in.language, here, there, want, page.Text())
		}
	}
}
