package data

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// backupFolder is where the backups of one file lie.
type backupFolder struct {
	folder string
	tag    string // of the file
	second bool
}

// notedBackup is a backup with how far the log had come in it.
type notedBackup struct {
	app.Backup
	mark string
}

const backupMoment = "20060102-150405"

func (f backupFolder) path(at time.Time) string {
	return filepath.Join(f.folder, f.tag+"-"+at.In(app.Local).Format(backupMoment)+".lamp")
}

// files are those of the attachments of all backups here.
func (f backupFolder) files() attachmentFiles {
	return filesOf(filepath.Join(f.folder, f.tag))
}

// Backups lists what lies in the folders of a plan, newest first: of all files,
// since a damaged one may have been moved or renamed.
func Backups(plan app.BackupPlan) []app.Backup {
	var all []app.Backup
	for i, folder := range []string{plan.Folder, plan.Second} {
		for _, one := range (backupFolder{folder: folder, second: i == 1}).list() {
			all = append(all, one.Backup)
		}
	}
	slices.SortStableFunc(all, func(a, b app.Backup) int { return cmp.Compare(b.MadeAt, a.MadeAt) })
	return all
}

var backupName = regexp.MustCompile(`^(.+-[A-Z2-7]{4})-(\d{8}-\d{6})\.lamp$`)

// list reads the names and notes of the folder, newest first. A copy whose
// note is lost is one that nobody knows to be checked.
func (f backupFolder) list() []notedBackup {
	names, err := os.ReadDir(f.folder)
	if f.folder == "" || err != nil {
		return nil
	}
	var all []notedBackup
	for _, name := range names {
		parts := backupName.FindStringSubmatch(name.Name())
		if parts == nil || f.tag != "" && parts[1] != f.tag {
			continue
		}
		if one, err := f.read(name, parts[2]); err == nil {
			all = append(all, one)
		}
	}
	slices.SortFunc(all, func(a, b notedBackup) int { return cmp.Compare(b.MadeAt, a.MadeAt) })
	return all
}

func (f backupFolder) read(entry fs.DirEntry, moment string) (notedBackup, error) {
	path := filepath.Join(f.folder, entry.Name())
	info, err := entry.Info()
	if err != nil {
		return notedBackup{}, err
	}
	var note backupNote
	if text, err := os.ReadFile(path + backupNoteEnding); err != nil || json.Unmarshal(text, &note) != nil {
		at, err := time.ParseInLocation(backupMoment, moment, app.Local)
		if err != nil {
			return notedBackup{}, err
		}
		note = backupNote{MadeAt: at.UnixMilli()}
	}
	if note.Size != info.Size() {
		note.Size, note.Checked = info.Size(), 0 // not the file that was checked
	}
	return notedBackup{note.backup(path, f.second), note.Mark}, nil
}

// makeRoom makes the folder and refuses one without room for the file.
func (f backupFolder) makeRoom(database string) error {
	if err := os.MkdirAll(f.folder, 0o700); err != nil {
		return fmt.Errorf("%w: %w", app.ErrBackupFolder, err)
	}
	var need int64
	for _, ending := range []string{"", "-wal"} {
		if info, err := os.Stat(database + ending); err == nil {
			need += info.Size()
		}
	}
	if free := freeIn(f.folder); free > 0 && free < need+need/10 {
		return app.ErrBackupRoom
	}
	return nil
}

// keepKeys lays copies of the keys of a sealed file beside its backup.
func (f backupFolder) keepKeys(database, backup string) error {
	keys, err := os.ReadFile(database + keysEnding)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return writeWhole(backup+keysEnding, keys, 0o600)
}

// keysEnding is that of the file which holds the keys of a sealed file.
const keysEnding = ".keys"

// rotate lets go what the plan does not keep, and the files of attachments that
// none of the others names.
func (f backupFolder) rotate(ctx context.Context, now time.Time, most int64) error {
	all := f.list()
	plainly := make([]app.Backup, len(all))
	for i, one := range all {
		plainly[i] = one.Backup
	}
	kept := app.KeptBackups(now, plainly, most)
	gone := 0
	for _, one := range plainly {
		if slices.ContainsFunc(kept, func(k app.Backup) bool { return k.Path == one.Path }) {
			continue
		}
		if err := os.Remove(one.Path); err != nil {
			return fmt.Errorf("%w: %w", app.ErrBackupFolder, err)
		}
		removeQuietly(one.Path + backupNoteEnding)
		removeQuietly(one.Path + keysEnding)
		gone++
	}
	if gone == 0 {
		return nil
	}
	return f.sweep(ctx, kept)
}

// sweep removes the files that no backup names. If one of them cannot be asked,
// all stay.
func (f backupFolder) sweep(ctx context.Context, kept []app.Backup) error {
	folders, err := os.ReadDir(f.files().folder)
	if err != nil {
		return nil // nothing was attached
	}
	named := map[string]bool{}
	for _, one := range kept {
		letGo, err := holdKnown(one.Path)
		if err != nil {
			return err
		}
		facts, err := attachmentFacts(ctx, one.Path)
		letGo()
		if err != nil {
			return nil //nolint:nilerr // told by who opens that backup
		}
		for _, fact := range facts {
			named[f.files().path(fact.hash, fact.mime)] = true
		}
	}
	for _, folder := range folders {
		files, _ := os.ReadDir(filepath.Join(f.files().folder, folder.Name())) // none to look at
		for _, file := range files {
			if path := filepath.Join(f.files().folder, folder.Name(), file.Name()); !named[path] {
				removeQuietly(path)
			}
		}
	}
	return nil
}

// shareFile brings the file of an attachment into a folder as it is: as a second
// name where the disk can, else as a copy. One that is there stays.
func shareFile(from, to string) error {
	source, err := os.Stat(from)
	if errors.Is(err, fs.ErrNotExist) {
		return app.ErrFileAbsent
	}
	if err != nil {
		return err
	}
	if there, err := os.Stat(to); err == nil && there.Size() == source.Size() {
		return nil
	}
	removeQuietly(to)
	if link(from, to) == nil {
		return nil
	}
	return copyBytes(from, to)
}

// copyBytes writes a second file like the first, whole or not at all.
func copyBytes(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = source.Close() }()
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	target, err := os.OpenFile(to+".tmp", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	if err = errorsFirst(err, target.Sync(), target.Close()); err != nil {
		removeQuietly(to + ".tmp")
		return err
	}
	return errorsFirst(os.Rename(to+".tmp", to), sheet.SyncFolder(filepath.Dir(to)))
}

// isFolder reports whether a folder is there: that of a stick which is not in is
// not, and must not be made on another disk.
func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
