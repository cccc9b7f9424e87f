package data_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
)

func TestWhoKnowsHisPasswordSavesASealedFileThatIsDamaged(t *testing.T) {
	h := newSignInHall(t)
	by, err := h.again("MY001", signInAdmin) // which seals it
	if err != nil {
		t.Fatal(err)
	}
	by.Roles = []app.Role{app.Sole}
	c, err := h.OpenCustomer(t.Context(), by, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "李晓明"}})
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	state, err := h.BackUpDue(t.Context(), app.BackupPlan{Folder: folder, Now: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(h.path)
	if err != nil {
		t.Fatal(err)
	}
	damaged := filepath.Join(t.TempDir(), "damaged.lamp")
	for i := 40; i < 60; i++ { // of page 1, so that it cannot be opened
		content[i] ^= 0x55
	}
	for from, to := range map[string]string{h.path + ".keys": damaged + ".keys", h.path + ".keys2": damaged + ".keys2", h.path + ".device": damaged + ".device"} {
		kept, err := os.ReadFile(from)
		if err == nil {
			err = os.WriteFile(to, kept, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(damaged, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := data.SignInTo(t.Context(), damaged, h.options(), "MY001", signInAdmin); !errors.Is(err, app.ErrDamagedFile) {
		t.Fatalf("signing in to a damaged file: %v", err)
	}
	o := h.options()
	if o.Key, err = data.KeyFor(damaged, o, "MY001", signInAdmin); err != nil {
		t.Fatalf("the key at once after: %v", err)
	}
	if _, err := data.Rescue(t.Context(), damaged, state.Newest.Path, true, o); err != nil {
		t.Fatal(err)
	}
	if sealed, err := data.Sealed(damaged); err != nil || !sealed {
		t.Errorf("what came back is sealed: %v, %v", sealed, err)
	}
	s, by, err := data.SignInTo(t.Context(), damaged, h.options(), "MY001", signInAdmin)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	by.Roles = []app.Role{app.Sole}
	if _, err := s.CustomerPage(t.Context(), by, c.ID); err != nil {
		t.Errorf("the customer of the backup: %v", err)
	}
}
