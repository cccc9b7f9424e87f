package data

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
)

func TestAComputerThatIs120DaysLateBeginsAnewWithAllItNeverSent(t *testing.T) {
	o := devMain(t)
	laptop, made := o.laptop(o.by.Area)
	by := o.worker(laptop)
	customer := o.customer(laptop, by, "李娜", "5104000000011")
	o.exchange(laptop, o.main)
	const unsent = 300
	for i := range unsent { // nobody is sent any of these
		now := customer
		now.CreditNote = fmt.Sprint("第", i+1, "次")
		if err := laptop.ChangeCustomer(t.Context(), by, customer, now, app.Why{}); err != nil {
			t.Fatal(err)
		}
		var err error
		if customer, err = one(t.Context(), laptop.reader, scanCustomer, "SELECT "+customerColumns+" FROM customers WHERE id = ?", customer.ID[:]); err != nil {
			t.Fatal(err)
		}
	}
	if err := laptop.SaveDraft(t.Context(), o.by, app.Draft{ID: "case-1", Form: "case", Title: "没写完"}); err != nil {
		t.Fatal(err)
	}
	before, err := one(t.Context(), laptop.reader, scanInt, "SELECT count(*) FROM sy_changes WHERE dev = ?", laptop.device.id)
	if err != nil || laptop.Close() != nil {
		t.Fatal(err)
	}

	o.clock = o.clock.AddDate(0, 0, 120)
	o.customer(o.main, o.by, "王强", "5104000000022")
	folder := t.TempDir()
	snapshot, err := o.main.SnapshotFor(t.Context(), o.by, made.Device.Device, folder, devNoReport)
	if err != nil {
		t.Fatal(err)
	}
	options := Options{Now: o.now, DeviceName: "LAPTOP", WatchDoor: true}
	if err := Restart(t.Context(), laptop.path, snapshot, options, devNoReport); err != nil {
		t.Fatal(err)
	}
	was := laptop.device.id
	laptop = o.open(laptop.path, "LAPTOP")
	if laptop.device.id != was {
		t.Error("it goes on as another device")
	}
	o.exchange(laptop, o.main)
	for _, s := range []*Store{laptop, o.main} {
		all, err := one(t.Context(), s.reader, scanInt, "SELECT count(*) FROM sy_changes WHERE dev = ?", was)
		if err != nil || all != before {
			t.Errorf("%d of %d change sets are in %s: %v", all, before, filepath.Base(s.path), err)
		}
		note, err := one(t.Context(), s.reader, scanText, "SELECT credit_note FROM customers WHERE id = ?", customer.ID[:])
		if err != nil || note != fmt.Sprint("第", unsent, "次") {
			t.Errorf("the last change reads %q in %s: %v", note, filepath.Base(s.path), err)
		}
		if got := o.names(s); len(got) != 2 {
			t.Errorf("%s has %v", filepath.Base(s.path), got)
		}
	}
	if drafts, err := laptop.Drafts(t.Context(), o.by); err != nil || len(drafts) != 1 {
		t.Errorf("%d half-done forms: %v", len(drafts), err)
	}
	kept, err := filepath.Glob(laptop.path + ".before-*")
	if err != nil || len(kept) != 1 {
		t.Fatalf("of the file as it was there are %v: %v", kept, err)
	}
	if err := Check(t.Context(), kept[0]); err != nil {
		t.Error(err)
	}
}

func TestASnapshotThatIsNotWhatItsMakerSignedChangesNothing(t *testing.T) {
	o := devMain(t)
	laptop, made := o.laptop(o.by.Area)
	others := o.enrol(o.by.Area)
	o.customer(laptop, o.worker(laptop), "李娜", "5104000000011")
	if err := laptop.Close(); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(made.Snapshot)
	if err != nil {
		t.Fatal(err)
	}
	stranger := devMain(t)
	foreign, err := os.ReadFile(stranger.enrol(stranger.by.Area).Snapshot)
	if err != nil {
		t.Fatal(err)
	}
	own, err := os.ReadFile(others.Snapshot)
	if err != nil {
		t.Fatal(err)
	}
	flipped := func(at int) []byte {
		b := append([]byte(nil), good...)
		b[at] ^= 4
		return b
	}
	bad := map[string][]byte{
		"cut short": good[:len(good)/2], "empty": nil, "no snapshot": []byte(strings.Repeat("x", 5000)), "another company's": foreign, "another computer's": own,
		"its first sign": flipped(0), "its head": flipped(40), "its end": flipped(len(good) - 3), "its body": flipped(len(good) / 2),
	}
	for at := 4096; at < len(good); at += 16 << 10 {
		bad[fmt.Sprint("a bit at ", at)] = flipped(at)
	}
	for name, text := range bad {
		path := filepath.Join(t.TempDir(), "bad.lampsnap")
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := Restart(t.Context(), laptop.path, path, Options{Now: o.now, DeviceName: "LAPTOP"}, devNoReport); err == nil {
			t.Errorf("%s: it is taken", name)
		}
	}
	laptop = o.open(laptop.path, "LAPTOP")
	if got := o.names(laptop); len(got) != 1 || laptop.device.id != made.Device.Device {
		t.Errorf("the file has changed: %v", got)
	}
}

// A file that says that it takes half a gigabyte to be opened is not tried.
func TestAnEnrolmentThatWouldTakeAllMemoryIsRefused(t *testing.T) {
	sealed, err := (&Store{effort: 1}).seal("AAAA-AAAA-AAAA-AAAA", []byte("{}"))
	if err != nil {
		t.Fatal(err)
	}
	greedy := strings.Replace(string(sealed), " 1\n", " 19\n", 1)
	if _, err := unseal("AAAA-AAAA-AAAA-AAAA", []byte(greedy)); !errors.Is(err, app.ErrDamagedFile) || greedy == string(sealed) {
		t.Errorf("it is answered %v", err)
	}
}

func TestJoiningSaysWhatIsWrong(t *testing.T) {
	o := devMain(t)
	made := o.enrol(o.by.Area)
	path := filepath.Join(t.TempDir(), "new.lamp")
	join := func(path, file, passphrase string) error {
		return Join(t.Context(), path, file, passphrase, devNoReport)
	}
	alone := filepath.Join(t.TempDir(), filepath.Base(made.Path))
	devCopy(t, made.Path, alone)
	for _, tt := range []struct {
		name string
		err  error
		want app.Reason
	}{
		{"a wrong passphrase", join(path, made.Path, "ABCD-ABCD-ABCD-ABCD"), app.WrongPassphrase},
		{"no passphrase", join(path, made.Path, " "), app.Missing},
		{"no records beside it", join(path, alone, made.Passphrase), app.NoSnapshot},
		{"a file that is there", join(o.main.path, made.Path, made.Passphrase), app.FileExists},
	} {
		if no, is := errors.AsType[*app.Refusal](tt.err); !is || no.Reason != tt.want {
			t.Errorf("%s: %v, want %q", tt.name, tt.err, tt.want)
		}
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was left behind")
	}
	typed := strings.ToLower(strings.NewReplacer("-", " ", "O", "0", "I", "1").Replace(made.Passphrase))
	if err := join(path, made.Path, typed); err != nil {
		t.Errorf("small letters and blanks are not forgiven: %v", err)
	}
}
