package data

import (
	"context"
	"fmt"

	"lamplighter/app"
)

// SuspectedPairs are customers who may have been recorded twice, the likeliest
// pairs first. Those that somebody keeps apart are not among them.
func (s *Store) SuspectedPairs(ctx context.Context, by app.Actor, f app.PairFilter) (masked app.SuspectedPairs, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	var out app.SuspectedPairs
	if err := by.May(app.MergeCustomers); err != nil {
		return out, err
	}
	candidates, err := s.recalls(ctx).suspected.or(true, func() ([]pairCandidate, error) { return s.pairCandidates(ctx) })
	if err == nil {
		candidates, err = s.narrowPairs(ctx, candidates, f)
	}
	if err != nil {
		return out, wrap("suspected pairs", err)
	}
	out.All = int64(len(candidates))
	candidates = candidates[:min(len(candidates), app.PairsShown)]
	sides, err := s.pairSides(ctx, candidates)
	for _, c := range candidates {
		out.Pairs = append(out.Pairs, app.JudgePair(sides[c.one], sides[c.other]).Ordered())
	}
	app.SortPairs(out.Pairs)
	return out, wrap("suspected pairs", err)
}

// narrowPairs leaves out what the filter does not ask for.
func (s *Store) narrowPairs(ctx context.Context, all []pairCandidate, f app.PairFilter) ([]pairCandidate, error) {
	if f == (app.PairFilter{}) {
		return all, nil
	}
	var n int64
	if !f.Customer.IsZero() {
		var err error
		if n, err = one(ctx, s.reader, scanInt, "SELECT n FROM customers WHERE id = ?", f.Customer[:]); err != nil {
			return nil, err
		}
	}
	var out []pairCandidate
	for _, c := range all {
		if (n == 0 || c.one == n || c.other == n) && (f.For == "" || c.signs[f.For]) {
			out = append(out, c)
		}
	}
	return out, nil
}

// PairOf is two customers side by side whom somebody chose himself.
func (s *Store) PairOf(ctx context.Context, by app.Actor, one, other app.CustomerID) (masked app.CustomerPair, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.MergeCustomers); err != nil {
		return app.CustomerPair{}, err
	}
	rows, err := collect(ctx, s.reader, scanInt, "SELECT n FROM customers WHERE id IN (?, ?) AND withdrawn_at IS NULL ORDER BY n", one[:], other[:])
	if err == nil && len(rows) != 2 {
		err = app.Refuse("customer", app.NotActive)
	}
	if err != nil {
		return app.CustomerPair{}, wrap("pair", err)
	}
	c := pairCandidate{one: rows[0], other: rows[1]}
	sides, err := s.pairSides(ctx, []pairCandidate{c})
	return app.JudgePair(sides[c.one], sides[c.other]).Ordered(), wrap("pair", err)
}

// pairSides reads what tells the customers of some pairs apart, each sort of
// record at once.
func (s *Store) pairSides(ctx context.Context, candidates []pairCandidate) (map[int64]app.PairSide, error) {
	var rows []int64
	for _, c := range candidates {
		rows = append(rows, c.one, c.other)
	}
	list, sides := jsonRows(dedupe(rows)), map[int64]app.PairSide{}
	type found struct {
		n    int64
		side app.PairSide
	}
	read := func(into func(*app.PairSide) []any, add func(side *app.PairSide, found app.PairSide), query string) error {
		all, err := collect(ctx, s.reader, func(r scanner) (found, error) {
			var f found
			err := r.Scan(append([]any{&f.n}, into(&f.side)...)...)
			return f, err
		}, query, list)
		for _, f := range all {
			side := sides[f.n]
			add(&side, f.side)
			sides[f.n] = side
		}
		return err
	}
	const these, inUse = " FROM json_each(?) j CROSS JOIN customers c ON c.n = j.value", ".withdrawn_at IS NULL"
	count := func(table, and string) string {
		return fmt.Sprintf("(SELECT count(*) FROM %[1]s WHERE customer_id = c.id AND withdrawn_at IS NULL%[2]s)", table, and)
	}
	return sides, errorsFirst(
		read(func(p *app.PairSide) []any { return append(customerInto(&p.Customer), &p.Cases, &p.Visits) },
			func(side *app.PairSide, f app.PairSide) { *side = f },
			"SELECT c.n, "+prefixed("c", customerColumns)+", "+count("cases", " AND protected = 0")+", "+count("visits", "")+these),
		read(func(p *app.PairSide) []any { p.Accounts = make([]app.Account, 1); return accountInto(&p.Accounts[0]) },
			func(side *app.PairSide, f app.PairSide) { side.Accounts = append(side.Accounts, f.Accounts...) },
			"SELECT c.n, "+prefixed("a", accountColumns)+these+" JOIN accounts a ON a.customer_id = c.id AND a"+inUse+" ORDER BY a.n"),
		read(func(p *app.PairSide) []any { p.Contacts = make([]app.Contact, 1); return contactInto(&p.Contacts[0]) },
			func(side *app.PairSide, f app.PairSide) { side.Contacts = append(side.Contacts, f.Contacts...) },
			"SELECT c.n, "+prefixed("k", contactColumns)+these+" JOIN contacts k ON k.customer_id = c.id AND k"+inUse+" ORDER BY k.n"),
		read(func(p *app.PairSide) []any { p.Meters = make([]app.Meter, 1); return []any{&p.Meters[0].AssetNo} },
			func(side *app.PairSide, f app.PairSide) { side.Meters = append(side.Meters, f.Meters...) },
			"SELECT c.n, m.asset_no"+these+" JOIN accounts a ON a.customer_id = c.id AND a"+inUse+" JOIN meters m ON m.account_id = a.id AND m"+inUse+" ORDER BY m.n"),
	)
}
