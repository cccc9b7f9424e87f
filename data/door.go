package data

import (
	"context"
	"fmt"
)

// watchDoor makes the writer note every row of a synced table that changes, by
// triggers that live on this connection only. Tests open their stores so.
func (s *Store) watchDoor(ctx context.Context) error {
	if _, err := s.conn.ExecContext(ctx, "CREATE TEMP TABLE dirty (tbl INTEGER, id BLOB, PRIMARY KEY (tbl, id)) WITHOUT ROWID"); err != nil {
		return err
	}
	for _, t := range s.tables {
		for _, on := range []struct{ event, row string }{{"INSERT", "new"}, {"UPDATE", "new"}, {"DELETE", "old"}} {
			trigger := fmt.Sprintf("CREATE TEMP TRIGGER dirty_%[1]s_%[2]s AFTER %[2]s ON main.%[1]s BEGIN INSERT OR IGNORE INTO dirty VALUES (%[3]d, %[4]s.id); END",
				t.name, on.event, t.no, on.row)
			if _, err := s.conn.ExecContext(ctx, trigger); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkDoor refuses a commit that would keep a row the log does not tell of.
func (x *tx) checkDoor(ctx context.Context) error {
	logged := map[string]bool{}
	written, err := collect(ctx, x.s.conn, scanSet, "SELECT dev, area, seq, hlc, body FROM sy_changes WHERE ord > ?", x.begun)
	if err != nil {
		return err
	}
	for _, set := range written {
		for _, r := range set.rows {
			logged[fmt.Sprint(r.table, r.id)] = true
		}
	}
	if x.merging != nil {
		for _, r := range x.merging.replayed {
			logged[fmt.Sprint(r.table, r.id)] = true
		}
	}
	rows, err := x.s.conn.QueryContext(ctx, "SELECT tbl, id FROM dirty")
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var no uint64
		var id []byte
		if err := rows.Scan(&no, &id); err != nil {
			return err
		}
		if !logged[fmt.Sprint(no, [16]byte(id))] {
			return fmt.Errorf("a row of %s was written past the door", x.s.byNo[no].name)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return x.exec(ctx, "DELETE FROM dirty")
}

// pastDoor is for what leaves the file without a word in the log.
func (x *tx) pastDoor(ctx context.Context) error {
	if !x.s.watch {
		return nil
	}
	return x.exec(ctx, "DELETE FROM dirty")
}

// LimitPages lets the file grow to so many pages and no further: how tests
// meet a full disk.
func (s *Store) LimitPages(ctx context.Context, pages int) error {
	var now int
	return s.conn.QueryRowContext(ctx, fmt.Sprintf("PRAGMA max_page_count = %d", pages)).Scan(&now)
}
