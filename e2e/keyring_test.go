//go:build e2e

package e2e

import (
	"bufio"
	"errors"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"lamplighter/app"
	"lamplighter/data"
)

// secretService is the keyring of the session as the program asks it.
type secretService struct{}

func (secretService) Get(name string) (string, error) {
	text, err := keyring.Get("lamplighter", name)
	return text, known(err)
}

func (secretService) Set(name, secret string) error { return keyring.Set("lamplighter", name, secret) }

func (secretService) Delete(name string) error { return known(keyring.Delete("lamplighter", name)) }

func known(err error) error {
	if errors.Is(err, keyring.ErrNotFound) {
		return app.ErrNotFound
	}
	return err
}

// TestARealSecretServiceKeepsTheKey opens a file by the key that a running Secret
// Service keeps; beside a locked one it keeps nothing.
func TestARealSecretServiceKeepsTheKey(t *testing.T) {
	ctx, path, o := t.Context(), filepath.Join(t.TempDir(), "hall.lamp"), data.Options{Keyring: secretService{}}
	administered(t, path)
	s, by, err := data.SignInTo(ctx, path, o, "MY001", adminPassword)
	if err != nil {
		t.Fatal(err)
	}
	daemon := serviceOfItsOwn(t)
	await(t, "the service answers", func() bool { state, err := s.KeptUnlocked(ctx, by); return err == nil && state.Answers })
	if err := errors.Join(s.KeepUnlocked(ctx, by, true), s.Close()); err != nil {
		t.Fatal(err)
	}
	if s, err = data.OpenKept(ctx, path, o); err != nil {
		t.Fatalf("opening by the key of the service: %v", err)
	}
	_ = daemon.Process.Kill()
	_ = daemon.Wait() // the bus starts another, which has nothing that is unlocked
	await(t, "the service is locked", func() bool { state, err := s.KeptUnlocked(ctx, by); return err == nil && !state.On })
	if err := s.KeepUnlocked(ctx, by, true); !errors.Is(err, app.ErrNoKeyring) {
		t.Fatalf("beside a locked service keeping it answers %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestTheWindowKeepsTheKeyAndForgetsIt ticks the box of the settings and unticks
// it: what the program kept opens the file, and then no longer.
func TestTheWindowKeepsTheKeyAndForgetsIt(t *testing.T) {
	ctx, o := t.Context(), data.Options{Keyring: secretService{}}
	d := open(t)
	administered(t, d.file)
	serviceOfItsOwn(t)
	opens := func() bool {
		s, err := data.OpenKept(ctx, d.file, o)
		if err == nil {
			err = s.Close()
		}
		return err == nil
	}
	for _, kept := range []bool{true, false} {
		d.launch()
		if kept { // the next time his number stands there
			d.typeIn("MY001")
			d.key("Tab")
		}
		d.typeIn(adminPassword)
		d.key("Return")
		d.hold()
		d.settle()
		d.key("ctrl+9", "ctrl+Next") // password and lock
		d.settle()
		d.key("Tab", "Tab", "Tab", "Tab", "Tab", "space") // past the password, its button and the minutes
		d.settle()
		d.shot("keyring-" + strconv.FormatBool(kept))
		d.end()
		if got := opens(); got != kept {
			t.Fatalf("the keyring opens the file: %v, want %v", got, kept)
		}
	}
}

// administered makes a file with its first administrator, whom nobody signed in as.
func administered(t *testing.T, path string) {
	t.Helper()
	s, err := data.Open(t.Context(), path, data.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	by, err := s.Start(t.Context(), "Miyi hall", "Shen Li")
	if err == nil {
		_, err = s.FirstAdministrator(t.Context(), by, app.FirstAdministrator{StaffNo: "MY001", Name: "Shen Li", Password: adminPassword})
	}
	if err = errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
}

// serviceOfItsOwn is a Secret Service that is unlocked, on a bus and in a home of
// its own: a bus starts services by itself.
func serviceOfItsOwn(t *testing.T) *exec.Cmd {
	t.Helper()
	for _, home := range []string{"HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"} {
		t.Setenv(home, t.TempDir())
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", busOfItsOwn(t))
	daemon := exec.Command("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets")
	daemon.Stdin = strings.NewReader("throwaway")
	if err := daemon.Start(); err != nil {
		t.Fatalf("gnome-keyring-daemon: %v (make setup installs it)", err)
	}
	t.Cleanup(func() { _ = daemon.Process.Kill(); _ = daemon.Wait() })
	await(t, "the service is on the bus", func() bool { // to ask it for secrets would start another
		out, err := exec.Command("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets").Output()
		return err == nil && strings.Contains(string(out), "true")
	})
	return daemon
}

// busOfItsOwn is the address of a session bus that ends with the test.
func busOfItsOwn(t *testing.T) string {
	t.Helper()
	bus := exec.Command("dbus-daemon", "--session", "--nofork", "--print-address")
	out, err := bus.StdoutPipe()
	if err == nil {
		err = bus.Start()
	}
	if err != nil {
		t.Fatalf("dbus-daemon: %v", err)
	}
	t.Cleanup(func() { _ = bus.Process.Kill(); _ = bus.Wait() })
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(address)
}
