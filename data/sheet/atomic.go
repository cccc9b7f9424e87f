package sheet

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// target writes a file beside its final place and moves it there when it is
// complete and on the disk: whatever fails, the old file is as it was.
type target struct {
	path string
	file *os.File
	*bufio.Writer
}

func newTarget(path string) (*target, error) {
	if err := writable(path); err != nil {
		return nil, err
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".lamplighter-*.tmp") // readable by its owner only
	if err != nil {
		return nil, fileProblem(path, err)
	}
	return &target{path, file, bufio.NewWriterSize(file, 256<<10)}, nil
}

// writable refuses early what the move would refuse after all the work, and
// what it would not refuse but should: a file marked read-only, or one that
// another program shows and would write back.
func writable(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return fileProblem(path, err)
	case info.IsDir():
		return &Problem{Kind: Forbidden, Path: path}
	case info.Mode().Perm()&0o200 == 0:
		return &Problem{Kind: ReadOnly, Path: path}
	}
	if lockedBy(path) != "" {
		return &Problem{Kind: InUse, Path: path}
	}
	return nil
}

// commit puts the file in its place.
func (t *target) commit() error {
	err := t.Flush()
	if err == nil {
		err = t.file.Sync()
	}
	if err = errors.Join(err, t.file.Close()); err == nil {
		err = os.Rename(t.file.Name(), t.path)
	}
	if err != nil {
		_ = os.Remove(t.file.Name()) // the first error is the one that matters
		return fileProblem(t.path, err)
	}
	return fileProblem(t.path, SyncFolder(filepath.Dir(t.path)))
}

// abandon leaves the old file as it was.
func (t *target) abandon() {
	_ = t.file.Close() // nothing of it is kept
	_ = os.Remove(t.file.Name())
}

// writeFile fills a target and commits it.
func writeFile(path string, fill func(io.Writer) (int, error)) (int, error) {
	t, err := newTarget(path)
	if err != nil {
		return 0, err
	}
	rows, err := fill(t)
	if err != nil {
		t.abandon()
		return 0, fileProblem(path, err)
	}
	return rows, t.commit()
}

// WriteWhole writes a file of any kind that appears whole or not at all. Its
// folder is made where there is none, for its owner alone.
func WriteWhole(path string, content []byte) error {
	if err := makeFolder(filepath.Dir(path)); err != nil {
		return fileProblem(path, err)
	}
	_, err := writeFile(path, func(w io.Writer) (int, error) { return w.Write(content) })
	return err
}

// makeFolder makes a folder and those above it so that they survive a power
// cut.
func makeFolder(path string) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil
	}
	above := filepath.Dir(path)
	if above != path {
		if err := makeFolder(above); err != nil {
			return err
		}
	}
	if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return SyncFolder(above)
}
