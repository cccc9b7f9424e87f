package data

import (
	"context"
	"database/sql"
	"strings"

	"lamplighter/app"
)

// Adjust keeps the figure that a manager puts beside the model's. One of the same
// month takes the place of the earlier. It tells what should be thought of: that
// so small a change seldom helps, and how his figures have leaned so far.
func (s *Store) Adjust(ctx context.Context, by app.Actor, a app.Adjustment) (masked app.Adjusted, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.AdjustForecasts); err != nil {
		return app.Adjusted{}, err
	}
	var kept app.Adjusted
	err := s.write(ctx, by, app.Why{Source: "adjustment", Note: a.Reason}, func(x *tx) error {
		known, err := x.knownTo(ctx, a.Customer)
		if err != nil {
			return err
		}
		a.Reason = strings.TrimSpace(a.Reason)
		if err := a.Check(known); err != nil {
			return err
		}
		if a.Area, err = x.areaOfCustomer(ctx, a.Customer); err != nil {
			return err
		}
		a.ID, a.KnownTo, a.By, a.MadeAt, a.WithdrawnAt = newID[app.AdjustmentID](), known, by.Staff, x.now.UnixMilli(), 0
		rules, err := watchRules(ctx, x.s.conn)
		if err != nil {
			return err
		}
		rule, _ := app.WatchOn(rules, app.WatchAdjustment, app.DayOf(x.now))
		err = x.putAdjustment(ctx, app.Adjustment{}, a)
		a.Seen = x.wrote
		kept = app.Adjusted{Adjustment: a, Small: a.Small(rule.Permille), Least: rule.Permille}
		return err
	})
	if err != nil {
		return app.Adjusted{}, wrap("adjust forecast", err)
	}
	kept.Leaning, _, err = s.leaningOf(ctx, by.Staff)
	return kept, wrap("adjust forecast", err)
}

// WithdrawAdjustment takes a figure back while its month is not known.
func (s *Store) WithdrawAdjustment(ctx context.Context, by app.Actor, was app.Adjustment) error {
	if err := by.May(app.AdjustForecasts); err != nil {
		return err
	}
	return wrap("withdraw adjustment", s.write(ctx, by, app.Why{Source: "adjustment"}, func(x *tx) error {
		known, err := x.knownTo(ctx, was.Customer)
		if err != nil {
			return err
		}
		if err := was.Open(known); err != nil {
			return err
		}
		now := was
		now.WithdrawnAt = x.now.UnixMilli()
		return x.putAdjustment(ctx, was, now)
	}))
}

// knownTo is the last month of which the use of a customer is known; of one
// without any, the last one of the file.
func (x *tx) knownTo(ctx context.Context, customer app.CustomerID) (int64, error) {
	q, err := x.reads()
	if err != nil {
		return 0, err
	}
	var last sql.NullInt64
	for _, query := range []string{
		`SELECT max(u.month) FROM (SELECT DISTINCT month FROM usage_sheets WHERE withdrawn_at IS NULL) m CROSS JOIN accounts a ON a.customer_id = ?1
			CROSS JOIN usage u ON u.month = m.month AND u.account = a.n`,
		"SELECT max(month) FROM usage WHERE ?1 IS NOT NULL",
	} {
		if err := q.QueryRowContext(ctx, query, customer[:]).Scan(&last); err != nil || last.Valid {
			return last.Int64, err
		}
	}
	return 0, nil
}

// Leaning is how the figures of whoever asks have leaned so far, in thousandths
// of what came: more than 0 too high, less too low; false while there are too
// few of them to tell.
func (s *Store) Leaning(ctx context.Context, by app.Actor) (int64, bool, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadForecasts); err != nil {
		return 0, false, err
	}
	off, known, err := s.leaningOf(ctx, by.Staff)
	return off, known, wrap("leaning", err)
}

func (s *Store) leaningOf(ctx context.Context, who app.StaffID) (int64, bool, error) {
	var sums app.ErrorSums
	_, err := collect(ctx, s.reader, func(r scanner) (struct{}, error) {
		var j app.JudgedForecast
		err := r.Scan(&j.Adjusted, &j.Model, &j.Actual)
		j.HasAdjusted = true
		sums.Add(j)
		return struct{}{}, err
	}, `SELECT d.kwh, d.model_kwh, sum(u.total) FROM (SELECT *, max(made_at) FROM adjustments WHERE by_id = ? AND withdrawn_at IS NULL AND known_to < month GROUP BY customer_id, month) d
		CROSS JOIN accounts a ON a.customer_id = d.customer_id AND a.withdrawn_at IS NULL CROSS JOIN usage u ON u.month = d.month AND u.account = a.n
		GROUP BY d.customer_id, d.month`, who[:])
	off, known := sums.Leaning()
	if !known {
		off = 0
	}
	return off, known, err
}
