package data

import (
	"cmp"
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"lamplighter/app"
)

// put makes a sheet for each month and area.
func (in *useImporter) put(ctx context.Context, x *tx) error {
	slices.SortFunc(in.held, func(a, b heldUse) int {
		return cmp.Or(cmp.Compare(in.accounts[a.account].area, in.accounts[b.account].area), cmp.Compare(a.month, b.month), cmp.Compare(a.account, b.account))
	})
	for rest := in.held; len(rest) > 0; {
		area, month := in.accounts[rest[0].account].area, rest[0].month
		end := slices.IndexFunc(rest, func(h heldUse) bool { return h.month != month || in.accounts[h.account].area != area })
		if end < 0 {
			end = len(rest)
		}
		rows := make([]app.AccountUse, end)
		for i, h := range rest[:end] {
			rows[i] = app.AccountUse{Account: in.accounts[h.account].id, MonthUse: h.use()}
		}
		sheet := app.UsageSheet{Area: area, Month: int64(month), Source: importSource, Reason: filepath.Base(in.job.Path)}
		if err := x.putUse(ctx, sheet, rows); err != nil {
			return err
		}
		in.rep.Sheets++
		rest = rest[end:]
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// areaMissing is the farthest back that a whole area's missing months are told.
const areaMissing = 36

// missingMonths tells of each area that the list names which months, up to its
// last, nobody read in the whole area.
func (in *useImporter) missingMonths(ctx context.Context, x *tx) error {
	listed := map[areaMonth]bool{}
	areas := map[app.Area]bool{}
	for _, h := range in.held {
		area := in.accounts[h.account].area
		areas[area], listed[areaMonth{area, int64(h.month)}] = true, true
	}
	q, err := x.reads()
	if err != nil {
		return err
	}
	sheets, err := collect(ctx, q, scanAreaMonth, "SELECT DISTINCT area, month FROM usage_sheets WHERE withdrawn_at IS NULL AND month BETWEEN ? AND ?",
		app.AddMonths(in.rep.To, -areaMissing), in.rep.To)
	if err != nil {
		return err
	}
	for _, m := range sheets {
		listed[m] = true
	}
	for _, area := range slices.Sorted(maps.Keys(areas)) {
		if missing := in.missingOf(area, listed); len(missing) > 0 {
			p := app.ImportProblem{Verdict: app.RowDoubted, Field: "kwh", Reason: app.UseAreaMissing, Text: strings.Join(missing, "、"), Figure: int64(len(missing))}
			if err := in.doubtRow([]app.ImportProblem{p}); err != nil {
				return err
			}
		}
	}
	return nil
}

// missingOf are the months of an area without use between the first known one
// and the list's last.
func (in *useImporter) missingOf(area app.Area, listed map[areaMonth]bool) []string {
	var missing, out []string
	known := false
	for back := areaMissing; back >= 0; back-- {
		month := app.AddMonths(in.rep.To, -back)
		switch {
		case listed[areaMonth{area, month}]:
			known = true
			out = append(out, missing...)
			missing = nil
		case known:
			missing = append(missing, string(app.MonthStart(month))[:len("2026-01")])
		}
	}
	return out
}
