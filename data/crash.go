package data

import (
	"context"
	"errors"
	"os"
	"strconv"
	"time"

	"lamplighter/app"
)

// openEnding is that of the mark beside a file that is open. Who finds it when
// opening knows that the program ended without closing the file.
const openEnding = ".open"

func (s *Store) markOpen() error {
	_, err := os.Stat(s.path + openEnding)
	s.unclean.Store(err == nil)
	s.marked = true
	return os.WriteFile(s.path+openEnding, nil, 0o600)
}

// unmark takes the mark away, unless the file still has to be looked through.
func (s *Store) unmark() {
	if s.marked && !s.unclean.Load() {
		removeQuietly(s.path + openEnding)
	}
}

// checkedAt is the setting that says when the file was looked through, in Unix
// milliseconds.
const checkedAt = "looked through"

// checkEvery is how often the file is looked through while it is used.
const checkEvery = 24 * time.Hour

// CheckDue looks through the file if that is due: once a day, and after the
// program ended without closing it. It reads on a connection of its own, in
// nobody's way. app.ErrDamagedFile when something is wrong.
func (s *Store) CheckDue(ctx context.Context) error {
	if due, err := s.checkIsDue(ctx); err != nil || !due {
		return wrap("check", plain(err))
	}
	r, err := openRaw(ctx, fileURL(s.path, "mode=ro&_query_only=1"), readerPragmas)
	if err != nil {
		return wrap("check", plain(err))
	}
	defer r.close()
	verdict, err := one(ctx, r.conn, scanText, "PRAGMA quick_check(1)")
	if err == nil && verdict != "ok" {
		err = app.ErrDamagedFile
	}
	if err == nil {
		err = s.Set(ctx, checkedAt, strconv.FormatInt(s.now().UnixMilli(), 10))
	}
	if err == nil {
		s.unclean.Store(false)
	}
	return wrap("check", plain(err))
}

func (s *Store) checkIsDue(ctx context.Context) (bool, error) {
	if s.unclean.Load() {
		return true, nil
	}
	text, err := s.Setting(ctx, checkedAt)
	if err != nil {
		return false, err
	}
	at, err := strconv.ParseInt(text, 10, 64)
	age := s.now().Sub(time.UnixMilli(at))
	return err != nil || age >= checkEvery || age < 0, nil
}

// letGo closes what a failed opening has open. Of a damaged file the write-ahead
// log is not brought in: the last connection to be closed is one that only reads.
func (s *Store) letGo(ctx context.Context, why error) {
	if !errors.Is(plain(why), app.ErrDamagedFile) {
		s.closeAll()
		return
	}
	last, err := openRaw(ctx, fileURL(s.path, "mode=ro&_query_only=1"), nil)
	if err == nil {
		_, _ = one(ctx, last.conn, scanInt, "SELECT count(*) FROM sqlite_schema") // takes hold of the file
		defer last.close()
	}
	s.closeAll()
}
