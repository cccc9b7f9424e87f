package data

import (
	"context"
	"fmt"
	"testing"

	"lamplighter/app"
)

// foldTest is a hall that keeps all, an office that keeps all, and a manager's
// laptop that folds, with a customer whose note was changed every month.
type foldTest struct {
	*exchangeTest
	office, laptop *exchangeStore
	folder         string
	customer       app.Customer
}

func foldTestOf(t *testing.T) *foldTest {
	t.Helper()
	x := exchangeTestOf(t)
	f := &foldTest{exchangeTest: x, folder: t.TempDir(), customer: x.hall.takesOn("李娜")}
	f.office = x.copied(x.hall, "office")
	f.laptop = x.copied(x.hall, "laptop")
	x.certifyFor(f.laptop, app.Manager)
	f.round()
	for month := range 30 {
		f.noted(f.laptop, fmt.Sprint("第", month+1, "月"))
		x.now = x.now.AddDate(0, 1, 0)
	}
	f.renew()
	f.round()
	return f
}

// certifyFor renews the certificate of a computer for who has a role.
func (x *exchangeTest) certifyFor(d *exchangeStore, role app.Role) {
	x.t.Helper()
	x.roles = []app.Role{role}
	x.certify(d, d.by.Area, d.by.Area.Protected())
	x.roles = nil
}

// renew gives all certificates that are good for years.
func (f *foldTest) renew() {
	f.t.Helper()
	f.until = "2039-12-31"
	f.certify(f.hall, f.hall.by.Area, f.hall.by.Area.Protected())
	f.certify(f.office, f.hall.by.Area, f.hall.by.Area.Protected())
	f.certifyFor(f.laptop, app.Manager)
}

// round lets all hear of everything.
func (f *foldTest) round() {
	f.t.Helper()
	for range 3 {
		for _, d := range []*exchangeStore{f.hall, f.office, f.laptop} {
			d.exchanges(f.folder)
		}
	}
}

func (f *foldTest) noted(d *exchangeStore, note string) {
	f.t.Helper()
	page, err := d.CustomerPage(f.t.Context(), d.by, f.customer.ID)
	if err != nil {
		f.t.Fatal(err)
	}
	now := page.Customer
	now.CreditNote = note
	if err := d.ChangeCustomer(f.t.Context(), d.by, page.Customer, now, app.Why{}); err != nil {
		f.t.Fatal(err)
	}
}

func (f *foldTest) emptied(d *exchangeStore) int64 {
	f.t.Helper()
	n, err := one(f.t.Context(), d.reader, scanInt, "SELECT count(*) FROM sy_changes WHERE length(body) = 0")
	if err != nil {
		f.t.Fatal(err)
	}
	return n
}

func (f *foldTest) notes(d *exchangeStore) []app.FieldChange {
	f.t.Helper()
	history, err := d.History(f.t.Context(), d.by, "customers", f.customer.ID)
	if err != nil {
		f.t.Fatal(err)
	}
	var out []app.FieldChange
	for _, c := range history {
		if c.Field == "credit_note" {
			out = append(out, c)
		}
	}
	return out
}

func TestWhatWasWrittenOverLongAgoIsFoldedWhereEverybodyHasIt(t *testing.T) {
	f := foldTestOf(t)
	f.now = f.now.AddDate(0, 2, 0) // it looks now and then
	f.round()
	if got := f.emptied(f.laptop); got == 0 || got > 10 {
		t.Errorf("%d change sets of 30 are folded, want those of the months before the last 25", got)
	}
	if got := f.emptied(f.hall) + f.emptied(f.office); got != 0 {
		t.Errorf("who keeps all has folded %d change sets", got)
	}
	for _, d := range []*exchangeStore{f.hall, f.office, f.laptop} {
		if err := Check(t.Context(), d.path); err != nil {
			t.Errorf("%s: %v", d.name, err)
		}
	}
	if a, b := f.laptop.held()["customers"], f.hall.held()["customers"]; a != b {
		t.Errorf("they do not agree:\n%s\n\n%s", a, b)
	}
	told := f.notes(f.laptop)
	for i, c := range told[:len(told)-1] {
		if c.Old != told[i+1].New {
			t.Errorf("%q is told to have been %q before %q", told[i+1].New, c.Old, c.New)
		}
	}
	if told[0].New != "第30月" || told[len(told)-1].Old != "" || len(told) >= 30 || len(told) < 22 {
		t.Errorf("the history tells %d changes, from %q to %q", len(told), told[len(told)-1].Old, told[0].New)
	}
}

func TestAChainThatWasEmptiedBeyondItsFoldIsDamaged(t *testing.T) {
	f := foldTestOf(t)
	for name, statement := range map[string]string{
		"a set behind the fold": "UPDATE sy_changes SET body = x'' WHERE area > 0 AND ord = (SELECT max(ord) - 1 FROM sy_changes WHERE area > 0)",
		"another fold":          "UPDATE sy_folded SET hash = x'00'",
	} {
		path := t.TempDir() + "/copy.lamp"
		f.now = f.now.AddDate(0, 2, 0)
		f.round()
		if err := copyFile(t.Context(), f.laptop.path, path, nothingBeside); err != nil {
			t.Fatal(err)
		}
		s := f.opened("copy", path)
		done, err := s.conn.ExecContext(context.Background(), statement)
		if n, _ := done.RowsAffected(); err != nil || n == 0 {
			t.Fatalf("%s: %d rows: %v", name, n, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if err := Check(t.Context(), path); err == nil {
			t.Errorf("%s is not noticed", name)
		}
	}
}

func TestNothingIsFoldedBeforeAllHaveIt(t *testing.T) {
	f := foldTestOf(t)
	f.now = f.now.AddDate(0, 2, 0)
	for range 3 { // the office has not said that it has anything of this
		f.noted(f.laptop, "新的")
		f.laptop.exchanges(t.TempDir())
	}
	if _, err := f.laptop.conn.ExecContext(t.Context(), "DELETE FROM sy_receipts WHERE peer = ?", f.office.device.id); err != nil {
		t.Fatal(err)
	}
	if err := f.laptop.Set(t.Context(), foldedAt, ""); err != nil {
		t.Fatal(err)
	}
	before := f.emptied(f.laptop)
	f.now = f.now.AddDate(0, 12, 0)
	f.laptop.exchanges(t.TempDir())
	if got := f.emptied(f.laptop); got != before {
		t.Errorf("%d more change sets are folded", got-before)
	}
}

func TestWhatIsOpenForADecisionIsNotFolded(t *testing.T) {
	f := foldTestOf(t)
	f.noted(f.laptop, "这边")
	f.noted(f.hall, "那边")
	f.round()
	if f.laptop.state().Conflicts == 0 {
		t.Fatal("there is no conflict")
	}
	before := f.emptied(f.laptop)
	f.now = f.now.AddDate(4, 0, 0)
	f.round()
	if got := f.emptied(f.laptop); got != before {
		t.Errorf("%d change sets of a record in conflict are folded", got-before)
	}
	if c, err := f.laptop.Conflicts(t.Context(), f.laptop.by, 10); err != nil || len(c.Open) != 1 || c.Open[0].Holds.By == "" || c.Open[0].Lost[0].By == "" {
		t.Errorf("the conflict reads %+v: %v", c, err)
	}
}

func TestAPackageWhoseBeforeIsFoldedIsNotTakenBackToNothing(t *testing.T) {
	f := foldTestOf(t)
	f.noted(f.hall, "营业厅写的")
	f.round()
	held := f.laptop.have(f.hall.device.id, f.hall.by.Area)
	if _, err := f.laptop.conn.ExecContext(t.Context(), "UPDATE sy_changes SET body = x'' WHERE area > 0 AND dev = ?", f.laptop.device.id); err != nil {
		t.Fatal(err)
	}
	report, err := f.laptop.UndoReceived(t.Context(), f.laptop.by, []app.ReceivedSets{{Device: f.hall.device.id, Area: f.hall.by.Area, First: held, Last: held}})
	if err != nil || report.Kept != 1 || report.Restored != 0 {
		t.Errorf("taken back: %+v: %v", report, err)
	}
	if page, err := f.laptop.CustomerPage(t.Context(), f.laptop.by, f.customer.ID); err != nil || page.Customer.CreditNote != "营业厅写的" {
		t.Errorf("the note reads %q: %v", page.Customer.CreditNote, err)
	}
}

func (d *exchangeStore) have(dev app.DeviceID, area app.Area) int64 {
	d.test.t.Helper()
	n, err := one(d.test.t.Context(), d.reader, scanInt, "SELECT seq FROM sy_have WHERE dev = ? AND area = ?", dev, int64(area))
	if err != nil {
		d.test.t.Fatal(err)
	}
	return n
}
