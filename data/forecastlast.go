package data

import (
	"context"

	"lamplighter/app"
)

// lastMonths puts the last month that a run knew to the rows of a page, against
// what was frozen for it before: of each area by the last sheet, as deviations
// are told.
func (s *Store) lastMonths(ctx context.Context, month int64, found []useFound, rows []app.UseRow) error {
	numbers := make([]int64, len(found))
	at := map[int64]*app.FrozenMonth{}
	for i, u := range found {
		numbers[i], at[u.customer] = u.customer, &rows[i].Last
	}
	_, err := collect(ctx, s.reader, func(r scanner) (struct{}, error) {
		var n, kwh int64
		err := r.Scan(&n, &kwh)
		last := at[n]
		last.Month, last.Actual, last.HasActual = month, last.Actual+kwh, true
		return struct{}{}, err
	}, `SELECT c.n, u.total FROM json_each(?2) j CROSS JOIN customers c ON c.n = j.value CROSS JOIN accounts a ON a.customer_id = c.id AND a.withdrawn_at IS NULL
		CROSS JOIN usage u ON u.month = ?1 AND u.account = a.n`, month, jsonRows(numbers))
	if err != nil {
		return err
	}
	_, err = collect(ctx, s.reader, func(r scanner) (struct{}, error) {
		var n, closed int64
		var body []byte
		if err := r.Scan(&n, &closed, &body); err != nil {
			return struct{}{}, err
		}
		of := bodyReader{b: body}
		if f := of.frozen(closed); !of.bad {
			if ahead := app.MonthsFrom(closed, month) - 1; ahead < len(f.Ahead) {
				at[n].Month, at[n].Origin, at[n].Ahead = month, closed, f.Ahead[ahead]
			}
		}
		return struct{}{}, nil
	}, `SELECT c.n, f.month, f.body FROM json_each(?3) j CROSS JOIN customers c ON c.n = j.value CROSS JOIN frozen f ON f.area = c.area AND f.customer_id = c.id
		AND f.month = (SELECT max(g.month) FROM forecast_sheets g WHERE g.area = c.area AND g.withdrawn_at IS NULL AND g.month < ?1 AND g.month >= ?2)`,
		month, app.AddMonths(month, -frozenBands), jsonRows(numbers))
	return err
}
