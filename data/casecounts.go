package data

import (
	"context"

	"lamplighter/app"
)

// WorkCounts says how long each list of the start page is.
func (s *Store) WorkCounts(ctx context.Context, by app.Actor, scope app.Scope) (map[app.Work]int64, error) {
	ctx = s.within(ctx, by)
	counts := map[app.Work]int64{}
	for _, work := range app.Works() {
		n, err := s.CountCases(ctx, by, work.Cases(scope), 0)
		if err != nil {
			return nil, err
		}
		counts[work] = n.N
	}
	return counts, nil
}

// CountCases says how many cases answer to a filter, and stops counting beyond
// most; no most counts them all.
func (s *Store) CountCases(ctx context.Context, by app.Actor, f app.CaseFilter, most int64) (app.Bounded, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCases); err != nil {
		return app.Bounded{}, err
	}
	ask, err := s.askCases(ctx, by, f)
	if err != nil {
		return app.Bounded{}, wrap("count cases", err)
	}
	n, err := s.countCases(ctx, ask, most)
	return n, wrap("count cases", err)
}

func (s *Store) countCases(ctx context.Context, ask caseAsk, most int64) (app.Bounded, error) {
	l := s.caseLeg(ask)
	return s.count(ctx, "SELECT 1"+l.from(), most, l.args)
}

// count is how many rows a query has, up to a bound.
func (s *Store) count(ctx context.Context, query string, most int64, args []any) (app.Bounded, error) {
	if most > 0 {
		query += " LIMIT ?"
		args = append(args[:len(args):len(args)], most+1)
	}
	n, err := one(ctx, s.reader, scanInt, "SELECT count(*) FROM ("+query+")", args...)
	if most > 0 && n > most {
		return app.Bounded{N: most, More: true}, err
	}
	return app.Bounded{N: n}, err
}

// boardCountMost is where the count of a column of the board gives up.
const boardCountMost = 9999

// CaseBoard is the cases of a filter by status, in each column the first so
// many, the most urgent on top.
func (s *Store) CaseBoard(ctx context.Context, by app.Actor, f app.CaseFilter, most int) (masked []app.BoardColumn, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadCases); err != nil {
		return nil, err
	}
	ask, err := s.askCases(ctx, by, f)
	if err != nil {
		return nil, wrap("case board", err)
	}
	var board []app.BoardColumn
	var heads []int64
	for _, column := range ask.Columns() {
		ask.CaseFilter = column
		order, err := s.caseHead(ctx, ask, most)
		if err != nil {
			return nil, wrap("case board", err)
		}
		n, err := s.countCases(ctx, ask, boardCountMost)
		if err != nil {
			return nil, wrap("case board", err)
		}
		board = append(board, app.BoardColumn{Status: column.Statuses[0], Cases: make([]app.CaseRow, len(order)), Count: n})
		heads = append(heads, order...)
	}
	found, err := s.casesAt(ctx, by, heads)
	if err != nil {
		return nil, wrap("case board", err)
	}
	for i := range board {
		n := min(len(board[i].Cases), len(found))
		board[i].Cases, found = found[:n:n], found[n:]
	}
	return board, nil
}

// Workload says how much each person has to do, and how much nobody has.
func (s *Store) Workload(ctx context.Context, by app.Actor) ([]app.Load, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCases); err != nil {
		return nil, err
	}
	now := s.now()
	_, late := app.WorkOverdue.Span(now)
	_, week := app.WorkWeek.Span(now)
	loads, err := collect(ctx, s.reader, func(r scanner) (app.Load, error) {
		var l app.Load
		err := r.Scan(idInto(&l.Staff), &l.Open, &l.Overdue, &l.Week)
		return l, err
	}, `SELECT owner_id, count(*), sum(due_at > 0 AND due_at < ?1), sum(due_at > 0 AND due_at < ?2)
		FROM cases INDEXED BY cases_open_by_owner WHERE `+openCases+` AND `+seesRows+` GROUP BY owner_id`, late, week, by.Staff[:])
	return loads, wrap("workload", err)
}

// CountCustomers says how many customers answer to a filter, and stops counting
// beyond most.
func (s *Store) CountCustomers(ctx context.Context, by app.Actor, f app.CustomerFilter, most int64) (app.Bounded, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCustomers); err != nil {
		return app.Bounded{}, err
	}
	q, err := s.customersOf(ctx, f.For(by))
	if err != nil {
		return app.Bounded{}, wrap("count customers", err)
	}
	n, err := s.count(ctx, "SELECT 1 FROM customers c"+q.text(), most, q.args)
	return n, wrap("count customers", err)
}
