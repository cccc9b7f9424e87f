//go:build !windows

package data_test

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// readOnlyFolder tells a second process of this test where to look.
const readOnlyFolder = "LAMPLIGHTER_READ_ONLY_FOLDER"

// TestAReadOnlyFileIsRefused opens a file in a folder that may not be written.
// Root may write everywhere, so it lets an ordinary user try.
func TestAReadOnlyFileIsRefused(t *testing.T) {
	if folder := os.Getenv(readOnlyFolder); folder != "" {
		refuseReadOnly(t, folder)
		return
	}
	folder, err := os.MkdirTemp("", "lamplighter-readonly")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	s, err := data.Open(t.Context(), filepath.Join(folder, "a.lamp"), data.Options{Create: true, Now: datatest.Now})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(folder, 0o755) })
	if os.Geteuid() != 0 {
		refuseReadOnly(t, folder)
		return
	}
	asNobody(t, folder)
}

func refuseReadOnly(t *testing.T, folder string) {
	t.Helper()
	if _, err := data.Open(t.Context(), filepath.Join(folder, "a.lamp"), data.Options{}); !errors.Is(err, app.ErrReadOnlyFile) {
		t.Errorf("opening in a folder that cannot be written: %v", err)
	}
}

// asNobody runs this test again as a user without rights.
func asNobody(t *testing.T, folder string) {
	t.Helper()
	place, err := os.MkdirTemp("", "lamplighter-nobody")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(place) })
	program := filepath.Join(place, "test")
	if err := errors.Join(os.Chmod(place, 0o755), copyProgram(os.Args[0], program)); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "-test.run=^TestAReadOnlyFileIsRefused$", "-test.v")
	cmd.Env = append(os.Environ(), readOnlyFolder+"="+folder)
	cmd.Dir = folder
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("as an ordinary user: %v\n%s", err, out)
	}
}

func copyProgram(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
