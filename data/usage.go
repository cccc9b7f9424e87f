package data

import (
	"context"
	"crypto/sha256"
	"maps"
	"slices"
	"time"

	"lamplighter/app"
)

// PutUsage stores what accounts used in a month, as a sheet for each area they
// belong to. Rows that cannot be right are left out and told.
func (s *Store) PutUsage(ctx context.Context, by app.Actor, d app.UsageDraft) (app.UsageReport, error) {
	if err := by.May(app.ImportRecords); err != nil {
		return app.UsageReport{}, err
	}
	if err := d.Check(app.DayOf(s.now())); err != nil {
		return app.UsageReport{}, err
	}
	var rep app.UsageReport
	err := s.write(ctx, by, app.Why{Source: d.Source}, func(x *tx) error {
		var areas map[app.Area][]app.AccountUse
		var err error
		if areas, rep, err = x.checkUsage(ctx, d); err != nil {
			return err
		}
		for _, area := range slices.Sorted(maps.Keys(areas)) {
			if err := x.putUse(ctx, app.UsageSheet{Area: area, Month: d.Month, Whole: d.Whole, Source: d.Source}, areas[area]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return app.UsageReport{}, wrap("put usage", err)
	}
	return rep, nil
}

// checkUsage parts the rows of a sheet by the area of their accounts.
func (x *tx) checkUsage(ctx context.Context, d app.UsageDraft) (map[app.Area][]app.AccountUse, app.UsageReport, error) {
	ids := make([]app.AccountID, len(d.Rows))
	for i, r := range d.Rows {
		ids[i] = r.Account
	}
	accounts, err := collect(ctx, x.s.conn, scanAccount,
		"SELECT "+prefixed("a", accountColumns)+" FROM json_each(?) j CROSS JOIN accounts a ON a.id = unhex(j.value)", jsonIDs(ids))
	if err != nil {
		return nil, app.UsageReport{}, err
	}
	known := map[app.AccountID]app.Account{}
	for _, a := range accounts {
		known[a.ID] = a
	}
	var rep app.UsageReport
	seen, areas := map[app.AccountID]bool{}, map[app.Area][]app.AccountUse{}
	for _, r := range d.Rows {
		r.Month = d.Month
		a, is := known[r.Account]
		err := errorsFirst(r.Check(), r.CheckAccount(x.closedOn(a)))
		switch {
		case !is:
			err = app.Refuse("account", app.Unknown)
		case seen[r.Account]:
			err = app.Refuse("account", app.AlreadyThere)
		}
		if err != nil {
			rep.Refused = append(rep.Refused, app.RefusedUse{Account: r.Account, Err: err})
			continue
		}
		seen[r.Account] = true
		rep.Stored++
		areas[a.Area] = append(areas[a.Area], r)
	}
	return areas, rep, nil
}

// closedOn is the day on which an account was noted as closed: the stamp of its
// status tells. Months up to then may still come in.
func (x *tx) closedOn(a app.Account) app.Day {
	switch {
	case a.WithdrawnAt != 0:
		return app.DayOf(time.UnixMilli(a.WithdrawnAt))
	case a.Status != app.AccountClosed:
		return ""
	}
	return x.s.statusNoted(a.Seen)
}

// statusNoted is the day on which the status of an account was noted.
func (s *Store) statusNoted(seen app.Seen) app.Day {
	t := s.tables["accounts"]
	noted := stampOf(seen, t.columns[t.column("status")].no)
	return app.DayOf(time.UnixMilli(noted.hlc >> clockBits))
}

// putUse puts rows of one area as a sheet.
func (x *tx) putUse(ctx context.Context, sheet app.UsageSheet, rows []app.AccountUse) error {
	sheet.ID, sheet.By, sheet.MadeAt = newID[app.UsageSheetID](), x.by.Staff, x.now.UnixMilli()
	sheet.Rows, sheet.Body = int64(len(rows)), encodeUsage(rows)
	hash := sha256.Sum256(sheet.Body)
	sheet.Hash = hash[:]
	return x.putUsageSheet(ctx, app.UsageSheet{}, sheet)
}
