package data

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data/bundle"
)

// exchangeTest is a company whose computers exchange through folders.
type exchangeTest struct {
	t    testing.TB
	key  ed25519.PrivateKey // the company's
	now  time.Time
	hall *exchangeStore

	certificates int64
	roles        []app.Role // of the next certificates; nil: the sole user's
	until        app.Day    // of the next certificates
}

// exchangeStore is one computer of it.
type exchangeStore struct {
	*Store
	test *exchangeTest
	by   app.Actor
	name string
}

func exchangeTestOf(t testing.TB) *exchangeTest {
	t.Helper()
	x := &exchangeTest{t: t, key: ed25519.NewKeyFromSeed(make([]byte, 32)), now: time.Date(2026, 3, 2, 9, 30, 0, 0, app.Local)}
	x.open("hall")
	return x
}

// open opens a computer's file, made when it is not there, and certifies it for
// all areas.
func (x *exchangeTest) open(name string) *exchangeStore {
	x.t.Helper()
	s, err := Open(x.t.Context(), filepath.Join(x.t.TempDir(), name+".lamp"), Options{Create: true, WatchDoor: true, DeviceName: name, Now: x.clock})
	if err != nil {
		x.t.Fatal(err)
	}
	return x.started(name, s)
}

func (x *exchangeTest) started(name string, s *Store) *exchangeStore {
	x.t.Helper()
	d := x.of(name, s)
	if x.hall == nil {
		x.hall = d
	}
	x.certify(d, d.by.Area, d.by.Area.Protected())
	return d
}

// opened opens the file of a computer that is the company's already.
func (x *exchangeTest) opened(name, path string) *exchangeStore {
	x.t.Helper()
	s, err := Open(x.t.Context(), path, Options{WatchDoor: true, DeviceName: name, Now: x.clock})
	if err != nil {
		x.t.Fatal(err)
	}
	return x.of(name, s)
}

func (x *exchangeTest) of(name string, s *Store) *exchangeStore {
	x.t.Helper()
	x.t.Cleanup(func() { _ = s.Close() })
	by, err := s.Start(x.t.Context(), "米易营业厅", "沈丽")
	if err != nil {
		x.t.Fatal(err)
	}
	return &exchangeStore{s, x, by, name}
}

func (x *exchangeTest) clock() time.Time {
	x.now = x.now.Add(time.Second)
	return x.now
}

// certify makes a computer one of the company's. The hall, which does so, knows
// of it at once; the others learn of it as of any other change.
func (x *exchangeTest) certify(d *exchangeStore, areas ...app.Area) {
	x.t.Helper()
	public := x.key.Public().(ed25519.PublicKey)
	x.certificates++
	roles := x.roles
	if roles == nil {
		roles = []app.Role{app.Sole}
	}
	c, err := signCertificate(app.DeviceCertificate{
		Device: d.device.id, Code: d.device.code, Name: d.name, PublicKey: d.device.key.Public().(ed25519.PublicKey), Recipient: d.device.age.Recipient().String(),
		Areas: areas, Roles: roles, FromOn: "2026-01-01", ToOn: cmp.Or(x.until, "2027-12-31"), Number: x.certificates,
	}, public, x.key)
	if err == nil {
		err = d.editDevice(func(f *deviceFile) { f.Company, f.Certificate = public, &signedText{c.Body, c.Signature} })
	}
	if err == nil {
		err = x.hall.write(x.t.Context(), x.hall.by, app.Why{}, func(y *tx) error { return y.putDeviceCertificate(x.t.Context(), c) })
	}
	if err != nil {
		x.t.Fatal(err)
	}
}

// copied is another computer with the records that one has now.
func (x *exchangeTest) copied(from *exchangeStore, name string) *exchangeStore {
	x.t.Helper()
	path := filepath.Join(x.t.TempDir(), name+".lamp")
	if err := copyFile(x.t.Context(), from.path, path, nothingBeside); err != nil {
		x.t.Fatal(err)
	}
	s := x.opened(name, path).Store
	for _, table := range []string{"sy_packages", "sy_peers", "sy_receipts", "sy_sent"} { // they are those of the other
		if _, err := s.conn.ExecContext(x.t.Context(), "DELETE FROM "+table); err != nil {
			x.t.Fatal(err)
		}
	}
	return x.started(name, s)
}

// takesOn makes a customer.
func (d *exchangeStore) takesOn(name string) app.Customer {
	d.test.t.Helper()
	c, err := d.OpenCustomer(d.test.t.Context(), d.by, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: name}, Contact: app.Contact{Name: name, Mobile: "10000000001"}})
	if err != nil {
		d.test.t.Fatal(err)
	}
	return c
}

// exchanges goes through a folder and wants it to end well.
func (d *exchangeStore) exchanges(folder string) app.SyncResult {
	d.test.t.Helper()
	r, err := d.Exchange(d.test.t.Context(), d.by, folder, nil)
	if err != nil {
		d.test.t.Fatalf("%s: %v", d.name, err)
	}
	return r
}

func (d *exchangeStore) looks(folder string) app.SyncPreview {
	d.test.t.Helper()
	p, err := d.LookAt(d.test.t.Context(), d.by, folder, nil)
	if err != nil {
		d.test.t.Fatalf("%s: %v", d.name, err)
	}
	return p
}

func (d *exchangeStore) state() app.SyncState {
	d.test.t.Helper()
	s, err := d.SyncState(d.test.t.Context(), d.by)
	if err != nil {
		d.test.t.Fatal(err)
	}
	return s
}

// held is every row that travels with its stamps, and every value that lost, by
// table.
func (d *exchangeStore) held() map[string]string {
	d.test.t.Helper()
	out := map[string]string{}
	ask := func(table, list, order string) {
		lines, err := collect(context.Background(), d.conn, scanText, "SELECT concat_ws('|', "+list+") FROM "+table+" ORDER BY "+order)
		if err != nil {
			d.test.t.Fatal(err)
		}
		out[table] = strings.Join(lines, "\n")
	}
	for _, of := range travelling {
		list := "hex(id), area, sy_hlc, sy_dev, hex(coalesce(sy_ovr, x''))"
		for _, c := range d.tables[of.name].columns {
			list += ", quote(" + c.name + ")"
		}
		ask(of.name, list, "id")
	}
	ask("sy_lost", "tbl, hex(row_id), col, hlc, dev, quote(val)", "tbl, row_id, col, hlc, dev")
	return out
}

// packages are the names of the packages in a folder.
func packagesIn(t testing.TB, folder string) []string {
	t.Helper()
	lying, err := bundle.OpenFolder(folder, "test").List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range lying {
		if strings.HasSuffix(f.Name, bundle.Ending) {
			out = append(out, f.Name)
		}
	}
	slices.Sort(out)
	return out
}

func (x *exchangeTest) agree(all ...*exchangeStore) {
	x.t.Helper()
	want := all[0].held()
	for _, d := range all[1:] {
		for table, rows := range d.held() {
			if rows != want[table] {
				x.t.Errorf("%s and %s hold different %s:\n%s\n---\n%s", all[0].name, d.name, table, want[table], rows)
			}
		}
	}
}

func TestTwoComputersAgreeThroughAStick(t *testing.T) {
	x := exchangeTestOf(t)
	laptop, stick := x.copied(x.hall, "王工的笔记本"), t.TempDir()
	x.hall.takesOn("李晓明")
	laptop.takesOn("阿果")

	if s := laptop.state(); s.Unsent == 0 || s.LastAt != 0 || !s.Enrolled {
		t.Errorf("before the exchange the laptop says %+v", s)
	}
	if p := laptop.looks(stick); len(p.Send) == 0 || len(packagesIn(t, stick)) != 0 {
		t.Errorf("looking promises %d packages and leaves %d", len(p.Send), len(packagesIn(t, stick)))
	}
	if r := laptop.exchanges(stick); len(r.Written) == 0 || len(r.Taken) != 0 {
		t.Errorf("the laptop wrote %d packages and took %d", len(r.Written), len(r.Taken))
	}
	if s := laptop.state(); s.Unsent != 0 || s.LastFolder != stick {
		t.Errorf("after it %d are unsent, and the folder was %q", s.Unsent, s.LastFolder)
	}
	p := x.hall.looks(stick)
	if len(p.Packages) == 0 || p.Packages[0].State != app.PackageNew || p.Packages[0].Name != "王工的笔记本" {
		t.Errorf("the hall sees %+v", p.Packages)
	}
	if r := x.hall.exchanges(stick); len(r.Taken) != len(p.Packages) || len(r.Written) == 0 || len(r.Missing) != 0 {
		t.Errorf("the hall took %d of %d packages, wrote %d, misses %v", len(r.Taken), len(p.Packages), len(r.Written), r.Missing)
	}
	laptop.exchanges(stick)
	x.agree(x.hall, laptop)

	if s := x.hall.state(); len(s.Partners) != 1 || s.Partners[0].HasOurs || s.Partners[0].ReceivedAt == 0 {
		t.Errorf("the hall does not know yet that its package came: %+v", s.Partners)
	}
	x.hall.exchanges(stick)
	if s := x.hall.state(); !s.Partners[0].HasOurs {
		t.Errorf("the hall knows that its package came: %+v", s.Partners)
	}
	laptop.exchanges(stick)
	if left := packagesIn(t, stick); len(left) != 0 {
		t.Errorf("what arrived everywhere still lies on the stick: %v", left)
	}
	if r := x.hall.exchanges(stick); len(r.Taken)+len(r.Written) != 0 {
		t.Errorf("an exchange with nothing new took %d and wrote %d", len(r.Taken), len(r.Written))
	}
	if err := os.RemoveAll(stick); err != nil {
		t.Fatal(err)
	}
}
