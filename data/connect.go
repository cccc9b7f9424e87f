package data

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/mattn/go-sqlite3"

	"lamplighter/app"
	"lamplighter/data/rowset"
	"lamplighter/data/seal"
)

// connector opens connections with what the connection string cannot say.
type connector struct {
	dsn   string
	setUp func(*sqlite3.SQLiteConn) error
}

// Connect implements driver.Connector.
func (c *connector) Connect(context.Context) (driver.Conn, error) {
	return c.Driver().Open(c.dsn)
}

// Driver implements driver.Connector.
func (c *connector) Driver() driver.Driver {
	return &sqlite3.SQLiteDriver{ConnectHook: func(conn *sqlite3.SQLiteConn) error {
		if err := rowset.KeepPlans(conn); err != nil || c.setUp == nil {
			return err
		}
		return c.setUp(conn)
	}}
}

// fileURL names a file as SQLite is to open it: through the seal if it is held.
func fileURL(path, query string) string {
	absolute, err := filepath.Abs(path)
	if err != nil {
		absolute = path
	}
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(absolute), RawQuery: strings.Trim(query+"&"+seal.Parameters(path), "&")}
	return u.String()
}

// The pages that the writer keeps, in KiB: many, for most of them are looked at
// again; but few in a load that only fills new ones, which then go into the
// write-ahead log while rows come and not all in the commit. Not so few that a
// page between the root and the leaves of a table goes before the next such page
// is full, see sendBegun.
const (
	writerCache = "-65536"
	loadCache   = "-24576"
)

func writerDSN(path string) string {
	return fileURL(path, "_txlock=immediate&_mutex=no&_sync=FULL&_busy_timeout=5000&_fk=0&_stmt_cache_size=64&_cache_size="+writerCache)
}

// fcntlReserveBytes leaves room on every page for a later seal (nonce and tag), in
// plain files too, so that a plain file can be copied into a sealed one.
const fcntlReserveBytes = 38

func writerPragmas(c *sqlite3.SQLiteConn) error {
	// Before the first page is written, or it comes too late.
	if err := c.SetFileControlInt("main", fcntlReserveBytes, seal.Reserve); err != nil {
		return err
	}
	return run(c,
		"PRAGMA journal_mode = WAL",
		"PRAGMA synchronous = FULL",
		"PRAGMA temp_store = MEMORY",
		"PRAGMA cell_size_check = ON",
		"PRAGMA trusted_schema = OFF",
		"PRAGMA journal_size_limit = 67108864",
	)
}

func readerPragmas(c *sqlite3.SQLiteConn) error {
	return run(c, "PRAGMA temp_store = MEMORY", "PRAGMA cell_size_check = ON", "PRAGMA trusted_schema = OFF")
}

func run(c *sqlite3.SQLiteConn, statements ...string) error {
	for _, s := range statements {
		if _, err := c.Exec(s, nil); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}

// readersAtMost is how many connections of one sort only read.
const readersAtMost = 4

func readerDSN(path string) string {
	return fileURL(path, "mode=ro&_query_only=1&_busy_timeout=5000&_cache_size=-16384&_stmt_cache_size=64")
}

func openReaders(path string) (*readers, error) {
	db := sql.OpenDB(&connector{dsn: readerDSN(path), setUp: readerPragmas})
	db.SetMaxOpenConns(readersAtMost)
	db.SetMaxIdleConns(readersAtMost)
	return &readers{db: db}, db.Ping()
}

// sqliteMagic opens every SQLite file.
const sqliteMagic = "SQLite format 3\x00"

// applicationID marks our files in the header: "LAMP".
const applicationID = 0x4C414D50

// checkMagic reads the file's first bytes, so that what is no database is
// refused before anything is laid beside it.
func checkMagic(path string) error {
	head, _, err := readHead(path)
	if err != nil {
		return err
	}
	switch key := seal.Of(path); {
	case seal.Is(head) && key == nil:
		return app.ErrSealed
	case seal.Is(head) && !key.Made(head):
		return app.ErrWrongKey
	case string(head[:16]) != sqliteMagic && !seal.Is(head):
		return app.ErrNotOurs
	case !seal.Is(head) && key != nil:
		return app.ErrNotSealed
	}
	return nil
}

func readHead(path string) (head []byte, size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return nil, 0, err
	}
	head = make([]byte, 100)
	if _, err := io.ReadFull(f, head); err != nil {
		return nil, 0, app.ErrNotOurs
	}
	return head, info.Size(), nil
}

// checkOurs refuses a foreign, newer or truncated file before it is opened for
// writing. Where a write-ahead log waits beside the file, as after a power cut,
// the newest header may stand there, and SQLite is asked instead.
func checkOurs(ctx context.Context, path string) error {
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return nil // about to be made
	}
	if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
		return askOurs(ctx, path)
	}
	head, size, err := readHead(path)
	if err == nil && seal.Is(head) {
		head, err = openHead(path)
	}
	if err != nil {
		return err
	}
	pageSize := int64(head[16])<<8 | int64(head[17])
	if pageSize == 1 {
		pageSize = 65536
	}
	if err := verdict(int64(be32(head[68:])), int(be32(head[60:]))); err != nil {
		return err
	}
	if size%pageSize != 0 || size < pageSize*int64(be32(head[28:])) {
		return app.ErrDamagedFile
	}
	return nil
}

// openHead reads the head of a sealed file.
func openHead(path string) ([]byte, error) {
	key := seal.Of(path)
	if key == nil {
		return nil, app.ErrSealed
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	head := make([]byte, 100)
	_, err = io.ReadFull(key.NewReader(f), head)
	return head, err
}

// askOurs reads the marks of a file through SQLite, without writing to it.
func askOurs(ctx context.Context, path string) error {
	r, err := openRaw(ctx, fileURL(path, "mode=ro&_query_only=1"), readerPragmas)
	if err != nil {
		return err
	}
	defer r.close()
	var id int64
	var version int
	if err := r.conn.QueryRowContext(ctx, "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version").Scan(&id, &version); err != nil {
		return err
	}
	return verdict(id, version)
}

func verdict(id int64, version int) error {
	switch {
	case id != applicationID:
		return app.ErrNotOurs
	case version > len(migrations()):
		return app.ErrNewerFile
	}
	return nil
}

func be32(b []byte) uint32 {
	return uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
}

// sealBroken is how SQLite says that a page is not what was sealed, and
// noSharedMemory that the file of its shared memory cannot grow. While it reads
// the schema it leaves out which fault it was.
var (
	sealBroken     = sqlite3.ErrIoErr.Extend(32)
	noSharedMemory = sqlite3.ErrIoErr.Extend(19)
	unnamedFault   = sqlite3.ErrIoErr.Extend(0)
)

// plain gives SQLite's and the system's faults the names screens know.
func plain(err error) error {
	var fault sqlite3.Error
	if !errors.As(err, &fault) {
		switch {
		case errors.Is(err, os.ErrPermission):
			return fmt.Errorf("%w: %w", app.ErrReadOnlyFile, err)
		case errors.Is(err, seal.ErrDamaged):
			return fmt.Errorf("%w: %w", app.ErrDamagedFile, err)
		case errors.Is(err, seal.ErrWrongKey):
			return fmt.Errorf("%w: %w", app.ErrWrongKey, err)
		}
		return err
	}
	switch fault.ExtendedCode {
	case sealBroken, unnamedFault:
		return fmt.Errorf("%w: %w", app.ErrDamagedFile, err)
	case sqlite3.ErrIoErrShortRead: // the file ends before it should
		return fmt.Errorf("%w: %w", app.ErrDamagedFile, err)
	case noSharedMemory:
		return fmt.Errorf("%w: %w", app.ErrDiskFull, err)
	}
	switch fault.Code {
	case sqlite3.ErrFull:
		return fmt.Errorf("%w: %w", app.ErrDiskFull, err)
	case sqlite3.ErrReadonly, sqlite3.ErrPerm, sqlite3.ErrCantOpen:
		return fmt.Errorf("%w: %w", app.ErrReadOnlyFile, err)
	case sqlite3.ErrCorrupt:
		return fmt.Errorf("%w: %w", app.ErrDamagedFile, err)
	case sqlite3.ErrNotADB:
		return fmt.Errorf("%w: %w", app.ErrNotOurs, err)
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return fmt.Errorf("%w: %w", app.ErrOpenElsewhere, err)
	}
	return err
}
