package bundle

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// Folder is the transport of a stick or a shared folder.
type Folder struct {
	path  string
	by    string
	files Files
}

// OpenFolder is a folder of this computer's, written to by a device of a code.
func OpenFolder(path, by string) *Folder { return FolderOf(path, by, disk{}) }

// FolderOf is a folder that lies in files of another kind.
func FolderOf(path, by string, files Files) *Folder { return &Folder{path, by, files} }

// half ends the names of files that are being written, behind the code of who
// writes. One that a stick pulled out has left is written over the next time.
const half = ".part"

// List implements Transport.
func (f *Folder) List(ctx context.Context) ([]Entry, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	found, err := f.files.List(f.path)
	if err != nil {
		return nil, f.fault(err)
	}
	var out []Entry
	for _, e := range found {
		if e.IsDir() || strings.HasSuffix(e.Name(), half) {
			continue
		}
		if info, err := e.Info(); err == nil { // else it went meanwhile
			out = append(out, Entry{e.Name(), info.Size()})
		}
	}
	return out, nil
}

// Read implements Transport.
func (f *Folder) Read(ctx context.Context, name string, atMost int64) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r, err := f.files.Open(filepath.Join(f.path, name))
	if err != nil {
		return nil, f.fault(err)
	}
	defer func() { _ = r.Close() }()
	content, err := io.ReadAll(io.LimitReader(r, atMost+1))
	switch {
	case err != nil:
		return nil, f.fault(err)
	case int64(len(content)) > atMost:
		return nil, ErrDamaged
	}
	return content, nil
}

// Write implements Transport: to a name of its own first, then moved.
func (f *Folder) Write(ctx context.Context, name string, content []byte) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	path := filepath.Join(f.path, name)
	beside := path + "." + f.by + half
	err := f.fill(beside, content)
	if err == nil {
		err = f.files.Rename(beside, path)
	}
	if err != nil {
		_ = f.files.Remove(beside) // the first error is the one that matters
		return f.fault(err)
	}
	return f.fault(f.files.SyncFolder(f.path))
}

func (f *Folder) fill(path string, content []byte) error {
	w, err := f.files.Create(path)
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	if err == nil {
		err = w.Sync()
	}
	return errors.Join(err, w.Close())
}

// Remove implements Transport.
func (f *Folder) Remove(ctx context.Context, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	err := f.files.Remove(filepath.Join(f.path, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return f.fault(err)
}

// fault gives an error of the system the name that screens know. Whatever went
// wrong, a folder that cannot be listed any more is gone.
func (f *Folder) fault(err error) error {
	if err == nil {
		return nil
	}
	if _, listed := f.files.List(f.path); listed != nil {
		return errors.Join(app.ErrFolderGone, err)
	}
	problem, _ := errors.AsType[*sheet.Problem](sheet.FileProblem(f.path, err))
	switch {
	case problem == nil:
		return err
	case problem.Kind == sheet.DiskFull:
		return errors.Join(app.ErrFolderFull, err)
	case problem.Kind == sheet.ReadOnly, problem.Kind == sheet.Forbidden:
		return errors.Join(app.ErrFolderReadOnly, err)
	}
	return err
}
