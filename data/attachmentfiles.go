package data

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"lamplighter/app"
	"lamplighter/data/seal"
	"lamplighter/data/sheet"
)

// attachmentFiles are the files of attachments. They lie beside the database,
// each under the hash of its bytes, so that the same picture lies there once and
// a changed one is noticed: hall.lamp.files/ab/ab12….jpg. Those of a sealed file
// are sealed; the hash is that of what was attached.
type attachmentFiles struct {
	folder string
	key    *seal.Key // nil: plain
	write  func(path string, content []byte) error
}

// filesOf are the files beside a database.
func filesOf(database string) attachmentFiles {
	return attachmentFiles{folder: database + ".files", key: seal.Of(database), write: sheet.WriteWhole}
}

// sealedAs are the same files, sealed as others are.
func (f attachmentFiles) sealedAs(other attachmentFiles) attachmentFiles {
	f.key = other.key
	return f
}

func (f attachmentFiles) path(hash []byte, mime string) string {
	name := hex.EncodeToString(hash)
	return filepath.Join(f.folder, name[:2], name+app.AttachmentEnding(mime))
}

// keep writes a file whole and onto the disk, or not at all, and reports
// whether it was not there before.
func (f attachmentFiles) keep(hash []byte, mime string, content []byte) (made bool, err error) {
	path := f.path(hash, mime)
	if f.check(path, hash) == nil {
		return false, nil
	}
	return true, f.writeAnew(path, content)
}

// writeAnew writes a file that nobody may write to afterwards: what shows it
// might, and it would no longer be what was attached.
func (f attachmentFiles) writeAnew(path string, content []byte) error {
	removeQuietly(path) // a damaged one, which may not be written to either
	if f.key != nil {
		content = f.key.Content(sealsAttachment, content)
	}
	if err := f.write(path, content); err != nil {
		return attachmentFault(err)
	}
	return os.Chmod(path, 0o400)
}

// attachmentFault gives what went wrong with a file the names screens know.
func attachmentFault(err error) error {
	p, is := errors.AsType[*sheet.Problem](err)
	switch {
	case !is:
		return err
	case p.Kind == sheet.DiskFull:
		return errors.Join(app.ErrDiskFull, err)
	case p.Kind == sheet.ReadOnly, p.Kind == sheet.Forbidden:
		return errors.Join(app.ErrReadOnlyFile, err)
	}
	return fileProblem(err)
}

// read answers a file's bytes if they are what was attached.
func (f attachmentFiles) read(hash []byte, mime string) ([]byte, error) {
	return f.readAt(f.path(hash, mime), hash)
}

func (f attachmentFiles) readAt(path string, hash []byte) ([]byte, error) {
	content, err := f.content(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, app.ErrFileAbsent
	case errors.Is(err, seal.ErrDamaged):
		return nil, app.ErrFileDamaged
	case err != nil:
		return nil, err
	}
	if sum := sha256.Sum256(content); !bytes.Equal(sum[:], hash) {
		return nil, app.ErrFileDamaged
	}
	return content, nil
}

func (f attachmentFiles) absent(hash []byte, mime string) bool {
	_, err := os.Stat(f.path(hash, mime))
	return err != nil
}

// check reads a file to its end.
func (f attachmentFiles) check(path string, hash []byte) error {
	_, err := f.readAt(path, hash)
	return err
}

// A file that no row names is left by a program that was killed between file
// and row. It stays a month: the row may only be missing because an older copy
// of the database was put back, and may come again. What was half-written is of
// no use to anyone.
const (
	halfWrittenKept  = 24 * time.Hour
	unreferencedKept = 30 * 24 * time.Hour
)

// sweepAttachments removes the files that no row names, one that is withdrawn
// included. What cannot be read or removed is left for the next opening.
func (s *Store) sweepAttachments(ctx context.Context) error {
	folders, err := os.ReadDir(s.files.folder)
	if err != nil {
		return nil // nothing was attached here yet
	}
	named := map[string]bool{}
	hashes, err := collect(ctx, s.conn, scanText, "SELECT DISTINCT lower(hex(hash)) FROM attachments")
	for _, hash := range hashes {
		named[hash] = true
	}
	if err != nil {
		return err
	}
	for _, folder := range folders {
		s.sweepFolder(filepath.Join(s.files.folder, folder.Name()), named)
	}
	return nil
}

func (s *Store) sweepFolder(folder string, named map[string]bool) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, entry := range entries {
		stem, kept, ours := attachmentFile(entry.Name())
		if !ours || named[stem] {
			continue
		}
		if info, err := entry.Info(); err == nil && info.Mode().IsRegular() && s.now().Sub(info.ModTime()) > kept {
			removeQuietly(filepath.Join(folder, entry.Name()))
		}
	}
}

// attachmentFile knows a file of ours by its name, and how long it is kept
// when no row names it.
func attachmentFile(name string) (stem string, kept time.Duration, ours bool) {
	if half, err := filepath.Match(".lamplighter-*.tmp", name); half && err == nil {
		return "", halfWrittenKept, true
	}
	stem, _, _ = strings.Cut(name, ".")
	hash, err := hex.DecodeString(stem)
	return stem, unreferencedKept, err == nil && len(hash) == sha256.Size
}
