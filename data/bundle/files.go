package bundle

import (
	"io"
	"io/fs"
	"os"

	"lamplighter/data/sheet"
)

// Files is what a folder asks of the system it lies in. Tests put one in its
// place that is pulled out, full or loses what was not synced.
type Files interface {
	List(folder string) ([]fs.DirEntry, error)
	Open(path string) (io.ReadCloser, error)
	Create(path string) (File, error) // empties one that is there
	Rename(from, to string) error
	Remove(path string) error
	SyncFolder(path string) error
}

// File is a file being written.
type File interface {
	io.WriteCloser
	Sync() error
}

// disk is the system's own files.
type disk struct{}

func (disk) List(folder string) ([]fs.DirEntry, error) { return os.ReadDir(folder) }
func (disk) Open(path string) (io.ReadCloser, error)   { return os.Open(path) }
func (disk) Rename(from, to string) error              { return os.Rename(from, to) }
func (disk) Remove(path string) error                  { return os.Remove(path) }
func (disk) SyncFolder(path string) error              { return sheet.SyncFolder(path) }

func (disk) Create(path string) (File, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
}
