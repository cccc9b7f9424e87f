package datatest

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data"
)

// The second of two people who sign in, as he does when he agrees to what takes
// two.
const (
	SecondNo       = "MY002"
	SecondPassword = "正是男儿读书时8"
)

// TwoPersons lets two people with a role sign in to the file of a store, of whom
// the first, an administrator besides, works in it.
func TwoPersons(t testing.TB, s *data.Store, role app.Role) app.Actor {
	t.Helper()
	const first, fresh = "三更灯火五更鸡7", "黑发不知勤学早9"
	ctx := t.Context()
	_, err := s.FirstAdministrator(ctx, Actor(t, s), app.FirstAdministrator{StaffNo: "MY001", Name: "沈丽", Password: first, Roles: []app.Role{role}})
	if err != nil {
		t.Fatal(err)
	}
	by, err := s.SignIn(ctx, "MY001", first)
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.SaveStaff(ctx, by, app.Staff{}, app.Staff{StaffNo: SecondNo, Name: "罗永红", Unit: by.Unit, Roles: []app.Role{role}, ValidFrom: "2026-01-01"})
	if err == nil {
		err = s.SetPassword(ctx, by, second.ID, fresh)
	}
	if err == nil {
		_, err = s.SignInAnew(ctx, SecondNo, fresh, SecondPassword)
	}
	if err != nil {
		t.Fatal(err)
	}
	return by
}
