package data

import (
	"context"
	"database/sql"
	"math"
	"slices"

	"lamplighter/app"
)

// seriesChunk customers are read and handed over together: at 60 months some
// five megabytes.
const seriesChunk = 5000

// readDayMonths is out of how many of the last months the usual day of a reading
// is told.
const readDayMonths = 12

// UsageSeries reads what every customer with an account used, month by month,
// and hands it over in chunks, in the order of the customers' numbers. The
// months of all accounts of a chunk come as one text each, since SQLite writes a
// number in less time than the driver takes to hand over a row. A chunk is its
// receiver's own and may be worked on while the next is read; an error of each
// ends the reading and is returned. report may be nil; it gets customers done
// and how many there are.
//
// Customers are in it whose accounts nobody ever read: all of their months are
// NaN. In a file without use there are no series.
func (s *Store) UsageSeries(ctx context.Context, by app.Actor, ask app.SeriesAsk, each func([]app.UseSeries) error, report func(done, total int64)) error {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return err
	}
	return s.eachSeries(ctx, ask, each, report)
}

func (s *Store) eachSeries(ctx context.Context, ask app.SeriesAsk, each func([]app.UseSeries) error, report func(done, total int64)) error {
	months, err := s.seriesMonths(ctx, ask)
	if err != nil || len(months) == 0 {
		return wrap("usage series", err)
	}
	total, err := one(ctx, s.reader, scanInt, "SELECT count(*) FROM customers WHERE withdrawn_at IS NULL")
	if err != nil {
		return wrap("usage series", err)
	}
	for after, done := int64(0), int64(0); ; {
		chunk, err := s.seriesAfter(ctx, after)
		if err == nil {
			err = s.fillSeries(ctx, chunk, months)
		}
		if err != nil {
			return wrap("usage series", err)
		}
		if len(chunk.of) > 0 {
			if err := each(chunk.of); err != nil {
				return err
			}
		}
		done += int64(chunk.customers)
		if report != nil {
			report(done, total)
		}
		if chunk.customers < seriesChunk {
			return nil
		}
		after = chunk.last
	}
}

// UsageSeriesOf is the series of one customer, as UsageSeries has it.
func (s *Store) UsageSeriesOf(ctx context.Context, by app.Actor, id app.CustomerID, ask app.SeriesAsk) (app.UseSeries, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return app.UseSeries{}, err
	}
	return s.oneSeries(ctx, id, ask)
}

func (s *Store) oneSeries(ctx context.Context, id app.CustomerID, ask app.SeriesAsk) (app.UseSeries, error) {
	months, err := s.seriesMonths(ctx, ask)
	if err != nil {
		return app.UseSeries{}, wrap("usage series of customer", err)
	}
	chunk, err := s.readSeries(ctx, "WHERE id = ?1 AND withdrawn_at IS NULL", id[:])
	if err == nil && len(chunk.of) == 0 {
		err = app.ErrNotFound
	}
	if err == nil {
		err = s.fillOne(ctx, chunk, months)
	}
	if err != nil {
		return app.UseSeries{}, wrap("usage series of customer", err)
	}
	return chunk.of[0], nil
}

func (s *Store) seriesMonths(ctx context.Context, ask app.SeriesAsk) ([]int64, error) {
	if !app.ValidMonth(ask.Until) {
		return s.usageMonths(ctx, ask.Months)
	}
	var all []int64
	for i := range ask.Months {
		all = append(all, app.AddMonths(ask.Until, i-ask.Months+1))
	}
	return all, nil
}

// series are some customers with the numbers of their accounts.
type series struct {
	of        []app.UseSeries
	accounts  []int64 // numbers, customer by customer
	customers int     // among them those without an account
	last      int64   // the number of the last customer
}

const seriesQuery = `SELECT c.n, c.id, c.area, c.industry, c.segment, a.n, a.id, a.usage_category, a.industry, a.opened_on, ` + capacityOf + `, a.status = '` + app.AccountClosed + `',
	a.sy_hlc, a.sy_dev, iif(a.status = '` + app.AccountClosed + `', a.sy_ovr, NULL)
	FROM (SELECT n, id, area, industry, segment FROM customers `

const seriesJoin = `) c LEFT JOIN accounts a ON a.customer_id = c.id AND a.withdrawn_at IS NULL ORDER BY c.n, a.n`

func (s *Store) seriesAfter(ctx context.Context, after int64) (*series, error) {
	return s.readSeries(ctx, "WHERE n > ?1 AND withdrawn_at IS NULL ORDER BY n LIMIT ?2", after, seriesChunk)
}

func (s *Store) readSeries(ctx context.Context, which string, args ...any) (*series, error) {
	rows, err := s.reader.QueryContext(ctx, seriesQuery+which+seriesJoin, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	out := &series{}
	for rows.Next() {
		if err := out.add(rows, s); err != nil {
			return nil, err
		}
	}
	return out, rows.Err()
}

// add takes one account in, or notes a customer without any.
func (c *series) add(rows *sql.Rows, s *Store) error {
	var who app.UseSeries
	var a app.SeriesAccount
	var number, capacity sql.NullInt64
	var opened, category, trade sql.NullString
	var closed sql.NullBool
	var seen app.Seen
	err := rows.Scan(&who.N, idInto(&who.Customer), &who.Area, &who.Industry, &who.Segment, &number, idInto(&a.ID), &category, &trade, &opened, &capacity, &closed,
		orZero(&seen.HLC), orZero(&seen.Device), laterInto(&seen))
	if err != nil {
		return err
	}
	if who.N != c.last {
		c.customers, c.last = c.customers+1, who.N
	}
	if !number.Valid {
		return nil
	}
	if n := len(c.of); n == 0 || c.of[n-1].N != who.N {
		c.of = append(c.of, who)
	}
	at := &c.of[len(c.of)-1]
	a.Category, a.Industry, a.Opened = category.String, trade.String, app.MonthOf(app.Day(opened.String))
	if closed.Bool {
		a.Closed = app.MonthOf(s.statusNoted(seen))
	}
	at.CapacityVA += capacity.Int64
	at.Accounts = append(at.Accounts, a)
	c.accounts = append(c.accounts, number.Int64)
	return nil
}

// seriesFiller collects what the accounts of a chunk used.
type seriesFiller struct {
	months []int64
	kwh    []float64                    // account by account, in the order of the chunk
	days   [][app.MostReadDay + 1]uint8 // how often each was read on which day
}

func newSeriesFiller(accounts int, months []int64) *seriesFiller {
	f := &seriesFiller{months: months, kwh: make([]float64, accounts*len(months)), days: make([][app.MostReadDay + 1]uint8, accounts)}
	for i := range f.kwh {
		f.kwh[i] = math.NaN()
	}
	return f
}

func (f *seriesFiller) put(account, month int, total, day int64) {
	f.kwh[account*len(f.months)+month] = float64(total)
	if day > 0 && day <= app.MostReadDay {
		f.days[account][day]++
	}
}

// into sums the accounts of each customer.
func (f *seriesFiller) into(c *series) {
	at := 0
	for i := range c.of {
		who := &c.of[i]
		parts, closed := make([][]float64, len(who.Accounts)), make([]int, len(who.Accounts))
		for j := range who.Accounts {
			a := &who.Accounts[j]
			parts[j] = f.kwh[at*len(f.months) : (at+1)*len(f.months)]
			a.ReadDay = app.UsualReadDay(&f.days[at])
			if a.Closed != 0 {
				closed[j] = max(0, min(len(f.months), app.MonthsFrom(a.Closed, f.months[len(f.months)-1])))
			}
			at++
		}
		if len(f.months) > 0 {
			who.First, who.KWh = f.months[0], app.SumSeries(parts, closed)
		}
	}
}

// fillSeries reads month by month, in runs of account numbers that lie close
// together.
func (s *Store) fillSeries(ctx context.Context, c *series, months []int64) error {
	f := newSeriesFiller(len(c.accounts), months)
	order := make([]int, len(c.accounts)) // places of the accounts by their numbers
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return int(c.accounts[a] - c.accounts[b]) })
	numbers := make([]int64, len(order))
	for i, at := range order {
		numbers[i] = c.accounts[at]
	}
	for _, run := range runs(numbers) {
		places := make([]int, run[1]-run[0]+1) // by number, one more than the place
		for ; len(numbers) > 0 && numbers[0] <= run[1]; numbers, order = numbers[1:], order[1:] {
			places[numbers[0]-run[0]] = order[0] + 1
		}
		for m, month := range months {
			err := monthTexts(ctx, s.reader, month, run, m >= len(months)-readDayMonths, func(offset, total, day int64) {
				if at := places[offset]; at > 0 {
					f.put(at-1, m, total, day)
				}
			})
			if err != nil {
				return err
			}
		}
	}
	f.into(c)
	return nil
}

// monthTexts reads what a run of accounts used in a month: each by how far its
// number lies behind the first of the run.
func monthTexts(ctx context.Context, q querier, month int64, run [2]int64, days bool, put func(offset, total, day int64)) error {
	query := "SELECT group_concat(account - ?2), group_concat(total), '' FROM usage WHERE month = ?1 AND account BETWEEN ?2 AND ?3"
	if days {
		query = "SELECT group_concat(account - ?2), group_concat(total), group_concat(read_day) FROM usage WHERE month = ?1 AND account BETWEEN ?2 AND ?3"
	}
	rows, err := q.QueryContext(ctx, query, month, run[0], run[1])
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var accounts, totals, read sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&accounts, &totals, &read); err != nil {
			return err
		}
		for len(accounts) > 0 {
			var offset, total, day int64
			offset, accounts = nextNumber(accounts)
			total, totals = nextNumber(totals)
			day, read = nextNumber(read)
			put(offset, total, day)
		}
	}
	return rows.Err()
}

// nextNumber takes a number and the comma behind it off a text.
func nextNumber(text []byte) (n int64, rest []byte) {
	for i, c := range text {
		if c == ',' {
			return n, text[i+1:]
		}
		n = n*10 + int64(c-'0')
	}
	return n, nil
}

// fillOne reads the months of few accounts, each by its key.
func (s *Store) fillOne(ctx context.Context, c *series, months []int64) error {
	f := newSeriesFiller(len(c.accounts), months)
	rows, err := s.reader.QueryContext(ctx, `SELECT j.key, m.key, u.total, iif(m.key >= ?3, u.read_day, 0) FROM json_each(?1) j CROSS JOIN json_each(?2) m
		CROSS JOIN usage u ON u.month = m.value AND u.account = j.value`, jsonRows(c.accounts), jsonRows(months), len(months)-readDayMonths)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var account, month int
		var total, day int64
		if err := rows.Scan(&account, &month, &total, &day); err != nil {
			return err
		}
		f.put(account, month, total, day)
	}
	f.into(c)
	return rows.Err()
}
