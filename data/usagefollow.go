package data

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/mattn/go-sqlite3"

	"lamplighter/app"
)

// The table usage says what the sheets say, by the local number of each
// account. Every transaction that writes a sheet brings the sheet's month of the
// sheet's area along: the rows of the last whole sheet, and over them those of
// the later ones, in the order of their stamps. So it is the same in any order
// of arrival.

// noteUsage remembers a sheet that a transaction writes.
func (x *tx) noteUsage(t *table, id [16]byte) {
	if t.name == "usage_sheets" {
		x.sheets = append(x.sheets, id)
	}
}

// noteArrival remembers an account of another device, which a sheet may have
// named before it was here. One made here is new to all.
func (x *tx) noteArrival(t *table, r changedRow, area app.Area) {
	if t.name != "accounts" || !r.made {
		return
	}
	if x.arrived == nil {
		x.arrived = map[app.Area]map[app.AccountID]bool{}
	}
	if x.arrived[area] == nil {
		x.arrived[area] = map[app.AccountID]bool{}
	}
	x.arrived[area][r.id] = true
}

// areaMonth is what a sheet is about.
type areaMonth struct {
	area  app.Area
	month int64
}

func scanAreaMonth(r scanner) (areaMonth, error) {
	var m areaMonth
	err := r.Scan(&m.area, &m.month)
	return m, err
}

// followUsage keeps the table up with a transaction about to be committed.
func (x *tx) followUsage(ctx context.Context) error {
	f := usageFollower{x: x, places: map[app.AccountID]place{}}
	done := map[areaMonth]bool{}
	for _, id := range x.sheets {
		m, err := one(ctx, x.s.conn, scanAreaMonth, "SELECT area, month FROM usage_sheets WHERE id = ?", id[:])
		if err != nil {
			return err
		}
		if done[m] {
			continue
		}
		done[m] = true
		if err := f.renew(ctx, m); err != nil {
			return err
		}
	}
	if err := f.regroup(ctx); err != nil {
		return err
	}
	for area, accounts := range x.arrived {
		months, err := collect(ctx, x.s.conn, scanAreaMonth, "SELECT area, month FROM usage_waiting WHERE area = ? ORDER BY month", int64(area))
		if err != nil {
			return err
		}
		for _, m := range months {
			if err := f.add(ctx, m, accounts); err != nil {
				return err
			}
		}
	}
	return nil
}

// usageFollower works on the months of one transaction.
type usageFollower struct {
	x      *tx
	places map[app.AccountID]place // of those asked so far that are here
}

// place is where an account stands.
type place struct {
	n    int64
	area app.Area
}

// placed is a row of a sheet with the number of its account.
type placed struct {
	n int64
	app.MonthUse
}

// renew puts a month of an area anew.
func (f *usageFollower) renew(ctx context.Context, m areaMonth) error {
	rows, err := f.rows(ctx, m)
	if err != nil {
		return err
	}
	err = f.x.exec(ctx, "DELETE FROM usage WHERE month = ?1 AND (SELECT area FROM accounts WHERE n = account) = ?2", m.month, int64(m.area))
	if err != nil {
		return err
	}
	return f.x.storeUse(rows)
}

// add puts the rows of accounts that have just arrived.
func (f *usageFollower) add(ctx context.Context, m areaMonth, arrived map[app.AccountID]bool) error {
	rows, err := f.rows(ctx, m)
	if err != nil {
		return err
	}
	fresh := map[int64]bool{}
	for id := range arrived {
		fresh[f.places[id].n] = true
	}
	return f.x.storeUse(slices.DeleteFunc(rows, func(r placed) bool { return !fresh[r.n] }))
}

// rows is what the sheets of a month say of the accounts that are here, in the
// order of their numbers. Whether any are not is noted.
func (f *usageFollower) rows(ctx context.Context, m areaMonth) ([]placed, error) {
	said, err := f.said(ctx, m)
	if err != nil {
		return nil, err
	}
	if err := f.learn(ctx, said); err != nil {
		return nil, err
	}
	rows := make([]placed, 0, len(said))
	waiting := false
	for id, u := range said {
		at, here := f.places[id]
		waiting = waiting || !here
		if here && at.area == m.area {
			rows = append(rows, placed{at.n, u})
		}
	}
	slices.SortFunc(rows, func(a, b placed) int { return int(a.n - b.n) })
	note := "DELETE FROM usage_waiting WHERE area = ? AND month = ?"
	if waiting {
		note = "INSERT OR IGNORE INTO usage_waiting (area, month) VALUES (?, ?)"
	}
	return rows, f.x.exec(ctx, note, int64(m.area), m.month)
}

// said is what the sheets of a month say, each later one over those before. A
// body that a newer program wrote is passed over.
func (f *usageFollower) said(ctx context.Context, m areaMonth) (map[app.AccountID]app.MonthUse, error) {
	sheets, err := collect(ctx, f.x.s.conn, scanUsageSheet,
		"SELECT "+usageSheetColumns+" FROM usage_sheets WHERE area = ? AND month = ? AND withdrawn_at IS NULL ORDER BY sy_hlc, sy_dev, id", int64(m.area), m.month)
	if err != nil {
		return nil, err
	}
	said := map[app.AccountID]app.MonthUse{}
	for _, sheet := range sheets {
		rows, err := decodeUsage(sheet.Body, m.month)
		if err != nil {
			continue
		}
		if sheet.Whole {
			clear(said)
		}
		for _, r := range rows {
			said[r.Account] = r.MonthUse
		}
	}
	f.x.stays().turnUse(said)
	return said, nil
}

// learn looks up where accounts stand that were not asked for before.
func (f *usageFollower) learn(ctx context.Context, said map[app.AccountID]app.MonthUse) error {
	var ids []app.AccountID
	for id := range said {
		if _, known := f.places[id]; !known {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	type found struct {
		id app.AccountID
		place
	}
	all, err := collect(ctx, f.x.s.conn, func(r scanner) (found, error) {
		var p found
		err := r.Scan(idInto(&p.id), &p.n, &p.area)
		return p, err
	}, "SELECT a.id, a.n, a.area FROM json_each(?) j JOIN accounts a ON a.id = unhex(j.value)", jsonIDs(ids))
	for _, p := range all {
		f.places[p.id] = p.place
	}
	return err
}

// jsonIDs is a list of ids as json_each takes it, in hex.
func jsonIDs[T any](ids []app.ID[T]) string {
	if len(ids) == 0 {
		return "[]"
	}
	var b strings.Builder
	b.Grow(len(ids)*35 + 2)
	for i, id := range ids {
		b.WriteByte("[,"[min(i, 1)])
		fmt.Fprintf(&b, `"%x"`, id[:])
	}
	return b.String() + "]"
}

// usageBatch rows go into the table in one statement.
const usageBatch = 64

// storeUse puts rows into the table.
func (x *tx) storeUse(rows []placed) error {
	const head, one = "REPLACE INTO usage VALUES ", "(?,?,?,?,?,?,?,?,?,?,?)"
	many := head + strings.Repeat(one+",", usageBatch-1) + one
	return x.s.conn.Raw(func(raw any) error {
		c := raw.(*sqlite3.SQLiteConn)
		var values []any
		for len(rows) > 0 {
			statement, n := head+one, 1
			if len(rows) >= usageBatch {
				statement, n = many, usageBatch
			}
			values = values[:0]
			for i := range rows[:n] {
				values = append(values, rows[i].Month, rows[i].n)
				for _, v := range usageColumns(&rows[i].MonthUse) {
					values = append(values, *v)
				}
				values = append(values, useFlags(rows[i].MonthUse), rows[i].ReadDay)
			}
			if err := sendRows(c, statement, x.batches.plain(values)); err != nil {
				return err
			}
			rows = rows[n:]
		}
		return nil
	})
}
