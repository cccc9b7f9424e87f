package data

import (
	"context"
	"errors"

	"lamplighter/app"
)

// mergeSource is what the change log says of a merge of customers.
const mergeSource = "merge"

// MergeCustomers makes one customer of two: the record that stays takes the
// chosen fields of the other, and all that belongs to the other is shown with
// it. Accounts of the same number, and meters of the same number on them, become
// one, too.
func (s *Store) MergeCustomers(ctx context.Context, by app.Actor, m app.CustomerMerge) (masked app.RecordMerge, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.MergeCustomers); err != nil {
		return app.RecordMerge{}, err
	}
	if err := m.Check(); err != nil {
		return app.RecordMerge{}, err
	}
	var made app.RecordMerge
	err := s.write(ctx, by, app.Why{Source: mergeSource, Note: m.Note}, func(x *tx) error {
		if err := x.checkPair(ctx, &m.Stays, &m.Gone); err != nil {
			return err
		}
		now, replaced := m.Merged()
		if err := x.putCustomer(ctx, m.Stays, now); err != nil {
			return err
		}
		made = app.RecordMerge{
			ID: newID[app.RecordMergeID](), Area: m.Stays.Area, Table: "customers", Gone: app.RecordID(m.Gone.ID), Stays: app.RecordID(m.Stays.ID),
			Known: m.Gone.Seen, Replaced: replaced, Note: m.Note, By: by.Staff, MadeAt: x.now.UnixMilli(),
		}
		if err := x.putRecordMerge(ctx, app.RecordMerge{}, made); err != nil {
			return err
		}
		made.Seen = x.wrote
		return x.mergeDoubles(ctx, made)
	})
	return made, wrap("merge customers", err)
}

// checkPair sees that neither record was changed or merged since it was read.
// What the one that goes says is part of what was decided. Both are read in clear.
func (x *tx) checkPair(ctx context.Context, stays, gone *app.Customer) error {
	for _, was := range []*app.Customer{stays, gone} {
		now, err := one(ctx, x.s.conn, scanCustomer, "SELECT "+customerColumns+" FROM customers WHERE id = ?", was.ID[:])
		switch {
		case err != nil:
			return err
		case now.WithdrawnAt != 0:
			return app.Refuse("customer", app.NotActive)
		case now.Keeping != app.KeptOpen:
			return refusedAs(now.Keeping)
		case now.Seen != was.Seen:
			return app.ErrChangedMeantime
		}
		*was = now
	}
	return nil
}

// doublesQuery finds what both customers have under one number. Each of the
// record that goes is paired with one of the record that stays.
var doublesQuery = map[string]string{
	"accounts": `SELECT g.id, min(s.id) FROM accounts g JOIN accounts s ON s.account_no = g.account_no AND s.customer_id = ?2 AND s.withdrawn_at IS NULL
		WHERE g.customer_id = ?1 AND g.withdrawn_at IS NULL GROUP BY g.id`,
	"meters": `SELECT g.id, min(s.id) FROM accounts ga JOIN accounts sa ON sa.account_no = ga.account_no AND sa.customer_id = ?2 AND sa.withdrawn_at IS NULL
		JOIN meters g ON g.account_id = ga.id AND g.withdrawn_at IS NULL JOIN meters s ON s.account_id = sa.id AND s.asset_no = g.asset_no AND s.withdrawn_at IS NULL
		WHERE ga.customer_id = ?1 AND ga.withdrawn_at IS NULL AND g.asset_no <> '' GROUP BY g.id`,
}

// mergeDoubles merges the accounts and meters that both customers have.
func (x *tx) mergeDoubles(ctx context.Context, with app.RecordMerge) error {
	for _, table := range []string{"accounts", "meters"} {
		pairs, err := collect(ctx, x.s.conn, func(r scanner) (app.RecordMerge, error) {
			m := app.RecordMerge{Area: with.Area, Table: table, With: with.ID, By: with.By, MadeAt: with.MadeAt}
			err := r.Scan(idInto(&m.Gone), idInto(&m.Stays))
			return m, err
		}, doublesQuery[table], with.Gone[:], with.Stays[:])
		if err != nil {
			return err
		}
		for _, m := range pairs {
			m.ID = newID[app.RecordMergeID]()
			if err := x.putRecordMerge(ctx, app.RecordMerge{}, m); err != nil {
				return err
			}
		}
	}
	return nil
}

// UndoMerge takes a merge of customers back: what belonged to the record that
// was gone belongs to it again, also what came since. The record that stayed
// says again what it said before, in the fields that nobody changed since.
func (s *Store) UndoMerge(ctx context.Context, by app.Actor, id app.RecordMergeID) error {
	if err := by.May(app.MergeCustomers); err != nil {
		return err
	}
	return wrap("undo merge", s.write(ctx, by, app.Why{Source: undoMergeSource}, func(x *tx) error {
		merges, err := x.mergesWith(ctx, id)
		if err != nil {
			return err
		}
		if len(merges) == 0 {
			return app.Refuse("merge", app.NothingToDo)
		}
		for _, was := range merges {
			if was.Table == "customers" {
				if err := x.putBack(ctx, was); err != nil {
					return err
				}
			}
			now := was
			now.WithdrawnAt = x.now.UnixMilli()
			if err := x.putRecordMerge(ctx, was, now); err != nil {
				return err
			}
		}
		return nil
	}))
}

const undoMergeSource = "undo merge"

// mergesWith are a merge that holds and what must go with it, so that the two
// are two: others of the record that is gone, made on a device that did not know
// of this one, one of the two the other way round, and their accounts and meters.
func (x *tx) mergesWith(ctx context.Context, id app.RecordMergeID) ([]app.RecordMerge, error) {
	return collect(ctx, x.s.conn, scanRecordMerge, `WITH m AS (SELECT gone_id, stays_id FROM record_merges WHERE id = ? AND withdrawn_at IS NULL),
		all_of AS (SELECT r.id FROM m JOIN record_merges r ON r.gone_id = m.gone_id UNION SELECT r.id FROM m JOIN record_merges r ON r.gone_id = m.stays_id AND r.stays_id = m.gone_id)
		SELECT `+recordMergeColumns+" FROM record_merges WHERE withdrawn_at IS NULL AND (id IN all_of OR with_id IN all_of) ORDER BY n DESC", id[:])
}

// putBack gives the record that stayed what it said before a merge, where it
// still says what the merge gave it.
func (x *tx) putBack(ctx context.Context, m app.RecordMerge) error {
	was, err := one(ctx, x.s.conn, scanCustomer, "SELECT "+customerColumns+" FROM customers WHERE id = ?", m.Stays[:])
	if errors.Is(err, app.ErrNotFound) {
		return nil // it is in an area that this device does not have
	}
	if err != nil {
		return err
	}
	t, merged := x.s.tables["customers"], stampOf(m.Seen, x.s.tables["record_merges"].numberOf("replaced"))
	back := map[string]string{}
	for name, said := range m.Replaced {
		if i := t.column(name); i >= 0 && stampOf(was.Seen, t.columns[i].no) == merged {
			back[name] = said
		}
	}
	return x.putCustomer(ctx, was, was.PutBack(back))
}

// numberOf is the number of a column in the log.
func (t *table) numberOf(column string) byte { return t.columns[t.column(column)].no }

// SettleLate decides about what was written into a merged record by somebody who
// did not know of the merge: the record that stays takes some of the fields, and
// the others are not told again.
func (s *Store) SettleLate(ctx context.Context, by app.Actor, stays app.Customer, other app.OtherRecord, take []string) error {
	if err := by.May(app.MergeCustomers); err != nil {
		return err
	}
	taking := app.CustomerMerge{Stays: stays, Gone: other.Gone, Take: take}
	if err := taking.CheckFields(); err != nil {
		return err
	}
	return wrap("settle late edits", s.write(ctx, by, app.Why{Source: mergeSource}, func(x *tx) error {
		if err := x.readClear(ctx, &taking.Stays, &taking.Gone); err != nil {
			return err
		}
		now, _ := taking.Merged()
		if err := x.putCustomer(ctx, taking.Stays, now); err != nil {
			return err
		}
		settled := other.Merge
		settled.Known = other.Gone.Seen
		return x.putRecordMerge(ctx, other.Merge, settled)
	}))
}

// KeepApart decides that two customers are two, whatever they have in common.
func (s *Store) KeepApart(ctx context.Context, by app.Actor, one, other app.CustomerID, note string) (masked app.CustomersApart, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.MergeCustomers); err != nil {
		return app.CustomersApart{}, err
	}
	if one.IsZero() || other.IsZero() || one == other {
		return app.CustomersApart{}, app.Refuse("customer", app.Missing)
	}
	apart := app.CustomersApart{One: one, Other: other, Note: note, By: by.Staff}
	err := s.write(ctx, by, app.Why{Source: mergeSource, Note: note}, func(x *tx) error {
		apart.ID, apart.MadeAt = newID[app.CustomersApartID](), x.now.UnixMilli()
		area, err := x.areaOf(ctx, one)
		if err != nil {
			return err
		}
		apart.Area = area
		err = x.putCustomersApart(ctx, app.CustomersApart{}, apart)
		apart.Seen = x.wrote
		return err
	})
	return apart, wrap("keep customers apart", err)
}

func (x *tx) areaOf(ctx context.Context, id app.CustomerID) (app.Area, error) {
	area, err := one(ctx, x.s.conn, scanInt, "SELECT area FROM customers WHERE id = ?", id[:])
	return app.Area(area), err
}

// SuspectAgain takes back that two customers are two.
func (s *Store) SuspectAgain(ctx context.Context, by app.Actor, was app.CustomersApart) error {
	if err := by.May(app.MergeCustomers); err != nil {
		return err
	}
	return wrap("suspect again", s.write(ctx, by, app.Why{Source: undoMergeSource}, func(x *tx) error {
		now := was
		now.WithdrawnAt = x.now.UnixMilli()
		return x.putCustomersApart(ctx, was, now)
	}))
}
