package data_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// backupClock is a clock that tests of backups set.
type backupClock struct{ now time.Time }

// backupHall is a file with a clock of its own and a folder for its backups.
func backupHall(t *testing.T) (*data.Store, *backupClock, app.BackupPlan) {
	t.Helper()
	clock := &backupClock{datatest.Now()}
	s := datatest.OpenBy(t, filepath.Join(t.TempDir(), "hall.lamp"), func() time.Time { return clock.now })
	datatest.Customer(t, s, "李晓明", "5104000000011", "12900001234")
	return s, clock, app.BackupPlan{Folder: filepath.Join(t.TempDir(), "backups")}
}

// backUp lets the clock of the program come to the point of making a backup.
func backUp(t *testing.T, s *data.Store, plan app.BackupPlan) app.BackupState {
	t.Helper()
	state, err := s.BackUpDue(t.Context(), plan)
	if err != nil {
		t.Fatal(err)
	}
	return state
}

func TestABackupIsMadeOnceAnHourWhileRecordsChange(t *testing.T) {
	s, clock, plan := backupHall(t)
	state := backUp(t, s, plan)
	if !state.Made || state.Newest.Checked == 0 || state.Newest.Rows == 0 || state.Overdue {
		t.Fatalf("the first is %+v", state)
	}
	if err := data.Check(t.Context(), state.Newest.Path); err != nil {
		t.Errorf("the backup is not whole: %v", err)
	}
	clock.now = clock.now.Add(2 * time.Hour)
	if state := backUp(t, s, plan); state.Made {
		t.Error("a backup was made although nothing changed")
	}
	datatest.Customer(t, s, "王芳", "5104000000012", "12900001235")
	if state := backUp(t, s, plan); !state.Made {
		t.Error("no backup was made after a change")
	}
	datatest.Customer(t, s, "赵强", "5104000000013", "12900001236")
	clock.now = clock.now.Add(10 * time.Minute)
	if state := backUp(t, s, plan); state.Made {
		t.Error("a second backup was made within the hour")
	}
	all := data.Backups(plan)
	if len(all) != 2 || all[0].Rows <= all[1].Rows {
		t.Errorf("listed are %+v", all)
	}
}

func TestOldBackupsGoAndNothingElseInTheirFolder(t *testing.T) {
	s, clock, plan := backupHall(t)
	other := datatest.OpenBy(t, filepath.Join(t.TempDir(), "hall.lamp"), func() time.Time { return clock.now })
	datatest.Customer(t, other, "陈静", "5104000000014", "")
	backUp(t, other, plan)
	if err := os.WriteFile(filepath.Join(plan.Folder, "hall-20250101-0900.lamp"), []byte("of a person"), 0o600); err != nil {
		t.Fatal(err)
	}
	for day := range 10 {
		clock.now = datatest.Now().AddDate(0, 0, day)
		datatest.Customer(t, s, "王芳", "51040000001"+string(rune('0'+day)), "")
		backUp(t, s, plan)
	}
	all := data.Backups(plan)
	if len(all) != 8+1 { // eight days, among them the last of the week before, and that of the other file
		t.Errorf("%d backups are there: %+v", len(all), all)
	}
	if _, err := os.Stat(filepath.Join(plan.Folder, "hall-20250101-0900.lamp")); err != nil {
		t.Errorf("a copy that somebody made is gone: %v", err)
	}
	names, err := os.ReadDir(plan.Folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name.Name(), ".tmp") || strings.Contains(name.Name(), "-wal") {
			t.Errorf("left over: %s", name.Name())
		}
	}
}

func TestAStickGetsItsBackupWhenItIsIn(t *testing.T) {
	s, clock, plan := backupHall(t)
	plan.Second = filepath.Join(t.TempDir(), "KINGSTON")
	if state := backUp(t, s, plan); state.Second != app.SecondAway {
		t.Errorf("without the stick its state is %q", state.Second)
	}
	if _, err := os.Stat(plan.Second); err == nil {
		t.Error("a folder was made where the stick would be")
	}
	if err := os.Mkdir(plan.Second, 0o700); err != nil {
		t.Fatal(err)
	}
	clock.now = clock.now.Add(5 * time.Minute)
	if state := backUp(t, s, plan); state.Second != app.SecondThere || !state.Made {
		t.Errorf("with the stick in: %+v", state)
	}
	if all := data.Backups(plan); len(all) != 2 || !all[0].Second || all[1].Second {
		t.Errorf("listed are %+v", all)
	}
	if state := backUp(t, s, plan); state.Second != app.SecondThere || state.Made {
		t.Errorf("nothing changed, yet: %+v", state)
	}
}

func TestABackupThatCannotBeMadeSaysSoAndLeavesNothingHalf(t *testing.T) {
	s, clock, plan := backupHall(t)
	blocked := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	plan.Folder = filepath.Join(blocked, "backups")
	clock.now = clock.now.AddDate(0, 0, 2)
	state, err := s.BackUpDue(t.Context(), plan)
	if !errors.Is(err, app.ErrBackupFolder) || !state.Overdue {
		t.Errorf("answered %v and %+v", err, state)
	}
	datatest.Customer(t, s, "王芳", "5104000000012", "") // the clerk goes on
}

func TestABackupHasTheFilesOfAttachmentsOnceForAllAndLetsThemGoWithTheLast(t *testing.T) {
	s, clock, plan := backupHall(t)
	by := datatest.Actor(t, s)
	c := datatest.Case(t, s, datatest.Customer(t, s, "王芳", "5104000000012", ""), "电表不转")
	paper := filepath.Join(t.TempDir(), "申请.pdf")
	if err := os.WriteFile(paper, []byte("%PDF-1.4\n1 0 obj\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Attach(t.Context(), by, app.AttachmentDraft{OfTable: "cases", Of: app.RecordID(c.ID), Kind: app.Scan, Path: paper}); err != nil {
		t.Fatal(err)
	}
	for hour := range 3 {
		clock.now = datatest.Now().Add(time.Duration(hour) * time.Hour)
		datatest.Customer(t, s, "赵强", "510400000002"+string(rune('0'+hour)), "")
		backUp(t, s, plan)
	}
	var found []string
	_ = filepath.WalkDir(plan.Folder, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".pdf") {
			found = append(found, path)
		}
		return nil
	})
	if len(found) != 1 {
		t.Fatalf("the files are %v, want one", found)
	}
	stray := filepath.Join(filepath.Dir(found[0]), "of-no-backup.pdf")
	if err := os.WriteFile(stray, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	plan.Most, plan.Now = 1, true
	backUp(t, s, plan)
	if _, err := os.Stat(stray); !errors.Is(err, os.ErrNotExist) {
		t.Error("a file that no backup names stayed")
	}
	if _, err := os.Stat(found[0]); err != nil {
		t.Errorf("a file that the newest names is gone: %v", err)
	}
	if all := data.Backups(plan); len(all) != 1 {
		t.Errorf("%d backups are kept where one has room", len(all))
	}
}

func TestABackupThatWasTouchedSinceCountsAsUnchecked(t *testing.T) {
	s, _, plan := backupHall(t)
	made := backUp(t, s, plan).Newest
	if err := os.Truncate(made.Path, made.Size/2); err != nil {
		t.Fatal(err)
	}
	all := data.Backups(plan)
	if len(all) != 1 || all[0].Checked != 0 || !slices.Equal([]int64{all[0].MadeAt}, []int64{made.MadeAt}) {
		t.Errorf("listed are %+v", all)
	}
}
