package data

import (
	"context"
	"crypto/sha256"
	"slices"
	"strconv"

	"lamplighter/app"
	"lamplighter/app/forecast"
)

// CloseMonth freezes the forecast of all customers as it stands when the use of
// a month has come in, people's adjustments among it: one sheet for each area,
// never changed. Use that arrives or is put right later changes nothing of it.
func (s *Store) CloseMonth(ctx context.Context, by app.Actor, month int64, report func(done, total int64)) ([]app.ForecastSheet, error) {
	if err := by.May(app.CloseForecasts); err != nil {
		return nil, err
	}
	if err := app.CheckClosing(month, app.DayOf(s.now())); err != nil {
		return nil, err
	}
	s.forecasts.one.Lock()
	defer s.forecasts.one.Unlock()
	areas, err := s.toClose(ctx, s.reader, month)
	if err != nil {
		return nil, wrap("close month", err)
	}
	p := progress{report: report}
	// What was told only in later months is no part of a month that is closed late.
	knownAt := app.MonthStart(app.AddMonths(month, 2)).Time().UnixMilli()
	book, err := s.readUseBook(ctx, bookOf{until: month, knownAt: knownAt}, p.reading)
	if err != nil {
		return nil, wrap("close month", err)
	}
	o := forecastOptions(month, 0)
	o.Progress = p.computing
	adjusted, err := s.adjustedAfter(ctx, month, knownAt)
	if err != nil {
		return nil, wrap("close month", err)
	}
	frozen, err := s.freeze(ctx, book, o, func(id app.CustomerID, _ *bookUser, months []app.MonthAhead) { adjusted.to(id, months) })
	if err != nil {
		return nil, wrap("close month", err)
	}
	var sheets []app.ForecastSheet
	err = s.write(ctx, by, app.Why{}, func(x *tx) error {
		sheets = nil
		still, err := s.toClose(ctx, x.s.conn, month) // somebody's sheets may have arrived
		if err != nil {
			return err
		}
		for _, area := range areas {
			if rows := frozen[area]; rows != nil && slices.Contains(still, area) {
				sheet := x.frozenSheet(area, month, rows)
				sheets = append(sheets, sheet)
				if err := x.putForecastSheet(ctx, app.ForecastSheet{}, sheet); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, wrap("close month", err)
	}
	return sheets, nil
}

// toClose are the areas whose forecast of a month is to be frozen.
func (s *Store) toClose(ctx context.Context, q querier, month int64) ([]app.Area, error) {
	all, err := collect(ctx, q, func(r scanner) (app.Closing, error) {
		var c app.Closing
		err := r.Scan(&c.Area, &c.Read, &c.Before, &c.Frozen)
		return c, err
	}, `SELECT a.area, sum(u.month = ?1), sum(u.month = ?2),
			EXISTS (SELECT 1 FROM forecast_sheets f WHERE f.month = ?1 AND f.area = a.area AND f.withdrawn_at IS NULL)
		FROM usage u JOIN accounts a ON a.n = u.account WHERE u.month IN (?1, ?2) GROUP BY a.area ORDER BY a.area`, month, app.AddMonths(month, -1))
	if err != nil {
		return nil, err
	}
	return app.ToClose(all)
}

// frozenSheet is a sheet as it is put.
func (x *tx) frozenSheet(area app.Area, month int64, rows *frozenRows) app.ForecastSheet {
	body := rows.encode()
	hash := sha256.Sum256(body)
	return app.ForecastSheet{
		ID: newID[app.ForecastSheetID](), Area: area, Month: month, Method: app.ForecastMethod, Customers: int64(len(rows.rows)), Hash: hash[:], Body: body,
		By: x.by.Staff, MadeAt: x.now.UnixMilli(),
	}
}

// freeze forecasts all customers of a book from a month of it on and puts beside
// it what people know better, by area.
func (s *Store) freeze(ctx context.Context, book *useBook, o forecast.Options, better func(app.CustomerID, *bookUser, []app.MonthAhead)) (map[app.Area]*frozenRows, error) {
	ids, err := s.idsOf(ctx, book)
	if err != nil {
		return nil, err
	}
	out := map[app.Area]*frozenRows{}
	areas := make([]*frozenRows, len(book.areas.list))
	for i, text := range book.areas.list {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, err
		}
		areas[i] = &frozenRows{}
		out[app.Area(n)] = areas[i]
	}
	var months []app.MonthAhead
	nobody := func(_ int, into []string) []string { return into } // no groups
	_, _, err = forecast.RunGroups(ctx, book, nobody, o, func(row int, f *forecast.Forecast) {
		if months = monthsOf(f, o.Origin, months); len(months) == 0 {
			return
		}
		u := &book.users[row]
		better(ids[row], u, months)
		areas[u.area].add(FrozenForecast{ids[row], restsOn(f), months})
	})
	return out, err
}

// idsOf are the ids of the users of a book, which only a sheet needs.
func (s *Store) idsOf(ctx context.Context, book *useBook) ([]app.CustomerID, error) {
	ids := make([]app.CustomerID, len(book.users))
	rows, err := s.reader.QueryContext(ctx, "SELECT n, id FROM customers ORDER BY n")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var n int64
	var id app.CustomerID
	for at := 0; at < len(ids) && rows.Next(); {
		if err := rows.Scan(&n, idInto(&id)); err != nil {
			return nil, err
		}
		if n == book.users[at].n {
			ids[at] = id
			at++
		}
	}
	return ids, rows.Err()
}

// adjustments are the figures that managers put beside the model's, the last for
// each customer and month.
type adjustments map[app.CustomerID][]app.Adjustment

// adjustedAfter reads the adjustments in use of the months after one, made before
// a moment.
func (s *Store) adjustedAfter(ctx context.Context, month, before int64) (adjustments, error) {
	rows, err := collect(ctx, s.reader, scanAdjustment,
		"SELECT "+adjustmentColumns+" FROM adjustments WHERE month > ? AND made_at < ? AND withdrawn_at IS NULL ORDER BY made_at, id", month, before)
	all := adjustments{}
	for _, a := range rows {
		all[a.Customer] = append(all[a.Customer], a)
	}
	return all, err
}

// to puts the adjustments of a customer beside his months.
func (a adjustments) to(id app.CustomerID, months []app.MonthAhead) {
	for _, of := range a[id] {
		for i := range months {
			if months[i].Month == of.Month {
				months[i].Adjusted, months[i].HasAdjusted = of.KWh, true
			}
		}
	}
}

// FrozenMonths lists what was frozen, the latest month first.
func (s *Store) FrozenMonths(ctx context.Context, by app.Actor) ([]app.FrozenSheet, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadForecasts); err != nil {
		return nil, err
	}
	names, err := s.areaNames(ctx)
	if err != nil {
		return nil, wrap("frozen months", err)
	}
	// Of two sheets of one month and area the earlier holds.
	sheets, err := collect(ctx, s.reader, func(r scanner) (app.FrozenSheet, error) {
		var f app.FrozenSheet
		err := r.Scan(&f.Month, &f.Area, &f.Customers, &f.Method, &f.Hash, &f.ByName, &f.MadeAt)
		f.AreaName = names[strconv.FormatInt(int64(f.Area), 10)]
		return f, err
	}, `SELECT f.month, f.area, f.customers, f.method, f.hash, coalesce(p.name, ''), f.made_at FROM forecast_sheets f LEFT JOIN staff p ON p.id = f.by_id
		WHERE f.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM forecast_sheets e WHERE e.month = f.month AND e.area = f.area AND e.withdrawn_at IS NULL
			AND (e.made_at, e.id) < (f.made_at, f.id)) ORDER BY f.month DESC, f.area`)
	return sheets, wrap("frozen months", err)
}
