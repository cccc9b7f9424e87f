package data

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
)

// devOffice is a company's main computer and the computers that join it.
type devOffice struct {
	t     *testing.T
	main  *Store
	by    app.Actor
	clock time.Time
}

const devPassphrase = "十里长街送灯人 2026"

func devNoReport(int64, int64) {}

func devMain(t *testing.T) *devOffice {
	t.Helper()
	o := &devOffice{t: t, clock: time.Date(2026, 3, 2, 9, 30, 0, 0, app.Local)}
	o.main = o.open(filepath.Join(t.TempDir(), "hall.lamp"), "HALL-PC")
	var err error
	if o.by, err = o.main.Start(t.Context(), "米易营业厅", "沈丽"); err != nil {
		t.Fatal(err)
	}
	if err := o.main.MakeCompany(t.Context(), o.by, devPassphrase); err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *devOffice) open(path, host string) *Store {
	o.t.Helper()
	s, err := Open(o.t.Context(), path, Options{Create: true, Now: o.now, DeviceName: host, WatchDoor: true, Effort: 10})
	if err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(func() { _ = s.Close() })
	return s
}

func (o *devOffice) now() time.Time { return o.clock }

func (o *devOffice) reopen(s *Store, host string) *Store {
	o.t.Helper()
	if err := s.Close(); err != nil {
		o.t.Fatal(err)
	}
	return o.open(s.path, host)
}

func (o *devOffice) draft(areas ...app.Area) app.DeviceDraft {
	return app.DeviceDraft{Name: "王工的笔记本", Areas: areas, Roles: []app.Role{app.Manager}, ToOn: "2027-03-01", Folder: o.t.TempDir()}
}

// laptop enrols a computer and joins on it.
func (o *devOffice) laptop(areas ...app.Area) (*Store, app.DeviceEnrolment) {
	o.t.Helper()
	return o.join(o.draft(areas...))
}

// join enrols a computer for whom it is drafted, and joins on it.
func (o *devOffice) join(d app.DeviceDraft) (*Store, app.DeviceEnrolment) {
	o.t.Helper()
	made := o.enrolAs(d)
	path := filepath.Join(o.t.TempDir(), "laptop.lamp")
	if err := Join(o.t.Context(), path, made.Path, made.Passphrase, devNoReport); err != nil {
		o.t.Fatal(err)
	}
	return o.open(path, "LAPTOP"), made
}

func (o *devOffice) enrol(areas ...app.Area) app.DeviceEnrolment {
	o.t.Helper()
	return o.enrolAs(o.draft(areas...))
}

func (o *devOffice) enrolAs(d app.DeviceDraft) app.DeviceEnrolment {
	o.t.Helper()
	made, err := o.main.EnrolDevice(o.t.Context(), o.by, devPassphrase, d, devNoReport)
	if err != nil {
		o.t.Fatal(err)
	}
	return made
}

// exchange hands everything each has to the other, as packages will.
func (o *devOffice) exchange(from, to *Store) {
	o.t.Helper()
	all, err := from.Changes(o.t.Context(), 0, 1_000_000)
	if err == nil {
		err = to.Apply(context.WithoutCancel(o.t.Context()), all)
	}
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *devOffice) trust(s *Store) *trust {
	o.t.Helper()
	known, err := s.trusts(o.t.Context(), s.reader)
	if err != nil {
		o.t.Fatal(err)
	}
	return known
}

func (o *devOffice) customer(s *Store, by app.Actor, name, account string) app.Customer {
	o.t.Helper()
	c, err := s.OpenCustomer(o.t.Context(), by, app.CustomerDraft{
		Customer: app.Customer{Kind: app.Person, Name: name}, Contact: app.Contact{Name: name, Mobile: "19900000000"},
		Account: app.Account{AccountNo: account, Address: "米易县攀莲镇", UsageCategory: "202", Voltage: "220V", ContractedVA: 8000}, MeterNo: "M" + account,
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return c
}

func TestALaptopJoinsWithItsCertificateAndTheRecordsOfItsAreas(t *testing.T) {
	o := devMain(t)
	o.customer(o.main, o.by, "李娜", "5104000000011")
	elsewhere := o.by
	elsewhere.Area = 77
	for i := range 40 {
		o.customer(o.main, elsewhere, "外片客户", fmt.Sprint(5104000000100+i))
	}
	laptop, made := o.laptop(o.by.Area)

	names, err := collect(t.Context(), laptop.reader, scanText, "SELECT name FROM customers")
	if err != nil || len(names) != 1 || names[0] != "李娜" {
		t.Errorf("the laptop holds %v, want only its own area: %v", names, err)
	}
	strange, err := one(t.Context(), laptop.reader, scanInt, "SELECT count(*) FROM sy_changes WHERE area = 77")
	if err != nil || strange != 0 {
		t.Errorf("the log tells of %d change sets of another area: %v", strange, err)
	}
	state, err := laptop.CompanyState(t.Context(), o.by)
	if err != nil || !state.Known || state.Main || state.State != app.DeviceGood || state.Code != made.Device.Code {
		t.Errorf("the laptop stands as %+v: %v", state, err)
	}
	by, err := laptop.Start(t.Context(), "", "")
	if err != nil || by.Area != o.by.Area || by.May(app.EnrolDevices) == nil || by.May(app.OpenCases) != nil {
		t.Errorf("who works there is %+v: %v", by, err)
	}
	if err := o.trust(o.main).Good(laptop.device.id); err != nil {
		t.Errorf("the hall does not know the laptop: %v", err)
	}
	if err := Check(t.Context(), laptop.path); err != nil {
		t.Error(err)
	}
	text, err := os.ReadFile(laptop.path)
	if err != nil || bytes.Contains(text, []byte("外片客户")) || bytes.Contains(text, []byte("51040000001")) || !bytes.Contains(text, []byte("李娜")) {
		t.Errorf("between its pages the file tells of another area: %v", err)
	}
}

func TestARevokedComputerIsTakenUpToWhatHadComeAndGetsNothingMore(t *testing.T) {
	o := devMain(t)
	laptop, made := o.laptop(o.by.Area)
	by, err := laptop.Start(t.Context(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	o.customer(laptop, by, "李娜", "5104000000011")
	o.exchange(laptop, o.main)
	if err := o.main.RevokeDevice(t.Context(), o.by, devPassphrase, made.Device.Device, "遗失"); err != nil {
		t.Fatal(err)
	}
	known := o.trust(o.main)
	for _, tt := range []struct {
		name   string
		number int64
		taken  bool
	}{{"what had come", 1, true}, {"what it wrote after", 2, false}} {
		if err := known.Sender(made.Device.Device, o.by.Area, tt.number); (err == nil) != tt.taken {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	if got := len(known.Carriers(o.by.Area)); got != 1 {
		t.Errorf("%d computers get packages, want the hall's alone", got)
	}
}

func TestARenewedCertificateReplacesTheOneBefore(t *testing.T) {
	o := devMain(t)
	laptop, made := o.laptop(o.by.Area, 77)
	o.clock = o.clock.AddDate(0, 11, 15)
	if got := o.trust(o.main).state(made.Device.Device); got != app.DeviceExpiring {
		t.Errorf("two weeks before its end it is %q", got)
	}
	draft := o.draft(o.by.Area)
	draft.ToOn = "2028-03-01"
	if _, err := o.main.RenewDevice(t.Context(), o.by, devPassphrase, made.Device.Device, draft); err != nil {
		t.Fatal(err)
	}
	o.exchange(o.main, laptop)
	known := o.trust(laptop)
	if c, _ := known.CertificateOf(laptop.device.id); c.ToOn != "2028-03-01" || known.Carries(laptop.device.id, 77) || !known.Carries(laptop.device.id, o.by.Area) {
		t.Errorf("the laptop carries %v until %s", c.Areas, c.ToOn)
	}
	if err := known.Sender(laptop.device.id, 77, 1); err != nil {
		t.Errorf("what it wrote for its former area is not taken: %v", err)
	}
}
