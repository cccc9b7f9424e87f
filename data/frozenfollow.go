package data

import (
	"cmp"
	"context"
	"slices"

	"lamplighter/app"
)

// followFrozen keeps the table frozen up with the sheets that a transaction
// writes: of each month and area what the earliest sheet says that can be read.
func (x *tx) followFrozen(ctx context.Context) error {
	done := map[areaMonth]bool{}
	for _, id := range x.frozen {
		m, err := one(ctx, x.s.conn, scanAreaMonth, "SELECT area, month FROM forecast_sheets WHERE id = ?", id[:])
		if err != nil {
			return err
		}
		if done[m] {
			continue
		}
		done[m] = true
		if err := x.renewFrozen(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

func (x *tx) renewFrozen(ctx context.Context, m areaMonth) error {
	if err := x.exec(ctx, "DELETE FROM frozen WHERE month = ? AND area = ?", m.month, int64(m.area)); err != nil {
		return err
	}
	sheets, err := collect(ctx, x.s.conn, scanForecastSheet,
		"SELECT "+forecastSheetColumns+" FROM forecast_sheets WHERE area = ? AND month = ? AND withdrawn_at IS NULL ORDER BY made_at, id", int64(m.area), m.month)
	if err != nil {
		return err
	}
	for _, sheet := range sheets {
		// Read whole before a row of it is kept, so that half a sheet never is.
		if eachFrozen(sheet.Body, func(app.CustomerID, []byte) error { return nil }) == nil {
			return eachFrozen(sheet.Body, func(id app.CustomerID, body []byte) error {
				return x.query("INSERT INTO frozen (month, area, customer_id, body) VALUES (?, ?, ?, ?)", []any{m.month, int64(m.area), id[:], body})
			})
		}
	}
	return nil
}

// frozenOf is what was frozen of a customer, by the month that was closed, and
// whether any of it was in another area than his. The sheets of a month are never
// changed, so they stay where they are when he moves.
func (s *Store) frozenOf(ctx context.Context, area app.Area, id app.CustomerID, most int) (out map[int64]FrozenForecast, elsewhere bool, err error) {
	type kept struct {
		month int64
		area  app.Area
		body  []byte
	}
	rows, err := collect(ctx, s.reader, func(r scanner) (kept, error) {
		var k kept
		err := r.Scan(&k.month, &k.area, &k.body)
		return k, err
	}, `SELECT f.month, f.area, f.body FROM (SELECT DISTINCT month, area FROM forecast_sheets) s
		CROSS JOIN frozen f ON f.month = s.month AND f.area = s.area AND f.customer_id = ?1 ORDER BY f.month DESC, f.area <> ?2`, id[:], int64(area))
	out = map[int64]FrozenForecast{}
	for _, k := range rows {
		_, known := out[k.month]
		r := bodyReader{b: k.body}
		if f := r.frozen(k.month); !r.bad && !known && len(out) < most {
			f.Customer = id
			out[k.month] = f
			elsewhere = elsewhere || k.area != area
		}
	}
	return out, elsewhere, err
}

// hasMoved reports whether a customer came here from another area.
func (s *Store) hasMoved(ctx context.Context, id app.CustomerID) (bool, error) {
	n, err := one(ctx, s.reader, scanInt, "SELECT EXISTS (SELECT 1 FROM sy_moves WHERE tbl = ? AND row_id = ?)", int64(s.tables["customers"].no), id[:])
	return n != 0, err
}

// frozenFor is what was forecast for a month before anybody knew it, with bands:
// of each area by the last sheet that was closed before it. A body that a newer
// program wrote is passed over.
func frozenFor(ctx context.Context, q querier, month int64) (map[app.CustomerID]app.MonthAhead, error) {
	sheets, err := collect(ctx, q, scanForecastSheet, "SELECT "+forecastSheetColumns+` FROM forecast_sheets f WHERE f.withdrawn_at IS NULL
		AND f.n = (SELECT g.n FROM forecast_sheets g WHERE g.area = f.area AND g.withdrawn_at IS NULL AND g.month < ?1 AND g.month >= ?2
			ORDER BY g.month DESC, g.made_at, g.id LIMIT 1)`, month, app.AddMonths(month, -frozenBands))
	if err != nil {
		return nil, err
	}
	out := map[app.CustomerID]app.MonthAhead{}
	for _, sheet := range sheets {
		at := app.MonthsFrom(sheet.Month, month) - 1
		_ = eachFrozen(sheet.Body, func(id app.CustomerID, body []byte) error {
			r := bodyReader{b: body}
			if f := r.frozen(sheet.Month); at < len(f.Ahead) {
				out[id] = f.Ahead[at]
			}
			return nil
		})
	}
	return out, nil
}

// sortFrozen puts frozen months in their order.
func sortFrozen(months []app.FrozenMonth) {
	slices.SortFunc(months, func(a, b app.FrozenMonth) int { return cmp.Compare(a.Month, b.Month) })
}
