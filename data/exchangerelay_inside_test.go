package data

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data/bundle"
	"lamplighter/data/bundle/synctest"
)

func (d *exchangeStore) goesWell(stick *synctest.Stick) app.SyncResult {
	d.test.t.Helper()
	r, err := d.goesThrough(stick)
	if err != nil {
		d.test.t.Fatalf("%s: %v", d.name, err)
	}
	return r
}

// A colleague who may not read them carries packages on, until it is known that
// they arrived.
func TestPackagesOfOthersAreCarriedOnUnread(t *testing.T) {
	x := exchangeTestOf(t)
	laptop, carrier := x.copied(x.hall, "laptop"), x.open("carrier")
	x.certify(carrier, 77)
	one, other := synctest.NewStick(1), synctest.NewStick(2)
	for _, d := range []*exchangeStore{x.hall, laptop, x.hall, laptop, carrier} { // all know each other
		d.goesWell(one)
	}
	laptop.takesOn("李晓明")
	laptop.goesWell(one)
	if r := carrier.goesWell(one); slices.ContainsFunc(r.Taken, func(p app.Package) bool { return p.Area != 0 }) {
		t.Errorf("the carrier took %+v", r.Taken)
	}
	if held := carrier.held()["customers"]; strings.Contains(held, "李晓明") {
		t.Error("the carrier reads the customers of others")
	}
	carrier.goesWell(other)
	if r := x.hall.goesWell(other); !slices.ContainsFunc(r.Taken, func(p app.Package) bool { return p.Device == laptop.device.id }) {
		t.Errorf("what was carried on did not arrive: %+v, left %+v", r.Taken, r.Left)
	}
	x.agree(x.hall, laptop)
	carrier.goesWell(other) // hears that it arrived
	for _, p := range carrierKeeps(t, carrier) {
		if p.Area != 0 && p.Device == laptop.device.id {
			t.Errorf("%s is still carried on", p.File)
		}
	}
}

func carrierKeeps(t *testing.T, d *exchangeStore) []keptPackage {
	t.Helper()
	kept, err := d.keptPackages(t.Context(), "WHERE kept = 1")
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func TestAPackageThatIsMissingIsNamed(t *testing.T) {
	x := exchangeTestOf(t)
	laptop, lost, stick := x.copied(x.hall, "laptop"), synctest.NewStick(1), synctest.NewStick(2)
	x.meet(stick, x.hall, laptop)
	laptop.takesOn("李晓明")
	laptop.goesWell(lost)
	laptop.takesOn("阿果")
	r := laptop.goesWell(stick)
	for _, name := range packagesOn(stick) { // the first package goes no way at all but the lost one
		if parsed, _ := bundle.ParseName(name); slices.ContainsFunc(r.Written, func(p app.Package) bool {
			return p.File == name && p.Device == laptop.device.id && p.First == parsed.First
		}) && parsed.Area != 0 {
			for _, p := range r.Written {
				if p.Area == parsed.Area && p.First < parsed.First {
					if err := stick.Folder("x").Remove(t.Context(), p.File); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
	r = x.hall.goesWell(stick)
	area := x.hall.by.Area
	at := slices.IndexFunc(r.Missing, func(m app.MissingPackages) bool { return m.Area == area })
	if at < 0 || r.Missing[at].Device != laptop.device.id || r.Missing[at].Name != "laptop" || r.Missing[at].First > r.Missing[at].Last {
		t.Fatalf("missing: %+v, taken %+v, left %+v", r.Missing, r.Taken, r.Left)
	}
	if s := x.hall.state(); !slices.Equal(s.Missing, r.Missing) {
		t.Errorf("the state tells %+v", s.Missing)
	}
	if !slices.Contains(statesOf(r.Left), app.PackageEarly) {
		t.Errorf("what came early is told as %v", statesOf(r.Left))
	}
	if r := x.hall.goesWell(lost); len(r.Missing) > 0 || len(r.Taken) < 2 {
		t.Errorf("with the first package here %d were taken, and still missing is %+v", len(r.Taken), r.Missing)
	}
	x.agree(x.hall, laptop)
}

// Two sticks cross, and packages come twice.
func TestTwoSticksMayCross(t *testing.T) {
	x := exchangeTestOf(t)
	laptop, one, other := x.copied(x.hall, "laptop"), synctest.NewStick(1), synctest.NewStick(2)
	for range 3 {
		laptop.takesOn("李晓明")
		x.hall.takesOn("阿果")
		laptop.goesWell(one)
		x.hall.goesWell(other)
		laptop.goesWell(other)
		x.hall.goesWell(one)
	}
	for name, content := range one.Whole() {
		other.Put(name, content)
	}
	x.meet(other, laptop, x.hall)
	x.meet(one, laptop, x.hall)
}

// A computer that joined after packages were written, and after they were taken
// away, gets what they held from whoever has it.
func TestWhoCameLaterGetsWhatWasSentBefore(t *testing.T) {
	x := exchangeTestOf(t)
	laptop, late, stick := x.copied(x.hall, "laptop"), x.copied(x.hall, "late"), synctest.NewStick(1)
	for range 3 { // the late one is known to nobody but the hall, whose own packages are for it
		laptop.takesOn("李晓明")
		laptop.goesWell(stick)
		x.hall.goesWell(stick)
		laptop.goesWell(stick)
	}
	laptop.takesOn("马海木")
	laptop.goesWell(stick)
	for name := range stick.Whole() { // packages that were not for it are gone
		if strings.HasSuffix(name, bundle.Ending) {
			if err := stick.Folder("x").Remove(t.Context(), name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Fatal(err)
			}
		}
	}
	for range 3 {
		late.goesWell(stick)
		x.hall.goesWell(stick)
		laptop.goesWell(stick)
	}
	late.goesWell(stick)
	x.agree(x.hall, laptop, late)
	anew, err := x.hall.keptPackages(t.Context(), "WHERE own = 1 AND dev = ?", laptop.device.id)
	if err != nil || len(anew) == 0 {
		t.Errorf("the hall wrote %d packages anew, %v", len(anew), err)
	}
}

// A folder that was emptied costs nothing: what is missing is written again for
// who lacks it, and nothing here is taken away.
func TestAnEmptiedFolderCostsNothing(t *testing.T) {
	x := exchangeTestOf(t)
	laptop, stick := x.copied(x.hall, "laptop"), synctest.NewStick(1)
	x.meet(stick, x.hall, laptop)
	before := x.hall.held()["customers"]
	for range 3 {
		laptop.takesOn("李晓明")
		laptop.goesWell(stick)
		stick = synctest.NewStick(1)
		x.hall.goesWell(stick)
	}
	if after := x.hall.held()["customers"]; after != before {
		t.Error("an empty folder changed the records")
	}
	x.meet(stick, laptop, x.hall)
}

// The same file opened on two computers under one name: whoever meets what the
// other wrote says so, and goes on under another name.
func TestACopiedFileIsNoticed(t *testing.T) {
	x := exchangeTestOf(t)
	laptop, stick := x.copied(x.hall, "laptop"), synctest.NewStick(1)
	x.meet(stick, x.hall, laptop)

	path := filepath.Join(t.TempDir(), "twin.lamp")
	identity, err := os.ReadFile(laptop.path + ".device")
	if err == nil {
		err = copyFile(t.Context(), laptop.path, path, nothingBeside)
	}
	if err == nil {
		err = os.WriteFile(path+".device", identity, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	twin := x.opened("laptop", path)
	twin.takesOn("阿果")
	laptop.takesOn("李晓明")
	laptop.goesWell(stick)
	x.hall.goesWell(stick)
	if _, err := twin.goesThrough(stick); !errors.Is(err, app.ErrForked) {
		t.Fatalf("the twin is answered %v", err)
	}
	if err := twin.Close(); err != nil {
		t.Fatal(err)
	}
	twin = x.opened("laptop", path)
	if twin.device.id == laptop.device.id {
		t.Fatal("the twin goes on under the same name")
	}
	for range 3 {
		twin.goesWell(stick)
		x.hall.goesWell(stick)
		laptop.goesWell(stick)
	}
	x.agree(x.hall, laptop, twin)
	if held := x.hall.held()["customers"]; !strings.Contains(held, "阿果") || !strings.Contains(held, "李晓明") {
		t.Errorf("the hall holds\n%s", held)
	}
}

// A stick may bring a certificate that names a further area together with what
// was written there.
func TestWhatComesWithTheCertificateForItsAreaIsTakenInTheSameVisit(t *testing.T) {
	for _, sawEarlier := range []bool{false, true} {
		x, laptop, folder := leaveTest(t)
		x.certify(laptop, laptop.by.Area)
		x.hall.exchanges(folder)
		laptop.exchanges(folder) // the area leaves
		before := readOwnCertificate(t, laptop)
		x.certify(laptop, laptop.by.Area, leaveArea)
		writeOwnCertificate(t, laptop, before) // it has not heard
		x.hall.takesOnIn(leaveArea, "马秀英")
		x.hall.exchanges(folder)
		if sawEarlier { // a stick on which all lies but what says so
			other := t.TempDir()
			for _, name := range packagesIn(t, folder) {
				if !strings.Contains(name, "-0-") {
					copyTo(t, folder, other, name)
				}
			}
			laptop.exchanges(other)
			if got := laptop.names(leaveArea); len(got) != 0 {
				t.Fatalf("it took %v, which it may not have", got)
			}
		}
		r := laptop.exchanges(folder)
		if got := laptop.names(leaveArea); len(got) != 2 || len(r.Missing) != 0 {
			t.Errorf("seen earlier %v: it has %v, and misses %v", sawEarlier, got, r.Missing)
		}
		x.hall.exchanges(folder)
		laptop.exchanges(folder)
		x.agree(x.hall, laptop)
	}
}

func TestWhoseClockWasYearsAheadIsStillHeard(t *testing.T) {
	x := exchangeTestOf(t)
	laptop, folder := x.copied(x.hall, "laptop"), t.TempDir()
	now := x.now
	x.now = now.AddDate(1, 0, 0)
	laptop.exchanges(folder)
	x.hall.exchanges(folder)
	x.now = now // somebody sets the clock right
	x.hall.takesOn("李娜")
	for range 2 {
		x.hall.exchanges(folder)
		laptop.exchanges(folder)
	}
	x.hall.exchanges(folder)
	if s := x.hall.state(); len(s.Partners) != 1 || !s.Partners[0].HasOurs {
		t.Errorf("the hall has not heard that its package came: %+v", s.Partners)
	}
}

func readOwnCertificate(t *testing.T, d *exchangeStore) *signedText {
	t.Helper()
	f, err := readDeviceFile(d.path)
	if err != nil {
		t.Fatal(err)
	}
	return f.Certificate
}

func writeOwnCertificate(t *testing.T, d *exchangeStore, text *signedText) {
	t.Helper()
	if err := d.editDevice(func(f *deviceFile) { f.Certificate = text }); err != nil {
		t.Fatal(err)
	}
}

func copyTo(t *testing.T, from, to, name string) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(from, name))
	if err == nil {
		err = os.WriteFile(filepath.Join(to, name), content, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
