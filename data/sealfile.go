package data

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"lamplighter/app"
	"lamplighter/data/seal"
)

// SealFile turns a plain file into a sealed one, with all that lies beside it:
// the files of attachments, the copies made before a migration, the identity.
// Nobody may have it open. Where it answers an error before the sealed copy is
// whole and counted, the file is as it was; what is beside the file and was not
// reached is sealed when the file is next opened. A disk may still hold what
// the plain file was made of in places it has given up.
func SealFile(ctx context.Context, path string, key []byte) error {
	return wrap("seal file", plain(sealFile(ctx, path, key)))
}

func sealFile(ctx context.Context, path string, key []byte) error {
	k, err := seal.New(key)
	if err != nil {
		return err
	}
	if _, err := os.Stat(path); err != nil {
		return app.ErrNoFile
	}
	lock, err := lockFile(path + ".lock")
	if err != nil {
		return err
	}
	defer lock.release()
	if !isSealed(path) { // or it was, and what lies beside it was not reached
		if err := errorsFirst(checkFile(path, false), checkOurs(ctx, path)); err != nil {
			return err
		}
		if err := sealInPlace(ctx, path, k); err != nil {
			return err
		}
	}
	letGo, err := seal.Hold(path, k)
	if err != nil {
		return err
	}
	defer letGo()
	if err := checkFile(path, false); err != nil {
		return err
	}
	return sealBeside(ctx, path)
}

// sealInPlace puts a sealed copy into the place of a plain file.
func sealInPlace(ctx context.Context, path string, key *seal.Key) error {
	if err := emptyLog(ctx, path); err != nil {
		return err
	}
	return copyAs(ctx, path, path, key, func(copied string) error {
		was, err := countRows(ctx, path)
		if err != nil {
			return err
		}
		now, err := countRows(ctx, copied)
		if err == nil && fmt.Sprint(was) != fmt.Sprint(now) {
			err = fmt.Errorf("%w: the sealed copy does not hold what the file does", app.ErrDamagedFile)
		}
		return err
	})
}

// emptyLog brings a file's write-ahead log into it, so that none is left beside
// a copy that takes its place.
func emptyLog(ctx context.Context, path string) error {
	r, err := openRaw(ctx, fileURL(path, "mode=rw&_sync=FULL"), readerPragmas)
	if err != nil {
		return err
	}
	defer r.close()
	var busy, frames, done int
	if err := r.conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &done); err != nil {
		return err
	}
	if busy != 0 {
		return app.ErrOpenElsewhere
	}
	return nil
}

// countRows is how many rows each table of a file has, in the order of names.
func countRows(ctx context.Context, path string) ([]string, error) {
	r, err := openRaw(ctx, fileURL(path, "mode=ro&_query_only=1"), readerPragmas)
	if err != nil {
		return nil, err
	}
	defer r.close()
	tables, err := collect(ctx, r.conn, scanText, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
	for i, name := range tables {
		n, err := one(ctx, r.conn, scanInt, "SELECT count(*) FROM "+name)
		if err != nil {
			return nil, err
		}
		tables[i] = fmt.Sprintf("%s %d", name, n)
	}
	return tables, err
}

// sealBeside seals what lies beside a sealed file and is still plain. The
// identity comes last: where that is sealed, all is.
func sealBeside(ctx context.Context, path string) error {
	text, err := os.ReadFile(path + ".device")
	if os.IsNotExist(err) || seal.Is(text) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := filesOf(path).sealAll(ctx); err != nil {
		return err
	}
	copies, err := filepath.Glob(globbed(path) + ".before-*")
	if err != nil {
		return err
	}
	for _, name := range copies {
		if head, err := headOf(name); err != nil || !bytes.Equal(head, []byte(sqliteMagic)) {
			continue // sealed already, or none of ours
		}
		if err := sealInPlace(ctx, name, seal.Of(path)); err != nil {
			return err
		}
	}
	return writeBeside(path, path+".device", text)
}

// globbed is a path as a pattern that matches nothing else.
func globbed(path string) string {
	var out []rune
	for _, r := range path {
		if r == '*' || r == '?' || r == '[' {
			out = append(out, '[', r, ']')
		} else {
			out = append(out, r)
		}
	}
	return string(out)
}
