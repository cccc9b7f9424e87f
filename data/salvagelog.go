package data

import (
	"context"
	"database/sql"
	"errors"
)

// cutLog follows each device's chain and drops what stands behind the first
// gap, so that the log is whole again as far as it goes. What was dropped of
// others comes again from them; of what was written here the records stay, but
// nobody will be sent it. It answers how many sets were dropped.
func cutLog(ctx context.Context, conn *sql.Conn) (int64, error) {
	ends, err := chainEnds(ctx, conn)
	if err != nil {
		return 0, err
	}
	var cut int64
	for _, end := range ends {
		noted, err := collect(ctx, conn, scanBytes, "SELECT hash FROM sy_have WHERE dev = ? AND area = ? AND seq = ?", end.dev, end.area, end.seq)
		if err != nil {
			return 0, err
		}
		if len(noted) == 1 && string(noted[0]) != string(end.hash) {
			end.logEnd = end.before
		}
		done, err := conn.ExecContext(ctx, "DELETE FROM sy_changes WHERE dev = ? AND area = ? AND seq > ?", end.dev, end.area, end.seq)
		if err != nil {
			return 0, err
		}
		n, err := done.RowsAffected()
		if err != nil {
			return 0, err
		}
		cut += n
		if end.seq == 0 {
			continue
		}
		if _, err := conn.ExecContext(ctx, "INSERT OR REPLACE INTO sy_have (dev, area, seq, hash, hlc) VALUES (?, ?, ?, ?, ?)", end.dev, end.area, end.seq, end.hash, end.hlc); err != nil {
			return 0, err
		}
	}
	if _, err := conn.ExecContext(ctx, "DELETE FROM sy_have WHERE NOT EXISTS (SELECT 1 FROM sy_changes c WHERE c.dev = sy_have.dev AND c.area = sy_have.area AND c.seq = sy_have.seq)"); err != nil {
		return 0, err
	}
	_, err = conn.ExecContext(ctx, "DELETE FROM sy_edits WHERE ord NOT IN (SELECT ord FROM sy_changes)")
	return cut, err
}

// chainEnd is how far the chain of a device in an area holds.
type chainEnd struct {
	dev, area int64
	logEnd
	before logEnd // without the last set, of which only the next one's link tells that it is whole
	broken bool
}

type logEnd struct {
	seq, hlc int64
	hash     []byte
}

func chainEnds(ctx context.Context, q querier) ([]chainEnd, error) {
	chains, err := followChains(ctx, q)
	if err != nil {
		return nil, err
	}
	var ends []chainEnd
	err = eachLink(ctx, q, func(c changeSet, body, prev []byte) error {
		begins, fault := chains.next(c, body, prev)
		if begins {
			ends = append(ends, chainEnd{dev: c.dev, area: c.area})
		}
		end := &ends[len(ends)-1]
		switch {
		case end.broken:
		case errors.Is(fault, errChainUnlinked):
			end.broken, end.logEnd = true, end.before
		case fault != nil:
			end.broken = true
		case chains.hash != nil: // else the next one tells whether it holds
			end.before, end.logEnd = end.logEnd, logEnd{c.seq, c.hlc, chains.hash}
		}
		return nil
	})
	return ends, err
}
