package data

import (
	"context"
	"database/sql"

	"lamplighter/app"
)

// fillLeadUsers reads as much of the use of some customers as leads are told
// from: month by month, all accounts that lie close together as one text of each
// figure.
func (s *Store) fillLeadUsers(ctx context.Context, users []*user, months []int64) error {
	return eachRun(users, func(of map[int64]*user, run [2]int64) error {
		for _, month := range months {
			if err := s.leadMonth(ctx, of, month, run); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) leadMonth(ctx context.Context, of map[int64]*user, month int64, run [2]int64) error {
	rows, err := s.reader.QueryContext(ctx, `SELECT group_concat(account), group_concat(total), group_concat(demand_w), group_concat(pf_permille)
		FROM usage WHERE month = ? AND account BETWEEN ? AND ?`, month, run[0], run[1])
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var accounts, totals, demands, factors sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&accounts, &totals, &demands, &factors); err != nil {
			return err
		}
		for len(accounts) > 0 {
			var n int64
			u := app.MonthUse{Month: month}
			n, accounts = nextNumber(accounts)
			u.Total, totals = nextNumber(totals)
			u.DemandW, demands = nextNumber(demands)
			u.PFPermille, factors = nextNumber(factors)
			if c := of[n]; c != nil {
				c.used = append(c.used, u)
			}
		}
	}
	return rows.Err()
}
