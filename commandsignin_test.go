package main

import (
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/keys"
)

func TestACommandSignsInWhereOneMust(t *testing.T) {
	t.Setenv("LAMPLIGHTER_CONFIG", t.TempDir())
	path := filepath.Join(t.TempDir(), "hall.lamp")
	s, err := data.Open(t.Context(), path, data.Options{Create: true, Passwords: keys.Cheap})
	if err != nil {
		t.Fatal(err)
	}
	by, err := s.Start(t.Context(), "米易营业厅", "沈丽")
	if err == nil {
		_, err = s.FirstAdministrator(t.Context(), by, app.FirstAdministrator{StaffNo: "MY001", Name: "沈丽", Password: "三更灯火五更鸡7", Roles: []app.Role{app.Supervisor}})
	}
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out.csv")
	if code, _, said := commanded(t, "export", "-file", path, out); code == 0 || !strings.Contains(said, "People sign in to this file.") {
		t.Errorf("without a user it ends with %d: %s", code, said)
	}
	t.Setenv(passwordVariable, "不是这个密码呀0")
	if code, _, said := commanded(t, "export", "-file", path, "-user", "MY001", out); code == 0 || !strings.Contains(said, "not right") {
		t.Errorf("by a wrong password it ends with %d: %s", code, said)
	}
	t.Setenv(passwordVariable, "三更灯火五更鸡7")
	if code, _, said := commanded(t, "export", "-file", path, "-user", "MY001", out); code == 0 || !strings.Contains(said, "possible in 1 s") {
		t.Errorf("at once after a failure it ends with %d: %s", code, said)
	}
}
