package data

import (
	"os"
	"testing"

	"lamplighter/app"
)

func TestADeviceToWhichAnAreaWasGivenBackIsOfferedTheSnapshotThatTheHallLays(t *testing.T) {
	x, laptop, folder := leaveTest(t)
	laptop.takesOnIn(leaveArea, "马秀英")
	laptop.exchanges(folder)
	x.certify(laptop, laptop.by.Area)
	x.hall.exchanges(folder)
	laptop.exchanges(folder) // the area leaves
	x.certify(laptop, laptop.by.Area, leaveArea)
	x.hall.exchanges(folder)
	if p := laptop.looks(folder); p.Anew != (app.SnapshotFound{}) {
		t.Errorf("before it asked it is offered %+v", p.Anew)
	}
	laptop.exchanges(folder) // learns of it, and asks
	x.hall.exchanges(folder)
	p := laptop.looks(folder)
	if p.Anew.Path == "" || !p.Anew.Needed || p.Anew.Maker != "hall" || p.Anew.At == 0 {
		t.Fatalf("it is offered %+v", p.Anew)
	}
	laptop.takesOn("周敏") // and is not sent
	laptop = laptop.beginsAnew(p.Anew.Path)
	if got, own := laptop.names(leaveArea), laptop.names(laptop.by.Area); len(got) != 2 || len(own) != 1 {
		t.Errorf("it has %v and %v", got, own)
	}
	if p := laptop.looks(folder); p.Anew.Path != "" {
		t.Errorf("it is offered the same again: %+v", p.Anew)
	}
	laptop.exchanges(folder)
	before, err := os.Stat(p.Anew.Path)
	if err != nil {
		t.Fatal(err)
	}
	x.hall.exchanges(folder)
	if after, err := os.Stat(p.Anew.Path); err != nil || !after.ModTime().Equal(before.ModTime()) {
		t.Errorf("another snapshot was laid for who did not ask: %v", err)
	}
	if got := x.hall.names(laptop.by.Area); len(got) != 1 {
		t.Errorf("the hall has %v of what was not sent", got)
	}
}

func TestALateDeviceAsksForASnapshotWhenPackagesAreMissing(t *testing.T) {
	x, laptop, folder := leaveTest(t)
	x.hall.takesOn("李娜")
	x.hall.exchanges(folder)
	for _, file := range packagesIn(t, folder) {
		if err := os.Remove(folder + "/" + file); err != nil {
			t.Fatal(err)
		}
	}
	if r := laptop.exchanges(folder); len(r.Missing) == 0 {
		t.Fatal("nothing is missing")
	}
	x.hall.exchanges(t.TempDir())
	if x.hall.exchanges(folder); laptop.looks(folder).Anew.Path != "" {
		t.Error("who exchanged lately is offered to begin anew")
	}
	for _, file := range packagesIn(t, folder) {
		if err := os.Remove(folder + "/" + file); err != nil {
			t.Fatal(err)
		}
	}
	x.now = x.now.AddDate(0, 3, 0)
	laptop.exchanges(folder)
	x.hall.exchanges(folder)
	p := laptop.looks(folder)
	if p.Anew.Path == "" || p.Anew.Needed {
		t.Fatalf("it is offered %+v", p.Anew)
	}
	laptop = laptop.beginsAnew(p.Anew.Path)
	if got := laptop.names(laptop.by.Area); len(got) != 1 {
		t.Errorf("it has %v", got)
	}
}

func TestASnapshotOfAnotherDeviceIsNotOffered(t *testing.T) {
	x, laptop, folder := leaveTest(t)
	office := x.copied(x.hall, "office")
	path, err := x.hall.SnapshotFor(t.Context(), x.hall.by, office.device.id, folder, devNoReport)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path, snapshotPath(folder, laptop.device.code)); err != nil {
		t.Fatal(err)
	}
	if p := laptop.looks(folder); p.Anew.Path != "" {
		t.Errorf("it is offered %+v", p.Anew)
	}
}
