package data_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// sealKey and otherKey are keys of the tests.
var (
	sealKey  = bytes.Repeat([]byte{0x5A}, 32)
	otherKey = bytes.Repeat([]byte{0xA5}, 32)
)

// sealOpen opens or makes a file with a key; nil: a plain one.
func sealOpen(t testing.TB, path string, key []byte) *data.Store {
	t.Helper()
	s, err := data.Open(t.Context(), path, data.Options{Create: true, Key: key, Seed: datatest.Seed(t), Now: datatest.Now, WatchDoor: true, Effort: 10})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func sealUnlock(t testing.TB, path string, key []byte) {
	t.Helper()
	lock, err := data.Unlock(path, key)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(lock)
}

func sealClose(t testing.TB, s *data.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestASealedFileOpensWithItsKeyAlone(t *testing.T) {
	folder := t.TempDir()
	path, plain := filepath.Join(folder, "a.lamp"), filepath.Join(folder, "plain.lamp")
	s := sealOpen(t, path, sealKey)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001")
	sealClose(t, s)
	sealClose(t, sealOpen(t, plain, nil))
	open := func(path string, key []byte) error {
		s, err := data.Open(t.Context(), path, data.Options{Key: key})
		if err == nil {
			_ = s.Close()
		}
		return err
	}
	for name, try := range map[string]struct{ got, want error }{
		"a sealed file without a key":   {open(path, nil), app.ErrSealed},
		"with another key":              {open(path, otherKey), app.ErrWrongKey},
		"a plain file with a key":       {open(plain, sealKey), app.ErrNotSealed},
		"checking it without a key":     {data.Check(t.Context(), path), app.ErrSealed},
		"unlocking it with another key": {sealTry(data.Unlock(path, otherKey)), app.ErrWrongKey},
		"sealing it with another key":   {data.SealFile(t.Context(), path, otherKey), app.ErrWrongKey},
	} {
		if !errors.Is(try.got, try.want) {
			t.Errorf("%s: %v, want %v", name, try.got, try.want)
		}
	}
	for path, want := range map[string]bool{path: true, plain: false} {
		if is, err := data.Sealed(path); err != nil || is != want {
			t.Errorf("%s is sealed: %v, %v", filepath.Base(path), is, err)
		}
	}
	if _, err := data.Sealed(filepath.Join(folder, "none.lamp")); !errors.Is(err, app.ErrNoFile) {
		t.Errorf("a file that is not there: %v", err)
	}
	s = sealOpen(t, path, sealKey)
	if page, err := s.CustomerPage(t.Context(), datatest.Actor(t, s), c.ID); err != nil || page.Customer.Name != "李晓明" {
		t.Errorf("with its key it holds %q, %v", page.Customer.Name, err)
	}
	sealClose(t, s)
	sealUnlock(t, path, sealKey)
	if err := data.Check(t.Context(), path); err != nil {
		t.Errorf("checking it with its key: %v", err)
	}
}

func sealTry(_ func(), err error) error { return err }

// What is sown: no file that is sealed may show any of it.
var plantedWords = []string{"沈秋棠", "5104999900017", "12900007788", "攀莲镇新村村", "电表箱冒青烟", "收据编号甲辰"}

// plantAll leaves in a file and beside it all that a file can hold.
func plantAll(t testing.TB, s *data.Store) {
	t.Helper()
	ctx, by := t.Context(), datatest.Actor(t, s)
	c := datatest.Customer(t, s, plantedWords[0], plantedWords[1], plantedWords[2])
	b := album{s, by, datatest.Case(t, s, c, plantedWords[4])}
	scan := fileOf(t, "收据.pdf", []byte("%PDF-1.4\n"+strings.Repeat(plantedWords[5]+"\n", 50)))
	a, err := s.Attach(ctx, by, app.AttachmentDraft{OfTable: "cases", Of: app.RecordID(b.c.ID), Kind: app.Scan, Path: scan})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.AttachmentBytes(ctx, by, a); err != nil || !bytes.Contains(got, []byte(plantedWords[5])) {
		t.Fatalf("the attachment reads %q, %v", got, err)
	}
}

// showing lists which sown words stand in which files below a folder.
func showing(t testing.TB, folder string) (found []string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		for _, word := range append(plantedWords, `"seed"`) {
			if bytes.Contains(content, []byte(word)) {
				found = append(found, fmt.Sprintf("%s in %s", word, filepath.Base(path)))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// fileOfAll makes a file with all that can lie beside it, and looks at it while
// it is open, with its write-ahead log, and when it is closed.
func fileOfAll(t testing.TB, key []byte) (found []string) {
	t.Helper()
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	path := filepath.Join(folder, "hall.lamp")
	s := sealOpen(t, path, key)
	plantAll(t, s)
	found = showing(t, folder) // the log holds it now
	for _, ending := range []string{"-wal", "-shm"} {
		if info, err := os.Stat(path + ending); err != nil || info.Size() == 0 {
			t.Fatalf("there is no %s to look at: %v", ending, err)
		}
	}
	ctx, by := t.Context(), datatest.Actor(t, s)
	if _, err := s.Backup(ctx, by, filepath.Join(folder, "copy.lamp")); err != nil {
		t.Fatal(err)
	}
	if err := s.MakeCompany(ctx, by, "十里长街送灯人 2026"); err != nil {
		t.Fatal(err)
	}
	made, err := s.EnrolDevice(ctx, by, "十里长街送灯人 2026", app.DeviceDraft{Name: "王工的笔记本", Areas: []app.Area{by.Area}, Roles: []app.Role{app.Supervisor}, ToOn: "2027-03-01", Folder: folder}, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Exchange(ctx, by, filepath.Join(folder, "stick"), nil); err != nil {
		_ = os.Mkdir(filepath.Join(folder, "stick"), 0o700)
		if _, err := s.Exchange(ctx, by, filepath.Join(folder, "stick"), nil); err != nil {
			t.Fatal(err)
		}
	}
	laptop := filepath.Join(folder, "laptop.lamp")
	if key != nil {
		sealUnlock(t, laptop, key)
	}
	if err := data.Join(ctx, laptop, made.Path, made.Passphrase, quiet); err != nil {
		t.Fatal(err)
	}
	joined := sealOpen(t, laptop, key)
	if page, err := joined.CountCustomers(ctx, datatest.Actor(t, joined), app.CustomerFilter{}, 10); err != nil || page.N != 1 {
		t.Errorf("who joined has %d customers, %v", page.N, err)
	}
	sealClose(t, joined)
	found = append(found, showing(t, folder)...)
	sealClose(t, s)
	return append(found, showing(t, folder)...)
}

func TestNothingShowsWhatASealedFileHolds(t *testing.T) {
	if found := fileOfAll(t, sealKey); len(found) != 0 {
		t.Errorf("sealed, it shows %s", strings.Join(found, ", "))
	}
}

func TestAPlainFileShowsWhatItHolds(t *testing.T) {
	found := strings.Join(fileOfAll(t, nil), ", ")
	for _, word := range append(plantedWords, `"seed"`) {
		if !strings.Contains(found, word) {
			t.Errorf("%s is not found, so that looking for it proves nothing", word)
		}
	}
	for _, file := range []string{"hall.lamp-wal", "hall.lamp,", "copy.lamp", "laptop.lamp", "hall.lamp.device", ".pdf"} {
		if !strings.Contains(found+",", file) {
			t.Errorf("nothing is found in %s, so that looking there proves nothing", file)
		}
	}
}

func TestAPlainFileIsSealedWithAllThatLiesBesideIt(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "hall.lamp")
	s := sealOpen(t, path, nil)
	plantAll(t, s)
	by := datatest.Actor(t, s)
	if _, err := s.Backup(t.Context(), by, path+".before-18"); err != nil {
		t.Fatal(err)
	}
	_ = os.RemoveAll(path + ".before-18.files") // a migration copies none
	if err := data.SealFile(t.Context(), path, sealKey); !errors.Is(err, app.ErrOpenElsewhere) {
		t.Errorf("sealing a file that is open: %v", err)
	}
	code := s.DeviceCode()
	sealClose(t, s)
	was := len(showing(t, folder))
	if err := data.SealFile(t.Context(), path, sealKey); err != nil {
		t.Fatal(err)
	}
	if found := showing(t, folder); len(found) != 0 || was == 0 {
		t.Errorf("sealed, it shows %s; it showed %d before", strings.Join(found, ", "), was)
	}
	if err := data.SealFile(t.Context(), path, sealKey); err != nil {
		t.Errorf("sealing it again: %v", err)
	}
	s = sealOpen(t, path, sealKey)
	if n, err := s.CountCustomers(t.Context(), by, app.CustomerFilter{}, 10); err != nil || n.N != 1 || s.DeviceCode() != code {
		t.Errorf("%d customers, device %s: %v; want 1 and %s", n.N, s.DeviceCode(), err, code)
	}
	sealClose(t, s)
	for _, name := range []string{path, path + ".before-18"} {
		sealUnlock(t, name, sealKey)
		if err := data.Check(t.Context(), name); err != nil {
			t.Errorf("%s: %v", filepath.Base(name), err)
		}
	}
	if found, err := data.CheckWhole(t.Context(), path); err != nil || found.Files != 1 || len(found.Absent)+len(found.Damaged) != 0 {
		t.Errorf("its files: %+v, %v", found, err)
	}
}

// A program that is killed while it seals what lies beside the file goes on when
// the file is next opened.
func TestSealingGoesOnWhereItWasStopped(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "hall.lamp")
	s := sealOpen(t, path, nil)
	plantAll(t, s)
	sealClose(t, s)
	kept := map[string][]byte{}
	for _, name := range append(sealedFiles(t, path+".files"), path+".device") {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		kept[name] = content
	}
	if err := data.SealFile(t.Context(), path, sealKey); err != nil {
		t.Fatal(err)
	}
	for name, content := range kept { // as it was before they were reached
		_ = os.Remove(name)
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	sealClose(t, sealOpen(t, path, sealKey))
	if found := showing(t, folder); len(found) != 0 {
		t.Errorf("it shows %s", strings.Join(found, ", "))
	}
}

func sealedFiles(t testing.TB, folder string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*", "*"))
	if err != nil || len(names) == 0 {
		t.Fatalf("nothing lies in %s: %v", folder, err)
	}
	return names
}

func TestAnAttachmentOfASealedFileIsShownAsACopyThatGoes(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "hall.lamp")
	s := sealOpen(t, path, sealKey)
	b := newAlbum(t, s)
	a := b.attach(t, photoFile(t, "表箱.jpeg", 90))
	shown, err := s.AttachmentPath(t.Context(), b.by, a)
	if err != nil {
		t.Fatal(err)
	}
	if content, err := os.ReadFile(shown); err != nil || !bytes.HasPrefix(content, []byte("\xff\xd8\xff")) {
		t.Errorf("what is shown is no photo: %v", err)
	}
	again, err := s.AttachmentPath(t.Context(), b.by, a)
	if err != nil || again != shown {
		t.Errorf("shown again at %s, %v", again, err)
	}
	sealClose(t, s)
	if _, err := os.Stat(shown); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the copy is still there: %v", err)
	}
}
