package data

import (
	"cmp"
	"context"
	"slices"

	"lamplighter/app"
)

// pairCandidate is two customers, by their row numbers, who have something in
// common.
type pairCandidate struct {
	one, other int64 // the lower first
	signs      map[app.SuspectReason]bool
	share      float64
}

// pairQuery finds what stands on more than one customer: the value, and the row
// and the name of each who has it. Groups of more than most say nothing.
type pairQuery struct {
	sign app.SuspectReason
	most int
	text string
}

// theCustomer is whose a record is, as long as he is in use.
const theCustomer = " JOIN customers c ON c.id = r.customer_id AND c.withdrawn_at IS NULL WHERE r.withdrawn_at IS NULL GROUP BY 1, 2 ORDER BY 1, 2"

var pairQueries = []pairQuery{
	{app.SameIDNo, 50, `SELECT c.id_no, c.n, c.name FROM (SELECT id_no AS v FROM customers WHERE id_no <> '' GROUP BY id_no HAVING count(*) > 1)
		JOIN customers c ON c.id_no = v AND c.id_no <> '' WHERE c.withdrawn_at IS NULL ORDER BY 1, 2`},
	{app.SameUSCC, 50, `SELECT c.uscc, c.n, c.name FROM (SELECT uscc AS v FROM customers WHERE uscc <> '' GROUP BY uscc HAVING count(*) > 1)
		JOIN customers c ON c.uscc = v AND c.uscc <> '' WHERE c.withdrawn_at IS NULL ORDER BY 1, 2`},
	{app.SameAccountNo, 50, `SELECT r.account_no, c.n, c.name FROM (SELECT account_no AS v FROM accounts GROUP BY account_no HAVING count(*) > 1)
		JOIN accounts r ON r.account_no = v` + theCustomer},
	{app.SameMeterNo, 50, `SELECT v, c.n, c.name FROM (SELECT asset_no AS v, account_id, count(*) OVER (PARTITION BY asset_no) AS k FROM meters WHERE asset_no <> '' AND withdrawn_at IS NULL)
		CROSS JOIN accounts r ON r.id = account_id AND k > 1` + theCustomer},
	{app.SamePhone, 8, `SELECT r.mobile, c.n, c.name FROM (SELECT mobile AS v FROM contacts WHERE mobile <> '' GROUP BY mobile HAVING count(*) BETWEEN 2 AND 20)
		JOIN contacts r ON r.mobile = v AND r.mobile <> ''` + theCustomer},
	{app.SameName, 8, `SELECT v, n, v FROM (SELECT name AS v, n, count(*) OVER (PARTITION BY name) AS k FROM customers WHERE kind = 'organisation' AND withdrawn_at IS NULL)
		WHERE k BETWEEN 2 AND 8 ORDER BY 1, 2`},
	{app.SameAddress, 8, `SELECT v, c.n, c.name FROM (SELECT address AS v, id AS account, count(*) OVER (PARTITION BY address) AS k FROM accounts WHERE address <> '' AND withdrawn_at IS NULL)
		CROSS JOIN accounts r ON r.id = account AND k BETWEEN 2 AND 20` + theCustomer},
}

// pairCandidates finds all pairs worth a look, the likeliest at first sight
// before the others.
func (s *Store) pairCandidates(ctx context.Context) ([]pairCandidate, error) {
	found := map[[2]int64]pairCandidate{}
	for _, q := range pairQueries {
		if err := s.gatherPairs(ctx, q, found); err != nil {
			return nil, err
		}
	}
	apart, err := collect(ctx, s.reader, func(r scanner) ([2]int64, error) {
		var pair [2]int64
		err := r.Scan(&pair[0], &pair[1])
		return pair, err
	}, "SELECT min(a.n, b.n), max(a.n, b.n) FROM customers_apart p JOIN customers a ON a.id = p.one_id JOIN customers b ON b.id = p.other_id WHERE p.withdrawn_at IS NULL")
	for _, pair := range apart {
		delete(found, pair)
	}
	out := make([]pairCandidate, 0, len(found))
	for _, c := range found {
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b pairCandidate) int {
		return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(a.one, b.one), cmp.Compare(a.other, b.other))
	})
	return out, err
}

// pairMember is who has a value.
type pairMember struct {
	value, name string
	n           int64
}

func (s *Store) gatherPairs(ctx context.Context, q pairQuery, found map[[2]int64]pairCandidate) error {
	members, err := collect(ctx, s.reader, func(r scanner) (pairMember, error) {
		var m pairMember
		err := r.Scan(&m.value, &m.n, &m.name)
		return m, err
	}, q.text)
	for len(members) > 0 {
		size := slices.IndexFunc(members, func(m pairMember) bool { return m.value != members[0].value })
		if size < 0 {
			size = len(members)
		}
		if size <= q.most {
			pairUp(q.sign, members[:size], found)
		}
		members = members[size:]
	}
	return err
}

// pairUp pairs all who have a value with each other.
func pairUp(sign app.SuspectReason, members []pairMember, found map[[2]int64]pairCandidate) {
	for i, one := range members {
		for _, other := range members[i+1:] {
			key := [2]int64{one.n, other.n}
			c, known := found[key]
			switch {
			case one.n == other.n || c.signs[sign] || !sign.WorthAsking(one.name, other.name):
				continue
			case !known:
				c = pairCandidate{one: one.n, other: other.n, signs: map[app.SuspectReason]bool{}}
			}
			c.signs[sign] = true
			c.share = 1 - (1-c.share)*(1-sign.Share())
			found[key] = c
		}
	}
}
