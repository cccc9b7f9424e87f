package finder

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Search finds the rows that have every word of the query, counts them all and
// hands over the best, at most limit. A query without letters and digits asks
// for nothing and finds nothing.
func (x *Index) Search(query string, limit int) Result { return x.SearchAmong(query, limit, nil) }

// SearchAmong is Search among some of the rows only; nil: all. No other row
// changes what is found, nor how many.
func (x *Index) SearchAmong(query string, limit int, among func(row int64) bool) Result {
	parts := parse(query)
	if len(parts) == 0 {
		return Result{}
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	limit = min(max(limit, 0), x.live)
	wanted := words(parts, &x.counts)
	found := x.scan(wanted, limit, among)
	if found.total == 0 {
		if loose, ok := loosened(wanted); ok {
			wanted = loose
			found = x.scan(loose, limit, among)
		}
	}
	if found.total == 0 {
		if wanted = addressWords(query, &x.places); len(wanted) > 0 {
			found = x.scan(wanted, limit, among)
		}
	}
	if found.total == 0 {
		return Result{}
	}
	return found.result(x.recentHits(wanted, among))
}

// scan looks for the rarest word in all blocks, on as many cores as there are,
// and asks about the others where it was found.
func (x *Index) scan(words []word, limit int, among func(int64) bool) *tally {
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b word) int { return cmp.Compare(a.hits(), b.hits()) })

	var next atomic.Int64
	work := func(t *tally) {
		for n := next.Add(1); n <= int64(len(x.blocks)); n = next.Add(1) {
			scanBlock(x.blocks[n-1], words, t)
		}
	}
	others := make([]tally, max(min(runtime.GOMAXPROCS(0), len(x.blocks)), 1)-1)
	var all sync.WaitGroup
	for i := range others {
		others[i].limit, others[i].among = limit, among
		all.Go(func() { work(&others[i]) })
	}
	mine := &tally{limit: limit, among: among}
	work(mine)
	all.Wait()
	for i := range others {
		mine.merge(&others[i])
	}
	return mine
}

func scanBlock(b *block, words []word, t *tally) {
	if len(words) == 1 {
		words[0].scan(b, func(slot int, class Class) { t.add(b.rows[slot], class) })
		return
	}
	words[0].scan(b, func(slot int, class Class) {
		for _, w := range words[1:] {
			further, ok := w.rank(b, slot)
			if !ok {
				return
			}
			class = max(class, further)
		}
		t.add(b.rows[slot], class)
	})
}

// recentHits is the rows used recently that have all the words, the last used
// first.
func (x *Index) recentHits(words []word, among func(int64) bool) []Hit {
	var hits []Hit
	for _, row := range slices.Backward(x.recent) {
		slot, ok := x.find(row)
		if !ok || among != nil && !among(row) {
			continue
		}
		b, i := x.at(slot)
		if class, ok := fits(b, i, words); ok {
			hits = append(hits, Hit{row, class})
		}
	}
	return hits
}

func fits(b *block, slot int, words []word) (worst Class, ok bool) {
	for _, w := range words {
		class, ok := w.rank(b, slot)
		if !ok {
			return 0, false
		}
		worst = max(worst, class)
	}
	return worst, true
}
