package data

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"lamplighter/app"
	"lamplighter/app/forecast"
)

// useBook is what all customers used, as the engine reads it. A million of them
// with five years each take some 160 MB: a month takes the bytes that its number
// needs, and what many share stands once.
type useBook struct {
	first  int64 // YYYYMM
	months int   // from the first to the last month of use there is
	users  []bookUser
	packs  [][]byte // of many users each: a uvarint a month, kWh + 1, 0 for a month nobody read

	trades, segments, classes words
	areas                     words                      // as decimal numbers
	events                    map[int64][]forecast.Event // by customer number
	factors                   [][]forecast.Event         // by trade
	large                     int64                      // kWh a year from which a customer is one of the largest
}

// bookUser is one customer.
type bookUser struct {
	n        int64   // his number in this file
	capacity float32 // kVA
	at       uint32  // where his use begins in its pack
	pack     uint16
	begin    int16 // the month of his first value, counted from the book's first
	from     int16 // the month his supply began; openMonth: not known
	until    int16 // the month it ended; openMonth: it goes on
	trade    uint32
	segment  uint16
	area     uint16
	class    uint8
	readDay  uint8
	large    bool
}

// openMonth is no month.
const openMonth = math.MaxInt16

// Len implements forecast.Source.
func (b *useBook) Len() int { return len(b.users) }

// find is where a customer stands in the book.
func (b *useBook) find(n int64) (at int, is bool) {
	return slices.BinarySearchFunc(b.users, n, func(u bookUser, n int64) int { return cmp.Compare(u.n, n) })
}

// At implements forecast.Source.
func (b *useBook) At(i int, h *forecast.History) {
	u := &b.users[i]
	h.Class = b.classes.list[u.class]
	h.First = app.AddMonths(b.first, int(u.begin))
	h.ReadDay, h.CapacityKVA, h.Large = int(u.readDay), float64(u.capacity), u.large
	h.From, h.Until = b.month(u.from), b.month(u.until)
	h.Events = append(append(h.Events[:0], b.factors[u.trade]...), b.events[u.n]...)
	h.Values = h.Values[:0]
	for pack := b.packs[u.pack][u.at:]; len(h.Values) < b.months-int(u.begin); {
		v, n := binary.Uvarint(pack)
		pack = pack[n:]
		if v == 0 {
			h.Values = append(h.Values, float32(math.NaN()))
		} else {
			h.Values = append(h.Values, float32(v-1))
		}
	}
}

// month is a month of the book as people write it; 0 for none.
func (b *useBook) month(at int16) int64 {
	if at == openMonth {
		return 0
	}
	return app.AddMonths(b.first, int(at))
}

// at is where a month stands in the book, also before and after it.
func (b *useBook) at(month int64) int16 {
	if month == 0 {
		return openMonth
	}
	return int16(max(-openMonth, min(openMonth-1, app.MonthsFrom(b.first, month))))
}

// used reads what a user used in each month up to one of them into room, from the
// first month of the book on; -1 where nobody read.
func (b *useBook) used(u *bookUser, through int, room []int64) []int64 {
	room = room[:0]
	for range u.begin {
		room = append(room, -1)
	}
	for pack := b.packs[u.pack][u.at:]; len(room) < b.months; {
		v, n := binary.Uvarint(pack)
		pack = pack[n:]
		room = append(room, int64(v)-1)
	}
	return room[:through]
}

// words are numbered as they are met.
type words struct {
	list []string
	no   map[string]int
}

func (w *words) of(word string) int {
	no, known := w.no[word]
	if !known {
		if w.no == nil {
			w.no = map[string]int{}
		}
		no = len(w.list)
		w.no[word] = no
		w.list = append(w.list, word)
	}
	return no
}
