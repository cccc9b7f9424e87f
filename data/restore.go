package data

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// Rescue lets Restore do what a damaged file needs: with save, what can be read
// of it is saved first, and added to the backup; without a backup it is all there
// is. The file must be closed; it is kept beside the new one.
func Rescue(ctx context.Context, path, backup string, save bool, o Options) (app.Restored, error) {
	if backup != "" && !save {
		return Restore(ctx, path, backup, "", o)
	}
	saved := path + ".saved"
	removeDatabase(saved)
	defer removeDatabase(path + ".saved")
	found, err := Salvage(ctx, path, saved, o)
	switch {
	case err != nil && (backup == "" || ctx.Err() != nil):
		return app.Restored{Salvage: found}, err
	case err != nil: // the backup is what there is
		return Restore(ctx, path, backup, "", o)
	case backup == "":
		backup, saved = saved, ""
	}
	done, err := Restore(ctx, path, backup, saved, o)
	done.Salvage = found
	return done, err
}

// Restore puts a backup in the place of a file, which must be closed. The backup
// is copied and checked first. The file as it was is kept beside it under
// another name, untouched; so is the identity of the device, which on the next
// opening sees that it stands before what has left this computer, and goes on
// under a new one. With salvaged, a file that Salvage made, the change sets that
// the backup lacks are taken in from there.
func Restore(ctx context.Context, path, backup, salvaged string, o Options) (app.Restored, error) {
	r := restoring{path: path, anew: path + ".restoring", options: o}
	if !isSealed(backup) {
		r.options.Key = nil // of the time before the file was sealed: it is sealed when somebody signs in
	}
	letGo, err := holdAll(r.options.Key, backup, r.anew, path)
	if err != nil {
		return app.Restored{}, wrap("restore", plain(err))
	}
	defer letGo()
	if salvaged != "" {
		sealed, err := holdAll(o.Key, salvaged)
		if err != nil {
			return app.Restored{}, wrap("restore", plain(err))
		}
		defer sealed()
	}
	defer r.leftovers()
	done, err := r.restore(ctx, backup, salvaged)
	return done, wrap("restore", plain(err))
}

type restoring struct {
	path, anew string
	options    Options
}

func (r restoring) leftovers() {
	removeDatabase(r.anew)
	removeQuietly(r.anew + ".device")
	removeQuietly(r.anew + ".lock")
}

func (r restoring) restore(ctx context.Context, backup, salvaged string) (app.Restored, error) {
	var done app.Restored
	lock, err := lockFile(r.path + ".lock")
	if err != nil {
		return done, err
	}
	defer lock.release()
	c, err := openToRead(ctx, backup) // or what is no file of ours
	if err != nil {
		return done, err
	}
	c.close()
	r.leftovers()
	if err := r.makeRoom(backup); err != nil {
		return done, err
	}
	if err := copyFile(ctx, backup, r.anew, func(copied string) error { return bringFiles(ctx, copied, backup, r.path) }); err != nil {
		return done, err
	}
	if salvaged != "" {
		if done.Added, err = r.addFrom(ctx, salvaged); err != nil {
			return done, err
		}
	}
	if err := r.keepKeys(backup); err != nil {
		return done, err
	}
	done.Kept, err = r.swap()
	return done, err
}

func (r restoring) makeRoom(backup string) error {
	info, err := os.Stat(backup)
	if err != nil {
		return err
	}
	if free := freeIn(filepath.Dir(r.path)); free > 0 && free < info.Size()+info.Size()/10 {
		return app.ErrDiskFull
	}
	return nil
}

// bringFiles lays the files of attachments that a backup names beside the file;
// those that are nowhere to be found stay placeholders.
func bringFiles(ctx context.Context, copied, backup, path string) error {
	from, to := filesOfBackup(backup), filesOf(path)
	_, err := eachAttachment(ctx, copied, func(f attachmentFact) error {
		if !to.absent(f.hash, f.mime) {
			return nil
		}
		return shareFile(from.path(f.hash, f.mime), to.path(f.hash, f.mime))
	})
	return err
}

// filesOfBackup are the files of a copy's attachments: beside it, or once for
// all backups of its folder.
func filesOfBackup(backup string) attachmentFiles {
	own := filesOf(backup)
	if isFolder(own.folder) {
		return own
	}
	parts := backupName.FindStringSubmatch(filepath.Base(backup))
	if parts == nil {
		return own
	}
	return backupFolder{folder: filepath.Dir(backup), tag: parts[1]}.files()
}

// addFrom takes in the change sets that the backup lacks.
func (r restoring) addFrom(ctx context.Context, salvaged string) (int64, error) {
	kept, err := readDeviceFile(r.path)
	if err != nil {
		return 0, err
	}
	kept.Heads, kept.Company, kept.Certificate = nil, nil, nil // what this very file held is taken as it is
	if err := kept.write(r.anew); err != nil {
		return 0, err
	}
	o := r.options
	o.Create, o.OnChange = false, nil
	s, err := Open(ctx, r.anew, o)
	if err != nil {
		return 0, err
	}
	added, err := s.takeAll(ctx, salvaged)
	return added, errorsFirst(err, s.Close())
}

// takeAll applies what another copy of this very file holds and this one lacks,
// as far as it follows on what is here.
func (s *Store) takeAll(ctx context.Context, from string) (int64, error) {
	other, err := openToRead(ctx, from)
	if err != nil {
		return 0, err
	}
	defer other.close()
	count := func() (int64, error) { return one(ctx, s.reader, scanInt, "SELECT count(*) FROM sy_changes") }
	before, err := count()
	for after := int64(0); err == nil; {
		var sets []Change
		last := after
		sets, err = collect(ctx, other.conn, func(r scanner) (Change, error) {
			var c Change
			err := r.Scan(&c.Dev, &c.Area, &c.Seq, &c.HLC, &c.Body, &c.PrevHash, &last)
			return c, err
		}, "SELECT dev, area, seq, hlc, body, prev_hash, ord FROM sy_changes WHERE ord > ? ORDER BY ord LIMIT ?", after, restartAtOnce)
		if err != nil || len(sets) == 0 {
			break
		}
		after = last
		if err = s.Apply(ctx, sets); errors.Is(err, errGap) {
			err = nil // what is behind the gap comes from the others again
		}
	}
	if err != nil {
		return 0, err
	}
	now, err := count()
	return now - before, err
}

// keepKeys lets the backup be opened by who may: with the keys that lie beside
// it, where the file itself has none any more.
func (r restoring) keepKeys(backup string) error {
	if _, err := os.Stat(r.path + keysEnding); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	kept, err := os.ReadFile(backup + keysEnding)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return writeWhole(r.path+keysEnding, kept, 0o600) // the second copy is made of the first at the next reading
}

// swap keeps the file as it was under another name and puts the new one into
// its place. At no moment is there neither.
func (r restoring) swap() (kept string, err error) {
	folder := filepath.Dir(r.path)
	if _, err := os.Stat(r.path); err == nil {
		if kept, err = putAside(r.path, "before", r.now()); err != nil {
			return "", err
		}
	}
	for _, ending := range []string{"-wal", "-shm"} { // kept, and not of the new file
		removeQuietly(r.path + ending)
	}
	if err := os.Rename(r.anew, r.path); err != nil {
		return kept, err
	}
	return kept, sheet.SyncFolder(folder)
}

func (r restoring) now() time.Time {
	if r.options.Now != nil {
		return r.options.Now()
	}
	return time.Now()
}

// putAside gives a file and its write-ahead log a second name, or copies them
// where the disk cannot; the file itself is not touched.
func putAside(path, why string, now time.Time) (string, error) {
	aside := fmt.Sprintf("%s.%s-%s", path, why, now.In(app.Local).Format(backupMoment))
	for _, ending := range []string{"-wal", ""} {
		if _, err := os.Stat(path + ending); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if os.Link(path+ending, aside+ending) == nil {
			continue
		}
		if err := copyBytes(path+ending, aside+ending); err != nil {
			return "", err
		}
	}
	return aside, sheet.SyncFolder(filepath.Dir(path))
}
