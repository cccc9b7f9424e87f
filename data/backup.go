package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/mattn/go-sqlite3"

	"lamplighter/app"
	"lamplighter/data/seal"
	"lamplighter/data/sheet"
)

// Backup writes a whole, checked copy of the file to path: to a temporary name
// first, opened and checked there, then renamed. A copy that could not be
// checked is not left behind. The files of attachments are beside the copy
// before it gets its name; those that are absent or damaged here are told, and
// are no reason to go without a copy of the rest.
func (s *Store) Backup(ctx context.Context, by app.Actor, path string) (app.AttachmentCheck, error) {
	if err := by.May(app.BackUp); err != nil {
		return app.AttachmentCheck{}, err
	}
	if err := s.mayCopyOpenly(ctx, by); err != nil {
		return app.AttachmentCheck{}, err
	}
	var found app.AttachmentCheck
	err := copyFile(ctx, s.path, path, func(copied string) (err error) {
		found, err = copyAttachments(ctx, copied, s.files, filesOf(path).sealedAs(s.files))
		return err
	})
	if err == nil {
		if err = s.noteBackup(ctx, by, path); errors.Is(err, app.ErrDiskFull) {
			err = nil // a copy is needed most where no entry fits any more
		}
	}
	return found, wrap("back up", plain(err))
}

// noteBackup tells the audit log of a copy that somebody made, and whether anybody
// could read it.
func (s *Store) noteBackup(ctx context.Context, by app.Actor, path string) error {
	what := "sealed"
	if !isSealed(path) {
		what = "open"
	}
	return s.noteAudit(ctx, by, app.AuditEntry{Kind: app.AuditBackedUp, Details: map[string]string{"what": what}})
}

// copyFile copies a live database in one step of SQLite's backup, which does
// not stop its writer. What lies beside it is brought once the copy is checked.
func copyFile(ctx context.Context, from, to string, beside func(copied string) error) error {
	return copyAs(ctx, from, to, seal.Of(from), beside)
}

// copyAs is copyFile into a file that is sealed with a key; nil: into a plain one.
func copyAs(ctx context.Context, from, to string, key *seal.Key, beside func(copied string) error) error {
	temporary := to + ".tmp"
	removeDatabase(temporary)
	defer removeDatabase(temporary)
	letGo, err := holdWith(temporary, key)
	if err != nil {
		return err
	}
	defer letGo()
	for _, do := range []func() error{
		func() error { return backupInto(ctx, from, temporary) },
		func() error { return syncFile(temporary) },
		func() error { return Check(ctx, temporary) },
		func() error { return beside(temporary) },
		func() error { return os.Rename(temporary, to) },
		func() error { return sheet.SyncFolder(filepath.Dir(to)) },
	} {
		if err := do(); err != nil {
			return err
		}
	}
	return nil
}

func backupInto(ctx context.Context, from, to string) error {
	source, err := openRaw(ctx, fileURL(from, "mode=ro"), readerPragmas)
	if err != nil {
		return err
	}
	defer source.close()
	target, err := openRaw(ctx, fileURL(to, "_sync=OFF"), readerPragmas) // synced once, as a whole, by the caller
	if err != nil {
		return err
	}
	defer target.close()
	return target.conn.Raw(func(raw any) error {
		into := raw.(*sqlite3.SQLiteConn)
		return source.conn.Raw(func(raw any) error {
			b, err := into.Backup("main", raw.(*sqlite3.SQLiteConn), "main")
			if err != nil {
				return err
			}
			done, err := b.Step(-1)
			if err == nil && !done {
				err = errors.New("the copy is not whole")
			}
			return errorsFirst(err, b.Finish())
		})
	})
}

// rawConn is a database with one connection.
type rawConn struct {
	db   *sql.DB
	conn *sql.Conn
}

func openRaw(ctx context.Context, dsn string, setUp func(*sqlite3.SQLiteConn) error) (*rawConn, error) {
	db := sql.OpenDB(&connector{dsn: dsn, setUp: setUp})
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errorsFirst(err, db.Close())
	}
	return &rawConn{db, conn}, nil
}

func (r *rawConn) close() {
	_ = r.conn.Close()
	_ = r.db.Close()
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0) // Windows syncs only what may be written
	if err != nil {
		return err
	}
	return errorsFirst(f.Sync(), f.Close())
}

// openToRead opens a file of ours that is not written to, also while another
// program has it open.
func openToRead(ctx context.Context, path string) (*rawConn, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, app.ErrNoFile
	}
	if err := errorsFirst(checkMagic(path), checkOurs(ctx, path)); err != nil {
		return nil, plain(err)
	}
	r, err := openRaw(ctx, fileURL(path, "mode=ro&_query_only=1"), readerPragmas)
	return r, plain(err)
}

// Check opens a file without writing to it and looks at every page: SQLite's
// own check, and the chain of the change log. app.ErrDamagedFile when something is wrong.
func Check(ctx context.Context, path string) error {
	letGo, err := holdKnown(path)
	if err != nil {
		return plain(err)
	}
	defer letGo()
	r, err := openToRead(ctx, path)
	if err != nil {
		return err
	}
	defer r.close()
	var verdict string
	if err := r.conn.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return plain(err)
	}
	if verdict != "ok" {
		return app.ErrDamagedFile
	}
	return checkChain(ctx, r.conn)
}

// checkChain follows each device's change sets from the first and compares the
// hashes; the first break names its place.
func checkChain(ctx context.Context, q querier) error {
	chains, err := followChains(ctx, q)
	if err != nil {
		return err
	}
	return eachLink(ctx, q, func(c changeSet, body, prev []byte) error {
		switch _, err := chains.next(c, body, prev); {
		case errors.Is(err, errChainOffFold):
			return fmt.Errorf("%w: the change log of device %d, area %d does not reach the fold at number %d", app.ErrDamagedFile, c.dev, c.area, c.seq)
		case err != nil:
			return fmt.Errorf("%w: the change log breaks at device %d, area %d, number %d", app.ErrDamagedFile, c.dev, c.area, c.seq)
		}
		return nil
	})
}

// eachLink hands on all change sets, chain by chain, without reading what they
// hold.
func eachLink(ctx context.Context, q querier, do func(c changeSet, body, prev []byte) error) error {
	rows, err := q.QueryContext(ctx, "SELECT dev, area, seq, hlc, body, prev_hash FROM sy_changes ORDER BY dev, area, seq")
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var c changeSet
		var body, prev []byte
		if err := rows.Scan(&c.dev, &c.area, &c.seq, &c.hlc, &body, &prev); err != nil {
			return plain(err)
		}
		if err := do(c, body, prev); err != nil {
			return err
		}
	}
	return plain(rows.Err())
}

// foldsOf is where each chain was folded, by device and area; none in a file of
// an earlier program.
func foldsOf(ctx context.Context, q querier) (map[[2]int64]chain, error) {
	out := map[[2]int64]chain{}
	n, err := one(ctx, q, scanInt, "SELECT count(*) FROM sqlite_schema WHERE name = 'sy_folded'")
	if err != nil || n == 0 {
		return out, plain(err)
	}
	_, err = collect(ctx, q, func(r scanner) (struct{}, error) {
		var of [2]int64
		var c chain
		err := r.Scan(&of[0], &of[1], &c.seq, &c.hash)
		out[of] = c
		return struct{}{}, err
	}, "SELECT dev, area, seq, hash FROM sy_folded")
	return out, plain(err)
}
