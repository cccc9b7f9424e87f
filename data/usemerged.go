package data

import (
	"bytes"
	"context"
	"maps"
	"slices"

	"lamplighter/app"
)

// Of two accounts that are one, either may have been named by a sheet of use.

// stays are the survivors as they will be once the transaction is committed.
func (x *tx) stays() survivors {
	if x.regrouped != nil {
		return x.regrouped.survivors
	}
	return x.s.survivors
}

// turnUse gives the use of accounts that are gone to those that stay, where
// these have none of their own.
func (s survivors) turnUse(said map[app.AccountID]app.MonthUse) {
	gone := slices.SortedFunc(maps.Keys(s), func(a, b [16]byte) int { return bytes.Compare(a[:], b[:]) })
	for _, id := range gone {
		use, is := said[id]
		if !is {
			continue
		}
		delete(said, id)
		if _, own := said[s[id].id]; !own {
			said[s[id].id] = use
		}
	}
}

// regroup puts the use anew of accounts for which another one stays than before.
func (f *usageFollower) regroup(ctx context.Context) error {
	if f.x.regrouped == nil {
		return nil
	}
	touched := map[app.AccountID]bool{}
	for _, id := range f.x.regrouped.changed {
		touched[id] = true
		touched[f.x.s.survivors[id].id], touched[f.x.regrouped.survivors[id].id] = true, true
	}
	list := jsonIDs(slices.Collect(maps.Keys(touched)))
	const theirs = "(SELECT a.n FROM json_each(?1) j CROSS JOIN accounts a ON a.id = unhex(j.value))"
	months, err := collect(ctx, f.x.s.conn, scanAreaMonth, `SELECT DISTINCT s.area, s.month FROM (SELECT DISTINCT area, month FROM usage_sheets WHERE withdrawn_at IS NULL) s
		CROSS JOIN usage u ON u.month = s.month AND u.account IN `+theirs, list)
	for _, m := range months {
		if err := f.x.exec(ctx, "DELETE FROM usage WHERE month = ?2 AND account IN "+theirs+" AND (SELECT area FROM accounts WHERE n = account) = ?3", list, m.month, int64(m.area)); err != nil {
			return err
		}
		if err := f.add(ctx, m, touched); err != nil {
			return err
		}
	}
	return err
}
