package data

import (
	"errors"
	"testing"

	"lamplighter/app"
)

func TestAReceivedPackageIsTakenBackButForWhatWasChangedSince(t *testing.T) {
	a, b, by, who := twoHalls(t)
	other, err := a.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: "YY002", Name: "吴刚", Post: "counter", Unit: by.Unit, ValidFrom: "2020-01-01"})
	if err != nil {
		t.Fatal(err)
	}
	called(t, a, by, who.ID, "10000000001")
	called(t, a, by, who.ID, "10000000002")
	third, err := a.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: "YY003", Name: "何芳", Post: "counter", Unit: by.Unit, ValidFrom: "2020-01-01"})
	if err != nil {
		t.Fatal(err)
	}
	area, err := one(t.Context(), a.reader, scanInt, "SELECT area FROM staff WHERE id = ?", who.ID[:])
	if err != nil {
		t.Fatal(err)
	}
	before, err := b.head(t.Context(), a.device.id, area)
	if err != nil {
		t.Fatal(err)
	}
	syncOver(t, a, b)
	after, err := b.head(t.Context(), a.device.id, area)
	if err != nil {
		t.Fatal(err)
	}
	called(t, b, by, third.ID, "10000000003")
	of := []app.ReceivedSets{{Device: a.device.id, Area: app.Area(area), First: before.seq + 1, Last: after.seq}}
	rep, err := b.UndoReceived(t.Context(), by, of)
	if err != nil || rep.Withdrawn != 1 || rep.Restored != 1 || rep.Kept != 1 {
		t.Fatalf("taken back: %+v (%v)", rep, err)
	}
	syncOver(t, a, b) // it does not come again
	syncOver(t, b, a)
	for _, s := range []*Store{a, b} {
		if p := personIn(t, s, who.ID); p.Mobile != "10000000000" {
			t.Errorf("the number is %s", p.Mobile)
		}
		if p := personIn(t, s, other.ID); p.WithdrawnAt == 0 {
			t.Error("who came with the package is still there")
		}
		if p := personIn(t, s, third.ID); p.WithdrawnAt != 0 {
			t.Error("who was changed since is gone")
		}
	}
	clerk := by
	clerk.Roles = []app.Role{app.Counter}
	if _, err := b.UndoReceived(t.Context(), clerk, of); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("a clerk takes a package back: %v", err)
	}
}

func TestASealThatWasReceivedIsNotTakenBackWithItsPackage(t *testing.T) {
	a, b, by, _ := twoHalls(t)
	c, err := a.OpenCustomer(t.Context(), by, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "沈秋"}})
	if err != nil {
		t.Fatal(err)
	}
	syncOver(t, a, b)
	before, err := b.head(t.Context(), a.device.id, int64(c.Area))
	if err != nil {
		t.Fatal(err)
	}
	if err := a.SealCustomer(t.Context(), by, app.CustomerFate{Customer: c.ID, Reason: "依法保存"}); err != nil {
		t.Fatal(err)
	}
	syncOver(t, a, b)
	after, err := b.head(t.Context(), a.device.id, int64(c.Area))
	if err != nil {
		t.Fatal(err)
	}
	rep, err := b.UndoReceived(t.Context(), by, []app.ReceivedSets{{Device: a.device.id, Area: c.Area, First: before.seq + 1, Last: after.seq}})
	if err != nil || rep.Kept != 1 || rep.Restored != 0 {
		t.Errorf("taken back: %+v (%v)", rep, err)
	}
	kept, err := keepingOf(t.Context(), b.reader, "customers", app.RecordID(c.ID))
	if err != nil || kept != app.KeptSealed {
		t.Errorf("the customer is kept as %q (%v)", kept, err)
	}
}
