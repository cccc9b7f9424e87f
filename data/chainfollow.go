package data

import (
	"context"
	"errors"
)

// chainFollower goes along the chains of change sets, which are to come by device,
// area and number. A set may lack its body, or some of it, up to where the log was
// folded: it is known by the hash that the next one, or the fold, names.
type chainFollower struct {
	folds     map[[2]int64]chain
	dev, area int64
	seq       int64  // of the set before
	hash      []byte // of the set before; nil where only the next one tells it
	began     bool
}

// What is wrong with a set that does not go on a chain.
var (
	errChainGap      = errors.New("a change set is missing")
	errChainUnlinked = errors.New("a change set does not name the one before it")
	errChainEmptied  = errors.New("a change set lacks what it held beyond the fold")
	errChainOffFold  = errors.New("the chain does not reach the fold")
)

func followChains(ctx context.Context, q querier) (*chainFollower, error) {
	folds, err := foldsOf(ctx, q)
	return &chainFollower{folds: folds}, err
}

// next goes on with a set, and reports whether a chain begins with it.
func (f *chainFollower) next(c changeSet, body, prev []byte) (begins bool, err error) {
	fold := f.folds[[2]int64{c.dev, c.area}]
	if begins = !f.began || c.dev != f.dev || c.area != f.area; begins {
		f.dev, f.area, f.seq, f.hash, f.began = c.dev, c.area, 0, []byte{}, true
		if c.seq > 1 && c.seq <= fold.seq+1 { // what was before is gone
			if f.seq, f.hash = c.seq-1, nil; f.seq == fold.seq {
				f.hash = fold.hash
			}
		}
	}
	switch {
	case c.seq != f.seq+1:
		return begins, errChainGap
	case f.hash != nil && string(prev) != string(f.hash):
		return begins, errChainUnlinked
	case lacks(body) && c.seq > fold.seq:
		return begins, errChainEmptied
	}
	f.seq, f.hash = c.seq, nil
	if !lacks(body) {
		f.hash = setHash(c, body, prev)
	}
	if c.seq == fold.seq {
		if f.hash != nil && string(f.hash) != string(fold.hash) {
			return begins, errChainOffFold
		}
		f.hash = fold.hash
	}
	return begins, nil
}
