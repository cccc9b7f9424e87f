package data

import (
	"context"
	"slices"
	"strings"

	"lamplighter/data/finder"
)

// addressed is an account by its row, with its address.
type addressed struct {
	n       int64
	address string
}

func scanAddressed(r scanner) (addressed, error) {
	var a addressed
	err := r.Scan(&a.n, &a.address)
	return a, err
}

// addressBatch accounts are indexed in one transaction, so that a clerk's save
// never waits long behind the index.
const addressBatch = 5000

// indexAddresses brings the index of addresses up to the newest account.
func (s *Store) indexAddresses(ctx context.Context) error {
	for {
		done := 0
		err := s.writeAs(ctx, &tx{s: s, dev: s.device.id}, func(x *tx) error {
			var err error
			done, err = x.indexSomeAddresses(ctx)
			return err
		})
		if err != nil || done < addressBatch {
			return err
		}
	}
}

func (x *tx) indexSomeAddresses(ctx context.Context) (int, error) {
	q, err := x.reads()
	if err != nil {
		return 0, err
	}
	found, err := collect(ctx, q, scanAddressed, "SELECT n, address FROM accounts WHERE n > (SELECT upto FROM address_mark) ORDER BY n LIMIT ?", addressBatch)
	if err != nil || len(found) == 0 {
		return 0, err
	}
	for _, a := range found {
		if err := x.indexAddress(ctx, a); err != nil {
			return 0, err
		}
	}
	return len(found), x.exec(ctx, "UPDATE address_mark SET upto = ?", found[len(found)-1].n)
}

func (x *tx) indexAddress(ctx context.Context, a addressed) error {
	return x.exec(context.WithoutCancel(ctx), "INSERT OR REPLACE INTO address_grams (rowid, grams) VALUES (?, ?)", a.n, finder.Bigrams(a.address))
}

// followAddresses keeps the index of addresses up with a transaction about to
// be committed: the addresses it changed, and the few accounts it made. After
// a bulk load the filling of the search index does it instead.
func (x *tx) followAddresses(ctx context.Context) error {
	for _, id := range x.moved {
		found, err := collect(ctx, x.s.conn, scanAddressed, "SELECT n, address FROM accounts WHERE id = ? AND n <= (SELECT upto FROM address_mark)", id[:])
		if err != nil {
			return err
		}
		for _, a := range found {
			if err := x.indexAddress(ctx, a); err != nil {
				return err
			}
		}
	}
	if !slices.ContainsFunc(x.touched, func(t touch) bool { return t.table == "accounts" }) {
		return nil
	}
	behind, err := one(ctx, x.s.conn, scanInt, "SELECT coalesce(max(n), 0) - (SELECT upto FROM address_mark) FROM accounts")
	if err != nil || behind > followAtMost {
		return err
	}
	_, err = x.indexSomeAddresses(ctx)
	return err
}

// sampledAddresses are enough to tell a pair that stands in every address from
// one that tells an address apart.
const sampledAddresses = 500

// sampleAddresses counts the words of the index in some addresses.
func (s *Store) sampleAddresses(ctx context.Context) (map[string]int, error) {
	last, err := one(ctx, s.reader, scanInt, "SELECT coalesce(max(n), 0) FROM accounts")
	if err != nil {
		return nil, err
	}
	var rows []int64
	for n := int64(1); n <= last; n += max(1, last/sampledAddresses) {
		rows = append(rows, n)
	}
	found, err := collect(ctx, s.reader, scanText, "SELECT address FROM accounts WHERE n IN (SELECT value FROM json_each(?))", jsonRows(rows))
	common := map[string]int{}
	for _, address := range found {
		words := strings.Fields(finder.Bigrams(address))
		slices.Sort(words)
		for _, word := range slices.Compact(words) {
			common[word]++
		}
	}
	return common, err
}

// askedWords are mostly enough to leave few addresses to be read.
const askedWords = 4

// rarest keeps so many words of a query at most, those that stand in the fewest
// addresses: to look a word up costs as much as it stands in, and a common one
// tells little apart. A query of common words alone keeps two.
func (f *search) rarest(query string, atMost int) string {
	f.mu.Lock()
	common := f.common
	f.mu.Unlock()
	words := strings.Split(query, " AND ")
	slices.SortStableFunc(words, func(a, b string) int { return standing(common, a) - standing(common, b) })
	keep := 0
	for keep < min(len(words), atMost) && (keep < 2 || standing(common, words[keep]) < sampledAddresses/4) {
		keep++
	}
	return strings.Join(words[:keep], " AND ")
}

// standing is in how many sampled addresses a word of a query stands, "村8" or
// the beginning 8*, quoted.
func standing(common map[string]int, word string) int {
	begins := strings.HasSuffix(word, "*")
	word = strings.Trim(word, `"*`)
	if !begins {
		return common[word]
	}
	n := 0
	for known, count := range common {
		if strings.HasPrefix(known, word) {
			n += count
		}
	}
	return n
}

// addressAtMost customers are found by an address, and readAtMost accounts
// looked at for them: who finds more types on.
const (
	addressAtMost = 1000
	readAtMost    = 20_000
)

// addressRows finds customers by address, through pairs of characters, and
// reads each candidate to be sure.
func (s *Store) addressRows(ctx context.Context, text string, limit int) ([]int64, error) {
	query := finder.BigramQuery(text)
	if query == "" {
		return nil, nil
	}
	few, all := s.search.rarest(query, askedWords), s.search.rarest(query, len(query))
	limit = min(limit, addressAtMost)
	var rows []int64
	known := map[int64]bool{}
	chunk := max(4*limit, 200)
	for read, last := 0, int64(0); read < readAtMost; read += chunk {
		found, err := s.addressCandidates(ctx, few, last, chunk)
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			if !known[c.customer] && finder.Verify(c.address, text) {
				known[c.customer] = true
				if rows = append(rows, c.customer); len(rows) == limit {
					return rows, nil
				}
			}
		}
		if len(found) < chunk {
			break
		}
		last = found[len(found)-1].n
		if len(rows) < len(found)/20 {
			few = all // too many are read in vain
		}
	}
	return rows, nil
}

type candidate struct {
	addressed
	customer int64
}

// addressCandidates reads accounts that a query may mean, in the order of their
// rows; withdrawn ones come without an address.
func (s *Store) addressCandidates(ctx context.Context, query string, after int64, limit int) ([]candidate, error) {
	return collect(ctx, s.reader, func(r scanner) (candidate, error) {
		var c candidate
		err := r.Scan(&c.n, &c.address, &c.customer)
		return c, err
	}, `SELECT g.n, iif(a.withdrawn_at IS NULL, coalesce(a.address, ''), ''), coalesce(c.n, 0)
		FROM (SELECT rowid AS n FROM address_grams WHERE address_grams MATCH ?1 AND rowid > ?2 ORDER BY rowid LIMIT ?3) g
		LEFT JOIN accounts a ON a.n = g.n LEFT JOIN customers c ON c.id = a.customer_id ORDER BY g.n`, query, after, limit)
}

// noteAddress remembers an account whose address a transaction changes.
func (x *tx) noteAddress(t *table, column string, id [16]byte) {
	if t.name == "accounts" && column == "address" {
		x.moved = append(x.moved, id)
	}
}
