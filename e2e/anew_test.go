//go:build e2e

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
)

// lateLaptop is a manager's laptop that was away for months, with the program
// over it, and the hall, whose window is elsewhere. On their stick the hall's
// packages of that time are gone and a snapshot for the laptop lies; of one
// customer both have changed the note, and the laptop has a customer more that it
// never sent.
type lateLaptop struct {
	*counted
	hall  string
	stick string
	left  time.Duration // ago: since then the laptop was away
}

const (
	bothChange  = "吉克阿牛"
	hallSays    = "营业厅：已换新表"
	laptopSays  = "外勤：表前开关松动"
	neverSent   = "马秀英"
	passphrase  = "correct horse battery"
	monthsAway  = 120 * 24 * time.Hour
	manyRecords = 60
)

func lateLaptopOf(t *testing.T) *lateLaptop {
	t.Helper()
	l := &lateLaptop{counted: closedHall(t), hall: filepath.Join(t.TempDir(), "hall.lamp"), stick: filepath.Join(t.TempDir(), "KINGSTON"), left: monthsAway}
	if err := os.Mkdir(l.stick, 0o700); err != nil {
		t.Fatal(err)
	}
	l.enrolled()
	l.at(l.hall, func(s *data.Store) {
		for n := range manyRecords {
			l.takesOn(s, fmt.Sprint("李晓明", n))
		}
		l.notes(s, hallSays)
		l.exchanges(s)
	})
	l.losePackages()
	l.left = 0
	l.at(l.file, l.exchanges) // misses them, and asks
	l.at(l.hall, l.exchanges) // lays the snapshot
	l.losePackages()
	l.at(l.file, func(s *data.Store) {
		l.takesOn(s, neverSent)
		l.notes(s, laptopSays)
	})
	l.onView(t)
	l.on("首页")
	l.still(surely)
	return l
}

// enrolled makes the company and brings the laptop into it, months ago.
func (l *lateLaptop) enrolled() {
	l.t.Helper()
	l.at(l.hall, func(s *data.Store) {
		by, err := s.Start(l.t.Context(), "米易营业厅", "沈丽")
		if err == nil {
			err = s.MakeCompany(l.t.Context(), by, passphrase)
		}
		if err != nil {
			l.t.Fatal(err)
		}
		l.takesOn(s, bothChange)
		made, err := s.EnrolDevice(l.t.Context(), by, passphrase, app.DeviceDraft{
			Name: "王工的笔记本", Areas: []app.Area{by.Area}, Roles: []app.Role{app.Manager, app.Counter}, Staff: by.Staff, ToOn: app.DayOf(time.Now().AddDate(1, 0, 0)), Folder: l.stick,
		}, unheard)
		if err == nil {
			err = data.Join(l.t.Context(), l.file, made.Path, made.Passphrase, unheard)
		}
		if err != nil {
			l.t.Fatal(err)
		}
	})
	l.at(l.file, l.exchanges)
}

// at works in a file past its window.
func (l *lateLaptop) at(file string, does func(*data.Store)) {
	l.t.Helper()
	host, err := os.Hostname()
	if err != nil {
		l.t.Fatal(err)
	}
	s, err := data.Open(l.t.Context(), file, data.Options{Create: true, DeviceName: host, Effort: 10, Now: func() time.Time { return time.Now().Add(-l.left) }})
	if err != nil {
		l.t.Fatal(err)
	}
	does(s)
	if err := s.Close(); err != nil {
		l.t.Fatal(err)
	}
}

// who works at a computer.
func (l *lateLaptop) who(s *data.Store) app.Actor {
	l.t.Helper()
	by, err := s.Start(l.t.Context(), "", "")
	if err != nil {
		l.t.Fatal(err)
	}
	return by
}

func (l *lateLaptop) exchanges(s *data.Store) {
	l.t.Helper()
	if _, err := s.Exchange(l.t.Context(), l.who(s), l.stick, nil); err != nil {
		l.t.Fatal(err)
	}
}

func (l *lateLaptop) takesOn(s *data.Store, name string) {
	l.t.Helper()
	_, err := s.OpenCustomer(l.t.Context(), l.who(s), app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: name}, Contact: app.Contact{Name: name, Mobile: "10000000001"}})
	if err != nil {
		l.t.Fatal(err)
	}
}

// notes changes the note of the customer whom both know.
func (l *lateLaptop) notes(s *data.Store, note string) {
	l.t.Helper()
	for _, r := range l.known(s) {
		if r.Name != bothChange {
			continue
		}
		page, err := s.CustomerPage(l.t.Context(), l.who(s), r.ID)
		if err == nil {
			now := page.Customer
			now.Note = note
			err = s.ChangeCustomer(l.t.Context(), l.who(s), page.Customer, now, app.Why{})
		}
		if err != nil {
			l.t.Fatal(err)
		}
	}
}

func (l *lateLaptop) known(s *data.Store) []app.CustomerRow {
	l.t.Helper()
	order, err := s.CustomerOrder(l.t.Context(), l.who(s), app.CustomerFilter{})
	if err != nil {
		l.t.Fatal(err)
	}
	rows, err := s.CustomersAt(l.t.Context(), l.who(s), order)
	if err != nil {
		l.t.Fatal(err)
	}
	return rows
}

// losePackages takes the packages off the stick.
func (l *lateLaptop) losePackages() {
	l.t.Helper()
	lying, err := filepath.Glob(filepath.Join(l.stick, "*.lampkg"))
	for _, path := range lying {
		if err == nil {
			err = os.Remove(path)
		}
	}
	if err != nil {
		l.t.Fatal(err)
	}
}

const noteHeld = "SELECT note FROM customers WHERE name = '" + bothChange + "'"

// TestALateLaptopBeginsAnewAndAConflictIsDecidedByKeys drives the window of a
// laptop that was away for months: from the snapshot on the stick it begins anew
// with what it never sent, exchanges, and the one conflict is decided: task 11.
func TestALateLaptopBeginsAnewAndAConflictIsDecidedByKeys(t *testing.T) {
	l := lateLaptopOf(t)
	l.press("F9")
	l.still(surely)
	l.shot("anew-1-folders")
	l.press("Return")
	l.still(surely)
	l.shot("anew-2-offered")
	l.sheet("ctrl+g")
	l.shot("anew-3-asked")
	l.press("Return")
	l.until(fmt.Sprint(manyRecords+2), "SELECT count(*) FROM customers")
	l.still(surely)
	l.shot("anew-4-begun")
	if got := l.ask("SELECT count(*) FROM customers WHERE name = '" + neverSent + "'"); got != "1" {
		t.Fatalf("of the customer who was never sent there are %s", got)
	}
	kept, err := filepath.Glob(l.file + ".before-*")
	if err != nil || len(kept) != 1 {
		t.Errorf("beside the file lies %v of what it was", kept)
	}
	l.until("1", "SELECT count(*) FROM sy_lost WHERE tbl = 4")

	l.pressed = nil
	l.press("F9")
	l.still(surely)
	l.press("Return")
	l.still(surely)
	l.shot("task11-1-looked")
	l.press("ctrl+Return")
	await(t, "the exchange is made", func() bool {
		lying, _ := filepath.Glob(filepath.Join(l.stick, "*.lampkg"))
		return len(lying) > 0
	})
	l.still(surely)
	l.shot("task11-2-conflict")
	if got := l.ask(noteHeld); got != laptopSays {
		t.Errorf("before the decision the note is %q", got)
	}
	l.press("2")
	l.until("0", "SELECT count(*) FROM sy_lost")
	l.until(hallSays, noteHeld)
	l.still(surely)
	l.shot("task11-3-decided")
	l.press("ctrl+Return")
	l.still(surely)
	l.shot("task11-4-done")
	t.Logf("by %s", strings.Join(l.pressed, " "))
	if got := len(l.pressed); got > 5 {
		t.Errorf("it took %d actions, want four and one for the conflict", got)
	}
	l.at(l.hall, func(s *data.Store) {
		l.exchanges(s)
		if all := l.known(s); len(all) != manyRecords+2 || !slices.ContainsFunc(all, func(r app.CustomerRow) bool { return r.Name == neverSent }) {
			t.Errorf("the hall has %d customers", len(all))
		}
	})
}
