package data

import "context"

// judgedMonths are the months of use that something was frozen before, the
// latest first.
func judgedMonths(ctx context.Context, q querier) ([]int64, error) {
	return collect(ctx, q, scanInt, `SELECT DISTINCT s.month FROM usage_sheets s WHERE s.withdrawn_at IS NULL
		AND s.month > (SELECT min(month) FROM forecast_sheets WHERE withdrawn_at IS NULL) ORDER BY s.month DESC LIMIT ?`, judgedMost)
}

// judgedMost months back are offered.
const judgedMost = 60
