package data

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"

	"lamplighter/app"
)

// A file of no content lies beside the database and goes when the disk is full,
// so that there is room to withdraw, back up and quit in order.

const ballastEnding = ".room"

// KeepRoom sees to it that so many bytes are set aside beside the file, if the
// disk has four times as many free. None takes the room away.
func (s *Store) KeepRoom(_ context.Context, bytes int64) error {
	path := s.path + ballastEnding
	if info, err := os.Stat(path); err == nil && info.Size() == bytes {
		return nil
	}
	if bytes <= 0 {
		s.giveRoom()
		return nil
	}
	if freeIn(filepath.Dir(path)) < 4*bytes {
		return nil
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return wrap("keep room", plain(err))
	}
	_, err = io.CopyN(f, rand.Reader, bytes) // what could be packed would set nothing aside
	if err = errorsFirst(err, f.Close()); err != nil {
		s.giveRoom()
	}
	return wrap("keep room", plain(err))
}

// giveRoom lets the room go.
func (s *Store) giveRoom() { removeQuietly(s.path + ballastEnding) }

// yieldRoom lets it go when the disk was full.
func (s *Store) yieldRoom(err error) {
	if errors.Is(plain(err), app.ErrDiskFull) {
		s.giveRoom()
	}
}
