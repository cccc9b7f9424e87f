package data

import (
	"context"
	"slices"

	"lamplighter/app"
)

// fillUsage puts what the invented accounts used, a year in one transaction.
func (s *Store) fillUsage(ctx context.Context, by app.Actor, f *filling) error {
	for months := range slices.Chunk(f.county.MonthsOfUse(), 12) {
		err := s.write(ctx, by, app.Why{Source: sampleSource}, func(x *tx) error {
			for _, month := range months {
				if err := x.putUse(ctx, app.UsageSheet{Area: by.Area, Month: month, Whole: true, Source: sampleSource}, f.used(month)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// used is what all accounts used in a month.
func (f *filling) used(month int64) []app.AccountUse {
	var rows []app.AccountUse
	for _, m := range f.meters {
		if u, read := f.county.Used(m, month); read {
			rows = append(rows, app.AccountUse{Account: m.Account, MonthUse: u})
		}
	}
	return rows
}
