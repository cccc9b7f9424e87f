package data

import (
	"cmp"
	"context"
	"encoding/binary"
	"math"
	"slices"
	"strconv"

	"lamplighter/app"
	"lamplighter/app/forecast"
)

// Of each customer at most so many months are looked at, to a forecast's use: a
// season of seven years ago says nothing of the next.
const mostUseMonths = 84

// bookOf is which customers a book holds, and the last month it knows.
type bookOf struct {
	customer app.CustomerID // zero: all
	until    int64          // YYYYMM
	knownAt  int64          // Unix ms: events and factors that were told later are not in it; 0: all are
}

// readUseBook reads what customers used, and what else bears on their forecast.
func (s *Store) readUseBook(ctx context.Context, of bookOf, report func(done, total int64)) (*useBook, error) {
	b := &useBook{months: mostUseMonths, first: app.AddMonths(of.until, 1-mostUseMonths)}
	ask := app.SeriesAsk{Months: mostUseMonths, Until: of.until}
	if !of.customer.IsZero() {
		one, err := s.oneSeries(ctx, of.customer, ask)
		if err != nil {
			return nil, err
		}
		b.take([]app.UseSeries{one})
		return b, s.readUseEvents(ctx, b, of)
	}
	if err := s.startOfUse(ctx, b, &ask); err != nil {
		return nil, err
	}
	customers, err := one(ctx, s.reader, scanInt, "SELECT count(*) FROM customers WHERE withdrawn_at IS NULL")
	if err != nil {
		return nil, err
	}
	b.users = make([]bookUser, 0, customers)
	err = s.eachSeries(ctx, ask, func(chunk []app.UseSeries) error { b.take(chunk); return ctx.Err() }, report)
	if err != nil {
		return nil, err
	}
	b.markLarge(b.largeFrom())
	return b, s.readUseEvents(ctx, b, of)
}

// startOfUse leaves out of a book of all customers the months before the first
// of the file.
func (s *Store) startOfUse(ctx context.Context, b *useBook, ask *app.SeriesAsk) error {
	first, err := one(ctx, s.reader, scanInt, "SELECT coalesce(min(month), ?) FROM usage", ask.Until)
	if err == nil && first > b.first && first <= ask.Until {
		b.first, b.months = first, app.MonthsFrom(first, ask.Until)+1
		ask.Months = b.months
	}
	return err
}

// take packs a chunk of series behind those before.
func (b *useBook) take(chunk []app.UseSeries) {
	var pack []byte
	for i := range chunk {
		series := &chunk[i]
		u := b.user(series)
		u.pack, u.at = uint16(len(b.packs)), uint32(len(pack))
		begin := 0
		for begin < len(series.KWh) && math.IsNaN(series.KWh[begin]) {
			begin++
		}
		u.begin = int16(begin)
		for _, kwh := range series.KWh[begin:] {
			pack = binary.AppendUvarint(pack, packed(kwh))
		}
		b.users = append(b.users, u)
	}
	b.packs = append(b.packs, slices.Clip(pack))
}

// packed is a month as it stands in a pack.
func packed(kwh float64) uint64 {
	if !(kwh >= 0) {
		return 0
	}
	return uint64(min(kwh, app.MostUse)) + 1
}

// user is a customer without his use. Supply begins with the first of his
// accounts and ends with the last; an industry that only his first account tells
// is his.
func (b *useBook) user(of *app.UseSeries) bookUser {
	first := of.Accounts[0]
	trade := cmp.Or(of.Industry, first.Industry)
	u := bookUser{n: of.N, capacity: float32(of.CapacityVA) / 1000, from: openMonth, until: -openMonth}
	u.trade, u.segment = uint32(b.trades.of(trade)), uint16(b.segments.of(of.Segment))
	u.area = uint16(b.areas.of(strconv.FormatInt(int64(of.Area), 10)))
	u.class = uint8(b.classes.of(string(app.UseClassOf(trade, first.Category))))
	if first.ReadDay <= 28 {
		u.readDay = uint8(first.ReadDay)
	}
	opened := true
	for _, a := range of.Accounts {
		opened = opened && a.Opened != 0
		u.from, u.until = min(u.from, b.at(a.Opened)), max(u.until, b.at(a.Closed))
	}
	if !opened {
		u.from = openMonth
	}
	return u
}

// largestOf is of how many customers one is among the largest, who are worth the
// slowest methods.
const largestOf = 100

// largeFrom is what the largest use a year.
func (b *useBook) largeFrom() int64 {
	year := make([]int64, len(b.users))
	room := make([]int64, 0, b.months)
	for i := range b.users {
		room = b.used(&b.users[i], b.months, room)
		sums, _ := app.TellUse(room, 0, false)
		year[i] = sums.Used
	}
	slices.Sort(year)
	if len(year) == 0 {
		return math.MaxInt64
	}
	return max(1, year[len(year)-1-len(year)/largestOf])
}

// markLarge marks who uses so much a year.
func (b *useBook) markLarge(from int64) {
	b.large = from
	room := make([]int64, 0, b.months)
	for i := range b.users {
		room = b.used(&b.users[i], b.months, room)
		sums, _ := app.TellUse(room, 0, false)
		b.users[i].large = sums.Used >= from
	}
}

// print is what a forecast of a user rests on, as a number that is another one
// when any of it changes.
func print(h *forecast.History, origin int64) uint64 {
	p := printer(14695981039346656037)
	p.add(uint64(origin))
	p.word(h.Class)
	for _, v := range [...]int64{h.First, int64(h.ReadDay), h.From, h.Until, int64(len(h.Values))} {
		p.add(uint64(v))
	}
	p.add(math.Float64bits(h.CapacityKVA))
	for _, v := range h.Values {
		p.add(uint64(math.Float32bits(v)))
	}
	for _, e := range h.Events {
		for _, v := range [...]int64{e.From, e.To, int64(e.Ramp)} {
			p.add(uint64(v))
		}
		for _, v := range [...]float64{e.KWh, e.Permille, e.Confidence} {
			p.add(math.Float64bits(v))
		}
	}
	return uint64(p)
}

// printer is FNV-1a over whole words, mixed: no secret, and the same everywhere.
type printer uint64

func (p *printer) add(v uint64) {
	*p = (*p ^ printer(v)) * 1099511628211
	*p ^= *p >> 29
}

func (p *printer) word(text string) {
	for i := range len(text) {
		p.add(uint64(text[i]))
	}
}
