package data_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// restored puts a backup back and opens the file again.
func restored(t *testing.T, s *data.Store, backup string) (app.Restored, *data.Store) {
	t.Helper()
	path := s.Path()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	done, err := data.Restore(t.Context(), path, backup, "", data.Options{Now: datatest.Now})
	if err != nil {
		t.Fatal(err)
	}
	return done, datatest.OpenAt(t, path)
}

func TestABackupIsComparedBeforeItIsPutBack(t *testing.T) {
	s, _, plan := backupHall(t)
	by := datatest.Actor(t, s)
	made := backUp(t, s, plan).Newest
	rows, err := s.CustomerOrder(t.Context(), by, app.CustomerFilter{})
	if err != nil {
		t.Fatal(err)
	}
	list, err := s.CustomersAt(t.Context(), by, rows)
	if err != nil {
		t.Fatal(err)
	}
	page, err := s.CustomerPage(t.Context(), by, list[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	now := page.Customer
	now.Note = "下午在家"
	if err := s.ChangeCustomer(t.Context(), by, page.Customer, now, app.Why{}); err != nil {
		t.Fatal(err)
	}
	datatest.Customer(t, s, "王芳", "5104000000012", "")
	d, err := data.CompareBackup(t.Context(), s.Path(), made.Path)
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range d.Tables {
		if found.Table == "customers" && found != (app.TableDifference{Table: "customers", Here: 1, Different: 1}) {
			t.Errorf("of customers: %+v", found)
		}
	}
	if d.HereAt < d.BackupAt || d.Sum().Backup != 0 || d.Sum().Same == 0 {
		t.Errorf("in all: %+v", d.Sum())
	}
}

func TestAFileThatIsPutBackGoesOnAsAnotherDeviceAndTheOneBeforeIsKept(t *testing.T) {
	s, _, plan := backupHall(t)
	made := backUp(t, s, plan).Newest
	code := s.DeviceCode()
	datatest.Customer(t, s, "王芳", "5104000000012", "")
	done, s := restored(t, s, made.Path)
	if n := salvageCustomers(t, s); n != 1 {
		t.Errorf("%d customers are there, want the one of the backup", n)
	}
	if s.DeviceCode() == code {
		t.Error("the file goes on under its old name, whose numbers it would give again")
	}
	if n := salvageCustomers(t, datatest.OpenAt(t, done.Kept)); n != 2 {
		t.Errorf("%d customers are in the file that was kept, want both", n)
	}
	if all := data.Backups(plan); len(all) != 1 {
		t.Errorf("the backups are %+v", all)
	}
}

func TestABackupOfTheVeryStateGoesOnAsTheSameDevice(t *testing.T) {
	s, _, plan := backupHall(t)
	code := s.DeviceCode()
	made := backUp(t, s, plan).Newest
	if _, s = restored(t, s, made.Path); s.DeviceCode() != code {
		t.Error("a new name was taken although nothing is missing")
	}
}

func TestADamagedBackupReplacesNothing(t *testing.T) {
	s, _, plan := backupHall(t)
	made := backUp(t, s, plan).Newest
	path := s.Path()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(made.Path, made.Size-salvagePage); err != nil {
		t.Fatal(err)
	}
	if _, err := data.Restore(t.Context(), path, made.Path, "", data.Options{}); !errors.Is(err, app.ErrDamagedFile) {
		t.Errorf("answered %v", err)
	}
	if _, err := data.Restore(t.Context(), path, filepath.Join(plan.Folder, "none.lamp"), "", data.Options{}); !errors.Is(err, app.ErrNoFile) {
		t.Errorf("answered %v", err)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Error("the file was touched")
	}
}

func TestAFileThatIsOpenIsNotReplaced(t *testing.T) {
	s, _, plan := backupHall(t)
	made := backUp(t, s, plan).Newest
	if _, err := data.Restore(t.Context(), s.Path(), made.Path, "", data.Options{}); !errors.Is(err, app.ErrOpenElsewhere) {
		t.Errorf("answered %v", err)
	}
}

// A file is damaged an hour after its newest backup: what was written in that
// hour is taken out of the damaged one.
func TestTheNewestBackupAndWhatTheDamagedFileAdds(t *testing.T) {
	s, _, plan := backupHall(t)
	made := backUp(t, s, plan).Newest
	for i := range 20 {
		datatest.Customer(t, s, "王芳", "51040000001"+string(rune('a'+i)), "")
	}
	path := s.Path()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	root, err := data.RootPage(t.Context(), path, "customers")
	if err != nil {
		t.Fatal(err)
	}
	for i := range salvagePage {
		content[(root-1)*salvagePage+i] = 0x5A
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	found, err := data.Salvage(t.Context(), path, path+".saved", data.Options{Now: datatest.Now})
	if err != nil {
		t.Fatal(err)
	}
	done, err := data.Restore(t.Context(), path, made.Path, found.Path, data.Options{Now: datatest.Now})
	if err != nil {
		t.Fatal(err)
	}
	again := datatest.OpenAt(t, path)
	if n := salvageCustomers(t, again); n != 21 {
		t.Errorf("%d customers are there, want all 21; %d change sets were added", n, done.Added)
	}
	if kept, err := os.ReadFile(done.Kept); err != nil || string(kept) != string(content) {
		t.Error("the damaged file was not kept as it was")
	}
}

func TestAProgramThatWasKilledHasItsFileLookedThrough(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hall.lamp")
	s := datatest.OpenAt(t, path)
	if err := s.CheckDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + ".open"); !errors.Is(err, os.ErrNotExist) {
		t.Error("the mark stays behind a file that was closed")
	}
	if err := os.WriteFile(path+".open", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s = datatest.OpenAt(t, path)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + ".open"); err != nil {
		t.Error("the mark is gone, though nobody has looked through the file")
	}
	s = datatest.OpenAt(t, path)
	if err := s.CheckDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + ".open"); !errors.Is(err, os.ErrNotExist) {
		t.Error("the mark stays although the file was looked through")
	}
}

func TestADamagedFileIsNoticedAndNotTouched(t *testing.T) {
	path, content := salvageHall(t, 300)
	chance := rand.New(rand.NewPCG(3, 2026))
	page := content[len(content)/2/salvagePage*salvagePage:][:salvagePage]
	for i := range page {
		page[i] = byte(chance.Uint32())
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	s := datatest.OpenAt(t, path)
	if err := s.CheckDue(t.Context()); !errors.Is(err, app.ErrDamagedFile) {
		t.Errorf("looked through, and answered %v", err)
	}
	if err := os.Truncate(path, int64(len(content)/2)); err != nil {
		t.Fatal(err)
	}
	_ = s.Close()
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := data.Open(t.Context(), path, data.Options{Now: datatest.Now}); !errors.Is(err, app.ErrDamagedFile) {
		t.Errorf("opened, and answered %v", err)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Error("the damaged file was touched")
	}
}

func TestAFullDiskLetsTheRoomGoThatWasKept(t *testing.T) {
	s := datatest.Open(t)
	room := s.Path() + ".room"
	const bytes = 1 << 20
	if err := s.KeepRoom(t.Context(), bytes); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(room); err != nil || info.Size() != bytes {
		t.Fatalf("no room is kept: %v", err)
	}
	if err := s.LimitPages(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	by := datatest.Actor(t, s)
	var err error
	for i := 0; err == nil && i < 200; i++ {
		_, err = s.OpenCustomer(t.Context(), by, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "王芳"}, Contact: app.Contact{Name: "王芳", Mobile: "12900001234"}})
	}
	if !errors.Is(err, app.ErrDiskFull) {
		t.Fatalf("answered %v", err)
	}
	if _, err := os.Stat(room); !errors.Is(err, os.ErrNotExist) {
		t.Error("the room is still kept")
	}
	if err := s.KeepRoom(t.Context(), bytes); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(room); err != nil {
		t.Errorf("the room is not kept again: %v", err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if err := s.KeepRoom(stopped, 9*bytes); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped in its midst it answers %v", err)
	}
	if _, err := os.Stat(room); !errors.Is(err, os.ErrNotExist) {
		t.Error("half of the room stays when it was stopped")
	}
	if err := s.KeepRoom(t.Context(), 9*bytes); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(room); err != nil || info.Size() != 9*bytes {
		t.Errorf("another size is not kept: %v", err)
	}
	if err := s.KeepRoom(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(room); !errors.Is(err, os.ErrNotExist) {
		t.Error("the room is kept though nobody wants it")
	}
}

func TestFoldersOfCloudsAreKnownByTheirNames(t *testing.T) {
	for path, want := range map[string]app.FileRisk{
		`C:\Users\沈丽\OneDrive - 示例公司\hall.lamp`: app.RiskCloud,
		"/home/hall/我的坚果云/hall.lamp":            app.RiskCloud,
		"/home/hall/百度网盘同步/hall.lamp":           app.RiskCloud,
		filepath.Join(t.TempDir(), "hall.lamp"): app.RiskNone,
	} {
		if got := data.RiskOf(path); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}
