package data

import (
	"bytes"
	"context"
	"slices"

	"lamplighter/app"
)

// correctionSource is the source of a sheet that puts one month of one account
// right.
const correctionSource = "correction"

// CorrectUsage puts what an account used in a month right, as a sheet of its own
// over those before: they stay, and what they said can be looked at.
func (s *Store) CorrectUsage(ctx context.Context, by app.Actor, c app.UseCorrection) error {
	if err := by.May(app.ImportRecords); err != nil {
		return err
	}
	return wrap("correct usage", s.write(ctx, by, app.Why{Source: correctionSource, Note: c.Reason}, func(x *tx) error {
		a, err := one(ctx, x.s.conn, scanAccount, "SELECT "+accountColumns+" FROM accounts WHERE id = ? AND withdrawn_at IS NULL", c.Account[:])
		if err != nil {
			return err
		}
		stands, err := collect(ctx, x.s.conn, scanUse,
			"SELECT "+useColumns+" FROM usage u WHERE u.month = ? AND u.account = (SELECT n FROM accounts WHERE id = ?)", c.Month, c.Account[:])
		if err != nil {
			return err
		}
		if err := c.Check(stands, app.MonthOf(a.OpenedOn), app.MonthOf(x.closedOn(a)), app.DayOf(x.now)); err != nil {
			return err
		}
		sheet := app.UsageSheet{Area: a.Area, Month: c.Month, Source: correctionSource, Reason: c.Reason}
		return x.putUse(ctx, sheet, []app.AccountUse{{Account: c.Account, MonthUse: c.MonthUse}})
	}))
}

// UsageVersions lists what the sheets said of a month of an account, the latest
// first; the first one that is not taken back holds.
func (s *Store) UsageVersions(ctx context.Context, by app.Actor, account app.AccountID, month int64) ([]app.UseVersion, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	sheets, err := collect(ctx, s.reader, scanUsageSheet, "SELECT "+usageSheetColumns+
		" FROM usage_sheets WHERE area = (SELECT area FROM accounts WHERE id = ?) AND month = ? ORDER BY sy_hlc DESC, sy_dev DESC, id DESC", account[:], month)
	if err != nil {
		return nil, wrap("usage versions", err)
	}
	var out []app.UseVersion
	holds := false
	for _, sheet := range sheets {
		v, said := versionIn(sheet, account)
		if v.WithdrawnAt == 0 && !holds {
			v.Holds = said
			holds = said || sheet.Whole // a later whole sheet ends what earlier ones say
		}
		if said {
			out = append(out, v)
		}
	}
	names, err := staffNames(ctx, s.reader)
	for i := range out {
		out[i].By = names[out[i].Who]
	}
	return out, wrap("usage versions", err)
}

// versionIn is what a sheet says of an account; false when it does not name it,
// or was written by a newer program.
func versionIn(sheet app.UsageSheet, account app.AccountID) (app.UseVersion, bool) {
	v := app.UseVersion{Sheet: sheet.ID, MadeAt: sheet.MadeAt, Who: sheet.By, Source: sheet.Source, Reason: sheet.Reason, WithdrawnAt: sheet.WithdrawnAt}
	rows, err := decodeUsage(sheet.Body, sheet.Month)
	if err != nil {
		return v, false
	}
	at, said := slices.BinarySearchFunc(rows, account, func(r app.AccountUse, id app.AccountID) int { return bytes.Compare(r.Account[:], id[:]) })
	if said {
		v.MonthUse = rows[at].MonthUse
	}
	return v, said
}
