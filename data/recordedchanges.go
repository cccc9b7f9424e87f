package data

import (
	"context"
	"slices"
	"strings"
	"time"

	"lamplighter/app"
)

// changedTables are those whose changes a manager brings home.
var changedTables = map[string]bool{"customers": true, "contacts": true, "accounts": true, "meters": true, "customer_facts": true}

// verifiedColumns say that a record was checked with the customer.
var verifiedColumns = map[string]bool{"verified_on": true, "confirmed_on": true}

// sumChanges measures the changes of customer data out of the change log: when
// they became true and how they were learned stands in the reason of their
// change set, or in the fact itself. Sets of an import or a sample are passed
// over: nobody learned those.
func (s *Store) sumChanges(ctx context.Context, of spans) ([]app.ReviewSums, error) {
	type whose struct {
		who     app.StaffID
		earlier bool
	}
	all := map[whose]app.ReviewSums{}
	for _, span := range []app.Period{of.now, of.before} {
		sets, err := s.setsBetween(ctx, span)
		if err != nil {
			return nil, err
		}
		for _, set := range sets {
			of := whose{set.who, span.From == of.before.From}
			sums := all[of]
			sums.Manager, sums.Earlier = set.who, of.earlier
			for _, r := range set.rows {
				if change, is := s.recorded(set, r); is {
					sums.Changes.Add(change)
				}
			}
			all[of] = sums
		}
	}
	var out []app.ReviewSums
	for _, sums := range all {
		if sums.Changes.All > 0 {
			out = append(out, sums)
		}
	}
	return out, nil
}

// bulkBytes is more than any change set has that one person made by hand. What
// is larger is a bulk load and stays unread.
const bulkBytes = 16 << 10

// setsBetween reads the change sets of a span of days, by the stamps they were
// made under.
func (s *Store) setsBetween(ctx context.Context, span app.Period) ([]changeSet, error) {
	wanted := map[uint64]bool{}
	for name := range changedTables {
		wanted[s.tables[name].no] = true
	}
	return collect(ctx, s.reader, func(r scanner) (changeSet, error) {
		return scanRows(r, func(table uint64, _ []byte) bool { return wanted[table] })
	}, "SELECT dev, area, seq, hlc, body FROM sy_changes WHERE hlc >= ? AND hlc < ? AND length(body) < ? ORDER BY hlc", span.From.Time().UnixMilli()<<16, span.To.AddDays(1).Time().UnixMilli()<<16, bulkBytes)
}

// recorded is a row of a change set as a change somebody recorded: a changed
// record, or a fact.
func (s *Store) recorded(set changeSet, r changedRow) (app.RecordedChange, bool) {
	t := s.byNo[r.table]
	fact := t.name == "customer_facts"
	if r.carried != nil || r.left != 0 || r.made && !fact || set.why.Source == importSource || set.why.Source == "sample" {
		return app.RecordedChange{}, false
	}
	change := app.RecordedChange{On: app.DayOf(time.UnixMilli(set.at)), OccurredOn: set.why.OccurredOn, Source: set.why.Source}
	for _, c := range r.cells {
		i := t.place(c.column)
		if i < 0 {
			continue
		}
		text, _ := c.value.(string)
		switch name := t.columns[i].name; {
		case verifiedColumns[name] && text != "":
			change.Verified = true
		case fact && name == "known_on" && text != "":
			change.OccurredOn = app.Day(text)
		case fact && name == "source" && text != "":
			change.Source = text
		}
	}
	return change, true
}

// reviewedChanges are the changes some people recorded, each with its customer.
func (s *Store) reviewedChanges(ctx context.Context, span app.Period, of []app.StaffID) ([]app.ReviewedChange, error) {
	sets, err := s.setsBetween(ctx, span)
	if err != nil {
		return nil, err
	}
	var out []app.ReviewedChange
	for _, set := range slices.Backward(sets) {
		for _, r := range set.rows {
			if change, is := s.recorded(set, r); is && slices.Contains(of, set.who) {
				out = append(out, app.ReviewedChange{RecordedChange: change, By: set.who, Table: s.byNo[r.table].name, Record: r.id})
			}
		}
	}
	return out, s.nameChanged(ctx, out)
}

// nameChanged fills in whose records were changed, and by whom.
func (s *Store) nameChanged(ctx context.Context, changes []app.ReviewedChange) error {
	type owner struct {
		record, customer app.RecordID
		name             string
	}
	var ids []app.StaffID
	for _, c := range changes {
		ids = append(ids, app.StaffID(c.Record), c.By)
	}
	const some = " IN (SELECT unhex(value) FROM json_each(?1))"
	owners, err := collect(ctx, s.reader, func(r scanner) (owner, error) {
		var o owner
		err := r.Scan(idInto(&o.record), idInto(&o.customer), &o.name)
		return o, err
	}, strings.Join([]string{
		"SELECT id, id, name FROM customers WHERE id" + some,
		"SELECT id, NULL, name FROM staff WHERE id" + some,
		"SELECT r.id, k.id, k.name FROM contacts r JOIN customers k ON k.id = r.customer_id WHERE r.id" + some,
		"SELECT r.id, k.id, k.name FROM accounts r JOIN customers k ON k.id = r.customer_id WHERE r.id" + some,
		"SELECT r.id, k.id, k.name FROM customer_facts r JOIN customers k ON k.id = r.customer_id WHERE r.id" + some,
		"SELECT r.id, k.id, k.name FROM meters r JOIN accounts a ON a.id = r.account_id JOIN customers k ON k.id = a.customer_id WHERE r.id" + some,
	}, " UNION ALL "), people(ids))
	if err != nil {
		return err
	}
	known := map[app.RecordID]owner{}
	for _, o := range owners {
		known[o.record] = o
	}
	for i := range changes {
		c := &changes[i]
		o := known[c.Record]
		c.Customer, c.CustomerName, c.ByName = app.CustomerID(o.customer), o.name, known[app.RecordID(c.By)].name
	}
	return nil
}
