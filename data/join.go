package data

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// Join makes a file on a new computer out of an enrolment file and the snapshot
// beside it. Where it answers an error there is no file; pressing again is safe.
// Nobody works on the computer yet, so it asks for no right but the passphrase.
// The file is sealed if its path is unlocked with a key meanwhile.
func Join(ctx context.Context, path, enrolment, passphrase string, report func(done, total int64)) error {
	return wrap("join", plain(join(ctx, path, enrolment, passphrase, report)))
}

func join(ctx context.Context, path, enrolment, passphrase string, report func(done, total int64)) error {
	if _, err := os.Stat(path); err == nil {
		return app.Refuse("path", app.FileExists)
	}
	identity, err := readEnrolment(enrolment, passphrase)
	if err != nil {
		return err
	}
	joining := path + ".joining"
	letGo, err := holdAs(joining, path)
	if err != nil {
		return err
	}
	defer letGo()
	there, err := readDeviceFile(path)
	if err != nil {
		return err
	}
	if len(there.Seed) > 0 && !bytes.Equal(there.Seed, identity.Seed) {
		return app.Refuse("path", app.FileExists) // of a file that was moved away
	}
	own, err := identity.device()
	if err != nil {
		return app.ErrDamagedFile
	}
	snapshot := strings.TrimSuffix(enrolment, filepath.Ext(enrolment)) + snapshotEnding
	if err := openSnapshot(ctx, snapshot, joining, identity.Company, own.age, report); err != nil {
		return err
	}
	if err := identity.write(path); err != nil {
		removeDatabase(joining)
		return err
	}
	return errorsFirst(os.Rename(joining, path), sheet.SyncFolder(filepath.Dir(path)))
}
