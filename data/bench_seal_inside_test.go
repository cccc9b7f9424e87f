package data

import (
	"context"
	"math/rand/v2"
	"time"
)

// coldDSN leaves SQLite next to no cache, so that every page comes from the disk's.
const coldDSN = "mode=ro&_query_only=1&_cache_size=-256&_stmt_cache_size=8"

// ColdScan reads all customers of a file past SQLite's cache.
func ColdScan(ctx context.Context, path string) (time.Duration, error) {
	return coldly(ctx, path, func(q querier) error {
		for range 5 {
			if _, err := one(ctx, q, scanInt, "SELECT sum(length(name) + length(note)) FROM customers"); err != nil {
				return err
			}
		}
		return nil
	})
}

// ColdLookups reads customers by their ids, in an order of chance.
func ColdLookups(ctx context.Context, path string, times int) (time.Duration, error) {
	return coldly(ctx, path, func(q querier) error {
		chance := rand.New(rand.NewPCG(3, 2026))
		for range times {
			if _, err := one(ctx, q, scanInt, "SELECT count(*) FROM customers c JOIN accounts a ON a.customer_id = c.id WHERE c.n = ?", 1+chance.IntN(20_000)); err != nil {
				return err
			}
		}
		return nil
	})
}

func coldly(ctx context.Context, path string, do func(querier) error) (time.Duration, error) {
	r, err := openRaw(ctx, fileURL(path, coldDSN), readerPragmas)
	if err != nil {
		return 0, err
	}
	defer r.close()
	start := time.Now()
	err = do(r.conn)
	return time.Since(start), err
}
