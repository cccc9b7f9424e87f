package data

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
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
func CheckIntegrity(ctx context.Context, path string) error { return integrity(ctx, path) }

// RowsDigest is a sum over all that travels of all records of a file.
func RowsDigest(ctx context.Context, path string) (string, error) {
	r, err := openToRead(ctx, path)
	if err != nil {
		return "", err
	}
	defer r.close()
	sum := sha256.New()
	for _, entry := range travelling {
		t := &table{no: entry.no, name: entry.name, kinds: entry.kinds}
		if err := t.read(ctx, r.conn); err != nil {
			return "", err
		}
		rows, err := collect(ctx, r.conn, scanText, "SELECT hex(id) || "+rowContent(t)+" FROM "+t.name+" ORDER BY id")
		if err != nil {
			return "", err
		}
		for _, row := range rows {
			_, _ = sum.Write([]byte(row)) // never fails
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
