package data

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"lamplighter/app"
)

const useColumns = "u.month, u.total, u.sharp, u.peak, u.flat, u.valley, u.demand_w, u.pf_permille, u.flags, u.read_day"

func scanUse(r scanner) (app.MonthUse, error) {
	var u app.MonthUse
	err := r.Scan(useInto(&u)...)
	return u, err
}

func useInto(u *app.MonthUse) []any {
	return []any{&u.Month, &u.Total, &u.Sharp, &u.Peak, &u.Flat, &u.Valley, &u.DemandW, &u.PFPermille, flagsInto{u}, &u.ReadDay}
}

// flagsInto reads the flags of a row.
type flagsInto struct{ u *app.MonthUse }

// Scan implements sql.Scanner.
func (f flagsInto) Scan(src any) error {
	flags, _ := src.(int64)
	f.u.Source = ""
	readFlags(f.u, flags)
	return nil
}

// UsageOf is what all accounts of a customer used in the last months that the
// file knows of, the oldest first. A month without any row is left out.
func (s *Store) UsageOf(ctx context.Context, by app.Actor, id app.CustomerID, months int) ([]app.MonthUse, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	used, err := s.usedBy(ctx, months, "customer_id = ?2 AND a.withdrawn_at IS NULL", id[:])
	return used, wrap("usage of customer", err)
}

// UsageOfAccount is the same of one account.
func (s *Store) UsageOfAccount(ctx context.Context, by app.Actor, id app.AccountID, months int) ([]app.MonthUse, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	used, err := s.usedBy(ctx, months, "id = ?2", id[:])
	return used, wrap("usage of account", err)
}

// usedBy goes month by month to each account, since that is how the table is
// ordered.
func (s *Store) usedBy(ctx context.Context, months int, which string, id []byte) ([]app.MonthUse, error) {
	all, err := s.usageMonths(ctx, months)
	if err != nil {
		return nil, err
	}
	rows, err := collect(ctx, s.reader, scanUse,
		"SELECT "+useColumns+" FROM accounts a CROSS JOIN json_each(?1) m CROSS JOIN usage u ON u.month = m.value AND u.account = a.n WHERE a."+which+" ORDER BY u.month",
		jsonRows(all), id)
	return added(rows), err
}

// added puts the rows of one month, side by side, into one.
func added(rows []app.MonthUse) []app.MonthUse {
	var out []app.MonthUse
	for _, u := range rows {
		if last := len(out) - 1; last >= 0 && out[last].Month == u.Month {
			out[last] = out[last].Plus(u)
		} else {
			out = append(out, u)
		}
	}
	return out
}

// usageMonths lists so many months up to the last one of the file.
func (s *Store) usageMonths(ctx context.Context, months int) ([]int64, error) {
	var last sql.NullInt64
	if err := s.reader.QueryRowContext(ctx, "SELECT max(month) FROM usage").Scan(&last); err != nil || !last.Valid {
		return nil, err
	}
	var all []int64
	for i := range months {
		all = append(all, app.AddMonths(last.Int64, i-months+1))
	}
	return all, nil
}

// UsageProfile computes what is particular about the use of a customer.
func (s *Store) UsageProfile(ctx context.Context, by app.Actor, id app.CustomerID) (app.UsageProfile, error) {
	ctx = s.within(ctx, by)
	used, err := s.UsageOf(ctx, by, id, app.ProfileMonths)
	if err != nil {
		return app.UsageProfile{}, err
	}
	capacity, err := one(ctx, s.reader, scanInt,
		"SELECT coalesce(sum("+capacityOf+"), 0) FROM accounts a WHERE customer_id = ? AND withdrawn_at IS NULL", id[:])
	if err != nil {
		return app.UsageProfile{}, wrap("usage profile", err)
	}
	return app.ProfileOf(used, capacity)
}

// capacityOf is what an account may draw: what runs, or else what was agreed.
const capacityOf = "CASE WHEN a.status = '" + app.AccountClosed + "' THEN 0 WHEN a.running_va > 0 THEN a.running_va ELSE a.contracted_va END"

// profileChunk customers are computed at a time, so that memory stays small.
const profileChunk = 5000

// UsageProfiles computes the profiles of all customers that have accounts and
// hands over one after the other. It reads month by month and is made for work
// in the background.
func (s *Store) UsageProfiles(ctx context.Context, by app.Actor, each func(app.CustomerID, app.UsageProfile) error) error {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return err
	}
	return s.usageProfiles(ctx, each)
}

func (s *Store) usageProfiles(ctx context.Context, each func(app.CustomerID, app.UsageProfile) error) error {
	months, err := s.usageMonths(ctx, app.ProfileMonths)
	if err != nil {
		return wrap("usage profiles", err)
	}
	for after, more := int64(0), true; more; {
		chunk, err := s.usersAfter(ctx, after, " AND c.withdrawn_at IS NULL")
		if err == nil {
			err = s.fillUsers(ctx, chunk, months)
		}
		if err != nil {
			return wrap("usage profiles", err)
		}
		for _, c := range chunk {
			profile, err := app.ProfileOf(c.used, c.capacity)
			if err == nil {
				err = each(c.id, profile)
			}
			if err != nil {
				return err
			}
			after = c.n
		}
		more = len(chunk) == profileChunk
	}
	return nil
}

// user is a customer with what his accounts used.
type user struct {
	id       app.CustomerID
	n        int64
	accounts []int64
	capacity int64
	used     []app.MonthUse
}

// usersAfter reads the next customers in the order of their numbers.
func (s *Store) usersAfter(ctx context.Context, after int64, who string) ([]*user, error) {
	return collect(ctx, s.reader, func(r scanner) (*user, error) {
		c := &user{}
		var accounts string
		err := r.Scan(idInto(&c.id), &c.n, &accounts, &c.capacity)
		c.accounts = parseRows(accounts)
		return c, err
	}, "SELECT c.id, c.n, group_concat(a.n), sum("+capacityOf+") FROM customers c CROSS JOIN accounts a ON a.customer_id = c.id AND a.withdrawn_at IS NULL"+
		" WHERE c.n > ?"+who+" GROUP BY c.n ORDER BY c.n LIMIT ?", after, profileChunk)
}

// fillUsers reads the use of some customers' accounts, month by month.
func (s *Store) fillUsers(ctx context.Context, users []*user, months []int64) error {
	return eachRun(users, func(of map[int64]*user, run [2]int64) error {
		for _, month := range months {
			if err := s.fillMonth(ctx, of, month, run[0], run[1]); err != nil {
				return err
			}
		}
		return nil
	})
}

// eachRun has the use of customers read in runs of their accounts' numbers that
// lie close together, and adds the accounts of each up.
func eachRun(users []*user, fill func(of map[int64]*user, run [2]int64) error) error {
	of, numbers := map[int64]*user{}, []int64(nil)
	for _, c := range users {
		for _, n := range c.accounts {
			of[n], numbers = c, append(numbers, n)
		}
	}
	slices.Sort(numbers)
	for _, run := range runs(numbers) {
		if err := fill(of, run); err != nil {
			return err
		}
	}
	for _, c := range users {
		slices.SortStableFunc(c.used, func(a, b app.MonthUse) int { return int(a.Month - b.Month) })
		c.used = added(c.used)
	}
	return nil
}

func (s *Store) fillMonth(ctx context.Context, of map[int64]*user, month, first, last int64) error {
	rows, err := s.reader.QueryContext(ctx, "SELECT u.account, "+useColumns+" FROM usage u WHERE u.month = ? AND u.account BETWEEN ? AND ?", month, first, last)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var n int64
	var u app.MonthUse
	into := append([]any{&n}, useInto(&u)...)
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return fmt.Errorf("month %d: %w", month, err)
		}
		if c := of[n]; c != nil {
			c.used = append(c.used, u)
		}
	}
	return rows.Err()
}

// runGap is how far apart two numbers lie that are not read in one go.
const runGap = 1000

// runs parts numbers in their order into the first and the last of each run.
func runs(numbers []int64) [][2]int64 {
	var out [][2]int64
	for _, n := range numbers {
		if last := len(out) - 1; last >= 0 && n-out[last][1] <= runGap {
			out[last][1] = n
		} else {
			out = append(out, [2]int64{n, n})
		}
	}
	return out
}
