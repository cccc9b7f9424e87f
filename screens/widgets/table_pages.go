package widgets

import (
	"context"
	"maps"
	"slices"

	"lamplighter/screens/background"
)

const (
	pageRows  = 100 // rows fetched at once
	keptPages = 40  // pages kept; the ones out of use longest go first
	ahead     = 30  // rows fetched beyond either edge of the view
)

// pages holds the rows a table has fetched, and fetches those it lacks. After
// a refresh old pages stay on view until their new ones are there.
type pages struct {
	runner  *background.Runner
	fetch   Fetch
	arrived func(error)

	kept   map[int]*page
	asked  map[int]*background.Loader[[]Row]
	failed map[int]bool // not asked again before the next refresh
	round  int          // grows with each refresh; pages of older rounds are stale
	uses   int
}

type page struct {
	rows  []Row
	round int
	used  int
}

func newPages(runner *background.Runner, fetch Fetch, arrived func(error)) *pages {
	return &pages{
		runner: runner, fetch: fetch, arrived: arrived,
		kept: map[int]*page{}, asked: map[int]*background.Loader[[]Row]{}, failed: map[int]bool{},
	}
}

// row is the row at a place, and whether it is there and of this round.
func (p *pages) row(at int) (row Row, there, fresh bool) {
	page := p.kept[at/pageRows]
	if page == nil || at%pageRows >= len(page.rows) {
		return Row{}, false, false
	}
	return page.rows[at%pageRows], true, page.round == p.round
}

// find looks for a key among the fresh rows.
func (p *pages) find(key string) (at int, found bool) {
	for n, page := range p.kept {
		if page.round != p.round {
			continue
		}
		for i, row := range page.rows {
			if row.Key == key {
				return n*pageRows + i, true
			}
		}
	}
	return 0, false
}

// want asks for the pages of these rows that are missing or stale, and gives
// up questions for pages that have left the view.
func (p *pages) want(first, last, total int) {
	first = max(0, first-ahead) / pageRows
	last = min(total-1, last+ahead) / pageRows
	for n, loader := range p.asked {
		if n < first || n > last {
			loader.Stop()
			delete(p.asked, n)
		}
	}
	if total == 0 {
		return
	}
	for n := first; n <= last; n++ {
		p.ask(n)
	}
	p.forget()
}

func (p *pages) ask(n int) {
	p.uses++
	if page := p.kept[n]; page != nil {
		page.used = p.uses
		if page.round == p.round {
			return
		}
	}
	if p.asked[n] != nil || p.failed[n] {
		return
	}
	loader := background.NewLoader(p.runner, func(rows []Row, err error) {
		delete(p.asked, n)
		if err != nil {
			p.failed[n] = true
		} else {
			p.kept[n] = &page{rows: rows, round: p.round, used: p.uses}
		}
		p.arrived(err)
	})
	p.asked[n] = loader
	loader.Ask(func(ctx context.Context) ([]Row, error) { return p.fetch(ctx, n*pageRows, pageRows) })
}

// forget lets the pages go that were out of use longest.
func (p *pages) forget() {
	for len(p.kept) > keptPages {
		oldest := -1
		for n, page := range p.kept {
			if oldest < 0 || page.used < p.kept[oldest].used {
				oldest = n
			}
		}
		delete(p.kept, oldest)
	}
}

// stale makes every page be fetched again when it is next on view.
func (p *pages) stale() {
	p.round++
	p.stop()
	clear(p.failed)
}

// stop gives up all open questions.
func (p *pages) stop() {
	for n, loader := range p.asked {
		loader.Stop()
		delete(p.asked, n)
	}
}

// settled reports whether nothing is being waited for.
func (p *pages) settled() bool { return len(p.asked) == 0 }

// choose gives the fetched rows whose key is chosen, in the list's order.
func (p *pages) choose(chosen func(key string) bool) []Row {
	var rows []Row
	for _, n := range slices.Sorted(maps.Keys(p.kept)) {
		for _, row := range p.kept[n].rows {
			if chosen(row.Key) {
				rows = append(rows, row)
			}
		}
	}
	return rows
}
