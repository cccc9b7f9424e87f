package data

import (
	"bytes"
	"context"
	"database/sql"

	"lamplighter/app"
)

// CompareBackup opens a backup as a copy and says, table by table, how it
// differs from a file; both are read as they stand and neither is written to. A
// file that cannot be read counts as having nothing.
func CompareBackup(ctx context.Context, file, backup string) (app.BackupDifference, error) {
	d, err := compareBackup(ctx, file, backup)
	return d, wrap("compare backup", plain(err))
}

func compareBackup(ctx context.Context, file, backup string) (app.BackupDifference, error) {
	var d app.BackupDifference
	letGo, err := holdKnown(backup)
	if err != nil {
		return d, err
	}
	defer letGo()
	kept, err := openToRead(ctx, backup)
	if err != nil {
		return d, err
	}
	defer kept.close()
	if d.BackupAt, err = lastChange(ctx, kept.conn); err != nil {
		return d, err
	}
	here, err := openToRead(ctx, file)
	if err == nil {
		defer here.close()
		d.HereAt, err = lastChange(ctx, here.conn)
	}
	for _, t := range travelling {
		was, failed := openStamps(ctx, kept.conn, t.name)
		if failed != nil {
			return d, failed
		}
		var now *stampRows
		if err == nil {
			now, err = openStamps(ctx, here.conn, t.name)
		}
		found, damaged, failed := compareStamps(now, was)
		now.close()
		was.close()
		if failed != nil {
			return d, failed
		}
		if damaged != nil {
			d.HereAt = 0 // what was counted here is not all there is
		}
		if found.Table = t.name; found.Here+found.Backup+found.Different+found.Same > 0 {
			d.Tables = append(d.Tables, found)
		}
	}
	if err != nil {
		d.HereAt = 0
	}
	return d, ctx.Err()
}

// lastChange is when the log was last written to, in Unix ms.
func lastChange(ctx context.Context, q querier) (int64, error) {
	hlc, err := one(ctx, q, scanInt, "SELECT coalesce(max(hlc), 0) FROM sy_changes")
	return hlc >> clockBits, err
}

// stampRows are the ids of a table in their order, with the stamps of each row.
type stampRows struct {
	rows  *sql.Rows // nil: the file has no such table
	id    []byte
	stamp []byte
	done  bool
}

func openStamps(ctx context.Context, q querier, table string) (*stampRows, error) {
	return openRows(ctx, q, table, "sy_hlc || ' ' || sy_dev || ' ' || hex(sy_ovr)")
}

// openRows reads the ids of a table with something of each row, as one text.
func openRows(ctx context.Context, q querier, table, something string) (*stampRows, error) {
	there, err := one(ctx, q, scanInt, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?", table)
	if err != nil || there == 0 {
		return &stampRows{done: true}, err
	}
	rows, err := q.QueryContext(ctx, "SELECT id, "+something+" FROM "+table+" ORDER BY id")
	if err != nil {
		return &stampRows{done: true}, err
	}
	return &stampRows{rows: rows}, nil
}

// next steps on; at the end, and where there is nothing to read, it says done.
func (s *stampRows) next() error {
	if s.done {
		return nil
	}
	if !s.rows.Next() {
		s.done = true
		return s.rows.Err()
	}
	s.id, s.stamp = s.id[:0], s.stamp[:0]
	var id, stamp sql.RawBytes
	if err := s.rows.Scan(&id, &stamp); err != nil {
		s.done = true
		return err
	}
	s.id, s.stamp = append(s.id, id...), append(s.stamp, stamp...)
	return nil
}

func (s *stampRows) close() {
	if s != nil && s.rows != nil {
		_ = s.rows.Close()
	}
}

// compareStamps walks two tables side by side. What goes wrong in the file that
// may be damaged ends its side; in the backup it is an error.
func compareStamps(here, backup *stampRows) (found app.TableDifference, damaged, err error) {
	if here == nil {
		here = &stampRows{done: true}
	}
	damaged, err = here.next(), backup.next()
	for err == nil && (!here.done || !backup.done) {
		order := 0
		switch {
		case here.done:
			order = 1
		case backup.done:
			order = -1
		default:
			order = bytes.Compare(here.id, backup.id)
		}
		switch {
		case order < 0:
			found.Here++
		case order > 0:
			found.Backup++
		case bytes.Equal(here.stamp, backup.stamp):
			found.Same++
		default:
			found.Different++
		}
		if order <= 0 {
			if bad := here.next(); bad != nil {
				damaged = bad
			}
		}
		if order >= 0 {
			err = backup.next()
		}
	}
	return found, damaged, err
}
