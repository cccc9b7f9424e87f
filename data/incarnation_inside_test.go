package data

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"lamplighter/app"
)

// devCopy copies a closed file, and what is named of what lies beside it.
func devCopy(t *testing.T, from, to string, endings ...string) {
	t.Helper()
	for _, ending := range append([]string{""}, endings...) {
		text, err := os.ReadFile(from + ending)
		if err == nil {
			err = os.WriteFile(to+ending, text, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func (o *devOffice) names(s *Store) []string {
	o.t.Helper()
	names, err := collect(o.t.Context(), s.reader, scanText, "SELECT name FROM customers ORDER BY name")
	if err != nil {
		o.t.Fatal(err)
	}
	return names
}

func (o *devOffice) worker(s *Store) app.Actor {
	o.t.Helper()
	by, err := s.Start(o.t.Context(), "", "")
	if err != nil {
		o.t.Fatal(err)
	}
	return by
}

func TestAnOlderCopyPutBackGoesOnAsAnotherDeviceAndLosesNothing(t *testing.T) {
	o := devMain(t)
	laptop, _ := o.laptop(o.by.Area)
	by := o.worker(laptop)
	o.customer(laptop, by, "甲", "5104000000011")
	was := laptop.device.id
	if err := laptop.Close(); err != nil {
		t.Fatal(err)
	}
	backup := filepath.Join(t.TempDir(), "copy.lamp")
	devCopy(t, laptop.path, backup)
	laptop = o.open(laptop.path, "LAPTOP")
	if laptop.device.id != was {
		t.Fatal("a file that was only closed goes on as another device")
	}
	o.customer(laptop, by, "乙", "5104000000022")
	o.exchange(laptop, o.main)
	if err := laptop.Close(); err != nil {
		t.Fatal(err)
	}
	devCopy(t, backup, laptop.path)

	laptop = o.open(laptop.path, "LAPTOP")
	state, err := laptop.CompanyState(t.Context(), o.by)
	if err != nil || laptop.device.id == was || state.Alarm.Why != app.ClonedRestored || state.State != app.DeviceGood {
		t.Fatalf("the copy goes on as %+v: %v", state, err)
	}
	if bar, err := laptop.SyncState(t.Context(), o.by); err != nil || !bar.Cloned {
		t.Errorf("the status bar is told %+v, %v", bar, err)
	}
	o.customer(laptop, by, "丙", "5104000000033")
	o.exchange(laptop, o.main)
	o.exchange(o.main, laptop)
	for _, s := range []*Store{o.main, laptop} {
		if got := o.names(s); !slices.Equal(got, []string{"丙", "乙", "甲"}) {
			t.Errorf("%s has %v", filepath.Base(s.path), got)
		}
	}
	if err := o.trust(o.main).Sender(laptop.device.id, o.by.Area, 1); err != nil {
		t.Errorf("the hall takes nothing from it: %v", err)
	}
	if err := laptop.SeeDeviceAlarm(t.Context(), o.by); err != nil {
		t.Fatal(err)
	}
	if bar, err := laptop.SyncState(t.Context(), o.by); err != nil || bar.Cloned {
		t.Errorf("once it was read the status bar is told %+v, %v", bar, err)
	}
	laptop = o.reopen(laptop, "LAPTOP")
	if state, _ := laptop.CompanyState(t.Context(), o.by); state.Alarm.Why != "" || state.Code != laptop.device.code {
		t.Errorf("the alarm stays: %+v", state)
	}
}

func TestAFileCarriedToAnotherComputerWithItsIdentityGoesOnAsAnotherDevice(t *testing.T) {
	o := devMain(t)
	laptop, _ := o.laptop(o.by.Area)
	was := laptop.device.id
	if err := laptop.Close(); err != nil {
		t.Fatal(err)
	}
	carried := filepath.Join(t.TempDir(), "laptop.lamp")
	devCopy(t, laptop.path, carried, ".device")
	elsewhere := o.open(carried, "SPARE-PC")
	if state, err := elsewhere.CompanyState(t.Context(), o.by); err != nil || elsewhere.device.id == was || state.Alarm.Why != app.ClonedCarried || state.State != app.DeviceGood {
		t.Errorf("it goes on as %+v: %v", state, err)
	}
	if keys, err := elsewhere.signers(); err != nil || keys[was] == nil {
		t.Errorf("what the former device has not sent cannot go out: %v", err)
	}
}

func TestTwoCopiesThatWroteUnderOneNameBothKeepTheirWork(t *testing.T) {
	o := devMain(t)
	laptop, _ := o.laptop(o.by.Area)
	by := o.worker(laptop)
	shared := o.customer(laptop, by, "共有", "5104000000011")
	was := laptop.device.id
	if err := laptop.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "laptop.lamp")
	devCopy(t, laptop.path, path, ".device")
	laptop, twin := o.open(laptop.path, "LAPTOP"), o.open(path, "LAPTOP")
	o.customer(laptop, by, "甲", "5104000000022")
	o.customer(twin, by, "乙", "5104000000033")
	renamed := shared
	renamed.Name = "共有的"
	if err := twin.ChangeCustomer(t.Context(), by, shared, renamed, app.Why{}); err != nil {
		t.Fatal(err)
	}
	o.exchange(laptop, o.main)

	// The twin meets change sets under its name that it did not write.
	if err := twin.noteFork(by.Area, 2); err == nil {
		t.Fatal("nobody is told")
	}
	twin = o.reopen(twin, "LAPTOP")
	if state, err := twin.CompanyState(t.Context(), o.by); err != nil || state.Alarm.Why != app.ClonedForked || twin.device.id == was {
		t.Errorf("the twin goes on as %+v: %v", state, err)
	}
	if err := checkChain(t.Context(), twin.conn); err != nil {
		t.Error(err)
	}
	o.exchange(twin, o.main)
	o.exchange(o.main, twin)
	o.exchange(o.main, laptop)
	for _, s := range []*Store{o.main, twin, laptop} {
		if got := o.names(s); !slices.Equal(got, []string{"乙", "共有的", "甲"}) {
			t.Errorf("%s has %v", s.path, got)
		}
		if n, err := one(t.Context(), s.reader, scanInt, "SELECT (SELECT count(*) FROM sy_lost) + (SELECT count(*) FROM sy_pending) + (SELECT count(*) FROM sy_quarantine)"); err != nil || n != 0 {
			t.Errorf("%d changes wait in %s: %v", n, s.path, err)
		}
	}
}
