package data

import (
	"context"

	"lamplighter/app"
)

// FrozenForecast is what a frozen sheet says of a customer.
type FrozenForecast struct {
	Customer app.CustomerID
	Ahead    []app.MonthAhead // the months after the one that was closed, in their order
}

// EncodeFrozen writes the body of a frozen sheet.
func EncodeFrozen(rows []FrozenForecast) []byte {
	var f frozenRows
	for _, r := range rows {
		f.add(frozenUse{r.Customer, app.EvidenceGood, r.Ahead})
	}
	return f.encode()
}

// frozenFor is what was forecast for a month before anybody knew it: of each
// area what was frozen when the last month before it was closed, of two sheets
// of that month the earlier. A month so far off that its band was not kept is
// left out.
func frozenFor(ctx context.Context, q querier, month int64) (map[app.CustomerID]app.MonthAhead, error) {
	sheets, err := collect(ctx, q, scanForecastSheet, "SELECT "+prefixed("f", forecastSheetColumns)+` FROM forecast_sheets f WHERE f.withdrawn_at IS NULL
		AND f.month = (SELECT max(g.month) FROM forecast_sheets g WHERE g.area = f.area AND g.withdrawn_at IS NULL AND g.month < ?1)
		AND f.month >= ?2 ORDER BY f.area, f.made_at, f.id`, month, app.AddMonths(month, -frozenBands))
	if err != nil {
		return nil, err
	}
	out, read := map[app.CustomerID]app.MonthAhead{}, map[app.Area]bool{}
	for _, sheet := range sheets {
		if read[sheet.Area] {
			continue
		}
		err := eachFrozen(sheet.Body, sheet.Month, func(id app.CustomerID, body []byte) error {
			r := bodyReader{b: body}
			for _, m := range r.frozen(sheet.Month).ahead {
				if m.Month == month {
					out[id] = m
				}
			}
			return nil
		})
		read[sheet.Area] = err == nil // else of a newer program: the next one
	}
	return out, nil
}

// judgedMonths are the months of use that something was frozen before, the
// latest first.
func judgedMonths(ctx context.Context, q querier) ([]int64, error) {
	return collect(ctx, q, scanInt, `SELECT DISTINCT s.month FROM usage_sheets s WHERE s.withdrawn_at IS NULL
		AND s.month > (SELECT min(month) FROM forecast_sheets WHERE withdrawn_at IS NULL) ORDER BY s.month DESC LIMIT ?`, judgedMost)
}

// judgedMost months back are offered.
const judgedMost = 60
