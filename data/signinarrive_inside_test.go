package data

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data/keys"
)

// TestAPasswordFromASmallComputerIsTakenForWhoItIsTrustedWith: a laptop that was
// enrolled for managers may bring a manager's own password, and no administrator's.
func TestAPasswordFromASmallComputerIsTakenForWhoItIsTrustedWith(t *testing.T) {
	o := devMain(t)
	o.main.passwords = keys.Cheap
	people := map[string]app.Staff{}
	for number, role := range map[string]app.Role{"MY031": app.Manager, "MY032": app.Admin} {
		p, err := o.main.SaveStaff(t.Context(), o.by, app.Staff{}, app.Staff{StaffNo: number, Name: number, Unit: o.by.Unit, Roles: []app.Role{role}, ValidFrom: "2020-01-01"})
		if err == nil {
			err = o.main.SetPassword(t.Context(), o.by, p.ID, "三更灯火五更鸡7")
		}
		if err != nil {
			t.Fatal(err)
		}
		people[number] = p
	}
	laptop, made := o.laptop(o.by.Area)
	laptop.passwords = keys.Cheap
	known := o.trust(o.main)
	c, _ := known.CertificateOf(made.Device.Device)
	for number, p := range people {
		was, err := laptop.signInOf(t.Context(), laptop.reader, p.ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := laptop.ownPassword(t.Context(), app.Actor{Staff: p.ID}, p, was, "三更灯火五更鸡7", "正是男儿读书时8"); err != nil {
			t.Fatal(err)
		}
		o.exchange(laptop, o.main)
		now, err := o.main.signInOf(t.Context(), o.main.reader, p.ID)
		if err != nil {
			t.Fatal(err)
		}
		if taken, want := keys.Verify("正是男儿读书时8", now.verifier), p.Roles[0] == c.Roles[0]; taken != want {
			t.Errorf("%s of a computer for %v: taken %v, want %v", number, c.Roles, taken, want)
		}
	}
}
