package data

import (
	"crypto/ed25519"
	"errors"
	"slices"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data/bundle"
	"lamplighter/data/bundle/synctest"
)

// goesThrough is an exchange through a stick that may fail.
func (d *exchangeStore) goesThrough(stick *synctest.Stick) (app.SyncResult, error) {
	d.test.t.Helper()
	return d.exchangeThrough(d.test.t.Context(), stick.Folder(d.device.code), "stick", nil)
}

// meet lets computers exchange through a stick until all have all.
func (x *exchangeTest) meet(stick *synctest.Stick, all ...*exchangeStore) {
	x.t.Helper()
	for range 2 {
		for _, d := range all {
			if r, err := d.goesThrough(stick); err != nil || len(r.Left) > 0 {
				x.t.Fatalf("%s: %v, left %+v", d.name, err, r.Left)
			}
		}
	}
	x.agree(all...)
}

// packagesOn are the packages on a stick.
func packagesOn(stick *synctest.Stick) (out []string) {
	for name := range stick.Whole() {
		if strings.HasSuffix(name, bundle.Ending) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

func statesOf(packages []app.Package) (out []app.PackageState) {
	for _, p := range packages {
		out = append(out, p.State)
	}
	return out
}

// Whenever a stick is pulled out, what was taken in is whole, nothing is lost,
// and the next exchange goes on.
func TestAStickPulledOutCostsNothing(t *testing.T) {
	x := exchangeTestOf(t)
	laptop := x.copied(x.hall, "laptop")
	stick := synctest.NewStick(7)
	for n := range *stickPulls {
		cut := n % 80 // so much an exchange does
		for i, d := range []*exchangeStore{laptop, x.hall} {
			d.takesOn("李晓明")
			stick.PullAfter(cut + 13*i)
			if _, err := d.goesThrough(stick); err != nil && !errors.Is(err, app.ErrFolderGone) {
				t.Fatalf("pulled out after %d steps it answers %v", cut, err)
			}
			stick.PutBack()
		}
	}
	x.meet(stick, laptop, x.hall)
}

func TestAFullOrLockedStickIsStillRead(t *testing.T) {
	x := exchangeTestOf(t)
	laptop := x.copied(x.hall, "laptop")
	for name, spoil := range map[string]struct {
		how  func(stick *synctest.Stick, yes bool)
		want error
	}{
		"full":   {func(s *synctest.Stick, yes bool) { s.Room = map[bool]int64{true: 1}[yes] }, app.ErrFolderFull},
		"locked": {func(s *synctest.Stick, yes bool) { s.ReadOnly = yes }, app.ErrFolderReadOnly},
	} {
		t.Run(name, func(t *testing.T) {
			stick := synctest.NewStick(1)
			laptop.takesOn("李晓明")
			if _, err := laptop.goesThrough(stick); err != nil {
				t.Fatal(err)
			}
			spoil.how(stick, true)
			x.hall.takesOn("阿果")
			r, err := x.hall.goesThrough(stick)
			if !errors.Is(err, spoil.want) || len(r.Taken) == 0 {
				t.Errorf("it answers %v and took %d packages", err, len(r.Taken))
			}
			if s := x.hall.state(); s.Unsent == 0 {
				t.Error("what was not written counts as sent")
			}
			spoil.how(stick, false)
			x.meet(stick, x.hall, laptop)
		})
	}
}

func TestBitsThatFlipOnTheWayAreSeen(t *testing.T) {
	x := exchangeTestOf(t)
	laptop, stick := x.copied(x.hall, "laptop"), synctest.NewStick(3)
	laptop.takesOn("李晓明")
	if _, err := laptop.goesThrough(stick); err != nil {
		t.Fatal(err)
	}
	before := x.hall.held()
	for range 20 {
		stick.FlipBits(true)
		r, err := x.hall.goesThrough(stick)
		if err != nil || len(r.Taken) > 0 || len(r.Left) == 0 {
			t.Fatalf("it took %d packages and left %v, %v", len(r.Taken), statesOf(r.Left), err)
		}
	}
	if after := x.hall.held(); after["customers"] != before["customers"] {
		t.Error("something of what was damaged is in the records")
	}
	stick.FlipBits(false)
	x.meet(stick, x.hall, laptop)
}

// What lies on a stick and is not for this computer is told by its state, and
// touches nothing.
func TestWhatCannotBeTakenIsTold(t *testing.T) {
	x := exchangeTestOf(t)
	laptop := x.copied(x.hall, "laptop")
	laptop.takesOn("李晓明")
	stick := synctest.NewStick(1)
	if _, err := laptop.goesThrough(stick); err != nil {
		t.Fatal(err)
	}
	all := packagesOn(stick)
	name := all[len(all)-1]
	whole := stick.Whole()[name]

	for _, is := range []struct {
		name string
		lay  func(stick *synctest.Stick)
		want app.PackageState
	}{
		{"a flipped bit", func(s *synctest.Stick) {
			wrong := slices.Clone(whole)
			wrong[len(wrong)/2] ^= 4
			s.Put(name, wrong)
		}, app.PackageDamaged},
		{"cut off", func(s *synctest.Stick) { s.Put(name, whole[:len(whole)/2]) }, app.PackageDamaged},
		{"nothing in it", func(s *synctest.Stick) { s.Put(name, nil) }, app.PackageDamaged},
		{"of a newer program", func(s *synctest.Stick) {
			newer := slices.Clone(whole)
			newer[7]++
			s.Put(name, newer)
		}, app.PackageNewer},
		{"of another company, by its name", func(s *synctest.Stick) { s.Put("00000000"+name[8:], whole) }, app.PackageForeign},
		{"under the name of another package", func(s *synctest.Stick) { s.Put(name[:len(name)-len(bundle.Ending)-8]+"00000000"+bundle.Ending, whole) }, app.PackageDamaged},
	} {
		t.Run(is.name, func(t *testing.T) {
			before, stick := x.hall.held(), synctest.NewStick(1)
			is.lay(stick)
			lay := stick.Whole()
			r, err := x.hall.goesThrough(stick)
			if err != nil || len(r.Taken) > 0 || !slices.Equal(statesOf(r.Left), []app.PackageState{is.want}) {
				t.Errorf("it took %d packages and left %v, %v", len(r.Taken), statesOf(r.Left), err)
			}
			for file, content := range lay {
				if string(stick.Whole()[file]) != string(content) {
					t.Errorf("%s was touched", file)
				}
			}
			if after := x.hall.held(); after["customers"] != before["customers"] {
				t.Error("the records changed")
			}
		})
	}
}

func TestARevokedDeviceIsTakenUpToWhereItWas(t *testing.T) {
	x := exchangeTestOf(t)
	laptop, stick := x.copied(x.hall, "laptop"), synctest.NewStick(1)
	x.meet(stick, x.hall, laptop)
	laptop.takesOn("李晓明")
	before, err := laptop.vector(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	laptop.takesOn("阿果")
	if _, err := laptop.goesThrough(stick); err != nil {
		t.Fatal(err)
	}
	upTo := map[app.Area]int64{}
	for of, last := range before {
		if of.Device == laptop.device.id {
			upTo[of.Area] = last
		}
	}
	revoked, err := signRevocation(app.DeviceRevocation{Device: laptop.device.id, Number: 1, OnDay: "2026-03-02", UpTo: upTo}, x.key.Public().(ed25519.PublicKey), x.key)
	if err == nil {
		err = x.hall.write(t.Context(), x.hall.by, app.Why{}, func(y *tx) error { return y.putDeviceRevocation(t.Context(), revoked) })
	}
	if err != nil {
		t.Fatal(err)
	}
	r, err := x.hall.goesThrough(stick)
	if err != nil || !slices.Contains(statesOf(r.Left), app.PackageUncertain) {
		t.Errorf("the hall is told %v of what was left, %v", statesOf(r.Left), err)
	}
	if held := x.hall.held()["customers"]; !strings.Contains(held, "李晓明") || strings.Contains(held, "阿果") {
		t.Errorf("the hall holds\n%s", held)
	}
	for range 2 { // its packages are never taken for new
		if r, err = x.hall.goesThrough(stick); err != nil || len(r.Taken) > 0 {
			t.Errorf("again it took %d packages, %v", len(r.Taken), err)
		}
	}
	if s := x.hall.state(); len(s.Partners) != 0 {
		t.Errorf("the revoked device is still a partner: %+v", s.Partners)
	}
}

func TestWhoIsNotOfTheCompanyExchangesNothing(t *testing.T) {
	s, err := Open(t.Context(), t.TempDir()+"/a.lamp", Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	by, err := s.Start(t.Context(), "米易营业厅", "沈丽")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Exchange(t.Context(), by, t.TempDir(), nil); !errors.Is(err, app.ErrNotEnrolled) {
		t.Errorf("an exchange is answered %v", err)
	}
	if _, err := s.LookAt(t.Context(), by, t.TempDir(), nil); !errors.Is(err, app.ErrNotEnrolled) {
		t.Errorf("a look is answered %v", err)
	}
	if state, err := s.SyncState(t.Context(), by); err != nil || state.Company || state.Enrolled || state.Unsent == 0 {
		t.Errorf("its state is %+v, %v", state, err)
	}
}
