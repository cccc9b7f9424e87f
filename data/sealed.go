package data

import (
	"errors"
	"io"
	"os"

	"lamplighter/app"
	"lamplighter/data/seal"
)

// A sealed file is one that only its key opens. With the file are sealed its
// write-ahead log, the files of its attachments, the identity beside it, and
// every copy that is made of it here. Who works with the path of a sealed file
// needs no key of his own as long as somebody holds it open (Unlock, or Open
// with Options.Key): the key is looked up by the path.

// Sealed reports whether a file is sealed. It needs no key.
func Sealed(path string) (bool, error) {
	head, err := headOf(path)
	return seal.Is(head), wrap("look at file", plain(err))
}

// IsSealed reports whether the store's file is sealed.
func (s *Store) IsSealed() bool { return s.files.key != nil }

// Unlock lets a sealed file be worked with, or made, until it is locked again:
// for what takes a path and no options. A key that is not the file's is
// app.ErrWrongKey.
func Unlock(path string, key []byte) (lock func(), err error) {
	lock, err = hold(path, key)
	if err == nil && isSealed(path) {
		if err = checkMagic(path); err != nil {
			lock()
		}
	}
	if err != nil {
		return nil, wrap("unlock", plain(err))
	}
	return lock, nil
}

func hold(path string, key []byte) (letGo func(), err error) {
	k, err := seal.New(key)
	if err != nil {
		return nil, err
	}
	return seal.Hold(path, k)
}

// holdAs lets a file be made that is sealed as another is; of a plain one
// nothing is held.
func holdAs(path, as string) (letGo func(), err error) { return holdWith(path, seal.Of(as)) }

func holdWith(path string, key *seal.Key) (letGo func(), err error) {
	if key == nil {
		return func() {}, nil
	}
	return seal.Hold(path, key)
}

// UnlockCopy is Unlock for a file that is sealed as the store's own: a copy of
// it that is looked at, compared or put back.
func (s *Store) UnlockCopy(path string) (lock func(), err error) {
	lock, err = holdWith(path, s.files.key)
	return lock, wrap("unlock", plain(err))
}

// holdKnown lets a file be read that is sealed as one that is open here, a copy
// of it in most cases.
func holdKnown(path string) (letGo func(), err error) {
	head, err := headOf(path)
	if err != nil || seal.Of(path) != nil {
		return func() {}, nil // said by who opens it
	}
	return holdWith(path, seal.Known(head))
}

// holdAll lets files be made and read with the key of the file that they are made
// of; without a key nothing is held.
func holdAll(key []byte, paths ...string) (letGo func(), err error) {
	if len(key) == 0 {
		return func() {}, nil
	}
	var locks []func()
	letGo = func() {
		for _, lock := range locks {
			lock()
		}
	}
	for _, path := range paths {
		lock, err := hold(path, key)
		if err != nil {
			letGo()
			return nil, err
		}
		locks = append(locks, lock)
	}
	return letGo, nil
}

// isSealed is Sealed for who goes on either way.
func isSealed(path string) bool {
	head, _ := headOf(path) // what cannot be read will be said by who opens it
	return seal.Is(head)
}

// headOf reads the first bytes of a file, fewer of a short one.
func headOf(path string) ([]byte, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, app.ErrNoFile
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	head := make([]byte, 16)
	n, err := io.ReadFull(f, head)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return head[:n], err
}

// readBeside and writeBeside are for the small files beside a database: sealed
// if it is. A plain one is read in any case, until it is next written.
func readBeside(database, path string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if err != nil || !seal.Is(text) {
		return text, err
	}
	key := seal.Of(database)
	if key == nil {
		return nil, app.ErrSealed
	}
	return key.OpenContent(path[len(database):], text)
}

func writeBeside(database, path string, text []byte) error {
	if key := seal.Of(database); key != nil {
		text = key.Content(path[len(database):], text)
	}
	return writeWhole(path, text, 0o600)
}
