package data

import (
	"os"
	"sync"
)

// walAhead brings the write-ahead log to the disk while a load still writes to
// it, so that the commit, which does so for all of it, waits only for the rest.
// What it does not manage the commit does.
type walAhead struct {
	due  chan struct{}
	done sync.WaitGroup
}

// aheadSets are logged between two turns: with their rows, some ten megabytes.
const aheadSets = 50

func (s *Store) walAhead() *walAhead {
	a := &walAhead{due: make(chan struct{}, 1)}
	a.done.Go(func() {
		wal, _ := os.OpenFile(s.path+"-wal", os.O_RDWR, 0) // nil when it cannot be opened
		for range a.due {
			_ = wal.Sync()
		}
		_ = wal.Close()
	})
	return a
}

// logged tells how many sets are in the log. One turn waits at most: it will
// cover what came since.
func (a *walAhead) logged(sets int64) {
	if a == nil || sets%aheadSets != 0 {
		return
	}
	select {
	case a.due <- struct{}{}:
	default:
	}
}

func (a *walAhead) end() {
	close(a.due)
	a.done.Wait()
}
