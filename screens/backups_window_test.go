package screens_test

import (
	"context"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens"
	"lamplighter/screens/background"
	"lamplighter/screens/backups"
	"lamplighter/screens/screentest"
)

// backupKeeper keeps the backups of a store as main does, without a window to
// show again.
type backupKeeper struct {
	t       *testing.T
	store   *data.Store
	prefs   kept
	plan    app.BackupPlan
	risk    app.FileRisk
	err     error // of the next backup
	checked error
	again   int
	back    app.Restored
}

func (k *backupKeeper) Plan() app.BackupPlan { return k.plan }
func (k *backupKeeper) Risk() app.FileRisk   { return k.risk }
func (k *backupKeeper) List(context.Context) ([]app.Backup, error) {
	return data.Backups(k.plan), nil
}

func (k *backupKeeper) BackUpDue(ctx context.Context, now bool) (app.BackupState, error) {
	if k.err != nil {
		return app.BackupState{Overdue: true}, k.err
	}
	plan := k.plan
	plan.Now = now
	return k.store.BackUpDue(ctx, plan)
}

func (k *backupKeeper) CheckDue(context.Context) error { return k.checked }

func (k *backupKeeper) Compare(ctx context.Context, _ app.Actor, backup string) (app.BackupDifference, error) {
	return data.CompareBackup(ctx, k.store.Path(), backup)
}

func (k *backupKeeper) PutBack(ctx context.Context, _ app.Actor, backup string, save bool) (app.Restored, error) {
	path := k.store.Path()
	if err := k.store.Close(); err != nil {
		return app.Restored{}, err
	}
	var err error
	k.back, err = data.Rescue(ctx, path, backup, save, data.Options{Now: datatest.Now})
	k.store = datatest.OpenAt(k.t, path)
	return k.back, err
}

func (k *backupKeeper) Again() { k.again++ }

// safe is a window whose clock makes backups.
func safe(t *testing.T, language string, opts ...screentest.Option) (*backupKeeper, *screentest.Page, *background.Runner) {
	t.Helper()
	k := &backupKeeper{t: t, store: datatest.Open(t), plan: app.BackupPlan{Folder: filepath.Join(t.TempDir(), "backups")}, prefs: kept{"language": language}}
	datatest.Customer(t, k.store, "李晓明", "5104000000011", "12900001234")
	page, runner := screentest.New(t, opts...), background.Inline()
	over(t, page, screens.Setup{Store: k.store, Backups: k, Runner: runner, Prefs: k.prefs, Folder: t.TempDir})
	return k, page, runner
}

const aMinute = 60_000_000_000

func TestTheClockOfTheWindowMakesTheBackupAndTheStatusBarSaysSo(t *testing.T) {
	k, page, runner := safe(t, "en")
	page.DontSee("backed up")
	runner.Elapse(aMinute)
	page.See("backed up just now")
	k.err = app.ErrBackupRoom
	runner.Elapse(aMinute)
	page.See("no backup was made  F8")
	k.checked = app.ErrDamagedFile
	runner.Elapse(aMinute)
	page.See("the file is damaged  F8")
	page.Press("F8")
	page.See("Put the newest backup back")
}

// F8, the newest is selected: Enter compares, Ctrl+Enter puts back.
func TestABackupIsPutBackInFiveActionsAtMost(t *testing.T) {
	for _, in := range tongues() {
		k, page, runner := safe(t, in.language, in.opts...)
		runner.Elapse(aMinute)
		datatest.Customer(t, k.store, "王芳", "5104000000012", "")
		actions := 0
		press := func(chord string) { actions++; page.Press(chord) }
		press("F8")
		press("Enter")
		press("Ctrl+Enter")
		rows, err := k.store.CustomerOrder(t.Context(), datatest.Actor(t, k.store), app.CustomerFilter{})
		if err != nil || len(rows) != 1 || k.again != 1 || k.back.Kept == "" {
			t.Fatalf("%s: %d customers, shown again %d times, %+v: %v. The page says:\n%s", in.language, len(rows), k.again, k.back, err, page.Text())
		}
		if actions > 5 {
			t.Errorf("%s: it took %d actions", in.language, actions)
		}
	}
}

func TestThePageSaysWhatIsUnsafeAndHowABackupWent(t *testing.T) {
	k, page, _ := safe(t, "en")
	k.risk = app.RiskCloud
	page.Press("F8")
	page.See("There is no backup yet.")
	page.See("copies into a cloud")
	page.Press("Ctrl+N")
	page.See("on the same disk")
	page.See("Checked")
	k.err = app.ErrBackupFolder
	page.Press("Ctrl+N")
	page.See("its folder cannot be reached or written")
	page.Type("Most of each folder, GB", "a lot")
	page.Press("Enter")
	page.See("cannot be. Check the value.")
}

func TestTheRoomForAFullDiskIsChosenAndNoneIsAChoice(t *testing.T) {
	k, page, _ := safe(t, "en")
	prefs := k.prefs
	if kept := backups.RoomKept(prefs); kept != 16<<20 {
		t.Errorf("nobody chose, and %d bytes are kept", kept)
	}
	page.Press("F8")
	page.Type("Kept free for a full disk", "512")
	page.Press("Enter")
	if kept := backups.RoomKept(prefs); kept != 512<<20 {
		t.Errorf("of 512 MB %d bytes are kept", kept)
	}
	page.Type("Kept free for a full disk", "none")
	page.Press("Enter")
	if kept := backups.RoomKept(prefs); kept != 0 {
		t.Errorf("of none %d bytes are kept", kept)
	}
	prefs.Set(backups.Room, "7")
	if kept := backups.RoomKept(prefs); kept != 16<<20 {
		t.Errorf("of what was never offered %d bytes are kept", kept)
	}
}

func TestBackupShots(t *testing.T) {
	folder := screentest.Gallery(t)
	size := screentest.Size(1366, 768)
	for name, opts := range map[string][]screentest.Option{
		"zh": {screentest.Chinese(), size}, "en": {size}, "zh-dark": {screentest.Chinese(), screentest.Dark(), size}, "en-dark": {screentest.Dark(), size},
	} {
		t.Run(name, func(t *testing.T) {
			k, page, runner := safe(t, name[:2], opts...)
			page.Press("F8")
			page.Shot(filepath.Join(folder, "backups-none-"+name+".png"))
			runner.Elapse(aMinute)
			page.Press("Ctrl+N")
			datatest.Customer(t, k.store, "王芳", "5104000000012", "")
			page.Shot(filepath.Join(folder, "backups-"+name+".png"))
			page.Press("F2", "F8", "Enter")
			page.Shot(filepath.Join(folder, "backups-compare-"+name+".png"))
			page.Press("Escape")
			k.checked = app.ErrDamagedFile
			runner.Elapse(aMinute)
			page.Shot(filepath.Join(folder, "backups-damaged-"+name+".png"))
		})
	}
}
