package data

import (
	"context"

	"lamplighter/app"
)

// RootPage is the page at which a table begins, for tests that damage it.
func RootPage(ctx context.Context, path, table string) (int, error) {
	r, err := openToRead(ctx, path)
	if err != nil {
		return 0, err
	}
	defer r.close()
	n, err := one(ctx, r.conn, scanInt, "SELECT rootpage FROM sqlite_schema WHERE name = ?", table)
	return int(n), err
}

// CheckIntegrity is SQLite's longest look at a file, indexes included.
func CheckIntegrity(ctx context.Context, path string) error {
	r, err := openToRead(ctx, path)
	if err != nil {
		return err
	}
	defer r.close()
	verdict, err := one(ctx, r.conn, scanText, "PRAGMA integrity_check(1)")
	if err == nil && verdict != "ok" {
		err = app.ErrDamagedFile
	}
	return err
}
