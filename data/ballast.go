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
func (s *Store) KeepRoom(ctx context.Context, bytes int64) error {
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
	err = fillRoom(ctx, f, bytes)
	if err = errorsFirst(err, f.Close()); err != nil {
		s.giveRoom()
	}
	return wrap("keep room", plain(err))
}

// fillRoom writes what no disk can pack, for that would set nothing aside. A
// gigabyte takes a while, in which it can be stopped.
func fillRoom(ctx context.Context, to io.Writer, bytes int64) error {
	const part = 4 << 20
	for left := bytes; left > 0; left -= part {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, err := io.CopyN(to, rand.Reader, min(left, part)); err != nil {
			return err
		}
	}
	return nil
}

// giveRoom lets the room go.
func (s *Store) giveRoom() { removeQuietly(s.path + ballastEnding) }

// yieldRoom lets it go when the disk was full.
func (s *Store) yieldRoom(err error) {
	if errors.Is(plain(err), app.ErrDiskFull) {
		s.giveRoom()
	}
}
