package data

import (
	"context"
	"strconv"
	"strings"

	"lamplighter/app"
)

// UnfreezeMonth takes the frozen forecast of a month of an area out of use, as two
// persons agree. Its sheets stay as they are but for the mark, so others learn of
// it as of any withdrawal; a sheet that another computer froze meanwhile holds, and
// the month is closed still.
func (s *Store) UnfreezeMonth(ctx context.Context, by app.Actor, u app.Unfreezing) error {
	if err := by.May(app.CloseForecasts); err != nil {
		return err
	}
	if err := u.Check(); err != nil {
		return err
	}
	if err := s.together(by, app.CloseForecasts); err != nil {
		return err
	}
	reason := strings.TrimSpace(u.Reason)
	return wrap("unfreeze month", s.write(ctx, by, app.Why{Note: reason}, func(x *tx) error {
		sheets, err := collect(ctx, x.s.conn, scanForecastSheet,
			"SELECT "+forecastSheetColumns+" FROM forecast_sheets WHERE area = ? AND month = ? AND withdrawn_at IS NULL ORDER BY made_at, id", int64(u.Area), u.Month)
		if err != nil {
			return err
		}
		if len(sheets) == 0 {
			return app.Refuse("month", app.MonthNotFrozen)
		}
		for _, was := range sheets {
			now := was
			now.WithdrawnAt = x.now.UnixMilli()
			if err := x.putForecastSheet(ctx, was, now); err != nil {
				return err
			}
		}
		return x.audit(ctx, app.AuditEntry{
			Kind: app.AuditUnfrozen, Area: u.Area, Table: frozenTable, Record: app.RecordID(sheets[0].ID), Reason: reason,
			Details: map[string]string{"month": strconv.FormatInt(u.Month, 10)},
		})
	}))
}
