// Package synctest holds every transport of packages to what package bundle
// asks of one, and has a stick on which all goes wrong that can.
package synctest

import (
	"bytes"
	"io"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"lamplighter/data/bundle"
)

// Stick is a stick in memory, with one folder. What was written to a file
// survives being pulled out once the file was synced, and a name once its
// folder was.
type Stick struct {
	mu      sync.Mutex
	chance  *rand.Rand
	names   map[string]*content
	durable map[string]*content // as of the last sync of the folder

	Room     int64 // bytes it holds; 0: as many as you like
	ReadOnly bool
	flips    bool
	left     int // operations until it is pulled out; less than 0: it stays in
}

type content struct{ bytes, synced []byte }

// NewStick is an empty stick that a seed decides about.
func NewStick(seed uint64) *Stick {
	return &Stick{chance: rand.New(rand.NewPCG(seed, 1)), names: map[string]*content{}, durable: map[string]*content{}, left: -1}
}

// Folder is the stick as a transport.
func (s *Stick) Folder(by string) *bundle.Folder { return bundle.FolderOf("stick", by, s) }

// PullAfter pulls the stick out after so many operations.
func (s *Stick) PullAfter(operations int) { s.left = operations }

// FlipBits spoils one bit of whatever is read.
func (s *Stick) FlipBits(yes bool) { s.flips = yes }

// Pulled reports whether the stick is out.
func (s *Stick) Pulled() bool { return s.left == 0 }

// PutBack puts the stick in again. What was not synced when it was pulled out
// may be gone, or there in part.
func (s *Stick) PutBack() {
	back := map[string]*content{}
	for _, names := range []map[string]*content{s.durable, s.names} {
		for name, c := range names {
			if s.durable[name] == c || s.chance.IntN(2) == 0 {
				back[name] = c
			}
		}
	}
	for _, c := range back {
		if !bytes.Equal(c.bytes, c.synced) {
			c.bytes = slices.Clone(c.bytes[:s.chance.IntN(len(c.bytes)+1)])
		}
		c.synced = c.bytes
	}
	s.names, s.durable, s.left = back, map[string]*content{}, -1
	for name, c := range back {
		s.durable[name] = c
	}
}

// Whole is a copy of the files on it.
func (s *Stick) Whole() map[string][]byte {
	out := map[string][]byte{}
	for name, c := range s.names {
		out[name] = slices.Clone(c.bytes)
	}
	return out
}

// Put lays a file on it.
func (s *Stick) Put(name string, text []byte) {
	c := &content{slices.Clone(text), slices.Clone(text)}
	s.names[name], s.durable[name] = c, c
}

// step is one operation. Pulled out, none succeeds.
func (s *Stick) step(writes bool) error {
	if s.left == 0 {
		return syscall.ENODEV
	}
	s.left--
	if writes && s.ReadOnly {
		return syscall.EROFS
	}
	return nil
}

// List implements bundle.Files.
func (s *Stick) List(string) ([]fs.DirEntry, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.step(false); err != nil {
		return nil, err
	}
	var out []fs.DirEntry
	for name, c := range s.names {
		out = append(out, entry{name, int64(len(c.bytes))})
	}
	slices.SortFunc(out, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return out, nil
}

// Open implements bundle.Files.
func (s *Stick) Open(path string) (io.ReadCloser, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.step(false); err != nil {
		return nil, err
	}
	c, is := s.names[filepath.Base(path)]
	if !is {
		return nil, fs.ErrNotExist
	}
	text := slices.Clone(c.bytes)
	if s.flips && len(text) > 0 {
		text[s.chance.IntN(len(text))] ^= 1 << s.chance.IntN(8)
	}
	return io.NopCloser(bytes.NewReader(text)), nil
}

// Create implements bundle.Files.
func (s *Stick) Create(path string) (bundle.File, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.step(true); err != nil {
		return nil, err
	}
	c := &content{}
	s.names[filepath.Base(path)] = c
	return &file{s, c}, nil
}

// Rename implements bundle.Files.
func (s *Stick) Rename(from, to string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.step(true); err != nil {
		return err
	}
	c, is := s.names[filepath.Base(from)]
	if !is {
		return fs.ErrNotExist
	}
	delete(s.names, filepath.Base(from))
	s.names[filepath.Base(to)] = c
	return nil
}

// Remove implements bundle.Files.
func (s *Stick) Remove(path string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.step(true); err != nil {
		return err
	}
	if _, is := s.names[filepath.Base(path)]; !is {
		return fs.ErrNotExist
	}
	delete(s.names, filepath.Base(path))
	return nil
}

// SyncFolder implements bundle.Files.
func (s *Stick) SyncFolder(string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.step(false); err != nil {
		return err
	}
	s.durable = map[string]*content{}
	for name, c := range s.names {
		s.durable[name] = c
	}
	return nil
}

type file struct {
	s *Stick
	c *content
}

// Write implements io.Writer: half of what comes when there is no room for all.
func (f *file) Write(p []byte) (int, error) {
	f.s.mu.Lock()
	defer f.s.mu.Unlock()
	if err := f.s.step(true); err != nil {
		return 0, err
	}
	used := int64(0)
	for _, c := range f.s.names {
		used += int64(len(c.bytes))
	}
	if f.s.Room > 0 && used+int64(len(p)) > f.s.Room {
		f.c.bytes = append(f.c.bytes, p[:len(p)/2]...)
		return len(p) / 2, syscall.ENOSPC
	}
	f.c.bytes = append(f.c.bytes, p...)
	return len(p), nil
}

// Sync implements bundle.File.
func (f *file) Sync() error {
	f.s.mu.Lock()
	defer f.s.mu.Unlock()
	if err := f.s.step(false); err != nil {
		return err
	}
	f.c.synced = slices.Clone(f.c.bytes)
	return nil
}

// Close implements io.Closer.
func (f *file) Close() error {
	f.s.mu.Lock()
	defer f.s.mu.Unlock()
	return f.s.step(false)
}

// entry is a file of a listing.
type entry struct {
	name string
	size int64
}

// Name implements fs.DirEntry and fs.FileInfo.
func (e entry) Name() string { return e.name }

// IsDir implements fs.DirEntry and fs.FileInfo.
func (e entry) IsDir() bool { return false }

// Type implements fs.DirEntry.
func (e entry) Type() fs.FileMode { return 0 }

// Info implements fs.DirEntry.
func (e entry) Info() (fs.FileInfo, error) { return e, nil }

// Size implements fs.FileInfo.
func (e entry) Size() int64 { return e.size }

// Mode implements fs.FileInfo.
func (e entry) Mode() fs.FileMode { return 0o644 }

// ModTime implements fs.FileInfo.
func (e entry) ModTime() time.Time { return time.Time{} }

// Sys implements fs.FileInfo.
func (e entry) Sys() any { return nil }
