package data

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"lamplighter/app"
	"lamplighter/data/seal"
	"lamplighter/data/sheet"
)

// Salvage saves what can be read of a damaged file into a new one. It works on
// copies of the file and its write-ahead log; the file is not touched, and one
// that is there already under the new name is never overwritten. Rows are read
// around each error, change sets are followed by their chain and cut off where
// it breaks, and rows that are lost but stand in the log are taken from there.
// The new file is checked and opened before it gets its name. It has no identity
// of its own yet.
func Salvage(ctx context.Context, from, to string, o Options) (app.Salvage, error) {
	v := salvaging{from: from, to: to, work: to + ".damaged", anew: to + ".salvaging", options: o, seed: o.Seed}
	v.options.Create, v.options.Seed, v.options.OnChange = false, nil, nil
	letGo, err := holdAll(o.Key, v.work, v.anew, v.anew+".replayed", to)
	if err != nil {
		return app.Salvage{}, wrap("salvage", plain(err))
	}
	defer letGo()
	if len(o.Key) == 0 && isSealed(from) {
		return app.Salvage{}, wrap("salvage", app.ErrSealed)
	}
	defer v.leftovers()
	done, err := v.salvage(ctx)
	return done, wrap("salvage", plain(err))
}

type salvaging struct {
	from, to   string
	work, anew string // the copy that is read, and the file that is made
	options    Options
	seed       []Edition // what every file starts with
}

func (v salvaging) leftovers() {
	for _, path := range []string{v.work, v.anew, v.anew + ".replayed", v.delivered()} {
		removeDatabase(path)
		removeQuietly(path + ".device")
		removeQuietly(path + ".lock")
	}
}

func (v salvaging) salvage(ctx context.Context) (app.Salvage, error) {
	done := app.Salvage{Path: v.to}
	if _, err := os.Stat(v.to); !errors.Is(err, fs.ErrNotExist) {
		return done, fmt.Errorf("%w: %s", fs.ErrExist, filepath.Base(v.to))
	}
	if _, err := os.Stat(v.from); err != nil {
		return done, app.ErrNoFile
	}
	v.leftovers()
	for _, ending := range []string{"", "-wal"} {
		if err := copyBytes(v.from+ending, v.work+ending); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return done, err
		}
	}
	var err error
	if len(v.options.Key) == 0 { // a sealed head holds or does not: nothing of it can be told
		err = mendHead(v.work)
	}
	if err == nil {
		err = v.rows(ctx, &done)
	}
	if err == nil {
		err = v.replay(ctx, &done)
	}
	if err == nil {
		err = v.derive(ctx)
	}
	if err == nil {
		err = Check(ctx, v.anew)
	}
	if err != nil {
		return done, err
	}
	if err := os.Rename(v.anew, v.to); err != nil {
		return done, err
	}
	return done, sheet.SyncFolder(filepath.Dir(v.to))
}

// rows brings over every row that can be read, and as much of the log as hangs
// together.
func (v salvaging) rows(ctx context.Context, done *app.Salvage) error {
	damaged, err := openRaw(ctx, fileURL(v.work, "mode=rw"), salvagePragmas)
	if err != nil {
		return err
	}
	defer damaged.close()
	var version int
	if err := damaged.conn.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version < 1 || version > len(migrations()) {
		return app.ErrNewerFile
	}
	if _, err := one(ctx, damaged.conn, scanInt, "SELECT 1 FROM sqlite_schema WHERE name = 'sy_changes'"); err != nil {
		return app.ErrDamagedFile // beyond saving: where its tables lie cannot be read
	}
	target, err := newSchema(ctx, v.anew, version)
	if err != nil {
		return err
	}
	defer target.closeAll()
	tables, err := plainTables(ctx, target.conn)
	if err != nil {
		return err
	}
	if _, err := target.conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	for _, name := range tables {
		t, err := newSalvagedTable(ctx, damaged.conn, target.conn, name)
		if err == nil {
			err = t.save(ctx)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if found := t.found(ctx); found.Saved+found.Lost > 0 {
			done.Tables = append(done.Tables, found)
		}
	}
	if done.Unsent, err = cutLog(ctx, target.conn); err != nil {
		return err
	}
	_, err = target.conn.ExecContext(ctx, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}

// newSchema makes an empty file of a version.
func newSchema(ctx context.Context, path string, version int) (*Store, error) {
	s := &Store{path: path}
	if err := s.connect(ctx); err != nil {
		return nil, err
	}
	for n, name := range migrations()[:version] {
		if err := s.step(ctx, n+1, name); err != nil {
			s.closeAll()
			return nil, err
		}
	}
	return s, nil
}

// replay takes the rows that are lost out of what the log tells, where it does.
func (v salvaging) replay(ctx context.Context, done *app.Salvage) error {
	lost := false
	for _, t := range done.Tables {
		lost = lost || t.Lost > 0
	}
	if !lost {
		return nil
	}
	o := v.options
	o.Create = true
	s, err := Open(ctx, v.anew+".replayed", o)
	if err != nil {
		return err
	}
	_, err = s.takeAll(ctx, v.anew)
	if err = errorsFirst(err, s.Close()); err != nil {
		return err
	}
	return v.fill(ctx, done)
}

// fill brings over the replayed rows that the salvaged tables lack. They get
// local numbers of their own.
func (v salvaging) fill(ctx context.Context, done *app.Salvage) error {
	told, err := openRaw(ctx, fileURL(v.anew+".replayed", "mode=ro&_query_only=1"), readerPragmas)
	if err != nil {
		return err
	}
	defer told.close()
	target := &Store{path: v.anew}
	if err := target.connect(ctx); err != nil {
		return err
	}
	defer target.closeAll()
	if _, err := target.conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	for i, found := range done.Tables {
		if found.Lost == 0 || !travels(found.Table) {
			continue
		}
		t, err := newSalvagedTable(ctx, told.conn, target.conn, found.Table)
		if err != nil {
			return err
		}
		t.withoutNumbers()
		if err := t.save(ctx); err != nil {
			return err
		}
		found.Saved, found.Log, found.Lost = found.Saved+t.saved, t.saved, max(0, found.Lost-t.saved)
		done.Tables[i] = found
	}
	_, err = target.conn.ExecContext(ctx, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}

func travels(table string) bool {
	for _, t := range travelling {
		if t.name == table {
			return true
		}
	}
	return false
}

// derive opens the new file, which brings it to this program's schema, and makes
// anew what is told from other rows.
func (v salvaging) derive(ctx context.Context) error {
	s, err := Open(ctx, v.anew, v.options)
	if err != nil {
		return err
	}
	err = v.deliver(ctx, s)
	if err != nil {
		return errorsFirst(err, s.Close())
	}
	err = s.writeAs(ctx, &tx{s: s, dev: s.device.id}, func(x *tx) error {
		var err error
		if x.written, err = collect(ctx, s.conn, scanRowID, "SELECT id FROM articles"); err != nil {
			return err
		}
		x.sheets, err = collect(ctx, s.conn, scanRowID, "SELECT id FROM usage_sheets")
		return err
	})
	if err == nil { // nobody has worked under it
		err = s.writeHere(ctx, 0, "DELETE FROM sy_devices WHERE dev = ?", s.device.id)
	}
	err = errorsFirst(err, s.Close())
	removeQuietly(v.anew + ".device")
	return err
}

// delivered is a file with nothing but what every file starts with.
func (v salvaging) delivered() string { return v.anew + ".delivered" }

// deliver takes in again what is delivered with the program, where the log of it
// was cut off: all files have the same, so what stands of it stays as it is.
func (v salvaging) deliver(ctx context.Context, s *Store) error {
	if len(v.seed) == 0 {
		return nil
	}
	made, err := Open(ctx, v.delivered(), Options{Create: true, Seed: v.seed, Now: v.options.Now})
	if err != nil {
		return err
	}
	if err := made.Close(); err != nil {
		return err
	}
	_, err = s.takeAll(ctx, v.delivered())
	return err
}

func scanRowID(r scanner) ([16]byte, error) {
	var b []byte
	if err := r.Scan(&b); err != nil || len(b) != 16 {
		return [16]byte{}, errorsFirst(err, app.ErrDamagedFile)
	}
	return [16]byte(b), nil
}

// mendHead gives the copy of a file whose first hundred bytes are destroyed, or
// that is cut off, a header that SQLite can begin with: what it says of our files
// is always the same. The version is taken to be this program's.
func mendHead(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	head := make([]byte, 100)
	if _, err := f.ReadAt(head, 0); err != nil {
		return app.ErrDamagedFile // nothing to be read
	}
	const page = 4096
	pages := (info.Size() + page - 1) / page
	if string(head[:16]) != sqliteMagic {
		clear(head)
		copy(head, sqliteMagic)
		copy(head[16:], []byte{page >> 8, 0, 2, 2, seal.Reserve, 64, 32, 32})
		binary.BigEndian.PutUint32(head[44:], 4) // schema format
		binary.BigEndian.PutUint32(head[56:], 1) // UTF-8
		binary.BigEndian.PutUint32(head[60:], uint32(len(migrations())))
		binary.BigEndian.PutUint32(head[68:], applicationID)
	}
	if told := int64(be32(head[28:])); pages < told && told < 64*pages { // cut off: SQLite insists on the pages being there
		pages = told
	}
	binary.BigEndian.PutUint32(head[28:], uint32(pages))
	copy(head[92:], head[24:28]) // the size holds
	_, err = f.WriteAt(head, 0)
	return errorsFirst(err, f.Truncate(pages*page))
}
