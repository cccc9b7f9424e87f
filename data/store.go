// Package data keeps what package app describes: one SQLite file, its change
// log, and the sheets and copies that go in and out of it.
//
// A verb is one transaction: it asks whether the actor may, asks the rule in
// app, puts the rows and is done. Package data draws nothing, says nothing to
// people and starts no goroutine that outlives a call, but for the filling of
// the search index and what settles a bulk load, the making of its indexes and
// the checkpoint; Close waits for both.
package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"lamplighter/app"
	"lamplighter/data/keys"
	"lamplighter/data/seal"
)

// Store is one open file. Its methods may be called from any goroutine.
type Store struct {
	path     string
	now      func() time.Time
	watch    bool
	onChange func(app.Changes)

	lock     *fileLock
	writer   *sql.DB
	conn     *sql.Conn     // the one connection that writes
	turn     chan struct{} // holds one token: whose turn it is to write
	gone     chan struct{} // closed with the file
	reader   *readers
	letKeyGo func() // of the key of a sealed file

	files     attachmentFiles
	attaching chan struct{} // holds who reads a file to attach it

	exchanging sync.Mutex // who goes through a folder
	backing    sync.Mutex // who makes a backup

	marked  bool        // the mark of an open file is there
	unclean atomic.Bool // it was there before, and nobody has looked through the file since

	device   device
	member   atomic.Pointer[membership]
	deviceMu sync.Mutex // of the file beside the database
	effort   int
	clock    clock
	newer    map[string]uint64 // tables that a test has beside those of this program
	tables   map[string]*table
	byNo     map[uint64]*table
	search   search

	survivors survivors         // of the records that are gone; known to who has the turn
	staying   map[[16]byte]bool // those that stay for them; likewise
	awaited   map[[16]byte]bool // records that would stay and are not here; likewise

	owes     bool           // the file lacks indexes; known to who has the turn
	settling sync.WaitGroup // of bulk loads

	once    sync.Once // the closing
	closed  error     // what it answered
	rulesMu sync.Mutex
	rules   *rulebook // the limit rules and calendar in force, read once

	key       []byte     // of the file; nil: nobody signs in
	keyring   Keyring    // of the computer's system; nil: none
	passwords keys.Cost  // of new passwords; zero: as the keys say
	keysMu    sync.Mutex // of what lies beside the file
	passes    sync.Map   // app.WitnessPass to witnessed

	trained   keptMatrix
	forecasts forecasting
	memory
	audiences audiences
	garbage   garbage
}

// Options say how a file is opened.
type Options struct {
	Create     bool              // make the file when it is not there
	Key        []byte            // of a sealed file, 32 bytes; nil for a plain one
	Seed       []Edition         // what a file starts with
	Now        func() time.Time  // the clock; time.Now when nil
	OnChange   func(app.Changes) // told after each commit, on the committing goroutine
	DeviceName string            // what people call this computer
	Keyring    Keyring           // of the computer's system; nil: none
	WatchDoor  bool              // for tests: refuse a commit with a row that went past put
	Newer      map[string]uint64 // for tests: tables of a program to come, with their numbers in the change log

	Effort    int                                     // for tests: how hard a passphrase is made to guess, as a power of two; usual when 0
	Passwords keys.Cost                               // for tests: how hard a password is to guess; as measured when zero
	WriteFile func(path string, content []byte) error // for tests: keeps the file of an attachment, whole and on the disk or not at all
}

// Open opens a file, brings it up to this program's schema and takes the
// device's identity from the file beside it. The errors worth telling apart
// are app.ErrNoFile, ErrSealed, ErrWrongKey, ErrNotSealed, ErrNotOurs, ErrNewerFile, ErrOpenElsewhere,
// ErrReadOnlyFile, ErrDamagedFile and ErrDiskFull.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	s := &Store{path: path, now: o.Now, watch: o.WatchDoor, newer: o.Newer, onChange: o.OnChange, turn: make(chan struct{}, 1), gone: make(chan struct{}), files: filesOf(path), attaching: make(chan struct{}, 1), effort: o.Effort, key: o.Key, keyring: o.Keyring, passwords: o.Passwords}
	if o.WriteFile != nil {
		s.files.write = o.WriteFile
	}
	if s.now == nil {
		s.now = time.Now
	}
	if err := s.open(ctx, o); err != nil {
		s.letGo(ctx, err)
		return nil, fmt.Errorf("open %s: %w", filepath.Base(path), plain(err))
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, o Options) error {
	var err error
	if len(o.Key) > 0 {
		if s.letKeyGo, err = hold(s.path, o.Key); err != nil {
			return err
		}
		s.files.key = seal.Of(s.path)
	}
	if err := checkFile(s.path, o.Create); err != nil {
		return err
	}
	if onNetwork(filepath.Dir(s.path)) {
		return app.ErrNetworkPlace
	}
	if s.lock, err = lockFile(s.path + ".lock"); err != nil {
		return err
	}
	if err := s.markOpen(); err != nil {
		return err
	}
	if err := checkOurs(ctx, s.path); err != nil {
		return err
	}
	if s.files.key != nil {
		if err := sealBeside(ctx, s.path); err != nil {
			return err
		}
		s.files.clearShown()
	}
	if err := s.connect(ctx); err != nil {
		return err
	}
	if err := errorsFirst(s.readOwed(ctx), s.payIndexes(ctx)); err != nil {
		return err
	}
	if err := s.migrate(ctx); err != nil {
		return err
	}
	if s.reader, err = openReaders(s.path); err != nil {
		return err
	}
	s.reader.of = s.audienceOf
	if err := s.readSchema(ctx); err != nil {
		return err
	}
	stays, awaited, err := readSurvivors(ctx, s.conn)
	if err != nil {
		return err
	}
	s.setSurvivors(stays, awaited)
	if s.watch {
		if err := s.watchDoor(ctx); err != nil {
			return err
		}
	}
	if err := s.sweepAttachments(ctx); err != nil {
		return err
	}
	s.turn <- struct{}{}
	if err := s.takeDevice(ctx, o.DeviceName); err != nil {
		return err
	}
	if err := s.sow(ctx, o.Seed); err != nil {
		return err
	}
	return s.retry(ctx, len(o.Seed))
}

func (s *Store) connect(ctx context.Context) error {
	s.writer = sql.OpenDB(&connector{dsn: writerDSN(s.path), setUp: writerPragmas})
	s.writer.SetMaxOpenConns(1)
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return err
	}
	s.conn = conn
	return nil
}

// checkFile refuses what is plainly no file of ours before SQLite touches it.
func checkFile(path string, create bool) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist) && create:
		return nil
	case errors.Is(err, os.ErrNotExist):
		return app.ErrNoFile
	case err != nil:
		return err
	case info.IsDir():
		return app.ErrNotOurs
	case info.Size() == 0:
		return nil
	}
	return checkMagic(path)
}

// Path is where the file lies.
func (s *Store) Path() string { return s.path }

// Close waits for the write in hand, for the indexes of a load and for the
// search index, and closes the file. The store must not be used afterwards; closing it again does nothing.
func (s *Store) Close() error {
	s.once.Do(func() { s.closed = s.close() })
	return s.closed
}

func (s *Store) close() error {
	<-s.turn
	close(s.gone) // who still waits for a turn is answered
	s.search.stop()
	s.settling.Wait()
	noted := s.noteHeads(context.Background(), s.conn)
	_, err := s.conn.ExecContext(context.Background(), "PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)")
	s.files.clearShown()
	s.closeAll()
	return errorsFirst(err, noted)
}

func (s *Store) closeAll() {
	s.audiences.closeAll()
	if s.reader != nil {
		s.reader.close()
	}
	if s.conn != nil {
		_ = s.conn.Close()
	}
	if s.writer != nil {
		_ = s.writer.Close()
	}
	s.unmark()
	s.lock.release()
	if s.letKeyGo != nil {
		s.letKeyGo()
	}
}

// announce tells the listener which kinds of records a commit touched.
func (s *Store) announce(kinds app.Changes) {
	if s.onChange != nil && kinds != 0 {
		s.onChange(kinds)
	}
}
