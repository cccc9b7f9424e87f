package data

import (
	"context"
	"strings"
	"time"

	"lamplighter/app"
)

// dueQuery lists in one go who is due for deletion: no longer supplied, never
// supplied, or written about after erasing, with nothing open or owed, and no
// trace since ?1 and ?2. A trace is a change of the customer or of his accounts,
// whose stamps hold the moment above clockBits, a case, a visit.
const dueQuery = `WITH quiet AS (
		SELECT c.id, c.name, c.kind, c.keeping, EXISTS (SELECT 1 FROM accounts a WHERE a.customer_id = c.id) AS supplied,
			max(c.created_at,
				coalesce((SELECT max(s.hlc >> 16) FROM sy_edits e JOIN sy_changes s ON s.ord = e.ord WHERE e.row_id = c.id), 0),
				coalesce((SELECT max(max(a.sy_hlc, coalesce((SELECT max(s.hlc) FROM sy_edits e JOIN sy_changes s ON s.ord = e.ord WHERE e.row_id = a.id), 0)) >> 16) FROM accounts a WHERE a.customer_id = c.id), 0),
				coalesce((SELECT max(max(k.accepted_at, k.closed_at)) FROM cases k WHERE k.customer_id = c.id), 0),
				coalesce((SELECT max(unixepoch(v.visited_on) * 1000) FROM visits v WHERE v.customer_id = c.id AND v.visited_on <> ''), 0)) AS trace,
			(SELECT count(*) FROM cases k WHERE k.customer_id = c.id) AS cases, (SELECT count(*) FROM visits v WHERE v.customer_id = c.id) AS visits
		FROM customers c
		WHERE c.merged_into_id IS NULL AND c.keeping <> 'sealed' AND c.created_at < max(?1, ?2) AND (c.keeping = '' OR c.withdrawn_at IS NULL OR c.name <> ?3)
			AND NOT EXISTS (SELECT 1 FROM cases k WHERE k.customer_id = c.id AND k.withdrawn_at IS NULL AND k.status NOT IN ('closed', 'archived', 'cancelled', 'linked'))
			AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.customer_id = c.id AND a.withdrawn_at IS NULL AND (a.status <> ?4 OR a.arrears_fen > 0)))
	SELECT id, name, kind, CASE WHEN keeping = 'erased' THEN ?5 WHEN supplied THEN ?6 ELSE ?7 END, trace, cases, visits FROM quiet
	WHERE keeping = 'erased' OR trace < CASE WHEN supplied THEN ?1 ELSE ?2 END ORDER BY trace, name`

// DueForErasing lists the customers whose data were kept as long as they may be.
// Nothing goes by itself: a person looks at the list and confirms it.
func (s *Store) DueForErasing(ctx context.Context, by app.Actor) (masked []app.DueErasure, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ReadPrivacy); err != nil {
		return nil, err
	}
	ctx = s.within(ctx, by)
	today := app.DayOf(s.now())
	rules, err := retentionsOn(ctx, s.reader, today)
	if err != nil {
		return nil, wrap("due for erasing", err)
	}
	due, err := s.dueCustomers(ctx, rules[app.KeptUnsupplied].Before(today), rules[app.KeptNeverSupplied].Before(today))
	return due, wrap("due for erasing", err)
}

// dueCustomers are those of whom there is no trace since a day, by whether they
// ever had an account.
func (s *Store) dueCustomers(ctx context.Context, unsupplied, never app.Day) ([]app.DueErasure, error) {
	return collect(ctx, s.reader, func(r scanner) (app.DueErasure, error) {
		var d app.DueErasure
		err := r.Scan(idInto(&d.Customer), &d.Name, &d.Kind, &d.Class, &d.LastTrace, &d.Cases, &d.Visits)
		return d, err
	}, dueQuery, unsupplied.Time().UnixMilli(), never.Time().UnixMilli(), app.ErasedName, app.AccountClosed, string(app.WrittenAfter), string(app.WithoutSupply), string(app.NeverSupplied))
}

// countDueCustomers is how many of them there are of each kind, with the last
// trace of the first.
func (s *Store) countDueCustomers(ctx context.Context, unsupplied, never app.Day) (map[app.RetentionKind]dueCount, error) {
	counts := map[app.RetentionKind]dueCount{app.KeptUnsupplied: {}, app.KeptNeverSupplied: {}}
	due, err := s.dueCustomers(ctx, unsupplied, never)
	for _, d := range due { // the longest without a trace first
		kind := app.RetentionKind(d.Class)
		count, is := counts[kind]
		if !is {
			continue
		}
		if count.records++; count.oldest == "" {
			count.oldest = app.DayOf(time.UnixMilli(d.LastTrace))
		}
		counts[kind] = count
	}
	return counts, err
}

// EraseDue erases some of those who are due, as one person confirmed, or two when
// they are many.
func (s *Store) EraseDue(ctx context.Context, by app.Actor, customers []app.CustomerID, reason string) (app.Erased, error) {
	if len(customers) == 0 {
		return app.Erased{}, errorsFirst(by.May(app.HandlePrivacy), app.Refuse("customers", app.Missing))
	}
	if err := s.mayWithdraw(by, app.HandlePrivacy, len(customers)); err != nil {
		return app.Erased{}, err
	}
	for _, id := range customers {
		if err := s.mayDecideFate(ctx, by, id); err != nil {
			return app.Erased{}, wrap("erase due", err)
		}
	}
	reason = strings.TrimSpace(reason)
	var out app.Erased
	err := s.write(ctx, by, app.Why{Source: eraseSource, Note: reason}, func(x *tx) error {
		for _, id := range customers {
			fate := app.CustomerFate{Customer: id, Reason: reason}
			if err := fate.Check(); err != nil {
				return err
			}
			n, err := x.eraseCustomer(ctx, fate)
			if err != nil {
				return err
			}
			out.Records += n
		}
		return x.noteWithdrawal(ctx, "customers", len(customers), reason)
	})
	if err == nil {
		out.Waits, err = s.eraseAlone(ctx)
	}
	return out, wrap("erase due", err)
}
