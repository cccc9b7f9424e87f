package data

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"lamplighter/app"
)

// leaveTest is a hall and a laptop that carries a second area besides the hall's.
func leaveTest(t *testing.T) (x *exchangeTest, laptop *exchangeStore, folder string) {
	t.Helper()
	x = exchangeTestOf(t)
	x.certify(x.hall, app.EveryArea)
	x.hall.takesOnIn(leaveArea, "罗建军")
	laptop = x.copied(x.hall, "laptop")
	x.certify(laptop, laptop.by.Area, leaveArea)
	folder = t.TempDir()
	laptop.by = x.hall.by
	for range 2 {
		x.hall.exchanges(folder)
		laptop.exchanges(folder)
	}
	return x, laptop, folder
}

const leaveArea app.Area = 77

func (d *exchangeStore) takesOnIn(area app.Area, name string) app.Customer {
	d.test.t.Helper()
	in := *d
	in.by.Area = area
	return in.takesOn(name)
}

func (d *exchangeStore) countIn(table string, area app.Area) int64 {
	d.test.t.Helper()
	n, err := one(d.test.t.Context(), d.reader, scanInt, "SELECT count(*) FROM "+table+" WHERE area = ?", int64(area))
	if err != nil {
		d.test.t.Fatal(err)
	}
	return n
}

func TestAnAreaThatWasTakenAwayLeavesOnceAllThatWasWrittenThereHasArrived(t *testing.T) {
	x, laptop, folder := leaveTest(t)
	laptop.takesOnIn(leaveArea, "马秀英")
	x.certify(laptop, laptop.by.Area) // the area goes to somebody else
	x.hall.exchanges(folder)

	r := laptop.exchanges(folder)
	if got := laptop.countIn("customers", leaveArea); got != 2 || len(r.Gone) != 0 {
		t.Fatalf("before its change has arrived %d customers are left, gone: %v", got, r.Gone)
	}
	if len(r.Leaving) != 1 || r.Leaving[0].Area != leaveArea || r.Leaving[0].Waits != 1 || r.Leaving[0].Nobody {
		t.Errorf("it says %+v, want that one change set waits", r.Leaving)
	}
	if s := laptop.state(); len(s.Leaving) != 1 || s.Leaving[0].Waits != 1 {
		t.Errorf("its state says %+v", s.Leaving)
	}

	x.hall.exchanges(folder) // takes the change in, and says so
	if names := x.hall.names(leaveArea); len(names) != 2 {
		t.Fatalf("the hall has %v of the area", names)
	}
	r = laptop.exchanges(folder)
	if len(r.Gone) != 1 || r.Gone[0].Area != leaveArea || r.Gone[0].Records == 0 || len(laptop.state().Leaving) != 0 {
		t.Errorf("gone is %+v, still to go %+v", r.Gone, laptop.state().Leaving)
	}
	for _, of := range travelling {
		if got := laptop.countIn(of.name, leaveArea); got != 0 && of.kinds != app.Audits {
			t.Errorf("%d rows of %s are left", got, of.name)
		}
	}
	if got := laptop.countIn("customers", laptop.by.Area); got != x.hall.countIn("customers", laptop.by.Area) {
		t.Errorf("of its own area it has %d customers", got)
	}
	if err := Check(t.Context(), laptop.path); err != nil {
		t.Error(err)
	}
	for _, path := range []string{laptop.path, laptop.path + "-wal"} {
		if text, err := os.ReadFile(path); err == nil && (bytes.Contains(text, []byte("罗建军")) || bytes.Contains(text, []byte("马秀英"))) {
			t.Errorf("%s still tells of the area between its pages", filepath.Base(path))
		}
	}
}

func TestAnAreaThatNobodyElseCarriesStays(t *testing.T) {
	x, laptop, folder := leaveTest(t)
	x.certify(x.hall, x.hall.by.Area, x.hall.by.Area.Protected())
	x.certify(laptop, laptop.by.Area)
	x.hall.exchanges(folder)
	r := laptop.exchanges(folder)
	if len(r.Gone) != 0 || len(r.Leaving) != 1 || !r.Leaving[0].Nobody || laptop.countIn("customers", leaveArea) != 1 {
		t.Errorf("gone %+v, to go %+v", r.Gone, r.Leaving)
	}
}

func TestAfterAnAreaLeftTheDeviceGoesOnAndGetsItBackByASnapshot(t *testing.T) {
	x, laptop, folder := leaveTest(t)
	laptop.takesOnIn(leaveArea, "马秀英")
	laptop.exchanges(folder)
	x.certify(laptop, laptop.by.Area)
	x.hall.exchanges(folder)
	if r := laptop.exchanges(folder); len(r.Gone) != 1 {
		t.Fatalf("gone is %+v", r.Gone)
	}
	laptop.takesOn("王强")
	laptop.exchanges(folder)
	x.hall.exchanges(folder)
	if got := x.hall.names(laptop.by.Area); len(got) != 1 {
		t.Errorf("the hall has %v of what was written after", got)
	}

	x.certify(laptop, laptop.by.Area, leaveArea)
	for range 2 {
		x.hall.exchanges(folder)
		laptop.exchanges(folder)
	}
	if s := laptop.state(); len(s.Returning) != 1 || s.Returning[0].Area != leaveArea || len(s.Missing) != 0 {
		t.Errorf("to come back: %v, missing: %v", s.Returning, s.Missing)
	}
	if n := x.hall.heardOf(laptop, leaveArea); n != 0 {
		t.Errorf("it says that it has %d of what it wrote there, and has only the places", n)
	}
	if got := laptop.countIn("customers", leaveArea); got != 0 {
		t.Errorf("%d customers came back without what the laptop wrote itself", got)
	}
	laptop.takesOn("周敏") // and is not sent
	snapshot, err := x.hall.SnapshotFor(t.Context(), x.hall.by, laptop.device.id, t.TempDir(), devNoReport)
	if err != nil {
		t.Fatal(err)
	}
	laptop = laptop.beginsAnew(snapshot)
	if got := laptop.names(leaveArea); len(got) != 2 {
		t.Errorf("of the area given back it has %v", got)
	}
	if got := laptop.names(laptop.by.Area); len(got) != 2 {
		t.Errorf("of its own area it has %v", got)
	}
	laptop.takesOnIn(leaveArea, "唐丽")
	for range 2 {
		laptop.exchanges(folder)
		x.hall.exchanges(folder)
	}
	if n := x.hall.heardOf(laptop, leaveArea); n != laptop.have(laptop.device.id, leaveArea) {
		t.Errorf("it says that it has %d of what it wrote there", n)
	}
	if a, b := laptop.held(), x.hall.held(); a["customers"] != b["customers"] || a["contacts"] != b["contacts"] {
		t.Errorf("they do not agree:\n%s\n\n%s", a["customers"], b["customers"])
	}
	if s := laptop.state(); len(s.Returning)+len(s.Leaving)+len(s.Missing) != 0 || s.Cloned {
		t.Errorf("it stands as %+v", s)
	}
	for _, d := range []*exchangeStore{laptop, x.hall} {
		if err := Check(t.Context(), d.path); err != nil {
			t.Errorf("%s: %v", d.name, err)
		}
	}
}

func TestADeviceThatBeginsAnewWithoutAnAreaThatLeftKeepsItsPlaceThere(t *testing.T) {
	x, laptop, folder := leaveTest(t)
	laptop.takesOnIn(leaveArea, "马秀英")
	laptop.exchanges(folder)
	x.certify(laptop, laptop.by.Area)
	x.hall.exchanges(folder)
	laptop.exchanges(folder)
	laptop.takesOnIn(leaveArea, "唐丽") // written where it no longer belongs: it still arrives
	snapshot, err := x.hall.SnapshotFor(t.Context(), x.hall.by, laptop.device.id, t.TempDir(), devNoReport)
	if err != nil {
		t.Fatal(err)
	}
	laptop = laptop.beginsAnew(snapshot)
	laptop.exchanges(folder)
	r := x.hall.exchanges(folder)
	if got := x.hall.names(leaveArea); len(got) != 3 || len(r.Left) != 0 {
		t.Errorf("the hall has %v, and left %+v", got, r.Left)
	}
	if r := laptop.exchanges(folder); len(r.Gone) != 1 {
		t.Errorf("gone is %+v", r.Gone)
	}
	if err := Check(t.Context(), laptop.path); err != nil {
		t.Error(err)
	}
}

func TestASnapshotThatLacksWhatLeftChangesNothing(t *testing.T) {
	x, laptop, folder := leaveTest(t)
	old, err := x.hall.SnapshotFor(t.Context(), x.hall.by, laptop.device.id, t.TempDir(), devNoReport)
	if err != nil {
		t.Fatal(err)
	}
	laptop.takesOnIn(leaveArea, "马秀英")
	laptop.exchanges(folder)
	x.certify(laptop, laptop.by.Area)
	x.hall.exchanges(folder)
	laptop.exchanges(folder)
	x.certify(laptop, laptop.by.Area, leaveArea)
	x.hall.exchanges(folder)
	laptop.exchanges(folder)
	before := laptop.held()
	if err := laptop.Close(); err != nil {
		t.Fatal(err)
	}
	err = Restart(t.Context(), laptop.path, old, Options{Now: x.clock, DeviceName: laptop.name}, devNoReport)
	if no, is := errors.AsType[*app.Refusal](err); !is || no.Reason != app.OlderSnapshot {
		t.Errorf("an old snapshot is taken: %v", err)
	}
	if _, err := os.Stat(old); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it still lies where another is to be laid: %v", err)
	}
	if after := x.opened(laptop.name, laptop.path).held(); after["customers"] != before["customers"] {
		t.Error("the file is not as it was")
	}
}

func TestALaptopsWordLetsNoAreaGo(t *testing.T) {
	x, laptop, folder := leaveTest(t)
	x.roles = []app.Role{app.Manager}
	colleague := x.copied(x.hall, "colleague")
	colleague.by = x.hall.by
	x.certify(colleague, colleague.by.Area, leaveArea)
	for range 2 {
		x.hall.exchanges(folder)
		laptop.exchanges(folder)
		colleague.exchanges(folder)
	}
	laptop.takesOnIn(leaveArea, "马秀英")
	between := t.TempDir()
	for range 2 {
		laptop.exchanges(between)
		colleague.exchanges(between)
	}
	laptop.exchanges(between) // knows that the colleague has it, and the hall does not
	if got := colleague.names(leaveArea); len(got) != 2 {
		t.Fatalf("the colleague has %v", got)
	}
	x.certify(laptop, laptop.by.Area)
	x.hall.exchanges(folder)
	if r := laptop.exchanges(folder); len(r.Gone) != 0 || len(r.Leaving) != 1 || r.Leaving[0].Waits == 0 || r.Leaving[0].Nobody {
		t.Errorf("gone is %+v, still to go %+v", r.Gone, r.Leaving)
	}
	x.hall.exchanges(folder)
	if r := laptop.exchanges(folder); len(r.Gone) != 1 {
		t.Errorf("gone is %+v, still to go %+v", r.Gone, r.Leaving)
	}
}

func TestWhatLeftBeforeADeviceBeganAnewIsAskedOfOthers(t *testing.T) {
	x, laptop, folder := leaveTest(t)
	laptop.takesOnIn(leaveArea, "马秀英")
	laptop.exchanges(folder)
	x.certify(laptop, laptop.by.Area)
	x.hall.exchanges(folder)
	laptop.exchanges(folder)
	snapshot, err := x.hall.SnapshotFor(t.Context(), x.hall.by, laptop.device.id, t.TempDir(), devNoReport)
	if err != nil {
		t.Fatal(err)
	}
	laptop = laptop.beginsAnew(snapshot)
	colleague := x.copied(x.hall, "colleague")
	colleague.by = x.hall.by
	x.certify(colleague, colleague.by.Area, leaveArea)
	x.hall.exchanges(folder)
	colleague.exchanges(folder)
	x.certify(colleague, colleague.by.Area)
	x.hall.exchanges(folder)
	elsewhere := t.TempDir() // where the hall does not hear that it lacks the area from then on
	if err := os.CopyFS(elsewhere, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	if r := colleague.exchanges(elsewhere); len(r.Gone) != 1 {
		t.Fatalf("gone is %+v", r.Gone)
	}
	x.certify(colleague, colleague.by.Area, leaveArea)
	x.certify(laptop, laptop.by.Area, leaveArea)
	x.hall.exchanges(folder)
	for _, d := range []*exchangeStore{colleague, laptop, x.hall, colleague} {
		d.exchanges(folder)
	}
	if got := colleague.names(leaveArea); len(got) != 2 {
		t.Errorf("the colleague has %v", got)
	}
}

// heardOf is how far another device said it has what it wrote itself in an area.
func (d *exchangeStore) heardOf(of *exchangeStore, area app.Area) int64 {
	d.test.t.Helper()
	n, err := one(d.test.t.Context(), d.reader, scanInt, "SELECT coalesce(max(seq), 0) FROM sy_receipts WHERE peer = ?1 AND dev = ?1 AND area = ?2", of.device.id, int64(area))
	if err != nil {
		d.test.t.Fatal(err)
	}
	return n
}

func (d *exchangeStore) names(area app.Area) []string {
	d.test.t.Helper()
	names, err := collect(d.test.t.Context(), d.reader, scanText, "SELECT name FROM customers WHERE area = ? ORDER BY n", int64(area))
	if err != nil {
		d.test.t.Fatal(err)
	}
	return names
}

// beginsAnew puts a snapshot in the place of a computer's file.
func (d *exchangeStore) beginsAnew(snapshot string) *exchangeStore {
	d.test.t.Helper()
	if err := d.Close(); err != nil {
		d.test.t.Fatal(err)
	}
	if err := Restart(d.test.t.Context(), d.path, snapshot, Options{Now: d.test.clock, DeviceName: d.name}, devNoReport); err != nil {
		d.test.t.Fatal(err)
	}
	return d.test.opened(d.name, d.path)
}
