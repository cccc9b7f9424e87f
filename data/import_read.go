package data

import (
	"context"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// sheaf is some rows of a list in their order, those to be refused among them.
type sheaf struct {
	rows   []listed
	taken  int                 // rows that are not refused
	passed []app.ImportProblem // lines that are no rows
	err    error               // what ended the reading
}

// importBatch rows that can be taken are looked up and stored together.
const importBatch = 500

// sheaves are read ahead: one in the hand of the writer, one waiting, one
// being read.
const sheaves = 3

// listReader reads a list and judges its rows on a goroutine of its own, while
// the rows before them are stored.
type listReader struct {
	full, empty chan *sheaf
	keepCells   bool
}

func readList(ctx context.Context, table *sheet.Table, mapping sheet.Mapping, keepCells bool) *listReader {
	r := &listReader{full: make(chan *sheaf, sheaves), empty: make(chan *sheaf, sheaves), keepCells: keepCells}
	for range sheaves {
		r.empty <- &sheaf{}
	}
	go r.run(ctx, table, mapping)
	return r
}

func (r *listReader) run(ctx context.Context, table *sheet.Table, mapping sheet.Mapping) {
	defer close(r.full)
	s := r.next(ctx)
	for record, err := range table.Records(mapping) {
		if s.err != nil {
			break
		}
		if err != nil {
			s.err = err
			break
		}
		s.add(record, r.keepCells)
		if s.taken == importBatch {
			r.full <- s
			s = r.next(ctx)
		}
	}
	r.full <- s
}

// next is an empty sheaf as soon as there is one; when nobody wants more, one
// with the reason.
func (r *listReader) next(ctx context.Context) *sheaf {
	select {
	case s := <-r.empty:
		return s
	case <-ctx.Done():
		return &sheaf{err: ctx.Err()}
	}
}

func (s *sheaf) add(r *sheet.Record, keepCells bool) {
	if r.Skipped != "" {
		s.passed = append(s.passed, passedOver(r))
		return
	}
	if len(s.rows) == cap(s.rows) {
		s.rows = append(s.rows, listed{})
	} else {
		s.rows = s.rows[:len(s.rows)+1]
	}
	l := &s.rows[len(s.rows)-1]
	l.from(r, keepCells)
	if l.refused.Reason == "" {
		s.taken++
	}
}

// done gives a sheaf back to be filled again.
func (r *listReader) done(s *sheaf) {
	*s = sheaf{rows: s.rows[:0]}
	r.empty <- s
}

// wait lets the goroutine end, whose context is cancelled or whose list is at
// its end.
func (r *listReader) wait() {
	for range r.full {
	}
}
