package main

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/screens/backups"
)

// keeper looks after the backups of the open file.
type keeper struct {
	d     *desktop
	store *data.Store
}

// Plan says where backups go.
func (k keeper) Plan() app.BackupPlan { return k.d.backupPlan() }

func (d *desktop) backupPlan() app.BackupPlan {
	plan := app.BackupPlan{Folder: d.prefs.Get(backups.Folder), Second: d.prefs.Get(backups.Second)}
	if plan.Folder == "" {
		plan.Folder = filepath.Join(documents(), "lamplighter-backups")
	}
	gigabytes, _ := strconv.ParseInt(d.prefs.Get(backups.Most), 10, 64) // none: any size
	plan.Most = gigabytes << 30
	return plan
}

// Risk says what is unsafe about the place of the file.
func (k keeper) Risk() app.FileRisk { return data.RiskOf(k.store.Path()) }

// List is what there is.
func (k keeper) List(context.Context) ([]app.Backup, error) { return data.Backups(k.Plan()), nil }

// BackUpDue makes a backup if one is due, or in any case.
func (k keeper) BackUpDue(ctx context.Context, now bool) (app.BackupState, error) {
	plan := k.Plan()
	plan.Now = now
	return k.store.BackUpDue(ctx, plan)
}

// CheckDue looks through the file if that is due, and sees to it that some room
// is set aside.
func (k keeper) CheckDue(ctx context.Context) error {
	if err := k.store.KeepRoom(ctx, backups.RoomKept(k.d.prefs)); err != nil {
		return err
	}
	return k.store.CheckDue(ctx)
}

// Compare says how a backup differs from the open file.
func (k keeper) Compare(ctx context.Context, by app.Actor, backup string) (app.BackupDifference, error) {
	if err := by.May(app.BackUp); err != nil {
		return app.BackupDifference{}, err
	}
	return data.CompareBackup(ctx, k.store.Path(), backup)
}

// PutBack closes the file, puts a backup in its place and opens that.
func (k keeper) PutBack(ctx context.Context, by app.Actor, backup string, save bool) (app.Restored, error) {
	if err := by.May(app.BackUp); err != nil {
		return app.Restored{}, err
	}
	path, options := k.store.Path(), storeOptions(false, nil)
	options.Key = slices.Clone(k.store.Key())
	if err := k.store.Close(); err != nil && !save {
		return app.Restored{}, err
	}
	k.d.store = nil
	done, err := data.Rescue(ctx, path, backup, save, options)
	options.OnChange = k.d.changed
	again, failed := data.OpenWith(context.WithoutCancel(ctx), path, options)
	if k.d.store = again; err == nil {
		err = failed
	}
	if err == nil {
		err = k.d.store.NoteRestored(ctx, by, backup, done)
	}
	return done, err
}

// Again shows the file that was put back, or asks what to begin with where it
// cannot be opened.
func (k keeper) Again() {
	err := app.ErrNoFile
	if k.d.store != nil {
		err = k.d.view(k.store.Path())
	}
	if err != nil {
		k.d.window.Store(nil)
		k.d.welcome(err, nil)
	}
}

// rescue puts what there is in the place of a file that cannot be opened.
func (d *desktop) rescue(ctx context.Context, backup string) (app.Restored, error) {
	options := storeOptions(false, nil)
	options.Key = slices.Clone(d.saving)
	return data.Rescue(ctx, d.prefs.Get("file"), backup, true, options)
}
