//go:build e2e

package e2e

import (
	"bufio"
	"errors"
	"os/exec"
	"path/filepath"
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
// Service keeps; beside a locked one it keeps nothing. Bus and services have a
// home of their own: a bus starts services by itself.
func TestARealSecretServiceKeepsTheKey(t *testing.T) {
	ctx, path := t.Context(), filepath.Join(t.TempDir(), "hall.lamp")
	s, err := data.Open(ctx, path, data.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	by, err := s.Start(ctx, "Miyi hall", "Shen Li")
	if err == nil {
		_, err = s.FirstAdministrator(ctx, by, app.FirstAdministrator{StaffNo: "MY001", Name: "Shen Li", Password: adminPassword})
	}
	if err = errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	o := data.Options{Keyring: secretService{}}
	if s, by, err = data.SignInTo(ctx, path, o, "MY001", adminPassword); err != nil {
		t.Fatal(err)
	}
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
