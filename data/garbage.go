package data

import (
	"runtime/debug"
	"slices"
	"sync"
)

// garbage is how much of it, in percent of what lives, may gather before it is
// collected. Of several works at a time the one that asked last is heard, and
// when all are done it is as it was before.
type garbage struct {
	mu    sync.Mutex
	usual int
	asked []*int
}

// ask holds until done is called.
func (g *garbage) ask(percent int) (done func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	was := debug.SetGCPercent(percent)
	if len(g.asked) == 0 {
		g.usual = was
	}
	mine := &percent
	g.asked = append(g.asked, mine)
	return func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		at := slices.Index(g.asked, mine)
		g.asked = slices.Delete(g.asked, at, at+1)
		now := g.usual
		if n := len(g.asked); n > 0 {
			now = *g.asked[n-1]
		}
		debug.SetGCPercent(now)
	}
}
