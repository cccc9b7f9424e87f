package data

import (
	"errors"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data/keys"
)

func TestAfterOneSignInThePasswordIsNotComparedAgain(t *testing.T) {
	const number, password, own = "MY001", "三更灯火五更鸡正是男儿", "黑发不知勤学早白首方悔"
	ctx, path := t.Context(), filepath.Join(t.TempDir(), "hall.lamp")
	o := Options{Create: true, Passwords: keys.Cheap}
	s, err := Open(ctx, path, o)
	if err != nil {
		t.Fatal(err)
	}
	by, err := s.Start(ctx, "米易营业厅", "沈丽")
	if err == nil {
		_, err = s.FirstAdministrator(ctx, by, app.FirstAdministrator{StaffNo: number, Name: "沈丽", Password: password})
	}
	if err = errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	known := func(s *Store, password string) (right, known bool) {
		t.Helper()
		kept, err := s.signInOf(ctx, s.reader, by.Staff)
		if err != nil {
			t.Fatal(err)
		}
		try := s.tryHere(number, password)
		if try == nil {
			t.Fatal("no slot")
		}
		return try.Right(kept.verifier)
	}
	if s, by, err = SignInTo(ctx, path, o, number, password); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if right, is := known(s, password); !right || !is {
		t.Errorf("after a sign-in: right %v, known %v", right, is)
	}
	if right, is := known(s, own); right || !is {
		t.Errorf("a wrong password: right %v, known %v", right, is)
	}
	if err := s.ChangePassword(ctx, by, password, own); err != nil {
		t.Fatal(err)
	}
	for _, once := range []bool{false, true} {
		if _, is := known(s, own); is != once {
			t.Errorf("a new password: known %v, want %v", is, once)
		}
		if _, err := s.SignIn(ctx, number, own); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.SignIn(ctx, number, password); err == nil {
		t.Error("the old password still lets in")
	}
}
