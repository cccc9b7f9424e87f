package data

import (
	"context"
	"slices"
	"strings"

	"lamplighter/data/bundle"
)

// chain is where the change sets of an area go on.
type chain struct {
	area, seq int64
	hash      []byte // of the newest set
	hlc       int64  // its stamp
}

// logFull hands a full set on while others are filled, so that a bulk load does
// not hold its whole log in memory. The caller is about to begin another set of
// its area, so this is not the last.
func (x *tx) logFull(s *openSet) {
	s.logged = true
	x.batches.sendLater(x, job{set: s})
}

// log writes the change sets that are not written yet, each chained to the one
// before it.
func (x *tx) log(ctx context.Context) error {
	if len(x.sets) == 0 {
		return nil
	}
	x.sets[len(x.sets)-1].last = true
	for _, set := range x.sets {
		if set.logged {
			continue
		}
		if err := x.append(ctx, set); err != nil {
			return err
		}
	}
	for _, c := range x.chains {
		if err := x.noteHead(ctx, x.dev, *c); err != nil {
			return err
		}
	}
	return x.logEdits()
}

// noteHead keeps where a device's chain in an area ends.
func (x *tx) noteHead(ctx context.Context, dev int64, c chain) error {
	return x.exec(ctx, "INSERT INTO sy_have (dev, area, seq, hash, hlc) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (dev, area) DO UPDATE SET seq = ?3, hash = ?4, hlc = ?5",
		dev, c.area, c.seq, c.hash, c.hlc)
}

// logEdits notes which sets changed a row that was there, fifty at a time.
func (x *tx) logEdits() error {
	var args []any
	for some := range slices.Chunk(x.edited, batchRows) {
		args = args[:0]
		for _, e := range some {
			args = append(args, e.row[:], e.set.ord)
		}
		if err := x.query("INSERT OR IGNORE INTO sy_edits (row_id, ord) VALUES (?, ?)"+strings.Repeat(", (?, ?)", len(some)-1), args); err != nil {
			return err
		}
	}
	return nil
}

// append writes one set. It does not flush: the goroutine of the batches calls
// it too.
func (x *tx) append(ctx context.Context, set *openSet) error {
	c, err := x.chain(ctx, set.area)
	if err != nil {
		return err
	}
	set.seq = c.seq + 1
	x.newest++
	set.ord = x.newest
	copy(set.body, set.bodyHead()) // as long as before, and now it is known which set is the last
	err = x.crossing("INSERT INTO sy_changes (dev, area, seq, hlc, body, prev_hash, ord) VALUES (?, ?, ?, ?, ?, ?, ?)",
		[]any{set.dev, set.area, set.seq, set.hlc, set.body, c.hash, set.ord})
	c.seq, c.hlc, c.hash = set.seq, set.hlc, setHash(set.changeSet, set.body, c.hash)
	x.batches.spareBody(set.body)
	set.body, set.logged = nil, true
	return err
}

func (x *tx) chain(ctx context.Context, area int64) (*chain, error) {
	if at := slices.IndexFunc(x.chains, func(c *chain) bool { return c.area == area }); at >= 0 {
		return x.chains[at], nil
	}
	c, err := x.s.head(ctx, x.dev, area)
	x.chains = append(x.chains, &c)
	return &c, err
}

// head is where the chain of a device in an area ends; before its first set it
// is empty.
func (s *Store) head(ctx context.Context, dev, area int64) (chain, error) {
	rows, err := s.conn.QueryContext(ctx, "SELECT seq, hash, hlc FROM sy_have WHERE dev = ? AND area = ?", dev, area)
	if err != nil {
		return chain{}, err
	}
	defer func() { _ = rows.Close() }()
	c := chain{area: area, hash: []byte{}}
	if rows.Next() {
		err = rows.Scan(&c.seq, &c.hash, &c.hlc)
	}
	return c, errorsFirst(err, rows.Err())
}

// setHash chains a set to the one before it.
func setHash(c changeSet, body, prev []byte) []byte {
	return bundle.Chain(c.dev, c.area, c.seq, c.hlc, body, prev)
}
