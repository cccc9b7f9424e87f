package devices_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/devices"
	"lamplighter/screens/screentest"
)

var (
	_ desk.Focuser = (*devices.Page)(nil)
	_ desk.Maker   = (*devices.Page)(nil)
)

const passphrase = "十里长街送灯人 2026"

// hall is the page on a real store.
type hall struct {
	*screentest.Page
	store  *data.Store
	by     app.Actor
	page   *devices.Page
	folder string
	said   string
	now    time.Time
}

func open(t *testing.T, store devices.Store, real *data.Store, opts ...screentest.Option) *hall {
	t.Helper()
	h := &hall{Page: screentest.New(t, opts...), store: real, by: datatest.Actor(t, real), folder: t.TempDir(), now: datatest.Now()}
	d := &desk.Desk{
		By: h.by, Runner: background.Inline(), Now: func() time.Time { return h.now }, Keys: h.Keys(), Canvas: h.Window().Canvas(), Folder: func() string { return h.folder },
		Say: func(text string) { h.said = text }, Fail: func(err error) { t.Errorf("it failed: %v", err) },
	}
	h.page = devices.New(d, store)
	h.Show(h.page.Content())
	h.page.Reload()
	h.page.Focus()
	return h
}

func file(t *testing.T) *data.Store {
	t.Helper()
	s, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "hall.lamp"), data.Options{Create: true, Now: datatest.Now, WatchDoor: true, Effort: 10, DeviceName: "营业厅-01"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func company(t *testing.T) (*data.Store, app.Actor) {
	t.Helper()
	s := file(t)
	by := datatest.Actor(t, s)
	if err := s.MakeCompany(t.Context(), by, passphrase); err != nil {
		t.Fatal(err)
	}
	return s, by
}

func enrol(t *testing.T, s *data.Store, by app.Actor, name string, to app.Day) app.DeviceEnrolment {
	t.Helper()
	made, err := s.EnrolDevice(t.Context(), by, passphrase, app.DeviceDraft{Name: name, Areas: []app.Area{by.Area}, Roles: []app.Role{app.Manager}, ToOn: to, Folder: t.TempDir()},
		func(int64, int64) {})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestTheFirstHallMakesTheCompanysKey(t *testing.T) {
	s := file(t)
	h := open(t, s, s)
	h.See("none: this computer exchanges nothing yet")
	h.Press("Enter") // the one thing there is to do
	h.Type("Passphrase", "short")
	h.Type("Once more", "shorter")
	h.Press("Ctrl+Enter")
	h.See("The two passphrases are not alike.")
	h.Type("Once more", "short")
	h.Press("Ctrl+Enter")
	h.See("The passphrase is too short to be safe.")
	h.Type("Passphrase", passphrase)
	h.Type("Once more", passphrase)
	h.Press("Ctrl+Enter")
	h.DontSee("Make the key")
	h.See("on this computer")
	h.See("营业厅-01 (this computer)")
	h.See("Enrol a computer …")
}

func TestAComputerIsEnrolledByKeysAndItsPassphraseShownOnce(t *testing.T) {
	s, by := company(t)
	h := open(t, s, s)
	if !h.page.New() {
		t.Fatal("no computer can be enrolled")
	}
	h.Press("Ctrl+Enter")
	h.See("Please fill in Name of the computer.")
	h.Type("Name of the computer", "王工的笔记本")
	h.Type("Company's passphrase", "not this one at all")
	h.Press("Ctrl+Enter")
	h.See("The passphrase is not the right one.")
	h.Type("Company's passphrase", passphrase)
	h.Press("Ctrl+Enter")
	h.See("Enrolled: 王工的笔记本")
	h.See("It is shown this once.")
	h.See("The enrolment file as a picture")
	h.Press("Escape")
	h.DontSee("It is shown this once.")
	h.See("王工的笔记本")
	h.See("good until 2027-03-02")
	all, err := s.Devices(t.Context(), by)
	if err != nil || len(all) != 2 || !all[1].Carries(by.Area) || len(all[1].Roles) != 1 || all[1].Roles[0] != app.Manager {
		t.Fatalf("the computers are %+v: %v", all, err)
	}
	for _, ending := range []string{".lampjoin", ".lampsnap"} {
		if found, err := filepath.Glob(filepath.Join(h.folder, "*"+all[1].Code+ending)); err != nil || len(found) != 1 {
			t.Errorf("of %s there are %v: %v", ending, found, err)
		}
	}
}

func TestAComputerIsRenewedAndRevokedByKeys(t *testing.T) {
	s, by := company(t)
	enrol(t, s, by, "王工的笔记本", "2026-03-20")
	h := open(t, s, s)
	h.See("expires in 18 days")
	h.Press("Down", "Enter")
	h.See("Renew 王工的笔记本")
	h.Type("Good until", "20281231")
	h.Type("Company's passphrase", passphrase)
	h.Press("Ctrl+Enter")
	h.See("good until 2028-12-31")
	h.Press("Delete")
	h.See("Revoke 王工的笔记本?")
	h.Type("Company's passphrase", passphrase)
	h.Press("Ctrl+Enter")
	h.See("Please fill in Reason.")
	h.Type("Reason", "遗失")
	h.Press("Ctrl+Enter")
	h.See("taken out")
	if all, err := s.Devices(t.Context(), by); err != nil || all[1].State != app.DeviceRevoked || all[1].Revoked.Reason != "遗失" {
		t.Errorf("it stands as %+v: %v", all, err)
	}
	h.Press("Delete", "Enter")
	h.DontSee("Cancel") // there is nothing more to do to it
}

func TestTheComputerAtWhichOneSitsIsNotRevoked(t *testing.T) {
	s, _ := company(t)
	h := open(t, s, s)
	h.Press("Home", "Delete")
	h.DontSee("Cancel")
	h.DontSee("Revoke …")
}

// alarmed is a store whose file was put back.
type alarmed struct {
	*data.Store
	seen bool
}

func (a *alarmed) CompanyState(ctx context.Context, by app.Actor) (app.CompanyState, error) {
	state, err := a.Store.CompanyState(ctx, by)
	if !a.seen {
		state.Alarm = app.DeviceAlarm{Why: app.ClonedRestored, Was: "K7QX", AtMs: datatest.Now().UnixMilli()}
	}
	return state, err
}

func (a *alarmed) SeeDeviceAlarm(context.Context, app.Actor) error {
	a.seen = true
	return nil
}

func TestAnOlderCopyPutBackIsToldUntilSomebodyHasRead(t *testing.T) {
	s, _ := company(t)
	h := open(t, &alarmed{Store: s}, s)
	h.See("An older copy of the file was put back")
	h.See("in place of K7QX")
	h.Tap("Understood")
	h.DontSee("An older copy of the file was put back")
	h.DontSee("Understood")
}

func TestRecordsAreMadeAnewForAComputerThatWasAway(t *testing.T) {
	s, by := company(t)
	made := enrol(t, s, by, "王工的笔记本", "2027-03-01")
	h := open(t, s, s)
	h.Press("Down")
	h.Tap("Records anew …")
	h.Press("Ctrl+Enter")
	if _, err := os.Stat(filepath.Join(h.folder, filepath.Base(made.Snapshot))); err != nil {
		t.Error(err)
	}
}

func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	size := screentest.Size(1180, 650)
	for name, options := range screentest.Dresses(size) {
		t.Run(name, func(t *testing.T) {
			shot := func(h *hall, what string) { h.Shot(filepath.Join(folder, "devices-"+what+"-"+name+".png")) }
			verb := map[bool][3]string{true: {"设备名称", "将本机设为公司主机 …", "公司密钥的口令"}, false: {"Name of the computer", "Make this the company's main computer …", "Company's passphrase"}}[name[:2] == "zh"]
			empty := file(t)
			h := open(t, empty, empty, options...)
			shot(h, "none")
			h.Tap(verb[1])
			shot(h, "company")

			s, by := company(t)
			for _, d := range []struct {
				name string
				to   app.Day
			}{{"王工的笔记本", "2027-03-01"}, {"撒莲供电所 02 号机", "2026-03-20"}, {"李师傅的平板", "2026-03-10"}, {"旧笔记本", "2026-12-31"}} {
				made := enrol(t, s, by, d.name, d.to)
				if d.name == "旧笔记本" {
					if err := s.RevokeDevice(t.Context(), by, passphrase, made.Device.Device, "遗失"); err != nil {
						t.Fatal(err)
					}
				}
			}
			h = open(t, &alarmed{Store: s}, s, options...)
			h.Press("Down")
			shot(h, "list")
			h.Press("Enter")
			shot(h, "renew")
			h.Press("Escape", "Delete")
			shot(h, "revoke")
			h.Press("Escape")
			h.page.New()
			h.Press("Ctrl+Enter")
			shot(h, "enrol")
			h.Type(verb[0], "王工的笔记本")
			h.Type(verb[2], passphrase)
			h.Press("Ctrl+Enter")
			shot(h, "enrolled")
		})
	}
}
