package data

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"time"

	"lamplighter/app"
)

// Of each customer at most so many months are looked at.
const mostUseMonths = 120

// bookChunk customers are read at a time, so that what is not packed yet stays
// small.
const bookChunk = 16_384

// bookScope is which customers a book holds and up to when.
type bookScope struct {
	customer int64 // his number; 0: all
	until    int64 // YYYYMM, the last month
}

// readUseBook reads what customers used, and what else bears on their forecast.
func (s *Store) readUseBook(ctx context.Context, scope bookScope, report func(done, total int64)) (*useBook, error) {
	b := &useBook{}
	var first sql.NullInt64
	err := s.reader.QueryRowContext(ctx, "SELECT min(month) FROM usage").Scan(&first)
	if err != nil {
		return nil, err
	}
	if !first.Valid || first.Int64 > scope.until {
		first.Int64 = scope.until
	}
	b.months = min(app.MonthsFrom(first.Int64, scope.until)+1, mostUseMonths)
	b.first = app.AddMonths(scope.until, 1-b.months)
	lo, hi := scope.customer-1, scope.customer
	if scope.customer == 0 {
		if hi, err = one(ctx, s.reader, scanInt, "SELECT coalesce(max(n), 0) FROM customers"); err != nil {
			return nil, err
		}
		lo = 0
	}
	r := bookReader{s: s, b: b}
	for from := lo; from < hi; from += bookChunk {
		if err := r.chunk(ctx, from, min(hi, from+bookChunk)); err != nil {
			return nil, err
		}
		report(min(hi, from+bookChunk), hi)
	}
	return b, s.readUseEvents(ctx, b, scope)
}

// bookReader reads a chunk of a book after the other; its room is used again.
type bookReader struct {
	s        *Store
	b        *useBook
	accounts []bookAccount
	used     []int64 // by customer and month; -1: nobody read
	slots    []int32
}

// bookAccount is an account and its customer's place in the chunk.
type bookAccount struct {
	n    int64
	slot int32
}

// chunk reads the customers with numbers above one up to another.
func (r *bookReader) chunk(ctx context.Context, after, to int64) error {
	begun := len(r.b.users)
	if err := r.holders(ctx, after, to); err != nil {
		return err
	}
	users := r.b.users[begun:]
	r.used = slices.Grow(r.used[:0], len(users)*r.b.months)[:len(users)*r.b.months]
	for i := range r.used {
		r.used[i] = -1
	}
	slices.SortFunc(r.accounts, func(a, b bookAccount) int { return cmp.Compare(a.n, b.n) })
	for of := range chunksByGap(r.accounts) {
		if err := r.use(ctx, of); err != nil {
			return err
		}
	}
	r.pack(users)
	return nil
}

// holders reads customers and their accounts.
func (r *bookReader) holders(ctx context.Context, after, to int64) error {
	rows, err := r.s.reader.QueryContext(ctx, `SELECT c.n, c.industry, c.segment, c.area, a.n, a.usage_category, a.industry, a.opened_on, `+capacityOf+`,
		a.status = '`+app.AccountClosed+`', a.sy_hlc, a.sy_ovr FROM customers c CROSS JOIN accounts a ON a.customer_id = c.id AND a.withdrawn_at IS NULL
		WHERE c.n > ? AND c.n <= ? AND c.withdrawn_at IS NULL AND c.merged_into_id IS NULL ORDER BY c.n, a.n`, after, to)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	r.accounts = r.accounts[:0]
	begun := len(r.b.users)
	h := holding{statusColumn: r.s.tables["accounts"].columns[r.s.tables["accounts"].column("status")].no}
	into := h.into()
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if last := len(r.b.users); last == begun || r.b.users[last-1].n != h.customer {
			r.b.users = append(r.b.users, h.begin(r.b))
		}
		last := len(r.b.users) - 1
		h.add(r.b, &r.b.users[last])
		r.accounts = append(r.accounts, bookAccount{h.account, int32(last - begun)})
	}
	return rows.Err()
}

// holding is one line of the query: an account and who holds it.
type holding struct {
	customer, account, area, capacity       int64
	industry, segment, category, trade, day string
	closed                                  bool
	seen                                    app.Seen
	statusColumn                            byte
}

func (h *holding) into() []any {
	return []any{
		&h.customer, &h.industry, &h.segment, &h.area, &h.account, &h.category, &h.trade, &h.day, &h.capacity, &h.closed, &h.seen.HLC, laterInto(&h.seen),
	}
}

// begin is a customer without what his accounts say. An industry that only his
// first account tells is his.
func (h *holding) begin(b *useBook) bookUser {
	trade := cmp.Or(h.industry, h.trade)
	u := bookUser{n: h.customer, from: openMonth, until: -openMonth}
	u.trade, u.segment = uint16(b.trades.of(trade)), uint16(b.segments.of(h.segment))
	u.area = uint16(b.areas.of(strconv.FormatInt(h.area, 10)))
	u.class = uint8(b.classes.of(string(app.UseClassOf(trade, h.category))))
	return u
}

// add is one of his accounts: supply begins with the first and ends with the
// last of them.
func (h *holding) add(b *useBook, u *bookUser) {
	u.capacity += float32(h.capacity) / 1000
	if opened := b.at(app.MonthOf(app.Day(h.day))); opened < u.from {
		u.from = opened
	}
	ended := int16(openMonth)
	if h.closed {
		noted := stampOf(h.seen, h.statusColumn)
		ended = b.at(app.MonthOf(app.DayOf(time.UnixMilli(noted.hlc >> clockBits))))
	}
	u.until = max(u.until, ended)
}

// chunksByGap parts accounts in the order of their numbers where many are not
// asked for.
func chunksByGap(accounts []bookAccount) func(yield func([]bookAccount) bool) {
	return func(yield func([]bookAccount) bool) {
		for from := 0; from < len(accounts); {
			to := from + 1
			for to < len(accounts) && accounts[to].n-accounts[to-1].n <= runGap {
				to++
			}
			if !yield(accounts[from:to]) {
				return
			}
			from = to
		}
	}
}

// use reads what some accounts with numbers close together used, month by month,
// since that is how the table is ordered.
func (r *bookReader) use(ctx context.Context, of []bookAccount) error {
	first, last := of[0].n, of[len(of)-1].n
	r.slots = slices.Grow(r.slots[:0], int(last-first)+1)[:last-first+1]
	for i := range r.slots {
		r.slots[i] = -1
	}
	for _, a := range of {
		r.slots[a.n-first] = a.slot
	}
	for m := range r.b.months {
		month := app.AddMonths(r.b.first, m)
		err := r.s.eachUse(ctx, month, first, last, func(account, kwh int64) {
			if slot := r.slots[account-first]; slot >= 0 {
				at := &r.used[int(slot)*r.b.months+m]
				*at = max(0, *at) + kwh
			}
		})
		if err != nil {
			return fmt.Errorf("month %d: %w", month, err)
		}
	}
	return nil
}

// eachUse hands over what accounts of a span of numbers used in a month.
func (s *Store) eachUse(ctx context.Context, month, first, last int64, do func(account, kwh int64)) error {
	rows, err := s.reader.QueryContext(ctx, "SELECT account, total FROM usage WHERE month = ? AND account BETWEEN ? AND ?", month, first, last)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var account, kwh int64
	into := []any{&account, &kwh}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		do(account, kwh)
	}
	return rows.Err()
}

// pack writes the use of the users of a chunk behind one another.
func (r *bookReader) pack(users []bookUser) {
	var pack []byte
	for i := range users {
		u, used := &users[i], r.used[i*r.b.months:(i+1)*r.b.months]
		begin := 0
		for begin < len(used) && used[begin] < 0 {
			begin++
		}
		u.pack, u.at, u.begin = uint16(len(r.b.packs)), uint32(len(pack)), int16(begin)
		if int(u.from) > begin { // used before the day noted as the first
			u.from = openMonth
		}
		for _, kwh := range used[begin:] {
			pack = binary.AppendUvarint(pack, uint64(kwh+1))
		}
	}
	r.b.packs = append(r.b.packs, slices.Clip(pack))
}
