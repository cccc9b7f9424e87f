package data

import (
	"context"
	"slices"
	"strings"
	"sync"

	"lamplighter/app"
	"lamplighter/data/finder"
)

// search holds the index of customers in memory. It is filled at the first
// question, so that a start costs nothing, and follows every commit after.
type search struct {
	mu      sync.Mutex
	index   *finder.Index // nil until filled
	filling chan struct{} // closed when the filling in hand is done
	stale   bool          // a bulk write came while filling
	cancel  context.CancelFunc
	recent  []int64 // the customers opened last, for an index that is filled anew
}

// recentKept is how many customers opened last are remembered.
const recentKept = 100

// opened notes that a customer is on view: among like hits it comes first.
func (f *search) opened(row int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.index != nil {
		f.index.Touch(row)
	}
	f.recent = append(slices.DeleteFunc(f.recent, func(r int64) bool { return r == row }), row)
	f.recent = f.recent[max(0, len(f.recent)-recentKept):]
}

// followAtMost is how many touched rows the index follows one by one; after a
// larger write it is filled anew.
const followAtMost = 2000

func (f *search) stop() {
	f.mu.Lock()
	cancel, filling := f.cancel, f.filling
	f.mu.Unlock()
	if cancel != nil {
		cancel()
		<-filling
	}
}

// follow brings the index up to date with a commit; the writer calls it before
// the next write can begin.
func (f *search) follow(x *tx) {
	if len(x.touched) == 0 {
		return
	}
	f.mu.Lock()
	index, filling := f.index, f.cancel != nil
	if filling || len(x.touched) > followAtMost {
		f.index, f.stale = nil, filling
		f.mu.Unlock()
		return
	}
	f.mu.Unlock()
	if index == nil {
		return
	}
	if err := x.s.followInto(context.Background(), index, x.touched); err != nil {
		f.mu.Lock()
		f.index = nil // filled anew at the next question
		f.mu.Unlock()
	}
}

func (s *Store) followInto(ctx context.Context, index *finder.Index, touched []touch) error {
	rows := map[int64]bool{}
	for _, t := range dedupe(touched) {
		ns, err := collect(ctx, s.conn, scanInt, customerOfRow[t.table], t.id[:])
		if err != nil {
			return err
		}
		for _, n := range ns {
			rows[n] = true
		}
	}
	list := make([]int64, 0, len(rows))
	for n := range rows {
		list = append(list, n)
		index.Delete(n)
	}
	found, err := keysOf(ctx, s.conn, "c.n IN (SELECT value FROM json_each(?))", jsonRows(list))
	for _, k := range found {
		index.Upsert(k.n, k.keys)
	}
	return err
}

// customerOfRow finds the row number of the customer a row belongs to.
var customerOfRow = map[string]string{
	"customers":   "SELECT n FROM customers WHERE id = ?",
	"contacts":    "SELECT c.n FROM contacts r JOIN customers c ON c.id = r.customer_id WHERE r.id = ?",
	"accounts":    "SELECT c.n FROM accounts r JOIN customers c ON c.id = r.customer_id WHERE r.id = ?",
	"meters":      "SELECT c.n FROM meters r JOIN accounts a ON a.id = r.account_id JOIN customers c ON c.id = a.customer_id WHERE r.id = ?",
	"assignments": "SELECT n FROM customers WHERE id = ? AND 0",

	"record_merges":   "SELECT c.n FROM record_merges r JOIN customers c ON c.id = r.gone_id OR c.id = r.stays_id WHERE r.id = ?",
	"customers_apart": "SELECT n FROM customers WHERE id = ? AND 0",
}

// ready answers the index, or nil while it is being filled; the first call
// begins to fill it.
func (s *Store) ready() *finder.Index {
	f := &s.search
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.index == nil && f.cancel == nil {
		ctx, cancel := context.WithCancel(context.Background())
		f.cancel, f.filling, f.stale = cancel, make(chan struct{}), false
		go s.fill(ctx, f.filling)
	}
	return f.index
}

// fill reads all customers into a new index. A write that comes meanwhile
// makes the result stale; then it is filled again at the next question.
func (s *Store) fill(ctx context.Context, done chan struct{}) {
	defer close(done)
	f := &s.search
	last, err := one(ctx, s.reader, scanInt, "SELECT coalesce(max(n), 0) FROM customers")
	index := finder.New(int(last))
	if err == nil {
		err = s.everyKey(ctx, rowSpan{last, fillPart}, func(k keyed) { index.Upsert(k.n, k.keys) })
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.cancel()
	f.cancel = nil
	if err == nil && !f.stale {
		f.index = index
		for _, row := range f.recent {
			index.Touch(row)
		}
	}
}

// WarmSearch fills the search index and waits for it; a benchmark and a test
// that must not meet the time before it call it.
func (s *Store) WarmSearch(ctx context.Context) error {
	for s.ready() == nil {
		s.search.mu.Lock()
		filling := s.search.filling
		s.search.mu.Unlock()
		select {
		case <-filling:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// Search finds customers by name, pinyin or initials, telephone, account,
// meter and case number, and address: the best hits and how many there are.
func (s *Store) Search(ctx context.Context, by app.Actor, text string, limit int) (masked []app.Found, _ int, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadCustomers); err != nil {
		return nil, 0, err
	}
	rows, total, err := s.searchTop(ctx, text, limit)
	if err == nil && total == 0 {
		rows, err = s.rowsByIDNo(ctx, text)
		total = len(rows)
	}
	if err != nil {
		return nil, 0, wrap("search", err)
	}
	found, err := collect(ctx, s.reader, scanFound, foundQuery, jsonRows(rows))
	if err != nil {
		return nil, 0, wrap("search", err)
	}
	byNumber, err := s.foundCases(ctx, by, text)
	if err != nil {
		return nil, 0, wrap("search", err)
	}
	visits, err := s.foundVisits(ctx, by, text)
	if err != nil {
		return nil, 0, wrap("search", err)
	}
	byNumber = append(byNumber, visits...)
	agreements, err := s.foundAgreements(ctx, by, text)
	if err != nil {
		return nil, 0, wrap("search", err)
	}
	byNumber = append(byNumber, agreements...)
	return append(byNumber, found...), total + len(byNumber), nil
}

// rowsByIDNo answers a whole identity number, of which nothing is kept in memory.
func (s *Store) rowsByIDNo(ctx context.Context, text string) ([]int64, error) {
	no := app.NormaliseCode(text)
	if len(no) != 18 && len(no) != 15 {
		return nil, nil
	}
	return collect(ctx, s.reader, scanInt, "SELECT n FROM customers WHERE id_no = ? AND id_no <> '' AND withdrawn_at IS NULL AND merged_into_id IS NULL LIMIT 5", no)
}

// foundCases answers a case number, whole or its beginning.
func (s *Store) foundCases(ctx context.Context, by app.Actor, text string) ([]app.Found, error) {
	code := app.NormaliseCode(text)
	if !strings.Contains(code, "-") || len(code) < 6 {
		return nil, nil
	}
	return collect(ctx, s.reader, func(r scanner) (app.Found, error) {
		var f app.Found
		err := r.Scan(idInto(&f.Case), idInto(&f.ID), &f.Name, &f.AccountNo)
		return f, err
	}, `SELECT c.id, c.customer_id, coalesce(u.name, c.contact_name), c.number FROM cases c LEFT JOIN customers u ON u.id = c.customer_id
		WHERE c.number >= ?1 AND c.number < ?1 || char(0x10FFFF) AND `+seesCasesAs("c")+` ORDER BY c.number DESC LIMIT 5`, code, by.Staff[:])
}

// searchTop is the best hits and the number of all.
func (s *Store) searchTop(ctx context.Context, text string, limit int) ([]int64, int, error) {
	index := s.ready()
	if index == nil {
		rows, err := s.likeRows(ctx, text, limit)
		return rows, len(rows), err
	}
	among, err := s.reached(ctx)
	if err != nil {
		return nil, 0, err
	}
	result := index.SearchAmong(text, limit, among)
	rows := make([]int64, len(result.Rows))
	for i, hit := range result.Rows {
		rows[i] = hit.Row
	}
	return rows, result.Total, nil
}

// searchRows is every hit, in the order of likeness; limit 0 means all.
func (s *Store) searchRows(ctx context.Context, text string, limit int) ([]int64, error) {
	if limit == 0 {
		limit = 1 << 30
	}
	rows, _, err := s.searchTop(ctx, text, limit)
	return rows, err
}

// likeRows answers while the index is being filled: slower, unranked, without
// the middle of words.
func (s *Store) likeRows(ctx context.Context, text string, limit int) ([]int64, error) {
	key := app.NormaliseCode(text)
	return s.order(ctx, `SELECT n FROM (SELECT c.n AS n FROM customers c WHERE c.name LIKE ?1 OR c.initials LIKE ?2 OR c.pinyin LIKE ?2
		UNION SELECT c.n FROM contacts r JOIN customers c ON c.id = r.customer_id WHERE r.mobile LIKE ?2
		UNION SELECT c.n FROM accounts r JOIN customers c ON c.id = r.customer_id WHERE r.account_no LIKE ?2 OR r.address LIKE ?1) LIMIT ?3`,
		"%"+strings.TrimSpace(text)+"%", "%"+strings.ToLower(key)+"%", min(limit, 1000))
}

const foundQuery = `SELECT c.id, c.name, c.keeping, coalesce(a.account_no, ''), coalesce(a.address, ''),
	coalesce((SELECT coalesce(nullif(mobile, ''), landline) FROM contacts WHERE customer_id = c.id AND withdrawn_at IS NULL ORDER BY n LIMIT 1), ''),
	coalesce((SELECT asset_no FROM meters WHERE account_id = a.id AND withdrawn_at IS NULL LIMIT 1), '')
	FROM json_each(?) j JOIN customers c ON c.n = j.value
	LEFT JOIN accounts a ON a.n = (SELECT n FROM accounts WHERE customer_id = c.id AND withdrawn_at IS NULL ORDER BY n LIMIT 1)
	ORDER BY j.key`

func scanFound(r scanner) (app.Found, error) {
	var f app.Found
	err := r.Scan(idInto(&f.ID), &f.Name, &f.Keeping, &f.AccountNo, &f.Address, &f.Phone, &f.MeterNo)
	return f, err
}
