// Package finder is the index behind the one search box: it finds customers by
// any part of a name, its pinyin or initials, and any part of a number, ranks
// every hit and counts them all. It lives in memory and knows no SQL; what it
// holds is derived and can be built anew at any time.
package finder

import (
	"bytes"
	"slices"
	"sort"
	"strings"
	"sync"
)

// Keys is what one customer is found by.
type Keys struct {
	Name     string
	Pinyin   string // readings with tabs between
	Initials string // of the same readings
	Digits   []string
}

// Class ranks a hit: the lower, the likelier it is meant.
type Class uint8

// The classes of hits. In latin keys initials come before whole pinyin.
const (
	Whole Class = iota
	Start
	End
	Middle
	PinyinWhole
	PinyinStart
	PinyinEnd
	PinyinMiddle
	classes
)

// Hit is one customer found.
type Hit struct {
	Row   int64
	Class Class
}

// Result is the best hits, in order, and the number of all.
type Result struct {
	Rows  []Hit
	Total int
}

// The three kinds of text a query is looked up in.
const (
	names = iota
	latin
	digits
	kinds
)

const (
	recordEnd   = '\n'
	fieldEnd    = '\t'
	pinyinStart = '\x01' // between the initials and the readings of a record
)

// Index may be searched by many goroutines while one writes.
type Index struct {
	mu     sync.RWMutex
	text   [kinds][]byte
	starts [kinds][]uint32
	rows   []uint32 // row of each record; 0: taken out
	sorted int      // so many records from the first have rising rows
	moved  map[uint32]int
	dead   int
	recent []uint32 // rows opened lately, newest last
}

// keepRecent is how many opened customers come first within their class.
const keepRecent = 64

// New makes an empty index with room for so many customers.
func New(capacity int) *Index {
	x := &Index{moved: map[uint32]int{}}
	x.rows = make([]uint32, 0, capacity)
	for k, size := range []int{12, 20, 32} {
		x.text[k] = make([]byte, 0, capacity*size)
		x.starts[k] = make([]uint32, 0, capacity+1)
	}
	return x
}

// Upsert enters a customer, or replaces what was known.
func (x *Index) Upsert(row int64, k Keys) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.remove(uint32(row))
	if x.dead > 1000 && x.dead > len(x.rows)/10 {
		x.compact()
	}
	x.append(uint32(row), func(kind int) {
		b := x.text[kind]
		switch kind {
		case names:
			b = append(b, k.Name...)
		case latin:
			b = append(b, k.Initials...)
			b = append(b, pinyinStart)
			b = append(b, k.Pinyin...)
		case digits:
			for i, d := range k.Digits {
				if i > 0 {
					b = append(b, fieldEnd)
				}
				b = append(b, d...)
			}
		}
		x.text[kind] = append(b, recordEnd)
	})
}

func (x *Index) append(row uint32, write func(kind int)) {
	if n := len(x.rows); n == x.sorted && (n == 0 || row > x.rows[n-1]) {
		x.sorted++
	} else {
		x.moved[row] = n
	}
	x.rows = append(x.rows, row)
	for kind := range kinds {
		x.starts[kind] = append(x.starts[kind], uint32(len(x.text[kind])))
		write(kind)
	}
}

// Delete takes a customer out.
func (x *Index) Delete(row int64) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.remove(uint32(row))
}

func (x *Index) remove(row uint32) {
	if at, ok := x.at(row); ok {
		delete(x.moved, row)
		x.rows[at] |= deadBit
		x.dead++
	}
}

// deadBit marks a record whose customer was taken out or moved behind; the row
// stays readable, so that the rising part stays searchable.
const deadBit = 1 << 31

// at finds the living record of a row.
func (x *Index) at(row uint32) (int, bool) {
	if at, ok := x.moved[row]; ok {
		return at, true
	}
	at := sort.Search(x.sorted, func(i int) bool { return x.rows[i]&^deadBit >= row })
	return at, at < x.sorted && x.rows[at] == row
}

// compact writes the living records anew.
func (x *Index) compact() {
	fresh := New(len(x.rows) - x.dead)
	order := make([]int, 0, len(x.rows)-x.dead)
	for i, row := range x.rows {
		if row&deadBit == 0 {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return int(x.rows[a]) - int(x.rows[b]) })
	for _, i := range order {
		fresh.append(x.rows[i], func(kind int) { fresh.text[kind] = append(fresh.text[kind], x.record(kind, i)...) })
	}
	x.text, x.starts, x.rows, x.sorted, x.moved, x.dead = fresh.text, fresh.starts, fresh.rows, fresh.sorted, fresh.moved, 0
}

// record is one record's text with its end.
func (x *Index) record(kind, i int) []byte {
	from, to := x.starts[kind][i], uint32(len(x.text[kind]))
	if i+1 < len(x.rows) {
		to = x.starts[kind][i+1]
	}
	return x.text[kind][from:to]
}

// Touch notes that a customer was opened: it comes first within its class.
func (x *Index) Touch(row int64) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.recent = slices.DeleteFunc(x.recent, func(r uint32) bool { return r == uint32(row) })
	x.recent = append(x.recent, uint32(row))
	if len(x.recent) > keepRecent {
		x.recent = x.recent[1:]
	}
}

// Len is the number of customers in the index.
func (x *Index) Len() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return len(x.rows) - x.dead
}

// Search answers a query: every word must be found, the first limit hits come
// back in order of class, then lately opened, then row.
func (x *Index) Search(query string, limit int) Result {
	words := parse(query)
	if len(words) == 0 || limit <= 0 {
		return Result{}
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	found := x.scan(words, limit)
	return x.rank(words, found, limit)
}

// smallIndex records are scanned on one goroutine.
const smallIndex = 50_000

// scan looks through all records, in two halves when they are many.
func (x *Index) scan(words []word, limit int) *bins {
	n := len(x.rows)
	if n < smallIndex {
		return x.scanPart(words, 0, n, limit)
	}
	var second *bins
	done := make(chan struct{})
	go func() {
		defer close(done)
		second = x.scanPart(words, n/2, n, limit)
	}()
	first := x.scanPart(words, 0, n/2, limit)
	<-done
	first.join(second, limit)
	return first
}

// bins counts hits and keeps the first of each class.
type bins struct {
	total int
	rows  [classes][]uint32
}

func (b *bins) add(row uint32, class Class, limit int) {
	b.total++
	if len(b.rows[class]) < limit {
		b.rows[class] = append(b.rows[class], row)
	}
}

func (b *bins) join(other *bins, limit int) {
	b.total += other.total
	for c := range b.rows {
		room := min(limit-len(b.rows[c]), len(other.rows[c]))
		b.rows[c] = append(b.rows[c], other.rows[c][:room]...)
	}
}

func (x *Index) scanPart(words []word, from, to, limit int) *bins {
	b := &bins{}
	if from >= to {
		return b
	}
	lead := words[0]
	text, starts := x.text[lead.kind], x.starts[lead.kind]
	end := len(text)
	if to < len(x.rows) {
		end = int(starts[to])
	}
	i, pos := from, int(starts[from])
	for pos < end {
		hit := lead.next(text[pos:end])
		if hit < 0 {
			break
		}
		i = recordAt(starts[:to], i, uint32(pos+hit))
		if row := x.rows[i]; row&deadBit == 0 && x.holds(words[1:], i) {
			b.add(row, lead.class(x.record(lead.kind, i)), limit)
		}
		if i+1 >= to {
			break
		}
		pos = int(starts[i+1])
	}
	return b
}

// recordAt is the record a place in the text belongs to; it lies at or behind
// from, mostly near.
func recordAt(starts []uint32, from int, place uint32) int {
	step := 1
	low, high := from, from+1
	for high < len(starts) && starts[high] <= place {
		low = high
		step *= 2
		high += step
	}
	high = min(high, len(starts))
	for low+1 < high {
		if mid := int(uint(low+high) >> 1); starts[mid] <= place {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

func (x *Index) holds(words []word, i int) bool {
	for _, w := range words {
		if !bytes.Contains(x.record(w.kind, i), w.text) {
			return false
		}
	}
	return true
}

// rank puts the classes in a row, lately opened customers first in theirs.
func (x *Index) rank(words []word, found *bins, limit int) Result {
	out := make([]Hit, 0, min(limit, found.total))
	lately := x.lately(words)
	for class := range classes {
		for _, hit := range lately[class] {
			if len(out) < limit {
				out = append(out, Hit{int64(hit), class})
			}
		}
		for _, row := range found.rows[class] {
			if len(out) == limit {
				break
			}
			if !slices.Contains(lately[class], row) {
				out = append(out, Hit{int64(row), class})
			}
		}
	}
	return Result{Rows: out, Total: found.total}
}

// lately sorts the lately opened customers that match into classes.
func (x *Index) lately(words []word) (out [classes][]uint32) {
	for _, row := range slices.Backward(x.recent) {
		at, known := x.at(row)
		if !known || !x.holds(words, at) {
			continue
		}
		class := words[0].class(x.record(words[0].kind, at))
		out[class] = append(out[class], row)
	}
	return out
}

// word is one part of a query and the text it is looked up in.
type word struct {
	kind int
	text []byte
	rare int // place of the byte that is looked for
}

// parse splits a query into runs of Han, latin letters and digits; the one
// that will be found least often comes first.
func parse(query string) []word {
	var words []word
	var run strings.Builder
	kind := -1
	flush := func() {
		if run.Len() > 0 {
			words = append(words, newWord(kind, run.String()))
		}
		run.Reset()
		kind = -1
	}
	for _, r := range query {
		r, k := classify(r)
		if k != kind {
			flush()
		}
		if k >= 0 {
			kind = k
			run.WriteRune(r)
		}
	}
	flush()
	slices.SortStableFunc(words, func(a, b word) int { return b.weight() - a.weight() })
	return words
}

// weight guesses how rare a word is: a Han character tells more than a letter.
func (w word) weight() int {
	if w.kind == names {
		return 2 * len(w.text)
	}
	return len(w.text)
}

// classify narrows a full-width character and says which text it belongs to;
// -1 for what only separates.
func classify(r rune) (rune, int) {
	if r >= '！' && r <= '～' {
		r -= '！' - '!'
	}
	switch {
	case r >= '0' && r <= '9':
		return r, digits
	case r >= 'a' && r <= 'z':
		return r, latin
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A', latin
	case r == 'ü' || r == 'Ü':
		return 'v', latin
	case strings.ContainsRune("·•‧∙・", r):
		return '·', names
	case r >= 0x2E80:
		return r, names
	}
	return r, -1
}

func newWord(kind int, text string) word {
	w := word{kind: kind, text: []byte(text)}
	if kind == names {
		// The last byte of a Han character tells most: the first ones are few.
		w.rare = min(len(w.text)-1, 2)
	}
	return w
}

// next is where the word is first found.
func (w word) next(text []byte) int {
	if w.kind != names {
		return bytes.Index(text, w.text)
	}
	for from := w.rare; from < len(text); {
		at := bytes.IndexByte(text[from:], w.text[w.rare])
		if at < 0 {
			return -1
		}
		start := from + at - w.rare
		if bytes.HasPrefix(text[start:], w.text) {
			return start
		}
		from += at + 1
	}
	return -1
}

// class ranks the word's best place in a record.
func (w word) class(record []byte) Class {
	best := classes
	initials := len(record)
	if w.kind == latin {
		initials = bytes.IndexByte(record, pinyinStart)
	}
	for from := 0; best > Whole; {
		at := bytes.Index(record[from:], w.text)
		if at < 0 {
			break
		}
		at += from
		c := place(record, at, at+len(w.text))
		if at > initials {
			c += PinyinWhole
		}
		best = min(best, c)
		from = at + 1
	}
	return best
}

// place tells where in its field a find stands.
func place(record []byte, from, to int) Class {
	first := from == 0 || record[from-1] < ' '
	last := record[to] < ' '
	switch {
	case first && last:
		return Whole
	case first:
		return Start
	case last:
		return End
	}
	return Middle
}
