package data_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// A copy holds what its source does, whichever of the two is sealed and by what.
func TestACopyHoldsWhatItsSourceDoes(t *testing.T) {
	for name, keys := range map[string][2][]byte{
		"plain to sealed":              {nil, sealKey},
		"sealed to sealed":             {sealKey, sealKey},
		"sealed to one of another key": {sealKey, otherKey},
		"sealed to plain":              {sealKey, nil},
	} {
		from, to := filepath.Join(t.TempDir(), "a.lamp"), filepath.Join(t.TempDir(), "b.lamp")
		s := sealOpen(t, from, keys[0])
		plantAll(t, s)
		if err := data.CopyAs(t.Context(), from, to, keys[1]); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		want, err := data.Contents(t.Context(), from)
		if err != nil {
			t.Fatal(err)
		}
		if keys[1] != nil {
			sealUnlock(t, to, keys[1])
		}
		if got, err := data.Contents(t.Context(), to); err != nil || got != want {
			t.Errorf("%s: the copy holds something else, %v", name, err)
		}
		if is, err := data.Sealed(to); err != nil || is != (keys[1] != nil) {
			t.Errorf("%s: the copy is sealed: %v, %v", name, is, err)
		}
		if left, _ := filepath.Glob(to + ".tmp*"); len(left) != 0 {
			t.Errorf("%s: %v are left", name, left)
		}
	}
}

// Who has a file open checks its backups without being asked for a key.
func TestABackupIsCheckedWithTheKeyOfTheOpenFile(t *testing.T) {
	s := sealOpen(t, filepath.Join(t.TempDir(), "a.lamp"), sealKey)
	plantAll(t, s)
	to := filepath.Join(t.TempDir(), "b.lamp")
	if _, err := s.Backup(t.Context(), datatest.Actor(t, s), to); err != nil {
		t.Fatal(err)
	}
	if found, err := data.CheckWhole(t.Context(), to); err != nil || found.Files != 1 || len(found.Damaged) != 0 {
		t.Errorf("the backup: %+v, %v", found, err)
	}
	log, err := s.AuditLog(t.Context(), datatest.Actor(t, s), app.AuditFilter{Kinds: []app.AuditKind{app.AuditBackedUp}})
	if err != nil || len(log.Lines) != 1 || log.Lines[0].Details["what"] != "sealed" {
		t.Errorf("the audit log says %+v (%v)", log.Lines, err)
	}
	lock, err := s.UnlockCopy(to)
	if err != nil {
		t.Fatal(err)
	}
	lock()
	sealClose(t, s)
	if _, err := data.CheckWhole(t.Context(), to); !errors.Is(err, app.ErrSealed) {
		t.Errorf("with the file closed: %v", err)
	}
}

// A copy that a full or broken disk spoils is not left behind.
func TestACopyOfADamagedSealedFileIsNotKept(t *testing.T) {
	path := sealedHall(t)
	sealUnlock(t, path, sealKey)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := overwrite(path, info.Size()/4096/2*4096+100, []byte{1, 2, 3, 4}); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "b.lamp")
	if err := data.CopyAs(t.Context(), path, to, sealKey); err == nil {
		t.Error("a damaged file was copied as if it were whole")
	}
	if left, _ := filepath.Glob(to + "*"); len(left) != 0 {
		t.Errorf("%v are left", left)
	}
}
