package data

import (
	"context"
	"database/sql"
	"sync/atomic"
)

// readers are the connections that only read. While the indexes of a bulk load
// are made, questions wait for them: what an index answers in a moment, such as
// the contacts of each of many customers, would be looked for row by row, which
// takes far longer than the making.
type readers struct {
	db    *sql.DB
	of    func(context.Context) (*audience, error) // for whom is read; nil: those of one audience
	whole atomic.Pointer[chan struct{}]            // nil, or closed as soon as the indexes are made
}

// QueryContext implements querier.
func (r *readers) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	r.wait(ctx)
	db, query, err := r.choose(ctx, query)
	if err != nil {
		return nil, err
	}
	return db.QueryContext(ctx, query, args...)
}

// QueryRowContext implements querier.
func (r *readers) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	r.wait(ctx)
	db, query, err := r.choose(ctx, query)
	if err != nil { // a row cannot carry it, but must not be read either
		var stop context.CancelFunc
		ctx, stop = context.WithCancel(ctx)
		stop()
	}
	return db.QueryRowContext(ctx, query, args...)
}

// choose is the connections that read for whom the context names, and the query
// as these take it.
func (r *readers) choose(ctx context.Context, query string) (*sql.DB, string, error) {
	if r.of == nil {
		return r.db, query, nil
	}
	a, err := r.of(ctx)
	if err != nil || a == nil {
		return r.db, query, err
	}
	return a.read.db, a.narrowed(query), nil
}

func (r *readers) close() { _ = r.db.Close() }

// wait ends early with its context, which the question then answers.
func (r *readers) wait(ctx context.Context) {
	if whole := r.whole.Load(); whole != nil {
		select {
		case <-*whole:
		case <-ctx.Done():
		}
	}
}

// hold lets questions wait until release. Only who has the turn to write calls
// these two.
func (r *readers) hold() {
	whole := make(chan struct{})
	r.whole.Store(&whole)
}

func (r *readers) release() {
	if whole := r.whole.Swap(nil); whole != nil {
		close(*whole)
	}
}
