package data

import (
	"cmp"
	"context"
	"database/sql"
	"hash/maphash"
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
	all  string // where no index helps: all rows with their values, of which text is asked for those that have one together
}

// theCustomer is whose a record is, as long as he is in use.
const theCustomer = " JOIN customers c ON c.id = r.customer_id AND c.withdrawn_at IS NULL WHERE r.withdrawn_at IS NULL GROUP BY 1, 2 ORDER BY 1, 2"

var pairQueries = []pairQuery{
	{app.SameIDNo, 50, `SELECT c.id_no, c.n, c.name FROM (SELECT id_no AS v FROM customers WHERE id_no <> '' GROUP BY id_no HAVING count(*) > 1)
		JOIN customers c ON c.id_no = v AND c.id_no <> '' WHERE c.withdrawn_at IS NULL ORDER BY 1, 2`, ""},
	{app.SameUSCC, 50, `SELECT c.uscc, c.n, c.name FROM (SELECT uscc AS v FROM customers WHERE uscc <> '' GROUP BY uscc HAVING count(*) > 1)
		JOIN customers c ON c.uscc = v AND c.uscc <> '' WHERE c.withdrawn_at IS NULL ORDER BY 1, 2`, ""},
	{app.SameAccountNo, 50, `SELECT r.account_no, c.n, c.name FROM (SELECT account_no AS v FROM accounts GROUP BY account_no HAVING count(*) > 1)
		JOIN accounts r ON r.account_no = v` + theCustomer, ""},
	{
		app.SameMeterNo, 50, "SELECT m.asset_no, c.n, c.name FROM json_each(?) j CROSS JOIN meters m ON m.n = j.value JOIN accounts r ON r.id = m.account_id" + theCustomer,
		"SELECT n, asset_no FROM meters WHERE asset_no <> '' AND withdrawn_at IS NULL",
	},
	{app.SamePhone, 8, `SELECT r.mobile, c.n, c.name FROM (SELECT mobile AS v FROM contacts WHERE mobile <> '' GROUP BY mobile HAVING count(*) BETWEEN 2 AND 20)
		JOIN contacts r ON r.mobile = v AND r.mobile <> ''` + theCustomer, ""},
	{app.SameName, 8, `SELECT v, n, v FROM (SELECT name AS v, n, count(*) OVER (PARTITION BY name) AS k FROM customers WHERE kind = 'organisation' AND withdrawn_at IS NULL)
		WHERE k BETWEEN 2 AND 8 ORDER BY 1, 2`, ""},
	{
		app.SameAddress, 8, "SELECT r.address, c.n, c.name FROM json_each(?) j CROSS JOIN accounts r ON r.n = j.value" + theCustomer,
		"SELECT n, address FROM accounts WHERE address <> '' AND withdrawn_at IS NULL",
	},
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
	var args []any
	if q.all != "" {
		rows, err := s.rowsAlike(ctx, q.all)
		if err != nil || len(rows) == 0 {
			return err
		}
		args = append(args, jsonRows(rows))
	}
	members, err := collect(ctx, s.reader, func(r scanner) (pairMember, error) {
		var m pairMember
		err := r.Scan(&m.value, &m.n, &m.name)
		return m, err
	}, q.text, args...)
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

// rowsAlike are the rows whose value another one has, too. Values are told apart
// by their hashes: a sort of all of them in SQLite takes several times as long.
func (s *Store) rowsAlike(ctx context.Context, all string) ([]int64, error) {
	type hashed struct {
		of uint64
		n  int64
	}
	seed := maphash.MakeSeed()
	values, err := collect(ctx, s.reader, func(r scanner) (hashed, error) {
		var h hashed
		var value sql.RawBytes
		err := r.Scan(&h.n, &value)
		h.of = maphash.Bytes(seed, value)
		return h, err
	}, all)
	slices.SortFunc(values, func(a, b hashed) int { return cmp.Compare(a.of, b.of) })
	var alike []int64
	for i, v := range values {
		if i > 0 && values[i-1].of == v.of || i+1 < len(values) && values[i+1].of == v.of {
			alike = append(alike, v.n)
		}
	}
	return alike, err
}
