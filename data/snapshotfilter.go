package data

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lamplighter/app"
)

// filterInto writes a copy of a live database that holds the records of some
// areas and of area 0, with their log and what is told from them; nothing that
// is of this computer alone, and no trace of the rest between the pages.
func filterInto(ctx context.Context, from, to string, areas []app.Area, at int64) error {
	whole := to + ".whole"
	defer removeDatabase(whole)
	removeDatabase(whole)
	removeDatabase(to)
	letGo, err := holdAs(whole, from)
	if err != nil {
		return err
	}
	defer letGo()
	if err := backupInto(ctx, from, whole); err != nil {
		return err
	}
	r, err := openRaw(ctx, fileURL(whole, "_sync=OFF&_journal=OFF&_cache_size=-65536"), readerPragmas)
	if err != nil {
		return err
	}
	defer r.close()
	f := filter{q: r, areas: areas, at: at}
	if err := f.run(ctx); err != nil {
		return err
	}
	return f.exec(ctx, "VACUUM INTO ?", fileURL(to, "")) // deleting alone leaves traces, even with secure_delete
}

// filter takes out of a copy what another computer does not have.
type filter struct {
	q     *rawConn
	areas []app.Area
	at    int64 // Unix ms
}

func (f filter) exec(ctx context.Context, statement string, args ...any) error {
	_, err := f.q.conn.ExecContext(ctx, statement, args...)
	return err
}

// keptBeside are the tables that go along besides those that travel: the log
// and what follows from it. Any other is this computer's own.
var keptBeside = []string{"sy_changes", "sy_have", "sy_edits", "sy_folded", "sy_devices", "sy_lost", "sy_superseded", "sy_pending", "sy_quarantine", "sy_moves", "sy_carried", "sy_told", "usage", "usage_waiting", "frozen", "settings"}

func (f filter) run(ctx context.Context) error {
	tables, err := collect(ctx, f.q.conn, scanText, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'")
	if err != nil {
		return err
	}
	synced := make([]string, 0, len(travelling))
	for _, t := range travelling {
		synced = append(synced, t.name)
	}
	for _, name := range tables {
		if !slices.Contains(synced, name) && !slices.Contains(keptBeside, name) {
			if err := f.exec(ctx, "DELETE FROM "+name); err != nil {
				return err
			}
		}
	}
	err = errorsFirst(f.exec(ctx, "DELETE FROM settings WHERE name <> ?", indexesOwed),
		f.exec(ctx, "INSERT INTO settings (name, value) VALUES (?, ?)", begunFrom, strconv.FormatInt(f.at, 10)))
	if err != nil {
		return err
	}
	if slices.Contains(f.areas, app.EveryArea) {
		return nil
	}
	return f.leaveAreas(ctx, synced)
}

func (f filter) leaveAreas(ctx context.Context, synced []string) error {
	kept := make([]string, len(f.areas))
	for i, area := range f.areas {
		kept[i] = fmt.Sprint(int64(area))
	}
	strange, err := one(ctx, f.q.conn, scanInt, "SELECT count(*) FROM sy_have WHERE area NOT IN (0, "+strings.Join(kept, ", ")+")")
	if err != nil || strange == 0 { // every row has its change set
		return err
	}
	elsewhere := " WHERE area NOT IN (0, " + strings.Join(kept, ", ") + ")"
	for _, name := range slices.Concat(synced, []string{"sy_changes", "sy_have", "sy_folded", "sy_lost", "sy_pending", "sy_quarantine", "frozen", "usage_waiting"}) {
		if err := f.exec(ctx, "DELETE FROM "+name+elsewhere); err != nil {
			return err
		}
	}
	for _, t := range travelling {
		for _, beside := range []string{"sy_superseded", "sy_carried", "sy_told"} {
			if err := f.exec(ctx, "DELETE FROM "+beside+" WHERE tbl = ? AND row_id NOT IN (SELECT id FROM "+t.name+")", int64(t.no)); err != nil {
				return err
			}
		}
		if err := f.exec(ctx, "UPDATE sy_moves SET gone = 1 WHERE tbl = ? AND row_id NOT IN (SELECT id FROM "+t.name+")", int64(t.no)); err != nil {
			return err
		}
	}
	return errorsFirst(
		f.exec(ctx, "DELETE FROM sy_edits WHERE ord NOT IN (SELECT ord FROM sy_changes)"),
		f.exec(ctx, "DELETE FROM usage WHERE account NOT IN (SELECT n FROM accounts)"),
	)
}
